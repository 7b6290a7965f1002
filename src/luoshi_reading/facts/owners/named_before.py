"""Who is named before what is to be done: units alone before a comma, who serves as what or is in a case. Rule R25."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from luoshi_reading.facts.clauses.bodies import begins_as_none, ends_as_body, is_body
from luoshi_reading.facts.clauses.clause_roles import Role, clause_role
from luoshi_reading.facts.clauses.pieces import Piece
from luoshi_reading.facts.owners.subjects import (
    ACTS_NEXT,
    SERVING,
    named_first,
    subject_of,
    whoever,
)
from luoshi_reading.knowledge.divisions import by_short_name
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.structure import Clause

# 参加演练的队伍: what those do who are meant; 建设一流的医院 is what is to be built.
# 受灾镇的渔业部门，组织开展…; 已完成规划的镇，9月底前编制…: who acts is told before the comma, with no obligation.
OFFICES_THAT = re.compile(
    r"[^，：]{2,24}的[^，：的]{0,14}(?:部门|单位|机构|机关|政府|[县市区镇乡]|县区|学校|乡镇|街道|[局所站队])"
)
RESPONSIBLE = re.compile(r"(?P<who>[^，。是为]{2,20}?)(?:是|为)[^，]{0,20}责任(?:人|单位|主体)$")
# 合作社出现亏损时，要…: the case in which somebody must.
IN_THE_CASE = re.compile(
    r"(?P<who>[^，]{2,24}?)(?:(?:出现|发生|遇到|遭遇|面临|发现|接到|收到|完成|开展|举办|办理|进行|难以|无法|确需|未能)[^，]{2,20}(?:之?[时后前]|以[后前])"
    r"|(?:回去|返回|散会|会)[之以]?后|在[^，]{2,24}(?:时|后|前|中|过程中|期间)|(?:发现|接到|收到)[^，]{2,20}的)"
)
SET_ASIDE = re.compile(
    r"(?P<who>(?:[省市县区州镇]|本|各|同)?级?财政)(?:今年|本年度?|年初|预算|统筹|\d{4}年)*(?:安排|列支|筹集|统筹|预留)的[^，]{2,24}(?:资金|经费|专款)"
)
MONEY_LAST = frozenset("金费款")
OFFICE_LAST = frozenset("门位构关府县市区镇乡校道")
CASE_LAST = frozenset("时后前中间的")
# 港航中心作为主管部门，要…; 管理人员如因故离岗，要…: who must is told before the comma.
SERVES = re.compile(r"(?P<who>[^，作如]{2,24})(?:作为[^，]{2,20}|如(?:因|有|遇|需|未|确需|果|发现)[^，]{2,24})")
# 进入林区的人员，应…: who must was named before the comma.
MAY_NEXT = re.compile(
    r"可(?:以)?(?!能|以?[持行靠视按依享获])|一律(?!取消|通报|追究|给予|视|按|不|作|由|纳入)|[在凭持](?=[^，]{4})|主动|自觉|及时|尽快|严格|自行"
)
# …的企业，可获补助: who is given something does nothing.
GIVEN = re.compile("给予|予以|补助|补贴|奖励|奖补|享受|减免|免[征费收]|扣|罚|通报|追究|问责|取消|不予|视为|纳入")
OWED_NEXT = re.compile(r"(?:均|都|一律)?(?:要(?!求|点)|应(?!急)|须|必须|务必|不得|严禁)|(?:一定|仍|还|更|也|首先)要")
OWED_FIRST = frozenset("均都一要应须必务不严仍还更也首")
# 市林业局根据…，制定…: who sets out; in most documents nobody does.
# By the rarer of its letters: units stand everywhere.
SETS_OUT_HINT = compiled("(?:根据|按照|围绕|结合|针对|依据|对照)(?<=[局委厅办部府道司心]..)")
SETS_OUT = re.compile(
    r"(?:近日|最近|近期|近年来|日前|由)?(?![及和与或同由])(?P<who>[一-鿿]{1,8}[省市县区镇乡州]?[一-鿿]{0,8}(?:局|委|厅|办|(?<![全内外干])部|政府|党委|街道|公司|中心))(?=根据|按照|围绕|结合|针对|依据|对照)"
)
# …研讨会召开，: what is told of a meeting names nobody.
MEETS = re.compile("召开|举行|举办|开展")


def named_before(text: str, piece: Piece, chain_start: int, owner: str | None) -> str:
    """Who was named before the piece's own first order: 各镇街、各部门，; 各校校长是责任人，."""
    first = piece.clauses[0]
    if first.start in (piece.sentence.start, chain_start):
        if len(piece.clauses) == 1:
            return ""
        words_of = text[first.start : first.end]
        second = piece.clauses[1]
        owed = OWED_NEXT.match(text, second.start) or (
            MAY_NEXT.match(text, second.start) and not GIVEN.search(text, second.start, second.end)
        )
        if owed and (who := whoever(words_of) or in_the_case(words_of) or treasury_of(words_of)):
            return who
        if ACTS_NEXT.match(text, second.start) and (who := office_that(words_of)):
            return who
        return listed_first(text, piece) or responsible(words_of) or serving(words_of)
    if listed := listed_first(text, piece):
        return listed
    clauses = piece.sentence.clauses
    index = bisect_left(clauses, first.start, key=lambda clause: clause.start) - 1
    before = text[clauses[index].start : clauses[index].end] if index >= 0 else ""
    if who := responsible(before) or serving(before) or ("" if owner else _listed_last(text, clauses[1 : index + 1])):
        return who
    # 全镇干部要认识到…，不能…，要保持…: whoever must know must do what follows.
    for clause in clauses[: index + 1] if owner is None else ():
        words_of = text[clause.start : clause.end]
        if "要" in words_of and clause_role(words_of) is Role.ORDER and (told := subject_of(words_of)[0]):
            return told
    return ""


def _listed_last(text: str, clauses: Sequence[Clause]) -> str:
    """第一，各科室，各镇站所，|要…: the units that stand alone right before a piece."""
    start = end = clauses[-1].end if clauses else 0
    for clause in reversed(clauses):
        words_of = text[clause.start : clause.end]
        if MEETS.search(words_of) or not named_first(words_of):
            break
        start = clause.start
    return SERVING.sub("", text[start:end])


def listed_first(text: str, piece: Piece) -> str:
    """各镇党委、政府，县直各单位，要…: the units that stand alone before the first order of a piece."""
    start = end = piece.clauses[0].start
    for clause in piece.clauses[:-1]:
        if not named_first(text[clause.start : clause.end]):
            break
        end = clause.end
    return SERVING.sub("", text[start:end])


def sets_out(clause: str) -> str:
    """Return the unit that sets out from a basis (市林业局根据…，制定…), or ""."""
    told = SETS_OUT.match(clause) if SETS_OUT_HINT.search(clause) else None
    # 周军要求县河长办针对…: of whom it is asked.
    return told["who"].rpartition("要求")[2] if told else ""


def office_that(clause: str) -> str:
    """Return the office or place that a clause describes before a plain verb (受灾镇的渔业部门，组织…), or ""."""
    return clause if clause[-1] in OFFICE_LAST and OFFICES_THAT.fullmatch(clause) and whoever(clause) else ""


def responsible(clause: str) -> str:
    """Return who is said to be responsible (各校校长是第一责任人，要…), or ""."""
    told = RESPONSIBLE.match(clause) if "责任" in clause else None
    return told["who"] if told and ends_as_body(told["who"]) else ""


def serving(clause: str) -> str:
    """Return who serves as something, or is in a case, before what they must (港航中心作为…，要…), or ""."""
    told = SERVES.fullmatch(clause) if "作为" in clause or "如" in clause else None
    who = told["who"] if told else ""
    # 云岭作为渔业大县，要…: a place by its spoken name.
    acts = who != "" and (is_body(who) or who in by_short_name())
    return who if acts and not begins_as_none(who) else ""


def treasury_of(clause: str) -> str:
    """Return whose treasury set the money aside that must be paid out (县财政今年安排的600万元，要…), or ""."""
    told = SET_ASIDE.fullmatch(clause) if clause[-1] in MONEY_LAST else None
    return told["who"] if told else ""


def in_the_case(clause: str) -> str:
    """Return who is in a case, or at a time, before what they then must (合作社出现亏损时，要…), or ""."""
    told = IN_THE_CASE.fullmatch(clause) if clause[-1] in CASE_LAST else None
    if told is None or not is_body(told["who"]) or begins_as_none(told["who"]):
        return ""
    return told["who"] if "的" not in told["who"] or OFFICES_THAT.fullmatch(told["who"]) else ""
