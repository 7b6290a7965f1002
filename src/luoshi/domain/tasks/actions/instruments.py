"""What the instruments' deeds share: the right instrument, and what a completion still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from luoshi.domain.tasks.actions.storing import StoredFile
from luoshi.domain.tasks.errors.instruments import CompletionNotReady, OtherInstrument
from luoshi.domain.tasks.models import Evidence, MechanismMeeting, PolicyStageRecord, Step, Task
from luoshi.domain.tasks.queries.instruments import facts_of
from luoshi.domain.tasks.rules.instruments import lacks_before_completion
from luoshi.domain.tasks.terms import Deed, Instrument


def refuse_other(task: Task, instrument: Instrument, deed: Deed) -> None:
    """Raise OtherInstrument unless the task is carried out by the instrument."""
    if task.instrument != instrument:
        raise OtherInstrument(number=task.number_text, instrument=Instrument(task.instrument), deed=deed)


def refuse_incomplete(task: Task, today: date) -> None:
    """Raise CompletionNotReady where the instrument lacks what counts as done (IN6)."""
    if outstanding := lacks_before_completion(facts_of(task), task.deadline, today):
        raise CompletionNotReady(outstanding)


def keep_evidence(
    task: Task,
    files: Iterable[StoredFile],
    *,
    step: Step | None = None,
    stage_record: PolicyStageRecord | None = None,
    meeting: MechanismMeeting | None = None,
) -> None:
    """Keep stored files as evidence of one thing."""
    Evidence.objects.bulk_create(
        Evidence(
            task=task,
            step=step,
            stage_record=stage_record,
            meeting=meeting,
            file_name=f.file_name,
            file=f.path,
            size=f.size,
            sha256=f.sha256,
        )
        for f in files
    )
