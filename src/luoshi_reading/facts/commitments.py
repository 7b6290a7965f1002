"""Commitments: clauses that say something is to be done, cut into the smallest reportable pieces. Rules R8-R19."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from luoshi_reading.facts.announced import Announced, only_announces
from luoshi_reading.facts.clause_heads import holds_verb, sets_scene
from luoshi_reading.facts.clause_roles import (
    COMPLETED,
    FORECAST,
    FORECAST_FIRST,
    MAY,
    PAPER,
    RULED,
    SETTING,
    SOFT_PAST,
    YEAR_AHEAD,
    Role,
    clause_role,
    remarks,
)
from luoshi_reading.facts.coordination import (
    ALONE,
    SHORTEST_ORDER,
    Goals,
    Run,
    Told,
    sense_of,
)
from luoshi_reading.facts.cut_off import stops_short, without_scrap
from luoshi_reading.facts.cutting import cut
from luoshi_reading.facts.entry_weights import entry_weight
from luoshi_reading.facts.fronts import after_background, after_purpose
from luoshi_reading.facts.goals_beside import STANDS_AT
from luoshi_reading.facts.hoped import without_who_hopes
from luoshi_reading.facts.levels import GUIDED, GUIDES, NUMBER, clause_weight
from luoshi_reading.facts.looking_back import orders_ahead
from luoshi_reading.facts.neighbours import mend_by_neighbours
from luoshi_reading.facts.openings import Openings
from luoshi_reading.facts.paper_headings import NONE, paper_headings
from luoshi_reading.facts.pieces import Piece
from luoshi_reading.facts.said_within import demanded
from luoshi_reading.facts.scope import RESOLVED_BELOW, Scope
from luoshi_reading.facts.style import Style
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.structure import Clause, Sentence

KNOWING = re.compile(r"认识到|看到|懂得|明白|认清|意识到|清醒认识|深刻认识")
ASKED = re.compile(r"请(?!予|审|各位|看)|希?望(?!着)")
# 要做大产业，就需要有人才: what one thing takes is no order.
NEEDS = re.compile(r"就(?:需要(?:有|具备)|会|能|有了)|才[能会有]|离不开")
SEEING = re.compile(r"看到|认识到|认清(?![^，]*(?:性|意义|任务|使命|责任|要求|定位)$)")
DATE_LED = re.compile(
    r"(?:(?:20\d\d年)?\d{1,2}月\d{1,2}日|\d{1,2}日|昨[日天]|前[日天])(?!之?前|以前|起)|当天|昨(?=[上下]午)|近日|日前|[上下]午"
)
# Strength of a sentence that permits or assigns (R10).
RULED_STRENGTH = 1.3
# 费率由1.5%调整为1%, 均自2026年1月1日起执行, …的不调整: a rate, from when it holds, and whom it leaves as they are.
RATES = compiled(
    r"(?:调整|下调|上调|调减|调增|核定)(?:为|至|到)(?:每[^，]{1,4})?\d|(?:自|从)20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起|开始)(?:执行|施行|实施|停止|调整)"
    r"|(?:暂)?不(?:作)?(?:调整|变动)$"
    r"|(?:按程序|按规定|依法|统一|一并|全部|足额)纳入[^，]{2,24}(?:预算|管理|考核|范围|保障|清单|目录|体系)$"
    # 自2026年4月10日起，渔港实行封闭施工: from when.
    r"|(?:自|从)(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?(?:零时|\d{1,2}时)?(?:起|开始)，[^，]{0,24}?(?:实行|实施|执行|停止|暂停|恢复|启用|封闭|关闭|取消|开放|试行)"
    # 自愿上岸的渔民按原定标准安置: of whom it holds, and by what.
    r"|的[^，]{0,14}(?:按照?|参照|比照)[^，]{2,24}(?:安置|补偿|补助|执行|计算|计发|办理|收取|缴纳|发放|结算|处理|认定)$"
)
# Of what words before it, or the line above it, set as a goal in a report (R92).
AIMED_STRENGTH = 1.8
ASSIGNED_STRENGTH = 1.6
DEMANDS = "要求"
# 分别是：, before the members of a list.
LISTS = re.compile(r"(?:它们|具体|主要)?(?:分别|具体|依次|主要)?(?:是|为|包括|包含|如下|有|即)")
# 报告提及了今年的渔业目标：, whatever was done with the goals.
GOALS_SET = re.compile(r"(?:预期|主要|发展|奋斗|总体|工作|具体)目标(?:任务)?$")
# …报送市水利局（联系人：…，电话：…）: whom to ring is no part of the order.
CONTACT = re.compile(r"[（(](?:联系|电话|邮箱|传真|地址|咨询)[^（）()]{2,120}[）)]$")
# 到2025年，…得到有效遏制: told by the same phrases as results.
BY_THEN = re.compile(r"(?:力争|争取|确保)?[到至](?:20\d\d年|“?十[四五六]五”?)(?:年?[底末])?前?")
BY_THEN_LAST = frozenset("年五”底末前四六")
PAST_OR_AHEAD = re.compile(rf"{SOFT_PAST.pattern}|取得[^，]{{0,10}}(?:进展|成效|突破|成果)$|得到[^，]{{0,10}}[一-鿿]$")
# 到2025年，全省形成特色高中30所: a year set apart at the head, then a count.
BY_YEAR = re.compile(r"(?:力争)?到20\d\d年[底末]?")


# 物价总体平稳，水质基本得到恢复: how things are to stand, beside goals in numbers.
STANDS_SO = compiled(
    r"(?:基本|总体|有效|持续|全面|进一步|更加|较为|保持|得到|规范|秩序|逐步)(?:得到|保持)?"
    r"(?:维持|控制|恢复|遏制|保障|平衡|平稳|有序|良好|稳定|合理|健全|完善|优良|畅通|改善|提质|协调)$|促稳提质$|量稳质升$|稳中有[升进增]$"
    r"|(?:基本|全面|初步)(?:保有|具备|满足|适应|恢复)[^，]{2,16}$"
)

# Characters of a sentence that tells of work, and its strength.
SHORTEST_WORK = 6
WHOLE = frozenset("。；;！!")
# 共24项，其中…; 家庭负主体责任: no work.
DESCRIBED = compiled(r"共(?:计|有)?[\d一二三四五六七八九十]|负[^，]{0,4}责任$|由\d")
# 3号码头拆迁补偿问题。: what is talked about; 解决…问题 is work.
SETTLED = re.compile("解决|处理|处置|化解|整改|破解|研究|攻克|克服|查处|查找|梳理|排查|协调|纠正")
WORK_TOLD_STRENGTH = 1.2
# 以数字技术带动渔业提质。: a sentence that holds nothing but the means and what they are to bring about.
LED_BY_MEANS = re.compile(
    r"以(?!来|往|上|下|内|外)[^，]{2,60}?(?:引领|促进|支撑|驱动|推动|带动|倒逼|赋能|加强|推进|深化|提升|催生|激发|打造|拓展|开辟|塑造|厚植|培育)(?![力性])[^，]{3,}"
)
# 由县纪委追究责任: what becomes of people.
BLAMED = compiled("追究|追责|问责|约谈|处罚|处理$|处分|查处|惩处|通报批评|移送")
# 通盘考虑，…，做好招聘工作: characters of a manner before the verb that orders.
LONGEST_MANNER = 4


def begins_orders(text: str, sentence: Sentence, style: Style) -> bool:
    """Whether from this sentence on a paper, or minutes, tell nothing but what is to be done (R10).

    Nothing that is spoken and no report does.
    """
    if style.resolved:
        return RESOLVED_BELOW.search(text, sentence.start, sentence.end) is not None
    return sentence.enumerator != "" or PAPER.search(text, sentence.start, sentence.end) is not None


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
    for sentence in sentences:
        ordering = ordering or (may_order and begins_orders(text, sentence, style))
        announced.hear_asking(text, sentence)
        if sentence.start in skip or sentence.start in customary.headings:
            scope.pass_over(text, sentence)
            continue
        first = scope.enter(text, sentence)
        if first is None or first >= len(sentence.clauses) or sentence.end - sentence.start < SHORTEST_ORDER:
            continue
        clauses = _ordering_clauses(text, sentence, first, scope)
        if openings is not None:
            clauses = without_who_hopes(text, clauses)
        listed = announced.lists(sentence)
        # 一要…: the number carries the obligation. 要求属地加强巡查: so does the word of asking.
        owing = (
            listed
            or (first == 0 and sentence.enumerator.endswith("要"))
            or text.endswith(DEMANDS, sentence.start, scope.said_at)
            or demanded(text, sentence, first)
        )
        below_goals = sentence.start in customary.below_goals
        aims = below_goals or (openings is not None and openings.aims(sentence))
        counts = openings is not None and sentence.line in openings.lines
        goals = announced.goals(sentence, aims=aims, counts=counts)
        looks_back = sentence.line in past and not below_goals
        is_head = sentence.start in heads
        body = not looks_back and (sentence.start in noted if is_head else ordering)
        short = stops_short(text, sentence)
        for run in _runs(text, clauses, ordered=owing, aimed=aims):
            if short and not (run := without_scrap(run)):
                continue
            if only_announces(text, run):
                yield _announcing(sentence, run)
                continue
            if looks_back and not any(item.role is Role.ORDER and orders_ahead(item.words) for item in run):
                continue
            yield from _pieces(text, sentence, run, style, is_head, goals, body=body)
        announced.hear_goals(text, sentence)


def _ordering_clauses(text: str, sentence: Sentence, first: int, scope: Scope) -> tuple[Clause, ...]:
    """Return the clauses from the first that may order, without who says so and whom to ring."""
    clauses = sentence.clauses[first:]
    if text[clauses[-1].end - 1] in "）)" and (contact := CONTACT.search(text, clauses[-1].start, clauses[-1].end)):
        clauses = (*clauses[:-1], Clause(clauses[-1].start, contact.start(), clauses[-1].mark))
    if scope.said_at > clauses[0].start:
        clauses = (Clause(scope.said_at, clauses[0].end, clauses[0].mark), *clauses[1:])
    if first == 0 and scope.resolved and (said := scope.resolution_length(text, sentence)):
        clauses = (Clause(clauses[0].start + said, clauses[0].end, clauses[0].mark), *clauses[1:])
    return clauses


def _announcing(sentence: Sentence, run: Run) -> Piece:
    """Keep of what announces points who has to do them."""
    clauses, roles = tuple(item.clause for item in run), tuple(item.role for item in run)
    return Piece(clauses[0].start, clauses[-1].end, clauses, roles, sentence, False, 0.0, 0.0, announces=True)


def _runs(text: str, clauses: Sequence[Clause], *, ordered: bool, aimed: bool = False) -> Iterator[Run]:
    """Cut a sentence into stretches that order something, leaving out what states (R11-R13)."""
    told = [Told(c, words_of := text[c.start : c.end], clause_role(words_of)) for c in clauses]
    if aimed or (told[0].words[-1:] in BY_THEN_LAST and BY_THEN.fullmatch(told[0].words)):
        # Among goals, and by a year to come, 改革取得重大进展 is one, too.
        for item in told:
            if item.role is Role.STATEMENT and PAST_OR_AHEAD.search(item.words) and "了" not in item.words:
                item.role = Role.OUTCOME
    if ordered and told[0].role is not Role.STATEMENT:
        told[0].role = Role.ORDER
    mend_by_neighbours(told)
    if PAPER.search(text, clauses[0].start, clauses[-1].end):
        asked = next((i for i, t in enumerate(told) if ASKED.match(t.words)), None)
        if asked is not None:
            yield told[asked:]
        return
    if len(told) > 1 and told[0].words.startswith("要") and NEEDS.match(told[1].words):
        return
    knowing = stating = False
    run: Run = []
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
                run, stating = [], True
            continue
        if item.role is Role.STATEMENT and any(t.role >= Role.OUTCOME for t in run) and remarks(item.words):
            item.role = Role.OTHER  # 新建泊位90个，其中公共泊位占六成，…: the order goes on
        if item.role is Role.STATEMENT and not knowing:
            if any(t.role >= Role.DUTY for t in run):
                yield run
            run, stating = [], True
            continue
        if item.role is Role.FRAME and SETTING.search(item.words):
            run, stating = [], False
            continue
        if stating and item.role not in (Role.ORDER, Role.DUTY):
            continue
        stating = False
        if item.role is Role.ORDER and KNOWING.search(item.words):
            knowing = True
        elif knowing and item.role is Role.ORDER and SEEING.search(run[0].words if run else ""):
            # 要清醒看到，…，我们将采取…: the order begins after what is seen.
            run, knowing = [], False
        run.append(item)
    # 要清醒看到，…问题依然存在: seeing is no order where nothing to do follows.
    seen = knowing and any(SEEING.search(t.words) for t in run) and not any(_does(t) for t in run)
    if run and not seen:
        yield after_background(after_purpose(run))


def _does(item: Told) -> bool:
    return item.role is Role.IMPERATIVE or (item.role >= Role.DUTY and KNOWING.search(item.words) is None)


def _tells_of_work(text: str, run: Run) -> bool:
    """Whether a full sentence has something done or come about (R10)."""
    start, end = run[0].clause.start, run[-1].clause.end
    if end - start < SHORTEST_WORK or run[-1].clause.mark not in WHOLE or DESCRIBED.search(text, start, end):
        return False
    if len(run) == 1 and run[0].words.endswith("问题") and SETTLED.search(run[0].words) is None:
        return False
    if any(item.role is Role.OUTCOME for item in run):
        return True
    return any(holds_verb(item.words) for item in run if item.role is Role.OTHER)


def _comes_about(run: Run) -> bool:
    """Tell what is said to be by a year: 到2030年，渔港全部退出市区."""
    return any(holds_verb(item.words) for item in run[1:] if item.role is Role.OTHER)


def _strength(text: str, sentence: Sentence, run: Run, style: Style, *, goals: bool, body: bool) -> float:
    """Points for being an order; 1 and more is one (R10)."""
    if run[-1].clause.end - run[0].clause.start < SHORTEST_ORDER:
        return 0.0
    roles = [item.role for item in run]
    best = max(roles)
    if best is Role.ORDER:
        return 3.0
    if best is Role.DUTY:
        return 2.5
    start, end = run[0].clause.start, run[-1].clause.end
    if style.reported and best >= Role.ASSIGNED and DATE_LED.match(text, start):
        return 0.0
    strength = 0.0
    if best is Role.IMPERATIVE:
        first = next(
            item.role
            for item in run
            if item.role is Role.IMPERATIVE
            or (item.role is not Role.FRAME and len(item.words) > LONGEST_MANNER and not sets_scene(item.words))
        )
        kept = first is Role.OUTCOME and STANDS_AT.search(text, start, end)
        strength = 2.0 if first is Role.IMPERATIVE or kept else (0.8 if style.reported else 1.4)
    if strength < 2.0:
        strength = max(strength, _goal_strength(text, sentence, run, roles, style, goals=goals))
    if (
        not style.reported
        and (not style.spoken or sentence.enumerator)
        and len(run) == 1
        and run[0].clause.mark in WHOLE
        and LED_BY_MEANS.match(run[0].words)
    ):
        return WORK_TOLD_STRENGTH
    if strength < 1.0 and body and _tells_of_work(text, run):
        return WORK_TOLD_STRENGTH
    if strength or style.reported or style.spoken:
        return strength
    # 幼儿园…的，按照…对待; …可按…执行: a paper that permits or assigns without a verb of command.
    ruled = MAY.search(text, start, end) is not None or any(RULED.match(item.words) for item in run[1:])
    if not ruled and not style.listing:
        ruled = RATES.search(text, start, end) is not None
    return RULED_STRENGTH if ruled else 0.0


def _goal_strength(text: str, sentence: Sentence, run: Run, roles: list[int], style: Style, *, goals: bool) -> float:
    """Points for what is set by a number, by a year ahead or by who has to do it."""
    start, end = run[0].clause.start, run[-1].clause.end
    numbered = NUMBER.search(text, start, end) is not None
    ahead = (goals and (numbered or not style.spoken)) or YEAR_AHEAD.search(text, sentence.start, end) is not None
    strength = 0.0
    if Role.ASSIGNED in roles and (ahead or numbered or not style.spoken):
        strength = ASSIGNED_STRENGTH
    if Role.OUTCOME in roles:
        # A number in a paper that does not look back is a goal; in a report it may be a result.
        finished = any(item.role is Role.OUTCOME and COMPLETED.search(item.words) for item in run)
        settled = style.reported or style.spoken or not (numbered or finished)
        strength = max(strength, 1.8 if ahead else 0.4 if settled else 1.2)
    if Role.OTHER in roles and BY_YEAR.fullmatch(run[0].words) and (numbered or _comes_about(run)):
        strength = max(strength, 1.8)
    if goals and strength < 1.0 and Role.STATEMENT not in roles and all(STANDS_SO.search(item.words) for item in run):
        strength = AIMED_STRENGTH
    return strength


def _pieces(
    text: str, sentence: Sentence, run: Run, style: Style, is_head: bool, goals: Goals, *, body: bool
) -> Iterator[Piece]:
    reported = style.reported
    strength = _strength(text, sentence, run, style, goals=goals.numbers or goals.outcomes, body=body)
    if goals.aimed and Role.STATEMENT < max(item.role for item in run) <= Role.OUTCOME:
        strength = AIMED_STRENGTH
    if strength < 1.0:
        return
    permits = not reported and (
        strength == RULED_STRENGTH
        or (
            strength <= 2.0 and (MAY.search(text, run[0].clause.start, run[-1].clause.end) is not None or _assigns(run))
        )
    )
    weights = [clause_weight(item.words, item.role) for item in run]
    sense = sense_of(text, sentence, run, weights, style, goals) if len(run) > 1 else ALONE
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
        )


def _assigns(run: Run) -> bool:
    """幼儿园设立托班的，按照…对待; 对破旧渡口，由乡镇异地重建: a case, then what applies to it (R22)."""
    # What becomes of people is no work.
    if len(run) == 1 or any(BLAMED.search(item.words) for item in run[1:]):
        return False
    if run[0].words.endswith("的") and RULED.match(run[1].words):
        return True
    return run[0].words[0] in "对凡" and run[1].words[0] == "由"
