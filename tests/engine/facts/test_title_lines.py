"""Which line above the body is the headline, and which never is (R65)."""

from itertools import product

import pytest

from luoshi_reading.facts.heads.titles import find_title
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

BODY = "5月17日，全区渡口安全工作会议召开。副区长主持会议，各镇街负责人参加。"
ARTICLE = "第一条 为了规范工作，制定本规则。"
HEADLINE = "桑坞区召开渡口安全工作会议"


@pytest.mark.parametrize(
    "line",
    [
        "• 标题",
        "- 索 引 号：SW07205-2300-2026-00046",
        "您的位置 首页 桑坞新闻资讯",
        "您现在的位置：首页",
        "联系热线：0000-1234567",
        "首页 > 聚焦区县 > 正文",
        "桑坞在线 www.sangwu.example",
        "决议决定",
        "通知公告",
        "新闻热线[2026]000037",
        "2741期 / 第3版：3",
    ],
)
def test_a_line_of_the_page_is_no_headline(line: str) -> None:
    assert find_title(f"{line}\n{HEADLINE}\n{BODY}", ())[0] == HEADLINE


@pytest.mark.parametrize(
    ("handed", "title"),
    [
        ("《桑坞区渡口管理规则》已经区政府审议通过，现予印发。", "桑坞区渡口管理规则"),
        ("《桑坞区渡船调度规则》已经2026年4月22日召开的专题会议通过，现予印发。", "桑坞区渡船调度规则"),
        ("经区政府同意，现将《桑坞区渡口应急预案（修订）》印发给你们，请认真执行。", "桑坞区渡口应急预案"),
        ("现将《桑坞区渡口应急预案》予以公布。", "桑坞区渡口应急预案"),
    ],
)
def test_the_paper_handed_down_gives_its_title(handed: str, title: str) -> None:
    letter = f"各镇人民政府，区政府各部门：\n{handed}\n桑坞区人民政府\n2026年3月20日\n{title}\n第一章 总则\n{ARTICLE}"
    assert find_title(letter, ())[0] == title


def test_a_paper_handed_down_without_marks_gives_its_title() -> None:
    paper = "桑坞区渡口整治工作方案"
    text = f"各镇街：\n现将{paper}印发给你们，请认真落实。\n{paper}\n一、工作目标\n6月底前完成渡口整治。"
    assert find_title(text, ())[0] == paper
    assert find_title(text.replace(f"\n{paper}\n", "\n"), ())[0] is None


def test_a_paper_only_named_is_not_the_title() -> None:
    letter = "各镇人民政府：\n《桑坞区渡口管理规则》已经印发。\n第一条 为了规范工作，制定本规则。"
    assert find_title(letter, ())[0] is None


SALUTATIONS = (
    *("各地级以上市人民政府，各县（市、区）人民政府：", "各县区交通局，各有关单位：", "各乡镇人民政府、县直各部门："),
    *("各市水运局（委）、桑坞区港务和渔业促进局，各有关单位：", "各区县渡口管理所："),
)
RUN_IN = (
    *("桑坞省人民政府办公厅关于推广渡口改造的意见", "关于加强渡口管理的通知", "桑坞市印发2026年度渡口改造申报指南"),
    *("桑坞省水运厅转发关于征集护岸工程（含小型护岸工程）等2026年度建设申报指南",),
)


@pytest.mark.parametrize(("title", "salutation"), list(product(RUN_IN, SALUTATIONS)))
def test_a_title_that_runs_into_the_salutation(title: str, salutation: str) -> None:
    assert find_title(f"{title}{salutation}\n渡口是群众出行的重要设施，现就有关事项通知如下：", ())[0] == title


@pytest.mark.parametrize("kind", ["讲话文稿", "讲话稿", "发言提纲", "讲话材料", "表态发言稿"])
@pytest.mark.parametrize(
    "body", ["在汛期即将到来之际，市政府召开会议，安排工作。", "同志们，今天我们召开会议，安排工作。"]
)
def test_a_speech_whose_title_runs_into_its_first_words(kind: str, body: str) -> None:
    title = f"2026年市长在全市渡口安全工作会议上的{kind}"
    assert find_title(f"{title}{body}", ())[0] == title


@pytest.mark.parametrize("kind", ["意见", "通知", "实施方案"])
@pytest.mark.parametrize("gap", ["", " "])
def test_a_paper_on_one_line_with_its_number_and_its_day(kind: str, gap: str) -> None:
    title = f"桑坞省人民政府贯彻国务院关于渡口管理指导意见的{kind}"
    text = f"{title}{gap}桑政发[2026]31号{gap}2026-05-27{gap}为贯彻精神，结合我省实际，制定本意见。一、管好渡船。"
    reading = read_text(SourceText(text, "utf-8", ""))
    assert (reading.title, reading.date, reading.publisher) == (title, "2026-05-27", "桑坞省人民政府")


def test_who_speaks_is_no_headline() -> None:
    text = (
        "中共桑坞省委书记、省人大常委会主任 汤敏\n2027年2月3日\n春节将近，我谨代表省委向全省船工和渔民致以节日的问候。"
    )
    reading = read_text(SourceText(text, "utf-8", ""))
    assert (reading.title, reading.kind) == (None, "speech")


@pytest.mark.parametrize(
    "text",
    [
        "经研究，现将有关事项通知各县区人民政府：\n要管好渡船，确保安全。",
        "市长在全市渡口安全会议上的讲话精神要传达到位，各单位要落实。",
        "请按通知各单位要求：认真落实。",
    ],
)
def test_a_sentence_gives_no_title(text: str) -> None:
    assert find_title(text, ())[0] is None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            "汤敏在全市大会上强调\n持续掀起渡口改造热潮\n推动两岸群众安心过河",
            "持续掀起渡口改造热潮 推动两岸群众安心过河",
        ),
        ("汤敏在全市大会上强调\n持续掀起渡口改造热潮\n邱岚主持会议", "持续掀起渡口改造热潮"),
        ("汤敏在全市大会上强调\n持续掀起渡口改造热潮\n本报记者 邱岚", "持续掀起渡口改造热潮"),
        ("汤敏在全市大会上强调\n持续掀起渡口改造热潮\n推动渡口改造进村入户干出实效", "持续掀起渡口改造热潮"),
        ("新华社桑坞4月26日电  桑坞县第七届委员会公报", "桑坞县第七届委员会公报"),
        ("（17号）南渡街缆桩移位问题专题会议纪要", "南渡街缆桩移位问题专题会议纪要"),
        ("第一篇：桑坞县渡口码头工作动态", "桑坞县渡口码头工作动态"),
        ("第3则：桑坞县召开渡口会议", "桑坞县召开渡口会议"),
        ("渡法网--桑坞规章信息搜索网桑坞市人民政府关于印发会议制度的通知", "桑坞市人民政府关于印发会议制度的通知"),
        ("桑坞财经网 - 要闻 - 三镇渔船结伴出海，鱼价几何？", "三镇渔船结伴出海，鱼价几何？"),
        ("县委书记在渔业工作会议上的讲话范文", "县委书记在渔业工作会议上的讲话"),
        (
            "桑坞市人民政府 桑坞市人民检察院印发\n关于巡查渡口码头的办法的通知",
            "桑坞市人民政府 桑坞市人民检察院印发关于巡查渡口码头的办法的通知",
        ),
    ],
)
def test_couplets_and_what_stands_before_a_title(lines: str, title: str) -> None:
    assert find_title(f"{lines}\n{BODY}", ())[0] == title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("桑坞县青石镇\n青石镇召开防汛工作会议", "青石镇召开防汛工作会议"),
        ("桑坞市水利局\n市水利局召开防汛工作会议", "市水利局召开防汛工作会议"),
        ("桑坞县人民政府办公室\n关于加强渡口管理的通知", "桑坞县人民政府办公室关于加强渡口管理的通知"),
        ("桑坞县人民政府\n渡口管理办法", "桑坞县人民政府渡口管理办法"),
    ],
)
def test_whose_page_it_is_heads_no_report(lines: str, title: str) -> None:
    assert find_title(f"{lines}\n{BODY}", ())[0] == title


@pytest.mark.parametrize("name", ["孙砚乾", "汤昇", "邱陞华"])
def test_a_name_of_a_simplified_document_keeps_its_character(name: str) -> None:
    text = f"3月12日，县长{name}主持召开县政府常务会议，研究渡口改造工作，听取有关部门的汇报，安排部署下一步任务。"
    assert read_text(SourceText(text, "utf-8", "")).repaired.text == text


@pytest.mark.parametrize(
    "text",
    [
        "桑坞新闻网讯  8月9日，由县文联主办的渡口写生活动启动。",
        "桑坞县渡口视频会议终端于9月4日正式投入使用。全县共装好23处，调度渡船快了许多。",
    ],
)
def test_what_is_told_is_news(text: str) -> None:
    reading = read_text(SourceText(text, "utf-8", ""))
    assert reading.kind == "news"
    assert not (reading.meeting and reading.meeting["by_video"])


@pytest.mark.parametrize(
    "report", ["本报讯（记者邱岚）3月12日，", " 桑坞网讯 3月12日，", " 3月12日，", "　3月12日上午，"]
)
@pytest.mark.parametrize("headline", ["桑坞县渡口安全会议召开汤敏出席并讲话", "汤敏督导渡口安全工作"])
def test_a_headline_before_its_report_on_one_line(headline: str, report: str) -> None:
    assert find_title(f"{headline}{report}{BODY}", ())[0] == headline


@pytest.mark.parametrize(
    "text",
    [
        "本报讯（记者邱岚 俞山）3月12日，全区渡口会议召开。",
        "桑坞网讯 3月12日，全区渡口会议召开，部署工作。",
        "会议强调要管好渡船，压实责任 3月12日，各镇开会。",
    ],
)
def test_a_report_alone_has_no_headline(text: str) -> None:
    assert find_title(text, ())[0] is None


def test_fields_of_the_page_without_values_are_no_headline() -> None:
    reading = read_text(SourceText(f"输入人：   颁发日期： 执行日期:\n    {BODY}", "utf-8", ""))
    assert reading.title is None
    assert reading.repaired.text == BODY


def test_a_day_behind_a_scene_and_before_a_visit() -> None:
    text = "为管好渡船，落实渡口会议精神，11月14日，桑坞县委书记汤敏来到青石渡口，看望渡工。"
    assert read_text(SourceText(text, "utf-8", "")).date_partial == "--11-14"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("[图]桑坞区渡口会议开幕", "桑坞区渡口会议开幕"),
        ("桑坞区渡口会议开幕 |", "桑坞区渡口会议开幕"),
        ("桑坞区渡口会议开幕 | ||", "桑坞区渡口会议开幕"),
    ],
)
def test_what_a_site_sets_round_a_headline(line: str, title: str) -> None:
    assert find_title(f"{line}\n{BODY}", ())[0] == title


def test_the_clock_of_a_site_takes_no_headline_along() -> None:
    reading = read_text(SourceText(f"现在时间：\n\n{HEADLINE}\n{BODY}", "utf-8", ""))
    assert (reading.title, reading.repaired.text) == (HEADLINE, f"{HEADLINE}\n{BODY}")


@pytest.mark.parametrize(
    "text",
    [
        "区政协渡口会议今日开幕\n今天下午，区政协渡口会议开幕。\n副主席汤敏向大会作提案工作报告\n会议应到委员80人，实到78人。",
        "区长汤敏赴各镇征求对渡口工作意见\n近日，汤敏赴各镇召开座谈会。",
        "汤敏会见渡船客商一行\n昨(18)日，区长汤敏会见渡船客商一行。汤敏对客商一行的到来表示欢迎。",
        "渡工代表会议预备会召开\n1月15日，渡工代表会议预备会召开。希望各位代表，认真审议好工作报告。",
    ],
)
def test_what_somebody_does_is_news_whatever_paper_it_names(text: str) -> None:
    assert read_text(SourceText(text, "utf-8", "")).kind == "news"


def test_facts_over_a_report_end_at_their_line() -> None:
    """… 阅读次数：2287 | over a report: the stop of its first sentence is none behind a site's name."""
    text = f"2026-12-29 16:00:51 编辑: 汤敏 阅读次数:2287 |\n12月28日,渡工代表会议举行预备会。{BODY}"
    assert read_text(SourceText(text, "utf-8", "")).repaired.text == f"12月28日，渡工代表会议举行预备会。{BODY}"


@pytest.mark.parametrize("title", ["2026年渡口重点工作目标任务分解表", "桑坞区渡口重点项目清单"])
def test_a_table_above_its_attachment_keeps_its_name(title: str) -> None:
    assert find_title(f"{title}\n附件\n序号 |\n目标任务 |\n", ())[0] == title
    assert find_title(f"通知公告\n附件\n{HEADLINE}\n{BODY}", ())[0] == HEADLINE


@pytest.mark.parametrize("broken", ["桑坞县渔港\n改造实施方案", "桑坞县渔港改造\n实施\n方案", "桑坞县渔港改造实施方案"])
def test_the_title_of_a_paper_handed_down_may_be_broken(broken: str) -> None:
    given = "《桑坞县渔港改造实施方案》已经县政府常务会议审议通过，现印发给你们，请认真执行。"
    text = f"桑政办发〔2026〕24号\n各镇人民政府：\n{given}\n2026年4月8日\n{broken}\n一、工作目标\n6月底前完成改造。"
    assert find_title(text, ())[0] == "桑坞县渔港改造实施方案"


def test_what_is_handed_down_and_stands_nowhere_is_no_title() -> None:
    given = "《桑坞县渔港改造实施方案》已经县政府常务会议审议通过，现印发给你们，请认真执行。"
    assert find_title(f"桑政办发〔2026〕24号\n各镇人民政府：\n{given}\n2026年4月8日\n", ())[0] is None
