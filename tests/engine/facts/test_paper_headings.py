"""What stands below a heading of goals is to be reached, told as it may be. Rule R102."""

from __future__ import annotations

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

PLAN = """菱岸市渔港数字化行动计划
为推进渔港数字化，制定本计划。
一、总体要求
（一）指导思想。坚持创新引领。
（二）{heading}。到2030年，{goals}
{below}
二、重点任务
（一）建设渔港平台。建设全市统一的渔港管理平台。{after}
"""


def orders(heading: str = "发展目标", goals: str = "", below: str = "", after: str = "") -> list[str]:
    text = PLAN.format(heading=heading, goals=goals, below=below, after=after)
    reading = read_text(SourceText(text, "utf-8", ""))
    return [finding.quote for finding in reading.findings if finding.kind == "commitment"]


@pytest.mark.parametrize("heading", ["发展目标", "主要目标", "总体目标", "工作目标任务", "经济社会发展的主要预期目标"])
def test_heading_of_goals_orders_nothing(heading: str) -> None:
    assert heading not in orders(heading, "全市渔港平台基本建成。")


def test_states_below_it_are_goals_of_their_own() -> None:
    found = orders(goals="渔港数字化取得明显成效，渔获追溯体系基本建立，渔民上网能力大幅提升。")
    assert "到2030年，渔港数字化取得明显成效" in found
    assert "渔获追溯体系基本建立" in found
    assert "渔民上网能力大幅提升" in found


@pytest.mark.parametrize("goal", ["渔民保险机制进一步完善", "卫星通信网络覆盖全部渔区", "船员培训成效明显"])
def test_states_in_the_next_paragraph_are_goals(goal: str) -> None:
    assert goal in orders(goals="全市渔港平台基本建成。", below=f"{goal}。")


def test_section_ends_at_the_next_number_of_its_rank() -> None:
    assert "渔民保险机制进一步完善" not in orders(after="近年来，渔民保险机制进一步完善。")


def test_customary_headings_order_nothing() -> None:
    found = orders(goals="全市渔港平台基本建成。")
    assert "指导思想" not in found
    assert "坚持创新引领" in found


def test_another_heading_sets_no_goals() -> None:
    assert "渔民保险机制进一步完善" not in orders("基本情况", "平台建成。", below="渔民保险机制进一步完善。")


def test_principles_are_headings() -> None:
    found = orders(goals="全市渔港平台基本建成。", below="（三）依法治渔原则。全体渔政人员必须持证上岗。")
    assert "依法治渔原则" not in found
    assert "全体渔政人员必须持证上岗" in found


def test_what_is_to_be_kept_to_is_no_heading() -> None:
    assert "坚持依法治渔原则" in orders(goals="全市渔港平台基本建成。", below="（三）坚持依法治渔原则。")


def test_goals_look_ahead_though_they_read_like_results() -> None:
    below = "渔港监管能力明显增强，渔船安全水平大幅提升。\n渔民保险机制进一步完善，渔区面貌持续改善。"
    found = orders(goals="全市渔港平台基本建成。", below=below)
    assert "渔民保险机制进一步完善" in "，".join(found)


def test_line_without_a_mark_is_no_goal() -> None:
    assert not any(
        "发布机关" in quote for quote in orders(goals="全市渔港平台基本建成。", below="原文发布机关：菱岸市政府")
    )


WORK_PLAN = """青石镇渔港整治工作方案
为整治渔港，制定本方案。
一、整治目标。
全镇渔港整洁有序。
二、活动主题。
人人爱护渔港，共建清洁港湾。
三、整治区域和任务。
（一）码头区域。
1、加强对码头仓库、栈桥的管理，确保整洁。
四、实施步骤。
（一）宣传发动。召开全镇渔民大会。
（二）集中整治。清理码头积存垃圾。
五、禁烧区域。
（一）码头两侧各200米。
六、保障措施。
（一）加强巡查。每天巡查码头两次。
"""


def test_headings_with_full_stops_and_names_of_stages_order_nothing() -> None:
    reading = read_text(SourceText(WORK_PLAN, "utf-8", ""))
    assert [finding.quote for finding in reading.findings if finding.kind == "commitment"] == [
        "全镇渔港整洁有序",
        "加强对码头仓库、栈桥的管理，确保整洁",
        "召开全镇渔民大会",
        "清理码头积存垃圾",
        "加强巡查",
        "每天巡查码头两次",
    ]


@pytest.mark.parametrize("heading", ["考核验收办法", "整治范围和重点", "工作步骤及要求", "奖惩措施", "有关要求"])
def test_headings_put_together_from_such_words_order_nothing(heading: str) -> None:
    assert heading not in orders(heading, "全市渔港平台基本建成。")


@pytest.mark.parametrize("order", ["突出整治重点", "明确工作职责", "建立奖惩办法", "完成目标任务"])
def test_a_verb_over_them_orders(order: str) -> None:
    assert order in orders(order, "全市渔港平台基本建成。")


@pytest.mark.parametrize("heading", ["检查内容", "督查重点", "考核项目"])
def test_what_is_looked_at_orders_nothing(heading: str) -> None:
    below = "是否存在“三无”船舶。\n救生设备配备和船员培训情况。\n各村要备好台账。"
    assert orders(heading, "", below=below)[:-2] == ["坚持创新引领", "各村要备好台账"]


CALL = """青石镇人大主席团关于召开镇第九届人民代表大会第三次会议的通知
各代表团：
会议定于2026年3月12日召开。{agenda}
（一）听取和审议镇人民政府工作报告；
（二）补选副镇长；
{after}
请各代表团于3月5日前报送名单。
"""


@pytest.mark.parametrize("agenda", ["会议的主要议程是：", "会议议程如下：", "现将有关事项通知如下：\n一、会议议程"])
def test_an_agenda_orders_nothing(agenda: str) -> None:
    reading = read_text(SourceText(CALL.format(agenda=agenda, after="二、有关要求"), "utf-8", ""))
    found = [finding.quote for finding in reading.findings if finding.kind == "commitment"]
    assert "听取和审议镇人民政府工作报告" not in found
    assert "补选副镇长" not in found
    assert "请各代表团于3月5日前报送名单" in found
