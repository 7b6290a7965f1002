"""Match columns, choose remedies, have an import checked again or stored, give it up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.exchange import errors, permissions, rules
from luoshi.domain.exchange.models import ColumnMatch, ImportRun
from luoshi.domain.exchange.terms import RunDeed, RunState
from luoshi.domain.organizations.queries import standing_of


def match_columns(
    *,
    actor: Account,
    now: datetime,
    run: ImportRun,
    version: int,
    sheet: str,
    header_row: int,
    header_rows: int,
    matching: Mapping[int, str],
    headings: Mapping[int, str],
) -> ImportRun:
    """Say which column holds what, remember it for the next sheet, and have the sheet checked (IM5).

    ``headings`` are the folded headings by column. The caller has judged ``matching`` against the fields of the kind.
    """
    with transaction.atomic():
        current = _open(actor, run, RunDeed.MATCH, version)
        was = {"sheet": current.sheet, "header_row": current.header_row, "matching": current.matching}
        current.sheet, current.header_row, current.header_rows = sheet, header_row, header_rows
        current.matching = {str(column): field for column, field in sorted(matching.items()) if field}
        _remember(current, matching, headings)
        _close(current, RunDeed.MATCH, actor, now, RunState.CHECKING, was, _told(current))
    return current


def choose_remedy(
    *, actor: Account, now: datetime, run: ImportRun, version: int, changes: Mapping[str, Any]
) -> ImportRun:
    """Choose how something found is dealt with in all its cells, and have the sheet checked again (IM8).

    ``changes`` may hold ``money_unit``, ``fill_merged``, ``convert_units`` and ``replace``: what to take for what
    was written, by field.
    """
    with transaction.atomic():
        current = _open(actor, run, RunDeed.CHOOSE, version)
        was = current.choices
        chosen = {**was, **{name: value for name, value in changes.items() if name != "replace"}}
        replace = {field: dict(words) for field, words in was.get("replace", {}).items()}
        for field, words in changes.get("replace", {}).items():
            replace.setdefault(field, {}).update(words)
        current.choices = {**chosen, "replace": replace}
        _close(current, RunDeed.CHOOSE, actor, now, RunState.CHECKING, {"choices": was}, {"choices": current.choices})
    return current


def check_again(*, actor: Account, now: datetime, run: ImportRun, version: int) -> ImportRun:
    """Have the same file checked again, against what the house holds now."""
    with transaction.atomic():
        current = _open(actor, run, RunDeed.RETRY, version)
        _close(current, RunDeed.RETRY, actor, now, RunState.CHECKING)
    return current


def have_stored(*, actor: Account, now: datetime, run: ImportRun, version: int) -> ImportRun:
    """Confirm what was shown and have it stored, all or nothing (IM9)."""
    with transaction.atomic():
        current = _open(actor, run, RunDeed.STORE, version)
        current.confirmed_by = actor
        _close(current, RunDeed.STORE, actor, now, RunState.STORING, after={"plan": current.plan.get("counts", {})})
    return current


def drop_import(*, actor: Account, now: datetime, run: ImportRun, version: int) -> ImportRun:
    """Give an import up; nothing of it was stored."""
    with transaction.atomic():
        current = _open(actor, run, RunDeed.DROP, version)
        _close(current, RunDeed.DROP, actor, now, RunState.DROPPED)
    return current


def _open(actor: Account, run: ImportRun, deed: RunDeed, version: int) -> ImportRun:
    current = ImportRun.objects.select_for_update(of=("self",)).select_related("jurisdiction").get(pk=run.pk)
    permissions.require_run(standing_of(actor), current)
    if not rules.step_is_open(current.state, deed):
        state = RunState(current.state)
        raise errors.RunNotOpen(state_zh=state.chinese, state_en=state.english)
    refuse_stale("import", current.pk, version=current.version, opened_on=version)
    return current


def _close(
    run: ImportRun,
    deed: RunDeed,
    actor: Account,
    now: datetime,
    state: RunState,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    run.state = state
    run.stage = ""
    run.progress_percent = 0
    run.progress_at = now
    run.version += 1
    run.save()
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type="import",
        subject_id=run.pk,
        before=before,
        after=after,
    )


def _told(run: ImportRun) -> dict[str, Any]:
    return {"sheet": run.sheet, "header_row": run.header_row, "matching": run.matching}


def _remember(run: ImportRun, matching: Mapping[int, str], headings: Mapping[int, str]) -> None:
    wanted = {heading[:200]: matching.get(column, "") for column, heading in headings.items() if heading}
    known = {
        match.heading: match
        for match in ColumnMatch.objects.filter(jurisdiction=run.jurisdiction, kind=run.kind, heading__in=list(wanted))
    }
    ColumnMatch.objects.bulk_create(
        ColumnMatch(jurisdiction=run.jurisdiction, kind=run.kind, heading=heading, field=field)
        for heading, field in wanted.items()
        if heading not in known
    )
    for heading, match in known.items():
        if match.field != wanted[heading]:
            match.field = wanted[heading]
            match.save(update_fields=["field"])
