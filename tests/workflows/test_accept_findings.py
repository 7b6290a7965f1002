"""Accepting: a commitment becomes a task with everything its sentence says, or a citation of its near twin."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from luoshi.domain.documents.actions import decide_findings
from luoshi.domain.documents.errors import FindingDecided
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import FindingKind, FindingState
from luoshi.domain.tasks import actions as tasks
from luoshi.domain.tasks.errors import TargetIncomplete
from luoshi.domain.tasks.models import Citation, Task
from luoshi.domain.tasks.terms import Instrument, Part, TaskState
from luoshi.foundation.refusals import NotAllowed
from luoshi.workflows.accept_findings import (
    TaskProposal,
    accept_as_task,
    accept_findings,
    cite_in_task,
    proposal_for,
)
from luoshi.workflows.undo_decision import AcceptanceStands, undo_decision
from tests.cast import Cast, as_officer
from tests.factories.documents import commitments, make_document, make_finding


@pytest.fixture
def document(cast: Cast) -> Document:
    return make_document(cast.city, cast.officer)


def all_ids(document: Document) -> list[int]:
    return list(Finding.objects.filter(document=document).exclude(state="replaced").values_list("pk", flat=True))


def test_a_commitment_becomes_a_task_with_all_its_sentence_says(cast: Cast, now: datetime, document: Document) -> None:
    acceptance = accept_findings(
        actor=cast.officer, now=now, document=document, finding_ids=[f.pk for f in commitments(document)]
    )
    first, policy, directive, rivers = commitments(document)
    task = acceptance.tasks[first.pk]
    assert (task.title, task.instrument, task.state) == (
        "建成清溪灌区二期工程，新增灌溉面积3万亩", Instrument.PROJECT, TaskState.DRAFT,
    )  # fmt: skip
    assert (task.indicator, task.comparator, task.target_value, task.target_unit) == (
        "新增灌溉面积", "=", Decimal(3), "万亩",
    )  # fmt: skip
    citation = Citation.objects.get(task=task)
    assert (citation.finding, citation.quote) == (first, first.quote)
    assert document.source[citation.start : citation.end] == "要建成清溪灌区二期工程，新增灌溉面積(jī)3万亩"

    task = acceptance.tasks[policy.pk]
    assert (task.lead_unit, task.instrument) == (cast.other_bureau, Instrument.POLICY)
    assert [p.unit for p in task.participations.filter(part=Part.SUPPORT)] == [cast.bureau]

    assert acceptance.tasks[directive.pk].lead_unit is None
    task = acceptance.tasks[rivers.pk]
    assert (task.deadline, task.deadline_text) == (date(2027, 12, 31), "到2027年底")


def test_formulations_and_targets_make_no_tasks(cast: Cast, now: datetime, document: Document) -> None:
    others = Finding.objects.filter(document=document).exclude(kind=FindingKind.COMMITMENT)
    acceptance = accept_findings(actor=cast.officer, now=now, document=document, finding_ids=[f.pk for f in others])
    assert len(acceptance.accepted) == 3
    assert not Task.objects.exists()


def test_names_that_no_unit_bears_come_with_suggestions(cast: Cast, now: datetime, document: Document) -> None:
    finding = make_finding(document, FindingKind.COMMITMENT, "要强化责任担当", lead=["市农村农业委"])
    proposal = proposal_for(finding)
    assert proposal.lead_unit is None
    assert [name.name for name in proposal.unmatched] == ["市农村农业委"]
    assert cast.other_bureau in proposal.unmatched[0].suggestions


def test_a_collective_name_charges_all_its_units(cast: Cast, now: datetime, document: Document) -> None:
    finding = make_finding(document, FindingKind.COMMITMENT, "要强化责任担当", lead=["市发改委"], supporting=["各县区"])
    proposal = proposal_for(finding)
    assert proposal.lead_unit == cast.bureau
    assert cast.county in proposal.supporting_units
    assert not proposal.unmatched


def test_a_double_click_makes_one_task(cast: Cast, now: datetime, document: Document) -> None:
    ids = [commitments(document)[0].pk]
    accept_findings(actor=cast.officer, now=now, document=document, finding_ids=ids)
    again = accept_findings(actor=cast.officer, now=now, document=document, finding_ids=ids)
    assert [f.pk for f in again.unchanged] == ids
    assert Task.objects.count() == 1


def test_near_twins_are_held_back(cast: Cast, now: datetime, document: Document) -> None:
    first, *others = commitments(document)
    twin = tasks.create_task(
        actor=cast.officer, now=now, jurisdiction=cast.city, title="建成清溪灌区二期工程，新增灌溉面积3万亩"
    )
    acceptance = accept_findings(
        actor=cast.officer, now=now, document=document, finding_ids=[f.pk for f in (first, *others)]
    )
    assert [(held.finding, [s.pk for s in held.similar]) for held in acceptance.held_back] == [(first, [twin.pk])]
    assert set(acceptance.tasks) == {f.pk for f in others}
    first.refresh_from_db()
    assert first.state == FindingState.UNDECIDED
    anyway = accept_findings(
        actor=cast.officer, now=now, document=document, finding_ids=[first.pk], despite_similar=True
    )
    assert anyway.tasks[first.pk] != twin


def test_twins_among_those_accepted_together_are_held_back(cast: Cast, now: datetime) -> None:
    source = "要建成清溪灌区二期工程。再次强调，要建成清溪灌区二期工程。"
    document = make_document(cast.city, cast.officer, source=source)
    one = make_finding(document, FindingKind.COMMITMENT, "要建成清溪灌区二期工程。再")
    two = make_finding(document, FindingKind.COMMITMENT, "再次强调，要建成清溪灌区二期工程")
    acceptance = accept_findings(actor=cast.officer, now=now, document=document, finding_ids=[one.pk, two.pk])
    assert [held.finding for held in acceptance.held_back] == [two]
    assert [s.pk for s in acceptance.held_back[0].similar] == [acceptance.tasks[one.pk].pk]


def test_the_passage_is_cited_in_the_twin_instead(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    twin = tasks.create_task(actor=cast.officer, now=now, jurisdiction=cast.city, title="建成灌区")
    for _ in range(2):  # the second is a double click
        cite_in_task(actor=cast.officer, now=now, finding=finding, task=twin)
    assert Citation.objects.get(task=twin).finding == finding
    finding.refresh_from_db()
    assert finding.state == FindingState.ACCEPTED


def test_the_officer_writes_the_task(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    proposal = TaskProposal(title="建成灌区", lead_unit=cast.bureau, supporting_units=(cast.county,))
    task = accept_as_task(actor=cast.officer, now=now, finding=finding, proposal=proposal)
    assert accept_as_task(actor=cast.officer, now=now, finding=finding, proposal=proposal) == task
    assert (task.title, task.lead_unit) == ("建成灌区", cast.bureau)


def test_a_wrong_task_leaves_the_finding_undecided(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    proposal = TaskProposal(title="建成灌区", lead_unit=cast.bureau, target_value=Decimal(3))
    with pytest.raises(TargetIncomplete):
        accept_as_task(actor=cast.officer, now=now, finding=finding, proposal=proposal)
    finding.refresh_from_db()
    assert finding.state == FindingState.UNDECIDED


def test_what_another_officer_rejected_makes_no_task(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    decide_findings(
        actor=as_officer(cast.administrator, cast.office),
        now=now,
        document=document,
        finding_ids=[finding.pk],
        state=FindingState.REJECTED,
    )
    acceptance = accept_findings(actor=cast.officer, now=now, document=document, finding_ids=all_ids(document))
    assert [r.finding_id for r in acceptance.refused] == [finding.pk]
    assert finding.pk not in acceptance.tasks
    with pytest.raises(FindingDecided):
        accept_as_task(actor=cast.officer, now=now, finding=finding, proposal=TaskProposal(title="建成灌区"))


def test_undoing_takes_the_draft_away(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    task = accept_findings(actor=cast.officer, now=now, document=document, finding_ids=[finding.pk]).tasks[finding.pk]
    undo_decision(actor=cast.officer, now=now, finding=finding)
    task.refresh_from_db()
    finding.refresh_from_db()
    assert (task.state, finding.state) == (TaskState.WITHDRAWN, FindingState.UNDECIDED)
    again = accept_findings(actor=cast.officer, now=now, document=document, finding_ids=[finding.pk])
    assert again.tasks[finding.pk] != task
    undo_decision(actor=cast.officer, now=now, finding=finding)


def test_what_was_issued_stands(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[1]
    task = accept_findings(actor=cast.officer, now=now, document=document, finding_ids=[finding.pk]).tasks[finding.pk]
    task.deadline = date(2026, 12, 31)
    task.save()
    batch = tasks.create_batch(
        actor=cast.officer, now=now, jurisdiction=cast.city, name="第一批", document_number="云督〔2026〕1号"
    )
    tasks.add_to_batch(actor=cast.officer, now=now, batch=batch, tasks=[task])
    tasks.issue_batch(actor=cast.officer, now=now, batch=batch)
    with pytest.raises(AcceptanceStands) as refusal:
        undo_decision(actor=cast.officer, now=now, finding=finding)
    assert task.number_text in refusal.value.message("zh-hans")
    finding.refresh_from_db()
    assert finding.state == FindingState.ACCEPTED


@pytest.mark.parametrize("who", ["reader", "bureau_leader", "county_officer", "outsider"])
def test_only_the_office_accepts(cast: Cast, now: datetime, document: Document, who: str) -> None:
    actor, finding = cast.person(who), commitments(document)[0]
    with pytest.raises(NotAllowed):
        accept_findings(actor=actor, now=now, document=document, finding_ids=[finding.pk])
    with pytest.raises(NotAllowed):
        accept_as_task(actor=actor, now=now, finding=finding, proposal=TaskProposal(title="建成灌区"))
    with pytest.raises(NotAllowed):
        undo_decision(actor=actor, now=now, finding=finding)
