"""How likely a row of characters is in official prose: pairs counted beforehand, and those of the document itself."""

from __future__ import annotations

import itertools
import math
import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from luoshi_reading.knowledge.divisions import divisions
from luoshi_reading.knowledge.rare_letters import standing
from luoshi_reading.knowledge.word_lists import words

_DOCUMENT_WEIGHT = 3.0
"""What a pair in the document itself counts for: the same office words come back within one document."""
_WORD_WEIGHT = 4.0
_PAIR_SHARE, _SINGLE_SHARE = 0.85, 0.149
_DOCUMENT_CHARACTERS = 40_000
_LISTED = (("orders", "verbs.all"), ("levels", "concrete.strong"), ("levels", "concrete.weak"))
"""The reading's own word lists are words of official prose too."""
_DIGIT = re.compile("[1-9]")


@cache
def _known() -> tuple[dict[str, dict[str, float]], dict[str, int]]:
    """Pairs, by their first character, and single characters, from the counted pairs and the word list."""
    knowledge = files("luoshi_reading.knowledge")
    pairs: Counter[str] = Counter()
    for counted in knowledge.joinpath("repair_bigrams.tsv").read_text(encoding="utf-8").splitlines():
        if not counted.startswith("#"):
            pair, count = counted.split("\t")
            pairs[pair.replace("¶", "\n")] += int(count)
    for row in knowledge.joinpath("repair_words.txt").read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            for word in row.split():
                for a, b in itertools.pairwise(word):
                    pairs[a + b] += round(_WORD_WEIGHT)
    for division in divisions().values():
        for a, b in itertools.pairwise(division.name):
            pairs[a + b] += 1
    for name, key in _LISTED:
        for word in words(name, key):
            for a, b in itertools.pairwise(word):
                pairs[a + b] += 1
    singles: Counter[str] = Counter()
    after: dict[str, dict[str, float]] = {}
    for pair, times in pairs.items():
        singles[pair[0]] += times
        singles[pair[1]] += times
        after.setdefault(pair[0], {})[pair[1]] = times
    return after, dict(singles)


@cache
def _times_of_all() -> int:
    return sum(_known()[1].values())


def is_pair(pair: str) -> bool:
    """Tell whether two simplified characters follow each other often in official prose."""
    return pair in pairs()


@cache
def pairs() -> frozenset[str]:
    """The pairs of simplified characters that follow each other often in official prose."""
    return frozenset(a + b for a, after in _known()[0].items() for b, times in after.items() if times >= _OFTEN)


_OFTEN = 3


@cache  # over characters, of which there are not so many
def _rarity(character: str) -> float:
    """A floor for characters never seen, by the rows of GB 2312: common, seldom, outside it."""
    try:
        coded = character.encode("gb2312")
    except UnicodeEncodeError:
        return 1e-8
    if len(coded) == 1:
        return 1e-7
    if 0xB0 <= coded[0] <= 0xD7:
        return 2e-5
    return 1e-6 if coded[0] > 0xD7 else 1e-7


def _folded(character: str) -> str:
    """Any digit counts as 0, any blank and other ASCII as the end of a line."""
    if "0" <= character <= "9":
        return "0"
    return character if character > "\x7f" and not character.isspace() else "\n"


_CODES = f"utf-32-{sys.byteorder[0]}e"


_HAN = range(0x4E00, 0xA000)


def _counted(text: str) -> dict[str, int]:
    """Count the characters of a text, Chinese ones as numbers in a list: a string for each takes four times as long."""
    first, behind = _HAN.start, _HAN.stop
    chinese = [0] * len(_HAN)
    others: dict[int, int] = {}
    codes: Iterable[int] = array("I", text.encode(_CODES, "surrogatepass"))
    for code in codes:
        if first <= code < behind:
            chinese[code - first] += 1
        else:
            others[code] = others.get(code, 0) + 1
    counted = {chr(code): times for code, times in others.items()}
    for at, times in enumerate(chinese):
        if times:
            counted[chr(first + at)] = times
    return counted


@dataclass(frozen=True, slots=True)
class _Before:
    """Of what stands after a character: the weight of each time it was seen, and how often, here and in prose."""

    weight: float
    seen: dict[str, float]


class Choice:
    """Characters of which one stood somewhere, with their simplified forms, and what prose says of these.

    ``alike`` tells where those of the same simplified form stand among them, ``foremost`` where the commonest of
    thousands do.
    """

    def __init__(self, characters: tuple[tuple[str, str], ...]) -> None:
        _, singles = _known()
        self.characters = characters
        self.alike: dict[str, list[int]] = {}
        for at, (_, simple) in enumerate(characters):
            self.alike.setdefault(simple, []).append(at)
        self.times = [singles.get(simple, 0) for _, simple in characters]
        self.floors = [0.01 * _rarity(simple) for _, simple in characters]
        self.foremost: list[int] = []
        if len(characters) > _MANY:
            self.foremost = sorted(range(len(characters)), key=self.times.__getitem__, reverse=True)[:_FOREMOST]


class Likelihood:
    """Likelihoods for one document; ``text`` is the document in simplified characters.

    Of the document's own pairs only those are counted that begin with a character somebody asks for.
    """

    def __init__(self, text: str) -> None:
        pairs, singles = _known()
        self._text = _DIGIT.sub("0", text[:_DOCUMENT_CHARACTERS])
        self._own_singles = _counted(self._text)
        self._pairs = pairs
        self._singles = singles
        self._total = _times_of_all() + _DOCUMENT_WEIGHT * len(self._text)
        self._befores: dict[str, _Before] = {}
        self._afters: dict[str, tuple[str, float]] = {}
        self._single_memo: dict[str, float] = {}

    def _before(self, character: str) -> _Before:
        known = self._befores.get(character)
        if known is None:
            folded = _folded(character)
            own = self._own_singles.get(folded, 0)
            weight = _PAIR_SHARE / (self._singles.get(folded, 0) + _DOCUMENT_WEIGHT * own + 2.0)
            seen = self._pairs.get(folded, {})
            if own:
                seen = dict(seen)
                for after in self._after_each(folded):
                    seen[after] = seen.get(after, 0.0) + _DOCUMENT_WEIGHT
            known = self._befores[character] = _Before(weight, seen)
        return known

    def _after_each(self, character: str) -> list[str]:
        """The characters of the document that stand right after this one."""
        text, last = self._text, len(self._text) - 1
        return [text[at + 1] for at in standing(text, character) if at < last]

    def _after(self, character: str) -> tuple[str, float]:
        """The character as it is counted, and its chance to stand after anything."""
        known = self._afters.get(character)
        if known is None:
            folded = _folded(character)
            seen = self._singles.get(folded, 0) + _DOCUMENT_WEIGHT * self._own_singles.get(folded, 0)
            known = self._afters[character] = folded, _SINGLE_SHARE * seen / self._total + 0.001 * _rarity(folded)
        return known

    def chance(self, before: str, after: str) -> float:
        """Probability of ``after`` once ``before`` stands."""
        known = self._before(before)
        folded, alone = self._after(after)
        return known.seen.get(folded, 0.0) * known.weight + alone

    def chances(self, befores: Iterable[str], after: str) -> list[float]:
        """Probabilities of ``after`` once each of ``befores`` stands."""
        return self.chances_of_all(befores, (after,))[after]

    def chances_of_all(self, befores: Iterable[str], afters: Iterable[str]) -> dict[str, list[float]]:
        """Probabilities of each of ``afters`` once each of ``befores`` stands."""
        known = [self._before(before) for before in befores]
        chances: dict[str, list[float]] = {}
        for after in afters:
            folded, alone = self._after(after)
            chances[after] = [b.seen.get(folded, 0.0) * b.weight + alone for b in known]
        return chances

    def chances_of_each(self, before: str, afters: Iterable[str]) -> list[float]:
        """Probabilities of each of ``afters`` once ``before`` stands."""
        known = self._before(before)
        weight, seen = known.weight, known.seen
        return [seen.get(folded, 0.0) * weight + alone for folded, alone in [self._after(after) for after in afters]]

    def commonest(self, characters: Sequence[tuple[str, str]], most: int) -> list[tuple[str, str]]:
        """The commonest of ``characters``, by their second member, the first of equals first."""
        if len(characters) > _MANY:
            own = self._own_singles
            characters = list(dict.fromkeys((*_foremost(tuple(characters)), *(c for c in characters if c[1] in own))))
        known = self._single_memo
        shares = [known.get(c[1]) or self.of_single(c[1]) for c in characters]
        ranked = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)
        return [characters[at] for at in ranked[:most]]

    def of_pair(self, before: str, after: str) -> float:
        """Log probability of ``after`` once ``before`` stands."""
        return math.log(self.chance(before, after))

    def of_single(self, character: str) -> float:
        """How often a character stands at all, as a probability; unseen ones by their place in GB 2312."""
        known = self._single_memo.get(character)
        if known is None:
            seen = self._singles.get(character, 0) + _DOCUMENT_WEIGHT * self._own_singles.get(character, 0)
            known = self._single_memo[character] = seen / self._total + 0.01 * _rarity(character)
        return known

    def commonest_of(self, choice: Choice, most: int) -> list[tuple[str, str]]:
        """The commonest of a choice, the first of equals first."""
        characters, alike, own, total = choice.characters, choice.alike, self._own_singles, self._total
        asked: Sequence[int] = range(len(characters))
        if choice.foremost:
            here = sorted([at for simple in own.keys() & alike.keys() for at in alike[simple]])
            asked = list(dict.fromkeys((*choice.foremost, *here)))
        times, floors = choice.times, choice.floors
        shares = [(times[at] + _DOCUMENT_WEIGHT * own.get(characters[at][1], 0)) / total + floors[at] for at in asked]
        ranked = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)
        return [characters[asked[at]] for at in ranked[:most]]

    def seen_after(self, before: str, choice: Choice) -> list[tuple[str, str]]:
        """Those of a choice that were seen after a character, here or in official prose; in no order."""
        alike, characters = choice.alike, choice.characters
        both = self._before(before).seen.keys() & alike.keys()
        return [characters[at] for simple in both for at in alike[simple]]

    def follows(self, before: str, after: str) -> bool:
        """Tell whether ``after`` was seen after ``before``, here or in official prose."""
        return after in self._before(before).seen

    def following(self, before: str) -> list[str]:
        """The Chinese characters that were seen after a character, here or in official prose."""
        return [c for c in self._before(before).seen if "一" <= c <= "鿿"]

    def seen(self, choice: Choice) -> list[tuple[str, str]]:
        """Those of a choice that were seen here or in official prose."""
        singles, own = self._singles, self._own_singles
        return [c for c in choice.characters if c[1] in singles or c[1] in own]

    def of_row(self, row: str) -> float:
        """Log probability of a row of characters, each after the one before it."""
        return sum(self.of_pair(a, b) for a, b in itertools.pairwise(row))


# Of thousands only those foremost in prose, and the document's own, are ranked.
_MANY = 1000
_FOREMOST = 60


@lru_cache(1 << 6)  # over the few sets of so many
def _foremost(characters: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    _, singles = _known()
    return sorted(characters, key=lambda c: singles.get(c[1], 0), reverse=True)[:_FOREMOST]


_COMMONEST = 1500


@cache
def common_characters() -> frozenset[str]:
    """The commonest characters and marks of official prose."""
    singles = Counter(_known()[1])
    return frozenset(c for c, _ in singles.most_common(_COMMONEST)) | frozenset("，。、；：？！“”‘’（）《》—…")
