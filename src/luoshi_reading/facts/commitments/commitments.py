"""Commitments: clauses that say something is to be done, cut into the smallest reportable pieces. Rules R8-R19."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from luoshi_reading.facts.clauses.bodies import is_list
from luoshi_reading.facts.clauses.clause_roles import (
    FORECAST,
    FORECAST_FIRST,
    LEAST_SET,
    MAY,
    PAPER,
    SETTING,
    Role,
    clause_role,
    remarks,
)
from luoshi_reading.facts.clauses.levels import ACTIONABLE_AT, GUIDED, GUIDES, clause_weight
from luoshi_reading.facts.clauses.pieces import Piece
from luoshi_reading.facts.clauses.statements import STAGE, is_past
from luoshi_reading.facts.commitments.announced import SHARE, Announced, only_announces
from luoshi_reading.facts.commitments.cut_off import stops_short, without_scrap
from luoshi_reading.facts.commitments.decided import DECIDES, decided_before, from_decided_on, is_only_for
from luoshi_reading.facts.commitments.entry_weights import entry_weight
from luoshi_reading.facts.commitments.goals_grown import tell_grown
from luoshi_reading.facts.commitments.neighbours import GONE_BY, is_theirs, mend_by_neighbours, resumes
from luoshi_reading.facts.commitments.strengths import AIMED_STRENGTH, RULED_STRENGTH, assigns, strength_of
from luoshi_reading.facts.cutting.coordination import (
    ALONE,
    SHORTEST_ORDER,
    Goals,
    Run,
    Told,
    sense_of,
)
from luoshi_reading.facts.cutting.cutting import cut
from luoshi_reading.facts.cutting.fronts import after_background, after_purpose, from_order_ahead
from luoshi_reading.facts.deadlines.goal_lists import goals_told_in, is_listed
from luoshi_reading.facts.lines.paper_headings import NONE, names_work, paper_headings
from luoshi_reading.facts.owners.subjects import named_first
from luoshi_reading.facts.speech.charged_behind import RESOLVED_BELOW, agreed_to, agrees_to_deed
from luoshi_reading.facts.speech.hoped import without_who_hopes
from luoshi_reading.facts.speech.openings import Openings
from luoshi_reading.facts.speech.said_within import demanded, is_bidden, who_is_framed
from luoshi_reading.facts.speech.scope import Scope
from luoshi_reading.facts.style import Style
from luoshi_reading.knowledge.signs import sign, signs_of
from luoshi_reading.structure import Clause, Sentence

KNOWING = re.compile(r"认识到|看到|懂得|明白|认清|意识到|清醒认识|深刻认识")
ASKED = re.compile(r"请(?!予|审|各位|看)|希?望(?!着)")
# 要做大产业，就需要有人才: what one thing takes is no order.
NEEDS = re.compile(r"就(?:需要(?:有|具备)|会|能|有了)|才[能会有]|离不开")
# 要认识到这是全年开好头的关键一步，要…: what is at stake is to be known, and the order goes on.
AT_STAKE = re.compile(
    r"(?:重要|关键|必要|紧迫|重大|深远|极端)(?:性|意义|作用|一[环步])|一[环步]$|前提$|举措$|考验$|必然要求$"
)
SEEING = re.compile(r"看到|认识到|认清(?![^，]*(?:性|意义|任务|使命|责任|要求|定位)$)")
# 分别是：, before the members of a list.
LISTS = re.compile(r"(?:它们|具体|主要)?(?:分别|具体|依次|主要)?(?:是|为|包括|包含|如下|有|即)")
# 报告提及了今年的渔业目标：, whatever was done with the goals.
GOALS_SET = re.compile(r"(?:预期|主要|发展|奋斗|总体|工作|具体)目标(?:任务)?$")
# …报送市水利局（联系人：…，电话：…）: whom to ring is no part of the order.
CONTACT = re.compile(r"[（(](?:联系|电话|邮箱|传真|地址|咨询)[^（）()]{2,120}[）)]$")
# 去年粮食产量达到30万吨, 研发投入占比达到1.2%，低于全省平均: a fact within what a speech orders.
SAYS_HOW_IT_IS = re.compile(
    GONE_BY.pattern + r"|去年|今年|近几?年|前年|仅|只有|不足|全[省市国](?:第|排|平均)|我[省市县区]"
)
# Most sentences and clauses hold no letter that these need.
OF_PAPER = sign(PAPER.pattern)
KNOWS = sign(KNOWING.pattern)


def begins_orders(text: str, sentence: Sentence, style: Style, signs: int) -> bool:
    """Whether from this sentence on a paper, or minutes, tell nothing but what is to be done (R10).

    Nothing that is spoken and no report does.
    """
    if style.resolved:
        return RESOLVED_BELOW.search(text, sentence.start, sentence.end) is not None
    if sentence.enumerator:
        return True
    return signs & OF_PAPER != 0 and PAPER.search(text, sentence.start, sentence.end) is not None


def find_pieces(
    text: str,
    sentences: Sequence[Sentence],
    style: Style,
    *,
    heads: Set[int],
    skip: Set[int],
    past: Set[int] = frozenset(),
    ordering: bool = False,
    noted: Set[int] = frozenset(),
) -> Iterator[Piece]:
    """Yield the commitments in reading order.

    ``heads``: where run-in heads start. ``skip``: where sentences start that are titles, standing headings,
    salutations or signatures. ``past``: the lines that look back, where only an explicit 将 or 要 is an order.
    ``ordering``: the paper tells nothing but what is to be done from its first line on. ``noted``: the heads that are
    whole items, with a note of duty of their own.
    """
    openings = Openings(text, sentences, skip) if style.reported and not style.resolved else None
    scope = Scope(style, openings)
    may_order = not (style.spoken or (style.reported and not style.resolved))
    customary = paper_headings(text, sentences) if may_order else NONE
    announced = Announced(reported=style.reported)
    goals_told = goals_told_in(text).in_order()
    last = len(text.rstrip())
    # 三要抓农业。…粮食面积达到30万亩: the line of a speech in which something was ordered.
    ordered_line = -1
    for sentence in sentences:
        signs = signs_of(text[sentence.start : sentence.end])
        ordering = ordering or (may_order and begins_orders(text, sentence, style, signs))
        announced.hear_asking(text, sentence, signs)
        if (
            sentence.start in skip
            or sentence.start in customary.headings
            or (sentence.start in heads and names_work(text, sentence))
        ):
            scope.pass_over(text, sentence)
            continue
        first = scope.enter(text, sentence, signs)
        if first is None or first >= len(sentence.clauses) or sentence.end - sentence.start < SHORTEST_ORDER:
            continue
        if not (clauses := _ordering_clauses(text, sentence, first, scope)):
            continue
        if openings is not None:
            clauses = without_who_hopes(text, clauses)
        listed = announced.lists(sentence)
        agreed = agreed_to(text, sentence) if style.resolved else -1
        deed = style.resolved and agrees_to_deed(text, sentence)
        # 一要…: the number carries the obligation. 要求属地加强巡查: so does the word of asking.
        owing = (
            listed
            or agreed >= 0
            or deed
            or (first == 0 and sentence.enumerator.endswith("要"))
            or is_bidden(text, sentence, scope.said_at)
            or demanded(text, sentence, first)
        )
        below_goals = sentence.start in customary.below_goals
        grows = below_goals or (goals_told != [] and is_listed(goals_told, sentence.start))
        aims = grows or (openings is not None and openings.aims(sentence))
        counts = (openings is not None and sentence.line in openings.lines) or (
            sentence.line == ordered_line and SAYS_HOW_IT_IS.search(text, sentence.start, sentence.end) is None
        )
        goals = announced.goals(sentence, aims=aims, counts=counts)
        looks_back = sentence.line in past and not grows
        is_head = sentence.start in heads
        body = not looks_back and (sentence.start in noted if is_head else ordering)
        short = sentence.end >= last and stops_short(text, sentence)
        ordered = False
        for run in _runs(
            text,
            clauses,
            signs,
            ordered=owing,
            aimed=aims,
            listed=grows,
            plans=not (style.reported or style.spoken),
            reports=style.reported,
            shares=announced.shares_out(text, sentence, signs),
        ):
            if short and not (run := without_scrap(run)):
                continue
            if only_announces(text, run):
                yield _announcing(sentence, run)
                continue
            if looks_back and not (run := from_order_ahead(run)):
                continue
            for piece in _pieces(text, sentence, run, style, is_head, goals, signs, body=body):
                if style.spoken and Role.ORDER in piece.roles:
                    ordered_line = sentence.line
                ordered = True
                yield replace(piece, weight=max(piece.weight, ACTIONABLE_AT)) if deed else _with_agreed(piece, agreed)
        announced.hear_goals(text, sentence, signs, ordered=ordered)


def _ordering_clauses(text: str, sentence: Sentence, first: int, scope: Scope) -> tuple[Clause, ...]:
    """Return the clauses from the first that may order, without who says so and whom to ring."""
    clauses = sentence.clauses[first:]
    if first and text[clauses[0].start] == "即":  # …的总体目标，即建成渔港3座
        clauses = (Clause(clauses[0].start + 1, clauses[0].end, clauses[0].mark), *clauses[1:])
    labelled = clauses[0].mark in COLONS and len(clauses) > 1
    # 第三步，总结阶段（7月1日至15日），各镇上报…: a comma for the colon.
    dated = len(clauses) > 1 and text[clauses[0].end - 1] == "）"
    if (labelled or dated) and STAGE.fullmatch(text, clauses[0].start, clauses[0].end):
        clauses = clauses[1:]
    elif labelled and LABEL.fullmatch(text, clauses[0].start, clauses[0].end):
        clauses = clauses[1:]
        if all(clause_role(text[c.start : c.end]) <= Role.OUTCOME for c in clauses):
            return ()
    if text[clauses[-1].end - 1] in "）)" and (contact := CONTACT.search(text, clauses[-1].start, clauses[-1].end)):
        clauses = (*clauses[:-1], Clause(clauses[-1].start, contact.start(), clauses[-1].mark))
    if scope.said_at > clauses[0].start:
        clauses = (Clause(scope.said_at, clauses[0].end, clauses[0].mark), *clauses[1:])
    if first == 0 and scope.resolved and (said := scope.resolution_length(text, sentence)):
        clauses = (Clause(clauses[0].start + said, clauses[0].end, clauses[0].mark), *clauses[1:])
    return clauses


def _with_agreed(piece: Piece, at: int) -> Piece:
    """修改完善后印发 says nothing without the paper that was agreed to before it."""
    if at < 0 or piece.start != piece.sentence.clauses[at + 1].start:
        return piece
    agreed = piece.sentence.clauses[at]
    clauses, roles = (agreed, *piece.clauses), (Role.FRAME, *piece.roles)
    weight = max(piece.weight, ACTIONABLE_AT)
    return replace(piece, start=agreed.start, clauses=clauses, roles=roles, weight=weight)


def _announcing(sentence: Sentence, run: Run) -> Piece:
    """Keep of what announces points who has to do them."""
    clauses, roles = tuple(item.clause for item in run), tuple(item.role for item in run)
    return Piece(
        clauses[0].start, clauses[-1].end, clauses, roles, sentence, False, 0.0, 0.0, _signs_of(run), announces=True
    )


def _runs(
    text: str,
    clauses: Sequence[Clause],
    signs: int,
    *,
    ordered: bool,
    aimed: bool,
    listed: bool,
    plans: bool,
    reports: bool,
    shares: bool,
) -> Iterator[Run]:
    """Cut a sentence into stretches that order something, leaving out what states (R11-R13)."""
    told = [Told(c, words_of := text[c.start : c.end], clause_role(words_of), signs_of(words_of)) for c in clauses]
    tell_grown(text, told, aimed=aimed, listed=listed)
    if shares and plans:
        for item in told:
            if item.role is Role.OTHER and SHARE.fullmatch(item.words):
                item.role = Role.OUTCOME
    if ordered and told[0].role is not Role.STATEMENT:
        framed = told[0].role is Role.OTHER and len(told) > 1 and told[1].role is Role.IMPERATIVE
        if framed and who_is_framed(told[0].words):
            told[0].role, told[1].role = Role.FRAME, Role.ORDER
        else:
            told[0].role = Role.ORDER
    mend_by_neighbours(told, plans=plans, listed=listed)
    if decides := plans and text.find(DECIDES, max(0, clauses[0].start - 3), clauses[-1].end) >= 0:
        told = from_decided_on(told)
    if signs & OF_PAPER and PAPER.search(text, clauses[0].start, clauses[-1].end):
        asked = next((i for i, t in enumerate(told) if ASKED.match(t.words)), None)
        if asked is not None:
            yield told[asked:]
        elif decides and (decided := decided_before(text, told)):
            yield decided
        elif shares and (told_out := [t for t in told if SHARE.fullmatch(t.words)]):
            yield told_out  # 现将任务下达如下：青石镇1200亩；…
        return
    if plans and told[0].words[0] == "为" and is_only_for(text, told):
        return
    if len(told) > 1 and told[0].words.startswith("要") and NEEDS.match(told[1].words):
        return
    knowing = stating = False
    run: Run = []
    fronts: Run = []
    for item in told:
        if (
            item.clause.mark in "：:"
            and item.clause.mark
            and (GOALS_SET.search(item.words) or LISTS.fullmatch(item.words))
        ):
            run, stating = [], False
            continue
        if item.words[:1] in FORECAST_FIRST and FORECAST.match(item.words):
            if not any(t.role >= Role.ASSIGNED for t in run):
                run, stating, fronts = [], True, []
            continue
        if item.role is Role.STATEMENT and any(t.role >= Role.OUTCOME for t in run) and remarks(item.words):
            item.role = Role.OTHER  # 新建泊位90个，其中公共泊位占六成，…: the order goes on
        if item.role is Role.STATEMENT and not knowing:
            if run and run[-1].words == OF_THESE:
                run.pop()
            if any(t.role >= Role.DUTY for t in run):
                yield run
            run, stating, fronts = [], True, []
            continue
        if item.role is Role.FRAME and SETTING.search(item.words):
            run, stating = [], False
            continue
        if reports and stating and (is_theirs(told, item) or resumes(told, item)):
            item.role = Role.ORDER
        if stating and item.role not in (Role.ORDER, Role.DUTY) and not _is_set(told, item, plans=plans):
            # 形势严峻，对未完工的，各部门，要…: what frames the order behind it, and who acts, stay with that.
            fronts = [*fronts, item] if _leads_on(item) else []
            continue
        if stating:
            run, stating, fronts = fronts, False, []
        if item.role is Role.ORDER and item.signs & KNOWS and KNOWING.search(item.words):
            knowing = True
        elif (
            knowing
            and item.role is Role.ORDER
            and run
            and SEEING.search(run[0].words)
            and not (run[0].role is Role.ORDER and any(AT_STAKE.search(t.words) for t in run))
        ):
            # 要清醒看到，…，我们将采取…: the order begins after what is seen.
            run, knowing = [], False
        run.append(item)
    # 要清醒看到，…问题依然存在: seeing is no order where nothing to do follows.
    seen = knowing and any(SEEING.search(t.words) for t in run) and not any(_does(t) for t in run)
    if run and not seen:
        yield after_background(after_purpose(run))


OF_THESE = "其中"
COLONS = ("：", ":")
# 整治重点：各村主次干道: what is looked at, and where.
LABEL = re.compile(
    r"(?:重点)?(?:整治|检查|排查|治理|清理|巡查|监测|督查|督导|宣传|培训|活动|工作)(?:的)?(?:重点|范围|对象|区域|内容)"
)
# 石斛是县里的名片，建成基地20个: what may have been done.
FINISHED = ("建成", "完成", "达到", "形成", "实现", "打造", "成为", "保持", "坚持", "拥有", "承担", "发挥")

# Characters: 开好头 tells no work.
SHORTEST_SET = 8


def _is_set(told: Sequence[Told], item: Told, *, plans: bool) -> bool:
    """Whether a clause orders though what a thing is stands before it (招商是一把手工程，县级领导每月外出不少于1次)."""
    if item.role is Role.ASSIGNED:
        return item.signs & LEAST_SET != 0 and "每" in item.words
    if not plans or item.role is not Role.IMPERATIVE or item is not told[1] or "是" not in told[0].words:
        return False
    if len(item.words) < SHORTEST_SET or any(one.role is Role.STATEMENT for one in told[1:]):
        return False
    return not item.words.startswith(FINISHED) and not any(is_past(one.words) for one in told)


def _leads_on(item: Told) -> bool:
    """Tell what frames the order behind a statement, for whom it holds, or who acts."""
    if item.role in (Role.FRAME, Role.PURPOSE):
        return True
    words_of = item.words
    return words_of[-1] == "的" or named_first(words_of) != "" or is_list(words_of)


def _does(item: Told) -> bool:
    return (
        item.role is Role.IMPERATIVE
        or AT_STAKE.search(item.words) is not None
        or (item.role >= Role.DUTY and (not item.signs & KNOWS or KNOWING.search(item.words) is None))
    )


def _pieces(
    text: str, sentence: Sentence, run: Run, style: Style, is_head: bool, goals: Goals, signs: int, *, body: bool
) -> Iterator[Piece]:
    reported = style.reported
    strength = strength_of(text, sentence, run, style, signs, goals=goals.numbers or goals.outcomes, body=body)
    if goals.aimed and Role.STATEMENT < max(item.role for item in run) <= Role.OUTCOME:
        strength = AIMED_STRENGTH
    if strength < 1.0:
        return
    permits = not reported and (
        strength == RULED_STRENGTH
        or (strength <= 2.0 and (MAY.search(text, run[0].clause.start, run[-1].clause.end) is not None or assigns(run)))
    )
    weights = [clause_weight(item.words, item.role) for item in run]
    sense = sense_of(text, sentence, run, weights, style, goals, signs) if len(run) > 1 else ALONE
    guided = (
        (reported or style.spoken or style.listing)
        and GUIDES in run[0].words
        and GUIDED.search(run[0].words) is not None
    )
    for first, last in cut(run, weights, sense):
        part = run[first:last]
        start, end = part[0].clause.start, part[-1].clause.end
        yield Piece(
            start,
            end,
            tuple([item.clause for item in part]),
            tuple([item.role for item in part]),
            sentence,
            is_head,
            entry_weight(part, weights[first:last], sense, permits=permits, guided=guided),
            strength,
            _signs_of(part),
        )


def _signs_of(run: Run) -> int:
    """The signs of all clauses of a stretch."""
    signs = 0
    for item in run:
        signs |= item.signs
    return signs
