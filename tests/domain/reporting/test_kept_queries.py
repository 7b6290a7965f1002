"""What a busy hour asks by queries of its own agrees with what the other pages ask."""

from __future__ import annotations

from datetime import timedelta

import pytest

from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.reporting.models import Return, Scheme
from luoshi.domain.reporting.queries import owed_projects, owed_tasks, return_seen, visible_returns
from luoshi.domain.reporting.queries.owed import owed_by_unit
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.terms import Instrument
from tests.cast import PEOPLE, Cast
from tests.factories.reporting import OPEN, issued_project, make_period, open_today, opened
from tests.factories.tasks import handled

pytestmark = pytest.mark.django_db
EARLIER = OPEN - timedelta(days=60)


def test_everybody_sees_a_return_where_it_stands_among_those_they_see(cast: Cast) -> None:
    open_today(cast, "city")
    period = open_today(cast, "county").period
    for unit in (cast.township, cast.bureau, cast.zone, cast.county):
        Return.objects.create(period=period, unit=unit)  # also units outside the scheme's jurisdiction
    returns = list(Return.objects.all())
    assert len(returns) == 6
    for name in PEOPLE:
        standing = standing_of(cast.person(name))
        usual = set(visible_returns(standing).values_list("pk", flat=True))
        assert {sheet.pk for sheet in returns if return_seen(standing, sheet.pk)} == usual, name
    assert return_seen(standing_of(cast.officer), 10**9) is None


@pytest.mark.parametrize("covers_tasks, covers_projects", [(True, True), (True, False), (False, True)])
def test_a_unit_owes_its_share_of_what_is_owed(cast: Cast, covers_tasks: bool, covers_projects: bool) -> None:
    for _ in range(3):
        handled(cast, EARLIER)
    first, second = Task.objects.order_by("pk")[:2]
    issued_project(cast, EARLIER)
    project = issued_project(cast, EARLIER, name="输水管线")
    Task.objects.filter(pk=first.pk).update(instrument=Instrument.PROJECT)
    project.task = first  # reported as a project where projects are covered, else as a task
    project.save()
    Task.objects.filter(pk=second.pk).update(lead_unit=cast.other_bureau)
    period = make_period(cast)
    Scheme.objects.update(covers_tasks=covers_tasks, covers_projects=covers_projects)
    period.scheme.refresh_from_db()
    found = []
    for unit in (cast.bureau, cast.other_bureau, cast.county):
        usual = [
            set(things.filter(lead_unit=unit).values_list("pk", flat=True))
            for things in (owed_tasks(period), owed_projects(period))
        ]
        assert list(owed_by_unit(period, unit.pk)) == usual
        found.append([len(things) for things in usual])
    wanted = {(True, True): [[1, 2], [1, 0]], (True, False): [[2, 0], [1, 0]], (False, True): [[0, 2], [0, 0]]}
    assert found == [*wanted[covers_tasks, covers_projects], [0, 0]]


def test_a_return_opened_later_holds_what_is_owed(cast: Cast) -> None:
    handled(cast, EARLIER)
    sheet = opened(cast)
    tasks, projects = owed_by_unit(sheet.period, sheet.unit_id)
    lines = set(sheet.lines.values_list("task_id", "project_id"))
    assert lines == {(pk, None) for pk in tasks} | {(None, pk) for pk in projects}
