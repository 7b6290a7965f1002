"""Registers projects with Django."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"
