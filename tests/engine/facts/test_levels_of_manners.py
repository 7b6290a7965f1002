"""What is a thing to report on and what a manner of working, by how verb and object stand together (R20, R21)."""

import pytest

from luoshi_reading.facts.clauses.clause_roles import Role, clause_role
from luoshi_reading.facts.clauses.levels import ACTIONABLE_AT, clause_weight
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text


@pytest.mark.parametrize(
    ("clause", "is_thing"),
    [
        ("严格督查考核", False),
        ("精准高效督办", False),
        ("着力解决突出问题", False),
        ("坚决维护制度", False),
        ("充分听取群众意见", False),
        ("广泛听取各村渔民和船东代表对方案的意见", True),
        ("对护岸工程通盘考虑、制定分段包干的管护办法", True),
        ("加强督查考核", True),
        ("组织开展培训", True),
        ("建立督查考核制度", True),
        ("解决排水不畅问题", True),
        # Figures of speech, and the things that they are made of.
        ("推动防汛工作迈上新台阶", False),
        ("更换码头台阶20级", True),
        ("提供坚强组织保障", False),
        ("提供用地保障", True),
        ("交出一份满意答卷", False),
        ("把防汛作为一项长期工程", False),
        ("把护岸作为眼下的头等大事来抓", False),
        ("建设护岸工程", True),
        ("坚决打好攻坚战", False),
        ("打好五个污染防治攻坚战", True),
        ("不断深化合作", False),
        ("建立校地合作机制", True),
        ("充分认识防汛中的问题", False),
        ("认真分析研究", False),
        ("组织开展课题研究", True),
        ("将责任落到每一个岗位", False),
        ("充分借助各村广播平台", False),
        ("搭建媒体平台", True),
        ("创新思路办法", False),
        ("制定管理办法", True),
        ("在防汛上开新局", False),
        ("坚决打赢堤防除险硬仗", False),
        ("把防汛当作天大的事", False),
        ("把岸线优势转化为发展优势", False),
        ("把堤段巡查纳入清单管理", True),
        # Said of anything, and what is asked beside it.
        ("要做到三个到位", False),
        ("要突出清淤、护岸、绿化三个重点", False),
        ("要做到三个码头全部开工", True),
        ("提高工作标准", False),
        ("提高护堤员补贴标准", True),
        ("创新举措促项目", False),
        ("强化组织保障抓整治", False),
        ("着力抓好渔港整治", True),
        ("及时帮助解决工作推进中的困难和问题", False),
        ("解决渔港淤积问题", True),
        ("精心组织实施", False),
        ("组织实施渔港改造", True),
        ("用心用情为船民办实事", False),
        ("把从严管理体现到每一个环节", False),
        ("打造品牌", False),
        ("打造海带区域公用品牌", True),
        ("严格落实安全生产责任制", False),
        ("建立安全生产责任制度", True),
        ("打造产业发展的主战场", False),
        ("紧扣三个“一号渔港”", False),
        ("开展三个“百日”清淤行动", True),
        ("争当渔业强县建设中坚力量", False),
        ("抓好渔船更新年、渔港建设年“两个年”活动", True),
        ("突出抓好渔船更新年、渔港建设年“两个年”活动", True),
        ("突出改善渔区面貌", False),
        ("及时督查护岸整改情况", True),
        ("对发现的问题限期整改", True),
        ("节水减排完成市下达指标任务", True),
        ("完成上级交办任务", False),
        ("明确责任人、完成时限", True),
        ("明确责任分工", False),
        ("加快渔港片区征迁", True),
        ("在护渔中打头阵、作示范", False),
        ("要把会议精神学深悟透", False),
        ("各部门要鼎力合作", False),
        ("坚持创建为民、创建惠民", False),
        ("认真借鉴外地渔港建设经验做法", False),
        ("消除码头隐患", False),
        ("排查码头隐患", True),
        ("着力抓好八个方面的重点工作", False),
        ("着力解决责任心不强、本领不够等问题", False),
        ("解决渔民用水、用电问题", True),
        ("抓紧完成渔博会各项筹备工作", True),
        ("对渔港环境卫生进行集中治理", True),
        ("开展渔港整治“回头看”", True),
        ("加强营商环境建设", False),
        ("要坚决守牢粮食安全、生态安全两条底线", False),
        ("新建防汛道路两条", True),
        ("争创一流", False),
        ("把贯彻县委十三届八次全会精神作为当前的一项重要任务", False),
        ("结合“十六五”规划编制", False),
        ("结合实际开展渔港整治", True),
        ("争创省级示范渔港", True),
        ("扎实做好下半年工作", False),
        ("做好下半年护岸工作", True),
        ("坚决完成各项防汛任务", False),
        ("确保清淤工作平稳有序", False),
        ("切实解决好渔民关心的突出问题", False),
        ("解决渔民饮水问题", True),
        ("凝心聚力抓创建", False),
        ("集聚资源要素", False),
        ("不许互相扯皮", False),
        ("不许占用防洪通道", True),
        # What is made ready, put up, brought down, closed, or measured against another.
        ("县供销社要把编织袋储备好、调运好", True),
        ("要把渔港服务窗口整合起来", True),
        ("要把责任扛起来", False),
        ("要把群众组织起来", False),
        ("轮渡要按照禁航规定停航", True),
        ("各镇要在险段提前预置力量", True),
        ("水产品产量要高于去年", True),
        ("要对未完工的项目进行自查", True),
        ("要千方百计确保船闸如期建成", True),
        ("各镇要对渔船逐艘过筛子", True),
        ("老旧渡口要逐个过一遍", True),
        ("县救援队要集结待命", True),
        ("组织抢险机具、车辆、油料全部到位", True),
        ("思想要到位", False),
        ("把每座渡口都建成精品工程", False),
        ("建成护岸工程", True),
    ],
)
def test_a_thing_or_a_manner(clause: str, is_thing: bool) -> None:
    assert (clause_weight(clause, clause_role(clause)) >= ACTIONABLE_AT) is is_thing


def test_a_second_verb_behind_what_is_worked_on_orders() -> None:
    assert clause_role("对护岸工程通盘考虑、制定管护办法") is Role.IMPERATIVE
    assert clause_role("对宣传、教育中的问题") is Role.FRAME


@pytest.mark.parametrize(
    ("sentence", "orders"),
    [
        ("会议强调，做好今年护岸工作，一是新建护岸30公里。二是开展培训50场。", 2),
        ("会议强调，做好今年护岸工作，新建护岸30公里。", 1),
        ("会议强调，各镇各村要从四个方面做好工作。一是新建护岸30公里。", 1),
        ("会议强调，要从资金、人力两个方面保障护岸工程。", 1),
    ],
)
def test_what_a_list_is_about_is_no_order(sentence: str, orders: int) -> None:
    text = f"3月12日，云岭市召开护岸工作会议。\n{sentence}"
    found = [f.quote for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]
    assert len(found) == orders
    assert "做好今年护岸工作" not in found


@pytest.mark.parametrize("head", ["加大资金投入", "加强组织保障", "强化宣传引导", "切实加强督导检查"])
def test_what_only_heads_safeguards_names_nothing_to_report_on(head: str) -> None:
    assert clause_weight(head, clause_role(head)) < ACTIONABLE_AT


@pytest.mark.parametrize("work", ["加强渔港监测预警", "强化渔港码头建设", "开展消防督导检查2次", "加大宣传教育力度"])
def test_a_named_work_is_more_than_a_safeguard(work: str) -> None:
    assert clause_weight(work, clause_role(work)) >= ACTIONABLE_AT
