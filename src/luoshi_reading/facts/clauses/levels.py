"""Actionable or directive, and the instrument: what a unit could report on. Rules R20-R24."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import TELLS, VERBS, acting_part, core_of, frame_predicate, head_verb
from luoshi_reading.facts.clauses.clause_roles import COMPLETED, DUTY_HEAD, OUTCOME, OWED, QUOTED, Role, owes
from luoshi_reading.facts.clauses.figures_of_speech import (
    CONDUCT,
    FIGURE_SIGN,
    GENERAL,
    KEPT,
    PLACED,
    SEEN,
    SLOGAN,
    SOLVED,
    TURNED_TO,
    UNCOUNTED,
    tells_nothing,
)
from luoshi_reading.facts.clauses.outright import (
    CARRIED_LAST,
    CARRIED_OUT,
    FORBIDDEN,
    PROSECUTED,
    PUT_UP,
    PUT_UP_LAST,
    REACHED,
    SAFEGUARDS,
    SUBMITTED,
    SUBMITTED_LAST,
    is_reached,
    only_safeguards,
)
from luoshi_reading.facts.remembered import remembered
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.signs import sign, signs_of
from luoshi_reading.knowledge.word_lists import alternation, words

# Points; ACTIONABLE_AT of them make a clause reportable. Set by hand on the word lists, re-checked when they change.
STRONG_END = 2.0
WEAK_END = 0.8
ABSTRACT_END = -2.0
WEAK_ABSTRACT_END = -0.9
MAKING_VERB = 1.2
MAKING_INSIDE = 0.8
WORKING_VERB = 0.6
ATTITUDE_VERB = -1.2
TRANSFER = 1.2
COUNTED = 2.5
NAMED_PAPER = 1.2
FORBIDS = 1.2
SEVERAL = 1.2
DATED = 1.5
ACTIONABLE_AT = 1.2
# A figure of speech: no character of it speaks for a thing (R21).
NO_THING = -0.1
# A clause of four characters is a manner of speaking (精准服务, 靠前对接), whatever noun it ends with.
MANNER_LENGTH = 4
# What a frame, a date or a manner gives at most.
FRAME_AT_MOST = 0.5

ENDS: dict[str, float] = {}
for _weight, _key in (
    (WEAK_END, "concrete.weak"),
    (WEAK_ABSTRACT_END, "abstract.weak"),
    (STRONG_END, "concrete.strong"),
    (ABSTRACT_END, "abstract.strong"),
):
    ENDS.update(dict.fromkeys(words("levels", _key), _weight))
# How long the words are that end in two characters, longest first.
LENGTHS_BY_END: dict[str, list[int]] = {}
for _length, _last in sorted({(len(_word), _word[-2:]) for _word in ENDS if len(_word) > 1}, reverse=True):
    LENGTHS_BY_END.setdefault(_last, []).append(_length)
MAKING = frozenset(words("levels", "verbs.making"))
WORKING = frozenset(words("levels", "verbs.working"))
ATTITUDE = frozenset(words("levels", "verbs.attitude"))

# Begins with one set, so that ``re`` passes over what is no digit; which digit it is, is asked behind it. No \d in the
# set: for it ``re`` asks the tables of Unicode about every character that is none.
NUMBER = re.compile(
    r"[0-9０-９X×二三四五六七八九十百千两](?:(?<=\d)[\d,.]{0,20}+|(?<=[X×])[X×]{0,2}|(?<=[二三四五六七八九十百千两])[二三四五六七八九十百千两]{0,11})(?:[-—～~至]\d{1,20})?[百千万亿]?"
    r"(?:部|栋|艘|平方米|立方米|万千瓦|千瓦|兆瓦|口|盏|株|棵|公顷|轮|微克|度电|个百分点|％|%|亿元|万元|元|亿|万亩|亩|公里|千米|平方|万吨|吨|万户|户|万人|人次|人|家|个|所|座|条|项|套|台|辆|处|次(?!产业|分配)|场|期|份|名|倍|张|宗|件|只|头(?!万绪)|批|眼|支|米|岁|天|摄氏度|分钟|斤|公斤|尾|羽|册)"
)
DIGIT = re.compile(r"[0-9０-９X×二三四五六七八九十百千两]")
DAY_HINT = re.compile("[年月季半日]")
# “千村提质、百企联村”行动: a programme that goes by its slogan.
PROGRAMME = re.compile(r"“[^”]{0,12}[一二两三四五六七八九十百千双][^”]{1,12}”[一-鿿]{0,4}(?:行动|教育|工程|计划)$")
# 听取师生和家长对学校的意见: who was heard can be told; 听取群众意见 is a manner.
HEARD = compiled(r"(?:听取|征求)[^，]{8,40}(?:意见|建议)$")
STRENGTHENING = frozenset(("加强", "强化", "加大", "开展", "进行", "做好", "抓好", "组织", "实施"))
SEVERAL_OF = compiled(
    r"一批|一系列|若干|多个|几个|(?<!每)一个|一支|一条|一座|一所|一家|一套|一项|(?:至少|每[半一二三四五六七八九十]?个?[月周季年日])[^，]{0,12}[一两]次$"
)
# …等码头建设取得实质性进展: what makes progress is the object.
PROGRESSES = re.compile(r"取得(?:[一-鿿]{1,3}性|新|重大|明显|积极|扎实|显著|较大)?(?:进展|突破)$")
# 深入学习《统计法》: what is read and gone by is no thing made.
STUDIED = ("落实", "贯彻", "学习", "传达")
PAPER = re.compile(r"《[^》]{2,60}》")
DEADLINE = re.compile(
    r"20\d\d年|年底前|年内|月底前|季度末?前|“十[四五六]五”期间|\d{1,2}月(?:底|\d{1,2}日)?前|[上下]半年(?!(?:各项)?工作$)(?=[一-鿿])|\d{1,2}个工作日内"
)
QUALIFIER = compiled(
    r"[（(][^）)]*[）)]$|等(?:方面|各方面|重点领域|领域)?(?:工作|问题|任务|活动|措施|服务|内容|事项)?$|(?:的)?(?:有关)?情况$"
)
TRANSFERRED = re.compile(
    r"(?:[将把]|争取|推动|力争)[^，]{2,60}?(?:纳入|列入|进入|推送|报送|上报|报|提请|压缩到|压缩至|打造成|建成|做强做大|延伸至|下放)"
)
INSIDE = re.compile(
    r"出台|编制|预置|组建|开设|印发|建成|新建|推行|约谈|安装|上报|组织实施|开展|举办|建设|建立|提供|设立|制定|成立|打造|实行|配备|创建"
)
GUIDES = "为指"
GUIDED = re.compile(r"^(?:坚持|始终|要|必须)*以.{2,60}?为(?:指导|指引)|思想为(?:指导|指引|统领|引领)")
# 6月15日前，所有涵洞必须…: a day alone is no thing to report on.
ONLY_DATE = re.compile(r"[^一-鿿]{1,14}[年月日]?[^一-鿿]{0,4}[月日]?(?:之|以)?[前内底末起]?")
# 高标准农田 is land, a 标准厂房 a hall: the word of a paper within another word makes no policy.
# 要严格按照规划, …: what an order goes by is not what is done.
BASES = ("按照", "严格按照", "对照", "根据", "依据", "结合")
NO_PAPER = re.compile(
    r"高标准|标准化|标准(?=厂房)|规范化|规划(?=部门|局|分局|师|院|科|股|所)|按(?:照)?(?:有关)?规定|依法依规"
)
INSTRUMENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(alternation(words("levels", f"instruments.{name}"))))
    for name in ("policy", "mechanism", "project")
)


SHUNNING = ("多一些", "少一些", "不搞", "杜绝", "避免", "防止", "反对", "坚决反对", "力戒", "严防")
SHUNNING_FIRST = frozenset(word[0] for word in SHUNNING)
# Most clauses hold no letter that these expressions need (``knowledge/signs.py``).
COUNTABLE = sign(NUMBER.pattern)
SEVERAL_SIGN = sign(SEVERAL_OF.pattern)
FORBIDDEN_SIGN = sign(FORBIDDEN.pattern)
DAY_SIGN = sign(DAY_HINT.pattern)
INSIDE_SIGN = sign(INSIDE.pattern)
TRANSFER_SIGN = sign(TRANSFERRED.pattern)
REACHED_SIGN = sign(COMPLETED.pattern, REACHED.pattern)
SHUNNED_SIGN = sign(CONDUCT.pattern, SEEN.pattern, PLACED.pattern)
LOWERED_SIGN = sign(HEARD.pattern, KEPT.pattern, SOLVED.pattern, GENERAL.pattern, SLOGAN.pattern, TURNED_TO.pattern)
NOTHING_TO_DO = (Role.STATEMENT, Role.REPORT)
ORDERING = (Role.IMPERATIVE, Role.ORDER)


def end_weight(clause: str) -> float:
    """Weigh how the clause ends: its object stands last."""
    # 开展“五个一”活动（…）: what is told in a bracket may be longer than what is looked at.
    if clause.endswith(("）", ")")) and (opens := max(clause.rfind("（"), clause.rfind("("))) > 0:
        clause = clause[:opens]
    tail = clause[-40:]
    if (
        tail[-1:] in ("展", "破")
        and tail.endswith(("进展", "突破"))
        and (made := PROGRESSES.search(tail))
        and _ending(tail[: made.start()]) == STRONG_END
    ):
        return STRONG_END
    if tail[-1:] in "）)等况工问任活措服内事作题务动施容项”":
        # 音乐节等活动: the word that sums up tells where the last of the list tells nothing.
        bare = QUALIFIER.sub("", tail).rstrip("”’》」")
        if not bare or (tail.endswith("活动") and bare != tail and _ending(bare) == 0.0):
            bare = tail
        tail = bare
    weight = _ending(tail)
    # 监督检查工作 is weighed by what stands before 工作 (R23).
    if tail.endswith("工作") and weight == WEAK_END:
        return max(weight, _ending(tail[:-2]))
    return weight


def _ending(tail: str) -> float:
    for length in LENGTHS_BY_END.get(tail[-2:], ()):
        if (weight := ENDS.get(tail[-length:])) is not None:
            return weight
    return ENDS.get(tail[-1:], 0.0)


@remembered
def clause_weight(clause: str, role: int) -> float:
    """Return the points a clause gives for being reportable; 0 and less for a statement, a frame or a mere purpose."""
    if role in NOTHING_TO_DO:
        return 0.0
    signs = signs_of(clause)
    core = _ordered_part(clause, role, signs)
    plain = QUOTED.sub("“”", core) if "“" in core else core
    if signs & COUNTABLE:
        plain = UNCOUNTED.sub("", plain) or plain
    if (
        role in ORDERING
        and core.removeprefix("请").startswith(BASES)
        and not frame_predicate(core.removeprefix("请").removeprefix("严格"))
        and not (signs & REACHED_SIGN and REACHED.search(plain))
    ):
        return WEAK_ABSTRACT_END
    if signs & SHUNNED_SIGN and CONDUCT.search(plain):
        return ATTITUDE_VERB
    if only_safeguards(core):
        return SAFEGUARDS
    shunned = _shuns(core, plain, signs)
    weight = _outcome_weight(core) if role is Role.OUTCOME else end_weight(core)
    weight += ATTITUDE_VERB if shunned else _verb_weight(core, plain, signs)
    if signs & COUNTABLE and NUMBER.search(plain):
        # 组织10个督查组…落实: what is counted is a thing, though the clause ends with none.
        weight = max(weight + COUNTED, 0.0 if shunned else ACTIONABLE_AT)
    elif signs & SEVERAL_SIGN and SEVERAL_OF.search(plain):
        weight += SEVERAL
    if _names_paper(core) and role is not Role.FRAME:
        weight += NAMED_PAPER
    if signs & LOWERED_SIGN:
        weight = _weight_by_figures(weight, plain)
    if signs & REACHED_SIGN and (COMPLETED.search(clause) or (not shunned and is_reached(plain, clause))):
        weight = max(weight, STRONG_END)
    if ruled_out := FORBIDDEN.search(clause) if signs & FORBIDDEN_SIGN else None:
        weight += FORBIDS if ruled_out.end() < len(clause) else 0.0
    last = plain[-1]
    if weight < ACTIONABLE_AT and not shunned and _is_carried_out(plain, last):
        weight = ACTIONABLE_AT
    if last in "理任究责处罚" and PROSECUTED.search(plain) and role is not Role.FRAME:
        weight = min(weight, WEAK_END)
    if "“" in core and PROGRAMME.search(core) and weight > 0:
        weight = max(weight, ACTIONABLE_AT)
    if signs & FIGURE_SIGN and tells_nothing(plain) and not NUMBER.search(plain) and not DEADLINE.search(clause):
        return min(weight, NO_THING)
    # 检查是否按规定消毒: what can be answered by yes or no.
    asked = "是否" in plain and role is not Role.FRAME
    if asked or (last in SUBMITTED_LAST and SUBMITTED.search(plain)) or (last in "况展果度" and TELLS.search(plain)):
        weight = max(weight, STRONG_END)
    if signs & DAY_SIGN and DAY_HINT.search(clause) and DEADLINE.search(clause):
        weight += DATED
    if (
        role is Role.FRAME
        or ("、" in core and not ruled_out and _lists_manners(core))
        or _is_without_thing(clause, core, role)
    ):
        return min(weight, FRAME_AT_MOST)
    return weight


def _is_carried_out(plain: str, last: str) -> bool:
    """加大宣传教育; 把化肥储备好: how far it is can be told."""
    return (last in CARRIED_LAST and CARRIED_OUT.search(plain) is not None) or (
        last in PUT_UP_LAST and "把" in plain and PUT_UP.search(plain) is not None
    )


def _ordered_part(clause: str, role: int, signs: int) -> str:
    """Return what is ordered: the clause without its lead, its word of obligation and its unit."""
    core = core_of(clause)
    must = owes(core) if signs & OWED else None
    if must and must.end() < len(core):
        return core_of(core[must.end() :])
    if role is Role.DUTY:
        duty = DUTY_HEAD.match(core)
        return core[duty.end() :] if duty and duty.end() < len(core) else acting_part(core)
    return acting_part(core) if role is Role.ASSIGNED else core


def shuns(words_of: str) -> bool:
    """Whether a clause shuns something in so many words (少一些书面材料)."""
    core = core_of(words_of)
    must = owes(core) if signs_of(words_of) & OWED else None
    return (core_of(core[must.end() :]) if must and must.end() < len(core) else core).startswith(SHUNNING)


def _shuns(core: str, plain: str, signs: int) -> bool:
    """Whether a clause shuns something, sees it in oneself, or holds it up as something."""
    return (core[0] in SHUNNING_FIRST and core.startswith(SHUNNING)) or (
        signs & SHUNNED_SIGN != 0 and (SEEN.search(plain) is not None or PLACED.search(plain) is not None)
    )


def _names_paper(core: str) -> bool:
    """Whether a paper is named that is to be made or followed, and not only studied."""
    return (
        "《" in core
        and core[:2] not in STUDIED
        and head_verb(core)[0] not in STUDIED
        and PAPER.search(core) is not None
    )


def _weight_by_figures(weight: float, plain: str) -> float:
    """Raise what is heard from people, lower what is only kept, solved in general or said in a figure of speech."""
    if HEARD.search(plain):
        weight = max(weight, ACTIONABLE_AT)
    if (
        KEPT.search(plain)
        or SOLVED.search(plain)
        or GENERAL.search(plain)
        or (("建" in plain or "打造" in plain) and SLOGAN.search(plain))
        or ("抓" in plain and TURNED_TO.search(plain))
    ):
        weight = min(weight, WEAK_END)
    return weight


def _is_without_thing(clause: str, core: str, role: int) -> bool:
    """Whether a clause is a date alone, or an order that tells a manner and nothing to be done."""
    if not "一" <= core[0] <= "鿿" and ONLY_DATE.fullmatch(core):
        return True
    return role in ORDERING and (
        _is_manner(core)
        or (
            len(core) <= MANNER_LENGTH
            and len(clause) - len(core) <= len("必须")
            and (core[:2] not in MAKING or core.endswith("一批"))
        )
    )


def _lists_manners(core: str) -> bool:
    """排查矛盾、找准症结、领导包案: short ways of working; 举办论坛、讲座 makes several things."""
    parts = core.split("、")
    if max(map(len, parts)) > MANNER_LENGTH or DIGIT.search(core):
        return False
    return core[:2] not in MAKING or any(head_verb(part)[0] for part in parts[1:])


# 加强统筹协调和督促检查: how bodies work together.
TOGETHER = frozenset(("统筹", "协调", "督促", "指导", "协作", "配合", "沟通", "对接", "联动", "衔接", "组织", "领导"))
LOOKING_ON = frozenset(("检查", "监督", "督导", "督查", "督办", "调度", "引导", "服务"))
JOINED = re.compile("[、和与及]")


def _is_manner(core: str) -> bool:
    """严格督查考核, 精准高效督办: an adverb and verbs without an object."""
    verb, at = head_verb(core)
    rest = core[at:]
    if verb in ("加强", "强化") and rest[2:4] in TOGETHER:
        bare = JOINED.sub("", rest[2:])
        pairs = [bare[i : i + 2] for i in range(0, len(bare), 2)]
        return len(pairs) > 1 and all(pair in TOGETHER or pair in LOOKING_ON for pair in pairs)
    if not at or len(rest) not in (2, 4) or verb in MAKING or verb in STRENGTHENING:
        return False
    return all(rest[i : i + 2] in VERBS for i in range(0, len(rest), 2))


def _outcome_weight(core: str) -> float:
    if COMPLETED.search(core):
        return STRONG_END
    state = OUTCOME.search(core)
    if state and state.start():
        subject = end_weight(core[: state.start()])
        # 实现双回路联网, 建成步道: what came about stands behind the verb.
        return max(subject, end_weight(core)) if state[0].startswith(("实现", "建成")) else subject
    return end_weight(core)


# 抓紧履行听证程序: steps that are taken and over.
DUE_STEPS = re.compile(r"(?:履行|办理|办结|完善|补办)[^，]{2,20}$")
MANNERS = frozenset(("努力", "奋力", "率先", "带头"))
STRESSED = ("突出抓好", "突出做好", "突出推进", "突出实施", "突出开展")
AIMED_AT = ("任务", "目标", "要求", "主题")
FRAMING = frozenset(("围绕", "突出", "立足", "紧扣", "紧盯"))


def _verb_weight(core: str, plain: str, signs: int) -> float:
    if core[-1] in "序续" and core.endswith(("程序", "手续")) and DUE_STEPS.search(core):
        return TRANSFER
    verb, at = head_verb(core)
    # 努力打造…: what reads as an attitude is the manner of the verb after it.
    head = core[:2]
    manner = core.startswith(STRESSED) or (head in MANNERS and at > 0 and verb != "" and verb not in ATTITUDE)
    # 围绕…开展督查: what the work turns about stands before it.
    turned = (
        head in FRAMING
        and (done := INSIDE.search(plain, 2)) is not None
        and done.end() < len(plain)
        and not plain.endswith(AIMED_AT)
    )
    if head in ATTITUDE and not manner and not turned:
        return ATTITUDE_VERB
    if signs & TRANSFER_SIGN and ("将" in plain or "把" in plain or "入" in plain) and TRANSFERRED.search(plain):
        return TRANSFER
    # 研究制定…, 改造升级…: of two verbs the one that makes something tells more.
    if verb:
        second = core[at + 2 : at + 4]
        if second in MAKING:
            return MAKING_VERB
        if verb not in MAKING and verb not in WORKING and second in WORKING:
            verb = second
    verb = verb or (frame_predicate(core) if core else "")
    if verb in MAKING:
        return MAKING_VERB
    if verb in ATTITUDE and not turned:
        return ATTITUDE_VERB
    # Within an attribute, up to its 的, nothing is made.
    held = signs & INSIDE_SIGN != 0 and INSIDE.search(plain, max(plain.rfind("的"), 2)) is not None
    inside = MAKING_INSIDE if held else 0.0
    return inside + (WORKING_VERB if verb in WORKING else 0.0)


def instrument_of(text: str) -> str:
    """Name the instrument of an actionable commitment (R24)."""
    if "标准" in text or "规" in text:
        text = NO_PAPER.sub("", text)
    for name, pattern in INSTRUMENTS:
        if pattern.search(text):
            return name
    return "item"
