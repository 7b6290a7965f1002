"""What a clause does in its sentence: order, frame, purpose, duty, outcome, statement, report. Rules R10-R14."""

from __future__ import annotations

import re
from enum import IntEnum

from luoshi_reading.knowledge.word_lists import alternation, words


class Role(IntEnum):
    """The work a clause does; the higher the value the stronger it makes its sentence an order."""

    STATEMENT = 0
    OTHER = 1
    REPORT = 2
    FRAME = 3
    PURPOSE = 4
    OUTCOME = 5
    IMPERATIVE = 6
    DUTY = 7
    ORDER = 8


VERBS = frozenset(words("orders", "verbs.all"))
ADVERBS = words("orders", "verbs.adverbs")

# 要 as a verb of obligation, not in 主要, 重要, 需要, 要求, 要素 …
MUST = (
    r"(?<![主重需首必只概摘纲纪提扼紧次简])要(?!求(?!真)|点|素|么|闻|害|件|义|塞|务(?![必实求]))"
    r"|必须|务必|务须|应当|应该|(?<![对相适响供顺效反回照理])应(?![急对用邀答聘届付])|(?<!必)须(?![知臾])|不得(?!不|了)|严禁|禁止"
    r"|切忌|[决绝]不(?:允许|能)"
)
DEONTIC = re.compile(MUST)
MAY = re.compile(r"(?<![许认宁])可(?!能|行|持|靠|见|观|喜|谓|比|靠|控|视|再生|追溯|操作|复制|造)|允许|准许|均可|不再|不予|免于|享受")
FUTURE = re.compile(r"(?<![即必])将(?=(?:积极|深入|进一步|继续|全面|深刻|认真|陆续|深度|坚决|始终|坚持|把|以|大力|加快|严格|切实|全力|对标|聚焦|在|从|按|于)|[一-鿿]{2})")
PAST = re.compile(
    r"(?<![为除明罢终不得])了(?![解然如不却结望])|(?<![自])已(?!有之)|曾[经在]|"
    + alternation(words("statements", "past.all"))
)
COPULA = re.compile(r"(?<![一二三四五六七八九十还但就不都正总凡或若可只而硬特尤于])是(?![否非指])|(?:就|正|都|不|也|既|更|都|还)是")
JUDGEMENT = re.compile(alternation(words("statements", "judgement.all")))
PAPER = re.compile(alternation(words("statements", "purpose_of_paper.all")))
QUESTION = re.compile(r"[吗呢？?]$|^(?:为什么|怎么|如何|难道|何以)")
CONNECTIVE = re.compile(
    r"(?:同时|此外|另外|其中|特别是|尤其是|并且|而且|因此|所以|总之|下一步|接下来|下一阶段|当前|目前|眼下|近期|今后|一方面|另一方面|"
    r"与此同时|在此基础上|对此|为此|既|又|还|也|并|且|或|则|就|同|我们|大家|我委|我局|我市|我省|我县|我区)+"
)
LEADING = re.compile(rf"(?:{alternation(ADVERBS)})+(?:地|的)?")
FRAME = re.compile(rf"(?:{alternation(words('orders', 'frames.all'))})")
PURPOSE = re.compile(rf"(?:{alternation(words('orders', 'purposes.all'))})")
DUTY = re.compile(r"(?:省|市|县|区|委|厅|局|办|部门|单位|机构|政府|公司|中心|院|会|处|站|队|行|镇|乡|街道|联|协会|集团)(?:[）)])?(?:具体|分别|共同|统一)?(?:负责|牵头|承担|配合|组织实施|按照?职责)|由[^，]{2,60}?(?:负责|牵头|承担|组织|实施|审批|办理|确定|制定)|负(?:主体|主要|总|监管|直接|领导|属地)*责(?:任)?")
OUTCOME = re.compile(
    r"(?:基本|全面|全部|进一步|更加|不断|明显|显著|持续|大幅|有效|稳步|有所|普遍|初步|较大|深度|总体)?"
    r"(?:形成|健全|完善|改善|提升|提高|增强|加强|建成|建立|达到|达标|实现|完成|确立|成型|优化|降低|下降|翻番|翻一番|倍增|覆盖|消除|清零|领先|前列|增长\d.*|稳定在.*|控制在.*|保持.*|位居.*|进入.*|超过.*|突破.*|达.*|不低于.*|不少于.*|左右|以上|以内|以下)$"
)
RULED = re.compile(r"^(?:按|按照|给予|一次性|由|在|依法|纳入|享受|不予|予以|可|经|从|对|暂缓|减按|免)")
YEAR_AHEAD = re.compile(r"到?20\d\d年|到20XX|“十[四五六]五”|年底前?|年内|力争|确保|今后|未来")


def head_verb(clause: str) -> tuple[str, int]:
    """Return the verb that heads a clause and where its adverbs ended, or "" where it begins with none."""
    at = 0
    lead = LEADING.match(clause)
    if lead:
        at = lead.end()
        if clause[at : at + 2] in VERBS:
            return clause[at : at + 2], at
        # An adverb may itself be the verb: 加快…建设, 突出….
        at = 0
    if clause[:2] in VERBS:
        return clause[:2], 0
    if lead:
        return "", lead.end()
    return "", 0


def clause_role(clause: str, mark: str = "") -> Role:
    """Tell what a clause does. ``clause`` is without its closing mark; ``mark`` is that mark."""
    connective = CONNECTIVE.match(clause)
    core = clause[connective.end() :] if connective else clause
    if DEONTIC.search(core):
        return Role.STATEMENT if QUESTION.search(core) else Role.ORDER
    if core.startswith(("请", "望", "希望", "让我们")):
        return Role.ORDER
    if DUTY.search(core):
        return Role.DUTY
    verb, at = head_verb(core)
    if QUESTION.search(core) or JUDGEMENT.search(core):
        return Role.STATEMENT
    framed = FRAME.match(core)
    if not (framed and core[-1] in "中下上时后前的") and PAST.search(core):
        return Role.STATEMENT
    if COPULA.search(core) and not core.startswith(("特别是", "尤其是")):
        return Role.STATEMENT
    if verb:
        return Role.IMPERATIVE
    if framed:
        inner, _ = head_verb(core[framed.end() :])
        return Role.FRAME if not inner or core[0] in "以在对从按" else Role.IMPERATIVE
    if FUTURE.search(core):
        return Role.ORDER
    if OUTCOME.search(core):
        return Role.OUTCOME
    return Role.OTHER if at == 0 else Role.IMPERATIVE
