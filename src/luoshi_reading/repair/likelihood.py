"""How likely a row of characters is in official prose: pairs counted beforehand, and those of the document itself."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from operator import add

_DOCUMENT_WEIGHT = 3.0
"""What a pair in the document itself counts for: the same office words come back within one document."""
_WORD_WEIGHT = 4.0
_PAIR_SHARE, _SINGLE_SHARE = 0.85, 0.149
_DOCUMENT_CHARACTERS = 40_000
_DIGIT = re.compile("[1-9]")


@cache
def _known() -> tuple[Counter[str], Counter[str]]:
    """Pairs and single characters, from the counted pairs and the word list."""
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
    singles: Counter[str] = Counter()
    for pair, times in pairs.items():
        singles[pair[0]] += times
        singles[pair[1]] += times
    return pairs, singles


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


class Likelihood:
    """Log likelihoods for one document; ``text`` is the document in simplified characters."""

    def __init__(self, text: str) -> None:
        pairs, singles = _known()
        here = _DIGIT.sub("0", text[:_DOCUMENT_CHARACTERS])
        own = Counter(map(add, here, here[1:]))
        self._own = own
        self._own_singles = Counter(here)
        self._pairs = pairs
        self._singles = singles
        self._total = sum(singles.values()) + _DOCUMENT_WEIGHT * len(here)
        self._memo: dict[str, float] = {}
        self._single_memo: dict[str, float] = {}

    def of_pair(self, before: str, after: str) -> float:
        """Log probability of ``after`` once ``before`` stands."""
        pair = before + after
        if pair not in self._memo:
            before, after = _folded(before), _folded(after)
            folded = before + after
            seen = self._pairs[folded] + _DOCUMENT_WEIGHT * self._own[folded]
            start = self._singles[before] + _DOCUMENT_WEIGHT * self._own_singles[before]
            single = (self._singles[after] + _DOCUMENT_WEIGHT * self._own_singles[after]) / self._total
            share = _PAIR_SHARE * seen / (start + 2.0) + _SINGLE_SHARE * single + 0.001 * _rarity(after)
            self._memo[pair] = math.log(share)
        return self._memo[pair]

    def of_single(self, character: str) -> float:
        """How often a character stands at all, as a log probability; unseen ones by their place in GB 2312."""
        known = self._single_memo.get(character)
        if known is None:
            seen = self._singles[character] + _DOCUMENT_WEIGHT * self._own_singles[character]
            known = math.log(seen / self._total + 0.01 * _rarity(character))
            self._single_memo[character] = known
        return known

    def knows(self, pair: str) -> bool:
        """Tell whether a pair was seen in official prose or in the document."""
        return pair in self._pairs or pair in self._own

    def of_row(self, row: str) -> float:
        """Log probability of a row of characters, each after the one before it."""
        return sum(self.of_pair(a, b) for a, b in itertools.pairwise(row))


_COMMONEST = 1500


@cache
def common_characters() -> frozenset[str]:
    """The commonest characters and marks of official prose."""
    _, singles = _known()
    return frozenset(c for c, _ in singles.most_common(_COMMONEST)) | frozenset("，。、；：？！“”‘’（）《》—…")
