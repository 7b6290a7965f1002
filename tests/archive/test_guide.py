"""The guide names every table, column, code and option that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from luoshi_archive import errors
from luoshi_archive.cli import _parser
from luoshi_archive.tables import COLUMNS

GUIDE = Path(__file__).parents[2] / "docs/guide"


@pytest.mark.parametrize("name", ["archive.md", "archive.zh.md"])
def test_guide_is_complete(name: str) -> None:
    text = (GUIDE / name).read_text(encoding="utf-8")
    documented = {}
    for line in text.splitlines():
        cells = line.split("|")
        if len(cells) == 4 and (table := re.match(r" `(\w+)`", cells[1])):
            documented[table[1]] = re.findall(r"`(\w+)`", cells[2])
    for table, columns in COLUMNS.items():
        assert documented[table] == list(columns), table
    codes = {value for name, value in vars(errors).items() if name.isupper() and isinstance(value, str)}
    assert codes <= set(re.findall(r"`(\w+)`", text))
    options = {option for action in _parser()._actions for option in action.option_strings if option.startswith("--")}
    assert options - {"--help", "--out"} <= set(re.findall(r"--[a-z-]+", text))
