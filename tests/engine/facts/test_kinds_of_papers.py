"""Papers known by their titles and by how they speak, whatever meetings they name (R67)."""

import pytest

from luoshi_reading.facts.kinds import find_kind

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
    ],
)
def test_titles(title: str, kind: str) -> None:
    assert find_kind(f"{title}\n一、总体要求\n加快建设。\n", title) == kind


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("为落实全市座谈会精神，根据调研工作安排，特制定2019年工作计划。\n一、加快道路建设。" + NOTE, "plan"),
        ("为提高局务会议质量，特制定本制度。\n一、局务会议由局长主持召开。\n会议听取汇报。", "notice"),
        ("一、加快道路建设。" + NOTE + "\n二、开展调研座谈会。" + NOTE, "plan"),
        ("近日，云岭市召开座谈会。市长主持会议并讲话。会议强调，要加快制定实施方案。", "news"),
        ("3月2日，云岭市召开调度会。会议听取了市交通局（牵头单位）的汇报。会议指出，要抓紧。", "news"),
    ],
)
def test_openings(opening: str, kind: str) -> None:
    assert find_kind(opening, None) == kind
