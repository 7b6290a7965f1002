"""Reads the word lists kept as TOML in this folder, each naming where its words come from."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def knowledge_file(name: str) -> dict[str, Any]:
    """Read the word list ``name`` (without ``.toml``) once."""
    return tomllib.loads(files("luoshi_reading.knowledge").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Return the words under ``key`` of list ``name``: white-space separated text or an array, without doubles."""
    value: Any = knowledge_file(name)
    for part in key.split("."):
        value = value[part]
    listed = value.split() if isinstance(value, str) else [str(word) for word in value]
    return tuple(dict.fromkeys(listed))


def alternation(listed: tuple[str, ...]) -> str:
    """Join words to one regular-expression alternation, the longest first within a first character.

    Words are grouped by their first character, so that the matcher tries a handful of branches at a place, not all.
    """
    return "|".join(_group(first, rests) for first, rests in _by_first_character(listed).items())


def at_one_place(listed: tuple[str, ...]) -> str:
    """Write what ``alternation`` finds, of words that begin with very many characters, for matching at one place.

    The first characters are parted into a few sets, each asked for once: a matcher that goes through two hundred
    branches one after the other takes twice as long. For searching it is slow, since no set stands at its head.
    """
    # Characters that begin many words begin many clauses, too.
    groups = sorted(_by_first_character(listed).items(), key=lambda group: -len(group[1]))
    size = -(-len(groups) // SETS)
    parts = [groups[at : at + size] for at in range(0, len(groups), size)]
    return "|".join(
        f"(?=[{''.join(first for first, _ in part)}])(?:{'|'.join(_group(first, rests) for first, rests in part)})"
        for part in parts
    )


SETS = 4


def _by_first_character(listed: tuple[str, ...]) -> dict[str, list[str]]:
    """What stands behind each first character, the longest first."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(listed), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(word[1:])
    return groups


def by_two_characters(listed: tuple[str, ...]) -> str:
    """Write what ``alternation`` finds, of words that begin with many characters, for looking through long texts.

    One set and a look at the character after it rule nearly every place out before a branch is tried. No word may be
    a single character.
    """
    tails: dict[str, dict[str, set[str]]] = {}
    for word in listed:
        tails.setdefault(word[1], {}).setdefault(word[2:], set()).add(word[0])
    branches = (
        f"{second}(?:{'|'.join(_behind(second + tail, tail, found[tail]) for tail in sorted(found, key=len)[::-1])})"
        for second, found in sorted(tails.items())
    )
    firsts = "".join(sorted({word[0] for word in listed}))
    return f"[{firsts}](?=[{''.join(sorted(tails))}])(?:{'|'.join(branches)})"


def _behind(rest: str, tail: str, firsts: set[str]) -> str:
    return f"{tail}(?<=[{''.join(sorted(firsts))}]{rest})"


def _group(first: str, rests: list[str]) -> str:
    if len(rests) == 1:
        return re.escape(first + rests[0])
    return re.escape(first) + "(?:" + "|".join(re.escape(rest) for rest in rests) + ")"
