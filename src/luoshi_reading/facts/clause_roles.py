"""What a clause does in its sentence: order, frame, purpose, duty, outcome, statement, report. Rules R10-R14."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.word_lists import alternation, words


class Role(IntEnum):
    """The work a clause does; the higher the value the stronger it makes its sentence an order."""

    STATEMENT = 0
    OTHER = 1
    REPORT = 2
    FRAME = 3
    PURPOSE = 4
    OUTCOME = 5
    ASSIGNED = 6
    IMPERATIVE = 7
    DUTY = 8
    ORDER = 9


VERBS = frozenset(words("orders", "verbs.all"))
ADVERBS = words("orders", "verbs.adverbs")

# 要 as a verb of obligation, not in 主要, 重要, 需要, 要求, 要素 …
MUST = (
    r"(?<![主重需首必只概摘纲纪提扼紧次简])要(?!求(?!真)|点|素|么|闻|害|件|义|塞|地|冲|道|务(?![必实求]))"
    r"|必须|务必(?!须)|务须|应当|应该|(?<![对相适响供顺效反回照理])应(?![急对用邀答聘届付])|(?<!必)须(?![知臾])|不得(?!不|了)|严禁|禁止"
    r"|切忌|不准(?!确)|不许|[决绝]不(?:允许|能)"
)
DEONTIC = compiled(MUST)
MAY = compiled(
    r"(?<![许认宁])可(?!能|行|持|靠|见|观|喜|谓|比|控|视|再生|追溯|操作|复制|造)|允许|准许|不再|不予|免于|享受"
)
FUTURE = compiled(r"(?<![即必更])将(?=[一-鿿]{2})|(?<![确决商裁])定于(?=[\d本下明今近年])")
DONE = compiled(r"(?<![为除明罢终不得])了(?![解然如不却结望])")
# 对已完成的项目: within an attribute, up to its 的, the past states nothing (R11).
ALREADY = compiled(r"(?:(?<!自)已(?!有之)|曾[经在])(?![^，]*的)|从[未没](?!有?过)")
# 充分认识去年以来取得的成效: what is to be understood may lie in the past.
UNDERSTANDING = ("充分认识", "深刻认识", "正确认识", "深刻领会", "准确把握", "深入领会", "全面把握", "深刻把握")
SOFT_PAST = re.compile(alternation(words("statements", "past.soft")))
COPULA = compiled(
    r"(?<![一二三四五六七八九十还但就不都正总凡或若可只而硬特尤于别其])(?<!事求)是(?![否非指])|[就正都不也既更]是(?!说)"
)
# Judgements, and results told by set phrases (同比增长, 圆满完成).
JUDGEMENT = compiled(
    alternation(words("statements", "judgement.all") + words("statements", "past.all"))
    + r"|(?:列席|出席|参会)(?:[^，]{0,6}(?:会议|议题|活动))?$|(?<!使)[具有][有]?[^，]{0,10}(?<!定)意义$"
    r"|首次(?:突破|超过|达到|跃居|跻身|进入|实现)[^，]*[\d两二三四五六七八九十百千万亿]"
)
# 处于关键阶段; 进行第二项议程: told by how it ends.
PASSING = re.compile(
    r"(?<!时刻)(?<!始终)(?<!一直)(?:处于|处在|进入|到了|迎来)[^，]{0,16}$|进行(?:会议)?第[^，]{1,3}项[^，]{2}$"
)
PASSING_ENDS = ("阶段", "状态", "时期", "关键期", "攻坚期", "关口", "议程", "议题")
# 请王县长讲话: how a meeting is led.
LED_ON = re.compile(
    r"请[^，]{1,12}(?:同志|书记|[省市县区镇]长|主任|局长|部长|常委|主席|代表)(?:讲话|作|通报|总结|发言|宣读|部署|传达|安排|汇报)"
)
# 整改阶段（5月21日—5月30日）: a stage is announced, and nothing ordered.
STAGE = re.compile(r"[一-鿿、]{2,14}阶段[（(][^）)]{1,40}[）)]")
# 修改完善后提请常委会审议: what comes after is what is to be done.
AFTERWARDS = re.compile(
    r"(?:修改|完善|审查|研究|讨论|审核|论证|公示)[^，]{0,6}后(?:再|按程序|尽快|及时|一并)?(?:提请|提交|报请|报送|上报|报|印发|发布)"
)
# 将对群众造成不可估量的损失, 甚至危及全市: what would happen.
WOULD = ("将", "会", "可能", "甚至", "更将", "就会", "就可能", "后果")
HARM = re.compile(r"(?:造成|导致|引发|带来)[^，]{0,20}(?:损失|后果|影响|危害|伤害|风险|事故|混乱)$|危及|不堪设想")
MATTERS = ("适逢", "关系到", "关系着")
# 坚持工地就是阵地: what is held up is a saying, and no statement.
HELD_UP = ("坚持", "牢记", "秉持", "树牢", "树立")
# 预计…将突破百万人次: a forecast is no order (R11); after an order it only describes what was ordered.
FORECAST = re.compile(r"^(?:初步|全年|今年|明年|20\d\d年)?(?:预计|预测|估计|有望)")
# 本办法自印发之日起施行, …由市司法局负责解释: what a paper says of itself (R12).
CLOSING = re.compile(
    r"^(?:本|此|该|以上|上述)?(?:通知|意见|方案|办法|规定|细则|措施|政策|决定|规划|计划|通告|公告|条例|制度|文件|标准|预案|规则|指南)"
    r"(?:适用于|所称|自[^，]{2,30}(?:施行|实施|执行|生效)|由[^，]{2,40}(?:负责)?解释|有效期|的?(?:解释|施行)|同时废止|实施期限)"
    r"|^(?:原|此前|以往)[^，]{2,60}(?:同时|即行|予以)?废止$|^有效期(?:为|至|[\d一二三四五])"
)
DESCRIBES = words("statements", "description.heads")
FITTING = re.compile(r"符合[^，]*(?:精神|要求|实际|意愿|规律|方向|期待|利益)$")
PAPER = re.compile(
    alternation(words("statements", "purpose_of_paper.all")) + r"|^为[^。]{4,80}(?:政府|[局委厅]|办公室)(?:研究)?决定"
)
QUESTIONS = ("为什么", "怎么", "如何", "难道", "何以")
CONNECTIVE = re.compile(
    r"(?:同时|此外|另外|其中|特别是|尤其是|并且|而且|因此|所以|总之|下一步|接下来|下一阶段|当前|目前|眼下|近期|今后|会后|一方面|另一方面|"
    r"与此同时|在此基础上|对此|为此|既|又|还|也|并|且|或|则|就|我们|大家|我委|我局|我市|我省|我县|我区)+"
)
# A date, or a body that acts, before the verb of an order: 2015年发展一批…, 各设区市建成….
DATED = re.compile(
    r"(?:力争|争取|确保|于)?(?:(?:到|至|在)?(?:20\d\d|20XX|今|明|全|每)年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末|年底|年末|初|内|上半年|下半年|[一二三四]季度末?)?(?:以?前)?"
    r"|“十[一二三四五六]五”(?:期间|时期|末)|\d{1,2}(?:月|-(?=[初底末]))(?:\d{1,2}日(?:\d{1,2}[时点])?|底|末|初|中旬|上旬|下旬|份)?(?:以?前|起)?|第?[一二三四]季度(?:末|底)?前?|[上下]半年"
    r"|年内|年底前|月底前|今冬明春|今冬|今春|每周[一二三四五六日](?!调)|每[年月周日季](?:度)?[末初底]?(?:\d{1,2}[日时]前?)?|(?:用|利用|通过|在)?[一二三两四五\d]{1,2}年(?:左右)?(?:的?时间|内)?|\d{1,2}个(?:月|工作日)(?:之?内|左右)"
    r"|(?:自|从)(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?起|自[^，]{2,10}之日起(?:\d{1,3}(?:日|个工作日|个月)内)?|\d{1,3}(?:日|天|小时)内"
    rf"|(?:在|于)?(?:{alternation(words('years', 'seasons'))})(?:以|之)?前"
    r"|\d{1,2}日前|月底前|近期|尽早|入[冬汛春夏秋]以?前)[，]?"
)
LEADING = re.compile(rf"(?:{alternation(ADVERBS)})+(?:地|的)?")
FRAME = re.compile(rf"(?:{alternation(words('orders', 'frames.all'))})")
# 经济总量, 自来水普及率, 在校生: a noun, where only the first character looks like a frame.
NO_FRAME = frozenset(words("orders", "frames.none"))
PURPOSE = re.compile(rf"(?:{alternation(words('orders', 'purposes.all'))})")
DUTY = re.compile(
    r"(?:[省市县区委厅局办院会处室站队行镇乡联校]|部门|单位|机构|政府|公司|中心|街道|协会|集团)[）)]?(?:具体|分别|共同|统一)?"
    r"(?:负责(?!人|同志|的)|牵头(?!人|部门|单位)|承担|配合|组织实施)|由[^，]{2,60}?(?:负责(?!人|同志)|牵头|承担|组织|实施|审批|办理|确定|制定|印发|修改|管理|安置|分担|统筹|解决|收购|跟踪|督办|约谈|审定|编制|建设|承办|保障|按|会同)"
    r"|^[^，]{2,40}?(?:[局委办厅府]|公司|集团|部门|单位)(?=会同|抓紧|研究(?:提出|制定|完善)|尽快|按程序|具体负责|成立|制定|组织实施)"
    r"|(?:政府|部门|单位|机构|企业)[^，]{0,30}负(?:主体|主要|总|监管|直接|领导|属地)*责(?:任)?"
)
DUTY_HEAD = re.compile(r"^[^，]{0,40}?(?:负责|牵头|承担)(?=[一-鿿]{2})")
OUTCOME = compiled(
    r"(?:年均)?(?:增长|下降|压减|提高|增加|缩小|扩大|减少|降低|压缩|缩短|完成|降|升)(?:到|至)?[^，]{0,5}[\dX×⒈-⒐].*$|(?:新增|净增|涨幅|达标率|总?规模|累计|共计)[^，]{0,12}[\dX×].*$|"
    r"(?:基本|全面|全部|进一步|更加|不断|明显|显著|持续|大幅|有效|稳步|有所|普遍|初步|较大|深度|总体)?"
    r"(?:形成|健全|完善|改善|提升|提高|增强|加强|建成|建立|达到|达标|实现|完成|确立|成型|覆盖(?:所有|全部|全[市省区县]|每个).*|优化|降低|下降|翻番|翻一番|倍增|覆盖|消除|清零|领先"
    r"|前列|开工|竣工|完工|投产|投用|投运|通车|封顶|合龙|并网(?:发电)?|投入(?:使用|运[营行]|试运行)|与[^，]{2,10}(?:基本)?同步|(?:实现|建成)[^，的了]{3,14}|增长\d.*|稳定在.*|控制在.*|保持.*|位居.*|进入.*|超过.*|突破.*|达.*|不低于.*|不少于.*|左右|以上|以内|以下)$"
)
# What can be gone to and seen: a work that is begun, finished or in use.
COMPLETED = re.compile(
    r"(?:开工|竣工|完工|投产|投用|投运|通车|封顶|合龙|并网(?:发电)?|投入(?:使用|运[营行]|试运行)|交付使用)$"
)
RULED = re.compile(r"^(?:按|按照|给予|一次性|由|在|依法|纳入|享受|不予|予以|可|经|从|对|暂缓|减按|免)")
YEAR_AHEAD = re.compile(
    r"预期目标|目标是|目标为|目标任务|到?20\d\d年|到20XX|“十[四五六]五”|年底前?|年内|力争|确保|今后|未来"
    r"|\d{1,2}月(?:底|\d{1,2}日)?前|月底前|季度[末底前]"
)
# Bounded: a text may hold ten thousand marks that open and none that closes.
QUOTED = re.compile(r"“[^”]{0,400}”|《[^》]{0,400}》")
ASSURED = ("确保", "力争", "争取", "力求")
ASKS = ("请", "望", "希望", "让我们", "要求各", "要求全", "要求相关", "要求有关")
# 要求各地…, 强调要…: who demands is told in the clause of the demand.
DEMANDED = re.compile(
    r"(?:会议|全会|[并他她]|同时|(?!按|根据|依据|对照|落实|贯彻|围绕|坚持|认真)[一-鿿]{2,12}?(?<![和的以为]))?还?(?:要求(?=各|全[市省区县体镇乡村校]|相关|有关|[要务必])|(?:强调|指出|提出)(?=要(?!求|点|素)|必须|务必))|会议还?(?:要求|明确)(?=[一-鿿]{4})"
)
GOAL = re.compile(r"(?:目标|任务)(?:任务)?(?:是|建议为|安排为|确定为|为|如下)$")
# 总体要求是：以…为主题，…: what follows is the issuer's own order, as after 目标是.
SETTING = compiled(GOAL.pattern + r"|(?:总体要求|(?:总体|基本|工作)思路)是$")
# 我们一定认真解决: a promise. 该停产的停产: each case as it deserves.
PROMISE = re.compile(r"一定(?![的程范规量数时期])[一-鿿]{3}")
DESERVED = re.compile(r"该(?P<what>[一-鿿]{2,6})的(?P=what)")
# Frames that may carry the predicate of their clause: 对…进行…, 为…提供…, 在…注册登记.
CARRYING = frozenset("对为在按通根将把向从针利结经以")
# 为夺取双胜利提供坚强保障: what an order is good for.
GOOD_FOR = re.compile(
    r"为[^，]+(?:提供|奠定|打下|注入|贡献|作出|增添|创造|筑牢)[^，]{0,12}(?:保障|支撑|保证|动力|基础|根基|贡献|活力|力量|条件|动能|环境)$"
)
PREDICATE = compiled(
    r"进行|开展|提供|给予|予以|建设|完善|建立|健全|实行|实施|加强|加大|注册|登记|推送|备案|新建|改建|支持|保障|配备|组织|制定|落实|推进|推动|解决"
    r"|[逐挨]户|布设|安装|清理|更换|配备|检测|排查|清障|加固|铺设|启用|停用|实现|完成|做好|建成|打造|纳入|处理|追究|设立|发放|安排|办理|执行|对待|推广|培育|引进|整治|规划|申报|集中|报送|填报|上报|通报|追责|问责|检查|监管|整改|奖励|补助|倾斜|修改完善|报批"
)
FOR_PREDICATE = re.compile(
    r"提供|开展|办理|配备|建立|安排|发放|安装|加装|投保|购买|购置|配发|新建|修建|修缮|改造|免费|补助|补贴|减免|解决(?!.*问题$)|落实|落户|设立|增设|兑现"
)
# 联络人名单请于2月18日前报…: what is asked for stands before 请.
SENT_BY = re.compile(r"(?<![申提邀])请[于在将][^，]*(?:报|送|反馈|提交|填)")
# 按照规划设计方案: the verb within the name of a paper is none.
NAMED_BASIS = re.compile(r"(?:方案|计划|规划|意见|标准|办法|清单|定位|目标|原则|步骤|节点|时限|程序|分工)$")
BASED = re.compile(
    r"(?:按照?|根据|依据|结合|参照)[^，的]{0,20}?(?:文件|实际|要求|精神|规定|部署|安排|情况|特点|需要|需求)"
)
# 严格按照规划方案, 紧密结合实际: a frame with its manner.
STRICTLY = ("严格按照", "严格对照", "严格依照", "严格依据", "认真对照", "紧密结合")
SENT = re.compile(r"(?:印发|下发|发布|公布|上报|报送|报告)$")
MADE_SEVERAL = re.compile(
    r"(?:新建|改建|建设|建成|打造|培育|引进|组建|设立|发展|举办)[^，的]{0,14}(?:一批|一个|若干|\d+[个所家条座项])"
)
BARE_END = compiled(
    r"(?:的|为[一-鿿]{2}|方式|途径|原则|思路|要求|精神|部署|基础上|前提下|[中上下时后前内]|期间|过程|情况|实际|需求|优势|契机|规定|安排|开始|干起|改起|做起|抓起|入手)$"
)


# 向市政府报告落实情况: what is told of is an object.
TELLS = re.compile(r"(?:报送|报告|通报|填报|上报|汇报|反馈)[^，]{0,20}(?:情况|进展|结果|进度)$")


def is_bare(core: str) -> bool:
    """Whether a clause only frames what comes after it, by its end."""
    return BARE_END.search(core) is not None and TELLS.search(core) is None


# First characters: most clauses are ruled out by them before a pattern is tried.
ADVERB_FIRST = frozenset(word[0] for word in ADVERBS)
FRAME_FIRST = frozenset(word[0] for word in words("orders", "frames.all"))
CONNECTIVE_FIRST = frozenset("会同此另其特尤并而因所总下接当目眼近今一与在对为既又还也且或则就我大")
DATED_FIRST = frozenset("力争确于到至在今明全每“第上下年月一二三两四五从自用利通近尽入0123456789") | {
    season[0] for season in words("years", "seasons")
}
OWING = re.compile("[要必务应须禁切决绝不]")
DUTY_HINT = re.compile("[负牵承由配组会抓研尽按成制具]")


# Each clause is asked about by its role, its weight, its place among its neighbours and its subject.
CLAUSES_KEPT = 4096


def holds_verb(clause: str) -> bool:
    """Whether a verb stands anywhere in a clause, not only at its head."""
    return any(clause[at : at + 2] in VERBS for at in range(len(clause) - 1))


# 签订率达到100%: with these behind it a verb is a noun.
NOUN_MAKERS = frozenset(("率", "员", "费", "量"))


@lru_cache(CLAUSES_KEPT)
def head_verb(clause: str) -> tuple[str, int]:
    """Return the verb that heads a clause and where its adverbs ended, or "" where it begins with none."""
    lead = LEADING.match(clause) if clause[:1] in ADVERB_FIRST else None
    if lead:
        at = lead.end()
        if clause[at : at + 2] in VERBS and clause[at + 2 : at + 3] not in NOUN_MAKERS:
            return clause[at : at + 2], at
    if clause[:2] in VERBS and clause[2:3] not in NOUN_MAKERS:
        return clause[:2], 0
    return "", lead.end() if lead else 0


# A unit before a plain verb: 市财政局拨付…, 各乡镇报送…, 每户给予….
UNIT_END = compiled(
    r"(?:(?<![全干内外一大分])部(?!分|署|门)|[局委厅府馆校社队团署台]|(?<!协)办(?![理好法事公])|[院站所处](?![理在有于])|中心|公司|集团|部门|单位|机构|企业|乡镇|镇街|街道|县区|区县"
    r"|[各市]县|县市区?|各[市州县区镇乡村地级校]|中小学|学校|幼儿园|社区|园区|银行|[支分]行|支队|法院|检察院|协会|联合会|委员会|基金会|管委会|工会|指挥部|领导小组|专班|开发区|办公室|督查室|研究室"
    r"|[省市县区]政府|[市县区镇乡]?级领导|领导干部|党组书记|班子成员|主要负责同志|分管负责同志|医院|高校|行业|[）)])"
)
EVERYBODY = re.compile(r"全[市省县区州]|各|每|所有")
UNIT_HEAD = re.compile(r"[部局委办厅处室院站队馆所校台会社团]|中心|机构|单位|部门|领导|工作|小组")
NO_ASSIGNMENT = frozenset(words("orders", "verbs.unassigned"))
LONGEST_UNIT = 40
# Characters of 每个行政村 and the like; of a verb with its object.
LONGEST_GROUP = 12
SHORTEST_ASSIGNED = 4
SHORTEST_FRAMED = 8
# Characters of a verb and its object after the basis.
SHORTEST_BASED = 6


def assigned_unit(core: str, least: int = SHORTEST_ASSIGNED) -> str:
    """Return the unit that a clause begins with where a plain verb follows it, or "" (R10)."""
    if "的" in core[:2] or is_bare(core):
        return ""
    ends = [m.end() for m in UNIT_END.finditer(core, 1, LONGEST_UNIT)]
    if core[:1] in "全各每所" and EVERYBODY.match(core):
        # Any character may end 全市渡船, 每个乡镇, 各渡口: the verb that follows decides.
        ends += range(2, LONGEST_GROUP)
    for end in sorted(set(ends)):
        rest = core[end:]
        if rest[:1] in "于在" or rest[:1] in DATED_FIRST:
            led = DATED.match(rest.removeprefix("于").removeprefix("在"))
            if led:
                rest = rest.removeprefix("于").removeprefix("在")[led.end() :]
        verb, at = head_verb(rest)
        if not verb and rest[:1] in "对将把向在" and len(rest) >= SHORTEST_FRAMED and frame_predicate(rest):
            return core[:end]
        if verb and verb not in NO_ASSIGNMENT and len(rest) - at >= least and not UNIT_HEAD.match(rest, at + 2):
            return core[:end]
    return ""


# What a unit's name may end with after 由; 由大市向强市转变 and 由76套调整为84套 tell of no unit.
UNIT_LAST = frozenset("厅局委办部署院行会社处室心司团关府位门企业校构导员区县市镇乡街村道队联馆台站所省协志长方班户")
# 由市财政局从预备费中解决: how it is done stands before the verb.
WAYS = frozenset("从按对在以用")
NO_UNIT = re.compile(r"[向到至变转为是\d，的]")


@lru_cache(CLAUSES_KEPT)
def tasked_by(core: str) -> tuple[str, int]:
    """Return the unit in 由…, with any plain verb after it, and where its task begins; "" where there is none."""
    by = core.find("由") + 1
    if not by:
        return "", 0
    for end in range(by + 2, min(by + LONGEST_UNIT, len(core) - 1)):
        rest = core[end:]
        if core[end - 1] in UNIT_LAST and (head_verb(rest)[0] or (rest[0] in WAYS and holds_verb(rest[1:]))):
            unit = core[by:end]
            return ("", 0) if NO_UNIT.search(unit) or FRAME.match(core) else (unit, end)
    return "", 0


def acting_part(core: str) -> str:
    """Return what a clause has done by a unit (更换锚链 of 由市港航局于汛前更换锚链), else the clause itself."""
    by = core.find("由")
    if by >= 0 and (tasked := tasked_by(core)[1]) and core[tasked] not in WAYS:
        return core[tasked:]
    start = by + 1 if by >= 0 else 0
    unit = assigned_unit(core[start:], 2 if start else SHORTEST_ASSIGNED)
    return core_of(core[start + len(unit) :].removeprefix("于").removeprefix("在")) if unit else core


def frame_predicate(core: str) -> str:
    """Return the verb that a frame-led clause carries itself, or "" where it is a bare frame (R13)."""
    if core[0] not in CARRYING or is_bare(core):
        return ""
    tail = core[max(core.rfind("的") + 1, 2) :]
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
    if found is None:
        # 对各级责任人全覆盖培训: the verb stands last.
        return core[-2:] if core[0] == "对" and core[-2:] in VERBS else ""
    # 对规章进行清理: what is carried out tells more than that it is.
    return tail[found.end() : found.end() + 2] if tail[found.end() : found.end() + 2] in VERBS else found[0][:2]


@lru_cache(CLAUSES_KEPT)
def core_of(clause: str) -> str:
    """Take connectives and a leading date off a clause."""
    core = clause
    if clause[:1] in CONNECTIVE_FIRST and (connective := CONNECTIVE.match(clause)):
        core = clause[connective.end() :]
    if core[:1] in DATED_FIRST and (dated := DATED.match(core)) and dated.end() < len(core):
        core = core[dated.end() :].lstrip("，")
    return core or clause


def owes(plain: str) -> re.Match[str] | None:
    """Find an obligation (要, 必须, 不得 …) in a clause."""
    return DEONTIC.search(plain) if OWING.search(plain) else None


def _is_past(plain: str) -> bool:
    if "了" in plain and DONE.search(plain):
        return True
    return ("已" in plain or "曾" in plain or "从" in plain) and ALREADY.search(plain) is not None


def _states(core: str, plain: str) -> bool:
    """Whether a clause judges, describes, tells of a stage or leads through a meeting (R11)."""
    if core.startswith(MATTERS) or "事关" in plain or "关乎" in plain or (core[0] == "请" and LED_ON.match(core)):
        return True
    if plain.startswith(WOULD) and HARM.search(plain):
        return True
    if "阶段" in plain and STAGE.fullmatch(plain):
        return True
    if plain.endswith(PASSING_ENDS) and PASSING.search(plain):
        return True
    if core.startswith(DESCRIBES) or JUDGEMENT.search(plain):
        return True
    return core[0] == "符" and FITTING.match(core) is not None


def _asks(core: str, plain: str) -> bool:
    """Whether a clause asks somebody: 请…, 副市长要求各县区…, 名单请于…前报…."""
    if core.startswith(ASKS) or ("请" in plain and SENT_BY.search(plain)):
        return True
    told = "要求" in core or "强调" in core or "指出" in core or "提出" in core or "明确" in core
    return told and DEMANDED.match(core) is not None


@lru_cache(CLAUSES_KEPT)  # the documents of one office repeat themselves
def clause_role(clause: str) -> Role:
    """Tell what a clause does. ``clause`` is without its closing mark."""
    core = core_of(clause)
    if core.startswith(STRICTLY):
        core = core[2:]
    plain = QUOTED.sub("“”", core) if "“" in core or "《" in core else core
    if core[-1] in "吗呢？?" or core.startswith(QUESTIONS):
        return Role.STATEMENT
    if owes(plain):
        return Role.ORDER
    if CLOSING.match(plain):
        return Role.STATEMENT
    # 确保成本较上年度再降: what is to be made sure of is no result.
    if core.startswith(ASSURED) or (clause.startswith(ASSURED) and not OUTCOME.search(plain)):
        return Role.IMPERATIVE
    if core.startswith(UNDERSTANDING) and not DONE.search(plain):
        return Role.IMPERATIVE
    if _states(core, plain):
        return Role.STATEMENT
    if _asks(core, plain):
        return Role.ORDER
    if "后" in plain and AFTERWARDS.search(plain) and not _is_past(plain):
        return Role.IMPERATIVE
    framed = FRAME.match(core) if core[0] in FRAME_FIRST and core[:2] not in NO_FRAME else None
    if DUTY_HINT.search(plain) and DUTY.search(plain) and not DONE.search(plain) and not (framed and is_bare(core)):
        return Role.DUTY
    if "由" in plain and tasked_by(plain)[0]:
        return Role.DUTY
    verb, at = head_verb(core)
    if _is_past(plain) and not (framed and (core[-1] in "中下上时后前的" or core.startswith("对已"))):
        return Role.STATEMENT
    if plain.endswith(("为", "如下")) and SETTING.search(plain):
        return Role.FRAME
    if "是" in plain and not core.startswith(HELD_UP) and COPULA.search(plain):
        return Role.FRAME if SETTING.search(plain) else Role.STATEMENT
    if (core[0] == "把" or (core[0] == "将" and core[1:2].isdigit())) and not is_bare(core):
        return Role.IMPERATIVE
    if core[0] == "为" and GOOD_FOR.match(core):
        return Role.FRAME
    if framed and core[0] in CARRYING:
        return Role.IMPERATIVE if frame_predicate(core) else (Role.ORDER if core[0] == "将" else Role.FRAME)
    if verb:
        return Role.IMPERATIVE
    if SOFT_PAST.search(plain):
        return Role.STATEMENT
    if framed:
        inner, _ = head_verb(core[framed.end() :])
        return Role.FRAME if not inner or core[0] == "以" else Role.IMPERATIVE
    if FUTURE.search(plain) or PROMISE.match(core):
        return Role.ORDER
    if OUTCOME.search(plain):
        return Role.OUTCOME
    if at or DESERVED.match(core):
        return Role.IMPERATIVE
    return Role.ASSIGNED if assigned_unit(core) else Role.OTHER
