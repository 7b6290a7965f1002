"""Set up a mechanism, record its meetings, end it (rule IN3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.actions.instruments import keep_evidence, refuse_other
from luoshi.domain.tasks.actions.steps import close_step, open_step, place_of
from luoshi.domain.tasks.actions.storing import AttachmentDraft, stored
from luoshi.domain.tasks.errors import ReasonMissing, instruments
from luoshi.domain.tasks.models import Evidence, Mechanism, MechanismMeeting, Task
from luoshi.domain.tasks.rules.instruments import meeting_after
from luoshi.domain.tasks.terms import Deed, Instrument, MechanismState, MeetingRhythm
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal, refuse_all


def set_mechanism(
    *,
    actor: Account,
    now: datetime,
    task: Task,
    convenor_unit: Unit | None,
    members: Sequence[Unit],
    rhythm: MeetingRhythm,
    convenor_role: str = "",
    is_running: bool = False,
    set_up_on: date | None = None,
    next_meeting_on: date | None = None,
    version: int | None = None,
) -> Task:
    """Say who convenes a mechanism, who takes part and how often it meets, and whether it runs (IN3)."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.SET_MECHANISM, task_id=task.pk)
        refuse_other(current, Instrument.MECHANISM, Deed.SET_MECHANISM)
        refuse_stale("task", current.pk, version=current.version, opened_on=version)
        row = Mechanism.objects.select_for_update().filter(task=current).first()
        before = _told(row) if row else {}
        if row is not None and row.state == MechanismState.ENDED:
            raise instruments.MechanismNotRunning(state=MechanismState.ENDED)
        problems = _problems(current, convenor_unit, members, is_running, rhythm, next_meeting_on)
        if set_up_on is not None and set_up_on > local_date(now):
            problems.append(instruments.DayAhead())
        refuse_all(problems)
        assert convenor_unit is not None
        mechanism = row or Mechanism(task=current)
        mechanism.convenor_unit = convenor_unit
        mechanism.convenor_role = convenor_role.strip()[:60]
        mechanism.rhythm = rhythm
        mechanism.state = MechanismState.RUNNING if is_running else MechanismState.SETTING_UP
        mechanism.set_up_on = (set_up_on or local_date(now)) if is_running else None
        mechanism.next_meeting_on = next_meeting_on if is_running else None
        mechanism.save()
        mechanism.members.set(members)
        after = _told(mechanism)
        if before != after:
            close_step(current, deed=Deed.SET_MECHANISM, actor=actor, now=now, before=before, after=after)
    return current


def _problems(
    task: Task,
    convenor: Unit | None,
    members: Sequence[Unit],
    is_running: bool,
    rhythm: MeetingRhythm,
    next_meeting_on: date | None,
) -> list[Refusal]:
    problems: list[Refusal] = [] if convenor else [instruments.ConvenorMissing()]
    for unit, field in [*([(convenor, "convenor_unit")] if convenor else []), *((u, "members") for u in members)]:
        for problem in rules.problems_with_units(place_of(task.jurisdiction), place_of(unit), []):
            problem.field = field  # type: ignore[misc]
            problems.append(problem)
    if is_running and not members:
        problems.append(instruments.MembersMissing())
    if is_running and rhythm is not MeetingRhythm.AS_NEEDED and next_meeting_on is None:
        problems.append(instruments.NextMeetingMissing())
    return problems


def _told(mechanism: Mechanism) -> dict[str, object]:
    return {
        "mechanism": mechanism.state,
        "convenor_unit": mechanism.convenor_unit.name,
        "convenor_role": mechanism.convenor_role,
        "members": sorted(unit.name for unit in mechanism.members.all()),
        "rhythm": mechanism.rhythm,
        "next_meeting_on": mechanism.next_meeting_on.isoformat() if mechanism.next_meeting_on else "",
    }


def hold_meeting(
    *,
    actor: Account,
    now: datetime,
    task: Task,
    held_on: date,
    subject: str,
    attended: Sequence[Unit],
    outcome: str = "",
    next_meeting_on: date | None = None,
    attachments: Sequence[AttachmentDraft] = (),
) -> MechanismMeeting:
    """Record a meeting with who came (IN3); ``next_meeting_on`` None is one rhythm after it."""
    standing = standing_of(actor)
    problems = rules.problems_with_attachments([(a.name, a.file.size) for a in attachments])
    problems += _problems_with_meeting(held_on, subject, attended, next_meeting_on, local_date(now))
    with stored(attachments if not problems else (), Evidence) as files, transaction.atomic():
        current = open_step(standing=standing, deed=Deed.HOLD_MEETING, task_id=task.pk)
        refuse_other(current, Instrument.MECHANISM, Deed.HOLD_MEETING)
        mechanism = _running(current)
        if mechanism.meetings.filter(held_on=held_on).exists():
            problems.append(instruments.MeetingOnThatDay(day=held_on))
        refuse_all(problems)
        meeting = MechanismMeeting.objects.create(
            mechanism=mechanism,
            held_on=held_on,
            subject=subject.strip()[:200],
            outcome=outcome.strip(),
            recorded_by=actor,
            recorded_at=now,
        )
        meeting.attended.set(attended)
        keep_evidence(current, files, meeting=meeting)
        before = {"next_meeting_on": mechanism.next_meeting_on.isoformat() if mechanism.next_meeting_on else ""}
        following = next_meeting_on or meeting_after(held_on, MeetingRhythm(mechanism.rhythm))
        last = mechanism.meetings.order_by("-held_on").first()
        if last is None or last.held_on <= held_on or next_meeting_on is not None:
            mechanism.next_meeting_on = following  # an older meeting recorded late moves nothing
            mechanism.save()
        after: dict[str, object] = {
            "day": held_on.isoformat(),
            "subject": meeting.subject,
            "attended": [unit.name for unit in attended],
            "next_meeting_on": mechanism.next_meeting_on.isoformat() if mechanism.next_meeting_on else "",
        }
        if files:
            after["attachments"] = [file.file_name for file in files]
        close_step(current, deed=Deed.HOLD_MEETING, actor=actor, now=now, before=before, after=after)
    return meeting


def _problems_with_meeting(
    held_on: date, subject: str, attended: Sequence[Unit], next_meeting_on: date | None, today: date
) -> list[Refusal]:
    problems: list[Refusal] = []
    if held_on > today:
        problems.append(instruments.DayAhead())
    if not subject.strip():
        problems.append(instruments.SubjectMissing())
    if not attended:
        problems.append(instruments.NobodyAttended())
    if next_meeting_on is not None and next_meeting_on <= held_on:
        problems.append(instruments.NextBeforeLast(day=held_on))
    return problems


def _running(task: Task) -> Mechanism:
    mechanism = Mechanism.objects.select_for_update().filter(task=task).first()
    if mechanism is None or mechanism.state != MechanismState.RUNNING:
        state = MechanismState(mechanism.state) if mechanism else MechanismState.SETTING_UP
        raise instruments.MechanismNotRunning(state=state)
    return mechanism


def end_mechanism(*, actor: Account, now: datetime, task: Task, reason: str) -> Task:
    """End a running mechanism with a reason (IN3)."""
    standing = standing_of(actor)
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.END_MECHANISM, task_id=task.pk)
        refuse_other(current, Instrument.MECHANISM, Deed.END_MECHANISM)
        mechanism = _running(current)
        before = {"mechanism": mechanism.state}
        mechanism.state = MechanismState.ENDED
        mechanism.ended_on = local_date(now)
        mechanism.end_reason = reason.strip()
        mechanism.next_meeting_on = None
        mechanism.save()
        after = {"mechanism": MechanismState.ENDED.value}
        close_step(
            current, deed=Deed.END_MECHANISM, actor=actor, now=now, before=before, after=after, note=reason.strip()
        )
    return current
