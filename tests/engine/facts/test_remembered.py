"""Answers about clauses are kept, the same as asked anew, and never more than a bound."""

from __future__ import annotations

from luoshi_reading.facts.clauses.clause_heads import CLAUSES_KEPT
from luoshi_reading.facts.clauses.clause_roles import clause_role
from luoshi_reading.facts.remembered import forget, held


def test_an_answer_is_kept_until_all_are_forgotten() -> None:
    forget()
    first = clause_role("加快推进项目建设")
    kept = held()
    assert kept > 0
    assert clause_role("加快推进项目建设") is first
    assert held() == kept
    forget()
    assert held() == 0
    assert clause_role("加快推进项目建设") is first


def test_however_many_clauses_are_read_what_is_kept_is_bounded() -> None:
    """Of each clause its role and its core are kept, and the verbs of both."""
    forget()
    most = 0
    for number in range(2 * CLAUSES_KEPT + 10):
        clause_role(f"建设第{number}号项目")
        most = max(most, held())
    assert CLAUSES_KEPT <= most <= 4 * CLAUSES_KEPT
