"""Bring projects in: each row a dossier, judged as a single one would be, new or changing what is there (IM7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rapidfuzz import fuzz

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects import errors as project_errors
from luoshi.domain.projects.actions import ProjectRow, problems_in_rows, store_projects
from luoshi.domain.projects.errors import RowProblem, RowsInvalid
from luoshi.domain.projects.models import Project, Sector, YearlyInvestment
from luoshi.domain.projects.queries.dossiers import dossier_of
from luoshi.domain.projects.rules import FIELD_NAMES, FIELD_WORDS, Dossier
from luoshi.domain.projects.rules.dossier import CHOICES
from luoshi.domain.projects.terms import LibraryState, LifecycleStage
from luoshi.domain.tasks.rules import folded
from luoshi.foundation.codes import judge_project_code
from luoshi.foundation.money import money_text
from luoshi.foundation.refusals import Refusal
from luoshi.workflows.import_sheet import cells
from luoshi.workflows.import_sheet.checked import FieldChange, Plan, Progress, RowChange, RowDeed
from luoshi.workflows.import_sheet.faults import Remedy, options_of
from luoshi.workflows.import_sheet.table import Row, Table
from luoshi.workflows.import_sheet.unit_names import UnitNames

TEXTS = (
    "local_code", "owner_credit_code", "industry_code", "division_code", "scale", "summary", "new_capacity",
    "total_difference_reason", "sponsor_leader", "responsible_person", "contact_person", "contact_phone",
)  # fmt: skip
SUMS = ("total_wan_yuan", "actual_total_wan_yuan", "done_before_wan_yuan")
DAYS = {
    "planned_start": False,
    "planned_finish": True,
    "actual_start": False,
    "actual_finish": True,
    "entered_on": False,
}  # whether a month or year means its end
NUMBERS = ("longitude", "latitude")
CHUNK = 500
# Where the field of a refusal stands under another key in the sheet.
AS_IN_SHEET = {"owner_name": "owner", "owner_unit": "owner", "parent": "name"}
AT_FINISH = frozenset({LifecycleStage.COMPLETED, LifecycleStage.PRODUCING, LifecycleStage.AT_DESIGN_EFFECT})


class ProjectTwice(Refusal):
    """Two rows of a sheet are one project."""

    chinese = "与第 {row} 行是同一个项目（{what}相同）。请删去其中一行。"
    english = "This is the same project as row {row} (same {what_en}). Remove one of them."


class ProjectUnclear(Refusal):
    """Several projects of the library fit the row."""

    chinese = "库中有 {count} 个同名同业主的项目，无法判断更新哪一个。请填写国家项目代码。"
    english = "{count} projects bear this name and owner. Give the national code to tell which one is meant."


class SectorNotThere(Refusal):
    """The library has no such sector."""

    chinese = "库中没有“{text}”这一行业领域。现有：{names}。"
    english = "The library has no sector “{text}”. It has: {names}."


class StageFixed(Refusal):
    """The stage of a project that exists moves on its own page, through its gates."""

    chinese = "项目 {number} 当前阶段为“{stage}”，表格不能改变已有项目的阶段。请在项目页办理，或删去这一格。"
    english = "Project {number} is at “{stage}”. A sheet does not move existing projects; use the project's page."


class ProjectImport:
    """The rows of a sheet as projects."""

    def __init__(self, table: Table, jurisdiction: Unit, today: date) -> None:
        """``today`` judges dates that lie ahead."""
        self.table, self.jurisdiction, self.today = table, jurisdiction, today
        self.plan = Plan()
        self.rows: list[ProjectRow] = []
        self._numbers: dict[str, Row] = {}
        self.years = {field.year: field.key for field in table.fields.values() if field.year is not None}

    def check(self, rows: Sequence[Row], progress: Progress) -> None:
        """Read, judge and plan."""
        self._read(rows, progress)
        progress(0.6)
        for problem in problems_in_rows(jurisdiction=self.jurisdiction, rows=self.rows, today=self.today):
            self._note(problem)
        progress(1.0)

    def prepare(self, rows: Sequence[Row], progress: Progress) -> None:
        """Read and plan without judging, since storing judges by itself."""
        self._read(rows, progress)

    def store(self, *, actor: Account, now: datetime, source: str) -> None:
        """Store all rows."""
        try:
            store_projects(actor=actor, now=now, jurisdiction=self.jurisdiction, rows=self.rows, source=source)
        except RowsInvalid as refusal:
            for problem in refusal.problems:
                self._note(problem)

    def _read(self, rows: Sequence[Row], progress: Progress) -> None:
        units = UnitNames.of(self.jurisdiction, rows, ("lead_unit", "owner"))
        self.units = units
        sectors = Sector.objects.filter(jurisdiction=self.jurisdiction, is_active=True).order_by("order", "id")
        self.sectors = {sector.name: sector.pk for sector in sectors}
        self._sector_forms = {folded(name): pk for name, pk in self.sectors.items()}
        shelf = _Shelf(self.jurisdiction)
        seen: dict[tuple[str, ...], Row] = {}
        found: list[tuple[Row, dict[str, Any], int | None, int | None]] = []
        for count, row in enumerate(rows):
            if count % 200 == 0:
                progress(0.5 * count / len(rows))
            is_whole = self.table.needs(row)
            given, lead = self._values(row)
            if not is_whole:
                continue
            if self._is_twice(row, given, lead, seen):
                continue
            candidates = shelf.find(given, lead, self._owner_name(given))
            if len(candidates) > 1:
                self.table.refuse_field(row, "name", ProjectUnclear(count=len(candidates)))
                continue
            found.append((row, given, lead, candidates[0] if candidates else None))
        dossiers = shelf.dossiers([pk for *_, pk in found if pk is not None])
        for row, given, lead, pk in found:
            self._plan(row, given, lead, dossiers.get(pk or 0))

    def _values(self, row: Row) -> tuple[dict[str, Any], int | None]:
        """Read what a row gives, by the dossier's fields; empty cells give nothing (IM7)."""
        table = self.table
        given: dict[str, Any] = {name: table.text(row, name) for name in TEXTS if name in row.values}
        given["name"] = " ".join(table.text(row, "name").split())
        if "national_code" in row.values:
            given["national_code"] = judge_project_code(table.text(row, "national_code")).code[:40]
        for name in SUMS:
            if (amount := table.money(row, name)) is not None:
                given[name] = amount
        for name, is_end in DAYS.items():
            if (day := table.day(row, name, is_end=is_end)) is not None:
                given[name] = day
        for name in NUMBERS:
            if (number := table.number(row, name)) is not None:
                given[name] = number
        for name, terms in CHOICES.items():
            if (term := table.term(row, name, terms)) is not None:
                given[name] = term.value
        given["stage"] = table.term(row, "stage", LifecycleStage)
        given["is_admitted"] = table.read(row, "is_admitted", cells.read_yes)
        if "owner" in row.values:
            name = table.text(row, "owner")
            unit = self.units.exact(name)
            given["owner_unit_id"], given["owner_name"] = (unit, "") if unit else (None, name)
        if (sector := self._sector(row)) is not None:
            given["sector_id"] = sector
        years = {year: amount for year, key in self.years.items() if (amount := table.money(row, key)) is not None}
        given["years"] = years
        return given, self.units.one(table, row, "lead_unit")

    def _sector(self, row: Row) -> int | None:
        name = self.table.text(row, "sector")
        if not name:
            return None
        chosen = self.table.choices.instead("sector", name)
        if chosen and chosen.isdecimal() and int(chosen) in self.sectors.values():
            return int(chosen)
        if (found := self._sector_forms.get(folded(name))) is not None:
            return found
        near = sorted(self.sectors.items(), key=lambda pair: -fuzz.ratio(name, pair[0]))
        self.table.refuse_field(
            row,
            "sector",
            SectorNotThere(text=name, names="、".join(self.sectors) or "—"),
            written=name,
            remedy=Remedy.REPLACE,
            options=options_of((pk, label) for label, pk in near),
        )
        return None

    def _owner_name(self, given: Mapping[str, Any]) -> str:
        unit = self.units.units.get(given.get("owner_unit_id") or 0)
        return unit.name if unit else str(given.get("owner_name", ""))

    def _is_twice(self, row: Row, given: Mapping[str, Any], lead: int | None, seen: dict[tuple[str, ...], Row]) -> bool:
        code = given.get("national_code", "")
        name = ("name", folded(given["name"]), folded(self._owner_name(given) or str(lead)), code)
        for key, what, what_en in (
            (("code", code) if code else (), "国家项目代码", "national code"),
            (name, "名称和业主", "name and owner"),
        ):
            if key and key in seen:
                refusal = ProjectTwice(row=seen[key].place, what=what, what_en=what_en)
                self.table.refuse_field(row, "national_code" if key[0] == "code" else "name", refusal)
                return True
            if key:
                seen[key] = row
        return False

    def _plan(self, row: Row, given: dict[str, Any], lead: int | None, known: tuple[Project, Dossier] | None) -> None:
        stage, is_admitted, years = given.pop("stage"), given.pop("is_admitted"), given.pop("years")
        was = known[1] if known else None
        if years:
            former_years = dict(was.investment_by_year) if was else {}
            given["investment_by_year"] = tuple(sorted((former_years | years).items()))
        self._numbers[row.place] = row
        if known is None:
            self.rows.append(self._new(row, Dossier(**given), lead, stage, is_admitted))
            self.plan.changes.append(RowChange(row.place, RowDeed.CREATE, given["name"]))
            return
        project, former = known
        dossier = replace(former, **given)
        if stage is not None and stage != project.lifecycle_stage:
            now = LifecycleStage(project.lifecycle_stage)
            self.table.refuse_field(row, "stage", StageFixed(number=project.number, stage=now.chinese))
        self.rows.append(ProjectRow(place=row.place, dossier=dossier, lead_unit_id=lead, project_id=project.pk))
        fields = self._changes(former, dossier)
        if lead is not None and lead != project.lead_unit_id:
            after = self.units.units[lead].name if lead in self.units.units else ""
            fields = (FieldChange(*FIELD_WORDS["lead_unit"], project.lead_unit.name, after), *fields)
        deed = RowDeed.CHANGE if fields else RowDeed.SAME
        self.plan.changes.append(RowChange(row.place, deed, project.name, project.pk, fields))

    def _new(
        self, row: Row, dossier: Dossier, lead: int | None, stage: LifecycleStage | None, is_admitted: bool | None
    ) -> ProjectRow:
        stages: tuple[tuple[LifecycleStage, date], ...] = ()
        if stage is not None:
            began = dossier.actual_finish if stage in AT_FINISH else dossier.actual_start
            stages = ((stage, min(began or self.today, self.today)),)
        return ProjectRow(
            place=row.place,
            dossier=dossier,
            lead_unit_id=lead,
            stages=stages,
            library_state=LibraryState.RESERVED if is_admitted else LibraryState.DRAFT,
        )

    def _changes(self, was: Dossier, becomes: Dossier) -> tuple[FieldChange, ...]:
        changes = []
        for name in FIELD_NAMES:
            before, after = getattr(was, name), getattr(becomes, name)
            if before != after:
                changes.append(FieldChange(*FIELD_WORDS[name], self._said(name, before), self._said(name, after)))
        return tuple(changes)

    def _said(self, name: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if name == "investment_by_year":
            return "；".join(f"{year}: {money_text(amount, decimals=6)}" for year, amount in value)
        if isinstance(value, Decimal):
            return money_text(value, decimals=6)
        if name == "sector_id":
            return next((label for label, pk in self.sectors.items() if pk == value), str(value))
        if name == "owner_unit_id":
            return self.units.units[value].name if value in self.units.units else str(value)
        if name in CHOICES:
            return CHOICES[name](value).chinese
        return str(value)

    def _note(self, problem: RowProblem) -> None:
        row = self._numbers[problem.place]
        key = problem.field.removesuffix("_id")
        key = AS_IN_SHEET.get(key, key)
        if key == "investment_by_year":
            key = min(self.years.values(), default="total_wan_yuan")
        if isinstance(problem.refusal, project_errors.LeadUnitMissing) and "lead_unit" in row.values:
            return  # the name that means no unit is named already
        if isinstance(problem.refusal, project_errors.YearsBeforeTotal) and "total_wan_yuan" in row.values:
            return  # the total that cannot be read is named already
        self.table.refuse_field(row, key, problem.refusal, written=self.table.text(row, key))


class _Shelf:
    """The projects of a library as rows look for them: by code, by name and owner."""

    def __init__(self, jurisdiction: Unit) -> None:
        self._jurisdiction = jurisdiction
        self._by_code: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], list[tuple[int, str]]] = {}
        columns = ("pk", "name", "national_code", "owner_name", "owner_unit__name", "lead_unit_id")
        for pk, name, code, owner, owner_unit, lead in Project.objects.filter(jurisdiction=jurisdiction).values_list(
            *columns
        ):
            if code:
                self._by_code[code] = pk
            key = (folded(name), folded(owner_unit or owner or str(lead)))
            self._by_name.setdefault(key, []).append((pk, code or ""))

    def find(self, given: Mapping[str, Any], lead: int | None, owner: str) -> list[int]:
        """Give the projects that a row means: by its code, else by name and owner, where the code does not differ."""
        code = given.get("national_code", "")
        if code in self._by_code:
            return [self._by_code[code]]
        named = self._by_name.get((folded(given["name"]), folded(owner or str(lead))), [])
        return [pk for pk, theirs in named if not code or not theirs]

    def dossiers(self, keys: Sequence[int]) -> dict[int, tuple[Project, Dossier]]:
        """Read projects with their dossiers."""
        found: dict[int, tuple[Project, Dossier]] = {}
        for start in range(0, len(keys), CHUNK):
            chunk = keys[start : start + CHUNK]
            by_year: dict[int, list[tuple[int, Decimal]]] = {}
            rows = YearlyInvestment.objects.filter(project__in=chunk).order_by("year")
            for pk, year, amount in rows.values_list("project_id", "year", "planned_wan_yuan"):
                by_year.setdefault(pk, []).append((year, amount))
            for project in Project.objects.filter(pk__in=chunk).select_related("lead_unit"):
                found[project.pk] = (project, dossier_of(project, by_year.get(project.pk, ())))
        return found
