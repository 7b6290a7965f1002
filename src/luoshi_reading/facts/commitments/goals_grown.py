"""What is to have grown or come about, among goals: told in the words of results. Rules R16, R102."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi_reading.facts.clauses.clause_roles import SOFT_PAST, Role
from luoshi_reading.facts.cutting.coordination import GOAL_IS, Told
from luoshi_reading.facts.owners.actors import NOUNS_TOO

# 到2025年，…得到有效遏制: told by the same phrases as results.
BY_THEN = re.compile(r"(?:力争|争取|确保)?[到至](?:20\d\d年|“?十[四五六]五”?)(?:年?[底末])?前?")
BY_THEN_LAST = frozenset("年五”底末前四六")
PAST_OR_AHEAD = re.compile(rf"{SOFT_PAST.pattern}|取得[^，]{{0,10}}(?:进展|成效|突破|成果)$|得到[^，]{{0,10}}[一-鿿]$")
# 人才地位更加凸显, 制度体系更加完备, 城乡面貌焕然一新: what is to have grown.
GROWN = re.compile(
    r"(?<=[一-鿿]{2})(?:(?:更加|更为|日益|愈加|全面|全域|持续|不断|深入|稳步|扎实|有效|明显|显著|充分|进一步|基本|大幅|逐步|普遍|更好|较大|根本)"
    r"[一-鿿]{2,4}|深入人心|走在[^，]{0,4}前列|再上[一新]?个?新?台阶|(?:迈上|达到)新[^，]{1,4}|(?:先进|系统)完备|取得[^，]{2,8}"
    r"|焕然一新|安居乐业|蔚然成风|成为[^，]{2,12})$"
)
NOUNS = NOUNS_TOO | {"创新", "研发", "消费", "生产", "保障", "对外", "开放", "供给", "支撑", "引领"}
GOAL_WORDS = 24
"""Characters before a sentence's first clause in which 奋斗目标是： is looked for."""


def tell_grown(text: str, told: Sequence[Told], *, aimed: bool, listed: bool) -> None:
    """Take clauses told in the words of results for goals, where goals are set.

    ``aimed``: by the words or the heading before them. ``listed``: they stand in a list or a part of goals.
    """
    first = told[0].words
    by_then = first[-1:] in BY_THEN_LAST and BY_THEN.fullmatch(first) is not None
    if not (aimed or by_then or _set_before(text, told[0].clause.start)):
        return
    grown = not aimed or listed
    for item in told:
        told_so = (item.role is Role.STATEMENT and PAST_OR_AHEAD.search(item.words)) or (
            # 创新能力显著增强: a noun that is a verb elsewhere.
            grown
            and (item.role <= Role.OTHER or (item.role is Role.IMPERATIVE and item.words[:2] in NOUNS))
            and GROWN.search(item.words)
        )
        if told_so and "了" not in item.words:
            item.role = Role.OUTCOME


def _set_before(text: str, start: int) -> bool:
    """Whether 目标是： and the like stand right before a place."""
    return (
        text[start - 1 : start] in ("：", ":", "是", "为")
        and GOAL_IS.search(text, max(0, start - GOAL_WORDS), start) is not None
    )
