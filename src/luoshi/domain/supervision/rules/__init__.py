"""Verdicts of supervision: lights, ladder, extensions, appeals, closing. No framework, no database."""

from luoshi.domain.supervision.rules.appeals import appeal_after, appeal_open_until, filing_problem
from luoshi.domain.supervision.rules.clocks import Clock, clock_end
from luoshi.domain.supervision.rules.closing import (
    OUR_SCALE,
    ClosingFacts,
    GradeLimits,
    GradeScale,
    ProposedGrade,
    proposed_grade,
    read_scale,
    scale_as_plain,
)
from luoshi.domain.supervision.rules.due_steps import due_steps, is_back_in_order
from luoshi.domain.supervision.rules.extensions import Extension, extension_problem, judging_deadline
from luoshi.domain.supervision.rules.intervals import CoverageFault, Interval, coverage_faults
from luoshi.domain.supervision.rules.ladders import Ladder, LadderStep, Trigger, ladder_as_plain, read_ladder
from luoshi.domain.supervision.rules.lights import LightVerdict, light_for, way_of
from luoshi.domain.supervision.rules.matters import Answer, Appeal, DueStep, MatterFacts, StepTaken, step_key
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
from luoshi.domain.supervision.rules.triggers import answer_due, is_answered

__all__ = [
    "DEFAULT_PACK",
    "NOT_LIT",
    "OUR_SCALE",
    "Answer",
    "Appeal",
    "Clock",
    "ClosingFacts",
    "CoverageFault",
    "DueStep",
    "Exemption",
    "Extension",
    "GradeLimits",
    "GradeScale",
    "Interval",
    "Ladder",
    "LadderStep",
    "LightFacts",
    "LightName",
    "LightRule",
    "LightVerdict",
    "MatterFacts",
    "ProposedGrade",
    "RulePack",
    "Run",
    "ShippedPack",
    "Source",
    "StepTaken",
    "Trigger",
    "answer_due",
    "appeal_after",
    "appeal_open_until",
    "clock_end",
    "coverage_faults",
    "due_steps",
    "extension_problem",
    "filing_problem",
    "is_answered",
    "is_back_in_order",
    "judging_deadline",
    "ladder_as_plain",
    "light_for",
    "measured",
    "pack_as_plain",
    "proposed_grade",
    "read_ladder",
    "read_pack",
    "read_scale",
    "scale_as_plain",
    "shipped_packs",
    "step_key",
    "way_of",
]
