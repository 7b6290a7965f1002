"""What a deed on the reading page answers: JSON with the list items that changed, the counter, and words to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi.domain.documents.errors import FindingDecided
from luoshi.domain.documents.models import Document
from luoshi.domain.documents.queries import Progress
from luoshi.domain.documents.rules import Passage
from luoshi.domain.tasks.models import Task
from luoshi.pages.documents.finding_list import all_findings, items, progress_of
from luoshi.pages.shared.language import page_language
from luoshi.workflows.accept_findings import HeldBack


def answer(
    request: HttpRequest,
    document: Document,
    *,
    deed: str,
    changed: Sequence[int] = (),
    gone: Sequence[int] = (),
    redraw: Iterable[Passage] = (),
    refused: Sequence[FindingDecided] = (),
    held_back: Sequence[HeldBack] = (),
    tasks: Sequence[Task] = (),
) -> JsonResponse:
    """Answer with the present view of the findings concerned.

    ``gone`` left the list, ``redraw`` are places where the source is marked anew, ``tasks`` came of the deed; the
    words of the deed are said to screen readers and shown.
    """
    findings = all_findings(document)
    wanted = {*changed, *(r.finding_id for r in refused)}
    shown = items(document, [f for f in findings if f.pk in wanted], findings)
    progress = progress_of(findings)
    body: dict[str, Any] = {
        "items": [
            {
                "id": item.finding.pk,
                "kind": item.finding.kind,
                "start": item.finding.start,
                "end": item.finding.end,
                "is_decided": item.is_decided,
                "html": render_to_string("documents/finding.html", {"item": item, "document": document}, request),
            }
            for item in shown
        ],
        "gone": list(gone),
        "redraw": [[p.start, p.end] for p in redraw],
        "refused": [{"id": r.finding_id, "message": r.message(page_language())} for r in refused],
        "held": [
            {
                "id": held.finding.pk,
                "html": render_to_string("documents/near_twin.html", {"held": held, "document": document}, request),
            }
            for held in held_back
        ],
        "counter": counter_words(progress),
        "decided": progress.decided,
        "total": progress.total,
        "announce": _words(deed, len(changed), tasks, len(held_back)),
    }
    return JsonResponse(body)


def counter_words(progress: Progress) -> str:
    """Say how much is decided."""
    return _("%(decided)s of %(total)s decided") % {"decided": progress.decided, "total": progress.total}


def _words(deed: str, count: int, tasks: Sequence[Task], held: int) -> str:
    if deed == "accepted" and len(tasks) == count == 1:
        words = _("Accepted as task %(number)s") % {"number": tasks[0].number_text}
    elif deed == "accepted":
        words = ngettext("%(count)s accepted", "%(count)s accepted", count) if count else ""
    elif deed == "rejected":
        words = ngettext("%(count)s rejected", "%(count)s rejected", count) if count else ""
    else:
        words = {
            "undone": _("Undone"),
            "edited": _("Edited"),
            "merged": _("Merged with the next one"),
            "split": _("Split in two"),
            "cited": _("Cited in the task"),
            "repair_undo": _("Repair undone"),
            "repair_redo": _("Repaired again"),
        }[deed]
    said = [words % {"count": count} if "%(" in words else words] if words else []
    if held:
        held_words = ngettext(
            "%(count)s held back: a task says nearly the same",
            "%(count)s held back: tasks say nearly the same",
            held,
        )
        said.append(held_words % {"count": held})
    return "；".join(said) if page_language().startswith("zh") else "; ".join(said)
