"""Write the ladder's letters from the jurisdiction's words, number them per year, and change those words (LA14)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.supervision.models import Letter, LetterTemplate, Matter, StepRun
from luoshi.domain.supervision.permissions import require_officer
from luoshi.domain.supervision.queries.letters import letter_words, office_name
from luoshi.domain.supervision.rules import LadderStep
from luoshi.domain.supervision.rules.letters import (
    LetterWords,
    addressee_of,
    filled,
    letter_problem,
    with_official_days,
)
from luoshi.domain.supervision.terms import LetterPlace, StepKind, SupervisionVerb
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import local_date
from luoshi.foundation.official_layout import official_date


def write_letter(*, now: datetime, run: StepRun, step: LadderStep, light: str) -> Letter:
    """Write the letter of a step that goes out, under the next number of the year; in the caller's transaction."""
    matter, day = run.matter, local_date(now)
    Unit.objects.select_for_update().get(pk=matter.jurisdiction_id)  # numbers of a year are taken one after another
    words = letter_words(matter.jurisdiction, StepKind(run.kind))
    taken = Letter.objects.filter(jurisdiction=matter.jurisdiction, number_word=words.number_word, year=day.year)
    thing = matter.thing
    deadline = thing.deadline if isinstance(thing, Task) else thing.planned_finish
    places = {
        LetterPlace.UNIT: matter.unit.name,
        LetterPlace.MATTER: matter.title,
        LetterPlace.NUMBER: _number(matter),
        LetterPlace.DEADLINE: _said(deadline),
        LetterPlace.REASON: with_official_days(run.reason_chinese),
        LetterPlace.STEP: step.chinese,
        LetterPlace.ANSWER_BY: _said(run.answer_by),
        LetterPlace.LIGHT: with_official_days(light),
        LetterPlace.OFFICE: office_name(matter.jurisdiction),
    }
    return Letter.objects.create(
        step=run,
        jurisdiction=matter.jurisdiction,
        number_word=words.number_word,
        year=day.year,
        number=(taken.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=filled(words.title, places)[:200],
        body=filled(words.body, places),
        addressee=addressee_of(StepKind(run.kind), matter.unit.name),
        issued_on=day,
    )


def edit_letter_template(
    *, actor: Account, now: datetime, jurisdiction: Unit, kind: StepKind, words: LetterWords, version: int
) -> LetterTemplate:
    """Change the words of a kind of letter; ``version`` 0 where the product's own stood. Letters that went out stay."""
    require_officer(standing_of(actor), jurisdiction)
    if (problem := letter_problem(words)) is not None:
        raise problem
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=jurisdiction.pk)
        current = LetterTemplate.objects.filter(jurisdiction=jurisdiction, kind=kind).first()
        template = current or LetterTemplate(jurisdiction=jurisdiction, kind=kind, version=0)
        refuse_stale("letter_template", template.pk or 0, version=template.version, opened_on=version)
        before = {"title": current.title, "body": current.body} if current else {}
        template.title, template.body = words.title.strip()[:200], words.body.strip()
        template.number_word = words.number_word.strip()[:30]
        template.version += 1
        template.save()
        record_event(
            actor=actor,
            now=now,
            verb=SupervisionVerb.EDIT_LETTER.value,
            subject_type="letter_template",
            subject_id=template.pk,
            before=before,
            after={"title": template.title, "body": template.body, "version": template.version},
        )
    return template


def _number(matter: Matter) -> str:
    thing = matter.thing
    return thing.number_text if isinstance(thing, Task) else f"项目{thing.number}"


def _said(day: date | None) -> str:
    return official_date(day) if day else "未设时限"
