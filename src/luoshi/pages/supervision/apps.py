"""Registers the supervision pages with Django."""

from django.apps import AppConfig


class SupervisionPagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.supervision"
    label = "supervision_pages"
