"""Sentences on a line each go back to their paragraphs; paragraphs of one sentence each, and lists, stay."""

from __future__ import annotations

import re

import pytest

from luoshi_reading.pipeline import read

PARAGRAPHS = (
    "桑坞县召开渡口安全工作会议",
    "3月6日，桑坞县召开渡口安全工作会议。县长汤敏出席会议并讲话。",
    "会议强调，要在4月底前检修全部渡船。加密水位查看，完善夜航灯火；添置救生衣1200件。",
    "会议要求，各渡口要落实专人值守。严格船员培训，全年培训船员300人次；严禁超载开渡。健全应急预案，每月开展一次演练。",
    "会后，与会人员实地查看了青石渡口。船员们演示了水上救生。",
)
TEXT = "\n".join(PARAGRAPHS)


def lines_of(text: str, ends: str, between: str = "\n") -> str:
    return re.sub(f"([{ends}])(?=[^\n])", rf"\1{between}", text)


@pytest.mark.parametrize("damaged", [lines_of(TEXT, "。；"), lines_of(TEXT, "。"), lines_of(TEXT, "。；", "\n\n")])
def test_sentences_of_one_speech_are_found_on_lines_of_their_own(damaged: str) -> None:
    whole, broken = read(TEXT.encode()), read(damaged.encode())
    assert [f.quote for f in broken.findings] == [f.quote for f in whole.findings]
    assert len([f for f in broken.findings if f.kind == "commitment"]) >= 6
    assert PARAGRAPHS[2] in broken.repaired.text.split("\n")
    assert PARAGRAPHS[3] in broken.repaired.text.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "\n".join(f"{number}.青石渡口要在4月底前检修{number}艘渡船。" for number in range(1, 15)),
        "\n".join(["各渡口要检修渡船。船员要培训。", *["各乡镇要查看水位。要值守。"] * 9]),
        "\n".join(f"检修渡船{number}艘" for number in range(1, 15)),
    ],
)
def test_paragraphs_and_lists_stay(text: str) -> None:
    assert len(set(read(text.encode()).repaired.text.split("\n"))) == len(set(text.split("\n")))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("会议强调，", "要在4月底前检修全部渡船，"),
        ("3月6日，", "桑坞县召开渡口安全"),
        ("加密水位查看，完善“", "三灯两绳”配备"),
        ("县财政安排专项资金12", "0万元，用于检修"),
        ("力争到20", "27年底前，全部渡船"),
        ("强化督导检查，进一步落实渡口值守的", "各项制度，明确责任"),
        ("县渡口办公室要会同各乡镇，对", "全县渡口逐一检修，不留死角"),
    ],
)
def test_a_sentence_broken_anywhere_within_a_text_is_joined(start: str, end: str) -> None:
    before, after = (
        "各渡口要落实专人值守，每天两次查看水位，发现险情立即报告。",
        "各乡镇要按月通报检修情况，把名册报县渡口办公室备查。",
    )
    text = f"{before}\n{start}\n{end}。{after}\n{after}\n"
    assert start + end in read(text.encode()).repaired.text


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("各位代表，", "我代表县人民政府报告工作，请予审议。"),
        ("听过各码头的检修进度，排定往后三周的活计", "会议指出，渡运安全责任重大，要抓紧检修。"),
        ("1.1编制目的", "规范渡口险情处置，减少损失，保障安全。"),
        ("本页配图9张，看完约4分钟", "3月8日晚间，县长汤敏主持召开会议，研究渡运。"),
    ],
)
def test_lines_that_lack_their_full_stop_stay(line: str, after: str) -> None:
    body = "各渡口要落实专人值守，每天两次查看水位，发现险情立即报告。"
    assert f"{line}\n{after}" in read(f"{body}\n{line}\n{after}\n{body}\n".encode()).repaired.text
