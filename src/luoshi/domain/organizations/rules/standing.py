"""Rights follow the tree (docs/rules/rights.md). Pure: paths and roles in, verdict out.

A unit's ``path`` is its place in the tree as a string; a descendant's path begins with its ancestor's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from luoshi.domain.organizations.terms import JURISDICTION_KINDS, Role


@dataclass(frozen=True, slots=True)
class Post:
    """One role with the reach it has: the unit where it stands, and ``scope_path``, the top of what it reaches (O2)."""

    role: Role
    unit_id: int
    unit_path: str
    scope_id: int
    scope_path: str
    unit_label: str = ""
    unit_kind: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """All posts of one account: everything permissions are decided from."""

    account_id: int
    posts: tuple[Post, ...] = field(default=())

    def scopes(self, *roles: Role) -> tuple[str, ...]:
        """Tops of what these roles reach, widest first, none inside another; all roles where none is named."""
        paths = sorted({post.scope_path for post in self.posts if not roles or post.role in roles})
        return tuple(path for path in paths if not any(path != other and path.startswith(other) for other in paths))

    def reaches(self, unit_path: str, *roles: Role) -> bool:
        """Tell whether one of the roles reaches the unit."""
        return any(unit_path.startswith(path) for path in self.scopes(*roles))

    def speaks_for_a_jurisdiction(self, *roles: Role) -> bool:
        """Tell whether one of the roles is held in a jurisdiction itself, not in one of its departments."""
        return any(post.unit_kind in JURISDICTION_KINDS for post in self.posts if post.role in roles)

    def has(self, *roles: Role) -> bool:
        """Tell whether the account holds one of the roles anywhere."""
        return any(post.role in roles for post in self.posts)


NOBODY = Standing(account_id=0)
