"""Goals in a list that a line with a colon announces go by the time it tells (R46, R102)."""

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read_text

ITEMS = (
    "渔业结构更加优化。渔业产值达到120亿元，远洋渔业取得更大突破。",
    "渔港环境持续改善。污水处理率达到95%，深海网箱制度更加完备。",
)


def found_in(lead: str, marks: tuple[str, str], behind: str = "二、组织实施\n各镇要抓好落实。\n") -> list[dict]:
    items = "".join(f"{mark}{item}\n" for mark, item in zip(marks, ITEMS, strict=True))
    text = f"桑坞县渔业发展规划\n一、总体要求\n{lead}\n{items}{behind}"
    return as_json(read_text(SourceText(text, "utf-8", "")))["commitments"]


@pytest.mark.parametrize("marks", [("——", "——"), ("1.", "2."), ("（一）", "（二）"), ("一是", "二是")])
@pytest.mark.parametrize(
    "lead",
    ["到2030年，主要目标是：", "坚持陆海统筹。到2030年具体目标：", "到2030年，实现以下目标：", "2030年发展目标如下："],
)
def test_items_of_a_list_of_goals_go_by_its_time(lead: str, marks: tuple[str, str]) -> None:
    found = found_in(lead, marks)
    dated = [one["quote"] for one in found if one["deadline"] == "2030"]
    for goal in ("渔业产值达到120亿元", "远洋渔业取得更大突破", "渔港环境持续改善", "深海网箱制度更加完备"):
        assert any(goal in quote for quote in dated), goal
    assert [one["deadline"] for one in found if "抓好落实" in one["quote"]] == [None]


@pytest.mark.parametrize("lead", ["2025年目标完成情况如下：", "去年实现了以下目标：", "渔业基础更牢。"])
def test_what_looks_back_or_announces_nothing_dates_no_list(lead: str) -> None:
    assert all(one["deadline"] is None for one in found_in(lead, ("1.", "2.")))


@pytest.mark.parametrize("chain", ["作用更加凸显", "品牌建设取得更大突破", "治理效能显著增强", "港区面貌焕然一新"])
def test_results_in_a_list_of_goals_are_goals_of_their_own(chain: str) -> None:
    lead = "到2030年具体目标："
    text = (
        f"桑坞县渔业发展规划\n一、总体要求\n{lead}\n——建设渔业强县。渔业{chain}，渔民收入稳步提高，现代渔港基本建成。\n"
    )
    quotes = [one["quote"] for one in as_json(read_text(SourceText(text, "utf-8", "")))["commitments"]]
    assert {f"渔业{chain}", "渔民收入稳步提高", "现代渔港基本建成"} <= set(quotes)


PART = "桑坞县渔业发展规划\n{heading}\n到2030年，渔港体系更加健全。\n{behind}\n二、重点任务\n（一）新建渔港2座。\n"


@pytest.mark.parametrize("heading", ["一、工作目标", "一、总体要求", "一、目标任务"])
def test_paragraphs_of_a_part_of_goals_go_by_the_year_it_begins_with(heading: str) -> None:
    text = PART.format(heading=heading, behind="渔业产值达到120亿元。\n（二）渔船防灾。渔船入港率达到98%。")
    found = as_json(read_text(SourceText(text, "utf-8", "")))["commitments"]
    years = {one["quote"]: one["deadline"] for one in found}
    assert years["渔业产值达到120亿元"] == years["渔船入港率达到98%"] == "2030"
    assert years["新建渔港2座"] is None


@pytest.mark.parametrize(
    ("heading", "behind"),
    [
        ("一、工作目标", "到2035年，渔港全面建成。\n渔业产值达到120亿元。"),
        ("一、工作基础", "渔业产值达到120亿元。"),
    ],
)
def test_another_year_and_another_heading_date_no_part(heading: str, behind: str) -> None:
    found = as_json(read_text(SourceText(PART.format(heading=heading, behind=behind), "utf-8", "")))["commitments"]
    assert [one["deadline"] for one in found if "120亿元" in one["quote"]] in ([None], [])


def test_a_page_may_put_up_a_plan_whose_years_are_over() -> None:
    text = (
        "桑坞县渔港行动计划（2021-2022年）.docx\n下载文档\n上传时间：2025-05-20\n桑坞县渔港行动计划（2021-2022年）\n"
        "一、重点任务\n（一）2022年底前新建渔港2座。\n"
    )
    found = as_json(read_text(SourceText(text, "utf-8", "")))["commitments"]
    assert [one["deadline"] for one in found if "新建渔港" in one["quote"]] == ["2022-12-31"]


BEGUN = "桑坞县渔业发展规划\n一、总体要求\n（一）坚持生态优先。\n到2030年，{first}。{then}\n"


@pytest.mark.parametrize("then", ["渔业结构更加优化，创新能力显著增强。", "渔民收入稳步提高，渔村面貌焕然一新。"])
def test_a_paragraph_that_begins_with_a_year_goes_on_with_goals(then: str) -> None:
    text = BEGUN.format(first="渔业产值突破百亿元", then=then)
    found = as_json(read_text(SourceText(text, "utf-8", "")))["commitments"]
    years = {one["quote"]: one["deadline"] for one in found}
    assert [years.get(goal) for goal in then.rstrip("。").split("，")] == ["2030", "2030"]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("渔港已建成2座", "渔业结构更加优化，创新能力显著增强。"),
        ("渔业产值突破百亿元", "完善渔港管理机制，加强巡航，渔船安全显著提升。"),
    ],
)
def test_what_is_behind_and_what_is_to_be_done_is_no_chain_of_goals(first: str, then: str) -> None:
    found = as_json(read_text(SourceText(BEGUN.format(first=first, then=then), "utf-8", "")))["commitments"]
    assert all(one["deadline"] is None for one in found if one["quote"][:2] in then)
    assert not {"创新能力显著增强", "渔船安全显著提升"} & {one["quote"] for one in found}
