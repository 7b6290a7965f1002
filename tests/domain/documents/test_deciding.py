"""Deciding, reshaping and repairing: nothing written over, everything undone, nothing lost between two officers."""

from __future__ import annotations

from datetime import datetime

import pytest

from luoshi.domain.audit.queries import history_of
from luoshi.domain.documents.actions import (
    Selection,
    change_repair,
    decide_findings,
    edit_finding,
    merge_with_next,
    split_finding,
    undo_decision,
)
from luoshi.domain.documents.errors import (
    FindingDecided,
    NoDecisionNeeded,
    NoSplitThere,
    NothingToMerge,
    NothingToUndo,
    PartsDecided,
    RepairUnknown,
    TooFarApart,
    UnknownDeadline,
    WordsNotFound,
)
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.rules import Passage
from luoshi.domain.documents.terms import FindingKind, FindingState, RepairAct
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast, as_officer
from tests.factories.documents import commitments, make_document, make_finding


@pytest.fixture
def document(cast: Cast) -> Document:
    return make_document(cast.city, cast.officer)


def reject(cast: Cast, now: datetime, finding: Finding, who: str = "officer") -> list[FindingDecided]:
    return decide_findings(
        actor=cast.person(who),
        now=now,
        document=finding.document,
        finding_ids=[finding.pk],
        state=FindingState.REJECTED,
    ).refused


def test_a_decision_is_kept_with_who_and_when(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    reject(cast, now, finding)
    finding.refresh_from_db()
    assert (finding.state, finding.decided_by, finding.decided_at) == ("rejected", cast.officer, now)
    event = history_of("finding", finding.pk).get()
    assert (event.before, event.after) == ({"state": "undecided"}, {"state": "rejected"})


def test_the_second_of_two_officers_learns_who_was_first(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    reject(cast, now, finding)
    refused = decide_findings(
        actor=as_officer(cast.administrator, cast.office),
        now=now,
        document=document,
        finding_ids=[f.pk for f in commitments(document)],
        state=FindingState.ACCEPTED,
    ).refused
    assert [r.finding_id for r in refused] == [finding.pk]
    assert refused[0].message("zh-hans").startswith("杜衡已在2026-11-21 09:00处理了这一条（已排除）")
    finding.refresh_from_db()
    assert finding.state == FindingState.REJECTED


def test_a_double_click_changes_nothing(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    assert reject(cast, now, finding) == []
    assert reject(cast, now, finding) == []
    assert history_of("finding", finding.pk).count() == 1


def test_people_are_not_decided_on(cast: Cast, now: datetime, document: Document) -> None:
    person = make_finding(document, FindingKind.PERSON, "云岭")
    with pytest.raises(NoDecisionNeeded):
        reject(cast, now, person)


@pytest.mark.parametrize("who", ["reader", "bureau_leader", "county_officer", "outsider"])
def test_only_the_office_decides(cast: Cast, now: datetime, document: Document, who: str) -> None:
    finding = commitments(document)[0]
    actor = cast.person(who)
    with pytest.raises(NotAllowed):
        reject(cast, now, finding, who)
    with pytest.raises(NotAllowed):
        undo_decision(actor=actor, now=now, finding=finding)
    with pytest.raises(NotAllowed):
        edit_finding(actor=actor, now=now, finding=finding, fields={})
    with pytest.raises(NotAllowed):
        merge_with_next(actor=actor, now=now, finding=finding)
    with pytest.raises(NotAllowed):
        split_finding(actor=actor, now=now, finding=finding, position=3)
    with pytest.raises(NotAllowed):
        change_repair(actor=actor, now=now, document=document, passage=Passage(0, 1), act=RepairAct.UNDO)


def test_a_decision_is_undone(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    with pytest.raises(NothingToUndo):
        undo_decision(actor=cast.officer, now=now, finding=finding)
    reject(cast, now, finding)
    assert undo_decision(actor=as_officer(cast.administrator, cast.office), now=now, finding=finding) == [finding]
    finding.refresh_from_db()
    assert (finding.state, finding.decided_by) == ("undecided", None)


def test_an_edit_makes_a_successor_and_undoing_it_brings_the_origin_back(
    cast: Cast, now: datetime, document: Document
) -> None:
    finding = commitments(document)[2]
    edited = edit_finding(actor=cast.officer, now=now, finding=finding, fields={"level": "actionable"})
    finding.refresh_from_db()
    assert finding.state == FindingState.REPLACED
    assert finding.fields["level"] == "directive", "the origin keeps what it said"
    assert edited.fields["level"] == "actionable"
    assert list(edited.origins.all()) == [finding]
    undo_decision(actor=cast.officer, now=now, finding=edited)
    assert finding in commitments(document)
    assert edited not in commitments(document)


def test_an_edit_that_changes_nothing_makes_nothing(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    same = edit_finding(actor=cast.officer, now=now, finding=finding, fields={}, quote=finding.quote)
    assert same == finding
    assert Finding.objects.filter(origins=finding).count() == 0


def test_new_words_must_stand_in_the_document(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    shorter = edit_finding(actor=cast.officer, now=now, finding=finding, fields={}, quote="新增灌溉面积3万亩")
    assert document.source[shorter.start : shorter.end] == "新增灌溉面積(jī)3万亩"
    with pytest.raises(WordsNotFound):
        edit_finding(actor=cast.officer, now=now, finding=shorter, fields={}, quote="新增灌溉面积4万亩")


def test_boundaries_come_from_a_selection_in_the_source(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    start = document.source.index("新增")
    end = document.source.index("万亩") + 2
    edited = edit_finding(actor=cast.officer, now=now, finding=finding, fields={}, selection=Selection(start, end))
    assert edited.quote == "新增灌溉面积3万亩"
    for outside in (Selection(5, 5), Selection(0, 10_000), Selection(-1, 4)):
        with pytest.raises(WordsNotFound):
            edit_finding(actor=cast.officer, now=now, finding=edited, fields={}, selection=outside)


def test_a_deadline_that_is_none_is_refused(cast: Cast, now: datetime, document: Document) -> None:
    with pytest.raises(UnknownDeadline):
        edit_finding(actor=cast.officer, now=now, finding=commitments(document)[0], fields={"deadline": "年底"})


def test_merging_joins_words_and_fields(cast: Cast, now: datetime, document: Document) -> None:
    first, second, *_ = commitments(document)
    merged = merge_with_next(actor=cast.officer, now=now, finding=first)
    assert merged.quote.startswith("要建成清溪灌区二期工程，新增灌溉面积3万亩。市农业农村局要制定")
    assert merged.fields["lead"] == ["市农业农村局"]
    assert merged.fields["instrument"] == "project"
    assert set(merged.origins.all()) == {first, second}
    assert len(commitments(document)) == 3
    undo_decision(actor=cast.officer, now=now, finding=merged)
    assert commitments(document)[:2] == [first, second]


def test_the_last_has_nothing_to_merge_with(cast: Cast, now: datetime, document: Document) -> None:
    with pytest.raises(NothingToMerge):
        merge_with_next(actor=cast.officer, now=now, finding=commitments(document)[-1])


def test_what_lies_far_apart_is_not_merged(cast: Cast, now: datetime) -> None:
    document = make_document(cast.city, cast.officer, source="要修路。" + "闲话。" * 80 + "要架桥。")
    first = make_finding(document, FindingKind.COMMITMENT, "要修路")
    make_finding(document, FindingKind.COMMITMENT, "要架桥")
    with pytest.raises(TooFarApart):
        merge_with_next(actor=cast.officer, now=now, finding=first)


def test_splitting_makes_two_that_map_to_the_source(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    one, two = split_finding(actor=cast.officer, now=now, finding=finding, position=finding.quote.index("，") + 1)
    assert (one.quote, two.quote) == ("要建成清溪灌区二期工程，", "新增灌溉面积3万亩")
    assert document.source[two.start : two.end] == "新增灌溉面積(jī)3万亩"
    assert one.end == two.start
    with pytest.raises(NoSplitThere):
        split_finding(actor=cast.officer, now=now, finding=one, position=0)
    undo_decision(actor=cast.officer, now=now, finding=two)
    assert commitments(document)[0] == finding
    assert len(commitments(document)) == 4


def test_a_split_is_not_undone_over_a_decided_or_changed_part(cast: Cast, now: datetime, document: Document) -> None:
    one, two = split_finding(actor=cast.officer, now=now, finding=commitments(document)[0], position=12)
    reject(cast, now, one)
    with pytest.raises(PartsDecided):
        undo_decision(actor=cast.officer, now=now, finding=two)
    undo_decision(actor=cast.officer, now=now, finding=one)
    edited = edit_finding(actor=cast.officer, now=now, finding=one, fields={"level": "directive"})
    with pytest.raises(PartsDecided):
        undo_decision(actor=cast.officer, now=now, finding=two)
    undo_decision(actor=cast.officer, now=now, finding=edited)
    undo_decision(actor=cast.officer, now=now, finding=two)
    assert len(commitments(document)) == 4


def test_a_decided_finding_is_not_reshaped(cast: Cast, now: datetime, document: Document) -> None:
    finding = commitments(document)[0]
    reject(cast, now, finding)
    for change in (
        lambda: edit_finding(actor=cast.officer, now=now, finding=finding, fields={"level": "directive"}),
        lambda: merge_with_next(actor=cast.officer, now=now, finding=finding),
        lambda: split_finding(actor=cast.officer, now=now, finding=finding, position=12),
    ):
        with pytest.raises(FindingDecided):
            change()


def test_a_repair_is_undone_and_made_again(cast: Cast, now: datetime, document: Document) -> None:
    start = document.source.index("積(jī)")
    passage = Passage(start, start + 5)
    decided, target = commitments(document)[0], Finding.objects.filter(kind=FindingKind.TARGET).order_by("start")[0]
    reject(cast, now, decided)
    changed = change_repair(actor=cast.officer, now=now, document=document, passage=passage, act=RepairAct.UNDO)
    assert changed == [target]
    assert changed[0].quote == "新增灌溉面積(jī)3万亩"
    document.refresh_from_db()
    assert "面積(jī)3万亩" in document.text
    decided.refresh_from_db()
    assert "面积" in decided.quote, "what was decided keeps its words"
    with pytest.raises(RepairUnknown):
        change_repair(actor=cast.officer, now=now, document=document, passage=passage, act=RepairAct.UNDO)
    change_repair(actor=cast.officer, now=now, document=document, passage=passage, act=RepairAct.REDO)
    document.refresh_from_db()
    assert "面积3万亩" in document.text
    assert {e.verb for e in history_of("document", document.pk)} == {"repair_undone", "repair_redone"}


def test_there_is_no_repair_elsewhere(cast: Cast, now: datetime, document: Document) -> None:
    with pytest.raises(RepairUnknown):
        change_repair(actor=cast.officer, now=now, document=document, passage=Passage(0, 2), act=RepairAct.UNDO)
