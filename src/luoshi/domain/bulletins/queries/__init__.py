"""Count what bulletins say, read them, compare them with a recount, put scorecards together."""

from luoshi.domain.bulletins.queries.bulletins import (
    Correction,
    Corrections,
    assembled,
    corrections_of,
    exemptions_of,
    issue_of,
    list_rules,
    next_number,
    rules_of,
    unverified_months,
)
from luoshi.domain.bulletins.queries.counting import items_of
from luoshi.domain.bulletins.queries.scorecards import PastPlace, Scorecard, answers_to, scorecard_of
from luoshi.domain.bulletins.queries.standings import UnitStanding, by_jurisdiction, standings_in
from luoshi.domain.bulletins.queries.visibility import open_bulletins, visible_bulletins, visible_units

__all__ = [
    "Correction",
    "Corrections",
    "PastPlace",
    "Scorecard",
    "UnitStanding",
    "answers_to",
    "assembled",
    "by_jurisdiction",
    "corrections_of",
    "exemptions_of",
    "issue_of",
    "items_of",
    "list_rules",
    "next_number",
    "open_bulletins",
    "rules_of",
    "scorecard_of",
    "standings_in",
    "unverified_months",
    "visible_bulletins",
    "visible_units",
]
