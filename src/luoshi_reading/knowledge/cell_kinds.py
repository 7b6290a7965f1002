"""What a cell of a table holds by its own words: names of units, a time by which, a number. Rule R86."""

from __future__ import annotations

import re
from functools import lru_cache

from luoshi_reading.knowledge.surnames import USUAL_SURNAME
from luoshi_reading.knowledge.table_headings import is_nothing

MOST_UNITS = 160
"""Characters of a cell of units."""
LONGEST_DEADLINE = 20

_OF_UNITS = (
    r"局|委|办|部|院|厅|府|室|中心|公司|集团|支队|总队|单位|部门|街道|镇街|乡镇|市|州|县|区|旗|乡|镇|村居|村|社区"
    r"|法院|银行|分行|支行|大学|学院|医院|学校|协会|商会|联合会|委会|委员会|十字会|[工残侨科文妇]联|工会|总社|联社"
    r"|专班|小组|指挥部|企业|机构|台|馆|站|所|(?<![本专学内外儿全])科|科室|处|股"
)
_UNIT = re.compile(rf"[一-鿿]{{1,16}}(?:{_OF_UNITS})")
# What a cell of units may end with: a unit, 等, who answers for it, and what stands round names and between them.
_ENDS = frozenset({one[-1] for one in _OF_UNITS.split("|")}.union("等关员", "头责合", "）)", "、，,；;/ \u3000\n"))
_ASIDE = re.compile(r"[（(][^（）()]{1,16}[）)]")
_PARTED = re.compile(r"[、，,；;/ \u3000\n]+|(?<=[局委办厅府])和(?=[各省市县区])")
_AND_OTHERS = re.compile(r"等(?:有关|相关|成员)?(?:部门|单位)?$")
_LABEL = re.compile(r"^(?:牵头|责任|配合)(?:单位|部门)?[：:]")
_PART = re.compile(r"(?:牵头|负责|配合)$")
# 推进全市, 建设社区: what begins as work does names no unit.
_DOING = re.compile(
    r"^(?:推进|推动|建设|加快|加强|完善|开展|实施|深化|提升|打造|支持|落实|做好|制定|组织|新建|改造|建立|优化)"
)
_DEADLINE = re.compile(
    r"(?:于?20\d\d[年.\-/])?\s?(?:\d{1,2}(?:月|[.\-/]\d{1,2})?)?(?:\d{1,2}日)?(?:份|底|末|初|上旬|中旬|下旬)?(?:之|以)?前?(?:完成)?"
    r"|20\d\d年?(?:底|末|内|全年|度)?(?:之|以)?前?(?:完成)?|20\d\d年?\s?[-—–－至~～]+\s?20\d\d年?"
    r"|(?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年)(?:末|底)?(?:之|以)?前?"
    r"|年[底内末](?:之|以)?前?|每[年月季](?:度)?|立即|即时|按年度推进|按时序(?:进度)?(?:推进)?"
    r"|(?:长期|持续|常态化?|全年|滚动)(?:坚持|推进|实施|开展|完成|进行)?"
)
_NUMBER = re.compile(r"\d{1,4}[.．、]?")
_PEOPLE = re.compile(
    rf"{USUAL_SURNAME}[一-鿿]{{1,2}}(?:[、，,；;/ \u3000\n]++(?>{USUAL_SURNAME}[一-鿿]{{1,2}})){{0,5}}"
)


def is_units(cell: str) -> bool:
    """Tell a cell that holds names of units and nothing else."""
    if len(cell) > MOST_UNITS or cell[-1:] not in _ENDS or _DOING.match(cell):
        return False
    bare = _LABEL.sub("", _ASIDE.sub("", cell))
    names = [_AND_OTHERS.sub("", _PART.sub("", name)) for name in _PARTED.split(bare) if name]
    return bool(names) and all(_UNIT.fullmatch(name) or name == "" for name in names) and any(names)


def is_deadline(cell: str) -> bool:
    """Tell a cell that holds nothing but by when, how long or how often."""
    return 1 < len(cell) <= LONGEST_DEADLINE and not cell.isdigit() and _DEADLINE.fullmatch(cell) is not None


def is_person(cell: str) -> bool:
    """Tell a cell that holds nothing but names of people."""
    return _PEOPLE.fullmatch(cell) is not None


def is_row_number(cell: str) -> bool:
    """Tell the cell of a running number."""
    return _NUMBER.fullmatch(cell) is not None


@lru_cache(maxsize=4096)
def kind_of(cell: str) -> str:
    """Name what a cell holds: ``nothing``, ``number``, ``deadline``, ``units`` or ``words``."""
    if is_nothing(cell):
        return "nothing"
    if is_row_number(cell):
        return "number"
    if is_deadline(cell):
        return "deadline"
    return "units" if is_units(cell) else "words"
