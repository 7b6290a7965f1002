"""Schedules of reporting periods as plain values: read with every fault at its place, and written (WD5, WD6)."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from luoshi.foundation.periods import (
    Anchor,
    DateRule,
    DayCount,
    DayOfMonth,
    DaysFrom,
    IfDayOff,
    OwnSpan,
    Rhythm,
    Schedule,
    disordered,
)
from luoshi.foundation.plain_values import Fault, PlainTable

_OWN_DAYS = ("opens_on", "due_on", "grace_until", "locks_on")


def read_schedule(plain: object, *, rhythm: Rhythm | None = None) -> tuple[Schedule, list[Fault]]:
    """Read a schedule from plain values, each fault at its place (WD5, WD6). Unusable while there are faults.

    ``rhythm`` is that of the scheme where it is kept beside the schedule.
    """
    faults: list[Fault] = []
    table = PlainTable(plain, "", faults)
    usual = Schedule()
    schedule = Schedule(
        rhythm=table.choice("rhythm", Rhythm, rhythm or usual.rhythm),
        opens=_read_rule(table, "opens", usual.opens),
        due=_read_rule(table, "due", usual.due),
        if_day_off=table.choice("if_day_off", IfDayOff, usual.if_day_off),
        grace_days=table.whole("grace_days", usual.grace_days, most=365),
        grace_counts=table.choice("grace_counts", DayCount, usual.grace_counts),
        lock_days=table.whole("lock_days", usual.lock_days, least=1, most=3650),
        lock_counts=table.choice("lock_counts", DayCount, usual.lock_counts),
        own=_read_own(table),
    )
    table.close()
    if not faults:
        _check_order(schedule, table)
    return schedule, faults


def schedule_as_plain(schedule: Schedule) -> dict[str, Any]:
    """Write a schedule as plain values that ``read_schedule`` reads back."""
    plain: dict[str, Any] = {
        "rhythm": schedule.rhythm.value,
        "opens": _rule_as_plain(schedule.opens),
        "due": _rule_as_plain(schedule.due),
        "if_day_off": schedule.if_day_off.value,
        "grace_days": schedule.grace_days,
        "grace_counts": schedule.grace_counts.value,
        "lock_days": schedule.lock_days,
        "lock_counts": schedule.lock_counts.value,
    }
    if schedule.own:
        plain["own"] = [_own_as_plain(own) for own in schedule.own]
    return plain


def _own_as_plain(own: OwnSpan) -> dict[str, str]:
    plain = {"start": own.start.isoformat(), "end": own.end.isoformat(), "zh": own.chinese, "en": own.english}
    days = {name: getattr(own, name) for name in _OWN_DAYS}
    return plain | {name: day.isoformat() for name, day in days.items() if day is not None}


def _read_rule(table: PlainTable, name: str, usual: DateRule) -> DateRule:
    rule = table.table(name)
    if rule is None:
        return usual
    result: DateRule
    if rule.has("day_of_month"):
        other: dict[int, int] = {}
        days = rule.table("other_days")
        if days is not None:
            for month in list(days.values):
                if str(month).isdecimal() and 1 <= int(month) <= 12:
                    other[int(month)] = days.whole(month, least=1, most=31)
            days.close()
        result = DayOfMonth(
            rule.whole("day_of_month", least=1, most=31),
            rule.whole("months_later", 0, most=12),
            MappingProxyType(other),
        )
    else:
        result = DaysFrom(
            rule.whole("days", least=-400, most=400),
            rule.choice("anchor", Anchor, Anchor.END),
            rule.choice("counts", DayCount, DayCount.CALENDAR),
        )
    rule.close()
    return result


def _read_own(table: PlainTable) -> tuple[OwnSpan, ...]:
    spans: list[OwnSpan] = []
    for row in table.tables("own"):
        start, end = row.day("start"), row.day("end")
        days = {name: row.day(name) for name in _OWN_DAYS}
        chinese = row.text("zh", longest=40)
        english = row.text("en", chinese, longest=40)
        row.close()
        if start is None or end is None:
            row.fault("start", "请填写起止日期。", "Give the first and the last day.")
        elif end < start:
            row.fault("end", "止日早于起日。", "The last day lies before the first.")
        elif spans and start <= spans[-1].end:
            row.fault("start", "与上一期重叠或先后颠倒。", "This overlaps the period before it, or is out of order.")
        else:
            spans.append(OwnSpan(start, end, chinese, english, **days))
    return tuple(spans)


def _check_order(schedule: Schedule, table: PlainTable) -> None:
    """Place a leap year and an ordinary year, so that a schedule that breaks WD6 is refused before it is kept."""
    if schedule.rhythm is Rhythm.OWN and not schedule.own:
        table.fault("own", "请至少列出一期起止日期。", "List at least one period with its dates.")
        return
    years: Sequence[int] = sorted({span.end.year for span in schedule.own}) or (2024, 2025, 2026)
    for year in years:
        span = disordered(schedule, year)
        if span is not None:
            place = f"own[{schedule.own.index(span)}].due_on" if span in schedule.own else "due"
            table.fault(
                place,
                f"{span.chinese}：开放日须早于截止日，宽限不早于截止日，锁定晚于宽限。",
                f"{span.english}: it opens before it is due; grace does not end before that, and the lock comes after.",
            )
            return


def _rule_as_plain(rule: DateRule) -> dict[str, Any]:
    if isinstance(rule, DaysFrom):
        return {"days": rule.days, "anchor": rule.anchor.value, "counts": rule.counts.value}
    plain: dict[str, Any] = {"day_of_month": rule.day, "months_later": rule.months_later}
    if rule.other_days:
        plain["other_days"] = {str(month): day for month, day in rule.other_days.items()}
    return plain
