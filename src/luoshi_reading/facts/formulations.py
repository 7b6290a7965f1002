"""Numbered catchphrases (提法): found, counted, their members where the document lists them. Rules R30-R35."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from luoshi_reading.facts.clause_heads import head_verb
from luoshi_reading.facts.numerals import chinese_number
from luoshi_reading.knowledge.divisions import by_short_name
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.rare_letters import standing
from luoshi_reading.knowledge.word_lists import alternation, words

CN = "一二两三四五六七八九十"
NEVER = frozenset(words("formulations", "never"))
# Behind these a number goes on or belongs to a name.
BEFORE_NONE = frozenset(f"“第—·百千万{CN}")
NOUNS = alternation(words("formulations", "nouns"))
PLACES = words("formulations", "places")
QUOTED = re.compile(r"“([^“”\n]{2,40})”")
COUNTED_QUOTE = re.compile(rf"^(?:[{CN}百千双]|\d{{1,3}}(?!年|月|日|\d|\.|%|％))")
# 一心六型, 两山一水, 三横五纵: numbers in even places.
COMPOUND = re.compile(rf"^(?:[{CN}双百千\d][^{CN}双，、\d]{{1,3}}){{2,6}}$")
CODE = re.compile(r"^(?:\d{3,7}|\d(?:[+＋]\d){1,6}|\d[+＋][A-Za-zNXn])(?:[+＋][\dNXn])*$")
# “清三湾治四渠”: two deeds, each with its number.
TWO_DEEDS = re.compile(rf"^(?:[^{CN}\d，。；、][{CN[1:]}][^{CN}，。；、\d]{{1,2}}){{2,3}}$")
INNER = re.compile(rf"^[^{CN}\d，。；]{{1,4}}[{CN}][^{CN}，。；\d]{{1,3}}$")
OPEN = re.compile(
    rf"(?<![第{CN}\d百千万零〇—–-])(?P<n>[{CN}])大(?!会|队|学|型|家|量|小|力|幅|棚|厅|厦|洲|街|道|路|桥|赛|奖|风|雨|雪|姐|哥|爷|妈)(?P<noun>[一-鿿]{{2,8}})"
    rf"|(?<![第{CN}\d百千万零〇])(?P<n2>[二两三四五六七八九十])(?P<measure>个|条|项|张|级|种|类|座|支|道|块|件|篇|场)(?P<noun2>[^\W\d_a-zA-Z和与及]{{0,8}}?(?:{NOUNS}))(?![一-鿿]{{0,1}}(?:会议|小组))"
    rf"|双(?P<double>{alternation(words('formulations', 'double'))})(?![一-鿿]性)"
)
# Without quotation marks: what everybody knows by heart; the same number twice before its campaign (三查三改行动);
# a layout of places (一港两区三带…布局).
BARE = re.compile(
    rf"(?:{alternation(words('formulations', 'known'))})"
    rf"|(?P<same>[{CN[1:]}])[^{CN}，。；、“”天年月日个]{{1,2}}(?P=same)[^{CN}，。；、“”天年月日夜个]{{1,2}}"
    r"(?=(?:主题|专项|集中)?(?:活动|行动|动员|机制|专项|教育|攻坚|大会))"
    rf"|(?:[{CN}][核心轴带翼区廊点极环圈主副组片城山水园谷港湾链]){{2,6}}(?=[一-鿿]{{0,4}}(?:布局|格局))"
)
SYSTEM = re.compile(
    r"\d(?<![\d+＋A-Za-z]\d)(?:[+＋][\dNXn]){1,5}(?=[一-鿿]{0,8}(?:体系|机制|格局|布局|方案|平台|架构))"
)
# 四个“看一看”, 三个“不放过”: the number stands before the marks; not what is counted by its name (两个“样板村”).
NUMBER_THEN_QUOTE = re.compile(
    rf"(?<![第{CN}\d百千万每])(?P<n>[两三四五六七八九十])个“(?:[^“”，。、\n]{{1,3}}[一不]|[一不])[^“”，。、\n]{{1,4}}”(?![“、])"
)
FRONTED = re.compile("(?<=门前)三包")
# A numeral with what all these go on with: most numerals are none of them.
GOES_ON = "".join(
    sorted({word[1] for word in words("formulations", "known")} | {word[0] for word in words("formulations", "double")})
)
NUMERAL = re.compile(
    rf"(?P<numeral>[{CN}双])(?=[大个条项张级种类座支道块件篇场包核心轴带翼区廊点极环圈主副组片城山水园谷港湾链{GOES_ON}]"
    r"|[\s\S]{1,2}(?P=numeral))"
)
# 三大支撑体系: what a construct's noun may itself stand before.
NOUN_HEAD = re.compile(rf"^[一-鿿]{{0,6}}?(?:{NOUNS})(?:体系|机制|目标|计划|战略|格局)?")
# 政府、企业和个人三大主体: a plain noun, where its members stand right before it.
WITH_MEMBERS = re.compile("主体|领域|环节|要素|关口|战场|群体")
LISTED_BEFORE = re.compile(r"“([^“”\n]{3,60})”(?:等|的|这)?$")
# “增收”“提质”“强基”三大行动: each member in quotation marks of its own.
QUOTED_EACH = re.compile(r"(?:“[^“”\n]{1,16}”、?){2,10}(?=(?:等|的|这)?$)")
EACH_QUOTED = re.compile(r"“([^“”]+)”")
PLAIN_LIST = re.compile(r"(?P<list>(?:[一-鿿]{1,8}、){1,8}[一-鿿]{1,9}?)(?:等|这|等这)?$")
AND_LAST = re.compile("(?<=[一-鿿]{2})[和与及](?=[一-鿿]{2})")
LISTED_AFTER = re.compile(
    r"^(?:[，（(]?(?:分别)?(?:是指|指的是|就是|是|为|即|指|包括)(?!第)|：|——|（|\()[：“]?(?P<list>[^。；\n）)]{4,120})"
)
# “三大行动”：一是…，二是…: the number of a member is none of it.
MEMBER_NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十][是，、]?|[①-⑩]|\d[.、])(?=..)")
NUMBERED_LIST = re.compile(r"^[，：]?一是")
REFERENCE = re.compile(rf"(?:{alternation(words('formulations', 'reference_heads'))})[“]?$")
PLAIN_LEAST = 2
# Characters before 这三大工程 in which its members may have been listed.
LOOKED_BACK = 800
# No document has as many; a text made of nothing else must not be quoted again and again.
MOST = 5000
SENTENCE_EDGE = re.compile(r"[。！？；\n]")


# 两个一百年 ends like a date and is none.
CENTURIES = re.compile(rf"[{CN}]个一?百年$")
# “六个年”: each year of the set has a name of its own.
YEARS = re.compile(r"[三四五六七八九十]个年$")
PARTS = re.compile(r"[、，]")
MANY_TIMES = re.compile(r"双[千百]")
MEASURED = re.compile(
    rf"^[{CN}\d]+(?:年|月|日|时|点|分|元|岁|次|亩|公里|万|亿|%|届|号|期|天|周|秒|折|楼|米|吨|克|倍|度|级(?![一-鿿])|季)"
)
# “四个周边及300米范围”: a stretch of ground.
WITH_LENGTH = re.compile(r"\d(?:米|公里|平方)")
ONE_TO_ONE = re.compile(r"^一[^一]{1,3}一[策码议档单表品户]|^一[村镇乡县户企人校院园厂街店]一[^一、]{1,3}$")
NUMBER_LED = re.compile(rf"^[\d{CN}]")
# “7·28”强降雨: an event goes by its day.
DAY = re.compile(r"\d{1,2}[·.．・]\d{1,2}$")
NUMBERS = re.compile(rf"[{CN}双]|^[百千]|\d+")
LISTED = compiled(r"[、，]|和(?=[^，、]*$)")


@dataclass(frozen=True, slots=True)
class Formulation:
    """One catchphrase at its first mention. ``count`` is a number, or several for 一心六型; ``members`` as listed."""

    text: str
    count: int | list[int] | None
    members: list[str] | None
    start: int
    end: int
    is_reference: bool = field(default=False)


SENTENCE_END = re.compile(r"[。！？；\n]")  # characters restored badly may leave such a mark; no phrase holds one


def find_formulations(text: str) -> list[Formulation]:
    """Find every formulation once, at its first mention."""
    found: dict[str, Formulation] = {}
    for item in _all(text, found):
        known = found.get(item.text)
        if known is None or (known.members is None and item.members):
            found[item.text] = item
        if len(found) >= MOST:
            break
    return sorted(found.values(), key=lambda item: item.start)


def _all(text: str, found: Mapping[str, Formulation]) -> Iterator[Formulation]:
    for match in QUOTED.finditer(text):
        inner = match[1]
        if apart := _sets_apart(inner):
            at = match.start(1)
            for part in apart:
                yield Formulation(part, counts(part), None, at, at + len(part), _refers(text, match.start()))
                at += len(part) + 1
            continue
        if inner in found and found[inner].members is not None:
            continue  # nothing more can be told of it
        if is_formulation(inner) and not (CODE.match(inner) and CALLED.match(text, match.end())):
            yield Formulation(
                inner,
                counts(inner),
                _members(text, match, inner),
                match.start(1),
                match.end(1),
                _refers(text, match.start()),
            )
    read_to = 0
    for numeral in NUMERAL.finditer(text):
        if numeral.start() < read_to:
            continue
        if led := NUMBER_THEN_QUOTE.match(text, numeral.start()):
            yield Formulation(led[0], chinese_number(led["n"]), None, *led.span(), _refers(text, led.start()))
            read_to = led.end()
            continue
        opened = OPEN.match(text, numeral.start())
        item = (_open(text, opened) if opened else None) or _bare_item(text, numeral.start())
        if item:
            read_to = item.end
            yield item
    if "+" in text or "＋" in text:
        done = 0
        for plus in standing(text, "+＋"):
            # Its first digit stands before its first plus.
            if plus > done and (system := SYSTEM.match(text, plus - 1)):
                done = system.end()
                yield Formulation(system[0], None, None, system.start(), done)


# “四个坚持、三个支撑、两个走在前列”: sets of their own, as each is counted with 个 and none like the one before.
SET = re.compile(rf"(?P<n>[{CN}])个[^{CN}，。、]{{2,6}}")


def _sets_apart(inner: str) -> list[str]:
    """The formulations that one pair of marks holds, counted down from part to part; none where it holds one (R30)."""
    sets = [SET.fullmatch(part) for part in inner.split("、")]
    numbers = [chinese_number(found["n"]) or 0 if found else 0 for found in sets]
    down = all(before > after > 1 for before, after in pairwise(numbers))
    return inner.split("、") if len(sets) > 1 and down else []


def _bare_item(text: str, start: int) -> Formulation | None:
    """Read a construct that stands without quotation marks (R30)."""
    match = BARE.match(text, start)
    if match is None:
        fronted = FRONTED.match(text, start)
        return Formulation("门前三包", 3, None, start - 2, start + 2) if fronted else None
    if start and text[start - 1] in BEFORE_NONE:
        return None
    return Formulation(match[0], counts(match[0]), None, start, match.end(), _refers(text, start))


# “12345”热线: a number to ring.
CALLED = re.compile(r"[一-鿿]{0,8}?(?:热线|电话|平台)")


def _refers(text: str, start: int) -> bool:
    """同三大战略的…, 对标“四个走在前”: another's formulation is only referred to (R35)."""
    return REFERENCE.search(text, max(0, start - 4), start) is not None


def is_formulation(inner: str) -> bool:
    """Tell whether a quoted phrase enumerates (R30, R31)."""
    if SENTENCE_END.search(inner) or DAY.match(inner):
        return False
    if (
        inner in NEVER
        or (inner.endswith("年") and not CENTURIES.match(inner) and not YEARS.match(inner))
        or inner.endswith(("月", "日", "期间", "策", "码", "议"))
        or "《" in inner
    ):
        return False
    if CODE.match(inner):
        return True
    if inner.isdigit():
        return False
    if inner.startswith(PLACES) or (inner[:2] in by_short_name() and not inner[1:].startswith("大")):
        return False
    parts = PARTS.split(inner)
    if len(parts) > 1:
        return all(
            COUNTED_QUOTE.match(part) and part not in NEVER and not part.endswith(("字", "句话")) for part in parts
        ) or (bool(MANY_TIMES.match(parts[0])) and len(parts) == 2)
    if len(inner) > 14:
        return False
    if MEASURED.match(inner) or WITH_LENGTH.search(inner):
        return False
    if COUNTED_QUOTE.match(inner):
        if inner[0] == "一":
            return bool(COMPOUND.match(inner)) and not ONE_TO_ONE.match(inner)
        return True
    return (bool(INNER.match(inner)) and inner[0] in "以") or bool(NUMBER_LED.match(inner) or TWO_DEEDS.match(inner))


# 十五条硬措施, 七个一律: one number with its measure, whatever stands in the phrase behind it.
# 八八战略 holds two numbers, 四个一批 and 五位一体 one.
LED_BY_ONE = re.compile(
    rf"(?P<n>(?!([{CN}])\2)[{CN}]{{2,3}}|[{CN}](?=[个条项件]一|位一体|[个条项]不|[个条项]必须|[个条项]严禁))"
)


def counts(inner: str) -> int | list[int] | None:
    """Return the number or numbers a formulation is built on."""
    if CODE.match(inner):
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


def _open(text: str, match: re.Match[str]) -> Formulation | None:
    start = match.start()
    if match["double"]:
        described = start > 0 and text[start - 1] == "”" and _before(text, start, 2) is None
        if described or (start and text[start - 1] in "“无成一另有"):
            return None
        phrase = match[0]
        return Formulation(phrase, 2, _before(text, start, 2), start, match.end(), _refers(text, start))
    noun = match["noun"] or match["noun2"]
    number = chinese_number(match["n"] or match["n2"]) or 0
    if match["noun"]:
        head = NOUN_HEAD.match(noun) or (WITH_MEMBERS.match(noun) if _before(text, start, number) else None)
        if not head:
            return None
        end = start + 2 + head.end()
        phrase = text[start:end]
    else:
        listed = _before(text, start, number)
        # Number and measure only where the members stand there, or for a system of levels (R32).
        if listed is None and not (match["measure"] == "级" and noun.endswith(("体系", "网络")) and number > 2):
            return None
        end = match.end() + (2 if match[0].endswith("重点") and text.startswith(("工作", "任务"), match.end()) else 0)
        phrase = text[start:end]
    members = _before(text, start, number)
    if members is None and match["noun"] and start and text[start - 1] == "这":
        members = _named_earlier(text, start, number, noun=text[start + 2 : end])
    led = start > 0 and text[start - 1] in "党的届这那各某几“" and text[start - 2 : start] != "”的"
    told = members is not None and text[start - 1] == "这"
    if phrase in NEVER or (led and not told) or SENTENCE_END.search(phrase):
        return None
    members = members or _after(text, end, number)
    return Formulation(phrase, number, members, start, end, _refers(text, start))


def _before(text: str, start: int, number: int) -> list[str] | None:
    """Members right before the number, where their count fits (R33): “治水、兴城、富农”三条路径."""
    window = text[max(0, start - 64) : start]
    listed = None
    # Its last mark stands before a single character and a line feed at most.
    if "”" in window[-3:]:
        each = QUOTED_EACH.search(window)
        if each and len(members := EACH_QUOTED.findall(each[0])) == number:
            return members
        listed = LISTED_BEFORE.search(window)
    if not listed:
        # Its last mark stands within the last eight characters (a line feed may follow), or there is no list.
        plain = PLAIN_LIST.search(window) if number > PLAIN_LEAST and "、" in window[-8:] else None
        parts = plain["list"].split("、") if plain else []
        if parts and len(parts) == number - 1:
            parts[-1:] = AND_LAST.split(parts[-1], 1)  # 政府、企业和个人
        return _bare([_without_verb(parts), *parts[1:]]) if len(parts) == number else None
    members = [part for part in PARTS.split(listed[1]) if part]
    return _bare(members) if len(members) == number else None


def _named_earlier(text: str, start: int, number: int, *, noun: str) -> list[str] | None:
    """甲工程、乙工程、丙工程…。这三大工程: what was listed before, each with the construct's own noun (R33)."""
    if number <= PLAIN_LEAST:
        return None
    one = rf"[^，。、；：“”\n]{{2,24}}{re.escape(noun)}"
    window = text[max(0, start - LOOKED_BACK) : start]
    listed = [found[0].split("、") for found in re.finditer(rf"(?<!、){one}(?:、{one})+(?![、和及])", window)]
    return next((_bare(members) for members in reversed(listed) if len(members) == number), None)


def _bare(members: list[str]) -> list[str]:
    """Take off what belongs to the sentence and not to the list: 对 before the first member, 的 after the last."""
    bare = list(members)
    if len(bare) > 1 and bare[0][:1] in {"对", "把", "将", "就"} and bare[1][:1] not in {"对", "把", "将", "就"}:
        bare[0] = bare[0][1:]
    if bare[-1].endswith("的") and not bare[0].endswith("的"):
        bare[-1] = bare[-1][:-1]
    return bare


def _without_verb(parts: list[str]) -> str:
    """The first member still has the verb before it: 严格执行谋划、前期、开工、投产四张清单."""
    first = parts[0]
    longest = max(map(len, parts[1:]))
    verb, at = head_verb(first)
    while verb and len(first) - at - len(verb) >= 1:
        first = first[at + len(verb) :]
        if len(first) <= longest:
            return first
        verb, at = head_verb(first)
    if len(first) < len(parts[0]):
        return first
    return first[-len(parts[1]) :]


def _members(text: str, match: re.Match[str], inner: str) -> list[str] | None:
    number = counts(inner)
    parts = PARTS.split(inner)
    if len(parts) > 1 and isinstance(number, list):
        return parts
    if not isinstance(number, int) or number < 2:
        return None
    return _after(text, match.end(), number) or _before(text, match.start(), number)


def _after(text: str, end: int, number: int) -> list[str] | None:
    """Members right behind the number, where their count fits (R33): “三大行动”（增收行动、提质行动、强基行动）."""
    window = text[end : end + 130]
    after = LISTED_AFTER.match(window)
    if after is None:
        return None
    quoted = EACH_QUOTED.findall(window[after.end(0) - len(after["list"]) - 1 : after.end()])
    listed = quoted if len(quoted) == number else LISTED.split(after["list"])
    members = [part.strip("“” ") for part in listed if part.strip("“” ")]
    if len(members) != number:
        return None
    if NUMBERED_LIST.match(after["list"]):
        members = [MEMBER_NUMBER.sub("", member) for member in members]
    return _bare(members)


# A sentence of an official document is far shorter; a text without marks must not be copied whole for every finding.
LONGEST_SENTENCE = 400


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence a phrase stands in, without its closing mark."""
    left = max(text.rfind(mark, max(0, start - LONGEST_SENTENCE), start) for mark in "。！？；\n")
    right = SENTENCE_EDGE.search(text, end, end + LONGEST_SENTENCE)
    first = left + 1
    while first < start and text[first] in " \u3000":
        first += 1
    return first, right.start() if right else min(len(text), end + LONGEST_SENTENCE)
