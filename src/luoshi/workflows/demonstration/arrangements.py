"""What the demonstration's offices arranged: own working days, longer time for a unit, keys and a hook for programs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from luoshi.domain.notices.actions import create_webhook, switch_webhook
from luoshi.domain.notices.terms import NoticeKind
from luoshi.domain.reporting import actions
from luoshi.domain.reporting.models import Period
from luoshi.foundation.clock import local_date
from luoshi.workflows.demonstration.jurisdiction import City
from luoshi.workflows.demonstration.papers import at

OWN_DAYS = (  # month, day, works, why
    (7, 18, True, "防汛应急响应期间，全市机关正常上班"),
    (7, 27, False, "防汛应急值守后统一补休"),
)
LATER = ("shiling", 3, "辖区水毁道路抢修，填报人员驻点值守，申请顺延。")  # unit, days, why
PROGRAMS = (("development_reform", "发改项目管理系统"), ("transport", "交通工程月报平台"))
HOOK = ("development_reform", "委内协同办公平台（联调中）", "https://oa.fgw.jichuan.example/hooks/luoshi")


def keep_working_days(city: City, now: datetime) -> None:
    """Depart from the calendar on the year's own days, before its periods are placed (WD1)."""
    year = local_date(now).year
    for month, day, is_working, reason in OWN_DAYS:
        actions.set_working_day(
            actor=city.officer,
            now=min(now, at(date(year, 1, 6), 10)),
            jurisdiction=city.root,
            day=date(year, month, day),
            is_working=is_working,
            reason=reason,
        )


def give_longer_time(city: City, period: Period, now: datetime) -> None:
    """Let one unit report later in the month that is open (RP7)."""
    key, days, reason = LATER
    last_day = local_date(period.due_at) + timedelta(days=days)
    actions.except_unit(
        actor=city.officer, now=now, period=period, unit=city.units[key], last_day=last_day, reason=reason
    )


def connect_programs(city: City, now: datetime) -> None:
    """Give units keys for their programs, and one a hook that is still switched off: nothing leaves the house."""
    moment = now - timedelta(days=20)
    for key, name in PROGRAMS:
        unit = city.units[key]
        actions.make_token(actor=city.leaders[unit.pk], now=moment, unit=unit, name=name)
    key, name, address = HOOK
    administrator = city.accounts["admin"]
    webhook = create_webhook(
        actor=administrator,
        now=moment,
        unit=city.units[key],
        name=name,
        address=address,
        kinds=[NoticeKind.LETTER_ISSUED, NoticeKind.LADDER_STEP],
    )
    switch_webhook(actor=administrator, now=moment, webhook=webhook, is_active=False)
