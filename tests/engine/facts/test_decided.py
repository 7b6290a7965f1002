"""What a paper decides before it is handed on, and what it is for. Rule R12."""

from __future__ import annotations

import pytest

from luoshi_reading.facts.clauses.clause_roles import Role, clause_role
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text


def orders(opening: str) -> list[str]:
    """Read a notice that begins so; give what its opening orders."""
    paper = f"青石镇关于做好渔港排查的通知\n各村、各单位：\n{opening}\n一、排查范围\n全镇渔港。"
    return [f.quote for f in read_text(SourceText(paper, "utf-8", "")).findings if f.kind == "commitment"]


@pytest.mark.parametrize(
    ("opening", "decided"),
    [
        ("经镇委研究决定，从即日起在全镇开展渔港排查，现将有关事项通知如下：", "从即日起在全镇开展渔港排查"),
        ("经镇政府研究，决定在全镇开展渔港排查。现将有关事项通知如下：", "决定在全镇开展渔港排查"),
        ("为汲取教训，经镇政府同意，决定组织开展渔港排查，现通知如下：", "决定组织开展渔港排查"),
        ("为防范风险，镇政府决定对全镇渔港进行排查。现将有关事项通知如下：", "镇政府决定对全镇渔港进行排查"),
        (
            "为改善渔港面貌，预防火灾发生，经镇政府同意，决定在全镇开展渔港排查。现将有关事项通知如下。",
            "决定在全镇开展渔港排查",
        ),
        (
            "为落实县委部署，经研究决定，以渔港整治为抓手，开展清港行动。现制定如下方案。",
            "以渔港整治为抓手，开展清港行动",
        ),
        (
            "为深化改革，镇政府决定以青石渔港作为试点推进渔港管理改革，现提出如下意见：",
            "镇政府决定以青石渔港作为试点推进渔港管理改革",
        ),
        ("根据县政府要求，镇政府决定建立渔港巡查制度。现将有关事项通知如下：", "镇政府决定建立渔港巡查制度"),
    ],
)
def test_what_is_decided_before_a_paper_is_an_order(opening: str, decided: str) -> None:
    assert orders(opening) == [decided]


@pytest.mark.parametrize(
    "opening",
    [
        "经镇政府研究，决定召开渔港排查工作会议。现将有关事项通知如下：",
        "为鼓励先进，镇政府决定授予汤家湾村“平安渔港”称号。现通报如下：",
        "根据县政府的决定，现将有关事项通知如下：",
        "会议同意这个报告，决定予以批准。现将有关事项通知如下：",
        "为贯彻县委要求，督导各村切实履行职责，有效防范事故，确保渔港安全稳定。现将有关事项通知如下：",
        "为切实加强渔港管理，确保渔港安全。经镇政府研究，现通知如下：",
        "为从根本上治理渔港乱象，美化港容港貌，促进渔业发展。现结合我镇实际，制定本实施意见。",
    ],
)
def test_what_is_done_by_being_told_and_what_a_paper_is_for_order_nothing(opening: str) -> None:
    assert orders(opening) == []


def test_what_a_paper_is_for_orders_where_the_paper_says_so() -> None:
    assert orders("为确保渔港安全，各村要立即开展排查。现将有关事项通知如下：") == [
        "为确保渔港安全，各村要立即开展排查"
    ]


@pytest.mark.parametrize(
    ("clause", "role"),
    [
        ("切实办好事关渔民切身利益的实事", Role.IMPERATIVE),
        ("紧紧围绕关乎长远发展的关键问题", Role.IMPERATIVE),
        ("渔港安全事关渔民的生命财产", Role.STATEMENT),
        ("牢牢把握渔业是富民产业的定位", Role.IMPERATIVE),
        ("始终牢记了渔民的嘱托", Role.STATEMENT),
        ("凝心聚力抓渔港", Role.IMPERATIVE),
        ("同心协力抓落实", Role.IMPERATIVE),
        ("全面进入临战状态", Role.IMPERATIVE),
        ("迅速进入工作岗位", Role.IMPERATIVE),
        ("防汛进入关键时期", Role.STATEMENT),
    ],
)
def test_what_is_worked_on_may_be_what_much_hangs_on(clause: str, role: int) -> None:
    assert clause_role(clause) == role
