"""A county's city, where the prefecture above it is named only as whom it obeys or who comes from there. Rule R56."""

from __future__ import annotations

import re

from luoshi_reading.facts.jurisdiction.place_names import COUNTY, ORDINARY, PREFECTURE
from luoshi_reading.knowledge.divisions import Division, divisions

# 传达学习桑坞市委全会精神, 按照桑坞市委、市政府部署: what stands before the name in its sentence, and behind it.
_OBEYS = re.compile("传达|学习|贯彻|落实|按照|根据|遵照|领会|收听|收看|对照|紧扣|锚定|响应|服从")
_WHAT = re.compile(r"[^，。；\n]{0,40}?(?:精神|部署|要求|讲话|指示|安排|决策|会议|全会|通知|目标|文件|意见|号召|决定)")
# 桑坞市副市长汤敏来我市调研: an office of the one above is named, one's own are not.
_OFFICER = re.compile(
    r"[市州]?(?:委(?:副?书记|常委|[一-鿿]{2,6}部长|副?秘书长)|副?[市州]长|人大常委会|政协|政府(?:副?秘书长)|[一-鿿]{2,8}局|领导)"
)
_OWN_OFFICE = re.compile(r"(?:\A|[，。；：\n日午、 \u3000）])市(?:委(?:副?书记|常委)|长|领导|人大|政协)")
_OWN_WORDS = re.compile(r"我市|全市|市委|市政府")


def city_below(above: Division, text: str) -> Division | None:
    """Return the one county's city below ``above`` that the text speaks of and for (R56)."""
    if above.rank != PREFECTURE or _OWN_WORDS.search(text) is None:
        return None
    named = [found.start() for found in re.finditer(re.escape(above.short), text)]
    if not named or not all(_is_above(above, text, at) for at in named):
        return None
    # 平果县 that became 平果市 stands in the list with either name.
    below = {
        division.short: division
        for division in sorted(divisions().values(), key=lambda division: division.name.endswith("市"))
        if division.rank == COUNTY
        and division.code[:4] == above.code[:4]
        and division.short != above.short
        and (division.name in text or (division.short not in ORDINARY and division.short in text))
    }
    city = below.popitem()[1] if len(below) == 1 else None
    return city if city and city.name.endswith("市") else None


def _is_above(above: Division, text: str, at: int) -> bool:
    end = at + len(above.short)
    begins = max(text.rfind("。", 0, at), text.rfind("；", 0, at), text.rfind("\n", 0, at)) + 1
    if _OBEYS.search(text, begins, at) and _WHAT.match(text, end):
        return True
    return "我市" in text and _OFFICER.match(text, end) is not None and _OWN_OFFICE.search(text) is not None
