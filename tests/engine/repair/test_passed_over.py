"""What is looked for by the character it begins with is found in the same places as by one expression for all."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.repair import fused_headings, layout, punctuation

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
