"""Tell people of steps, answers, appeals and extensions (LA13), in the deed's transaction. Who did it is not told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import notify
from luoshi.domain.notices.queries import holders_of
from luoshi.domain.notices.terms import Fact, NoticeKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import Role
from luoshi.domain.supervision.models import Appeal, Extension, Matter, StepRun
from luoshi.domain.supervision.rules import LadderStep
from luoshi.domain.supervision.rules.pages import matter_page, project_page, task_page
from luoshi.domain.supervision.terms import ExtendedDate, ExtensionState, Party, StepKind
from luoshi.domain.tasks.models import Task

_BOTH = (Role.LEADER, Role.REPORTER)
_KINDS = {StepKind.SUPERVISION_LETTER: NoticeKind.LETTER_ISSUED, StepKind.INTERVIEW: NoticeKind.INTERVIEW_CALLED}


def tell_of_step(run: StepRun, step: LadderStep, *, actor: Account | None, now: datetime) -> int:
    """Tell those to whom a step goes, and those who act where the office does not; give how many were told."""
    matter = run.matter
    parties = {*step.goes_to, *({step.acts} - {Party.OFFICE})}
    people = [account for party in parties for account in _holders(matter, party)]
    return _tell(
        _KINDS.get(step.kind, NoticeKind.LADDER_STEP),
        matter,
        people,
        actor=actor,
        now=now,
        facts={
            Fact.UNIT: matter.unit.label,
            Fact.STEP: {"zh": step.chinese, "en": step.english},
            Fact.REASON: {"zh": run.reason_chinese, "en": run.reason_english},
            Fact.DEADLINE: _text(run.answer_by),
        },
        key=f"step-{run.key}",
        units=[matter.unit],
    )


def tell_of_answer(run: StepRun, words: str, *, actor: Account, now: datetime) -> None:
    """Tell the officers that a unit answered."""
    facts = {Fact.UNIT: run.matter.unit.label, Fact.ANSWER: words[:200], Fact.PERSON: actor.public_name}
    key = f"step-{run.pk}-v{run.version}-answer"
    _tell(NoticeKind.LADDER_STEP, run.matter, _office(run.matter), actor=actor, now=now, facts=facts, key=key)


def tell_of_appeal(appeal: Appeal, *, actor: Account, now: datetime) -> None:
    """Tell the officers that a unit appeals against a step."""
    matter = appeal.step.matter
    facts = {Fact.UNIT: matter.unit.label, Fact.REASON: appeal.reason[:200], Fact.PERSON: actor.public_name}
    key = f"appeal-{appeal.pk}"
    _tell(NoticeKind.APPEAL_RAISED, matter, _office(matter), actor=actor, now=now, facts=facts, key=key)


def tell_of_appeal_answer(appeal: Appeal, said: dict[str, str], *, actor: Account, now: datetime) -> None:
    """Tell the unit what the office decided."""
    matter = appeal.step.matter
    people = holders_of(matter.unit, *_BOTH)
    facts = {Fact.UNIT: matter.unit.label, Fact.ANSWER: said, Fact.REASON: appeal.answer[:200]}
    key = f"appeal-{appeal.pk}-answered"
    _tell(NoticeKind.APPEAL_ANSWERED, matter, people, actor=actor, now=now, facts=facts, key=key, units=[matter.unit])


def tell_of_extension(wish: Extension, *, actor: Account, now: datetime) -> None:
    """Tell the office of a wish for a later date, and the lead unit of its answer."""
    thing, state = wish.thing, ExtensionState(wish.state)
    unit = thing.lead_unit
    is_asked = state is ExtensionState.WAITING
    people = holders_of(thing.jurisdiction, Role.OFFICER) if is_asked or unit is None else holders_of(unit, *_BOTH)
    is_task = isinstance(thing, Task)
    which = ExtendedDate(wish.extended)
    notify(
        now=now,
        recipients=[one for one in people if one.pk != actor.pk],
        kind=NoticeKind.APPROVAL_WAITING,
        subject_type="task" if is_task else "project",
        subject_id=thing.pk,
        parameters={
            "subject": wish.title,
            Fact.NUMBER.value: thing.number_text if isinstance(thing, Task) else str(thing.number),
            Fact.DEADLINE.value: wish.wanted_deadline.isoformat(),
            Fact.REASON.value: (wish.reason if is_asked else wish.answer)[:200],
            Fact.ANSWER.value: {
                "zh": f"{which.chinese}：延期申请{state.chinese}",
                "en": f"{which.english}: extension {state.english.lower()}",
            },
        },
        url=task_page(thing.pk) if is_task else project_page(thing.pk),
        key=f"extension-{wish.pk}-{wish.state}",
        units=[unit] if unit is not None and not is_asked else [],
    )


def _holders(matter: Matter, party: Party) -> list[Account]:
    match party:
        case Party.LEAD_UNIT | Party.PROJECT_HEAD:
            return holders_of(matter.unit, *_BOTH)
        case Party.UNIT_LEADER | Party.AUTHORITY_HEAD:
            return holders_of(matter.unit, Role.LEADER)
        case Party.SUPERVISING_LEADER | Party.TOP_LEADER:
            return holders_of(matter.jurisdiction, Role.LEADER)
        case Party.OFFICE:
            return _office(matter)


def _office(matter: Matter) -> list[Account]:
    return holders_of(matter.jurisdiction, Role.OFFICER)


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _tell(
    kind: NoticeKind,
    matter: Matter,
    people: Iterable[Account],
    *,
    actor: Account | None,
    now: datetime,
    facts: dict[Fact, Any],
    key: str,
    units: Iterable[Unit] = (),
) -> int:
    number = matter.task.number_text if matter.task is not None else ""
    parameters = {"subject": matter.title, Fact.NUMBER.value: number} | {str(name): facts[name] for name in facts}
    return notify(
        now=now,
        recipients=[one for one in people if actor is None or one.pk != actor.pk],
        kind=kind,
        subject_type="matter",
        subject_id=matter.pk,
        parameters=parameters,
        url=matter_page(matter.pk),
        key=key,
        units=units,
    )
