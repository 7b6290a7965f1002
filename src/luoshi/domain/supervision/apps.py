"""Registers supervision with Django."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.supervision"
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"
