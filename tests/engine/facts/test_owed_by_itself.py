"""What must be done though nobody is said to speak; papers called by a short name; plans (R8, R14, R97)."""

from __future__ import annotations

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read, read_text

LEAD = "3月5日，桑坞县召开座谈会。与会人员实地察看了堤防，会后各方签署了协议。"
WHO = ("我们", "全县上下", "各镇", "全县水利系统", "各参建单位", "党员干部", "大家", "我县", "")
OWED = ("要抓好护岸工程建设", "必须守住安全底线", "务必做好汛前排查", "应当建立巡查制度")
ROUND = ("{who}{owed}。", "新的一年，{who}{owed}。", "春汛将至，{who}{owed}，加快补齐短板。")
ONE_PERSON = ("他", "她", "我", "王芳", "李建国", "刘大妈", "张师傅")
PAPERS = ("报告", "工作报告", "政府工作报告", "决议", "倡议书")
ABOVE = ("国务院印发", "中共中央、国务院印发", "省政府出台", "国务院办公厅印发")
ASKED = ("属地", "施工单位", "沿线乡镇", "工作人员", "项目经理部", "网格员")
PLANS = ("计划", "拟")


def quotes(text: str) -> list[str]:
    """The commitments found."""
    return [c["quote"] for c in as_json(read(text.encode()))["commitments"]]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("owed", OWED)
def test_what_must_be_done_is_an_order_whoever_says_it(who: str, owed: str) -> None:
    for form in ROUND:
        found = quotes(f"{LEAD}\n今年是关键之年。{form.format(who=who, owed=owed)}\n")
        assert any(owed in quote for quote in found), form


@pytest.mark.parametrize("who", ONE_PERSON)
def test_what_one_person_has_to_do_is_none(who: str) -> None:
    assert quotes(f"{LEAD}\n渔港里很热闹。天亮以前，{who}要赶到码头。渔船陆续靠岸了。\n") == []


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_called_by_its_short_name_speaks_for_who_gave_it(name: str) -> None:
    lead = f"5月10日，桑坞县召开会议，县长马健作了说明。《{name}》指出，"
    assert quotes(f"{lead}全县要加快护岸工程建设。\n") == ["全县要加快护岸工程建设"]


@pytest.mark.parametrize("above", ABOVE)
def test_but_not_where_a_higher_authority_gave_it(above: str) -> None:
    lead = f"近日，{above}《关于加强护岸工作的报告》。《报告》指出，"
    assert quotes(f"{lead}各地要加强巡查。\n") == []


@pytest.mark.parametrize("whom", ASKED)
@pytest.mark.parametrize("act", ("加强协调对接", "抓紧排查隐患", "尽快完善照明设施"))
def test_whom_it_is_asked_of_stands_right_behind_the_word_of_asking(whom: str, act: str) -> None:
    lead = "近日，市长侯立红到金坪区检查防汛工作。侯立红与巡河员深入交流，详细了解巡查频次，"
    assert f"{whom}{act}，统筹做好人员培训" in quotes(f"{lead}要求{whom}{act}，统筹做好人员培训。\n")


@pytest.mark.parametrize("count", ("三点", "几点", "五点", "以下", ""))
def test_demands_of_work_open_their_points(count: str) -> None:
    lead = f"副县长周立彬听完渔港改造的说明，又提出{count}工作要求："
    found = quotes(f"{LEAD}\n{lead}一是要抢抓枯水期，排好工序；二是要守住渡口安全。\n")
    assert found == ["要抢抓枯水期，排好工序", "要守住渡口安全"]


def test_demands_of_work_that_somebody_made_before_open_nothing() -> None:
    assert quotes(f"{LEAD}\n为落实市里有关工作要求，让渔民用上新码头，试航在桑坞举行。\n") == []


@pytest.mark.parametrize("plans", PLANS)
@pytest.mark.parametrize("when", ("今年", "明年", "今明两年", "下一步"))
def test_what_somebody_plans_for_a_time_ahead(plans: str, when: str) -> None:
    found = quotes(f"{LEAD}\n{when}，桑坞县{plans}新建农产品市场40个，建设社区门店90个。\n")
    assert any("新建农产品市场40个" in quote for quote in found)


@pytest.mark.parametrize(
    "told",
    (
        "该项目计划总投资5亿元，占地30亩。",
        "三年行动计划实施以来，成效明显。",
        "年度计划任务全面完成，群众满意。",
        "模拟演练在桑坞举行，场面热烈。",
    ),
)
def test_plans_that_are_things_order_nothing(told: str) -> None:
    assert quotes(f"{LEAD}\n{told}\n") == []


def test_the_words_before_a_list_are_no_order() -> None:
    found = quotes(
        "5月10日，县长马健作政府工作报告。报告指出，2026年要办好2件实事。分别是：（1）新建县医院。（2）开工建设西环路。\n"
    )
    assert found[-2:] == ["新建县医院", "开工建设西环路"]
    assert "分别是" not in found


@pytest.mark.parametrize("front", ("这几天渡船客流猛增，老旧跳板已经不堪重负", "晒场连着柴房，屋檐下堆满干稻草"))
def test_what_is_so_before_an_order_is_left_out(front: str) -> None:
    found = quotes(f"近日，市长侯立红到金坪区检查防汛工作。侯立红指出，{front}，要马上安排整修，夜里留人值守。\n")
    assert found
    assert all(front[:6] not in quote for quote in found)


def test_but_not_for_whom_it_holds() -> None:
    found = quotes("3月5日，市交通运输局召开会议。会议要求，尚未配齐救生衣和灭火器的渡口，要在汛期到来前补足。\n")
    assert found == ["尚未配齐救生衣和灭火器的渡口，要在汛期到来前补足"]


@pytest.mark.parametrize(
    "told",
    (
        "桑坞人才辈出，棋手和船匠都有名气。",
        "接过这副担子，我倍感使命光荣。",
        "这里物华天宝，人杰地灵，来往客商很多。",
        "此时此刻，我深感责任重大。",
    ),
)
def test_what_a_speaker_feels_and_praises_orders_nothing(told: str) -> None:
    assert quotes(f"在县人代会上当选县长后的讲话\n马健\n2026年1月12日\n各位代表、同志们：\n{told}\n") == []


@pytest.mark.parametrize("means", ("会继续", "会进一步", "将", "将尽快"))
def test_what_we_mean_to_do_is_promised(means: str) -> None:
    found = quotes(f"{LEAD}\n下一步，我们{means}开展护岸巡查，整治险段20处。\n")
    assert len(found) == 1
    assert "开展护岸巡查" in found[0]


@pytest.mark.parametrize("told", ("两位老站长将不再担任职务", "几位同事将在换届后回到学校", "县长马健作政府工作报告"))
def test_who_leaves_and_who_reports_order_nothing(told: str) -> None:
    assert quotes(f"{LEAD}\n本届任期即将届满，{told}。\n") == []


def test_a_report_of_work_to_come_parts_work_from_work() -> None:
    text = (
        "政府工作报告\n2026年1月12日在县人民代表大会会议上\n县长 马健\n各位代表：\n二、2026年工作\n"
        "推动渔业与旅游相融，实施护渔增收行动，增强码头接待能力，抓好船员转产，扩大网箱改造范围，开展潜水救护行动。\n"
    )
    assert "开展潜水救护行动" in quotes(text)


@pytest.mark.parametrize(
    "rule",
    [
        "渔船保险费率由1.5%调整为1%",
        "休渔补贴标准下调为每天0.8%",
        "现行费率为0.3%的渔业公司不调整",
        "以上标准均自2026年1月1日起执行",
    ],
)
def test_rates_and_from_when_they_hold_rule_by_themselves(rule: str) -> None:
    text = f"菱岸市渔业局关于调整渔船保险费率的通知\n各渔业公司：\n现就有关问题通知如下：\n一、{rule}。\n菱岸市渔业局\n"
    found = [f for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]
    assert [(f.quote, f.fields["level"]) for f in found] == [(rule, "actionable")]


def test_how_a_place_is_made_orders_nothing() -> None:
    text = (
        "菱岸市渔业发展规划\n一、区域布局\n（一）东部渔区\n基本情况：该区位于市境东部，海域面积达到1200平方公里。"
        "水温适宜，年捕捞期在200天以上。\n主攻方向：建设深水网箱基地。\n"
    )
    found = [f.quote for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]
    assert found == ["主攻方向：建设深水网箱基地"]
