"""Registers documents with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The app's label and key type."""

    name = "luoshi.domain.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
