"""Names of betting sites that intruders write into pages are taken out; what is told of betting stays."""

from __future__ import annotations

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import recompose, repair
from luoshi_reading.repair.furniture.strewn_advertising import KIND

TOLD = "会议强调，渔业部门要管好渔港，水利、城管部门要落实值守。"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("会议强调，渔业部门要管好渔港，{}水利、城管部门要落实值守。", "火狐电竞APP 火狐电竞官方网站"),
        ("会议强调，渔业部门要管好渔港，{}水利、城管部门要落实值守。", "开云体育官网登录入口-"),
        ("会议强调，渔业部门要管好{}渔港，水利、城管部门要落实值守。", "澳门金沙城中心_欧洲杯足球网-【投注官网平台】"),
        ("{}会议强调，渔业部门要管好渔港，水利、城管部门要落实值守。", "皇冠体育_足球投注平台-"),
        ("会议强调，渔业部门要管好渔港，水利、城管部门要{}落实值守。", "bob体育app下载"),
    ],
)
def test_betting_sites_are_taken_out_and_can_be_brought_back(said: str, name: str) -> None:
    source = SourceText(said.format(name), "utf-8", "")
    repaired = repair(source)
    assert repaired.text == TOLD
    taken = [r for r in repaired.repairs if r.kind == KIND]
    assert [r.was for r in taken] == [name]
    kept = [r for r in repaired.repairs if r.kind != KIND]
    assert recompose(source, kept, repaired.noise).text.replace(" ", "") == said.format(name).replace(" ", "")


@pytest.mark.parametrize(
    "said",
    [
        "要严厉打击网络赌博，关停“澳门新葡京”投注平台12个，查处足球投注网站3个。",
        "亚博体育投注平台涉案人员已全部抓获。",
        "要办好电竞大赛，建设体育平台，推广体育彩票，抓好娱乐场所管理。",
        "支持企业建设电竞娱乐平台，年底前开通网站登录入口。",
        "皇冠体育公园要在年底前建成。",
    ],
)
def test_what_is_told_of_betting_and_of_sports_stays(said: str) -> None:
    assert repair(SourceText(said, "utf-8", "")).text == said
