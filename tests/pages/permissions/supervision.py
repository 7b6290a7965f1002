"""Rows of the supervision pages. What a person may not see is not there (404); seen but not theirs is refused (403)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from luoshi.domain.projects.terms import LibraryState
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import (
    AdoptedLadder,
    AdoptedPack,
    Appeal,
    Extension,
    Letter,
    LightExemption,
    Matter,
    StepAnswer,
    StepRun,
)
from luoshi.domain.supervision.terms import AnswerKind, ExtendedDate, StepRunState
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import current_time, local_date
from tests.cast import Cast
from tests.factories.projects import make_project
from tests.factories.supervision import adopted
from tests.factories.tasks import handled, issued
from tests.pages.permissions import Row, Statuses

Args = Callable[[Cast], dict[str, Any]]


def _task(cast: Cast, side: str) -> Task:
    now = current_time()
    if side == "city":
        return handled(cast, now, deadline=local_date(now) + timedelta(days=90))
    task = issued(cast, now, deadline=local_date(now) + timedelta(days=90))
    Task.objects.filter(pk=task.pk).update(jurisdiction=cast.county, lead_unit=cast.county, number=9000 + task.pk)
    task.participations.update(unit=cast.county)
    return Task.objects.select_related("jurisdiction", "lead_unit").get(pk=task.pk)


def _matter(cast: Cast, side: str) -> Matter:
    adopted(cast, current_time())
    officer = cast.officer if side == "city" else cast.county_officer
    return actions.register_matter(actor=officer, now=current_time(), thing=_task(cast, side))


def _step(cast: Cast, side: str) -> StepRun:
    now = current_time()
    return StepRun.objects.create(
        matter=_matter(cast, side),
        key=uuid.uuid4().hex,
        step="letter",
        kind="supervision_letter",
        round=1,
        episode=1,
        number=1,
        trigger="light",
        reason_chinese="红灯。",
        reason_english="Red.",
        due_on=local_date(now),
        answer_by=local_date(now) + timedelta(days=7),
        state=StepRunState.TAKEN,
        planned_at=now,
        taken_at=now,
    )


def _of_matter(side: str) -> Args:
    return lambda cast: {"pk": _matter(cast, side).pk}


def _of_step(side: str) -> Args:
    return lambda cast: {"pk": _step(cast, side).pk}


def _of_appeal(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        step = _step(cast, side)
        who = cast.bureau_leader if side == "city" else cast.county_leader
        appeal = Appeal.objects.create(step=step, reason="口径有误", filed_by=who, filed_at=current_time())
        return {"pk": appeal.pk}

    return make


def _of_answer(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        who = cast.bureau_leader if side == "city" else cast.county_leader
        answer: StepAnswer = actions.answer_step(
            actor=who,
            now=current_time(),
            step=_step(cast, side),
            kind=AnswerKind.PLAN,
            words="整改方案",
            file_name="方案.pdf",
            content=b"%PDF-1.7",
        )
        return {"pk": answer.pk}

    return make


def _of_letter(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        step = _step(cast, side)
        letter = Letter.objects.create(
            step=step,
            jurisdiction=step.matter.jurisdiction,
            number_word="督函",
            year=2026,
            number=1,
            title="督办函",
            body="请抓紧办理。",
            addressee=step.matter.unit.name,
            issued_on=local_date(current_time()),
        )
        return {"pk": letter.pk}

    return make


def _of_task(side: str, **more: Any) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        adopted(cast, current_time())
        return {"pk": _task(cast, side).pk, **more}

    return make


def _of_project(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        place = cast.city if side == "city" else cast.county
        return {
            "kind": "project",
            "pk": make_project(cast, current_time(), state=LibraryState.RESERVED, jurisdiction=place).pk,
        }

    return make


def _of_extension(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        task = _task(cast, side)
        who = cast.bureau_leader if side == "city" else cast.county_leader
        assert task.deadline is not None
        wish = Extension.objects.create(
            task=task,
            former_deadline=task.deadline,
            wanted_deadline=task.deadline + timedelta(days=30),
            reason="汛期停工",
            asked_by=who,
            asked_at=current_time(),
        )
        return {"pk": wish.pk}

    return make


def _of_project_extension(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        place, who = (cast.city, cast.bureau_leader) if side == "city" else (cast.county, cast.county_leader)
        project = make_project(cast, current_time(), state=LibraryState.RESERVED, jurisdiction=place)
        wish = Extension.objects.create(
            project=project,
            extended=ExtendedDate.FINISH,
            former_deadline=local_date(current_time()),
            wanted_deadline=local_date(current_time()) + timedelta(days=30),
            reason="汛期停工",
            asked_by=who,
            asked_at=current_time(),
        )
        return {"pk": wish.pk}

    return make


def _of_exemption(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        row = LightExemption.objects.create(
            task=_task(cast, side),
            kind="force_majeure",
            words="汛期",
            starts_on=local_date(current_time()),
            granted_by=cast.officer,
            granted_at=current_time(),
        )
        return {"pk": row.pk}

    return make


def _of_rules(side: str, kind: str, *, with_kind: bool = False) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        place, officer = (cast.city, cast.officer) if side == "city" else (cast.county, cast.county_officer)
        draft: Any = actions.draft_pack if kind == "pack" else actions.draft_ladder
        row: AdoptedPack | AdoptedLadder = draft(
            actor=officer, now=current_time(), jurisdiction=place, name="", shipped="luoshi_default"
        )
        return {"pk": row.pk, **({"kind": kind} if with_kind else {})}

    return make


def _statuses(side: str, *, seen: int, unit: int, office: int) -> Statuses:
    """Give the status of those who only see, of the unit that answers, and of the office."""
    if side == "city":
        return {
            "*": 404,
            "reader": seen,
            "bureau_reporter": unit,
            "bureau_leader": unit,
            "officer": office,
            "administrator": seen,
        }
    return {
        "*": 404,
        "reader": seen,
        "officer": office,
        "administrator": seen,
        "county_administrator": seen,
        "county_officer": office,
        "county_leader": unit,
        "county_reporter": unit,
    }


def _keepers(side: str, office: int) -> Statuses:
    """Give the status of those who keep rules, and of those who stand above or in their jurisdiction."""
    if side == "city":
        return {"*": 404, "reader": 403, "officer": office, "administrator": 403}
    return {
        "*": 404,
        "reader": 403,
        "officer": office,
        "administrator": 403,
        "county_administrator": 403,
        "county_officer": office,
        "county_leader": 403,
        "county_reporter": 403,
    }


def _rows(
    name: str,
    args: Callable[[str], Args],
    *,
    get: tuple[int, int, int] | int,
    post: tuple[int, int, int] | int = 405,
) -> list[Row]:
    """Rows of an address for both sides; three statuses: only seen, the unit, the office."""

    def said(side: str, given: tuple[int, int, int] | int) -> Statuses:
        return given if isinstance(given, int) else _statuses(side, seen=given[0], unit=given[1], office=given[2])

    return [Row(name, side, args(side), get=said(side, get), post=said(side, post)) for side in ("city", "county")]


OFFICERS = {"*": 403, "officer": 200, "county_officer": 200}
MOVED = {"*": 403, "officer": 302, "county_officer": 302}
WORDS = {"*": 403, "officer": 422, "county_officer": 422}
SEEN = (200, 200, 200)
OFFICE = (403, 403, 200)
OFFICE_WRITES = (403, 403, 422)
UNIT = (403, 200, 403)
UNIT_WRITES = (403, 422, 403)

ROWS = [
    Row("supervision:home", "any"),
    Row("supervision:steps", "any", get=405, post=MOVED),
    Row("supervision:go_on", "city", lambda cast: {"pk": cast.city.pk}, get=405, post={"*": 403, "officer": 302}),
    Row(
        "supervision:go_on",
        "county",
        lambda cast: {"pk": cast.county.pk},
        get=405,
        post={"*": 403, "officer": 302, "county_officer": 302},
    ),
    Row("supervision:matters", "any"),
    Row("supervision:interviews", "any"),
    Row("supervision:lights", "any"),
    Row("supervision:letters", "any", get=OFFICERS),
    Row("supervision:letter_words", "any", lambda cast: {"kind": "chase"}, get=OFFICERS, post=WORDS),
    Row("supervision:packs", "any", get=OFFICERS),
    Row("supervision:new_rules", "any", lambda cast: {"kind": "pack"}, get=405, post=MOVED),
    *_rows("supervision:matter", _of_matter, get=SEEN),
    *_rows("supervision:close", _of_matter, get=OFFICE, post=OFFICE_WRITES),
    *_rows("supervision:reopen", _of_matter, get=OFFICE, post=OFFICE_WRITES),
    *_rows("supervision:interview", _of_matter, get=OFFICE, post=OFFICE_WRITES),
    *_rows("supervision:answer", _of_step, get=UNIT, post=UNIT_WRITES),
    *_rows("supervision:appeal", _of_step, get=UNIT, post=UNIT_WRITES),
    *_rows("supervision:appeal_answer", _of_appeal, get=OFFICE, post=OFFICE_WRITES),
    *_rows("supervision:take_back", _of_appeal, get=405, post=(403, 302, 403)),
    *_rows("supervision:answer_file", _of_answer, get=SEEN),
    *_rows("supervision:letter", _of_letter, get=SEEN),
    *_rows("supervision:register", lambda side: _of_task(side, kind="task"), get=OFFICE, post=OFFICE_WRITES),
    *_rows("supervision:exempt", lambda side: _of_task(side, kind="task"), get=OFFICE, post=OFFICE_WRITES),
    *_rows("supervision:exempt", _of_project, get=OFFICE, post=OFFICE_WRITES),
    *_rows("supervision:end_exemption", _of_exemption, get=405, post=(403, 403, 302)),
    *_rows("supervision:extend", lambda side: _of_task(side, kind="task"), get=UNIT, post=UNIT_WRITES),
    *_rows("supervision:extend", _of_project, get=UNIT, post=UNIT_WRITES),
    *_rows("supervision:extension", _of_extension, get=OFFICE, post=OFFICE_WRITES),
    *_rows("supervision:extension", _of_project_extension, get=OFFICE, post=OFFICE_WRITES),
    *[
        Row(f"supervision:{kind}", side, _of_rules(side, kind), get=_keepers(side, 200), post=_keepers(side, 200))
        for kind in ("pack", "ladder")
        for side in ("city", "county")
    ],
    *[
        row
        for side in ("city", "county")
        for row in (
            Row("supervision:trial", side, _of_rules(side, "pack"), get=_keepers(side, 200)),
            Row("supervision:ladder_trial", side, _of_rules(side, "ladder"), get=_keepers(side, 200)),
            Row(
                "supervision:check",
                side,
                _of_rules(side, "pack", with_kind=True),
                get=405,
                post=_keepers(side, 200),
            ),
            Row(
                "supervision:adopt",
                side,
                _of_rules(side, "ladder", with_kind=True),
                get=405,
                post=_keepers(side, 302),
            ),
        )
    ],
]
