"""Lines that an office signs with its day: 桑坞县人民政府办公室　2026年3月2日. Rule R50."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luoshi_reading.knowledge.first_letters import guarded
from luoshi_reading.knowledge.rare_letters import standing

CN = "〇○零0０OＯ一二三四五六七八九十"
YEAR = rf"(?:(?P<y>20\d\d|19\d\d)|(?P<cy>[二一][{CN}]{{3}}))年"
MONTH_DAY = rf"(?P<m>\d{{1,2}}|元(?=月)|[{CN}]{{1,2}})月(?P<d>\d{{1,2}}|[{CN}]{{1,3}})[日号]?"
YEAR_LENGTH = 4  # characters before 年
FULL_DAY = guarded(rf"{YEAR}\s*{MONTH_DAY}")
# An office and its day on one line: 桑坞县人民政府办公室　　2026年3月2日印发.
ORGAN = r"(?:政府|办公室|办公厅|委员会|[局委厅院部会]|中心|公司)"
SIGNER = rf"[一-鿿 \u3000]{{2,40}}?{ORGAN}"
# Behind the blanks that begin a line they are not read once more; two of them stand for a name.
SIGNED = rf"(?:[一-鿿 \u3000]{{2,40}}?|(?<=[ \u3000])[一-鿿]|(?<=[ \u3000]{{2}})){ORGAN}"
SIGNATURE = re.compile(
    rf"(?:^|(?<=。)(?=[ \u3000]|{SIGNER}[ \u3000]*[2二]))[ \u3000]*+(?:——|[(（](?:[^\n（）()]{{0,30}}，)?|{SIGNED})?"
    rf"[ \u3000]*+{YEAR}\s*{MONTH_DAY}(?:(?:[ \u3000，,]++[^\n（）()。]{{1,20}}|[ \u3000，,]{{2,}}+)[)）]"
    rf"|[ \u3000]*+(?:[)）]|通过|印发|在[^\n]{{2,60}}|[^\n。]{{0,60}}(?:通过|印发|发布)[)）]?))?[ \u3000]*+$",
    re.M,
)


def full_days(text: str) -> list[int]:
    """Return where the 年 of each day stands that is written with its year."""
    return [at for at in standing(text, "年") if at >= YEAR_LENGTH and FULL_DAY.match(text, at - YEAR_LENGTH)]


def signatures(text: str, days: Sequence[int]) -> Iterator[re.Match[str]]:
    """What ``SIGNATURE.finditer`` gives, tried where the lines of the days and the sentences before them begin."""
    done = line = looked_at = 0
    for day in days:
        begun = text.rfind("\n", looked_at, day) + 1
        line = begun or line
        stops = standing(text[max(line, looked_at) : day], "。")
        places = [line, *(max(line, looked_at) + stop + 1 for stop in stops)]
        looked_at = day
        for place in places:
            if place >= done and (match := SIGNATURE.match(text, place)):
                done = match.end()
                yield match


# （三月十一日）, alone under the title of a speech.
UNDER_TITLE = re.compile(rf"^[ \u3000]*[（(](?P<y>)(?P<cy>){MONTH_DAY}(?P<m2>)(?P<d2>)[）)][ \u3000]*$", re.M)
# …的讲话 庄某（2026年3月12日）各位委员、同志们：, where the lines are lost.
BEFORE_GREETING = re.compile(
    rf"[（(]{YEAR}[ \u3000]*{MONTH_DAY}(?P<m2>)(?P<d2>)[）)][ \u3000]*(?=(?:尊敬的)?各位|同志们)"
)
# 政府工作报告 2026年1月12日在…第三次会议上 县长 庄某, where they are lost as well.
BEFORE_OCCASION = re.compile(
    rf"(?:报告|讲话)[ \u3000—-]{{0,4}}{YEAR}[ \u3000]*{MONTH_DAY}(?P<m2>)(?P<d2>)(?=在[^。\n]{{6,60}}(?:会议|大会)上)"
)
UNDER_TITLE_WITHIN = 200


def under_title(text: str) -> re.Match[str] | None:
    """Find the day that stands under the title of a speech or report, or behind it."""
    head = text[:UNDER_TITLE_WITHIN]
    return UNDER_TITLE.search(head) or BEFORE_GREETING.search(head) or BEFORE_OCCASION.search(head)
