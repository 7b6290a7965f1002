"""Tasks, units and indicators come in by the same steps (rule IM7)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.exchange.terms import ImportKind, RunState
from luoshi.domain.indicators.models import Indicator, IndicatorYear
from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks.models import Task
from tests.cast import Cast
from tests.factories import sheets as make

pytestmark = pytest.mark.django_db


class TestTasks:
    HEADS = ("序号", "重点任务", "具体措施", "牵头单位", "配合单位", "完成时限", "责任领导")
    ROW = (1, "完成清溪河排污口整治", "逐口建档", "市发改委", "市农业农村局、清溪县", "2026年12月底前", "分管副市长")

    def bring(self, cast: Cast, now: datetime, *rows: Any, heads: tuple[str, ...] = HEADS) -> ImportRun:
        return make.checked(cast, now, make.workbook([heads, *rows]), kind=ImportKind.TASKS)

    def test_a_row_becomes_a_draft(self, cast: Cast, now: datetime) -> None:
        make.confirmed(self.bring(cast, now, self.ROW), now)
        task = Task.objects.get()
        assert (task.title, task.lead_unit, task.deadline) == (self.ROW[1], cast.bureau, date(2026, 12, 31))
        supporting = task.participations.filter(part="support").values_list("unit", flat=True)
        assert set(supporting) == {cast.other_bureau.pk, cast.county.pk}
        assert task.state == "draft"

    def test_again_changes_nothing_and_a_change_is_told(self, cast: Cast, now: datetime) -> None:
        make.confirmed(self.bring(cast, now, self.ROW), now)
        assert self.bring(cast, now, self.ROW).plan["counts"] == {"create": 0, "change": 0, "same": 1}
        changed = (*self.ROW[:5], "2026-11-30", self.ROW[6])
        run = self.bring(cast, now, changed)
        assert run.plan["changed"][0]["fields"] == [["办结时限", "Deadline", "2026-12-31", "2026-11-30"]]
        make.confirmed(run, now)
        assert Task.objects.get().deadline == date(2026, 11, 30)

    def test_a_number_tells_which_task_is_meant(self, cast: Cast, now: datetime) -> None:
        make.confirmed(self.bring(cast, now, self.ROW), now)
        number = Task.objects.get().number_text
        heads = ("任务编号", *self.HEADS[1:])
        run = self.bring(cast, now, (number, "完成清溪河全部排污口整治", *self.ROW[2:]), heads=heads)
        assert run.plan["counts"]["change"] == 1
        run = self.bring(cast, now, ("2026-0999", *self.ROW[1:]), heads=heads)
        words = "没有编号为“2026-0999”的任务。新任务请不要填写编号；更新请核对编号。"
        assert make.errors(run) == [("A2", words)]

    def test_a_lead_that_also_supports_is_named(self, cast: Cast, now: datetime) -> None:
        run = self.bring(cast, now, (*self.ROW[:4], "市发改委", *self.ROW[5:]))
        assert [cell for cell, _ in make.errors(run)] == ["E2"]

    def test_one_task_twice(self, cast: Cast, now: datetime) -> None:
        run = self.bring(cast, now, self.ROW, self.ROW)
        words = "与第 2 行是同一项任务（内容和牵头单位相同）。请删去其中一行。"
        assert make.errors(run) == [("B3", words)]


class TestUnits:
    HEADS = ("单位名称", "简称", "单位类型", "上级单位", "行政区划代码")

    def bring(self, cast: Cast, now: datetime, *rows: Any) -> ImportRun:
        return make.checked(cast, now, make.workbook([self.HEADS, *rows]), kind=ImportKind.UNITS)

    def test_a_parent_may_stand_further_down(self, cast: Cast, now: datetime) -> None:
        run = self.bring(
            cast, now,
            ("东林镇", "", "乡镇", "东林县", ""),
            ("东林县", "", "县", "", "990122"),
            ("东林县水利局", "东林水利局", "部门", "东林县", ""),
        )  # fmt: skip
        assert make.errors(run) == [("C2", run.faults[0]["zh"])]  # 乡镇 stands for 乡镇（街道）: it is offered
        assert run.faults[0]["options"][0][0] == "township"
        make.confirmed(make.with_remedy(run, now, replace={"kind": {"乡镇": "township"}}), now)
        township = Unit.objects.get(name="东林镇")
        assert Unit.objects.get_parent(township).name == "东林县"
        assert Unit.objects.get_parent(Unit.objects.get(name="东林县")).pk == cast.city.pk

    def test_again_changes_nothing_and_a_change_is_told(self, cast: Cast, now: datetime) -> None:
        row = ("云岭市水利局", "市水利局", "部门", "云岭市", "")
        make.confirmed(self.bring(cast, now, row), now)
        assert self.bring(cast, now, row).plan["counts"]["same"] == 1
        run = self.bring(cast, now, ("云岭市水利局", "水利局", "部门", "云岭市", ""))
        assert run.plan["changed"][0]["fields"] == [["简称", "Short name", "市水利局", "水利局"]]

    @pytest.mark.parametrize(
        "row, cell, words",
        [
            (("新局", "", "部门", "无此局", ""), "D2", "上级单位“无此局”既不在单位表中，也不在本表中"),
            (("石桥镇", "", "乡镇（街道）", "云岭市", ""), "D2", "表格不能调整隶属关系"),
            (("新县", "", "县", "", "12"), "E2", "行政区划代码应为6位数字。"),
            (("新局", "", "司局", "", ""), "C2", "“司局”不在可选范围内"),
        ],
    )
    def test_what_is_wrong_is_named(self, cast: Cast, now: datetime, row: Any, cell: str, words: str) -> None:
        [(place, told)] = make.errors(self.bring(cast, now, row))
        assert place == cell
        assert words in told

    def test_a_circle_of_parents_is_named(self, cast: Cast, now: datetime) -> None:
        run = self.bring(cast, now, ("甲局", "", "部门", "乙局", ""), ("乙局", "", "部门", "甲局", ""))
        assert [cell for cell, _ in make.errors(run)] == ["D2", "D3"]
        assert "甲局 → 乙局 → 甲局" in make.errors(run)[0][1]


class TestIndicators:
    HEADS = ("指标名称", "计量单位", "指标方向", "牵头单位", "承担单位", "年份", "目标值")

    def bring(self, cast: Cast, now: datetime, *rows: Any, heads: tuple[str, ...] = HEADS) -> ImportRun:
        return make.checked(cast, now, make.workbook([heads, *rows]), kind=ImportKind.INDICATORS)

    def test_rows_of_one_name_are_one_indicator(self, cast: Cast, now: datetime) -> None:
        row = ("工业投资", "亿元", "越高越好", "市发改委")
        run = self.bring(cast, now, (*row, "云岭市", 2026, 120), (*row, "清溪县", "2026年", 35.5))
        assert run.plan["counts"] == {"create": 1, "change": 0, "same": 0}
        make.confirmed(run, now)
        targets = IndicatorYear.objects.order_by("unit__path").values_list("unit", "year", "target")
        assert list(targets) == [(cast.city.pk, 2026, 120), (cast.county.pk, 2026, Decimal("35.5"))]

    def test_years_may_be_columns(self, cast: Cast, now: datetime) -> None:
        heads = ("指标名称", "计量单位", "2026年目标值", "2027年目标值")
        make.confirmed(self.bring(cast, now, ("工业投资", "亿元", 120, 130), heads=heads), now)
        assert list(IndicatorYear.objects.order_by("year").values_list("year", "target")) == [(2026, 120), (2027, 130)]

    def test_again_changes_nothing_and_a_change_is_told(self, cast: Cast, now: datetime) -> None:
        row = ("工业投资", "亿元", "越高越好", "市发改委", "清溪县", 2026)
        make.confirmed(self.bring(cast, now, (*row, 35)), now)
        assert self.bring(cast, now, (*row, 35)).plan["counts"]["same"] == 1
        run = self.bring(cast, now, (*row, 36))
        words = [["清溪县 2026年目标值", "Target of 清溪县 for 2026", "35", "36"]]
        assert run.plan["changed"][0]["fields"] == words
        make.confirmed(run, now)
        assert (Indicator.objects.get().version, IndicatorYear.objects.get().target) == (2, 36)

    @pytest.mark.parametrize(
        "rows, cell, words",
        [
            ([("投资", "亿元", "", "", "清溪县", 2026, "八成")], "G2", "“八成”不是数字"),
            ([("投资", "亿元", "", "", "清溪县", "今年", 8)], "F2", "“今年”不是年份"),
            ([("投资", "亿元", "", "", "清溪县", None, 8)], "G2", "有目标值但没有年份"),
            ([("投资", "亿元", "", "", "清溪县", 2026, 8)] * 2, "G3", "与第 2 行重复"),
            ([("投资", "亿元", "", "", "清溪县", 2026, 8), ("投资", "%", "", "", "云岭市", 2026, 9)], "B3",
             "“投资”的“计量单位”在第 2 行是“亿元”，这里是“%”"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_named(self, cast: Cast, now: datetime, rows: Any, cell: str, words: str) -> None:
        run = self.bring(cast, now, *rows)
        assert run.state == RunState.FAULTY
        [(place, told)] = make.errors(run)
        assert place == cell
        assert words in told
