"""Days, places and people as the first and last lines of reports and papers tell them (R51-R62)."""

from __future__ import annotations

from itertools import product

import pytest

from luoshi_reading.facts.people.people import find_people
from luoshi_reading.pipeline import as_json, read

ORDERS = "要压实各级责任，全面排查隐患，完善应急预案，加强值班值守，确保人民群众生命财产安全。"


def read_text(text: str) -> dict[str, object]:
    return dict(as_json(read(text.encode(), name="1.txt")))


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        (
            "桑坞新闻网5月19日讯（记者 路一苇）汛期渐近，渡口客流增多。5月14日，县长汤敏带队检查渡船安全，要求",
            "--05-14",
        ),
        ("桑坞在线8月8日讯 据云岭日报报道 8月7日，县政协召开秘书长会议。会议强调，", "--08-07"),
        (
            "桑坞日报 2026年03月19日\n\n本报讯 记者路一苇报道 3月18日，县委书记汤敏主持召开县委常委会会议，强调",
            "2026-03-18",
        ),
        # What a report tells of another day in its second sentence is not its own.
        ("桑坞新闻网7月9日讯（记者 路一苇）全县护岸工作会议召开。7月2日以来，全县普降大雨。汤敏要求，", "--07-09"),
    ],
)
def test_report_tells_its_own_day_behind_the_day_of_its_dispatch(lead: str, day: str) -> None:
    found = read_text(f"汤敏检查渡船安全工作\n{lead}{ORDERS}\n{ORDERS}\n")
    assert day in (found["date"], found["date_partial"])


@pytest.mark.parametrize(
    "salutation",
    [
        f"各{whom}："
        for whom in ("乡镇渔船清查领导小组办公室", "防汛抗旱指挥部", "管护站", "县直单位、各园区", "中队、大队")
    ],
)
def test_paper_without_a_title_is_dated_by_its_last_line(salutation: str) -> None:
    text = f"{salutation}\n县政府拟于10月17日下午开视频会部署渔船清查，请认真组织。\n{ORDERS}\n二〇二六年十月九日\n"
    found = read_text(text)
    assert (found["kind"], found["date"]) == ("notice", "2026-10-09")


@pytest.mark.parametrize("behind", ["附：检查情况通报", "（此件公开发布）", "抄送：县委办公室"])
def test_paper_on_one_line_is_dated_where_it_is_signed(behind: str) -> None:
    text = (
        f"桑坞县人民政府办公室转发关于渡口检查情况通报的通知 各乡镇人民政府： "
        f"2026年4月6日至9日，检查组走访了各渡口。{ORDERS} 二○二六年四月二十三日 {behind}"
    )
    assert read_text(text)["date"] == "2026-04-23"


@pytest.mark.parametrize(
    ("told", "year"),
    [
        (
            "12月22日，县工商联举办迎新座谈会。汤敏指出，2025年全县渡口改造见到成效。"
            "2026年是收官之年，明年的工作要早做打算，",
            "2025",
        ),
        (
            "1月23日下午，县长汤敏主持召开县政府专题会议。会议指出，2025年是渡口改造起步的一年，"
            "草案列出了2026年的总体要求和渡运指标，",
            "2026",
        ),
        ("1月23日下午，县长汤敏主持召开县政府专题会议。会议指出，2026年是开局之年，", "2026"),
    ],
)
def test_stated_year_may_have_ended_or_be_to_come(told: str, year: str) -> None:
    assert str(read_text(told + ORDERS)["date"])[:4] == year


WHO = ["县四大家", "市委、市人大、市政府", "市委、市人大常委会、市政府", "县", "区四套班子", "副厅级以上"]
AS = ["领导", "领导同志", "有关领导"]


@pytest.mark.parametrize(("who", "rank"), list(product(WHO, AS)))
def test_names_before_what_kind_of_leaders_they_are(who: str, rank: str) -> None:
    text = f"会议听取了汇报。韩泊、贺晓舟、姜一帆等{who}{rank}和各镇负责人参加。彭知远等{who}{rank}在主席台就座。"
    assert {person.name for person in find_people(text)} == {"韩泊", "贺晓舟", "姜一帆", "彭知远"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由民政部陈砚岚副部长带队的调研组看了渡口。", {"陈砚岚"}),
        ("免去文知夏同志的中共桑坞市委常委、委员职务。", {"文知夏"}),
        ("会议审议了尤知勤市长代表市政府所作的说明。", {"尤知勤"}),
        ("县河防指指挥长周砚岚向赶来支援的船工表示感谢。", {"周砚岚"}),
        ("市委委员、网信办主任、市政府新闻发言人黄砚出席。", {"黄砚"}),
        ("胡一苇、张砚岚及县纪委监委、法院、团委有关负责人应邀出席会议；", {"胡一苇", "张砚岚"}),
        ("普宁市长周砚红来到渡口，同船工们座谈。", {"周砚红"}),
        ("请在座委员和列席同志批评指正。", set()),
        ("委员举手通过各项议案。记者黄砚舟摄", set()),
    ],
)
def test_names_beside_offices(text: str, names: set[str]) -> None:
    assert {person.name for person in find_people(text)} == names


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "政府工作报告\n——2026年2月19日在泉州市第二十三届人民代表大会第二次会议上\n"
            "各位代表：\n现在，我代表泉州市人民政府，向大会报告工作。"
            "福建全省渡口改造提速，全省渡运平稳，全省上下出力。",
            "350500",
        ),
        (
            "市长主持召开市政府专题会议。会议传达了南阳市人民政府办公室的通知，市长强调，"
            "要结合邓州实际，细化渡口改造方案，" + ORDERS,
            "411381",
        ),
        (
            "昨日，楚雄州十九届人大二次会议预备会议举行。州十八届人大常委会副主任主持会议。"
            "会议推选了州十九届人大二次会议秘书长。",
            "532300",
        ),
        (
            "根据我区实际，9月14日，自治区渡运安全工作领导小组指挥部发出通告，"
            "对广东省佛山市禅城区来桂渡船加强检查。广西各地要落实，广西各市报自治区。",
            "450000",
        ),
    ],
)
def test_place_is_whose_report_it_is(text: str, code: str) -> None:
    assert read_text(text)["place_code"] == code


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("9月16日，县委书记汤敏来到青石镇，查看新修的码头。县融媒体中心记者 邱岚 摄", False),
        ("中国共产党新闻网>>高层动态", False),
        ("INFORMATION DISCLOSURE", False),
        ("桑坞县防汛工作会议现场 摄影 邱岚", False),
        ("中国政府 云岭政府 中国渔业 切换到繁体 | 设为首页 | 无障碍浏览 | Rss订阅", False),
        ("点击查阅更多2026年各县区工作报告", False),
        ("年鉴当前位置：首页 >> 史志园地 >> 年鉴", False),
        ("桑坞县召开防汛工作会议", True),
    ],
)
def test_what_a_page_has_over_its_report(line: str, stays: bool) -> None:
    text = (
        f"{line}\n汤敏检查渡船安全工作\n9月17日，县委书记汤敏检查渡船安全工作。汤敏强调，{ORDERS}\n会议指出，{ORDERS}\n"
    )
    assert (line in str(read_text(text)["text"])) is stays


def test_writer_alone_behind_the_last_sentence_is_no_part_of_it() -> None:
    told = (
        "本报讯 8月20日下午，县工商联召开会长会议。会议商议了秋季的渡口调研。"
        "县工商联主席汤敏强调，各商会要分头走访，摸清底数，"
    )
    ends = "力争年内拿出几份叫得响的调研报告。"
    assert str(read_text(f"{told}{ends}孙一苇\n")["text"]).endswith(ends)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "8月20日，市委专题会议召开。市委书记韩城主持会议并讲话。会议强调，要丰富渡运治理宜宾实践，" + ORDERS,
            "511500",
        ),
        ("我市与全省同日启动清河行动\n10月16日，全省统一启动，省委书记出席。鹤岗市将按照全省部署，" + ORDERS, "230400"),
        ("黑河：渡口改造步步深入\n8月6日讯 近日，黑河市渡口动工。逊克县委书记、孙吴县委书记说，" + ORDERS, "231100"),
        (
            "10月16日，大兴安岭地区启动全区清河行动。地委书记汤敏代表地委行署动员，行署专员讲话。"
            "加区区委书记发言。汤敏强调，" + ORDERS,
            "232700",
        ),
        (
            "日前，区委副书记、区长兼高新区党工委书记、管委会主任汤敏主持召开渡运专题会。汤敏要求，更加符合北碚实际，"
            + ORDERS,
            "500109",
        ),
    ],
)
def test_who_is_called_like_a_city_and_who_heads_a_zone_as_well(text: str, code: str) -> None:
    assert read_text(text)["place_code"] == code


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("副主任梁砚岚、王一帆来到我市。梁主任、王主任一行随后走访了船户。", {"梁砚岚", "王一帆"}),
        (
            "牛一帆、牛砚岚6名委员围绕渡口作大会发言。汤知莹、王砚等委员围绕渔业作发言。",
            {"牛一帆", "牛砚岚", "汤知莹", "王砚"},
        ),
        ("地委委员、行署专员范砚岚讲话。", {"范砚岚"}),
        ("这次市领导都未安排专车。", set()),
        ("十七师党委书记、政委刘砚岚带领师党委委员、副师长蔡一帆一行看望船工。", {"刘砚岚", "蔡一帆"}),
        ("读书班邀请到云岭水运研究院副院长李砚教授讲渡船史。", {"李砚"}),
    ],
)
def test_who_is_named_and_who_is_only_called(text: str, names: set[str]) -> None:
    assert {person.name for person in find_people(text)} == names


@pytest.mark.parametrize(
    "dispatch", ["本报2月6日讯", "本报桑坞2月6日讯", "桑坞网2月6日讯", "桑坞在线频道消息（汤敏）："]
)
def test_newspapers_dispatch_is_news(dispatch: str) -> None:
    assert (
        read_text(f"{dispatch} 今天傍晚，市长汤敏会见了船厂客人。汤敏对他们帮助改造渡口表示感谢。{ORDERS}")["kind"]
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
    [("2019627", "2019-06-27"), ("2017816", "2017-08-16"), ("20171218", "2017-12-18"), ("2017112", None)],
)
def test_signature_that_lost_its_signs_is_read_where_it_is_one_day_only(digits: str, day: str | None) -> None:
    text = (
        f"关于印发桑坞县渡口应急预案的通知\n各镇人民政府：\n现印发给你们，请认真贯彻执行。"
        f"{ORDERS}\n桑坞县人民政府办公室\n{digits}\n"
    )
    assert read_text(text)["date"] == day


def test_yesterday_with_its_number_is_counted_from_the_page() -> None:
    text = (
        f"看望渡口船工\n发布时间：2019-04-18 09:00 来源：桑坞网\n"
        f"本网讯（记者 路一苇）昨（17）日上午，县长汤敏来到渡口看望船工。汤敏说，{ORDERS}\n"
    )
    assert read_text(text)["date"] == "2019-04-17"
