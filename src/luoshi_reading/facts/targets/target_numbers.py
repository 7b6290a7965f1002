"""The numbers of a clause that set goals, how they compare and in which unit. Rules R36-R38 and R40."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.facts.clauses.clause_roles import COMPLETED
from luoshi_reading.facts.numerals import in_myriads, number
from luoshi_reading.facts.targets.numbers_describing import only_describes
from luoshi_reading.facts.targets.told_numbers import only_tells
from luoshi_reading.knowledge.first_letters import first_characters, guarded

NUM = (
    r"[X×x](?<![A-Za-z].)[X×x]{0,3}(?:\.[X×x\d]{1,2})?|\d{1,3}[X×x]{1,3}|\d[\d,]{0,20}+(?:\.\d{1,8})?|[⒈-⒐]\d{1,2}|\*{1,4}|_{2,10}"
    r"|[一二两三四五六七八九十百千]{1,4}(?:点[一二三四五六七八九]{1,2})?"
)
UNIT = (
    "毫秒|ms(?![a-z])|[/／](?:1?0?万|十万|百万|千人)|[KMGT]bps|(?:千|兆|吉|太)比特/秒|[KMG]Wh?(?![A-Za-z])|[PE]?FLOPS|P(?![A-Za-z\\d.])|分贝|微克每立方米|微克/立方米|微克|元/[^，、；]{1,4}?(?=[，、；]|$|以)|个百分点|百分点|％|%|‰|亿美元|万美元"
    "|个工作日|[百千]?[万亿][余多](?:人次|人|户|名|亩|元|吨|家|个|平方米|公里)|分(?![钟别之期类级批步片层段管享析解工担为离流])|年(?=$|以上|左右)|列(?![为入])"
    "|(?:[百千]?万亿?|亿|千)?(?:平方公里|平方千米|平方米|平米|立方米|[kh]?m[2²3³]|㎡|m³|千伏安|兆伏安|千瓦时|千瓦|兆瓦|吨标准煤|公斤|吨|斤|美元|元|亩|公顷|公里|千米|米|张床位|人次|件次|户次|头次|场次|架次|艘次"
    "|标箱|标准箱|TEU|车次|班次|学时|课时|部|栋|幢|艘|口|眼|盏|株|棵|轮|班|人|户|名|家|个|所|座|条|项|套|台套|台|辆|处|次|场|期|份|倍|张|宗|件|只|头|批|支|羽|尾|册|面|盆|件套|岁|天|小时|分钟|床|间|棒|袋|箱|瓶|桶|盒|粒|枝(?!持)|捆|片(?![区面段])|笔|担|例(?!会)|匹|桩|杆|根|篇|架|款|门(?![户店槛口诊面头禁前类楼牌窗])|对(?![一二接口外内标应比])|副|枚|幅|堂|千克)"
    "|成(?=$|以上|左右|以下|以内)|起(?=[一-鿿]{2})|摄氏度|℃|度|位|日|万|亿|级|类"
)
# 不低于, 不得低于, 不能少于; 不超过, 不得高于.
NOT_LESS = "不[得能应可宜]?(?:低于|少于|小于)"
NOT_MORE = "不[得能应可宜]?(?:超过|高于|大于|突破|多于)"
VALUE = guarded(
    rf"(?P<before>{NOT_LESS}|{NOT_MORE}|达到|(?<![下传转送])达|超过|超|突破|至少(?:有|要|帮助解决|解决|完成|建成)?|高于|大于|控制在|保持在|稳定在|低于|少于|提升[到至]?|提高[到至]|增加[到至]|扩大[到至]|降低[到至]|压减[到至]|压减|下降|降低|减少|增长|提高|增加|降至|降到|压缩[到至]|缩短[到至]|缩小[到至]|收窄[到至]|(?<![签预节制])约|力争|新增|完成|实现|迈上|跨上|跃上|站上|左右)?(?:(?<=[于少过到达超增高])每[人月年户亩村](?:每[月年])?)?"
    rf"(?P<value>{NUM})(?:(?:[％%]?[-—–~～至]{{1,2}}|到)(?P<upto>\d[\d.]{{0,20}}))?(?P<more>多|余|以上)?(?P<unit>{UNIT})(?P<after>以上|以内|以下|左右|以上的|之内|及以上)?"
)
# The end of a number and what may stand behind it: nine of ten clauses with a numeral (进一步, 统一) hold no such pair.
VALUE_HINT = re.compile(
    rf"[X×x\d,*_一二两三四五六七八九十百千](?=[{re.escape(''.join(sorted(first_characters(UNIT))))}％%\-—–~～至到多余以])"
)
# 增长百分之六点五以上: the unit stands before its number.
PER_CENT = re.compile(
    rf"(?P<before>{NOT_LESS}|{NOT_MORE}|达到?|超过|突破|高于|控制在|保持在|稳定在|低于|提[高升]到|降[低到至]|下降|增长|提高|增加)"
    rf"(?P<upto>)(?P<unit>百分之)(?P<value>{NUM})(?P<more>)(?P<after>以上|以内|以下|左右)?"
)
# 十二亿五千万元, 3亿5000万元, 一万二千亩: 亿 or 万 stands among the digits.
_PART = "(?:\\d{1,4}|零?[一二两三四五六七八九十百千]{1,7})"
IN_MYRIADS = re.compile(
    rf"(?P<before>{NOT_LESS}|{NOT_MORE}|达到?|超过|突破|高于|控制在|保持在|稳定在|低于|约|完成|实现|新增)?"
    rf"(?P<value>(?:{_PART}亿{_PART}万(?:{_PART})?|{_PART}[亿万]{_PART}))(?P<upto>)(?P<more>余|多)?"
    r"(?P<unit>元|美元|亩|人次|人|户|名|吨|公斤|平方米|立方米|公里|千瓦|株|头|只)(?P<after>以上|以内|以下|左右)?"
)
# 亿 or 万 right before another number.
MYRIAD_WITHIN = re.compile(r"[亿万](?=[\d零一二两三四五六七八九十])")
ORDINAL_BEFORE = re.compile(r"(?:第|国家|同|这|那|每|哪|(?<!资)本|各|某|另|其中|(?<![部充成百十])分)$")
# 3A级、4A级景区各1个.
EACH_COUNTED = re.compile(r"[一-鿿]{2}各$")
# 紧盯136户规上企业: what there is already.
THERE_ALREADY = re.compile(r"(?:紧盯|盯紧|聚焦|围绕|分赴|针对|依托|现有|已有|上述|走遍|面向)(?:全?[省市区县州国])?$")
# 围绕全县34万亩秋种任务
ITS_TASK = re.compile(r"[^，、]{0,16}(?:任务|目标)$")
VAGUE = frozenset("一")
GREATER = (
    "达到",
    "达",
    "超过",
    "超",
    "突破",
    "至少",
    "高于",
    "大于",
    "增长",
    "提高",
    "增加",
    "提升",
    "扩大",
    "新增",
    "迈上",
    "跨上",
    "跃上",
    "站上",
)
LESS = (
    "低于",
    "少于",
    "控制在",
    "降至",
    "降到",
    "降低到",
    "降低至",
    "压缩",
    "压减到",
    "压减至",
    "缩短",
    "缩小",
    "收窄",
)


# 修建蓄水池十二座: with these a Chinese numeral counts things without a verb of measuring before it.
COUNTED_PLAINLY = frozenset(
    ("座", "所", "辆", "台", "套", "处", "公里", "亩", "万亩", "艘", "栋", "口", "眼", "亿元", "万元", "成")
)
TENS = frozenset("十百千")
# 500米覆盖率, 30万元以上的村占比: a number that only describes what the next one measures.
DESCRIBED = re.compile(r"(?:以上|以下|以内)?(?:的?[一-鿿]{0,8}(?:覆盖率|率|占比|比例|比重|面)|的)")


def numbers_in(masked: str) -> Iterator[tuple[re.Match[str], float | None]]:
    """Yield the numbers of a clause that set a goal, each with its value (R36, R38)."""
    found = list(VALUE.finditer(masked)) if VALUE_HINT.search(masked) else []
    if "百分之" in masked:
        found = sorted((*found, *PER_CENT.finditer(masked)), key=lambda match: match.start())
    if ("万" in masked or "亿" in masked) and MYRIAD_WITHIN.search(masked):
        whole = list(IN_MYRIADS.finditer(masked))
        found = [
            match for match in found if not any(at.start() < match.end() and match.start() < at.end() for at in whole)
        ]
        found = sorted((*found, *whole), key=lambda match: match.start())
    for index, match in enumerate(found):
        if match.re is IN_MYRIADS:
            read = in_myriads(match["value"])
            if read is not None and not (
                _belongs_to_a_name(masked, match) or only_describes(masked, match) or only_tells(masked, match)
            ):
                yield match, read[0]
            continue
        if (
            index + 1 < len(found)
            and "、" not in masked[match.end() : found[index + 1].start()]
            and DESCRIBED.match(masked, match.end("unit"), found[index + 1].start("value"))
        ):
            continue
        raw = match["value"]
        chinese = not raw[0].isdigit() and raw[0] not in "X×x*_"
        if (chinese and _is_a_word(masked, match)) or _names_or_dates(match, chinese=chinese) or _lasts(masked, match):
            continue
        # 跻身全国前50名: a place is no count.
        if match["unit"] in ("名", "位", "强") and masked[match.start("value") - 1 : match.start("value")] == "前":
            continue
        if _belongs_to_a_name(masked, match) or only_describes(masked, match) or only_tells(masked, match):
            continue
        value = number(raw)
        yield match, value * TENTH if value and match["unit"] == "成" else value


def _is_a_word(masked: str, match: re.Match[str]) -> bool:
    """Whether a Chinese numeral stands there as a word of the sentence and counts nothing."""
    raw, unit = match["value"], match["unit"]
    # 至少组织一次应急演练, 每月不少于两天: how much at least is counted, however it is written.
    if (
        "一" <= raw <= "鿿"
        and unit in AT_LEAST_UNITS
        and (
            (match["before"] or "").startswith(LEAST)
            or AT_LEAST.search(masked, max(0, match.start() - 12), match.start())
        )
    ):
        return False
    if unit == "条" and raw not in VAGUE and COMPLETED.search(masked):
        return False
    tens = len(raw) > 1 and not TENS.isdisjoint(raw) and unit not in {"分钟", "小时", "岁"}
    return (
        (raw in VAGUE and unit != "倍")
        or (unit == "个" and not tens)
        or unit in {"级", "类", "项", "条", "位", "件", "种", "万", "亿", "日", "天"}
        or (match["before"] is None and not tens and unit not in COUNTED_PLAINLY)
    )


LEAST = ("至少", "不")
AT_LEAST_UNITS = frozenset("个家次所处项场支名座条人天户件期批组轮")


def _names_or_dates(match: re.Match[str], *, chinese: bool) -> bool:
    """Whether a unit makes a grade, a day, a year or an age of the number."""
    raw, unit = match["value"], match["unit"]
    if (
        unit in {"日", "级"}
        or (unit == "类" and (match["before"] or "")[-1:] not in {"到", "至"})
        or (unit in {"万", "亿", "位"} and chinese)
    ):
        return True
    # 平均受教育年限达到11.5年: a length of time is a goal where it is to be reached.
    if unit == "年":
        return match["before"] is None or len(raw.split(".")[0]) > 2
    # 新增3岁以下托位: an age that only says for whom.
    of_whom = match["after"] is not None and match.end() < len(match.string)
    return unit == "岁" and (match["upto"] is not None or match["before"] is None or of_whom)


def _lasts(masked: str, match: re.Match[str]) -> bool:
    """Whether it tells how long or how soon: 24小时, 30分钟内报告, 开会前10分钟, 9时20分."""
    unit = match["unit"]
    if unit == "小时" and match["value"] == "24":
        return True
    if unit == "分" and CLOCK.search(masked, 0, match.start()):
        return True
    if match["before"] is not None:
        return False
    if unit in LASTING and masked[: match.start()].endswith("前"):
        return True
    if unit == "个工作日":
        return not (SERVED.match(masked, match.end()) and masked[match.start() - 1] in SERVICES)
    return unit in LASTING and masked.startswith("内", match.end())


LASTING = frozenset(("分钟", "小时", "天"))
CLOCK = re.compile(r"\d[时点:：]$")


def _belongs_to_a_name(masked: str, match: re.Match[str]) -> bool:
    """Whether it belongs to the words around it: 第3个, 8个方面, 2部门, 紧盯136户."""
    unit = match["unit"]
    ahead = masked[max(0, match.start("value") - 4) : match.start("value")]
    if ORDINAL_BEFORE.search(ahead) and not (EACH_COUNTED.search(ahead) and match.end() == len(masked)):
        return True
    # 8个方面, 三个环节: sides of one thing.
    if unit == "个" and masked.startswith(("方面", "环节", "层面", "阶段", "步骤"), match.end()):
        return True
    if unit == "部" and masked.startswith("门", match.end()):
        return True
    # 县委十六届十一次全会, 市十届人大六次会议: which meeting of a term.
    if unit == "次" and masked.startswith(NUMBERED_MEETINGS, match.end()) and TERM_BEFORE.search(ahead):
        return True
    # 千亩以上示范片10个: how large each of those is that are counted.
    if match["value"] in ROUND and match["before"] is None and LARGE.match(masked, match.end("unit")):
        return True
    return (
        match["before"] is None
        and THERE_ALREADY.search(masked[max(0, match.start() - 4) : match.start()]) is not None
        and ITS_TASK.match(masked, match.end()) is None
    )


NUMBERED_MEETINGS = ("全会", "会议", "全体会议", "党代会", "大会", "常委会", "常务会", "代表大会", "主席会")
TERM_BEFORE = re.compile(r"(?:届|委|大|协|议|府|[省市县区州])$")
ROUND = frozenset("十百千")
LARGE = re.compile(r"(?:以上|级)?(?:的)?[一-鿿“]{2,16}\d")
# 船检业务4个工作日内办结: how soon everybody is served; 在10个工作日内办结手续 is a day for one.
SERVED = re.compile(r"内(?:全部|一次)?办(?:结|理完毕)\Z")
SERVICES = frozenset("务项件")


ROUGHLY = re.compile("[万亿][余多]")
TENTH = 10  # 九成 is 90 %


def unit_of(match: re.Match[str]) -> str:
    """Take 余 and 多 out of 万余户, and write 百分之 and 成 as a sign."""
    written = match["unit"]
    if match.re is IN_MYRIADS:
        return ("亿" if "亿" in match["value"] else "万") + written
    return "%" if written in ("百分之", "成") else written.replace("余", "").replace("多", "")


def comparator_of(match: re.Match[str]) -> str:
    """Read >=, <=, ~ or = from the words around a number (R37)."""
    before, after = match["before"] or "", match["after"] or ""
    if after in ("以上", "以上的", "及以上") or match["more"] or (match.re is VALUE and ROUGHLY.search(match["unit"])):
        return ">="
    if after in ("以内", "以下", "之内"):
        return "<="
    if after == "左右" or before == "约":
        return "~"
    if match.re is VALUE and not before and AT_LEAST.search(match.string, max(0, match.start() - 12), match.start()):
        return ">="
    if before.startswith("不"):
        return ">=" if before.endswith(("低于", "少于", "小于")) else "<="
    if before.startswith(LESS) or (match.re is VALUE and match["unit"] == "个工作日"):
        return "<="
    if (
        not before
        and match.re is VALUE
        and match["unit"] in {"%", "％"}
        and (share := SHARE_OF.search(match.string, 0, match.start()))
    ):
        return "<=" if share["less"] else ">="
    if before == "提升" and match["unit"] not in SHARES:
        return "="  # 改造提升11座
    return ">=" if before.startswith(GREATER) else "="


# 至少引进1个项目, 至少每年开展1次督查.
AT_LEAST = re.compile(r"至少[^，、；\d]{1,10}$")
SHARES = frozenset(("%", "％", "个百分点", "百分点", "倍", "位", "分"))
# 不高于合同金额的30%: what it is a share of stands between.
SHARE_OF = re.compile(rf"(?:{NOT_LESS}|(?P<less>{NOT_MORE}))[^，、；\d]{{2,24}}(?:的|总?[人数额量价])$")
