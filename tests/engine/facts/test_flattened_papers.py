"""Papers and tables that lost their form: lines without stops, duty lines, rows without headings (R27, R86, R96)."""

from itertools import product
from typing import Any

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text
from luoshi_reading.repair.edits import apply
from luoshi_reading.repair.paragraphs import soft_breaks
from luoshi_reading.repair.tables import stacked_cells

TITLES = ("云岭市促进就业工作方案", "云岭市2026年就业重点任务", "高校毕业生就业政策")
HEADINGS = ("拓宽就业渠道", "强化就业服务", "优化办事流程")
ITEMS = (
    "支持海产加工厂招用返乡毕业生务工，按人头给予一次岗位津贴",
    "推行渔家子弟报读技校与城镇学生同等待遇",
    "面向困难毕业生开展职业技能培训30场",
    "运用线上登记、基层摸排等渠道，为每名毕业生提供3次岗位推荐",
    "新建零工市场6个，改造提升公共就业服务站点20个",
    "完善困难群众帮扶台账，实行动态管理",
)
DUTIES = {
    "市人社局、市教育局按职责分工负责": ("市人社局", ["市人社局", "市教育局"], []),
    "市人社局、市教育局、市财政局等按职责分工负责": ("市人社局", ["市人社局", "市教育局", "市财政局"], []),
    "市人社局等部门负责": ("市人社局", ["市人社局"], []),
    "市人社局牵头": ("市人社局", ["市人社局"], []),
    "市人社局会同市教育局负责": ("市人社局", ["市人社局"], ["市教育局"]),
    "市人社局牵头，市教育局、市财政局配合": ("市人社局", ["市人社局"], ["市教育局", "市财政局"]),
    "市人社局牵头，市教育局等按职责分工负责": ("市人社局", ["市人社局"], ["市教育局"]),
    "由市人社局牵头负责，市教育局参与": ("市人社局", ["市人社局"], ["市教育局"]),
    "市人社局负责，各县（市、区）政府配合": ("市人社局", ["市人社局"], ["各县（市、区）政府"]),
    "市人社局负责，各县区人民政府结合实际落实": ("市人社局", ["市人社局"], ["各县区人民政府"]),
    "责任单位：市人社局、市教育局": ("市人社局", ["市人社局", "市教育局"], []),
    "牵头单位：市人社局，配合单位：市教育局": ("市人社局", ["市人社局"], ["市教育局"]),
    "牵头单位：市人社局；配合单位：市教育局": ("市人社局", ["市人社局"], ["市教育局"]),
    "（市人社局、市教育局按职责分工负责）": ("市人社局", ["市人社局", "市教育局"], []),
    "（责任单位：市人社局）": ("市人社局", ["市人社局"], []),
}
ENDS = (("", ""), ("；", ""), ("", "；"))


def _orders(text: str) -> list[dict[str, Any]]:
    found = [f for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]
    return [f.fields | {"quote": f.quote} for f in found]


@pytest.mark.parametrize(("title", "ends"), list(product(TITLES, ENDS)))
@pytest.mark.parametrize("duty", DUTIES)
def test_lines_without_stops_are_items_under_their_headings(title: str, ends: tuple[str, str], duty: str) -> None:
    text = title + "\n"
    for i, heading in enumerate(HEADINGS):
        text += f"{heading}\n{ITEMS[2 * i]}{ends[0]}\n{ITEMS[2 * i + 1]}{ends[1]}\n{duty}\n"
    orders = _orders(text)
    assert {o["quote"][:6] for o in orders} >= {item[:6] for item in ITEMS}
    assert all(any(o["quote"] in item for item in ITEMS) for o in orders)
    assert {(o["owner"], *map(tuple, (o["lead"], o["supporting"]))) for o in orders} == {
        (DUTIES[duty][0], tuple(DUTIES[duty][1]), tuple(DUTIES[duty][2]))
    }
    under = {item: HEADINGS[i // 2] for i, item in enumerate(ITEMS)}
    assert all(o["under"] == next(under[item] for item in ITEMS if o["quote"] in item) for o in orders)


@pytest.mark.parametrize("duty", [duty for duty in DUTIES if "：" not in duty and "（市" not in duty])
def test_paragraphs_above_a_duty_line_have_its_units(duty: str) -> None:
    text = "云岭市数据工作要点\n夯实数据基础\n"
    for heading, item in zip(HEADINGS, ITEMS, strict=False):
        text += f"{heading}\n{item}。\n{duty}\n"
    orders = _orders(text)
    assert {o["under"] for o in orders} == set(HEADINGS)
    assert all(o["owner"] == DUTIES[duty][0] and o["supporting"] == DUTIES[duty][2] for o in orders)


NOT_DUTIES = (
    "各单位要认真落实",
    "此项工作由专人负责",
    "市人社局新建零工市场负责",
    "王志强负责",
    "健全企业自查、部门抽查工作机制并抓好落实",
)


@pytest.mark.parametrize("line", NOT_DUTIES)
def test_other_lines_give_nobody_a_duty(line: str) -> None:
    orders = _orders(f"云岭市就业工作方案\n一、主要任务\n{ITEMS[0]}。\n{line}\n二、工作要求\n{ITEMS[5]}。\n")
    assert [o["owner"] for o in orders if o["quote"] in ITEMS] == [None, None]


ROWS = (
    ("产业", "推进滨河大桥工程建设，完成桩基施工", "市交通运输局", "东湖区政府、市财政局", "2026年10月"),
    ("产业", "制定招商引资若干措施", "市商务局", "无", "2026年12月底前"),
    ("民生", "新建社区食堂14处", "市民政局", "各县（市、区）", "长期"),
    ("民生", "完善困难群众救助制度，发放补贴", "市民政局", "市残联", "持续推进"),
)
LAYOUTS = {"tabs": "\t", "strokes": " | ", "blanks": "    ", "stacked": "\n"}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("numbered", "section", "supported"), list(product((True, False), repeat=3)))
def test_rows_without_headings_are_told_by_their_cells(
    layout: str, numbered: bool, section: bool, supported: bool
) -> None:
    rows = []
    for number, (name, task, lead, supporting, due) in enumerate(ROWS, 1):
        cells = [str(number)] * numbered + [name] * section + [task, lead] + [supporting] * supported + [due]
        rows.append(LAYOUTS[layout].join(cells))
    orders = _orders("云岭市重点任务分解\n" + "\n".join(rows) + "\n")
    assert [o["quote"] for o in orders] == [row[1] for row in ROWS]
    assert [o["owner"] for o in orders] == [row[2] for row in ROWS]
    assert [o["deadline"] for o in orders] == ["2026-10-31", "2026-12-31", None, None]
    assert [o["deadline_text"] for o in orders] == [row[4] for row in ROWS]
    if supported:
        assert orders[0]["supporting"] == ["东湖区政府", "市财政局"]
    if section:
        assert [o["under"] for o in orders] == [row[0] for row in ROWS]


NEGATIVES = {
    "poem": ("秋日登高\n云岭千峰秀\n长河一带明\n登高望远处\n落日满江城\n推窗迎晓月\n举酒话平生\n"),
    "addresses": (
        "云岭市办事大厅地址\n"
        "东湖区政务中心  滨河路12号  0712-2233445\n"
        "西山区政务中心  建设路8号  0712-2233446\n"
        "南城区政务中心  发展大道3号  0712-2233447\n"
    ),
    "contents": (
        "目录\n"
        "完善体制机制，推动高质量发展……1\n"
        "加强基础设施建设，提升承载能力……5\n"
        "整治岸线环境，恢复湿地生态……9\n"
        "落实保障措施，强化组织领导……12\n"
    ),
    "names": (
        "云岭市先进个人名单\n"
        "王志强  市交通运输局  2026年3月\n"
        "李春梅  市商务局  2026年3月\n"
        "赵国庆  市民政局  2026年3月\n"
    ),
    "names_stacked": (
        "云岭市先进个人名单\n"
        "王志强\n"
        "市交通运输局\n"
        "2026年3月\n"
        "李春梅\n"
        "市商务局\n"
        "2026年3月\n"
        "赵国庆\n"
        "市民政局\n"
        "2026年3月\n"
    ),
    "prices": (
        "停车收费标准\n"
        "1\t中心广场停车场\t市城投集团\t5元\n"
        "2\t滨河停车场\t市城投集团\t4元\n"
        "3\t东站停车场\t市城投集团\t3元\n"
    ),
    "lessons": (
        "培训课程表\n"
        "1\t建设法规与案例解读\t市住建局\t2026年3月\n"
        "2\t财务制度解读与实务\t市财政局\t2026年4月\n"
        "3\t数据安全知识讲座\t市大数据局\t2026年5月\n"
    ),
    "agenda": (
        "全市就业工作会议议程\n"
        "观看就业工作专题片，通报上年工作情况\n"
        "宣读表彰决定，为先进单位颁奖\n"
        "开展交流发言，安排部署下一步工作\n"
    ),
    "slogans": ("宣传标语\n落实就业政策，增进民生福祉\n建设美丽云岭，共享幸福生活\n推动创业创新，成就精彩人生\n"),
    "awards": ("1  云岭中学  市教育局  2025年\n2  东湖小学  市教育局  2025年\n3  西山幼儿园  市教育局  2025年\n"),
    "duties": (
        "云岭市人社局主要职责\n"
        "贯彻执行国家人力资源和社会保障法律法规，拟订全市发展规划\n"
        "负责促进就业工作，拟订统筹城乡的就业发展规划\n"
        "组织实施专业技术人员管理，完善职业资格制度\n"
    ),
    "news": (
        "就业动态\n"
        "东湖区：加强校企合作，推动毕业生就业\n"
        "西山区：开展“送岗上门”活动，服务群众千余人次\n"
        "南城区：完善帮扶机制，零就业家庭动态清零\n"
    ),
    "links": (
        "云岭市召开渔民转产座谈会\n"
        "市领导到东湖区调研\n"
        "我市举办校园招聘会，吸引三千人入场\n"
        "全市高校毕业生人数创新高\n"
        "东湖区零工市场启用，首日服务百人\n"
    ),
}


@pytest.mark.parametrize("name", NEGATIVES)
def test_other_lists_give_no_tasks(name: str) -> None:
    assert [o["quote"] for o in _orders(NEGATIVES[name])] == []


EQUAL_LINES = (
    "支持海产加工厂招用返乡毕业生务工，按人头给予一次岗位津贴",
    "推行渔家子弟报读技校与城镇学生同等待遇，扩大自主权范围",
    "面向困难毕业生开展职业技能培训，组织专场招聘活动进乡镇",
    "运用线上登记、基层摸排等渠道，为每名毕业生提供岗位推荐",
    "新建一批零工市场，改造提升县乡村三级公共就业服务站点",
    "完善困难群众帮扶台账，实行动态管理和销号，确保应帮尽帮",
    "推进公共就业服务进校园，开展职业指导和政策宣讲进课堂",
)


@pytest.mark.parametrize(("count", "headed", "mark"), list(product((5, 6, 7), (True, False), ("", "；", "。"))))
def test_sentences_of_equal_length_without_stops_are_not_joined(count: int, headed: bool, mark: str) -> None:
    lines = [line + mark * (i % 3 == 2) for i, line in enumerate(EQUAL_LINES[:count])]
    heading = HEADINGS[0] + "\n" if headed else ""
    orders = _orders(f"云岭市促进就业工作方案\n{heading}" + "\n".join(lines) + "\n")
    assert all(any(o["quote"] in line for line in EQUAL_LINES) for o in orders)
    assert all(any(o["quote"] in line for o in orders) for line in EQUAL_LINES[:count])


@pytest.mark.parametrize("width", range(20, 46))
@pytest.mark.parametrize("parted", ["；", "，"])
def test_sentences_broken_at_a_width_are_still_joined(width: int, parted: str) -> None:
    prose = parted.join(EQUAL_LINES) + "。"
    broken = "\n".join(prose[i : i + width] for i in range(0, len(prose), width))
    edits = soft_breaks.find(f"云岭市促进就业工作方案\n\n{broken}\n")
    assert len(edits) == broken.count("\n")


LAST_SENTENCES = {
    "市人社局牵头，市教育局、市财政局配合": ("市人社局", ["市教育局", "市财政局"]),
    "由市人社局牵头，市教育局、市财政局配合": ("市人社局", ["市教育局", "市财政局"]),
    "此项工作由市人社局牵头，市教育局配合": ("市人社局", ["市教育局"]),
    "市人社局牵头负责，各县区政府落实": ("市人社局", ["各县区政府"]),
    "市人社局、市教育局负责": ("市人社局", []),
    "市人社局牵头": ("市人社局", []),
    "市人社局会同市教育局、市财政局负责": ("市人社局", ["市教育局", "市财政局"]),
    "由市人社局会同市教育局负责落实，各县区政府配合": ("市人社局", ["市教育局", "各县区政府"]),
}


@pytest.mark.parametrize("stop", ["。", ""])
@pytest.mark.parametrize("last", LAST_SENTENCES)
def test_the_last_sentence_of_a_paragraph_may_be_its_note(last: str, stop: str) -> None:
    first_item = f"一、{HEADINGS[0]}\n{ITEMS[4]}。{ITEMS[5]}。{last}{stop}\n"
    text = f"云岭市就业工作方案\n{first_item}二、{HEADINGS[1]}\n{ITEMS[2]}。\n"
    first, *covered, after = reversed(_orders(text))
    assert all(o["quote"] in ITEMS[4] + ITEMS[5] for o in [*covered, after])
    assert all((o["owner"], o["supporting"]) == LAST_SENTENCES[last] for o in [*covered, after])
    assert first["owner"] is None


@pytest.mark.parametrize(
    "last", ["市教育局配合", "市人社局新建零工市场", "各单位要积极配合", "市教育局要牵头", "专人负责"]
)
def test_other_last_sentences_give_nobody_a_duty(last: str) -> None:
    text = f"云岭市就业工作方案\n一、{HEADINGS[0]}\n{ITEMS[4]}。{last}。\n"
    assert all(o["owner"] is None for o in _orders(text) if o["quote"] in ITEMS[4])


@pytest.mark.parametrize("headings", ["", "序号\t工作任务\t责任单位\t配合单位\t完成时限\n"])
@pytest.mark.parametrize("broken", ["\n{rest}\t{tail}", "\t{tail}\n\t{rest}", "\t{tail}\n{rest}"])
def test_tasks_that_run_on_into_the_next_line_of_a_table_are_whole(broken: str, headings: str) -> None:
    text = "云岭市重点任务分解\n" + headings
    for number, (_, task, lead, supporting, due) in enumerate(ROWS, 1):
        at = task.index("，") + 1 if "，" in task else len(task) - 3
        text += f"{number}\t{task[:at]}" + broken.format(rest=task[at:], tail=f"{lead}\t{supporting}\t{due}") + "\n"
    orders = _orders(text)
    assert [(o["quote"], o["owner"], o["deadline_text"]) for o in orders] == [(r[1], r[2], r[4]) for r in ROWS]


LACKING = """云岭市2027年重点任务分解表
序号
主要工作举措
牵头单位
配合单位
责任领导
一、做强渔业
1
新建冷链仓库3座，推动渔获加工项目落地。
市渔业局
市发展改革局、青石经济区管委会
2
改造渔港码头2处，完善补给设施。
青石经济区管委会
市渔业局、各镇政府（街道办事处）
闵川行
二、做优航运
3
疏浚航道12公里，更换航标30座。
市港航局
沙致远
4
整治僵尸船60艘，建立船舶台账。
市海事局
市公安局、市港航局
沙致远
"""


def test_rows_of_one_cell_a_line_may_lack_cells_and_stand_under_sections() -> None:
    found = [f.fields for f in read_text(SourceText(LACKING, "utf-8", "")).findings if f.kind == "commitment"]
    assert [(f["owner"], f["supporting"]) for f in found] == [
        ("市渔业局", ["市发展改革局", "青石经济区管委会"]),
        ("青石经济区管委会", ["市渔业局", "各镇政府（街道办事处）"]),
        ("市港航局", []),
        ("市海事局", ["市公安局", "市港航局"]),
    ]


def test_a_table_of_one_cell_a_line_may_begin_with_its_first_number() -> None:
    rows = [
        ("1", "翻新渔港码头照明", "县水利局"),
        ("2", "修缮桑坞学校食堂", "县教育局"),
        ("3", "新建村口停车场", "县住建局"),
    ]
    text = "\n".join(cell for row in rows for cell in row)
    edits = stacked_cells.find(text)
    assert apply(text, edits) == "\n".join("\t".join(row) for row in rows)
