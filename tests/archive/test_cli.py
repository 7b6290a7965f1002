"""The command says what it did, refuses in one line, and shows how far it is."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest

from luoshi_archive import progress
from luoshi_archive.cli import main, summary
from luoshi_archive.progress import Progress
from luoshi_archive.run import Outcome


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time in seconds, for the test to move on."""
    now = [1000.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize(
    "out, inputs", [("out", ["nowhere"]), ("docs/out", ["docs"]), ("docs/a.txt", ["docs"]), ("x", ["docs"])]
)
def test_refusals_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str, inputs: list[str]) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.txt").touch()
    (tmp_path / "x").mkdir()
    (tmp_path / "x/mine").touch()
    status = main([*(str(tmp_path / each) for each in inputs), "--out", str(tmp_path / out)])
    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    assert re.fullmatch(r"luoshi: .+\n", printed.err)


@pytest.mark.parametrize(
    "option", [["--workers", "0"], ["--batch", "x"], ["--time-limit", "-1"], ["--time-limit", "?"]]
)
def test_options_out_of_range_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path), "--out", str(tmp_path / "o"), *option])
    assert stopped.value.code == 2
    assert f"argument {option[0]}: give a " in capsys.readouterr().err


def test_nothing_to_read_is_done_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    assert main([str(tmp_path / "docs"), "--out", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out.startswith("0 documents")


def test_summary_counts_what_was_set_aside_and_passed_over() -> None:
    outcome = Outcome(1203, 30, Counter(empty=2, broken=1), Counter({".jpg": 4}), 1)
    assert summary(outcome, "out").splitlines() == [
        "1,200 documents in out, 30 of them read now.",
        "3 set aside, with the reason in the table errors: 2 empty, 1 broken.",
        "4 passed over, of kinds that are not read: 4 .jpg.",
        "1 part of an earlier run replaced: documents changed or went away.",
    ]


def test_summary_names_the_most_frequent_and_counts_the_rest() -> None:
    outcome = Outcome(1, 1, passed_over=Counter({f".{number}": 20 - number for number in range(10)}))
    assert summary(outcome, "out").splitlines() == [
        "1 document in out, 1 of them read now.",
        "155 passed over, of kinds that are not read: 20 .0, 19 .1, 18 .2, 17 .3, 16 .4, 15 .5, 14 .6, 13 .7, 23 more.",
    ]


def test_progress_says_done_left_rate_and_time_to_go(clock: list[float]) -> None:
    shown = Progress(1000, io.StringIO())
    clock[0] += 10
    shown.add(50, 250, 2)
    assert shown.line() == " 25%  50 done, 2 set aside, about 150 left, 5 documents/s, 0:30 to go"


def test_what_was_read_before_does_not_count_as_speed(clock: list[float]) -> None:
    shown = Progress(1000, io.StringIO())
    shown.keep(100, 500)
    clock[0] += 10
    shown.add(50, 250, 0)
    assert shown.line() == " 75%  150 done, about 50 left, 5 documents/s, 0:10 to go"


def test_terminal_gets_one_live_line_and_files_get_plain_ones_now_and_then(clock: list[float]) -> None:
    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        shown = Progress(1000, stream)
        for _ in range(20):
            clock[0] += 1.5
            shown.add(5, 50, 0)
        shown.finish()
    assert terminal.getvalue().count("\n") == 0
    assert terminal.getvalue().startswith("Starting …\r")
    assert terminal.getvalue().count("\r") == 21
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert "\r" not in file.getvalue()
    assert file.getvalue().count("\n") == 2


def test_progress_without_any_document_says_so(clock: list[float]) -> None:
    assert Progress(0, io.StringIO()).line() == "  0%  0 done, about 0 left, 0 documents/s, … to go"
