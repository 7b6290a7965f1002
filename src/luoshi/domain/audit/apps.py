"""Registers audit with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
