"""Papers known by their titles and by how they speak, whatever meetings they name (R67)."""

import pytest

from luoshi_reading.facts.heads.kinds import find_kind

NOTE = "（市交通局牵头，市财政局配合）"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2024年政府工作报告重点工作责任分解", "plan"),
        ("云岭市《政府工作报告》任务分工", "plan"),
        ("2024年政府工作报告重点任务清单", "plan"),
        ("《政府工作报告》目标任务分解表", "plan"),
        ("关于印发政府工作报告责任分工方案的通知", "notice"),
        ("云岭市人民政府工作规则", "notice"),
        ("市水利局局务会议制度", "notice"),
        ("云岭市2024年政府工作报告", "work_report"),
        ("关于2024年国民经济和社会发展计划执行情况的报告", "work_report"),
        ("公务用车管理自查报告", "work_report"),
        ("安全生产自查自评情况的报告", "work_report"),
        ("在县六届人大三次会议上的表态发言", "speech"),
        ("云岭县县长就职发言", "speech"),
        ("党建工作典型发言材料", "speech"),
    ],
)
def test_titles(title: str, kind: str) -> None:
    assert find_kind(f"{title}\n一、总体要求\n加快建设。\n", title) == kind


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("为落实全市座谈会精神，根据渡口调研安排，特制定2026年工作计划。\n一、加快道路建设。" + NOTE, "plan"),
        ("为开好局务会议，特制定本制度。\n一、局务会议由局长主持召开。\n会议听取汇报。", "notice"),
        ("一、加快道路建设。" + NOTE + "\n二、开展调研座谈会。" + NOTE, "plan"),
        ("近日，云岭市召开座谈会。市长主持会议并讲话。会议强调，要加快制定实施方案。", "news"),
        ("3月2日，云岭市召开调度会。会议听取了市交通局（牵头单位）的汇报。会议指出，要抓紧。", "news"),
    ],
)
def test_openings(opening: str, kind: str) -> None:
    assert find_kind(opening, None) == kind


@pytest.mark.parametrize(
    "title",
    [
        *("清溪县监委工作报告获全票通过", "县法院工作报告获高票通过", "云岭县政府工作报告审议通过"),
        *("代表委员热议政府工作报告", "各代表团审议政府工作报告", "政府工作报告征求意见座谈会举行"),
        "陶砚舟在推进会上作表态发言",
    ],
)
def test_headlines_about_papers(title: str) -> None:
    said = "2月14日，清溪县第八届人民代表大会第三次会议举行。会议表决通过了报告。"
    assert find_kind(f"{title}\n{said}\n", title) == "news"
