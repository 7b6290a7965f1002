"""Heads of pages: every form of a head with every form of a day, over news and papers (N5-N16, R50-R54, R65)."""

from itertools import product

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import Reading, read_text

DAYS = (
    *("2026-03-13", "2026-03-13 09:30", "2026-03-13T09:30:00", "2026/3/13", "2026/03/13 9:30", "2026.3.13"),
    *(
        "2026－03－13",
        "2026年3月13日",
        "2026年03月13日 09:30",
        "2026 年 3 月 13 日",
        "2026年3月13日 星期五",
        "[2026-03-13]",
    ),
)
HEADS = (
    "{title}\n{day}",
    "{title}\n发布时间：{day} 来源：桑坞县融媒体中心 浏览次数：128",
    "{title}\n发布日期 {day}",
    "{title}\n日期：{day} | 作者：桑坞县政府办 | 【字体：大 中 小】 | 打印 关闭",
    "{title}\n桑坞发布\n{day}\n浙江\n收录于合集 #政务 12个",
    "当前位置：首页 > 新闻中心 > 桑坞要闻\n{title}\n发布日期：{day}\n信息来源：桑坞县人民政府办公室",
    "新闻中心\n时政要闻\n{title}\n文章来源：桑坞县政府网 发布时间：{day}",
    "{title}_政务要闻_桑坞县人民政府\n时间：{day}",
    "桑坞县人民政府门户网站 {title}\n发布时间：{day}",
    "索引号：011008/2026-00012\n发文机关：桑坞县人民政府办公室\n成文日期：{day}\n标　　题：{title}\n{title}",
    "桑坞日报\n{day}\n第1版：要闻\n上一篇 下一篇\n{title}\n本报记者 汤敏",
    "{day} | {title} | 桑坞日报",
    "{title} | 桑坞日报 | {day}",
    "标题：{title}\n发布时间：{day}\n作者：汤敏\n正文：",
    "【标题】{title}\n【时间】{day}\n【来源】桑坞县融媒体中心\n【正文】",
    "title: {title}\ndate: {day}\nsource: 桑坞新闻网\n",
    "桑坞论坛\n楼主\n发表于 {day}\n{title}",
    "{title} {day}",
    "{title}（{day}）",
    "{title} 发布时间：{day} 来源：桑坞县人民政府",
    "Home > News\n{title}\nTime: {day}  Hits: 35",
    "# {title}\n{day}　　桑坞县交通局　　浏览：35",
)
NEWS = "桑坞县召开渡口安全工作会议"
SCHEME = "桑坞县渡口安全整治工作方案"
REPORT = (
    "3月12日，桑坞县召开渡口安全工作会议，总结去年工作，部署今年任务。县长闵知行出席会议并讲话。\n"
    "会议强调，要压实渡口安全责任，管好每一条渡船，落实夜间停航和汛期值守制度。"
)
PAPER = (
    "为加强渡口安全管理，保障群众平安出行，根据有关规定，结合我县实际，制定本方案。\n"
    "一、工作目标。到2028年，完成渡口标准化改造四十处，夜间停航制度全面落实。"
)
PAGES = [(head, day) for head, day in product(HEADS, DAYS) if "（{day}" not in head or "[" not in day]
LEFT = ("发布", "来源", "作者", "时间", "桑坞日报", "桑坞论坛", "楼主", "浙江", "收录", "门户", "Time", "#", "|", "【")


def _read(head: str, title: str, day: str, body: str, tail: str = "") -> Reading:
    return read_text(SourceText(f"{head.format(title=title, day=day)}\n{body}{tail}", "utf-8", ""))


def _cleared(reading: Reading, body: str) -> None:
    text = reading.repaired.text
    assert text.endswith(body)
    assert not [word for word in LEFT if word in text.removesuffix(body)]


@pytest.mark.parametrize(("head", "day"), PAGES)
def test_a_report_has_its_title_and_the_day_of_its_event(head: str, day: str) -> None:
    reading = _read(head, NEWS, day, REPORT)
    assert (reading.title, reading.date, reading.place) == (NEWS, "2026-03-12", "桑坞县")
    _cleared(reading, REPORT)


@pytest.mark.parametrize(("head", "day"), PAGES)
def test_a_paper_without_a_signature_has_the_day_of_its_page(head: str, day: str) -> None:
    reading = _read(head, SCHEME, day, PAPER)
    assert (reading.title, reading.date) == (SCHEME, "2026-03-13")
    _cleared(reading, PAPER)


@pytest.mark.parametrize("day", ["2026年3月13日", "2026年03月13日 09:30", "发布时间：2026-03-13"])
def test_a_signature_goes_before_the_day_of_the_page(day: str) -> None:
    signed = _read("{day}\n{title}", SCHEME, day, PAPER, "\n桑坞县人民政府办公室\n2026年3月12日")
    assert signed.date == "2026-03-12"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("关于渡口安全情况的通报 2026-03-13 09:30", "关于渡口安全情况的通报"),
        ("<h1>县交通局召开渡口安全例会</h1>", "县交通局召开渡口安全例会"),
        ("桑坞县渡口安全整治三年行动计划（2026—2028年）", "桑坞县渡口安全整治三年行动计划（2026—2028年）"),
        ("2026年桑坞县渡口安全工作会议召开", "2026年桑坞县渡口安全工作会议召开"),
        ("渡口安全｜桑坞县召开会议，部署汛期值守", "渡口安全｜桑坞县召开会议，部署汛期值守"),
        (
            "闵知行主持召开县政府党组（扩大）会议暨渡口安全专题会议，研究部署汛期值守和夜间停航等工作 2026-03-13",
            "闵知行主持召开县政府党组（扩大）会议暨渡口安全专题会议，研究部署汛期值守和夜间停航等工作",
        ),
    ],
)
def test_what_belongs_to_a_headline_stays(line: str, title: str) -> None:
    assert read_text(SourceText(f"{line}\n{PAPER}", "utf-8", "")).title == title


def test_days_of_other_pages_and_ends_of_validity_date_nothing() -> None:
    for more in ("\n相关新闻\n桑坞县举行招商推介会 2026-03-10", ""):
        head = "{title}\n有效期至：2030-12-31" if not more else "{title}"
        assert _read(head, SCHEME, "", PAPER, more).date is None
