"""A year in a real browser: plan, check, approve, issue, and what is unfinished rolls forward."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from luoshi.domain.tasks.models import AnnualPlan, Batch, Task
from luoshi.foundation.clock import current_time, local_date
from tests.cast import Cast
from tests.factories import plans as plan_make
from tests.factories import tasks as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_plan_to_roll_over(city: Cast, open_as: Callable[..., Page]) -> None:
    last_year = local_date(current_time()).year - 1  # its end has come
    moment = current_time() - timedelta(days=400)
    office = open_as(city.officer, "/tasks/plans/new/")
    office.locator("input[name=year]").fill(str(last_year))
    office.locator("input[name=name]").fill(f"{last_year}年度计划")
    office.get_by_role("button", name="建立计划").click()
    expect(office.locator("main")).to_contain_text("编制 → 核对 → 批准 → 下达")
    plan = AnnualPlan.objects.get()

    tasks = [
        make.make_task(city, moment, title=title, deadline=date(last_year, 12, 31))
        for title in ("建成清溪水厂", "整治老城排水")
    ]
    batch = make.make_batch(city, moment, *tasks)
    Batch.objects.filter(pk=batch.pk).update(plan=plan, year=last_year)

    office.goto(f"/tasks/batches/{batch.pk}/")
    office.get_by_role("button", name="核对无误").click()
    expect(office.locator("[role=alert]")).to_contain_text("未确认")
    for box in office.locator("input[name=point]").all():
        box.check()
    office.get_by_role("button", name="核对无误").click()
    expect(office.locator("[aria-current=step]")).to_have_text("已核对")

    mayor = open_as(plan_make.mayor_of(city), f"/tasks/batches/{batch.pk}/")
    expect(mayor.locator("main")).to_contain_text("建成清溪水厂")
    mayor.locator("#approve button").click()
    expect(mayor.locator("[aria-current=step]")).to_have_text("已批准")

    office.goto(f"/tasks/batches/{batch.pk}/")
    office.locator("#issue button").click()
    expect(office.locator("main")).to_contain_text("已下达")

    office.goto(f"/tasks/plans/{plan.pk}/roll-forward/")
    carried, dropped = tasks
    following = f"{last_year + 1}-12-31"
    office.locator(f"[name=choice-{carried.pk}]").select_option("redate")
    office.locator(f"[name=deadline-{carried.pk}]").fill(following)
    office.locator(f"[name=choice-{dropped.pk}]").select_option("drop")
    office.get_by_role("button", name="保存并预览").click()
    expect(office.locator("[role=alert]")).to_contain_text("请填写")
    office.locator(f"[name=reason-{carried.pk}]").fill("用地批复晚于计划")
    office.locator(f"[name=reason-{dropped.pk}]").fill("并入城市更新")
    office.get_by_role("button", name="保存并预览").click()
    expect(office.locator("main")).to_contain_text("将要进行")
    office.get_by_role("button", name="正式结转").click()
    expect(office.locator("h1")).to_contain_text(f"{last_year + 1}年度计划")
    expect(office.locator("main")).to_contain_text("结转任务")

    carried.refresh_from_db()
    new = Task.objects.get(carried_from=carried)
    assert (carried.state, new.deadline.isoformat() if new.deadline else "") == ("carried", following)
    office.goto(f"/tasks/{new.pk}/")
    expect(office.locator("main")).to_contain_text(carried.number_text)
