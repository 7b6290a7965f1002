"""Rows of the documents pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import DocumentState, FindingKind
from luoshi.domain.tasks import actions as tasks
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.rules import CitationDraft
from tests.cast import Cast
from tests.factories.documents import RECEIVED, SOURCE, commitments, make_document
from tests.pages.permissions import Row, Statuses

CITY_OFFICE = {"officer"}
COUNTY_OFFICE = {"officer", "county_officer"}
SEES_CITY = {*CITY_OFFICE, "administrator", "reader"}
SEES_COUNTY = {*COUNTY_OFFICE, "administrator", "county_administrator", "reader", "county_leader"}
OPENS_ARCHIVES = SEES_CITY | SEES_COUNTY
Args = Callable[[Cast], dict[str, Any]]


def by(allowed: set[str], status: int, *, seen_by: set[str] = frozenset()) -> Statuses:  # type: ignore[assignment]
    """Give the status to the allowed, a refusal to those who see the document, and "not found" to all others."""
    return {"*": 404} | dict.fromkeys(seen_by, 403) | dict.fromkeys(allowed, status)


def city_document(cast: Cast) -> Document:
    return Document.objects.filter(jurisdiction=cast.city).first() or make_document(cast.city, cast.officer)


def county_document(cast: Cast) -> Document:
    present = Document.objects.filter(jurisdiction=cast.county).first()
    return present or make_document(cast.county, cast.county_officer)


def city(cast: Cast) -> dict[str, Any]:
    return {"pk": city_document(cast).pk}


def county(cast: Cast) -> dict[str, Any]:
    return {"pk": county_document(cast).pk}


def named_in(document: Callable[[Cast], Document]) -> Args:
    """A formulation that the document names."""
    return lambda cast: {"text": document(cast).findings.get(kind=FindingKind.FORMULATION).fields["text"]}


def finding_in(document: Callable[[Cast], Document]) -> Args:
    return lambda cast: {"pk": document(cast).pk, "finding_pk": commitments(document(cast))[0].pk}


def failed(cast: Cast, place: str) -> dict[str, Any]:
    document = city_document(cast) if place == "city" else county_document(cast)
    document.state, document.error_code = DocumentState.FAILED, "broken"
    document.save()
    return {"pk": document.pk}


def cited(cast: Cast) -> dict[str, Any]:
    """A document of the city whose first order was issued to the bureau."""
    document = city_document(cast)
    finding = commitments(document)[0]
    if not Task.objects.filter(citations__document=document).exists():
        draft = CitationDraft(document.pk, finding.start, finding.end, finding.quote, finding.pk)
        task = tasks.create_task(
            actor=cast.officer,
            now=RECEIVED,
            jurisdiction=cast.city,
            title="建成清溪灌区二期工程",
            lead_unit=cast.bureau,
            deadline=date(2026, 12, 31),
            citations=[draft],
        )
        batch = tasks.create_batch(
            actor=cast.officer, now=RECEIVED, jurisdiction=cast.city, name="第一批", document_number="云督〔2026〕1号"
        )
        tasks.add_to_batch(actor=cast.officer, now=RECEIVED, batch=batch, tasks=[task])
        tasks.issue_batch(actor=cast.officer, now=RECEIVED, batch=batch)
    return {"pk": document.pk}


def county_task(cast: Cast) -> dict[str, Any]:
    return {"task": _task(cast.county_officer, county_document(cast), cast.township).pk}


def city_task(cast: Cast) -> dict[str, Any]:
    return {"task": _task(cast.officer, city_document(cast), cast.bureau).pk}


def _task(actor: Any, document: Document, unit: Any) -> Task:
    present = Task.objects.filter(jurisdiction=document.jurisdiction).first()
    return present or tasks.create_task(
        actor=actor, now=RECEIVED, jurisdiction=document.jurisdiction, title="修建清溪灌区", lead_unit=unit
    )


def target_of(document: Callable[[Cast], Document]) -> Args:
    """What is posted to accept a target: it needs no right to make tasks."""
    kind = FindingKind.TARGET
    return lambda cast: {
        "act": "accept",
        "findings": str(Finding.objects.filter(document=document(cast), kind=kind).values_list("pk", flat=True)[0]),
    }


def repair(cast: Cast) -> dict[str, Any]:
    start = SOURCE.index("積(jī)")
    return {"start": start, "end": start + 5, "act": "undo"}


def written(cast: Cast) -> dict[str, Any]:
    return {"title": "建成清溪灌区二期工程", "instrument": "project"}


def edited(cast: Cast) -> dict[str, Any]:
    return {"quote": "要建成清溪灌区二期工程，新增灌溉面积3万亩", "level": "directive"}


def looked_at(name: str, *, query: str = "") -> list[Row]:
    """An address that shows something of a document to all who see it whole."""
    return [
        Row(name, "city", city, get=by(SEES_CITY, 200), query=query),
        Row(name, "county", county, get=by(SEES_COUNTY, 200), query=query),
    ]


def archive_row(name: str, args: dict[str, Any]) -> list[Row]:
    """An address inside an archive that is not there."""
    none = {"name": "none", **args}
    return [Row(name, "any", lambda cast: none, get={"*": 403} | dict.fromkeys(OPENS_ARCHIVES, 404))]


def deed(name: str, data: Args, *, get: int = 405) -> list[Row]:
    """A deed on a finding of a document: the supervision officers' alone."""
    rows = []
    for side, document, office, seen in (
        ("city", city_document, CITY_OFFICE, SEES_CITY),
        ("county", county_document, COUNTY_OFFICE, SEES_COUNTY),
    ):
        rows.append(
            Row(
                name,
                side,
                finding_in(document),
                get=405 if get == 405 else by(office, get, seen_by=seen - office),
                post=by(office, 200, seen_by=seen - office),
                data=data,
            )
        )
    return rows


CITY_REPAIR = SOURCE.index("積(jī)")
ROWS = [
    Row("documents:list", "any"),
    Row(
        "documents:receive",
        "any",
        get={"*": 403} | dict.fromkeys(COUNTY_OFFICE, 200),
        post={"*": 403} | dict.fromkeys(COUNTY_OFFICE, 302),
        data=lambda cast: {"text": "会议强调，要建成清溪灌区二期工程。"},
    ),
    Row("documents:formulations", "any"),
    Row("documents:formulation", "city", named_in(city_document), get=by(SEES_CITY, 200)),
    Row("documents:formulation", "county", named_in(county_document), get=by(SEES_COUNTY, 200)),
    # Without an archive: those who may open one are told that none is there.
    Row("documents:archive", "any", get={"*": 403} | dict.fromkeys(OPENS_ARCHIVES, 200)),
    *archive_row("documents:archive_formulations", {}),
    *archive_row("documents:archive_document", {"document": "0" * 32}),
    *archive_row("documents:archive_passage", {"document": "0" * 32, "number": 0}),
    *looked_at("documents:row"),
    *looked_at("documents:findings", query="?kind=commitment&first=0"),
    *looked_at("documents:source", query="?from=0&to=10"),
    Row("documents:read", "city", cited, get=by({*SEES_CITY, "bureau_leader", "bureau_reporter"}, 200)),
    Row("documents:read", "county", county, get=by(SEES_COUNTY, 200)),
    Row("documents:original", "city", city, get=404),  # the sample has no file
    Row("documents:original", "county", county, get=404),
    Row(
        "documents:again",
        "city",
        lambda cast: failed(cast, "city"),
        get=405,
        post=by(CITY_OFFICE, 302, seen_by=SEES_CITY - CITY_OFFICE),
    ),
    Row(
        "documents:again",
        "county",
        lambda cast: failed(cast, "county"),
        get=405,
        post=by(COUNTY_OFFICE, 302, seen_by=SEES_COUNTY - COUNTY_OFFICE),
    ),
    Row(  # the sample house has no second reader: those who may ask are told so
        "documents:second_reader",
        "city",
        city,
        get=405,
        post=by(CITY_OFFICE, 409, seen_by=SEES_CITY - CITY_OFFICE),
    ),
    Row(
        "documents:second_reader",
        "county",
        county,
        get=405,
        post=by(COUNTY_OFFICE, 409, seen_by=SEES_COUNTY - COUNTY_OFFICE),
    ),
    Row(
        "documents:decide",
        "city",
        city,
        get=405,
        post=by(CITY_OFFICE, 200, seen_by=SEES_CITY - CITY_OFFICE),
        data=target_of(city_document),
    ),
    Row(
        "documents:decide",
        "county",
        county,
        get=405,
        post=by(COUNTY_OFFICE, 200, seen_by=SEES_COUNTY - COUNTY_OFFICE),
        data=target_of(county_document),
    ),
    Row(
        "documents:repair",
        "city",
        city,
        get=by(SEES_CITY, 200),
        post=by(CITY_OFFICE, 200, seen_by=SEES_CITY - CITY_OFFICE),
        data=repair,
        query=f"?start={CITY_REPAIR}&end={CITY_REPAIR + 5}",
    ),
    Row(
        "documents:repair",
        "county",
        county,
        get=by(SEES_COUNTY, 200),
        post=by(COUNTY_OFFICE, 200, seen_by=SEES_COUNTY - COUNTY_OFFICE),
        data=repair,
        query=f"?start={CITY_REPAIR}&end={CITY_REPAIR + 5}",
    ),
    *deed("documents:task", written, get=200),
    *[row for row in deed("documents:cite", city_task) if row.side == "city"],
    *[row for row in deed("documents:cite", county_task) if row.side == "county"],
    *deed("documents:edit", edited, get=200),
    *deed("documents:merge", lambda cast: {}),
    *deed("documents:split", lambda cast: {"position": 12}, get=200),
]
