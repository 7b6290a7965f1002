"""From a source and its repairs to the repaired text (P4): the draft for repairs, and undoing single ones (P6)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import overload

from luoshi_reading.model import Noise, Repair, RepairedText, SourceText, Span
from luoshi_reading.repair.characters import punctuation
from luoshi_reading.repair.characters.script import KIND as SCRIPT
from luoshi_reading.repair.characters.unusual import rewritten, unusual
from luoshi_reading.repair.edits import Edit, Reach, Segments, apply, compose, differences, disjoint, reach, segments
from luoshi_reading.repair.lost_encodings import lone_letters, mojibake
from luoshi_reading.repair.paragraphs import layout

_RESTORING = frozenset({mojibake.KIND, lone_letters.KIND})
_ONE_FOR_ONE = frozenset({SCRIPT, punctuation.KIND})

_MANY_TIMES = 8

Finder = Callable[[str], list[Edit]]
Converter = Callable[[str], str]


class Draft:
    """A text under repair: first edits that move places, then conversions one character for one."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = source
        self._unusual = unusual(source)
        # Few edits are composed with few first, and all of them with many once: that takes a walk through the many.
        self._early: list[Edit] = []
        self._late: list[Edit] = []
        self._between = source  # the text after the early ones
        self._waiting: list[tuple[str, list[Edit]]] = []  # the late ones, step by step
        self._steps: list[tuple[str, str, str, str]] = []
        self._places: Segments | None = None

    def edit(self, find: Finder) -> None:
        """Make the edits that ``find`` returns for the text as it stands."""
        found = find(self.text)
        if found:
            if self._steps:
                raise ValueError("edits that move places come before conversions")
            found = disjoint(found)
            if len(self._late) > max(len(self._early), _MANY_TIMES * len(found)):
                self._settle()
            late = compose(self._late, self.text, found)
            if len(late) < len(self._late) + len(found):  # where one reaches into another the order matters
                self._settle()
                late = found
            self._late = late
            self._waiting.append((self.text, found))
            self.text = apply(self.text, found)
            self._unusual = rewritten(self._unusual, self.text, "".join([edit[2] for edit in found]))

    def _settle(self) -> None:
        """Compose the late edits with the early ones; one after the other where some reach into others."""
        settled = compose(self._early, self._between, self._late)
        if len(settled) < len(self._early) + len(self._late):
            settled = self._early
            for text, found in self._waiting:
                settled = compose(settled, text, found)
        self._early, self._late, self._between, self._waiting = settled, [], self.text, []

    @property
    def edits(self) -> list[Edit]:
        """What was edited, on the source."""
        if self._late:
            self._settle()
        return self._early

    def convert(self, kind: str, why: str, into: Converter) -> None:
        """Convert the text character for character."""
        converted = into(self.text)
        if converted != self.text:
            if len(converted) != len(self.text):
                raise ValueError(f"{kind} moved places")
            self._steps.append((kind, why, self.text, converted))
            self.text = converted
            self._unusual = rewritten(self._unusual, converted, "")  # what a conversion writes is in most texts

    def was_converted(self, kind: str) -> bool:
        """Tell whether a conversion of this kind changed anything."""
        return any(step[0] == kind for step in self._steps)

    @property
    def places(self) -> Segments:
        """Where the text stands in the source."""
        if self._places is None:
            self._places = segments(self.edits, len(self.source))
        return self._places

    def repairs(self) -> list[Repair]:
        """List every repair in the order of the source."""
        found: list[Repair] = []
        inside: list[tuple[int, int]] = []
        shift = 0
        for e in self.edits:
            start = e.start + shift
            end = start + len(e.now)
            now = self.text[start:end]
            span = Span(e.start, e.end)
            found.append(Repair(e.kind, span, self.source[e.start : e.end], now, e.why, e.certain, e.candidates))
            inside.append((start, end))
            shift += len(e.now) - (e.end - e.start)
        for kind, why, before, after in self._steps:
            found += self._converted(kind, why, before, after, inside)
        return _merged(sorted(found, key=lambda r: (r.span.start, r.span.end)))

    def _converted(
        self, kind: str, why: str, before: str, after: str, inside: list[tuple[int, int]]
    ) -> Iterator[Repair]:
        """Yield what a conversion changed outside the edits."""
        places = self.places
        segment = 0
        edited = 0
        for start, end in differences(before, after):
            at = start
            while at < end:
                while edited < len(inside) and inside[edited][1] <= at:
                    edited += 1
                if edited < len(inside) and inside[edited][0] <= at:
                    at = inside[edited][1]
                    continue
                until = min(end, inside[edited][0]) if edited < len(inside) else end
                while segment + 1 < len(places.text) and places.text[segment + 1] <= at:
                    segment += 1
                if segment + 1 < len(places.text):
                    until = min(until, places.text[segment + 1])
                place = places.source[segment] + at - places.text[segment]
                span = Span(place, place + until - at)
                yield Repair(kind, span, self.source[span.start : span.end], self.text[at:until], why)
                at = until


def _merged(repairs: list[Repair]) -> list[Repair]:
    """Join overlapping conversions into the first of them; all already carry the final text."""
    out: list[Repair] = []
    for repair in repairs:
        last = out[-1] if out else None
        if last is None or repair.span.start >= last.span.end:
            out.append(repair)
        elif repair.span.end > last.span.end:
            beyond = last.span.end - repair.span.start
            span = Span(last.span.start, repair.span.end)
            out[-1] = replace(last, span=span, was=last.was + repair.was[beyond:], now=last.now + repair.now[beyond:])
    return out


class Listed(Sequence[Repair]):
    """Repairs that are listed when somebody first asks for them: most readings of an archive never do."""

    def __init__(self, listing: Callable[[], list[Repair]]) -> None:
        self._listing = listing
        self._listed: tuple[Repair, ...] | None = None

    @property
    def _repairs(self) -> tuple[Repair, ...]:
        if self._listed is None:
            self._listed = tuple(self._listing())
        return self._listed

    @overload
    def __getitem__(self, index: int) -> Repair: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Repair, ...]: ...
    def __getitem__(self, index: int | slice) -> Repair | tuple[Repair, ...]:
        return self._repairs[index]

    def __len__(self) -> int:
        return len(self._repairs)

    def __iter__(self) -> Iterator[Repair]:
        return iter(self._repairs)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Listed | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._repairs)


def finish(draft: Draft, furniture: Iterable[Edit], script: str = "simplified") -> RepairedText:
    """Take the furniture (edits on the draft's text that delete) out, lay the text out, and map it to the source."""
    edits = draft.edits
    reached = reach(edits)
    deletions, spans = _whole(disjoint(furniture), edits, reached)
    noise = tuple(
        Noise(deletion.kind, span, draft.source[span.start : span.end])
        for deletion, span in zip(deletions, spans, strict=True)
    )
    restored = [Span(e.start, e.end) for e in edits if e[3] in _RESTORING]
    return _laid_out(
        draft.source,
        edits,
        reached,
        draft.text,
        deletions,
        noise,
        lambda: _outside(noise, draft.repairs()),
        script,
        restored,
    )


def _whole(deletions: list[Edit], edits: Sequence[Edit], reached: Reach) -> tuple[list[Edit], list[Span]]:
    """Leave out furniture that begins or ends within what a repair wrote: half a repair has no way back (P3).

    Returns what is kept, and where each of it stands in the source.
    """
    kept: list[Edit] = []
    spans: list[Span] = []
    shifts, ends = reached
    index = 0
    for deletion in deletions:
        index = bisect_right(ends, deletion.start, index)
        shift = shifts[index]
        is_whole = index == len(edits) or edits[index].start + shift >= deletion.start
        within, place = shift, index
        while is_whole and place < len(edits) and edits[place].start + within < deletion.end:
            is_whole = ends[place] <= deletion.end
            place += 1
            within = shifts[place]
        if is_whole:
            kept.append(deletion)
            # No repair reaches over either end, so the places before and behind it tell where it stands.
            spans.append(Span(deletion.start - shift, deletion.end - within))
    return kept, spans


def _laid_out(
    source: str,
    edits: list[Edit],
    reached: Reach,
    middle: str,
    deletions: list[Edit],
    noise: tuple[Noise, ...],
    listing: Callable[[], list[Repair]],
    script: str,
    restored: Sequence[Span],
) -> RepairedText:
    """Lay out ``middle``, the source after ``edits``, without what ``deletions`` take from it."""
    text = apply(middle, deletions)
    blanks = layout.find(text)
    # Few against few first: the edits of the whole text are then walked through once.
    places = segments(compose(edits, middle, compose(deletions, text, blanks), reached), len(source))
    return RepairedText(
        apply(text, blanks), places.text, places.source, Listed(listing), noise, places.ends, script, restored
    )


def _outside(noise: Sequence[Noise], repairs: list[Repair]) -> list[Repair]:
    """Keep the repairs that touch no noise, and of converted stretches what stands outside it; both in order."""
    kept: list[Repair] = []
    at = 0
    for repair in repairs:
        while at < len(noise) and noise[at].span.end <= repair.span.start:
            at += 1
        if at == len(noise) or noise[at].span.start >= repair.span.end:
            kept.append(repair)
        elif repair.kind in _ONE_FOR_ONE and len(repair.was) == len(repair.now):
            kept += _parts_outside(noise, at, repair)
    return kept


def _parts_outside(noise: Sequence[Noise], at: int, repair: Repair) -> Iterator[Repair]:
    """Yield the parts of a repair, one character for one, that stand outside the noise from ``at`` on."""
    start, end = repair.span.start, repair.span.end
    place = start
    while place < end:
        gone = noise[at].span if at < len(noise) else Span(end, end)
        if until := max(min(gone.start, end), place) - place:
            cut = slice(place - start, place - start + until)
            yield replace(repair, span=Span(place, place + until), was=repair.was[cut], now=repair.now[cut])
        place = max(gone.end, place + until)
        at += 1


def recompose(
    source: SourceText, repairs_kept: Iterable[Repair], noise: Iterable[Noise], script: str = "simplified"
) -> RepairedText:
    """Build the repaired text again from the repairs and the noise that are kept.

    With all repairs and all noise of a ``RepairedText`` this is that text; without one of them it is the text with
    that one undone. Repairs inside noise are dropped.
    """
    gone = tuple(sorted(noise, key=lambda n: n.span))
    kept = _outside(gone, sorted(repairs_kept, key=lambda r: (r.span.start, r.span.end)))
    edits = [Edit(r.span.start, r.span.end, r.now, r.kind, r.why, r.certain, r.candidates) for r in kept]
    edits += [Edit(n.span.start, n.span.end, "", n.kind, "furniture") for n in gone]
    edits = disjoint(edits)
    restored = [r.span for r in kept if r.kind in _RESTORING]
    return _laid_out(source.text, [], reach([]), source.text, edits, gone, lambda: kept, script, restored)
