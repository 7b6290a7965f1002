"""Answers about clauses are kept, the same as asked anew, and never more than a bound."""

from __future__ import annotations

from luoshi_reading.facts.clause_heads import CLAUSES_KEPT, core_of, head_verb
from luoshi_reading.facts.clause_roles import clause_role
from luoshi_reading.facts.remembered import forget


def test_an_answer_is_kept_until_all_are_forgotten() -> None:
    forget()
    first = clause_role("加快推进项目建设")
    assert clause_role("加快推进项目建设") is first
    assert clause_role.cache_info().hits == 1
    forget()
    assert [question.cache_info().currsize for question in (core_of, head_verb, clause_role)] == [0, 0, 0]
    assert clause_role("加快推进项目建设") is first


def test_however_many_clauses_are_read_what_is_kept_is_bounded() -> None:
    forget()
    most = 0
    for number in range(2 * CLAUSES_KEPT + 10):
        clause_role(f"建设第{number}号项目")
        most = max(most, core_of.cache_info().currsize)
    assert most == CLAUSES_KEPT
    assert clause_role.cache_info().currsize <= CLAUSES_KEPT
    assert head_verb.cache_info().currsize <= 2 * CLAUSES_KEPT
