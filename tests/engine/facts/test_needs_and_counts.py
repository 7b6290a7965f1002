"""需 as an obligation, works told by place and count, what is planned, how papers came about (R10-R12, R93)."""

from itertools import product

import pytest

from luoshi_reading.facts.clauses.clause_roles import Role, clause_role
from luoshi_reading.facts.clauses.levels import ACTIONABLE_AT, clause_weight
from luoshi_reading.facts.deadlines.deadlines import find_deadline
from luoshi_reading.facts.owners.subjects import subject_of
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

WHO = ("各单位", "各申报企业", "各镇村河长湖长", "各县区", "申请人")
NEEDED = ("于5月10日前提交材料", "严格落实值班制度", "高度重视", "亲自协调抢险事宜", "及时报送名单")


@pytest.mark.parametrize(("who", "does"), list(product(WHO, NEEDED)))
def test_whoever_needs_to_is_ordered_to(who: str, does: str) -> None:
    assert clause_role(f"{who}需{does}") is Role.ORDER


@pytest.mark.parametrize("clause", ["项目需投资3亿元", "短板还需补齐", "群众急需解决的问题", "市场需求旺盛"])
def test_what_a_thing_takes_is_no_order(clause: str) -> None:
    assert clause_role(clause) is not Role.ORDER


@pytest.mark.parametrize(
    ("where", "work"), list(product(("城区", "“一事一议”", "沿江片区"), ("新建候船亭5处", "硬化巷道37.5万平方米")))
)
def test_where_a_work_and_its_count_are_work_to_be_done(where: str, work: str) -> None:
    assert clause_role(where + work) is Role.ASSIGNED


@pytest.mark.parametrize("clause", ["去年新建渔港3座", "累计新建候船亭5处", "城区新建了便民市场5处"])
def test_what_was_built_is_none(clause: str) -> None:
    assert clause_role(clause) is not Role.ASSIGNED


def test_who_plans_works_owns_them_by_the_year_told() -> None:
    clause = "长沙计划新建候船亭40个"
    assert clause_role(clause) is Role.ORDER
    assert subject_of(clause)[0] == "长沙"
    due = find_deadline("今明两年", 2026)
    assert due is not None
    assert due.value == "2027"


@pytest.mark.parametrize(
    "clause", ["报告经市九届人大三次会议通过", "制定分工方案如下", "提出工作意见如下", "由督查室牵头的10个督导组"]
)
def test_how_a_paper_came_about_orders_nothing(clause: str) -> None:
    assert clause_role(clause) in (Role.STATEMENT, Role.OTHER)


@pytest.mark.parametrize("clause", ["未经市政府批准", "由督查室牵头制定办法", "方案须经市政府常务会议审议通过"])
def test_what_depends_on_it_stays_what_it_was(clause: str) -> None:
    assert clause_role(clause) is not Role.STATEMENT


def test_a_count_is_a_thing_though_the_clause_ends_with_none() -> None:
    clause = "组织10个督查组督促责任落实"
    assert clause_weight(clause, clause_role(clause)) >= ACTIONABLE_AT


@pytest.mark.parametrize(
    "clause",
    [
        "将学习与掌握2026年云岭省政府工作报告结合",
        "办好2026年全国海洋船模制作大赛",
        "半年、全年完成情况要按期上报",
    ],
)
def test_the_year_of_a_report_or_an_event_is_no_deadline(clause: str) -> None:
    assert find_deadline(clause, 2026) is None


def test_a_quarter_with_its_year_is_a_deadline() -> None:
    due = find_deadline("2026年第3季度完成检查", 2026)
    assert due is not None
    assert due.value == "2026-09-30"


@pytest.mark.parametrize(
    "how", ["以“园区”思想为统领", "围绕“五大”工程发力", "对12个片区开展整治", "于5月开工", "以《规划》为纲"]
)
def test_what_a_unit_will_do_is_to_come_whatever_stands_behind(how: str) -> None:
    assert clause_role(f"镇党委将{how}") is Role.ORDER


def test_whom_it_is_done_for_does_not_make_it_private() -> None:
    story = "近日，云岭市召开文明城市座谈会。市委书记周军出席会议。创建是增进乡情的有效办法。"
    found = _orders(f"{story}要举办渔歌对唱等群众性活动，形成家家参与的热潮。\n")
    assert found == ["要举办渔歌对唱等群众性活动，形成家家参与的热潮"]
    assert _orders(f"{story}几位店主要扩大店面。大会应到代表310人，实到305人。\n") == []


def test_what_is_to_be_kept_and_what_is_done_for_it_go_together() -> None:
    said = "报告指出，加快建设滨海渔村。海带养殖规模稳定在20万亩以上，着力打造海带加工示范区。"
    assert _orders(f"2月3日，云岭市人大二次会议开幕。周军作政府工作报告。{said}\n")[1:] == [
        "海带养殖规模稳定在20万亩以上",
        "着力打造海带加工示范区",
    ]


def _orders(text: str) -> list[str]:
    return [f.quote for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]


@pytest.mark.parametrize(
    ("clause", "reportable"),
    [
        ("加快工程建设进度", True),
        ("做好政策宣传、入户丈量、签约等工作", True),
        ("加大防火宣传教育力度", True),
        ("畅通毕业生就业渠道", True),
        ("扩大数据共享范围", True),
        ("依法追究刑事责任", False),
        ("依法依规予以处理", False),
        ("做好各项工作", False),
    ],
)
def test_how_far_it_is_can_be_told_or_not(clause: str, reportable: bool) -> None:
    assert (clause_weight(clause, clause_role(clause)) >= ACTIONABLE_AT) is reportable


@pytest.mark.parametrize("other", ["市直包保单位要加强巡回辅导", "渔政办负责码头秩序", "航道公司负责疏浚管理事宜"])
def test_what_another_unit_does_stands_apart(other: str) -> None:
    head = "云岭市人民政府关于做好督查工作的通知\n各县区：\n"
    assert _orders(f"{head}一、省政府办公厅要建立督查台账，{other}。\n") == ["省政府办公厅要建立督查台账", other]


@pytest.mark.parametrize(
    "told",
    [
        "接到报告后，青石镇党委政府连夜组织水利站和安全管理办等单位工作人员赶到堤上，查看渗漏并开展先期抢护",
        "接到报告后，市政府办公室连夜组织县应急管理局和水利局工作人员赶到堤上，查看渗漏并转移群众",
    ],
)
def test_an_emergency_office_obliges_nobody(told: str) -> None:
    assert _orders(f"4月15日，云岭县委常委周军来到青石镇，实地查看险情。{told}。\n") == []


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("市政府负责领导要抓好工作调度", "市政府负责领导"),
        ("工作人员要盯紧滑坡隐患点位移数据", "工作人员"),
        ("各渔村及有关部门一要备足物料", "各渔村及有关部门"),
    ],
)
def test_who_must_is_called_by_the_whole_name(clause: str, who: str) -> None:
    assert subject_of(clause)[0] == who


@pytest.mark.parametrize("frame", ["按照能出港早出港的原则", "对于没有办妥证照的船只", "围绕重点产业"])
def test_what_frames_a_clause_is_cut_with_it(frame: str) -> None:
    story = "3月16日，云岭市召开渔港管理调度会。市长周军主持会议。"
    found = _orders(f"{story}周军强调，各镇要编制清淤计划，逐条核对在册渔船档案，{frame}，要建立船只管理台账。\n")
    assert found[-1] == f"{frame}，要建立船只管理台账"


def test_what_is_asked_of_the_work_orders_nothing() -> None:
    assert clause_role("清淤工程能否真正经受考验") is Role.STATEMENT
    assert subject_of("常委班子成员要带头调研")[0] == "常委班子成员"


def test_a_law_that_is_studied_is_no_thing_made() -> None:
    clause = "深入学习《统计法》"
    assert clause_weight(clause, clause_role(clause)) < ACTIONABLE_AT


def test_a_caption_names_no_place() -> None:
    text = "图为市委书记周军在程家庄调研环境整治工作。\n本报讯 7月12日，周军指出，要加快推进违建拆除。\n"
    assert read_text(SourceText(text, "utf-8", "")).place is None
