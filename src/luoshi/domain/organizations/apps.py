"""Registers organizations with Django."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.organizations"
    label = "organizations"
    default_auto_field = "django.db.models.BigAutoField"
