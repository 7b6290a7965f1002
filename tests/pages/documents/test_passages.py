"""The marked source: every character as found, once, in order; marks and repairs where they belong."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from luoshi.domain.documents.queries import RepairMade
from luoshi.domain.documents.rules import Passage
from luoshi.domain.documents.terms import RepairKind
from luoshi.pages.documents.passages import Mark, Repairs, chunk_passages, place_of_words, source_html

WORDS = st.text(alphabet="要建成灌区<>&\"'(jī)\n　𠀀", max_size=120)


def repair(start: int, end: int, was: str, now: str, *, is_undone: bool = False) -> RepairMade:
    return RepairMade(RepairKind.INJECTED_PINYIN, Passage(start, end), was, now, True, (), is_undone)


def as_found(html: str) -> str:
    """What the reader sees in the view of the source."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<ins>.*?</ins>", "", html, flags=re.DOTALL)))


def as_repaired(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<del>.*?</del>", "", html, flags=re.DOTALL)))


@st.composite
def marked_sources(draw: st.DrawFn) -> tuple[str, list[Mark], list[RepairMade], list[Passage]]:
    source = draw(WORDS)
    places = st.integers(0, len(source))
    spans = [tuple(sorted(pair)) for pair in draw(st.lists(st.tuples(places, places), max_size=6))]
    marks = [Mark(i, Passage(a, b), "commitment", i % 2 == 0) for i, (a, b) in enumerate(spans) if a < b]
    cuts = sorted(set(draw(st.lists(places, max_size=6))))
    repairs = [repair(a, b, source[a:b], "×") for a, b in list(pairwise(cuts))[::2]]
    noise = sorted({Passage(a, b) for a, b in draw(st.lists(st.tuples(places, places), max_size=1)) if a < b}, key=str)
    return source, marks, repairs, noise


@given(marked_sources())
def test_nothing_is_lost_doubled_or_let_through(
    made: tuple[str, list[Mark], list[RepairMade], list[Passage]],
) -> None:
    source, marks, repairs, noise = made
    html = source_html(source, Passage(0, len(source)), marks, Repairs(repairs), noise)
    assert as_found(html) == source
    assert set(re.findall(r"<(\w+)", html)) <= {"span", "del", "ins"}


@given(marked_sources(), st.integers(1, 30))
def test_chunks_join_to_the_whole(made: tuple[str, list[Mark], list[RepairMade], list[Passage]], size: int) -> None:
    source, marks, repairs, noise = made
    chunks = chunk_passages(source, Repairs(repairs), size)
    assert "".join(source[c.start : c.end] for c in chunks) == source
    html = [source_html(source, chunk, marks, Repairs(repairs), noise) for chunk in chunks]
    assert "".join(as_found(part) for part in html) == source


def test_both_views_are_in_the_markup() -> None:
    source = "灌溉面積(jī)3万亩"
    html = source_html(source, Passage(0, len(source)), [], Repairs([repair(3, 8, "積(jī)", "积")]), [])
    assert as_found(html) == source
    assert as_repaired(html) == "灌溉面积3万亩"
    assert 'data-repair="3-8"' in html


def test_a_mark_that_begins_inside_a_repair_takes_it_whole() -> None:
    source = "面積(jī)3万亩"
    marks = [Mark(7, Passage(3, 8), "target", False)]
    html = source_html(source, Passage(0, len(source)), marks, Repairs([repair(1, 6, "積(jī)", "积")]), [])
    assert html.count("<del>") == 1
    assert as_found(html) == source


def test_decided_marks_fade_only_when_all_are() -> None:
    both = [Mark(1, Passage(0, 3), "commitment", True), Mark(2, Passage(1, 3), "target", False)]
    html = source_html("要修路", Passage(0, 3), both, Repairs([]), [])
    assert html == (
        '<span class="found is-commitment decided" data-found="1">要</span>'
        '<span class="found is-commitment is-target" data-found="1 2">修路</span>'
    )


def test_repaired_words_are_found_in_the_source() -> None:
    source = "打好“五大攻堅(jiān)”战"
    made = [repair(6, 13, "堅(jiān)", "坚")]
    place = place_of_words(source, Repairs(made), Passage(0, len(source)), "五大攻坚")
    assert source[place.start : place.end] == "五大攻堅(jiān)"
    assert place_of_words(source, Repairs(made), Passage(0, 2), "五大攻坚") == Passage(0, 2)
