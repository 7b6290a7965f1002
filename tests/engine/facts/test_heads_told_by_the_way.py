"""Years, names, offices and titles that a page tells by the way. Rules R52, R56, R60, R62, R65."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi_reading.facts.heads.title_edges import undoubled
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read_text

LED = "县委书记汤敏主持召开渔业会议。汤敏强调，要落实责任，抓紧修船。"


def reading(text: str) -> dict[str, Any]:
    return as_json(read_text(SourceText(text, "utf-8", "")))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # the season of what it followed; autumn is no February
        (
            "2月26日上午，在全省2027年春季渔港集中开工仪式后，我市随即召开推进会议。市长汤敏强调，要抓紧施工。",
            "2027-02-26",
        ),
        ("2月26日上午，在全省2027年秋季渔港集中开工仪式后，我市随即召开推进会议。市长汤敏强调，要抓紧施工。", None),
        # what was reported on and arranged
        (f"3月10日，{LED}副县长邱岚通报了2026年渔港建设情况，安排部署了2027年渔港工作。", "2027-03-10"),
        (f"12月10日，{LED}副县长邱岚通报了2026年渔港建设情况，安排部署了2027年渔港工作。", "2026-12-10"),
        (f"3月10日，{LED}副县长邱岚通报了2024年渔港建设情况，安排部署了2027年渔港工作。", None),
        # letters of greeting
        (f"9月3日，{LED}会议学习了致2027中国渔业博览会的贺信和在座谈会上的讲话。", "2027-09-03"),
        (f"9月3日，{LED}会议学习了致2027中国渔业博览会、2028年世界渔业大会的贺信，致2026年港口论坛的贺信。", None),
        # the newest central session
        (f"12月1日，{LED}会议传达学习党的十九届六中全会精神。", "2021-12-01"),
        (f"6月1日，{LED}会议传达学习党的十九届六中全会精神。", None),
        (f"12月1日，{LED}会议传达学习党的十九届六中全会和党的二十大精神。", None),
    ],
)
def test_what_a_report_met_for_and_studied_tells_its_year(text: str, day: str | None) -> None:
    assert reading(text)["date"] == day


def test_a_day_behind_a_scene_may_be_of_what_was_carried_out() -> None:
    text = f"为做好防汛工作，6月13日上午9点，县水利局开展防汛演练行动。{LED}"
    assert reading(text)["date_partial"] == "--06-13"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("3月2日，县长汤敏，县政协主席李镇，副县长邱岚出席渔业会议。", "李镇", "县政协主席"),
        ("3月2日，市长汤敏调研渡口。副市长王江村、邱岚参加。", "王江村", "副市长"),
        ("会议学习了报告和严华书记的讲话精神，要按照严华书记的要求抓好落实。县长汤敏主持会议。", "严华", "书记"),
        ("县长汤敏主持会议。会议学习了有关文件特别是李强总理所作的报告。", "李强", "总理"),
        ("3月2日，县长汤敏主持会议。会上，首先由武装部长邱岚传达了文件。", "邱岚", "武装部长"),
        ("3月2日，县长汤敏主持会议，桑坞经济开发区管委会副主任邱岚参加。", "邱岚", "桑坞经济开发区管委会副主任"),
        ("3月2日，县委召开全会。全会听取和讨论了县委书记邱岚作的报告。", "邱岚", "县委书记"),
        ("3月2日，镇工会主席汤敏、镇社区办主任邱岚携区民防办领导一行来社区调研。", "邱岚", "镇社区办主任"),
    ],
)
def test_who_is_named_with_which_office(text: str, name: str, role: str) -> None:
    roles = {person["name"]: person["roles"] for person in reading(text)["people"]}
    assert role in roles[name]


@pytest.mark.parametrize(
    "text",
    [
        "3月2日，县委书记到李镇、王村调研渔业。县长汤敏参加。",
        "县长汤敏主持会议。支部书记要负责，要任用书记，支部书记要落实。",
    ],
)
def test_who_is_nobody(text: str) -> None:
    assert [person["name"] for person in reading(text)["people"]] == ["汤敏"]


@pytest.mark.parametrize(
    ("title", "once"),
    [
        ("县长在渔业会议上讲话县长在渔业会议上的讲话", "县长在渔业会议上的讲话"),
        ("关于做好防汛工作的通知关于做好防汛工作的通知", "关于做好防汛工作的通知"),
        ("县长在渔业会议上的讲话", "县长在渔业会议上的讲话"),
        ("渔业渔业", "渔业渔业"),
    ],
)
def test_a_title_given_twice_is_given_once(title: str, once: str) -> None:
    assert undoubled(title) == once


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("购物车\n我的足迹\n县长在2027年渔业动员会上的讲话", "县长在2027年渔业动员会上的讲话"),
        ("2027年渔业工作报告-12篇（第58/84页）", "2027年渔业工作报告"),
        ("县政府三届六十四次常务会议召开\n切实修好渡口 坚决完成任务", "切实修好渡口 坚决完成任务"),
    ],
)
def test_what_stands_round_a_title_is_none_of_it(lines: str, title: str) -> None:
    assert reading(f"{lines}\n\n同志们：\n各镇要抓好防汛，落实责任。\n")["title"] == title


def test_a_district_named_with_its_city_is_the_place() -> None:
    text = "2月11日，社区召开会议。书记汤敏强调，要排查隐患。\n上海市嘉定区村居工作协会"
    assert reading(text)["place_code"] == "310114"
