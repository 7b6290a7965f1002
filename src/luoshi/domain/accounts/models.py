"""One table: accounts. Where a person stands and what they may do is the organizations' business."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """A person who logs in. ``display_name`` is what others see; it is never ranked or counted."""

    display_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=10, blank=True)  # empty: as the browser or the site says
    is_demonstration = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    @property
    def public_name(self) -> str:
        """What stands in the history: the display name, or the login where there is none."""
        return self.display_name or self.username

    def get_full_name(self) -> str:
        """Django's name for the public name."""
        return self.public_name

    def get_short_name(self) -> str:
        """Django's short name for the public name."""
        return self.public_name
