"""Meetings that notices call, that somebody watched, and chairs in odd places (R70, R72, R75)."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

ORDERS = "会议强调，要管好每一条渡船，压实渡口责任。"


def meeting_of(text: str) -> dict[str, Any]:
    meeting = read_text(SourceText(text, "utf-8", "")).meeting
    assert meeting is not None
    return dict(meeting)


@pytest.mark.parametrize(
    "day", ["一、时间：4月9日上午8:00开始。", "一、会议时间：\n4月9日下午。", "会议定于4月9日开始。"]
)
@pytest.mark.parametrize("kind", ["渡口安全工作会议", "渡口安全电视电话会议"])
@pytest.mark.parametrize("chair", ["", "会议主持人：县委常委、副县长汤敏。\n"])
def test_a_notice_calls_a_meeting(day: str, kind: str, chair: str) -> None:
    text = (
        f"桑坞县人民政府办公室\n关于召开全县{kind}的通知\n各镇人民政府：\n"
        f"经研究，召开全县{kind}。现将有关事项通知如下：\n{day}\n二、地点：桑坞码头。\n{chair}"
        "请各镇报名。\n桑坞县人民政府办公室\n2026年4月3日"
    )
    meeting = meeting_of(text)
    assert (meeting["name"], meeting["start"]) == (f"全县{kind}", "2026-04-09")
    assert meeting["by_video"] is ("电视" in kind)
    assert meeting["hosts"] == (["汤敏"] if chair else [])


@pytest.mark.parametrize(
    ("day", "start"), [("4月31日", None), ("13月2日", None), ("2027年2月29日", None), ("2028年2月29日", "2028-02-29")]
)
def test_a_meeting_is_called_for_no_day_that_is_none(day: str, start: str | None) -> None:
    text = (
        "桑坞县人民政府办公室\n关于召开全县渡口安全工作会议的通知\n各镇人民政府：\n"
        f"会议定于{day}召开。请各镇报名。\n桑坞县人民政府办公室\n2026年4月3日"
    )
    assert meeting_of(text)["start"] == start


def test_a_notice_that_calls_none_tells_of_none() -> None:
    text = "桑坞县人民政府关于渡口安全的通知\n各镇人民政府：\n县里召开会议，请各镇于4月9日前报名。\n2026年4月3日"
    assert read_text(SourceText(text, "utf-8", "")).meeting is None


@pytest.mark.parametrize(
    ("watches", "kind"),
    list(product(("组织收看", "集中收听收看", "收看", "参加"), ("渡口安全电视电话会议", "渡口安全视频调度会议"))),
)
def test_who_watches_tells_of_a_meeting_by_video(watches: str, kind: str) -> None:
    text = f"桑坞县收看渡口会议\n11月22日上午，桑坞县在码头三楼{watches}省、市{kind}，县长汤敏参加。{ORDERS}"
    meeting = meeting_of(text)
    assert meeting["by_video"]
    assert meeting["name"] == f"省、市{kind}"


@pytest.mark.parametrize("form", ["视频联动方式", "“码头+船厂”视频会议形式", "视频会商形式"])
def test_a_form_by_video_without_a_name(form: str) -> None:
    text = f"桑坞网讯 4月18日，桑坞渡工代表来到码头。与往年不同，今年采取{form}召开。{ORDERS}"
    assert meeting_of(text)["by_video"]


@pytest.mark.parametrize(
    ("told", "hosts"),
    [
        ("县委书记汤敏、县委副书记邱岚分别主持座谈会，副县长俞成山参加。", ["汤敏", "邱岚"]),
        ("副县长汤敏率县交通局邱岚、俞成山到桑坞船厂召开现场办公会，县渔业局负责人参加。", ["汤敏"]),
        ("副县长汤敏带领有关部门到桑坞船厂召开座谈会，邱岚参加。", ["汤敏"]),
        ("副县长汤敏召集县交通局、县渔业局等部门开会，就缆桩问题现场办公。", ["汤敏"]),
        ("全会由中央政治局主持。全会听取了渡运工作报告。", ["中央政治局"]),
        ("\n会议主持人：县长汤敏、副县长邱岚\n", ["汤敏", "邱岚"]),
    ],
)
def test_who_chairs_in_odd_places(told: str, hosts: list[str]) -> None:
    assert meeting_of(f"10月21日，桑坞县召开渡口专题会议。{told}{ORDERS}")["hosts"] == hosts


def test_whoever_speaks_the_words_of_the_chair_chairs() -> None:
    text = f"县长汤敏在全县渡口动员大会上的主持词\n同志们：\n刚才，邱岚同志宣读了方案。{ORDERS}"
    assert meeting_of(text)["hosts"] == ["汤敏"]
    nobody = f"在全县渡口动员大会上的主持词\n同志们：\n刚才，邱岚同志宣读了方案。{ORDERS}"
    assert meeting_of(nobody)["hosts"] == []


@pytest.mark.parametrize("what", ["签约仪式", "开工仪式", "开幕式"])
def test_a_ceremony_is_a_meeting(what: str) -> None:
    text = f"桑坞网讯 12月9日，桑坞县渡船联修项目{what}在南渡举行。县长汤敏致辞。"
    assert meeting_of(text)["name"] == f"桑坞县渡船联修项目{what}"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("桑坞县关于渡船超载情况的通报", "notice"),
        ("桑坞县渡口会议记录", "minutes"),
        ("青石镇渡口改造工作讲话", "speech"),
        ("县委常委会昨日开会\n传达渡口会议精神 研究我县贯彻意见", "news"),
    ],
)
def test_kinds_by_their_titles(title: str, kind: str) -> None:
    text = f"{title}\n本报讯（记者 邱岚）昨日下午，县委书记汤敏主持召开县委常委会议。{ORDERS}"
    assert read_text(SourceText(text, "utf-8", "")).kind == kind
