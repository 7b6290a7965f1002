"""Registers reporting with Django."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
