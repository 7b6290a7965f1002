"""Who was to come and who came, what is announced, where something is done, and by which means (R10, R11, R13)."""

import pytest

from luoshi_reading.facts.clauses.clause_roles import Role, clause_role
from luoshi_reading.pipeline import as_json, read


@pytest.mark.parametrize(
    ("clause", "role"),
    [
        ("会议应当委员31人", Role.OTHER),
        ("会议应出席代表212名", Role.OTHER),
        ("会议应到主席团成员41名", Role.OTHER),
        ("依法做好大会选举工作", Role.IMPERATIVE),
        ("在全省率先基本普及渔船保险", Role.FRAME),
        ("会议应当听取渔民意见", Role.ORDER),
        ("各镇应出席会商", Role.ORDER),
        ("实到委员29人", Role.STATEMENT),
        ("大会依法选出桑坞县人民政府县长、副县长", Role.STATEMENT),
        ("疏浚航道要注意三点", Role.STATEMENT),
        ("要注意疏浚航道", Role.ORDER),
        ("一旦发现渔船漏油", Role.FRAME),
        ("一旦松懈", Role.STATEMENT),
        ("渔业结构正在发生深刻变化", Role.STATEMENT),
        ("在全省率先开展以船舶编号为核心的多证合一改革", Role.IMPERATIVE),
        ("在水产领域积极探索冷链分级的评价机制", Role.IMPERATIVE),
        ("在全县范围内开展渡口检查", Role.IMPERATIVE),
        ("在全省处于领先", Role.FRAME),
        ("在全省率先开展试点的基础上", Role.FRAME),
    ],
)
def test_what_clauses_do(clause: str, role: Role) -> None:
    assert clause_role(clause) is role


def _ordered(text: str) -> list[str]:
    return [found["quote"] for found in as_json(read(text.encode()))["commitments"]]


def test_numbered_heads_of_a_speech_told_by_their_means() -> None:
    speech = "在全县渔业工作会议上的讲话\n同志们：\n第一，以苗种创新催生养殖新动能。渔业靠的是苗种。\n"
    assert "以苗种创新催生养殖新动能" in _ordered(speech)


def test_means_without_a_number_order_nothing_in_a_speech() -> None:
    speech = "在全县渔业工作会议上的讲话\n同志们：\n以苗种创新催生养殖新动能。渔业靠的是苗种。\n"
    assert _ordered(speech) == []


def test_where_something_is_done_behind_a_numbered_order() -> None:
    news = (
        "全县渔业工作会议召开\n3月2日，全县渔业工作会议召开。会议强调，一是加强渔港管理。"
        "在全省率先开展以船舶编号为核心的多证合一改革；在水产领域积极探索冷链分级的评价机制。\n"
    )
    found = _ordered(news)
    assert any("多证合一" in quote for quote in found)
    assert any("冷链分级" in quote for quote in found)


@pytest.mark.parametrize(
    ("told", "orders"),
    [
        ("一旦发现渔船漏油，立即拖离航道，清理油污。", ["一旦发现渔船漏油，立即拖离航道，清理油污"]),
        ("一旦违反封航令，一律移送公安机关处理。", ["一旦违反封航令，一律移送公安机关处理"]),
        ("一旦发生漏油，后果不堪设想。", []),
        ("一旦出现溃堤，就会危及下游。", []),
    ],
)
def test_in_which_case(told: str, orders: list[str]) -> None:
    assert _ordered(f"桑坞县封航管理办法\n一、管理要求\n{told}\n") == orders
