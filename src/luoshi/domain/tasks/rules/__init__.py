"""The rules of tasks (docs/rules/tasks.md): steps, lateness, what a form may hold. Pure: values in, verdict out.

What belongs to one instrument stands in ``instruments``, what belongs to annual plans in ``plans``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum, auto
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from luoshi.domain.tasks import errors
from luoshi.domain.tasks.terms import Comparator, Deed, Lateness, Missing, TaskState
from luoshi.foundation.refusals import Refusal

DUE_SOON_DAYS = 7
MAX_ATTACHMENTS = 10
MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024
ATTACHMENT_TYPES = (
    "pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx",
    "txt", "csv", "jpg", "jpeg", "png", "zip", "rar", "7z",
)  # fmt: skip
SIMILAR_FROM = 60.0  # likeness 0–100; tests/domain/tasks/test_similar.py holds pairs on both sides of it


class Who(Enum):
    """Whose deed a deed is (T3)."""

    OFFICE = auto()  # officers whose jurisdiction reaches the task's
    LEAD_LEADER = auto()  # leaders of the lead unit or of a unit above it
    LEAD_UNIT = auto()  # reporters and leaders of the lead unit or of a unit above it
    SUPPORTING_UNIT = auto()  # reporters and leaders of a supporting unit or of a unit above it
    OFFICE_OR_LEAD_UNIT = auto()  # the office at any time, the lead unit once it has signed (IN7)


WHO: Mapping[Deed, Who] = MappingProxyType(
    {
        Deed.CREATE: Who.OFFICE,
        Deed.EDIT: Who.OFFICE,
        Deed.CITE: Who.OFFICE,
        Deed.COMPILE: Who.OFFICE,
        Deed.TAKE_OUT: Who.OFFICE,
        Deed.ISSUE: Who.OFFICE,
        Deed.SIGN: Who.LEAD_LEADER,
        Deed.RETURN: Who.LEAD_LEADER,
        Deed.REASSIGN: Who.OFFICE,
        Deed.REISSUE: Who.OFFICE,
        Deed.REPORT_PROGRESS: Who.LEAD_UNIT,
        Deed.REPORT_COMPLETION: Who.LEAD_UNIT,
        Deed.NOTE: Who.SUPPORTING_UNIT,
        Deed.VERIFY: Who.OFFICE,
        Deed.SEND_BACK: Who.OFFICE,
        Deed.WITHDRAW: Who.OFFICE,
        Deed.RESTORE: Who.OFFICE,
        Deed.REOPEN: Who.OFFICE,
        Deed.CARRY: Who.OFFICE,
        Deed.UNCITE: Who.OFFICE,
        Deed.PLAN_STEPS: Who.OFFICE_OR_LEAD_UNIT,
        Deed.FINISH_STEP: Who.OFFICE_OR_LEAD_UNIT,
        Deed.REOPEN_STEP: Who.OFFICE_OR_LEAD_UNIT,
        Deed.RECORD_STAGE: Who.OFFICE_OR_LEAD_UNIT,
        Deed.SET_MECHANISM: Who.OFFICE_OR_LEAD_UNIT,
        Deed.HOLD_MEETING: Who.OFFICE_OR_LEAD_UNIT,
        Deed.END_MECHANISM: Who.OFFICE_OR_LEAD_UNIT,
    }
)

_S = TaskState
STEPS: Mapping[tuple[TaskState, Deed], TaskState] = MappingProxyType(
    {
        (_S.DRAFT, Deed.EDIT): _S.DRAFT,
        (_S.DRAFT, Deed.CITE): _S.DRAFT,
        (_S.DRAFT, Deed.COMPILE): _S.DRAFT,
        (_S.DRAFT, Deed.TAKE_OUT): _S.DRAFT,
        (_S.DRAFT, Deed.ISSUE): _S.ISSUED,
        (_S.DRAFT, Deed.WITHDRAW): _S.WITHDRAWN,
        (_S.ISSUED, Deed.EDIT): _S.ISSUED,
        (_S.ISSUED, Deed.CITE): _S.ISSUED,
        (_S.ISSUED, Deed.SIGN): _S.HANDLING,
        (_S.ISSUED, Deed.RETURN): _S.RETURNED,
        (_S.ISSUED, Deed.REASSIGN): _S.ISSUED,
        (_S.ISSUED, Deed.WITHDRAW): _S.WITHDRAWN,
        (_S.RETURNED, Deed.EDIT): _S.RETURNED,
        (_S.RETURNED, Deed.CITE): _S.RETURNED,
        (_S.RETURNED, Deed.REASSIGN): _S.ISSUED,
        (_S.RETURNED, Deed.REISSUE): _S.ISSUED,
        (_S.RETURNED, Deed.WITHDRAW): _S.WITHDRAWN,
        (_S.HANDLING, Deed.EDIT): _S.HANDLING,
        (_S.HANDLING, Deed.CITE): _S.HANDLING,
        (_S.HANDLING, Deed.REPORT_PROGRESS): _S.HANDLING,
        (_S.HANDLING, Deed.REPORT_COMPLETION): _S.COMPLETION_REPORTED,
        (_S.HANDLING, Deed.NOTE): _S.HANDLING,
        (_S.HANDLING, Deed.VERIFY): _S.HANDLING,
        (_S.HANDLING, Deed.SEND_BACK): _S.HANDLING,
        (_S.HANDLING, Deed.REASSIGN): _S.ISSUED,
        (_S.HANDLING, Deed.WITHDRAW): _S.WITHDRAWN,
        (_S.COMPLETION_REPORTED, Deed.CITE): _S.COMPLETION_REPORTED,
        (_S.COMPLETION_REPORTED, Deed.NOTE): _S.COMPLETION_REPORTED,
        (_S.COMPLETION_REPORTED, Deed.VERIFY): _S.CLOSED,
        (_S.COMPLETION_REPORTED, Deed.SEND_BACK): _S.HANDLING,
        (_S.CLOSED, Deed.REOPEN): _S.HANDLING,
        (_S.WITHDRAWN, Deed.RESTORE): _S.DRAFT,
        (_S.DRAFT, Deed.UNCITE): _S.DRAFT,
        (_S.CLOSED, Deed.RECORD_STAGE): _S.CLOSED,
    }
    | {(s, Deed.CARRY): _S.CARRIED for s in (_S.DRAFT, _S.ISSUED, _S.RETURNED, _S.HANDLING)}
    | {
        (s, deed): s
        for s in (_S.DRAFT, _S.ISSUED, _S.RETURNED, _S.HANDLING)
        for deed in (Deed.PLAN_STEPS, Deed.SET_MECHANISM)
    }
    | {
        (_S.HANDLING, deed): _S.HANDLING
        for deed in (Deed.FINISH_STEP, Deed.REOPEN_STEP, Deed.RECORD_STAGE, Deed.HOLD_MEETING, Deed.END_MECHANISM)
    }
)

RUNNING = frozenset({_S.ISSUED, _S.RETURNED, _S.HANDLING})  # the deadline's clock runs (T9)
OPEN = RUNNING | {_S.COMPLETION_REPORTED}
UNFINISHED = OPEN | {_S.DRAFT}  # what a plan still holds at year's end (AP6)
ENDED = frozenset({_S.CLOSED, _S.WITHDRAWN, _S.CARRIED})


def step_is_open(state: str, deed: Deed, issued_at: datetime | None) -> bool:
    """Tell whether the state allows the deed; only what was never issued can be restored (T2)."""
    return (TaskState(state), deed) in STEPS and not (deed is Deed.RESTORE and issued_at is not None)


def state_after(state: TaskState, deed: Deed) -> TaskState | None:
    """Give the state a deed leads to, None where the deed is not open (T2)."""
    return STEPS.get((state, deed))


def lateness_of(state: TaskState, deadline: date | None, today: date, reported_on: date | None) -> Lateness | None:
    """Judge a task against its deadline (T9); None where there is none or the clock never ran.

    ``reported_on`` is the day of the last report: a reported completion is judged by the day it was reported.
    """
    if deadline is None:
        return None
    if state is TaskState.CLOSED:
        return Lateness.DONE_LATE if reported_on is not None and reported_on > deadline else Lateness.DONE_IN_TIME
    if state is TaskState.COMPLETION_REPORTED:
        return Lateness.LATE if reported_on is not None and reported_on > deadline else Lateness.IN_TIME
    if state not in RUNNING:
        return None
    if today > deadline:
        return Lateness.LATE
    return Lateness.DUE_SOON if deadline - today <= timedelta(days=DUE_SOON_DAYS) else Lateness.IN_TIME


def number_text(year: int, number: int) -> str:
    """Say a task's number as people do: 2026-0031 (T4)."""
    return f"{year}-{number:04d}"


def folded(text: str) -> str:
    """Fold width and case and drop white space, so that a search finds what looks the same (T13)."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def bigrams(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring characters of a folded text, punctuation aside."""
    letters = "".join(c for c in folded(text) if c.isalnum())
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def likeness(one: str, other: str) -> float:
    """Tell how much of the shorter text's pairs of characters the other holds, 0–100 (T4).

    Texts of fewer than four pairs say too little and are alike only when equal.
    """
    pairs, others = sorted((bigrams(one), bigrams(other)), key=len)
    if len(pairs) < 4:
        return 100.0 if pairs == others and pairs else 0.0
    return 100.0 * len(pairs & others) / len(pairs)


_DATE_WORDS = re.compile(
    r"(?:(?:\d+|[一二三四五六七八九十]+)[年月日号]|[今明当本][年月]|[上下]半年|[一二三四]季度|年|月|底|末|初|之?前|以前)+"
)
_FULFILMENT = re.compile(r"务必|确保|力争|必须|全部|全面|按期|按时|如期|完成|到位|[要在于到并须应]")


def is_bare_deadline(text: str) -> bool:
    """Tell whether a clause says only by when, not what: 确保2026年6月底前完成 (T4)."""
    without = _DATE_WORDS.sub("", folded(text))
    return without != folded(text) and not bigrams(_FULFILMENT.sub("", without))


@dataclass(frozen=True, slots=True)
class CitationDraft:
    """A passage to cite: half-open code points of the document's source, and its repaired words."""

    document_id: int
    start: int
    end: int
    quote: str
    finding_id: int | None = None


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """A unit as the rules see it."""

    pk: int
    name: str
    path: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class TaskText:
    """The words and figures of a task that a form holds."""

    title: str
    instrument: str
    measures: str = ""
    heading: str = ""
    deadline: date | None = None
    deadline_text: str = ""
    no_deadline_reason: str = ""
    indicator: str = ""
    comparator: str = ""
    target_value: Decimal | None = None
    target_unit: str = ""
    responsible_leader: str = ""
    responsible_person: str = ""


def tidied(text: TaskText) -> TaskText:
    """Drop control characters and outer white space; a title stands on one line."""
    words: dict[str, Any] = {n: _legal(v).strip() for n in TaskText.__slots__ if isinstance(v := getattr(text, n), str)}
    return replace(text, **words | {"title": " ".join(words["title"].split())})


def _legal(text: str) -> str:
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


# Column widths with the words the form uses.
LIMITS: Mapping[str, tuple[int, str, str]] = MappingProxyType(
    {
        "title": (300, "任务内容", "Task"),
        "measures": (4000, "具体措施", "Concrete measures"),
        "heading": (300, "所属标题", "Heading"),
        "deadline_text": (120, "文件中的时限表述", "Deadline as the document says it"),
        "no_deadline_reason": (200, "不设时限的理由", "Why there is no deadline"),
        "indicator": (120, "指标", "Indicator"),
        "target_unit": (20, "计量单位", "Unit of measure"),
        "responsible_leader": (60, "责任领导", "Responsible leader"),
        "responsible_person": (60, "责任人", "Responsible person"),
    }
)


def problems_in_text(text: TaskText) -> list[Refusal]:
    """Name everything wrong with a task's words and figures (T4); empty where all is well."""
    problems: list[Refusal] = []
    if not text.title.strip():
        problems.append(errors.TitleMissing())
    for name, (limit, chinese, english) in LIMITS.items():
        length = len(getattr(text, name))
        if length > limit:
            problems.append(
                errors.TextTooLong(name=name, label_zh=chinese, label_en=english, limit=limit, length=length)
            )
    if text.target_value is not None and (not text.indicator.strip() or text.comparator not in set(Comparator)):
        problems.append(errors.TargetIncomplete())
    return problems


def problems_with_units(
    jurisdiction: UnitPlace, lead: UnitPlace | None, supporting: Iterable[UnitPlace]
) -> list[Refusal]:
    """Name everything wrong with the units of a task (T4); empty where all is well."""
    problems: list[Refusal] = []
    for unit in [*([lead] if lead else []), *supporting]:
        refusal: Refusal | None = None
        if not unit.path.startswith(jurisdiction.path):
            refusal = errors.UnitOutsideJurisdiction(unit=unit.name, jurisdiction=jurisdiction.name)
        elif not unit.is_active:
            refusal = errors.UnitInactive(unit=unit.name)
        if refusal is not None:
            if unit is not lead:
                refusal.field = "supporting_units"  # type: ignore[misc]
            problems.append(refusal)
    if lead is not None and any(unit.pk == lead.pk for unit in supporting):
        problems.append(errors.LeadAlsoSupports(unit=lead.name))
    return problems


def lacks_before_issue(
    *, has_lead_unit: bool, lead_is_active: bool, deadline: date | None, no_deadline_reason: str
) -> tuple[Missing, ...]:
    """Name what a task lacks before it can be issued (T5)."""
    lacks: list[Missing] = []
    if not has_lead_unit:
        lacks.append(Missing.LEAD_UNIT)
    elif not lead_is_active:
        lacks.append(Missing.ACTIVE_LEAD_UNIT)
    if deadline is None and not no_deadline_reason.strip():
        lacks.append(Missing.DEADLINE)
    return tuple(lacks)


def attachment_name(name: str) -> str:
    """Give a name that is safe to show and to save: no path, no control characters, at most 150 characters."""
    last = PurePath(name.replace("\\", "/")).name
    clean = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*').strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not dot:
        return clean[:150] or "file"
    return f"{stem[: 149 - len(ending)] or 'file'}.{ending}"


def problems_with_attachments(files: Sequence[tuple[str, int]]) -> list[Refusal]:
    """Name everything wrong with files given as name and size in bytes (T8)."""
    problems: list[Refusal] = []
    if len(files) > MAX_ATTACHMENTS:
        problems.append(errors.TooManyAttachments(limit=MAX_ATTACHMENTS, count=len(files)))
    for name, size in files:
        shown = attachment_name(name)
        if PurePath(shown).suffix.lower().lstrip(".") not in ATTACHMENT_TYPES:
            problems.append(errors.AttachmentTypeRefused(name=shown, allowed="、".join(ATTACHMENT_TYPES)))
        elif size == 0:
            problems.append(errors.AttachmentEmpty(name=shown))
        elif size > MAX_ATTACHMENT_BYTES:
            problems.append(
                errors.AttachmentTooLarge(
                    name=shown, size_mb=round(size / 1048576, 1), limit_mb=MAX_ATTACHMENT_BYTES // 1048576
                )
            )
    return problems


def locate(quote: str, source: str) -> tuple[int, int] | None:
    """Find a quote in a source whatever white space stands between its characters; None where it is not there."""
    letters = [re.escape(c) for c in quote if not c.isspace()]
    found = re.search(r"\s*".join(letters), source) if letters else None
    return found.span() if found else None
