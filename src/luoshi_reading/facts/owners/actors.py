"""Who acts at the head of a clause by a plain predicate, told by the whole name and by what follows it. Rule R25.

县消防救援大队组建…, 供电公司6月10日前完成…, 县级领导带队…: names that hold verbs, and predicates behind a day, a
number of times or a way of going about it. Only of a clause that is part of an order.
"""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.bodies import DONE_TO_PEOPLE, NO_BODY, NO_NAME, PEOPLE, begins_as_none, ends_as_body
from luoshi_reading.facts.clauses.clause_heads import (
    ADVERB_FIRST,
    DATED,
    DATED_FIRST,
    LEADING,
    NO_ASSIGNMENT,
    NO_FRAME,
    UNIT_HEAD,
    VERBS,
    core_of,
    head_verb,
    holds_verb,
)
from luoshi_reading.knowledge.divisions import by_short_name
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.word_lists import alternation, words

LONGEST_ACTOR = 36
SHORTEST_PREDICATE = 3
SHORTEST_FRAMED = 8
SHORTEST_GOING = 5
# Verbs that names of offices hold, and those that people are named by.
IN_OFFICES = words("actors", "in_offices")
FIRST_IN_OFFICES = words("actors", "first_in_offices")
WITHOUT_WORK = re.compile(alternation((*IN_OFFICES, *FIRST_IN_OFFICES)))
# 组织部, 供电公司, 开发区: an office whose name begins like a verb; 建设中心, 培训学校 are what is built or done.
VERBAL = re.compile(
    rf"开发区|派出所|(?:{alternation(FIRST_IN_OFFICES)})[一-鿿]{{0,8}}?(?:局|(?<!干)部(?!门|分)|委|办|厅|公司|集团|[支总大中]队|指挥部|法院|检察院|发区|单位|部门|小组|专班|工作队)|(?:驻村|包村|包联|包抓|值班)(?:干部|领导)"
)
VERBAL_FIRST = frozenset("开驻包值派").union(word[0] for word in FIRST_IN_OFFICES)
# Names that may also be what is built, planted or held: with a noun that begins like a verb they are none who act.
THINGS = compiled(
    r"(?:中心|医院|学校|[小中大]学|幼儿园|园区|村|镇|乡|区|街道|[站所馆院校场园厂]|企业|系统|平台|工地|队伍|产业|行业)$"
)
# 示范村, 中心镇, 老旧小区: kinds of places, which are made.
KINDS = re.compile(alternation((*words("actors", "kinds"), *words("actors", "become"))))
# 北坞、南河、东坞3个镇; 邹平、惠民、博兴三地
COUNTED = re.compile(
    r"等?(?:\d{1,3}|[两三四五六七八九十])(?:个|家)?(?:[县区市]|乡镇|镇街|[镇乡村]|街道|地|部门|单位|村（社区）|乡镇（街道）)$"
)
MORE_ENDS = compiled(
    r"(?:[农水]商行|气象台|电视台|林场|农场|水电厂|电厂|水厂|处理厂|公路段|工务段|养路段|股|(?<=科)室|[三四五六七八九十]地"
    r"|^[省市县区镇][上里]|一中|二中|供销社)$"
)
LAST = frozenset(
    "部省市县区州镇乡村旗厅局委办院署会处站队行社校园所馆）)段厂股室台场地上里门位府司团心构关级道财政组班领导干员记长任人把手事代表联工师生志"
)
BARE = frozenset(words("actors", "bare"))
# 低空飞行, 推进会: what only ends like a bank or a committee.
LOOSE = re.compile(
    r"(?<![银分支商农])行$|(?<![员协商合工金村居常党委团])会$|(?<![作行销报华])社$"
    r"|[一-鿿]{4}(?<![园发新技开假范税理])(?<!每个县市)[市县区镇乡村]$"
)
# What may stand before a predicate and is none: 从今年起, 带头, 一次性.
SINCE = re.compile(r"(?:从|自)(?:今年|明年|本月|下月|即日|现在|20\d\d年)起(?:每[年月季周])?")
HOW = compiled(
    r"(?:24小时|滚动|先行|各|再|先|带头|率先|牵头|联合|共同|轮流|现场|一次性|全部|全面|每(?:天|日|周[一二三四五六日]?(?:[上下]午|晚上?)?|个?月|个?季度|季|半?年|半月|[两三]个?月|旬|学期|个?星期|两周)(?:至少)?|至少|主动|同步|累计|另|具体|统一|分别)"
)
HOW_FIRST = frozenset("2滚各再先带率牵联共轮现一全每至主同累另具统分")
MORE_VERBS = frozenset(words("actors", "predicates"))
SINGLE = re.compile(r"[建设办修派拨补种出选配购列包](?=\d|[一两三四五六七八九十]个|好)")
NOT_TO = ("不要", "不能", "不准", "不再", "决不", "绝不")
NOUNS_TOO = frozenset(words("actors", "nouns_too"))
TOLD_OF = compiled(
    r"(?:实行|采取|推进|加快|提速|完成|开工|竣工|建成|投用|投产|见效|到位|实现|达到|提升|提高|增强|改善|深化|完善|进展|成效|水平|初具|成型|取得|明显|显著|覆盖|规范|有序|稳步|扎实|突破|率)"
)
# 县医院投入使用, 全县卫生院全部达到…: what becomes of a thing.
REACHED = frozenset(words("actors", "reached"))
WORK_FIRST = words("actors", "works")
NOUN_MAKERS = frozenset("率员费量的、和与及者型性")
COMPLETED = "建成"
# 各镇召开动员会: told of in a report, and in an order who is to hold it.
MEETS = frozenset(("召开", "举行"))
EACH = frozenset("各每")
LEAST = ("不少于", "不低于", "至少")
# 省里下达我县的造林任务, 职工搬迁过渡费按…, 乡镇新建污水项目4月底前…: what is told of, and nobody acts.
TOLD_BEHIND = re.compile(
    r"(?:下达|交办|分配|反馈|批准|核定|布置|转办|确定|认定|命名)[^，]{0,8}的(?!基础|前提)"
    r"|(?:安排|实施|承担|投资|投入|筹措)(?:建设)?的"
    r"|重点(?:工作|任务|项目|事项)(?:任务)?(?:实行|实施|采取|执行|纳入)"
    r"|(?:搬迁|安置|培训|补助|补偿|养护|运营|管理|采购|维护|检测)[一-鿿]{0,3}[费款金](?:按|由|为|从|达|不|纳入|列入)"
    r"|(?:新建|改建|续建|扩建|迁建|重建|改扩建|改造|建设)[^，]{0,16}?(?:项目|工程|设施|线路|管网|路段)(?:[要须应于在年今明全力确]|\d)"
)
TOLD_FIRST = frozenset("迁重建实承投筹下交分反批核布转确认命搬安培补养运管采维检新改续扩")
# 每周到渡口值守
TO = "到"
# 完成渔民签约: verbs that no one is called by.
DONE_FOR_PEOPLE = frozenset(("完成", "落实", "做好", "抓好", "推进", "加强", "加快"))
GIVING = frozenset(words("actors", "giving"))
WITH = frozenset("与和同")
# 县财政每年预算安排不低于500万元: what a treasury sees to.
SETS_ASIDE = re.compile("每年(?:度|都|均|统筹|预算|从预算中|在预算中|至少|足额|固定)*(?:安排|列支|预留|筹措|投入)")
FRAMES = frozenset("将把按对以在从为就向用与同依凭")
SELDOM_ACT = compiled(r"(?:缴纳|缴存|享受|新?购置|投保|申领|给予|补助|补贴|奖补|奖励|减免)")
LISTED = re.compile("[、和与及]")


def leading_actor(clause: str) -> str:
    """Return who a clause begins with and whose plain predicate follows, or ""."""
    core = core_of(clause)
    if core[-1] == "的" or len(core) < 6:
        return ""
    verb, at = head_verb(core)
    verbal = verb != "" and at == 0
    if at or (verbal and not (core[0] in VERBAL_FIRST and VERBAL.match(core))):
        return ""
    if begins_as_none(core) or NO_NAME.match(core):
        return ""
    beside = ""
    for end in range(2, min(LONGEST_ACTOR, len(core) - SHORTEST_PREDICATE + 1)):
        if core[end - 1] not in LAST:
            if core[end - 1] in "，：“《":
                return ""
            continue
        name = core[:end]
        if told_behind(core, end) or core.startswith(PEOPLE, end):
            continue  # 每位县|领导每月下沉…
        if _is_actor(name, verbal=verbal) and _is_predicate(core[end:], name):
            if core[end] not in WITH:
                return name
            beside = beside or name  # 县交通局与公路段提前预置…: both, where both act
    return beside


def _is_actor(name: str, *, verbal: bool) -> bool:
    """Whether each part of a name is called as those who act are, and holds no verb but that of an office."""
    if name in BARE or name[0] == name[1] or name[0] in "于在将" or "的" in name:
        return False
    if name.endswith(NO_BODY) or KINDS.search(name):
        return False
    parts = LISTED.split(name)
    last, counted = parts[-1], COUNTED.search(parts[-1])
    if counted is None and (LOOSE.search(name) or not (ends_as_body(last) or MORE_ENDS.search(last))):
        return False
    if verbal and VERBAL.fullmatch(parts[0]) is None:
        return False
    for part in parts[:-1] if len(parts) > 1 else ():
        if not (part and (ends_as_body(part) or MORE_ENDS.search(part) or part in by_short_name() or counted)):
            return False
    if NO_NAME.search(name) or (any(letter.isdigit() for letter in name) and counted is None):
        return False
    return not any(holds_verb(WITHOUT_WORK.sub("　", part)) for part in parts if part not in by_short_name())


def _is_predicate(rest: str, name: str) -> bool:
    """Whether words begin with a time, a manner, a frame or a verb, and no noun that begins like one."""
    if rest.startswith(NOT_TO):
        return True
    if rest[0] == "每" and name.endswith("财政"):
        # 县级财政每年安排500万元, 县财政每年补贴500万元: who pays.
        return not name.endswith("级财政") and SETS_ASIDE.match(rest) is not None
    bare = _without_time_and_manner(rest)
    led = len(bare) < len(rest)
    if len(bare) < 2 or SELDOM_ACT.match(bare):
        return False
    if bare[0] in FRAMES and bare[:2] not in NO_FRAME:
        return len(bare) >= SHORTEST_FRAMED and (bare[0] == "按" or holds_verb(bare[1:]))
    if SINGLE.match(bare) or (led and bare[0] == TO and len(bare) >= SHORTEST_GOING):
        return True
    verb = bare[:2]
    if verb not in VERBS and verb not in MORE_VERBS:
        return False
    if len(bare) == 2:
        return led and len(rest) > 3
    if (
        bare[2] in NOUN_MAKERS
        or UNIT_HEAD.match(bare, 2)
        or (verb in NO_ASSIGNMENT and not led and not (verb in MEETS and name[0] in EACH))
    ):
        return False
    if bare.startswith(PEOPLE, 2) and verb not in DONE_TO_PEOPLE and verb not in DONE_FOR_PEOPLE:
        return False
    thing = THINGS.search(name) is not None
    if name[0] == "每" and (verb == COMPLETED or verb in GIVING):
        return False  # 每个村建成1处驿站, 每所学校配备校医: what each is to have
    if name[0] == "每" and bare.startswith(LEAST, 2):
        return True  # 每个乡镇储备不少于30个: nouns of their own hold no bound
    if (thing or name[0] == "全") and verb in REACHED:
        return False
    behind = bare[2:]
    if verb not in NOUNS_TOO or (led and not (thing and behind.startswith(WORK_FIRST))):
        return True
    return len(behind) > 3 and not behind.startswith(WORK_FIRST) and not (thing and TOLD_OF.search(behind))


def told_behind(core: str, end: int) -> bool:
    """Whether what stands behind a name belongs to a thing (省里|下达我县的造林任务, 职工|搬迁过渡费按…)."""
    return core[end] in TOLD_FIRST and TOLD_BEHIND.match(core, end) is not None


def is_told_of(unit: str, rest: str) -> bool:
    """Whether a work on a thing is told of, and no unit acts (物流园区|建设加快推进)."""
    return rest[:2] in NOUNS_TOO and THINGS.search(unit) is not None and TOLD_OF.search(rest, 2) is not None


def _without_time_and_manner(rest: str) -> str:
    """Take off when, how often and how: 6月底前, 每周至少, 带头."""
    for _ in range(3):
        before = rest
        if rest[:1] in "从自" and (since := SINCE.match(rest)):
            rest = rest[since.end() :]
        dated = rest.removeprefix("统一").removeprefix("于").removeprefix("在")
        if dated[:1] in DATED_FIRST and (day := DATED.match(dated)):
            rest = dated[day.end() :]
        if rest[:1] in HOW_FIRST and (how := HOW.match(rest)):
            rest = rest[how.end() :]
        if rest[:1] in ADVERB_FIRST and (manner := LEADING.match(rest)) and manner.end() > 1 and rest[:2] not in VERBS:
            rest = rest[manner.end() :]
        if rest == before:
            break
    return rest
