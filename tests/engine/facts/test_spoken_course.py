"""What a speaker tells of the meeting and of himself orders nothing; what he asks does (R100)."""

from itertools import product

import pytest

from luoshi_reading.pipeline import as_json, read

HEAD = "在全县项目建设推进会上的讲话\n同志们：\n"
MEETINGS = ("会议", "大会", "全县动员会")
WHO_CAME = (
    *(
        "参加今天{}的人员有：各乡镇主要负责人，县直各单位负责人；以及部分企业负责同志。",
        "出席{}的领导有陶建国、闵文同志。",
    ),
    "列席{}的还有：人大代表、政协委员，各社区负责人。",
)
WHAT_FOR = (
    *(
        "今天{}的议程有两项：一是由县委书记作动员报告；二是宣读表彰决定。",
        "这次{}的主要任务是，分析形势，安排部署秋汛防御。",
    ),
    "今天我们召开{}，主要目的有两个，一是交流做法、查找差距；二是加强调度，推动码头复工。",
)
LED = (
    *("下面，请县委副书记陶建国同志作工作报告。", "首先，请县教育局局长宣读表彰决定。", "请先进镇代表上台领旗。"),
    *("下面有请×××主任作重要讲话。", "让我们以最热烈的掌声有请闵县长讲话。", "接下来，由分管领导作动员讲话。"),
    *("最后，让我们共同举杯。", "会议就要结束了。", "等一会陶书记还要给大家讲话。", "大会就要胜利闭幕了。"),
    *(
        "一会儿，市渔港办陶主任还要给大家讲话。",
        "下面，就修好渔港码头，我再讲四方面意见。",
        "大家好！",
        "应该说，成绩来之不易。",
    ),
    *("下面，我主要围绕“如何修”，提出五点具体建议。", "请县教育局、县住建局依次上台递交责任书。"),
    *("下面，进行会议第一项，传达秋汛会商精神。", "会议进行第二项议程，请乡镇代表递交责任状。"),
    *("进行大会第三项：宣读表彰决定。", "现在进行最后一项议程，请陶县长部署工作。"),
    "在分会场参加会议的有：县四大班子领导，县直单位主要负责人。",
)
HIMSELF = (
    *("我深知，每一次举手都寄托着乡亲们的期盼。", "2025年7月，我来到云岭工作，走访部门、开展调研。"),
    *(
        "今天，大会选举我为云岭县县长。",
        "前年9月，组织选派我来到云岭任职。",
        "大家投下的每一张票，都饱含着期待与嘱托。",
    ),
    *("走村串户之中，深切感受到云岭渔歌悠扬、民风淳厚。", "在倍感温暖的同时，更加敬畏岗位、更知担子不轻。"),
    *("根据安排，我先作个动员报告，等下，闵书记就清港行动作部署。", "水利局、渔政站以及养殖户的代表将作表态发言。"),
    *("在会议结束前，县委陶书记还将为大家作讲话。",),
    *("通过走访，对我的触动很大，感慨很多。", "这里，我要对同志们的辛勤付出表示感谢。"),
    *("我县始终坚持把护岸作为“头等工程”，努力筹措石料，护岸工作取得丰硕成果。",),
    *("半年多来，我走访船东，深入渔村，广泛开展交流。", "我完全赞同陶书记的讲话。"),
)
WHAT_WAS = (
    *("刚才，三个渔村分析汛情、交流做法，提出不少意见建议。", "会议期间，与会代表认真审议报告，提出意见建议。"),
    *("近年来，全县深化改革，加强建设，推动发展。", "据水文站预测，我县7月上旬将迎来新一轮洪峰。"),
    *("回望过去，我们同舟共济、迎难而上，推动云岭发展。", "县政协九届二次会议召开以来，我们推进改革，加强建设。"),
    *("在此，我向大家表示衷心的感谢！", "向受到表彰的单位致以热烈的祝贺！", "“五一”假期马上就要到来。"),
)
NAMES = ("办学条件", "教育质量", "生产秩序", "就业形势", "投资环境", "执法行为")
CAME = ("得到根本改善", "不断提高", "更加规范", "持续好转", "明显转变", "依然压力很大")
ORDERS = (
    *("各渔村主要负责人要作检查报告。", "县教育局要向县政府作专题报告。", "县委书记要亲自安排部署。"),
    *("坚持把护岸作为“头等工程”，努力筹措石料，确保护岸工作取得丰硕成果。", "全县要加快建设，改革取得明显成效。"),
    *(
        "请各单位会后抓好落实。",
        "请各乡镇每月通报工作进展情况。",
        "请大家对照清单开展排查。",
        "我要求各单位月底前完成整改。",
    ),
    *("我将建设滨江公园作为头等大事。", "各参会单位要有准备。", "刚才，三个乡镇作了发言，大家要认真学习借鉴。"),
    *("近年来事故多发，各单位必须排查隐患。", "我代表新一届班子郑重承诺，一定办好民生实事。"),
    *(
        "实现跨越发展，就是要加快建设产业园区。",
        "实现跨越发展，就是力争生产总值五年翻一番。",
        "我希望各单位建立工作台账。",
    ),
    *("县教育局要宣传先进典型。", "向先进学习，表彰一批劳动模范。", "希望大家珍惜荣誉，再创佳绩。"),
)


def _ordered(text: str) -> list[str]:
    return [found["quote"] for found in as_json(read(text.encode()))["commitments"]]


@pytest.mark.parametrize(("told", "meeting"), [*product(WHO_CAME, MEETINGS), *product(WHAT_FOR, MEETINGS)])
def test_who_came_and_what_for(told: str, meeting: str) -> None:
    assert _ordered(f"{HEAD}{told.format(meeting)}\n") == []


@pytest.mark.parametrize("told", [*LED, *HIMSELF, *WHAT_WAS])
def test_the_course_of_the_meeting_and_of_himself(told: str) -> None:
    assert _ordered(f"{HEAD}{told}\n") == []


@pytest.mark.parametrize("order", ORDERS)
def test_what_he_asks(order: str) -> None:
    assert len(_ordered(f"{HEAD}{order}\n")) == 1


def test_thanks_do_not_reach_into_what_is_hoped() -> None:
    found = _ordered(f"{HEAD}在此，我向返航船员表示崇高的敬意，希望你们再接再厉，捕捞更多鱼虾。\n")
    assert found == ["希望你们再接再厉，捕捞更多鱼虾"]


@pytest.mark.parametrize(("name", "came"), list(product(NAMES, CAME)))
def test_how_far_a_work_came(name: str, came: str) -> None:
    assert _ordered(f"{HEAD}{name}{came}。\n") == []
    assert len(_ordered(f"{HEAD}要推动{name}{came}。\n")) == 1


LISTED = (
    "一是由我通报全县渔港清淤进度；\n二是由各乡镇递交责任状；\n三是学习先进经验。",
    "1、传达学习文件精神\n2、宣读实施方案\n3、部署下一步工作",
)


@pytest.mark.parametrize("listed", LISTED)
@pytest.mark.parametrize("opening", ["会议共有三项议程：", "今天大会的议程有三项：", "本次会议的主要内容有："])
def test_an_agenda_over_several_lines(opening: str, listed: str) -> None:
    asked = "一要加强学习。"
    assert _ordered(f"{HEAD}{opening}\n{listed}\n下面，我讲几点意见：\n{asked}\n") == ["加强学习"]


def test_an_agenda_ends_where_numbers_begin_anew() -> None:
    text = f"{HEAD}会议共有两项议程：\n一、传达文件精神\n二、部署工作\n一、加强组织领导，建立工作专班。\n"
    assert _ordered(text) == ["加强组织领导，建立工作专班"]


@pytest.mark.parametrize(
    "wish", ["希望能给你的工作带来帮助。", "希望这篇范文能够给大家带来帮助。", "希望对您有所帮助。"]
)
def test_what_readers_are_wished(wish: str) -> None:
    assert _ordered(f"云岭县2026年工作计划\n{wish}\n") == []
    assert len(_ordered(f"{HEAD}希望大家带来更多经验。\n")) == 1


CONNECTIVES = ("所以", "但是", "因此", "因而", "然而", "不过", "总之", "为此", "会后", "但", "那么")


@pytest.mark.parametrize("joined", CONNECTIVES)
@pytest.mark.parametrize("unit", ["各级各部门", "全县上下", "各乡镇", "县教育局"])
def test_what_joins_sentences_is_no_part_of_a_name(joined: str, unit: str) -> None:
    found = as_json(read(f"{HEAD}{joined}{unit}要加强安全监管。\n".encode()))["commitments"]
    assert [one["owner"] for one in found] == [unit]


@pytest.mark.parametrize("source", ["最新统计数据显示", "实践证明", "监测结果表明", "历史经验告诉我们", "调查显示"])
def test_where_it_is_known_from(source: str) -> None:
    assert _ordered(f"{HEAD}{source}...\n") == []
    assert _ordered(f"{HEAD}{source}，疏浚航道是关键之举。\n") == []


@pytest.mark.parametrize("whom", ["对于要建设幸福云岭的我们而言", "对我县来说", "就全县来讲"])
def test_for_whom_it_is_said(whom: str) -> None:
    assert _ordered(f"{HEAD}{whom}，疏浚航道是关键之举。\n") == []
