"""What the demonstration's library has besides its projects: targets, needs with answers, problems, calls, boundaries.

Every choice is drawn from a hash of the project's name, so that the same projects give the same story.
"""

from __future__ import annotations

import json
import random
import tomllib
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.actions.factors import FactorAnswer, answer_factor, put_factor
from luoshi.domain.projects.actions.opportunities import (
    CallDraft,
    apply_for,
    close_opportunity,
    move_application,
    open_opportunity,
    put_opportunity,
    receive_money,
)
from luoshi.domain.projects.actions.problems import (
    assign_problem,
    close_problem,
    put_problem_class,
    raise_problem,
    reopen_problem,
    send_back_problem,
    solve_problem,
)
from luoshi.domain.projects.actions.reserve import set_dwell_limits, set_reserve_target
from luoshi.domain.projects.actions.territory import set_territory
from luoshi.domain.projects.models import Opportunity, Project
from luoshi.domain.projects.queries.opportunities import matches_of
from luoshi.domain.projects.rules import ADMITTED, RESERVE_STAGES
from luoshi.domain.projects.rules.factors import FactorDraft
from luoshi.domain.projects.rules.problems import USUAL_CLASSES, Assignment, ProblemDraft
from luoshi.domain.projects.terms import ApplicationDeed, FactorState, LifecycleStage
from luoshi.foundation.clock import local_date
from luoshi.workflows.demonstration.jurisdiction import FOUNDED, City

WITH_NEEDS = 46  # projects
WITH_PROBLEMS = 30
LEADERS = ("市政府分管副市长", "市发展改革委主任", "市自然资源局局长", "市住房城乡建设局局长")


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "library.toml").read_text(encoding="utf-8"))


def _dice(project: Project, about: str) -> random.Random:
    return random.Random(sha256(f"{project.name}/{about}".encode()).digest())


def _ago(now: datetime, days: int) -> datetime:
    """Give a moment so many days ago, never before the city was founded."""
    return min(max(now - timedelta(days=days), FOUNDED + timedelta(days=1)), now)


def place_of(name: str) -> tuple[str, float, float] | None:
    """Give the district's key and a point for the place that a project's name begins with."""
    for place, (key, longitude, latitude) in _words()["places"].items():
        if name.startswith(place):
            dice = random.Random(sha256(f"{name}/place".encode()).digest())
            return key, longitude + dice.uniform(-0.05, 0.05), latitude + dice.uniform(-0.04, 0.04)
    return None


def fill_reserve(city: City, now: datetime) -> None:
    """Fill what hangs on the library's projects up to ``now``."""
    _settings(city, now)
    projects = list(
        Project.objects.filter(jurisdiction=city.root, library_state__in=ADMITTED)
        .select_related("lead_unit", "jurisdiction")
        .order_by("number")
    )
    waiting = [p for p in projects if p.lifecycle_stage in RESERVE_STAGES]
    for place, project in enumerate(waiting[:WITH_NEEDS]):
        _needs(city, project, place, now)
    running = [p for p in projects if p.lifecycle_stage in {LifecycleStage.BUILDING, LifecycleStage.PRELIMINARY}]
    for place, project in enumerate(running[:WITH_PROBLEMS]):
        _problem(city, project, place, now)
    for row in _words()["calls"]:
        _call(city, row, now)


def _settings(city: City, now: datetime) -> None:
    words, officer = _words(), city.officer
    target = words["target"]
    set_reserve_target(
        actor=officer,
        now=now,
        jurisdiction=city.root,
        year=local_date(now).year + 1,
        investment_wan_yuan=Decimal(target["investment"]),
        projects=target["projects"],
        times=Decimal(target["times"]),
        investor_shares={name: Decimal(share) for name, share in target["shares"].items()},
    )
    limits: dict[LifecycleStage, int | None] = {LifecycleStage(stage): days for stage, days in words["dwell"].items()}
    set_dwell_limits(actor=officer, now=now, jurisdiction=city.root, days=limits)
    for order, name in enumerate(USUAL_CLASSES):
        put_problem_class(actor=officer, now=now, jurisdiction=city.root, name=name, order=order)
    features = [
        {
            "type": "Feature",
            "properties": {"name": city.units[key].name},
            "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
        }
        for key, ring in words["boundaries"].items()
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()
    set_territory(actor=officer, now=now, jurisdiction=city.root, file_name="霁川市区划.geojson", content=content)


def _needs(city: City, project: Project, place: int, now: datetime) -> None:
    """Record one to three needs; the authority has answered two of three."""
    dice, today = _dice(project, "needs"), local_date(now)
    kinds = _words()["needs"]
    start = project.planned_start or today + timedelta(days=120)
    reporter = city.reporters.get(project.lead_unit_id, city.officer)
    for row in dice.sample(kinds, dice.choice((1, 1, 2, 2, 3))):
        low, high = row.get("quantity", (0, 0))
        wanted = Decimal(dice.randint(low, high)) if high else None
        need = put_factor(
            actor=reporter,
            now=_ago(now, 40),
            project=project,
            draft=FactorDraft(
                kind=row["kind"],
                quantity=wanted,
                measured_in=row.get("measured_in", "") if wanted is not None else "",
                authority_id=city.units[row["authority"]].pk,
                needed_by=_needed_by(dice, start, today),
            ),
        )
        if dice.random() < 0.66:
            answered = _ago(now, dice.randint(2, 30))
            person = city.reporters.get(city.units[row["authority"]].pk, city.officer)
            answer_factor(
                actor=person, now=answered, need=need, answer=_answer(dice, row, wanted, local_date(answered), place)
            )


def _needed_by(dice: random.Random, start: date, today: date) -> date:
    """A need comes some weeks before the start; now and then nobody has secured it in time."""
    day = start - timedelta(days=dice.randint(15, 90))
    return today - timedelta(days=dice.randint(3, 70)) if dice.random() < 0.3 else max(day, today - timedelta(days=60))


def _answer(dice: random.Random, row: dict[str, Any], wanted: Decimal | None, day: date, place: int) -> FactorAnswer:
    state = dice.choice((FactorState.ACCEPTED, FactorState.UNDER_WAY, FactorState.SECURED, FactorState.BLOCKED))
    if state is FactorState.SECURED:
        paper = row.get("paper", "").format(year=day.year, number=dice.randint(20, 380))
        return FactorAnswer(state.value, document_number=paper, secured_quantity=wanted, secured_on=day)
    if state is FactorState.BLOCKED:
        part = (wanted * dice.randint(2, 6) / 10).quantize(Decimal(1)) if wanted is not None else None
        return FactorAnswer(state.value, secured_quantity=part, blocker=row["blockers"][place % len(row["blockers"])])
    return FactorAnswer(state.value)


def _problem(city: City, project: Project, place: int, now: datetime) -> None:
    """Raise a problem and bring it as far as its place in the list says; every state has some."""
    dice, words = _dice(project, "problem"), _words()
    row = words["problems"][place % len(words["problems"])]
    classes = {name: pk for pk, name in city.root.problem_classes.values_list("pk", "name")}
    reporter = city.reporters.get(project.lead_unit_id, city.officer)
    raised = _ago(now, dice.randint(20, 75))
    unit = city.units[row["unit"]]
    problem = raise_problem(
        actor=reporter,
        now=raised,
        project=project,
        raised_by_unit=project.lead_unit,
        draft=ProblemDraft(row["text"], classes[row["class"]], deadline=local_date(raised) + timedelta(days=30)),
    )
    end = place % 6  # 0 new, 1 and 2 under way, 3 waits for the raiser, 4 closed, 5 returned
    if end == 0:
        return
    given = _ago(now, 18)
    deadline = local_date(given) + timedelta(days=dice.choice((6, 10, 40, 60)))
    assign_problem(
        actor=city.officer,
        now=given,
        problem=problem,
        given=Assignment(unit.pk, deadline, dice.choice(LEADERS), f"{unit.label}分管负责人"),
    )
    if end <= 2:
        return
    solver = city.reporters.get(unit.pk, city.officer)
    solve_problem(actor=solver, now=_ago(now, 9), problem=problem, result=row["result"])
    if end == 3 and place % 4 == 1:
        send_back_problem(actor=reporter, now=_ago(now, 7), problem=problem, reason="现场核实仍有两处未处理到位。")
        solve_problem(actor=solver, now=_ago(now, 3), problem=problem, result=row["result"] + "遗留两处已一并处理。")
    if end >= 4:
        close_problem(actor=reporter, now=_ago(now, 6), problem=problem, words="经现场核实，问题已解决。")
    if end == 5:
        reason = words["returns"][place % len(words["returns"])]["reason"]
        again = local_date(now) + timedelta(days=dice.randint(5, 30))
        reopen_problem(actor=reporter, now=_ago(now, 2), problem=problem, reason=reason, deadline=again)


def _call(city: City, row: dict[str, Any], now: datetime) -> None:
    """Record a call, open it, and let fitting projects apply; a closed one has its answers and its money."""
    officer, today = city.officer, local_date(now)
    is_over = row["state"] == "closed"
    opened = _ago(now, 110 if is_over else 20)
    closes = max(today - timedelta(days=60), local_date(opened)) if is_over else today + timedelta(days=25)
    sectors = {name: str(pk) for pk, name in city.root.sectors.values_list("pk", "name")}
    criteria = [
        rule | {"value": sectors[rule["value"]]} if rule["field"] == "sector" else rule for rule in row["criteria"]
    ]
    years = {"year": today.year, "next": today.year + 1}
    call = put_opportunity(
        actor=officer,
        now=opened,
        jurisdiction=city.root,
        draft=CallDraft(
            name=row["name"].format(**years),
            caller=row["caller"],
            fund_category=row["category"],
            document_number=row["document"].format(**years),
            text=row["text"],
            criteria=criteria,
            closes_on=closes,
            total_wan_yuan=Decimal(row["total"]),
        ),
    )
    call = open_opportunity(actor=officer, now=opened, opportunity=call)
    _apply(city, call, opened, now, is_over=is_over)
    if is_over:
        close_opportunity(actor=officer, now=_ago(now, 58), opportunity=call)


def _apply(city: City, call: Opportunity, opened: datetime, now: datetime, *, is_over: bool) -> None:
    found = matches_of(standing_of(city.officer), call)
    keys = [match.pk for match in found.fitting[: 9 if is_over else 4]]
    projects = list(Project.objects.filter(pk__in=keys).select_related("lead_unit").order_by("number"))
    for place, project in enumerate(projects):
        dice = _dice(project, "call")
        reporter = city.reporters.get(project.lead_unit_id, city.officer)
        share = Decimal(dice.randint(10, 30)) / 100
        asked = max(round((project.total_wan_yuan or 8000) * share / 100) * Decimal(100), Decimal(100))
        made = apply_for(actor=reporter, now=opened, opportunity=call, project=project, asked_wan_yuan=asked)
        if not is_over and place % 2:
            continue
        move_application(actor=reporter, now=opened, application=made, deed=ApplicationDeed.SUBMIT)
        if not is_over or place % 5 == 4:
            continue
        decided = _ago(now, 40)
        if place % 5 == 3:
            reason = "项目收益测算不能覆盖本息。"
            move_application(
                actor=city.officer, now=decided, application=made, deed=ApplicationDeed.REFUSE, remark=reason
            )
            continue
        granted = (asked * dice.randint(6, 10) / 10).quantize(Decimal(1))
        move_application(
            actor=city.officer,
            now=decided,
            application=made,
            deed=ApplicationDeed.APPROVE,
            granted_wan_yuan=granted,
            document_number=f"省财债〔{decided.year}〕{31 + place}号",
        )
        if place % 5 != 2:
            part = granted if place % 5 == 0 else (granted / 2).quantize(Decimal(1))
            receive_money(actor=city.officer, now=_ago(now, 15), application=made, amount=part)
