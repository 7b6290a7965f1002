"""How well readings agree with answers made by hand: the measures, the answers, the table.

``python -m tests.engine.scoring [FOLDER]`` reads every document of our own answers, or of a folder with ``sources/``
and ``gold/`` (and ``decompositions/``), and prints one row a document and a last row ``all``.

Findings are compared in *plain* text: simplified, width-folded, without white space and injected pinyin.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from opencc import OpenCC
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from tests.engine.answers import Answer, folder_answers, own_answers

Item = dict[str, Any]
Interval = tuple[int, int]

F1_MEASURES = ("people", "formulations", "targets", "commitments", "actionable")
SHARE_MEASURES = ("deadlines", "owners", "spans")
MEAN_MEASURES = ("text", "title", "date", "place", "meeting")
MEASURES = MEAN_MEASURES + F1_MEASURES + SHARE_MEASURES

LEAST_OVERLAP = 0.5  # of two quotes: what both hold over what either holds
LEAST_TARGET_OVERLAP = 0.3  # targets are quoted shorter or longer by different people
LEAST_SIMILARITY = 85  # per cent, for a quote that does not stand word for word in the text
FAITHFUL = 90  # per cent, for an owner to say the same
SPANNED = ("commitments", "targets", "formulations", "people")

_PINYIN = re.compile(r"\(\s*[a-zà-ǿǖǘǚǜ]+\s*\)", re.IGNORECASE)


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@cache
def plain(text: str | None) -> str:
    """Reduce a text to what is compared."""
    if not text:
        return ""
    folded = _PINYIN.sub("", unicodedata.normalize("NFKC", text))
    return str(_simplifier().convert("".join(folded.split())))


@dataclass(frozen=True, slots=True)
class Tally:
    """Right findings, all findings, and findings that were due; adds up over documents."""

    hits: int = 0
    found: int = 0
    due: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.found + other.found, self.due + other.due)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where nothing was due and nothing found."""
        return 2 * self.hits / (self.found + self.due) if self.found + self.due else 1.0

    @property
    def share(self) -> float:
        """Of what was due, how much was right; 1 where nothing was due."""
        return self.hits / self.due if self.due else 1.0


@dataclass(slots=True)
class Score:
    """One document: single values, and tallies of what there are many of."""

    values: dict[str, float] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)

    def row(self) -> dict[str, float]:
        """Give every measure as a number between 0 and 1."""
        return self.values | {name: rated(name, tally) for name, tally in self.tallies.items()}


def rated(measure: str, tally: Tally) -> float:
    """Turn a tally into its measure: F1 for findings, share for their attributes."""
    return tally.f1 if measure in F1_MEASURES else tally.share


def place_of(quote: str | None, text: str) -> Interval | None:
    """Find a quote in plain text: word for word, else the most similar stretch, else None."""
    wanted = plain(quote)
    if not wanted:
        return None
    start = text.find(wanted)
    if start >= 0:
        return start, start + len(wanted)
    nearest = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=LEAST_SIMILARITY)
    return (nearest.dest_start, nearest.dest_end) if nearest else None


def overlap(one: Interval, other: Interval) -> float:
    """Give what both intervals hold over the stretch from the first start to the last end."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def paired(due: Sequence[Item], found: Sequence[Item], text: str, least: float) -> list[tuple[Item, Item]]:
    """Pair findings one to one, the best overlap first."""
    places_due = [place_of(item["quote"], text) for item in due]
    places_found = [place_of(item["quote"], text) for item in found]
    ranked = sorted(
        (
            (overlap(a, b), i, j)
            for i, a in enumerate(places_due)
            if a is not None
            for j, b in enumerate(places_found)
            if b is not None
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for share, i, j in ranked:
        if share >= least and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(due[i], found[j]) for i, j in pairs.items()]


def is_contested(item: Item) -> bool:
    """Whether the answer is one that need not be found and may be."""
    return bool(item.get("contested"))


def tallied(
    due: Sequence[Item], found: Sequence[Item], text: str, least: float, is_right: Callable[[Item, Item], bool]
) -> Tally:
    """Count findings; one that meets a contested answer counts neither way."""
    pairs = paired(due, found, text, least)
    excused = sum(is_contested(answer) for answer, _ in pairs)
    hits = sum(not is_contested(answer) and is_right(answer, finding) for answer, finding in pairs)
    return Tally(hits, len(found) - excused, sum(not is_contested(answer) for answer in due))


def tallied_names(due: Iterable[Item], found: Iterable[Item], key: str) -> Tally:
    """Count findings that are known by a name alone."""

    def names(items: Iterable[Item]) -> set[str]:
        return {plain(item[key]).strip("“”\"'") for item in items}

    answers = list(due)
    settled = names(item for item in answers if not is_contested(item))
    contested = names(item for item in answers if is_contested(item))
    got = names(found) - (contested - settled)
    return Tally(len(settled & got), len(got), len(settled))


def is_same_value(answer: Item, finding: Item) -> bool:
    """Whether two targets name the same number, or both none."""
    a, b = answer.get("value"), finding.get("value")
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(a)))


def is_same_deadline(answer: Item, finding: Item) -> bool:
    """Whether two commitments end on the same day; a year alone is its last day."""

    def day(item: Item) -> str:
        return str(item.get("deadline") or "")[:10].removesuffix("-12-31")

    return day(answer) == day(finding)


def is_same_owner(answer: Item, finding: Item) -> bool:
    """Whether one owner's name holds nearly the other's."""
    a, b = plain(answer.get("owner")), plain(finding.get("owner"))
    return bool(a and b) and fuzz.partial_ratio(a, b) >= FAITHFUL


def score(answer: Answer, reading: Item) -> Score:
    """Score one reading, as ``as_json(reading, with_source=True)`` gives it."""
    gold = answer.gold
    text = plain(answer.clean)
    out = Score()
    out.values["text"] = 1 - Levenshtein.normalized_distance(plain(reading.get("text")), text)
    out.values["title"] = _title_score(gold, reading)
    out.values["date"] = float((reading.get("date") or None) in _dates(gold, gold.get("date")))
    out.values["place"] = float((reading.get("place_code") or None) == (gold.get("place_code") or None))
    out.values["meeting"] = _meeting_score(gold, reading)

    def found(kind: str) -> list[Item]:
        return list(reading.get(kind) or [])

    def due(kind: str) -> list[Item]:
        return list(gold.get(kind) or [])

    out.tallies["people"] = tallied_names(due("people"), found("people"), "name")
    out.tallies["formulations"] = tallied_names(due("formulations"), found("formulations"), "text")
    out.tallies["targets"] = tallied(due("targets"), found("targets"), text, LEAST_TARGET_OVERLAP, is_same_value)
    orders, read_orders = due("commitments"), found("commitments")
    out.tallies["commitments"] = tallied(orders, read_orders, text, LEAST_OVERLAP, lambda a, f: True)
    out.tallies["actionable"] = tallied(
        [c | {"contested": is_contested(c) or c["level"] == "either"} for c in orders if c["level"] != "directive"],
        [c for c in read_orders if c.get("level") == "actionable"],
        text,
        LEAST_OVERLAP,
        lambda a, f: True,
    )
    pairs = [(a, f) for a, f in paired(orders, read_orders, text, LEAST_OVERLAP) if not is_contested(a)]
    out.tallies["deadlines"] = _attribute_tally(pairs, "deadline", is_same_deadline)
    out.tallies["owners"] = _attribute_tally(pairs, "owner", is_same_owner)
    out.tallies["spans"] = _span_tally(reading)
    return out


def _dates(gold: Item, date: Any) -> list[str | None]:
    return [date or None, *(gold.get("date_also") or [])]


def _title_score(gold: Item, reading: Item) -> float:
    got = reading.get("title")
    accepted = [gold.get("title"), *(gold.get("title_also") or [])]
    return max(1.0 if not (title or got) else fuzz.ratio(plain(got), plain(title)) / 100 for title in accepted)


def _meeting_score(gold: Item, reading: Item) -> float:
    due, got = gold.get("meeting") or {}, reading.get("meeting") or {}
    checks = (
        {plain(host) for host in due.get("hosts") or ()} == {plain(host) for host in got.get("hosts") or ()},
        bool(due.get("by_video")) == bool(got.get("by_video")),
        bool(due.get("branch_venues")) == bool(got.get("branch_venues")),
        (got.get("start") or None) in _dates(gold, due.get("start")),
    )
    return statistics.mean(checks)


def _attribute_tally(pairs: list[tuple[Item, Item]], name: str, is_same: Callable[[Item, Item], bool]) -> Tally:
    """Count an attribute over the paired findings in which either side has it."""
    having = [(a, f) for a, f in pairs if a.get(name) or f.get(name)]
    return Tally(sum(is_same(a, f) for a, f in having), len(having), len(having))


def _span_tally(reading: Item) -> Tally:
    """Count the findings whose span in the source, repaired alone, gives their quote, as the output contract says."""
    source = reading["source"]
    changes = sorted(
        [(r["span"]["start"], r["span"]["end"], r["now"]) for r in reading.get("repairs") or []]
        + [(n["span"]["start"], n["span"]["end"], "") for n in reading.get("noise") or []]
    )
    findings = [f for kind in SPANNED for f in reading.get(kind) or []]

    def is_faithful(finding: Item) -> bool:
        span = finding.get("span")
        quote = finding.get("quote") or finding.get("text") or finding.get("name")
        return span is not None and plain(_repaired_alone(source, span, changes)) == plain(quote)

    return Tally(sum(map(is_faithful, findings)), len(findings), len(findings))


def _repaired_alone(source: str, span: Item, changes: Sequence[tuple[int, int, str]]) -> str:
    """Make the listed changes that lie inside the span, in the span's own words."""
    words, at = [], span["start"]
    for start, end, now in changes:
        if at <= start and end <= span["end"]:
            words += [source[at:start], now]
            at = end
    return "".join([*words, source[at : span["end"]]])


def total(scores: Sequence[Score]) -> dict[str, float]:
    """Give the row ``all``: the mean of single values, the measure of pooled tallies."""
    row = {name: statistics.mean(s.values[name] for s in scores) for name in MEAN_MEASURES}
    for name in F1_MEASURES + SHARE_MEASURES:
        row[name] = rated(name, sum((s.tallies[name] for s in scores), Tally()))
    return row


def table(scores: dict[str, Score]) -> str:
    """Lay the scores out, one row a document and a last row ``all``."""
    width = max(map(len, scores)) + 2
    lines = [" " * width + "".join(f"{name[:11]:>13}" for name in MEASURES)]
    rows = {name: s.row() for name, s in scores.items()} | {"all": total(list(scores.values()))}
    lines += [f"{name:<{width}}" + "".join(f"{row[m]:>13.3f}" for m in MEASURES) for name, row in rows.items()]
    return "\n".join(lines)


def scored(answers: Sequence[Answer]) -> dict[str, Score]:
    """Read every document with the engine and score it."""
    from luoshi_reading.pipeline import as_json, read

    return {a.name: score(a, as_json(read(a.data, name=a.file_name), with_source=True)) for a in answers}


def main() -> None:
    """Print the table of our own answers, or of a folder's."""
    answers = folder_answers(Path(sys.argv[1])) if len(sys.argv) > 1 else own_answers()
    scores = scored(answers)
    print(json.dumps(total(list(scores.values())), indent=1) if "--json" in sys.argv else table(scores))


if __name__ == "__main__":
    main()
