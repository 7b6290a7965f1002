"""Every kind of bad input is named at its cell with what to do, and nothing is stored (rules IM4 to IM8)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from luoshi.domain.exchange.errors import FieldMissing, FieldTwice
from luoshi.domain.exchange.terms import RunState
from luoshi.domain.projects.models import Project, Sector
from luoshi.workflows.import_sheet import table
from tests.cast import Cast
from tests.factories import sheets as make

pytestmark = pytest.mark.django_db

HEADS = (
    "项目名称", "国家项目代码", "责任单位", "业主单位", "统一社会信用代码", "行业领域", "投资主体", "总投资（万元）",
    "2026年投资（万元）", "2027年投资（万元）", "计划开工时间", "计划竣工时间", "是否入库",
)  # fmt: skip
SOUND: dict[str, Any] = {
    "项目名称": "清溪河综合治理工程",
    "责任单位": "市发改委",
    "业主单位": "云岭水务有限公司",
    "总投资（万元）": 12000,
    "2026年投资（万元）": 5000,
    "2027年投资（万元）": 7000,
    "计划开工时间": date(2026, 3, 1),
    "计划竣工时间": date(2027, 6, 30),
}


def row(**changes: Any) -> list[Any]:
    values = SOUND | changes
    return [values.get(head) for head in HEADS]


# label, what differs from a sound row, cell, words
CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("a unit that does not exist", {"责任单位": "市发展和革委员会"}, "C2",
     "没有名为“市发展和革委员会”的单位。名称相近的有：市发改委。"),
    ("a unit nothing is near to", {"责任单位": "Ω"}, "C2",
     "没有名为“Ω”的单位。请核对名称，或先在“单位”中建立。"),
    ("two units where one belongs", {"责任单位": "市发改委、市农业农村局"}, "C2",
     "“市发改委、市农业农村局”含有多个单位，此处只能填写一个。请只保留牵头的一个，其余填入“配合单位”。"),
    ("dates out of order", {"计划竣工时间": date(2026, 1, 5)}, "L2",
     "“计划竣工日期”（2026-01-05）早于“计划开工日期”（2026-03-01）。请核对日期。"),
    ("no date", {"计划开工时间": "待定"}, "K2", "“待定”不是日期。请填写为 2026-03-05 或 2026年3月5日。"),
    ("a day that is not there", {"计划开工时间": "2026-02-30"}, "K2", "没有“2026-02-30”这一天。请核对年、月、日。"),
    ("a year alone", {"计划开工时间": 2026}, "K2", "“2026”只有年份。请至少写明月份，例如 2026年6月。"),
    ("a date that lost its format", {"计划开工时间": 46086}, "K2",
     "“46086”是数字，不是日期（可能是 2026-03-05）。请把单元格格式改为日期后重新填写。"),
    ("years that do not add up", {"2027年投资（万元）": 6000}, "I2",
     "各年度投资合计 11,000 万元，与总投资 12,000 万元相差 1,000 万元。请核对各年度数或总投资。"),
    ("a wrong check digit", {"统一社会信用代码": "11371500MB28359258"}, "E2",
     "校验位不符：末位为 8，按前17位计算应为 9。请核对是否录错。"),
    ("a project code of no form", {"国家项目代码": "2026-001"}, "B2",
     "项目代码应为“4位-6位-2位-2位-6位”数字，例如 2509-320193-89-01-544060。"),
    ("text in a number cell", {"总投资（万元）": "约1.2万"}, "H2", "“约1.2万”是约数。请填写确切金额。"),
    ("no amount", {"总投资（万元）": "待核"}, "H2", "“待核”不是金额。请填写数字，例如 12000 或 1.2亿元。"),
    ("another unit than the column's", {"总投资（万元）": "1.2亿元"}, "H2",
     "“1.2亿元”的单位与本列的“万元”不一致。请统一单位。"),
    ("a negative sum", {"总投资（万元）": -5}, "H2", "“-5”是负数，此处不能为负。"),
    ("a word of no list", {"投资主体": "众筹"}, "G2",
     "“众筹”不在可选范围内。应为：政府投资、国有企业、民间投资、外商投资、政企合作。"),
    ("a sector the library lacks", {"行业领域": "航天"}, "F2", "库中没有“航天”这一行业领域。现有：水利、交通。"),
    ("no name", {"项目名称": None}, "A2", "“项目名称”不能为空。请填写。"),
    ("neither yes nor no", {"是否入库": "大概"}, "M2", "“大概”无法判断是或否。请填写“是”或“否”。"),
]  # fmt: skip


@pytest.fixture
def sectors(cast: Cast) -> list[Sector]:
    names = enumerate(("水利", "交通"))
    return [Sector.objects.create(jurisdiction=cast.city, name=name, order=order) for order, name in names]


@pytest.mark.parametrize("changes, cell, words", [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_bad_cell_is_named_with_what_to_do(
    cast: Cast, now: datetime, sectors: list[Sector], changes: dict[str, Any], cell: str, words: str
) -> None:
    run = make.checked(cast, now, make.projects(row(**changes), heads=HEADS))
    assert (cell, words) in make.errors(run)
    assert run.state == RunState.FAULTY
    assert not Project.objects.exists()


def test_the_sound_row_is_sound(cast: Cast, now: datetime, sectors: list[Sector]) -> None:
    run = make.checked(cast, now, make.projects(row(), heads=HEADS))
    assert run.faults == []
    assert run.state == RunState.READY


def test_every_error_has_english_words_too(cast: Cast, now: datetime, sectors: list[Sector]) -> None:
    rows = [row(**changes) for _, changes, *_ in CASES]
    run = make.checked(cast, now, make.projects(*rows, heads=HEADS))
    assert run.fault_count >= len(CASES)
    for fault in run.faults:
        assert fault["en"]
        assert fault["en"] != fault["zh"]


class TestDoubles:
    def test_one_name_and_owner_twice(self, cast: Cast, now: datetime) -> None:
        run = make.checked(cast, now, make.projects(make.SOUND_PROJECT, make.SOUND_PROJECT))
        assert make.errors(run) == [("A3", "与第 2 行是同一个项目（名称和业主相同）。请删去其中一行。")]

    def test_one_code_twice(self, cast: Cast, now: datetime) -> None:
        code = {"国家项目代码": "2601-990100-04-01-123456"}
        run = make.checked(cast, now, make.projects(row(**code), row(**code, 项目名称="另一个工程"), heads=HEADS))
        assert make.errors(run) == [("B3", "与第 2 行是同一个项目（国家项目代码相同）。请删去其中一行。")]

    def test_a_field_matched_twice(self, cast: Cast, now: datetime) -> None:
        with pytest.raises(FieldTwice) as refused:
            make.checked(cast, now, make.projects(make.SOUND_PROJECT), chosen={0: "name", 1: "lead_unit", 2: "name"})
        assert "A、C" in refused.value.message("zh-hans")
        assert refused.value.message("en").startswith("“Project” is matched with two columns: A、C.")

    def test_a_field_that_must_be_there(self, cast: Cast, now: datetime) -> None:
        with pytest.raises(FieldMissing) as refused:
            make.checked(cast, now, make.projects(make.SOUND_PROJECT), chosen={0: "name"})
        assert "责任单位" in refused.value.message("zh-hans")


class TestFormulas:
    def bring(self, cast: Cast, now: datetime, value: Any, formula: str = "=H9*2") -> Any:
        def finish(book: Any, sheet: Any) -> None:
            sheet.write_formula(1, 3, formula, None, value)

        return make.checked(cast, now, make.projects(make.SOUND_PROJECT, finish=finish))

    def test_without_a_result_it_is_refused(self, cast: Cast, now: datetime) -> None:
        run = self.bring(cast, now, "")
        words = "这里是公式，但文件中没有计算结果。请用 Excel 或 WPS 打开并保存一次，或把公式粘贴为数值。"
        assert make.errors(run) == [("D2", words)]

    def test_with_an_error_it_is_refused(self, cast: Cast, now: datetime) -> None:
        run = self.bring(cast, now, "#DIV/0!")
        assert make.errors(run) == [("D2", "单元格显示错误“#DIV/0!”。请改正公式或直接填写数值。")]

    def test_with_a_result_it_counts_and_is_noted(self, cast: Cast, now: datetime) -> None:
        run = self.bring(cast, now, 9600)
        assert make.errors(run) == []
        assert make.notes(run) == [("D2", "这里是公式，已采用文件中保存的计算结果“9600”。")]
        make.confirmed(run, now)
        assert Project.objects.get().total_wan_yuan == 9600


class TestMergedCells:
    def bring(self, cast: Cast, now: datetime, first: int, last: int) -> Any:
        def finish(book: Any, sheet: Any) -> None:
            sheet.merge_range(1, first, 2, last, "市发改委")

        second = ("石桥水库加固", None, "云岭水务有限公司", 300, "2026年5月", "2026年12月")
        return make.checked(cast, now, make.projects(make.SOUND_PROJECT, second, finish=finish))

    def test_they_are_refused_at_their_place(self, cast: Cast, now: datetime) -> None:
        run = self.bring(cast, now, 1, 1)
        words = "B2:B3 是合并单元格，无法判断每一行的内容。请取消合并后逐行填写，或选择“逐行填充”。"
        assert ("B2:B3", words) in make.errors(run)

    def test_one_choice_fills_them(self, cast: Cast, now: datetime) -> None:
        run = make.with_remedy(self.bring(cast, now, 1, 1), now, fill_merged=True)
        assert make.errors(run) == []
        make.confirmed(run, now)
        assert set(Project.objects.values_list("lead_unit", flat=True)) == {cast.bureau.pk}

    def test_cells_merged_across_columns_cannot_be_filled(self, cast: Cast, now: datetime) -> None:
        run = make.with_remedy(self.bring(cast, now, 1, 2), now, fill_merged=True)
        assert "B2:C3" in dict(make.errors(run))


class TestUnitsOfSums:
    def test_one_choice_converts_what_cells_say(self, cast: Cast, now: datetime) -> None:
        sound = [*make.SOUND_PROJECT]
        sound[3] = "1.2亿元"
        run = make.checked(cast, now, make.projects(sound))
        assert [fault["remedy"] for fault in run.faults] == ["convert_units"]
        make.confirmed(make.with_remedy(run, now, convert_units=True), now)
        assert Project.objects.get().total_wan_yuan == 12000

    def test_a_column_without_a_unit_asks_for_one(self, cast: Cast, now: datetime) -> None:
        heads = [head.replace("（万元）", "") for head in make.PROJECT_HEADS]
        run = make.checked(cast, now, make.projects(make.SOUND_PROJECT, heads=heads))
        assert make.errors(run) == [("D2", "“12000”没有单位，所在列也没有注明。请在表头或单元格写明元、万元或亿元。")]
        make.confirmed(make.with_remedy(run, now, money_unit="yuan"), now)
        assert Project.objects.get().total_wan_yuan == Decimal("1.2")

    def test_mixed_units_are_converted_where_the_heading_has_none(self, cast: Cast, now: datetime) -> None:
        heads = [head.replace("（万元）", "") for head in make.PROJECT_HEADS]
        rows = [[*make.SOUND_PROJECT], [*make.SOUND_PROJECT]]
        rows[0][3], rows[1][3], rows[1][0] = "1.2亿元", "8000万元", "石桥水库加固"
        make.stored(cast, now, make.projects(*rows, heads=heads))
        assert sorted(Project.objects.values_list("total_wan_yuan", flat=True)) == [8000, 12000]


class TestRows:
    def test_hidden_rows_are_read_and_named(self, cast: Cast, now: datetime) -> None:
        def finish(book: Any, sheet: Any) -> None:
            sheet.set_row(1, None, None, {"hidden": True})

        run = make.checked(cast, now, make.projects(make.SOUND_PROJECT, finish=finish))
        assert make.notes(run) == [("2", "第 2 行在表格中是隐藏的，导入时仍会读取。如不需要，请删除这一行。")]
        assert run.plan["counts"]["create"] == 1

    def test_empty_rows_and_sums_are_passed_over_and_named(self, cast: Cast, now: datetime) -> None:
        run = make.checked(cast, now, make.projects([], make.SOUND_PROJECT, ["合计", "", "", 12000]))
        assert make.notes(run) == [
            ("2", "有 1 个空行已跳过（第 2 行起）。"),
            ("4", "第 4 行是“合计”行，已跳过。"),
        ]
        assert run.plan["counts"] == {"create": 1, "change": 0, "same": 0}

    def test_an_example_row_is_passed_over(self, cast: Cast, now: datetime) -> None:
        heads = ("说明", *make.PROJECT_HEADS)
        rows = [(table.EXAMPLE, *make.SOUND_PROJECT), ("", "石桥水库加固", *make.SOUND_PROJECT[1:])]
        run = make.checked(cast, now, make.projects(*rows, heads=heads))
        assert [made["title"] for made in run.plan["created"]] == ["石桥水库加固"]

    def test_nothing_below_the_headings(self, cast: Cast, now: datetime) -> None:
        run = make.checked(cast, now, make.projects())
        assert make.errors(run) == [("2", "表头下面没有内容。请检查工作表和表头行是否选对。")]

    def test_too_many_rows(self, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(table, "MAX_ROWS", 2)
        rows = [(f"工程{number}", *make.SOUND_PROJECT[1:]) for number in range(3)]
        run = make.checked(cast, now, make.projects(*rows))
        assert make.errors(run) == [("2", "共有 3 行，超过一次导入的上限 2 行。请分成几个文件导入。")]


class TestNames:
    def test_a_near_name_is_taken_in_all_cells_by_one_choice(self, cast: Cast, now: datetime) -> None:
        rows = [(f"工程{number}", "市发展革委", *make.SOUND_PROJECT[2:]) for number in range(3)]
        run = make.checked(cast, now, make.projects(*rows))
        assert len(make.errors(run)) == 3
        fault = run.faults[0]
        assert fault["options"][0] == [str(cast.bureau.pk), "市发改委", "市发改委"]
        run = make.with_remedy(run, now, replace={fault["field"]: {fault["written"]: fault["options"][0][0]}})
        assert run.state == RunState.READY
        make.confirmed(run, now)
        assert Project.objects.filter(lead_unit=cast.bureau).count() == 3

    def test_a_unit_of_elsewhere_is_no_choice(self, cast: Cast, now: datetime) -> None:
        content = make.projects(make.SOUND_PROJECT)
        run = make.checked(cast, now, content, actor=cast.county_officer, jurisdiction=cast.county)
        run = make.with_remedy(run, now, replace={"lead_unit": {"市发改委": str(cast.bureau.pk)}})
        assert run.state == RunState.FAULTY
