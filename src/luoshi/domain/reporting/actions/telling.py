"""Tell people of what happens to returns (N12), in the deed's transaction. Whoever did it is not told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import notify
from luoshi.domain.notices.queries import holders_of
from luoshi.domain.notices.terms import Fact, NoticeKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import Role
from luoshi.domain.reporting.models import Dispute, Return

FOR_THE_UNIT = (Role.LEADER, Role.REPORTER)


def return_page(pk: int) -> str:
    """Give the page of a return."""
    return f"/reporting/returns/{pk}/"


def tell_of_approval(sheet: Return, *, actor: Account, now: datetime) -> None:
    """Tell the unit's leaders that a return waits for them."""
    _tell(NoticeKind.APPROVAL_WAITING, sheet, holders_of(sheet.unit, Role.LEADER), actor=actor, now=now)


def tell_of_hand_in(sheet: Return, *, actor: Account, now: datetime) -> None:
    """Tell the office that a return waits to be verified; once a return, not once a line."""
    office = holders_of(sheet.period.scheme.jurisdiction, Role.OFFICER)
    _tell(NoticeKind.REPORT_TO_VERIFY, sheet, office, actor=actor, now=now)


def tell_of_verified(sheet: Return, *, actor: Account, now: datetime) -> None:
    """Tell the unit that its return is verified."""
    people = holders_of(sheet.unit, *FOR_THE_UNIT)
    _tell(NoticeKind.REPORT_VERIFIED, sheet, people, actor=actor, now=now, units=[sheet.unit])


def tell_of_sent_back(sheet: Return, *, actor: Account, now: datetime, count: int) -> None:
    """Tell the unit that lines came back."""
    people = holders_of(sheet.unit, *FOR_THE_UNIT)
    facts = {Fact.COUNT: count}
    _tell(NoticeKind.REPORT_SENT_BACK, sheet, people, actor=actor, now=now, facts=facts, units=[sheet.unit])


def tell_of_dispute(dispute: Dispute, sheet: Return, *, actor: Account, now: datetime) -> None:
    """Tell the office that a figure is disputed."""
    office = holders_of(sheet.period.scheme.jurisdiction, Role.OFFICER)
    facts = {Fact.REASON: dispute.reason[:200]}
    _tell(NoticeKind.DISPUTE_RAISED, sheet, office, actor=actor, now=now, facts=facts, key=f"dispute-{dispute.pk}")


def tell_of_answer(dispute: Dispute, sheet: Return, *, actor: Account, now: datetime) -> None:
    """Tell the unit what the office answered."""
    people = holders_of(sheet.unit, *FOR_THE_UNIT)
    facts = {Fact.REASON: dispute.answer[:200]}
    key = f"dispute-{dispute.pk}-answer"
    _tell(NoticeKind.DISPUTE_ANSWERED, sheet, people, actor=actor, now=now, facts=facts, key=key, units=[sheet.unit])


def _tell(
    kind: NoticeKind,
    sheet: Return,
    people: Iterable[Account],
    *,
    actor: Account,
    now: datetime,
    facts: Mapping[Fact, Any] | None = None,
    key: str = "",
    units: Iterable[Unit] = (),
) -> None:
    period = sheet.period
    parameters: dict[str, Any] = {
        "subject": {
            "zh": f"{period.label_chinese}{period.scheme.name}（{sheet.unit.label}）",
            "en": f"{period.label_english}, {period.scheme.name} ({sheet.unit.label})",
        },
        Fact.UNIT.value: sheet.unit.label,
    }
    parameters |= {str(name): value for name, value in (facts or {}).items()}
    notify(
        now=now,
        recipients=[one for one in people if one.pk != actor.pk],
        kind=kind,
        subject_type="return",
        subject_id=sheet.pk,
        parameters=parameters,
        url=return_page(sheet.pk),
        key=key or f"return-{sheet.pk}-v{sheet.version}-{kind}",
        units=units,
    )
