"""Who acts behind an order to nobody in particular (要用好一线工作法，|县级领导每周到挂钩项目不少于一次). Rule R25."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_roles import Role
from luoshi_reading.facts.clauses.pieces import Piece
from luoshi_reading.facts.owners.actors import leading_actor
from luoshi_reading.facts.owners.plain_subjects import acting

# What is said for certain to be done: how often, by when, how much at least.
FOR_CERTAIN = re.compile(r"\d|每|不[少低]于|至少|[前底]|[年月周]内|率先|先行|逐|按")
COUNTED = re.compile(r"\d|[一两三四五六七八九十][个条批]")
# 清淤费用按每公里3万元补助，镇财政所于5月10日前拨付: whose money it is that somebody has to pay.
FUNDS = re.compile(r"[^，\d]{0,12}(?:经费|费用|资金|款项|专款|工作费)")
# 新建渡口3处，县交通局6月底前完成: nothing else is named that is done.
BARE = re.compile(
    r"[前内底](?:必须|务必|要|负责|全部|全面|基本|如期)*(?:完成|完工|办结|实施|落实|(?:整改|建设|安装|落实|配备)(?:到位|完毕|完成))$"
)
PLAIN = (Role.OTHER, Role.ASSIGNED, Role.OUTCOME, Role.DUTY)


def late_actor(text: str, piece: Piece) -> str | None:
    """Return the one body that acts for certain behind a general order without a subject, or None."""
    first = piece.clauses[0]
    counts = COUNTED.search(text, first.start, first.end) and not FUNDS.match(text, first.start, first.end)
    if len(piece.clauses) == 1:
        return None
    told: str | None = None
    certain = False
    for clause, role in zip(piece.clauses[1:], piece.roles[1:], strict=True):
        words_of = text[clause.start : clause.end]
        if role not in PLAIN or len(words_of) < 6:
            continue
        if counts and BARE.search(words_of) is None:
            return None
        who = leading_actor(words_of) or acting(words_of)
        if who and told:
            return None
        if who:
            told, certain = who, FOR_CERTAIN.search(words_of) is not None
    return told if certain else None
