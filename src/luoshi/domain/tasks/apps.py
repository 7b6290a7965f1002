"""Registers tasks with Django."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"
