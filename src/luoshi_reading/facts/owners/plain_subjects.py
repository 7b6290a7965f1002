"""Who acts before a plain predicate, without a word of obligation: bodies, whom one hopes for, who is helped. R25."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.bodies import (
    DEPARTMENTS,
    DONE_TO_PEOPLE,
    LONGEST_VERBAL_UNIT,
    NAMED,
    NO_NAME,
    NOUN_UNITS,
    PARTS,
    PEOPLE,
    PROPER,
    UNITS,
    are_places,
    begins_as_none,
    goes_by_work,
    is_body,
)
from luoshi_reading.facts.clauses.clause_heads import (
    ADVERB_FIRST,
    LEADING,
    NO_ASSIGNMENT,
    NO_FRAME,
    UNIT_HEAD,
    core_of,
    head_verb,
    holds_verb,
)
from luoshi_reading.facts.owners.actors import is_told_of, told_behind
from luoshi_reading.knowledge.first_letters import compiled, guarded

# 希望大家…, 希望能…: those who are spoken to, and things, own nothing.
NOT_HOPED = re.compile(
    "大家|你们?|您|我(?![省市县区镇乡校局州])|咱们|自己|能|这|那|此|该项|本|通过|今后|以后|在(?!座)|以|把|将|明年|今年"
)
HOPED_IN = re.compile(
    r"(?P<who>(?!活动|会议|论坛)[一-鿿]{2,10})(?<!活动)(?<!会议)(?<!论坛)(?<!项目)(?<!工作)在[^，]{2,24}(?:中|上|方面|领域|期间)"
)
LONGEST_HOPED = 24
# 辽西先导区, 滨海新区: areas that are known by a name; 示范区 alone is a thing to be built.
AREA = re.compile(
    r"(?!有|各|相|所|符|重|国家|省级|市级|本|全|在|对|建|设|打)[一-鿿]{2,6}(?:先导区|新区|试验区|示范区|都市圈|合作区|自治[州县])|(?![各全我本该外])[一-鿿]{1,4}(?<![城])[市县州]"
)
# 云岭学院, 桑坞渔业集团: institutions of a name; 大型集团, 高水平大学 are kinds.
INSTITUTION = re.compile(
    r"(?!有|各|相|所|符|重|国|省级|市级|[省市部]属|本|全|在|对|建|设|打|大型|中小|骨干|龙头|高|民[办营]|地方|企业|优|一流|综合|新|行业|公立|基层|独立|职业(?:技术)?[学院]|引|外|更|发|上市|创)"
    r"[一-鿿]{2,8}(?:大学|学院|集团|实验室|研究院)"
)
SHORTEST_HELPED = 6
SHORTEST_TURN = 3
TURNED = ("发行", "申报", "承接", "面向", "当好", "争当", "做大", "做强", "先行先试", "在", "率先")
# What a predicate may begin with besides a verb of the lists.
PREDICATES = (
    "新增",
    "采取",
    "做到",
    "珍惜",
    "按照",
    "根据",
    "结合",
    "围绕",
    "立足",
    "通力",
    "亲自",
    "自行",
    "马上",
    "相应",
    "能够",
    "多",
    "共同",
    "每",
    "各司其职",
    "各负其责",
    "各尽其责",
    "齐抓共管",
    "协同联动",
    "联动",
    "确保",
    "力争",
    "总结工作",
    "总结经验",
    "保证",
    "再接再厉",
    "乘势而上",
    "继续",
    "当好",
    "扛起",
    "扛牢",
    "守住",
    "克服",
)
FRAMES_BEHIND = frozenset("将把按对以在从为就要能须应于")
ALL_OF_THEM = ("一律", "必须", "严格", "应当", "可以", "自行", "分别", "要")
# 学校全面推行…; 一网通办全面推行.
OF_THINGS_TOO = ("全部", "全面", "统一", "实行", "普遍", "按")
# 全市示范街达到八成: what is measured, or recurs.
MEASURES = ("每", "达", "占", "增", "降", "下降", "超")
FRAMES_FOR_ANY = frozenset("在按将")
# 街道成立…: bodies of two characters; 中心建设, 人员编制 are no bodies and what they do.
PLACES_OF_PEOPLE = frozenset(("城市", "社区", "园区", "各级"))
NO_VERB = ("", 0)
SHORT_BODIES = frozenset(("属地", "街道", "党委", "市委", "县委", "区委", "省委", "州委", "镇委"))
WIDENED = re.compile("各[县市区乡镇州]（[县市区乡镇街道办事处旗、]{1,10}）(?:、场|场)?")
NAMELESS = re.compile(r"[^ ]每|[可向由以把将对从按《“”（(的\d，]")
OFFICERS = ("书记", "长", "代表", "委员", "同志")
BODY_WORDS = (*UNITS, *PEOPLE)
# 市县两级财政按购置价给予补贴: who pays is not who does it.
GRANTS = compiled("给予|补助|补贴|奖补|奖励")
NO_FRAMES = NO_FRAME | {"以及", "在职", "在岗", "在编", "在场", "在座", "为主", "为首", "从业"}
# 船企缴纳海域使用金的费率…, 企业新购置设备的，…: whom a rate or a grant is for.
PAYS = re.compile(
    r"(?:缴纳|缴存|享受|延缓|缓缴|新?购置|新购|投保|申领)[^，]*?(?:的$|[费税利]率|期限|标准|比例|由\d|[按为]\d|税费)"
)
BASIC = re.compile("基本(?:养老|医疗|公共|农田|民生|建设|制度|经营|情况|盘)")
# 县政府重点工作任务实行包抓制: whose task it is. 失业人员再就业600人: what becomes of them.
THEIR_TASK = re.compile(
    r"[一-鿿]{0,4}(?<!领导)(?:工作|任务|项目|事项)(?:实行|实施|采取|执行|纳入)|(?:再|稳定|转移)?(?:就业|增收|参保)[^，]{0,4}\d"
)
LONGEST_ACTING = 24
SHORTEST_PREDICATE = 3
SHORTEST_FRAMED = 8


def acting(clause: str) -> str:
    """Return the body that a clause without a word of obligation begins with (属地加强协调, 学校一律实行…), or "".

    Only of a clause that is part of an order: elsewhere the same words may tell what was done.
    """
    if named_by_field := department(clause):
        return named_by_field
    core = core_of(clause)
    if begins_as_none(clause) or NO_NAME.match(core) or head_verb(core) != NO_VERB:
        return ""
    if core[-1] == "的":
        return ""
    if "财政" in core and GRANTS.search(core):
        return ""
    named = NAMED.match(core) is not None
    # 各乡（镇）、各县（市、区）: a bracket that only widens a name is read over, mark by mark.
    wide = WIDENED.match(core)
    for end in range(wide.end() if wide else 2, min(LONGEST_ACTING, len(core) - SHORTEST_PREDICATE + 1)):
        name, rest = core[:end], core[end:]
        if NAMELESS.search(name, wide.end() if wide else 0):
            return ""
        if not is_body(name) or told_behind(core, end) or is_told_of(name, rest):
            continue
        if end > LONGEST_VERBAL_UNIT and core[0] != "各" and not goes_by_work(name) and holds_verb(name[:-2]):
            continue
        if THEIR_TASK.match(rest):
            return ""
        # 地铁、学校按预案停运: of things no list of bodies is made.
        if "、" in name and not (wide and wide.end() == end) and not all(is_body(part) for part in name.split("、")):
            continue
        if name not in PLACES_OF_PEOPLE and (
            rest.startswith(ALL_OF_THEM) or (rest.startswith(OF_THINGS_TOO) and name.endswith(BODY_WORDS))
        ):
            return name
        # 分管副县长每周调度一次: what recurs is done, and not measured.
        recurs = (
            rest[0] == "每" and not name.endswith("财政") and (head_verb(core_of(rest)) != NO_VERB or rest[-1] == "次")
        )
        if recurs and name.endswith(OFFICERS):
            return name
        if name in NOUN_UNITS or (rest.startswith(MEASURES) and not recurs) or PAYS.match(rest) or BASIC.match(rest):
            continue
        if named or (PROPER.search(name) and (end > 2 or name in SHORT_BODIES)):
            if _begins_predicate(rest):
                return name
        elif (
            rest[0] in FRAMES_FOR_ANY
            and rest[:2] not in NO_FRAMES
            and len(rest) > SHORTEST_FRAMED
            and end > 2
            and not name.endswith(OFFICERS)
        ):
            return name
    return ""


# 防汛指挥部, 值班领导, 负责牵头的部门: who is named by what they do, so that their name begins like an order.
BY_WORK = guarded(
    r"(?P<organ>(?:防汛|防旱|抗旱|防火|防灭火|抢险|救灾|防控|创建|征收|整治|招商|督查|督导|督察|调度|护林|救援|安置|改革|招生|普查)"
    r"[一-鿿]{0,8}?(?:指挥部|领导小组|办公室|专班|工作组|委员会)(?:办公室)?(?:副?(?:总指挥|指挥长|组长|主任))?)"
    r"|(?P<people>(?:值班|带班|值守|包村|包片|包保|包联|包案|驻村|驻点|跟班|在岗|帮扶|督查|督导|执法|监管|管理|登记|检查|检验|救援)"
    r"(?:领导干部|领导|干部|人员|民警|同志|医生|教师|队员|队伍))"
    r"|(?P<part>(?:协同|配合|协办|参与|牵头|主办|承办)(?:责任)?(?:单位|部门))(?!的)"
    r"|(?P<whose>(?:负责|参加|参与|承担|承办|申报|发放|查处|主管|办理|实施|受理|接收|使用|组织实施|举办)[^，的]{1,14}的[^，的]{0,14}?"
    r"(?:部门|单位|机构|机关|人员|同志|队伍|企业|学校))"
)
OWED_BEHIND = compiled(
    "要(?!求|点|素)|应(?!急)|须|必须|必需|务必|需(?!求|要)|可(?!能)|均|也|都|就(?=[^，]{2,})|(?:适时|及时|定期)(?=[^，]{4,})|主持|一律|不得|有权|[^，的]{2,4}后(?:有权|应|要|须)"
)
FOR_THEM = compiled("给予|奖励|补助|补贴|优先|纳入|予以|通报|追究|取消|享受|视为")


def named_by_work(core: str) -> str:
    """Return who is named by what they do before what they are to do (值班领导必需在岗), or ""."""
    named = BY_WORK.match(core)
    rest = core[named.end() :] if named else ""
    if named is None or len(rest) < SHORTEST_TURN or FOR_THEM.search(rest):
        return ""
    return named[0] if OWED_BEHIND.match(rest) or _begins_predicate(rest) else ""


def before_predicate(listed: str) -> str:
    """Return the list of bodies that words begin with where a predicate follows (青石区、北坞镇优化泊位设置), or ""."""
    last = listed.rfind("、") + 1
    for end in range(last + 2, min(last + LONGEST_ACTING, len(listed) - 2)):
        if is_body(listed[:end]) and _begins_predicate(listed[end:]):
            return listed[:end]
    return ""


def department(clause: str) -> str:
    """Return the departments named by their fields that a clause begins with and that act (发展改革部门3月前拨付…)."""
    core = core_of(clause)
    led = DEPARTMENTS.match(core)
    rest = core[led.end() :] if led else ""
    return led[0] if led and rest and (rest[0].isdigit() or _begins_predicate(rest)) else ""


def hoped(core: str) -> str:
    """Who is hoped to do something (希望企业加大投入, 希望同志们继续支持), or "" where a thing is hoped for."""
    if NOT_HOPED.match(core):
        return ""
    # 调度中心对…: an office that is named by a verb, before what can only be a predicate.
    verbal = head_verb(core)[0] != ""
    for end in range(2, min(LONGEST_VERBAL_UNIT if verbal else LONGEST_HOPED, len(core) - 2)):
        name, rest = core[:end], core[end:]
        if verbal and not (PROPER.search(name) and rest[0] in FRAMES_BEHIND):
            continue
        if (is_body(name) or are_places(name)) and name not in PLACES_OF_PEOPLE and _begins_predicate(core_of(rest)):
            return name
    if verbal:
        return ""
    asked_in = HOPED_IN.match(core)
    return asked_in["who"] if asked_in else ""


def helped(core: str) -> str:
    """The place, area or institution that is helped to do something with an object (支持云岭打造枢纽), or ""."""
    if head_verb(core)[0]:
        return ""
    for end in range(2, min(LONGEST_HOPED, len(core) - SHORTEST_TURN)):
        name, rest = core[:end], core[end:]
        if not all(
            are_places(part) or AREA.fullmatch(part) or INSTITUTION.fullmatch(part) for part in PARTS.split(name)
        ):
            continue
        verb, at = head_verb(rest)
        if (verb and len(rest) - at >= SHORTEST_HELPED) or rest.startswith(TURNED):
            return name
    return ""


def _begins_predicate(rest: str) -> bool:
    """Whether words begin with a manner, a frame or a verb, and no noun that begins like one (服务中心)."""
    if rest.startswith(BODY_WORDS):
        return False
    if (rest[0] in FRAMES_BEHIND and rest[:2] not in NO_FRAMES) or rest.startswith(PREDICATES):
        return True
    if rest[0] in ADVERB_FIRST and (manner := LEADING.match(rest)) and manner.end() > 1:
        return True
    verb, at = head_verb(rest)
    if not verb or verb in NO_ASSIGNMENT or UNIT_HEAD.match(rest, at + 2):
        return False
    # 值班人员, 包保干部: a verb that says who; 组织干部, 帮助群众: one that is done to them.
    return verb in DONE_TO_PEOPLE or not rest.startswith(BODY_WORDS, at + 2)
