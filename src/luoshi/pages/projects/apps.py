"""Registers the project pages with Django."""

from django.apps import AppConfig


class ProjectsPagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.projects"
    label = "projects_pages"
