"""The rules of findings, as tables."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.domain.documents import rules
from luoshi.domain.documents.rules import Passage
from luoshi.domain.documents.terms import FindingState

U, A, R, P = FindingState.UNDECIDED, FindingState.ACCEPTED, FindingState.REJECTED, FindingState.REPLACED


@pytest.mark.parametrize(
    ("state", "wanted", "verdict"),
    [
        (U, A, True), (U, R, True), (U, P, True), (U, U, False),
        (A, U, True), (R, U, True), (A, R, False), (R, A, False), (A, P, False),
        (P, U, False), (P, A, False), (P, R, False),
    ],
)  # fmt: skip
def test_which_decision_from_which_state(state: FindingState, wanted: FindingState, verdict: bool) -> None:
    assert rules.may_become(state, wanted) is verdict


def test_merging_takes_in_everything_between() -> None:
    passages = [Passage(10, 20), Passage(24, 30)]
    assert rules.merged_passage(passages) == Passage(10, 30)
    assert rules.gap_between(*passages) == 4
    assert rules.gap_between(Passage(10, 20), Passage(15, 30)) == 0


def test_merged_fields_unite_lists_and_keep_the_first_that_says_something() -> None:
    merged = rules.merged_fields(
        [
            {"level": "directive", "instrument": None, "lead": ["甲局"], "deadline": None},
            {"level": "actionable", "instrument": "item", "lead": ["乙局", "甲局"], "deadline": "2027"},
        ]
    )
    assert merged == {"level": "actionable", "instrument": "item", "lead": ["甲局", "乙局"], "deadline": "2027"}


def test_a_merged_finding_stands_where_its_first_part_stood() -> None:
    merged = rules.merged_fields([{"headings": ["甲", "乙"]}, {"headings": ["甲", "丙"]}])
    assert merged == {"headings": ["甲", "乙"]}


UNDATED = {"deadline": None, "deadline_text": "汛期前", "deadline_basis": "as written", "deadline_from": "row"}
DATED = {
    "deadline": "2027-09",
    "deadline_text": None,
    "deadline_basis": "the document's year",
    "deadline_from": "heading",
}
LATER = {"deadline": "2028", "deadline_text": "2028年", "deadline_basis": "as written", "deadline_from": "own words"}
NONE_TOLD = {"deadline": None, "deadline_text": None, "deadline_basis": None, "deadline_from": None}


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([UNDATED, DATED], DATED),
        ([DATED, UNDATED], DATED),
        ([DATED, LATER], DATED),
        ([NONE_TOLD, UNDATED], UNDATED),
        ([NONE_TOLD, NONE_TOLD], NONE_TOLD),
        ([{"deadline": "2027-09"}, LATER], {**NONE_TOLD, "deadline": "2027-09"}),
    ],
)
def test_a_merged_finding_has_one_of_the_deadlines_whole(
    parts: list[dict[str, str | None]], whole: dict[str, str | None]
) -> None:
    assert rules.merged_fields(parts) == whole


def test_split_places_leave_words_on_both_sides() -> None:
    quote = "要修路，要架桥；"
    assert rules.split_places(quote) == [4]
    assert rules.is_split_place(quote, 4)
    assert not rules.is_split_place(quote, 0)
    assert not rules.is_split_place(quote, len(quote))
    assert not rules.is_split_place("要修路 ", 3)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (None, None), ("", None), ("2026", date(2026, 12, 31)), ("2026-06", date(2026, 6, 30)),
        ("2028-02", date(2028, 2, 29)), ("2026-06-15", date(2026, 6, 15)), (" 2026-6-5 ", date(2026, 6, 5)),
    ],
)  # fmt: skip
def test_deadlines_mean_their_last_day(written: str | None, day: date | None) -> None:
    assert rules.last_day_of(written) == day


@pytest.mark.parametrize("written", ["年底", "2026-13", "2026-02-30", "26", "2026/06/01"])
def test_other_deadlines_are_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - date's own words differ by Python version
        rules.last_day_of(written)


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        ("要建成清溪灌区二期工程", "建成清溪灌区二期工程"),
        ("一要抓好春耕备耕。", "抓好春耕备耕"),
        ("一是建立月调度机制；", "建立月调度机制"),
        ("必须要切实加强基层卫生院建设", "加强基层卫生院建设"),
        ("要", "要"),
        ("要闻栏目改版", "要闻栏目改版"),
        ("会议要求，市水利局牵头编制规划", "市水利局牵头编制规划"),
    ],
)
def test_titles_lose_numbering_and_auxiliaries(quote: str, title: str) -> None:
    assert rules.suggested_title(quote) == title


def test_long_titles_are_cut_at_a_pause() -> None:
    quote = "建成清溪灌区二期工程，" + "新增灌溉面积三万亩并同步实施渠系配套与计量设施改造提升项目建设任务" * 3
    assert rules.suggested_title(quote) == "建成清溪灌区二期工程" or len(rules.suggested_title(quote)) <= 60
    assert len(rules.suggested_title("甲" * 100)) == 60


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\文件\\讲话.docx", "讲话.docx"),
        ("坏\x00名\x1b[31m.txt", "坏名[31m.txt"),
        ("讲话\u202etxt.exe", "讲话txt.exe"),
        ("  讲 话 .txt ", "讲 话 .txt"),
        ("...", ""),
        ("/", ""),
        ("长" * 300 + ".docx", "长" * 115 + ".docx"),
    ],
)
def test_file_names_lose_paths_and_control_characters(name: str, clean: str) -> None:
    assert rules.clean_file_name(name) == clean


def test_nearest_occurrence() -> None:
    text = "要修路。别的话。要修路。"
    assert rules.nearest_occurrence(text, "要修路", 0) == 0
    assert rules.nearest_occurrence(text, "要修路", 9) == 8
    assert rules.nearest_occurrence(text, "要架桥", 0) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("> 桑坞县节水通知\n> 各乡镇：", "桑坞县节水通知.txt"),
        ("????桑坞县节水通知", "桑坞县节水通知.txt"),
        ("---\ntitle: 节水通知\n---", "节水通知.txt"),
        ("\n<p>**节水**通知</p>", "节水通知.txt"),
        ("关于县/区节水的通知", "关于县／区节水的通知.txt"),
        ("“三夏”通知", "“三夏”通知.txt"),
        ("\n----\n", "text.txt"),
    ],
)
def test_pasted_text_is_named_without_marks(text: str, name: str) -> None:
    assert rules.name_for_pasted_text(text) == name
