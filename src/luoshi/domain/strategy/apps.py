"""Registers strategy with Django."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.strategy"
    label = "strategy"
    default_auto_field = "django.db.models.BigAutoField"
