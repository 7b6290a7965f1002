"""The spans a bulletin may speak of: months, quarters, half-years, years (rule BU1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from luoshi.foundation.periods import (
    ReportingPeriod,
    Rhythm,
    Schedule,
    periods_of_year,
    previous_period,
    same_period_last_year,
)

SPAN_RHYTHMS = (Rhythm.MONTH, Rhythm.QUARTER, Rhythm.HALF_YEAR, Rhythm.YEAR)


def span_of(rhythm: Rhythm, year: int, number: int) -> ReportingPeriod:
    """Give the span of a number within a year, from 1. Raises IndexError or ValueError where there is none."""
    if rhythm not in SPAN_RHYTHMS or number < 1:
        raise ValueError(f"no span {rhythm} {year} {number}")
    return periods_of_year(Schedule(rhythm=rhythm), year)[number - 1]


def last_span(span: ReportingPeriod) -> ReportingPeriod:
    """Give the span before."""
    before = previous_period(Schedule(rhythm=span.rhythm), span)
    assert before is not None  # only own dates have a first
    return before


def same_span_last_year(span: ReportingPeriod) -> ReportingPeriod:
    """Give the span of the same number a year before."""
    other = same_period_last_year(Schedule(rhythm=span.rhythm), span)
    assert other is not None
    return other


def earlier_spans(span: ReportingPeriod) -> Iterator[ReportingPeriod]:
    """Give the span and those before it, newest first, without end."""
    while True:
        yield span
        span = last_span(span)


def over_spans(rhythm: Rhythm, today: date, count: int) -> list[ReportingPeriod]:
    """Give the newest spans that are over on a day, newest first."""
    newest = periods_of_year(Schedule(rhythm=rhythm), today.year)[-1]
    over = (span for span in earlier_spans(newest) if span.end < today)
    return list(islice(over, count))
