"""Goals that a report sets: on lines of their own, behind a colon, each apart (R92); lists marked by strokes (R2)."""

from itertools import product

import pytest

from luoshi_reading.pipeline import as_json, read

LEADS = (
    *(
        "《纲要》明确了“十六五”发展三个方面具体目标：",
        "全会提出了“十六五”时期的主要目标：",
        "会议确定了今年的主要预期目标：",
    ),
    "报告提出了今后五年的发展目标：",
)
MARKS = ("——", "--", "一、", "（一）", "1.", "一是", "- ")
HEAD = "全媒体讯（记者 陶岩）3月3日，记者从新闻发布会上获悉，规划已经公布。\n"
FIRST = "渔业转型升级成效更加明显。海洋生产总值达到360亿元，船舶研发能力显著增强。"
SECOND = "港口改革实现重要跨越。岸线有偿使用改革取得重大进展，临港物流取得新突破。"
THIRD = "滨海人文建设取得可喜成绩。渔家文化供给更加丰富，乡风文明水平得到新的提高。"


def _ordered(text: str) -> list[str]:
    return [found["quote"] for found in as_json(read(text.encode()))["commitments"]]


@pytest.mark.parametrize(("lead", "mark"), list(product(LEADS, MARKS)))
def test_every_line_of_the_goals_is_one(lead: str, mark: str) -> None:
    numbers = ["一二三"[at] + mark[1:] if mark[0] == "一" else mark for at in range(3)]
    if mark == "（一）":
        numbers = ["（一）", "（二）", "（三）"]
    if mark == "1.":
        numbers = ["1.", "2.", "3."]
    lines = "\n".join(number + told for number, told in zip(numbers, (FIRST, SECOND, THIRD), strict=True))
    found = "".join(_ordered(f"{HEAD}{lead}\n{lines}\n随后，记者参观了展馆，展馆面貌焕然一新。\n"))
    for told in ("360亿元", "取得重大进展", "取得新突破", "更加丰富", "得到新的提高"):
        assert told in found
    assert "展馆" not in found


@pytest.mark.parametrize(
    "lead", ["报告提及了今年的主要预期目标：", "报告公布了2026年的预期目标：", "会上提到了今年的工作目标："]
)
def test_what_was_done_with_goals_leaves_them_goals(lead: str) -> None:
    text = f"云岭市政府工作报告\n{lead}生产总值增长6%左右，财政收入增长5%，新增就业3万人，贝类产量保持在20万吨以上。\n"
    assert len(_ordered(text)) == 4


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("下面我讲三点意见：一、提高思想认识，增强紧迫感。", ["提高思想认识，增强紧迫感"]),
        ("\n- 新建停车场3个。\n- 改造公厕20座。", ["新建停车场3个", "改造公厕20座"]),
        ("\n· 新建停车场3个。\n➢改造公厕20座。", ["新建停车场3个", "改造公厕20座"]),
        ("市水利局要做到：三、四月份完成堤防加固。", ["市水利局要做到：三、四月份完成堤防加固"]),
    ],
)
def test_marks_of_lists_are_no_part_of_the_quote(text: str, orders: list[str]) -> None:
    assert _ordered(f"云岭县2026年工作计划\n{text}\n") == orders


@pytest.mark.parametrize("head", ["云岭县2026年工作要点\n一、主要目标\n", "云岭县政府工作报告\n二、2026年工作安排\n"])
@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("地区生产总值增长6%，财政收入增长5%，固定资产投资增长8%。", 3),
        ("渔民平均年龄达46.5岁，持证船员比例达71%以上，海上事故死亡率降至2.8%；", 3),
        ("按照上级要求，生产总值增长6%以上，财政收入增长5%左右。", 2),
        ("海带养殖面积稳定在18万亩，总产量达到8万吨以上。", 1),
        ("新增停车泊位4000个，两年内累计新增1万个。", 1),
        ("坚持改革开放，深化作风建设，生产总值增长6%。", 1),
    ],
)
def test_indicators_with_numbers_are_goals_apart(head: str, told: str, count: int) -> None:
    assert len(_ordered(head + told + "\n")) == count


@pytest.mark.parametrize("verb", ["做美", "做活", "引强", "扮靓", "筑实", "护牢", "拉长", "练强"])
def test_short_points_order_by_verb_and_what_comes_of_it(verb: str) -> None:
    found = _ordered(f"云岭县政府工作报告\n二、2026年工作安排\n坚持城乡融合。一是{verb}村庄。整治农村人居环境。\n")
    assert f"{verb}村庄" in found


def test_points_that_begin_with_one_by() -> None:
    found = _ordered(
        "云岭市政府工作报告\n二、2026年工作安排\n一以码头扩建为重点，促进航运发展，二以渔村改造为重点，促进旅游增收。\n"
    )
    assert len(found) == 2
    assert _ordered("在全县会议上的讲话\n同志们：\n要坚持一以贯之，以项目为抓手，建设产业园。\n") == [
        "要坚持一以贯之，以项目为抓手，建设产业园"
    ]


@pytest.mark.parametrize(
    ("told", "second"),
    [
        ("建立渔港联席会议制度，有关部门要及时修复塌落的防波堤。", "有关部门要及时修复塌落的防波堤"),
        ("渔业局要编制避风预案，企业负责人要每月组织一次演练。", "企业负责人要每月组织一次演练"),
        ("设立渔船登记窗口，各镇要清查无名渔船。", "各镇要清查无名渔船"),
    ],
)
def test_bodies_named_by_what_they_are_have_entries_of_their_own(told: str, second: str) -> None:
    assert second in _ordered(f"云岭县渔港管理实施方案\n一、重点任务\n{told}\n")


def test_bodies_that_are_only_to_help_have_none() -> None:
    assert len(_ordered("云岭县渔港管理实施方案\n一、重点任务\n建立渔港联席会议制度，有关部门要积极配合。\n")) == 1


@pytest.mark.parametrize(
    "lines, goals",
    [
        (("1、到2027年，建成省级渔港3个", "2、到2027年，渔船报废突破500艘"), [3, 500]),
        (("01、到2027年，建成省级渔港3个", "02、到2027年，渔船报废突破500艘"), [3, 500]),
        (("1、省级渔港3个", "2、渔船报废500艘"), []),
        (("1、到2027年，渔港更加美丽", "2、到2027年，渔民更加富裕"), []),
    ],
)
def test_two_lines_that_count_are_no_headings(lines: tuple[str, ...], goals: list[int]) -> None:
    """R6: two numbered lines without marks that are clauses and counts are items."""
    text = "云岭市渔业方案\n一、主要目标\n" + "\n".join(lines) + "\n二、重点任务\n加强渔政巡查。\n"
    assert [target["value"] for target in as_json(read(text.encode(), name="a.txt"))["targets"]] == goals
