"""Registers the tasks pages with Django."""

from django.apps import AppConfig


class TasksPagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.tasks"
    label = "tasks_pages"
