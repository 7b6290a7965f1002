"""``luoshi read``: files in, a readable summary or one JSON object a file out."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from luoshi_reading.errors import ReadingError

if TYPE_CHECKING:
    from luoshi_reading.model import Finding, Reading

READ = 0
NOT_READ = 2

_COLOURS = {"title": "1", "label": "36", "actionable": "32", "directive": "33", "faint": "2", "error": "31"}


def main(argv: Sequence[str] | None = None) -> int:
    """Read files and print what is found; return 0 where all could be read, 2 where one could not."""
    parser = argparse.ArgumentParser(
        prog="luoshi read", description="Read official documents: what is to be done, by whom, until when."
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="TXT, HTML, DOCX or PDF; - reads standard input")
    parser.add_argument("--json", action="store_true", help="print one JSON object a file")
    parser.add_argument("--with-source", action="store_true", help="with --json: print the text as found, too")
    given = parser.parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    status = READ
    try:
        for name in given.files:
            status = max(status, _read_one(name, given))
    except BrokenPipeError:  # the reader of our output went away, which is its right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _read_one(name: str, given: argparse.Namespace) -> int:
    from luoshi_reading.pipeline import as_json, read

    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        reading = read(data, name=None if name == "-" else name)
    except OSError as error:
        return _complain(name, error.strerror or "it cannot be opened")
    except ValueError as error:  # a name with a NUL in it
        return _complain(name, str(error))
    except ReadingError as error:
        return _complain(name, str(error))
    if given.json:
        print(json.dumps(as_json(reading, given.with_source), ensure_ascii=False))
    else:
        print(summary(name, reading, colour=_wants_colour(sys.stdout)))
    return READ


def _complain(name: str, reason: str) -> int:
    shown = "".join(c if c.isprintable() else "?" for c in name)
    print(f"luoshi: {shown}: {reason}", file=sys.stderr)
    return NOT_READ


def _wants_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def summary(name: str, reading: Reading, *, colour: bool) -> str:
    """Lay a reading out for a person at a terminal."""

    def paint(kind: str, text: str) -> str:
        return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour else text

    lines = [paint("title", reading.title or name)]
    for label, value in (
        ("文种", reading.kind),
        ("日期", reading.date or reading.date_partial),
        ("地区", " ".join(filter(None, (reading.place, reading.place_code)))),
        ("文号", reading.document_number),
        ("来源", reading.publisher),
        ("会议", (reading.meeting or {}).get("name")),
    ):
        if value:
            lines.append(f"  {paint('label', label)} {value}")
    repaired = reading.repaired
    doubtful = sum(not r.certain for r in repaired.repairs)
    lines.append(
        f"  {paint('label', '修复')} {len(repaired.repairs)} 处"
        + (f"（{doubtful} 处存疑）" if doubtful else "")
        + f"，剔除 {len(repaired.noise)} 段"
    )
    for label, kind in (("人物", "person"), ("提法", "formulation")):
        named = [
            str(f.fields.get("name") or f.fields.get("text") or f.quote) for f in reading.findings if f.kind == kind
        ]
        if named:
            lines.append(f"  {paint('label', label)} {'、'.join(dict.fromkeys(named))}")
    lines += _section("目标", [f for f in reading.findings if f.kind == "target"], paint)
    lines += _section("任务", [f for f in reading.findings if f.kind == "commitment"], paint)
    return "\n".join(lines) + "\n"


def _section(label: str, findings: list[Finding], paint: Callable[[str, str], str]) -> list[str]:
    if not findings:
        return []
    lines = [f"  {paint('label', label)} {len(findings)}"]
    for finding in findings:
        level = finding.fields.get("level")
        mark = paint(level, "●" if level == "actionable" else "○") if level in _COLOURS else "·"
        beside = [str(finding.fields[k]) for k in ("owner", "deadline_text") if finding.fields.get(k)]
        tail = paint("faint", f"  [{'；'.join(beside)}]") if beside else ""
        lines.append(f"    {mark} {finding.quote}{tail}")
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
