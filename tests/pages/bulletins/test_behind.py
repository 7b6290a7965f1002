"""Every number opens down to what it was counted from (BU12), whatever became of units since."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.bulletins.rules import BASES
from luoshi.domain.organizations.actions import edit_unit
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import UnitKind
from luoshi.domain.tasks.models import Task
from tests.cast import Cast
from tests.factories import bulletins as make

As = Callable[[Account], Client]
CEILING = 20
DUE = "rate=tasks_closed&base=due"


def page(client: Client, name: str, pk: int, query: str = "") -> str:
    answer = client.get(reverse(f"bulletins:{name}", args=[pk]) + (f"?{query}" if query else ""))
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_number_of_a_bulletin_leads_to_what_it_was_counted_from(cast: Cast, client_as: As) -> None:
    make.closed(cast)
    make.late(cast)
    make.invested(cast, 6000)
    bulletin = make.published(cast)
    client = client_as(cast.officer)
    shown = page(client, "bulletin", bulletin.pk)
    address = reverse("bulletins:behind", args=[bulletin.pk])
    links = {link.replace("&amp;", "&") for link in re.findall(rf'href="({address}\?[^"]+)"', shown)}
    rates = {(row["key"], row["base"]) for row in bulletin.content["figures"]["rates"]}
    assert {f"{address}?rate={key}&base={base}" for key, base in rates} <= links
    assert any(f"unit={cast.bureau.pk}" in link for link in links)
    for link in links:
        assert client.get(link).status_code == 200


def test_the_things_behind_a_number_are_those_of_the_freezing(cast: Cast, client_as: As) -> None:
    make.closed(cast)
    task = make.late(cast)
    bulletin = make.frozen(cast)
    Task.objects.filter(pk=task.pk).update(title="改过的标题", deadline=date(2027, 5, 1))
    shown = page(client_as(cast.officer), "behind", bulletin.pk, DUE)
    assert "1 / 2" in shown
    assert task.title in shown
    assert "改过的标题" not in shown
    one = page(client_as(cast.officer), "behind", bulletin.pk, f"{DUE}&unit={cast.other_bureau.pk}")
    assert "0 / 1" in one


def test_others_see_their_own_units_things_and_how_many_there_are(cast: Cast, client_as: As) -> None:
    done, late = make.closed(cast), make.late(cast)
    bulletin = make.published(cast)
    shown = page(client_as(cast.bureau_reporter), "behind", bulletin.pk, DUE)
    assert done.title in shown
    assert late.title not in shown
    assert "另有1项属于其他单位" in shown


@pytest.mark.parametrize(
    "query",
    ["", "rate=tasks_closed", "rate=tasks_closed&base=time_plan", "light=pink", f"{DUE}&unit=0", f"{DUE}&unit=x"],
)
def test_what_is_no_number_is_not_found(cast: Cast, client_as: As, query: str) -> None:
    bulletin = make.published(cast)
    answer = client_as(cast.officer).get(reverse("bulletins:behind", args=[bulletin.pk]) + f"?{query}")
    assert answer.status_code == 404


def test_the_numbers_of_a_scorecard_open_too(cast: Cast, client_as: As) -> None:
    task = make.closed(cast)
    make.late(cast)
    client = client_as(cast.bureau_reporter)
    card = page(client, "scorecard", cast.bureau.pk, "period=2026-month-10")
    address = reverse("bulletins:behind_scorecard", args=[cast.bureau.pk])
    links = [link.replace("&amp;", "&") for link in re.findall(rf'href="({address}\?[^"]+)"', card)]
    assert len(links) == len(BASES[next(iter(BASES))])
    shown = client.get(links[0]).content.decode()
    assert task.title in shown
    assert "1 / 1" in shown


def test_a_unit_keeps_its_name_in_what_was_frozen(cast: Cast, client_as: As) -> None:
    make.closed(cast)
    make.late(cast)
    bulletin = make.published(cast)
    unit = cast.other_bureau
    edit_unit(
        actor=cast.administrator, now=make.AFTER, unit=unit, name="市农业农村和水利局", short_name="", aliases=(),
        kind=UnitKind(unit.kind),
    )  # fmt: skip
    client = client_as(cast.officer)
    shown = page(client, "bulletin", bulletin.pk)
    assert "黑榜：市农业农村局" in shown
    assert "市农业农村和水利局" not in shown
    assert 'id="corrections"' not in shown  # another name is no other figure


def test_a_unit_that_went_into_another_has_no_dead_links(cast: Cast, client_as: As) -> None:
    """Its task goes to the other unit, then it is switched off: names stay, the correction says where things went."""
    make.closed(cast)
    task = make.late(cast)
    bulletin = make.published(cast)
    Task.objects.filter(pk=task.pk).update(lead_unit=cast.bureau)
    Unit.objects.filter(pk=cast.other_bureau.pk).update(is_active=False)
    client = client_as(cast.officer)
    shown = page(client, "bulletin", bulletin.pk)
    assert reverse("bulletins:scorecard", args=[cast.other_bureau.pk]) not in shown
    assert reverse("bulletins:scorecard", args=[cast.bureau.pk]) in shown
    corrections = shown.split('id="corrections"')[1].split("</section>")[0]
    assert "市农业农村局" in corrections
    assert "责任单位" in corrections
    assert task.title in page(client, "behind", bulletin.pk, f"{DUE}&unit={cast.other_bureau.pk}")


@pytest.mark.parametrize("name", ["behind", "behind_scorecard"])
def test_the_things_cost_the_same_for_few_and_many(cast: Cast, client_as: As, name: str) -> None:
    client = client_as(cast.officer)
    counts = []
    for size in (1, 6):
        for number in range(size):
            make.late(cast, cast.bureau, title=f"任务{size}-{number}")
        pk = make.published(cast).pk if name == "behind" and size == 1 else cast.bureau.pk
        if name == "behind" and size == 6:
            continue
        query = DUE if name == "behind" else f"{DUE}&period=2026-month-10"
        page(client, name, pk, query)
        with CaptureQueriesContext(connection) as asked:
            page(client, name, pk, query)
        counts.append(len(asked))
    assert max(counts) <= CEILING
    assert counts[0] == counts[-1]
