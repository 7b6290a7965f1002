"""The measures themselves, on small cases whose scores can be told by hand."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.engine.answers import Answer
from tests.engine.decompositions import unit_names
from tests.engine.scoring import overlap, plain, score, table, total

CLEAN = "市长甲乙丙主持会议。\n要建设两座桥，6月底前完成。要提高认识。新增就业100人以上。"
GOLD: dict[str, Any] = {
    "title": None,
    "date": "2026-01-05",
    "place_code": None,
    "meeting": {"hosts": ["甲乙丙"], "by_video": False, "branch_venues": None, "start": "2026-01-05"},
    "people": [{"name": "甲乙丙", "roles": ["市长"]}],
    "formulations": [],
    "targets": [{"quote": "新增就业100人以上", "value": 100}],
    "commitments": [
        {"quote": "要建设两座桥，6月底前完成", "level": "actionable", "owner": None, "deadline": "2026-06-30"},
        {"quote": "要提高认识", "level": "directive", "owner": None, "deadline": None},
    ],
}


def answer(**changes: Any) -> Answer:
    return Answer("一", "一.txt", CLEAN.encode(), copy.deepcopy(GOLD) | changes, CLEAN)


def reading(**changes: Any) -> dict[str, Any]:
    """A reading that found everything, with true spans."""
    out = copy.deepcopy(GOLD) | {"text": CLEAN, "source": CLEAN}
    for kind in ("people", "targets", "commitments"):
        for item in out[kind]:
            words = item.get("quote") or item["name"]
            item["span"] = {"start": CLEAN.index(words), "end": CLEAN.index(words) + len(words)}
    return out | changes


def test_everything_found_scores_one() -> None:
    assert set(score(answer(), reading()).row().values()) == {1.0}


def test_nothing_found_scores_nothing() -> None:
    row = score(answer(), reading(people=[], targets=[], commitments=[], meeting=None, date=None)).row()
    assert (row["people"], row["targets"], row["commitments"], row["actionable"], row["date"]) == (0, 0, 0, 0, 0)
    assert row["meeting"] == 0.5  # no video and no branch venue are right; host and start are missing
    assert row["spans"] == row["owners"] == 1.0  # nothing was due


def test_f1_falls_with_every_wrong_finding() -> None:
    wrong = {"quote": "市长甲乙丙主持会议", "level": "actionable", "span": {"start": 0, "end": 9}}
    row = score(answer(), reading(commitments=[*reading()["commitments"], wrong])).row()
    assert row["commitments"] == pytest.approx(2 * 2 / (3 + 2))
    assert row["actionable"] == pytest.approx(2 * 1 / (2 + 1))


def test_contested_answers_count_neither_way() -> None:
    orders = copy.deepcopy(GOLD["commitments"])
    orders[1]["contested"] = True
    assert score(answer(commitments=orders), reading()).row()["commitments"] == 1.0
    only_first = reading()["commitments"][:1]
    assert score(answer(commitments=orders), reading(commitments=only_first)).row()["commitments"] == 1.0


def test_either_level_may_be_read_as_actionable_or_not() -> None:
    orders = copy.deepcopy(GOLD["commitments"])
    orders[1]["level"] = "either"
    assert score(answer(commitments=orders), reading()).row()["actionable"] == 1.0
    read_both = [c | {"level": "actionable"} for c in reading()["commitments"]]
    assert score(answer(commitments=orders), reading(commitments=read_both)).row()["actionable"] == 1.0


def test_deadline_is_judged_where_either_side_has_one() -> None:
    late = reading()
    late["commitments"][0]["deadline"] = "2026-07-31"
    assert score(answer(), late).row()["deadlines"] == 0.0
    orders = copy.deepcopy(GOLD["commitments"])
    orders[0]["deadline"] = "2026"
    late["commitments"][0]["deadline"] = "2026-12-31"
    assert score(answer(commitments=orders), late).row()["deadlines"] == 1.0


def test_a_span_beside_its_quote_is_unfaithful() -> None:
    beside = reading()
    beside["targets"][0]["span"] = {"start": 0, "end": 9}
    assert score(answer(), beside).row()["spans"] == pytest.approx(3 / 4)


def test_plain_folds_what_must_not_matter() -> None:
    assert plain("經(jīng)濟 發展，５０％") == plain("经济发展,50%")
    assert plain(None) == ""


def test_overlap() -> None:
    assert overlap((0, 4), (2, 6)) == pytest.approx(2 / 6)
    assert overlap((0, 2), (3, 4)) == 0


def test_total_pools_tallies_and_averages_values() -> None:
    perfect, empty = score(answer(), reading()), score(answer(), reading(commitments=[], date=None))
    row = total([perfect, empty])
    assert row["date"] == 0.5
    assert row["commitments"] == pytest.approx(2 * 2 / (2 + 4))
    assert table({"一": perfect, "二": empty}).splitlines()[-1].startswith("all")


def test_unit_names_of_a_duty_note() -> None:
    note = "（市商务局、市财政局和各县区政府按职责分工负责，列第一的为牵头单位）"
    assert unit_names(note) == {"市商务局", "市财政局", "各县区政府"}
