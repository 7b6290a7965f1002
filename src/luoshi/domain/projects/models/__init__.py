"""Projects with their dossiers. Sums are exact decimals in 万元; rates are computed, never stored."""

from __future__ import annotations

from luoshi.domain.projects.models.conditions import FactorNeed, Problem
from luoshi.domain.projects.models.dossier import (
    Approval,
    Funding,
    Milestone,
    Participant,
    ProjectFile,
    YearlyInvestment,
)
from luoshi.domain.projects.models.library import DwellLimit, ProblemClass, ReserveTarget, Sector, StageGate, Territory
from luoshi.domain.projects.models.opportunities import Application, Opportunity
from luoshi.domain.projects.models.progress import MonthlyProgress, ProjectYear
from luoshi.domain.projects.models.project import Project, ProjectCitation, ProjectGoal, StageChange

__all__ = [
    "Application",
    "Approval",
    "DwellLimit",
    "FactorNeed",
    "Funding",
    "Milestone",
    "MonthlyProgress",
    "Opportunity",
    "Participant",
    "Problem",
    "ProblemClass",
    "Project",
    "ProjectCitation",
    "ProjectFile",
    "ProjectGoal",
    "ProjectYear",
    "ReserveTarget",
    "Sector",
    "StageChange",
    "StageGate",
    "Territory",
    "YearlyInvestment",
]
