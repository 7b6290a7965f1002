"""Which answers are still owed (LA18): one rule for the lists of units and offices, and for the page of a thing."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from luoshi.domain.supervision.models import AdoptedLadder, Appeal, StepRun
from luoshi.domain.supervision.queries.climbing import WENT_OUT, read_adopted
from luoshi.domain.supervision.rules import Ladder
from luoshi.domain.supervision.terms import AnswerKind, AppealState, MatterState, StepRunState


def steps_owed(place: Q, *, kinds: Collection[AnswerKind] = tuple(AnswerKind)) -> QuerySet[StepRun]:
    """The steps of open matters, within a place, that still wait for an answer of some kinds (LA18).

    Steps of the present round and episode, not withdrawn on appeal, whose place no later rung took.
    """
    present = Q(round=F("matter__round"), episode=F("matter__episode"))
    rows = StepRun.objects.filter(
        place, present, state=StepRunState.TAKEN, answer_by__isnull=False, matter__state=MatterState.OPEN
    )
    rows = rows.exclude(pk__in=Appeal.objects.filter(state=AppealState.UPHELD).values("step_id"))
    found = AdoptedLadder.objects.filter(pk__in=rows.order_by().values("matter__ladder_id"))
    ladders = [(adopted.pk, read_adopted(adopted)) for adopted in found.order_by("pk")]
    asks, rungs = Q(pk__in=[]), Q(pk__in=[])
    for pk, ladder in ladders:
        asks |= Q(matter__ladder=pk, step__in=[step.id for step in ladder.steps if set(step.answers) & set(kinds)])
        rungs |= Q(matter__ladder=pk, step__in=rung_ids(ladder))
    later = StepRun.objects.filter(
        rungs,
        matter=OuterRef("matter"),
        round=OuterRef("round"),
        episode=OuterRef("episode"),
        pk__gt=OuterRef("pk"),
        state__in=WENT_OUT,
    ).exclude(pk__in=Appeal.objects.filter(state=AppealState.UPHELD).values("step_id"))
    return rows.filter(asks).exclude(rungs & Exists(later))


def rung_ids(ladder: Ladder) -> list[str]:
    """Give the steps of a ladder that take one another's place: all but those beside it and those ahead of the date."""
    return [step.id for step in ladder.steps if not step.is_beside and not step.is_notice]
