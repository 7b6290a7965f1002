"""GBK read one byte off: ``规?；瘧?yīng)用`` for ``规模化应用``.

A tool that edited GBK bytes took a byte out of the middle of a character; from there on every pair of bytes was read
across two characters until an ASCII byte came. Side by side again, the bytes give every inner character exactly (P2).
What is lost is the first byte of the first character, often the second of the last, and pairs that fell into the zone
for private use and were dropped later. Those places are filled with ranked candidates, never silently.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from luoshi_reading.model import Candidate
from luoshi_reading.repair.characters.injected_pinyin import is_reading
from luoshi_reading.repair.characters.script import convert as to_simplified
from luoshi_reading.repair.characters.script import simplified
from luoshi_reading.repair.characters.unusual import unusual
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.likelihood import Choice, Likelihood
from luoshi_reading.repair.lost_encodings.gbk_bytes import (
    after_any_dropped,
    after_dropped,
    before_dropped,
    bytes_of,
    decoded,
    lead_bytes,
    with_lead,
    with_trail,
)
from luoshi_reading.repair.lost_encodings.lone_letters import EXACT, GUESSED, KIND, LETTERS, counties, present
from luoshi_reading.repair.lost_encodings.weighing import Node, posterior

UNKNOWN = "□"

_LONGEST = 3_000  # a paragraph without an ASCII byte, which alone brings the reading into step again
_MARKED = rf"\?(?<![?。\u3000 ]\?)(?:(?P<mark>[！？；!?;]|。(?![ㄅ-ㄩ]))|(?P<straddling>[{LETTERS}]{{1,6}})\))"
_REST = (
    rf"(?P<run>[^\x00-\x7f€]{{0,{_LONGEST}}})"
    rf"(?P<end>\?(?P<reading>[{LETTERS}]{{1,6}})\)|\?|[@-Z\[-~€])?"
)
# Of most texts only the question marks are looked at; no mark of an indent stands where none of ㄅ-ㄩ does.
_RUN = re.compile(rf"{_MARKED}(?P<indent>\Z.)?{_REST}")
_RUN_OR_INDENT = re.compile(rf"(?:{_MARKED}|(?:\?|(?<![^\n\u3000 ]))(?P<indent>。)(?=[ㄅ-ㄩ])){_REST}")
_MARK_BYTES = {
    "。": b"\xa1\xa3",
    "！": b"\xa3\xa1",
    "？": b"\xa3\xbf",
    "；": b"\xa3\xbb",
    "!": b"\xa3\xa1",
    "?": b"\xa3\xbf",
    ";": b"\xa3\xbb",
}
_WIDE_MARKS = {"!": "！", "?": "？", ";": "；"}
_LEAST_GAIN = 4.0
"""Nats by which the bytes must be likelier as a shifted run, over all its readings, than as the text found."""
_SHOWN_FROM = 0.35
"""A candidate likelier than this is shown (as uncertain); below it the place shows □."""
_DROPPED = 0.05
"""How often a pair of bytes falls into the zone for private use and is dropped: their share of the pairs of two
neighbouring characters, measured on the text of the labelled documents."""
_CERTAIN_FROM = 0.9
"""Two bytes side by side are one character unless a pair between them was dropped; then they only look like one."""
_CANDIDATES = 5
_SAMPLE_BEFORE, _SAMPLE_AFTER = 4_000, 8_000
"""Characters round the first damage from which the document's own words are learnt; most documents are shorter."""
_COMMONEST_BEFORE, _COMMONEST_AFTER = 4, 6
_MOST_SINGLES = 40
_MOST_READINGS = 14
"""Readings of a place with a dropped pair that are weighed by the whole row; the others are unlikely by themselves."""


def find(text: str) -> list[Edit]:
    """Find runs that were read one byte off and put their bytes together again."""
    indented = any("ㄅ" <= c <= "ㄩ" for c in unusual(text).characters)
    if "?" not in text and not indented:
        return []
    run = _RUN_OR_INDENT if indented else _RUN
    readings: _Readings | None = None
    injected = ")" in text and _is_injected(text)
    edits: list[Edit] = []
    known: dict[str, list[Edit]] = {}  # the same damage in the same place of a page that repeats itself
    at = 0
    while m := run.search(text, at):
        at = m.start() + 1
        leads = _leads(text, m)
        if _plainly_chinese(m["run"]) or not (leads or len(m["run"]) >= 3 or _is_closed(m, injected)):
            continue
        if readings is None:
            sample = text[max(0, m.start() - _SAMPLE_BEFORE) : m.start() + _SAMPLE_AFTER]
            readings = _Readings(Likelihood(to_simplified(run.sub("\n", sample))))
        place = text[max(0, m.start() - 1) : m.end() + 1]
        if place not in known:
            restored = _restore(text, m, readings, leads)
            known[place] = [e._replace(start=e.start - m.start(), end=e.end - m.start()) for e in restored]
        found = known[place]
        if found:
            edits += [e._replace(start=e.start + m.start(), end=e.end + m.start()) for e in found]
            at = m.end()
    lone = [*counties(text, injected=injected)] if "h" in text else []
    lone += present(text) if "F" in text and injected else ()
    edits += [one for one in lone if all(edit.end <= one.start or edit.start >= one.end for edit in edits)]
    return edits


def _leads(text: str, m: re.Match[str]) -> tuple[int, ...]:
    """The lost first byte, where a reading stands that it has with the byte before it."""
    reading, before = m["straddling"], bytes_of(text[m.start() - 1]) if m.start() else b""
    return lead_bytes(before[1], reading) if reading and before and (m["run"] or m["end"]) else ()


_INJECTED = re.compile(rf"[(（](?<=[㐀-鿿].)[{LETTERS}]{{1,6}}[)）]")
_LEAST_INJECTED = 4


def _is_closed(m: re.Match[str], injected: bool) -> bool:
    """Tell a short run that ends where a byte was lost, too; one of no character wants readings in the text."""
    if not m["end"]:
        return False
    if m["straddling"]:
        return m["end"] == "?" and not m["run"] and injected
    return bool(m["run"]) or (m["mark"] == "；" and injected)


def _is_injected(text: str) -> bool:
    """Tell whether readings were injected into the text."""
    return len(_INJECTED.findall(text, 0, _SAMPLE_AFTER)) >= _LEAST_INJECTED


_PLAIN = re.compile("[的一是了在不和有大这中人上为个国我以要他时来用们会]")


def _plainly_chinese(run: str) -> bool:
    """Tell ordinary prose quickly; a shifted run hardly ever holds two of the commonest characters in ten."""
    return len(_PLAIN.findall(run)) * 6 > len(run) and len(run) >= 6


def _restore(text: str, m: re.Match[str], readings: _Readings, leads: tuple[int, ...]) -> list[Edit]:
    """Restore one run, or return nothing where what stands there is likelier."""
    sign = m["mark"] or m["indent"]
    visible = [_MARK_BYTES[sign]] if sign else []
    for character in m["run"]:
        coded = bytes_of(character)
        if not coded:
            return []
        visible.append(coded)
    before = to_simplified(_standing_before(text, m.start()))
    # （記者 of a bracket keeps a blank before the name; no comma was read with it.
    swallowed = _swallowed(text, m.end()) if m["end"] == "?" and not m["indent"] else ""
    after = swallowed or to_simplified(text[m.end() : m.end() + 1] or "\n")
    likelihood = readings.likelihood
    if not visible and not leads:
        return [_read_by_itself(m, before, swallowed, likelihood)]
    columns = list(_columns(visible, m["end"], m["reading"], leads, readings))
    if m["indent"]:  # what lost its first byte is the blank before the bracket (A1A1 A3A8)
        columns[0] = [Node("\u3000", "\n", True)]
    if any(not column for column in columns):
        return []
    if not m["run"] and sign == "；":
        columns = [[Node(_STRADDLING.get(before, _STRADDLING[""]), "", False)]]
        return _as_edits(m, columns, [[_AS_STRADDLING]], [0], [False], swallowed)
    total, shares = posterior(columns, before, after, likelihood, _DROPPED)
    best = [max(range(len(c)), key=s.__getitem__) for c, s in zip(columns, shares, strict=True)]
    mark = sign or ""
    stood = likelihood.of_row(before + _WIDE_MARKS.get(mark, mark) + to_simplified(m["run"]) + after)
    if not leads and total < stood + _LEAST_GAIN:
        return []
    borne_out = _borne_out(columns, best, before + "|" + after, likelihood)
    return _as_edits(m, columns, shares, best, borne_out, swallowed)


def _read_by_itself(m: re.Match[str], before: str, swallowed: str, likelihood: Likelihood) -> Edit:
    """A character of which nothing but a reading is left: shown where one follows the character before."""
    following = likelihood.following(before)
    fitting = [c for c in following if is_reading(c, m["straddling"])]
    now = fitting[0] if len(fitting) == 1 else UNKNOWN
    shares = likelihood.chances_of_each(before, fitting or following)
    ranked = sorted(zip(shares, fitting or following, strict=True), reverse=True)[:_CANDIDATES]
    candidates = tuple(Candidate(c + swallowed, round(share / sum(shares), 4)) for share, c in ranked)
    return Edit(m.start(), m.end(), now + swallowed, KIND, GUESSED, False, candidates)


_GLOSS = re.compile(rf"[㐀-鿿][(（][{LETTERS}]{{1,6}}[)）]\Z")


def _standing_before(text: str, at: int) -> str:
    """The character before a place; the one that a reading there is injected after."""
    before = text[at - 1 : at] if at else "\n"
    if before in (")", "）") and (gloss := _GLOSS.search(text, max(0, at - 9), at)):
        return gloss[0][0]
    return before


_STRADDLING = {"规": "模化", "": "危化品"}
"""What ?；? is: the bytes of ； stand in 模化 and 危化, and the second of 化 begins a pair that is dropped."""
_AS_STRADDLING = 0.8
_YEAR = re.compile("[09][0-9]{2}年")


def _swallowed(text: str, at: int) -> str:
    """What was read together with the last byte: a comma where plain ones are used, the first digit of a year."""
    following = text[at : at + 1]
    if "一" <= following <= "鿿":
        return "，" if text.count(",") > text.count("，") else ""
    if following in ("0", "9") and _YEAR.match(text, at):
        return "2" if following == "0" else "1"
    return ""


def _columns(
    visible: list[bytes], end: str | None, reading: str | None, leads: tuple[int, ...], readings: _Readings
) -> Iterator[list[Node]]:
    """Yield the readings of each place in turn: the first character, the inner ones, the last."""
    if leads and visible:
        yield [node for lead in leads for node in _between(lead, visible[0][0], readings)]
    elif not leads:
        yield [Node(c, simple, False) for c, simple in readings.of_lost_lead(visible[0][0])]
    for left, right in itertools.pairwise(visible):
        yield _between(left[1], right[0], readings)
    lasts = (visible[-1][1],) if visible else leads
    if end and len(end) == 1 and end != "?":
        trail = 0x80 if end == "€" else ord(end)  # as Windows shows it
        yield [node for last in lasts for node in _between(last, trail, readings)]
        return
    yield [
        Node(c, simple, False)
        for last in lasts
        for c, simple in (*readings.of_lost_trail(last, reading), *readings.of_lost_pair(last, reading))
    ]


def _between(lead: int, trail: int, readings: _Readings) -> list[Node]:
    """The readings of two bytes side by side: one character, or two between which a pair was dropped."""
    exact = decoded(bytes((lead, trail)))
    nodes = [Node(exact, simplified(exact), True)] if exact and exact > "\u2000" else []
    nodes += [Node(a + b, sa + sb, False) for a, sa, b, sb in readings.round_dropped(lead, trail)]
    return nodes


class _Readings:
    """The likeliest readings of lost bytes in one document, ranked once for the same bytes."""

    def __init__(self, likelihood: Likelihood) -> None:
        self.likelihood = likelihood
        self._leads: dict[int, list[tuple[str, str]]] = {}
        self._trails: dict[tuple[int, str | None], list[tuple[str, str]]] = {}
        self._ends: dict[tuple[int, str | None], list[tuple[str, str]]] = {}
        self._pairs: dict[tuple[int, int], list[tuple[str, str, str, str]]] = {}

    def of_lost_lead(self, trail: int) -> list[tuple[str, str]]:
        """Characters of which the first byte is lost."""
        known = self._leads.get(trail)
        if known is None:
            known = self._leads[trail] = self.likelihood.commonest(with_trail(trail), _MOST_SINGLES)
        return known

    def of_lost_trail(self, lead: int, reading: str | None) -> list[tuple[str, str]]:
        """Characters of which the second byte is lost, those with a reading where it stands there."""
        known = self._trails.get((lead, reading))
        if known is None:
            lost = with_lead(lead)
            fitting = tuple(c for c in lost if reading and is_reading(c[0], reading))
            known = self._trails[lead, reading] = self.likelihood.commonest(fitting or lost, _MOST_SINGLES)
        return known

    def of_lost_pair(self, lead: int, reading: str | None) -> list[tuple[str, str]]:
        """Pairs of characters between which a pair of bytes was dropped, and of which the last byte is lost."""
        known = self._ends.get((lead, reading))
        if known is None:
            pairs = _likeliest(before_dropped(lead), after_any_dropped(reading), self.likelihood)
            known = self._ends[lead, reading] = [(a + b, sa + sb) for a, sa, b, sb in pairs]
        return known

    def round_dropped(self, lead: int, trail: int) -> list[tuple[str, str, str, str]]:
        """Pairs of characters round a dropped pair of bytes."""
        known = self._pairs.get((lead, trail))
        if known is None:
            known = self._pairs[lead, trail] = _likeliest(before_dropped(lead), after_dropped(trail), self.likelihood)
        return known


def _likeliest(
    befores: tuple[Choice, ...], afters: tuple[Choice, ...], likelihood: Likelihood
) -> list[tuple[str, str, str, str]]:
    """The likeliest pairs of characters round a dropped pair of bytes, of all zones."""
    weighed = [pair for zone in zip(befores, afters, strict=True) for pair in _weighed(*zone, likelihood)]
    return [(a, sa, b, sb) for _, a, sa, b, sb in sorted(weighed, reverse=True)[:_MOST_READINGS]]


def _weighed(before: Choice, after: Choice, likelihood: Likelihood) -> list[tuple[float, str, str, str, str]]:
    """Pairs of characters with their likelihoods: those seen somewhere, and those of the commonest on both sides."""
    common_before = likelihood.commonest_of(before, _COMMONEST_BEFORE)
    common_after = likelihood.commonest_of(after, _COMMONEST_AFTER)
    weighed: list[tuple[float, str, str, str, str]] = []
    for a, simple_a in dict.fromkeys((*common_before, *likelihood.seen(before))):
        follow = likelihood.seen_after(simple_a, after)
        if (a, simple_a) in common_before:
            follow += [b for b in common_after if b not in follow]
        chance = likelihood.of_single(simple_a)
        after_a = likelihood.chances_of_each(simple_a, [simple_b for _, simple_b in follow])
        weighed += [(chance * c, a, simple_a, b, simple_b) for (b, simple_b), c in zip(follow, after_a, strict=True)]
    return weighed


def _borne_out(columns: list[list[Node]], best: list[int], around: str, likelihood: Likelihood) -> list[bool]:
    """Tell of each chosen reading whether it was ever seen beside one of its neighbours.

    ``around``: the characters before and after the run, with one between them.
    """
    row = [column[chosen].simple for column, chosen in zip(columns, best, strict=True)]
    befores = [around[0], *(reading[-1] for reading in row[:-1])]
    afters = [*(reading[0] for reading in row[1:]), around[-1]]
    return [
        likelihood.follows(b, own[0]) or likelihood.follows(own[-1], a)
        for b, own, a in zip(befores, row, afters, strict=True)
    ]


def _as_edits(
    m: re.Match[str],
    columns: list[list[Node]],
    shares: list[list[float]],
    best: list[int],
    borne_out: list[bool],
    swallowed: str,
) -> list[Edit]:
    """One edit for each stretch of exact characters and one for each uncertain place.

    ``swallowed``: what stood behind the last character and was read with its byte.
    """
    start = m.start()
    run_start, run_end = m.span("run")
    marked = m.end("mark") if m["mark"] else m.end("indent")
    ends = [marked - 1 if marked > 0 else run_start]
    ends += range(marked, run_end) if marked > 0 else range(run_start + 1, run_end)
    ends = [*ends[: len(columns) - 1], m.end()]
    edits: list[Edit] = []
    for at, (nodes, share, chosen) in enumerate(zip(columns, shares, best, strict=True)):
        end = ends[at]
        node = nodes[chosen]
        if node.exact and share[chosen] >= _CERTAIN_FROM and borne_out[at]:
            last = edits[-1] if edits else None
            if last is not None and last.certain and last.end == start:
                edits[-1] = last._replace(end=end, now=last.now + node.text)
            else:
                edits.append(Edit(start, end, node.text, KIND, EXACT))
        else:
            ranked = sorted(zip(share, nodes, strict=True), key=lambda p: -p[0])[:_CANDIDATES]
            behind = swallowed if at == len(columns) - 1 else ""
            candidates = tuple(Candidate(n.text + behind, round(s, 4)) for s, n in ranked)
            now = (node.text if share[chosen] >= _SHOWN_FROM else UNKNOWN * len(node.text)) + behind
            edits.append(Edit(start, end, now, KIND, GUESSED, False, candidates))
        start = end
    return edits
