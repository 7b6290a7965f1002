"""What tells outright how reportable a clause is: what is reached, forbidden, handed in, carried out (R20)."""

from __future__ import annotations

import re

from luoshi_reading.knowledge.first_letters import compiled

# 全市前三, 全省第一: a rank.
RANK = r"(?:前[一二三四五六七八九十百\d]{1,3}|第[一二三四五])[名位强席]?$"
# 产值实现翻番, 隐患动态清零, 增速高于全省平均: a result that can be measured without a number. 停航, 如期建成: or seen.
REACHED = compiled(
    r"(?:(?:整改|复垦|关停|拆除|取缔)(?:到位|销号|完毕)|[与和]经济(?:发展|增长|总量增长)?(?:基本|保持)?同步(?:增长)?|翻番|翻[一两]番|倍增|清零|全覆盖)$"
    rf"|(?:位居|位列|稳居|跃居|保持在?|进入|挺进|冲进|跻身)全[国省市县区][^，]{{0,6}}{RANK}"
    r"|(?:高于|低于|好于|超过|不低于)(?:去年|上年|全[国省市县区](?:的?平均)?)(?:同期)?(?:平均)?(?:水平|数)?$"
    # 逐村逐户过筛子; 专业队集结待命, 机具全部到位
    r"|(?:过(?:一遍|一次)?筛子|[再户个艘村校]过一遍|集结待命|靠前驻防|(?:物资|机具|车辆|油料|装备|设备|资金|人员|队伍)[^，、]{0,4}全部到位)$"
    # 抗旱资金要及时到位; 县领导要带队检查码头
    r"|(?:物资|机具|资金|经费|款项)[^，、]{0,3}(?:及时|足额|按时|提前)到位$|带队[^，]{0,4}(?:检查|督查|巡查|督导|暗访)[^，]{2,}$"
    # 对发现的问题限期整改; 完成市下达的节水指标
    r"|限期(?:完成)?(?:整改|办结|销号|拆除|清退|搬迁|治理|改正|完成|补齐)|完成[^，]{0,12}下达的?[^，]{0,12}(?:指标|计划)(?:任务)?$"
    r"|(?:停[运航业课产]|(?:如期|顺利|按期|按时)(?:建成|完成搬迁|开放))$"
)


def is_reached(ordered: str, clause: str) -> bool:
    """Whether a clause, or what is ordered in it, comes to what can be measured or seen."""
    return (REACHED.search(ordered) or REACHED.search(clause)) is not None


# 把化肥储备好, 把窗口整合起来, 把价格降下来: what is made ready, put up or brought down.
PUT_UP = compiled(
    r"把[^，]{0,24}(?<!责任)(?<!道理)(?<!问题)(?<!困难)(?<!精神)(?<!思想)(?<!群众)(?<!关系)(?<!工作)(?<!作用)(?<!力量)(?<!队伍)"
    r"(?:(?:尽快|尽早|及时)?(?:建|立|搭|搞|清|降|修|补|腾|定|列|整合|组建|拆|设)(?:起来|下来|出来|上去|掉)"
    r"|(?:储备|调运|筹备|备|留|修|建|补|配)(?:好|足|齐|到位))$"
)
PUT_UP_LAST = frozenset("来去掉好足齐位")
# 一律不准营业, 不得擅自拆除: a rule that can be broken.
# Not 不得弄虚作假: what nobody can show.
FORBIDDEN = compiled(
    r"(?:一律|不得(?!言|弄|以任何|散布|泄露|泄密|传播|迟到|早退|缺席|干扰|敷衍|推诿|懈怠|马虎|有误)|不准|不许(?!互相|相互|扯皮|推诿|打[^，]{1,12}主意)|严禁(?!以任何)|禁止)"
)
# 写成调研报告报县政府: what is handed in can be shown.
SUBMITTED = compiled(
    r"(?:(?<![汇通预申])报|报送|上报|抄送|提交|备案|(?<=日)[交送]|(?<=前)[交送]|发送至)[^，的]{0,16}(?:(?:人民)?政府|党委|[省市县区]委|办公室|[局办厅室会院]|常委会议?|大会|备案|审批|审议|研究)$"
    r"|(?:督查|督导|抽查|核查|检查|审计|监督|跟踪|调度)[^，]{2,24}情况$"
    r"|(?:[前内]|研究|负责)(?:提出|拿出)[^，]{2,24}(?:意见|建议)$"
)
SUBMITTED_LAST = frozenset("府委室局办厅会院议案批究见况")
# 加快工程进度, 做好政策宣传、入户丈量、签约等工作, 加大宣传教育: how far it is can be told.
CARRIED_OUT = re.compile(
    r"(?:加快|抢抓|推进)[^，]{2,20}进度$|(?:做好|抓好|推进)[^，、]{2,}、[^，]{2}[^，、]*+、[^，]{2,}工作$"
    r"|(?:开展|加强|加大|强化)[^，]{0,12}宣传(?:教育|报道|引导)?(?:力度|工作)?$"
    r"|加强[^，]{2,}监测(?:预警|预报|预报预警|和[一-鿿]{2,4})?$|解决[^，、]{2,24}、[^，]{2,}问题$"
    r"|(?:深化|推进|推动|实施)[^，、]{4,}(?<!全面)(?<!领域)改革$"
    r"|明确[^，]{0,30}(?:责任人|完成时限|整改时限|时间节点)(?:、[^，]{2,6})*+$"
    r"|(?:畅通|拓宽)[^，]{2,}渠道$|(?:调整|扩大)[^，]{2,}范围$|(?:做|抓)好[^，、]{0,16}摸底(?:调查|排查)?工作$"
)
CARRIED_LAST = frozenset("革度作传育道导围测警报判护题人限点准")
# 依法追究刑事责任: what becomes of those who do not.
PROSECUTED = re.compile(
    r"(?:依法|依规|依纪)(?:依规|依纪)?(?:予以|严肃|从严)?(?:处理|追究[^，]{0,8}责任|问责|追责|追究)$"
    r"|(?:严肃|严厉|从严)(?:查处|处理|追责|问责|惩处|处罚)$"
)


# 加大资金投入, 加强组织保障, 强化宣传引导: what the sections of safeguards are headed by; no thing is named.
_BACKED = (
    r"(?:资金|财政|经费|组织|人员|人才|要素|政策|科技|技术|后勤)(?:投入|保障|支持|支撑)"
    r"|(?:宣传|舆论|督导|督查|监督|考核|跟踪)(?:引导|检查|督导|督查|动员|问责|监督)"
)
SAFEGUARD = re.compile(rf"(?:进一步|切实|持续|全面|不断|着力)?(?:加大|加强|强化|增强|严格)(?:{_BACKED})(?:力度)?")
SAFEGUARD_LAST = frozenset("入障持撑导查督员责度")
LONGEST_SAFEGUARD = 11
# Below what learnt points may raise.
SAFEGUARDS = -1.6


def only_safeguards(core: str) -> bool:
    """Whether a clause only heads what a work is safeguarded by."""
    return len(core) <= LONGEST_SAFEGUARD and core[-1] in SAFEGUARD_LAST and SAFEGUARD.fullmatch(core) is not None
