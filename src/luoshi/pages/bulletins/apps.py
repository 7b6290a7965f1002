"""Registers the bulletin and scorecard pages with Django."""

from django.apps import AppConfig


class BulletinsPagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.bulletins"
    label = "bulletins_pages"
