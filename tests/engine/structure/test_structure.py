"""Sentences, clauses and the outline (R1-R7)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi_reading.structure import read_outline, split_sentences
from luoshi_reading.structure.document_number import find_document_number


def clauses_of(text: str) -> list[list[str]]:
    return [[text[c.start : c.end] for c in s.clauses] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("加强领导，落实责任。建立台账！", [["加强领导", "落实责任"], ["建立台账"]]),
        ("建立清单；限期销号。", [["建立清单"], ["限期销号"]]),
        ("（责任单位：市水利局；市林业局）新建泵站。", [["新建泵站"]]),
        ("坚持“安全第一，预防为主”原则，严格管理。", [["坚持“安全第一，预防为主”原则", "严格管理"]]),
        ("按照《通知（试行），第2版》执行。", [["按照《通知（试行），第2版》执行"]]),
        ("投入1,200万元，新建2座。", [["投入1,200万元", "新建2座"]]),
        ("一要摸清底数，二要建立清单。", [["摸清底数"], ["建立清单"]]),
        ("（括号没有关上，后面照样断句。好。", [["（括号没有关上", "后面照样断句"], ["好"]]),
        ("　　首行缩进。\n\n下一段", [["首行缩进"], ["下一段"]]),
        ("1.5公里，达到60.5%。", [["1.5公里", "达到60.5%"]]),
        ("医护比不低于1：1.2，任务1：新建泵站。", [["医护比不低于1：1.2", "任务1", "新建泵站"]]),
        ("任务1：1.完成护岸。", [["完成护岸"]]),
        ("", []),
        ("。。，，；；\n", []),
    ],
)
def test_clauses(text: str, clauses: list[list[str]]) -> None:
    assert clauses_of(text) == clauses


@pytest.mark.parametrize(
    ("text", "outline"),
    [
        (
            "一、总则\n（一）目标。建成网络。\n1.近期。开工。\n（二）原则\n二、任务",
            [(1, "总则"), (2, "目标"), (3, "近期"), (2, "原则"), (1, "任务")],
        ),
        ("第一章 总则\n第一条 为了管理。\n第二章 罚则", [(1, "总则"), (2, "为了管理"), (1, "罚则")]),
        ("第一个问题：形势\n一是机遇。二是挑战。", [(1, "形势"), (2, "机遇"), (2, "挑战")]),
        ("首先，学习。其次，落实。", [(1, "学习"), (1, "落实")]),
        ("——坚持创新。\n——坚持开放。", [(1, "坚持创新"), (1, "坚持开放")]),
        ("一要抓项目，加快开工。二要抓服务。", [(1, "抓项目"), (1, "抓服务")]),
        ("2024年是丰收年。\n3.5万人参加。", []),
    ],
)  # fmt: skip
def test_outline(text: str, outline: list[tuple[int, str]]) -> None:
    found = read_outline(text, split_sentences(text))
    assert [(h.level, h.heading) for h in found.headings] == outline
    assert all(text[h.start : h.end] == h.heading for h in found.headings)


def test_a_place_stands_under_the_headings_still_open() -> None:
    text = "一、设施\n（一）泵站。新建泵站。\n二、管理\n建立台账。"
    outline = read_outline(text, split_sentences(text))
    assert [h.heading for h in outline.path(text.index("新建泵站"))] == ["设施", "泵站"]
    assert [h.heading for h in outline.path(text.index("建立台账"))] == ["管理"]


def test_only_its_own_document_number() -> None:
    assert find_document_number("某办法\n岳政发〔2024〕12号\n根据国发〔2020〕1号文件。") == "岳政发〔2024〕12号"
    assert find_document_number("某通知\n（岳安委办[2024]9号）\n各镇：") == "岳安委办[2024]9号"
    assert find_document_number("根据国发〔2020〕1号文件，制定本办法。") is None


@given(st.text(alphabet="一二（）()“”《》，。；：、\n1.要是建设 \u3000", max_size=120))
def test_clauses_are_in_order_and_within_the_text(text: str) -> None:
    last = 0
    for sentence in split_sentences(text):
        for clause in sentence.clauses:
            assert last <= clause.start < clause.end <= len(text)
            last = clause.end


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("01新建渔港2座\n02改造海堤3公里\n03购置渔政船1艘", ["01", "02", "03"]),
        ("1 新建渔港2座\n2 改造海堤3公里", ["1", "2"]),
        ("9改造海堤3公里\n10购置渔政船1艘", ["", ""]),
        ("1新建渔港2座\n20个村通水", ["", ""]),
        ("1月底前完成\n2月底前验收", ["1", "2"]),
        ("重点一：做强渔业。任务2：改造渔港。", ["重点一：", "任务2："]),
        ("重点任务：做强渔业。", [""]),
    ],
)
def test_numbers_that_lost_their_marks(text: str, numbers: list[str]) -> None:
    """R2: a bare number counts only in its sequence."""
    assert [s.enumerator for s in split_sentences(text)] == numbers


LIST = "1.新建渔港2座\n2.改造海堤3公里\n3.继续推行渔船免费检修"


@pytest.mark.parametrize(
    ("text", "items", "standing"),
    [
        (LIST, 3, 0),
        ("1.工作目标\n2.改造海堤3公里\n3.保障措施", 0, 3),
        ("1.新建渔港2座\n2.改造海堤3公里", 0, 2),
        ("1.新建渔港2座\n要抓紧选址。\n2.改造海堤3公里\n要抓紧勘测。\n3.添置渔政船1艘\n要抓紧招标。", 0, 3),
        ("附件：\n" + LIST, 0, 3),
    ],
)
def test_lists_of_works_are_no_headings(text: str, items: int, standing: int) -> None:
    """R6: numbered lines with nothing below them, half of which count something."""
    outline = read_outline(text, split_sentences(text))
    assert (len(outline.items), len(outline.standing)) == (items, standing)


DECIMAL = (
    "1 总则\n1.1 编制目的\n做好渔港防台。\n1.2 适用范围\n全市渔港。\n2 组织体系\n2.1 指挥部\n2.1.1 职责\n"
    "组织防台演练。\n2.1.2 成员\n各渔港派员参加。\n3 附则\n本预案自印发之日起实施。\n"
)
HEADINGS = [
    (1, "总则"), (2, "编制目的"), (2, "适用范围"), (1, "组织体系"), (2, "指挥部"), (3, "职责"), (3, "成员"), (1, "附则")
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        DECIMAL,
        DECIMAL.replace(" ", ""),
        DECIMAL.replace(" ", "\u3000"),
        DECIMAL.replace(".", "．"),
        DECIMAL.replace("1 总", "1.总").replace("2 组", "2.组").replace("3 附", "3.附"),
    ],
)
def test_decimal_numbers_nest(text: str) -> None:
    outline = read_outline(text, split_sentences(text))
    assert [(h.level, h.heading) for h in outline.headings] == HEADINGS


@pytest.mark.parametrize(
    "text",
    [
        "新建码头三座。\n1.1万亩虾塘改造到位。\n1.2万户渔民参保。\n",
        "渔港共有5座。\n2.1公里防波堤加固。\n1.1公里引桥拓宽。\n",
        "1.1亿元用于清淤。\n",
        "1.15%的渔船停航。\n1.16%的渔船检修。\n",
    ],
)
def test_figures_at_the_heads_of_lines_number_nothing(text: str) -> None:
    assert all(not sentence.enumerator for sentence in split_sentences(text))


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("第一阶段：宣传发动（3月）", "宣传发动（3月）"),
        ("第一阶段（3月—4月）：宣传发动", "（3月—4月）：宣传发动"),
        ("第二步：集中整治", "集中整治"),
        ("第三步，总结验收", "总结验收"),
    ],
)
def test_stages_stand_below_their_section(line: str, heading: str) -> None:
    text = f"三、实施步骤\n{line}\n各港清点渔船。\n四、工作要求\n"
    outline = read_outline(text, split_sentences(text))
    assert [(h.level, h.heading) for h in outline.headings] == [(1, "实施步骤"), (2, heading), (1, "工作要求")]


@pytest.mark.parametrize(
    "line",
    [
        "——2026年1月12日在云岭市第六届人民代表大会第二次会议上",
        "——二〇二六年一月十二日在云岭市第六届人民代表大会上",
        "——在全市渔业工作会议上的讲话",
    ],
)
def test_the_occasion_of_a_speech_is_no_heading(line: str) -> None:
    text = f"{line}\n各位代表：\n一、工作回顾\n——修好渔港。\n"
    outline = read_outline(text, split_sentences(text))
    assert [h.heading for h in outline.headings] == ["工作回顾", "修好渔港"]
