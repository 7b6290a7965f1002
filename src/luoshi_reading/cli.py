"""``luoshi read``: files in, a readable summary or one JSON object a file out."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from luoshi_reading.errors import NoSecondOpinion, ReadingError

if TYPE_CHECKING:
    from luoshi_reading.model import Finding, Reading
    from luoshi_reading.second_reader import Opinion, SecondReader

READ = 0
NOT_READ = 2
NO_SECOND_OPINION = 3

_KINDS = {
    "communique": "全会公报",
    "news": "会议新闻",
    "speech": "讲话",
    "work_report": "工作报告",
    "plan": "方案",
    "notice": "通知",
    "minutes": "会议纪要",
    "decision": "决定",
}

_COLOURS = {"title": "1", "label": "36", "actionable": "32", "directive": "33", "faint": "2", "error": "31"}


def main(argv: Sequence[str] | None = None) -> int:
    """Read files and print what is found; return the worst of 0 read, 2 not read, 3 read without a second opinion."""
    parser = argparse.ArgumentParser(
        prog="luoshi read", description="Read official documents: what is to be done, by whom, until when."
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="TXT, HTML, DOCX or PDF; - reads standard input")
    parser.add_argument("--json", action="store_true", help="print one JSON object a file")
    parser.add_argument("--with-source", action="store_true", help="with --json: print the text as found, too")
    parser.add_argument(
        "--second-reader",
        action="store_true",
        help="send the text to the language model at LUOSHI_SECOND_READER and print what it would add or doubt",
    )
    given = parser.parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    status = READ
    try:
        second = _second_reader() if given.second_reader else None
    except NoSecondOpinion as error:
        return _complain("--second-reader", str(error))
    try:
        for name in given.files:
            status = max(status, _read_one(name, given, second))
    except BrokenPipeError:  # the reader of our output went away, which is its right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _second_reader() -> SecondReader:
    from luoshi_reading.second_reader import second_reader_of

    reader = second_reader_of(os.environ)
    if reader is None:
        raise NoSecondOpinion("switched_off", "LUOSHI_SECOND_READER names no address; nothing was sent anywhere")
    return reader


def _read_one(name: str, given: argparse.Namespace, second: SecondReader | None) -> int:
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
    opinion: Opinion | None = None
    status = READ
    if second is not None:
        from luoshi_reading.second_reader import second_opinion

        try:
            year = int(reading.date[:4]) if reading.date else None
            found = [finding for finding in reading.findings if finding.kind == "commitment"]
            opinion = second_opinion(second, reading.repaired.text, found, year)
        except NoSecondOpinion as error:
            _complain(name, f"no second opinion: {error}")
            status = NO_SECOND_OPINION
    if given.json:
        answer = as_json(reading, given.with_source)
        if second is not None and opinion is not None:
            answer["second_reader"] = opinion_as_json(second, opinion, reading)
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(summary(name, reading, colour=_wants_colour(sys.stdout)))
        if second is not None and opinion is not None:
            print(opinion_summary(second, opinion))
    return status


def opinion_as_json(second: SecondReader, opinion: Opinion, reading: Reading) -> dict[str, Any]:
    """Lay a second opinion out beside a reading, never among what was found (R91)."""

    def place(finding: Finding) -> dict[str, Any]:
        span = reading.repaired.source_span(finding.start, finding.end)
        return {"quote": finding.quote, "span": {"start": span.start, "end": span.end}}

    return {
        "model": second.model,
        "suggestions": [finding.fields | place(finding) for finding in opinion.suggestions],
        "doubts": [place(finding) for finding in opinion.doubts],
        "refused": [{"quote": refused.quote, "why": refused.why} for refused in opinion.refused],
    }


def opinion_summary(second: SecondReader, opinion: Opinion) -> str:
    """Lay a second opinion out for a person at a terminal."""
    lines = [f"  语言模型（{second.model}）的意见，仅供参考，未计入上面的结果"]
    lines += [f"    + {finding.quote}" for finding in opinion.suggestions]
    lines += [f"    ? {finding.quote}" for finding in opinion.doubts]
    lines.append(f"    拒收 {len(opinion.refused)} 条（原文中没有，或不合要求）")
    return "\n".join(lines) + "\n"


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
        ("文种", _KINDS.get(reading.kind or "", reading.kind)),
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
