"""Calls of a higher level and the projects that answer them (docs/rules/reserve.md, OP1–OP6; 对号入座)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from luoshi.domain.projects.errors.reserve import CriterionUnfit
from luoshi.domain.projects.rules.stages import STARTED_STAGES
from luoshi.domain.projects.terms import (
    ApplicationDeed,
    ApplicationState,
    ApprovalKind,
    BuildKind,
    CriterionComparator,
    CriterionField,
    FundCategory,
    InvestorType,
    Level,
    LifecycleStage,
)
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term

_F, _C = CriterionField, CriterionComparator
CHOICE, CHOICES, NUMBER, DAY, CODE = "choice", "choices", "number", "day", "code"
YES, NO = "yes", "no"
MOST_CRITERIA = 20
NEARLY_PART = 3  # a project nearly fits when it lacks no more than one demand in so many (OP3)

COMPARATORS: Mapping[CriterionField, tuple[CriterionComparator, ...]] = MappingProxyType(
    {
        **dict.fromkeys((_F.SECTOR, _F.STAGE, _F.LEVEL, _F.INVESTOR, _F.BUILD_KIND), (_C.IS, _C.IS_NOT)),
        **dict.fromkeys((_F.TOTAL, _F.FUNDS_GAP), (_C.AT_LEAST, _C.AT_MOST)),
        **dict.fromkeys((_F.APPROVAL, _F.FUND, _F.GOAL), (_C.HAS, _C.HAS_NOT)),
        _F.DIVISION: (_C.BEGINS,),
        _F.IS_STARTED: (_C.IS,),
        _F.PLANNED_START: (_C.BY, _C.FROM),
    }
)
"""Which comparisons make sense for a field (OP1)."""

TERMS: Mapping[CriterionField, type[Term]] = MappingProxyType(
    {
        _F.STAGE: LifecycleStage,
        _F.LEVEL: Level,
        _F.INVESTOR: InvestorType,
        _F.BUILD_KIND: BuildKind,
        _F.APPROVAL: ApprovalKind,
        _F.FUND: FundCategory,
    }
)
KEYED = frozenset({_F.SECTOR, _F.GOAL})
"""Fields whose value is the key of a row of the jurisdiction's own."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition. ``value``: a term's value, a key, a number in 万元, a code, a day, or yes and no."""

    field: CriterionField
    comparator: CriterionComparator
    value: str

    def stored(self) -> dict[str, str]:
        """Give the JSON form."""
        return {"field": self.field.value, "comparator": self.comparator.value, "value": self.value}

    @staticmethod
    def read(stored: Mapping[str, str]) -> Criterion:
        """Read the JSON form; raises ValueError for what is in no list or no value of its field (OP1)."""
        made = Criterion(_F(stored["field"]), _C(stored["comparator"]), str(stored["value"]).strip())
        if made.comparator not in COMPARATORS[made.field]:
            raise ValueError(made.comparator)
        _check_value(made)
        return made


def _check_value(made: Criterion) -> None:
    if made.field in TERMS:
        TERMS[made.field](made.value)
    elif made.field in KEYED:
        int(made.value)
    elif made.field in {_F.TOTAL, _F.FUNDS_GAP}:
        if not Decimal(made.value).is_finite():
            raise ValueError(made.value)
    elif made.field is _F.PLANNED_START:
        date.fromisoformat(made.value)
    else:
        pattern = f"{YES}|{NO}" if made.field is _F.IS_STARTED else "[0-9]{2,12}"
        if not re.fullmatch(pattern, made.value):
            raise ValueError(made.value)


def read_criteria(rows: Sequence[Mapping[str, str]]) -> tuple[list[Criterion], list[Refusal]]:
    """Read conditions as they were filled in; rows without field and value are left out, faults named by row (OP1)."""
    found: list[Criterion] = []
    problems: list[Refusal] = []
    for number, row in enumerate(rows, start=1):
        if not row.get("field") and not row.get("value"):
            continue
        try:
            criterion = Criterion.read(row)
        except (ValueError, KeyError, InvalidOperation):
            problems.append(_unfit(number, row))
            continue
        if criterion not in found:
            found.append(criterion)
    if len(found) > MOST_CRITERIA:
        problems.append(
            CriterionUnfit(row=MOST_CRITERIA + 1, why_zh="条件过多。", why_en="there are too many conditions.")
        )
    return found, problems


def _unfit(number: int, row: Mapping[str, str]) -> CriterionUnfit:
    name = row.get("field", "")
    if name not in set(_F):
        return CriterionUnfit(row=number, why_zh="请选择条件项。", why_en="choose what it looks at.")
    if row.get("comparator") not in COMPARATORS[_F(name)]:
        zh = "、".join(c.label("zh-hans") for c in COMPARATORS[_F(name)])
        en = ", ".join(c.label("en") for c in COMPARATORS[_F(name)])
        return CriterionUnfit(row=number, why_zh=f"请选择比较方式：{zh}。", why_en=f"choose one of: {en}.")
    return CriterionUnfit(row=number, why_zh="请填写合适的值。", why_en="give a value that fits.")


@dataclass(frozen=True, slots=True)
class MatchFacts:
    """What conditions look at of one project. Empty means that nobody has filled it in."""

    stage: str
    sector: int | None = None
    level: str = ""
    investor: str = ""
    build_kind: str = ""
    total_wan_yuan: Decimal | None = None
    funds_planned_wan_yuan: Decimal = Decimal(0)
    approvals: frozenset[str] = frozenset()  # granted
    funds: frozenset[str] = frozenset()  # categories with money planned
    goals: frozenset[int] = frozenset()
    division: str = ""
    planned_start: date | None = None

    @property
    def is_started(self) -> bool:
        """Whether construction has begun."""
        return self.stage in STARTED_STAGES


@dataclass(frozen=True, slots=True)
class Verdict:
    """One demand of a call against one project: alternatives, whether one is met, and what the project shows.

    ``actual`` is a stored value or text; "" where nothing is filled in.
    """

    demanded: tuple[Criterion, ...]
    is_met: bool
    actual: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How a project answers a call, demand by demand."""

    verdicts: tuple[Verdict, ...]

    @property
    def lacks(self) -> tuple[Verdict, ...]:
        """The demands that are not met."""
        return tuple(verdict for verdict in self.verdicts if not verdict.is_met)

    @property
    def is_fit(self) -> bool:
        """Whether every demand is met."""
        return not self.lacks

    @property
    def is_near(self) -> bool:
        """Whether it nearly fits (OP3)."""
        return 0 < len(self.lacks) <= most_lacks(len(self.verdicts))


def most_lacks(demands: int) -> int:
    """Give how many demands a nearly fitting project may lack: one where others are met, a third of many (OP3)."""
    return max(1, demands // NEARLY_PART) if demands > 1 else 0


def demands_of(criteria: Iterable[Criterion]) -> tuple[tuple[Criterion, ...], ...]:
    """Put alternatives together: “is” and “begins with” of one field are one demand; all others stand alone (OP2)."""
    groups: dict[object, list[Criterion]] = {}
    for criterion in criteria:
        alone = criterion.comparator not in {_C.IS, _C.BEGINS}
        groups.setdefault(criterion if alone else (criterion.field, criterion.comparator), []).append(criterion)
    return tuple(tuple(group) for group in groups.values())


def fit_of(demands: Sequence[Sequence[Criterion]], facts: MatchFacts) -> Fit:
    """Judge a project against the demands of a call, with what it shows for each (OP2)."""
    return Fit(
        tuple(
            Verdict(tuple(group), any(_is_met(one, facts) for one in group), _actual(group[0], facts))
            for group in demands
        )
    )


_VALUES: Mapping[CriterionField, Callable[[MatchFacts], object]] = MappingProxyType(
    {
        _F.SECTOR: lambda f: f.sector,
        _F.STAGE: lambda f: f.stage,
        _F.LEVEL: lambda f: f.level,
        _F.INVESTOR: lambda f: f.investor,
        _F.BUILD_KIND: lambda f: f.build_kind,
        _F.TOTAL: lambda f: f.total_wan_yuan,
        _F.FUNDS_GAP: lambda f: (
            None if f.total_wan_yuan is None else max(f.total_wan_yuan - f.funds_planned_wan_yuan, Decimal(0))
        ),
        _F.APPROVAL: lambda f: f.approvals,
        _F.FUND: lambda f: f.funds,
        _F.GOAL: lambda f: f.goals,
        _F.DIVISION: lambda f: f.division,
        _F.IS_STARTED: lambda f: f.is_started,
        _F.PLANNED_START: lambda f: f.planned_start,
    }
)


def _is_met(criterion: Criterion, facts: MatchFacts) -> bool:
    """Tell whether one condition is met; what is not filled in meets nothing but “is not” and “has not”."""
    value, wanted = _VALUES[criterion.field](facts), criterion.value
    comparator = criterion.comparator
    if isinstance(value, frozenset):
        has = wanted in {str(item) for item in value}
        return has if comparator is _C.HAS else not has
    if comparator is _C.IS_NOT:
        return str(value) != wanted
    if value is None or value == "":
        return False
    if isinstance(value, bool):
        return value is (wanted == YES)
    if isinstance(value, Decimal):
        return value >= Decimal(wanted) if comparator is _C.AT_LEAST else value <= Decimal(wanted)
    if isinstance(value, date):
        day = date.fromisoformat(wanted)
        return value <= day if comparator is _C.BY else value >= day
    return str(value).startswith(wanted) if comparator is _C.BEGINS else str(value) == wanted


def _actual(criterion: Criterion, facts: MatchFacts) -> str:
    value = _VALUES[criterion.field](facts)
    if isinstance(value, frozenset):
        return ",".join(sorted(str(item) for item in value))
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


APPLICATION_STEPS: Mapping[tuple[ApplicationState, ApplicationDeed], ApplicationState] = MappingProxyType(
    {
        (ApplicationState.PREPARING, ApplicationDeed.SUBMIT): ApplicationState.SUBMITTED,
        (ApplicationState.SUBMITTED, ApplicationDeed.TAKE_BACK): ApplicationState.PREPARING,
        (ApplicationState.SUBMITTED, ApplicationDeed.APPROVE): ApplicationState.APPROVED,
        (ApplicationState.SUBMITTED, ApplicationDeed.REFUSE): ApplicationState.REFUSED,
        (ApplicationState.APPROVED, ApplicationDeed.RECEIVE): ApplicationState.APPROVED,
        (ApplicationState.FUNDED, ApplicationDeed.RECEIVE): ApplicationState.FUNDED,
    }
)
"""Which deed leads where (OP6); money that reaches what was granted makes an approved application a funded one."""
OFFICE_DEEDS = frozenset({ApplicationDeed.APPROVE, ApplicationDeed.REFUSE, ApplicationDeed.RECEIVE})


def state_after_money(received: Decimal, granted: Decimal) -> ApplicationState:
    """Give an application's state after money came in: funded once all that was granted is there (OP6)."""
    return ApplicationState.FUNDED if received >= granted else ApplicationState.APPROVED
