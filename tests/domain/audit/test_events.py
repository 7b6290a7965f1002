"""The history is appended in the transaction of its deed."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction

from luoshi.domain.audit.actions import record_event
from luoshi.domain.audit.models import Event
from luoshi.domain.audit.queries import history_of, latest_events, refuse_stale
from luoshi.foundation.refusals import Stale
from tests.cast import Cast


def test_an_event_keeps_the_name_of_then(cast: Cast, now: datetime) -> None:
    with transaction.atomic():
        record_event(actor=cast.officer, now=now, verb="sign", subject_type="task", subject_id=7, before={"a": 1})
    cast.officer.display_name = "改名"
    cast.officer.save()
    event = history_of("task", 7).get()
    assert (event.actor_name, event.before, event.after, event.at) == ("杜衡", {"a": 1}, {}, now)


def test_the_system_acts_without_a_name(cast: Cast, now: datetime) -> None:
    with transaction.atomic():
        event = record_event(actor=None, now=now, verb="read", subject_type="document", subject_id=1)
    assert (event.actor_id, event.actor_name) == (None, "")


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(now: datetime) -> None:
    with pytest.raises(RuntimeError, match="transaction of its deed"):
        record_event(actor=None, now=now, verb="sign", subject_type="task", subject_id=7)
    assert not Event.objects.exists()


def test_an_undone_deed_leaves_no_event(cast: Cast, now: datetime) -> None:
    with transaction.atomic():
        record_event(actor=None, now=now, verb="sign", subject_type="task", subject_id=7)
        transaction.set_rollback(True)
    assert not history_of("task", 7).exists()


def test_the_newest_events_of_several_subjects(cast: Cast, now: datetime) -> None:
    with transaction.atomic():
        for subject in (1, 2, 3, 1):
            record_event(actor=None, now=now, verb="sign", subject_type="task", subject_id=subject)
    assert [e.subject_id for e in latest_events("task", [1, 2], limit=2)] == [1, 2]


def test_a_form_opened_on_an_older_version_is_told_who_was_there_last(cast: Cast, now: datetime) -> None:
    with transaction.atomic():
        for actor in (cast.officer, cast.bureau_leader):
            record_event(actor=actor, now=now, verb="edit", subject_type="task", subject_id=7)
    refuse_stale("task", 7, version=3, opened_on=3)
    refuse_stale("task", 7, version=3, opened_on=None)
    with pytest.raises(Stale) as refused:
        refuse_stale("task", 7, version=3, opened_on=2)
    assert refused.value.params == {"who": cast.bureau_leader.public_name, "when": "2026-11-21 09:00"}
