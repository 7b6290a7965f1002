"""Headings that say whose the items below them are: 市教育局牵头的工作, 由市水利局负责. Rule R27."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from luoshi_reading.facts.clauses.clause_heads import CLAUSES_KEPT, head_verb
from luoshi_reading.facts.owners.duties import UNIT_NAME, Duty, unit_names
from luoshi_reading.facts.owners.duty_notes import find_notes
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.model import Heading

LEADS = compiled("牵头|负责|主办|承办|主责")
# 一、市教育局（12项）: a unit alone stands over what it is to do.
ALONE = re.compile(
    r"(?P<units>[一-鿿、（）()]{2,60}?(?:局|委|委员会|办|办公室|厅|政府|公司|集团|中心))(?:(?:工作|主要|具体)?职责)?(?:[（(]共?\d{1,3}[项个条件][）)])?[：:]?"
)
OFFICES = ("局", "委", "委员会", "办", "办公室", "厅", "政府", "公司", "集团", "中心")
WHOSE = re.compile(
    r"由?(?P<units>[一-鿿、（）()]{2,80}?)(?:共同)?(?:牵头(?:负责)?|负责(?:牵头)?|主办|承办|主责)(?:组织|具体)?"
    r"(?:落实|实施|推进|办理|承担|抓好|完成)?的?(?:重点|主要|目标|具体)?(?:工作|任务|事项|项目|措施|内容|职责)?(?:任务|事项)?"
    r"(?:[（(]共?\d{1,3}[项个条件][）)])?[：:]?"
)
CLOSED = ("）", ")", "】", "］", "]")
ENDS = (*OFFICES, "职责", "）", ")", "：", ":")
# 明确部门负责: only what is called by a name alone is a unit.
LOOSE = ("部门", "单位", "企业", "机构", "领导", "会", "处", "行", "社")
LONGEST_NAME = 20


def headed_duty(above: Iterable[Heading]) -> Duty | None:
    """The units of the nearest heading over an item that says who leads; ``above``: from the highest down."""
    duty = None
    for heading in above:
        words = heading.heading.strip()
        if LEADS.search(words) and (whose := WHOSE.fullmatch(words)):
            names = unit_names(whose["units"])
            # 闵文常务副市长负责的工作: a person is no unit, and what stands above is not his.
            duty = Duty(names, ()) if names and all(map(_is_unit, names)) else None
        elif words.endswith(ENDS) and (alone := ALONE.fullmatch(words)):
            names = unit_names(alone["units"])
            if names and all(name.endswith(OFFICES) and len(name) > 2 and not head_verb(name)[0] for name in names):
                duty = Duty(names, ())
        elif words.endswith(CLOSED) and (noted := _noted(words)):
            duty = noted
    return duty


@lru_cache(CLAUSES_KEPT)
def _noted(heading: str) -> Duty | None:
    """The duty in the bracket a heading ends with (一、做强渔业（市渔业局牵头）), which holds for all below it."""
    notes = find_notes(heading + "\n")
    return notes[0].duty if len(notes) == 1 and notes[0].duty.lead else None


def joined(note: Duty | None, headed: Duty | None) -> Duty | None:
    """A note that names who leads says more than a heading; one that only names who helps says the rest."""
    if headed is None or (note and note.lead):
        return note
    helping = note.supporting if note else ()
    return Duty(headed.lead, tuple(name for name in helping if name not in headed.lead))


def _is_unit(name: str) -> bool:
    if len(name) > LONGEST_NAME or UNIT_NAME.search(name) is None:
        return False
    return not (name.endswith(LOOSE) and head_verb(name)[0])
