"""Edits compose exactly, and their segments lead back."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from luoshi_reading.model import RepairedText
from luoshi_reading.repair.edits import Edit, apply, compose, differences, disjoint, reach, segments
from luoshi_reading.repair.repaired import Draft

TEXTS = st.text(alphabet="甲乙丙丁ab\n", max_size=30)


@st.composite
def edits_on(draw: st.DrawFn, text: str) -> list[Edit]:
    found = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 6)))
        found.append(Edit(start, end, draw(st.text(alphabet="一二三", max_size=4)), "kind", "why"))
    return disjoint(found)


@given(st.data(), TEXTS)
def test_composed_edits_do_what_both_do_one_after_the_other(data: st.DataObject, text: str) -> None:
    first = data.draw(edits_on(text))
    middle = apply(text, first)
    second = data.draw(edits_on(middle))
    composed = compose(first, middle, second)
    assert apply(text, composed) == apply(middle, second)
    assert all(a.end <= b.start for a, b in itertools.pairwise(composed))


@given(st.data(), TEXTS)
def test_a_draft_composes_as_if_each_step_were_composed_at_once(data: st.DataObject, text: str) -> None:
    draft, composed, current = Draft(text), [], text
    for step in range(data.draw(st.integers(1, 5))):
        few = data.draw(edits_on(current))
        # Single characters changed all over are many edits, which those before and after them are kept apart from.
        many = [Edit(i, i + 1, "四", "kind", "why") for i in range(0, len(current), 2)]
        found = [e._replace(kind=f"kind {step}") for e in (many if data.draw(st.booleans()) else few)]
        draft.edit(lambda _, found=found: found)
        composed = compose(composed, current, found)
        current = apply(current, found)
    assert (draft.text, draft.edits) == (current, composed)


@given(st.data(), TEXTS)
def test_edits_reach_to_where_they_end(data: st.DataObject, text: str) -> None:
    edits = data.draw(edits_on(text))
    shifts, ends = reach(edits)
    assert ends == [len(apply(text[: edit.end], edits[: at + 1])) for at, edit in enumerate(edits)]
    assert shifts[-1] == len(apply(text, edits)) - len(text)


@given(st.data(), TEXTS)
def test_every_untouched_character_leads_back_to_itself(data: st.DataObject, text: str) -> None:
    edits = data.draw(edits_on(text))
    places = segments(edits, len(text))
    repaired = RepairedText(apply(text, edits), places.text, places.source, ends_source=places.ends)
    for position, character in enumerate(repaired.text):
        span = repaired.source_span(position, position + 1)
        assert 0 <= span.start <= span.end <= len(text)
        if character not in "一二三":
            assert text[span.start : span.end] == character
    anchors = list(zip(places.text, places.source, places.ends, strict=True))
    assert all(a[0] <= b[0] and a[2] <= b[1] for a, b in itertools.pairwise(anchors))


@given(TEXTS, st.data())
def test_differences_are_the_places_that_differ(text: str, data: st.DataObject) -> None:
    other = "".join(data.draw(st.sampled_from([c, "异", "𠀀"])) for c in text)
    runs = differences(text, other)
    inside = {i for start, end in runs for i in range(start, end)}
    assert inside == {i for i, (a, b) in enumerate(zip(text, other, strict=True)) if a != b}
