"""Goals without a number: a place among others, or how many times as much. Rule R39."""

from __future__ import annotations

import re

from luoshi_reading.facts.numerals import number
from luoshi_reading.facts.targets.indicators import outcome_subject, subject_named

# A place among others, or a doubling: goals without a number (R39).
STANDING = re.compile(
    r"(?P<rank>(?:位居|进入|挺进|冲进|争进|晋级|跻身|保持|居|列|位列|迈入|排名)[^，。；]{0,24}?"
    r"(?:前列|第一方阵|前[一二三四五六七八九十百\d]+[名位强席]?|领先水平|领先|上游|第[一二三]|首位|榜首|先进行列|百强)|(?:退出|摆脱)[^，。；]{0,10}后[一二三四五六七八九十\d]+[名位]|"
    r"(?P<beside>(?:与|和|同)(?:经济|国民经济|地区生产总值|GDP|财政收入)(?:的)?(?:增长|增速|发展)?(?:速度)?(?:保持)?(?:基本|大体)?(?P<alike>同步)(?:增长|提高)?$"
    r"|(?:不低于|不慢于|高于|超过|快于|大于)(?:经济|GDP|地区生产总值|城镇居民|城市居民)[^，。；]{0,8}?(?:增[长速幅]|收入)(?:水平|速度)?$"
    r"|(?:高于|快于)(?:城镇|城市)居民$"
    r"|(?:不低于|不慢于)(?:全[国省市区县州]|国家|省|市)[^，。；]{0,6}?平均(?:水平|值|数|增[长速幅])?$"
    r"|(?P<within>控制在)(?:国家|省|市|县|上级)[^，。；]{0,10}?(?:目标|指标|计划|范围|任务|要求|控制数)(?:之内|以内|内)$)|"
    r"(?:高于|超过|优于|快于|领先)(?:全[国省市区县州]|国家|世界|省|市)[^，。；]{0,6}?平均(?:水平|值|数)?$|(?:全[国省市县区]|中西部|[东中西]部)领先$|(?P<handed>完成[^，。；]{0,8}下达的?(?P<what>[^，。；]{0,16}?)(?:任务|指标|目标)$))|翻(?P<times>[一两二三四])番|翻番|倍增(?!计划|行动|工程|等|、)"
)
STANDING_HINT = re.compile("[居进跻持列迈排翻倍领均退摆步挺冲争晋]|下达|[于过][^，]{2,20}[长速幅入民]|在[^，]{3,16}内")
# 前五位: the place that is sought.
PLACE = re.compile(r"前(?P<value>[一二三四五六七八九十百]{1,3}|\d{1,3})[名位强席]?$")
# 信心倍增: what is only felt.
FELT = ("信心", "热情", "干劲", "活力", "动力", "人气", "底气", "士气")
# 力争进入全省县域综合竞争力前30强: what one stands in is named behind the verb.
WITHIN = re.compile(
    r"(?:位居|进入|跻身|保持|居|位列|列|迈入)(?:全[国省市区县州]|[东中西]部地区)?(?P<what>[一-鿿]{3,20}?)(?:第[一二三]|前[一二三四五六七八九十列\d]|上游|首位|榜首)"
)
# 节能减排完成市下达指标任务: what is measured is to be as those above set it.
MEASURED = re.compile("节能|能耗|减排|排放|降碳|约束性|总量控制|环境保护|环保|考核|空气|水质")
# 居民收入与经济增长同步; not 保护与发展同步, a way of working.
GROWS = re.compile("收入|增长|增速|报酬|工资|投入")


def standing_goal(clause: str, standing: re.Match[str]) -> tuple[str, str, float | None, str | None] | None:
    """Name what stands or multiplies, how it compares, its value and unit; None where it is only felt."""
    before = subject_named(clause[: standing.start()])
    if standing["handed"]:
        subject = before or standing["what"] or outcome_subject(clause)
        return (subject, "=", None, None) if MEASURED.search(clause) else None
    if standing["rank"]:
        within = WITHIN.search(standing["rank"]) if not before else None
        subject = before or (within["what"] if within else outcome_subject(clause))
        if standing["beside"]:
            if standing["alike"] and GROWS.search(clause) is None:
                return None
            return subject, "=" if standing["alike"] else "<=" if standing["within"] else ">=", None, None
        place = PLACE.search(standing[0]) or PLACE.search(clause)
        return subject, "rank", number(place["value"]) if place else None, None
    subject = before or outcome_subject(clause)
    if subject.endswith(FELT):
        return None
    # 翻一番 doubles, 翻两番 doubles twice.
    value = 2.0 ** (number(standing["times"] or "一") or 1)
    return subject, ">=" if clause.startswith("以上", standing.end()) else "=", value, "倍"
