"""Pages of units and accounts: what is typed stays, errors stand at their fields, passwords show once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.terms import Role
from tests.cast import Cast

ClientAs = Callable[[Account], Client]


def test_a_unit_is_made_and_shown(cast: Cast, client_as: ClientAs) -> None:
    client = client_as(cast.administrator)
    sent = {"name": "云岭市水务局", "short_name": "市水务局", "aliases": "市水务\r\n水务局", "kind": "department"}
    answer = client.post(f"/organization/units/{cast.city.pk}/new/", sent, follow=True)
    unit = Unit.objects.get(name="云岭市水务局")
    assert answer.redirect_chain == [(f"/organization/units/{unit.pk}/", 302)]
    assert unit.aliases == ["市水务", "水务局"]
    page = answer.content.decode()
    assert "“市水务局”已建立" in page
    assert "秦管" in page, "the history names who made it"


def test_a_taken_name_is_said_at_its_field_and_nothing_typed_is_lost(cast: Cast, client_as: ClientAs) -> None:
    sent = {"name": "云岭市农业农村局", "aliases": "市农业", "kind": "department", "division_code": "990133"}
    answer = client_as(cast.administrator).post(f"/organization/units/{cast.city.pk}/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_name"' in page
    assert re.search(r'id="id_name_error">\s*<p>云岭市下已有名为“云岭市农业农村局”的单位', page)
    assert "市农业</textarea>" in page
    assert 'value="990133"' in page


def test_a_wrong_code_says_what_to_enter(cast: Cast, client_as: ClientAs) -> None:
    sent = {"name": "x", "kind": "department", "division_code": "99"}
    answer = client_as(cast.administrator).post(f"/organization/units/{cast.city.pk}/new/", sent)
    assert "请填写 6、9 或 12 位数字" in answer.content.decode()


def test_a_one_time_password_is_shown_once_and_never_cached(cast: Cast, client_as: ClientAs) -> None:
    client = client_as(cast.administrator)
    sent = {"display_name": "林新", "username": "林新", "role": "reporter"}
    answer = client.post(f"/organization/units/{cast.bureau.pk}/new-account/", sent)
    made = Account.objects.get(username="林新")
    shown = re.search(r"<strong>([a-z2-9-]{19})</strong>", answer.content.decode())
    assert shown
    assert made.check_password(shown[1])
    assert "no-store" in answer["Cache-Control"]
    assert shown[1] not in client.get(f"/organization/accounts/{made.pk}/").content.decode()


def test_a_bad_login_name_is_said_at_its_field(cast: Cast, client_as: ClientAs) -> None:
    sent = {"display_name": "林新", "username": "林 新", "role": "reporter"}
    answer = client_as(cast.administrator).post(f"/organization/units/{cast.bureau.pk}/new-account/", sent)
    assert answer.status_code == 422
    assert 'id="id_username_error"' in answer.content.decode()


def test_the_last_administrator_is_kept_with_clear_words(cast: Cast, client_as: ClientAs) -> None:
    post = Membership.objects.get(account=cast.administrator)
    answer = client_as(cast.administrator).post(
        f"/organization/accounts/{cast.administrator.pk}/take-role/", {"membership": post.pk}
    )
    assert answer.status_code == 422
    assert "没有可用的管理员" in answer.content.decode()
    assert Membership.objects.filter(pk=post.pk).exists()


def test_a_role_of_another_account_is_not_taken_through_this_one(cast: Cast, client_as: ClientAs) -> None:
    foreign = Membership.objects.get(account=cast.officer)
    client_as(cast.administrator).post(
        f"/organization/accounts/{cast.reader.pk}/take-role/", {"membership": foreign.pk}
    )
    assert Membership.objects.filter(pk=foreign.pk).exists()


def test_a_county_administrator_is_offered_the_countys_units_only(cast: Cast, client_as: ClientAs) -> None:
    page = (
        client_as(cast.county_administrator).get(f"/organization/accounts/{cast.county_reporter.pk}/").content.decode()
    )
    offered = page[page.index('<select name="unit"') :]
    offered = offered[: offered.index("</select>")]
    assert "石桥镇" in offered
    assert "发展和改革" not in offered


@pytest.mark.parametrize("words, found", [("何立", True), ("bureau_leader", True), ("发改", True), ("没有这人", False)])
def test_accounts_are_found_by_name_login_or_unit(cast: Cast, client_as: ClientAs, words: str, found: bool) -> None:
    page = client_as(cast.administrator).get("/organization/accounts/", {"q": words}).content.decode()
    assert ("bureau_leader</td>" in page) == found


def test_the_tree_and_the_accounts_ask_the_same_with_more_of_them(
    cast: Cast,
    client_as: ClientAs,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for number in range(30):
        Unit.objects.add_child(Unit.objects.get(pk=cast.city.pk), {"name": f"单位{number}", "kind": "department"})
        account = Account.objects.create(username=f"p{number}")
        Membership.objects.create(account=account, unit=cast.bureau, role=Role.READER)
    client = client_as(cast.administrator)
    for address in ("/organization/", "/organization/accounts/", f"/organization/units/{cast.bureau.pk}/"):
        with django_assert_max_num_queries(9):
            assert client.get(address).status_code == 200


def test_a_unit_with_open_tasks_is_not_switched_off(cast: Cast, client_as: ClientAs) -> None:
    from django.utils import timezone

    from luoshi.domain.tasks.models import Participation, Task

    moment = timezone.now()
    task = Task.objects.create(
        jurisdiction=cast.city, year=2026, number=1, title="x", lead_unit=cast.bureau, state="handling",
        created_at=moment, changed_at=moment,
    )  # fmt: skip
    Participation.objects.create(task=task, unit=cast.bureau, part="lead")
    client = client_as(cast.administrator)
    answer = client.post(f"/organization/units/{cast.bureau.pk}/switch/", {"to": "off"})
    assert answer.status_code == 422
    assert "还有 1 项未销号任务" in answer.content.decode()
    assert Unit.objects.get(pk=cast.bureau.pk).is_active
    Task.objects.filter(pk=task.pk).update(state="closed")
    assert client.post(f"/organization/units/{cast.bureau.pk}/switch/", {"to": "off"}).status_code == 302
    assert not Unit.objects.get(pk=cast.bureau.pk).is_active
