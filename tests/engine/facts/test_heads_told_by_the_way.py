"""Years, names, titles, kinds that a page tells by the way. Rules R52, R56, R58, R60, R62, R65, R67, R68."""

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
        ("3月2日，副县长邱岚迅速召开渔业会议。县长汤敏参加。", "邱岚", "副县长"),
        ("3月2日，会议由县长汤敏主持，并领学旗政法委书记邱岚的讲话。", "邱岚", "旗政法委书记"),
        ("3月2日，会议批准了邱岚县长所作的报告。", "邱岚", "县长"),
        ("3月2日，旗委副书记、政府旗长希尼，旗委书记汤敏出席会议。", "希尼", "旗委副书记、政府旗长"),
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


def test_several_are_named_by_how_many_they_are() -> None:
    text = (
        "3月2日，县人大常委会召开会议。会议通过了关于陈月澜、朱春渡两位同志辞去委员以及曾听辉、徐砚菊、文远善等15位同志"
        "辞去代表的辞呈，接受屠昌岫、李路澜辞职的议案，任命肖世渡等100名同志为陪审员。"
    )
    named = {person["name"] for person in reading(text)["people"]}
    assert named == {"陈月澜", "朱春渡", "曾听辉", "徐砚菊", "文远善", "屠昌岫", "李路澜", "肖世渡"}


PART = "坚持渔业优先，全面修好渡口，做大海带产业。新建码头12座，改造泵站3处。"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"市委七届四次全体会议召开\n3月2日，全会决定召开大会。全会指出，要守住岸线。全会强调，{PART}", "news"),
        (f"党代会定于7月召开\n全会决定召开大会。全会指出，要守住岸线。全会强调，{PART}", "news"),
        (f"全会决定召开大会。全会指出，要守住岸线。全会强调，{PART}", "communique"),
        (f"三、修好渡口，建设渔业强县\n{PART}\n{PART}", "work_report"),
        (f"三、修好渡口，建设渔业强县\n{PART}\n牵头单位：县水利局\n{PART}", "plan"),
        (f"一、修好渡口，建设渔业强县\n{PART}\n{PART}", "plan"),
        (f"桑坞县冬季渔业工作意见\n为做好渔业工作，提出如下意见。\n一、目标\n{PART}", "plan"),
        (f"关于推进渔业的实施意见\n为做好渔业工作，提出如下意见。\n一、目标\n{PART}", "plan"),
    ],
)
def test_the_kinds_of_parts_sessions_and_opinions(text: str, kind: str) -> None:
    assert reading(text)["kind"] == kind


def test_a_bracket_within_a_title_is_no_way_through_a_site() -> None:
    title = "图文解读┃关于对桑坞县《<政府工作报告>分工方案》的解读"
    assert reading(f"{title}\n公开程序\n县政府办公室于2027年3月6日印发了方案，现解读如下：\n一、背景")["title"] == title


def test_a_placeholder_is_no_town() -> None:
    text = "各位代表：\n现在，我代表**乡人民政府向大会作政府工作报告，请予审议。\n全乡新建码头12座。"
    assert reading(text)["place"] is None
