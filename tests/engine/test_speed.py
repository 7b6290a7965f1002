"""What could make reading slow is read all the same, and too much is refused.

How long it takes is measured in bench/adversarial.py and bench/reading.py.
"""

from __future__ import annotations

import gc
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.errors import TooLarge
from luoshi_reading.model import Reading, SourceText
from luoshi_reading.opening import limits, open_source
from luoshi_reading.pipeline import read_text
from tests.engine.adversarial import HEADS, MANY_READINGS, REPEATED, VOCABULARY, mixed, said_over, wrong

BYTES = 60_000


def read(text: str) -> Reading:
    """Read a text and see that everything found stands where it says."""
    reading = read_text(SourceText(text, "utf-8", ""))
    repaired = reading.repaired
    assert all(a < b for a, b in pairwise(repaired.anchors_text))
    assert all(0 <= a <= b <= len(text) for a, b in zip(repaired.anchors_source, repaired.ends_source, strict=True))
    for noise in repaired.noise:
        assert text[noise.span.start : noise.span.end] == noise.text
    for made in repaired.repairs:
        assert text[made.span.start : made.span.end] == made.was
    for finding in reading.findings:
        assert repaired.text[finding.start : finding.end] == finding.quote
        span = repaired.source_span(finding.start, finding.end)
        assert 0 <= span.start <= span.end <= len(text)
    return reading


@pytest.mark.parametrize("unit", REPEATED)
def test_what_is_said_over_and_over_is_read(unit: str) -> None:
    read(said_over(unit, BYTES))


@pytest.mark.parametrize("line", MANY_READINGS.values(), ids=MANY_READINGS)
@pytest.mark.parametrize("head", HEADS)
def test_a_line_that_could_be_read_in_many_ways_is_read(line: str, head: str) -> None:
    read(f"{line}{HEADS[head]}{line}各镇要备足石料，查清塌岸。\n")


def test_mixed_characters_are_read() -> None:
    read(mixed(BYTES))


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in wrong(BYTES // 4)])
def test_what_is_in_a_wrong_encoding_is_read(text: str) -> None:
    read(text)


@given(st.sampled_from(sorted(HEADS)), st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_any_phrase_said_over_and_over_is_read(head: str, words: list[str]) -> None:
    unit = "".join(words)
    read(HEADS[head] + unit * (BYTES // 4 // len(unit.encode())))


def test_twenty_megabytes_are_opened_and_fifty_are_refused() -> None:
    sentence = "会议强调，要抓好落实。\n"
    fits = sentence.encode() * (20_000_000 // len(sentence.encode()))
    assert len(open_source(fits).text) < limits.TEXT_CHARACTERS
    with pytest.raises(TooLarge, match="Split it"):
        open_source(sentence.encode() * (50_000_000 // len(sentence.encode())))


def test_the_collector_is_left_as_it_was() -> None:
    source = SourceText("会议强调，要抓好落实。", "utf-8", "")
    assert gc.isenabled()
    read_text(source)
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError):
        read_text(source, progress=lambda stage, share: print(1 // 0))
    assert gc.isenabled()
    gc.disable()
    try:
        read_text(source)
        assert not gc.isenabled()
    finally:
        gc.enable()
