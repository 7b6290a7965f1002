"""What an order begins with: every obligation, manner, frame and unit with every kind of work (R10-R13, R99)."""

import json
from itertools import product
from pathlib import Path

import pytest

from luoshi_reading.facts.clauses.clause_heads import head_verb
from luoshi_reading.facts.commitments.commitments import find_pieces
from luoshi_reading.facts.style import Style
from luoshi_reading.structure import split_sentences

REPORT = Style(reported=True, listing=True)
PAPER = Style(reported=False, listing=False)
SAID = "会议强调，"
WORDS = json.loads(Path(__file__).with_name("words_of_orders.json").read_text(encoding="utf-8"))
WORK = (
    *("建设滨江文化公园", "制定实施方案", "排查安全隐患", "培训农民500人", "加强队伍建设"),
    *("起草实施细则", "印发工作清单", "表彰先进集体", "检修灌溉设备", "放映公益电影"),
)
WORKS = WORDS["works"]
OBLIGATIONS = WORDS["obligations"]
MANNERS = WORDS["manners"]
SCENES = (
    *(
        "产业发展上，",
        "在产业发展上，",
        "产业发展方面，",
        "“十六五”期间，",
        "下半年，",
        "下一步，",
        "年底前，",
        "坚持问题导向，",
    ),
    *("聚焦主导产业，", "以项目建设为重点，", "针对存在的问题，", "按照市委部署，", "对符合条件的，", "结合实际，"),
)
WHAT_MATTERS = ("重点是", "工作重点是", "当务之急是", "首要任务是", "重中之重是", "关键是", "核心是", "目标是")
UNITS = (
    *(
        "各级各部门",
        "各县区",
        "纪检监察机关",
        "市公安机关",
        "镇村两级",
        "省市县三级",
        "项目业主",
        "村“两委”",
        "民主党派",
        "市直各部门",
    ),
    *("市防汛抗旱指挥部", "工作专班", "县住建局", "金融机构", "施工单位", "各包联单位", "市城投集团", "开发区管委会"),
)
UNSAID = WORDS["unsaid"]
NO_ORDER = (
    *(
        "已{}",
        "去年{}",
        "先后{}",
        "正在{}",
        "曾{}",
        "{}了",
        "截至目前，{}",
        "截至10月底，全市{}",
        "据统计，全市{}",
        "数据显示，{}",
    ),
    *(
        "一年来，我们{}",
        "近年来，全市{}",
        "{}，受到群众好评",
        "{}，被评为先进单位",
        "{}，获得省级表彰",
        "{}，成效显著",
        "{}意义重大",
    ),
    *(
        "如果{}",
        "由于{}",
        "只有{}，才能发展",
        "如何{}",
        "有的地方{}",
        "是否{}",
        "{}是一项长期工作",
        "会议听取了{}情况汇报",
    ),
)
TOLD_OF_UNITS = (
    "企业想要扩大生产规模",
    "学校主要负责人介绍了建设情况",
    "社区需要新建活动场所",
    "班子成员参加座谈",
    "工作队重要任务圆满完成",
)
COME_FAR = (
    "改革试点取得明显成效",
    "专项整治取得阶段性成果",
    "建设任务稳步推进",
    "整改工作进展缓慢",
    "招商工作扎实推进",
)


def _orders(text: str, style: Style = REPORT) -> list[str]:
    pieces = find_pieces(text, split_sentences(text), style, heads=set(), skip=set())
    return [text[piece.start : piece.end] for piece in pieces]


@pytest.mark.parametrize("work", WORKS)
def test_verb_orders_by_itself(work: str) -> None:
    assert _orders(f"{SAID}{work}。") == [work]
    assert _orders(f"{work}。", PAPER) == [work]


@pytest.mark.parametrize("lead", (*OBLIGATIONS, *MANNERS, *WHAT_MATTERS, *UNITS))
def test_lead_before_any_work(lead: str) -> None:
    for work in WORK:
        assert _orders(f"{SAID}{lead}{work}。") == [lead + work]


@pytest.mark.parametrize("manner", MANNERS)
def test_manner_after_an_obligation(manner: str) -> None:
    for obligation, work in product(("要", "必须", "应当", "将"), WORK):
        assert _orders(f"{SAID}{obligation}{manner}{work}。") == [obligation + manner + work]


@pytest.mark.parametrize("scene", SCENES)
def test_scene_before_any_work(scene: str) -> None:
    for work in WORK:
        assert [found.endswith(work) for found in _orders(f"{SAID}{scene}{work}。")] == [True]


@pytest.mark.parametrize("mark", "●•◆■★※▲◇▪◦")
def test_mark_of_a_list_is_no_part_of_its_points(mark: str) -> None:
    assert _orders("\n".join(f"{mark} {work}。" for work in WORK), PAPER) == list(WORK)


@pytest.mark.parametrize("unit", UNSAID)
def test_unit_that_must_needs_nobody_to_say_so(unit: str) -> None:
    for must, work in product(("要", "必须", "务必", "应当", "要切实"), WORK):
        assert _orders(f"{unit}{must}{work}。") == [unit + must + work]


@pytest.mark.parametrize("told", TOLD_OF_UNITS)
def test_unit_that_wants_or_is_asked_orders_nothing(told: str) -> None:
    assert _orders(f"{told}。") == []


@pytest.mark.parametrize("frame", NO_ORDER)
def test_what_happened_or_is_so_orders_nothing(frame: str) -> None:
    for work, style in product(WORK, (REPORT, PAPER)):
        assert _orders(f"{SAID if style.reported else ''}{frame.format(work)}。", style) == []


@pytest.mark.parametrize("told", COME_FAR)
def test_how_far_a_work_came_orders_nothing(told: str) -> None:
    assert _orders(f"{SAID}{told}。") == []


@pytest.mark.parametrize(
    "manner", ["", "进一步", "全面", "持续", "切实", "不断", "严格", "从严", "大力", "扎实", "着力"]
)
@pytest.mark.parametrize("verb", ["深化", "实施", "实行", "细化", "严控", "深挖", "查处", "推进", "建设", "落实"])
def test_verb_behind_a_manner_that_shares_its_first_character(manner: str, verb: str) -> None:
    assert head_verb(f"{manner}{verb}项目改革") == (verb, len(manner))
