"""What came about orders nothing, though no heading says so (R103); of which kind a part of a paper is (R68)."""

import pytest

from luoshi_reading.facts.heads.kinds import find_kind
from luoshi_reading.pipeline import as_json, read

# Each line tells of what was done by words that nobody uses of what is still to be done.
RESULTS = (
    "（三）港城建设步伐加快。编制完成云岭港总体规划等6个专项规划，渡口改造覆盖率达92%。",
    "实施港城三年行动，城镇化率达到58.3%，被列为流域重点港口城市。",
    "云岭跨入大船时代，桑坞船闸开工建设，南码头投入使用，北航道疏浚加快推进。",
    "航道治理考核连续三年居全省第二。清溪水厂建成投用。",
    "（四）渔民生活持续改善。新增渔民就业1.2万人，渔港医疗点覆盖率达100%。",
    "建成渔村食堂317个，惠及4万余名老人。青石镇养老模式获评全省示范。",
)
PLANS = (
    "（一）加快码头建设。编制云岭港总体规划，新建泊位12个，渡口改造覆盖率达到92%。",
    "（二）发展水产养殖。建设深水网箱300口，培育养殖大户40户。",
    "（三）改善渔村环境。改造污水管网18公里，新增渔民就业1000人。",
)


def _ordered(text: str) -> list[str]:
    return [found["quote"] for found in as_json(read(text.encode()))["commitments"]]


def test_part_that_looks_back() -> None:
    reading = as_json(read("\n".join(RESULTS).encode()))
    assert reading["commitments"] == []
    assert reading["targets"] == []
    assert reading["kind"] == "work_report"


def test_part_that_looks_back_in_one_line() -> None:
    assert _ordered("".join(RESULTS)) == []


def test_part_of_a_plan() -> None:
    found = _ordered("\n".join(PLANS))
    for told in ("新建泊位12个", "建设深水网箱300口", "改造污水管网18公里"):
        assert any(told in quote for quote in found)


def test_plan_behind_results() -> None:
    found = _ordered("\n".join([*RESULTS[:4], "2027年工作打算", *PLANS]))
    assert not any("港城" in quote or "疏浚" in quote for quote in found)
    assert any("新建泊位12个" in quote for quote in found)
    assert any("改造污水管网18公里" in quote for quote in found)


@pytest.mark.parametrize(
    "line",
    [
        "过去一年，在县委的坚强领导下，渔业生产取得了新进展。我们推行网格管理，疏浚河道35公里。",
        "今年以来，桑坞县疏浚河道35公里，同比增加8公里。桑坞港荣获全省文明港口称号。",
        "河道疏浚扎实推进，累计投入3200万元，圆满完成年度任务。",
        "预计，全县实现渔业产值18亿元；渔民收入增长6%左右，渔港吞吐量创历史新高。",
        "码头改造成效显著，先后建成泊位9个，获批国家渔港经济区。",
    ],
)
def test_lines_that_tell(line: str) -> None:
    paper = f"桑坞县渔业工作方案\n{line}\n一、加快码头建设。新建泊位12个。\n"
    found = _ordered(paper)
    assert not any(quote in line for quote in found)
    assert any("新建泊位12个" in quote for quote in found)


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("到2030年，渔业产值较2025年增长30%；渔港吞吐量同比增长8%。", "渔业产值"),
        ("推动桑坞港总体规划获批，建成泊位12个。", "获批"),
        ("对被评为示范渔村的，给予每村20万元奖励。", "20万元"),
        ("对首次入选名录的渔船，减免停泊费。", "停泊费"),
        ("力争桑坞港跻身全省前三，新建泊位12个。", "跻身"),
        ("主要目标。渔民收入稳步提升，渔村环境明显改善，泊位达到40个以上。", "40个以上"),
        ("确保航道治理成效显著，疏浚河道35公里。", "35公里"),
    ],
)
def test_lines_that_order_in_the_words_of_results(line: str, order: str) -> None:
    assert any(order in quote for quote in _ordered(f"桑坞县渔业工作方案\n一、重点任务\n{line}\n"))


BODY = (
    "加快港城建设。疏浚北航道18公里，新建泊位12个，改造渡口9处，推动南码头投产达效。"
    "完善渔港配套，开工建设冷链仓库4座，打通渔村物流末端。\n"
)
MORE = (
    "促进渔民增收。支持渔民办好渔家乐，培育养殖大户40户，建设深水网箱300口，扩大苗种繁育规模。"
    "优化渔港服务，推行一窗受理，实现渔船证书全程网办，压减办理时限一半。严格休渔管理，开展夜间巡航，守好航道安全。\n"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (BODY + MORE, "work_report"),
        (BODY + "我们将同广大渔民一道，守好每一条航道。我们一定说到做到。\n" + MORE, "speech"),
        ("（二）组织走访慰问。各镇要开展调研，摸清渔民困难。\n（三）加强帮扶。新建泊位12个。\n", "plan"),
        ("闵知行指出，要加快疏浚航道。要管好渡口。\n", "news"),
        ("县委常委汤敏要求，要加快疏浚航道。要管好渡口。\n", "news"),
        ("闵知行就汛前准备工作提出明确要求，强调要加快疏浚航道。\n", "news"),
        ("疏浚航道18公里。\n一、要管好渡口。会议要求抓紧施工，座谈会按月召开。\n", "news"),
        ("一要管好渡口。二要疏浚航道。三要改造码头。要建好网箱。" + "\n".join(("", BODY, MORE)), "plan"),
    ],
)
def test_kinds_of_parts(text: str, kind: str) -> None:
    assert find_kind(text, None) == kind


def test_date_of_a_signature_is_no_dateline() -> None:
    text = "（二）各镇请于3月20日前报送渡口清单。\n2026年3月2日\n"
    assert find_kind(text, None) == "plan"


def test_headline_stays_news() -> None:
    title = "云岭县举行会商"
    assert find_kind(f"{title}\n一、开展走访慰问。要加快疏浚航道。\n", title) == "news"
