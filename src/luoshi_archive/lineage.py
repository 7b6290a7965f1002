"""Lineage: where a passage comes from, where else it stands, and how a formulation travelled over time and level.

Pure functions over values. Candidates come from MinHash over three-character shingles, banded; each is then aligned
character by character, so that a link never rests on a hash alone. Which of two passages came first, dates decide;
where dates are alike or unknown, the level of the issuer does; where neither is known, there is no link.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from itertools import chain, islice

from rapidfuzz import fuzz, process
from rensa import RMinHash

from luoshi_archive.matter import exchanges_refusal, matter_of

SHINGLE = 3
"""Characters a shingle. Chinese words are mostly two characters long, so three see a word and its neighbour."""

PERMUTATIONS = 128
BAND_ROWS = 3
"""Sketch and bands: 42 bands of 3 find 94 % of pairs that share 0.4 of their shingles and 99.6 % of those that share
0.5, and bring up 0.03 % of those that share 0.02, as unrelated official prose does."""

SHORTEST = 10
"""Fewest letters and digits of a passage that is looked at: shorter ones (加强组织领导) stand everywhere."""

REPEATS_FROM = 0.95
ADAPTS_FROM = 0.66
"""Least similarity (0–1, insertions and deletions over both lengths) of a link. Chosen on planted reuse by
``bench/archive.py lineage``; re-run it after a change."""

SHARES_FROM = 0.6
"""Least similarity of a link where the matter of the passages is the same, in other words (L7)."""

CONTAINED_FROM = 0.92
"""Least similarity of a shorter passage to the stretch of a longer one in which it is taken up."""

SHINGLES_A_MARK = 4
FEWEST_MARKS = 6
"""Marks a passage: with these, planted reuse shares at least one mark in all but the shortest passages."""

MOST_COMPARED = 12
"""Most passages of a bucket that each other one is compared with, the earliest first: stock phrases stay affordable."""

MOST_SOURCES = 3
"""Most links to one passage, the closest first."""

_SEED = 20_260_101
_CHUNK = 4_000


class Relation(StrEnum):
    """How a passage takes up an earlier one."""

    REPEATS = "repeats"
    ADAPTS = "adapts"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a document. ``date`` is ISO, whole or in part; ``level`` is 1 for the centre and larger below."""

    id: str
    document: str
    date: str | None
    level: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """``target`` takes up ``source``, which is earlier or higher; both are passages' ids. ``similarity`` is 0–1."""

    source: str
    target: str
    similarity: float
    relation: Relation


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything a passage hangs together with, nearest first."""

    origins: tuple[Link, ...]
    successors: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A formulation as one document writes it."""

    text: str
    document: str
    date: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The uses of one formulation from the earliest to the latest. ``text`` is the form that is written most."""

    text: str
    uses: tuple[Use, ...]

    @property
    def first(self) -> Use:
        return self.uses[0]


def normalised(text: str) -> str:
    """Reduce a text to what counts for comparing: letters and digits, one width, one case."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def precedes(one: Passage | Use, other: Passage | Use) -> bool:
    """Tell whether a passage came first: the earlier, and of equally old ones the higher."""
    if one.date and other.date:
        known = min(len(one.date), len(other.date))
        if one.date[:known] != other.date[:known]:
            return one.date[:known] < other.date[:known]
    return one.level is not None and other.level is not None and one.level < other.level


def find_reuse(passages: Iterable[Passage]) -> list[Link]:
    """Find which passages take up which, in the order of their targets.

    Of passages that say the same, each later one is linked to the first; of different wordings, the first of each.
    """
    heads, texts, links = _wordings(passages)
    into: defaultdict[int, list[tuple[float, int, Relation]]] = defaultdict(list)
    for one, other in _candidates(texts):
        source, target = (one, other) if precedes(heads[one], heads[other]) else (other, one)
        if heads[one].document == heads[other].document or not precedes(heads[source], heads[target]):
            continue
        found = relation_between(texts[source], texts[target])
        if found is not None:
            into[target].append((found[0], source, found[1]))
    for target, sources in into.items():
        sources.sort(key=lambda each: (-each[0], each[1]))
        links += [
            Link(heads[source].id, heads[target].id, similarity, relation)
            for similarity, source, relation in sources[:MOST_SOURCES]
        ]
    return sorted(links, key=lambda link: (link.target, -link.similarity, link.source))


def similar_passages(text: str, passages: Sequence[Passage], *, limit: int = 20) -> list[tuple[Passage, float]]:
    """Find the passages nearest in wording to a text, nearest first, each with its similarity (0–1)."""
    wanted = normalised(text)
    if len(wanted) < SHORTEST:
        return []
    found = process.extract(
        wanted,
        [normalised(each.text) for each in passages],
        scorer=fuzz.ratio,
        score_cutoff=100 * ADAPTS_FROM,
        limit=limit,
    )
    return [(passages[index], score / 100) for _, score, index in found]


def relation_between(source: str, target: str) -> tuple[float, Relation] | None:
    """Compare two normalised texts closely: their similarity (0–1) and relation; None where they are two things."""
    similarity = fuzz.ratio(source, target, score_cutoff=100 * SHARES_FROM) / 100
    matter = matter_of(source, target) if similarity else None
    if matter and (similarity >= ADAPTS_FROM or matter.is_shared):
        if matter.is_exchanged:
            return None
        is_repeated = similarity >= REPEATS_FROM and _digits(source) == _digits(target)
        if is_repeated and not exchanges_refusal(source, target):
            return similarity, Relation.REPEATS
        return similarity, Relation.ADAPTS
    shorter, longer = sorted((source, target), key=len)
    # The longer text twice over holds also the shorter with its clauses turned round.
    found = fuzz.partial_ratio_alignment(shorter, longer + longer, score_cutoff=100 * CONTAINED_FROM)
    if found is None or matter_of(shorter, (longer + longer)[found.dest_start : found.dest_end]).is_exchanged:
        return None
    return found.score / 100 * 2 * len(shorter) / (len(shorter) + len(longer)), Relation.ADAPTS


def marks_of(text: str) -> list[int]:
    """Sample a text for an index in which passages are looked up one at a time, as numbers below 2**56.

    The same shingle is taken or left in every text alike, so that a sentence and the longer one that holds it share
    marks as two versions of one sentence do. Empty where the text is too short to be looked at.
    """
    wanted = normalised(text)
    if len(wanted) < SHORTEST:
        return []
    hashes = sorted({mark_of(wanted[at : at + SHINGLE]) for at in range(len(wanted) - SHINGLE + 1)})
    return hashes[: max(FEWEST_MARKS, len(hashes) // SHINGLES_A_MARK)]


def mark_of(text: str) -> int:
    """Give the number below 2**56 by which a text is looked up."""
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest())


def trace(links: Iterable[Link], passage: str) -> Trace:
    """Follow the links of a passage back to its origins and on to its successors."""
    back: defaultdict[str, list[Link]] = defaultdict(list)
    onward: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        back[link.target].append(link)
        onward[link.source].append(link)
    origins = _reached(passage, back, lambda link: link.source)
    return Trace(origins, _reached(passage, onward, lambda link: link.target))


def timelines(uses: Iterable[Use]) -> list[Timeline]:
    """Put the uses of formulations in order, one timeline a normalised text, the most used first."""
    grouped: defaultdict[str, list[Use]] = defaultdict(list)
    for use in uses:
        key = normalised(use.text)
        if key:
            grouped[key].append(use)
    made = []
    for key in sorted(grouped, key=lambda each: (-len(grouped[each]), each)):
        listed = sorted(grouped[key], key=_age)
        forms = Counter(use.text for use in listed)
        made.append(Timeline(min(forms, key=lambda form: (-forms[form], form)), tuple(listed)))
    return made


def _age(one: Passage | Use) -> tuple[str, int, str]:
    return (one.date or "9999", 99 if one.level is None else one.level, one.document)


def _wordings(passages: Iterable[Passage]) -> tuple[list[Passage], list[str], list[Link]]:
    """Give each wording's first passage and normalised text, by age, and the links of exact repetition."""
    grouped: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        text = normalised(passage.text)
        if len(text) >= SHORTEST:
            grouped[text].append(passage)
    links = []
    found: list[tuple[Passage, str]] = []
    for text, listed in grouped.items():
        head, *others = sorted(listed, key=lambda each: (_age(each), each.id))
        found.append((head, text))
        for each in others:
            first, second = (each, head) if precedes(each, head) else (head, each)
            if each.document != head.document and precedes(first, second):
                links.append(Link(first.id, second.id, 1.0, Relation.REPEATS))
    found.sort(key=lambda each: (_age(each[0]), each[0].id))
    return [head for head, _ in found], [text for _, text in found], links


def _candidates(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places in ``texts``, each once, whose sketches share a band."""
    sketches = _sketches(texts)
    row_bytes, band_bytes = PERMUTATIONS * 4, BAND_ROWS * 4
    seen: set[int] = set()
    for start in range(0, row_bytes - band_bytes + 1, band_bytes):  # one band in memory at a time
        buckets: defaultdict[bytes, list[int]] = defaultdict(list)
        for place in range(len(texts)):
            at = place * row_bytes + start
            buckets[sketches[at : at + band_bytes]].append(place)
        for bucket in buckets.values():
            for number, place in enumerate(bucket[1:], 1):
                for earlier in bucket[: min(number, MOST_COMPARED)]:
                    pair = earlier * len(texts) + place
                    if pair not in seen:
                        seen.add(pair)
                        yield earlier, place


def _sketches(texts: Sequence[str]) -> bytes:
    """Sketch every text: ``PERMUTATIONS`` numbers of four bytes each, row after row."""
    made = array("I")
    stream = iter(texts)
    while chunk := list(islice(stream, _CHUNK)):
        shingles = [[text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)] for text in chunk]
        made.extend(chain.from_iterable(RMinHash.digests_from_token_sets(shingles, PERMUTATIONS, _SEED)))
    return made.tobytes()


def _digits(text: str) -> list[str]:
    return [c for c in text if c.isdecimal()]


def _reached(start: str, links: dict[str, list[Link]], end: Callable[[Link], str]) -> tuple[Link, ...]:
    found: list[Link] = []
    visited, pending = {start}, deque([start])
    while pending:
        for link in links.get(pending.popleft(), ()):
            found.append(link)
            beyond = end(link)
            if beyond not in visited:
                visited.add(beyond)
                pending.append(beyond)
    return tuple(found)
