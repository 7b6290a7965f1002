"""Days, places and people as the first and last lines of reports and papers tell them (R51-R62)."""

from __future__ import annotations

from itertools import product

import pytest

from luoshi_reading.facts.people import find_people
from luoshi_reading.pipeline import as_json, read

ORDERS = "要压实各级责任，全面排查隐患，完善应急预案，加强值班值守，确保人民群众生命财产安全。"


def read_text(text: str) -> dict[str, object]:
    return dict(as_json(read(text.encode(), name="1.txt")))


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        (
            "桑坞新闻网9月26日讯（记者 林明）中秋、国庆佳节即将来临。9月21日，县长汤敏带队检查节前安全生产工作，要求",
            "--09-21",
        ),
        ("桑坞在线12月12日讯 据云岭日报报道 12月11日，县人大常委会召开主任会议。会议强调，", "--12-11"),
        (
            "桑坞日报 2026年11月04日\n\n本报讯 记者林明报道 11月3日，县委书记汤敏主持召开县委常委会会议，强调",
            "2026-11-03",
        ),
        # What a report tells of another day in its second sentence is not its own.
        ("桑坞新闻网9月26日讯（记者 林明）全县防汛工作会议召开。9月21日以来，全县普降大雨。汤敏要求，", "--09-26"),
    ],
)
def test_report_tells_its_own_day_behind_the_day_of_its_dispatch(lead: str, day: str) -> None:
    found = read_text(f"汤敏检查安全生产工作\n{lead}{ORDERS}\n{ORDERS}\n")
    assert day in (found["date"], found["date_partial"])


@pytest.mark.parametrize(
    "salutation",
    [
        f"各{whom}："
        for whom in ("乡镇普查领导小组办公室", "防汛抗旱指挥部", "管护站", "县直单位、各园区", "中队、大队")
    ],
)
def test_paper_without_a_title_is_dated_by_its_last_line(salutation: str) -> None:
    text = (
        f"{salutation}\n县人民政府定于12月1日上午召开全县普查电视电话会议，"
        f"请认真组织。\n{ORDERS}\n二〇二六年十一月二十九日\n"
    )
    found = read_text(text)
    assert (found["kind"], found["date"]) == ("notice", "2026-11-29")


@pytest.mark.parametrize("behind", ["附：某通报", "（此件公开发布）", "抄送：县委办公室"])
def test_paper_on_one_line_is_dated_where_it_is_signed(behind: str) -> None:
    text = (
        f"桑坞县人民政府办公室转发关于督查情况的通报的通知 各乡镇人民政府： "
        f"2026年11月11日至14日，督查组进行了现场检查。{ORDERS} 二○二六年十一月二十一日 {behind}"
    )
    assert read_text(text)["date"] == "2026-11-21"


@pytest.mark.parametrize(
    ("told", "year"),
    [
        (
            "12月30日，县政协举行新年茶话会。汤敏指出，2025年全县工作取得新成效。"
            "2026年是收官之年，做好明年工作十分重要，",
            "2025",
        ),
        (
            "1月18日上午，县长汤敏主持召开县政府常务会议。会议指出，2025年是极不平凡的一年，"
            "报告提出了2026年的总体要求和目标任务，",
            "2026",
        ),
        ("1月18日上午，县长汤敏主持召开县政府常务会议。会议指出，2026年是开局之年，", "2026"),
    ],
)
def test_stated_year_may_have_ended_or_be_to_come(told: str, year: str) -> None:
    assert str(read_text(told + ORDERS)["date"])[:4] == year


WHO = ["县四大家", "市委、市人大、市政府", "市委、市人大常委会、市政府", "县", "区四套班子", "副厅级以上"]
AS = ["领导", "领导同志", "有关领导"]


@pytest.mark.parametrize(("who", "rank"), list(product(WHO, AS)))
def test_names_before_what_kind_of_leaders_they_are(who: str, rank: str) -> None:
    text = f"会议听取了汇报。鲁泊、凌晓舟、熊江帆等{who}{rank}和相关单位负责人参加。李高远等{who}{rank}在主席台就座。"
    assert {person.name for person in find_people(text)} == {"鲁泊", "凌晓舟", "熊江帆", "李高远"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由监察部陈昌岚副部长带队的督查组进行了督查。", {"陈昌岚"}),
        ("免去文立群同志的中共桑坞市委常委、委员职务。", {"文立群"}),
        ("会议听取和审议了尤克勤市长代表市人民政府所作的报告。", {"尤克勤"}),
        ("县森防指指挥长周立岚向友邻单位表示欢迎。", {"周立岚"}),
        ("市委常委、宣传部部长、市委新闻发言人黄岚出席。", {"黄岚"}),
        ("胡洪岚、张志岚及市纪委监委、法院、检察院相关负责人应邀出席会议；", {"胡洪岚", "张志岚"}),
        ("南宁市长周红岚到代表团，与代表们一起审议。", {"周红岚"}),
        ("请政协委员和列席同志提出意见。", set()),
        ("代表表决通过各项决议。记者黄立岚摄", set()),
    ],
)
def test_names_beside_offices(text: str, names: set[str]) -> None:
    assert {person.name for person in find_people(text)} == names


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "政府工作报告\n——2025年1月7日在漳州市第十七届人民代表大会第五次会议上\n"
            "各位代表：\n现在，我代表漳州市人民政府，向大会报告工作。"
            "福建全省发展走在前列，全省大局稳定，全省上下同心。",
            "350600",
        ),
        (
            "市长主持召开市政府常务会议。会议学习了平顶山市人民政府办公室的通知，市长强调，"
            "要结合汝州实际，科学谋划各项重点工作，" + ORDERS,
            "410482",
        ),
        (
            "昨日，大理州十四届人大一次会议预备会议举行。州十三届人大常委会主任主持会议。"
            "会议选举产生了州十四届人大一次会议主席团。",
            "532900",
        ),
        (
            "根据我区实际，5月2日，自治区疫情防控工作领导小组指挥部下发通知，"
            "对黑龙江省哈尔滨市南岗区来桂人员采取措施。广西各地要落实，广西各市报自治区。",
            "450000",
        ),
    ],
)
def test_place_is_whose_report_it_is(text: str, code: str) -> None:
    assert read_text(text)["place_code"] == code


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("3月16日，县委书记汤敏来到青石镇，了解项目进展情况。县融媒体中心记者 邱岚 摄", False),
        ("中国共产党新闻网>>高层动态", False),
        ("INFORMATION DISCLOSURE", False),
        ("桑坞县防汛工作会议现场 摄影 邱岚", False),
        ("中国政府 桑坞政府 中国水利 切换到繁体 | 无障碍浏览 | 设为首页 | Rss订阅", False),
        ("点击查阅更多2026年地方政府工作报告", False),
        ("大事记当前位置：首页 >> 档案文化 >> 大事记", False),
        ("桑坞县召开防汛工作会议", True),
    ],
)
def test_what_a_page_has_over_its_report(line: str, stays: bool) -> None:
    text = (
        f"{line}\n汤敏检查安全生产工作\n3月17日，县委书记汤敏检查安全生产工作。汤敏强调，{ORDERS}\n会议指出，{ORDERS}\n"
    )
    assert (line in str(read_text(text)["text"])) is stays


def test_writer_alone_behind_the_last_sentence_is_no_part_of_it() -> None:
    told = (
        "本报讯 2月2日上午，县政协召开主席会议。会议对近期工作进行了研究部署。"
        "县政协主席汤敏强调，各部门要各司其职，精心谋划，"
    )
    ends = "争取各项工作取得新进展、新突破、新成效。"
    assert str(read_text(f"{told}{ends}孙永帆\n")["text"]).endswith(ends)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "3月14日，市委常委会会议召开。市委书记宁波主持会议并讲话。会议强调，要丰富人民民主芜湖实践，" + ORDERS,
            "340200",
        ),
        ("我市与全省同步举行开工仪式\n4月7日，全省集中开工，省委书记出席。佳木斯市将按照全省部署，" + ORDERS, "230800"),
        ("绥化：重点项目有序推进\n4月11日讯 近日，绥化市项目开工。青冈县委书记、庆安县委书记说，" + ORDERS, "231200"),
        (
            "4月7日，大兴安岭地区举行全区项目开工仪式。地委书记汤敏代表地委行署报告，行署专员讲话。"
            "加区区委书记发言。汤敏强调，" + ORDERS,
            "232700",
        ),
        (
            "近日，区委副书记、区长兼经开区党工委书记、管委会主任汤敏主持召开区长办公会。汤敏要求，更加符合南岸实际，"
            + ORDERS,
            "500108",
        ),
    ],
)
def test_who_is_called_like_a_city_and_who_heads_a_zone_as_well(text: str, code: str) -> None:
    assert read_text(text)["place_code"] == code


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("副主任梁学岚、王由帆来到我市。梁主任、王主任一行先后考察了重点项目。", {"梁学岚", "王由帆"}),
        (
            "牛金帆、牛华岚8名委员围绕主题作大会发言。汤莹岚、王洁等委员围绕教育作发言。",
            {"牛金帆", "牛华岚", "汤莹岚", "王洁"},
        ),
        ("地委副书记、行署专员范庆岚讲话。", {"范庆岚"}),
        ("所有市领导都未安排住宿。", set()),
        ("七师党委书记、政委刘新岚带领师党委常委、副师长蔡新帆一行走访。", {"刘新岚", "蔡新帆"}),
        ("学习会邀请到某研究院副院长李爽教授作专题辅导。", {"李爽"}),
    ],
)
def test_who_is_named_and_who_is_only_called(text: str, names: set[str]) -> None:
    assert {person.name for person in find_people(text)} == names


@pytest.mark.parametrize(
    "dispatch", ["本报11月13日讯", "本报桑坞11月13日讯", "桑坞网11月13日讯", "桑坞在线频道消息（汤敏）："]
)
def test_newspapers_dispatch_is_news(dispatch: str) -> None:
    assert (
        read_text(f"{dispatch} 今天中午，市长汤敏会见了客人。汤敏对长期以来的关心支持表示感谢。{ORDERS}")["kind"]
        == "news"
    )


@pytest.mark.parametrize("line", ["市长  汤敏岚", "汤敏岚主持并讲话"])
def test_who_speaks_is_no_title(line: str) -> None:
    assert (
        read_text(f"{line}\n\n各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n{ORDERS}\n")["title"]
        is None
    )


@pytest.mark.parametrize(
    ("digits", "day"),
    [("2018525", "2018-05-25"), ("2015917", "2015-09-17"), ("20151217", "2015-12-17"), ("2015111", None)],
)
def test_signature_that_lost_its_signs_is_read_where_it_is_one_day_only(digits: str, day: str | None) -> None:
    text = (
        f"关于印发桑坞县应急预案的通知\n各镇人民政府：\n现印发给你们，请认真贯彻执行。"
        f"{ORDERS}\n桑坞县人民政府办公室\n{digits}\n"
    )
    assert read_text(text)["date"] == day


def test_yesterday_with_its_number_is_counted_from_the_page() -> None:
    text = (
        f"看望政协委员\n发布时间：2018-01-03 09:00 来源：桑坞网\n"
        f"本网讯（记者 林明）昨（2）日下午，县长汤敏来到驻地看望委员。汤敏说，{ORDERS}\n"
    )
    assert read_text(text)["date"] == "2018-01-02"
