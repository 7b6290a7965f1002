"""The demonstration's matters with short deadlines: in good order, so that the ladder only reminds of them."""

from __future__ import annotations

import tomllib
import uuid
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from luoshi.domain.documents.models import Document
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.rules import CitationDraft, locate
from luoshi.foundation.clock import local_date
from luoshi.workflows.demonstration.jurisdiction import City
from luoshi.workflows.demonstration.papers import at
from luoshi.workflows.demonstration.plans import keep_pace, pass_steps, receive_orders
from luoshi.workflows.issue_batch import issue_batch

_KEYS = uuid.UUID("5b0f6c1e-2f64-4f0c-9d4a-6a1b7f2e9c33")
ISSUED_DAYS = 26  # ago
REPORTED_DAYS = 13  # ago: before the ladder begins, so that nothing is behind while it climbs


@cache
def _description() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "decisions.toml").read_text(encoding="utf-8"))


def issue_decisions(city: City, now: datetime) -> None:
    """Issue the decisions of a meeting some weeks ago, sign them and report on them in time.

    In the first weeks of a year there was no such meeting yet.
    """
    today, words = local_date(now), _description()
    issued_on = today - timedelta(days=ISSUED_DAYS)
    if issued_on.year != today.year:
        return
    issued_on -= timedelta(days=max(0, issued_on.weekday() - 4))  # on a working day of the week
    drafted = at(issued_on, 9)
    rows = words["decisions"]
    sentences = [_sentence(row, now) for row in rows]
    minutes = words["paper"]["text"].strip().format(sentences="\n".join(sentences))
    document = receive_orders(city, words["paper"]["name"], minutes, drafted)
    tasks = [_draft(city, document, row, sentence, now) for row, sentence in zip(rows, sentences, strict=True)]
    batch = actions.create_batch(actor=city.officer, now=at(issued_on, 11), jurisdiction=city.root, name=words["batch"])
    actions.add_to_batch(actor=city.officer, now=at(issued_on, 11), batch=batch, tasks=tasks)
    pass_steps(city, batch, at(issued_on, 11))
    number = words["document_number"].format(year=issued_on.year)
    batch.refresh_from_db()
    issue_batch(actor=city.officer, now=at(issued_on, 17), batch=batch, document_number=number, version=batch.version)
    for task, row in zip(tasks, rows, strict=True):
        _carry_out(city, Task.objects.get(pk=task.pk), row, now)


def _deadline(row: dict[str, Any], now: datetime) -> date:
    return local_date(now) + timedelta(days=row["days"])


def _sentence(row: dict[str, Any], now: datetime) -> str:
    day = _deadline(row, now)
    said: str = row["sentence"].format(day=f"{day.month}月{day.day}日")
    return said


def _draft(city: City, document: Document, row: dict[str, Any], sentence: str, now: datetime) -> Task:
    place = locate(sentence, document.source)
    assert place is not None, sentence
    return actions.create_task(
        actor=city.officer,
        now=at(local_date(document.received_at), 10),
        jurisdiction=city.root,
        title=row["title"],
        lead_unit=city.units[row["unit"]],
        deadline=_deadline(row, now),
        heading=_description()["batch"],
        measures=row["measures"],
        citations=[CitationDraft(document.pk, *place, sentence, None)],
    )


def _carry_out(city: City, task: Task, row: dict[str, Any], now: datetime) -> None:
    """Sign at once, and report as far as the row says in two reports, each verified the next day."""
    unit, today = city.units[row["unit"]], local_date(now)
    leader, reporter = city.leaders[unit.pk], city.reporters[unit.pk]
    signed_on = today - timedelta(days=ISSUED_DAYS - 1)
    actions.sign_task(actor=leader, now=at(signed_on, 11), task=task, responsible_leader=leader.public_name)
    for days, percent in ((REPORTED_DAYS, row["percent"] - 3), (2, row["percent"])):
        day = today - timedelta(days=days)
        keep_pace(city, task, at(day, 9), percent)
        report = actions.report_progress(
            actor=reporter,
            now=at(day, 10),
            task=Task.objects.get(pk=task.pk),
            percent=percent,
            note=row["note"],
            submission_key=uuid.uuid5(_KEYS, f"{row['title']}/{percent}"),
        )
        actions.verify_report(actor=city.officer, now=at(day + timedelta(days=1), 9), report=report)
