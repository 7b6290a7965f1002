"""What is damaged in every known way is read again nearly as if it had not been."""

from __future__ import annotations

from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from luoshi_reading.pipeline import as_json, read
from tests.engine.damage.compounds import WAYS
from tests.engine.scoring import plain

PAPERS = sorted((Path(__file__).parents[1] / "everyday" / "gold").glob("*.clean.txt"))[::2]
LEAST = 0.995
# Bytes or paragraphs that are lost for good, and marks in the place of numbers.
LEAST_OF = {"gbk_one_byte_off": 0.85, "utf8_read_as_gbk": 0.98, "doubled_full_stops": 0.985, "placeholders": 0.93}
# Blanks that stand round a name or a number may be the text's own.
LEAST_OF |= {"stray blanks within a page": 0.99}
HEADS_CHANGE = ("publishing_line", "front_matter", "a blank for each line end")
"""They name a day, a site or a title, or leave nothing to tell where a headline of two phrases ends."""


@pytest.mark.parametrize("way", sorted(WAYS))
def test_text_and_heads_come_back(way: str) -> None:
    for path in PAPERS:
        text = path.read_text(encoding="utf-8")
        due = as_json(read(text.encode(), name="text.txt"))
        data, name = WAYS[way](text)
        found = as_json(read(data, name=name))
        likeness = 1 - Levenshtein.normalized_distance(plain(found["text"]), plain(due["text"]))
        assert likeness >= LEAST_OF.get(way, LEAST), f"{path.stem}: {likeness:.3f}"
        if way not in LEAST_OF and way not in HEADS_CHANGE:
            assert plain(found["title"] or "") == plain(due["title"] or ""), path.stem
            assert (found["place_code"], found["date"]) == (due["place_code"], due["date"]), path.stem
