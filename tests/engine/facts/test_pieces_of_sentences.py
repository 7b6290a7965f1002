"""Where a sentence of several objects is cut: at ‖ the next piece begins, at a comma it goes on (R15, R16)."""

from __future__ import annotations

import pytest

from luoshi_reading.facts.commitments.commitments import find_pieces
from luoshi_reading.facts.style import Style
from luoshi_reading.structure import split_sentences

STYLES = {
    "paper": Style(reported=False, listing=False),
    "listing": Style(reported=False, listing=True),
    "report": Style(reported=True, listing=True),
}

COUNTS = (
    ("listing", "建设市级工业设计中心‖培养数控技师800人。"),
    ("listing", "推进古城墙保护修缮‖新开辟夜间公交线路12条。"),
    ("listing", "实施湿地保护行动‖每千名老人养老床位达到45张‖建成护老驿站9处。"),
    ("listing", "建成海洋牧场观测网‖新建口袋公园26个‖完善社区托育服务。"),
    ("listing", "开展文旅消费季活动，发放消费券2600万元。"),
    ("listing", "实施老茶园改造，三年改造茶园2万亩。"),
    ("listing", "开展文旅消费季活动，惠及市民30万人次。"),
    ("paper", "制定低空飞行管理办法‖今年布设起降点15个。"),
    ("paper", "实行船员分级管理制度‖两年内新增充换电站60座。"),
    ("paper", "建立船员健康档案‖到2027年培育休闲农庄8个。"),
    ("paper", "实施灌区改造项目，铺设管道40公里。"),
    ("paper", "开展护堤巡查，整治险段20处。"),
    ("report", "会议强调，要加快创新平台建设，新建实验室3家。"),
    ("paper", "建设零工驿站，提供岗位2000个。"),
    ("paper", "完善网格员管理制度，每个社区不少于3名。"),
    ("paper", "健全考核办法，每季度打分，连续两次垫底的，由分管领导约谈。"),
    ("report", "会议强调，要建立海域立体分层设权制度‖今年招录航标工30名。"),
)
UMBRELLAS = (
    ("listing", "打造安全便捷现代交通网，开工建设云岭北站枢纽‖改造提升桑坞至知水公路‖加快青河大桥前期工作。"),
    ("listing", "办好特殊教育，实施融合教育推广计划。"),
    ("listing", "加强防潮设施建设，加快实施青河海堤加固工程。"),
    ("listing", "统筹各类渔业资金，优化实施海洋牧场项目。"),
    ("listing", "落实政策稳渔业，实施渔民转产行动。"),
    ("listing", "打造霁湾旅游度假区‖建成古街游客换乘中心。"),
    ("listing", "加强城北净水厂二期工程建设‖建成老城区雨水泵站。"),
    ("listing", "全面落实湖泊分级管护制度‖建设海岸线监测平台。"),
    ("report", "会议要求，要强化培训质量管理，建立学员实名登记制度‖完善结业考评体系。"),
    ("report", "会议要求，要加强对各水库、渡口安全巡查‖渡口管理员要坚持24小时值守，严防死守，确保行船安全。"),
)
OWN_OBJECTS = (
    ("listing", "开工建设云岭机场‖完成知水车站改造工程‖推进桑坞铁路、青河大桥等项目前期工作。"),
    ("report", "会议强调，要加大渔民住房保障力度，加强旧渔村更新改造，大力发展海上民宿。"),
    ("report", "会议强调，要推动军地渔港融合，加强供需对接，加快改进过时的管理规定。"),
)
DEGREES = (
    ("listing", "主要目标是：渔港服务能力显著提升，渔民满意度大幅提高‖海洋牧场管理体系基本建成。"),
    ("listing", "到2028年，渔港服务能力显著提升‖渔民满意度大幅提高‖海洋牧场管理体系基本建成。"),
    ("listing", "到2030年，供水、供气等突出问题基本解决‖公交、步道网络基本完善‖充电网点基本满足出行需求。"),
)
FIGURES = (
    ("paper", "实现生产总值增长6%‖设备投资120亿元‖利用外商资本900万美元‖引进工厂18户‖个体商户600户。"),
    (
        "listing",
        "今年主要目标是：生产总值增长5.5%左右‖居民消费价格涨幅2%以内‖渔民收入与产值增长同步‖水稻产量只增不减‖财政收入增长3%。",
    ),
    ("paper", "规上企业突破3000家，力争达到3200家‖入库企业突破900家，力争达到1000家。"),
    (
        "listing",
        "今年主要目标是：渔业产值增长6%‖渔民收入增长7%‖单位产值能耗持续下降，确保完成省下达的指标。",
    ),
)
BODIES = (
    ("paper", "继续做好海洋观测员招录和轮训任务‖各县区要因地制宜，开办海上驿站等新项目。"),
    ("paper", "市海洋局将对休渔情况进行专项督查‖各地、各部门要按照职责，逐条制定落实方案。"),
    ("paper", "要抓好政策学习，各部门要组织专题宣讲。"),
    ("paper", "依照《渔港建设标准》等规范，各县区政府要统筹专项资金，加快渔港改建。"),
)
TURNS = (
    ("report", "会议强调，要完善渔港管理制度，聚焦船员安全关切，开展应急救生演练。"),
    ("report", "会议强调，要健全船舶检验机制，倒排节点、挂牌督战，全面开展隐患排查。"),
)
OTHERS = (
    ("paper", "抓好渔港扩容项目‖组织好国际帆船赛接待活动‖建设好老灯塔、古码头等人文景点。"),
    ("paper", "做好思想工作，抓好责任落实。"),
    ("paper", "支持大型船厂设立设计中心‖引导小型船厂联合组建检测站。"),
    ("paper", "支持民营渔业发展壮大，支持小微渔企发展。"),
    ("paper", "制定渔港管护办法‖2027年底前建成渔具交易市场。"),
    ("paper", "改造护岸46公里，2027年底前完成主体工程。"),
    ("report", "会议议定，启动渔港改造并组织测绘‖所需前期经费300万元由市财政局从预备费中解决。"),
    ("report", "会议议定，由渔港公司改造老码头泵房‖管护费用由冷链公司按季承担。"),
    ("report", "会议议定，购置巡逻艇6艘，所需资金由县财政统筹解决。"),
    ("report", "会议强调，要完善渔业信用评价体系，积极开展诚信船东评定‖严厉打击非法捕捞、贩卖渔获的行为。"),
    ("report", "会议强调，要保持清醒，坚决查处违纪行为。"),
    ("listing", "实施“三个千亩”提升行动，海带养殖产值突破9亿元‖紫菜养殖产值达到7亿元。"),
)
CASES = (*COUNTS, *UMBRELLAS, *OWN_OBJECTS, *DEGREES, *FIGURES, *BODIES, *TURNS, *OTHERS)


@pytest.mark.parametrize(("style", "marked"), CASES, ids=[marked[:24] for _, marked in CASES])
def test_pieces_of_a_sentence(style: str, marked: str) -> None:
    text = marked.replace("‖", "，")
    pieces = find_pieces(text, split_sentences(text), STYLES[style], heads=set(), skip=set())
    found = [text[piece.start : piece.end] for piece in pieces]
    told = marked.rstrip("。").split("：")[-1]
    for said in ("会议强调，", "会议要求，", "会议议定，"):
        told = told.removeprefix(said)
    assert found == told.split("‖")
