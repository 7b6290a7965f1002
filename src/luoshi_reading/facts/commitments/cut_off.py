"""Texts that stop in the middle of a sentence, as pages and previews show them. Rule R107."""

from __future__ import annotations

from luoshi_reading.facts.clauses.clause_roles import Role
from luoshi_reading.facts.cutting.coordination import Run
from luoshi_reading.structure import Sentence

ENDS = "。！？；…”）)】!?;."
# Characters of a clause that is but a scrap, and of a sentence that tells nothing yet.
SCRAP = 3
SHORTEST_WHOLE = 8


def stops_short(text: str, sentence: Sentence) -> bool:
    """Whether the last sentence of a text stands without its mark, in a paragraph whose others have theirs."""
    if text[sentence.end - 1] in ENDS:
        return False
    before = text.rfind("\n", 0, sentence.start) + 1
    if text.rfind("。", before, sentence.start) >= 0:
        return True
    return len(sentence.clauses) > 1 and text[:before].rstrip().endswith(("。", "）"))


def without_scrap(run: Run) -> Run:
    """Return a stretch without the scrap of a clause that it stops in; empty where nothing whole orders."""
    whole = run if len(run[-1].words) > SCRAP else run[:-1]
    if not whole or max(item.role for item in whole) < Role.OUTCOME:
        return []
    return [] if len(whole) == 1 and len(whole[0].words) <= SHORTEST_WHOLE else whole
