"""Rows that hang on a project: what each may hold (PJ14), its months (PJ11) and its years (PJ10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from luoshi.domain.projects import errors
from luoshi.domain.projects.rules.dossier import GREATEST_SUM, SUM_STEP
from luoshi.domain.projects.rules.years import YEARS
from luoshi.domain.projects.terms import (
    AnnualClass,
    ApprovalKind,
    ApprovalState,
    FundCategory,
    ImageStage,
    ParticipantRole,
)
from luoshi.foundation.codes import judge_credit_code
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalDraft:
    """An approval; ``authority_id`` is a unit of the tree."""

    kind: str
    title: str = ""
    authority_id: int | None = None
    document_number: str = ""
    granted_on: date | None = None
    needed_by: date | None = None
    state: str = ApprovalState.NOT_STARTED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantDraft:
    """A firm with its contract in 万元."""

    role: str
    name: str
    credit_code: str = ""
    contract_wan_yuan: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingDraft:
    """A source of money in 万元, all figures since the beginning."""

    category: str
    note: str = ""
    planned_wan_yuan: Decimal = Decimal(0)
    issued_wan_yuan: Decimal = Decimal(0)
    in_place_wan_yuan: Decimal = Decimal(0)
    paid_wan_yuan: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneDraft:
    """A key node, planned against actual."""

    title: str
    planned_on: date
    order: int = 0
    planned_start: date | None = None
    actual_start: date | None = None
    actual_on: date | None = None
    unit_id: int | None = None
    person: str = ""


RowDraft = ApprovalDraft | ParticipantDraft | FundingDraft | MilestoneDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDraft:
    """What a unit declares of a month, in 万元; None where nothing is declared."""

    image_stage: str = ""
    narrative: str = ""
    invested_wan_yuan: Decimal | None = None
    funds_wan_yuan: Decimal | None = None
    paid_wan_yuan: Decimal | None = None
    problems_and_advice: str = ""
    next_month_plan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthVerdict:
    """What the office makes of a month's figures, in 万元; None takes over what was declared."""

    invested_wan_yuan: Decimal | None = None
    funds_wan_yuan: Decimal | None = None
    paid_wan_yuan: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDraft:
    """A project's line in one year's plan."""

    year: int
    annual_class: str = ""
    planned_wan_yuan: Decimal | None = None
    planned_start_month: int | None = None
    planned_finish_month: int | None = None
    objective: str = ""


WORDS: dict[str, tuple[str, str]] = {
    "kind": ("审批事项", "Approval"),
    "title": ("名称", "Title"),
    "authority": ("审批单位", "Authority"),
    "document_number": ("文号", "Document number"),
    "granted_on": ("批复日期", "Granted on"),
    "needed_by": ("需要时间", "Needed by"),
    "state": ("状态", "State"),
    "role": ("参建角色", "Role"),
    "name": ("单位名称", "Name"),
    "credit_code": ("统一社会信用代码", "Credit code"),
    "contract_wan_yuan": ("合同金额", "Contract sum"),
    "starts_on": ("合同开始", "Contract begins"),
    "ends_on": ("合同结束", "Contract ends"),
    "category": ("资金类别", "Source"),
    "note": ("说明", "Note"),
    "planned_wan_yuan": ("计划金额", "Planned"),
    "issued_wan_yuan": ("累计下达", "Issued so far"),
    "in_place_wan_yuan": ("累计到位", "In place"),
    "paid_wan_yuan": ("支付资金", "Paid"),
    "planned_on": ("计划完成", "Planned finish"),
    "planned_start": ("计划开始", "Planned start"),
    "actual_start": ("实际开始", "Actual start"),
    "actual_on": ("实际完成", "Actual finish"),
    "unit": ("责任单位", "Unit"),
    "person": ("责任人", "Person"),
    "order": ("顺序", "Order"),
    "image_stage": ("形象进度阶段", "Image stage"),
    "narrative": ("形象进度", "Image progress"),
    "invested_wan_yuan": ("本月完成投资", "Invested in the month"),
    "funds_wan_yuan": ("本月到位资金", "Funds that came in"),
    "problems_and_advice": ("问题和建议", "Problems and advice"),
    "next_month_plan": ("下月计划", "Plan for next month"),
    "year": ("年度", "Year"),
    "annual_class": ("年度分类", "Annual class"),
    "planned_start_month": ("计划开工月份", "Month of start"),
    "planned_finish_month": ("计划竣工月份", "Month of completion"),
    "objective": ("年度建设目标", "Objective of the year"),
}
"""What forms and history call the fields of rows, months and years."""

MILESTONE_LIMIT = 120
_LIMITS = {
    "title": 200, "document_number": 60, "name": 120, "note": 120, "person": 60, "narrative": 2000,
    "problems_and_advice": 2000, "next_month_plan": 2000, "objective": 1000,
}  # fmt: skip
_TERMS: dict[str, type[Term]] = {
    "kind": ApprovalKind,
    "state": ApprovalState,
    "role": ParticipantRole,
    "category": FundCategory,
    "image_stage": ImageStage,
    "annual_class": AnnualClass,
}
_MAY_BE_EMPTY = frozenset({"image_stage", "annual_class"})


def _words(field: str) -> dict[str, str]:
    chinese, english = WORDS[field]
    return {"label_zh": chinese, "label_en": english}


Row = TypeVar("Row", bound="RowDraft | MonthDraft | YearDraft")


def tidied_row(row: Row) -> Row:
    """Drop outer white space and put the credit code into its form."""
    words: dict[str, Any] = {f.name: v.strip() for f in fields(row) if isinstance(v := getattr(row, f.name), str)}
    if words.get("credit_code"):
        words["credit_code"] = judge_credit_code(words["credit_code"]).code[:18]
    return replace(row, **words)


def problems_in_row(row: RowDraft | MonthDraft | YearDraft, *, today: date) -> list[Refusal]:
    """Name everything wrong with a tidied row, each problem with its field (PJ14); empty where all is well."""
    return [*_common(row), *_special(row, today)]


def problems_in_sums(figures: MonthVerdict) -> list[Refusal]:
    """Name what is wrong with verified figures."""
    return list(_common(figures))


def _common(row: RowDraft | MonthDraft | YearDraft | MonthVerdict) -> Iterator[Refusal]:
    """Name what every kind of row is asked: terms known, texts short enough, sums of money that can be."""
    for name in (f.name for f in fields(row)):
        value = getattr(row, name)
        if name in _TERMS:
            if value not in set(_TERMS[name]) and not (value == "" and name in _MAY_BE_EMPTY):
                refused = errors.FieldMissing if value == "" else errors.ChoiceUnknown
                yield refused(at=name, **({} if value == "" else {"value": value}), **_words(name))
        elif isinstance(value, str) and len(value) > _LIMITS.get(name, 4000):
            yield errors.TextTooLong(at=name, limit=_LIMITS[name], length=len(value), **_words(name))
        elif isinstance(value, Decimal) and value < 0:
            yield errors.NotNegative(at=name, **_words(name))
        elif isinstance(value, Decimal) and (value >= GREATEST_SUM or value % SUM_STEP != 0):
            yield errors.SumTooLarge(at=name, **_words(name))
        elif isinstance(value, date) and value.year not in YEARS:
            yield errors.DateOutOfRange(at=name, year=value.year, **_words(name))


def _special(row: RowDraft | MonthDraft | YearDraft, today: date) -> Iterator[Refusal]:
    if isinstance(row, ApprovalDraft):
        if row.state == ApprovalState.GRANTED and row.granted_on is None:
            yield errors.FieldMissing(at="granted_on", **_words("granted_on"))
        yield from _ahead("granted_on", row.granted_on, today)
    elif isinstance(row, ParticipantDraft):
        if not row.name:
            yield errors.FieldMissing(at="name", **_words("name"))
        verdict = judge_credit_code(row.credit_code) if row.credit_code else None
        if verdict is not None and not verdict.is_acceptable:
            yield errors.CodeRefused(at="credit_code", reason_zh=verdict.chinese, reason_en=verdict.english)
        yield from _order("starts_on", row.starts_on, "ends_on", row.ends_on)
    elif isinstance(row, MilestoneDraft):
        if not row.title:
            yield errors.FieldMissing(at="title", **_words("title"))
        if len(row.title) > MILESTONE_LIMIT:
            yield errors.TextTooLong(at="title", limit=MILESTONE_LIMIT, length=len(row.title), **_words("title"))
        yield from _order("planned_start", row.planned_start, "planned_on", row.planned_on)
        yield from _order("actual_start", row.actual_start, "actual_on", row.actual_on)
        yield from _ahead("actual_on", row.actual_on, today)
        yield from _ahead("actual_start", row.actual_start, today)
    elif isinstance(row, MonthDraft):
        if not row.narrative and row.invested_wan_yuan is None:
            yield errors.MonthEmpty()
    elif isinstance(row, YearDraft):
        if row.year not in YEARS:
            yield errors.ClassOutsideYear(year=row.year)
        for name in ("planned_start_month", "planned_finish_month"):
            month = getattr(row, name)
            if month is not None and month not in range(1, 13):
                yield errors.ChoiceUnknown(at=name, value=month, **_words(name))


def _order(earlier: str, first: date | None, later: str, second: date | None) -> Iterator[Refusal]:
    if first is not None and second is not None and first > second:
        yield errors.DatesOutOfOrder(
            at=later,
            earlier=first.isoformat(),
            later=second.isoformat(),
            earlier_zh=WORDS[earlier][0],
            earlier_en=WORDS[earlier][1],
            later_zh=WORDS[later][0],
            later_en=WORDS[later][1],
        )


def _ahead(name: str, day: date | None, today: date) -> Iterator[Refusal]:
    if day is not None and day > today:
        yield errors.DateAhead(at=name, day=day.isoformat(), **_words(name))
