"""GBK read one byte off: ``规?；瘧?yīng)用`` for ``规模化应用``.

A tool that edited GBK bytes took a byte out of the middle of a character; from there on every pair of bytes was read
across two characters until an ASCII byte came. Put side by side again, the bytes give every inner character exactly.
What is lost is the first byte of the first character, often the second of the last, and pairs that fell into the zone
for private use and were dropped later. Those places are filled with ranked candidates, never silently.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from heapq import nlargest

from luoshi_reading.model import Candidate
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.injected_pinyin import is_reading
from luoshi_reading.repair.likelihood import Likelihood
from luoshi_reading.repair.script import convert as to_simplified
from luoshi_reading.repair.script import simplified

KIND = "shifted_gbk"
EXACT = "bytes_side_by_side"
GUESSED = "byte_lost"
UNKNOWN = "□"

_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
_LONGEST = 300
_RUN = re.compile(
    rf"\?(?<=[^\n?。\u3000 ]\?)(?:(?P<mark>[！？；!?;])|[{_LETTERS}]{{1,6}}\))(?P<run>[^\x00-\x7f]{{1,{_LONGEST}}})"
    rf"(?P<end>\?(?P<reading>[{_LETTERS}]{{1,6}})\)|\?|[@-Z\[-~])?"
)
_MARK_BYTES = {
    "！": b"\xa3\xa1",
    "？": b"\xa3\xbf",
    "；": b"\xa3\xbb",
    "!": b"\xa3\xa1",
    "?": b"\xa3\xbf",
    ";": b"\xa3\xbb",
}
_WIDE_MARKS = {"!": "！", "?": "？", ";": "；"}
_DROPPED_LEADS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
_DROPPED_TRAILS = range(0xA1, 0xFF)
_LEAST_GAIN = 4.0
"""Nats by which the bytes must be likelier as a shifted run, over all its readings, than as the text found."""
_SHOWN_FROM = 0.35
"""A candidate likelier than this is shown (as uncertain); below it the place shows □."""
_CANDIDATES = 5
_SAMPLE = 40_000
_COMMONEST_BEFORE, _COMMONEST_AFTER = 4, 6
_MOST_SINGLES = 40
_MOST_READINGS = 14
"""Readings of a place with a dropped pair that are weighed by the whole row; the others are unlikely by themselves."""


@dataclass(slots=True)
class _Node:
    """One reading of one place, as the bytes give it and simplified."""

    text: str
    simple: str
    exact: bool


def find(text: str) -> list[Edit]:
    """Find runs that were read one byte off and put their bytes together again."""
    if "?" not in text:
        return []
    likelihood: Likelihood | None = None
    edits: list[Edit] = []
    known: dict[str, list[Edit]] = {}  # the same damage in the same place of a page that repeats itself
    at = 0
    while m := _RUN.search(text, at):
        at = m.start() + 1
        if _plainly_chinese(m["run"]) or (len(m["run"]) < 3 and not (m["mark"] and m["end"])):
            continue
        likelihood = likelihood or Likelihood(to_simplified(_RUN.sub("\n", text[:_SAMPLE])))
        place = text[max(0, m.start() - 1) : m.end() + 1]
        if place not in known:
            known[place] = [
                e._replace(start=e.start - m.start(), end=e.end - m.start()) for e in _restore(text, m, likelihood)
            ]
        found = known[place]
        if found:
            edits += [e._replace(start=e.start + m.start(), end=e.end + m.start()) for e in found]
            at = m.end()
    return edits


_PLAIN = re.compile("[的一是了在不和有大这中人上为个国我以要他时来用们会]")


def _plainly_chinese(run: str) -> bool:
    """Tell ordinary prose quickly; a shifted run hardly ever holds two of the commonest characters in ten."""
    return len(_PLAIN.findall(run)) * 6 > len(run) and len(run) >= 6


@cache
def _decoded(pair: bytes) -> str:
    """The character of two bytes, or nothing where there is none that a text would hold."""
    try:
        character = pair.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 else ""


def _bytes_of(character: str) -> bytes:
    """Two bytes of GBK, private-use characters included; empty where the character has none."""
    code = ord(character)
    if 0xE000 <= code <= 0xE233:
        return bytes((0xAA + (code - 0xE000) // 94, 0xA1 + (code - 0xE000) % 94))
    if 0xE234 <= code <= 0xE4C5:
        return bytes((0xF8 + (code - 0xE234) // 94, 0xA1 + (code - 0xE234) % 94))
    try:
        coded = character.encode("gb18030")
    except UnicodeEncodeError:
        return b""
    return coded if len(coded) == 2 else b""


def _restore(text: str, m: re.Match[str], likelihood: Likelihood) -> list[Edit]:
    """Restore one run, or return nothing where what stands there is likelier."""
    visible = [_MARK_BYTES[m["mark"]]] if m["mark"] else []
    for character in m["run"]:
        coded = _bytes_of(character)
        if not coded:
            return []
        visible.append(coded)
    before = to_simplified(text[m.start() - 1 : m.start()]) if m.start() else "\n"
    after = to_simplified(text[m.end() : m.end() + 1] or "\n")
    columns = list(_columns(visible, m["end"], m["reading"], likelihood))
    if any(not column for column in columns):
        return []
    total, shares = _posterior(columns, before, after, likelihood)
    best = [max(range(len(c)), key=s.__getitem__) for c, s in zip(columns, shares, strict=True)]
    mark = m["mark"] or ""
    stood = likelihood.of_row(before + _WIDE_MARKS.get(mark, mark) + to_simplified(m["run"]) + after)
    if total < stood + _LEAST_GAIN:
        return []
    return _as_edits(m, columns, shares, best)


def _columns(
    visible: list[bytes], end: str | None, reading: str | None, likelihood: Likelihood
) -> Iterator[list[_Node]]:
    """Yield the readings of each place in turn: the first character, the inner ones, the last."""
    yield [_Node(c, simple, False) for c, simple in _commonest(_with_trail(visible[0][0]), likelihood)]
    for left, right in itertools.pairwise(visible):
        exact = _decoded(bytes((left[1], right[0])))
        nodes = [_Node(exact, simplified(exact), True)] if exact and exact > "\u2000" else []
        nodes += [
            _Node(a + b, simple_a + simple_b, False)
            for a, simple_a, b, simple_b in _likeliest(_before_dropped(left[1]), _after_dropped(right[0]), likelihood)
        ]
        yield nodes
    last = visible[-1][1]
    if end and len(end) == 1 and end != "?":
        exact = _decoded(bytes((last, ord(end))))
        yield [_Node(exact, simplified(exact), True)] if exact else []
        return
    lost = _with_lead(last)
    fitting = tuple(c for c in lost if reading and is_reading(c[0], reading))
    yield [_Node(c, simple, False) for c, simple in _commonest(fitting or lost, likelihood)]


def _commonest(characters: tuple[tuple[str, str], ...], likelihood: Likelihood) -> list[tuple[str, str]]:
    return nlargest(_MOST_SINGLES, characters, key=lambda c: likelihood.of_single(c[1]))


def _fits(character: str) -> bool:
    return bool(character) and ("一" <= character <= "鿿" or character in "，。、；：”“）（》《")


@cache
def _with_trail(trail: int) -> tuple[tuple[str, str], ...]:
    """Characters, with their simplified forms, that end in a byte."""
    found = (_decoded(bytes((lead, trail))) for lead in range(0x81, 0xFF))
    return tuple((c, simplified(c)) for c in found if _fits(c))


@cache
def _with_lead(lead: int) -> tuple[tuple[str, str], ...]:
    """Characters, with their simplified forms, that begin with a byte."""
    found = (_decoded(bytes((lead, trail))) for trail in range(0x40, 0xFF))
    return tuple((c, simplified(c)) for c in found if _fits(c))


@cache
def _before_dropped(lead: int) -> tuple[tuple[str, str], ...]:
    """Characters, with their simplified forms, whose trail byte began a dropped pair."""
    found = (_decoded(bytes((lead, trail))) for trail in _DROPPED_LEADS)
    return tuple((c, simplified(c)) for c in found if _fits(c))


@cache
def _after_dropped(trail: int) -> tuple[tuple[str, str], ...]:
    """Characters, with their simplified forms, whose lead byte ended a dropped pair."""
    found = (_decoded(bytes((lead, trail))) for lead in _DROPPED_TRAILS)
    return tuple((c, simplified(c)) for c in found if _fits(c))


def _likeliest(
    before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...], likelihood: Likelihood
) -> list[tuple[str, str, str, str]]:
    """The likeliest pairs of characters round a dropped pair of bytes.

    Weighed are the pairs that were seen somewhere, and those of the commonest characters on both sides.
    """
    pair, single = likelihood.of_pair, likelihood.of_single
    common_before = nlargest(_COMMONEST_BEFORE, before, key=lambda c: single(c[1]))
    common_after = nlargest(_COMMONEST_AFTER, after, key=lambda c: single(c[1]))
    tried = {(a, b) for a in before for b in after if likelihood.knows(a[1] + b[1])}
    tried.update((a, b) for a in common_before for b in common_after)
    weighed = [(single(a[1]) + pair(a[1], b[1]), *a, *b) for a, b in tried]
    return [(a, simple_a, b, simple_b) for _, a, simple_a, b, simple_b in nlargest(_MOST_READINGS, weighed)]


def _posterior(
    columns: list[list[_Node]], before: str, after: str, likelihood: Likelihood
) -> tuple[float, list[list[float]]]:
    """Weigh the readings of every place by those of all others (forward and backward over the row).

    Returns the log likelihood of all readings of the row together, and for each place the share of each reading.
    """
    pair = likelihood.of_pair
    simple = [[n.simple for n in c] for c in columns]
    inner = [[pair(t[0], t[1]) if len(t) == 2 else 0.0 for t in c] for c in simple]
    forward: list[list[float]] = []
    for at, texts in enumerate(simple):
        if at == 0:
            forward.append([pair(before, t[0]) + i for t, i in zip(texts, inner[at], strict=True)])
        else:
            reached = list(zip(simple[at - 1], forward[-1], strict=True))
            forward.append(
                [_sum(f + pair(p[-1], t[0]) for p, f in reached) + i for t, i in zip(texts, inner[at], strict=True)]
            )
    backward = [[pair(t[-1], after) for t in simple[-1]]]
    for at in range(len(columns) - 2, -1, -1):
        ahead = list(zip(simple[at + 1], inner[at + 1], backward[0], strict=True))
        backward.insert(0, [_sum(pair(t[-1], n[0]) + i + b for n, i, b in ahead) for t in simple[at]])
    shares = []
    for f, b in zip(forward, backward, strict=True):
        both = [x + y for x, y in zip(f, b, strict=True)]
        top = max(both)
        weights = [math.exp(x - top) for x in both]
        total = sum(weights)
        shares.append([w / total for w in weights])
    total = _sum(x + y for x, y in zip(forward[-1], backward[-1], strict=True))
    return total, shares


def _sum(logs: Iterator[float]) -> float:
    values = list(logs)
    top = max(values)
    return top + math.log(sum(math.exp(v - top) for v in values))


def _as_edits(m: re.Match[str], columns: list[list[_Node]], shares: list[list[float]], best: list[int]) -> list[Edit]:
    """One edit for each stretch of exact characters and one for each uncertain place."""
    start = m.start()
    run_start, run_end = m.span("run")
    ends = [m.end("mark") - 1 if m["mark"] else run_start]
    ends += range(m.end("mark"), run_end) if m["mark"] else range(run_start + 1, run_end)
    ends.append(m.end())
    edits: list[Edit] = []
    for at, (nodes, share, chosen) in enumerate(zip(columns, shares, best, strict=True)):
        end = ends[at] if at < len(ends) else m.end()
        node = nodes[chosen]
        if node.exact:
            last = edits[-1] if edits else None
            if last is not None and last.certain and last.end == start:
                edits[-1] = last._replace(end=end, now=last.now + node.text)
            else:
                edits.append(Edit(start, end, node.text, KIND, EXACT))
        else:
            ranked = sorted(zip(share, nodes, strict=True), key=lambda p: -p[0])[:_CANDIDATES]
            candidates = tuple(Candidate(n.text, round(s, 4)) for s, n in ranked)
            now = node.text if share[chosen] >= _SHOWN_FROM else UNKNOWN * len(node.text)
            edits.append(Edit(start, end, now, KIND, GUESSED, False, candidates))
        start = end
    return edits
