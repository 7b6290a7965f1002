"""A library with a sector, and a project of the bureau in any state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from luoshi.domain.projects import actions
from luoshi.domain.projects.models import Project, Sector
from luoshi.domain.projects.rules import Dossier
from luoshi.domain.projects.terms import LibraryState
from tests.cast import Cast
from tests.factories.projects import WHOLE


@pytest.fixture
def sector(cast: Cast, now: datetime) -> Sector:
    """Water, from 3,000万元 on."""
    return actions.put_sector(
        actor=cast.officer, now=now, jurisdiction=cast.city, name="水利", admission_wan_yuan=Decimal(3000)
    )


@pytest.fixture
def dossier(sector: Sector) -> Dossier:
    """A whole dossier."""
    return replace(WHOLE, sector_id=sector.pk)


@pytest.fixture
def project(cast: Cast, now: datetime, dossier: Dossier) -> Project:
    """A draft that the bureau wrote."""
    return actions.create_project(
        actor=cast.bureau_reporter, now=now, jurisdiction=cast.city, lead_unit=cast.bureau, dossier=dossier
    )


@pytest.fixture
def brought_to(cast: Cast, now: datetime, project: Project) -> Callable[[LibraryState], Project]:
    """Bring the project into a state of the library by the deeds that lead there."""
    way: list[tuple[LibraryState, Callable[[], Any]]] = [
        (LibraryState.DRAFT, lambda: None),
        (
            LibraryState.SUBMITTED,
            lambda: actions.submit_project(actor=cast.bureau_reporter, now=now, project=project),
        ),
        (LibraryState.RESERVED, lambda: actions.admit_project(actor=cast.officer, now=now, project=project)),
        (LibraryState.ROLLING, lambda: actions.put_in_rolling_plan(actor=cast.officer, now=now, project=project)),
        (LibraryState.COMPILING, lambda: actions.put_in_annual_plan(actor=cast.officer, now=now, project=project)),
        (
            LibraryState.PLAN_SUBMITTED,
            lambda: actions.submit_plan(actor=cast.officer, now=now, project=project, document="云府〔2026〕9号"),
        ),
    ]

    def bring(state: LibraryState) -> Project:
        for reached, deed in way:
            deed()
            if reached is state:
                break
        project.refresh_from_db()
        return project

    return bring
