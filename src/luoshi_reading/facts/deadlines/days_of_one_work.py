"""Several days in a row by which the stages of one work are due; the last is the work's. Rule R42."""

from __future__ import annotations

import re

from luoshi_reading.facts.deadlines.deadline_forms import DEADLINE

# 5月底前拨付50%、8月底前拨付80%
NEXT_DAY = re.compile(r"[^，。；、]{0,12}、(?:于|在)?(?=\d{1,2}月|年[内底]|[上下]半年|[一二三四]季度)")
# 分别于6月底和7月底报送
AND_DAY = re.compile(r"[和及与](?:于|在)?(?=\d{1,2}月|年底)")


def is_day(match: re.Match[str]) -> bool:
    """Whether a deadline names a day, a month or a part of the year."""
    return bool(match["rm"] or match["half"] or match["quarter"] or match["this"])


def later_days(clause: str, first: re.Match[str]) -> list[re.Match[str]]:
    """5月底前拨付50%、8月底前拨付80%、10月底前拨付到位: the days behind the first that one work is due by."""
    later: list[re.Match[str]] = []
    at = first.end()
    while joint := NEXT_DAY.match(clause, at) or AND_DAY.match(clause, at):
        match = DEADLINE.match(clause, joint.end())
        if match is None or not is_day(match):
            break
        later.append(match)
        at = match.end()
    return later


def parts_by_day(clause: str) -> list[tuple[int, int]]:
    """Part a clause at the 、 before each of several days of one work; [] where it has no more than one."""
    if "、" not in clause or NEXT_DAY.search(clause) is None:
        return []
    for match in DEADLINE.finditer(clause):
        if is_day(match) and (later := later_days(clause, match)):
            cuts = sorted({cut for day in later if (cut := clause.rfind("、", match.end(), day.start())) >= 0})
            return list(zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(clause)], strict=True)) if cuts else []
    return []
