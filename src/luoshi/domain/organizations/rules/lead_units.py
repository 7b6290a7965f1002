"""Which unit most likely leads a piece of work, and the words that say so (docs/rules/lead_units.md).

Two voices are added up: what units usually do, known by words of their names and duties, and what units of the
jurisdiction have led before, learnt from runs of two letters. Pure: no framework, no database.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from luoshi.domain.organizations.rules.names import NamedUnit, folded, stem_of
from luoshi.domain.organizations.terms import JURISDICTION_KINDS

MOST_LEADS = 3
"""Units suggested at once: in the bench the second and third still add a quarter of the answers."""

LEARNT_WEIGHT = 20.0
"""Weight of what was led before beside what units usually do. ``bench/lead_units.py`` is flat from 10 to 40."""

HEADING_WEIGHT = 0.5
"""A heading stands over several orders and says less of each than its own words do."""

UNSEEN = 50
"""Pieces of work that are assumed beside those learnt: with few of them, even a word of each of them says something."""

OPENING_CHARACTERS = 60
MOST_COUNTED = 3
"""A duty's word counts at most so often in one text, once more in its opening."""

LEAST_SCORE = 2.0
"""Below it a single common word has decided: half the word of a duty that a third of all units share."""

RUN = 2
"""Letters a run: most words have two. Runs of three beside them moved no figure of the bench by 0.01."""

MOST_WORDS = 3
LONGEST_WORD = 8

_LETTERS = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(r"[。；\n]")
_OFFICE = re.compile(
    r"委员会|管理局|监督局|办公室|人民政府|政府|管委会|中心支行|公司|总队|支队|大队|管理|监督|[厅局委办部处院]$|^(?:中共|省委?|市委?|县委?|区委?)"
)
_PARTICLES = "的和与及等把对在为以各了将并或由从到向"
_PARTICLE = re.compile(f"[{_PARTICLES}]")
_AND = re.compile(r"[和与、及]")


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work: its own words, and the heading it stands under."""

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class LeadSuggestion:
    """A unit that may lead, with the words that decided, weightiest first.

    ``task_count`` is how many tasks that the unit has led hold one of the words; with 0, duties or its name decided.
    """

    unit_id: int
    score: float
    words: tuple[str, ...]
    task_count: int


class LedWork:
    """What units have led before: how often each has led work with which runs of letters."""

    def __init__(self, examples: Iterable[tuple[int, Work]] = ()) -> None:
        """Learn pairs of a unit's id and a piece of work it leads; each goes by its number in their order."""
        self._counts: dict[int, Counter[str]] = {}
        self._texts: dict[int, dict[int, str]] = {}
        self._leads: dict[int, int] = {}
        for key, (unit_id, work) in enumerate(examples):
            self.learn(key, unit_id, work)

    def learn(self, key: int, unit_id: int, work: Work) -> None:
        """Learn who leads the piece of work that goes by the key, in place of what was learnt of it before."""
        self.forget(key)
        text = _whole(work)
        self._counts.setdefault(unit_id, Counter()).update(_runs(text))
        self._texts.setdefault(unit_id, {})[key] = text
        self._leads[key] = unit_id

    def forget(self, key: int) -> None:
        """Forget the piece of work that goes by the key, if there is one."""
        unit_id = self._leads.pop(key, None)
        if unit_id is not None:
            self._counts[unit_id].subtract(_runs(self._texts[unit_id].pop(key)))

    def votes(self, text: str, units: Iterable[int]) -> dict[int, dict[str, float]]:
        """Give the votes of each run of the text for each unit; together they are 0 to about 10.

        A run votes by its rarity, and by how far the unit's share in the work that holds it lies above the unit's
        share in all work (U3).
        """
        runs = _runs(text)
        known = [(run, total) for run in runs if (total := self._total(run))]
        votes: dict[int, dict[str, float]] = {}
        everything = len(self._leads) + UNSEEN
        for unit_id in units:
            led = self._texts.get(unit_id)
            if not led:
                continue
            counts, usual = self._counts[unit_id], len(led) / everything
            own = {}
            for run, total in known:
                above = counts[run] / (total + 1) - usual
                if above > 0:
                    own[run] = above * math.log(everything / total) / len(runs)
            if own:
                votes[unit_id] = own
        return votes

    def holding(self, unit_id: int, words: Sequence[str]) -> int:
        """Count the pieces of work led by the unit that hold one of the words."""
        return sum(any(word in text for word in words) for text in self._texts.get(unit_id, {}).values())

    def phrase(self, unit_id: int, text: str, run: str) -> str:
        """Make a run into a phrase of the text that can be read: as long as the work holds it, then cut to words.

        Empty where none is left. A cut falls where fewer texts join the letters than join those beside them (U5).
        """
        holding = [other for other in self._texts[unit_id].values() if run in other]
        start = text.find(run)
        end = start + len(run)
        while start and _joined(text[start - 1 : end], holding):
            start -= 1
        while end < len(text) and _joined(text[start : end + 1], holding):
            end += 1
        while end - start >= RUN and self._is_inside_word(text, start):
            start += 1
        while end - start >= RUN and self._is_inside_word(text, end):
            end -= 1
        phrase = text[start:end].strip(_PARTICLES)
        shortest = RUN if len(holding) > 1 else RUN + 1
        return phrase if len(phrase) >= shortest and not _PARTICLE.search(phrase) else ""

    def _is_inside_word(self, text: str, place: int) -> bool:
        """Tell whether the letters on either side of a place belong together more than those about them."""
        if not 0 < place < len(text) or not _LETTERS.fullmatch(text[place - 1 : place + 1]):
            return False
        beside = [self._total(text[i - 1 : i + 1]) for i in (place - 1, place + 1) if 0 < i < len(text)]
        return self._total(text[place - 1 : place + 1]) > min(beside, default=0)

    def _total(self, run: str) -> int:
        return sum(counts[run] for counts in self._counts.values())


def _joined(phrase: str, holding: Sequence[str]) -> bool:
    """Tell whether a phrase is letters throughout, short enough, and in all of the texts."""
    return len(phrase) <= LONGEST_WORD and bool(_LETTERS.fullmatch(phrase)) and all(phrase in t for t in holding)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    weight: float


class LeadModel:
    """Everything that suggesting the lead unit rests on in one jurisdiction."""

    def __init__(self, units: Sequence[NamedUnit], led: LedWork, *, home: NamedUnit | None = None) -> None:
        """Weigh the words of the units' names and duties: the fewer units share one, the more it says (U2).

        ``home`` is the jurisdiction, whose name says nothing about any of its units.
        """
        self._paths = {unit.unit_id: unit.path for unit in units}
        self._led = led
        places = places_named([*units, *([home] if home else [])])
        known = {unit.unit_id: words_of(unit, places) for unit in units}
        sharing = Counter(word for words in known.values() for word in words)
        self._words = {
            unit_id: [_Word(word, math.log(1 + len(known) / sharing[word]) * math.sqrt(len(word))) for word in words]
            for unit_id, words in known.items()
        }

    def suggest(self, work: Work, limit: int = MOST_LEADS) -> list[LeadSuggestion]:
        """Rank the units that most likely lead the work, likeliest first; none where nothing speaks for any (U4)."""
        text = _whole(work)
        votes = self._led.votes(text, self._paths)
        duties = self._duties(work)
        scores = {
            unit_id: sum(duties.get(unit_id, {}).values()) + LEARNT_WEIGHT * sum(votes.get(unit_id, {}).values())
            for unit_id in {*votes, *duties}
        }
        ranked = sorted(scores, key=lambda unit_id: (-scores[unit_id], self._paths[unit_id]))
        found: list[LeadSuggestion] = []
        for unit_id in ranked:
            if scores[unit_id] < LEAST_SCORE or len(found) == limit:
                break
            words = self._deciding(unit_id, text, duties.get(unit_id, {}), votes.get(unit_id, {}))
            if words:
                found.append(LeadSuggestion(unit_id, scores[unit_id], words, self._led.holding(unit_id, words)))
        return found

    def _duties(self, work: Work) -> dict[int, dict[str, float]]:
        opening = _OPENING.split(work.text, maxsplit=1)[0][:OPENING_CHARACTERS]
        counted: dict[str, float] = {}
        found: dict[int, dict[str, float]] = {}
        for unit_id, words in self._words.items():
            own = {}
            for word in words:
                times = counted.get(word.text)
                if times is None:
                    times = min(work.text.count(word.text), MOST_COUNTED) + (word.text in opening)
                    times = counted[word.text] = times + HEADING_WEIGHT * (word.text in work.heading)
                if times:
                    own[word.text] = word.weight * math.log1p(times)
            if own:
                found[unit_id] = own
        return found

    def _deciding(self, unit_id: int, text: str, duties: dict[str, float], votes: dict[str, float]) -> tuple[str, ...]:
        """Name the weightiest words, none inside another; runs are lengthened to phrases that can be read."""
        weights = dict(duties)
        taken: list[str] = []
        for run in sorted(votes, key=lambda each: (-votes[each], each))[: 4 * MOST_WORDS]:
            if any(run in phrase for phrase in taken):
                continue
            phrase = self._led.phrase(unit_id, text, run)
            if not phrase or any(other in phrase for other in taken):
                continue
            taken.append(phrase)
            worth = sum(weight for other, weight in votes.items() if other in phrase)
            weights[phrase] = weights.get(phrase, 0.0) + LEARNT_WEIGHT * worth
        words: list[str] = []
        for word in sorted(weights, key=lambda each: (-weights[each], each)):
            if not any(word in other or other in word for other in words):
                words.append(word)
            if len(words) == MOST_WORDS:
                break
        return tuple(words)


def places_named(units: Iterable[NamedUnit]) -> frozenset[str]:
    """Give the names of the territories among the units, whole and without their endings."""
    names = {folded(n) for u in units if u.kind in JURISDICTION_KINDS for n in (u.name, u.short_name) if n}
    return frozenset(names | {stem_of(name) for name in names})


def words_of(unit: NamedUnit, places: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give the words by which a unit's work is known: parts of its names, and what such units usually do (U2).

    A territory is known by its names alone. ``places`` are names that stand before others and say nothing.
    """
    names = [folded(name) for name in (unit.name, unit.short_name, *unit.aliases) if name]
    if unit.kind in JURISDICTION_KINDS:
        return frozenset(names) | {stem_of(name) for name in names}
    words: set[str] = set()
    named: set[str] = set()
    for stems, duties in _usual_duties():
        if any(stem in name for stem in stems for name in names):
            words.update(duties)
            named.update(stems)
    for name in names:
        for stem in sorted(named, key=len, reverse=True):
            name = name.replace(stem, "、")
        words.update(_parts(name, places))
    return frozenset(words | named)


def _parts(name: str, places: frozenset[str]) -> Iterator[str]:
    """Divide a name into the fields of work it names: 市农业农村局 names 农业农村."""
    place = max((p for p in places if name.startswith(p)), key=len, default="")
    for part in _AND.split(_OFFICE.sub("、", name[len(place) :])):
        if len(part) > 1:
            yield part


def _whole(work: Work) -> str:
    return f"{work.text}。{work.heading}"


def _runs(text: str) -> set[str]:
    return {letters[i : i + RUN] for letters in _LETTERS.findall(text) for i in range(len(letters) - RUN + 1)}


@cache
def _usual_duties() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    content = (files(__package__) / "usual_duties.toml").read_text(encoding="utf-8")
    return tuple((tuple(row["names"]), tuple(row["words"])) for row in tomllib.loads(content)["duties"])
