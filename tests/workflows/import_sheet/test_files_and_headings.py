"""Files are opened or refused with what to do (IM3); headings are found, joined and matched (IM4, IM5)."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from luoshi.domain.exchange.errors import FileKindRefused, FileTooLarge, FileUnreadable, SheetEmpty
from luoshi.domain.exchange.rules import MAX_BYTES
from luoshi.domain.exchange.terms import ImportKind
from luoshi.workflows.import_sheet import sheets
from luoshi.workflows.import_sheet.headings import Heading, find_heading, joined, suggested
from luoshi.workflows.import_sheet.sheets import SheetFile
from tests.factories import sheets as make

PROJECTS = ImportKind.PROJECTS


def changed_part(content: bytes, part: str, change: Any) -> bytes:
    """Give a workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            text = source.read(entry)
            target.writestr(entry.filename, change(text) if entry.filename == part else text)
    return out.getvalue()


class TestFiles:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_csv_in_usual_encodings(self, encoding: str) -> None:
        content = "项目名称,责任单位\n清溪河治理,市发改委\n".encode(encoding)
        sheet = SheetFile("项目.csv", content).sheet(sheets.CSV_SHEET)
        assert list(sheet.rows) == [["项目名称", "责任单位"], ["清溪河治理", "市发改委"]]

    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_csv_parted_by_other_signs(self, sign: str) -> None:
        content = f"项目名称{sign}责任单位\n甲{sign}乙\n".encode()
        assert SheetFile("a.csv", content).sheet(sheets.CSV_SHEET).rows[1] == ["甲", "乙"]

    @pytest.mark.parametrize(
        "name, content, refusal",
        [
            ("a.docx", b"x", FileKindRefused), ("a.xlsx", b"", SheetEmpty), ("a.xlsx", b"no workbook", FileUnreadable),
            ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, FileUnreadable), ("a.csv", b"\x00\x01\x02", FileUnreadable),
            ("a.xlsx", b"\0" * (MAX_BYTES + 1), FileTooLarge), ("a.csv", b" \n", SheetEmpty),
        ],
    )  # fmt: skip
    def test_what_is_no_sheet_is_refused(self, name: str, content: bytes, refusal: type[Exception]) -> None:
        with pytest.raises(refusal):
            SheetFile(name, content)

    def test_a_workbook_with_nothing_in_it(self) -> None:
        with pytest.raises(SheetEmpty):
            SheetFile("a.xlsx", make.workbook([])).sketches()

    def test_a_document_type_is_refused(self) -> None:
        content = make.projects(make.SOUND_PROJECT)
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
        bad = changed_part(content, "xl/workbook.xml", lambda text: text.replace(b"?>", b"?>" + bomb, 1))
        with pytest.raises(FileUnreadable):
            SheetFile("a.xlsx", bad)

    def test_what_unpacks_to_too_much_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sheets, "MAX_UNPACKED_BYTES", 1000)
        with pytest.raises(FileUnreadable) as refused:
            SheetFile("a.xlsx", make.projects(make.SOUND_PROJECT))
        assert "解压后超过" in refused.value.message("zh-hans")

    def test_a_cell_at_the_far_end_does_not_fill_the_memory(self) -> None:
        def finish(book: Any, sheet: Any) -> None:
            sheet.write(1_048_575, 16_383, "x")

        [sketch] = SheetFile("a.xlsx", make.projects(make.SOUND_PROJECT, finish=finish)).sketches()
        assert sketch.is_too_large
        assert (sketch.rows, sketch.columns) == (1_048_576, 16_384)

    def test_hidden_sheets_are_told(self) -> None:
        found = SheetFile("a.xlsx", make.workbook([make.PROJECT_HEADS], hidden=["旧表"])).sketches()
        assert [(sketch.name, sketch.is_hidden) for sketch in found] == [("清单", False), ("旧表", True)]


class TestHeadings:
    def test_below_a_title(self) -> None:
        top = [
            ["2026年重点项目清单", "", ""],
            ["单位：万元", "", ""],
            ["项目名称", "责任单位", "总投资"],
            ["甲", "乙", "1"],
        ]
        assert find_heading(PROJECTS, top, []) == Heading(2, 1)

    def test_two_rows_with_merged_cells_are_joined(self) -> None:
        top = [["项目名称", "责任单位", "投资", ""], ["", "", "总投资", "2026年投资"], ["甲", "乙", "3", "1"]]
        merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)]
        heading = find_heading(PROJECTS, top, merged)
        assert heading == Heading(0, 2)
        assert joined(top, heading, merged) == ["项目名称", "责任单位", "投资/总投资", "投资/2026年投资"]

    def test_two_rows_of_csv_are_joined_without_merged_cells(self) -> None:
        top = [["项目名称", "责任单位", "投资", ""], ["", "", "总投资", "2026年投资"], ["甲", "乙", "3", "1"]]
        heading = find_heading(PROJECTS, top, [])
        assert joined(top, heading, [])[2:] == ["投资/总投资", "投资/2026年投资"]

    @pytest.mark.parametrize(
        "name, key",
        [
            ("工程名称", "name"), ("总投资（万元）", "total_wan_yuan"), ("*责任单位", "lead_unit"),
            ("建设规模及主要内容", "scale"), ("投资/总投资", "total_wan_yuan"), ("2026年计划投资(亿元)", "year:2026"),
            ("拟开工时间", "planned_start"), ("牵头责任单位", "lead_unit"), ("建设规模与内容", "scale"),
        ],
    )  # fmt: skip
    def test_usual_headings_are_known(self, name: str, key: str) -> None:
        assert suggested(PROJECTS, [name]) == {0: key}

    @pytest.mark.parametrize("name", ["备注", "序号", "2026年完成投资", "截至2025年累计", "照片", "总"])
    def test_others_are_left_alone(self, name: str) -> None:
        assert suggested(PROJECTS, [name]) == {}

    def test_each_field_once_the_better_heading_first(self) -> None:
        assert suggested(PROJECTS, ["项目", "项目名称"]) == {1: "name"}

    def test_what_was_chosen_last_time_comes_first(self) -> None:
        remembered = {"哪家管": "lead_unit", "责任单位": ""}
        assert suggested(PROJECTS, ["责任单位", "哪家管"], remembered) == {1: "lead_unit"}
