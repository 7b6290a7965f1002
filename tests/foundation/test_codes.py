"""Codes are judged with a reason (docs/rules/codes.md); the examples are published by public bodies."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.foundation import codes
from luoshi.foundation.codes import CREDIT_ALPHABET, CodeState


@pytest.mark.parametrize(
    "text",
    ["11371500MB28359259", "11500101008630031F", " 1150 0101 0086 3003 1f ", "１１５００１０１００８６３００３１Ｆ"],
)
def test_published_credit_codes_are_valid(text: str) -> None:
    assert codes.judge_credit_code(text).state is CodeState.VALID


@pytest.mark.parametrize(
    "text, says",
    [
        ("11371500MB28359258", "应为 9"),
        ("11371500MB2835925", "现为17位"),
        ("11371500MB2835925O", "O→0"),
        ("11371500MB2835925*", "不使用字符 *"),
        ("11A71500MB28359259", "第3至8位"),
        ("", "现为0位"),
    ],
)
def test_a_wrong_credit_code_says_what_is_wrong(text: str, says: str) -> None:
    verdict = codes.judge_credit_code(text)
    assert verdict.state is CodeState.INVALID
    assert not verdict.is_acceptable
    assert says in verdict.reason("zh-hans")
    assert verdict.reason("en").isascii() or "→" in verdict.reason("en")


@settings(deadline=None)
@given(
    st.text("0123456789", min_size=8, max_size=8),
    st.text(CREDIT_ALPHABET, min_size=9, max_size=9),
    st.integers(0, 16),
    st.sampled_from("0123456789"),
)
def test_one_changed_digit_is_always_found(head: str, tail: str, place: int, other: str) -> None:
    body = head + tail
    whole = body + codes.credit_check_digit(body)
    changed = whole[:place] + other + whole[place + 1 :]
    assert codes.judge_credit_code(whole).state is CodeState.VALID
    assert (codes.judge_credit_code(changed).state is CodeState.VALID) == (changed == whole)


@pytest.mark.parametrize(
    "text, state",
    [
        ("2509-320193-89-01-544060", CodeState.VALID),
        ("2509－320193—89–01-544060", CodeState.VALID),
        ("2018-331121-48-01-079437-000", CodeState.LEGACY),
        ("2017-130000-01-01-00001", CodeState.LEGACY),
        ("2018-331121-48-01-079437", CodeState.LEGACY),
        ("2513-320193-89-01-544060", CodeState.INVALID),
        ("2509320193890154406", CodeState.INVALID),
        ("2509-320193-89-01-54406A", CodeState.INVALID),
        ("", CodeState.INVALID),
    ],
)
def test_project_codes(text: str, state: CodeState) -> None:
    assert codes.judge_project_code(text).state is state


def test_the_region_of_a_project_code_is_told() -> None:
    assert "未收录" in codes.judge_project_code("2509-320193-89-01-544060").chinese
    assert "万州区" in codes.judge_project_code("2509-500101-89-01-544060").chinese
    zone = codes.judge_project_code("2509-511971-89-01-544060", own_divisions={"511971": "经开区"})
    assert "自有代码：经开区" in zone.chinese


@pytest.mark.parametrize(
    "text, state, says",
    [
        ("511900", CodeState.VALID, "巴中市"),
        ("511903", CodeState.VALID, "恩阳区"),
        ("511921", CodeState.VALID, "通江县"),
        ("500101", CodeState.VALID, "万州区"),
        ("500104", CodeState.VALID, "大渡口区"),
        ("420581", CodeState.VALID, "宜都市"),
        ("330113", CodeState.VALID, "临平区"),
        ("110100", CodeState.UNKNOWN, "未收录"),
        ("５００１０１", CodeState.VALID, "万州区"),
        ("511971", CodeState.UNKNOWN, "未收录"),
        ("310103", CodeState.LEGACY, "卢湾区"),
        ("51190", CodeState.INVALID, "6位"),
        ("511900000000", CodeState.INVALID, "6位"),
    ],
)
def test_division_codes(text: str, state: CodeState, says: str) -> None:
    verdict = codes.judge_division_code(text)
    assert verdict.state is state
    assert says in verdict.chinese


def test_a_functional_zone_has_the_jurisdiction_s_own_code() -> None:
    verdict = codes.judge_division_code("511971", own={"511971": "巴中经济开发区"})
    assert verdict.state is CodeState.OWN
    assert verdict.is_acceptable


def test_later_changes_of_divisions_are_the_engine_s() -> None:
    theirs = files("luoshi_reading.knowledge").joinpath("divisions_since_2019.csv").read_text("utf-8")
    assert files("luoshi.foundation").joinpath("divisions_since_2019.csv").read_text("utf-8") == theirs


@pytest.mark.parametrize(
    "text, state, tidied",
    [
        ("C3612", CodeState.VALID, "C3612"),
        ("c 36", CodeState.VALID, "C36"),
        ("3612", CodeState.VALID, "C3612"),
        ("A01", CodeState.VALID, "A01"),
        ("T97", CodeState.VALID, "T97"),
        ("K7010", CodeState.VALID, "K7010"),
        ("A36", CodeState.INVALID, "A36"),
        ("C00", CodeState.INVALID, "C00"),
        ("S98", CodeState.INVALID, "S98"),
        ("C3", CodeState.INVALID, "C3"),
        ("C36121", CodeState.INVALID, "C36121"),
        ("制造业", CodeState.INVALID, "制造业"),
    ],
)
def test_industry_codes(text: str, state: CodeState, tidied: str) -> None:
    verdict = codes.judge_industry_code(text)
    assert (verdict.state, verdict.code) == (state, tidied)


def test_the_sections_cover_the_97_divisions_once() -> None:
    covered = [division for s in codes.INDUSTRY_SECTIONS for division in range(s.first, s.last + 1)]
    assert covered == list(range(1, 98))
    assert "".join(s.letter for s in codes.INDUSTRY_SECTIONS) == "ABCDEFGHIJKLMNOPQRST"
