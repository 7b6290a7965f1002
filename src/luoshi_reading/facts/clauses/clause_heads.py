"""How a clause begins: connectives, dates, adverbs, verbs, frames, and units that act. Rules R10, R13."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.cases import after_case
from luoshi_reading.facts.remembered import one_more, remembered
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.word_lists import alternation, at_one_place, words

VERBS = frozenset(words("orders", "verbs.all"))
ADVERBS = words("orders", "verbs.adverbs")
CONNECTIVE = re.compile(
    r"(?:同时|此外|另外|其中|特别是|尤其是|并且|而且|因此|所以|总之|下一步|接下来|下一阶段|当前|目前|眼下|近期|今后|会后|一方面|另一方面|"
    r"与此同时|在此基础上|对此|为此|既|又|还|也|并|且|或|则|就|我们|大家|我委|我局|我市|我省|我县|我区)++"
)
# A date, or a body that acts, before the verb of an order: 2015年发展一批…, 3月至5月开展…, 各设区市建成….
# How what follows must go on: most clauses begin with 确保, 全面, 通过 and the like, and name no time.
_TIME_AHEAD = (
    r"(?=(?:力争|争取|确保|于|赶?在)?(?:从|在|到|至|用|利用|通过|会后|赶在|于)?"
    r"(?:\d|自|“|今[年天日晚冬春]|明[年天日]|全年|每[年月周日季旬天班学半\d一二两三四五六七八九十]|第?[一二三四]季度|[上下]半年|[本下]周|[本下当]个?月|年[内底]|月底|近期|尽早"
    rf"|入[冬汛春夏秋]|[一二两三四五六七十半\d]{{1,2}}[年日天小周个星]|{alternation(words('years', 'seasons'))}))"
)
# 18：00前, 下午5点前, 下班前: the hour of a day by which something is handed in.
_HOUR = r"(?:(?:[上下中]午)?(?:\d{1,2}(?:[时点](?:半|\d{1,2}分)?|[：:]\d\d)|下班))?"
DATED = re.compile(
    rf"{_TIME_AHEAD}(?:力争|争取|确保|于|赶?在)?(?:20\d\d年(?:{alternation(words('years', 'seasons'))})(?:以|之)?前"
    r"|(?:自|从|在)?(?:(?:20\d\d|今|明)年)?\d{1,2}月?(?:\d{1,2}日?|[初底末]|[上中下]旬)?起?(?:[-—–－～~]{1,2}|至|到)"
    r"(?:(?:20\d\d|次|明)年)?\d{1,2}月(?:\d{1,2}日|[初底末]|[上中下]旬)?(?:止|期间|以?前)?"
    r"|半年内|(?:自|从)?20\d\d年?(?:[-—–－～~]{1,2}|至|到)20\d\d年(?:年?[底末])?(?:期间|以?前)?|(?:到|至|在)?(?:20\d\d|20XX|今|明|全|每)年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末|年底|年末|初|内|年中|[上中下]旬|上半年|下半年|第?[一二三四]季度末?)?(?:[以之]?前)?"
    rf"|“十[一二三四五六]五”(?:期间|时期|末)|\d{{1,2}}(?:月|-(?=[初底末]))(?:\d{{1,2}}[日号]{_HOUR}|底|末|初|中旬|上旬|下旬|份)?(?:以?前|起)?|第?[一二三四]季度(?:末|底)?前?|[上下]半年"
    rf"|每(?:周[一二三四五六日](?!调)|[日天]|月\d{{1,2}}[日号]){_HOUR}(?:之|以)?前"
    r"|年内|年底前|月底前|今冬明春|今冬|今春|每周[一二三四五六日](?!调)|每(?:[年月周日季旬天班](?:度)?|学期|半[年月])[末初底]?(?:\d{1,2}[日号时]前?)?|(?:用|利用|通过|在)?[一二三两四五\d]{1,2}年(?!来)(?:左右)?(?:的?时间|内)?|\d{1,2}个(?:月|工作日)(?:之?内|左右)"
    r"|(?:自|从)(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?起|自[^，]{2,10}之日起(?:\d{1,3}(?:日|个工作日|个月)内)?|(?:在|会后)?(?:\d{1,3}|[一二两三四五六七十半]{1,2})(?:日|天|小时|周|个?星期|个月)之?内"
    r"|[今明][天日](?:[上中下]午)?(?:\d{1,2}[时点]|下班)?之?前|今晚(?:\d{1,2}[时点])?之?前|[本下]周(?:[一二三四五六日]之?前|[内末底])之?前?|[本下当]个?月(?:\d{1,2}日|[底末内初]|[上中下]旬)(?:以?前|之前)?"
    rf"|(?:赶?在|于)?“?(?:{alternation(words('years', 'seasons'))})”?(?:以|之)?前"
    r"|每[一二两三四五六七八九十\d]{1,2}(?:天|日|周|旬|个?星期|个月|年)|[一二三四五六七八九十]{1,2}月(?:份|[底末初]|[上中下]旬)(?:以?前)?|[年月季][底末终]"
    r"|(?:用|利用)(?:\d{1,3}|[一二两三四五六七八九十]{1,2})(?:天|个月|周|个?星期)(?:左右)?的?时间"
    r"|\d{1,2}日前|月底前|近期|尽早|入[冬汛春夏秋]以?前)[，]?"
)
LEADING = re.compile(rf"(?:{at_one_place(ADVERBS)})++(?:地|的)?")
FRAME = re.compile(rf"(?:{alternation(words('orders', 'frames.all'))})")
# 经济总量, 自来水普及率, 在校生: a noun, where only the first character looks like a frame.
NO_FRAME = frozenset(words("orders", "frames.none"))
# Frames that may carry the predicate of their clause: 对…进行…, 为…提供…, 在…注册登记.
CARRYING = frozenset("对为在按通根将把向从针利结经以")
PREDICATE = compiled(
    r"进行|开展|提供|给予|予以|建设|完善|建立|健全|实行|实施|加强|加大|注册|登记|推送|备案|新建|改建|支持|保障|配备|组织|制定|落实|推进|推动|解决"
    r"|[免减缓]征|[免缓]缴|[免减]收|减免|减半|资助|贴息|补贴|奖补|扶持|收取|扣减|拨付|认定|[逐挨]户|布设|安装|清理|更换|配备|检测|排查|清障|加固|铺设|启用|停用|实现|完成|做好|建成|打造|纳入|处理|追究|设立|发放|安排|办理|执行|对待|推广|培育|引进|整治|规划|申报|集中|报送|填报|上报|通报|追责|问责|检查|监管|整改|奖励|补助|倾斜|修改完善|报批"
)
FOR_PREDICATE = re.compile(
    r"提供|开展|办理|配备|配齐|更新|补齐|建立|安排|发放|安装|加装|投保|购买|购置|配发|新建|修建|修缮|改造|免费|补助|补贴|减免|解决(?!.*问题$)|落实|落户|设立|增设|兑现"
)
# 在全省率先开展…, 在水产领域探索…的机制: where, then what is done there.
LOCATED = re.compile(
    r"在(?:全[国省市县区]|[^，的]{1,12}?(?:领域|行业|系统|环节|范围内))(?!率先(?:基本|实现|建成|完成|通过|突破))"
)
# 按照规划设计方案: the verb within the name of a paper is none.
NAMED_BASIS = re.compile(r"(?:方案|计划|规划|意见|标准|办法|清单|定位|目标|原则|步骤|节点|时限|程序|分工)$")
BASED = re.compile(
    r"(?:按照?|根据|依据|结合|参照)[^，的]{0,20}?(?:文件|实际|要求|精神|规定|部署|安排|情况|特点|需要|需求)"
)
MADE_LAST = frozenset(("制定", "出台", "编制", "建立", "提出", "形成"))
SENT = re.compile(r"(?:印发|下发|发布|公布|上报|报送|报告)$")
MADE_SEVERAL = re.compile(
    r"(?:新建|改建|建设|建成|打造|培育|引进|组建|设立|发展|举办)[^，的]{0,14}(?:一批|一个|若干|\d+[个所家条座项])"
)
# 对农机具检修一遍, 对推进缓慢的工作下发督办通知: what is done to something, through to its end.
DONE_TO = compiled(
    r"(?:下发|发出|送达|制发|印发)(?=[^，]{0,12}(?:通知|函|单|书|清单|警示|通报))"
    r"|(?:检修|抽检|抽查|复查|核查|巡查|自查|走访|回访|清洗|消毒|维护|保养|翻新|摸底|盘点|培训|检查|梳理)(?=(?:一|\d{1,2})[遍次轮]|到位$|完毕$)"
    r"|(?:约谈|曝光|问责|督办|销号|除名|表扬|警示)$"
)
BARE_END = compiled(
    r"(?:的|为[一-鿿]{2}|方式|途径|原则|思路|要求|精神|部署|基础上|前提下|[中上下时后前内]|期间|过程|情况|实际|需求|优势|契机|规定|安排|开始|干起|改起|做起|抓起|入手)$"
)


# 向县政府报告疏浚进度: what is told of is an object.
TELLS = re.compile(r"(?:报送|报告|通报|填报|上报|汇报|反馈)[^，]{0,20}(?:情况|进展|结果|进度)$")


def is_bare(core: str) -> bool:
    """Whether a clause only frames what comes after it, by its end."""
    return BARE_END.search(core) is not None and TELLS.search(core) is None


# First characters: most clauses are ruled out by them before a pattern is tried.
ADVERB_FIRST = frozenset(word[0] for word in ADVERBS)
FRAME_FIRST = frozenset(word[0] for word in words("orders", "frames.all"))
CONNECTIVE_FIRST = frozenset("会同此另其特尤并而因所总下接当目眼近今一与在对为既又还也且或则就我大")
DATED_FIRST = frozenset("当本半力争确于到至赶在今明全每“第上下年月一二三两四五从自用利通近尽入0123456789") | {
    season[0] for season in words("years", "seasons")
}


# Each clause is asked about by its role, its weight, its place among its neighbours and its subject.
CLAUSES_KEPT = 4096


# 产业发展上，: the aspect in which something is ordered. 作为渔业主管部门，: as what somebody orders.
SCENE = re.compile(
    r"[一-鿿、]{2,12}上|[^，]+方面|作为[^，]{2,30}(?:部门|单位|城区|中心|窗口|机构|系统|学校|企业|干部|党员|街道|[市县区镇乡州局])"
)


def sets_scene(clause: str) -> bool:
    """Whether a clause is nothing but a field, an aspect or a time (产业发展方面，; “十六五”期间，)."""
    return SCENE.fullmatch(clause) is not None or DATED.fullmatch(clause) is not None


def holds_verb(clause: str) -> bool:
    """Whether a verb stands anywhere in a clause, not only at its head."""
    return any(clause[at : at + 2] in VERBS for at in range(len(clause) - 1))


# 签订率达到100%: with these behind it a verb is a noun.
NOUN_MAKERS = frozenset(("率", "员", "费", "量"))

ONE_CHARACTER = frozenset(adverb for adverb in ADVERBS if len(adverb) == 1)


# 座谈会上提出的问题: a meeting, and no verb.
AT_MEETING = frozenset(("会上", "会前", "会后", "会中", "会期"))


@remembered
def head_verb(clause: str) -> tuple[str, int]:
    """Return the verb that heads a clause and where its adverbs ended, or "" where it begins with none."""
    lead = LEADING.match(clause) if clause[:1] in ADVERB_FIRST else None
    if lead:
        at = lead.end()
        # 进一步深化改革, 更新设备: the last adverb is the first character of the verb.
        if clause[at - 1] in ONE_CHARACTER and clause[at - 1 : at + 1] in VERBS:
            alone = at == 1 or clause[at : at + 2] not in VERBS
            if alone and clause[at + 1 : at + 2] not in NOUN_MAKERS:
                return clause[at - 1 : at + 1], at - 1
        if clause[at : at + 2] in VERBS and clause[at + 2 : at + 3] not in NOUN_MAKERS:
            return clause[at : at + 2], at
        # 马上加快大坝加固: what else is an adverb is the verb itself.
        if at > 2 and clause[at - 2 : at] in VERBS and len(clause) > at:
            return clause[at - 2 : at], at - 2
    if clause[:2] in VERBS and clause[2:3] not in NOUN_MAKERS and clause[2:4] not in AT_MEETING:
        return clause[:2], 0
    return "", lead.end() if lead else 0


# A unit before a plain verb: 市财政局拨付…, 各乡镇报送…, 每户给予….
UNIT_END = compiled(
    r"(?:(?<![全干内外一大分])部(?!分|署|门)|[局委厅府馆校队团署台]|社(?!区)|(?<![协举承主兴])办(?![理好法事公])|[院站所处](?![理在有于])|中心|公司|集团|部门|单位|机构|企业|乡镇|镇街|街道|县区|区县"
    r"|[各市]县|县市区?|各[市州县区镇乡村地级校]|中小学|学校|幼儿园|社区|园区|银行|[支分]行|支队|法院|检察院|协会|联合会|委员会|(?<=[省市县区镇乡级])财政(?=安排|拨付|补助|统筹|解决|保障|给予|承担|筹措|新增|整合|设立)|(?<=[省市县区镇乡])财政(?=(?:每年|今年|明年|年内|全年)(?:再|足额|统一)?(?:安排|拨付|统筹|列支)(?![^，]{0,6}的))|基金会|管委会|工会|指挥部|领导小组|专班|开发区|办公室|督查室|研究室"
    r"|[省市县区]政府|[市县区镇乡]?级领导|改(?<=发改)|建(?<=住建)|社(?<=人社)(?!会|保)|信(?<=[工经]信)|健(?<=卫健)|管(?<=城管)(?![执局委办队])|安(?<=公安)(?![机部局厅干民派检交分消])|领导干部|党组书记|班子成员|主要负责同志|分管负责同志|医院|高校|行业|安机关|委会|检监察机关|[两三四]级|业主|党派|两委”?|属地(?=加强|强化|抓好|落实|组织|开展|做好)|[）)])"
)
EVERYBODY = re.compile(r"全[市省县区州]|各|每|所有")
# 落实工作, 服务中心: a noun, whose first word is a verb elsewhere; 工作方案, 会议制度 are what a unit makes.
UNIT_HEAD = re.compile(
    r"[局厅馆]|部(?!分)|委(?!托)|办(?![公事学法])|处(?![理置])|室(?![内外])|院(?![校坝])|站(?!点)|队(?!伍)|所(?![有需在])|校(?![园企地车舍])|台(?![账风阶])"
    r"|会(?![商议诊])|社(?!会)|团(?![队结])|中心|机构|单位|部门|领导(?!小组|干部|班子|包)|小组|组(?![织建成合])"
    r"|工作(?!方案|计划|机制|专班|台账|清单|措施|总结|报告|要点|细则|制度|任务|经费|规程|人员|流程|会议|督查|调度)"
)
NO_ASSIGNMENT = frozenset(words("orders", "verbs.unassigned"))
LONGEST_UNIT = 40
# Characters of 每个行政村 and the like; of a verb with its object.
LONGEST_GROUP = 12
SHORTEST_ASSIGNED = 4
SHORTEST_FRAMED = 8
# 县政府督查室每月督查
SHORTEST_RECURRING = 2
# Characters of a verb and its object after the basis.
SHORTEST_BASED = 6


AFTER_MEETING = "会后"
BRIEF = re.compile(r"[建办修设购种](?=\d)|[搞办](?=好?一[次场轮])")


def assigned_unit(core: str, least: int = SHORTEST_ASSIGNED) -> str:
    """Return the unit that a clause begins with where a plain verb follows it, or "" (R10)."""
    if "的" in core[:2] or is_bare(core) or BY_MEANS.match(core):
        return ""
    ends = [m.end() for m in UNIT_END.finditer(core, 1, LONGEST_UNIT)]
    brief = core[:2] in BRIEF_UNITS
    if brief:
        ends.append(len(BRIEF_BODY))
    if core[:1] in "全各每所" and EVERYBODY.match(core):
        # Any character may end 全市渡船, 每个乡镇, 各渡口: the verb that follows decides.
        ends += range(2, LONGEST_GROUP)
    for end in sorted(set(ends)):
        if core[end - 1 : end] in OBLIGED:
            continue  # 各村一要…, 每家食堂都要…
        rest = core[end:]
        # 各成员单位每季度召开一次会议: what recurs is set, and not told.
        recurs = rest[:1] == "每"
        led_by_day = False
        if rest.startswith(AFTER_MEETING):
            rest = rest[2:]
        if rest[:1] in "于在每" or rest[:1] in DATED_FIRST:
            led = DATED.match(rest.removeprefix("于").removeprefix("在"))
            if led:
                led_by_day = True
                rest = rest.removeprefix("于").removeprefix("在")[led.end() :]
        if brief and end == len(BRIEF_BODY) and not led_by_day and rest[:1] not in "对将把":
            continue  # 社区建设, 企业发展: a thing
        verb, at = head_verb(rest)
        if (
            not verb
            and (rest[:1] in "对将把向在" or rest[:2] == "通过")
            and len(rest) >= SHORTEST_FRAMED
            and frame_predicate(rest)
        ):
            return core[:end]
        if (
            verb
            and (recurs or verb not in NO_ASSIGNMENT)
            and len(rest) - at >= (SHORTEST_RECURRING if recurs else least)
            and not UNIT_HEAD.match(rest, at + 2)
        ):
            return core[:end]
        # 民政局年内建30个服务站; 各镇每季度搞一次评比
        if led_by_day and BRIEF.match(rest):
            return core[:end]
    return ""


OBLIGED = frozenset("要应须")
# 社区本月底前完成排查: a body of two characters, where a day stands behind it.
BRIEF_BODY = "社区"
BRIEF_UNITS = frozenset(
    ["社区", "街道", "乡镇", "镇街", "县区", "企业", "学校", "部门", "单位", "园区", "医院", "高校"]
)
# 用优惠政策为企业发展赋能: no unit begins so.
BY_MEANS = re.compile(r"用(?![人水电户能地工])|[让使]")
# What a unit's name may end with after 由; 由大市向强市转变 and 由76套调整为84套 tell of no unit.
UNIT_LAST = frozenset("厅局委办部署院行会社处室心司团关府位门企业校构导员区县市镇乡街村道队联馆台站所省协志长方班户员")
# 由市财政局从预备费中解决: how it is done stands before the verb.
NOT_BY = frozenset("可理自事缘因")
WAYS = frozenset("从按对在以用与视依")
THROUGH = "通过"
# 每周五由分管副县长召集碰头会
LEADS = ("进行", "作为", "召集", "带队", "主持召开", "全程", "承揽", "承建", "兜底", "包干")
# 由督查室牵头的10个督导组: whose they are.
OF_THEIRS = re.compile(r"^[^，]*(?:牵头|负责|主办|承办|组织|承担)的\d[^，]*$")
# 由县领导牵头的联席会议: which one is meant.
OF_NOUN = re.compile("(?:牵头|负责|主导|承担|参与|主办)的")
NO_UNIT = re.compile(r"[向到至变转为是迈\d，的]")


@remembered
def tasked_by(core: str) -> tuple[str, int]:
    """Return the unit in 由…, with any plain verb after it, and where its task begins; "" where there is none."""
    by = core.find("由") + 1
    # 可由项目单位编制…的清单, 理由, 自由: no unit is given a task.
    if not by or core[by - 2 : by - 1] in NOT_BY:
        return "", 0
    if OF_THEIRS.search(core, by):
        return "", 0
    for end in range(by + 2, min(by + LONGEST_UNIT, len(core) - 1)):
        rest = core[end:]
        if core[end - 1] in UNIT_LAST and (rest[0] in "于在" or rest[0] in DATED_FIRST):
            # 由县水利局3月底前编制方案
            led = DATED.match(rest.removeprefix("于").removeprefix("在"))
            rest = rest.removeprefix("于").removeprefix("在")[led.end() :] if led and led.end() > 1 else rest
        if (
            rest
            and core[end - 1] in UNIT_LAST
            and (
                head_verb(rest)[0]
                or rest.startswith(LEADS)
                or (rest[0] in WAYS and holds_verb(rest[1:]))
                or (rest.startswith(THROUGH) and holds_verb(rest[2:]))
            )
        ):
            unit = core[by:end]
            # 由查处案件的渔业部门启动…: an office that is told from the others by its part.
            plain = unit.replace("的", "", 1) if unit.endswith(("部门", "单位", "机构", "机关")) else unit
            whose = OF_NOUN.match(rest) is not None
            return ("", 0) if whose or NO_UNIT.search(plain) or FRAME.match(core) else (unit, end)
    return "", 0


def acting_part(core: str) -> str:
    """Return what a clause has done by a unit (更换锚链 of 由市港航局于汛前更换锚链), else the clause itself."""
    by = core.find("由")
    if by >= 0 and (tasked := tasked_by(core)[1]) and core[tasked] not in WAYS:
        return core[tasked:]
    start = by + 1 if by >= 0 else 0
    unit = assigned_unit(core[start:], 2 if start else SHORTEST_ASSIGNED)
    return core_of(core[start + len(unit) :].removeprefix("于").removeprefix("在")) if unit else core


# 根据港区建设发展需要: what it goes by, though its words are verbs elsewhere.
NEED = re.compile(r"(?:根据|结合|针对|按照)[^，]*(?:需要|需求|实际|定位|形势|规律|特点)$")
NEED_LAST = frozenset("要求际位势律点")
# 为十万渔民送一份保险: to whom, and what; 为渔民办实事 is a manner.
GIVEN_TO = re.compile(
    r"为(?=[^，]{0,12}[户民工人员生家村校镇区县市儿者])[^，的]{2,14}?(?P<what>[送装配])(?![货餐水电行方员备齐])[一-鿿\d“]{3,}"
)


def frame_predicate(core: str) -> str:
    """Return the verb that a frame-led clause carries itself, or "" where it is a bare frame (R13)."""
    if core[0] not in CARRYING or is_bare(core):
        return ""
    if core[0] == "在" and (located := LOCATED.match(core)) and (verb := head_verb(core[located.end() :])[0]):
        return verb
    tail = core[max(core.rfind("的") + 1, 2) :]
    if core[0] in "根结针按" and core[-1] in NEED_LAST and NEED.match(core):
        return ""
    if core[0] == "为" and (given := GIVEN_TO.match(core)):
        return given["what"]
    if core[0] == "结" and core.endswith("规划编制"):
        return ""  # 结合“十六五”规划编制: a work that one goes by
    if core[0] in "按根依结参":
        # 根据上级文件制定…的办法: the verb follows its basis.
        if (based := BASED.match(core)) and len(core) - based.end() >= SHORTEST_BASED:
            verb, _ = head_verb(core[based.end() :])
            if verb and core[based.end() + 2] not in "的、和":
                return verb
        if NAMED_BASIS.search(core):
            return ""
    if core[0] == "以":
        # 以县政府名义印发, 以书面形式上报: the way a paper goes out; any other 以 is a mere frame.
        sent = SENT.search(core)
        return sent[0] if sent else ""
    found = (FOR_PREDICATE if core[0] == "为" else PREDICATE).search(tail) or MADE_SEVERAL.search(core)
    if found is None and core[0] == "对":
        done = DONE_TO.search(tail)
        if done is not None:
            return done[0]
    if found is None and core[0] == "对" and (made := head_verb(core[core.rfind("、") + 1 :])[0]) in MADE_LAST:
        # 对护岸工程通盘考虑、制定…的办法: a second verb makes something.
        return made
    if found is None:
        # 对各级责任人全覆盖培训: the verb stands last.
        return core[-2:] if core[0] == "对" and core[-2:] in VERBS else ""
    # 对规章进行清理: what is carried out tells more than that it is.
    return tail[found.end() : found.end() + 2] if tail[found.end() : found.end() + 2] in VERBS else found[0][:2]


@remembered
def core_of(clause: str) -> str:
    """Take connectives, a leading date and a leading case off a clause."""
    # Asked of every clause before any other question: here is counted when they are many.
    one_more(CLAUSES_KEPT)
    core = clause
    if clause[:1] in CONNECTIVE_FIRST and (connective := CONNECTIVE.match(clause)):
        core = clause[connective.end() :]
    if core[:1] in DATED_FIRST and (dated := DATED.match(core)) and dated.end() < len(core):
        core = core[dated.end() :].lstrip("，")
    # 遇暴雨天气立即撤离群众: what is done in the case.
    return core[after_case(core) :] if core else clause


# 港区新建候船亭8个: where, the work and its count.
WORKED_ON = re.compile(
    r"(?![^，]{0,6}(?:[年月度来间]|累计|共))[一-鿿“”]{2,10}?(?:新建|改建|扩建|改造|硬化|修建|铺设|安装|栽植|疏浚|增设)[一-鿿、“”]{2,24}\d[\d.]*(?:余|多)?[万千]?"
    r"(?:个|家|处|所|座|条|套|台|项|盏|株|棵|公里|千米|米|平方米|亩|户|[口眼])(?:以上|左右)?"
)
COUNT_LAST = frozenset("个家处所座条套台项盏株棵里米亩户口眼上右")


def counted_work(core: str) -> bool:
    """Whether a clause is nothing but where, a work and its count."""
    return core[-1] in COUNT_LAST and WORKED_ON.fullmatch(core) is not None
