"""Who is to do it: every form of a duty note and of a clause with every kind of unit (R25-R28)."""

from itertools import product

import pytest

from luoshi_reading.facts.owners.duty_notes import find_notes
from luoshi_reading.facts.owners.subjects import subject_of
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

UNITS = (
    *(
        "市发展改革委",
        "市发改委",
        "市住房和城乡建设局",
        "市大数据局",
        "市城投集团",
        "市委组织部",
        "市委宣传部",
        "市委编办",
    ),
    *(
        "市政府办公室",
        "市行政审批服务局",
        "市公安局交警支队",
        "国网云岭供电公司",
        "市供销社",
        "市总工会",
        "团市委",
        "市妇联",
    ),
    *("市残联", "市工商联", "市科协", "市红十字会", "市消防救援支队", "市机关事务中心", "县水务局", "省交通运输厅"),
    *(
        "青石镇人民政府",
        "滨江街道",
        "各镇（街道）",
        "各县（市、区）",
        "各县（市、区）人民政府",
        "县直各部门",
        "各有关部门",
    ),
    *("经开区管委会", "高新区", "云岭银行", "市检察院", "市纪委监委", "云岭海关", "各高校", "市乡村振兴集团"),
)
B, C = "市财政局", "市审计局"
LEADS: list[str] = []
HELPED, HELPED_BY_TWO = ([B], [B, C])
NOTES = (
    *(("（{a}负责）", LEADS), ("（{a}牵头）", LEADS), ("（牵头单位：{a}；配合单位：{b}、{c}）", HELPED_BY_TWO)),
    *(("［{a}牵头，{b}、{c}配合］", HELPED_BY_TWO), ("（{a}牵头，{b}等部门配合）", HELPED)),
    *(
        ("（{a}牵头，{b}、{c}按职责分工负责）", HELPED_BY_TWO),
        ("（{a}、{b}按职责分工负责，列第一位的为牵头单位）", HELPED),
    ),
    *(("【责任单位：{a}，配合单位：{b}】", HELPED), ("（主办单位：{a}，协办单位：{b}）", HELPED)),
    *(("（牵头部门：{a}，责任部门：{b}、{c}）", HELPED_BY_TWO), ("（{a}牵头，{b}配合，2026年底前完成）", HELPED)),
    *(("〔牵头单位：{a}，配合单位：{b}〕", HELPED), ("（牵头单位：{a} 配合单位：{b}、{c}）", HELPED_BY_TWO)),
    *(("（{a}会同{b}负责）", HELPED), ("（由{a}牵头，{b}配合）", HELPED), ("（责任单位∶{a}）", LEADS)),
    *(("（责任单位：{a}；完成时限：2026年12月底）", LEADS), ("（牵头单位：{a}，参加单位：{b}）", HELPED)),
    *(("（牵头责任单位：{a}；配合责任单位：{b}）", HELPED), ("（牵头：{a}；配合：{b}）", HELPED)),
    *(("（责任人：周军；责任单位：{a}）", LEADS), ("（牵头领导：周军；牵头单位：{a}）", LEADS)),
    *(("\n牵头单位：{a}\n配合单位：{b}、{c}", HELPED_BY_TWO), ("牵头单位：{a}；责任单位：{b}、{c}。", HELPED_BY_TWO)),
    *(("（{a}主办，{b}、{c}协办）", HELPED_BY_TWO), ("（{a}主责，{b}、{c}参与）", HELPED_BY_TWO)),
    *(("（{a}承办，{b}、{c}协助）", HELPED_BY_TWO), ("（主责单位：{a}；协办单位：{b}、{c}）", HELPED_BY_TWO)),
    *(("（{a}负责，{b}、{c}会办）", HELPED_BY_TWO), ("\n责任主体：{a}\n协同单位：{b}、{c}", HELPED_BY_TWO)),
    ("（责任单位：{a}按职责分工负责。其他措施均涉及县区，不再列出，下同。）", LEADS),
    ("（责任单位：{a}。以下措施均需各县区落实，不再单独列出）", LEADS),
    ("\n责任单位：{a}牵头，{b}、{c}（除标注为“牵头”单位外，列第一位的为牵头单位，下同）", HELPED_BY_TWO),
    ("\n责任单位：{a}、{b}、{c}（列第一位的责任单位为牵头单位，下同）", HELPED_BY_TWO),
    *(("\n责任单位：{a}\n完成时限：2026年12月", LEADS), ("\n（责任单位：{a}）", LEADS)),
)
CLAUSES = (
    *("{a}要新建高标准农田3万亩。", "{a}应于6月底前完成高标准农田3万亩建设。", "{a}负责新建高标准农田3万亩。"),
    *("{a}牵头新建高标准农田3万亩。", "{a}必须在6月底前建成高标准农田3万亩。", "同时，{a}要新建高标准农田3万亩。"),
    *(
        "由{a}负责新建高标准农田3万亩。",
        "新建高标准农田3万亩，由{a}负责。",
        "由{a}牵头，会同{b}制定高标准农田建设规划。",
    ),
    *("{a}要会同{b}、{c}等部门，新建高标准农田3万亩。", "{a}牵头，{b}配合，新建高标准农田3万亩。"),
    *("{a}会同{b}制定高标准农田建设规划。", "{a}要切实履职，新建高标准农田3万亩；{b}要加强资金监管。"),
)
NO_NOTES = (
    "（2026年）",
    "（含乡镇）",
    "（见附件）",
    "（周军）",
    "（以下简称条例）",
    "（不含市本级）",
    "（责任人：周军）",
    "（详见责任清单）",
)


@pytest.mark.parametrize(("unit", "note"), list(product(UNITS, NOTES)))
def test_a_note_tells_who_leads_and_who_helps(unit: str, note: tuple[str, list[str]]) -> None:
    form, helped = note
    found = find_notes(f"新建高标准农田3万亩。{form.format(a=unit, b=B, c=C)}\n")
    assert [(list(one.duty.lead), list(one.duty.supporting)) for one in found] == [([unit], helped)]


@pytest.mark.parametrize("bracket", NO_NOTES)
def test_other_brackets_name_nobody(bracket: str) -> None:
    assert find_notes(f"新建高标准农田3万亩。{bracket}\n") == []


def test_a_paper_may_say_first_that_the_first_named_leads() -> None:
    found = find_notes(
        "责任分解中，列第一位的责任单位为牵头单位。\n1.新建泵站2座。\n责任单位：市水利局、市财政局\n"
        "2.新建公园。\n责任单位：市住建局牵头，市园林局\n3.新建路灯。\n责任单位：市供电公司、市照明所牵头\n"
    )
    assert [(one.duty.lead, one.duty.supporting) for one in found] == [
        (("市水利局",), ("市财政局",)),
        (("市住建局",), ("市园林局",)),
        (("市供电公司", "市照明所"), ()),
    ]


@pytest.mark.parametrize("form", CLAUSES)
def test_a_clause_tells_whose_it_is(form: str) -> None:
    read = {}
    for unit in UNITS:
        text = f"云岭市2026年农田建设实施方案\n一、重点任务\n{form.format(a=unit, b=B, c=C)}\n"
        found = [f for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]
        read[unit] = found[0].fields["owner"] if found else "nothing"
    assert read == {unit: unit for unit in UNITS}


@pytest.mark.parametrize(
    "unit", ["市水利局", "市委宣传部", "市残联", "市供销社", "青石镇", "滨江街道", "云岭县", "各县区"]
)
@pytest.mark.parametrize("verb", ["督促", "指导", "支持"])
def test_who_is_spurred_owns_it(verb: str, unit: str) -> None:
    assert subject_of(f"{verb}{unit}加快建设高标准农田3万亩")[0] == unit


@pytest.mark.parametrize(
    "clause", ["支持开发区建设", "支持市场主体加快发展", "鼓励区域社会建设", "支持产业园区加快建设", "我们要抓好落实"]
)
def test_what_is_supported_owns_nothing(clause: str) -> None:
    assert subject_of(clause)[0] is None


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("各级新闻媒体要积极开展宣传引导", "各级新闻媒体"),
        ("广大渔民船东、志愿者要带头参与清淤", "广大渔民船东、志愿者"),
        ("全县人民要支持护岸工程", "全县人民"),
        ("理事班子和成员及社员个人要坦诚面对意见", "理事班子和成员及社员个人"),
        ("每一位党员干部（指船队干部）都要撰写航行日志", "每一位党员干部"),
        ("各单位返回后要制定疏浚办法", "各单位"),
        ("我局定于5月6日起开放检验大厅", "我局"),
        ("希望云岭市切实把创新摆在首位", "云岭市"),
        ("期望云岭市继续做好试点", "云岭市"),
        ("及省厅结合整改要求出台的文件", None),
        ("希望城市更新加快", None),
        ("会议商定于5月6日召开", None),
    ],
)
def test_more_who_may_be_told_to_act(clause: str, who: str | None) -> None:
    assert subject_of(clause)[0] == who


OWNED = {
    "请各责任单位加强堤段巡查，抓紧制订抢修计划": "各责任单位",
    "各牵头单位拟订的疏浚计划要于9月20日前报市水利局": "各牵头单位",
    "请各地、各部门“一把手”亲自管、带头干，于2月11日前报送名单": "各地、各部门",
    "各区（市）县政府、市政府各部门及护岸工程业主确定一名联络员": "各区（市）县政府、市政府各部门及护岸工程业主",
    "各区（市）县政府、市政府各部门每月25日前要将疏浚进度报送市政府": "各区（市）县政府、市政府各部门",
    "各成员单位每季度召开一次会议": "各成员单位",
    "县委组织部、县人社局负责制定人才引进办法": "县委组织部、县人社局",
    "村（社区）“两委”要开展入户宣传": "村（社区）“两委”",
    "近岸海域15%左右面积达到生态养殖要求": None,
    "政府养护渔船全部执行国Ⅱ标准": None,
}


@pytest.mark.parametrize("clause", OWNED)
def test_who_owns_an_order_of_a_plan(clause: str) -> None:
    text = f"云岭市2026年重点工作实施方案\n一、工作要求\n1.建立台账。\n2.{clause}。\n"
    found = [f for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"][1:]
    assert "、".join(found[0].fields["lead"]) == (OWNED[clause] or "")


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("要求水务部门牵头修改完善方案", "水务部门"),
        ("责成市城管局负责拆除违建", "市城管局"),
        ("形成“镇村包地块，站所分头把关，渔民自觉维护”的管护局面", None),
    ],
)
def test_who_is_asked_to_lead(clause: str, who: str | None) -> None:
    assert subject_of(clause)[0] == who


ASKED = (
    *((f"鼓励{who}{does}", who) for who, does in product(
        ("各级财政", "有条件的县（市、区）", "有条件的园区", "各高校"),
        ("加大对船坞的投入力度", "建设公共服务平台", "出台补贴办法", "依托港口开展培训"),
    )),
    *((f"请{who}{does}", who) for who, does in product(
        ("群众", "广大市民", "全体师生"), ("互相监督", "共同守护青河两岸的树木"),
    )),
    *((f"{who}请{does}", who) for who, does in product(
        ("各推荐单位", "有关部门", "各乡镇"), ("加强对申请者资质的审核把关", "于5月6日前报送名单"),
    )),
    ("渔政、海事、气象部门要核对好船只数据", "渔政、海事、气象部门"),
    ("要求全镇上下连夜巡堤", "全镇上下"),
    ("省财政筹措2亿元专款修缮渔港码头", "省财政"),
)  # fmt: skip


@pytest.mark.parametrize(("clause", "who"), ASKED)
def test_who_is_asked_owns_it(clause: str, who: str) -> None:
    assert subject_of(clause, assigned=True)[0] == who


@pytest.mark.parametrize(
    "clause",
    [
        "并于2027年2月15日、5月15日、8月15日前向市水利局报送疏浚进度",
        "依照《船坞设计标准》（JG4-2018）、《养护院建设标准》等标准",
        "委托测绘公司负责水下测量",
        "鼓励社会力量参与船坞建设",
        "加强渔政、海事部门建设",
    ],
)
def test_no_owner_is_cut_out_of_days_papers_and_verbs(clause: str) -> None:
    assert subject_of(clause, assigned=True)[0] is None


@pytest.mark.parametrize("who", ["驶入港区的船只和个人", "尚未制定补贴办法的县市", "使用冰鲜水产的企业"])
@pytest.mark.parametrize("must", ["应", "要", "须", "必须"])
def test_who_is_described_before_a_comma_owns_what_they_must(who: str, must: str) -> None:
    text = f"云岭市人民政府关于做好渔港安全的通知\n各县区：\n一、{who}，{must}在港区入口登记，建立登记台账。\n"
    found = read_text(SourceText(text, "utf-8", "")).findings
    assert [f.fields["owner"] for f in found if f.kind == "commitment" and who in f.quote] == [who]
