"""The rules as tables: steps, lateness, forms, attachments, search folding, likeness."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from luoshi.domain.tasks import rules
from luoshi.domain.tasks.rules import TaskText, UnitPlace
from luoshi.domain.tasks.terms import Deed, Lateness, Missing, TaskState

S, D = TaskState, Deed
# For each state the deeds that are open, and where they lead (T2).
TABLE: dict[TaskState, dict[Deed, TaskState]] = {
    S.DRAFT: {
        D.EDIT: S.DRAFT, D.CITE: S.DRAFT, D.COMPILE: S.DRAFT, D.TAKE_OUT: S.DRAFT, D.ISSUE: S.ISSUED,
        D.WITHDRAW: S.WITHDRAWN, D.UNCITE: S.DRAFT, D.PLAN_STEPS: S.DRAFT, D.SET_MECHANISM: S.DRAFT, D.CARRY: S.CARRIED,
    },
    S.ISSUED: {
        D.EDIT: S.ISSUED, D.CITE: S.ISSUED, D.SIGN: S.HANDLING, D.RETURN: S.RETURNED, D.REASSIGN: S.ISSUED,
        D.WITHDRAW: S.WITHDRAWN, D.PLAN_STEPS: S.ISSUED, D.SET_MECHANISM: S.ISSUED, D.CARRY: S.CARRIED,
    },
    S.RETURNED: {
        D.EDIT: S.RETURNED, D.CITE: S.RETURNED, D.REASSIGN: S.ISSUED, D.REISSUE: S.ISSUED, D.WITHDRAW: S.WITHDRAWN,
        D.PLAN_STEPS: S.RETURNED, D.SET_MECHANISM: S.RETURNED, D.CARRY: S.CARRIED,
    },
    S.HANDLING: {
        D.EDIT: S.HANDLING, D.CITE: S.HANDLING, D.REPORT_PROGRESS: S.HANDLING,
        D.REPORT_COMPLETION: S.COMPLETION_REPORTED, D.NOTE: S.HANDLING, D.VERIFY: S.HANDLING,
        D.SEND_BACK: S.HANDLING, D.REASSIGN: S.ISSUED, D.WITHDRAW: S.WITHDRAWN, D.CARRY: S.CARRIED,
        D.PLAN_STEPS: S.HANDLING, D.FINISH_STEP: S.HANDLING, D.REOPEN_STEP: S.HANDLING, D.RECORD_STAGE: S.HANDLING,
        D.SET_MECHANISM: S.HANDLING, D.HOLD_MEETING: S.HANDLING, D.END_MECHANISM: S.HANDLING,
    },
    S.COMPLETION_REPORTED: {
        D.CITE: S.COMPLETION_REPORTED, D.NOTE: S.COMPLETION_REPORTED, D.VERIFY: S.CLOSED, D.SEND_BACK: S.HANDLING,
    },
    S.CLOSED: {D.REOPEN: S.HANDLING, D.RECORD_STAGE: S.CLOSED},
    S.WITHDRAWN: {D.RESTORE: S.DRAFT},
    S.CARRIED: {},
}  # fmt: skip


@pytest.mark.parametrize("state", TaskState)
@pytest.mark.parametrize("deed", Deed)
def test_each_state_opens_the_deeds_of_the_table_and_no_other(state: TaskState, deed: Deed) -> None:
    assert rules.state_after(state, deed) == TABLE[state].get(deed)


def test_only_what_was_never_issued_can_be_restored() -> None:
    assert rules.step_is_open("withdrawn", Deed.RESTORE, None)
    assert not rules.step_is_open("withdrawn", Deed.RESTORE, datetime(2026, 1, 1, tzinfo=UTC))


DUE = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("state", "deadline", "today", "reported", "verdict"),
    [
        (S.HANDLING, None, DUE, None, None),
        (S.DRAFT, DUE, date(2026, 12, 1), None, None),
        (S.WITHDRAWN, DUE, date(2026, 12, 1), None, None),
        (S.HANDLING, DUE, DUE, None, Lateness.DUE_SOON),  # the day itself is not late
        (S.HANDLING, DUE, date(2026, 11, 21), None, Lateness.LATE),
        (S.ISSUED, DUE, date(2026, 11, 21), None, Lateness.LATE),
        (S.RETURNED, DUE, date(2026, 11, 21), None, Lateness.LATE),
        (S.HANDLING, DUE, date(2026, 11, 13), None, Lateness.DUE_SOON),
        (S.HANDLING, DUE, date(2026, 11, 12), None, Lateness.IN_TIME),
        (S.COMPLETION_REPORTED, DUE, date(2026, 12, 1), DUE, Lateness.IN_TIME),  # the office's slowness is not theirs
        (S.COMPLETION_REPORTED, DUE, date(2026, 12, 1), date(2026, 11, 21), Lateness.LATE),
        (S.CLOSED, DUE, date(2026, 12, 1), DUE, Lateness.DONE_IN_TIME),
        (S.CLOSED, DUE, date(2026, 12, 1), date(2026, 11, 21), Lateness.DONE_LATE),
    ],
)
def test_lateness(
    state: TaskState, deadline: date | None, today: date, reported: date | None, verdict: Lateness | None
) -> None:
    assert rules.lateness_of(state, deadline, today, reported) == verdict


GOOD = TaskText(title="建成厂房", instrument="item")
CITY = UnitPlace(1, "云岭市", "0001", True)
BUREAU = UnitPlace(2, "市发改委", "00010001", True)
CLOSED_BUREAU = UnitPlace(3, "市外侨局", "00010002", False)
FOREIGN = UnitPlace(4, "邻市水利局", "00020001", True)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (GOOD, []),
        (TaskText(title="  ", instrument="item"), ["TitleMissing"]),
        (TaskText(title="字" * 301, instrument="item"), ["TextTooLong"]),
        (TaskText(title="x", instrument="item", target_value=Decimal(3)), ["TargetIncomplete"]),
        (TaskText(title="x", instrument="item", target_value=Decimal(3), indicator="数量"), ["TargetIncomplete"]),
        (TaskText(title="x", instrument="item", target_value=Decimal(3), indicator="数量", comparator=">="), []),
        (TaskText(title="", instrument="item", measures="字" * 4001), ["TitleMissing", "TextTooLong"]),
    ],
)
def test_what_a_form_may_hold(text: TaskText, wrong: list[str]) -> None:
    assert [type(p).__name__ for p in rules.problems_in_text(text)] == wrong


@pytest.mark.parametrize(
    ("lead", "supporting", "wrong"),
    [
        (None, [], []),
        (BUREAU, [], []),
        (FOREIGN, [], [("UnitOutsideJurisdiction", "lead_unit")]),
        (CLOSED_BUREAU, [], [("UnitInactive", "lead_unit")]),
        (BUREAU, [FOREIGN], [("UnitOutsideJurisdiction", "supporting_units")]),
        (BUREAU, [BUREAU], [("LeadAlsoSupports", "supporting_units")]),
    ],
)
def test_units_of_a_task(lead: UnitPlace | None, supporting: list[UnitPlace], wrong: list[tuple[str, str]]) -> None:
    found = rules.problems_with_units(CITY, lead, supporting)
    assert [(type(p).__name__, p.field) for p in found] == wrong


@pytest.mark.parametrize(
    ("lead", "active", "deadline", "reason", "lacks"),
    [
        (True, True, DUE, "", ()),
        (True, True, None, "长期坚持", ()),
        (True, True, None, "  ", (Missing.DEADLINE,)),
        (False, False, None, "", (Missing.LEAD_UNIT, Missing.DEADLINE)),
        (True, False, DUE, "", (Missing.ACTIVE_LEAD_UNIT,)),
    ],
)
def test_what_issuing_needs(
    lead: bool, active: bool, deadline: date | None, reason: str, lacks: tuple[Missing, ...]
) -> None:
    found = rules.lacks_before_issue(
        has_lead_unit=lead, lead_is_active=active, deadline=deadline, no_deadline_reason=reason
    )
    assert found == lacks


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("台账.xlsx", "台账.xlsx"),
        ("..\\..\\etc\\台账.xlsx", "台账.xlsx"),
        ("/etc/passwd", "passwd"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ('<b>"x".pdf', "bx.pdf"),
        ("\u202egpj.exe", "gpj.exe"),
        ("字" * 200 + ".docx", "字" * 145 + ".docx"),
        ("...", "file"),
    ],
)
def test_names_of_attachments_are_safe(sent: str, shown: str) -> None:
    assert rules.attachment_name(sent) == shown


@pytest.mark.parametrize(
    ("files", "wrong"),
    [
        ([("a.pdf", 1)], []),
        ([("a.PDF", 1)], []),
        ([("a.exe", 1)], ["AttachmentTypeRefused"]),
        ([("a.pdf.js", 1)], ["AttachmentTypeRefused"]),
        ([("noending", 1)], ["AttachmentTypeRefused"]),
        ([("a.pdf", 0)], ["AttachmentEmpty"]),
        ([("a.pdf", rules.MAX_ATTACHMENT_BYTES)], []),
        ([("a.pdf", rules.MAX_ATTACHMENT_BYTES + 1)], ["AttachmentTooLarge"]),
        ([("a.pdf", 1)] * 11, ["TooManyAttachments"]),
    ],
)
def test_what_may_be_attached(files: list[tuple[str, int]], wrong: list[str]) -> None:
    assert [type(p).__name__ for p in rules.problems_with_attachments(files)] == wrong


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ＧＤＰ 增长", "gdp增长"), ("污水\n处理　厂", "污水处理厂"), ("１２０个", "120个"), ("", "")],
)
def test_searches_fold_width_case_and_space(text: str, folded: str) -> None:
    assert rules.folded(text) == folded


@pytest.mark.parametrize(
    ("quote", "source", "place"),
    [
        ("年底前完成", "要求年底前完成整治", (2, 7)),
        ("年底前 完成", "要求年底前\n完成整治", (2, 8)),
        ("a.c", "abc a.c", (4, 7)),
        ("没有", "要求完成", None),
        ("  ", "要求完成", None),
    ],
)
def test_quotes_are_found_whatever_white_space(quote: str, source: str, place: tuple[int, int] | None) -> None:
    assert rules.locate(quote, source) == place


def test_tidying_drops_control_characters() -> None:
    tidy = rules.tidied(TaskText(title=" 建成\x00\n厂房 ", instrument="item", measures="一\x0b\n二\t"))
    assert (tidy.title, tidy.measures) == ("建成 厂房", "一\n二")


def test_numbers_are_written_as_people_say_them() -> None:
    assert [rules.number_text(2026, 31), rules.number_text(2026, 12345)] == ["2026-0031", "2026-12345"]
