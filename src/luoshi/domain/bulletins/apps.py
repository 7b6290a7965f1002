"""Registers bulletins with Django."""

from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.bulletins"
    label = "bulletins"
    default_auto_field = "django.db.models.BigAutoField"
