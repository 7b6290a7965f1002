"""What a meeting resolved, and who is charged in the very sentence that tells what it heard or passed. Rule R9."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.bodies import is_body
from luoshi_reading.facts.clauses.clause_heads import assigned_unit, head_verb
from luoshi_reading.facts.clauses.clause_roles import Role, clause_role
from luoshi_reading.facts.clauses.pieces import Piece
from luoshi_reading.structure import Sentence

RESOLVED = re.compile(
    r"^(?:会议)?(?:审议|讨论|研究|听取|审定){0,2}(?:并|后)?(?:原则)?(?:同意|通过|议定)[^，。]{0,80}(?:，|$)"
)
# 现将会议议定事项纪要如下, 会议议定：, 明确了以下事项：: the paragraphs after it are what was resolved.
RESOLVED_BELOW = re.compile(
    r"(?<![一-鿿])(?:现)?(?:将有关事项)?纪要如下$|(?:议定|决定|确定|明确)[^。，]{0,12}(?:纪要)?如下$"
    r"|(?<![一-鿿，])会议(?:研究|讨论)?(?:一致)?(?:议定|商定|决定|确定|明确)$"
    r"|(?:议定|商定|决定|确定|明确|形成)了?(?:以下|如下)[^。，]{0,6}(?:事项|意见|内容|问题|工作|决定)$"
)
# 会议同意调整票价: the order begins after the word of resolving, where a verb or a unit stands there.
RESOLVING = re.compile(r"(?:会议)?(?:研究|审议|讨论)?(?:并)?(?:一致|原则)?(?:同意|决定|议定)(?=[一-鿿])")
# 会议同意按每亩3万元补偿: how, for whom or by whom it is to be done.
WAY_FIRST = frozenset("由将对从把按以")
# 会议同意县水利局提出的《…》: whose paper it is, and nothing that he does.
OF_PAPER = re.compile(r"[^，]{2,40}?(?:关于|的|《)")
# 会议审议了《…》，改造方案由县住建局修改完善: behind what was done, clauses among which somebody is charged.
HEARD_FIRST = re.compile(r"(?:会议|会上)?[^，]{0,8}?(?:审议|讨论|研究|听取|审定|同意|通过)")
CHARGED_WITHIN = 4
CHARGES = "由"

# 会议原则同意《渔港规划》，修改完善后印发: what is agreed to, before what becomes of it (R8).
AGREED = re.compile(
    r"(?:会议)?(?:审议|讨论|研究|听取|审定){0,2}(?:并|后)?(?:一致|原则)?(?:同意|通过)[^，。]{0,80}?"
    r"(?:[方草]案|规划|计划|意见|办法|细则|条例|制度|预案|事项|清单|名单|结果|报告|建议|请示|安排|标准|协议|要点|措施|通知|决定|》(?:（[^（）]{2,20}）)?)"
)
# 会议同意县水利局关于…的方案, 同意县林业局提交的《…》: whose paper it is, who has to see to what becomes of it.
BROUGHT_BY = re.compile(
    r"(?:会议)?(?:审议|讨论|研究|听取|审定){0,2}(?:并|后)?(?:一致|原则)?(?:同意|通过)(?:了)?"
    r"(?P<who>[^，。关于提的《]{2,30}?)(?:关于[^，。]{2,80}的|(?:提交|提出|提请审议|提请|送审|起草|草拟|拟草|拟定|拟订|制定|制订|编制|上报|报送|报请)(?:并[^，。《]{2,12})?的|《)"
)
# Whom it is left to (由市渔业局修改后印发) is an order of its own.
BECOMES = re.compile(
    r"(?:会后)?+(?:根据[^，]{2,14}?(?:意见|建议|要求)|以[^，]{2,14}?(?:文件|名义)(?=[印下]发))?+"
    r"(?:并|进一步|经?修改|完善|补充|后|，)*(?:按照?程序|报(?!告会)|提请|提交|印发|下发|批复|公布|发布|组织实施|依法|修改|完善)"
)


# 会议同意县渔业局关于召开渔港推进会的筹备意见: what is to be held or set up; 关于渔港情况的报告 leaves nothing to do.
DEED_AGREED = re.compile(
    r"(?:会议)?(?:审议|讨论|研究|听取|审定){0,2}(?:并|后)?(?:一致|原则)?同意[^，。《]{0,40}?关于(?:[^，。的]{0,12}?)"
    r"(?:召开|举办|举行|成立|组建|设立|设置|开展|启动|建设|新建|改建|购置|采购|拨付|安排|划拨|增加|解决|聘请|聘用|招聘)"
    r"[^，。]{2,80}?(?:筹备)?(?:意见|方案|请示|建议|申请|报告|安排)"
)


def agrees_to_deed(text: str, sentence: Sentence) -> bool:
    """Whether minutes agree to something that is to be held, set up or bought."""
    first = sentence.clauses[0]
    return DEED_AGREED.fullmatch(text, first.start, first.end) is not None


# 会议议定：, before what is agreed to.
SETTLES = re.compile(r"(?:会议)?(?:研究|讨论)?(?:一致)?(?:议定|决定|明确|意见)")


def length_of_resolving(text: str, sentence: Sentence) -> int:
    """Characters of 会议同意 before the order that the sentence itself states; 0 where it states none."""
    first = sentence.clauses[0]
    resolving = RESOLVING.match(text, first.start, first.end)
    if resolving is None:
        return 0
    core = text[resolving.end() : first.end]
    acts = core[0] in WAY_FIRST or head_verb(core)[0] or (assigned_unit(core) and not OF_PAPER.match(core))
    return resolving.end() - first.start if acts else 0


def agreed_to(text: str, sentence: Sentence) -> int:
    """Return the clause in which minutes agree to a paper, before what becomes of it, else -1 (one entry)."""
    at = int(SETTLES.fullmatch(text, sentence.clauses[0].start, sentence.clauses[0].end) is not None)
    if len(sentence.clauses) < at + 2:
        return -1
    first, second = sentence.clauses[at], sentence.clauses[at + 1]
    agreed = AGREED.fullmatch(text, first.start, first.end) and BECOMES.match(text, second.start, second.end)
    return at if agreed else -1


def brought_by(text: str, piece: Piece) -> str | None:
    """Return whose paper a meeting agreed to, where a commitment begins with that and gives it to nobody else."""
    agreed = piece.roles[0] is Role.FRAME or DEED_AGREED.match(text, piece.start, piece.clauses[0].end)
    if not agreed or "由" in text[piece.start : piece.end]:
        return None
    told = BROUGHT_BY.match(text, piece.start, piece.clauses[0].end)
    return told["who"] if told and all(is_body(name) for name in re.split("[、和]", told["who"])) else None


def charged_behind(text: str, sentence: Sentence) -> int | None:
    """Return the clause in which somebody is charged behind what the meeting did; else None."""
    first = sentence.clauses[0]
    if len(sentence.clauses) == 1 or HEARD_FIRST.match(text, first.start, first.end) is None:
        return None
    for index, clause in enumerate(sentence.clauses[1:CHARGED_WITHIN], 1):
        if CHARGES in (words_of := text[clause.start : clause.end]) and clause_role(words_of) is Role.DUTY:
            return index
    return None
