"""Headlines below menus, a newspaper's own headlines and searches, and papers that a page gives out word for word."""

from __future__ import annotations

import pytest

from luoshi_reading.pipeline import as_json, read

BODY = (
    "6月3日，县委书记汤敏主持召开县委常委会会议，研究防汛抗旱和安全生产工作。会议强调，要压实各级责任，全面排查隐患，"
    "完善应急预案，加强值班值守，确保人民群众生命财产安全。\n"
)
PAPER = (
    "各乡镇人民政府，县政府各部门：\n"
    "现将《桑坞县渡口改造实施方案》印发给你们，请结合实际，认真抓好贯彻落实，并于6月底前将落实情况报县政府办公室。\n"
)
HEADLINE = "桑坞县委常委会召开会议研究防汛工作"
REPORT_OF = "桑坞县2026年政府工作报告"


def read_text(text: str) -> dict[str, object]:
    return dict(as_json(read(text.encode(), name="1.txt")))


@pytest.mark.parametrize(
    "above",
    [
        "关怀版 无障碍 无障碍\n您当前所在位置: 首页>公开专栏>要闻\n在线检阅： 搜索\n",
        "热搜词： 渡船时刻 船票 医保 驾照\n|\nEN\n|\n退出老年人模式\n• "
        "网站首页\n• 政务服务\n• 政民互动\n• 美丽桑坞\n• 数据\n"
        "• 互动\n• 专题\n• 服务\n当前位置: 首页 > 桑坞要闻\n",
        "要闻       海上云岭    |    船工在桑坞       镜头内外    | "
        "  视频   |    原创    |    热点专题    |    桑坞渔火\n",
        "第AB05版:政事 要闻 上一版3  4下一版\n把每一处渡口修得更牢\n"
        "县政府党组读书会举行\n返回主页 | 桑坞晚报 | 标题导航 | 桑坞日报\n上一期  下一期\n",
        "第01版：封面 4下一版\n赶在枯水期前修好三座码头\n让两岸群众过河更安心\n"
        "返回主页 | 桑坞日报 | 版面导航 | 桑坞晚报\n上一期  下一期\n",
        "会员登录  新用户注册 退出\n文稿搜网 - 文稿之家\n您现在的位置是: 首页 > 材料汇编 > 会议报道\n会议报道\n",
        "船讯网\n图片\n桑坞县信访局 xfj.sangwu.gov.cn\n",
        "无障碍辅助浏览工具条 | \n当前位置:首页>政务公开>要闻\n",
        "更多范文素材+ 微信： 【会员享500g最新素材/每周更新】\n",
        "会议现场\n",
        "县政府文件\n",
    ],
)
def test_headline_stands_below_what_its_page_has_over_it(above: str) -> None:
    assert read_text(f"{above}{HEADLINE}\n\n{BODY}{BODY}")["title"] == HEADLINE


def test_year_in_a_headline_is_no_fact_of_the_page() -> None:
    """桑坞县2026年政府工作报告 below the way through the site is the headline; a day there is not."""
    above = "浏览工具条\n当前位置:首页>公开专栏>政府工作报告\n"
    assert read_text(f"{above}{REPORT_OF}\n\n各位代表：\n{BODY}")["title"] == REPORT_OF


@pytest.mark.parametrize(
    "headline",
    ["桑坞县人民政府关于印发桑坞县渡口改造实施方案的通知", "桑坞县人民政府\n关于印发桑坞县渡口改造实施方案的\n通 知"],
)
@pytest.mark.parametrize("told", ["全文如下：", "原文如下："])
def test_paper_given_out_word_for_word_keeps_its_title(headline: str, told: str) -> None:
    text = (
        f"8月26日，桑坞县人民政府发布渡口改造方案，提出先修三座旧码头，再添救生船。\n"
        f"{told}\n{headline}\n桑政〔2026〕7号\n{PAPER}"
    )
    assert read_text(text)["title"] == headline.replace("\n", "").replace(" ", "")


def test_items_that_follow_are_no_title() -> None:
    text = f"{HEADLINE}\n{BODY}\n会议内容如下：\n抓好夏收工作\n{BODY}"
    assert read_text(text)["title"] == HEADLINE


@pytest.mark.parametrize(
    "headline", ["桑坞县新时代文明实践现场推进会召开", "汤敏在防汛现场会上讲话", "文明之花开遍桑坞"]
)
def test_headlines_that_only_look_like_captions_stay(headline: str) -> None:
    assert read_text(f"{headline}\n\n{BODY}{BODY}")["title"] == headline


def test_length_behind_a_speech_is_none_of_its_title() -> None:
    text = f"汤敏：在县六届人大四次会议上的讲话（全文2307字）\n\n各位代表、同志们：\n{BODY}"
    assert read_text(text)["title"] == "汤敏：在县六届人大四次会议上的讲话"


@pytest.mark.parametrize(
    "above",
    [
        "数字报首页\n展开通版\n收缩通版\n",
        "桑坞渔报新闻中心（桑坞渔报主办的新闻网站）\n来稿热线：0000-1234567\n要闻\n当前位置：首页 > 要闻 > 正文\n",
        "桑坞通讯社 桑坞通讯社\n本页位置：首页>>\n本文繁体版  放大字体\n",
        "法律法规\n注册        在线咨询\n",
        "桑坞县融媒体中心\n",
        "政策法规\n",
    ],
)
@pytest.mark.parametrize("headline", [HEADLINE, "2026年桑坞县渡口改造推进会在青石镇召开 汤敏讲话"])
def test_no_name_of_a_site_is_the_headline(above: str, headline: str) -> None:
    assert read_text(f"{above}{headline}\n\n{BODY}{BODY}")["title"] == headline


@pytest.mark.parametrize("facts", ["  • 来源：桑坞政府网\n", ""])
def test_headline_below_the_way_through_the_site_is_its_own_line(facts: str) -> None:
    """Where every paragraph is indented a line without an indent goes on, but the lines of the page do not."""
    text = (
        f"桑坞县人民政府\n您现在所在的位置: 首页 > 政务公开 > 渡口动态\n{HEADLINE}\n{facts}"
        f"\n　　{BODY}　　{BODY}\n　　{BODY}"
    )
    assert read_text(text)["title"] == HEADLINE


def test_a_paragraph_with_an_indent_still_goes_on() -> None:
    days = [BODY.strip().replace("6月3日", f"6月{day}日") for day in (3, 4, 5, 6)]
    text = "\n".join(f"　　{day}" for day in days).replace("会议，研究", "会议，\n研究")
    broken = text.replace("\n研究", "研究", 3)
    assert read_text(broken)["text"] == "\n".join(days)


@pytest.mark.parametrize("kind", ["通报", "请示", "应急预案", "规定", "指南"])
def test_a_title_on_two_lines_is_whole_whatever_paper_it_names(kind: str) -> None:
    text = f"县渡口委员会关于全县\n渡船超载情况的{kind}\n\n近日，一些渡口载客超出定额，现将有关事项明确如下。\n{BODY}"
    assert read_text(text)["title"] == f"县渡口委员会关于全县渡船超载情况的{kind}"


def test_first_of_several_papers_keeps_its_title() -> None:
    issuer, rest = "桑坞县人民政府办公室关于印发桑坞县", "渡口改造试点实施意见的通知"
    text = f"{issuer}\n\n第一篇：{issuer}\n\n{issuer}\n\n{rest}\n\n{PAPER}"
    assert read_text(text)["title"] == issuer + rest


@pytest.mark.parametrize(
    "head",
    [
        "——2026年1月12日在桑坞县第七届人民代表大会第二次会议上\n县长 邱岚\n",
        "（2026年1月19日桑坞县第七届人民代表大会第二次会议通过）\n",
    ],
)
def test_what_stands_below_a_lost_title_is_none(head: str) -> None:
    text = f"{head}各位代表：\n现在，我代表县人民政府，向大会报告工作，请予审议。\n{BODY}"
    assert read_text(text)["title"] is None
    assert read_text(f"桑坞县人民政府工作报告\n{text}")["title"] == "桑坞县人民政府工作报告"


@pytest.mark.parametrize("label", ["发布时间：", "发表日期:", "发布日期："])
def test_facts_that_run_into_the_text_tell_the_year(label: str) -> None:
    facts = (
        f"桑坞县渔港会议 - 桑坞县人民政府。来源：桑坞县渔业办 作者：汤敏 {label}2026-12-14 10:00:22 浏览次数： 【字体："
    )
    said = (
        "为了加快渔港建设，确保渔港元旦如期运营。12月13日，桑坞县召开渔港会议。会议要求，各单位要确保渔港元旦顺利开业。"
    )
    found = as_json(read(f"桑坞县召开渔港会议\n{facts}{said}\n".encode()))
    assert found["date"] == "2026-12-13"
