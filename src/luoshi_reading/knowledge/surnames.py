"""Surnames, as sets and as expressions; the words stand in ``names.toml``. Rules R61, R62."""

from __future__ import annotations

from luoshi_reading.knowledge.word_lists import alternation, words

SINGLE = frozenset("".join(words("names", "surnames")))
COMPOUND = words("names", "compound_surnames")
RARE = frozenset("".join(words("names", "rare_surnames")))
"""Those that more often begin an ordinary word: they count only right after a title (R61)."""
USUAL = SINGLE - RARE
OFTEN = frozenset("".join(words("names", "often_surnames")))
"""Those of them that many bear."""
NOT_NAMES = frozenset(words("names", "not_names"))
"""Ordinary words that begin like a name."""

_COMPOUND = alternation(COMPOUND)
SURNAME = f"(?:{_COMPOUND}|[{''.join(sorted(SINGLE))}])"
USUAL_SURNAME = f"(?:{_COMPOUND}|[{''.join(sorted(USUAL))}])"
