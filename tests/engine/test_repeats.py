"""No expression of the program can be read in exponentially many ways, nor in as many as the square of a text's length.

Rule: at no place of a text may a search stand in more ways than the text has letters (``ways.TEXT``); what repeats
without bound counts with all of them, what has a bound with its bound.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.engine.repeats.expressions import ROOT
from tests.engine.repeats.machine import TEXT
from tests.engine.repeats.ways import ways

EXPONENTIAL = [
    "(?:a+)+b", "(?:(?:ab)*)*c", "(a+|b)*c", "(?:x(?:a*)+)y", "(?:a|ab|b)+c", "(?:a?b?)*c", "(?:a*+b?)*c",
    "(?>(?:a|a)*b)", "(?=(?:a|a)*b)c", "(?!(?:a|a)*b)c", "(?:(?>a?)(?:b|bc?))*d", "(?:a{2,9}b?)*c", r"(?:\d+[ab]?)+c",
    r"(?i)(?:ab|A.)*c", r"(?:(?i:ab)|Ab)*c", r"(?:(\w)\1?)*!", "(?:甲乙|[一-鿿])*。", "(?:[^，]{0,6}甲[^，]{0,6})+，",
]  # fmt: skip
BOUNDED = ["(?:a|ab|b){1,30}c", "a{0,99}b?a{0,99}c", r"\s*a?\s*b", "[^，]*甲[^，]*乙", "x(?:[ab]*b*)[bc]*d"]
ONE_WAY = [
    "(?:ab|ac)*d", "(?>a|ab|b)*c", "(?:a|ab|b)*+c", "(?:(?>a|ab|b)c?)*d", "(?<!a)a*b", "(?:[^，]{1,9}，)+",
    r"\s*+a?\s*+b", r"(?<!\s)\s+(?=a)a*b", "^a*+b*a", r"\A(?:a|b)*c", "(?:(?>(?:ab(?=b))?)a?b)*c", "(?:a(?!b)|ab)*c",
    "(?:(?<!a)b|ab|a)*c",
]  # fmt: skip


@pytest.mark.parametrize("pattern", EXPONENTIAL)
def test_exponentially_many_ways_are_seen(pattern: str) -> None:
    assert ways(pattern, 0).tried == float("inf")


@pytest.mark.parametrize("pattern", BOUNDED)
def test_too_many_ways_are_seen(pattern: str) -> None:
    assert TEXT < ways(pattern, 0).tried < float("inf")


@pytest.mark.parametrize("pattern", ONE_WAY)
def test_what_is_read_in_one_way_passes(pattern: str) -> None:
    assert ways(pattern, 0).tried <= TEXT


def test_what_is_tried_at_one_place_has_no_places_to_begin_at() -> None:
    assert ways("a*a*b", 0).tried == TEXT**2
    assert ways("a*a*b", 0, searched=False).tried == TEXT


def test_no_expression_is_read_in_too_many_ways() -> None:
    """Every expression: those of the modules, those made within functions and those made from word lists."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.engine.repeats.expressions"]
    of_the_sources = {"PYTHONPATH": f"{ROOT}/src:{ROOT}", "LUOSHI_COMPILED": "0"}
    printed = subprocess.run(command, cwd=ROOT, env=of_the_sources, check=True, capture_output=True)
    expressions = json.loads(printed.stdout)
    assert len(expressions) > 1_000
    found = {where: ways(pattern, flags, searched) for pattern, flags, where, searched in expressions}
    assert not {where: one for where, one in found.items() if one.tried > TEXT}
