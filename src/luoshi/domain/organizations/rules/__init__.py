"""Verdicts about units: who reaches what, and which unit a name means. Pure: no framework, no database."""

from luoshi.domain.organizations.rules.names import NamedUnit, Suggestion, UnitDirectory, UnitMatch
from luoshi.domain.organizations.rules.standing import NOBODY, Post, Standing

__all__ = ["NOBODY", "NamedUnit", "Post", "Standing", "Suggestion", "UnitDirectory", "UnitMatch"]
