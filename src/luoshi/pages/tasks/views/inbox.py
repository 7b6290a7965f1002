"""What waits for the person, by role."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks.queries import batches_to_approve, waiting_for
from luoshi.domain.tasks.terms import TaskState, Waiting
from luoshi.foundation.clock import local_date
from luoshi.pages.shared.requests import PersonRequest
from luoshi.pages.tasks.cells import RowWriter

SHOWN = 50  # rows a group
COLUMNS = ("number", "lead", "deadline", "state", "verified")
# Where all of a group stand in the table, units below included.
IN_TABLE = {
    Waiting.TO_SIGN: f"state={TaskState.ISSUED.value}",
    Waiting.SENT_BACK: f"state={TaskState.HANDLING.value}&report=sent_back",
    Waiting.TO_REPORT: f"state={TaskState.HANDLING.value}",
    Waiting.TO_MEET: "due=meeting",
    Waiting.TO_VERIFY: "report=waiting",
    Waiting.RETURNED: f"state={TaskState.RETURNED.value}",
    Waiting.TO_COMPILE: f"state={TaskState.DRAFT.value}&batch=0",
}


@require_safe
def inbox(request: PersonRequest) -> HttpResponse:
    """Show what waits, each kind with what can be done about it."""
    today = local_date(request.now)
    groups = waiting_for(request.standing, today, limit=SHOWN)
    writer = RowWriter(COLUMNS, today, can_select=False)
    selecting = RowWriter(COLUMNS, today, can_select=True)
    context = {
        "groups": [
            {
                "group": group,
                "rows": (selecting if group.kind is Waiting.TO_SIGN else writer).rows(group.rows),
                "query": IN_TABLE[group.kind],
                "can_sign": group.kind is Waiting.TO_SIGN,
            }
            for group in groups
        ],
        "to_approve": batches_to_approve(request.standing),
        "is_officer": request.standing.has(Role.OFFICER),
    }
    return render(request, "tasks/inbox.html", context)
