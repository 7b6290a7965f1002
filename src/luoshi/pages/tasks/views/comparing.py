"""Two versions of a plan side by side, on the page and as XLSX."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from luoshi.domain.tasks.models import AnnualPlan, PlanVersion
from luoshi.domain.tasks.queries import LineChange, compare_versions, versions_of, visible_plans
from luoshi.domain.tasks.rules.plans import COMPARED, Line
from luoshi.domain.tasks.terms import Instrument, LineState, TaskState, VersionKind
from luoshi.foundation.clock import local_date, local_text
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, number_in
from luoshi.pages.tasks.exports.comparison import write_comparison
from luoshi.pages.tasks.history import FIELDS
from luoshi.pages.tasks.views.exports import XLSX

LINES_A_PAGE = 50
NOW = "now-"  # in the address, before the key of a plan as it reads now


@dataclass(frozen=True, slots=True)
class Side:
    """A version to choose: its value in the address, and its words."""

    value: str
    word: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a line on both sides."""

    name: str
    before: str
    after: str
    differs: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the comparison."""

    state: LineState
    number: str
    title: str
    task_id: int
    fields: tuple[Field, ...]


@require_safe
def compare(request: PersonRequest) -> HttpResponse:
    """Show what two versions differ in, line by line."""
    plans = visible_plans(request.standing)
    versions = versions_of(plans)
    before, after = _chosen(request, versions)
    everything = "all" in request.GET
    lines = compare_versions(before, after) if before is not None and after is not None else []
    counts = Counter(line.state for line in lines)
    listed = [line for line in lines if everything or line.state is not LineState.SAME]
    page = Paginator(listed, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "sides": _sides(versions, list(plans)),
        "before": _word(before) if before else "",
        "after": _word(after) if after else "",
        "chosen": (request.GET.get("a") or (str(before.pk) if before else ""), _value(after)),
        "counts": [(state.label(page_language()), counts[state], state) for state in LineState],
        "lines": [shown(line) for line in page.object_list],
        "page": page,
        "everything": everything,
        "has_both": before is not None and after is not None,
        "query": f"?a={before.pk if before else ''}&b={_value(after)}",
    }
    return render(request, "tasks/compare.html", context)


@require_safe
def compare_xlsx(request: PersonRequest) -> FileResponse:
    """Give the whole comparison as a sheet."""
    before, after = _chosen(request, versions_of(visible_plans(request.standing)))
    if before is None or after is None:
        raise Http404
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    lines = [shown(line) for line in compare_versions(before, after)]
    write_comparison(file, lines, before=_word(before), after=_word(after), language=page_language())
    file.seek(0)
    name = f"{gettext('Plan comparison')}-{local_date(request.now)}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def _chosen(
    request: PersonRequest, versions: list[PlanVersion]
) -> tuple[PlanVersion | None, PlanVersion | AnnualPlan | None]:
    """Read the two sides of the address; the two newest versions where it names none. 404 for what is not there."""
    by_key = {str(version.pk): version for version in versions}
    a, b = request.GET.get("a", ""), request.GET.get("b", "")
    if not a and not b:
        return (versions[1], versions[0]) if len(versions) > 1 else (None, None)
    before = by_key.get(a)
    after: PlanVersion | AnnualPlan | None = by_key.get(b)
    if b.startswith(NOW) and (plan := number_in(b.removeprefix(NOW))) is not None:
        after = visible_plans(request.standing).filter(pk=plan).first()
    if before is None or after is None:
        raise Http404
    return before, after


def _sides(versions: list[PlanVersion], plans: list[AnnualPlan]) -> list[Side]:
    now = [Side(f"{NOW}{plan.pk}", _word(plan)) for plan in plans]
    return [Side(str(version.pk), _word(version)) for version in versions] + now


def _value(side: PlanVersion | AnnualPlan | None) -> str:
    if side is None:
        return ""
    return str(side.pk) if isinstance(side, PlanVersion) else f"{NOW}{side.pk}"


def _word(side: PlanVersion | AnnualPlan) -> str:
    if isinstance(side, AnnualPlan):
        return gettext("%(plan)s · as it reads now") % {"plan": side.name}
    kind = side.batch.name if side.batch else VersionKind(side.kind).label(page_language())
    return gettext("%(plan)s · version %(number)s · %(kind)s · %(when)s") % {
        "plan": side.plan.name,
        "number": side.number,
        "kind": kind,
        "when": local_text(side.taken_at),
    }


def shown(change: LineChange) -> ShownLine:
    """Say one line of a comparison in words."""
    line = change.after or change.before
    assert line is not None  # one side is always there
    fields = tuple(
        Field(str(FIELDS[name]), _said(change.before, name), _said(change.after, name), name in change.fields)
        for name in COMPARED
    )
    return ShownLine(change.state, line.number, line.title, line.task_id, fields)


def _said(line: Line | None, name: str) -> str:
    value = getattr(line, name) if line else ""
    if name == "instrument" and value:
        return Instrument(value).label(page_language())
    if name == "state" and value:
        return TaskState(value).label(page_language())
    return str(value) if value else ""
