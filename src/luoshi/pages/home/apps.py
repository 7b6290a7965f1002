"""Registers the home pages with Django."""

from django.apps import AppConfig


class HomePagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.home"
    label = "home_pages"
