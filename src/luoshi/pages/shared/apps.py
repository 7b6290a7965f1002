"""Registers the shared pages with Django."""

from django.apps import AppConfig

from luoshi.pages.shared.form_words import speak_plainly


class SharedPagesConfig(AppConfig):
    """The area's templates, static files and translations are found through this."""

    name = "luoshi.pages.shared"
    label = "shared_pages"

    def ready(self) -> None:
        """Let forms speak the house's words."""
        speak_plainly()
