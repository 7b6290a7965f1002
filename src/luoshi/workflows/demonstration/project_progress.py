"""How the demonstration's projects went: months of work, approvals, money, milestones and who builds.

Sums follow a course slow at both ends; late and stalled projects fall behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from luoshi.domain.projects.actions import MonthRow
from luoshi.domain.projects.rules import (
    ROUTE_APPROVALS,
    ApprovalDraft,
    FundingDraft,
    MilestoneDraft,
    MonthDraft,
    MonthVerdict,
    ParticipantDraft,
    RowDraft,
)
from luoshi.domain.projects.terms import ApprovalKind, LifecycleStage
from luoshi.workflows.demonstration.project_fates import Fate, by_year, months_apart, months_before, word_lists

MONTHS_KNOWN = 20


def months_of(pk: int, fate: Fate) -> Iterator[MonthRow]:
    """Give the months of work, the newest of them declared only; sums follow a course slow at both ends."""
    if fate.began is None:
        return
    words, dice, works = word_lists(), fate.dice, fate.sector["works"]
    month = max(fate.began.replace(day=1), months_before(fate.today.replace(day=1), MONTHS_KNOWN))
    planned = (fate.finish.year - fate.start.year) * 12 + fate.finish.month - fate.start.month or 1
    plans, pace, spent = dict(by_year(fate)), Decimal(str(round(dice.uniform(1.01, 1.07), 2))), Decimal(0)
    while month <= fate.last_working_month:
        share = min(_course((months_apart(fate.began, month) + 1) / planned), 1)
        spent = Decimal(0) if month.month == 1 else spent
        due = plans.get(month.year, Decimal(0)) * _due_share(fate, month) * pace
        if fate.is_late and months_apart(month, fate.today) <= 1:
            due = spent + (due - spent) * dice.randrange(5, 25) / 100  # of late the work has slowed down
        part = Decimal(round(max(due - spent, fate.total * Decimal("0.002"))))
        spent += part
        verified = part if dice.random() < 0.85 else Decimal(round(part * Decimal("0.95")))
        is_newest = months_apart(month, fate.today) <= 1
        work = works[min(int(share * len(works)), len(works) - 1)]
        draft = MonthDraft(
            image_stage="producing" if fate.ended and month >= fate.ended.replace(day=1) else "building",
            narrative=f"{work}累计完成{min(round(share * len(works) % 1 * 100), 99)}%。",
            invested_wan_yuan=part,
            funds_wan_yuan=Decimal(round(part * Decimal("0.9"))),
            paid_wan_yuan=Decimal(round(part * Decimal("0.8"))),
            problems_and_advice=dice.choice(words["problems"]) if dice.random() < 0.12 else "",
            next_month_plan=dice.choice(words["next_plans"]),
        )
        verdict = None if is_newest else MonthVerdict(invested_wan_yuan=verified)
        yield MonthRow(pk, month, draft, verdict)
        month = months_before(month, -1)


def _due_share(fate: Fate, month: date) -> Decimal:
    """Give the share of a year's plan that a project on schedule has spent by a month's end.

    Time-proportional, as the city judges it; in the year of its start a project catches up within three months, and in
    that of its end it is done by then.
    """
    months = fate.ended.month if fate.ended and fate.ended.year == month.year else 12
    running = months_apart(fate.began or month, month) + 1
    return min(Decimal(month.month) / months, Decimal(1)) * min(Decimal(running) / 3, Decimal(1))


def _course(share: float) -> float:
    """Give the share of money spent after a share of the time: an S-curve from 0 to 1."""
    bounded = min(max(share, 0), 1)
    return bounded * bounded * (3 - 2 * bounded)


def rows_of(fate: Fate) -> Iterator[RowDraft]:
    yield from _approvals(fate)
    yield from _fundings(fate)
    yield from _milestones(fate)
    if fate.began is not None:
        words, dice = word_lists(), fate.dice
        for role, names, share in (
            ("builder", words["builders"], "0.72"),
            ("supervisor", words["supervisors"], "0.02"),
            ("designer", words["designers"], "0.03"),
        ):
            yield ParticipantDraft(
                role=role,
                name=dice.choice(names),
                contract_wan_yuan=Decimal(round(fate.total * Decimal(share))),
                starts_on=fate.began,
                ends_on=max(fate.finish, fate.began),
            )


def _approvals(fate: Fate) -> Iterator[ApprovalDraft]:
    """Give the approvals of the way, granted one after another; those of what is not built yet lag."""
    kinds = [*ROUTE_APPROVALS[fate.sector["route"]], ApprovalKind.LAND_REVIEW, ApprovalKind.EIA]
    kinds.append(ApprovalKind.CONSTRUCTION)
    if fate.stage is LifecycleStage.CONCEIVED:
        kinds = kinds[:1]
    granted = len(kinds) if fate.began else 0
    if fate.stage is LifecycleStage.PRELIMINARY:
        granted = fate.dice.randrange(0, len(kinds))
    for place, kind in enumerate(kinds):
        day = min(fate.began or fate.today, fate.today) - timedelta(days=35 * (len(kinds) - place))
        is_granted = place < granted
        state = "granted" if is_granted else "under_way" if place == granted and granted else "not_started"
        yield ApprovalDraft(
            kind=kind.value,
            document_number=f"霁审批〔{day.year}〕{fate.dice.randrange(10, 400)}号" if is_granted else "",
            granted_on=day if is_granted else None,
            needed_by=None if is_granted else fate.start - timedelta(days=30),
            state=state,
        )
    if fate.stage in (LifecycleStage.PRODUCING, LifecycleStage.AT_DESIGN_EFFECT):
        yield ApprovalDraft(kind=ApprovalKind.COMPLETION.value, state="granted", granted_on=fate.ended)


def _fundings(fate: Fate) -> Iterator[FundingDraft]:
    own = {"government": "local_budget", "private": "enterprise", "partnership": "enterprise"}
    category = own.get(fate.sector["investor"], "enterprise")
    parts = [(category, 40), ("bank_loan", 35), ("special_bond" if category == "local_budget" else "other", 25)]
    left = fate.total
    for place, (name, share) in enumerate(parts):
        planned = left if place == len(parts) - 1 else fate.total * share // 100
        left -= planned
        pace = Decimal(str(round(fate.dice.uniform(0.35, 1.05), 2))) if fate.began else Decimal(0)
        in_place = Decimal(round(planned * pace))
        yield FundingDraft(
            category=name,
            planned_wan_yuan=Decimal(planned),
            issued_wan_yuan=in_place,
            in_place_wan_yuan=in_place,
            paid_wan_yuan=Decimal(round(in_place * Decimal("0.82"))),
        )


def _milestones(fate: Fate) -> Iterator[MilestoneDraft]:
    """Give the works in order, each reached by what the last month's course tells; late ones stay open."""
    works = fate.sector["works"]
    step = max((fate.finish - fate.start).days // (len(works) + 1), 20)
    slip = timedelta(days=fate.dice.randrange(0, 40) + (60 if fate.is_late else 0))
    for place, work in enumerate(works, start=1):
        begins, due = fate.start + timedelta(days=step * (place - 1)), fate.start + timedelta(days=step * place)
        reached = due + slip
        is_reached = fate.began is not None and reached <= fate.today and not (fate.is_stalled and place > 2)
        if fate.ended is not None:
            is_reached, reached = True, min(reached, fate.ended)
        started = max(begins, fate.began) if fate.began and begins <= fate.today else None
        yield MilestoneDraft(
            title=f"{work}完成",
            order=place,
            planned_start=begins,
            planned_on=due,
            actual_start=min(started, reached) if started and started <= fate.today else None,
            actual_on=reached if is_reached else None,
            person=fate.dice.choice(word_lists()["people"]),
        )
