"""A project's dossier, as forms and rules take it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from luoshi.domain.projects import rules
from luoshi.domain.projects.models import Project, YearlyInvestment
from luoshi.domain.projects.rules import Dossier


def dossier_of(project: Project, by_year: Iterable[tuple[int, Decimal]]) -> Dossier:
    """Read a project's dossier; ``by_year`` is what its yearly rows hold."""
    values = {name: getattr(project, name) for name in rules.FIELD_NAMES if name != "investment_by_year"}
    return Dossier(**values | {"national_code": project.national_code or "", "investment_by_year": tuple(by_year)})


def stored_dossier(project: Project) -> Dossier:
    """Read a project's dossier with its years. One query."""
    years = YearlyInvestment.objects.filter(project=project).order_by("year")
    return dossier_of(project, years.values_list("year", "planned_wan_yuan"))
