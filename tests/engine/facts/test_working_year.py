"""The year that a report's own years leave no doubt about (R52)."""

from itertools import product

import pytest

from luoshi_reading.facts.heads.anchored_year import anchored_year, named_year
from luoshi_reading.facts.heads.working_year import working_year
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text


@pytest.mark.parametrize(
    ("text", "month", "day", "year"),
    [
        ("1月6日，全会召开，总结2025年工作，部署2026年工作任务。", 1, 6, 2026),
        ("会议总结了2025年工作总结和成效。", 1, 20, 2026),
        ("12月20日，听取2025年渡运指标完成情况及2026年计划草案的汇报。", 12, 20, 2025),
        ("7月12日，会议听取2026年上半年经济运行情况汇报。", 7, 12, 2026),
        ("3月24日，研究2026年一季度渔业运行情况。", 3, 24, 2026),
        ("4月8日，会议印发2026年重点工作任务清单。", 4, 8, 2026),
        ("10月26日，全会决定，党代会于2026年10月28日至30日召开。", 10, 26, 2026),
        ("12月30日，大会定于2027年1月12日召开。", 12, 30, 2026),
        ("3月17日，会议学习了《关于2024年工作的意见（2024—2026年）》。", 3, 17, None),
        ("3月17日，力争到2030年建成体系。", 3, 17, None),
        ("3月17日，项目自2019年以来进展顺利。", 3, 17, None),
        ("4月16日，会议宣读2025年度航道建设奖励决定。", 4, 16, None),
        ("11月9日，会议研究2026年工作计划。", 11, 9, None),
        ("5月9日，会议比较了2019年任务和2026年任务。", 5, 9, None),
        ("5月9日，会议召开。", 5, 9, None),
        ("2月11日，会议听取2026年一季度渔业生产情况汇报。", 2, 11, 2026),
        ("12月20日，听取2025年全县渡口和码头改造任务完成情况及2026年计划草案的汇报。", 12, 20, 2025),
        ("11月18日，会议通报了2025年渡口隐患整治工作情况。", 11, 18, 2025),
        ("12月18日，听取2026年渡口整治重点项目谋划情况汇报。", 12, 18, 2025),
        ("10月18日，研究2027年渔港项目谋划和2026年项目进展。", 10, 18, 2026),
        ("3月18日，听取2026年渡口项目谋划情况汇报。", 3, 18, None),
        ("12月10日，会议通报了2025年渡口工作的整体情况。", 12, 10, 2025),
        ("2月1日，学习在2026年春节团拜会上的讲话。", 2, 1, 2026),
        ("6月1日，学习在2026年春节团拜会上的讲话。", 6, 1, None),
        ("2月27日，县长就2026年分片包干改造渡口工作进行部署。", 2, 27, 2026),
    ],
)
def test_the_year_it_works_in(text: str, month: int, day: int, year: int | None) -> None:
    assert working_year(text, month, day) == year


@pytest.mark.parametrize(
    ("meeting", "month", "year"),
    [
        *(("2026年部省会商会议", month, 2026) for month in (3, 6, 10, 11, 12)),
        *(("2026年全市经济工作会议", month, 2026) for month in (1, 2, 5)),
        *(("2026年经济运行分析会", month, None) for month in (1, 2)),
        *(("2026年度民主生活会", month, None) for month in (1, 12)),
        *(("2026年工作总结表彰大会", month, None) for month in (1, 6, 12)),
        *(("2026年全市工作会议", month, None) for month in (11, 12)),
        *(("2026年工作务虚会", month, None) for month in (11, 12)),
    ],
)
def test_the_year_in_the_name_of_a_meeting(meeting: str, month: int, year: int | None) -> None:
    named = named_year(f"{month}月15日，桑坞市召开{meeting}。", month)
    assert (named and named[0]) == year


@pytest.mark.parametrize(("word", "month"), list(product(("庆祝", "喜迎", "迎接", "献礼"), (3, 6, 10))))
def test_a_jubilee_that_is_kept_fixes_the_year(word: str, month: int) -> None:
    assert anchored_year(f"要为{word}建党100周年守好每一处渡口。", month)[0] == 2021


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("会议传达了在庆祝中国共产党成立100周年大会上的讲话。", 9),
        ("要为迎接建党100周年守好每一处渡口。", 12),
        ("这是企业成立100周年。", 6),
    ],
)
def test_a_jubilee_cited_or_ahead_fixes_nothing(text: str, month: int) -> None:
    assert anchored_year(text, month)[0] is None


def _dated(text: str) -> tuple[str | None, str | None]:
    reading = read_text(SourceText(text, "utf-8", ""))
    return reading.date, reading.date_partial


REPORT = "3月12日，桑坞县召开渡口安全工作会议，总结去年工作，部署今年任务。会议强调，要压实责任，管好每一条渡船。"
HEADLINE = "桑坞县渡口安全工作会议召开"


@pytest.mark.parametrize("tail", ["20260313", "\n20260313", "\n\n20260313\n"])
def test_a_day_in_eight_digits_below_is_the_pages(tail: str) -> None:
    reading = read_text(SourceText(f"{HEADLINE}\n{REPORT}{tail}", "utf-8", ""))
    assert (reading.date, reading.repaired.text) == ("2026-03-12", f"{HEADLINE}\n{REPORT}")


def test_eight_digits_that_are_no_day_stay() -> None:
    assert "20269913" in read_text(SourceText(f"{REPORT}\n20269913", "utf-8", "")).repaired.text


@pytest.mark.parametrize("day", ["2026-03-13T00:00:00 | ", "2026-03-13 09:30 | ", "2026-03-13 | "])
def test_a_page_on_one_line_behind_its_day(day: str) -> None:
    assert _dated(f"{day}{HEADLINE}本报讯（记者汤敏）{REPORT * 6}")[0] == "2026-03-12"


def test_the_day_above_the_headline_is_the_pages_though_the_furniture_tells_it_too() -> None:
    text = f"2026年03月13日\n{HEADLINE}\n本报讯（记者 汤敏） {REPORT}\n发布时间：2026-03-13"
    assert _dated(text)[0] == "2026-03-12"


@pytest.mark.parametrize("word", ["决定", "建议", "计划", "拟"])
def test_what_a_meeting_sets_for_later_dates_no_report(word: str) -> None:
    text = f"昨日下午，市人大常委会召开第十六次会议。会议{word}市人民代表大会会议于2026年2月6日至9日在县城召开。"
    assert _dated(text) == (None, None)


def test_a_system_put_to_use_dates_the_report() -> None:
    assert _dated("桑坞县渡口视频会议终端于9月4日正式投入使用。全县共装好23处。发布时间：2026-09-11")[1] == "--09-04"


@pytest.mark.parametrize(("number", "date"), [("2009", None), ("2019", "2019-08-21"), ("2018", None)])
def test_a_library_gives_out_what_is_older(number: str, date: str | None) -> None:
    head = f"时间:2019-08-21 09:12:40 作者:会员上传\n桑政办发〔{number}〕53号\n关于加强渡口安全管理的通知"
    assert (
        _dated(
            f"{head}\n各乡镇人民政府：\n为加强渡口安全，经县政府同意，现就有关事项通知如下：\n一、各乡镇要管好渡船。"
        )[0]
        == date
    )


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("为落实渡口整治要求，9月3日至4日，县长汤敏在青石镇就推进这项工作进行调研。", "--09-03"),
        ("8月12日（汤敏） 8月11日，县长邱岚主持召开渡口安全会议。", "--08-11"),
        ("2月8日下午\n桑坞县船工大会热闹开幕！\n县长邱岚出席会议。", "--02-08"),
    ],
)
def test_the_day_of_the_event(text: str, partial: str) -> None:
    reading = read_text(SourceText(text, "utf-8", ""))
    assert (reading.date_partial, reading.title) == (partial, None)


def test_the_day_of_an_archived_newspaper() -> None:
    head = "桑坞日报（汉）/2026 年/3 月/13 日/第 003 版\n撑稳两岸往来的每一只船\n——2025 年渡口工作综述\n本报记者 汤敏"
    reading = read_text(
        SourceText(f"{head}\n去年以来，全县管好每一条渡船，群众出行更加安全，受到各方好评。", "utf-8", "")
    )
    assert (reading.date, reading.title, reading.kind) == ("2026-03-13", "撑稳两岸往来的每一只船", "news")


def test_a_dispatch_of_two_houses_and_a_day_that_begins_with_its_day() -> None:
    assert _dated("桑坞网·渡口新闻3月12日讯 今天上午，县渡口办召开会议，传达有关要求。")[1] == "--03-12"
    assert _dated(f"{HEADLINE}\n\n13.03.2026  21:01\n\n{REPORT}")[0] == "2026-03-12"


def test_a_number_cited_in_the_first_sentence_is_not_the_papers() -> None:
    body = "为贯彻《关于渡长制的意见》（厅字〔2016〕95号）精神，结合桑坞市实际，制定本工作方案。\n一、各镇要管好渡船。"
    reading = read_text(SourceText(f"2017-10-19 来源:本站 | 阅读量:874\n{body}", "utf-8", ""))
    assert (reading.document_number, reading.date) == (None, "2017-10-19")


def test_a_meeting_named_before_it_is_held() -> None:
    assert _dated("2026年桑坞县护岸员全体会议召开\n9月24日，2026年桑坞县护岸员全体会议召开。")[0] == "2026-09-24"


@pytest.mark.parametrize(
    ("text", "month", "day", "year"),
    [
        ("1月28日，会议传达学习2026年桑坞省政府工作报告摘要。", 1, 28, 2026),
        ("4月9日，会议审议了《桑坞县2026年渡口联修行动方案》。", 4, 9, 2026),
        ("4月9日，会议审议了《桑坞县渡口改造方案（2024—2026年）》。", 4, 9, None),
        ("11月9日，会议审议了《桑坞县2027年渡口联修行动方案》。", 11, 9, None),
        ("6月25日，船厂召开2025年度总结和2026年“七一”颁奖会。", 6, 25, 2026),
        ("3月10日，会议通报2026年全县护岸工程观摩活动的事项。", 3, 10, 2026),
        ("11月21日，会议通报了2026年渡船安全责任书考核情况。", 11, 21, 2026),
        ("10月31日，会议听取2026年渡口提案办理工作情况的汇报。", 10, 31, 2026),
        ("4月16日，会议听取2025年渡口提案办理工作情况的汇报。", 4, 16, None),
        ("12月16日，会议要求备好2027年元旦、春节的渡船。", 12, 16, None),
    ],
)
def test_what_is_held_and_planned_in_a_year(text: str, month: int, day: int, year: int | None) -> None:
    assert working_year(text, month, day) == year


def test_the_first_year_of_a_congress_may_be_the_one_reported_on() -> None:
    report = "先回顾2023年的渡口，再谈2024年主要工作。2023年是全面贯彻落实党的二十大精神的开局之年。"
    assert anchored_year(report, 2)[0] == 2024
    assert anchored_year(report, 5)[0] == 2023


@pytest.mark.parametrize("kept", ["庆祝", "纪念", "喜迎"])
def test_a_feast_in_the_name_of_the_meeting_tells_the_year(kept: str) -> None:
    named = named_year(f"10月18日，{kept}2027年渡工节报告会在桑坞剧院召开。", 10)
    assert named is not None
    assert named[0] == 2027


@pytest.mark.parametrize("number", ["〔2026〕40号", "桑府纪要〔2026〕40号"])
def test_minutes_are_of_the_year_of_their_number(number: str) -> None:
    text = (
        f"渡口缆桩问题现场办公会议纪要\n{number}\n10月21日下午，县长邱岚召集有关部门开会，现将会议确定的事项纪要如下：\n"
        "一、由县交通局负责移位。"
    )
    reading = read_text(SourceText(text, "utf-8", ""))
    assert reading.date == "2026-10-21"


@pytest.mark.parametrize(
    ("title", "deadline"),
    [
        ("桑坞市2021年度渡口整治实施计划", "2021-09-30"),
        ("关于印发2021年渡口工作要点的通知", "2021-09-30"),
        ("桑坞市渡口整治实施计划", "2024-09-30"),  # nothing but the page tells a year
        ("桑坞市2021—2025年渡口整治计划", "2024-09-30"),  # more than one year's work
    ],
)
def test_days_of_an_old_paper_that_a_page_puts_up_anew_are_of_the_year_it_plans(title: str, deadline: str) -> None:
    text = f"{title}\n2024-08-29 00:26:37 来源：本站\n一、主要目标\n9月底前，完成渡口清淤30公里。"
    found = [f for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]
    assert [f.fields["deadline"] for f in found] == [deadline]
