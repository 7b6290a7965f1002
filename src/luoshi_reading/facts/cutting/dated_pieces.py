"""Days in a sentence that is cut: a clause delivers by its day, or only dates what stands before it. Rule R16."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import DATED, DATED_FIRST, frame_predicate, head_verb

# 建设教学班54个，2026年底前完成主体结构: a day with its year is the stage that the work before it reaches.
YEAR_LED = re.compile(r"(?:在|于|到)?20\d\d年")
# Characters of a verb and its object after a day.
DELIVERED_LENGTH = 6
# 上半年完成大厅改造: a time within which something comes to its end.
WITHIN = re.compile(r"(?:半年|季度|月|月份)，?$")
ENDED = re.compile(r"完成|建成|办结|竣工|投用|出台|印发|启动|开工")
# 年底前建成并投入使用: without an object it dates what stands before it.
FINISHES = re.compile(
    r"(?:全部|全面|基本|如期)?(?:[一-鿿]{2}(?:并|、)?)?(?:投入(?:使用|运[营行]|试运行)|[一-鿿]{2}(?:到位|完毕|实施|执行|达效))$"
)
# 务必于…前, before what only dates.
OWED = re.compile(r"(?:务必|必须|要|须|应)(?=[于在]|\d|年底|月底|今年|20)")
OWED_FIRST = frozenset("务必要须应")


# …，并于每月30日前报送整治情况, 把统计表于9月2日交镇文教办: what is handed in by a day, named.
_HANDS_IN = r"(?:报送|上报|报|送|交|提交|反馈|填报|发送|发布|公布)"
_BY_DAY = r"[于在](?:每[年月周季]|20\d\d|\d)[^，]{1,14}?(?:前|日|[时点])(?:以?前)?"
HANDED_IN = re.compile(
    rf"(?:并|同时)?(?:{_BY_DAY}{_HANDS_IN}[^，]{{2,}}(?:情况|进展|总结|报告|材料|名单|清单|统计表|台账|信息|方案|计划|数据|照片)"
    rf"|(?:{_BY_DAY})?[将把][^，]{{2,40}}?(?:{_BY_DAY})?{_HANDS_IN}(?![到清]位|[过的])[^，]{{2,}})"
)


def hands_in(words_of: str) -> bool:
    """Whether a clause says what is to be handed in by a day."""
    return "日" in words_of and HANDED_IN.match(words_of) is not None and HAS_DAY.search(words_of) is not None


HAS_DAY = re.compile(_BY_DAY)


def delivers_by(words_of: str) -> bool:
    """9月底前完成下部结构: a day of its own and an object; 年底前印发 only dates what stands before it."""
    dated = DATED.match(words_of) if words_of[0] in DATED_FIRST and words_of[0] != "每" else None
    # 力争在雨季前实现通水 measures what stands before it.
    if dated is None or dated[0].startswith(("力争", "争取", "确保")):
        return False
    if dated[0].rstrip("，")[-1] not in "前底末内" and not (
        WITHIN.search(dated[0]) and ENDED.match(words_of, dated.end())
    ):
        return False
    core = words_of[dated.end() :]
    # 3月15日前对全市农机具检修一遍: what is done to something.
    does = head_verb(core)[0] != "" or (core[:1] == "对" and frame_predicate(core) != "")
    return len(core) >= DELIVERED_LENGTH and does and FINISHES.match(core) is None


def only_dates(words_of: str) -> bool:
    """2026年底前全部完成: a day and a verb without an object dates what stands before it."""
    if words_of[0] in OWED_FIRST and (owed := OWED.match(words_of)):
        words_of = words_of[owed.end() :]  # 务必于6月底前全部签约到位
    dated = DATED.match(words_of) if words_of[0] in DATED_FIRST else None
    if dated is None or dated[0].rstrip("，")[-1] not in "前底末内":
        return False
    return len(words_of) - dated.end() < DELIVERED_LENGTH or FINISHES.match(words_of, dated.end()) is not None
