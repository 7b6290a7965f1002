"""Registers the organizations pages with Django."""

from importlib import import_module

from django.apps import AppConfig


class OrganizationsPagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.organizations"
    label = "organizations_pages"

    def ready(self) -> None:
        """Listen to the login package."""
        import_module("luoshi.pages.organizations.second_factor")
