"""What is looked for by the character it begins with is found in the same places as by one expression for all."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.repair import likelihood
from luoshi_reading.repair.characters import injected_pinyin, punctuation, script
from luoshi_reading.repair.paragraphs import fused_headings, layout
from luoshi_reading.repair.tables import table_columns

MARK = re.compile("|".join(one.pattern for one in punctuation._MARKS.values()))
LONG = fused_headings._LONG_LINE


@given(text=st.text(alphabet="甲a \n\t\u3000\xa0", max_size=20))
@settings(max_examples=400, deadline=None)
def test_white_space_round_line_ends(text: str) -> None:
    head, tail = len(text) - len(text.lstrip()), len(text.rstrip())
    if tail > head:
        runs = [m.span() for m in layout._RUNS.finditer(text, head, tail) if "\n" in m[0]]
        assert layout._runs(text, head, tail) == runs


@given(text=st.text(alphabet="甲，2a%,;!?", max_size=12))
@settings(max_examples=400, deadline=None)
def test_marks_beside_chinese(text: str) -> None:
    full = MARK.sub(lambda m: punctuation._FULL[m[0]], text)
    assert punctuation._full(text, [mark for mark in ",;!?" if mark in text]) == full


@given(lengths=st.lists(st.sampled_from((0, 1, LONG - 1, LONG, LONG + 1, 3 * LONG)), max_size=8))
@settings(max_examples=200, deadline=None)
def test_long_lines(lengths: list[int]) -> None:
    text = "\n".join("甲" * length for length in lengths)
    found = [text[start:end] for start, end in fused_headings._long_lines(text)]
    assert found == [line for line in text.split("\n") if len(line) >= LONG]


@given(text=st.text(alphabet="產業(（ \n\u3000a", max_size=20))
@settings(max_examples=400, deadline=None)
def test_characters_without_a_bracket_behind(text: str) -> None:
    bare = re.findall("產(?![ \n\u3000]?[(（])", text)
    assert injected_pinyin._bare_times(text, "產") == len(bare)


@given(words=st.lists(st.sampled_from((*script._ABROAD, *script._MAINLAND, "市", "議", "。")), max_size=12))
@settings(max_examples=200, deadline=None)
def test_words_of_one_side(words: list[str]) -> None:
    text = "".join(words)
    assert len(script._WORDS_OF_ABROAD.findall(text)) == sum(map(text.count, script._ABROAD))
    assert len(script._WORDS_OF_MAINLAND.findall(text)) == sum(map(text.count, script._MAINLAND))


@given(text=st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_characters_of_a_text(text: str) -> None:
    assert likelihood._counted(text) == Counter(text)


@given(
    parts=st.lists(st.sampled_from(("责任", "牵头", "单位", "时限", "\n", " ", "  ", "|", "\u3000", "甲")), max_size=14)
)
@settings(max_examples=400, deadline=None)
def test_lines_of_headings_that_are_parted(parts: list[str]) -> None:
    text = "".join(parts)
    starts = {text.rfind("\n", 0, hint.start()) + 1 for hint in table_columns._HINT.finditer(text)}
    lines = [(start, (text + "\n").find("\n", start)) for start in sorted(starts)]
    told = [
        (a, b)
        for a, b in lines
        if table_columns._STROKE.search(text, a, b) or len(table_columns._cells(text, a, b)) > 1
    ]
    found = list(table_columns._headed_lines(text))
    assert [line for line in told if line not in found] == []
    assert [line for line in found if line not in lines] == []
