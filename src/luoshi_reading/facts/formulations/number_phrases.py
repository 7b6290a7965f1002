"""Which phrases in quotation marks enumerate, and the numbers they are built on. Rules R30 and R31."""

from __future__ import annotations

import re
from itertools import pairwise

from luoshi_reading.facts.numerals import chinese_number
from luoshi_reading.knowledge.divisions import by_short_name
from luoshi_reading.knowledge.word_lists import words

CN = "一二两三四五六七八九十"
NEVER = frozenset(words("formulations", "never"))
PLACES = words("formulations", "places")
DEEDS = words("formulations", "after_places")
DATED = words("formulations", "dated")
COUNTED_QUOTE = re.compile(rf"^(?:[{CN}百千双]|\d{{1,3}}(?!年|月|日|\d|\.|%|％))")
# 一心六型, 两山一水, 三横五纵: numbers in even places; 一主六双 ends with one.
COMPOUND = re.compile(
    rf"^(?:[{CN}双百千\d多][^{CN}双多，、\d]{{1,3}}){{2,6}}(?:[{CN}]双)?$|^[{CN}][^{CN}双，、\d]{{1,2}}[{CN}]双$"
)
CODE = re.compile(r"^(?:\d{3,7}|\d(?:[+＋]\d){1,6}|\d[+＋][A-Za-zNXn])(?:[+＋][\dNXn])*$")
# “清三湾治四渠”: two deeds, each with its number.
TWO_DEEDS = re.compile(rf"^(?:[^{CN}\d，。；、][{CN[1:]}][^{CN}，。；、\d]{{1,2}}){{2,3}}$")
INNER = re.compile(rf"^[^{CN}\d，。；]{{1,4}}[{CN}][^{CN}，。；\d]{{1,3}}$")
# “一二三四”工作思路: a numeral for each set in turn.
IN_TURN = re.compile(r"一?二?三?四?五?六?七?八?九?十?$")
LEAST_IN_TURN = 3
# “发展六仗”, “招商十法”: what is counted stands behind.
COUNTED_BEHIND = re.compile(
    r"^[一-鿿]{2,4}(?<![一二三四五六七八九十第])[三四五六七八九十](?:仗|问|战|法|治|查|招|诀|策|关|篇|事|不|严禁|必须|一律)$"
)
# “新四样”: a new set in the place of an old one.
NEW_SET = re.compile(rf"^[新老旧][{CN[1:]}][^{CN}，。；、\d]{{1,3}}$")
# “百人计划”, “千亿大盘”: an amount; “百千万”, “百企兴百村” are sets.
AMOUNT = re.compile(r"[百千](?![百千万])[^百千万双\d一二三四五六七八九十]*$")
# “万企兴万村”: each of many with each of many.
TEN_THOUSANDS = re.compile("万[^万，。、]{1,3}万[^万，。、]{1,2}$")
# “双生谷”: a park's name.
TWIN_PLACE = re.compile("双[一-鿿][谷湖山桥塔岛港镇村城园]$")
# 两个一百年 ends like a date and is none.
CENTURIES = re.compile(rf"[{CN}]个一?百年$")
# “六个年”: each year of the set has a name of its own.
YEARS = re.compile(r"[两三四五六七八九十]个(?!半|多|平|闰)[一-鿿]{0,4}年$")
MANY_POINTS = re.compile("多[点极元区][^，。、]{0,2}$")
PARTS = re.compile(r"[、，]")
MANY_TIMES = re.compile(r"双[千百]")
MEASURED = re.compile(
    rf"^[{CN}\d]+(?:年|月|日|时|点|分|元|岁|次|亩|公里|万|亿|%|届|号|期|天|周|秒|折|楼|米|吨|克|倍|度|级(?![一-鿿])|季)"
    # “百日会战” lasts, “十佳” and “百强” are chosen, “七连增” comes again, “2030宜居城市” has a year.
    # “百万警员进社区” is an amount.
    rf"|^[百千]万(?![工千亿])|^[十百千]+(?:[日天佳]|[强优](?![化先]))|^[{CN}]{{1,3}}连[冠增升涨丰快跌降胜霸]|^\d{{4}}(?!\d)"
)
# “四个周边及300米范围”: a stretch of ground. “九曲湾—三叠岭”: from one place to another.
WITH_LENGTH = re.compile(r"\d(?:米|公里|平方)|[一-鿿]—")
ONE_TO_ONE = re.compile(
    r"^一[^一]{1,3}一[策码议档单表品户]|^一[村镇乡县户企人校院园厂街店草砖针点言举丝]一[^一、]{1,3}$"
)
# “一村一品”, “一县一业”: a trade for each, by which one develops; “一村一策” only shares out.
ONE_TRADE_EACH = re.compile("一[村镇乡县]一[品业韵]$")
EACH_ONE = re.compile(r"^一[^一]{1,3}一[^一]{1,3}$")
# 一个平台管全域、一张网络通全城: one thing each.
ONE_THING = re.compile(r"^一[个张件本条支套次站窗口网表门]")
NUMBER_LED = re.compile(rf"^[\d{CN}]")
# “7·28”强降雨: an event goes by its day.
DAY = re.compile(r"\d{1,2}[·.．・]\d{1,2}$")
NUMBERS = re.compile(rf"[{CN}双]|^[百千]|\d+")
SENTENCE_END = re.compile(r"[。！？；\n]")  # characters restored badly may leave such a mark; no phrase holds one
# “四个坚持、三个支撑、两个走在前列”: sets of their own, as each is counted and none like the one before.
SET = re.compile(rf"(?P<verb>[^{CN}，。、]{{2}})?(?P<n>[{CN}])[个大项条][^{CN}，。、]{{1,6}}")
LONGEST_PHRASE = 14
DIGITS = str.maketrans("123456789", "一二三四五六七八九")


def sets_apart(inner: str) -> list[str]:
    """The formulations that one pair of marks holds, counted up or down from part to part; [] where it is one (R30)."""
    sets = [SET.fullmatch(part) for part in inner.split("、")]
    numbers = [chinese_number(found["n"]) or 0 if found else 0 for found in sets]
    if len(sets) < 2 or 0 in numbers:
        return []
    down = all(before > after for before, after in pairwise(numbers))
    up = all(before < after for before, after in pairwise(numbers))
    # “确立一个愿景、明确三个定位”: with their deeds one is counted, too.
    least = 1 if all(found and found["verb"] for found in sets) else 2
    several = [
        part[found.start("n") :]
        for part, number, found in zip(inner.split("、"), numbers, sets, strict=True)
        if number >= least and found
    ]
    return several if (down or up) and len(several) > 1 else []


def is_formulation(inner: str) -> bool:
    """Tell whether a quoted phrase enumerates (R30, R31)."""
    if SENTENCE_END.search(inner) or DAY.match(inner) or "《" in inner:
        return False
    if (
        inner in NEVER
        or inner.translate(DIGITS) in NEVER
        or (inner.endswith("年") and not CENTURIES.match(inner) and not YEARS.match(inner))
        or inner.endswith(("月", "日", "期间", "策", "码", "议"))
        or inner.startswith(DATED)
    ):
        return False
    if AMOUNT.match(inner) or TWIN_PLACE.match(inner):
        return False
    if ONE_TRADE_EACH.match(inner) or TEN_THOUSANDS.match(inner) or (inner[:1].isdecimal() and CODE.match(inner)):
        return True
    if len(inner) >= LEAST_IN_TURN and IN_TURN.match(inner):
        return True
    if inner.isdigit() or _names_a_place(inner):
        return False
    parts = PARTS.split(inner)
    if len(parts) > 1:
        return _all_count(parts)
    if len(inner) > LONGEST_PHRASE and not COMPOUND.match(inner):
        return False
    if MEASURED.match(inner) or WITH_LENGTH.search(inner):
        return False
    if COUNTED_QUOTE.match(inner):
        if inner[0] == "一":
            return bool(COMPOUND.match(inner)) and not ONE_TO_ONE.match(inner)
        return True
    return (bool(INNER.match(inner)) and inner[0] in "以") or bool(
        COUNTED_BEHIND.match(inner) or NEW_SET.match(inner) or NUMBER_LED.match(inner) or TWO_DEEDS.match(inner)
    )


def _names_a_place(inner: str) -> bool:
    """Whether it begins with the name of a place that itself begins with a number; not 四方责任, 五河共治 (R31)."""
    if inner.endswith(DEEDS):
        return False
    return inner.startswith(PLACES) or (inner[:2] in by_short_name() and not inner[1:].startswith("大"))


def _all_count(parts: list[str]) -> bool:
    """Whether each part of a quoted list counts, and they do not only share out: 一人一档，一月一访 (R31)."""
    if all(ONE_TRADE_EACH.match(part) for part in parts):
        return True
    if all(EACH_ONE.match(part) for part in parts) or all(ONE_THING.match(part) for part in parts):
        return False
    # “一主两副、多点支撑”: what is not counted out behind what is.
    many = len(parts)
    parts = [part for at, part in enumerate(parts) if at == 0 or not MANY_POINTS.match(part)]
    if len(parts) == 1 and many > 1:
        return COMPOUND.match(parts[0]) is not None
    rising = len({part[:1] for part in parts}) == len(parts) and parts[0][:1] == "一"
    return all(
        COUNTED_QUOTE.match(part) and (rising or part not in NEVER) and not part.endswith(("字", "句话"))
        for part in parts
    ) or (bool(MANY_TIMES.match(parts[0])) and len(parts) == 2)


# 十五条硬措施, 七个一律: one number with its measure, whatever stands in the phrase behind it.
# 八八战略 holds two numbers, 四个一批 and 五位一体 one.
LED_BY_ONE = re.compile(
    rf"(?P<n>(?!([{CN}])\2)[{CN}]{{2,3}}|[{CN}](?=[个条项件]一|位一体|[个条项]不|[个条项]必须|[个条项]严禁))"
)


def counts(inner: str) -> int | list[int] | None:
    """Return the number or numbers a formulation is built on."""
    if (inner[:1].isdecimal() and CODE.match(inner)) or (len(inner) >= LEAST_IN_TURN and IN_TURN.match(inner)):
        return None
    led = LED_BY_ONE.match(inner)
    if led:
        return chinese_number(led["n"])
    if CENTURIES.match(inner):
        return chinese_number(inner[0])
    numbers = [chinese_number(c) or (int(c) if c.isdigit() else 0) for c in NUMBERS.findall(inner)]
    if not numbers:
        return None
    return numbers[0] if len(numbers) == 1 else numbers
