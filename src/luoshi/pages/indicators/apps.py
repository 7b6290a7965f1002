"""Registers the pages of indicators with Django."""

from django.apps import AppConfig


class IndicatorsPagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.indicators"
    label = "indicators_pages"
