"""UTF-8 read in the wrong encoding that lost bytes on its way comes back, and says where it is not sure."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rapidfuzz.distance import Levenshtein

from luoshi_reading.pipeline import read
from luoshi_reading.repair.likelihood import Likelihood
from luoshi_reading.repair.lost_encodings import lost_bytes, mojibake

TEXT = (
    "桑坞县渡口检修工作方案\n为保障汛期渡运安全，制定本方案。2026年10月底前，县渡口办公室要检修全部渡船120艘，更换“一灯两绳”，"
    "并把名册报县人民政府。\n一、检修范围\n各乡镇、各渡口要落实专人值守，每天两次查看水位；不得在夜间开渡（应急除外）。"
    "要加强船员培训，完善管理制度，确保全县渡运安全！\n二、工作要求\n各有关部门要密切配合，及时通报情况，形成工作合力。\n"
)


def windows_replaced(text: str) -> str:
    return text.encode().decode("cp1252", "replace")


def windows_question_marks(text: str) -> str:
    return windows_replaced(text).replace("\ufffd", "?")


def windows_dropped(text: str) -> str:
    return text.encode().decode("cp1252", "ignore")


def windows_blanks(text: str) -> str:
    return windows_replaced(text).replace("\xa0", " ")


def gbk_replaced(text: str) -> str:
    return text.encode().decode("gb18030", "replace")


def gbk_question_marks(text: str) -> str:
    return text.encode().decode("gbk", "replace").replace("\ufffd", "?")


def gbk_boxes(text: str) -> str:
    return text.encode().decode("gb18030", "replace").replace("\ufffd", "□")


def gbk_dropped(text: str) -> str:
    return text.encode().decode("gbk", "ignore")


@pytest.mark.parametrize(
    "misread",
    [
        windows_replaced,
        windows_question_marks,
        windows_dropped,
        windows_blanks,
        gbk_replaced,
        gbk_question_marks,
        gbk_boxes,
        gbk_dropped,
    ],
)
def test_most_characters_come_back(misread: Callable[[str], str]) -> None:
    reading = read(misread(TEXT).encode())
    assert Levenshtein.normalized_similarity(reading.repaired.text, TEXT.strip()) > 0.95
    assert {repair.kind for repair in reading.repaired.repairs} >= {"mojibake"}
    assert len(reading.title or "") == len("桑坞县渡口检修工作方案")


@pytest.mark.parametrize("misread", [windows_replaced, gbk_replaced])
def test_what_the_bytes_do_not_prove_is_uncertain(misread: Callable[[str], str]) -> None:
    source = misread(TEXT)
    reading = read(source.encode())
    sure = [r for r in reading.repaired.repairs if r.kind == "mojibake" and r.certain]
    unsure = [r for r in reading.repaired.repairs if r.kind == "mojibake" and not r.certain]
    assert sure
    assert all(r.now in TEXT for r in sure)
    assert any(r.candidates and r.candidates[0].score >= r.candidates[-1].score for r in unsure)


@pytest.mark.parametrize(
    "text",
    [
        "代表团访问了Münch\ufffdn和Besan\ufffdon，会见Søren Ås先生。",
        "各渡口要在？？年？月前检修渡船□艘，完成投资?亿元。",
        "检修项目：渡船□灯火□码头□",
    ],
)
def test_other_marks_are_left(text: str) -> None:
    reading = read(text.encode())
    assert not [r for r in reading.repaired.repairs if r.kind == "mojibake"]


def unsure(text: str) -> list[tuple[str, int]]:
    """What each place that is not sure shows, and how many candidates it has."""
    return [(edit.now, len(edit.candidates)) for edit in mojibake.find(text) if not edit.certain]


def test_the_same_bytes_between_the_same_characters_are_ranked_the_same() -> None:
    once = unsure(windows_dropped(TEXT * 3))
    assert once
    assert once[: len(once) // 3] * 3 == once


def test_a_row_without_a_sure_character_is_weighed_up_to_its_bound() -> None:
    lost = "å?" * lost_bytes._LONGEST_ROW
    weighed = unsure(windows_dropped(TEXT) + "\n会：".encode().decode("cp1252", "ignore") + lost)
    assert [shown for shown in weighed[-lost_bytes._LONGEST_ROW :] if shown[1]]
    left = unsure(windows_dropped(TEXT) + "\n会：".encode().decode("cp1252", "ignore") + lost + "å?")
    assert left[-lost_bytes._LONGEST_ROW - 1 :] == [("□", 0)] * (lost_bytes._LONGEST_ROW + 1)


def test_what_stands_after_too_much_was_weighed_stays_uncertain() -> None:
    weighing = lost_bytes._Weighing(Likelihood(TEXT), most_weighed=1)
    rows = [("检", ("修俯",), "全"), ("制", ("定宕",), "本")]
    first, second = (weighing.ranked(*row)[0] for row in rows)
    assert (first[0], len(first[1])) == ("修", 2)
    assert second == ("□", [])
    assert weighing.ranked(*rows[0]) == [first]  # what is known already costs nothing
