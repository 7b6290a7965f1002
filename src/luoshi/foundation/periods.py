"""Reporting periods of any rhythm with their four dates (docs/rules/working_days.md, from WD4 on)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from luoshi.foundation.terms import Term
from luoshi.foundation.working_days import NATIONAL, WorkCalendar, add_working_days, is_working_day

_DAY = timedelta(days=1)
_NUMERALS = "〇一二三四五六七八九十"
_TEN_DAYS = (("上旬", "first ten days"), ("中旬", "second ten days"), ("下旬", "last ten days"))
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Rhythm(Term):
    """How often units report (rule WD4)."""

    TEN_DAYS = "ten_days", "旬报", "Every ten days"
    MONTH = "month", "月报", "Monthly"
    QUARTER = "quarter", "季报", "Quarterly"
    HALF_YEAR = "half_year", "半年报", "Half-yearly"
    YEAR = "year", "年报", "Yearly"
    OWN = "own", "自定日期", "Own dates"


class PeriodPhase(Term):
    """Where the clock stands in a period (rule WD7)."""

    AHEAD = "ahead", "未开始", "Not open yet"
    OPEN = "open", "填报中", "Open"
    GRACE = "grace", "宽限期", "In grace"
    LATE = "late", "已过时限", "Past due"
    LOCKED = "locked", "已锁定", "Locked"


class Anchor(Term):
    """The end of a period that days are counted from."""

    START = "start", "期初", "first day"
    END = "end", "期末", "last day"


class DayCount(Term):
    """Which days count."""

    CALENDAR = "calendar", "自然日", "calendar days"
    WORKING = "working", "工作日", "working days"


class IfDayOff(Term):
    """What becomes of a due day that is no working day (rule WD5)."""

    STAY = "stay", "不变", "stays"
    NEXT = "next", "顺延", "moves on"
    PREVIOUS = "previous", "提前", "moves back"


@dataclass(frozen=True, slots=True)
class DaysFrom:
    """So many days from a period's first or last day; negative before it (WD5)."""

    days: int
    anchor: Anchor = Anchor.END
    counts: DayCount = DayCount.CALENDAR


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of the month in which the period ends, or of one so many months later (WD5).

    ``other_days``: days that hold for single months, by the number of the month in which the period ends.
    """

    day: int
    months_later: int = 0
    other_days: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))


DateRule = DaysFrom | DayOfMonth


@dataclass(frozen=True, slots=True)
class OwnSpan:
    """A period whose dates the jurisdiction names; days left None are placed by the schedule's rules (WD5)."""

    start: date
    end: date
    chinese: str
    english: str
    due_on: date | None = None
    opens_on: date | None = None
    grace_until: date | None = None
    locks_on: date | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """How the four dates of a rhythm's periods are placed (WD5). Grace counts from the due day, the lock from grace."""

    rhythm: Rhythm = Rhythm.MONTH
    opens: DateRule = DaysFrom(-5)
    due: DateRule = DaysFrom(5, counts=DayCount.WORKING)
    if_day_off: IfDayOff = IfDayOff.STAY
    grace_days: int = 0
    grace_counts: DayCount = DayCount.WORKING
    lock_days: int = 30
    lock_counts: DayCount = DayCount.CALENDAR
    own: tuple[OwnSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """One period: its days, and the four days that matter to those who report. ``number`` counts within the year.

    ``due_on`` and ``grace_until`` are last days; from ``locks_on`` on nothing is taken.
    """

    rhythm: Rhythm
    year: int
    number: int
    start: date
    end: date
    opens_on: date
    due_on: date
    grace_until: date
    locks_on: date
    chinese: str
    english: str

    @property
    def key(self) -> str:
        """The same short name for ever: 2026-month-09 (WD4)."""
        return f"{self.year}-{self.rhythm.value}-{self.number:02d}"

    def label(self, language: str) -> str:
        """Name the period in the language of a code such as ``zh-hans``."""
        return self.chinese if language.startswith("zh") else self.english


def periods_of_year(schedule: Schedule, year: int, calendar: WorkCalendar = NATIONAL) -> tuple[ReportingPeriod, ...]:
    """Give the periods that end in a year, in order (WD4). Raises ``ValueError`` where WD6 is broken."""
    periods = []
    for number, span in enumerate(_spans(schedule, year), start=1):
        period = _placed(schedule, year, number, span, calendar)
        if not _in_order(period):
            raise ValueError(f"{period.key}: opening, due day, grace and lock are out of order")
        periods.append(period)
    return tuple(periods)


def period_on(schedule: Schedule, day: date, calendar: WorkCalendar = NATIONAL) -> ReportingPeriod | None:
    """Give the period in which a day lies; None between own dates."""
    around = (*periods_of_year(schedule, day.year, calendar), *_own_only(schedule, day.year + 1, calendar))
    return next((period for period in around if period.start <= day <= period.end), None)


def previous_period(
    schedule: Schedule, period: ReportingPeriod, calendar: WorkCalendar = NATIONAL
) -> ReportingPeriod | None:
    """Give the period before; None before the first of own dates."""
    if period.number > 1:
        return periods_of_year(schedule, period.year, calendar)[period.number - 2]
    if schedule.rhythm is Rhythm.OWN:
        years = sorted({span.end.year for span in schedule.own if span.end < period.start})
        return periods_of_year(schedule, years[-1], calendar)[-1] if years else None
    return periods_of_year(schedule, period.year - 1, calendar)[-1]


def same_period_last_year(
    schedule: Schedule, period: ReportingPeriod, calendar: WorkCalendar = NATIONAL
) -> ReportingPeriod | None:
    """Give the period of the same number a year before; None where own dates had none."""
    last_year = periods_of_year(schedule, period.year - 1, calendar)
    return last_year[period.number - 1] if period.number <= len(last_year) else None


def phase_of(period: ReportingPeriod, today: date, *, extended_until: date | None = None) -> PeriodPhase:
    """Tell where a day stands in a period (WD7). ``extended_until``: the last day of a unit that was given longer."""
    if today < period.opens_on:
        return PeriodPhase.AHEAD
    if extended_until is not None and extended_until >= period.due_on:
        return PeriodPhase.OPEN if today <= extended_until else PeriodPhase.LOCKED
    if today <= period.due_on:
        return PeriodPhase.OPEN
    if today <= period.grace_until:
        return PeriodPhase.GRACE
    return PeriodPhase.LATE if today < period.locks_on else PeriodPhase.LOCKED


def _spans(schedule: Schedule, year: int) -> Iterator[OwnSpan]:
    """Give the year's spans with their names."""
    match schedule.rhythm:
        case Rhythm.OWN:
            yield from (span for span in schedule.own if span.end.year == year)
        case Rhythm.TEN_DAYS:
            for month in range(1, 13):
                for part, (first, last) in enumerate(((1, 10), (11, 20), (21, monthrange(year, month)[1]))):
                    chinese, english = _TEN_DAYS[part]
                    yield OwnSpan(
                        date(year, month, first),
                        date(year, month, last),
                        f"{year}年{month}月{chinese}",
                        f"{_MONTHS[month - 1]} {year}, {english}",
                    )
        case Rhythm.MONTH:
            yield from (_months(year, m, m, f"{year}年{m}月", f"{_MONTHS[m - 1]} {year}") for m in range(1, 13))
        case Rhythm.QUARTER:
            for quarter in range(1, 5):
                chinese = f"{year}年{_NUMERALS[quarter]}季度"
                yield _months(year, quarter * 3 - 2, quarter * 3, chinese, f"Quarter {quarter}, {year}")
        case Rhythm.HALF_YEAR:
            yield _months(year, 1, 6, f"{year}年上半年", f"First half of {year}")
            yield _months(year, 7, 12, f"{year}年下半年", f"Second half of {year}")
        case Rhythm.YEAR:
            yield _months(year, 1, 12, f"{year}年", f"Year {year}")


def _months(year: int, first: int, last: int, chinese: str, english: str) -> OwnSpan:
    return OwnSpan(date(year, first, 1), date(year, last, monthrange(year, last)[1]), chinese, english)


def disordered(schedule: Schedule, year: int, calendar: WorkCalendar = NATIONAL) -> OwnSpan | None:
    """Give the first span of a year whose four dates would be out of order; None where all stand (WD6)."""
    for number, span in enumerate(_spans(schedule, year), start=1):
        if not _in_order(_placed(schedule, year, number, span, calendar)):
            return span
    return None


def _in_order(period: ReportingPeriod) -> bool:
    return period.opens_on < period.due_on <= period.grace_until < period.locks_on


def _placed(schedule: Schedule, year: int, number: int, span: OwnSpan, calendar: WorkCalendar) -> ReportingPeriod:
    due = span.due_on or _moved(_day_by(schedule.due, span, calendar), schedule.if_day_off, calendar)
    grace = span.grace_until or _later(due, schedule.grace_days, schedule.grace_counts, calendar)
    return ReportingPeriod(
        rhythm=schedule.rhythm,
        year=year,
        number=number,
        start=span.start,
        end=span.end,
        opens_on=span.opens_on or _day_by(schedule.opens, span, calendar),
        due_on=due,
        grace_until=grace,
        locks_on=span.locks_on or _later(grace, schedule.lock_days, schedule.lock_counts, calendar),
        chinese=span.chinese,
        english=span.english,
    )


def _day_by(rule: DateRule, span: OwnSpan, calendar: WorkCalendar) -> date:
    if isinstance(rule, DaysFrom):
        anchor = span.start if rule.anchor is Anchor.START else span.end
        if rule.counts is DayCount.WORKING:
            return add_working_days(anchor, rule.days, calendar)
        return anchor + _DAY * rule.days
    month_index = span.end.year * 12 + span.end.month - 1 + rule.months_later
    year, month = divmod(month_index, 12)
    wanted = rule.other_days.get(span.end.month, rule.day)
    return date(year, month + 1, min(wanted, monthrange(year, month + 1)[1]))


def _moved(day: date, if_day_off: IfDayOff, calendar: WorkCalendar) -> date:
    if if_day_off is IfDayOff.STAY or is_working_day(day, calendar):
        return day
    return add_working_days(day, 1 if if_day_off is IfDayOff.NEXT else -1, calendar)


def _later(day: date, days: int, counts: DayCount, calendar: WorkCalendar) -> date:
    if days == 0 or counts is DayCount.CALENDAR:
        return day + _DAY * days
    return add_working_days(day, days, calendar)


def _own_only(schedule: Schedule, year: int, calendar: WorkCalendar) -> tuple[ReportingPeriod, ...]:
    """Own dates may begin in the year before the one in which they end."""
    return periods_of_year(schedule, year, calendar) if schedule.rhythm is Rhythm.OWN else ()
