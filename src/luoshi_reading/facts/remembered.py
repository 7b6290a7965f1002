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


def remembered(question: Callable[..., Answer]) -> _lru_cache_wrapper[Answer]:
    """Keep the answers to a pure question about a clause until they are forgotten."""
    kept = cache(question)
    _questions.append(kept)
    return kept


def forget() -> None:
    """Forget all answers."""
    for kept in _questions:
        kept.cache_clear()
