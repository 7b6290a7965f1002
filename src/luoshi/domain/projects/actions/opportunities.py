"""Keep calls of a higher level, the applications that answer them, and the money that comes in (OP1–OP6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import errors, permissions
from luoshi.domain.projects.actions.problem_notices import tell_of_call
from luoshi.domain.projects.actions.progress import said
from luoshi.domain.projects.actions.recording import record
from luoshi.domain.projects.actions.steps import close_step, difference, plain
from luoshi.domain.projects.errors.reserve import (
    AmountMissing,
    ApplicationStepNotOpen,
    CallExpired,
    CallNotOpen,
    CategoryMissing,
    DoesNotFit,
    MoreThanGranted,
    NeedStale,
    OutsideCall,
)
from luoshi.domain.projects.models import Application, Funding, Opportunity, Project
from luoshi.domain.projects.queries.opportunities import Wording, fit_of_project, fitting_by_unit
from luoshi.domain.projects.queries.visibility import visible_projects
from luoshi.domain.projects.rules import ADMITTED
from luoshi.domain.projects.rules.opportunities import (
    APPLICATION_STEPS,
    OFFICE_DEEDS,
    read_criteria,
    state_after_money,
)
from luoshi.domain.projects.terms import (
    ApplicationDeed,
    ApplicationState,
    CallDeed,
    FundCategory,
    OpportunityState,
    ProjectDeed,
)
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal, refuse_all

LIMITS = {
    "name": (200, "名称", "Name"),
    "caller": (120, "发布机关", "Who calls"),
    "document_number": (60, "文号", "No."),
}
REMARK_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class CallDraft:
    """A call as it was filled in; ``criteria`` are rows of field, comparator and value."""

    name: str
    caller: str = ""
    fund_category: str = ""
    document_number: str = ""
    text: str = ""
    criteria: Sequence[Mapping[str, str]] = ()
    closes_on: date | None = None
    total_wan_yuan: Decimal | None = None


def put_opportunity(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    draft: CallDraft,
    opportunity: Opportunity | None = None,
    version: int | None = None,
) -> Opportunity:
    """Record a call as a draft, or change the one given; every fault of its conditions is named by row (OP1)."""
    permissions.require_review(standing_of(actor), jurisdiction)
    criteria, problems = read_criteria(draft.criteria)
    refuse_all([*_in_call(draft), *problems])
    becomes = {field.name: getattr(draft, field.name) for field in fields(draft)}
    becomes["criteria"] = [criterion.stored() for criterion in criteria]
    becomes |= {name: " ".join(becomes[name].split()) for name in LIMITS}
    with transaction.atomic():
        call = Opportunity(jurisdiction=jurisdiction, version=0)
        if opportunity is not None:
            call = _locked_call(opportunity, actor)
            if version is not None and call.version != version:
                raise NeedStale
            if call.state == OpportunityState.CLOSED:
                raise CallNotOpen(name=call.name, state=OpportunityState.CLOSED)
        before, after = difference(_told(call) if call.pk else {}, _told_of(becomes))
        if call.pk and not before and not after:
            return call
        for name, value in becomes.items():
            setattr(call, name, value)
        _save_call(call, CallDeed.PUT, actor, now, before, after)
    return call


def open_opportunity(*, actor: Account, now: datetime, opportunity: Opportunity) -> Opportunity:
    """Open a call for applications and tell the units whose projects fit (OP4)."""
    with transaction.atomic():
        call = _locked_call(opportunity, actor)
        if call.state == OpportunityState.OPEN:
            raise CallNotOpen(name=call.name, state=OpportunityState.OPEN)
        if call.closes_on is not None and call.closes_on < local_date(now):
            raise CallExpired(name=call.name, day=call.closes_on.isoformat())
        before = {"call_state": str(call.state)}
        call.state = OpportunityState.OPEN
        _save_call(call, CallDeed.OPEN, actor, now, before, {"call_state": OpportunityState.OPEN.value})
        tell_of_call(call, fitting_by_unit(standing_of(actor), call), actor=actor, now=now)
    return call


def close_opportunity(*, actor: Account, now: datetime, opportunity: Opportunity) -> Opportunity:
    """Close a call; what was submitted goes on to its answer (OP4)."""
    with transaction.atomic():
        call = _locked_call(opportunity, actor)
        if call.state != OpportunityState.OPEN:
            raise CallNotOpen(name=call.name, state=OpportunityState(call.state))
        call.state = OpportunityState.CLOSED
        before, after = {"call_state": OpportunityState.OPEN.value}, {"call_state": OpportunityState.CLOSED.value}
        _save_call(call, CallDeed.CLOSE, actor, now, before, after)
    return call


def apply_for(
    *,
    actor: Account,
    now: datetime,
    opportunity: Opportunity,
    project: Project,
    asked_wan_yuan: Decimal | None,
    remark: str = "",
) -> Application:
    """Prepare a project's application to an open call; where it lacks a condition, the remark says why (OP5)."""
    standing = standing_of(actor)
    remark = remark.strip()
    if asked_wan_yuan is None or asked_wan_yuan <= 0:
        raise AmountMissing(at="asked_wan_yuan")
    _refuse_long(remark)
    with transaction.atomic():
        seen = visible_projects(standing).select_related("jurisdiction", "lead_unit").filter(pk=project.pk).first()
        if seen is None or not permissions.may_apply(standing, seen):
            raise NotAllowed
        call = Opportunity.objects.select_related("jurisdiction").get(pk=opportunity.pk)
        _refuse_closed(call, now)
        if not seen.jurisdiction.path.startswith(call.jurisdiction.path) or seen.library_state not in ADMITTED:
            raise OutsideCall(jurisdiction=call.jurisdiction.name)
        fit = fit_of_project(call, seen)
        if not fit.is_fit and not remark:
            lacks = [Wording(call, language).lacks(fit) for language in ("zh-hans", "en")]
            raise DoesNotFit(lacks_zh="；".join(lacks[0]), lacks_en="; ".join(lacks[1]))
        made, is_new = Application.objects.select_for_update().get_or_create(
            opportunity=call, project=seen, defaults={"changed_at": now, "version": 0}
        )
        if not is_new and made.state not in {ApplicationState.PREPARING, ApplicationState.REFUSED}:
            raise ApplicationStepNotOpen(state=ApplicationState(made.state), deed=ApplicationDeed.APPLY)
        before = {} if is_new else {"application_state": str(made.state), "asked_wan_yuan": _sum(made.asked_wan_yuan)}
        made.asked_wan_yuan, made.remark, made.state = asked_wan_yuan, remark, ApplicationState.PREPARING
        after = {"application_state": made.state.value, "asked_wan_yuan": plain(asked_wan_yuan), "call": call.name}
        _save(made, ApplicationDeed.APPLY, actor, now, before, after, note=remark)
    return made


def move_application(
    *,
    actor: Account,
    now: datetime,
    application: Application,
    deed: ApplicationDeed,
    granted_wan_yuan: Decimal | None = None,
    document_number: str = "",
    remark: str = "",
    version: int | None = None,
) -> Application:
    """Submit an application, take it back, or keep what was decided on it (OP6); money comes by ``receive_money``."""
    remark = remark.strip()
    _refuse_long(remark)
    with transaction.atomic():
        made = _open(actor, deed, application, version)
        if deed in {ApplicationDeed.SUBMIT, ApplicationDeed.TAKE_BACK}:
            _refuse_closed(made.opportunity, now)
        before = {"application_state": str(made.state)}
        after: dict[str, Any] = {}
        if deed is ApplicationDeed.APPROVE:
            if granted_wan_yuan is None or granted_wan_yuan <= 0:
                raise AmountMissing(at="granted_wan_yuan")
            made.granted_wan_yuan = granted_wan_yuan
            made.document_number = " ".join(document_number.split())[:60]
            after = {"granted_wan_yuan": plain(granted_wan_yuan), "document_number": made.document_number}
        elif deed is ApplicationDeed.REFUSE and not remark:
            raise errors.ReasonMissing(at="remark")
        if remark:
            made.remark = remark
        made.state = APPLICATION_STEPS[ApplicationState(made.state), deed]
        _save(made, deed, actor, now, before, after | {"application_state": made.state.value}, note=remark)
    return made


def receive_money(
    *, actor: Account, now: datetime, application: Application, amount: Decimal | None, version: int | None = None
) -> Application:
    """Keep money that came in for an application, and add it to the project's sources of money (OP6)."""
    if amount is None or amount <= 0:
        raise AmountMissing
    with transaction.atomic():
        made = _open(actor, ApplicationDeed.RECEIVE, application, version)
        granted = made.granted_wan_yuan or Decimal(0)
        received = (made.received_wan_yuan or Decimal(0)) + amount
        if received > granted:
            raise MoreThanGranted(received=plain(received), granted=plain(granted))
        if not made.opportunity.fund_category:
            raise CategoryMissing
        before = {"application_state": str(made.state), "received_wan_yuan": _sum(made.received_wan_yuan)}
        _put_into_funding(made, amount, granted, actor, now)
        made.received_wan_yuan = received
        made.state = state_after_money(received, granted)
        after = {"application_state": made.state.value, "received_wan_yuan": plain(received)}
        _save(made, ApplicationDeed.RECEIVE, actor, now, before, after)
    return made


def _put_into_funding(made: Application, amount: Decimal, granted: Decimal, actor: Account, now: datetime) -> None:
    """Add the money to the application's own source; what was granted is planned and issued there (OP6)."""
    project = Project.objects.select_for_update().get(pk=made.project_id)
    row = made.funding or Funding(
        project=project,
        category=made.opportunity.fund_category,
        note=made.opportunity.name[:120],
        planned_wan_yuan=granted,
        issued_wan_yuan=granted,
    )
    before = {"in_place_wan_yuan": plain(row.in_place_wan_yuan)} if row.pk else {}
    row.in_place_wan_yuan += amount
    row.save()
    made.funding = row
    after = {"category": FundCategory(row.category).value, "note": row.note, "table": "funding"}
    after["in_place_wan_yuan"] = plain(row.in_place_wan_yuan)
    close_step(project, deed=ProjectDeed.UPDATE, actor=actor, now=now, before=before, after=after)


def _open(actor: Account, deed: ApplicationDeed, application: Application, version: int | None) -> Application:
    made = (
        Application.objects.select_for_update(of=("self",))
        .select_related("opportunity__jurisdiction", "project__jurisdiction", "project__lead_unit", "funding")
        .get(pk=application.pk)
    )
    standing = standing_of(actor)
    if deed in OFFICE_DEEDS:
        permissions.require_review(standing, made.opportunity.jurisdiction)
    elif not permissions.may_apply(standing, made.project):
        raise NotAllowed
    if version is not None and made.version != version:
        raise NeedStale
    if (ApplicationState(made.state), deed) not in APPLICATION_STEPS:
        raise ApplicationStepNotOpen(state=ApplicationState(made.state), deed=deed)
    return made


def _save(
    made: Application,
    deed: ApplicationDeed,
    actor: Account,
    now: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    note: str = "",
) -> None:
    made.version += 1
    made.changed_at = now
    made.save()
    record("application", made, deed, actor, now, before, after, note=note)


def _locked_call(opportunity: Opportunity, actor: Account) -> Opportunity:
    call = Opportunity.objects.select_for_update(of=("self",)).select_related("jurisdiction").get(pk=opportunity.pk)
    permissions.require_review(standing_of(actor), call.jurisdiction)
    return call


def _save_call(
    call: Opportunity,
    deed: CallDeed,
    actor: Account,
    now: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    call.version += 1
    call.save()
    record("opportunity", call, deed, actor, now, before, after)


def _refuse_closed(call: Opportunity, now: datetime) -> None:
    if call.state != OpportunityState.OPEN:
        raise CallNotOpen(name=call.name, state=OpportunityState(call.state))
    if call.closes_on is not None and call.closes_on < local_date(now):
        raise CallExpired(name=call.name, day=call.closes_on.isoformat())


def _refuse_long(remark: str) -> None:
    if len(remark) > REMARK_LIMIT:
        raise errors.TextTooLong(
            at="remark", limit=REMARK_LIMIT, length=len(remark), label_zh="备注", label_en="Remark"
        )


def _in_call(draft: CallDraft) -> list[Refusal]:
    problems: list[Refusal] = []
    if not draft.name.strip():
        problems.append(errors.FieldMissing(at="name", label_zh="名称", label_en="Name"))
    for name, (limit, chinese, english) in LIMITS.items():
        length = len(" ".join(getattr(draft, name).split()))
        if length > limit:
            problems.append(errors.TextTooLong(at=name, limit=limit, length=length, label_zh=chinese, label_en=english))
    if draft.fund_category and draft.fund_category not in set(FundCategory):
        problems.append(
            errors.ChoiceUnknown(
                at="fund_category", value=draft.fund_category, label_zh="资金类别", label_en="Category of funds"
            )
        )
    if draft.total_wan_yuan is not None and draft.total_wan_yuan < 0:
        problems.append(errors.NotNegative(at="total_wan_yuan", label_zh="总额", label_en="Sum"))
    return problems


def _told(call: Opportunity) -> dict[str, str]:
    return _told_of({field.name: getattr(call, field.name) for field in fields(CallDraft)})


def _told_of(values: Mapping[str, Any]) -> dict[str, str]:
    rows = "；".join(f"{row['field']} {row['comparator']} {row['value']}" for row in values["criteria"])
    return said(dict(values) | {"criteria": rows})


def _sum(value: Decimal | None) -> str:
    return plain(value) if value is not None else ""
