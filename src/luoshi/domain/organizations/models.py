"""Units in a tree, and memberships: who stands where with what role."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from treebeard.mp_tree import MP_Node

from luoshi.domain.organizations.terms import Role, UnitKind


class Unit(MP_Node):
    """A unit of the tree. ``division_code`` is GB/T 2260 where there is one; zones have codes of their own."""

    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=40, blank=True)
    aliases = models.JSONField(default=list)  # list of other names under which documents call it
    kind = models.CharField(max_length=20, choices=UnitKind.choices())
    division_code = models.CharField(max_length=12, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["name"], name="unit_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class Membership(models.Model):
    """One role of one account in one unit."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "unit", "role"], name="membership_once")]
