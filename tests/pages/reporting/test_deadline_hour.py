"""In the deadline hour a return of many lines asks the database no more often than one of few."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.domain.accounts.models import Account
from luoshi.domain.reporting import actions
from luoshi.domain.reporting.models import Line, Return
from luoshi.domain.reporting.terms import ReturnState
from luoshi.foundation.clock import current_time
from tests.cast import Cast
from tests.factories.reporting import open_today, read
from tests.factories.tasks import handled

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Account], Client]


def statements(deed: Callable[[], object]) -> int:
    """Count what a deed asks of the database; a statement sent once a row counts once."""
    with CaptureQueriesContext(connection) as asked:
        deed()
    return len(asked)


def asked_with(cast: Cast, client_as: ClientAs, tasks: int) -> list[int]:
    """Hand in a return of so many tasks more, and count: lines by program, the page, the submission."""
    for _ in range(tasks):
        handled(cast, current_time())
    sheet = open_today(cast)
    actions.refresh_return(now=current_time(), sheet=read(sheet))
    _, secret = actions.make_token(actor=cast.bureau_leader, now=current_time(), unit=cast.bureau, name="业务系统")
    leader = client_as(cast.bureau_leader)
    page = f"/reporting/returns/{sheet.pk}/"
    leader.get(page)
    lines = list(Line.objects.filter(sheet=sheet))
    said = [
        {"line": line.pk, "wan_yuan": "5", "funds_wan_yuan": "5", "paid_wan_yuan": "5", "note": "完成五万元投资。"}
        if line.project_id
        else {"line": line.pk, "percent": 40, "value": 3, "note": f"第{line.pk}项完成四成。"}
        for line in lines
    ]
    call = json.dumps({"return": sheet.pk, "lines": said})

    def send() -> None:
        answer = Client().post(
            "/reporting/api/v1/lines/", call, "application/json", headers={"Authorization": f"Bearer {secret}"}
        )
        assert (answer.status_code, len(answer.json()["kept"])) == (200, len(lines)), answer.content.decode()

    counts = [
        statements(send),
        statements(lambda: leader.get(page)),
        statements(lambda: leader.post(f"{page}submit/", {"seconds": 60})),
    ]
    assert Return.objects.get(pk=sheet.pk).state == ReturnState.APPROVED
    return counts


CEILINGS = [14, 11, 36]  # a return with tasks and a project, before a pack of lights is in force


@pytest.mark.parametrize("tasks", [1, 12])
def test_statements_do_not_grow_with_the_lines(cast: Cast, client_as: ClientAs, tasks: int) -> None:
    counts = asked_with(cast, client_as, tasks)
    assert all(count <= most for count, most in zip(counts, CEILINGS, strict=True)), counts
