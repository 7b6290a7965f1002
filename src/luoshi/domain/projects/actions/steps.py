"""What every deed on a project shares: lock, check, version, event; and what a dossier is judged against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of, within
from luoshi.domain.projects import errors, permissions, rules
from luoshi.domain.projects.models import Project, Sector
from luoshi.domain.projects.rules import Dossier
from luoshi.domain.projects.terms import LibraryState, ProjectDeed
from luoshi.domain.tasks.models import NumberSeries
from luoshi.domain.tasks.rules import UnitPlace, folded
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.rows import save_row

SERIES_FOR_EVER = 0  # the year of a series of numbers that never begins anew
CHUNK = 500  # keys asked for at once: SQLite takes no more than some thousand


def open_step(*, actor: Account, deed: ProjectDeed, project_id: int, version: int | None = None) -> Project:
    """Lock a project and refuse unless the account may do the deed and state, lock and version allow it (PJ2, PJ3).

    ``version`` None skips the stale check (PJ13).
    """
    project = _locked_project.first(project_id)
    if project is None:
        raise Project.DoesNotExist
    permissions.require(standing_of(actor), deed, project)
    refuse_stale("project", project.pk, version=project.version, opened_on=version)
    refuse_closed(project, deed)
    return project


@kept_query
def _locked_project(project_id: int) -> QuerySet[Project]:
    rows = Project.objects.select_for_update(of=("self",)).filter(pk=project_id)
    return rows.select_related("jurisdiction", "lead_unit", "sector", "owner_unit", "parent")


def refuse_closed(project: Project, deed: ProjectDeed) -> None:
    """Raise what keeps the record from the deed: its lock, its being handed in, its state (PJ2, PJ3)."""
    state = LibraryState(project.library_state)
    if rules.step_is_open(state, deed, is_locked=project.is_locked):
        return
    if project.is_locked and deed is not ProjectDeed.LOCK:
        raise errors.RecordLocked(number=project.number)
    if deed is ProjectDeed.WITHDRAW and state in rules.IN_PLAN:
        raise errors.InPlanBeingCompiled(number=project.number)
    writes = (ProjectDeed.EDIT, ProjectDeed.UPDATE, ProjectDeed.SET_YEAR, ProjectDeed.IMPORT, ProjectDeed.WITHDRAW)
    if state in rules.CLOSED and deed in writes:
        raise errors.RecordClosed(number=project.number, state=state)
    raise errors.StepNotOpen(number=project.number, state=state, deed=deed)


def close_step(
    project: Project,
    *,
    deed: ProjectDeed,
    actor: Account,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Save the project one version on, its state moved by the deed, and keep the event with what changed (PJ13)."""
    former = LibraryState(project.library_state)
    became_state = rules.state_after(former, deed, was_admitted=project.admitted_on is not None) or former
    project.library_state = became_state
    project.version += 1
    project.changed_at = now
    save_row(project)
    was, became = dict(before or {}), dict(after or {})
    if became_state is not former:
        was["library_state"], became["library_state"] = former.value, became_state.value
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type="project",
        subject_id=project.pk,
        before=was,
        after=became | {"version": project.version},
        note=note,
    )


def take_numbers(jurisdiction: Unit, count: int) -> range:
    """Take the library's next numbers; the row stays locked until the transaction ends."""
    series, _ = NumberSeries.objects.get_or_create(jurisdiction=jurisdiction, name="project", year=SERIES_FOR_EVER)
    series = NumberSeries.objects.select_for_update().get(pk=series.pk)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return range(first, first + count)


def apply_dossier(project: Project, dossier: Dossier) -> None:
    """Put the dossier into the project; its years are rows of their own."""
    for name in rules.FIELD_NAMES:
        if name != "investment_by_year":
            value = getattr(dossier, name)
            setattr(project, name, (value or None) if name == "national_code" else value)


def described(dossier: Dossier, library: Library) -> dict[str, str]:
    """Say a dossier as the history keeps it, keys by their names; empty fields are left out."""
    said: dict[str, str] = {}
    for name in rules.FIELD_NAMES:
        value = getattr(dossier, name)
        if isinstance(value, Decimal):
            value = plain(value)
        elif name == "investment_by_year":
            value = "；".join(f"{year}: {plain(amount)}" for year, amount in value)
        elif value is not None and name.endswith("_id"):
            value = library.name_of(name, value)
        if value not in (None, "", "0"):
            said[name.removesuffix("_id")] = str(value)
    return said


def plain(value: Decimal) -> str:
    """Write a decimal without zeros at its end."""
    return f"{value.normalize():f}" if value else "0"


def difference(was: Mapping[str, Any], becomes: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what changed, before and after, by field."""
    changed = [name for name in {**was, **becomes} if was.get(name, "") != becomes.get(name, "")]
    return {n: was.get(n, "") for n in changed}, {n: becomes.get(n, "") for n in changed}


def search_text_of(project: Project, lead: UnitPlace, owner: UnitPlace | None) -> str:
    """Put together what a search looks through, folded (PJ18). Parts stand on lines of their own."""
    parts = [str(project.number), project.name, project.national_code or "", project.local_code, project.owner_name]
    parts += [lead.name, owner.name if owner else ""]
    return "\n".join(filter(None, map(folded, parts)))


@dataclass(frozen=True, slots=True)
class Library:
    """What a dossier is judged against: the units, sectors, parents and codes that dossiers speak of."""

    jurisdiction: Unit
    units: Mapping[int, UnitPlace]
    sectors: Mapping[int, tuple[str, Decimal | None, bool]]  # name, admission in 万元, in use
    parents: Mapping[int, tuple[str, bool]]  # name, is itself a part
    codes: Mapping[str, tuple[int, int, str]]  # key, number, name of who has the code
    own_divisions: Mapping[str, str]

    def name_of(self, field: str, key: int) -> str:
        """Give the name of the thing a field points to."""
        if field == "owner_unit_id":
            return self.units[key].name if key in self.units else ""
        return (self.sectors if field == "sector_id" else self.parents).get(key, ("",))[0]

    def sector_of(self, dossier: Dossier) -> tuple[str, Decimal | None] | None:
        """Give name and threshold of the dossier's sector."""
        found = self.sectors.get(dossier.sector_id) if dossier.sector_id is not None else None
        return found[:2] if found else None

    def problems(
        self, dossier: Dossier, lead_unit_id: int | None, *, today: date, project_id: int | None = None
    ) -> list[Refusal]:
        """Name everything wrong with a tidied dossier in this library (PJ8)."""
        problems = rules.problems_in_dossier(dossier, today=today, own_divisions=self.own_divisions)
        problems += self.unit_problems(lead_unit_id)
        problems += self.unit_problems(dossier.owner_unit_id, "owner_unit", is_needed=False)
        if dossier.sector_id is not None and not self.sectors.get(dossier.sector_id, ("", None, False))[2]:
            problems.append(errors.SectorUnknown())
        if dossier.parent_id is not None:
            _, is_part = self.parents.get(dossier.parent_id, ("", True))
            if is_part or dossier.parent_id == project_id:
                problems.append(errors.ParentUnfit())
        holder = self.codes.get(dossier.national_code) if dossier.national_code else None
        if holder is not None and holder[0] != project_id:
            problems.append(errors.CodeTaken(code=dossier.national_code, number=holder[1], name=holder[2]))
        return problems

    def unit_problems(self, unit_id: int | None, field: str = "lead_unit", *, is_needed: bool = True) -> list[Refusal]:
        """Name what is wrong with a unit of the project: none given, outside the library, out of use."""
        if unit_id is None:
            return [errors.LeadUnitMissing()] if is_needed else []
        place = self.units.get(unit_id)
        if place is None or not place.path.startswith(self.jurisdiction.path):
            name = place.name if place else str(unit_id)
            return [errors.UnitOutsideLibrary(at=field, unit=name, jurisdiction=self.jurisdiction.name)]
        return [] if place.is_active else [errors.UnitInactive(at=field, unit=place.name)]


def library_for(jurisdiction: Unit, dossiers: Sequence[Dossier], unit_ids: Iterable[int | None]) -> Library:
    """Fetch what these dossiers are judged against; as many queries for one as for five hundred."""
    wanted = {d.owner_unit_id for d in dossiers} | set(unit_ids)
    units = Unit.objects.filter(pk__in={pk for pk in wanted if pk is not None})
    sectors = Sector.objects.filter(jurisdiction=jurisdiction)
    parents = _named({d.parent_id for d in dossiers if d.parent_id is not None}, "pk", jurisdiction)
    holders = _named({d.national_code for d in dossiers if d.national_code}, "national_code", jurisdiction)
    divisions = Unit.objects.filter(within([jurisdiction.path])).exclude(division_code="")
    return Library(
        jurisdiction=jurisdiction,
        units={u.pk: UnitPlace(u.pk, u.name, u.path, u.is_active) for u in units},
        sectors={s.pk: (s.name, s.admission_wan_yuan, s.is_active) for s in sectors},
        parents={p.pk: (p.name, p.parent_id is not None) for p in parents},
        codes={p.national_code: (p.pk, p.number, p.name) for p in holders if p.national_code},
        own_divisions=dict(divisions.values_list("division_code", "name")),
    )


def _named(keys: Collection[int | str], column: str, jurisdiction: Unit) -> list[Project]:
    """Projects of the library whose column holds one of the keys."""
    ordered = sorted(keys, key=str)
    projects = Project.objects.filter(jurisdiction=jurisdiction).only("pk", "number", "name", "national_code", "parent")
    return [
        project
        for start in range(0, len(ordered), CHUNK)
        for project in projects.filter(**{f"{column}__in": ordered[start : start + CHUNK]})
    ]


def tidied_for(library: Library, dossier: Dossier) -> Dossier:
    """Tidy a dossier with the codes that the library knows as its own."""
    return rules.tidied(dossier, own_divisions=library.own_divisions)
