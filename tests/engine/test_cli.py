"""The command line: what it prints, where, and its exit status."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from luoshi_reading.cli import main

TEXT = "3月1日，霁川市召开重大项目推进会，市委书记顾远山出席会议并讲话。会议强调，到2028年建成产业园区3个。"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "纪要.txt"
    path.write_text(TEXT, encoding="gb18030")
    return path


def test_json_is_one_line_a_file(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "--with-source", str(document), str(document)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    read = json.loads(lines[0])
    assert read["schema"] == "luoshi.reading/1"
    assert (read["source"], read["encoding"]) == (TEXT, "gb18030")
    for kind in ("people", "formulations", "targets", "commitments"):
        for fact in read[kind]:
            assert 0 <= fact["span"]["start"] < fact["span"]["end"] <= len(TEXT)


def test_source_is_left_out_unless_asked_for(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--json", str(document)])
    assert "source" not in json.loads(capsys.readouterr().out)


def test_summary_has_no_colour_off_a_terminal(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(document)]) == 0
    out = capsys.readouterr().out
    assert "顾远山" in out
    assert "文种 会议新闻" in out
    assert "\x1b" not in out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_colour_on_a_terminal_unless_refused(
    document: Path, monkeypatch: pytest.MonkeyPatch, no_colour: str, coloured: bool
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("NO_COLOR", no_colour)
    monkeypatch.setenv("TERM", "xterm")
    main([str(document)])
    assert ("\x1b[" in screen.getvalue()) is coloured


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["text"]


@pytest.mark.parametrize("name", ["missing.txt", "nul\0byte", "."])
def test_what_cannot_be_read_is_one_clear_line(name: str, document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = name if "\0" in name else str(document.parent / name)
    assert main(["--json", path, str(document)]) == 2
    printed = capsys.readouterr()
    assert len(printed.err.strip().splitlines()) == 1
    assert len(printed.out.splitlines()) == 1, "the others are still read"


def test_a_bad_file_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "a.docx"
    bad.write_bytes(b"PK\x03\x04junk")
    assert main([str(bad)]) == 2
    assert "broken" in capsys.readouterr().err
