"""Where letters that are rare in a text stand, and what begins with one of them.

``str.find`` passes over a character in a twentieth of the time in which ``re`` looks whether it is one of a set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def standing(text: str, letters: str) -> list[int]:
    """Return in order where any of the letters stands."""
    found: list[int] = []
    for letter in letters:
        at = text.find(letter)
        while at >= 0:
            found.append(at)
            at = text.find(letter, at + 1)
    if len(letters) > 1:
        found.sort()
    return found


def lines_at(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield in order where the lines begin and end that hold any of these places, which are in order."""
    end = -1
    for at in places:
        if at > end:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            end = end if end >= 0 else len(text)
            yield start, end


def lines_with(words: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    """Return in order where the lines begin and end that hold any of the words."""
    found: set[tuple[int, int]] = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            if end < 0:
                end = len(text)
            found.add((start, end))
            at = text.find(word, end)
    return sorted(found)


def may_stand(listed: tuple[str, ...], text: str) -> bool:
    """Whether one of the words stands in a text; most are ruled out by their first or last letter."""
    stands = False
    for word in listed:  # any(…) takes twice as long
        if stands := word[0] in text and word[-1] in text and word in text:
            break
    return stands


def beginning_with(letters: str, expression: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what ``expression.finditer(text)`` does, for one that matches only where one of the letters stands."""
    done = 0
    for at in standing(text, letters):
        if at >= done and (match := expression.match(text, at)):
            done = match.end()
            yield match
