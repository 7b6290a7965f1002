"""Factor needs (docs/rules/reserve.md, FN1–FN5): what a need must say, what is held up, what blocks coming starts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from luoshi.domain.projects.errors import DateAhead, FieldMissing, NotNegative, SumTooLarge, TextTooLong
from luoshi.domain.projects.errors.reserve import BlockerMissing, MeasureMissing, PaperMissing, SecuredShort
from luoshi.domain.projects.terms import FactorKind, FactorState
from luoshi.foundation.refusals import Refusal

PAPER_KINDS = frozenset(
    {
        FactorKind.LAND,
        FactorKind.FOREST,
        FactorKind.SEA,
        FactorKind.ENERGY,
        FactorKind.ENVIRONMENT,
        FactorKind.APPROVAL,
    }
)
"""Kinds that an authority grants by a numbered document (FN2)."""

WORDS = {
    "kind": ("要素类别", "Kind"),
    "quantity": ("需求数量", "Quantity needed"),
    "measured_in": ("计量单位", "Measured in"),
    "secured_quantity": ("已落实数量", "Quantity secured"),
    "authority": ("保障单位", "Authority"),
    "needed_by": ("需要时间", "Needed by"),
    "document_number": ("批复文号", "Document number"),
    "state": ("办理状态", "State"),
    "blocker": ("受阻原因", "What blocks it"),
    "secured_on": ("落实日期", "Secured on"),
}
LIMITS = {"measured_in": 20, "document_number": 60, "blocker": 300}
LARGEST = Decimal(10) ** 14


@dataclass(frozen=True, slots=True)
class FactorDraft:
    """A factor need as it was filled in."""

    kind: str
    quantity: Decimal | None = None
    measured_in: str = ""
    secured_quantity: Decimal | None = None
    authority_id: int | None = None
    needed_by: date | None = None
    document_number: str = ""
    state: str = FactorState.NOT_STARTED.value
    blocker: str = ""
    secured_on: date | None = None


def tidied_need(draft: FactorDraft, *, today: date) -> FactorDraft:
    """Trim the words; what is secured without a day was secured today, what is not has no such day (FN2)."""
    is_secured = draft.state == FactorState.SECURED
    return replace(
        draft,
        measured_in=" ".join(draft.measured_in.split()),
        document_number=" ".join(draft.document_number.split()),
        blocker=" ".join(draft.blocker.split()),
        secured_on=(draft.secured_on or today) if is_secured else None,
    )


def problems_in_need(draft: FactorDraft, *, today: date) -> list[Refusal]:
    """Name everything wrong with a tidied need, each at its field (FN1, FN2)."""
    problems: list[Refusal] = []

    def words(name: str) -> dict[str, str]:
        return {"at": name, "label_zh": WORDS[name][0], "label_en": WORDS[name][1]}

    for name, terms in (("kind", FactorKind), ("state", FactorState)):
        if getattr(draft, name) not in set(terms):
            problems.append(FieldMissing(**words(name)))
    for name, limit in LIMITS.items():
        if len(getattr(draft, name)) > limit:
            problems.append(TextTooLong(**words(name), limit=limit, length=len(getattr(draft, name))))
    for name in ("quantity", "secured_quantity"):
        value = getattr(draft, name)
        if value is not None and value < 0:
            problems.append(NotNegative(**words(name)))
        elif value is not None and value >= LARGEST:
            problems.append(SumTooLarge(**words(name)))
    if draft.quantity is not None and not draft.measured_in:
        problems.append(MeasureMissing())
    if draft.authority_id is None and draft.state != FactorState.NOT_STARTED:
        problems.append(FieldMissing(**words("authority")))
    if draft.state == FactorState.BLOCKED and not draft.blocker:
        problems.append(BlockerMissing())
    if draft.state == FactorState.SECURED:
        problems += _in_secured(draft, today)
    return problems


def _in_secured(draft: FactorDraft, today: date) -> list[Refusal]:
    problems: list[Refusal] = []
    if draft.kind in PAPER_KINDS and not draft.document_number:
        problems.append(PaperMissing(kind=FactorKind(draft.kind)))
    if draft.quantity is not None and draft.secured_quantity is not None and draft.secured_quantity < draft.quantity:
        problems.append(
            SecuredShort(secured=f"{draft.secured_quantity.normalize():f}", wanted=f"{draft.quantity.normalize():f}")
        )
    if draft.secured_on is not None and draft.secured_on > today:
        problems.append(
            DateAhead(
                at="secured_on",
                day=draft.secured_on.isoformat(),
                label_zh=WORDS["secured_on"][0],
                label_en=WORDS["secured_on"][1],
            )
        )
    return problems


def days_held_up(state: str, needed_by: date | None, today: date) -> int:
    """Give the days by which a need that is not secured is late; 0 while it is in time or has no day (FN3)."""
    if state == FactorState.SECURED or needed_by is None:
        return 0
    return max((today - needed_by).days, 0)


def next_quarter(today: date) -> tuple[date, date]:
    """Give the first and the last day of the quarter after that of a day (FN4)."""
    quarter = (today.month - 1) // 3 + 1
    year, quarter = (today.year + 1, 1) if quarter == 4 else (today.year, quarter + 1)
    return quarter_days(year, quarter)


def quarter_days(year: int, quarter: int) -> tuple[date, date]:
    """Give the first and the last day of a quarter, 1 to 4."""
    first = date(year, 3 * quarter - 2, 1)
    after = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)


def blocks_start(state: str, needed_by: date | None, planned_start: date | None, last: date) -> bool:
    """Tell whether a need keeps a project from starting by ``last`` (FN4).

    It does while it is not secured and is needed by the planned start; without a day it is needed for the start.
    """
    if state == FactorState.SECURED or planned_start is None or planned_start > last:
        return False
    return needed_by is None or needed_by <= max(planned_start, last)
