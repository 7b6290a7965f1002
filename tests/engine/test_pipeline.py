"""The pipeline as a whole: progress, the printed form, and spans that count in the source."""

from __future__ import annotations

import json

import pytest

from luoshi_reading.errors import EmptyFile
from luoshi_reading.pipeline import as_json, read, read_text
from tests.engine.damage import GENERATORS
from tests.engine.damage.__main__ import DOCUMENTS

TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))}


def test_progress_rises_to_one() -> None:
    told: list[tuple[str, float]] = []
    read("会议强调，要抓好落实。".encode(), progress=lambda stage, share: told.append((stage, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert len({stage for stage, _ in told}) == len(told)


def test_an_empty_file_is_no_reading() -> None:
    with pytest.raises(EmptyFile):
        read(b"")


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_quote_stands_in_the_source_and_the_text(name: str) -> None:
    reading = read(TEXTS[name].encode("gb18030"))
    for finding in reading.findings:
        assert reading.repaired.text[finding.start : finding.end] == finding.quote
        span = reading.repaired.source_span(finding.start, finding.end)
        assert read_text_alone(reading.source.text[span.start : span.end]) == squeezed(finding.quote)


def squeezed(text: str) -> str:
    return "".join(text.split())


def read_text_alone(text: str) -> str:
    from luoshi_reading.model import SourceText
    from luoshi_reading.pipeline import recompose

    return squeezed(recompose(SourceText(text, "utf-8", ""), [], []).text)


@pytest.mark.parametrize("damage", ["injected_pinyin_toneless", "doubled_full_stops", "front_matter", "double_utf8"])
def test_a_printed_reading_is_complete_and_plain_json(damage: str) -> None:
    damaged = GENERATORS[damage](TEXTS["02_news_arena"], 1)
    printed = json.loads(json.dumps(as_json(read(damaged.text.encode()), with_source=True)))
    assert printed["source"] == damaged.text
    for listed in ("repairs", "noise", "outline", "people", "formulations", "targets", "commitments"):
        for item in printed[listed]:
            assert 0 <= item["span"]["start"] <= item["span"]["end"] <= len(damaged.text)
    for repair in printed["repairs"]:
        assert damaged.text[repair["span"]["start"] : repair["span"]["end"]] == repair["was"]
        assert repair["kind"]
        assert repair["why"]


def test_a_decoded_text_reads_like_its_file() -> None:
    whole = read(TEXTS["08_notice"].encode())
    again = read_text(whole.source)
    assert as_json(again) == as_json(whole)
