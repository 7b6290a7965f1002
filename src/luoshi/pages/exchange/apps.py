"""Registers the pages that bring sheets in and give lists out with Django."""

from django.apps import AppConfig


class ExchangePagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.exchange"
    label = "exchange_pages"
