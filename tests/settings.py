"""The settings of the tests: the real ones, with quick password hashing, plain static files and no lock-out delay."""

from luoshi.site.settings import *  # noqa: F403
from luoshi.site.settings import HOME, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ARCHIVES = []
SECOND_READER: dict[str, str] = {}  # a test that wants one names it
ARCHIVES_HOME = HOME / "no-archives"  # a test that wants one names it
