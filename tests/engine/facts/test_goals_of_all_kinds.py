"""Goals by how they are told: doublings, one number for several, units, ranks; what looks like one (R36-R39)."""

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

HEAD = "云岭市2026年重点工作实施方案\n一、主要任务\n"
Goal = tuple[str, str | None, float | None, str | None]


def _goals(sentence: str) -> list[Goal]:
    found = read_text(SourceText(HEAD + sentence, "utf-8", "")).findings
    told = [f.fields for f in found if f.kind == "target"]
    return [(f["indicator"], f["comparator"], f["value"], f["unit"]) for f in told]


@pytest.mark.parametrize(
    ("sentence", "goals"),
    [
        # Doublings; the span of years is no part of what doubles.
        ("力争全市海洋经济总量五年翻一番。", [("海洋经济总量", "=", 2, "倍")]),
        ("力争旅游综合收入两年翻两番以上。", [("旅游综合收入", ">=", 4, "倍")]),
        ("到2030年，海参产值实现翻番。", [("海参产值", "=", 2, "倍")]),
        # One number for several.
        ("渔业增加值、水产养殖总量均增长9%。", [("渔业增加值", ">=", 9, "%"), ("水产养殖总量", ">=", 9, "%")]),
        (
            "到2028年，海水产品、竹木制品产值均达到60亿元以上。",
            [("海水产品产值", ">=", 60, "亿元"), ("竹木制品产值", ">=", 60, "亿元")],
        ),
        ("渔船数量年均增长2%。", [("渔船数量", ">=", 2, "%")]),
        # Units.
        ("完成城区1300幢渔家老屋改造。", [("渔家老屋改造", "=", 1300, "幢")]),
        ("到2028年，海岛宽带接入能力达到1000Mbps以上。", [("海岛宽带接入能力", ">=", 1000, "Mbps")]),
        ("全年港口吞吐量突破90万TEU。", [("港口吞吐量", ">=", 90, "万TEU")]),
        ("招引海上服务队20支，结对帮扶60对。", [("海上服务队", "=", 20, "支"), ("结对帮扶", "=", 60, "对")]),
        # 按 that compares, and what is paid at least.
        ("港务收入按可比口径增长9%。", [("港务收入按可比口径", ">=", 9, "%")]),
        ("退出的老船工每人每月补助不低于280元。", [("补助", ">=", 280, "元")]),
        # What is swept out, settled or ahead of others.
        (
            "到2029年，彻底消除黑烟渔船，基本取缔燃煤锅炉。",
            [("黑烟渔船", None, None, None), ("燃煤锅炉", None, None, None)],
        ),
        ("到2029年，赤潮多发势头得到有效遏制。", [("赤潮多发势头", None, None, None)]),
        ("到2029年，渔港泊位基本满足避风需求。", [("渔港泊位", None, None, None)]),
        ("力争渔民人均收入高于全省平均水平。", [("渔民人均收入", "rank", None, None)]),
        ("到2027年，海岸垃圾排名退出全省后十位。", [("海岸垃圾排名", "rank", None, None)]),
        ("渔业经济增速快于全省平均水平。", [("渔业经济增速", "rank", None, None)]),
        # What is pulled down, opened or bored through by a day.
        ("到2027年底前，全市冲滩拆船厂全部淘汰。", [("冲滩拆船厂", None, None, None)]),
        ("确保12月底前桑坞海底隧道贯通。", [("桑坞海底隧道", None, None, None)]),
        # None of what can be counted.
        ("确保渔船火灾零发生。", [("渔船火灾发生", "=", 0, None)]),
        ("到2028年，实现近海捕捞零增长的目标。", [("近海捕捞增长", "=", 0, None)]),
        # How large each is that is counted; how often at least.
        ("新增年产值超10亿元的船厂6家。", [("船厂", "=", 6, "家")]),
        ("每季度至少召开一次海防联席会议。", [("海防联席会议", ">=", 1, "次")]),
        ("确保三条跨海航线年内开通。", []),
        ("确保三条跨海高速年内开工。", [("跨海高速", "=", 3, "条")]),
    ],
)
def test_is_set(sentence: str, goals: list[Goal]) -> None:
    found = _goals(sentence)
    assert [(g[1], g[2], g[3]) for g in found] == [(g[1], g[2], g[3]) for g in goals]
    assert [g[0] for g in found] == [g[0] for g in goals]


@pytest.mark.parametrize(
    "sentence",
    [
        # A paper by a day.
        "各县应在2028年6月底前制定渔排规划。",
        "市水利局于4月20日前修订完成《云岭市防台预案》。",
        "方案年底前印发执行。",
        "10月底前编制并公布权责清单。",
        "各乡镇于3月15日前下发责任清单。",
        # Who is there already.
        "要加强城东、桑坞、临港、石泠4个重点地区的防台工作。",
        "研究完善对全县19个乡镇、街道的考核机制。",
        "要以18个重点渔村为突破口，带动全县整体提升。",
        # The size of what is pushed ahead.
        "抓好60万吨海藻扩建项目。",
        "谋划120万千瓦抽水蓄能电站前期工作。",
        # Accidents, hours and feelings.
        "翻船致3人失踪，要全力搜救。",
        "请参训人员于开班前20分钟签到。",
        "云岭新闻网5月6日14时20分讯，会议要求加快项目建设。",
        "让渔民的信心倍增。",
        "按每人1200元发放稳岗补贴。",
        "及时传达到船到人。",
        "定期调度，每周调度一次。",
        "以零容忍态度整治海上乱象，实现服务零距离，做到执法零差错。",
        "建设零碳渔港，完善零工市场，帮扶零就业家庭。",
        "围绕渔业倍增等七大行动抓落实。",
    ],
)
def test_is_not_set(sentence: str) -> None:
    assert _goals(sentence) == []
