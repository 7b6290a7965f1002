"""The form of a scheme: own dates row by row, the periods shown before anything is saved, faults at their row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from luoshi.domain.accounts.models import Account
from luoshi.domain.reporting.models import Period, Scheme
from luoshi.foundation.clock import current_time, local_date
from luoshi.pages.reporting.forms.schemes import SchemeForm
from tests.cast import Cast
from tests.factories.reporting import make_scheme, open_today

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Account], Client]
HTMX = {"HX-Request": "true"}
NEW = {
    "name": "防汛旬报", "rhythm": "own", "covers_tasks": "on", "opens_days": "5", "due_days": "5",
    "due_counts": "working", "grace_days": "0", "lock_days": "30",
}  # fmt: skip


def typed(form: SchemeForm) -> dict[str, Any]:
    """Give what a browser would send of a form that nobody touched."""
    data = {name: "on" if value is True else value for name, value in form.initial.items()
            if value not in (False, None)}  # fmt: skip
    return data | {f"own-{row.place}-{name}": value for row in form.own_rows for name, value in row.values.items()}


def _row(place: int, **values: str) -> dict[str, str]:
    return {f"own-{place}-{name}": value for name, value in values.items()}


def _year() -> int:
    return local_date(current_time()).year


def test_own_dates_are_shown_before_they_are_saved_and_kept_as_named(cast: Cast, client_as: ClientAs) -> None:
    year = _year()
    rows = _row(0, name="入汛前", start=f"{year}-04-01", end=f"{year}-04-20", opens_on=f"{year}-04-15",
                due_on=f"{year}-04-23", grace_until=f"{year}-04-24", locks_on=f"{year}-05-09")  # fmt: skip
    rows |= _row(2, start=f"{year}-04-21", end=f"{year}-04-30")
    client = client_as(cast.officer)
    preview = client.post("/reporting/schemes/new/", NEW | rows | {"do": "preview"}, headers=HTMX)
    said = preview.content.decode()
    assert preview.status_code == 200
    assert "入汛前" in said
    assert f"{year}-04-23" in said
    assert "新增" in said
    assert "<html" not in said
    assert Scheme.objects.count() == 0, "a preview saves nothing"
    assert client.post("/reporting/schemes/new/", NEW | rows).status_code == 302
    first, second = Period.objects.order_by("starts_on")
    local = [f"{local_date(moment)}" for moment in (first.opens_at, first.due_at, first.grace_until, first.locks_at)]
    assert local == [f"{year}-04-15", f"{year}-04-24", f"{year}-04-25", f"{year}-05-09"]  # ends are midnights after
    assert second.label_chinese == f"{year}年4月21日—30日"


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ({"start": "{y}-04-15", "end": "{y}-04-30"}, "与上一期重叠"),
        ({"start": "{y}-04-30", "end": "{y}-04-21"}, "止日早于起日"),
        ({"start": "{y}-04-21"}, "请填写起止日期"),
        ({"start": "{y}-04-31", "end": "{y}-05-05"}, "不是日期"),
        ({"start": "{y}-04-21", "end": "{y}-04-30", "due_on": "{y}-04-01"}, "开放日须早于截止日"),
        ({"start": "{y}-04-21", "end": "{y}-04-30", "due_on": "{y}-05-08", "locks_on": "{y}-05-08"}, "锁定晚于宽限"),
    ],
)
def test_a_fault_of_a_row_is_told_at_its_row_and_nothing_typed_is_lost(
    cast: Cast, client_as: ClientAs, second: dict[str, str], words: str
) -> None:
    year = _year()
    rows = _row(0, start=f"{year}-04-01", end=f"{year}-04-20")
    rows |= _row(1, name="第二期", **{name: value.format(y=year) for name, value in second.items()})
    client = client_as(cast.officer)
    answer = client.post("/reporting/schemes/new/", NEW | rows)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "自定日期第 2 行" in said
    assert words in said
    assert 'value="第二期"' in said
    assert Scheme.objects.count() == 0
    preview = client.post("/reporting/schemes/new/", NEW | rows | {"do": "preview"}, headers=HTMX)
    assert "自定日期第 2 行" in preview.content.decode()


def test_the_preview_wants_no_name(cast: Cast, client_as: ClientAs) -> None:
    asked = NEW | {"name": "", "rhythm": "month", "do": "preview"}
    answer = client_as(cast.officer).post("/reporting/schemes/new/", asked, headers=HTMX)
    assert len(answer.context["preview"]) == 12
    assert "可填报工作日" in answer.content.decode()


def test_an_opened_period_of_own_dates_cannot_go(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    scheme = sheet.period.scheme
    client = client_as(cast.officer)
    data = typed(client.get(f"/reporting/schemes/{scheme.pk}/").context["form"])
    later = local_date(current_time()) + timedelta(days=40)
    other = {name: value for name, value in data.items() if not name.startswith("own-0")}
    answer = client.post(
        f"/reporting/schemes/{scheme.pk}/", other | _row(1, start=f"{later}", end=f"{later + timedelta(days=9)}")
    )
    assert answer.status_code == 422
    assert "已经开始填报" in answer.content.decode()
    answer = client.post(
        f"/reporting/schemes/{scheme.pk}/", data | _row(1, start=f"{later}", end=f"{later + timedelta(days=9)}")
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert Period.objects.filter(scheme=scheme).count() == 2


def test_periods_ahead_follow_a_changed_schedule_and_opened_ones_stay(cast: Cast, client_as: ClientAs) -> None:
    year = _year()
    scheme = make_scheme(cast, current_time(), covers_projects=False, years=[year, year + 1])
    client = client_as(cast.officer)
    before = {period.pk: period.due_at for period in Period.objects.all()}
    data = typed(client.get(f"/reporting/schemes/{scheme.pk}/").context["form"]) | {"due_days": "8"}
    address = f"/reporting/schemes/{scheme.pk}/"
    preview = client.post(address, data | {"do": "preview", "year": str(year + 1)}, headers=HTMX).context["preview"]
    assert {row.placing.value for row in preview[1:]} == {"moves"}
    assert client.post(address, data).status_code == 302
    for period in Period.objects.all():
        is_ahead = period.opens_at > current_time()
        assert (period.due_at != before[period.pk]) == is_ahead, period
