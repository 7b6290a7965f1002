"""The grade with which a matter is closed (rule LA10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from luoshi.domain.supervision.terms import ClosingGrade, StepKind
from luoshi.foundation.plain_values import Fault, PlainTable

_HARDNESS = {kind: place for place, kind in enumerate(StepKind)}
_COUNTED = frozenset(StepKind) - {StepKind.CLOSING, StepKind.ORDER, StepKind.REMINDER}


@dataclass(frozen=True, slots=True)
class GradeLimits:
    """What a grade bears at most. ``hardest``: the hardest step, None: no step beyond reminder and order."""

    most_days_late: int
    hardest: StepKind | None
    most_sent_back: int


GradeScale = Mapping[ClosingGrade, GradeLimits]

OUR_SCALE: GradeScale = MappingProxyType(
    {
        ClosingGrade.EXCELLENT: GradeLimits(0, None, 0),
        ClosingGrade.GOOD: GradeLimits(0, StepKind.CHASE, 1),
        ClosingGrade.PASSED: GradeLimits(30, StepKind.BULLETIN, 3),
    }
)
"""The product's own: the four grades are published, their limits are not."""


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """How a matter went, over all of its rounds. ``days_late``: completion after the judging deadline, 0 if none."""

    days_late: int
    steps: tuple[StepKind, ...] = ()
    sent_back_times: int = 0


@dataclass(frozen=True, slots=True)
class ProposedGrade:
    """A grade with the figures that led to it."""

    grade: ClosingGrade
    chinese: str
    english: str


def proposed_grade(facts: ClosingFacts, scale: GradeScale = OUR_SCALE) -> ProposedGrade:
    """Propose the best grade whose limits all hold, else 不合格 (LA10)."""
    hardest = max((kind for kind in facts.steps if kind in _COUNTED), key=_HARDNESS.__getitem__, default=None)
    late = max(facts.days_late, 0)
    grade = next(
        (
            grade
            for grade in ClosingGrade
            if grade in scale and _holds(scale[grade], late, hardest, facts.sent_back_times)
        ),
        ClosingGrade.FAILED,
    )
    step_zh, step_en = (
        ("无督办措施", "no step") if hardest is None else (f"最重措施为{hardest.chinese}", hardest.english.lower())
    )
    late_zh, late_en = (f"逾期{late}天", f"{late} days late") if late else ("按期", "in time")
    back_zh, back_en = f"退回{facts.sent_back_times}次", f"sent back {facts.sent_back_times} times"
    return ProposedGrade(
        grade,
        f"{late_zh}办结，{step_zh}，{back_zh}，建议评为{grade.chinese}。",
        f"Closed {late_en}, hardest step: {step_en}, {back_en}: {grade.english.lower()} is proposed.",
    )


def read_scale(plain: object) -> tuple[GradeScale, list[Fault]]:
    """Read limits of grades from plain values, each fault at its place (LA10); a better grade bears no more."""
    faults: list[Fault] = []
    table = PlainTable(plain, "", faults)
    scale: dict[ClosingGrade, GradeLimits] = {}
    for grade in ClosingGrade:
        row = table.table(grade.value) if grade is not ClosingGrade.FAILED else None
        if row is None:
            continue
        limits = GradeLimits(
            row.whole("most_days_late", 0, most=3660),
            row.choice("hardest", StepKind) if row.has("hardest") else None,
            row.whole("most_sent_back", 0, most=100),
        )
        row.close()
        if scale and not _bears_no_more(list(scale.values())[-1], limits):
            row.fault("", "限度不得严于更高等次。", "The limits must not be stricter than a better grade's.")
        scale[grade] = limits
    table.close()
    return MappingProxyType(scale), faults


def scale_as_plain(scale: GradeScale) -> dict[str, Any]:
    """Write limits of grades as plain values that ``read_scale`` reads back."""
    return {
        grade.value: {"most_days_late": limits.most_days_late, "most_sent_back": limits.most_sent_back}
        | ({} if limits.hardest is None else {"hardest": limits.hardest.value})
        for grade, limits in scale.items()
    }


def _holds(limits: GradeLimits, days_late: int, hardest: StepKind | None, sent_back: int) -> bool:
    return (
        days_late <= limits.most_days_late
        and sent_back <= limits.most_sent_back
        and _rank(hardest) <= _rank(limits.hardest)
    )


def _bears_no_more(better: GradeLimits, worse: GradeLimits) -> bool:
    return (
        better.most_days_late <= worse.most_days_late
        and better.most_sent_back <= worse.most_sent_back
        and _rank(better.hardest) <= _rank(worse.hardest)
    )


def _rank(kind: StepKind | None) -> int:
    return -1 if kind is None else _HARDNESS[kind]
