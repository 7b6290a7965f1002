"""The pages of an import: columns, faults, remedies, plan, storing; the files given back; the lists."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.exchange.terms import ImportKind, RunState
from luoshi.domain.projects.models import Project, Sector
from luoshi.workflows.import_sheet import matching
from tests.cast import Cast
from tests.factories import sheets as make

pytestmark = pytest.mark.django_db
BAD = ("清溪河综合治理工程", "市发展革委", "云岭水务有限公司", "待核", "2026-03-01", "2027-06-30")


@pytest.fixture
def officer(cast: Cast, client_as: Callable[[Account], Client]) -> Client:
    return client_as(cast.officer)


def upload(client: Client, cast: Cast, content: bytes, name: str = "项目.xlsx", kind: str = "projects") -> Any:
    data = {"jurisdiction": cast.city.pk, "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("exchange:bring", args=[kind]), data)


def sheet_of(response: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))


class TestWay:
    def test_from_the_file_to_what_is_stored(self, officer: Client, cast: Cast) -> None:
        assert upload(officer, cast, make.projects(make.SOUND_PROJECT)).status_code == 302
        run = ImportRun.objects.get()
        page = officer.get(reverse("exchange:columns", args=[run.pk]))
        assert page.context["proposal"].sheet == "清单"
        data = {f"column-{r['column'].number}": r["value"] for r in page.context["rows"]}
        data |= {"sheet": "清单", "header_row": 1, "header_rows": 1, "version": run.version}
        officer.post(reverse("exchange:columns", args=[run.pk]), data)
        run.refresh_from_db()
        assert run.state == RunState.READY
        assert "将要新建的内容" in officer.get(reverse("exchange:run", args=[run.pk])).content.decode()
        officer.post(reverse("exchange:store", args=[run.pk]), {"version": run.version})
        assert Project.objects.count() == 1
        assert "新建 1" in officer.get(reverse("exchange:run", args=[run.pk])).content.decode()

    def test_a_column_matched_twice_is_said_and_what_was_chosen_stays(self, officer: Client, cast: Cast) -> None:
        upload(officer, cast, make.projects(make.SOUND_PROJECT))
        run = ImportRun.objects.get()
        data = {"column-0": "name", "column-1": "lead_unit", "column-2": "name", "version": run.version}
        data |= {"sheet": "清单", "header_row": 1, "header_rows": 1}
        page = officer.post(reverse("exchange:columns", args=[run.pk]), data)
        assert page.status_code == 422
        assert "“项目名称”匹配了两列：A、C" in page.content.decode()
        assert [row["value"] for row in page.context["rows"]][:3] == ["name", "lead_unit", "name"]

    def test_a_stale_confirmation_is_refused(self, officer: Client, cast: Cast, now: datetime) -> None:
        run = make.checked(cast, now, make.projects(make.SOUND_PROJECT))
        answer = officer.post(reverse("exchange:store", args=[run.pk]), {"version": run.version - 1})
        assert answer.status_code == 409
        assert not Project.objects.exists()

    def test_a_remedy_is_chosen_on_the_page(self, officer: Client, cast: Cast, now: datetime) -> None:
        run = make.checked(cast, now, make.projects([*BAD[:3], 12000, *BAD[4:]]))
        page = officer.get(reverse("exchange:run", args=[run.pk]))
        [group] = page.context["groups"]
        assert (group["label"], group["written"], group["cells"]) == ("责任单位", "市发展革委", ["B2"])
        data = {"version": run.version, "remedy": "replace", "field": group["field"], "written": group["written"]}
        officer.post(reverse("exchange:remedy", args=[run.pk]), data | {"value": group["choices"][0][0]})
        run.refresh_from_db()
        assert run.state == RunState.READY

    @pytest.mark.parametrize("name, words", [("项目.docx", "不是可以导入的表格"), ("项目.xlsx", "无法打开")])
    def test_what_is_no_sheet_is_refused_at_the_field(self, officer: Client, cast: Cast, name: str, words: str) -> None:
        page = upload(officer, cast, b"no sheet at all", name)
        assert page.status_code == 422
        assert words in page.content.decode()
        assert not ImportRun.objects.exists()

    def test_a_double_click_is_one_import(self, officer: Client, cast: Cast) -> None:
        key = officer.get(reverse("exchange:bring", args=["projects"])).context["form"].initial["submission_key"]
        for _ in range(2):
            file = SimpleUploadedFile("a.xlsx", make.projects(make.SOUND_PROJECT))
            data = {"jurisdiction": cast.city.pk, "file": file, "submission_key": str(key)}
            officer.post(reverse("exchange:bring", args=["projects"]), data)
        assert ImportRun.objects.count() == 1

    def test_the_list_of_imports_asks_no_more_for_more(
        self, officer: Client, cast: Cast, now: datetime, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(4):
            make.received(cast, now, make.projects(make.SOUND_PROJECT), name=f"{number}.xlsx")
        with django_assert_max_num_queries(16):
            officer.get(reverse("exchange:home"))


class TestFilesGivenBack:
    def test_the_marked_sheet_bears_a_comment_at_each_cell(self, officer: Client, cast: Cast, now: datetime) -> None:
        run = make.checked(cast, now, make.projects(BAD))
        marked = sheet_of(officer.get(reverse("exchange:marked", args=[run.pk])))["清单"]
        assert "没有名为“市发展革委”的单位" in marked["B2"].comment.text
        assert "“待核”不是金额" in marked["D2"].comment.text
        assert marked["A2"].comment is None
        assert marked["A1"].value == "项目名称"

    def test_a_marked_csv_comes_back_as_xlsx_and_runs_no_formula(
        self, officer: Client, cast: Cast, now: datetime
    ) -> None:
        content = "项目名称,责任单位,总投资（万元）\n=1+1,没有的局,5\n".encode()
        run = make.checked(cast, now, content, name="项目.csv")
        marked = sheet_of(officer.get(reverse("exchange:marked", args=[run.pk]))).active
        assert marked["A2"].value == "'=1+1"
        assert marked["B2"].comment is not None

    @pytest.mark.parametrize("kind", list(ImportKind))
    def test_a_template_comes_in_as_it_goes_out(
        self, cast: Cast, now: datetime, client_as: Callable[[Account], Client], kind: ImportKind
    ) -> None:
        """Its headings are matched whole, its example row is passed over."""
        Sector.objects.create(jurisdiction=cast.city, name="水利")
        actor = cast.administrator if kind is ImportKind.UNITS else cast.officer
        answer = client_as(actor).get(reverse("exchange:template", args=[kind.value]))
        content = b"".join(answer.streaming_content)
        run = make.received(cast, now, content, kind=kind)
        columns = matching.proposed(run).columns
        assert all(column.field for column in columns[1:])
        assert columns[0].field == ""
        run = make.checked(cast, now, content, kind=kind)
        assert make.errors(run) == [("2", "表头下面没有内容。请检查工作表和表头行是否选对。")]


class TestLists:
    @pytest.mark.parametrize(
        "name, person, first", [
            ("documents", "reader", "文件"), ("units", "officer", "单位"), ("batches", "officer", "年份"),
            ("accounts", "administrator", "姓名"), ("indicators", "reader", "指标"),
        ]
    )  # fmt: skip
    def test_every_list_is_a_workbook(
        self, cast: Cast, client_as: Callable[[Account], Client], name: str, person: str, first: str
    ) -> None:
        answer = client_as(cast.person(person)).get(reverse("exchange:list", args=[name]))
        assert answer.status_code == 200
        assert sheet_of(answer).active["A1"].value

    def test_a_person_sees_the_own_reach_only(self, cast: Cast, client_as: Callable[[Account], Client]) -> None:
        answer = client_as(cast.county_officer).get(reverse("exchange:list", args=["units"]))
        names = [row[0].value for row in sheet_of(answer).active.iter_rows(min_row=2)]
        assert names == ["清溪县", "清溪县水利局", "石桥镇"]

    def test_no_cell_runs_as_a_formula(self, cast: Cast, client_as: Callable[[Account], Client]) -> None:
        cast.bureau.name = "=HYPERLINK(1)"
        cast.bureau.save()
        sheet = sheet_of(client_as(cast.officer).get(reverse("exchange:list", args=["units"]))).active
        cell = next(cell for row in sheet.iter_rows(max_col=1) for cell in row if cell.value == "=HYPERLINK(1)")
        assert cell.data_type == "s"
        assert cell.quotePrefix
