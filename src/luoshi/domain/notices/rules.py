"""When something goes out, and how it reads (docs/rules/notices.md). Pure: moments and choices in, moments out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any

from luoshi.domain.notices.terms import DigestRhythm, Fact, MailTiming, NoticeKind, NoticeTitle

SUBJECT = "subject"
FIRST_PAUSE_SECONDS = 60
LONGEST_PAUSE_SECONDS = 6 * 3600
TRIED_FOR = timedelta(days=7)  # from the first moment it was due (N7)
CLAIM_HOLDS = timedelta(minutes=10)  # far longer than any sending may take (N8)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From when until when nothing is sent, local time; over midnight where ``start`` is later than ``end``."""

    start: time
    end: time

    def holds(self, moment: time) -> bool:
        """Tell whether a time of day is quiet; the end itself is not."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


@dataclass(frozen=True, slots=True)
class Digest:
    """When a digest goes out, local time; ``weekday`` counts from Monday 0 and speaks for a weekly one only."""

    rhythm: DigestRhythm
    hour: int
    weekday: int = 0


def send_at(
    now: datetime, *, timing: MailTiming, digest: Digest, quiet: QuietHours | None, zone: tzinfo
) -> datetime | None:
    """Give the moment at which a notice of this moment is due by e-mail; None for never (N4, N5)."""
    if timing == MailTiming.OFF:
        return None
    due = next_digest(now, digest, zone) if timing == MailTiming.DIGEST else now
    return after_quiet(due, quiet, zone)


def next_digest(now: datetime, digest: Digest, zone: tzinfo) -> datetime:
    """Give the first moment of the digest that lies after now."""
    local = now.astimezone(zone)
    day = local.date()
    for ahead in range(9):
        candidate = day + timedelta(days=ahead)
        moment = datetime.combine(candidate, time(digest.hour), tzinfo=zone)
        is_day = digest.rhythm == DigestRhythm.DAILY or candidate.weekday() == digest.weekday
        if is_day and moment > now:
            return moment.astimezone(now.tzinfo)
    raise AssertionError("every week has every weekday")


def after_quiet(moment: datetime, quiet: QuietHours | None, zone: tzinfo) -> datetime:
    """Give the moment itself, or the end of the quiet hours it falls into (N4)."""
    local = moment.astimezone(zone)
    if quiet is None or not quiet.holds(local.time().replace(tzinfo=None)):
        return moment
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    end = datetime.combine(day, quiet.end, tzinfo=zone)
    if end.astimezone(UTC) <= moment:  # where clocks are put back the hour comes twice: it is the second one that ends
        end = end.replace(fold=1)
    return end.astimezone(moment.tzinfo)


def next_try(now: datetime, tries: int) -> datetime:
    """Give when to try again after ``tries`` tries in vain: a minute, doubled each time, at most six hours (N7)."""
    return now + timedelta(seconds=min(FIRST_PAUSE_SECONDS * 2 ** min(tries - 1, 20), LONGEST_PAUSE_SECONDS))


def is_given_up(now: datetime, due_at: datetime) -> bool:
    """Tell whether it has been tried long enough (N7)."""
    return now - due_at >= TRIED_FOR


def title_of(kind: NoticeKind, parameters: Mapping[str, Any], language: str) -> str:
    """Give the sentence of a notice (N2)."""
    return NoticeTitle(kind.value).label(language).format(subject=word(parameters.get(SUBJECT, ""), language))


def facts_of(parameters: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    """Give the facts of a notice as label and value, in their fixed order (N2)."""
    return [
        (fact.label(language), word(parameters[fact.value], language))
        for fact in Fact
        if parameters.get(fact.value) not in (None, "")
    ]


def word(value: Any, language: str) -> str:
    """Give a parameter as written: text and numbers as they are, ``{"zh": …, "en": …}`` in the reader's language."""
    if isinstance(value, Mapping):
        return str(value["zh" if language.startswith("zh") else "en"])
    return str(value)


def unknown_parameters(parameters: Mapping[str, Any]) -> set[str]:
    """Name the parameters that no reader would ever see."""
    return set(parameters) - {SUBJECT, *(fact.value for fact in Fact)}
