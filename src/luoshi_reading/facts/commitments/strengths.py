"""How strongly a stretch of clauses orders: by its words, by what it sets as a goal, by what it permits (R10, R22)."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.cases import is_case
from luoshi_reading.facts.clauses.clause_heads import holds_verb, sets_scene
from luoshi_reading.facts.clauses.clause_roles import COMPLETED, MAY, RULED, YEAR_AHEAD, Role
from luoshi_reading.facts.clauses.levels import COUNTABLE, NUMBER
from luoshi_reading.facts.cutting.coordination import AHEAD, SHORTEST_ORDER, Run
from luoshi_reading.facts.cutting.goals_beside import STANDS_AT
from luoshi_reading.facts.cutting.leading_clauses import is_spent
from luoshi_reading.facts.style import Style
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.structure import Sentence

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
# 水利用系数由0.52提高到0.59: a ratio has no unit.
RATIO = re.compile(
    r"(?:系数|指数|[入值]比|弹性)[^，\d]{0,4}(?:[由从]\d[\d.]{0,6})?(?:提高|提升|降低|缩小|下降|达|控制)(?:到|至|在)\d[\d.]{0,6}\Z"
)
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
# 会议要求，粮食总产稳定在10亿斤以上: what is asked for is still to come about.
ASKED_BEFORE = ("要求，", "要求：", "要求,", "要求:")
WHOLE = frozenset("。；;！!")
# 共24项，其中…; 家庭负主体责任: no work.
DESCRIBED = compiled(r"共(?:计|有)?[\d一二三四五六七八九十]|负[^，]{0,4}责任$|由\d")
# 3号码头拆迁补偿问题。: what is talked about; 解决…问题 is work.
SETTLED = re.compile("解决|处理|处置|化解|整改|破解|研究|攻克|克服|查处|查找|梳理|排查|协调|纠正")
WORK_TOLD_STRENGTH = 1.2
# 以数字技术带动渔业提质。: a sentence that holds nothing but the means and what they are to bring about.
LED_BY_MEANS = re.compile(
    r"以(?!来|往|上|下|内|外)[^，]{2,60}?(?:引领|促进|支撑|驱动|推动|带动|倒逼|赋能|加强|推进|深化|提升|催生|激发|打造|拓展|开辟|塑造|厚植|培育|抓好|抓实|保障|夯实|筑牢|助推|助力)(?![力性])[^，]{2,}"
)
# 由县纪委追究责任: what becomes of people.
BLAMED = compiled("追究|追责|问责|约谈|处罚|处理$|处分|查处|惩处|通报批评|移送")
# 通盘考虑，…，做好招聘工作: characters of a manner before the verb that orders.
LONGEST_MANNER = 4
# 强本固基抓“补”，做好项目储备: characters of a slogan before it.
LONGEST_SLOGAN = 12


def _is_said_first(words_of: str) -> bool:
    """Tell a manner, a quoted slogan or an amount that stands before the verb that orders."""
    return (
        is_spent(words_of)
        or len(words_of) <= LONGEST_MANNER
        or (len(words_of) <= LONGEST_SLOGAN and words_of[-1] == "”")
    )


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


# 如遇大风，渡口一律停航; 接到预警后，各村逐户通知到人: what is done in a case.
DONE_IN_CASE = compiled(
    r"一律|立即|马上|及时|第一时间|逐[户人村]|停止|停[工航课运产业]|撤离|转移|到岗|上报|报告|通知到|启动"
)


def _done_in_case(run: Run, roles: list[int]) -> bool:
    """Tell a case, and what somebody does in it, though no verb stands at the head of a clause."""
    if len(run) == 1 or roles[0] is not Role.FRAME or Role.STATEMENT in roles or not is_case(run[0].words):
        return False
    return any(DONE_IN_CASE.search(item.words) for item in run[1:])


def _comes_about(run: Run) -> bool:
    """Tell what is said to be by a year: 到2030年，渔港全部退出市区."""
    return any(holds_verb(item.words) for item in run[1:] if item.role is Role.OTHER)


def strongest(roles: list[int]) -> int:
    """Return the highest of some roles; ``max`` takes three times as long to be called."""
    best = roles[0]
    for role in roles:
        if role > best:
            best = role
    return best


def _is_decided(text: str, start: int) -> bool:
    """全会决定，2026年5月召开党代会: what is set behind the comma."""
    return text.startswith("决定", max(0, start - 3))


def strength_of(text: str, sentence: Sentence, run: Run, style: Style, signs: int, *, goals: bool, body: bool) -> float:
    """Points for being an order; 1 and more is one (R10)."""
    if run[-1].clause.end - run[0].clause.start < SHORTEST_ORDER:
        return 0.0
    roles = [item.role for item in run]
    best = strongest(roles)
    if best is Role.ORDER:
        return 3.0
    if best is Role.DUTY:
        return 2.5
    start, end = run[0].clause.start, run[-1].clause.end
    if style.reported and best >= Role.ASSIGNED and DATE_LED.match(text, start) and not _is_decided(text, start):
        return 0.0
    strength = 0.0
    if best is Role.IMPERATIVE:
        first = next(
            item.role
            for item in run
            if item.role is Role.IMPERATIVE
            or (item.role is not Role.FRAME and not _is_said_first(item.words) and not sets_scene(item.words))
        )
        kept = first is Role.OUTCOME and STANDS_AT.search(text, start, end)
        strength = 2.0 if first is Role.IMPERATIVE or kept else (0.8 if style.reported else 1.4)
    if strength < 2.0:
        strength = max(strength, _goal_strength(text, sentence, run, roles, style, signs, goals=goals))
    if (
        not style.reported
        and (not style.spoken or sentence.enumerator)
        and len(run) == 1
        and run[0].clause.mark in WHOLE
        and LED_BY_MEANS.match(run[0].words)
    ):
        return WORK_TOLD_STRENGTH
    if strength < 1.0 and ((body and _tells_of_work(text, run)) or (not style.spoken and _done_in_case(run, roles))):
        return WORK_TOLD_STRENGTH
    if strength or style.reported or style.spoken:
        return strength
    # 幼儿园…的，按照…对待; …可按…执行: a paper that permits or assigns without a verb of command.
    ruled = MAY.search(text, start, end) is not None or any(RULED.match(item.words) for item in run[1:])
    if not ruled and not style.listing:
        ruled = RATES.search(text, start, end) is not None
    return RULED_STRENGTH if ruled else 0.0


def _goal_strength(
    text: str, sentence: Sentence, run: Run, roles: list[int], style: Style, signs: int, *, goals: bool
) -> float:
    """Points for what is set by a number, by a year ahead or by who has to do it."""
    start, end = run[0].clause.start, run[-1].clause.end
    numbered = signs & COUNTABLE != 0 and NUMBER.search(text, start, end) is not None
    numbered = numbered or (text[end - 1].isdigit() and RATIO.search(text, start, end) is not None)
    ahead = (goals and (numbered or not style.spoken)) or (
        signs & AHEAD != 0 and YEAR_AHEAD.search(text, sentence.start, end) is not None
    )
    ahead = ahead or text.startswith(ASKED_BEFORE, max(0, start - len(ASKED_BEFORE[0])))
    strength = 0.0
    recurs = any(item.role is Role.ASSIGNED and "每" in item.words for item in run)
    if Role.ASSIGNED in roles and (ahead or numbered or recurs or not style.spoken):
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


def assigns(run: Run) -> bool:
    """幼儿园设立托班的，按照…对待; 对破旧渡口，由乡镇异地重建: a case, then what applies to it (R22)."""
    # What becomes of people is no work.
    if len(run) == 1 or any(BLAMED.search(item.words) for item in run[1:]):
        return False
    if run[0].words.endswith("的") and RULED.match(run[1].words):
        return True
    return run[0].words[0] in "对凡" and run[1].words[0] == "由"
