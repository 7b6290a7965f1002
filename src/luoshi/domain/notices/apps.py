"""Registers notices with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
