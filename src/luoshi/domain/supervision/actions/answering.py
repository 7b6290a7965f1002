"""What units say to a step: answers (LA4) and appeals (LA9); and what the office decides."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.supervision import errors
from luoshi.domain.supervision.actions.planning import plan_matter
from luoshi.domain.supervision.actions.recording import record
from luoshi.domain.supervision.actions.telling import tell_of_answer, tell_of_appeal, tell_of_appeal_answer
from luoshi.domain.supervision.models import Appeal, StepAnswer, StepRun
from luoshi.domain.supervision.permissions import may_answer, require_officer
from luoshi.domain.supervision.queries.climbing import WENT_OUT, read_adopted
from luoshi.domain.supervision.rules import Appeal as AppealFacts
from luoshi.domain.supervision.rules import LadderStep, appeal_after, filing_problem
from luoshi.domain.supervision.terms import AnswerKind, AppealDeed, AppealState, StepRunState, SupervisionVerb
from luoshi.domain.tasks.rules import MAX_ATTACHMENT_BYTES, attachment_name, problems_with_attachments
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed

BY_HAND = (AnswerKind.SIGNED, AnswerKind.PLAN)
"""Answers that a unit writes here; reports, verdicts and records of interviews are seen where they are made."""


def answer_step(
    *,
    actor: Account,
    now: datetime,
    step: StepRun,
    kind: AnswerKind,
    words: str,
    file_name: str = "",
    content: bytes = b"",
) -> StepAnswer:
    """Answer a step for the unit, with a file where there is one. A late answer is kept; it stops nothing (LA4)."""
    if not words.strip():
        raise errors.AnswerMissing
    if len(content) > MAX_ATTACHMENT_BYTES:
        raise errors.AnswerTooLarge
    name = attachment_name(file_name) if content else ""
    for problem in problems_with_attachments([(name, len(content))] if content else []):
        raise problem
    with transaction.atomic():
        run = _for_unit(actor, step)
        asked = asked_of(run)
        if asked is None or kind not in asked.answers or kind not in BY_HAND:
            raise errors.AnswerNotAsked(step=asked.chinese if asked else run.step, kind=kind)
        answer = StepAnswer(
            step=run, kind=kind, words=words.strip(), file_name=name, answered_by=actor, answered_at=now
        )
        if content:
            answer.sha256 = hashlib.sha256(content).hexdigest()
            answer.file.save(f"{answer.sha256[:32]}{PurePath(name).suffix.lower()}", ContentFile(content), save=False)
        answer.save()
        run.version += 1
        run.save(update_fields=["version"])
        after = {"step": run.kind, "kind": kind.value, "file": name}
        record(actor, now, run.matter, SupervisionVerb.ANSWER_STEP, after=after, note=words.strip())
        tell_of_answer(run, words.strip(), actor=actor, now=now)
        plan_matter(now=now, matter=run.matter)
    return answer


def file_appeal(*, actor: Account, now: datetime, step: StepRun, reason: str) -> Appeal:
    """Appeal against a step within the ladder's working days, once (LA9); its clock stands still meanwhile."""
    if not reason.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        run = _for_unit(actor, step)
        earlier = Appeal.objects.filter(step=run).first()
        existing = AppealFacts(AppealState(earlier.state), local_date(earlier.filed_at)) if earlier else None
        days = read_adopted(run.matter.ladder).appeal_working_days
        assert run.taken_at is not None  # it went out
        step_on = local_date(run.taken_at)
        problem = filing_problem(existing, step_on=step_on, today=local_date(now), working_days=days)
        if problem is not None:
            raise problem
        appeal = Appeal.objects.create(step=run, reason=reason.strip(), filed_by=actor, filed_at=now)
        record(actor, now, run.matter, SupervisionVerb.FILE_APPEAL, after={"step": run.kind}, note=reason.strip())
        tell_of_appeal(appeal, actor=actor, now=now)
        plan_matter(now=now, matter=run.matter)
    return appeal


def answer_appeal(*, actor: Account, now: datetime, appeal: Appeal, deed: AppealDeed, answer: str) -> Appeal:
    """Uphold or reject an appeal, with words (LA9)."""
    if not answer.strip():
        raise errors.ReasonMissing
    return _judge_appeal(actor, now, appeal, deed, answer.strip())


def take_back_appeal(*, actor: Account, now: datetime, appeal: Appeal) -> Appeal:
    """Take the unit's appeal back; the step's clock begins anew (LA9)."""
    return _judge_appeal(actor, now, appeal, AppealDeed.TAKE_BACK, "")


def asked_of(run: StepRun) -> LadderStep | None:
    """Give what the ladder says of a step that went out."""
    return read_adopted(run.matter.ladder).step(run.step)


def _judge_appeal(actor: Account, now: datetime, appeal: Appeal, deed: AppealDeed, answer: str) -> Appeal:
    with transaction.atomic():
        rows = Appeal.objects.select_for_update(of=("self",)).select_related(
            "step__matter__jurisdiction", "step__matter__unit", "step__matter__ladder", "step__matter__task"
        )
        current = rows.get(pk=appeal.pk)
        matter, standing = current.step.matter, standing_of(actor)
        if deed is not AppealDeed.TAKE_BACK:
            require_officer(standing, matter.jurisdiction)
        elif not may_answer(standing, matter.unit):
            raise NotAllowed
        facts = AppealFacts(AppealState(current.state), local_date(current.filed_at))
        current.state = appeal_after(facts, deed, on=local_date(now)).state
        current.answer, current.answered_by, current.answered_at = answer, actor, now
        current.save()
        back = deed is AppealDeed.TAKE_BACK
        verb = SupervisionVerb.TAKE_BACK_APPEAL if back else SupervisionVerb.ANSWER_APPEAL
        record(actor, now, matter, verb, after={"appeal": current.state, "step": current.step.kind}, note=answer)
        if not back:
            state = AppealState(current.state)
            said = {"zh": state.chinese, "en": state.english}
            tell_of_appeal_answer(current, said, actor=actor, now=now)
        plan_matter(now=now, matter=matter)
    return current


def _for_unit(actor: Account, step: StepRun) -> StepRun:
    """Lock a step that went out, for the unit that answers it."""
    rows = StepRun.objects.select_for_update(of=("self",)).select_related(
        "matter__jurisdiction", "matter__unit", "matter__ladder", "matter__task", "matter__project"
    )
    run = rows.get(pk=step.pk)
    if not may_answer(standing_of(actor), run.matter.unit):
        raise NotAllowed
    if run.state not in WENT_OUT:
        raise errors.StepNotOpen(state=StepRunState(run.state))
    return run
