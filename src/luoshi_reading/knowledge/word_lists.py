"""Reads the word lists kept as TOML in this folder, each naming where its words come from."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def knowledge_file(name: str) -> dict[str, Any]:
    """Read the word list ``name`` (without ``.toml``) once."""
    return tomllib.loads(files("luoshi_reading.knowledge").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Return the words under ``key`` of list ``name``: white-space separated text or an array, without doubles."""
    value: Any = knowledge_file(name)
    for part in key.split("."):
        value = value[part]
    listed = value.split() if isinstance(value, str) else [str(word) for word in value]
    return tuple(dict.fromkeys(listed))


def alternation(listed: tuple[str, ...]) -> str:
    """Join words to one regular-expression alternation, longest first, so that no word hides a longer one."""
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))
