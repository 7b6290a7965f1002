"""Tell events: who did what, when, and what stood before and after, each under the name its field has on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi.domain.audit.models import Event
from luoshi.domain.supervision.terms import ExtensionState, SupervisionVerb
from luoshi.domain.tasks.terms import (
    AnnualPlanDeed,
    AnnualPlanState,
    BatchDeed,
    BatchState,
    CheckPoint,
    Comparator,
    Deed,
    ExtensionDeed,
    Instrument,
    MechanismState,
    MeetingRhythm,
    PolicyStage,
    RollForward,
    TaskState,
)
from luoshi.foundation.terms import Term
from luoshi.pages.shared.history import Change, Told, deed_word, told_event

FIELDS = {
    "title": _("Task"),
    "instrument": _("Instrument"),
    "measures": _("Concrete measures"),
    "heading": _("Heading"),
    "deadline": _("Deadline"),
    "deadline_text": _("Deadline as the document says it"),
    "no_deadline_reason": _("Why there is no deadline"),
    "indicator": _("Indicator"),
    "comparator": _("Compared with the target"),
    "target_value": _("Target value"),
    "target_unit": _("Unit of measure"),
    "responsible_leader": _("Responsible leader"),
    "responsible_person": _("Responsible person"),
    "lead_unit": _("Lead unit"),
    "supporting_units": _("Supporting units"),
    "citations": _("Source sentence"),
    "state": _("State"),
    "batch": _("Batch"),
    "declared_percent": _("Declared progress (%)"),
    "verified_percent": _("Verified progress (%)"),
    "value": _("Value reached"),
    "verified_value": _("Verified value"),
    "note": _("What has been done"),
    "attachments": _("Attachments"),
    "closed_at": _("Closed"),
    "name": _("Batch name"),
    "document_number": _("Document number"),
    "issued_on": _("Date of issue"),
    "tasks": _("Tasks"),
    "target": _("Target"),
    "steps": _("Steps"),
    "evidence": _("Evidence"),
    "stage": _("Policy stage"),
    "day": _("Date reached"),
    "mechanism": _("Mechanism"),
    "convenor_unit": _("Convened by"),
    "convenor_role": _("Presided over by"),
    "members": _("Member units"),
    "rhythm": _("Meets"),
    "next_meeting_on": _("Next meeting"),
    "subject": _("Meeting subject"),
    "attended": _("Attended"),
    "carried_from": _("Carried from"),
    "carried_to": _("Goes on as"),
    "batch_state": _("State"),
    "points": _("Points confirmed"),
    "plan_name": _("Annual plan"),
    "year": _("Year"),
    "needs_check": _("Batches are checked"),
    "needs_approval": _("Batches are approved"),
    "approving_unit": _("Approved by the leader of"),
    "plan_state": _("State"),
    "rolled": _("Rolled forward"),
    "next_plan": _("Next plan"),
    "wanted_deadline": _("New date asked for"),
    "extension": _("Extension"),
}
TERMS: dict[str, type[Term]] = {
    "state": TaskState,
    "instrument": Instrument,
    "comparator": Comparator,
    "stage": PolicyStage,
    "mechanism": MechanismState,
    "rhythm": MeetingRhythm,
    "batch_state": BatchState,
    "plan_state": AnnualPlanState,
    "points": CheckPoint,
    "rolled": RollForward,
    "extension": ExtensionState,
}
DEEDS: dict[str, type[Term]] = {"task": Deed, "batch": BatchDeed, "annual_plan": AnnualPlanDeed}


def told(events: Iterable[Event], language: str) -> list[Told]:
    """Tell events in the order they come."""
    return [
        told_event(
            event,
            deed_word(event.verb, (DEEDS[event.subject_type], ExtensionDeed, SupervisionVerb), language),
            _fields(event, language),
        )
        for event in events
    ]


def _fields(event: Event, language: str) -> Iterator[Change]:
    for name, words in FIELDS.items():
        if name in event.before or name in event.after:
            before, after = (_said(name, side.get(name), language) for side in (event.before, event.after))
            yield Change(str(words), before, after)


def _said(name: str, value: Any, language: str) -> str:
    if value is None or value == "":
        return ""
    terms = TERMS.get(name)
    if isinstance(value, dict):
        return "、".join(f"{_said(name, key, language)} {count}" for key, count in value.items())
    if isinstance(value, list):
        said = [_said(name, item, language) for item in value]
        return ("\n" if name == "steps" else "、").join(said)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if terms is not None and value in set(terms):
        return terms(value).label(language)
    return str(value)
