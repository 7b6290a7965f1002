"""Verdicts about units: who reaches what, which unit a name means, which unit leads what. No framework, no database."""

from luoshi.domain.organizations.rules.lead_units import LeadModel, LeadSuggestion, LedWork, Work
from luoshi.domain.organizations.rules.names import NamedUnit, Suggestion, UnitDirectory, UnitMatch
from luoshi.domain.organizations.rules.standing import NOBODY, Post, Standing

__all__ = [
    "NOBODY",
    "LeadModel",
    "LeadSuggestion",
    "LedWork",
    "NamedUnit",
    "Post",
    "Standing",
    "Suggestion",
    "UnitDirectory",
    "UnitMatch",
    "Work",
]
