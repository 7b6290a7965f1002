"""What holds for every repaired text: the way back, undoing, and that repairing twice is repairing once."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import recompose, repair
from tests.engine.damage import GENERATORS
from tests.engine.damage.__main__ import DOCUMENTS
from tests.engine.damage.gbk import gbk_one_byte_off, with_straddle

LAST_OF_ASCII = 0x7F

DAMAGED_SOUP = st.lists(
    st.sampled_from(
        ["會(huì)議", "强調(diào),", "。。", "????", "规?；瘧?yīng)用",
         "<br>", "&nbsp;", "　　", " ", "\n", "\ufffd", "å…¨å¸‚",
         "鍏ㄥ競锛岀殑",
         "全市要抓落实", "，", "。",
          "\"三个一批\"", "１２", "—1—", "上一篇：无", "---", "title: 甲", "_某频道", "[责任编辑：某]", "\0", "\r\n",
         "(", ")",
         "(记者 闻笛)", "二○二六年", "，抓 好", "\f", "𠀀", "\ud7ff", "到XX年"]
    ),
    max_size=40,
).map("".join)  # fmt: skip
DOCUMENT_TEXTS = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]


def source(text: str) -> SourceText:
    return SourceText(text, "utf-8", "")


def check(text: str) -> None:
    read = source(text)
    repaired = repair(read)
    assert recompose(read, repaired.repairs, repaired.noise).text == repaired.text
    spans = [r.span for r in repaired.repairs]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(text[r.span.start : r.span.end] == r.was for r in repaired.repairs)
    assert all(text[n.span.start : n.span.end] == n.text for n in repaired.noise)
    before = 0
    for position in range(len(repaired.text)):
        span = repaired.source_span(position, position + 1)
        assert before <= span.start <= span.end <= len(text)
        before = span.start


@given(DAMAGED_SOUP)
@settings(max_examples=150, deadline=None)
@example("")
@example("。")
@example("\n \n")
@example("鍏ㄥ競锛岀殑" * 4)  # a headline that stands twice within one stretch of mojibake
@example("強調(diào),(记者 闻笛)")  # the comma is repaired, the bracket beside it is furniture
def test_any_soup_of_damage_keeps_the_way_back(text: str) -> None:
    check(text)


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_keeps_the_way_back(text: str) -> None:
    check(text)


@pytest.mark.parametrize("name", sorted(GENERATORS))
def test_damaged_documents_keep_the_way_back(name: str) -> None:
    for text in DOCUMENT_TEXTS[:4]:
        check(GENERATORS[name](text, 1).text)


@pytest.mark.parametrize("text", DOCUMENT_TEXTS, ids=lambda t: t[:8])
def test_repairing_a_repaired_text_changes_nothing(text: str) -> None:
    once = repair(source(text)).text
    assert repair(source(once)).text == once


LOSSY = {
    "gbk_one_byte_off", "utf8_read_as_gbk", "doubled_full_stops", "fixed_width_lines", "traditional",
    "traditional_taiwan", "placeholders", "stray_spaces",
}  # fmt: skip
EXACTLY_UNDONE = sorted(set(GENERATORS) - LOSSY)


@pytest.mark.parametrize("name", EXACTLY_UNDONE)
@pytest.mark.parametrize("text", DOCUMENT_TEXTS, ids=lambda t: t[:8])
def test_damage_without_loss_is_undone_exactly(name: str, text: str) -> None:
    damaged = GENERATORS[name](text, 5)
    assert repair(source(damaged.text)).text == repair(source(damaged.truth)).text


def test_one_repair_can_be_undone() -> None:
    read = source("會議強調,要抓好產業。。會後,大家認真落實。")
    repaired = repair(read)
    stop = next(r for r in repaired.repairs if r.kind == "joined_paragraphs")
    kept = [r for r in repaired.repairs if r is not stop]
    undone = recompose(read, kept, repaired.noise)
    assert undone.text == "会议强调，要抓好产业。。会后，大家认真落实。"
    assert stop not in undone.repairs


def test_noise_can_be_brought_back() -> None:
    read = source("会议强调，要抓好产业，抓好项目，抓好民生，抓好安全，抓好作风，抓好落实。\n[责任编辑：文小编]")
    repaired = repair(read)
    assert [n.kind for n in repaired.noise] == ["editor_credit"]
    assert recompose(read, repaired.repairs, []).text.endswith("[责任编辑：文小编]")


def test_a_long_paragraph_is_read_in_step_to_its_end() -> None:
    longest = max((line for text in DOCUMENT_TEXTS for line in text.split("\n")), key=len)
    told = "".join(c for c in longest if ord(c) > LAST_OF_ASCII and c not in "“”") * 3
    damaged = gbk_one_byte_off(with_straddle(told, 40), keep_private=True)
    assert len(damaged.planted) == 1
    assert len(damaged.text) > 800
    read = repair(source(damaged.text)).text
    assert read[45:-4] == damaged.truth[45:-4]


def test_lost_bytes_are_never_guessed_silently() -> None:
    repaired = repair(source("推动生產(chǎn)規(guī)?；瘧?yīng)用推广"))
    unsure = [r for r in repaired.repairs if not r.certain]
    assert unsure
    assert all(r.candidates for r in unsure)
    assert all(a.score >= b.score for r in unsure for a, b in zip(r.candidates, r.candidates[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("会议强调，要抓好产业。", "simplified"),
        ("會議強調,市委、市政府要抓好產業發展,做好脫貧幫扶。", "converted"),
        ("財政司司長在立法會表示,「特區政府」會透過專案改善民生,行政長官亦已回應議員。", "traditional"),
    ],
)
def test_the_script_of_the_source_is_told(text: str, script: str) -> None:
    assert repair(source(text)).script == script


ADVERSARIAL = {
    "brackets": "(" * 300_000,
    "tags": "<a " * 110_000,
    "question marks": "?" * 330_000,
    "shifted starts": "甲?！乙" * 80_000,
    "blanks": "会 " * 160_000,
    "wide blanks": "　" * 330_000,
    "quotes": '"' * 300_000,
    "stops": "。" * 330_000,
    "headings": "一、\n" * 110_000,
    "contact labels": "电话：1\n" * 60_000,
    "mojibake": "锛銆鐨" * 110_000,
    "latin": "å" * 330_000,
    "pinyin": "會(huì)" * 60_000,
    "one word": "a" * 1_000_000,
    "pages": "— 1 —\n\f" * 60_000,
    "entities": "&#" * 330_000,
}


@pytest.mark.parametrize("name", sorted(ADVERSARIAL))
def test_a_megabyte_made_to_be_slow_keeps_the_way_back(name: str) -> None:
    """What it costs is measured by bench/adversarial.py; a repair without bound would not come to an end here."""
    read = source(ADVERSARIAL[name])
    repaired = repair(read)
    assert recompose(read, repaired.repairs, repaired.noise).text == repaired.text
