"""Registers exchange with Django."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
