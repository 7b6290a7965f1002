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
from functools import cache

from luoshi_reading.model import Candidate
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.injected_pinyin import is_reading
from luoshi_reading.repair.likelihood import Likelihood
from luoshi_reading.repair.script import convert as to_simplified
from luoshi_reading.repair.script import simplified
from luoshi_reading.repair.unusual import unusual
from luoshi_reading.repair.weighing import Node, posterior

KIND = "shifted_gbk"
EXACT = "bytes_side_by_side"
GUESSED = "byte_lost"
UNKNOWN = "□"

_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
_LONGEST = 300
_MARKED = rf"\?(?<![?。\u3000 ]\?)(?:(?P<mark>[！？；!?;])|[{_LETTERS}]{{1,6}}\))"
_REST = (
    rf"(?P<run>[^\x00-\x7f]{{1,{_LONGEST}}})"
    rf"(?P<end>\?(?P<reading>[{_LETTERS}]{{1,6}})\)|\?|[@-Z\[-~])?"
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
_DROPPED_LEADS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
_DROPPED_TRAILS = range(0xA1, 0xFF)
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
    edits: list[Edit] = []
    known: dict[str, list[Edit]] = {}  # the same damage in the same place of a page that repeats itself
    at = 0
    while m := run.search(text, at):
        at = m.start() + 1
        if _plainly_chinese(m["run"]) or (len(m["run"]) < 3 and not ((m["mark"] or m["indent"]) and m["end"])):
            continue
        if readings is None:
            sample = text[max(0, m.start() - _SAMPLE_BEFORE) : m.start() + _SAMPLE_AFTER]
            readings = _Readings(Likelihood(to_simplified(run.sub("\n", sample))))
        place = text[max(0, m.start() - 1) : m.end() + 1]
        if place not in known:
            known[place] = [
                e._replace(start=e.start - m.start(), end=e.end - m.start()) for e in _restore(text, m, readings)
            ]
        found = known[place]
        if found:
            edits += [e._replace(start=e.start + m.start(), end=e.end + m.start()) for e in found]
            at = m.end()
    for county in _counties(text) if "h" in text else ():
        if all(edit.end <= county.start or edit.start >= county.end for edit in edits):
            edits.append(county)
    return edits


# ??h委 for ，縣委: 縣 (bytes BF 68) ends in a letter, so that only its first byte is read across.
_COUNTY = re.compile(
    rf"\?(?P<across>[^\x00-\x7f]|\?)?h(?:\([{_LETTERS}]{{1,6}}\))?"
    r"(?=委|政府|政协|政協|人大|人民|[长長](?!度|期)|[级級直里城域鄉乡内內]|纪委|紀委|各|领导|領導|四[套大])"
)
_BEFORE_COUNTY = {
    0xAC: "，",
    0xA3: "。",
    0xA2: "、",
    0xBB: "；",
    0xBA: "：",
    0xB6: "《",
    0xB0: "“",
    0xB1: "”",
    0xA8: "（",
}
_COUNTY_LEAD = 0xBF
_AS_COUNTY = 0.8  # 議 and a few others end in the same letter


def _counties(text: str) -> Iterator[Edit]:
    """Read 縣, which lost its first byte, and the mark before it of which the second was read with it."""
    for m in _COUNTY.finditer(text):
        across = m["across"]
        if across is None:
            before = text[m.start() - 1 : m.start()]
            if before and before in "，。、；：“（《\u3000的及和在市与由对":
                yield Edit(m.start(), m.end(), "縣", KIND, GUESSED, False, (Candidate("縣", _AS_COUNTY),))
            continue
        if across == "?":
            marked = text[m.start() - 1 : m.start()] in "，。、；：,;:"
            now = "縣" if marked else "，縣"
            yield Edit(m.start(), m.end(), now, KIND, GUESSED, False, (Candidate(now, _AS_COUNTY),))
            continue
        coded = _bytes_of(across)
        if coded and coded[1] == _COUNTY_LEAD and (mark := _BEFORE_COUNTY.get(coded[0])):
            yield Edit(m.start(), m.end(), mark + "縣", KIND, EXACT)


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


def _restore(text: str, m: re.Match[str], readings: _Readings) -> list[Edit]:
    """Restore one run, or return nothing where what stands there is likelier."""
    sign = m["mark"] or m["indent"]
    visible = [_MARK_BYTES[sign]] if sign else []
    for character in m["run"]:
        coded = _bytes_of(character)
        if not coded:
            return []
        visible.append(coded)
    before = to_simplified(text[m.start() - 1 : m.start()]) if m.start() else "\n"
    after = to_simplified(text[m.end() : m.end() + 1] or "\n")
    likelihood = readings.likelihood
    columns = list(_columns(visible, m["end"], m["reading"], readings))
    if m["indent"]:  # what lost its first byte is the blank before the bracket (A1A1 A3A8)
        columns[0] = [Node("\u3000", "\n", True)]
    if any(not column for column in columns):
        return []
    total, shares = posterior(columns, before, after, likelihood, _DROPPED)
    best = [max(range(len(c)), key=s.__getitem__) for c, s in zip(columns, shares, strict=True)]
    mark = sign or ""
    stood = likelihood.of_row(before + _WIDE_MARKS.get(mark, mark) + to_simplified(m["run"]) + after)
    if total < stood + _LEAST_GAIN:
        return []
    return _as_edits(m, columns, shares, best, _borne_out(columns, best, before + "|" + after, likelihood))


def _columns(visible: list[bytes], end: str | None, reading: str | None, readings: _Readings) -> Iterator[list[Node]]:
    """Yield the readings of each place in turn: the first character, the inner ones, the last."""
    yield [Node(c, simple, False) for c, simple in readings.of_lost_lead(visible[0][0])]
    for left, right in itertools.pairwise(visible):
        exact = _decoded(bytes((left[1], right[0])))
        nodes = [Node(exact, simplified(exact), True)] if exact and exact > "\u2000" else []
        nodes += [
            Node(a + b, simple_a + simple_b, False)
            for a, simple_a, b, simple_b in readings.round_dropped(left[1], right[0])
        ]
        yield nodes
    last = visible[-1][1]
    if end and len(end) == 1 and end != "?":
        exact = _decoded(bytes((last, ord(end))))
        yield [Node(exact, simplified(exact), True)] if exact else []
        return
    yield [Node(c, simple, False) for c, simple in readings.of_lost_trail(last, reading)]


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


class _Readings:
    """The likeliest readings of lost bytes in one document, ranked once for the same bytes."""

    def __init__(self, likelihood: Likelihood) -> None:
        self.likelihood = likelihood
        self._leads: dict[int, list[tuple[str, str]]] = {}
        self._trails: dict[tuple[int, str | None], list[tuple[str, str]]] = {}
        self._pairs: dict[tuple[int, int], list[tuple[str, str, str, str]]] = {}

    def of_lost_lead(self, trail: int) -> list[tuple[str, str]]:
        """Characters of which the first byte is lost."""
        known = self._leads.get(trail)
        if known is None:
            known = self._leads[trail] = self.likelihood.commonest(_with_trail(trail), _MOST_SINGLES)
        return known

    def of_lost_trail(self, lead: int, reading: str | None) -> list[tuple[str, str]]:
        """Characters of which the second byte is lost, those with a reading where it stands there."""
        known = self._trails.get((lead, reading))
        if known is None:
            lost = _with_lead(lead)
            fitting = tuple(c for c in lost if reading and is_reading(c[0], reading))
            known = self._trails[lead, reading] = self.likelihood.commonest(fitting or lost, _MOST_SINGLES)
        return known

    def round_dropped(self, lead: int, trail: int) -> list[tuple[str, str, str, str]]:
        """Pairs of characters round a dropped pair of bytes."""
        known = self._pairs.get((lead, trail))
        if known is None:
            known = self._pairs[lead, trail] = _likeliest(_before_dropped(lead), _after_dropped(trail), self.likelihood)
        return known


def _likeliest(
    before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...], likelihood: Likelihood
) -> list[tuple[str, str, str, str]]:
    """The likeliest pairs of characters round a dropped pair of bytes.

    Weighed are the pairs that were seen somewhere, and those of the commonest characters on both sides.
    """
    common_before = likelihood.commonest(before, _COMMONEST_BEFORE)
    common_after = likelihood.commonest(after, _COMMONEST_AFTER)
    seen_after = likelihood.seen(after)
    weighed: list[tuple[float, str, str, str, str]] = []
    for a, simple_a in dict.fromkeys((*common_before, *likelihood.seen(before))):
        follow = likelihood.seen_after(simple_a, seen_after)
        if (a, simple_a) in common_before:
            follow += [b for b in common_after if b not in follow]
        chance = likelihood.of_single(simple_a)
        after_a = likelihood.chances_of_each(simple_a, [simple_b for _, simple_b in follow])
        weighed += [(chance * c, a, simple_a, b, simple_b) for (b, simple_b), c in zip(follow, after_a, strict=True)]
    return [
        (a, simple_a, b, simple_b) for _, a, simple_a, b, simple_b in sorted(weighed, reverse=True)[:_MOST_READINGS]
    ]


def _borne_out(columns: list[list[Node]], best: list[int], around: str, likelihood: Likelihood) -> list[bool]:
    """Tell of each chosen reading whether it was ever seen beside one of its neighbours.

    ``around``: the characters before and after the run, with one between them.
    """
    row = [column[chosen].simple for column, chosen in zip(columns, best, strict=True)]
    befores = [around[0], *(reading[-1] for reading in row[:-1])]
    afters = [*(reading[0] for reading in row[1:]), around[-1]]
    return [
        bool(likelihood.seen_after(b, [("", own[0])]) or likelihood.seen_after(own[-1], [("", a)]))
        for b, own, a in zip(befores, row, afters, strict=True)
    ]


def _as_edits(
    m: re.Match[str], columns: list[list[Node]], shares: list[list[float]], best: list[int], borne_out: list[bool]
) -> list[Edit]:
    """One edit for each stretch of exact characters and one for each uncertain place."""
    start = m.start()
    run_start, run_end = m.span("run")
    marked = m.end("mark") if m["mark"] else m.end("indent")
    ends = [marked - 1 if marked > 0 else run_start]
    ends += range(marked, run_end) if marked > 0 else range(run_start + 1, run_end)
    ends.append(m.end())
    edits: list[Edit] = []
    for at, (nodes, share, chosen) in enumerate(zip(columns, shares, best, strict=True)):
        end = ends[at] if at < len(ends) else m.end()
        node = nodes[chosen]
        if node.exact and share[chosen] >= _CERTAIN_FROM and borne_out[at]:
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
