"""Reuse is found where it was planted, in the right direction, and chance likeness is not taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi_archive.lineage import (
    Link,
    Passage,
    Relation,
    Use,
    find_reuse,
    marks_of,
    normalised,
    precedes,
    similar_passages,
    timelines,
    trace,
)
from tests.archive.planted import measured, plant

ORDER = "到2027年底，全市完成老旧小区改造150个，更新改造燃气管网260公里"


def passage(id: str, date: str | None, level: int | None, text: str, document: str | None = None) -> Passage:  # noqa: A002
    return Passage(id, document or f"document of {id}", date, level, text)


def test_planted_reuse_is_found() -> None:
    planted = plant(6000, seed=5)
    found = measured(planted, {(link.source, link.target) for link in find_reuse(planted.passages)})
    assert found["precision"] >= 0.95
    assert found["recall_repeated"] == 1.0
    assert found["recall_adapted"] >= 0.97


def test_repetition_and_adaptation_are_told_apart() -> None:
    links = find_reuse(
        [
            passage("city", "2026-03-01", 2, ORDER + "。"),
            passage("county", "2026-04-01", 3, ORDER.replace("，", ", ") + "；"),
            passage("numbers", "2026-04-02", 3, ORDER.replace("150", "15").replace("260", "26")),
            passage("town", "2026-05-01", 4, "我镇要抓紧摸底，" + ORDER.replace("全市", "全镇") + "，确保群众满意"),
            passage("other", "2026-05-01", 4, "严格耕地保护，遏制耕地非农化和非粮化，守住粮食安全底线"),
        ]
    )
    assert {(link.source, link.target, link.relation) for link in links} >= {
        ("city", "county", Relation.REPEATS),
        ("city", "numbers", Relation.ADAPTS),
        ("city", "town", Relation.ADAPTS),
    }
    assert not any("other" in (link.source, link.target) for link in links)


def test_short_passage_taken_up_in_a_long_one_is_an_adaptation() -> None:
    longer = "各部门要充分认识这项工作的重要意义，把思想统一到市委部署上来，" * 2 + ORDER
    (link,) = find_reuse([passage("a", "2026-01-01", 1, ORDER), passage("b", "2026-02-01", 2, longer)])
    assert (link.source, link.target, link.relation) == ("a", "b", Relation.ADAPTS)
    assert 0 < link.similarity < 0.66


@pytest.mark.parametrize(
    "one, other, first",
    [
        (("2026-01-01", 3), ("2026-02-01", 1), True),
        (("2026-02-01", 1), ("2026-02-01", 2), True),
        (("2026", 1), ("2026-02-01", 2), True),
        (("2025", 2), ("2026-02-01", 1), True),
        ((None, 1), ("2026-02-01", 2), True),
        ((None, None), ("2026-02-01", 2), False),
        (("2026-02-01", 2), ("2026-02-01", 2), False),
    ],
)
def test_date_then_level_decide_what_came_first(
    one: tuple[str | None, int | None], other: tuple[str | None, int | None], first: bool
) -> None:
    earlier, later = passage("a", *one, ORDER), passage("b", *other, ORDER)
    assert precedes(earlier, later) is first
    assert [(link.source, link.target) for link in find_reuse([later, earlier])] == ([("a", "b")] if first else [])


def test_one_document_does_not_take_itself_up() -> None:
    same = [passage(f"{n}", f"2026-0{n}-01", 1, ORDER + "年" * n, document="d") for n in range(1, 5)]
    assert find_reuse(same) == []


def test_stock_phrases_cost_links_in_proportion_only() -> None:
    many = [
        passage(f"{n:04}", f"2026-01-{1 + n % 28:02}", 3, f"要切实加强组织领导，压实各级责任，第{n}号")
        for n in range(1500)
    ]
    assert len(find_reuse(many)) <= 3 * 1500


@given(
    st.lists(
        st.tuples(st.sampled_from(["2024", "2025-03", None]), st.sampled_from([1, 2, None]), st.text(max_size=40)),
        max_size=25,
    )
)
def test_links_always_run_from_the_earlier_or_higher_to_the_later_or_lower(
    drawn: list[tuple[str | None, int | None, str]],
) -> None:
    passages = {str(n): passage(str(n), *each[:2], ORDER[: n % 9 + 12] + each[2]) for n, each in enumerate(drawn)}
    links = find_reuse(passages.values())
    assert all(precedes(passages[link.source], passages[link.target]) for link in links)
    assert all(0 < link.similarity <= 1 for link in links)
    assert links == find_reuse(reversed(passages.values()))


def test_width_case_marks_and_spaces_do_not_count() -> None:
    assert normalised("到２０２７年，　GDP“翻一番”！") == normalised("到2027年gdp翻一番")


def test_trace_follows_links_both_ways_and_ends_in_circles() -> None:
    links = [
        Link(source, target, 1.0, Relation.REPEATS)
        for source, target in (("a", "b"), ("b", "c"), ("b", "d"), ("d", "b"), ("x", "y"))
    ]
    found = trace(links, "b")
    assert {link.source for link in found.origins} == {"a", "b", "d"}
    assert {link.target for link in found.successors} == {"b", "c", "d"}


def test_similar_passages_come_nearest_first() -> None:
    stored = [passage("far", None, None, "完全不同的一段话，讲的是另外的事情"), passage("near", None, None, ORDER)]
    (found,) = similar_passages(ORDER.replace("150", "180"), stored)
    assert found[0].id == "near"
    assert found[1] > 0.9
    assert similar_passages("短", stored) == []


def test_timelines_run_from_the_earliest_use() -> None:
    uses = [
        Use("六大突破", "c", "2020-03-01", 3),
        Use("“六大突破”", "a", "2019-02-19", 2),
        Use("六大突破", "b", None, 3),
        Use("三大攻坚战", "a", "2019-02-19", 2),
        Use("——", "a", None, None),
    ]
    first, second = timelines(uses)
    assert (first.text, first.first.document, [use.document for use in first.uses]) == (
        "六大突破",
        "a",
        ["a", "c", "b"],
    )
    assert second.text == "三大攻坚战"


def test_reuse_shares_marks() -> None:
    planted = plant(3000, seed=7)
    marks = {each.id: set(marks_of(each.text)) for each in planted.passages}
    shared = [bool(marks[source] & marks[target]) for source, target in planted.repeated | planted.adapted]
    assert sum(shared) >= 0.995 * len(shared)
    assert marks_of("加强组织领导") == []
    assert all(0 <= mark < 2**56 for own in marks.values() for mark in own)


def test_a_sentence_taken_into_a_longer_one_shares_marks() -> None:
    longer = f"各县区要压实责任，{ORDER}，并于年底前报市政府办公室，逐月通报进展情况"
    assert set(marks_of(ORDER)) & set(marks_of(longer))
