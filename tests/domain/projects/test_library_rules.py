"""What each state of a record allows (PJ2, PJ3)."""

from __future__ import annotations

import pytest

from luoshi.domain.projects.rules import WHO, state_after, step_is_open
from luoshi.domain.projects.terms import LibraryState as S
from luoshi.domain.projects.terms import ProjectDeed as D


@pytest.mark.parametrize(
    "state, deed, expected",
    [
        (S.DRAFT, D.SUBMIT, S.SUBMITTED),
        (S.SUBMITTED, D.RETURN, S.DRAFT),
        (S.SUBMITTED, D.ADMIT, S.RESERVED),
        (S.RESERVED, D.TO_ROLLING, S.ROLLING),
        (S.ROLLING, D.TO_COMPILE, S.COMPILING),
        (S.COMPILING, D.OUT_OF_COMPILE, S.ROLLING),
        (S.COMPILING, D.SUBMIT_PLAN, S.PLAN_SUBMITTED),
        (S.PLAN_SUBMITTED, D.RETURN_PLAN, S.COMPILING),
        (S.PLAN_SUBMITTED, D.ISSUE, S.ISSUED),
        (S.ISSUED, D.ISSUE, S.ISSUED),
        (S.RESERVED, D.WITHDRAW, S.WITHDRAWN),
        (S.SUBMITTED, D.EDIT, None),
        (S.SUBMITTED, D.UPDATE, None),
        (S.SUBMITTED, D.WITHDRAW, None),
        (S.PLAN_SUBMITTED, D.EDIT, None),
        (S.COMPILING, D.WITHDRAW, None),
        (S.PLAN_SUBMITTED, D.WITHDRAW, None),
        (S.ISSUED, D.WITHDRAW, None),
        (S.RESERVED, D.TO_COMPILE, None),
        (S.DRAFT, D.ADMIT, None),
        (S.DRAFT, D.RECORD_MONTH, None),
        (S.WITHDRAWN, D.EDIT, None),
    ],
)
def test_a_step_leads_where_the_table_says(state: S, deed: D, expected: S | None) -> None:
    assert state_after(state, deed) == expected


def test_a_withdrawn_record_goes_back_to_where_it_belongs() -> None:
    assert state_after(S.WITHDRAWN, D.RESTORE, was_admitted=True) is S.RESERVED
    assert state_after(S.WITHDRAWN, D.RESTORE) is S.DRAFT


@pytest.mark.parametrize("state", list(S))
def test_a_locked_record_takes_nothing_but_its_unlocking(state: S) -> None:
    assert {deed for deed in WHO if step_is_open(state, deed, is_locked=True)} == {D.UNLOCK}
    assert not step_is_open(state, D.UNLOCK)


def test_every_deed_is_somebodys_and_open_somewhere() -> None:
    assert {deed for deed in WHO if deed is not D.CREATE} == {
        deed for deed in D for state in S if step_is_open(state, deed) or step_is_open(state, deed, is_locked=True)
    }
