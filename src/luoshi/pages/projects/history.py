"""Tell a project's events: who did what, when, and what stood before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi.domain.audit.models import Event
from luoshi.domain.projects.rules import FIELD_WORDS, WORDS
from luoshi.domain.projects.rules.factors import WORDS as NEED_WORDS
from luoshi.domain.projects.terms import (
    AnnualClass,
    ApplicationDeed,
    ApplicationState,
    ApprovalKind,
    ApprovalRoute,
    ApprovalState,
    BuildKind,
    CallDeed,
    FactorKind,
    FactorState,
    FundCategory,
    ImageStage,
    InvestorType,
    Level,
    LibraryState,
    LifecycleStage,
    NeedDeed,
    OpportunityState,
    ParticipantRole,
    ProblemDeed,
    ProblemState,
    ProjectDeed,
)
from luoshi.domain.supervision.terms import ExtendedDate, ExtensionState
from luoshi.foundation.terms import Term
from luoshi.pages.projects.forms.fields import word
from luoshi.pages.shared.history import Change, Told, deed_word, told_event

DEEDS: tuple[type[Term], ...] = (ProjectDeed, NeedDeed, ProblemDeed, CallDeed, ApplicationDeed)
OTHERS = {
    "lifecycle_stage": _("Stage"),
    "library_state": _("Library"),
    "admitted_on": _("Admitted on"),
    "changed_on": _("Since"),
    "document": _("Paper"),
    "batch": _("Batch"),
    "citations": _("Source sentence"),
    "goals": _("Goals"),
    "task": _("Task"),
    "month": _("Month"),
    "file": _("File"),
    "rows": _("Rows"),
    "extended": _("Which date"),
    "wanted_deadline": _("New date asked for"),
    "extension": _("Extension"),
}
TERMS: dict[str, type[Term]] = {
    "lifecycle_stage": LifecycleStage,
    "library_state": LibraryState,
    "annual_class": AnnualClass,
    "level": Level,
    "build_kind": BuildKind,
    "investor_type": InvestorType,
    "approval_route": ApprovalRoute,
    "kind": ApprovalKind,
    "state": ApprovalState,
    "category": FundCategory,
    "role": ParticipantRole,
    "image_stage": ImageStage,
    "extended": ExtendedDate,
    "extension": ExtensionState,
}
# What the fields of other things than a project's own are called, and their terms, by what the event is about.
OF_SUBJECT: Mapping[str, tuple[Mapping[str, tuple[str, str]], Mapping[str, type[Term]]]] = {
    "factorneed": (
        NEED_WORDS | {"need": ("要素类别", "Kind")},
        {"kind": FactorKind, "state": FactorState, "need": FactorKind},
    ),
    "problem": (
        {
            "text": ("问题描述", "What is wrong"),
            "problem_state": ("问题状态", "State of the problem"),
            "responsible_unit": ("责任单位", "Unit that solves it"),
            "responsible_leader": ("责任领导", "Responsible leader"),
            "responsible_person": ("责任人", "Responsible person"),
            "deadline": ("解决时限", "Deadline"),
            "result": ("解决情况", "How it was solved"),
            "files": ("佐证材料", "Evidence"),
            "times_reopened": ("反弹次数", "Times returned"),
        },
        {"problem_state": ProblemState},
    ),
    "opportunity": (
        {
            "name": ("名称", "Name"),
            "caller": ("发布机关", "Who calls"),
            "fund_category": ("资金类别", "Category of funds"),
            "text": ("要点", "What it is about"),
            "criteria": ("条件", "Conditions"),
            "closes_on": ("截止日期", "Closes on"),
            "total_wan_yuan": ("总额", "Sum"),
            "call_state": ("申报状态", "State of the call"),
        },
        {"call_state": OpportunityState, "fund_category": FundCategory},
    ),
    "application": (
        {
            "application_state": ("申报进度", "State of the application"),
            "call": ("机会", "Call"),
            "asked_wan_yuan": ("申请金额", "Asked for"),
            "granted_wan_yuan": ("获批金额", "Granted"),
            "received_wan_yuan": ("到位金额", "Money in"),
        },
        {"application_state": ApplicationState},
    ),
}


def told(events: Iterable[Event], language: str) -> list[Told]:
    """Tell events in the order they come."""
    return [told_event(event, deed_word(event.verb, DEEDS, language), _fields(event, language)) for event in events]


def _fields(event: Event, language: str) -> Iterator[Change]:
    """Tell the fields of an event, in the words of what it is about."""
    about = event.after.get("table") if event.subject_type == "project" else event.subject_type
    own, terms = OF_SUBJECT.get(str(about), ({}, {}))
    names = [n for n in {**event.before, **event.after} if n in own or n in OTHERS or n in FIELD_WORDS or n in WORDS]
    for n in names:
        yield Change(
            word(own[n]) if n in own else _name(n),
            _said(n, event.before.get(n), language, {**TERMS, **terms}),
            _said(n, event.after.get(n), language, {**TERMS, **terms}),
        )


def _name(field: str) -> str:
    if field in OTHERS:
        return str(OTHERS[field])
    return word(FIELD_WORDS.get(field) or WORDS[field])


def _said(name: str, value: Any, language: str, known: Mapping[str, type[Term]]) -> str:
    if value is None or value == "":
        return ""
    terms = known.get(name)
    if isinstance(value, list):
        return "、".join(_said(name, item, language, known) for item in value)
    if terms is not None and value in set(terms):
        return terms(value).label(language)
    return str(value)
