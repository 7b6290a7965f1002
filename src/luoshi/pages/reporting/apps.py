"""Registers the reporting pages with Django."""

from django.apps import AppConfig


class ReportingPagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.reporting"
    label = "reporting_pages"
