"""What a meeting resolved, and who is charged in the very sentence that tells what it heard or passed. Rule R9."""

from __future__ import annotations

import re

from luoshi_reading.facts.clause_roles import Role, clause_role
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
# 会议审议了《…》，改造方案由县住建局修改完善: behind what was done, clauses among which somebody is charged.
HEARD_FIRST = re.compile(r"(?:会议|会上)?[^，]{0,8}?(?:审议|讨论|研究|听取|审定|同意|通过)")
CHARGED_WITHIN = 4
CHARGES = "由"


def charged_behind(text: str, sentence: Sentence) -> int | None:
    """Return the clause in which somebody is charged behind what the meeting did; else None."""
    first = sentence.clauses[0]
    if len(sentence.clauses) == 1 or HEARD_FIRST.match(text, first.start, first.end) is None:
        return None
    for index, clause in enumerate(sentence.clauses[1:CHARGED_WITHIN], 1):
        if CHARGES in (words_of := text[clause.start : clause.end]) and clause_role(words_of) is Role.DUTY:
            return index
    return None
