"""The command line's door: what it opens, and what it says of a wrong word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from luoshi.site.command_line import main


def test_reading_needs_no_django(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("会议要求，各部门要在年底前完成道路改造。\n", encoding="utf-8")
    program = (
        "import sys; from luoshi.site.command_line import main; status = main(sys.argv[1:]);"
        "print(status, [name for name in sys.modules if name.partition('.')[0] == 'django'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "read", "--json", str(paper)], capture_output=True, text=True, check=True
    )
    answer, status = done.stdout.strip().splitlines()
    assert status == "0 []"
    assert "luoshi.reading/1" in answer


@pytest.mark.parametrize("words", [[], ["dance"], ["backup"], ["restore"], ["serve", "--full"]])
def test_a_wrong_word_is_refused_with_the_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert "usage: luoshi" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    words = capsys.readouterr().out
    assert all(command in words for command in ("read", "serve", "setup", "demo", "admin", "backup", "restore"))
