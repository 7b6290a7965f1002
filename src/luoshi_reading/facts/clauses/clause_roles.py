"""What a clause does in its sentence: order, frame, purpose, duty, outcome, statement, report. Rules R10-R14."""

from __future__ import annotations

import re
from typing import Final

from luoshi_reading.facts.clauses.cases import is_case
from luoshi_reading.facts.clauses.clause_heads import (
    CARRYING,
    FRAME,
    FRAME_FIRST,
    NO_FRAME,
    OF_THEIRS,
    assigned_unit,
    core_of,
    counted_work,
    frame_predicate,
    head_verb,
    is_bare,
    tasked_by,
)
from luoshi_reading.facts.clauses.last_words import (
    ANNOUNCES,
    DEMANDED,
    EXPECTS,
    FIELD_LAST,
    FOR_READER,
    NEAR,
    NEAR_HINT,
    SENT_BY,
    TELLING_LAST,
    THANKS_OWED,
    names_field,
    names_for_whom,
    names_source,
    names_speaker,
    thanks,
)
from luoshi_reading.facts.clauses.papers_told import came_about, closes
from luoshi_reading.facts.clauses.promises import (
    INVESTS,
    MAKES_KNOWN,
    MAKES_PLAIN,
    PROMISING,
    SET_FOR,
    WORK_NAMES,
    all_by,
    came_far,
    hands_in,
    is_promised,
    is_to_be_more_so,
    sets_least,
    they_may_try,
)
from luoshi_reading.facts.clauses.statements import (
    DONE,
    OF_THE_PAST,
    OWED_JUDGEMENT,
    SAID_ASIDE,
    STAGE,
    judges,
    states,
    tells_past,
    values,
)
from luoshi_reading.facts.remembered import remembered
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.signs import sign, signs_of
from luoshi_reading.knowledge.word_lists import alternation, words


class Role:
    """The work a clause does, a number; the higher the stronger it makes its sentence an order.

    No Enum: every clause is compared with a dozen of these, and Python 3.11 looks a member of an Enum up in 50 ns
    where an attribute of a class takes 13. Compiled, they are plain numbers.
    """

    STATEMENT: Final = 0
    OTHER: Final = 1
    REPORT: Final = 2
    FRAME: Final = 3
    PURPOSE: Final = 4
    OUTCOME: Final = 5
    ASSIGNED: Final = 6
    IMPERATIVE: Final = 7
    DUTY: Final = 8
    ORDER: Final = 9


# 要 as a verb of obligation, not in 主要, 重要, 需要, 要求, 要素 …
MUST = (
    r"(?<![主重需首必只概摘纲纪提扼紧次简想靠])要(?!求(?!真)|注意(?:以下|如下)?[一二两三四五六七八九几]个?点$|点(?!对点|面)|素|么|闻|害|件|事(?![先前事后关有必])|义(?!无)|塞|地(?!毯)|冲(?![锋刺在破])|道|务(?![必实求]))|要(?<=业主要)(?<![企行产农商事职创副林渔牧工]业主要)"
    r"|必须|务必(?!须)|务须|(?<![服任义职业事商税政党常财债劳公特家实要])务(?=于[\d今本]|在\d)|应当(?!(?:委员|代表|会员|党员|出席|到会)[^，]{0,6}\d)|应该|(?<![对相适响供顺效反回照理])应(?![急对用邀答聘届付]|[一-鿿]尽[一-鿿]|变局|到[代委会人党\d]|到[^，]{1,8}\d|(?:出席|当(?:委员|代表|会员|党员|出席|到会))[^，]{0,16}\d|[尽有]的)|(?<![必胡触])须(?![知臾根])|(?<![来容等慢误少怪怨恨巴虎虚缓拖急])不得(?!不|了|$)|严禁|禁止"
    r"|切忌|不准(?!确)|不许|[决绝]不(?:允许|能)|不能(?=[低少高大多]于|超过)|(?:部门|单位|干部|同志们?|乡镇|各[镇乡地县级])不能(?![不，])"
    # 各单位需高度重视: 需 behind who must, before a manner or what is to be done; not 项目需投资, 还需.
    r"|需(?<=[位门员者人业构志地级校长局委办镇乡县区市组]需)(?=于|在|按|将|对|逐|每|严格|认真|高度|及时|提前|亲自|加强|做好|抓好|提交|提供|携带|填写|报送"
    r"|完成|建立|制定|落实|配合|积极|主动|确保|结合|遵守|统筹|明确|组织|开展|自行|尽快|立即|抓紧|持续|进一步|切实|安排)"
)
DEONTIC = compiled(MUST)
owes = DEONTIC.search  # asked of every clause several times: without a call around it
MAY = compiled(
    r"(?<![许认宁])可(?!能|行|持|靠|见|观|喜|谓|比|控|视|燃|疑|爱|测|塑|耕|贵|信|支配|回收|降解|再生|追溯|操作|复制|造)|允许|准许|不再|不予|免于|享受|一律(?!平等)(?=[一-鿿]{2})"
)
# 今年全市计划新建市场40个; not 行动计划实施以来, 项目计划总投资.
PLANNED = compiled(
    r"计划(?<![动项度作设划培资标]计划)(?=新建|改建|改造|扩建|新增|开展|引进|打造)|计划(?<![一-鿿]计划)(?=[一-鿿]{2})|计划(?<=[市县区省镇乡村局委办府厅院校司部年月来期步后底们还]计划)(?=[一-鿿]{2})"
    r"|拟(?<![一-鿿]拟)(?=[一-鿿]{2})|拟(?<=[市县区省镇乡村局委办府厅院校司部年月来期步后底们还]拟)(?=[一-鿿]{2})"
    # 项目计划在6月竣工, 县里拟于8月上旬举办渔船节: a day that is set.
    r"|(?:计划(?<![动度作培资标原个]计划)|拟(?<![模虚比草]拟)|打算)(?![^，]{2,16}[工成产用办行]的)(?=[在于]?(?:\d{1,2}月|20\d\d年|今年|明年|年内|年底|[上下]半年|[一二三四]季度))"
    # 赤字率拟按2%安排: what a budget plans.
    r"|拟按[^，]{0,4}\d[^，]{1,6}(?=安排)"
)
FUTURE = compiled(
    r"(?<![即必更已])(?<!已经)将(?=[一-鿿][一-鿿“《\d])(?!不再担任|在换届后|离任)|(?<![确决商裁])定于(?=[\d本下明今近年])"
)
# 我们会继续开展巡查: a promise.
WE_SHALL = re.compile("我们会(?:继续|进一步|持续|尽快|全力)")
# 充分认识去年以来取得的成效: what is to be understood may lie in the past.
UNDERSTANDING = (
    *("充分认识", "深刻认识", "正确认识", "清醒认识", "深刻领会", "深入领会", "深刻理解", "深刻把握"),
    *("准确把握", "全面把握", "牢牢把握", "始终牢记", "时刻牢记", "牢固树立"),
)
SOFT_PAST = re.compile(alternation(words("statements", "past.soft")))
COPULA = compiled(
    r"(?<![一二三四五六七八九十还但就不都正总凡或若可只而硬特尤于别其])(?<!(?<![要需诉追请寻谋])求)是(?![否非指])(?!(?:20\d\d年|去年|上年|前年)[^，]{0,4}的\d[\d.]{0,5}倍)|[就正都不也既更]是(?!说)"
)
# 将开发区定位为引领区: 将 for 把.
HELD_AS = re.compile(r"将[^，]{2,20}(?:定位为|视为|视作|作为|列为|当作)")
# 修改完善后提请常委会审议: what comes after is what is to be done.
AFTERWARDS = re.compile(
    r"(?:修改|完善|审查|研究|讨论|审核|论证|公示)[^，]{0,6}后(?:再|按程序|尽快|及时|一并)?(?:提请|提交|报请|报送|上报|报|印发|发布)"
)
# 坚持工地就是阵地: what is held up is a saying, and no statement.
HELD_UP = ("坚持", "牢记", "秉持", "树牢", "树立")
# 预计…将突破百万人次: a forecast is no order (R11); after an order it only describes what was ordered.
FORECAST = re.compile(
    r"(?:初步|全年|今年|明年|20\d\d年)?(?:预计|预测|估计|有望)|(?:初步|据初步|经|据)(?:测算|推算|估算|预测)"
)
FORECAST_FIRST = frozenset("初全今明2预估有据经")
# 为 at the very beginning, written so that the branch begins with a letter.
PAPER = compiled(
    alternation(words("statements", "purpose_of_paper.all"))
    + r"|为(?<![\s\S]为)[^。]{4,80}(?:政府|[局委厅]|办公室)(?:研究)?决定"
)
# 重点是抓好三件事, 当务之急是修复堤防: what matters most is to be done.
MATTERS_MOST = re.compile(
    r"(?:(?:总的|总体|今年|全年|当前|我们|最终)的?|的)?(?:工作)?(?:重点|重心|核心|关键|目标|任务|主线|(?:首要|中心|主要)(?:任务|目标)|当务之急|重中之重|第一位的)(?:任务|工作)?(?:就|还|应该)?是"
)
# 都是我们要开创的事业: what something is, though it is still to be done.
STILL_TO_DO = re.compile(r"[都也正就]是(?:我们|大家|各级|今后)要[^，]{2,10}的[^，]{2,12}$")
# 是各级政府必须完成的任务: what it is that must be done.
IS_OWED = re.compile(
    r"(?![^，]{0,10}(?:重点|关键|任务|目标|核心|要求|之急)(?:就|还)?是)[^，要]{0,12}是[^，]{0,30}(?:要|必须|应当?)[^，]{2,30}的[^，]{0,4}(?:要求|任务|责任|义务|职责|底线|目标|承诺|指标|内容|工作|大事|课题)$"
)
QUESTIONS = ("为什么", "怎么", "如何", "难道", "何以")
PURPOSES = words("orders", "purposes.all")
PURPOSE = re.compile(rf"(?:{alternation(PURPOSES)})")
PURPOSE_FIRST = frozenset(word[0] for word in PURPOSES)
FIELDS = alternation(words("bodies", "fields"))
DUTY = re.compile(
    r"(?:[省市县区委厅局办院会处室站队行镇乡联校]|部门|单位|机构|政府|公司|中心|街道|协会|集团|社区|干部|职工|党员|群众|书记|主任|人员|队员|(?:管理|网格|护林|保洁|巡查|检查)员|各村)[）)]?(?:具体|分别|共同|统一)?(?!负责(?:户数|面积|人数|区域$|片区$))"
    r"(?:负责(?!人|同志|的)|牵头(?!人|部门|单位)|承担|配合|组织实施)"
    # 住建负责施工图审查: a department by its field.
    rf"|^(?>{FIELDS})(?:[、和](?>{FIELDS})){{0,6}}+(?:具体|分别|共同)?(?:负责(?!人|同志|的)|牵头(?!人|部门|单位))"
    r"|由[^，]{2,60}?(?:负责(?!人|同志|的)|牵头(?!的)|承担(?!的)|组织(?!的)|实施(?!的)|审批|办理|确定|制定|印发|修改|管理|安置|分担|统筹|解决|收购|跟踪|督办|约谈|审定|编制|建设|承办|保障|按|会同)"
    r"|^[^，]{2,40}?(?:[局委办厅府]|公司|集团|部门|单位)(?=会同|抓紧|研究(?:提出|制定|完善)|尽快|按程序|具体负责|成立|制定|组织实施)"
    r"|(?:政府|部门|单位|机构|企业)[^，]{0,30}负(?:主体|主要|总|监管|直接|领导|属地)*责(?!人)(?:任)?"
)
DUTY_HEAD = re.compile(r"^[^，]{0,40}?(?:负责|牵头|承担)(?=[一-鿿]{2})")
OUTCOME = compiled(
    r"(?:年均)?(?:增长|下降|压减|提高|提升|增加|缩小|扩大|减少|降低|压缩|缩短|完成|降|升)(?:到|至)?[^，]{0,5}[\dX×⒈-⒐].*$|(?:新增|净增|涨幅|达标率|总?规模|累计|共计)[^，]{0,12}[\dX×].*$|"
    r"(?:基本|全面|全部|进一步|更加|不断|明显|显著|持续|大幅|有效|稳步|有所|普遍|初步|较大|深度|总体)?"
    r"(?:形成|健全|完善|改善|提升|提高|增强|加强|建成|建立|达到|达标|实现|完成|确立|成型|覆盖(?:所有|全部|全[市省区县]|每个).*|优化|降低|下降|翻番|翻[一两三四]番|倍增|覆盖|消除|清零|领先|(?<=基本)解决|(?<=全面)解决|(?<=基本|全面)满足[^，的]{0,8}需求"
    r"|(?:延续|延长|执行|顺延|保留|实施)(?:到|至)(?:20\d\d|今|明|年)[^，]*|前列|开工|动工|竣工|完工|投产|投用|投运|通车|贯通|通[水气]|封顶|合龙|停[航运课]|并网(?:发电)?|交付(?:使用)?|启用|试生产|开[馆园]|投入(?:使用|运[营行]|试运行)|[与和][^，]{2,10}(?:基本|保持)?同步(?:增长)?|取得[^，]{0,8}(?:进展|突破)|(?:实现|建成)[^，的了]{3,14}|增长\d.*|稳定在.*|控制在.*|保持.*|位居.*|进入.*|(?:高于|快于|优于)全[国省市区县州][^，]{0,8}平均(?:水平|值|数|线)?|超过.*|突破.*|达.*|不低于.*|不少于.*|不高于.*|不超过.*|恢复[到至].*|左右|以上|以内|以下)$"
)
# What can be gone to and seen: a work that is begun, finished or in use.
COMPLETED = re.compile(
    r"(?:开工|竣工|完工|投产|投用|投运|通车|贯通|通水|通气|蓄水|封顶|合龙|复工|开馆|开园|开业|并网(?:发电)?|投入(?:使用|运[营行]|试运行)|交付使用|动工)$"
)
RULED = re.compile(
    r"^(?:按|按照|给予|一次性|由|在|依法|纳入|享受|不予|予以|可|经|从|对|暂缓|减按|免|处(?=[\d一二三四五六七八九十以])|责令|没收|吊销|以[^，]{2,24}为[^，]{0,8}(?:标准|依据|准)$)"
)
YEAR_AHEAD = compiled(
    r"预期目标|目标是|目标为|目标任务|20\d\d年|到20XX|“十[四五六]五”|年底|年内|力争|确保|今后|未来|最[迟晚]"
    r"|(?<=[0123456789０１２３４５６７８９])月(?:\d{1,2}日)?前|月底前|季度[末底前]"
)
# Bounded: a text may hold ten thousand marks that open and none that closes.
QUOTED = re.compile(r"“[^”]{0,400}”|《[^》]{0,400}》")
ASSURED = ("确保", "力争", "争取", "力求")
ALL_ASKS = "请 望 希望 让我们 责成 要求各 要求全 要求相关 要求有关 要求与会 要求参会 要求广大 要求大家"
ASKS = tuple(ALL_ASKS.split())
GOAL = re.compile(r"(?:目标|任务)(?:任务)?(?:是|建议为|安排为|确定为|为|如下)$")
# 总体要求是：以…为主题，…: what follows is the issuer's own order, as after 目标是.
SETTING = compiled(GOAL.pattern + r"|(?:总体要求|(?:总体|基本|工作)思路)是$")
# 我们一定认真解决: a promise. 该停产的停产: each case as it deserves.
PROMISE = re.compile(r"一定(?![的程范规量数时期])[一-鿿]{3}")
DESERVED = re.compile(r"[该能](?P<what>[一-鿿]{1,6})的(?:就|要|坚决|一律|立即|马上|当场|全部|尽快|及时)?(?P=what)")
# 为夺取双胜利提供坚强保障: what an order is good for.
GOOD_FOR = re.compile(
    r"为[^，]+(?:提供|奠定|打下|注入|贡献|作出|增添|创造|筑牢)[^，]{0,12}(?:保障|支撑|保证|动力|基础|根基|贡献|活力|力量|条件|动能|环境)$"
)
# 严格按照规划方案, 紧密结合实际: a frame with its manner.
STRICTLY = ("严格按照", "严格对照", "严格依照", "严格依据", "认真对照", "紧密结合")
GREETINGS = frozenset(("大家好", "上午好", "下午好", "晚上好", "你们好", "应该说", "应当说", "应该看到", "大家辛苦了"))
JUST = ("就是要", "就是力争", "就是争取", "就是确保", "就是把", "就是让", "就是使")
# One of these in what DUTY finds; a unit stands right before the verbs it may act by.
DUTY_HINT = compiled(
    "负|牵头|承担|配合|组织实施|由|[局委办厅府司团门位](?:会同|抓紧|研究|尽快|按程序|具体负责|成立|制定|组织实施)"
)


# Most clauses hold no letter that these questions look for (``knowledge/signs.py``).
OWED = sign(MUST)
WHETHER = sign("能否")
WHAT_IS = sign("是")
OF_MINE = sign("我")
IS_NEAR = sign(NEAR_HINT.pattern)
ASKED = sign(*ASKS, EXPECTS.pattern, SENT_BY.pattern)
DEMANDING = sign(DEMANDED.pattern)
DUTIES = sign(DUTY_HINT.pattern)
TO_COME = sign(FUTURE.pattern, PROMISE.pattern, PLANNED.pattern, WE_SHALL.pattern)
COMES_ABOUT = sign(OUTCOME.pattern)
LEAST_SET = sign(
    "每", "内(?:予以|办结|拿出|完成|答复|回复|反馈|处置|到场|到位|上门|整改|给出|出具|赶到|响应|必须|全部|一律|及时)"
)
PROMISED = sign(DESERVED.pattern, *PROMISING)
HEADED_FIRST = frozenset(word[0] for word in (*STRICTLY, *QUESTIONS, *ASSURED, *UNDERSTANDING))


def _asks(core: str, plain: str, signs: int) -> bool:
    """Whether a clause asks somebody: 请…, 副市长要求各县区…, 名单请于…前报…."""
    if signs & ASKED and (
        (core.removeprefix("我").startswith(ASKS) and not (core[0] == "希" and FOR_READER.match(core)))
        or (core[0] == "期" and EXPECTS.match(core))
        or ("请" in plain and SENT_BY.search(plain))
    ):
        return True
    return signs & DEMANDING != 0 and DEMANDED.match(core) is not None


def _is_planned(plain: str) -> bool:
    planned = PLANNED.search(plain)
    if planned is None:
        return False
    if head_verb(core_of(plain[planned.end() :]))[0]:
        return True
    return (SET_FOR.match(plain, planned.end()) or INVESTS.match(plain, planned.end())) is not None


def _told_by_end(clause: str, core: str, plain: str) -> int | None:
    """What a clause does that thanks, names whom or what it is about, says where it is known from, or who speaks."""
    if thanks(core) and (not owes(plain) or THANKS_OWED.match(plain)):
        return Role.STATEMENT
    if names_for_whom(clause):
        return Role.FRAME
    return Role.STATEMENT if names_source(clause) or names_speaker(clause) else None


@remembered  # the documents of one office repeat themselves
def clause_role(clause: str) -> int:
    """Tell what a clause does. ``clause`` is without its closing mark."""
    if "（" in clause and len(bare := SAID_ASIDE.sub("", clause)) not in (0, len(clause)):
        return Role.STATEMENT if STAGE.fullmatch(clause) else clause_role(bare)
    core = core_of(clause)
    headed = core[0] in HEADED_FIRST
    if headed and core.startswith(STRICTLY):
        core = core[2:]
    if core[-1] in FIELD_LAST and names_field(core):
        return Role.FRAME
    plain = QUOTED.sub("“”", core) if "“" in core or "《" in core else core
    signs = signs_of(clause)
    if (told := _tells_or_asks(clause, core, plain, signs, headed=headed)) is not None:
        return told
    if signs & OWED and owes(plain):
        return Role.ORDER
    if (told := _told_by_words(clause, core, plain, signs, headed=headed)) is not None:
        return told
    framed = FRAME.match(core) if core[0] in FRAME_FIRST and core[:2] not in NO_FRAME else None
    if signs & DUTIES and (duty := _duty(core, plain, is_frame=framed is not None and is_bare(core))) is not None:
        return duty
    if (
        signs & OF_THE_PAST
        and tells_past(core, plain)
        and not (framed and (core[-1] in "中下上时后前的" or core.startswith("对已")))
    ):
        return Role.STATEMENT
    if (equated := _equates(core, plain, signs)) is not None:
        return equated
    return _by_predicate(clause, core, plain, framed, signs)


def _tells_or_asks(clause: str, core: str, plain: str, signs: int, *, headed: bool) -> int | None:
    """What a clause does that tells or questions, whatever word of obligation it holds."""
    if core[-1] in "吗呢？?" or (headed and core.startswith(QUESTIONS)):
        return Role.STATEMENT
    if signs & WHETHER and "能否" in plain and not owes(plain):
        return Role.STATEMENT
    if signs & WHAT_IS and "是" in plain and (STILL_TO_DO.search(plain) or IS_OWED.match(core)):
        return Role.STATEMENT
    if signs & OWED_JUDGEMENT and judges(plain):
        return Role.STATEMENT
    if clause[-1] in TELLING_LAST and (told := _told_by_end(clause, core, plain)) is not None:
        return told
    if (signs & IS_NEAR and NEAR_HINT.search(clause) and NEAR.search(clause)) or clause in GREETINGS:
        return Role.STATEMENT
    if signs & OF_MINE and "我" in plain and ANNOUNCES.search(plain):
        return Role.STATEMENT
    if signs & IS_NEAR and "就是" in clause and clause.startswith(JUST):
        # 实现跨越发展，就是要翻一番: what it means is to be done.
        return Role.ORDER if clause.startswith("就是要") else clause_role(clause[2:])
    return None


def _told_by_words(clause: str, core: str, plain: str, signs: int, *, headed: bool) -> int | None:
    """What single words make of a clause without a word of obligation: it states, asks, or is to be made sure of."""
    if closes(plain) or came_about(plain):
        return Role.STATEMENT
    if core[0] in "讲说弄搞想" and MAKES_PLAIN.match(core):
        return Role.IMPERATIVE
    if core[0] in "使让促" and MAKES_KNOWN.match(core):
        return Role.PURPOSE
    if is_case(core):
        return Role.FRAME
    # 确保成本较上年度再降: what is to be made sure of is no result.
    if (headed and core.startswith(ASSURED)) or (clause.startswith(ASSURED) and not OUTCOME.search(plain)):
        return Role.IMPERATIVE
    if headed and core.startswith(UNDERSTANDING) and not DONE.search(plain):
        return Role.IMPERATIVE
    if states(core, plain, signs):
        return Role.STATEMENT
    if _asks(core, plain, signs):
        return Role.ORDER
    if "后" in plain and AFTERWARDS.search(plain) and not tells_past(core, plain):
        return Role.IMPERATIVE
    return None


def _duty(core: str, plain: str, *, is_frame: bool) -> int | None:
    """A duty somebody has (由市水利局负责), or None. ``is_frame``: the clause only frames the next one."""
    if DUTY_HINT.search(plain) and DUTY.search(plain) and not DONE.search(plain) and not is_frame:
        return Role.OTHER if "的" in plain and OF_THEIRS.search(plain) else Role.DUTY
    return Role.DUTY if "由" in plain and tasked_by(plain)[0] else None


def _equates(core: str, plain: str, signs: int) -> int | None:
    """What a clause does that says what something is or is to be held as (目标为…, 首要的是抓好…, 把…作为…)."""
    if plain[-1] in "为下" and plain.endswith(("为", "如下")) and SETTING.search(plain):
        return Role.FRAME
    if signs & WHAT_IS and "是" in core[:10] and (first := MATTERS_MOST.match(core)) and first.end() < len(core):
        what = core_of(core[first.end() :])
        if head_verb(what)[0]:
            return Role.IMPERATIVE
        if first[0].endswith("就是") and what[0] in FRAME_FIRST and FRAME.match(what):
            return Role.FRAME
    if signs & WHAT_IS and "是" in plain and not core.startswith(HELD_UP) and COPULA.search(plain):
        return Role.FRAME if SETTING.search(plain) else Role.STATEMENT
    if (core[0] == "把" or (core[0] == "将" and (core[1:2].isdigit() or HELD_AS.match(core)))) and not is_bare(core):
        return Role.IMPERATIVE
    return Role.FRAME if core[0] == "为" and GOOD_FOR.match(core) else None


def _by_predicate(clause: str, core: str, plain: str, framed: re.Match[str] | None, signs: int) -> int:
    """What a clause does by its first verb, or by what it says will be where it has none."""
    if framed and core[0] in CARRYING:
        return Role.IMPERATIVE if frame_predicate(core) else (Role.ORDER if core[0] == "将" else Role.FRAME)
    verb, at = head_verb(core)
    if verb in WORK_NAMES and not at and came_far(core):
        return Role.OUTCOME
    if verb:
        return Role.IMPERATIVE
    if SOFT_PAST.search(plain):
        return Role.STATEMENT
    if framed:
        inner, _ = head_verb(core[framed.end() :])
        # 以…; 关于加快征地拆迁: what is talked about.
        return Role.FRAME if not inner or core[0] in "以关" else Role.IMPERATIVE
    if signs & TO_COME and (
        FUTURE.search(plain) or PROMISE.match(core) or _is_planned(plain) or WE_SHALL.search(clause)
    ):
        return Role.ORDER
    if signs & LEAST_SET and sets_least(core):
        return Role.ASSIGNED
    if signs & PROMISED and is_to_be_more_so(core):
        return Role.IMPERATIVE
    if signs & COMES_ABOUT and OUTCOME.search(plain):
        # 县自然资源局本月底前完成剩余120亩土地组卷: somebody has to do it.
        return Role.ASSIGNED if "前完成" in core and assigned_unit(core) else Role.OUTCOME
    if at or (signs & PROMISED and (DESERVED.match(core) or is_promised(core) or they_may_try(core))):
        return Role.IMPERATIVE
    if counted_work(core) or assigned_unit(core):
        return Role.ASSIGNED
    return Role.ASSIGNED if head_verb(all_by(core))[0] or hands_in(core) else Role.OTHER


def remarks(clause: str) -> bool:
    """Whether a clause only remarks on what is told beside it (其中公共泊位占六成, 有利于渔民出行)."""
    core = core_of(clause)
    return values(core, QUOTED.sub("“”", core) if "“" in core or "《" in core else core, signs_of(clause))
