"""Registers the shared pages with Django."""

from django.apps import AppConfig


class SharedPagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.shared"
    label = "shared_pages"
