"""Registers the strategy pages with Django."""

from django.apps import AppConfig


class StrategyPagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.strategy"
    label = "strategy_pages"
