"""What programs write round lines and for characters is taken off; what a document says itself stays."""

from __future__ import annotations

import json

import pytest

from luoshi_reading.pipeline import read

LINES = (
    "桑坞县渡口检修工作方案",
    "为保障汛期渡运安全，制定本方案。",
    "一、检修范围",
    "县渡口办公室要在4月底前检修全部渡船，更换“一灯两绳”。各渡口要把名册报县渡口办公室。",
    "二、工作要求",
    "各乡镇要落实专人值守，每天两次查看水位。不得在夜间开渡。",
)
TEXT = "\n".join(LINES)


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def cells(text: str) -> str:
    return "\n".join('"' + line.replace("“", '""').replace("”", '""') + '"' for line in text.split("\n"))


def one_cell(text: str) -> str:
    return '"' + text.replace("“", '""').replace("”", '""') + '"'


def numbered(text: str) -> str:
    return "\n".join(f"{number}\t{line}" for number, line in enumerate(text.split("\n"), 1))


def markdown(text: str) -> str:
    title, *lines = text.split("\n")
    marked = [
        f"## {line}" if line[1] == "、" else line.replace("各", "**各", 1).replace("要", "要**", 1) for line in lines
    ]
    return "\n\n".join([f"# {title}", *marked])


def program_string(text: str) -> str:
    return text.replace("\n", r"\r\n").replace("“", r"\"").replace("”", r"\"")


def codes(text: str) -> str:
    return json.dumps(text)[1:-1]


def percent_codes(text: str) -> str:
    return "".join(f"%u{ord(c):04X}" if c > "\x7f" else c for c in text)


def entities_twice(text: str) -> str:
    return text.replace("\n", "\n&amp;nbsp;&amp;#12288;").replace("“", "&amp;ldquo;").replace("”", "&amp;rdquo;")


@pytest.mark.parametrize(
    "damage",
    [quoted, cells, one_cell, numbered, markdown, program_string, codes, percent_codes, entities_twice],
)
def test_same_text_as_without_the_marks(damage) -> None:  # type: ignore[no-untyped-def]
    damaged = read(damage(TEXT).encode())
    whole = read(TEXT.encode())
    assert damaged.repaired.text == whole.repaired.text
    assert damaged.title == whole.title
    assert [f.quote for f in damaged.findings] == [f.quote for f in whole.findings]


@pytest.mark.parametrize(
    "text",
    [
        "“三渡两站”开工，各乡镇要守好“两灯一绳”\n各渡口要在月底前检修渡船。",
        '"三渡两站"工程进展顺利\n各渡口要在月底前检修渡船，守好"两灯一绳"',
        "1 检修渡船\n2 更换灯火\n3 添置救生衣\n4 加固码头\n5 培训船员\n6 修订预案",
        "**县人民政府关于渡口检修的通知\n**镇人民政府：\n**镇要在月底前检修**渡口的渡船。",
        r"渡口名册存于D:\new\ren\table，请各渡口在月底前核对。",
        "检修任务：\n- 检修渡船\n- 更换灯火\n- 添置救生衣",
    ],
)
def test_what_the_document_says_stays(text: str) -> None:
    kept = [c for c in read(text.encode()).repaired.text if c not in '“”" ']
    assert kept == [c for c in text if c not in '“”" ']
