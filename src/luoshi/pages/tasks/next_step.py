"""What is to be done next with a task, and by whom; said on top of its page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from luoshi.domain.tasks.queries import TaskView
from luoshi.domain.tasks.terms import AssignmentState, Deed, ReportState, TaskState


@dataclass(frozen=True, slots=True)
class NextStep:
    """A sentence for everyone, and the deed for those who may do it (None: nothing, or it is not theirs)."""

    words: str
    deed: Deed | None
    note: str = ""  # what the other side said: the reason of a return, the remark of a report sent back


def next_step_of(view: TaskView, deeds: frozenset[Deed]) -> NextStep:
    """Say the next step of a task to an account to which these deeds are open."""
    unit = view.task.lead_unit.label if view.task.lead_unit else ""
    office = view.task.jurisdiction.name
    match TaskState(view.task.state):
        case TaskState.DRAFT if view.task.batch:
            return NextStep(gettext("Stands in “%s” and waits to be issued.") % view.task.batch.name, None)
        case TaskState.DRAFT:
            return NextStep(gettext("Complete it and put it into a batch."), _if_open(deeds, Deed.EDIT))
        case TaskState.ISSUED:
            return NextStep(gettext("%s signs for it or returns it.") % unit, _if_open(deeds, Deed.SIGN))
        case TaskState.RETURNED:
            reason = next((a.reason for a in view.assignments if a.state == AssignmentState.RETURNED), "")
            words = gettext("%s returned it: reassign it, or issue it again with an answer.") % unit
            return NextStep(words, _if_open(deeds, Deed.REASSIGN), reason)
        case TaskState.HANDLING:
            return _while_handled(view, deeds, unit, office)
        case TaskState.COMPLETION_REPORTED:
            words = gettext("The supervision office of %s verifies the completion and closes it.") % office
            return NextStep(words, None)
        case TaskState.CLOSED:
            return NextStep(gettext("Closed. Nothing is left to do."), None)
        case TaskState.CARRIED:
            return NextStep(gettext("Carried over: it goes on as the task named below."), None)
        case _:
            return NextStep(gettext("Withdrawn. Nothing is left to do."), None)


def _while_handled(view: TaskView, deeds: frozenset[Deed], unit: str, office: str) -> NextStep:
    deed = _if_open(deeds, Deed.REPORT_PROGRESS)
    if view.task.last_report_state == ReportState.SENT_BACK:
        remark = next((r.remark for r in view.reports if r.state == ReportState.SENT_BACK), "")
        return NextStep(gettext("The last report was sent back: %s reports again.") % unit, deed, remark)
    if view.waiting_report is not None:
        words = gettext("The supervision office of %(office)s verifies the report; %(unit)s goes on.")
        return NextStep(words % {"office": office, "unit": unit}, deed)
    return NextStep(gettext("%s carries it out and reports.") % unit, deed)


def _if_open(deeds: frozenset[Deed], deed: Deed) -> Deed | None:
    return deed if deed in deeds else None
