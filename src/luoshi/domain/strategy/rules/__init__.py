"""Verdicts on trees of goals (docs/rules/strategy.md), pure: places, loops, roll-up, comparison, proposals."""

from luoshi.domain.strategy.rules.comparing import ComparedLine, compared
from luoshi.domain.strategy.rules.rolling_up import Direct, Figures, Overlap, roll_up
from luoshi.domain.strategy.rules.tree import Place, Tree, Wording, loop_from, wording_at

__all__ = [
    "ComparedLine",
    "Direct",
    "Figures",
    "Overlap",
    "Place",
    "Tree",
    "Wording",
    "compared",
    "loop_from",
    "roll_up",
    "wording_at",
]
