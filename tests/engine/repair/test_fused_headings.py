"""Headings with a blank before their text, and papers whose lines were put into one."""

from itertools import product

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import repair
from luoshi_reading.repair.paragraphs import fused_headings

HEADS = ("压实渡口责任", "盯住薄弱渡口", "强化督查问效")
TEXTS = (
    "各镇街要成立工作专班，明确专人负责，逐船登记造册。",
    "各部门要对照任务分工，细化工作举措，倒排工期推进。",
    "县政府督查室要定期开展督查，及时通报进展情况。",
)
NUMBERS = (("一、", "二、", "三、"), ("（一）", "（二）", "（三）"), ("1.", "2.", "3."), ("1、", "2、", "3、"))


def _lines(text: str) -> list[str]:
    return repair(SourceText(text, "utf-8", "")).text.split("\n")


@pytest.mark.parametrize(("numbers", "gap"), list(product(NUMBERS, (" ", "　", "  "))))
def test_a_heading_ends_at_its_blank(numbers: tuple[str, ...], gap: str) -> None:
    text = "".join(f"{n}{h}{gap}{t}\n" for n, h, t in zip(numbers, HEADS, TEXTS, strict=True))
    want = [line for n, h, t in zip(numbers, HEADS, TEXTS, strict=True) for line in (f"{n}{h}", t)]
    assert [line for line in _lines(text) if line] == want


@pytest.mark.parametrize("numbers", NUMBERS[:2])
def test_a_paper_in_one_line_has_its_lines_again(numbers: tuple[str, ...]) -> None:
    parts = [f"{n}{h} {t}{t}{t}{t}{t}" for n, h, t in zip(numbers, HEADS, TEXTS, strict=True)]
    text = "现就有关工作通知如下： " + " ".join(parts)
    lines = _lines(text)
    assert lines[0] == "现就有关工作通知如下："
    assert [lines[i] for i in (1, 3, 5)] == [f"{n}{h}" for n, h in zip(numbers, HEADS, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "1.阮文澜 青河镇党委书记，主持全面工作。\n2.蒲青帆 青河镇镇长。\n",
        "一、压实渡口责任 各镇街要成立专班，管到船头。\n二、盯住薄弱渡口。各部门要细化举措，倒排工期，按时完成任务。\n"
        "三、强化督查问效。县政府督查室要定期督查，及时通报进展，推动落实。\n",
        "一、压实 渡口 责任 各镇 街要 成立 专班，管到 船头。\n二、盯住 薄弱 渡口 各部 门要 细化 举措，倒排 工期。\n",
        "一、停车场项目 青河路 投资三千万元\n二、公园项目 滨河路 投资五千万元\n三、泵站项目 南岸 投资\n",
        "一、压实渡口责任\n各镇街要成立工作专班，管到船头。\n",
    ],
)
def test_other_blanks_end_no_line(text: str) -> None:
    assert [edit for edit in fused_headings.find(text) if edit.why == fused_headings.WHY] == []


def test_a_letter_for_the_end_of_a_line() -> None:
    text = "三、保障办法Р1、各渡口要有人守。Р2、镇里要逐船核对。Р（二）进度安排Р11月底前完成。"
    assert _lines(text) == [
        "三、保障办法",
        "1、各渡口要有人守。",
        "2、镇里要逐船核对。",
        "（二）进度安排",
        "11月底前完成。",
    ]


def test_russian_words_stay() -> None:
    text = "两馆商定“Россия”船模展的日子。Р是俄文字母。"
    assert fused_headings.find(text) == []


def test_headings_that_every_plan_has_part_where_a_paper_is_one_line() -> None:
    body = "按照一渡一策、先急后缓的次序，连片整修老旧渡口码头，让渡船只只上牌，船工人人持证，夜里处处有灯。" * 4
    text = f"结合我县实际，特制定本方案。一、指导思想{body}二、工作目标{body}三、保障措施{body}"
    assert [line for line in _lines(text) if len(line) < 20] == [
        "结合我县实际，特制定本方案。",
        "一、指导思想",
        "二、工作目标",
        "三、保障措施",
    ]
    assert _lines(text[:80]) == [text[:80]]


def test_a_notice_of_a_check_in_one_line() -> None:
    told = "渡口值守有人脱岗，缆绳磨损未换，救生衣数量不足，登记簿缺页。" * 12
    text = f"现将情况通报如下。一、存在的问题从检查看，{told}二、下一步工作要求（一）马上整改。各渡口要逐条核对。"
    lines = _lines(text)
    assert "一、存在的问题" in lines
    assert "二、下一步工作要求" in lines
    assert lines[-1].startswith("（一）马上整改")
