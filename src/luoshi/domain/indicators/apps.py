"""Registers indicators with Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
