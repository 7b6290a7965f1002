"""The command itself, killed without warning at random moments: nothing is lost and nothing is double."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from luoshi_archive.manifest import JOURNAL, load
from luoshi_archive.tables import TABLES
from tests.archive.conftest import rows
from tests.archive.invented import folder_of

KILLS = 4


def start(docs: Path, out: Path) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "luoshi_archive.cli",
        str(docs),
        "--out",
        str(out),
        "--batch",
        "6",
        "--workers",
        "2",
    ]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell may have shut it off
    )


def lines(out: Path) -> int:
    try:
        return (out / JOURNAL).read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


def wait_for(reached: int, out: Path, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 90
    while lines(out) < reached and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)


@pytest.mark.parametrize("seed", [1])
def test_killed_at_random_moments(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    docs = folder_of(tmp_path / "docs", 240, lines=6)
    (docs / "0000/broken.pdf").write_bytes(b"%PDF-1.7 rubbish")
    out, undisturbed = tmp_path / "out", tmp_path / "undisturbed"
    killed = 0
    while killed < KILLS:
        process = start(docs, out)
        wait_for(lines(out) + chance.randint(1, 5), out, process)
        time.sleep(chance.random() * 0.1)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
        before = load(out)
        assert not before.is_complete, "the archive is too small for this test"
    process = start(docs, out)
    printed, complained = process.communicate(timeout=300)
    assert process.returncode == 0, complained
    assert "240 documents" in printed
    assert " 0 of them read now" not in printed
    whole = start(docs, undisturbed)
    assert whole.communicate(timeout=300)[0].startswith("240 documents")
    for table in TABLES:
        assert sorted(map(str, rows(out, table))) == sorted(map(str, rows(undisturbed, table))), table
    assert len(rows(out, "documents", "DISTINCT document")) == 240


def test_stopped_by_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    docs = folder_of(tmp_path / "docs", 1500, lines=6)
    process = start(docs, tmp_path / "out")
    wait_for(2, tmp_path / "out", process)
    os.kill(process.pid, signal.SIGINT)
    _, complained = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "reads on from here" in complained
    assert "Traceback" not in complained
