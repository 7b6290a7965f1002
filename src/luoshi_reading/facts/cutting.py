"""Where a sentence is cut into the smallest pieces that can be reported on. Rules R14-R16."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi_reading.facts.clause_heads import (
    DATED,
    DATED_FIRST,
    core_of,
    frame_predicate,
    head_verb,
    holds_verb,
)
from luoshi_reading.facts.clause_roles import ASSURED, COMPLETED, OUTCOME, PURPOSE, PURPOSE_FIRST, SENT_BY, Role, owes
from luoshi_reading.facts.coordination import (
    DUTY_HEAD_OF,
    NEVER_FIRST,
    PARALLEL_LENGTH,
    PARALLEL_WEIGHT,
    SPLIT_AT,
    YEAR_FIRST,
    Run,
    Sense,
    Told,
    goes_with,
    sets_year,
    shares_out,
    treats_another,
    with_frames,
)
from luoshi_reading.facts.counted_pieces import ADDED, EXTENT, SIZE, counts_apart, counts_others, lists, measures
from luoshi_reading.facts.dated_pieces import YEAR_LED, delivers_by, only_dates
from luoshi_reading.facts.goals_beside import goes_on, grows_beside
from luoshi_reading.facts.levels import ACTIONABLE_AT, AIMED_AT, COUNTED, FRAMING, INSIDE, MAKING, NUMBER, SEVERAL_OF
from luoshi_reading.facts.other_actors import another_acts, is_bare_duty

TOPIC = re.compile(r"^(?:要)?(?:着力)?(?:解决|破解).{2,30}问题$")
# Characters of attitude before a thing to do that make it worth an entry of its own (R15).
LONG_LEAD = 50
# Points that part a clause from the others of a sentence of few.
PARTED_WEIGHT = 2.7
# Points of a making verb with a thing behind it: what a counted clause after it is split from.
MADE_WEIGHT = 3.0
# Points of a thing made that stands apart from any other thing to report on, and of an order with a purpose of its own.
THING_WEIGHT = 3.0
PURSUED_WEIGHT = 1.2
PUT_WEIGHT = 2.0
# 既要…，又要…: each of the two is asked for.
ALSO = ("又要", "也要", "还要")
AHEAD = ("力争到", "到20", "确保到")
# Of the members of a chain of goals these stand apart.
MEASURED = re.compile(r"\d|全覆盖|清零|翻一?番|倍增|同步")


# 务必做到清仓见底: what an order must come to.
RESULTS = ("要像", "务必做到", "务必确保", "务求", "必须确保", "要确保", "要做到")
CARRIED_ON = ("推进", "推动")
# How a case or a time ends that leads what follows.
LEADS = (
    "的",
    "之后",
    "以后",
    "后",
    "前",
    "时",
    "期间",
    "之年",
    "年",
    "年起",
    "日起",
    "基础上",
    "前提下",
    "过程中",
    "同时",
)


# 尚未配齐救生衣的渡口，要…: for whom an order holds.
FOR_WHOM = re.compile(r"的[一-鿿]{1,8}$")
LEADS_LAST = frozenset(end[-1] for end in LEADS)
NEVER_BEGINS = frozenset(word[0] for word in NEVER_FIRST)


def _other_thing(part: _Part, run: Run, index: int, weight: float) -> bool:
    """探索建立…制度，开展…试点: in a paper too, a thing made beside a thing made that shares no word with it (R16)."""
    words_of = run[index].words
    if not part.made or weight < MADE_WEIGHT or run[index].role is not Role.IMPERATIVE:
        return False
    if words_of.startswith(("每", "把")) or NUMBER.search(words_of) or DATED.match(words_of):
        return False
    before = "，".join([item.words for item in run[part.first : index]])
    core = core_of(words_of)
    return all(core[at : at + 2] not in before for at in range(2, len(core) - 1))


@dataclass(slots=True)
class _Part:
    """What one entry holds so far: where it began, its best clause's points, whether it counts or orders something."""

    first: int
    lead: int = 0
    filled: float = 0.0
    counted: bool = False
    several: bool = False
    sets: bool = False
    attitude: bool = True
    objected: bool = False
    made: bool = False


def cut(run: Run, weights: list[float], sense: Sense) -> Iterator[tuple[int, int]]:
    """Split at a comma where both sides have a reportable object of their own (R14-R16); yield index ranges."""
    if len(run) == 1:
        yield 0, 1
        return
    part, last = _Part(0), len(run) - 1
    for index, item in enumerate(run):
        weight = weights[index]
        number = weight >= COUNTED and NUMBER.search(item.words) is not None
        result = sense.chained and (item.role is Role.OUTCOME or OUTCOME.search(item.words) is not None)
        outcome = result and (not sense.counted_only or MEASURED.search(item.words) is not None)
        if (
            index > part.first
            and (
                (sense.duties and DUTY_HEAD_OF.match(item.words) is not None)
                or (item.words.startswith(ALSO) and goes_with(run, index))
                or (item.words[:1] == "对" and treats_another(run, index))
                or (part.objected and item.words[0] in YEAR_FIRST and sets_year(run, index))
            )
        ) or (
            index > part.first
            and (
                item.role >= Role.OUTCOME
                or (number and part.counted and counts_others(item))
                or (number and part.counted and lists(item))
            )
            and (
                item.words[0] not in NEVER_BEGINS
                or not item.words.startswith(NEVER_FIRST)
                or _provides(item)
                or (number and part.counted and counts_apart(item.words))
            )
            and not (item.words[0] in DATED_FIRST and only_dates(item.words))
            and not (number and (EXTENT.match(item.words) or (sense.duties and item.words.startswith("确保"))))
            and not goes_on(item.words)
            and not _leads_on(run, weights, index)
            and not (sense.brief and index == 1 and _leans(run, part, weight))
            # 连续两次垫底的，由…约谈; 验收之后，召开…: a case or a time, and what applies to it.
            and not (run[index - 1].words[-1] in LEADS_LAST and run[index - 1].words.endswith(LEADS))
            and not (item.role is Role.ORDER and _is_for_whom(run[index - 1]))
            and (
                (part.objected and another_acts(item, weight, part.filled))
                or ("负责" in item.words and shares_out(run, index))
                or grows_beside(item.words, run[index - 1].words)
                or _splits_anywhere(part, item, weight, number, outcome, index - part.first)
                or (sense.listing and not sense.guided and _splits_report(part, item, weight, sense))
                or (sense.listing and not sense.guided and _pursues(part, run, index, weight))
                or (sense.listing and sense.own and not sense.guided)
                or (not sense.listing and not sense.guided and _other_thing(part, run, index, weight))
            )
        ):
            begins = with_frames(run, part.first, index)
            yield part.first, begins
            part = _Part(begins)
        if index == last:
            break  # what is noted of an entry is asked where the next clause begins
        if not (index == 0 and TOPIC.match(item.words)):
            # 乡镇和相关企业，要…: who acts is nothing to report on.
            filling = weight if item.role is not Role.OTHER or number or holds_verb(item.words) else 0.0
            if result and filling < SPLIT_AT:
                filling = SPLIT_AT
            part.filled = filling if filling > part.filled else part.filled
        part.made = part.made or (weight >= MADE_WEIGHT and head_verb(core_of(item.words))[0] in MAKING)
        part.lead = item.clause.end - run[part.first].clause.start
        part.counted = part.counted or number
        part.attitude = part.attitude and weight < 0
        part.sets = part.sets or ("大" in item.words and SET_OF.search(item.words) is not None)
        part.several = part.several or ("一" in item.words and SEVERAL_OF.search(item.words) is not None)
        part.objected = part.objected or (
            item.role >= Role.OUTCOME and not is_bare_duty(item.words) and not _frames(item)
        )
    yield part.first, len(run)


# 将旧码头作为停泊点: what a thing becomes belongs to what was done with it; 将…纳入清单 is done by itself.
BECOMES = re.compile(r"[将把](?!.*纳入)")
# Characters from which on a clause before its own aim may begin an entry.
SHORT = 9


def _leads_on(run: Run, weights: list[float], index: int) -> bool:
    """Tell what only carries the order before it on: what its thing becomes, a short clause before its aim (R15)."""
    words_of = run[index].words
    if words_of[0] in "将把" and run[index].role is Role.IMPERATIVE and BECOMES.match(words_of):
        return True
    if len(words_of) >= SHORT or index + 1 == len(run) or run[index + 1].words[0] == "为" or NUMBER.search(words_of):
        return False
    return _aims(run[index + 1].words, weights[index + 1])


def _aims(words_of: str, weight: float) -> bool:
    """Tell what an order is good for; 推动灌区建设, a named work, is more than that."""
    if words_of[0] not in PURPOSE_FIRST or PURPOSE.match(words_of) is None:
        return False
    return weight < PARTED_WEIGHT or not words_of.startswith(CARRIED_ON)


def _leans(run: Run, part: _Part, weight: float) -> bool:
    """Tell the second of three reported clauses where it and the first are not both weighty, counted or dated (R15)."""
    words_of = run[1].words
    if delivers_by(words_of) or (NUMBER.search(words_of) and NUMBER.search(run[0].words)):
        return False
    return min(weight, part.filled) < THING_WEIGHT


def _is_for_whom(item: Told) -> bool:
    return item.role is Role.OTHER and FOR_WHOM.search(item.words) is not None


def _splits_anywhere(part: _Part, item: Told, weight: float, number: bool, outcome: bool, held: int) -> bool:
    """Numbers and dated outcomes are goals of their own in every kind of document (R16)."""
    words_of = item.words
    if outcome:
        return part.filled >= SPLIT_AT or (words_of.startswith(AHEAD) and held > 1)
    # 新建幼儿园3所，县中医院主体封顶: another work that is finished, beside what is counted.
    if part.counted and item.role is Role.OUTCOME and FINISHED_WORK.match(words_of):
        return True
    if part.filled >= ACTIONABLE_AT and HELD_TO_ACCOUNT.match(words_of):
        return True
    # 明确1名联络人，联络人名单请于2月18日前报…: what is asked for is handed in by itself.
    if part.filled >= ACTIONABLE_AT and "请" in words_of and SENT_BY.search(words_of):
        return True
    # 将许可事项纳入清单管理: what is put where, behind a thing to do (R16).
    if words_of[0] == "将" and part.objected and weight >= PUT_WEIGHT and part.filled >= PUT_WEIGHT:
        return True
    if number and words_of.startswith(("确保", "力争")):
        return part.filled >= ACTIONABLE_AT
    # 加强队伍建设，5年内引进30名…: after a mere attitude the day and its object are what it comes to.
    if part.objected and (not part.attitude or part.lead >= LONG_LEAD) and delivers_by(words_of):
        return not (held == 1 and YEAR_LED.match(words_of))
    if not (number or part.counted or part.sets or part.several):
        return False
    core = core_of(words_of)
    verb = head_verb(core)[0]
    # 建设高标准农田5万亩，新增绿色食品20个; 景区1个，示范点2个: what is added and what is counted stand apart.
    if number and (part.counted or part.made) and (ADDED.match(words_of) or (part.counted and lists(item))):
        return True
    # …10个，确保海洋公园项目开工建设: a named work that is begun, beside what is counted.
    if part.counted and words_of.startswith(ASSURED) and WORK_BEGUN.match(words_of):
        return True
    if number and verb in MAKING and part.made and held == 1 and (part.counted or not SIZE.search(words_of)):
        return True
    # 实施六大计划，构建三大体系: one named set of things beside another.
    if part.sets and verb and SET_OF.search(words_of):
        return True
    # 培养一批…，引进一批…，组建一支…: several of one kind beside several of another.
    if part.several and verb and SEVERAL_OF.search(words_of):
        return True
    if not part.counted:
        return False
    if number:
        measured = item.role is Role.OUTCOME and (RATE.match(core) or REACHES.match(core)) is not None
        return (
            verb != ""
            or measured
            or frame_predicate(core) != ""
            or words_of.startswith(("每", "至少"))
            or (number and part.counted and counts_others(item))
        )
    # 培训经理人300名，对参加培训的给予补贴: what is done for others than those counted.
    if words_of[0] in "对为将" and item.role is Role.IMPERATIVE and weight >= ACTIONABLE_AT:
        return True
    return part.first > 0 and verb in MAKING and weight >= ACTIONABLE_AT and held == 1


WORK_BEGUN = re.compile(
    rf"(?:{'|'.join(ASSURED)})[一-鿿“”]{{2,}}(?:项目|工程|[园路桥港馆厂站城])(?:全面|如期)?(?:开工建设|{COMPLETED.pattern})$"
)
SET_OF = re.compile(r"[三四五六七八九十]大[一-鿿]{2,10}(?:计划|体系|工程|行动|目标|平台)$")


FINISHED_WORK = re.compile(rf"(?!.*(?:基本|全部|全面))[一-鿿“”]{{4,}}(?:{COMPLETED.pattern}|动态清零$)")
# …，对擅离职守的严肃追责: what becomes of those who do not.
HELD_TO_ACCOUNT = re.compile(
    r"对[^，]{2,30}的?(?:一律|严肃|依规依纪|依法依规|坚决|从严){0,2}(?:追责|问责|追究责任)(?:问责)?$"
)
REACHES = re.compile(
    r"(?!覆盖|完成|实现|受训|惠及|接入)[一-鿿“”]{4,20}(?:达到|突破|超过|提高到|提升到|控制在|稳定在|保持在)"
)
# Characters of 突出创建为民 and the like.
LONGEST_SLOGAN = 8
# 坚持效果导向, 发挥…作用: a way of working stays with what is done so.
WAYS_OF_WORKING = ("坚持", "突出", "立足", "紧盯", "紧扣", "发挥", "充分发挥", "依托", "围绕", "锚定", "瞄准", "秉持")
TURNED_ABOUT = FRAMING | {"依托", "坚持", "锚定", "秉持"} | {"盯紧", "瞄准", "锚定", "盯住", "盯牢"}


def _provides(item: Told) -> bool:
    """为14家卫生院配备设备: the one for whom stands first, and something is done."""
    return item.role is Role.IMPERATIVE and item.words.startswith("为") and frame_predicate(item.words) != ""


def _frames(item: Told) -> bool:
    """围绕…全周期: what an order turns about is no object of its own."""
    if item.role < Role.IMPERATIVE:
        return False
    must = owes(item.words)
    core = core_of(item.words[must.end() :] if must else item.words)
    if core[:2] not in TURNED_ABOUT:
        return False
    # 突出创建为民: a slogan; 围绕建设枢纽的目标: what is built there is somebody's aim.
    return INSIDE.search(core) is None or len(core) <= LONGEST_SLOGAN or core.endswith(AIMED_AT)


def _pursues(part: _Part, run: Run, index: int, weight: float) -> bool:
    """…，深化校地合作，为…提供支撑: an order with a purpose of its own after another order (R15)."""
    words_of = run[index].words
    if run[index].role is not Role.IMPERATIVE or index + 1 == len(run) or AIM.match(words_of):
        return False
    if AIM.match(run[index + 1].words) is None or min(weight, part.filled) < PURSUED_WEIGHT or not part.objected:
        return False
    head = head_verb(core_of(words_of))[0]
    return all(head_verb(core_of(item.words))[0] != head for item in run[part.first : index])


# Purposes and results that end an order.
AIM = re.compile(
    r"(?:为|以|让|使|从而|推动|促进|确保|实现|形成|做到|力争|努力|奋力|打造|"
    r"(?:进一步|不断|切实|全面|有效)?(?:夯实|提升|提高|增强))"
)

# 热线接通率保持在98%以上: an indicator with a value of its own.
RATE = re.compile(r"[一-鿿“”]{2,16}?(?:率|比|浓度|比重|占比|比例|收入|产值|面积|总量|规模|总额|满意度|水平)")


def _splits_report(part: _Part, item: Told, weight: float, sense: Sense) -> bool:
    """A report of a speech lists orders clause by clause (R15)."""
    words_of = item.words
    if sense.parallel and len(words_of) >= PARALLEL_LENGTH and head_verb(core_of(words_of))[0] == sense.parallel:
        return part.filled >= PARALLEL_WEIGHT and weight >= PARALLEL_WEIGHT
    if item.role is Role.ORDER and part.filled >= ACTIONABLE_AT and not words_of.startswith(RESULTS):
        return True
    # …项目建设，力争三季度并网发电: when it is in use measures it.
    if words_of.startswith(ASSURED) and COMPLETED.search(words_of):
        return False
    # A result that measures what stands before it (…培训，受训人数150人以上) stays with it.
    if _aims(words_of, weight) or item.role is Role.OUTCOME or words_of.startswith(WAYS_OF_WORKING):
        return False
    if not part.objected:
        return False
    if sense.few and weight < PARTED_WEIGHT:
        return False
    if weight >= sense.split_at and part.filled >= sense.split_at:
        return part.counted or not measures(words_of)
    if weight >= THING_WEIGHT and part.filled >= ACTIONABLE_AT and not NUMBER.search(words_of):
        return DATED.match(words_of) is None
    # A long lead of attitudes, then a thing to do: 要学深悟透…，坚决贯彻…，扎实开展…活动.
    return weight >= 2 * ACTIONABLE_AT and part.filled < PARALLEL_WEIGHT and part.lead >= LONG_LEAD
