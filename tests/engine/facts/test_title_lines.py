"""Which line above the body is the headline, and which never is (R65)."""

import pytest

from luoshi_reading.facts.titles import find_title

BODY = "11月29日，全区安全生产工作会议召开。副区长主持会议，各镇街负责人参加。"
ARTICLE = "第一条 为了规范工作，制定本规则。"
HEADLINE = "桑坞区召开安全生产工作会议"


@pytest.mark.parametrize(
    "line",
    [
        "• 标题",
        "- 索 引 号：SW04101-1100-2018-00010",
        "您的位置 首页 桑坞新闻资讯",
        "您现在的位置：首页",
        "联系热线：0000-1234567",
        "首页 > 聚焦区县 > 正文",
        "桑坞在线 www.sangwu.example",
    ],
)
def test_a_line_of_the_page_is_no_headline(line: str) -> None:
    assert find_title(f"{line}\n{HEADLINE}\n{BODY}", ())[0] == HEADLINE


@pytest.mark.parametrize(
    ("handed", "title"),
    [
        ("《桑坞区人民政府工作规则》已经区政府审议通过，现予印发。", "桑坞区人民政府工作规则"),
        ("《桑坞区会议议事规则》已经2026年3月13日召开的常务会议通过，现予印发。", "桑坞区会议议事规则"),
        ("经区政府同意，现将《桑坞区防洪应急预案（修订）》印发给你们，请认真执行。", "桑坞区防洪应急预案"),
        ("现将《桑坞区防洪应急预案》予以公布。", "桑坞区防洪应急预案"),
    ],
)
def test_the_paper_handed_down_gives_its_title(handed: str, title: str) -> None:
    letter = f"各镇人民政府，区政府各部门：\n{handed}\n桑坞区人民政府\n2026年3月20日\n{title}\n第一章 总则\n{ARTICLE}"
    assert find_title(letter, ())[0] == title


def test_a_paper_only_named_is_not_the_title() -> None:
    letter = "各镇人民政府：\n《桑坞区人民政府工作规则》已经印发。\n第一条 为了规范工作，制定本规则。"
    assert find_title(letter, ())[0] is None
