"""Answers about clauses that are kept while documents are read, and forgotten together when they are many.

Several steps ask the same of a clause, and the documents of one office repeat their sentences. A cache that drops one
answer for each new one (``lru_cache`` with a size) keeps a link for each answer, which the cycle collector walks
through after every document; these keep none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, cache
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_questions: list[_lru_cache_wrapper[Any]] = []
_tables: list[dict[Any, Any]] = []
_clauses = 0


def remembered(question: Callable[..., Answer]) -> _lru_cache_wrapper[Answer]:
    """Keep the answers to a pure question about a clause until they are forgotten."""
    kept = cache(question)
    _questions.append(kept)
    return kept


def answers() -> dict[Any, Any]:
    """Return a table that is forgotten with the others: what ``bin/compile.py`` writes out for ``remembered``."""
    table: dict[Any, Any] = {}
    _tables.append(table)
    return table


def one_more(most: int) -> None:
    """Count a clause; forget all answers where there are more of them than ``most``."""
    global _clauses  # asking the cache how much it holds takes four times as long
    _clauses += 1
    if _clauses > most:
        forget()
        _clauses = 1


def forget() -> None:
    """Forget all answers."""
    global _clauses
    _clauses = 0
    for kept in _questions:
        kept.cache_clear()
    for table in _tables:
        table.clear()


def held() -> int:
    """Tell how many answers are kept."""
    return sum(kept.cache_info().currsize for kept in _questions) + sum(map(len, _tables))
