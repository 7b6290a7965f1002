"""Whose an order is by its own words: bodies before any predicate, whom one hopes for, points announced (R25)."""

from itertools import product

import pytest

from luoshi_reading.facts.owners.duties import clause_duty
from luoshi_reading.facts.owners.plain_subjects import acting
from luoshi_reading.facts.owners.subjects import named_first, subject_of, whoever
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

PEOPLE = (
    *("全体船员", "护堤队员", "灯塔讲解员", "镇包片领导和网格员", "全县渔业工作者", "港区全体人员", "新入学的学生"),
    *("各渡口经营者", "县法院干警", "各部门和板块", "各镇、各站所党政“一把手”", "政协组织", "参演商户"),
)
MUSTS = (
    "要严格值守",
    "须登记车辆",
    "必须到岗",
    "仍要抓好巡查",
    "也要带头遵守规定",
    "一定要守住底线",
    "应于每晚八时前返港",
)


@pytest.mark.parametrize(("who", "must"), list(product(PEOPLE, MUSTS)))
def test_people_and_bodies_of_all_kinds_must(who: str, must: str) -> None:
    assert subject_of(who + must) == (who, True)


@pytest.mark.parametrize(
    "clause",
    [
        "船坞改造工作要抓紧推进",
        "评估报告要写明依据",
        "灯塔改革必须蹄疾步稳",
        "三处渔港单位面积投资不得低于每亩90万元",
        "第七届灯塔文化节定于2027年5月开幕",
        "云岭市第十一次代表大会定于明年3月召开",
        "要服从大局安排",
        "下一步要坚定走好船舶企业转型方向",
        "并对冬修水利、值班职工应知应会内容作出安排",
    ],
)
def test_things_events_and_measures_own_nothing(clause: str) -> None:
    assert subject_of(clause)[0] is None


ACTING = (
    *((f"{who}{does}", who) for who, does in product(
        ("属地", "县水务局", "各渡口管理单位", "交警部门", "各乡镇", "街道", "有关单位", "市属企业"),
        ("加强协调对接", "积极做好物资储备", "严格落实值守制度", "按照职责抓好巡查"),
    )),
    *((f"{who}{does}", who) for who, does in product(
        ("学校", "企业", "医院", "乡镇敬老院"), ("一律实行封闭管理", "全部接入监测平台", "严格控制进出人数"),
    )),
    ("乡镇敬老院在做好冬季供暖的前提下", "乡镇敬老院"),
    ("省财政新增筹措渔港专项资金2亿元", "省财政"),
    ("发展改革、渔业部门2027年5月中旬前核拨清淤款", "发展改革、渔业部门"),
    ("水利部门于汛前完成险段加固", "水利部门"),
)  # fmt: skip


@pytest.mark.parametrize(("clause", "who"), ACTING)
def test_a_body_may_stand_before_a_plain_predicate(clause: str, who: str) -> None:
    assert acting(clause) == who


@pytest.mark.parametrize(
    "clause",
    [
        "企业研发骨干作用日渐显现",
        "学校建设步伐加快",
        "一窗通办全面推行",
        "中心建设资金到位",
        "人员编制和领导职数",
        "政府采购车辆执行新标准",
        "市县两级财政按船价的三分之一给予补贴",
        "排水管网全面移交市排水集团统一运维",
        "原则上不再批准部门新建机房",
        "城区新建停车场2处",
        "社会关注度高的桥梁",
        "我们身处在一个变化的时代",
        "在县政府统一领导下",
        "加强统计、审计部门协作",
        "全区船家渔户",
        "讨论并原则同意《县政府平台升级方案》",
    ],
)
def test_what_looks_like_a_body_acts_not(clause: str) -> None:
    assert acting(clause) == ""


HOPED = (
    *((f"{ask}{who}{does}", who) for ask, who, does in product(
        ("希望", "并希望", "也希望", "期望"),
        ("企业", "同志们", "两地", "灞桥区", "盐城", "船厂负责人", "与会同志", "水利部", "港务中心和航标技术传承人"),
        ("加大投入力度", "继续守好航道", "进一步发挥作用", "把航标养护经验用起来", "在护航中积极作为"),
    )),
    ("希望青石重工在护航过程中", "青石重工"),
    ("要求调度中心对“夜间通航”工作进行认真梳理", "调度中心"),
    ("他反复叮嘱港航部门要严把质量", "港航部门"),
    ("明确指出各级河长要认清汛情", "各级河长"),
    ("强调渔政队员要昼夜巡护", "渔政队员"),
)  # fmt: skip


@pytest.mark.parametrize(("clause", "who"), HOPED)
def test_whom_somebody_hopes_for_owns_it(clause: str, who: str) -> None:
    assert subject_of(clause)[0] == who


@pytest.mark.parametrize(
    "clause",
    [
        "希望大家抓好落实",
        "希望你们珍惜荣誉",
        "希望此次活动能够取得实效",
        "希望该项目早日建成投产",
        "希望加强各部门协作",
        "希望通过努力实现目标",
        "提出要推行满帆计划",
    ],
)
def test_things_and_those_spoken_to_are_no_owners(clause: str) -> None:
    assert subject_of(clause)[0] is None


@pytest.mark.parametrize("who", ["沈阳", "祁阳、道县", "大连", "青北先导区", "滨海新区"])
@pytest.mark.parametrize("does", ["建设区域性航运中心", "打造北方船舶修造基地", "开展渔港管理体制改革试点"])
def test_a_place_that_is_helped_owns_it(who: str, does: str) -> None:
    assert subject_of(f"支持{who}{does}") == (who, False)


@pytest.mark.parametrize(
    "clause",
    ["支持开发区建设", "支持大连发展", "支持企业建设研发中心", "支持社会力量参与航标养护", "支持在园区内划出专门区域"],
)
def test_help_for_nobody_in_particular_has_no_owner(clause: str) -> None:
    assert subject_of(clause)[0] is None


def owners(body: str, title: str = "云岭市港航管理办法") -> dict[str, str | None]:
    found = read_text(SourceText(f"{title}\n一、管理要求\n{body}\n", "utf-8", "")).findings
    return {f.quote: f.fields["owner"] for f in found if f.kind == "commitment"}


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("有条件的渡口企业，在岸边设置车辆冲洗区域，配置冲洗设备，对进港车辆进行冲洗。", "有条件的渡口企业"),
        ("凡进入港区的船员和家属，一律核验身份，登记相关信息。", "凡进入港区的船员和家属"),
        ("前往观潮的群众，可将船票兑换成摆渡车票，在三号码头上车。", "前往观潮的群众"),
        ("由青石区政府从航运安全着眼，继续扩大清障范围，以保证航道畅通。", "青石区政府"),
        ("针对岸线杂乱的问题，由青石区政府从航运安全着眼，继续扩大清障范围。", "青石区政府"),
        ("各镇党委、站所和包村干部，一定要把抢险船只备足备好，确保渔民安全上岸。", "各镇党委、站所和包村干部"),
        ("封航阶段，学校一律改为线上授课，校外船只一律不得靠岸。", "学校"),
        ("活动期间，届时交警部门将对滨河路进行交通管制。", "交警部门"),
    ],
)
def test_whose_a_rule_is(body: str, who: str) -> None:
    assert set(owners(body).values()) == {who}


@pytest.mark.parametrize(
    "clause",
    ["如需进港的船舶", "建设一流的医院", "本着节约的原则", "存在隐患的桥梁"],
)
def test_conditions_and_things_to_build_are_nobody(clause: str) -> None:
    assert whoever(clause) == ""


@pytest.mark.parametrize("clause", ["县航运委由正副主任、各组成员", "各位代表", "各单位的船员"])
def test_a_list_within_a_sentence_is_no_list_of_units(clause: str) -> None:
    assert named_first(clause) == ""


POINTS = "一是要依规验船，建好船检协作机制；二是要依规巡航，划定巡航责任网格；三是要依规收费，公开港口收费清单。"


def test_announced_points_are_of_whom_they_were_announced_to() -> None:
    lead = "会议要求，全市各级港航管理部门要摸清内河航道底数，做到“三个依规”。"
    found = owners(lead + POINTS, "云岭市召开港航工作会议")
    assert set(found.values()) == {"全市各级港航管理部门"}
    assert len(found) == 4


def test_points_that_nobody_announced_are_nobodys() -> None:
    lead = "会议要求，全市各级港航管理部门要摸清内河航道底数，提高管理水平。"
    found = owners(lead + POINTS, "云岭市召开港航工作会议")
    assert [owner for quote, owner in found.items() if "依规" in quote] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("由对口部门办理登船手续", ("对口部门",)),
        ("对渡船需使用的航标数据，由主管部门通过共享接口发给各渡口", ("主管部门",)),
        ("由各单位视水位情况作出安排", ("各单位",)),
        ("由县航标养护处与施工队伍签订委托合同", ("县航标养护处",)),
    ],
)
def test_who_is_given_a_task(text: str, lead: tuple[str, ...]) -> None:
    assert clause_duty(text).lead == lead


@pytest.mark.parametrize(
    ("text", "supporting"),
    [
        ("县海事局要会同青石区、北坞镇优化泊位设置，清理沉船。", ["青石区", "北坞镇"]),
        ("县海事局要牵头清障，其他成员单位要积极配合，清理沉船6艘。", ["其他成员单位"]),
        ("各成员单位要密切配合，清理沉船6艘。", []),
        ("各乡镇和相关单位要协同配合，清理沉船6艘。", []),
        ("各船队要主动担起配合职责，清理沉船6艘。", []),
        ("由县渔政站牵头，竭尽全力配合船厂办理手续，清理沉船6艘。", []),
        ("县海事局牵头，市港航集团，各州、市人民政府配合，清理沉船6艘。", ["市港航集团", "各州、市人民政府"]),
    ],
)
def test_who_helps(text: str, supporting: list[str]) -> None:
    found = read_text(SourceText(f"云岭市港航管理办法\n一、管理要求\n{text}\n", "utf-8", "")).findings
    assert next(f.fields["supporting"] for f in found if f.kind == "commitment") == supporting


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("请各渡口（带船企业）要站在保障通航的高度，落实好值守制度。", "各渡口（带船企业）"),
        ("参加这次演练的船队要按照演练方案备足器材，清点救生艇。", "参加这次演练的船队"),
        ("各单位书记亲自抓，队长具体抓，建立沉船台账。", "各单位书记"),
        ("并要求我市船企加快清障，建立沉船台账。", "我市船企"),
    ],
)
def test_more_whose_an_order_is(body: str, who: str) -> None:
    assert set(owners(body).values()) == {who}


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("闵川现场叮嘱船厂负责人要绷紧安全弦", "船厂负责人"),
        ("他勉励各船企要坚定信心", "各船企"),
        ("施工方要优化工序", "施工方"),
        ("业主方、施工方、监理方要协调配合", "业主方、施工方、监理方"),
        ("各煤矿要排查隐患", "各煤矿"),
        ("各生产班组和工段要维护好设备", "各生产班组和工段"),
        ("返航前各船队要清点人数", "各船队"),
        ("汛期全县各渡口要备足沙袋", "汛期全县各渡口"),
        ("各渡口各部门单位抓清障工作的认识要再提高", "各渡口各部门单位"),
        ("学校接到停航通知后", "学校"),
        ("牵头责任单位要切实履职", "牵头责任单位"),
        ("各级各类学校返校前要开展检查", "各级各类学校"),
        ("各渡口停航期间要封存船只", "各渡口"),
        ("库区内的旅游景区、船企等必须加强火源管理", "库区内的旅游景区、船企"),
        ("进入库区垂钓、露营人员严禁吸烟", "进入库区垂钓、露营人员"),
    ],
)
def test_more_who_must(clause: str, who: str) -> None:
    assert subject_of(clause)[0] == who


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("全县中小学校、幼儿园暂停线下教学", "全县中小学校、幼儿园"),
        ("全市餐饮场所暂停堂食", "全市餐饮场所"),
        ("地铁、学校、工地按预案停运停课停工", ""),
        ("全县无沉船码头（渡口）达到码头总数的七成", ""),
        ("全县示范渡口达到渡口总数的七成", ""),
    ],
)
def test_lists_of_bodies_act_and_measures_do_not(clause: str, who: str) -> None:
    assert acting(clause) == who


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("县港航办作为主管部门，要扛起监管责任，不定期检查航道疏浚质量。", "县港航办"),
        ("渡口管理人员如因故离岗，要严格履行请假手续，登记离岗台账。", "渡口管理人员"),
        (
            "各镇人民政府，青石开发区、北坞新区管委会，县直有关部门要抓住关键环节，落实清障经费。",
            "各镇人民政府，青石开发区、北坞新区管委会，县直有关部门",
        ),
        (
            "即日起，全县各级机关、企事业单位在落实值守措施的基础上，合理安排工作，减少船舶聚集。",
            "全县各级机关、企事业单位",
        ),
    ],
)
def test_who_is_named_before_the_order(body: str, who: str) -> None:
    assert set(owners(body).values()) == {who}


def test_to_carry_out_what_is_required_reports_nothing() -> None:
    body = "会议要求，全县各镇要深入学习航道条例，严格执行条例要求，围绕重点工程做好疏浚规划。"
    assert list(owners(body, "云岭县召开常务会议").values()) == ["全县各镇"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "一要思想到位。护堤队员要认清汛情，不能有侥幸心理，要建立值守台账；二要措施到位。各村委要建好沙袋仓库，储备沙袋3万条。",
            {"要建立值守台账": "护堤队员", "措施到位": None},
        ),
        (
            "会议要求，镇巡河队、镇村两级包堤干部严格落实昼夜轮值制度，建立值守台账；各村（社区）提前掌握险段，做好沙袋储备。",
            {"镇巡河队": "镇巡河队、镇村两级包堤干部", "各村（社区）": "各村（社区）"},
        ),
        (
            "会议要求，包片领导、包保干部和各村负责人一定要守住险段，建立台账。",
            {"包片": "包片领导、包保干部和各村负责人"},
        ),
        ("县级以上人民政府应当将渔港养护经费列入预算，建立养护台账。", {"县级以上": "县级以上人民政府"}),
        ("渔政部门负责组织巡航，所需船只由港航部门优先调剂安排。", {"渔政": "渔政部门"}),
        ("计划、物资部门要按清单备货，建立沙袋储备台账。", {"计划": "计划、物资部门"}),
        ("渔港建设规划由省渔业、交通等有关部门负责编制。", {"渔港": "省渔业、交通等有关部门"}),
    ],
)
def test_whose_each_order_is(body: str, wanted: dict[str, str | None]) -> None:
    found = owners(body, "云岭县召开防汛会议")
    for words, who in wanted.items():
        assert next(owner for quote, owner in found.items() if words in quote) == who


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("双方议定，集中精力疏浚青河航道，共建船闸2座，建立联合巡航机制。", "双方"),
        ("他叮嘱青石镇、北坞镇负责同志，上游堤防薄弱问题突出，要更换闸门6座。", "青石镇、北坞镇负责同志"),
        ("他告诫各渡口管理单位，要建立值守台账。", "各渡口管理单位"),
        ("他叮嘱大家，要建立值守台账。", None),
        ("他要求加快进度，要建立值守台账。", None),
    ],
)
def test_who_is_told_or_agrees_before_what_is_to_be_done(body: str, who: str | None) -> None:
    found = owners(body, "云岭县与青石县举行会商")
    assert {owner for quote, owner in found.items() if "要求" not in quote} == {who}


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("举报人应当在十日内到渔港办领取奖励", "举报人"),
        ("联名举报的举报人应当推举一人", "联名举报的举报人"),
        ("受托人须带齐渔船证书", "受托人"),
        ("推荐对象应填写船员登记表", "推荐对象"),
        ("政工科、业务督查科要每日查岗", "政工科、业务督查科"),
    ],
)
def test_people_and_sections_that_rules_speak_of(words: str, who: str) -> None:
    assert subject_of(words) == (who, True)
