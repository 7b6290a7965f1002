"""Registers the notices pages with Django, so that their templates, words and static files are found."""

from django.apps import AppConfig


class NoticesPagesConfig(AppConfig):
    """The app's label."""

    name = "luoshi.pages.notices"
    label = "notices_pages"
