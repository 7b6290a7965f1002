"""Hand in, verify, send back, settle disputes: a return and the lights of its things in one transaction (RP8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import unchanged_posts
from luoshi.domain.reporting import actions
from luoshi.domain.reporting.actions import HandedIn, LineVerdict
from luoshi.domain.reporting.models import Dispute, Return
from luoshi.domain.supervision.actions import light_things


def submit(*, actor: Account, now: datetime, sheet: Return) -> Return:
    """Submit a return; a leader's own submission is approved at once."""
    with unchanged_posts(), transaction.atomic():
        return _light(actions.submit_return(actor=actor, now=now, sheet=sheet), now, actor)


def approve(*, actor: Account, now: datetime, sheet: Return) -> Return:
    """Approve a return: its figures go out, and lights follow."""
    with unchanged_posts(), transaction.atomic():
        return _light(actions.approve_return(actor=actor, now=now, sheet=sheet), now, actor)


def verify(
    *, actor: Account, now: datetime, sheet: Return, verdicts: Mapping[int, LineVerdict] | None = None
) -> Return:
    """Verify lines by their verdicts; None verifies all unmarked ones as declared."""
    with unchanged_posts(), transaction.atomic():
        if verdicts is None:
            return _light(actions.verify_unmarked(actor=actor, now=now, sheet=sheet), now, actor)
        return _light(actions.verify_lines(actor=actor, now=now, sheet=sheet, verdicts=verdicts), now, actor)


def send_back(*, actor: Account, now: datetime, sheet: Return, reasons: Mapping[int, str]) -> Return:
    """Send lines back with their reasons."""
    with unchanged_posts(), transaction.atomic():
        return _light(actions.send_back_return(actor=actor, now=now, sheet=sheet, reasons=reasons), now, actor)


def answer(
    *,
    actor: Account,
    now: datetime,
    dispute: Dispute,
    is_upheld: bool,
    words: str,
    corrected: Decimal | None = None,
) -> Return:
    """Answer a dispute; an upheld one corrects the figure wherever it went."""
    with unchanged_posts(), transaction.atomic():
        done = actions.answer_dispute(
            actor=actor, now=now, dispute=dispute, is_upheld=is_upheld, answer=words, corrected=corrected
        )
        return _light(done, now, actor)


def _light(done: HandedIn, now: datetime, actor: Account) -> Return:
    light_things(now=now, task_ids=done.task_ids, project_ids=done.project_ids, actor=actor)
    return done.sheet
