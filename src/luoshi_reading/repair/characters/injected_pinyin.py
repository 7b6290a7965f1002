"""Injected pinyin: ``產(chǎn)業(yè)`` and its kin, put in by a machine after certain characters, taken out again.

Such a machine works on characters, not on meaning: a character type carries its reading at every place or at none.
So the evidence is taken over the whole document (P1), and an honest gloss (深圳(zhèn)) stays.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from importlib.util import find_spec
from itertools import compress, repeat
from pathlib import Path
from unicodedata import normalize

from luoshi_reading.repair.characters.script import simplified, traditional
from luoshi_reading.repair.edits import Edit, edits_of
from luoshi_reading.repair.likelihood import common_characters

KIND = "injected_pinyin"
WHY = "reading_after_every_occurrence"

_LETTERS = "a-zɡɑāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêế\u0300\u0301\u0304\u030c"
_BLANK = " \n\u3000\u00a0"
_PRINTED = str.maketrans("ɡɑ", "ga")  # as primers print them
# The bracket is looked for first: it is rarer than a character.
# One for each bracket: what begins with one character is looked for several times as quickly as one of two.
_BRACKETED = tuple(
    re.compile(rf"{bracket}(?:(?<=[㐀-鿿].)|(?<=[㐀-鿿][ \n\u3000].))[{_BLANK}]?[{_LETTERS}\n ]{{1,9}}[{_BLANK}]?[)）]")
    for bracket in (r"\(", "（")
)

# A document is one that a machine went through when this many character types carry their reading throughout;
# below it a reading counts as an honest gloss unless the character is a traditional one.
_TYPES_OF_A_MACHINE, _TYPES_ASKED = 4, 8
# Page furniture is often put round the text after the machine went through it, so a few bare occurrences are allowed.
_LEAST_SHARE = 0.75


@cache
def _readings() -> dict[str, str]:
    """Readings by code point in decimal. Read from pypinyin's table alone: importing the package takes 150 ms."""
    spec = find_spec("pypinyin")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("pypinyin")
    table = Path(spec.submodule_search_locations[0]) / "pinyin_dict.json"
    loaded: dict[str, str] = json.loads(table.read_text(encoding="utf-8"))
    return loaded


def _bare(syllable: str) -> str:
    """A syllable without tone marks; ü stays apart from u."""
    marked = normalize("NFD", syllable.replace("v", "ü"))
    return "".join(c for c in marked if c not in "\u0304\u0301\u030c\u0300\u0302").replace("u\u0308", "ü")


@cache
def is_reading(character: str, syllable: str) -> bool:
    """Tell whether ``syllable``, with or without its tone mark, is a reading of the character in either script."""
    table = _readings()
    syllable = normalize("NFC", syllable.translate(_PRINTED))
    for form_of in (str, simplified, traditional):  # in this order: the tables of the last are seldom needed
        form = form_of(character)
        known = table.get(str(ord(form)), "").split(",") if len(form) == 1 else []
        if syllable in known or (_bare(syllable) == syllable and syllable in map(_bare, known)):
            return True
    return False


def _syllable(glossed: str) -> str:
    """The reading in a gloss; a fixed width may have broken it."""
    return glossed[2:-1].replace("\n", "").replace(" ", "").strip(_BLANK)


def _is_usual(character: str, syllables: set[str]) -> bool:
    """Tell a common character with its usual reading: an honest gloss tells of a rare one, or of an unusual reading."""
    usual = _readings().get(str(ord(character)), "").split(",")[0]
    return character in common_characters() and bool(syllables & {usual, _bare(usual)})


def _accepted(text: str, with_reading: Counter[str], syllables: dict[str, set[str]]) -> set[str]:
    """The characters whose readings go: by a machine all traditional ones, and those that carry theirs throughout."""
    older = {c for c in with_reading if simplified(c) != c}
    # Mostly a few traditional characters tell the machine, and the others of them need not be counted.
    by_machine = _tell_machine(text, with_reading, older)
    asked = [c for c in with_reading if not by_machine or c not in older]
    bare = Counter(re.findall(f"[{''.join(asked)}](?![ \n\u3000]?[(（])", text) if asked else ())
    plain = {c for c in asked if _is_throughout(with_reading[c], bare[c])}
    if not by_machine:
        by_machine = sum([c in older or _is_usual(c, syllables[c]) for c in plain]) >= _TYPES_OF_A_MACHINE
    return older | plain if by_machine else older & plain


def _tell_machine(text: str, with_reading: Counter[str], older: set[str]) -> bool:
    """Tell a machine by the traditional characters that most often have a reading, asked one after the other."""
    found = 0
    for character, times in with_reading.most_common(_TYPES_ASKED):
        found += character in older and _is_throughout(times, _bare_times(text, character))
        if found == _TYPES_OF_A_MACHINE:
            return True
    return False


def _is_throughout(with_reading: int, bare: int) -> bool:
    return with_reading / (with_reading + bare) >= _LEAST_SHARE


def _bare_times(text: str, character: str) -> int:
    """Count how often a character stands without a bracket behind it."""
    bare = 0
    at = text.find(character)
    while at >= 0:
        behind = text[at + 1 : at + 2]
        if behind == " " or behind == "\n" or behind == "\u3000":
            behind = text[at + 2 : at + 3]
        bare += not (behind == "(" or behind == "（")
        at = text.find(character, at + 1)
    return bare


def find(text: str) -> list[Edit]:
    """Find injected readings in the whole document; each edit spans the character and the brackets."""
    half, full = ([m.span() for m in bracketed.finditer(text)] for bracketed in _BRACKETED)
    places = sorted(half + full) if half and full else half or full
    if not places:
        return []
    heads: list[int] = []
    written: list[str] = []
    for start, end in places:
        glossed = text[start - 1 : end]
        if glossed[0] in _BLANK:
            glossed = text[start - 2] + text[start:end]
            heads.append(start - 2)
        else:
            heads.append(start - 1)
        written.append(glossed)
    times = Counter(written)
    readings = {glossed for glossed in times if is_reading(glossed[0], _syllable(glossed))}
    if not readings:
        return []
    with_reading: Counter[str] = Counter()
    for glossed in readings:
        with_reading[glossed[0]] += times[glossed]
    syllables: dict[str, set[str]] = {c: set() for c in with_reading}
    for glossed in readings:
        syllables[glossed[0]].add(_syllable(glossed))
    accepted = _accepted(text, with_reading, syllables)
    taken = {glossed: glossed[0] for glossed in readings if glossed[0] in accepted}
    characters = list(map(taken.get, written))
    rows = zip(heads, [end for _, end in places], characters, repeat(KIND), repeat(WHY), repeat(True), repeat(()))
    return edits_of(compress(rows, characters))
