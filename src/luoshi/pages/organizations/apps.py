"""Registers the organizations pages with Django."""

from django.apps import AppConfig


class OrganizationsPagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.organizations"
    label = "organizations_pages"

    def ready(self) -> None:
        """Listen to the login package."""
        from luoshi.pages.organizations import second_factor  # noqa: F401 - its receivers register themselves
