"""How documents of a kind give orders. Rules R8, R15."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of document gives orders (R8, R15).

    ``reported``: it tells about a meeting and only reported orders are orders. ``listing``: a sentence may list
    several. ``resolved``: minutes, where what follows a resolution carries it out.
    """

    reported: bool
    listing: bool
    resolved: bool = False
    spoken: bool = False
