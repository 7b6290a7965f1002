"""Who may do what to a project and in a library (rule PJ4)."""

from __future__ import annotations

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.models import Problem, Project
from luoshi.domain.projects.queries.visibility import WRITING_ROLES
from luoshi.domain.projects.rules import WHO, Who, step_is_open
from luoshi.domain.projects.rules.problems import WHOSE, Whose
from luoshi.domain.projects.terms import LibraryState, ProblemDeed, ProjectDeed
from luoshi.foundation.refusals import NotAllowed


def may_review(standing: Standing, jurisdiction: Unit) -> bool:
    """Tell whether the account reviews, plans and configures the jurisdiction's library."""
    return standing.reaches(jurisdiction.path, Role.OFFICER)


def may_write_for(standing: Standing, unit: Unit) -> bool:
    """Tell whether the account writes projects for the unit."""
    return standing.reaches(unit.path, *WRITING_ROLES)


def may(standing: Standing, deed: ProjectDeed, project: Project) -> bool:
    """Tell whether the account may do the deed, the record's state aside. Wants jurisdiction and lead unit loaded."""
    if may_review(standing, project.jurisdiction):
        return True
    return WHO[deed] is Who.EITHER and may_write_for(standing, project.lead_unit)


def require(standing: Standing, deed: ProjectDeed, project: Project) -> None:
    """Raise NotAllowed unless the account may do the deed."""
    if not may(standing, deed, project):
        raise NotAllowed


def require_review(standing: Standing, jurisdiction: Unit) -> None:
    """Raise NotAllowed unless the account reviews the library."""
    if not may_review(standing, jurisdiction):
        raise NotAllowed


def open_deeds(standing: Standing, project: Project) -> frozenset[ProjectDeed]:
    """Give the deeds that the record's state and lock and the account's roles allow together."""
    state = LibraryState(project.library_state)
    return frozenset(
        deed for deed in WHO if step_is_open(state, deed, is_locked=project.is_locked) and may(standing, deed, project)
    )


def may_raise_for(standing: Standing, unit: Unit, project: Project) -> bool:
    """Tell whether the account raises problems in a unit's name: it writes for it, or is the office's (PB1)."""
    if may_write_for(standing, unit):
        return True
    return may_review(standing, project.jurisdiction) and unit.path.startswith(project.jurisdiction.path)


def may_do_problem_deed(standing: Standing, deed: ProblemDeed, problem: Problem) -> bool:
    """Tell whether the account may do the deed, the state aside (PB1). Wants the problem's units loaded."""
    is_office = may_review(standing, problem.project.jurisdiction)
    whose = WHOSE[deed]
    if whose is Whose.OFFICE:
        return is_office
    if whose is Whose.RESPONSIBLE:
        return is_office or (problem.responsible_unit is not None and may_write_for(standing, problem.responsible_unit))
    raised = problem.raised_by_id == standing.account_id or may_write_for(standing, problem.raised_by_unit)
    return raised or (is_office and (whose is Whose.RAISER_OR_OFFICE or _is_the_offices(problem)))


def _is_the_offices(problem: Problem) -> bool:
    """Tell whether the office itself raised it, in the jurisdiction's name."""
    return problem.raised_by_unit_id == problem.project.jurisdiction_id


def require_problem_deed(standing: Standing, deed: ProblemDeed, problem: Problem) -> None:
    """Raise NotAllowed unless the account may do the deed."""
    if not may_do_problem_deed(standing, deed, problem):
        raise NotAllowed


def may_apply(standing: Standing, project: Project) -> bool:
    """Tell whether the account applies for a project: for its responsible unit, or as the office (OP5)."""
    return may_review(standing, project.jurisdiction) or may_write_for(standing, project.lead_unit)
