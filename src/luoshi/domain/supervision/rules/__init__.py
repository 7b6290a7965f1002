"""Verdicts of supervision: lights, ladder, extensions, appeals, closing. No framework, no database."""

from luoshi.domain.supervision.rules.intervals import Interval, coverage_faults
from luoshi.domain.supervision.rules.lights import LightVerdict, light_for
from luoshi.domain.supervision.rules.measures import Exemption, LightFacts, measured
from luoshi.domain.supervision.rules.rule_packs import (
    NOT_LIT,
    LightName,
    LightRule,
    RulePack,
    Run,
    Source,
    pack_as_plain,
    read_pack,
)
from luoshi.domain.supervision.rules.shipped import DEFAULT_PACK, ShippedPack, shipped_packs

__all__ = [
    "DEFAULT_PACK",
    "NOT_LIT",
    "Exemption",
    "Interval",
    "LightFacts",
    "LightName",
    "LightRule",
    "LightVerdict",
    "RulePack",
    "Run",
    "ShippedPack",
    "Source",
    "coverage_faults",
    "light_for",
    "measured",
    "pack_as_plain",
    "read_pack",
    "shipped_packs",
]
