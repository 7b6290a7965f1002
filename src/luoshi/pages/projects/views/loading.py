"""Find what an address names; what an account may not see is not there for it."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Page
from django.http import Http404
from django.shortcuts import get_object_or_404

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects import permissions
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.queries import libraries_to_review, libraries_to_write, visible_projects
from luoshi.domain.projects.terms import ProjectDeed
from luoshi.foundation.refusals import NotAllowed
from luoshi.pages.shared.requests import PersonRequest, chosen_unit


def places_on(page: Page[int]) -> range:
    """Give the places of a list that stand on a page."""
    first = (page.number - 1) * page.paginator.per_page
    return range(first, first + page.paginator.per_page)


def visible_project(request: PersonRequest, pk: int) -> Project:
    """Give a project that the account may see, units loaded; 404 otherwise."""
    projects = visible_projects(request.standing).select_related("jurisdiction", "lead_unit", "sector", "owner_unit")
    return get_object_or_404(projects, pk=pk)


def project_for(request: PersonRequest, pk: int, deed: ProjectDeed) -> Project:
    """Give a project to which the account may do the deed; 404 where it is not seen, NotAllowed where not theirs."""
    project = visible_project(request, pk)
    permissions.require(request.standing, deed, project)
    return project


def chosen_library(request: PersonRequest, libraries: list[Unit]) -> Unit:
    """Give the library that the address or the form names, else the first; NotAllowed where there is none."""
    if not libraries:
        raise NotAllowed
    return chosen_unit(request, libraries, "library")


def writable_libraries(standing: Standing) -> list[Unit]:
    """Give the libraries in which the account writes; NotAllowed where there is none."""
    libraries = libraries_to_write(standing)
    if not libraries:
        raise NotAllowed
    return libraries


def reviewed_libraries(standing: Standing) -> list[Unit]:
    """Give the libraries that the account reviews; NotAllowed where there is none."""
    libraries = libraries_to_review(standing)
    if not libraries:
        raise NotAllowed
    return libraries


def month_of(year: int, month: int) -> date:
    """Give a month's first day; 404 for what is no month."""
    try:
        return date(year, month, 1)
    except ValueError:
        raise Http404 from None
