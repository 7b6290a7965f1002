"""Statistical entry: declared by the unit, verified by the office, asked by lights and rates (PJ22)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from luoshi.domain.audit.queries import history_of
from luoshi.domain.projects import actions, errors
from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.queries.dossiers import stored_dossier
from luoshi.domain.projects.queries.figures import rates_of
from luoshi.domain.projects.rules import belongs_in_statistics, entry_day
from luoshi.domain.projects.terms import AnnualClass, LibraryState
from luoshi.domain.supervision.queries import project_facts
from luoshi.domain.supervision.rules import measured
from luoshi.domain.supervision.terms import Measure
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast
from tests.factories.projects import make_project

NOW = datetime(2026, 7, 3, 4, tzinfo=UTC)
START, ENTRY = date(2026, 3, 2), date(2026, 4, 20)


@pytest.mark.parametrize(
    "total, start, expected",
    [(Decimal(500), START, True), (None, START, True), (Decimal(499), START, False), (Decimal(500), None, False),
     (Decimal(500), date(2026, 7, 4), False)],
)  # fmt: skip
def test_what_belongs_into_the_statistics(total: Decimal | None, start: date | None, expected: bool) -> None:
    assert belongs_in_statistics(total_wan_yuan=total, actual_start=start, as_of=date(2026, 7, 3)) is expected


def test_the_verified_day_counts_before_the_declared_one() -> None:
    assert entry_day(declared=ENTRY, verified=None) == ENTRY
    assert entry_day(declared=ENTRY, verified=date(2026, 5, 1)) == date(2026, 5, 1)
    assert entry_day(declared=None, verified=None) is None


def declared(cast: Cast, entered_on: date | None = ENTRY, **changes: Any) -> Project:
    """Make a reserved project that began in March and declares its entry."""
    project = make_project(cast, NOW, state=LibraryState.RESERVED, **changes)
    dossier = replace(stored_dossier(project), actual_start=START, entered_on=entered_on)
    return actions.edit_project(
        actor=cast.bureau_reporter, now=NOW, project=project, version=project.version, dossier=dossier
    )


@pytest.mark.django_db
def test_the_unit_declares_and_the_office_verifies_beside_it(cast: Cast) -> None:
    project = declared(cast)
    with pytest.raises(NotAllowed):
        actions.verify_entry(actor=cast.bureau_leader, now=NOW, project=project)
    project = actions.verify_entry(actor=cast.officer, now=NOW, project=project)
    assert (project.entered_on, project.entry_verified_on) == (ENTRY, ENTRY)
    later = date(2026, 5, 8)
    project = actions.verify_entry(
        actor=cast.officer, now=NOW, project=project, entered_on=later, reason="以统计库为准"
    )
    assert (project.entered_on, project.entry_verified_on) == (ENTRY, later)
    event = history_of("project", project.pk).first()
    assert event is not None
    assert (event.verb, event.note) == ("verify_entry", "以统计库为准")
    assert event.after["entry_verified_on"] == later.isoformat()
    version = project.version
    assert actions.verify_entry(actor=cast.officer, now=NOW, project=project, entered_on=later).version == version


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"entered_on": date(2026, 3, 1)}, errors.DatesOutOfOrder),
        ({"entered_on": date(2026, 7, 4)}, errors.DateAhead),
        ({"actual_start": None}, errors.EntryBeforeStart),
    ],
)
def test_an_entry_lies_between_the_start_and_today(cast: Cast, changes: dict[str, Any], refusal: type) -> None:
    project = declared(cast)
    dossier = replace(stored_dossier(project), **changes)
    with pytest.raises(refusal):
        actions.edit_project(actor=cast.officer, now=NOW, project=project, version=project.version, dossier=dossier)


@pytest.mark.django_db
def test_what_nobody_declared_or_what_lies_wrong_is_not_verified(cast: Cast) -> None:
    project = declared(cast, entered_on=None)
    with pytest.raises(errors.EntryNotDeclared):
        actions.verify_entry(actor=cast.officer, now=NOW, project=project)
    project = declared(cast, name="另一项目")
    for day, refusal in ((date(2026, 3, 1), errors.DatesOutOfOrder), (date(2026, 7, 4), errors.DateAhead)):
        with pytest.raises(refusal):
            actions.verify_entry(actor=cast.officer, now=NOW, project=project, entered_on=day)


@pytest.mark.django_db
def test_rules_ask_for_the_entry_where_the_jurisdiction_records_it(cast: Cast) -> None:
    first = declared(cast, entered_on=None)

    def months(project: Project) -> Any:
        project = Project.objects.get(pk=project.pk)
        facts = project_facts([project], date(2026, 7, 2))[project.pk]
        return measured(Measure.MONTHS_WITHOUT_ENTRY, facts)

    assert months(first) is None  # nobody records it yet
    second = declared(cast, name="另一项目")
    assert (months(first), months(second)) == (Fraction(59, 15), 0)  # 2 March to the last month end
    Project.objects.filter(pk=first.pk).update(total_wan_yuan=Decimal(499))
    assert months(first) is None


@pytest.mark.django_db
def test_the_rate_of_entry_is_of_the_new_starts_that_are_to_enter(cast: Cast) -> None:
    made = [declared(cast, name=f"项目{n}", entered_on=ENTRY if n < 2 else None) for n in range(3)]
    ProjectYear.objects.bulk_create(
        ProjectYear(project=project, year=2026, annual_class=AnnualClass.NEW_START) for project in made
    )
    rates = rates_of(Project.objects.all(), date(2026, 7, 3))
    assert (rates.entered, rates.to_enter) == (2, 3)
    assert rates.entries is not None
    assert round(float(rates.entries), 4) == 0.6667
    assert rates_of(Project.objects.all(), date(2026, 4, 1)).entered == 0
