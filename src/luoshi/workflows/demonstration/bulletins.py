"""The demonstration's bulletins: two months' published, one of them corrected since, and a draft of the last month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from luoshi.domain.bulletins import actions
from luoshi.domain.bulletins.rules import USUAL_RULES, over_spans, rules_as_plain
from luoshi.domain.bulletins.terms import ListColour, PeerGroup, Ranked, SectionKey
from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects import actions as project_actions
from luoshi.domain.projects.models import MonthlyProgress, Project
from luoshi.domain.projects.rules import MonthVerdict
from luoshi.foundation.clock import local_date
from luoshi.foundation.periods import ReportingPeriod, Rhythm
from luoshi.workflows.demonstration.jurisdiction import City

ISSUER, NUMBER_WORD = "霁川市人民政府督查室", "霁督通报"
COPIES_TO = "市委办公室，市人大常委会办公室，市政协办公室"
NEXT_STEPS = (
    "一要对照清单逐项过堂。各责任单位于本通报印发后五个工作日内，对未达序时进度的事项逐项说明原因、明确补欠日期。\n"
    "二要紧盯前期和要素保障。对手续、用地、资金未落实的项目，由行业主管部门牵头会商，当月能办结的不拖到下月。\n"
    "三要如实填报。形象进度与完成投资应当相互印证，核验中发现差异的，以核验数据为准并在下期通报中说明。"
)
FORCE_MAJEURE = "汛期洪涝灾害影响施工（已报市应急管理局备案）"
TOP = {PeerGroup.TERRITORY: 2, PeerGroup.DEPARTMENT: 4}  # of five territories and some twenty departments
BOTTOM = {PeerGroup.TERRITORY: 1, PeerGroup.DEPARTMENT: 3}
DAY_OF_ISSUE = 8  # days after the span's end


def issue_bulletins(city: City, now: datetime) -> None:
    """Assemble, freeze and publish what a city would have by now."""
    months = over_spans(Rhythm.MONTH, local_date(now), 3)
    actions.settle_bulletins(
        actor=city.officer,
        now=_morning_after(months[-1], now),
        jurisdiction=city.root,
        issuer=ISSUER,
        number_word=NUMBER_WORD,
        copies_to=COPIES_TO,
        is_open=False,
        lists=rules_as_plain(replace(rule, top=TOP, bottom=BOTTOM) for rule in USUAL_RULES),
    )
    _publish(city, months[2], now)
    _correct(city, months[2], now)
    _publish(city, months[1], now)
    actions.assemble_bulletin(
        actor=city.officer, now=_morning_after(months[0], now), jurisdiction=city.root, span=months[0]
    )


def _morning_after(span: ReportingPeriod, now: datetime) -> datetime:
    """Give nine o'clock of the day on which a span's bulletin is written, never later than now."""
    day = span.end + timedelta(days=DAY_OF_ISSUE)
    return min(timezone.make_aware(datetime.combine(day, time(9))), now)


def _publish(city: City, span: ReportingPeriod, now: datetime) -> None:
    moment = _morning_after(span, now)
    bulletin = actions.assemble_bulletin(actor=city.officer, now=moment, jurisdiction=city.root, span=span)
    black = [
        (rule["ranked"], row["unit_id"])
        for rule in bulletin.content["figures"]["lists"]
        for row in rule["entries"]
        if row["colour"] == ListColour.BLACK
    ]
    if black:
        ranked, unit_id = black[-1]
        actions.exempt_from_list(
            actor=city.officer,
            now=moment,
            bulletin=bulletin,
            unit=Unit.objects.get(pk=unit_id),
            ranked=Ranked(ranked),
            reason=FORCE_MAJEURE,
        )
    actions.edit_section(
        actor=city.officer, now=moment, bulletin=bulletin, key=SectionKey.NEXT, words=NEXT_STEPS, version=None
    )
    actions.freeze_bulletin(actor=city.officer, now=moment + timedelta(hours=5), bulletin=bulletin)
    actions.publish_bulletin(actor=city.officer, now=moment + timedelta(hours=6), bulletin=bulletin)


def _correct(city: City, span: ReportingPeriod, now: datetime) -> None:
    """Verify one month of the largest project anew, lower than before: vouchers had been counted twice."""
    row = (
        MonthlyProgress.objects.filter(
            project__jurisdiction=city.root,
            project__years__year=span.year,
            month=date(span.end.year, span.end.month, 1),
            verified_wan_yuan__gt=0,
        )
        .order_by("-verified_wan_yuan", "project_id")
        .first()
    )
    if row is None or row.verified_wan_yuan is None:
        return
    project_actions.verify_month(
        actor=city.officer,
        now=min(_morning_after(span, now) + timedelta(days=12), now),
        project=Project.objects.get(pk=row.project_id),
        month=row.month,
        verdict=MonthVerdict(invested_wan_yuan=round(row.verified_wan_yuan * 7 / 10, 0)),
    )
