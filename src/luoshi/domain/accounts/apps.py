"""Registers accounts with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
