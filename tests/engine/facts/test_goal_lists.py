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


@pytest.mark.parametrize("lead", ["2025年目标完成情况如下：", "去年实现了以下目标：", "到2030年，渔业基础更牢。"])
def test_what_looks_back_or_announces_nothing_dates_no_list(lead: str) -> None:
    assert all(one["deadline"] is None for one in found_in(lead, ("1.", "2.")) if "到2030年" not in one["quote"])
