"""What the unit writes: drafts that save themselves, lines without change, files of evidence (RP5, RP11)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.reporting import errors, rules
from luoshi.domain.reporting.actions.steps import close_step, open_step
from luoshi.domain.reporting.actions.tallies import keep_tally
from luoshi.domain.reporting.errors import LineProblem
from luoshi.domain.reporting.models import Line, LineFile, Return
from luoshi.domain.reporting.queries.returns import files_of, line_figures
from luoshi.domain.reporting.rules import LineDraft, LineFigures
from luoshi.domain.reporting.terms import Figure, ReturnDeed, ReturnLineState
from luoshi.domain.tasks import rules as task_rules
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.rows import save_rows

WRITTEN = (
    *(f"declared_{figure.value}" for figure in Figure),
    *("note", "own_values", "correction_reason", "is_touched", "is_unchanged", "marks", "state", "return_reason"),
    *("touched_by", "touched_at", "report", "went_out_at", "version"),
)


@dataclass(frozen=True, slots=True)
class LineEntry:
    """What is said of one line; ``version`` is that of the form, None for whoever has seen none (sheets, programs)."""

    line_id: int
    draft: LineDraft
    version: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of lines that were handed in together: those kept, and what is wrong with the others."""

    lines: tuple[Line, ...]
    problems: tuple[LineProblem, ...]


def save_line(
    *,
    actor: Account,
    now: datetime,
    sheet: Return,
    line_id: int,
    draft: LineDraft,
    version: int | None = None,
    seconds: int = 0,
) -> Line:
    """Keep what the unit writes on a line, as a draft (RP11); raises LineStale where a colleague saved it meanwhile."""
    saved = save_lines(actor=actor, now=now, sheet=sheet, entries=[LineEntry(line_id, draft, version)], seconds=seconds)
    if saved.problems:
        problems = [problem.refusal for problem in saved.problems]
        raise problems[0] if len(problems) == 1 else errors.LinesRefused(saved.problems)
    return saved.lines[0]


def save_lines(
    *,
    actor: Account,
    now: datetime,
    sheet: Return,
    entries: Sequence[LineEntry],
    seconds: int = 0,
    deed: ReturnDeed = ReturnDeed.SAVE,
) -> Saved:
    """Keep what is right of several lines and name what is wrong with the others (RP10, RP13)."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_step(standing, ReturnDeed.SAVE, sheet.pk, now)
        lines = _locked(current, [entry.line_id for entry in entries])
        files = files_of(current)
        own = rules.own_fields(current.period.scheme.own_fields)
        kept, problems, before, after = [], [], {}, {}
        for entry in entries:
            line = lines.get(entry.line_id)
            if line is None:
                problems.append(LineProblem(entry.line_id, errors.RowUnknown(), entry.place))
                continue
            wrong = _refused(current, line, entry, actor)
            wrong = wrong or rules.problems_in_line(
                entry.draft, is_project=line.project_id is not None, known=line.known, own=own
            )
            if wrong:
                problems += [LineProblem(line.pk, one, entry.place) for one in wrong]
                continue
            was, became = _write(line, entry.draft, actor, now, files=len(files.get(line.pk, ())))
            if became:
                before[str(line.pk)], after[str(line.pk)] = was, became
            kept.append(line)
        if kept or seconds:
            _finish(current, actor, now, kept, before, after, seconds, deed)
    return Saved(tuple(kept), tuple(problems))


def say_unchanged(
    *, actor: Account, now: datetime, sheet: Return, line_ids: Iterable[int] | None = None, seconds: int = 0
) -> int:
    """Say of lines that nothing changed (RP5); None means all that nobody has spoken on. Give how many were said."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_step(standing, ReturnDeed.SAVE, sheet.pk, now)
        wanted = None if line_ids is None else list(line_ids)
        lines = _locked(current, wanted)
        files = files_of(current)
        kept, before, after = [], {}, {}
        own = rules.own_fields(current.period.scheme.own_fields)
        for line in lines.values():
            if not _is_asked(current, line) or (wanted is None and line.is_touched):
                continue
            if wanted is None and own and any(not line.own_values.get(one.key) for one in own):
                continue  # what the office asks beside cannot be said with one click
            draft = rules.figures_of_unchanged(is_project=line.project_id is not None, known=line.known)
            evidence = len(files.get(line.pk, ()))
            was, became = _write(line, draft, actor, now, files=evidence, is_unchanged=True)
            before[str(line.pk)], after[str(line.pk)] = was, became
            kept.append(line)
        if kept:
            _finish(current, actor, now, kept, before, after, seconds, ReturnDeed.SAVE)
    return len(kept)


def add_files(
    *, actor: Account, now: datetime, sheet: Return, line_id: int, files: Sequence[tuple[str, File[bytes]]]
) -> list[LineFile]:
    """Put files of evidence to a line; the same limits as for reports (T8)."""
    standing = standing_of(actor)
    present = list(LineFile.objects.filter(line=line_id).values_list("file_name", "size"))
    wrong = task_rules.problems_with_attachments([*present, *((name, file.size) for name, file in files)])
    if wrong:
        raise wrong[0]
    field = LineFile._meta.get_field("file")
    paths: list[str] = []
    try:
        with transaction.atomic():
            current = open_step(standing, ReturnDeed.SAVE, sheet.pk, now)
            line = _locked(current, [line_id]).get(line_id)
            if line is None or not _is_asked(current, line):
                raise errors.LineFixed
            rows = []
            for name, file in files:
                shown = task_rules.attachment_name(name)
                content = file.read()
                wanted = field.generate_filename(LineFile(), f"{uuid.uuid4().hex}{PurePath(shown).suffix.lower()}")
                file.seek(0)
                path = field.storage.save(wanted, file, max_length=255)
                paths.append(path)
                digest = hashlib.sha256(content).hexdigest()
                rows.append(
                    LineFile(line=line, file_name=shown, file=path, size=len(content), sha256=digest,
                             added_by=actor, added_at=now)
                )  # fmt: skip
            made = LineFile.objects.bulk_create(rows)
            _finish(
                current, actor, now, [_marked(line)], {}, {"files": [f.file_name for f in rows]}, 0, ReturnDeed.SAVE
            )
    except BaseException:
        for path in paths:
            field.storage.delete(path)
        raise
    return made


def remove_file(*, actor: Account, now: datetime, sheet: Return, file_id: int) -> None:
    """Take a file from a line that is still being written."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_step(standing, ReturnDeed.SAVE, sheet.pk, now)
        row = LineFile.objects.select_for_update().filter(pk=file_id, line__sheet=current).first()
        if row is None:
            return
        line = _locked(current, [row.line_id])[row.line_id]
        if not _is_asked(current, line):
            raise errors.LineFixed
        name, path, storage = row.file_name, row.file.name, row.file.storage
        row.delete()
        _finish(current, actor, now, [_marked(line)], {"files": [name]}, {}, 0, ReturnDeed.SAVE)
        is_shared = line.report_id is not None  # a report that went out may hold the same file
        if not is_shared:
            transaction.on_commit(lambda: storage.delete(str(path)))


def marks_of(line: Line, *, files: int) -> list[dict[str, str]]:
    """Give the marks of suspicion on a line (SU1)."""
    known = line.known
    year = known.get("year_wan_yuan")
    value = known.get("value")
    has_past = known.get("percent") is not None or "note" in known or bool(year and Decimal(year))
    before = LineFigures(
        percent=known.get("percent"),
        value=None if value is None else Decimal(value),
        year_wan_yuan=None if year is None else Decimal(year),
        words=known.get("note", ""),
    )
    plan = known.get("plan")
    found = rules.suspicions(
        line_figures(line, files=files),
        before if has_past else None,
        is_declared_unchanged=line.is_unchanged,
        year_plan=None if plan is None else Decimal(plan),
    )
    return [mark.as_plain() for mark in found]


def _marked(line: Line) -> Line:
    line.marks = marks_of(line, files=LineFile.objects.filter(line=line).count())
    return line


def _locked(sheet: Return, line_ids: Sequence[int] | None) -> dict[int, Line]:
    rows = _lines(sheet.pk) if line_ids is None else _some_lines(sheet.pk, line_ids)
    return {line.pk: line for line in rows}


@kept_query
def _lines(sheet_id: int) -> QuerySet[Line]:
    return Line.objects.select_for_update(of=("self",)).filter(sheet=sheet_id).order_by("pk")


@kept_query
def _some_lines(sheet_id: int, line_ids: Sequence[int]) -> QuerySet[Line]:
    return Line.objects.select_for_update(of=("self",)).filter(sheet=sheet_id, pk__in=line_ids).order_by("pk")


def _is_asked(sheet: Return, line: Line) -> bool:
    """Tell whether a line is asked: all of a draft, of a return sent back those returned and those never spoken on."""
    if sheet.times_returned == 0:
        return True
    return line.state == ReturnLineState.RETURNED or line.went_out_at is None


def _refused(sheet: Return, line: Line, entry: LineEntry, actor: Account) -> list[Refusal]:
    if not _is_asked(sheet, line):
        return [errors.LineFixed()]
    if entry.version is not None and entry.version != line.version and not _says_so_already(line, entry.draft):
        who = line.touched_by.public_name if line.touched_by else ""
        return [errors.LineStale(who=who)]
    return []


def _says_so_already(line: Line, draft: LineDraft) -> bool:
    """Tell whether a line holds what is sent: an answer was lost on its way and the same came again (RP11)."""
    draft = rules.completed(draft, line.known)
    figures = all(getattr(line, f"declared_{figure.value}") == getattr(draft, figure.value) for figure in Figure)
    words = (line.note, line.correction_reason) == (draft.note.strip(), draft.correction_reason.strip())
    own = all(line.own_values.get(key, "") == value.strip() for key, value in draft.own_values.items())
    return line.is_touched and figures and words and own


def _write(
    line: Line, draft: LineDraft, actor: Account, now: datetime, *, files: int, is_unchanged: bool = False
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Put the draft into the line; give what changed, before and after."""
    draft = rules.completed(draft, line.known)
    was = _said(line)
    for figure in Figure:
        setattr(line, f"declared_{figure.value}", getattr(draft, figure.value))
    line.note = draft.note.strip()
    line.own_values = {**line.own_values, **{k: v.strip() for k, v in draft.own_values.items()}}
    line.correction_reason = draft.correction_reason.strip()
    line.is_unchanged = is_unchanged
    line.is_touched = True
    became = _said(line)
    changed = {name for name in {**was, **became} if was.get(name) != became.get(name)}
    if not changed:
        return {}, {}
    line.report = None  # what was taken over from elsewhere is spoken on anew, and goes out anew
    line.went_out_at = None
    line.touched_by = actor
    line.touched_at = now
    line.version += 1
    line.marks = marks_of(line, files=files)
    return {n: was.get(n, "") for n in changed}, {n: became.get(n, "") for n in changed}


def _said(line: Line) -> dict[str, Any]:
    figures = {figure.value: getattr(line, f"declared_{figure.value}") for figure in Figure}
    said: dict[str, Any] = {
        name: amount if isinstance(amount, int) else f"{amount.normalize():f}"
        for name, amount in figures.items()
        if amount is not None
    }
    said |= {"note": line.note, "correction_reason": line.correction_reason, **line.own_values}
    return {name: value for name, value in said.items() if value != ""} | {
        "is_touched": line.is_touched,
        "is_unchanged": line.is_unchanged,
    }


def _finish(
    sheet: Return,
    actor: Account,
    now: datetime,
    lines: Sequence[Line],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    seconds: int,
    deed: ReturnDeed,
) -> None:
    save_rows(lines, WRITTEN)
    sheet.seconds_spent += rules.seconds_counted(seconds)
    keep_tally(sheet)
    if before or after:
        close_step(sheet, deed=deed, actor=actor, now=now, before=before, after=after)
    else:
        sheet.save(update_fields=["seconds_spent"])
