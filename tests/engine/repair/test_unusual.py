"""One pass through a text tells what several repairs look for, and where OpenCC need not be asked."""

from __future__ import annotations

import re

import pytest
from opencc import OpenCC

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import repair
from luoshi_reading.repair.characters import script
from luoshi_reading.repair.characters.opencc_tables import MADE_VARIANTS, VARIANTS, changed_to_simplified
from luoshi_reading.repair.characters.unusual import forget, unusual

PLAIN = "桑坞县要在六月底前修好三座便桥，覆盖沈家渡。\n云岭市负责验收。\n"


def test_nothing_unusual_stands_in_plain_prose() -> None:
    assert unusual("云岭市负责验收。").characters == ""
    assert unusual("云岭市负责验收。").changing == ""


@pytest.mark.parametrize("character", ["\u200b", "\x07", "\ufeff", "５", "％", "\u00a0", "⻓", "\ufffd", "銆"])
def test_every_kind_is_told(character: str) -> None:
    assert character in unusual(PLAIN + character + PLAIN).characters
    assert character in unusual("雲嶺市發展" + character).characters


def test_a_traditional_text_is_full_of_what_changes() -> None:
    assert unusual("雲嶺市發展").changing is None
    assert unusual("云岭市、沈家渡、麥、魚、鳥、馬、門、車、見、貝、風").changing is None


def test_every_character_that_the_tables_change_is_in_the_set() -> None:
    table, either = OpenCC("t2s"), re.compile(f"[{changed_to_simplified()}]")
    every = [chr(code) for code in range(0x80, 0x30000) if not 0xD800 <= code < 0xE000]
    converted = str(table.convert("\n".join(every))).split("\n")
    missed = [was for was, now in zip(every, converted, strict=True) if was != now and not either.match(was)]
    assert missed == []


def test_the_variants_that_the_tables_make_are_listed() -> None:
    every = [chr(code) for code in range(0x80, 0x30000) if not 0xD800 <= code < 0xE000]
    converted = str(OpenCC("t2s").convert("\n".join(every))).split("\n")
    made = {now for was, now in zip(every, converted, strict=True) if was != now and now in VARIANTS}
    assert made == set(MADE_VARIANTS)


@pytest.mark.parametrize("variant", [*VARIANTS, *"\uf9f1\U0002f983"])
def test_variants_are_turned_plain_in_what_was_converted(variant: str) -> None:
    forget()
    converted = script.convert(f"發展{variant}。")
    assert converted[2] in VARIANTS.values()
    assert len(converted) == len(f"發展{variant}。")


@pytest.mark.parametrize("changed", ["答覆", "明瞭", "沈默", "土坏", "凌藉", "海哩", "衹得", "甦醒", "桥樑", "𠁞"])
def test_lines_are_turned_simplified_as_the_whole_would_be(changed: str) -> None:
    text = f"{PLAIN}桑坞县{changed}云岭市。\n{PLAIN}"
    forget()
    assert script.convert(text) == OpenCC("t2s").convert(text)


@pytest.mark.parametrize("written", ["&#30332;&#23637;", "\\u767c\\u5c55\\u7d93\\u6fdf", "&#65301;&#32178;"])
def test_what_a_repair_writes_counts_as_well(written: str) -> None:
    repaired = repair(SourceText(f"{PLAIN}桑坞县{written}。\n{PLAIN}", "utf-8", "")).text
    assert OpenCC("t2s").convert(repaired) == repaired
    assert "５" not in repaired
    assert "发展" in repaired or "网" in repaired
