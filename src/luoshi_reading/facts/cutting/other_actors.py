"""Who else acts within a sentence, with a task of its own. Rule R16."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import assigned_unit, tasked_by
from luoshi_reading.facts.clauses.clause_roles import Role
from luoshi_reading.facts.clauses.levels import ACTIONABLE_AT
from luoshi_reading.facts.cutting.coordination import Run, Told
from luoshi_reading.facts.cutting.goals_beside import others_act
from luoshi_reading.facts.owners.subjects import subject_of
from luoshi_reading.knowledge.signs import sign

# 市住建局牵头，市城管局配合，…: who acts, before what is done.
BARE_DUTY = re.compile(
    r"(?:牵头|负责|(?<!密切)(?<!通力)配合|参与|参加|协助|会同)$|^请[^，]{2,30}负责|要(?:联手|联动|协同|配合|抓紧|合力)$"
    r"|^[^，]{2,40}会同[^，]{2,60}[局委厅办部府站队区县等]$"
    # …召开旅游大会，由县文旅局牵头筹备: who has to do what stands before it.
    r"|^由[^，的]{2,30}(?:牵头|具体|抓好|跟踪)(?:筹备|落实|办理|督办|承办|推进|协调|督促)$"
    # …，由县渔港公司作为业主单位; …，由县渔业局组织实施
    r"|^由[^，的]{2,30}(?:作为[^，]{0,12}(?:业主|单位|主体)|组织实施|负责(?:具体|组织)?(?:实施|落实))$"
)
BARE_DUTY_LAST = frozenset("头责合与加助同手动紧力局委厅办部府站队区县等备实理进调促办主位体施")
FUNDING = re.compile(r"^(?:所需|相关|有关)?(?:资金|经费|费用|款项)")
# 前期经费800万元由市财政局解决, 管护费用由渔港公司承担: an amount, or a charge of its own, and who bears it.
BORNE = re.compile(
    r"(?:所需|相关|有关)?[一-鿿]{0,8}(?:资金|经费|费用|款项)\d[^，]*由[^，]{2,20}(?:解决|承担|支付|列支|安排|拨付|负担)"
    r"|(?!所需|相关|有关|其他)[一-鿿]{2,10}(?:费用|经费)由[^，]{2,30}(?:承担|支付|负担|解决)"
)
IS_BORNE = sign(BORNE.pattern)
ACTING = frozenset((Role.ORDER, Role.DUTY, Role.ASSIGNED))
# Units that report apart from each other; 各单位, 企业 and the like carry out what stands before.
OFFICE = re.compile(
    r"^[省市县区][一-鿿、]{1,40}(?:[局委厅办院室部]|政府|中心|公司|集团)$|^[省市县区]直[一-鿿]{0,6}(?:单位|部门)$"
    r"|^(?![各全每])[一-鿿]{1,12}(?:办公室|公司|政办|管委会|财政所|派出所|[一-鿿]{2}科)$"
    # 农业农村局, 自然资源部门: a bureau named without its place, departments named by their fields.
    r"|^(?![各全每两三]|有关|相关|其他|其它|主管|行业|职能|成员|责任|本级|多|上级|业务|牵头|配合)"
    r"[一-鿿、]{2,30}(?:局|分公司|支队|大队|(?<![管能业员任级务头合关等些])部门)$"
    # 牵头单位制定方案，协同单位提供保障: each part has a task of its own.
    r"|^各?(?:其他)?(?:牵头|主办|承办|责任|协同|配合|协办|参与|成员)(?:责任)?(?:单位|部门)$"
)
# 协同单位主动对接需求: a part that begins like a verb.
PART_TAKEN = re.compile("各?(?:协同|配合|协办|参与)(?:责任)?(?:单位|部门)(?!的)[一-鿿]{4}")
PLAIN_BODY = re.compile(
    r"^(?:各|有关|相关|其他)[一-鿿（）、]{0,10}(?:单位|部门|乡镇|[镇乡村]|街道|县区|企业|学校)$|[一-鿿](?:负责同志|负责人)$"
)
BODY_OBLIGED = re.compile(
    r"^(?:各|有关|相关|其他|本级|重点)[一-鿿（）、]{0,16}(?:单位|部门|乡镇|[镇乡村]|街道|县区|企业|学校|地|政府)$"
    r"|[一-鿿](?:负责同志|负责人|政府|行政村)$"
)
# Points of what is asked of a body that 要 binds, and of what was asked of another before it.
LEAST_ASKED = 0.5
# 要抓好学习宣传，各部门要…: characters of what only names the field.
SHORTEST_TASK = 12


def is_bare_duty(words_of: str) -> bool:
    """Tell a clause that says who acts and nothing of what is done."""
    return (words_of[-1] in BARE_DUTY_LAST or words_of[0] == "请") and BARE_DUTY.search(words_of) is not None


def is_own_subject(words_of: str) -> bool:
    """公安部门要开展整治, 乡镇主要负责人要亲自部署: whether a body is named that must."""
    subject = None if is_bare_duty(words_of) else subject_of(words_of)[0]
    return subject is not None and "的" not in subject


def another_acts(run: Run, weights: list[float], index: int, filled: float, lead: int) -> bool:
    """…，市住建局负责后续改造: whether another than before acts here, with a task of its own.

    ``filled``: most points of a clause of the entry before it, which has ``lead`` characters.
    """
    item = run[index]
    # …，其他城市在12月底前完成: the others, by another day.
    if others_act(item.words):
        return True
    if item.signs & IS_BORNE and BORNE.match(item.words):
        return True
    if item.role is Role.IMPERATIVE and PART_TAKEN.match(item.words) and not is_bare_duty(item.words):
        return filled > 0
    if item.role not in ACTING or is_bare_duty(item.words) or FUNDING.match(item.words):
        return False
    by = item.words.find("由") if item.role is Role.DUTY else -1
    if by >= 0:
        # 凭有效证件，由渡口办理登记: what stands before is no task of its own.
        if assigned_unit(item.words[by + 1 :], least=2):
            return filled > 0
        return filled >= ACTIONABLE_AT and is_given_on(item)
    subject = subject_of(item.words, assigned=item.role in (Role.ASSIGNED, Role.DUTY))[0]
    if subject is None or OFFICE.search(subject) is not None:
        return subject is not None
    if index and item.role is Role.DUTY and _charged_alike(run[index - 1].words, item.words):
        return filled > 0
    weight = _most_asked(run, weights, index)
    # 企业负责人要组织一次演练: those named by what they are, where both have something to show.
    if PLAIN_BODY.search(subject) is not None and min(weight, filled) >= ACTIONABLE_AT:
        return True
    # 继续抓好招募，各县区要因地制宜，开办新项目: with 要, where it is asked for less, too.
    return (
        item.role is Role.ORDER
        and lead >= SHORTEST_TASK
        and BODY_OBLIGED.search(subject) is not None
        and weight >= LEAST_ASKED
        and filled >= LEAST_ASKED
    )


# 由县财政局拨付经费，并由县审计局跟踪审计: another is given a task of its own beside the first.
GIVEN_ON = ("并由", "再由", "同时由")


def is_given_on(item: Told) -> bool:
    """Tell what is given to another behind a word that joins."""
    if not item.words.startswith(GIVEN_ON) or is_bare_duty(item.words):
        return False
    return OFFICE.search(tasked_by(item.words)[0]) is not None


# 青石镇负责征地，北坞镇负责修路: each is charged with its own.
CHARGED = re.compile(r"(?:具体|主要|分别)?负责(?!人|同志|领导|制|$)[^，]{2,}")


def _charged_alike(before: str, words_of: str) -> bool:
    one, other = CHARGED.search(before), CHARGED.search(words_of)
    return one is not None and other is not None and one.start() > 1 and other.start() > 1


def _most_asked(run: Run, weights: list[float], index: int) -> float:
    """Most points of what is asked of who acts here, to the next who does."""
    best = weights[index]
    for item, weight in zip(run[index + 1 :], weights[index + 1 :], strict=True):
        if item.role is Role.ORDER:
            break
        best = max(best, weight)
    return best
