"""Measures reading archives: documents a second by workers, memory by size, and lineage by precision, recall and time.

    .venv/bin/python -m bench.archive speed [--documents N] [--repeat N]
    .venv/bin/python -m bench.archive memory [--documents N N …]
    .venv/bin/python -m bench.archive lineage [--passages N …]

All documents are invented: paragraphs of the demonstration's documents put together anew.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

import psutil

from luoshi_archive.lineage import find_reuse
from luoshi_archive.manifest import load
from tests.archive.invented import folder_of
from tests.archive.planted import measured, plant

_SAMPLE_SECONDS = 0.1


class Run(NamedTuple):
    """One run of the command. ``rate`` and CPU seconds count from the first batch written: starting is left out."""

    seconds: float
    documents: int
    rate: float
    peak_command_mb: float
    peak_all_mb: float
    command_cpu_seconds: float
    workers_cpu_seconds: float
    others_cores: float
    """Cores that other programs of this machine kept busy meanwhile: what makes a measurement doubtful."""


class Watched:
    """What was seen of a command and all its processes while it ran."""

    def __init__(self) -> None:
        self.peak_command_mb = self.peak_all_mb = self.command_cpu_seconds = 0.0
        self.cpu_seconds_of: dict[int, float] = {}
        self.starting_cpu_seconds: tuple[float, float] | None = None
        """What the command and its workers had used when the first batch was written."""


def main() -> None:
    """Run the benchmark that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(dest="kind", required=True)
    speed = kinds.add_parser("speed")
    speed.add_argument("--documents", type=int, default=3000)
    speed.add_argument("--repeat", type=int, default=3)
    memory = kinds.add_parser("memory")
    memory.add_argument("--documents", type=int, nargs="+", default=[1000, 20_000])
    lineage = kinds.add_parser("lineage")
    lineage.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    given = parser.parse_args()
    print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f} at the start")
    {"speed": _speed, "memory": _memory, "lineage": _lineage}[given.kind](given)
    print(f"load average {os.getloadavg()[0]:.1f} at the end")


def _speed(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        docs = folder_of(Path(scratch, "docs"), given.documents)
        size = sum(path.stat().st_size for path in docs.rglob("*.txt"))
        print(f"{given.documents:,} documents, {size / 1e6:.1f} MB")
        rates: dict[int, list[float]] = {1: [], 2: []}
        overheads: list[float] = []
        for turn in range(given.repeat):
            for workers in (1, 2):
                run = _run(docs, Path(scratch, f"out-{turn}-{workers}"), workers)
                rates[workers].append(run.rate)
                megabytes = run.rate * size / given.documents / 1e6
                print(f"  {workers} workers: {run.rate:7.1f} documents/s, {megabytes:5.2f} MB/s", end="; ")
                print(f"{run.seconds:.1f} s in all; CPU {run.workers_cpu_seconds:.1f} s reading", end=", ")
                print(f"{run.command_cpu_seconds:.1f} s handing out; others kept {run.others_cores:.2f} cores busy")
                overheads.append(run.command_cpu_seconds / run.workers_cpu_seconds)
        best = {workers: max(each) for workers, each in rates.items()}
        pairs = [two / one for one, two in zip(rates[1], rates[2], strict=True)]
        print(f"two workers / one: best {best[2] / best[1]:.2f}, median of pairs {statistics.median(pairs):.2f}")
        overhead = statistics.median(overheads)
        print(f"handing out takes {overhead:.1%} of the CPU that reading takes: ", end="")
        print(f"two idle cores can give {2 / (1 + overhead):.2f}")


def _memory(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        for count in given.documents:
            docs = folder_of(Path(scratch, f"docs-{count}"), count, lines=4)
            run = _run(docs, Path(scratch, f"out-{count}"), 2)
            print(
                f"  {count:7,} documents: peak {run.peak_command_mb:6.1f} MB in the command,"
                f" {run.peak_all_mb:6.1f} MB in all its processes ({run.rate:.0f} documents/s)"
            )


def _lineage(given: argparse.Namespace) -> None:
    for count in given.passages:
        planted = plant(count)
        began = time.perf_counter()
        links = find_reuse(planted.passages)
        seconds = time.perf_counter() - began
        found = measured(planted, {(link.source, link.target) for link in links})
        figures = ", ".join(f"{name} {value:.4f}" for name, value in found.items())
        resident = psutil.Process().memory_info().rss / 2**20
        print(f"  {count:7,} passages: {seconds:5.1f} s, {len(links):,} links, {figures}, {resident:.0f} MB resident")


def _run(docs: Path, out: Path, workers: int) -> Run:
    command = [sys.executable, "-m", "luoshi_archive.cli", str(docs), "--out", str(out), "--workers", str(workers)]
    began, busy = time.perf_counter(), _busy_seconds()
    process = subprocess.Popen([*command, "--batch", "64"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watched = Watched()
    watcher = threading.Thread(target=_watch, args=(psutil.Process(process.pid), out, watched), daemon=True)
    watcher.start()
    _, complained = process.communicate()
    seconds, busy = time.perf_counter() - began, _busy_seconds() - busy
    own = watched.command_cpu_seconds + sum(watched.cpu_seconds_of.values())
    if process.returncode:
        raise SystemExit(complained.decode())
    starting = watched.starting_cpu_seconds or (0.0, 0.0)
    manifest = load(out)
    written = sorted(path.stat().st_mtime for path in manifest.part_files("documents"))
    documents = sum(entry.documents for entry in manifest.batches.values())
    first = next(iter(manifest.batches.values())).documents
    return Run(
        seconds,
        documents,
        (documents - first) / (written[-1] - written[0]),
        watched.peak_command_mb,
        watched.peak_all_mb,
        watched.command_cpu_seconds - starting[0],
        sum(watched.cpu_seconds_of.values()) - starting[1],
        max(busy - own, 0.0) / seconds,
    )


def _busy_seconds() -> float:
    times = psutil.cpu_times()
    return float(times.user + times.nice + times.system + times.softirq)


def _watch(process: psutil.Process, out: Path, watched: Watched) -> None:
    while process.is_running():
        try:
            own, others = _resident_and_cpu(process), 0.0
            for child in process.children(recursive=True):
                resident, cpu = _resident_and_cpu(child)
                others += resident
                watched.cpu_seconds_of[child.pid] = max(cpu, watched.cpu_seconds_of.get(child.pid, 0.0))
        except psutil.Error:
            return
        watched.command_cpu_seconds = max(watched.command_cpu_seconds, own[1])
        watched.peak_command_mb = max(watched.peak_command_mb, own[0])
        watched.peak_all_mb = max(watched.peak_all_mb, own[0] + others)
        if watched.starting_cpu_seconds is None and any(out.glob("documents/*.parquet")):
            watched.starting_cpu_seconds = (watched.command_cpu_seconds, sum(watched.cpu_seconds_of.values()))
        time.sleep(_SAMPLE_SECONDS)


def _resident_and_cpu(process: psutil.Process) -> tuple[float, float]:
    try:
        cpu = process.cpu_times()
        return float(process.memory_info().rss / 2**20), float(cpu.user + cpu.system)
    except psutil.Error:
        return 0.0, 0.0


if __name__ == "__main__":
    main()
