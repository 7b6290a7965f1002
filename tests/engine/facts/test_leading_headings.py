"""A heading that names whose the items below it are gives them their owner (R27)."""

from itertools import product

import pytest

from luoshi_reading.pipeline import as_json, read

TITLE = "云岭市人民政府关于印发2026年渔港建设任务责任分解的通知\n各县区人民政府：\n现将2026年任务分解如下：\n"
UNITS = ("市教育局", "市发展改革委", "市住房和城乡建设局", "市政府办公室", "云岭城投集团", "市财政局、市教育局")
HEADINGS = (
    *(
        "{}牵头的工作",
        "{}牵头负责的工作（2项）",
        "由{}牵头负责",
        "{}负责落实的重点任务",
        "{}主办的事项",
        "{}承办的项目",
    ),
    *("{}", "{}（共12项）", "{}牵头："),
)
NOT_UNITS = (
    *(
        "闵文常务副市长负责的工作",
        "明确部门负责",
        "落实单位负责",
        "加强组织领导",
        "坚持牵头抓总",
        "压实责任",
        "总体要求",
    ),
    *("建设便民服务中心", "强化部门牵头", "深化“放管服”改革", "完善机制"),
)
ITEMS = "1.新建幼儿园8所。\n2.改造老旧小区36个。\n"


def _owned(text: str) -> list[tuple[str | None, list[str], str]]:
    found = as_json(read(text.encode()))["commitments"]
    return [(one["owner"], one["supporting"], one["quote"]) for one in found]


@pytest.mark.parametrize(("heading", "unit"), list(product(HEADINGS, UNITS)))
def test_items_below_a_heading_are_its_units(heading: str, unit: str) -> None:
    found = _owned(f"{TITLE}一、{heading.format(unit)}\n{ITEMS}二、市水利局牵头的工作\n3.整治病险水库3座。\n")
    assert [owner for owner, _, _ in found] == [unit.split("、")[0], unit.split("、")[0], "市水利局"]


@pytest.mark.parametrize("heading", NOT_UNITS)
def test_headings_of_nobody(heading: str) -> None:
    assert {
        owner for owner, _, quote in _owned(f"{TITLE}一、{heading}\n{ITEMS}") if "所" in quote or "个" in quote
    } == {None}


def test_who_helps_stands_below() -> None:
    found = _owned(f"{TITLE}一、市教育局牵头的工作\n{ITEMS}协同单位：市财政局、市审计局。\n")
    assert [(owner, helping) for owner, helping, _ in found] == [("市教育局", ["市财政局", "市审计局"])] * 2


def test_an_item_says_itself_whose_it_is() -> None:
    text = f"{TITLE}一、市教育局牵头的工作\n1.新建幼儿园8所。（责任单位：市住建局）\n2.市财政局要落实建设资金。\n"
    assert [owner for owner, _, _ in _owned(text)] == ["市住建局", "市财政局"]


def test_below_a_person_nobody_is_named() -> None:
    text = f"{TITLE}一、市教育局牵头的工作\n（一）闵文副市长负责的工作\n{ITEMS}"
    assert {owner for owner, _, _ in _owned(text)} == {None}


def test_the_bracket_of_a_heading_holds_for_all_below_it() -> None:
    text = (
        "云岭市推动航运发展若干举措\n一、做强港口（市港航局牵头）\n新建码头3座，疏浚航道12公里。\n"
        "（一）加快船厂改造。改造船坞2座。\n（二）培育船员（市教育局牵头，市人社局配合）\n培训船员600人。\n"
        "二、守护江岸（2027年起）\n更换护栏8公里。\n"
    )
    told = {c["quote"]: c["owner"] for c in as_json(read(text.encode(), name="举措.txt"))["commitments"]}
    assert {quote: told[quote] for quote in told if quote[:4] in ("新建码头", "改造船坞", "培训船员", "更换护栏")} == {
        "新建码头3座": "市港航局",
        "改造船坞2座": "市港航局",
        "培训船员600人": "市教育局",
        "更换护栏8公里": None,
    }


@pytest.mark.parametrize(
    "heading", ["市应急管理局", "市应急管理局职责", "市应急管理局工作职责", "市应急管理局主要职责："]
)
def test_an_office_with_its_duties_heads_what_it_is_to_do(heading: str) -> None:
    text = (
        f"云岭市防台预案\n为做好防台工作，制定本预案。\n一、职责分工\n（一）{heading}\n储备救生衣2000件。\n二、附则\n"
    )
    order = next(c for c in as_json(read(text.encode(), name="a.txt"))["commitments"] if "救生衣" in c["quote"])
    assert order["lead"] == ["市应急管理局"]
