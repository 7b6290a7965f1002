"""What stands apart from the piece before it in every kind of document: counts, goals, sets, days. Rule R16."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi_reading.facts.clauses.clause_heads import DATED, core_of, frame_predicate, head_verb, holds_verb
from luoshi_reading.facts.clauses.clause_roles import ASSURED, COMPLETED, Role
from luoshi_reading.facts.clauses.last_words import SENT_BY
from luoshi_reading.facts.clauses.levels import ACTIONABLE_AT, MAKING, NUMBER, SEVERAL_OF
from luoshi_reading.facts.clauses.outright import RANK
from luoshi_reading.facts.cutting.coordination import MANNERED, OWN_WEIGHT, SPLIT_AT, Run, Sense, Told
from luoshi_reading.facts.cutting.counted_pieces import (
    ADDED,
    SIZE,
    counts_its_own,
    counts_others,
    lists,
    measures_what_stands,
)
from luoshi_reading.facts.cutting.dated_pieces import YEAR_LED, delivers_by
from luoshi_reading.facts.cutting.goals_beside import BY_DEGREE, GOAL, NO_GOAL
from luoshi_reading.facts.cutting.leading_clauses import SHORT, TOPIC, WAYS_OF_WORKING, aims, frames_only
from luoshi_reading.facts.cutting.other_actors import is_bare_duty, is_own_subject

# Points of a making verb with a thing behind it: what a counted clause after it is split from.
MADE_WEIGHT = 3.0
PUT_WEIGHT = 2.0
AHEAD = ("力争到", "到20", "确保到")


# 印发方案，召开动员会，签订责任书: characters of steps that are told one after the other.
BRIEF_WORK = 7
# Points and characters of what stands before a day and its object, below which it is a mere attitude (完善预案，).
LEAST_BEFORE_DAY = 0.6
SHORT_LEAD = 12
# Characters of attitude before a thing to do that make it worth an entry of its own (R15).
LONG_LEAD = 50


@dataclass(slots=True)
class Part:
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
    owes: bool = False

    def take(self, run: Run, index: int, weight: float, *, number: bool, goal: int) -> None:
        """Note what a clause brings to the entry; ``goal``: what it is in a chain of goals."""
        item = run[index]
        if not (index == 0 and TOPIC.match(item.words)):
            # 乡镇和相关企业，要…: who acts is nothing to report on.
            filling = weight if item.role is not Role.OTHER or number or holds_verb(item.words) else 0.0
            if filling < SPLIT_AT and goal != NO_GOAL and (goal != BY_DEGREE or index > self.first):
                filling = SPLIT_AT
            self.filled = filling if filling > self.filled else self.filled
        self.owes = self.owes or (item.role is Role.ORDER and is_own_subject(item.words))
        self.made = self.made or (weight >= MADE_WEIGHT and head_verb(core_of(item.words))[0] in MAKING)
        self.lead = item.clause.end - run[self.first].clause.start
        self.counted = self.counted or number
        self.attitude = self.attitude and weight < 0
        self.sets = self.sets or ("大" in item.words and SET_OF.search(item.words) is not None)
        self.several = self.several or ("一" in item.words and SEVERAL_OF.search(item.words) is not None)
        self.objected = self.objected or (
            item.role >= Role.OUTCOME and not is_bare_duty(item.words) and not frames_only(item)
        )


@dataclass(slots=True)
class Place:
    """A clause where an entry may begin: its sentence, points, whether it counts, what it is in a chain of goals."""

    run: Run
    weights: list[float]
    index: int
    item: Told
    weight: float
    number: bool
    goal: int

    @property
    def before(self) -> str:
        """The words of the clause before it."""
        return self.run[self.index - 1].words

    def held(self, part: Part) -> str:
        """The words of the clauses the entry holds, frames left out."""
        return "，".join([item.words for item in self.run[part.first : self.index] if item.role is not Role.FRAME])


def another_thing(part: Part, place: Place) -> bool:
    """探索建立…制度，开展…试点: in a paper too, a thing made beside a thing made that shares no word with it (R16)."""
    words_of = place.item.words
    if not part.made or place.weight < MADE_WEIGHT or place.item.role is not Role.IMPERATIVE:
        return False
    if words_of.startswith(("每", "把")) or NUMBER.search(words_of) or DATED.match(words_of):
        return False
    if max(len(words_of), len(place.before)) <= BRIEF_WORK:
        return False
    return _shares_nothing(words_of, "，".join([item.words for item in place.run[part.first : place.index]]))


def _shares_nothing(words_of: str, before: str) -> bool:
    """Tell whether no two characters behind the verb stand in the clauses before."""
    core = core_of(words_of)
    return all(core[at : at + 2] not in before for at in range(2, len(core) - 1))


def counts_beside(part: Part, place: Place, sense: Sense) -> bool:
    """建设监测平台，培养技能人才500人: a count of something else behind a thing to do (R16)."""
    if part.counted or not part.objected or part.filled < ACTIONABLE_AT or sense.guided:
        return False
    if place.before.startswith(WAYS_OF_WORKING):
        return False
    return counts_its_own(place.item.words, place.held(part), listing=sense.listing and not sense.few)


def works_beside(part: Part, place: Place) -> bool:
    """新建公园26个，完善社区服务: in a list of work to come, another order behind what is counted (R15)."""
    words_of = place.item.words
    if place.item.role is not Role.IMPERATIVE or place.weight < OWN_WEIGHT or len(words_of) < SHORT - 1:
        return False
    if aims(words_of, place.weight) or words_of.startswith((*WAYS_OF_WORKING, *MANNERED)):
        return False
    return _shares_nothing(words_of, "，".join([item.words for item in place.run[part.first : place.index]]))


# 抓好渔港项目，组织好帆船赛，建设好灯塔景区; 支持船厂设立设计中心，引导作坊组建检测站: siblings, each with its thing.
DONE_WELL = re.compile(
    r"(?:要|切实|认真|扎实|全力|精心|积极)*(?:抓|做|组织|建设|办|实施|用|管|搞|落实|守护|维护|开展)好[^，]{4,}"
)
BACKED = re.compile(
    r"(?:鼓励和|引导和)?(?:支持|鼓励|引导|督促)[^，]{2,16}?(?:设立|建设|建立|开展|创建|争创|申报|联合|牵头|打造|组建|成立|开设)[^，]{3,}"
)


def has_sibling(place: Place) -> bool:
    """Tell a clause that stands beside the one before it, of the same form, each with a thing to report on (R16)."""
    for form, least in ((DONE_WELL, ACTIONABLE_AT), (BACKED, SPLIT_AT)):
        if min(place.weight, place.weights[place.index - 1]) >= least and form.match(place.item.words):
            return form.match(place.before) is not None
    return False


BUILT_NEW = ("建成", "新建", "建设", "开工建设", "组建", "成立")


def splits_anywhere(part: Part, place: Place) -> bool:
    """Numbers and dated outcomes are goals of their own in every kind of document (R16)."""
    item, words_of, weight = place.item, place.item.words, place.weight
    held = place.index - part.first
    if place.goal == GOAL:
        return part.filled >= SPLIT_AT or (words_of.startswith(AHEAD) and held > 1)
    # 新建幼儿园3所，县中医院主体封顶: another work that is finished, beside what is counted.
    if part.counted and item.role is Role.OUTCOME and FINISHED_WORK.match(words_of):
        return True
    if part.filled >= ACTIONABLE_AT and words_of[0] == "对" and HELD_TO_ACCOUNT.match(words_of):
        return True
    # 明确1名联络人，联络人名单请于2月18日前报…: what is asked for is handed in by itself.
    if part.filled >= ACTIONABLE_AT and "请" in words_of and SENT_BY.search(words_of):
        return True
    # 将许可事项纳入清单管理: what is put where, behind a thing to do (R16).
    if words_of[0] == "将" and part.objected and weight >= PUT_WEIGHT and part.filled >= PUT_WEIGHT:
        return True
    if words_of.startswith(("确保", "力争")) and (place.number or (part.counted and RANKED.search(words_of))):
        return part.filled >= ACTIONABLE_AT
    # 加强队伍建设，5年内引进30名…: after a mere attitude the day and its object are what it comes to.
    mere = part.attitude or (part.lead <= SHORT_LEAD and part.filled < LEAST_BEFORE_DAY)
    if part.objected and (not mere or part.lead >= LONG_LEAD) and delivers_by(words_of):
        # 制定办法，2027年底前建成产业园: what is built is another thing; else the day is a stage of what stands before.
        if held > 1 or YEAR_LED.match(words_of) is None:
            return True
        return core_of(words_of).startswith(BUILT_NEW) and words_of[-2:] not in place.before
    return (place.number or part.counted or part.sets or part.several) and _counts_apart(part, place, held)


def _counts_apart(part: Part, place: Place, held: int) -> bool:
    """Tell a count beside a count or a thing made, a set beside a set, several beside several (R16).

    ``held``: clauses the entry holds already.
    """
    item, words_of, number = place.item, place.item.words, place.number
    core = core_of(words_of)
    verb = head_verb(core)[0]
    # 建设高标准农田5万亩，新增绿色食品20个; 景区1个，示范点2个: what is added and what is counted stand apart.
    if number and (part.counted or part.made) and (ADDED.match(words_of) or (part.counted and lists(item))):
        return True
    # …10个，确保海洋公园项目开工建设: a named work that is begun, beside what is counted.
    if part.counted and words_of.startswith(ASSURED) and WORK_BEGUN.match(words_of):
        return True
    measure = SIZE.search(words_of) is not None or measures_what_stands(words_of, place.before)
    if number and verb in MAKING and part.made and held == 1 and (part.counted or not measure):
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
        beside = measured or words_of.startswith(("每", "至少")) or counts_others(item)
        return verb != "" or beside or frame_predicate(core) != ""
    # 培训经理人300名，对参加培训的给予补贴: what is done for others than those counted.
    if words_of[0] in "对为将" and item.role is Role.IMPERATIVE and place.weight >= ACTIONABLE_AT:
        return True
    return part.first > 0 and verb in MAKING and place.weight >= ACTIONABLE_AT and held == 1


WORK_BEGUN = re.compile(
    rf"(?:{'|'.join(ASSURED)})[一-鿿“”]{{2,}}(?:项目|工程|[园路桥港馆厂站城])(?:全面|如期)?(?:开工建设|{COMPLETED.pattern})$"
)
SET_OF = re.compile(r"[三四五六七八九十]大[一-鿿]{2,10}(?:计划|体系|工程|行动|目标|平台)$")


# …12个，确保增速保持在全市前三: a rank of another thing.
RANKED = re.compile(RANK)
FINISHED_WORK = re.compile(rf"(?!.*(?:基本|全部|全面))[一-鿿“”]{{4,}}(?:{COMPLETED.pattern}|动态清零$)")
# …，对擅离职守的严肃追责: what becomes of those who do not.
HELD_TO_ACCOUNT = re.compile(
    r"对[^，]{2,30}的?(?:一律|严肃|依规依纪|依法依规|坚决|从严){0,2}(?:追责|问责|追究责任)(?:问责)?$"
)
REACHES = re.compile(
    r"(?!覆盖|完成|实现|受训|惠及|接入)[一-鿿“”]{4,20}(?:达到|突破|超过|提高到|提升到|控制在|稳定在|保持在)"
)
# 热线接通率保持在98%以上: an indicator with a value of its own.
RATE = re.compile(r"[一-鿿“”]{2,16}?(?:率|比|浓度|比重|占比|比例|收入|产值|面积|总量|规模|总额|满意度|水平)")
