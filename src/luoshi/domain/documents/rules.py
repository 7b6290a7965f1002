"""Verdicts on findings (docs/rules/findings.md), pure: decisions, merging, splitting, deadlines, titles, names."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from luoshi.domain.documents.terms import CommitmentLevel, FindingKind, FindingState, PassageRelation, SecondReading
from luoshi.domain.organizations.terms import Role
from luoshi_archive.lineage import mark_of, marks_of, normalised, relation_between

MAX_UPLOAD_BYTES = 50 * 1024 * 1024
MAX_SOURCE_CHARACTERS = 2_000_000
"""Longest text that the reading page still opens in a few seconds; the longest plans have some 100,000 (rule F10)."""

MERGE_GAP_CHARACTERS = 200
"""Two findings farther apart than a long sentence are two things (rule F6)."""

TITLE_CHARACTERS = 60
"""A task's title fits on two lines of the task table at 1440 pixels (rule F9)."""

STALE_READING_SECONDS = 90
"""A reading without a sign of life for this long was interrupted; a 1 MB document is read in a few seconds."""

SECOND_OPINION_WITHIN = timedelta(minutes=30)
"""An answer that has not come by then is taken for lost (rule F15)."""

FILE_NAME_CHARACTERS = 120

OFFICE = (Role.OFFICER,)
VIEWING = (*OFFICE, Role.ADMINISTRATOR, Role.LEADER, Role.READER)
"""Who looks into a jurisdiction's documents, where the post reaches the whole of it (F1)."""

DECIDABLE_KINDS = frozenset({FindingKind.FORMULATION, FindingKind.TARGET, FindingKind.COMMITMENT})

_PAUSES = "，；。、！？,;"
_LEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+(?:是|要)|第?[一二三四五六七八九十]+[、，]|[（(]?[0-9一二三四五六七八九十]+[）).、]|会议(?:强调|要求|指出|提出|决定)[，：,:]?|同时[，,]|此外[，,])?"
    r"(?:我们)?(?:必须|一定)?(?:要(?![闻求素点害件道领务职案员义强]))?(?:(?:坚决|切实|着力|进一步|继续|深入|大力|全力|扎实)(?=[^，。；]{6}))?"
)


_DAY = re.compile(r"(?:\d++[年月日号]?)++(?:底|末|初)?(?:之?前|以前|起)?")


def may_become(state: FindingState, wanted: FindingState) -> bool:
    """Tell whether a decision leads there: decide only what is undecided, undo only what is decided (F2, F3)."""
    if wanted is FindingState.UNDECIDED:
        return state in {FindingState.ACCEPTED, FindingState.REJECTED}
    return state is FindingState.UNDECIDED


@dataclass(frozen=True, slots=True)
class Passage:
    """A half-open stretch of the source, in code points."""

    start: int
    end: int


def merged_passage(passages: Sequence[Passage]) -> Passage:
    """Give the passage from the first start to the last end (F6)."""
    return Passage(min(p.start for p in passages), max(p.end for p in passages))


def gap_between(first: Passage, second: Passage) -> int:
    """Count the characters between two passages; 0 where they touch or overlap."""
    return max(second.start - first.end, 0)


# Where a finding stands.
_OF_THE_FIRST = frozenset(("headings",))
# A deadline, its words and how it came about: true of one another only.
_OF_ONE_DEADLINE = ("deadline", "deadline_text", "deadline_basis", "deadline_from")


def merged_fields(all_fields: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Join the fields of findings that become one (F6).

    Actionable where one is; lists are united in order; the deadline is whole that of the first that gives a day, else
    words; of everything else the first that says something counts.
    """
    merged: dict[str, Any] = {}
    for fields in all_fields:
        for name, value in fields.items():
            present = merged.get(name)
            if name in _OF_THE_FIRST and name in merged:
                continue
            if isinstance(value, list) and isinstance(present, list):
                merged[name] = [*present, *(item for item in value if item not in present)]
            elif present in (None, "", []):
                merged[name] = value
    due = next((f for told in _OF_ONE_DEADLINE[:2] for f in all_fields if f.get(told)), None)
    if due is not None:
        merged |= {name: due.get(name) for name in _OF_ONE_DEADLINE if name in merged}
    if any(fields.get("level") == CommitmentLevel.ACTIONABLE for fields in all_fields):
        merged["level"] = CommitmentLevel.ACTIONABLE.value
    return merged


def split_places(quote: str) -> list[int]:
    """Give the places in a quote where it may be split: after a pause, words on both sides (F7)."""
    return [
        place
        for place in range(1, len(quote))
        if quote[place - 1] in _PAUSES and quote[place:].strip(_PAUSES + " ") and quote[:place].strip(_PAUSES + " ")
    ]


def is_split_place(quote: str, place: int) -> bool:
    """Tell whether words stand on both sides of the place (F7)."""
    return 0 < place < len(quote) and bool(quote[:place].strip()) and bool(quote[place:].strip())


def last_day_of(deadline: str | None) -> date | None:
    """Give the last day of a written deadline: of the year for ``2026``, of the month for ``2026-06`` (F8).

    None where nothing is written. Raises ValueError for anything else.
    """
    if not deadline:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", deadline.strip())
    if not match:
        raise ValueError(deadline)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return date(year, 12, 31)
    return date(year, month, day or monthrange(year, month)[1])


def suggested_title(quote: str) -> str:
    """Shorten a quote into a task's title: leading numbering and auxiliaries gone, cut at a pause (F9)."""
    words = " ".join(quote.split()).strip(_PAUSES + "：: ")
    short = _LEADING.sub("", words, count=1).strip(_PAUSES + "：: ") or words
    if len(short) <= TITLE_CHARACTERS:
        return short
    pauses = [i for i in range(12, TITLE_CHARACTERS) if short[i] in _PAUSES]
    return short[: pauses[-1]] if pauses else short[: TITLE_CHARACTERS - 1] + "…"


def inside(outer: Passage, passages: Iterable[Passage]) -> list[int]:
    """Give the indexes of the passages that lie whole inside the outer one."""
    return [i for i, p in enumerate(passages) if outer.start <= p.start and p.end <= outer.end]


def clean_file_name(name: str) -> str:
    """Give the last part of a name without path, control and direction characters, at most 120 characters long.

    Empty where nothing is left.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    kept = " ".join(kept.split()).strip(" .")
    if len(kept) <= FILE_NAME_CHARACTERS:
        return kept
    stem, dot, extension = kept.rpartition(".")
    if dot and len(extension) <= 8:
        return stem[: FILE_NAME_CHARACTERS - len(extension) - 1] + "." + extension
    return kept[:FILE_NAME_CHARACTERS]


def stored_extension(name: str) -> str:
    """Give the extension a stored file keeps, with its dot: a known short one, else none."""
    match = re.search(r"\.([A-Za-z0-9]{1,8})$", name)
    return "." + match.group(1).lower() if match else ""


def name_for_pasted_text(text: str) -> str:
    """Name a pasted text after its first line that holds words, without the marks that stand round them."""
    for line in text[:_PASTED_SAMPLE].splitlines():
        words = _ROUND_WORDS.sub("", _TAGS.sub("", line)).replace("/", "／").replace("\\", "＼")
        if _WORD.search(words):
            return (clean_file_name(words[:40]) or "text") + ".txt"
    return "text.txt"


_PASTED_SAMPLE = 20_000
_TAGS = re.compile(r"<[^<>]{1,200}>")
# > of a quoted letter, # and ** of Markdown, ???? for an indent.
_ROUND_WORDS = re.compile(r"\A[\s>#*•·|?=_~`\"'-]+(?:title:\s+)?|\Atitle:\s+|\*\*|[\s#*|=_~`\"']+\Z")
_WORD = re.compile(r"\w")


def nearest_occurrence(text: str, words: str, place: int) -> int | None:
    """Give where the words stand in the text nearest to a place; None where they do not."""
    best: int | None = None
    found = text.find(words)
    while found != -1:
        if best is None or abs(found - place) < abs(best - place):
            best = found
        elif found > place:
            break
        found = text.find(words, found + 1)
    return best


def marks_for(kind: str, quote: str, fields: Mapping[str, Any]) -> list[int]:
    """Give the marks of a finding: sampled from a commitment's words, one for a whole formulation, else none (L2)."""
    if kind == FindingKind.COMMITMENT:
        return marks_of(quote) if marks_of(_DAY.sub("", quote)) else []
    if kind == FindingKind.FORMULATION:
        return formulation_marks(str(fields.get("text") or quote))
    return []


def formulation_marks(text: str) -> list[int]:
    """Give the one mark of a formulation, whatever its quotation marks and width; none where no letter is left (L5)."""
    bare = normalised(text)
    return [mark_of(bare)] if bare else []


@dataclass(frozen=True, slots=True)
class PassageLikeness:
    """How alike two passages are, 0–100, and what the one makes of the other."""

    relation: PassageRelation
    percent: int


def likeness_of(passage: str, other: str) -> PassageLikeness | None:
    """Compare the words of two passages closely (L3); None where they are two different things."""
    found = relation_between(normalised(passage), normalised(other))
    return PassageLikeness(PassageRelation(found[1].value), round(100 * found[0])) if found else None


def second_reading_waits(noted: Mapping[str, Any] | None, now: datetime) -> bool:
    """Tell whether a second reading's answer is still to come (F15). ``noted``: what the document says of it."""
    if not noted or noted.get("state") != SecondReading.ASKED:
        return False
    return now - datetime.fromisoformat(str(noted["asked_at"])) < SECOND_OPINION_WITHIN
