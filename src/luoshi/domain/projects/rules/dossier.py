"""What a project's dossier may hold (PJ8) and what it must hold before it is submitted (PJ9)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from luoshi.domain.projects import errors
from luoshi.domain.projects.rules.years import YEARS, is_put_off
from luoshi.domain.projects.terms import ApprovalRoute, BuildKind, InvestorType, Level
from luoshi.foundation.codes import (
    CodeVerdict,
    judge_credit_code,
    judge_division_code,
    judge_industry_code,
    judge_project_code,
)
from luoshi.foundation.money import money_text, yearly_sum_problem
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term

GREATEST_SUM = Decimal(10) ** 12  # 万元; the columns hold fourteen digits before the point
SUM_STEP = Decimal("0.000001")  # 万元: one fen, the finest that money has (MO1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The words, codes, sums (万元) and dates of a project that its form holds. Units are given by their keys.

    ``investment_by_year`` lists (year, 万元) in any order; empty where the total is not spread.
    """

    name: str
    parent_id: int | None = None
    national_code: str = ""
    local_code: str = ""
    summary: str = ""
    scale: str = ""
    new_capacity: str = ""
    sector_id: int | None = None
    industry_code: str = ""
    division_code: str = ""
    level: str = Level.ORDINARY.value
    build_kind: str = BuildKind.NEW.value
    investor_type: str = ""
    approval_route: str = ""
    owner_unit_id: int | None = None
    owner_name: str = ""
    owner_credit_code: str = ""
    sponsor_leader: str = ""
    responsible_person: str = ""
    contact_person: str = ""
    contact_phone: str = ""
    total_wan_yuan: Decimal | None = None
    actual_total_wan_yuan: Decimal | None = None
    total_difference_reason: str = ""
    done_before_wan_yuan: Decimal = Decimal(0)
    planned_start: date | None = None
    planned_finish: date | None = None
    actual_start: date | None = None
    actual_finish: date | None = None
    entered_on: date | None = None
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    investment_by_year: tuple[tuple[int, Decimal], ...] = ()


FIELD_NAMES = tuple(field.name for field in fields(Dossier))
"""Names of the dossier's fields; a project's columns bear them, save ``investment_by_year``."""

FIELD_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "name": ("项目名称", "Name"),
        "parent": ("上级项目", "Part of"),
        "parent_id": ("上级项目", "Part of"),
        "lead_unit": ("责任单位", "Responsible unit"),
        "national_code": ("国家项目代码", "National project code"),
        "local_code": ("本地编号", "Local number"),
        "summary": ("项目简介", "Summary"),
        "scale": ("建设规模及内容", "Scale and content"),
        "new_capacity": ("新增生产能力", "New capacity"),
        "sector": ("行业领域", "Sector"),
        "sector_id": ("行业领域", "Sector"),
        "industry_code": ("国标行业代码", "Industry code"),
        "division_code": ("建设地点区划代码", "Division code of the site"),
        "level": ("项目级别", "Level"),
        "build_kind": ("建设性质", "Kind of construction"),
        "investor_type": ("投资主体", "Investor"),
        "approval_route": ("立项方式", "Way of approval"),
        "owner_unit": ("业主单位（本级单位）", "Owner, a unit of the tree"),
        "owner_unit_id": ("业主单位（本级单位）", "Owner, a unit of the tree"),
        "owner_name": ("业主单位名称", "Owner"),
        "owner_credit_code": ("业主统一社会信用代码", "Owner's credit code"),
        "sponsor_leader": ("挂点领导", "Sponsor leader"),
        "responsible_person": ("责任人", "Responsible person"),
        "contact_person": ("联系人", "Contact"),
        "contact_phone": ("联系电话", "Telephone"),
        "total_wan_yuan": ("总投资（责任制口径）", "Total investment"),
        "actual_total_wan_yuan": ("实际总投资", "Actual total investment"),
        "total_difference_reason": ("两个总投资不一致的原因", "Why the totals differ"),
        "done_before_wan_yuan": ("开始填报前累计完成投资", "Invested before the first month"),
        "planned_start": ("计划开工日期", "Planned start"),
        "planned_finish": ("计划竣工日期", "Planned finish"),
        "actual_start": ("实际开工日期", "Actual start"),
        "actual_finish": ("实际竣工日期", "Actual finish"),
        "entered_on": ("入统日期", "Entered in the statistics"),
        "entry_verified_on": ("核验入统日期", "Statistical entry verified"),
        "longitude": ("经度", "Longitude"),
        "latitude": ("纬度", "Latitude"),
        "investment_by_year": ("分年度投资", "Investment by year"),
    }
)
"""What the form and the history call each field, in Chinese and in English."""

LIMITS: Mapping[str, int] = MappingProxyType(
    {
        "name": 200, "local_code": 40, "summary": 4000, "scale": 4000, "new_capacity": 200, "owner_name": 120,
        "sponsor_leader": 60, "responsible_person": 60, "contact_person": 60, "contact_phone": 30,
        "total_difference_reason": 200,
    }
)  # fmt: skip
CHOICES: Mapping[str, type[Term]] = MappingProxyType(
    {"level": Level, "build_kind": BuildKind, "investor_type": InvestorType, "approval_route": ApprovalRoute}
)
MAY_BE_EMPTY = frozenset({"investor_type", "approval_route"})
SUMS = ("total_wan_yuan", "actual_total_wan_yuan", "done_before_wan_yuan")
DATES = ("planned_start", "planned_finish", "actual_start", "actual_finish", "entered_on")
PLANNED = ("planned_start", "planned_finish")
PAST = frozenset({"actual_start", "actual_finish", "entered_on"})  # what has happened lies behind
ORDER = (("planned_start", "planned_finish"), ("actual_start", "actual_finish"), ("actual_start", "entered_on"))
NEEDED_TO_SUBMIT = (
    "scale", "sector_id", "investor_type", "approval_route", "total_wan_yuan", "planned_start", "planned_finish",
    "responsible_person",
)  # fmt: skip


def words_of(field: str) -> dict[str, str]:
    """Give a field's Chinese and English word as refusals take them."""
    chinese, english = FIELD_WORDS[field]
    return {"label_zh": chinese, "label_en": english}


def tidied(dossier: Dossier, *, own_divisions: Mapping[str, str] = MappingProxyType({})) -> Dossier:
    """Drop control characters and outer white space; put codes into their form and years in order (CD5)."""
    changed: dict[str, Any] = {
        name: _legal(value).strip() for name in FIELD_NAMES if isinstance(value := getattr(dossier, name), str)
    }
    changed["name"] = " ".join(changed["name"].split())
    for name, judge in _judges(own_divisions).items():
        if changed[name]:
            changed[name] = judge(changed[name]).code[:40]
    changed["investment_by_year"] = tuple(sorted(dossier.investment_by_year))
    return replace(dossier, **changed)


def problems_in_dossier(
    dossier: Dossier, *, today: date, own_divisions: Mapping[str, str] = MappingProxyType({})
) -> list[Refusal]:
    """Name everything wrong with a tidied dossier, each problem with its field (PJ8); empty where all is well.

    A draft may lack most of it: what is needed to submit is asked by ``lacks_for_submission``.
    """
    problems: list[Refusal] = []
    if not dossier.name:
        problems.append(errors.NameMissing())
    for name, limit in LIMITS.items():
        length = len(getattr(dossier, name))
        if length > limit:
            problems.append(errors.TextTooLong(at=name, limit=limit, length=length, **words_of(name)))
    for name, terms in CHOICES.items():
        value = getattr(dossier, name)
        if value not in set(terms) and not (value == "" and name in MAY_BE_EMPTY):
            problems.append(errors.ChoiceUnknown(at=name, value=value, **words_of(name)))
    for name, judge in _judges(own_divisions).items():
        verdict = judge(value) if (value := getattr(dossier, name)) else None
        if verdict is not None and not verdict.is_acceptable:
            problems.append(errors.CodeRefused(at=name, reason_zh=verdict.chinese, reason_en=verdict.english))
    problems += _problems_with_sums(dossier)
    problems += _problems_with_dates(dossier, today)
    if not _is_place_whole(dossier.longitude, dossier.latitude):
        problems.append(errors.PlaceIncomplete())
    return problems


def lacks_for_submission(dossier: Dossier, sector: tuple[str, Decimal | None] | None) -> list[Refusal]:
    """Name what keeps a dossier from being submitted or admitted (PJ9).

    ``sector`` is its sector's name and admission threshold in 万元, None without a sector; threshold None asks nothing.
    """
    lacks: list[Refusal] = [
        errors.Incomplete(at=name.removesuffix("_id"), **words_of(name))
        for name in NEEDED_TO_SUBMIT
        if getattr(dossier, name) in (None, "")
    ]
    if not dossier.owner_name and dossier.owner_unit_id is None:
        lacks.append(errors.Incomplete(at="owner_name", **words_of("owner_name")))
    total = dossier.total_wan_yuan
    if sector is not None and total is not None and sector[1] is not None and total < sector[1]:
        lacks.append(errors.BelowThreshold(total=money_text(total), sector=sector[0], threshold=money_text(sector[1])))
    return lacks


def _problems_with_sums(dossier: Dossier) -> list[Refusal]:
    problems: list[Refusal] = []
    for name in SUMS:
        problems += _problem_with_sum(name, getattr(dossier, name))
    years = [year for year, _ in dossier.investment_by_year]
    for year in sorted({y for y in years if years.count(y) > 1}):
        problems.append(errors.YearTwice(year=year))
    for year, amount in dossier.investment_by_year:
        problems += _problem_with_sum("investment_by_year", amount)
        if year not in YEARS:
            problems.append(errors.DateOutOfRange(at="investment_by_year", year=year, **words_of("investment_by_year")))
    total, actual = dossier.total_wan_yuan, dossier.actual_total_wan_yuan
    if dossier.investment_by_year and total is None:
        problems.append(errors.YearsBeforeTotal())
    differs = yearly_sum_problem(total, dict(dossier.investment_by_year))
    if differs is not None and len(set(years)) == len(years):
        problems.append(errors.YearsDoNotAddUp(**differs.params))
    if total is not None and actual is not None and total != actual and not dossier.total_difference_reason:
        problems.append(errors.TotalsDifferWithoutReason(total=money_text(total), actual=money_text(actual)))
    return problems


def _problem_with_sum(name: str, amount: Decimal | None) -> list[Refusal]:
    if amount is None:
        return []
    if amount < 0:
        return [errors.NotNegative(at=name, **words_of(name))]
    if amount >= GREATEST_SUM or amount % SUM_STEP != 0:
        return [errors.SumTooLarge(at=name, **words_of(name))]
    return []


def _problems_with_dates(dossier: Dossier, today: date) -> list[Refusal]:
    problems: list[Refusal] = []
    for name in DATES:
        day = getattr(dossier, name)
        if day is not None and day.year not in YEARS:
            problems.append(errors.DateOutOfRange(at=name, year=day.year, **words_of(name)))
        elif day is not None and name in PAST and day > today:
            problems.append(errors.DateAhead(at=name, day=day.isoformat(), **words_of(name)))
    for earlier, later in ORDER:
        problems += date_order(earlier, getattr(dossier, earlier), later, getattr(dossier, later))
    if dossier.entered_on is not None and dossier.actual_start is None:
        problems.append(errors.EntryBeforeStart())
    return problems


def dates_put_off(former: Dossier, becomes: Dossier) -> list[Refusal]:
    """Name the planned dates that would come later or be left out, which an issued project's unit only asks for (PJ23).

    Earlier ones, and a first one, are free.
    """
    return [
        errors.PutOffByUnit(at=name, former=was.isoformat(), **words_of(name))
        for name in PLANNED
        if is_put_off(was := getattr(former, name), getattr(becomes, name)) and was is not None
    ]


def date_order(earlier: str, first: date | None, later: str, second: date | None) -> list[Refusal]:
    """Name two dates of a form that stand in the wrong order; empty where they do not."""
    if first is None or second is None or first <= second:
        return []
    return [
        errors.DatesOutOfOrder(
            at=later,
            earlier=first.isoformat(),
            later=second.isoformat(),
            earlier_zh=FIELD_WORDS[earlier][0],
            earlier_en=FIELD_WORDS[earlier][1],
            later_zh=FIELD_WORDS[later][0],
            later_en=FIELD_WORDS[later][1],
        )
    ]


def _is_place_whole(longitude: Decimal | None, latitude: Decimal | None) -> bool:
    if longitude is None or latitude is None:
        return longitude is None and latitude is None
    return abs(longitude) <= 180 and abs(latitude) <= 90


def _judges(own_divisions: Mapping[str, str]) -> dict[str, Callable[[str], CodeVerdict]]:
    return {
        "national_code": lambda code: judge_project_code(code, own_divisions=own_divisions),
        "owner_credit_code": judge_credit_code,
        "industry_code": judge_industry_code,
        "division_code": lambda code: judge_division_code(code, own=own_divisions),
    }


def _legal(text: str) -> str:
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
