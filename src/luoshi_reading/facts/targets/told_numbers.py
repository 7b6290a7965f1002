"""Numbers that only tell: what was done before, how large each thing is, what stands there already. Rule R38."""

from __future__ import annotations

import re

# 渔港堤防去年完成22公里: done before; not 比去年增加22公里.
BEFORE_NOW = re.compile(
    r"(?<![比较与同超是为过于年])(?:去年|上一?年度?|前年)(?!的|同期|相比|基础|水平|[底末]的?\d|[底末]?翻)[^，的]{0,8}$"
)
# 目前还有11处没有完工: what is still wanting.
STILL = re.compile(r"(?:还|尚|仍)(?:有|剩|存在?)[^，]{0,4}$")
WANTING = re.compile(r"[^，]{0,12}(?:没有?|未|尚未|不)[一-鿿]{1,4}")
# 10个千亩高产攻关田, 千亩大棚: how large each is.
ROUND = frozenset("十百千")
# 目前20项工程总体进展顺利: how things stand; 对12个先进集体予以表彰: whom is honoured.
GOES_WELL = re.compile(r"目前[^，]{4,40}(?:顺利|良好|正常|就绪|在建|未完成|未开工)$")
HONOURS = re.compile("(?:予以|给予|进行)(?:通报)?(?:表彰|表扬|嘉奖|奖励|批评|授予|命名)")
HONOURED = frozenset("个名位家户项")
# 50亿级企业, 10亿元级企业, 千亩级基地: a grade of size.
GRADED = re.compile("级(?![别上以])")
# 四套班子, 三台生态环境局: the number belongs to a name.
NAMED_WITH = {
    "套": ("班子",),
    "台": ("县", "区", "市", "镇", "乡", "生态环境", "自然资源", "水文"),
    "次": ("供水", "污染", "创业", "装修", "利用", "开发", "供热", "加压", "分配", "产业", "转型", "提升"),
}
# 10吨以下燃煤锅炉全部淘汰: what comes to an end, by its size.
OF_A_SIZE = re.compile(
    r"\u3000*以[上下][的]?[一-鿿]{2,12}?(?:要|须|应)?(?:全部|一律|全面|基本|依法|限期)?(?:淘汰|关停|取缔|关闭|退出|清退|停用)$"
)
COMES_TO_END = re.compile(r"(?:淘汰|关停|取缔|清退)[^，\d]{0,8}$")
BY_SIZE = re.compile(r"\u3000*以[上下]")
SIZES = frozenset(("吨", "平方米", "千瓦", "人", "米", "亩", "床", "户"))
# 500亩连片基地3个, 500平方米以上违建12处: how large each of those is that are counted.
EACH = re.compile(r"(?:以[上下])?的?[一-鿿“”]{2,8}\d{1,4}[个处片块座家所栋宗]$")
EACH_SIZES = frozenset(("亩", "平方米", "万吨", "吨"))
# 用好20亿元产业引导基金: the money that there is.
THERE_IS = re.compile(r"(?:用[好足活]|管好|盘活|用好管好|发挥好?)[^，\d]{0,6}$")
MONEY = re.compile(r"[一-鿿“”]{0,16}(?:基金|资金|债券|专项债|贷款|额度|授信)")
# 对尚未开工的5个小区逐一会诊: what is dealt with; what is to be finished is counted (对排查出的32处隐患整改销号).
ACTED_ON = re.compile(
    r"(?<![应针面相结校核比绝配派])对(?![接标照外口内比应手策方象])[^，]{0,30}?(?:(?:的|那|这)|、[^，、]{2,16}等)$"
)
ACTED_UNITS = frozenset("个项处户家名座件条所栋宗起")
FINISHES = re.compile("改造|整改|销号|治理|拆除|清零|完成|修复|搬迁|征收|征迁|化解|清退|建成|收回|处置")
# 15分钟便民生活圈: what it is called by.
CIRCLE = re.compile("[一-鿿“”]{0,10}?圈")
# 为期100天, 只剩45天: how long something lasts, or how much time is left.
LASTS = ("为期", "历时", "只剩", "仅剩", "还剩", "还有", "只有", "不到", "剩下")
# 室温低于18摄氏度时: a state and no goal.
DEGREES = frozenset(("摄氏度", "℃"))
HOLDS = ("不", "达", "保持", "稳定")


def only_tells(masked: str, match: re.Match[str]) -> bool:
    """Tell whether a number sets nothing: done before, still wanting, a grade of size, part of a name."""
    unit, behind, first = match["unit"], match.end(), match.start("value")
    if masked.startswith("级", behind) and GRADED.match(masked, behind):
        return True
    if unit in NAMED_WITH and not match["value"][0].isdigit() and masked.startswith(NAMED_WITH[unit], behind):
        return True
    if unit == "分钟" and CIRCLE.match(masked, behind):
        return True
    if unit in ("天", "年", "小时") and masked.endswith(LASTS, 0, match.start()):
        return True
    if unit in DEGREES:
        return not (match["before"] or "").startswith(HOLDS) or masked.startswith(("时", "的"), behind)
    if unit == "亩" and match["value"] in ROUND and match["before"] is None and not masked.startswith("以上", behind):
        return True
    if GOES_WELL.search(masked) or (unit in HONOURED and HONOURS.search(masked, behind)):
        return True
    if ("去年" in masked or "上年" in masked or "前年" in masked) and BEFORE_NOW.search(masked, 0, match.start()):
        return True
    if "对" in masked and match["before"] is None and unit in ACTED_UNITS and ACTED_ON.search(masked, 0, first):
        return FINISHES.search(masked, behind) is None
    if STILL.search(masked, max(0, first - 8), first) and WANTING.match(masked, behind):
        return True
    if unit in SIZES and "以" in masked and _ends_by_size(masked, match):
        return True
    if unit in EACH_SIZES and match["before"] is None and EACH.match(masked, match.end("unit")):
        return True
    return (
        unit.endswith("元")
        and THERE_IS.search(masked, 0, match.start()) is not None
        and MONEY.match(masked, behind) is not None
    )


def _ends_by_size(masked: str, match: re.Match[str]) -> bool:
    """Whether what comes to an end is told by its size: 10吨以下燃煤锅炉全部淘汰, 淘汰10吨以下锅炉."""
    if OF_A_SIZE.match(masked, match.end("unit")):
        return True
    return (
        BY_SIZE.match(masked, match.end("unit")) is not None
        and COMES_TO_END.search(masked, 0, match.start()) is not None
    )
