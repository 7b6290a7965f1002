"""What of a second reader's answer counts: quotations that stand in the document, and nothing else (R88, R89)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from luoshi_reading.errors import NoSecondOpinion
from luoshi_reading.model import Finding

CHECKED = "commitment"
"""The kind of finding that is checked."""
MOST_ENTRIES = 200
QUOTE_LENGTHS = range(4, 401)
LONGEST_OWNER = 60
_SHOWN = 80
_LEVELS = ("actionable", "directive")


class Part(NamedTuple):
    """[start, end) of a repaired text that speaks from a year."""

    text: str
    start: int
    end: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Refused:
    """What the model said that counts for nothing, cut short, and why."""

    quote: str
    why: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """Findings that the model would add, findings of the reading that it doubts, and what of it was refused."""

    suggestions: tuple[Finding, ...] = ()
    doubts: tuple[Finding, ...] = ()
    refused: tuple[Refused, ...] = ()

    def joined(self, other: Opinion) -> Opinion:
        """Add the opinion on the next part."""
        return Opinion(self.suggestions + other.suggestions, self.doubts + other.doubts, self.refused + other.refused)


def grounded(answer: object, part: Part, found: Sequence[Finding]) -> Opinion:
    """Keep what is grounded in a part of the text; ``found`` was found there.

    Raises NoSecondOpinion where the answer has another form than was asked for.
    """
    if not isinstance(answer, dict):
        raise NoSecondOpinion("not_an_answer", "the second reader did not answer in the form asked for")
    refused: list[Refused] = []
    doubts: dict[int, Finding] = {}
    for entry in _entries(answer, "doubted"):
        quote = _quote(entry)
        doubted = next((f for f in found if f.quote == quote and f.start not in doubts), None)
        if doubted is None:
            refused.append(Refused(_shown(entry), "not_a_finding"))
        else:
            doubts[doubted.start] = doubted
    taken = {(f.start, f.end) for f in found}
    suggestions: list[Finding] = []
    for entry in _entries(answer, "missing"):
        suggestion = _suggestion(entry, part, taken)
        if isinstance(suggestion, str):
            refused.append(Refused(_shown(entry), suggestion))
        else:
            taken.add((suggestion.start, suggestion.end))
            suggestions.append(suggestion)
    suggestions.sort(key=lambda f: f.start)
    return Opinion(tuple(suggestions), tuple(doubts.values()), tuple(refused))


def _entries(answer: dict[Any, Any], name: str) -> Iterator[object]:
    listed = answer.get(name, [])
    if not isinstance(listed, list) or len(listed) > MOST_ENTRIES:
        raise NoSecondOpinion("not_an_answer", f"the second reader's “{name}” is no list of at most {MOST_ENTRIES}")
    yield from listed


def _quote(entry: object) -> str:
    quote = entry.get("quote") if isinstance(entry, dict) else None
    return quote if isinstance(quote, str) else ""


def _shown(entry: object) -> str:
    return "".join(c if c.isprintable() else " " for c in _quote(entry)[:_SHOWN])


def _suggestion(entry: object, part: Part, taken: set[tuple[int, int]]) -> Finding | str:
    """Make a finding of an entry, or say why it is none."""
    (text, start, end, year), quote = part, _quote(entry)
    fits = len(quote) in QUOTE_LENGTHS and "\n" not in quote and quote == quote.strip()
    if not isinstance(entry, dict) or not fits:
        return "no_quotation"
    at = text.find(quote, start, end)
    while at >= 0 and (at, at + len(quote)) in taken:
        at = text.find(quote, at + 1, end)
    if at < 0:
        return "found_already" if quote in text[start:end] else "not_in_the_document"
    level, owner = entry.get("level"), entry.get("owner")
    if level not in _LEVELS:
        return "no_level"
    if owner is not None and (
        not isinstance(owner, str) or not 1 < len(owner) <= LONGEST_OWNER or owner not in text[start:end]
    ):
        return "owner_not_in_the_document"
    # The day is read by our own rules: a model's arithmetic is grounded in nothing.
    from luoshi_reading.facts.deadlines.deadlines import (
        find_deadline,  # imports word lists, which asking alone does not want
    )

    deadline = find_deadline(quote, year)
    fields = {
        "level": level,
        "instrument": None,
        "owner": owner,
        "lead": [owner] if owner else [],
        "supporting": [],
        "deadline": deadline.value if deadline else None,
        "deadline_text": deadline.text if deadline else None,
        "deadline_basis": deadline.basis if deadline else None,
        "deadline_from": "own words" if deadline else None,
        "under": None,
    }
    return Finding(CHECKED, quote, at, at + len(quote), fields)
