"""The generators keep their promise: deterministic, exact truth, every damaged place noted."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.knowledge.divisions import divisions
from tests.engine.damage import GENERATORS, Planted
from tests.engine.damage.__main__ import DOCUMENTS, file_bytes, is_same, manifest
from tests.engine.damage.gbk import gbk_one_byte_off, straddles, with_straddle
from tests.engine.damage.layout import doubled_full_stops, placeholders
from tests.engine.damage.pinyin import gloss, injected_pinyin
from tests.engine.damage.script import converter, is_traditional, traditional

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]
SENTENCES = st.lists(
    st.text(alphabet="全市要加快推进项目建设，。；会议强调6月底前完成30个县区经济发展国务“”", min_size=12, max_size=60),
    min_size=1,
    max_size=5,
).map("\n".join)


NOTED = sorted(set(GENERATORS) - {"traditional", "traditional_taiwan", "placeholders"})


@pytest.mark.parametrize("name", NOTED)
@pytest.mark.parametrize("text", [*TEXTS[:3], TEXTS[8]], ids=lambda t: t[:6])
def test_same_seed_same_damage_and_undoing_every_place_gives_the_truth(name: str, text: str) -> None:
    generator = GENERATORS[name]
    if name.startswith("injected_pinyin"):
        text = traditional(text).text
    damaged = generator(text, 3)
    assert damaged == generator(text, 3)
    assert damaged.text != text or name == "gbk_one_byte_off"
    assert restored(damaged.text, damaged.planted).rstrip("\n") == damaged.truth.rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: t[:6])
def test_script_conversion_can_be_taken_back(text: str) -> None:
    damaged = traditional(text)
    assert damaged.text != text
    back = converter("t2s").convert(damaged.text)
    assert sum(a != b for a, b in zip(back, text, strict=True)) <= 1


def restored(text: str, planted: tuple[Planted, ...]) -> str:
    """Undo every noted place, last first."""
    for place in reversed(planted):
        text = text[: place.start] + place.truth + text[place.end :]
    return text


@given(SENTENCES, st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_pinyin_is_all_or_none_per_character(text: str, seed: int) -> None:
    source = traditional(text).text
    damaged = injected_pinyin(source, seed)
    with_gloss = {m[1] for m in re.finditer(r"(.)\([^()]*\)", damaged.text)}
    assert all(is_traditional(char) for char in with_gloss)
    for char in with_gloss:
        assert damaged.text.count(char) == damaged.text.count(char + gloss(char))
    assert restored(damaged.text, damaged.planted) == damaged.truth == source


def test_gloss_forms() -> None:
    assert gloss("會") == "(huì)"
    assert gloss("會", inner_space=True) == "(huì )"
    assert gloss("會", tones=False) == "(hui)"
    assert gloss("綠", tones=False) == "(lü)"


def test_gbk_run_as_seen_in_the_wild() -> None:
    """保” straddles A3A1: the lead byte is orphaned, the rest reads late up to the ASCII comma."""
    text = "“六保”要求和省委工作,其他"
    assert straddles(text) == [2]
    damaged = gbk_one_byte_off(text)
    assert damaged.text.startswith("“六?！币")
    assert damaged.text.endswith("?,其他")
    assert damaged.planted[0].truth == "保”要求和省委工作"
    assert not damaged.recoverable
    private = gbk_one_byte_off(text, keep_private=True)
    assert any("\ue000" <= char <= "\uf8ff" for char in private.text)


@given(SENTENCES)
@settings(max_examples=60, deadline=None)
def test_gbk_bytes_survive_where_nothing_was_dropped(text: str) -> None:
    """With private characters kept, the visible run holds every byte between the first lead and the last trail."""
    planted = with_straddle(text.replace("\n", ""), 4)
    damaged = gbk_one_byte_off(planted, keep_private=True)
    for place in damaged.planted:
        run = damaged.text[place.start : place.end]
        stream = place.truth.encode("gbk")
        seen = run[1:].encode("gb18030")
        inside = stream[1:-1] if run.endswith("?") else stream[1:]
        assert seen.startswith(inside)


def test_gbk_leaves_text_without_straddle_alone() -> None:
    assert gbk_one_byte_off("全市上下") == gbk_one_byte_off("全市上下", 5)
    assert gbk_one_byte_off("全市上下").text == "全市上下"


def test_doubled_full_stops_tell_when_paragraphs_cannot_be_told_apart() -> None:
    assert doubled_full_stops("甲乙。\n丙丁。").text == "甲乙。。丙丁。"
    assert doubled_full_stops("甲乙。\n丙丁。").recoverable
    assert not doubled_full_stops("标题\n丙丁。").recoverable


def test_placeholders_keep_the_mark_in_the_truth() -> None:
    damaged = placeholders("新建道路12公里，改造小区30个，投资5亿元，招商8项，建房9户，服务7家。", 1)
    assert "XX" in damaged.truth
    assert damaged.text == damaged.truth


def test_mojibake_that_is_called_recoverable_is() -> None:
    for name, written in (("utf8_read_as_latin1", "utf-8"), ("gbk_read_as_latin1", "gb18030")):
        damaged = GENERATORS[name](TEXTS[0])
        assert damaged.recoverable
        assert damaged.text.encode("latin-1").decode(written) == TEXTS[0]
    lossy = GENERATORS["utf8_read_as_gbk"]("要求")
    assert lossy.recoverable == ("�" not in lossy.text)


@pytest.mark.parametrize("entry", manifest(), ids=lambda e: str(e["clean"]))
def test_demonstration_files_are_what_their_texts_give(entry: dict[str, object]) -> None:
    target = DOCUMENTS / str(entry["file"])
    assert is_same(target.read_bytes(), file_bytes(entry)), "run python -m tests.engine.damage"


def test_manifest_names_every_text_once() -> None:
    listed = [entry["clean"] for entry in manifest()]
    assert sorted(listed) == sorted(path.name for path in DOCUMENTS.glob("*.txt"))
    assert len({entry["upload_name"] for entry in manifest()}) == len(listed)


def test_jurisdiction_hangs_together() -> None:
    """Units stand after their parents, names are unique, codes are in the unused range, people stand in units."""
    jurisdiction = tomllib.loads((Path(DOCUMENTS).parent / "jurisdiction.toml").read_text(encoding="utf-8"))
    seen: set[str] = set()
    names: set[str] = set()
    for unit in jurisdiction["units"]:
        assert unit["key"] not in seen
        assert unit.get("parent") in seen or not seen
        assert unit["name"] not in names
        assert unit.get("division_code", "99").startswith("99")
        seen.add(unit["key"])
        names.add(unit["name"])
    real = {name for division in divisions().values() for name in (division.name, division.short)}
    territories = [u for u in jurisdiction["units"] if u["kind"] in {"city", "district", "county"}]
    assert not {name for u in territories for name in (u["name"], u["short_name"])} & real
    assert not any(code.startswith("99") for code in divisions())
    accounts = [person["account"] for person in jurisdiction["people"]]
    assert len(set(accounts)) == len(accounts)
    roles = {person["role"] for person in jurisdiction["people"]}
    assert roles == {"administrator", "officer", "reporter", "leader", "reader"}
    assert all(person["unit"] in seen for person in jurisdiction["people"])
