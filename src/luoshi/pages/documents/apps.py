"""Registers the documents pages with Django."""

from django.apps import AppConfig


class DocumentsPagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.documents"
    label = "documents_pages"
