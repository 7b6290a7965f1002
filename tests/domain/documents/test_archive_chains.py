"""Chains and timelines of read archives: dates and levels put passages in order, closeness holds them together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from luoshi.domain.documents.queries.archive_chains import (
    MOST_SHOWN,
    ArchivePassage,
    archive_chain,
    archive_timeline,
    level_of_place,
)
from luoshi.domain.documents.terms import ChainPlace, PassageRelation

OWN = ArchivePassage(
    document="own", number=3, quote="新建改建农村公路一百二十公里并全部验收通车", title="", date="2025-05-01",
    place="霁川市", kind=None,
)  # fmt: skip


def other(name: str, **changes: object) -> ArchivePassage:
    return replace(OWN, document=name, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("国务院", 1), ("云山省", 2), ("北京市", 2), ("内蒙古自治区", 2), ("霁川市", 3), ("山南自治州", 3),
        ("望梧县", 4), ("霁川市临霁区", 4), ("青苗族自治县", 4), ("石桥镇", 5), ("东风街道", 5), ("某地", None),
        ("", None), (None, None),
    ],
)  # fmt: skip
def test_the_name_of_a_place_tells_its_level(name: str | None, level: int | None) -> None:
    assert level_of_place(name) == level


def test_earlier_is_origin_later_is_successor_and_of_one_day_the_higher_comes_first() -> None:
    chain = archive_chain(
        OWN,
        [
            other("later", date="2025-06"),
            other("county", place="望梧县"),
            other("province", place="云山省"),
            other("undated", date=None, place=None),
            other("earlier", date="2024"),
        ],
    )
    assert [(link.passage.document, link.stands) for link in chain] == [
        ("earlier", ChainPlace.ORIGIN),
        ("province", ChainPlace.ORIGIN),
        ("own", ChainPlace.OWN),
        ("county", ChainPlace.SUCCESSOR),
        ("later", ChainPlace.SUCCESSOR),
        ("undated", ChainPlace.BESIDE),
    ]


def test_neighbours_and_lower_places_are_no_origin_and_higher_ones_take_nothing_up() -> None:
    chain = archive_chain(
        OWN,
        [
            other("neighbour", date="2024-03-01", place="云岭市"),
            other("below", date="2024-02-01", place="桑坞县"),
            other("oneself", date="2024-01-01"),
            other("above", date="2026-01-01", place="云山省"),
            other("nowhere", date="2026-02-01", place=None),
        ],
    )
    assert {link.passage.document: link.stands for link in chain} == {
        "oneself": ChainPlace.ORIGIN,
        "below": ChainPlace.BESIDE,
        "neighbour": ChainPlace.BESIDE,
        "own": ChainPlace.OWN,
        "above": ChainPlace.BESIDE,
        "nowhere": ChainPlace.SUCCESSOR,
    }


def test_what_is_not_alike_or_of_the_same_document_stays_out() -> None:
    assert [
        link.passage.id
        for link in archive_chain(
            OWN, [replace(OWN, number=4), other("x", quote="全面推进城镇燃气管网更新改造"), other("y", quote="")]
        )
    ] == [OWN.id]


def test_of_one_document_the_nearest_passage_stands_for_it() -> None:
    adapted = OWN.quote.replace("并全部验收通车", "")
    chain = archive_chain(OWN, [other("a", number=1, quote=adapted), other("a", number=2)])
    (link,) = [link for link in chain if link.likeness]
    assert (link.passage.number, link.likeness and link.likeness.relation) == (2, PassageRelation.REPEATS)


def test_a_long_chain_keeps_the_nearest() -> None:
    adapted = OWN.quote.replace("并全部验收通车", "")
    many = [other(f"{n:03}", quote=adapted) for n in range(MOST_SHOWN)]
    chain = archive_chain(OWN, [*many, other("same", date="2026-01-01")])
    assert len(chain) == MOST_SHOWN + 1
    assert chain[-1].passage.document == "same"


def test_a_timeline_has_the_form_written_most_and_one_use_a_document() -> None:
    uses = [
        ("“六大突破”", other("a", date="2024")),
        ("六大突破", other("b", date="2023-02-01")),
        ("六大突破", other("b", date="2023-02-01", number=9)),
        ("六大突破", other("c", date=None)),
    ]
    timeline = archive_timeline(uses, 10)
    assert timeline is not None
    assert (timeline.text, [use.document for use in timeline.uses]) == ("六大突破", ["b", "a", "c"])
    assert not timeline.is_cut
    cut = archive_timeline(uses, 2)
    assert cut is not None
    assert (len(cut.uses), cut.is_cut) == (2, True)
    assert archive_timeline([], 2) is None
