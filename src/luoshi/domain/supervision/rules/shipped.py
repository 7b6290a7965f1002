"""The packs that the product ships, each with lights, ladder and the source of both (rules LI3 and LA1)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from luoshi.domain.supervision.rules.ladders import Ladder, read_ladder
from luoshi.domain.supervision.rules.rule_packs import RulePack, read_pack

DEFAULT_PACK = "luoshi_default"
"""What a jurisdiction begins with: the product's own, and said to be so."""


@dataclass(frozen=True, slots=True)
class ShippedPack:
    """Lights and ladder of one origin."""

    pack: RulePack
    ladder: Ladder


@cache
def shipped_packs() -> Mapping[str, ShippedPack]:
    """Give all shipped packs by identifier, the product's own first. Raises ``ValueError`` where one is faulty."""
    found = {}
    for path in sorted(files(__package__).joinpath("packs").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            plain = tomllib.loads(path.read_text(encoding="utf-8"))
            pack, faults = read_pack(plain["pack"])
            ladder, ladder_faults = read_ladder(plain["ladder"], lights=frozenset(pack.ranks))
            if faults or ladder_faults:
                named = "; ".join(f"{fault.place}: {fault.english}" for fault in (*faults, *ladder_faults))
                raise ValueError(f"{path.name}: {named}")
            found[pack.id] = ShippedPack(pack, ladder)
    return MappingProxyType({DEFAULT_PACK: found.pop(DEFAULT_PACK), **found})
