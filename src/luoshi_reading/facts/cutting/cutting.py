"""Where a sentence is cut into the smallest pieces that can be reported on. Rules R14-R16."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.facts.clauses.clause_heads import DATED, DATED_FIRST, core_of, frame_predicate, head_verb
from luoshi_reading.facts.clauses.clause_roles import ASSURED, COMPLETED, Role
from luoshi_reading.facts.clauses.levels import ACTIONABLE_AT, COUNTABLE, COUNTED, MAKING, MANNER_LENGTH, NUMBER
from luoshi_reading.facts.cutting.comma_signs import Seen, seen_in
from luoshi_reading.facts.cutting.coordination import (
    DUTY_HEAD_OF,
    NEVER_FIRST,
    PARALLEL_LENGTH,
    PARALLEL_WEIGHT,
    SPLIT_ENUMERATED_AT,
    YEAR_FIRST,
    Run,
    Sense,
    Told,
    goes_with,
    is_amount,
    sets_year,
    shares_out,
    treats_another,
    with_frames,
)
from luoshi_reading.facts.cutting.counted_pieces import EXTENT, counts_apart, counts_others, lists, measures
from luoshi_reading.facts.cutting.dated_pieces import OWED_FIRST, delivers_by, hands_in, only_dates
from luoshi_reading.facts.cutting.goals_beside import (
    NO_GOAL,
    goal_of,
    goes_on,
    grows_beside,
    is_bound_beside,
    of_all,
    others_act,
)
from luoshi_reading.facts.cutting.leading_clauses import (
    IN_THAT_TIME,
    LEADS,
    LEADS_LAST,
    PARTED_WEIGHT,
    WAYS_OF_WORKING,
    aims,
    carries_on,
    ends_in_general,
    heads_works,
    is_basis,
    is_for_whom,
    leads_in,
    only_says_how,
)
from luoshi_reading.facts.cutting.learnt_cuts import is_cut, is_thing_apart, never_begins, tells_counts
from luoshi_reading.facts.cutting.other_actors import ACTING, another_acts, is_bare_duty, is_given_on, is_own_subject
from luoshi_reading.facts.cutting.pieces_apart import (
    LONG_LEAD,
    Part,
    Place,
    another_thing,
    counts_beside,
    has_sibling,
    splits_anywhere,
    works_beside,
)

# Points of a thing made that stands apart from any other thing to report on, and of an order with a purpose of its own.
THING_WEIGHT = 3.0
PURSUED_WEIGHT = 1.2
# 既要…，又要…: each of the two is asked for.
ALSO = ("又要", "也要", "还要")


# …停业整改，整改合格前不得营业: until that is done.
UNTIL_THEN = re.compile(r"[^，不]{2,10}(?<!之)(?<!以)前(?:一律)?不得")
# 责成甲局…，指示乙局…: each is told something of his own.
ASKED_BESIDE = frozenset(("责成", "指示", "叮嘱", "嘱咐", "敦促", "要求"))
# …要跟进督办，对推诿扯皮的予以通报: told of by those who look after it.
TOLD_OF = re.compile(r"对[^，]{2,16}(?:予以|进行|给予)(?:公开)?通报")
# 务必做到清仓见底: what an order must come to.
RESULTS = ("要像", "务必做到", "务必确保", "务求", "必须确保", "要确保", "要做到")
# 力争做到在谈项目早签约，前期项目早开工: results that one order must come to.
COME_TO = ("力争做到", "努力做到", "切实做到", "真正做到", "做到")
# “三个百亿”: a name, and no count.
QUOTED = re.compile(r"“[^”\d]*”")
STRUCK = re.compile(r"(?:依法)?(?:严厉打击|(?:坚决|严肃|严厉)查处)[^，]{4,}(?:行为|犯罪|活动|案件)")
# 能立即整改的立即整改，一时整改不了的…; 一般问题3日内办结，复杂问题…: the one case, and the other.
ONE_CASE = re.compile(r"[^，]{0,10}(?:能|可以|具备)[^，]{0,12}的[^，]{2,}|[^，]{0,4}(?:一般|简单)[^，]{4,}")
OTHER_CASE = re.compile(r"[^，]{0,8}(?:不能|不了|不具备|难以|无法|确无|不宜)[^，]{0,12}的|(?:复杂|疑难|特殊)[^，]{2,}")
# Characters that link a clause to the one before it.
LINKED = 3
STRUCK_FIRST = "依严坚"
# …渔港项目，该项目占地60亩，计划于3月开工，年底建成: what is told of the project named first.
PROJECTS = frozenset(("项目", "工程"))
OF_THE_PROJECT = re.compile(
    r"[该本](?:项目|工程)|(?:项目|工程)?(?:总?占地|总投资|建筑面积|全长|总长)"
    r"|(?:项目|工程)?(?:计划|预计|拟|力争)(?:总投资|占地|[于在]?(?:20\d\d年|\d{1,2}月|[今明]年|年[底内]))"
    r"|(?:20\d\d年|[今明]年|\d{1,2}月)?(?:\d{1,2}月|年?[底内])?(?:之?前)?(?:开工|竣工|完工|建成|投产|投用|完成|通车)[一-鿿]{0,4}$"
)
HANDED_FIRST = frozenset("并同将把于在")
NEVER_BEGINS = frozenset(word[0] for word in NEVER_FIRST)


def cut(run: Run, weights: list[float], sense: Sense) -> Iterator[tuple[int, int]]:
    """Split at a comma where both sides have a reportable object of their own (R14-R16); yield index ranges."""
    if len(run) == 1:
        yield 0, 1
        return
    part, last = Part(0), len(run) - 1
    seen = seen_in(run, weights) if tells_counts(run) else []
    for index, item in enumerate(run):
        weight = weights[index]
        number = weight >= COUNTED and item.signs & COUNTABLE != 0 and _holds_number(item.words)
        goal = goal_of(item, sense, counted=part.counted) if sense.chained else NO_GOAL
        if index > part.first and not _is_linked(run[index - 1], item):
            place = Place(run, weights, index, item, weight, number, goal)
            if _parts_plainly(part, place, sense) or (
                not _belongs_before(part, place, sense) and _begins(part, place, sense, seen)
            ):
                begins = with_frames(run, part.first, index)
                if not (begins == 1 and _is_catchword(run[0], weights[0])):
                    yield part.first, begins
                    part = Part(begins)
        if index == last:
            break  # what is noted of an entry is asked where the next clause begins
        part.take(run, index, weight, number=number, goal=goal)
    yield part.first, len(run)


def _is_catchword(item: Told, weight: float) -> bool:
    """谋划一批，县发改局要…: a catchword before who acts is no entry."""
    return weight < ACTIONABLE_AT and len(item.words) <= MANNER_LENGTH


def _is_linked(before: Told, item: Told) -> bool:
    """抓发展就要抓项目，抓项目一定要…: whether an owed clause takes up the last word of another."""
    return before.role is item.role is Role.ORDER and item.words.startswith(before.words[-LINKED:])


def _holds_number(words_of: str) -> bool:
    """Tell whether something is counted outside quotation marks."""
    return NUMBER.search(QUOTED.sub("", words_of) if "“" in words_of else words_of) is not None


def _begins(part: Part, place: Place, sense: Sense, seen: list[Seen]) -> bool:
    """Tell what the rules cut; where a sentence counts or holds several things, what was learnt is asked (R109)."""
    by_rule = _may_begin(part, place) and (_stands_apart(part, place, sense) or _parts_by_kind(part, place, sense))
    if not seen:
        apart = by_rule or is_thing_apart(place.run, place.weights, part, place.index, sense)
        return apart and TOLD_OF.fullmatch(place.item.words) is None
    if by_rule and (place.goal != NO_GOAL or others_act(place.item.words)):
        return True
    if not by_rule and never_begins(place.run, seen, part.first, place.index):
        return False
    return is_cut(seen, part, place.index, sense, by_rule=by_rule) and not (sense.guided and not by_rule)


def _parts_plainly(part: Part, place: Place, sense: Sense) -> bool:
    """Tell what begins an entry whatever else is known of it: duties, 又要, 对…进行 behind 对…进行, a year, amounts."""
    words_of = place.item.words
    return (
        (place.number and is_bound_beside(words_of, place.before))
        or (part.owes and place.item.role is Role.ORDER and is_own_subject(words_of))
        or (sense.duties and DUTY_HEAD_OF.match(words_of) is not None)
        or (words_of.startswith(ALSO) and goes_with(place.run, place.index))
        or (words_of[0] in HANDED_FIRST and hands_in(words_of) and (part.objected or hands_in(place.before)))
        or (words_of[:1] == "对" and treats_another(place.run, place.index))
        or (part.objected and words_of[0] in YEAR_FIRST and sets_year(place.run, place.index))
        or (part.objected and words_of[:2] in ASKED_BESIDE)
        or (sense.figures and is_amount(place.before) and not goes_on(words_of))
        or (words_of[0] == "全" and of_all(words_of, 0))
    )


def _may_begin(part: Part, place: Place) -> bool:
    """Tell whether a clause orders, or is a goal or a count, and is none of those that never begin an entry."""
    words_of, counted = place.item.words, place.number and part.counted
    if not (
        place.item.role >= Role.OUTCOME
        or place.goal != NO_GOAL
        or (counted and (counts_others(place.item) or lists(place.item)))
    ):
        return False
    return (
        words_of[0] not in NEVER_BEGINS
        or not words_of.startswith(NEVER_FIRST)
        or _provides(place.item)
        or is_given_on(place.item)
        or (counted and counts_apart(words_of))
    )


def _belongs_before(part: Part, place: Place, sense: Sense) -> bool:
    """Tell what only dates, measures or carries on what stands before it, or what that only leads to."""
    words_of, before = place.item.words, place.before
    return (
        ((words_of[0] in DATED_FIRST or words_of[0] in OWED_FIRST) and only_dates(words_of))
        or (place.number and (EXTENT.match(words_of) is not None or (sense.duties and words_of.startswith("确保"))))
        or goes_on(words_of)
        or ("不得" in words_of and UNTIL_THEN.match(words_of) is not None)
        or carries_on(place.run, place.weights, place.index)
        or (place.index == 1 and heads_works(place.run))
        or ends_in_general(place.run, place.index)
        or is_basis(place.run[place.index - 1])
        or (
            place.run[part.first].words[-2:] in PROJECTS
            and place.run[part.first].role is not Role.ORDER
            and OF_THE_PROJECT.match(words_of) is not None
        )
        or (sense.brief and place.index == 1 and _leans(place, part))
        # 连续两次垫底的，由…约谈; 验收之后，召开…: a case or a time, and what applies to it.
        or (before[-1] == "外" and "除" in before)
        or (place.index == part.first + 1 and leads_in(place.run[place.index - 1]))
        or (place.item.role is Role.OUTCOME and not place.number and before.startswith(COME_TO))
        or (before[-1] in LEADS_LAST and (before.endswith(LEADS) or IN_THAT_TIME.fullmatch(before) is not None))
        or (words_of[0] == "由" and is_bare_duty(words_of))
        or (OTHER_CASE.match(words_of) is not None and ONE_CASE.match(before) is not None)
        or (place.item.role is Role.ORDER and is_for_whom(place.run[place.index - 1]))
    )


def _stands_apart(part: Part, place: Place, sense: Sense) -> bool:
    """Tell what is done by another, shared out, grows, counts or is a goal of its own, in every kind (R16)."""
    return (
        (part.objected and another_acts(place.run, place.weights, place.index, part.filled, part.lead))
        or ("负责" in place.item.words and shares_out(place.run, place.index))
        or grows_beside(place.item.words, place.before)
        or splits_anywhere(part, place)
        or has_sibling(place)
        or (
            counts_beside(part, place, sense)
            if place.number
            else part.counted and sense.listing and not sense.few and works_beside(part, place)
        )
    )


def _parts_by_kind(part: Part, place: Place, sense: Sense) -> bool:
    """Tell where reports and lists of orders are cut, and where papers are (R15, R16)."""
    if sense.guided:
        return False
    if not sense.listing:
        return another_thing(part, place)
    return _splits_report(part, place, sense) or _pursues(part, place) or sense.own


def _leans(place: Place, part: Part) -> bool:
    """Tell the second of three reported clauses where it and the first are not both weighty, counted or dated (R15)."""
    words_of = place.item.words
    if delivers_by(words_of) or (NUMBER.search(words_of) and NUMBER.search(place.before)):
        return False
    # 各镇要修复堤段，县水利局要派出专家组，…: each has a task of his own.
    both = place.item.role in ACTING and place.run[0].role in ACTING
    if both and another_acts(place.run, place.weights, 1, part.filled, part.lead):
        return False
    return min(place.weight, part.filled) < THING_WEIGHT


def _provides(item: Told) -> bool:
    """为14家卫生院配备设备: the one for whom stands first, and something is done."""
    return item.role is Role.IMPERATIVE and item.words.startswith("为") and frame_predicate(item.words) != ""


def _pursues(part: Part, place: Place) -> bool:
    """…，深化校地合作，为…提供支撑: an order with a purpose of its own after another order (R15)."""
    run, index, words_of = place.run, place.index, place.item.words
    if place.item.role is not Role.IMPERATIVE or index + 1 == len(run):
        return False
    if AIM.match(words_of) or words_of.startswith(WAYS_OF_WORKING):
        return False
    if AIM.match(run[index + 1].words) is None or min(place.weight, part.filled) < PURSUED_WEIGHT or not part.objected:
        return False
    head = head_verb(core_of(words_of))[0]
    return all(head_verb(core_of(item.words))[0] != head for item in run[part.first : index])


# Purposes and results that end an order.
AIM = re.compile(
    r"(?:为|以|让|使|从而|推动|促进|确保|实现|形成|做到|力争|努力|奋力|打造|"
    r"(?:进一步|不断|切实|全面|有效)?(?:夯实|提升|提高|增强))"
)


def _splits_report(part: Part, place: Place, sense: Sense) -> bool:
    """A report of a speech lists orders clause by clause (R15)."""
    item, words_of, weight = place.item, place.item.words, place.weight
    if sense.parallel and len(words_of) >= PARALLEL_LENGTH and head_verb(core_of(words_of))[0] == sense.parallel:
        return part.filled >= PARALLEL_WEIGHT and weight >= PARALLEL_WEIGHT
    if item.role is Role.ORDER and part.filled >= ACTIONABLE_AT and not words_of.startswith(RESULTS):
        return True
    # 完善信用体系，严厉打击逃废债务行为: who does harm is dealt with by itself.
    if part.filled >= ACTIONABLE_AT and words_of[0] in STRUCK_FIRST and STRUCK.fullmatch(words_of):
        return True
    # …项目建设，力争三季度并网发电: when it is in use measures it.
    if words_of.startswith(ASSURED) and (COMPLETED.search(words_of) or words_of.endswith("开工建设")):
        return False
    # 明确责任，联合执法，挂牌督办: manners in four characters.
    if len(words_of) == MANNER_LENGTH and head_verb(words_of)[0] not in MAKING:
        return False
    # A result that measures what stands before it (…培训，受训人数150人以上) stays with it.
    if aims(words_of, weight) or item.role is Role.OUTCOME or words_of.startswith(WAYS_OF_WORKING):
        return False
    if not part.objected or only_says_how(place.before):
        return False
    if sense.few and weight < PARTED_WEIGHT:
        return False
    held = sense.split_at if part.first else max(sense.split_at, SPLIT_ENUMERATED_AT)
    if weight >= sense.split_at and part.filled >= held:
        return part.counted or not measures(words_of)
    if (
        weight >= THING_WEIGHT
        and part.filled >= ACTIONABLE_AT
        and not (item.signs & COUNTABLE and NUMBER.search(words_of))
    ):
        return DATED.match(words_of) is None
    # A long lead of attitudes, then a thing to do: 要学深悟透…，坚决贯彻…，扎实开展…活动.
    return weight >= 2 * ACTIONABLE_AT and part.filled < PARALLEL_WEIGHT and part.lead >= LONG_LEAD
