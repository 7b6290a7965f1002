"""Stages of a project's life and the gates before them (PJ5, PJ6). Gates are configuration; these are the defaults."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from luoshi.domain.projects.terms import ApprovalKind, ApprovalRoute, ApprovalState, GateNeed, LifecycleStage
from luoshi.foundation.shares import percent_text, share_of

_S = LifecycleStage

STAGE_ORDER = (_S.CONCEIVED, _S.PRELIMINARY, _S.BUILDING, _S.COMPLETED, _S.PRODUCING, _S.AT_DESIGN_EFFECT)
RESERVE_STAGES = (_S.CONCEIVED, _S.PRELIMINARY)
STARTED_STAGES = frozenset({_S.BUILDING, _S.COMPLETED, _S.PRODUCING, _S.AT_DESIGN_EFFECT})
FINISHED_STAGES = frozenset({_S.COMPLETED, _S.PRODUCING, _S.AT_DESIGN_EFFECT})


def next_stage(stage: LifecycleStage) -> LifecycleStage | None:
    """Give the stage that follows; None after the last and for what was stopped (PJ5)."""
    if stage is _S.STOPPED or stage is STAGE_ORDER[-1]:
        return None
    return STAGE_ORDER[STAGE_ORDER.index(stage) + 1]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a gate asks for. ``detail``: the approval's kind, or the share (0–1, as text) of funds in place."""

    need: GateNeed
    detail: str = ""

    def label(self, language: str) -> str:
        """Say what is asked for."""
        if self.need is GateNeed.APPROVAL:
            return ApprovalKind(self.detail).label(language)
        if self.need is GateNeed.FUNDS_IN_PLACE:
            words = "到位资金达到总投资的 {}" if language.startswith("zh") else "{} of the total in place"
            return words.format(percent_text(share_of(Decimal(self.detail), 1), 0))
        return self.need.label(language)

    def stored(self) -> dict[str, str]:
        """Give the JSON form."""
        return {"need": self.need.value, "detail": self.detail}

    @staticmethod
    def read(stored: Mapping[str, str]) -> Requirement:
        """Read the JSON form; raises ValueError for what is in no list."""
        need, detail = GateNeed(stored["need"]), stored.get("detail", "")
        if need is GateNeed.APPROVAL:
            ApprovalKind(detail)
        if need is GateNeed.FUNDS_IN_PLACE and not 0 < Decimal(detail) <= 1:
            raise ValueError(detail)
        return Requirement(need, detail)


def _approvals(*kinds: ApprovalKind) -> tuple[Requirement, ...]:
    return tuple(Requirement(GateNeed.APPROVAL, kind.value) for kind in kinds)


DEFAULT_GATES: Mapping[LifecycleStage, tuple[Requirement, ...]] = MappingProxyType(
    {
        _S.PRELIMINARY: (Requirement(GateNeed.SCALE), Requirement(GateNeed.SECTOR), Requirement(GateNeed.TOTAL)),
        _S.BUILDING: (
            Requirement(GateNeed.ROUTE),
            Requirement(GateNeed.SITE),
            *_approvals(ApprovalKind.EIA, ApprovalKind.CONSTRUCTION),
            Requirement(GateNeed.FUNDS_PLANNED),
            Requirement(GateNeed.ACTUAL_START),
        ),
        _S.COMPLETED: (Requirement(GateNeed.ACTUAL_FINISH),),
        _S.PRODUCING: _approvals(ApprovalKind.COMPLETION),
        _S.AT_DESIGN_EFFECT: (Requirement(GateNeed.CAPACITY),),
    }
)
"""What must be there before each stage, where a jurisdiction has set nothing of its own."""

# What shows that the state lets a project be built, by the way it is let (practice: 审批/核准/备案).
ROUTE_APPROVALS: Mapping[str, tuple[ApprovalKind, ...]] = MappingProxyType(
    {
        ApprovalRoute.APPROVAL.value: (ApprovalKind.FEASIBILITY, ApprovalKind.DESIGN),
        ApprovalRoute.CONFIRMATION.value: (ApprovalKind.CONFIRMATION,),
        ApprovalRoute.FILING.value: (ApprovalKind.FILING,),
    }
)


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What gates look at. ``approvals``: best state by kind; ``is_land_secured``: None where no land need is kept."""

    scale: str = ""
    has_sector: bool = False
    total_wan_yuan: Decimal | None = None
    planned_start: date | None = None
    planned_finish: date | None = None
    actual_start: date | None = None
    actual_finish: date | None = None
    new_capacity: str = ""
    approval_route: str = ""
    approvals: Mapping[str, str] = field(default_factory=dict)
    is_land_secured: bool | None = None
    funds_planned_wan_yuan: Decimal = Decimal(0)
    funds_in_place_wan_yuan: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing before a stage, and the part of the project's record where it is filled in."""

    requirement: Requirement
    place: str  # dossier, approvals, fundings, factors

    def label(self, language: str) -> str:
        """Say what is missing."""
        return self.requirement.label(language)


_PLACES: Mapping[GateNeed, str] = MappingProxyType(
    {
        GateNeed.ROUTE: "approvals",
        GateNeed.APPROVAL: "approvals",
        GateNeed.SITE: "approvals",
        GateNeed.FUNDS_PLANNED: "fundings",
        GateNeed.FUNDS_IN_PLACE: "fundings",
    }
)


def missing_for(
    stage: LifecycleStage,
    facts: StageFacts,
    gates: Mapping[LifecycleStage, Sequence[Requirement]] = DEFAULT_GATES,
) -> tuple[Missing, ...]:
    """Name what is missing before a project may move to the stage (PJ6); empty where its gate stands open."""
    missing: list[Missing] = []
    for asked in gates.get(stage, ()):
        if asked.need is GateNeed.ROUTE and facts.approval_route:
            kinds = ROUTE_APPROVALS[facts.approval_route]
            lacking = [k for k in kinds if not _is_granted(facts, k.value)]
            missing += [Missing(Requirement(GateNeed.APPROVAL, k.value), "approvals") for k in lacking]
        elif not _is_met(asked, facts):
            place = "dossier" if asked.need is GateNeed.ROUTE else _PLACES.get(asked.need, "dossier")
            missing.append(Missing(asked, place))
    return tuple(dict.fromkeys(missing))


def _is_granted(facts: StageFacts, kind: str) -> bool:
    return facts.approvals.get(kind) in {ApprovalState.GRANTED, ApprovalState.NOT_NEEDED}


def _is_met(asked: Requirement, facts: StageFacts) -> bool:
    total = facts.total_wan_yuan
    met: Mapping[GateNeed, Callable[[], bool]] = {
        GateNeed.SCALE: lambda: bool(facts.scale.strip()),
        GateNeed.SECTOR: lambda: facts.has_sector,
        GateNeed.TOTAL: lambda: bool(total),
        GateNeed.PLANNED_DATES: lambda: facts.planned_start is not None and facts.planned_finish is not None,
        GateNeed.ROUTE: lambda: False,  # the way itself is unknown
        GateNeed.APPROVAL: lambda: _is_granted(facts, asked.detail),
        GateNeed.SITE: lambda: facts.is_land_secured is True or _is_granted(facts, ApprovalKind.LAND_REVIEW),
        GateNeed.FUNDS_PLANNED: lambda: bool(total) and facts.funds_planned_wan_yuan >= (total or 0),
        GateNeed.FUNDS_IN_PLACE: lambda: (
            bool(total) and facts.funds_in_place_wan_yuan >= (total or 0) * Decimal(asked.detail)
        ),
        GateNeed.ACTUAL_START: lambda: facts.actual_start is not None,
        GateNeed.ACTUAL_FINISH: lambda: facts.actual_finish is not None,
        GateNeed.CAPACITY: lambda: bool(facts.new_capacity.strip()),
    }
    return met[asked.need]()
