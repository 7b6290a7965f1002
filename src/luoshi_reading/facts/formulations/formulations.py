"""Numbered catchphrases (提法): found, counted, their members where the document lists them. Rules R30-R35."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from luoshi_reading.facts.formulations.formulation_members import listed_after, listed_before, members_of, named_earlier
from luoshi_reading.facts.formulations.number_phrases import (
    CN,
    CODE,
    NEVER,
    SENTENCE_END,
    counts,
    is_formulation,
    sets_apart,
)
from luoshi_reading.facts.numerals import chinese_number
from luoshi_reading.knowledge.divisions import by_short_name
from luoshi_reading.knowledge.rare_letters import beginning_with, standing
from luoshi_reading.knowledge.word_lists import alternation, words

# Behind these a number goes on or belongs to a name.
BEFORE_NONE = frozenset(f"“第—·百千万{CN}")
NOUNS = alternation(words("formulations", "nouns"))
THINGS = words("formulations", "things")
BUILT_THINGS = words("formulations", "built_things")
QUOTED = re.compile(r"“([^“”\n]{2,40})”")
# ‘两稳一进’, 「三个到位」, and marks that were turned about: “四个优先“.
OTHER_MARKS = re.compile(
    r"‘([^‘’\n]{2,20})’|「([^「」\n]{2,20})」|『([^『』\n]{2,20})』|〝([^〝〞\n]{2,20})〞|'([一-鿿][^'\n]{1,12})'"
    r"|“([^“”\n]{2,14})(?=“)|”([^“”\n]{2,14})(?=”)"
)
OPEN = re.compile(
    rf"(?<![第{CN}\d百千万零〇—–-])(?P<n>[{CN}])大(?!类[{CN}\d]|会|队|学|型|家|量|小|力|幅|棚|厅|厦|洲|街|道|路|桥|赛|奖|风|雨|雪|姐|哥|爷|妈|班子|[一-鿿]{{0,4}}(?:运营商|集团|银行|公司))(?P<noun>[一-鿿]{{2,12}})"
    rf"|(?<![第{CN}\d百千万零〇])(?P<n2>[二两三四五六七八九十])(?P<measure>个|条|项|张|级|种|类|座|支|道|块|件|篇|场|对)(?P<noun2>(?!方面|方向|层面)[^\W\d_a-zA-Z和与及]{{0,8}}?(?:{NOUNS}|大事|要事|环节|关口|关键(?![一-鿿])))(?![一-鿿]{{0,1}}(?:会议|小组))"
    rf"|双(?P<double>{alternation(words('formulations', 'double'))})(?![一-鿿]性|[点极户]|长点)"
)
# Before a campaign that goes by the same number twice (抓实五比五晒); what is counted so without being one.
LED = "[开推落坚深实做抓聚围按强打构][展进实持化施好焦绕照造建]"
NO_DEED = "，。；、“”天年月日夜个期批区县市镇乡村岁点级人条项大张种类"
# Without quotation marks: what everybody knows by heart; the same number twice before its campaign (三查三改行动);
# a layout of places (一港两区三带…布局).
BARE = re.compile(
    rf"(?:{alternation(words('formulations', 'known'))})|[两三]个年(?=活动)"
    rf"|(?P<same>[{CN[1:]}])[^{CN}，。；、“”天年月日个]{{1,2}}(?P=same)[^{CN}，。；、“”天年月日夜个]{{1,2}}"
    r"(?=(?:主题|专项|集中)?(?:活动|行动|动员|机制|专项|教育|攻坚|大会))"
    rf"|(?<={LED})(?P<twice>[{CN[2:]}])[^{CN}{NO_DEED}](?P=twice)[^{CN}{NO_DEED}]"
    rf"|(?:[{CN}][核心轴带翼区廊点极环圈主副组片城山水园谷港湾链]){{2,6}}(?=[一-鿿]{{0,4}}(?:布局|格局))"
)
# 十件民生实事: what a year's deeds for the people are called.
DEEDS = re.compile(
    rf"(?P<n>(?<![{CN}第百千\d“])[{CN}]{{1,3}})[件大项个](?:重点)?(?:惠民|为民|民生|民盼|利民|便民|民心)(?:办|类|生)?(?:实事|好事)"
)
SYSTEM = re.compile(
    r"\d(?<![\d+＋A-Za-z]\d)(?:[+＋][\dNXn]){1,5}(?=[一-鿿]{0,8}(?:体系|机制|格局|布局|方案|平台|架构))"
)
# 四个“看一看”, 三个“不放过”: the number stands before the marks; not what is counted by its name (两个“样板村”).
MANNERS = alternation(words("formulations", "manners"))
NUMBER_THEN_QUOTE = re.compile(
    rf"(?<![第{CN}\d百千万每])(?P<n>[两三四五六七八九十])个“(?:(?:[^“”，。、\n]{{1,3}}[一不]|[一不])[^“”，。、\n]{{1,4}}|(?:{MANNERS}))”(?![“、])"
)
FRONTED = re.compile("(?<=门前)三包")
# A numeral with what all these go on with: most numerals are none of them.
GOES_ON = "".join(
    sorted({word[1] for word in words("formulations", "known")} | {word[0] for word in words("formulations", "double")})
)
NUMERAL = re.compile(
    rf"(?P<numeral>[{CN}双])(?=[大个条项张级种类座支道块件篇场对包核心轴带翼区廊点极环圈主副组片城山水园谷港湾链{GOES_ON}]"
    r"|[\s\S]{1,2}(?P=numeral))"
)
# 三大支撑体系: what a construct's noun may itself stand before.
NOUN_HEAD = re.compile(
    rf"^[一-鿿]{{0,8}}?(?:(?:重点|特色|优势|主导|支柱)产业(?:链|集群)|现代化产业(?:体系|集群)?|攻坚战|保卫战|(?:{NOUNS})(?:体系|机制|目标|计划|战略|格局|基地|集群|园区|平台|中心|高地|品牌"
    r"|工程|专项行动|(?:攻坚|提升)行动|行动(?:计划)?|任务|定位|屏障|枢纽|事项)?)"
)
# 三个乡各建一个…; 西湾、东湾、北湾三个工业集中区: what is shared out, and where a sector is.
DEALT_OUT = re.compile("[各每]|一个")
SECTORS = ("工业", "农业", "服务业", "产业")
OF_SECTOR = re.compile("[一-鿿](?<![，和与及的等为是要])")
POINTS_OF = re.compile("(?:工作|任务|部位|领域|环节|时段|行业|区域|方向)")
# 政府、企业和个人三大主体: a plain noun, where its members stand right before it.
WITH_MEMBERS = re.compile("主体|领域|环节|要素|关口|战场|群体")
REFERENCE = re.compile(rf"(?:{alternation(words('formulations', 'reference_heads'))})[“]?$")
# No document has as many; a text made of nothing else must not be quoted again and again.
MOST = 5000
SENTENCE_EDGE = re.compile(r"[。！？；\n]")


@dataclass(frozen=True, slots=True)
class Formulation:
    """One catchphrase at its first mention. ``count`` is a number, or several for 一心六型; ``members`` as listed."""

    text: str
    count: int | list[int] | None
    members: list[str] | None
    start: int
    end: int
    is_reference: bool = field(default=False)


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
    within: list[tuple[int, int]] = []
    for match in (*QUOTED.finditer(text), *OTHER_MARKS.finditer(text)):
        inner = match[match.lastindex or 0]
        at = match.start(match.lastindex or 0)
        if apart := sets_apart(inner):
            for part in apart:
                at = text.index(part, at)
                yield Formulation(part, counts(part), None, at, at + len(part), _refers(text, match.start()))
            within.append(match.span())
            continue
        if inner in found and found[inner].members is not None:
            within.append(match.span())
            continue  # nothing more can be told of it
        if len(inner) == len("三大") and inner[1] == "大" and (of := SPLIT_SET.match(text, match.end())):
            # “三大”攻坚战: the marks are within the construct.
            start, end = match.start(), of.end()
            yield Formulation(text[start:end], counts(inner), None, start, end, _refers(text, start))
            within.append((start, end))
            continue
        if (
            (is_formulation(inner) or _leads_a_series(text, inner, match.end()))
            and not (CODE.match(inner) and CALLED.match(text, match.end()))
            and not _only_moves(inner, text, match.end())
        ):
            members = members_of(text, match, inner)
            yield Formulation(inner, counts(inner), members, at, at + len(inner), _refers(text, match.start()))
            within.append(match.span())
    yield from _unmarked(text, sorted(within))
    for deeds in beginning_with(CN, DEEDS, text):
        start, end = deeds.span()
        if not any(opening <= start < closing for opening, closing in within):
            yield Formulation(deeds[0], chinese_number(deeds["n"]), None, start, end)
    if "+" in text or "＋" in text:
        done = 0
        for plus in standing(text, "+＋"):
            # Its first digit stands before its first plus.
            if plus > done and (system := SYSTEM.match(text, plus - 1)):
                done = system.end()
                yield Formulation(system[0], None, None, system.start(), done)


# “一个提前”；“两项翻番”；“三大突破”: the first of sets that are counted up.
SPLIT_SET = re.compile(f"(?:{NOUNS})")
FIRST_OF_SETS = re.compile("一[个大项条][^，。、；]{2,6}")
SECOND_OF_SETS = re.compile("[^“”。]{0,30}“[两二]")


def _leads_a_series(text: str, inner: str, end: int) -> bool:
    """Whether a phrase with 一 is followed by one with 两 (R30)."""
    return (
        inner[0] == "一" and FIRST_OF_SETS.fullmatch(inner) is not None and SECOND_OF_SETS.match(text, end) is not None
    )


def _unmarked(text: str, within: Sequence[tuple[int, int]]) -> Iterator[Formulation]:
    """Read what stands without quotation marks, and not ``within`` those of another."""
    read_to = 0
    marked = iter([*within, (len(text), len(text))])
    opening, closing = next(marked)
    for numeral in NUMERAL.finditer(text):
        if numeral.start() < read_to:
            continue
        while closing <= numeral.start():
            opening, closing = next(marked)
        if numeral.start() > opening:
            continue
        if way := _in_a_manner(text, numeral):
            yield way
            read_to = way.end
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


# 机构、人员、经费三个到位; 做到三个到位：领导到位、工作到位、措施到位 (R32).
IN_A_MANNER = re.compile(rf"(?P<n>[两三四五六七八九十])个(?P<manner>{MANNERS})(?=[，。；：、（！\n”和与及的]|\Z)")
ALIKE_WITHIN = 110
CLAUSES = re.compile("[，。；、：\\n]")
SAID_BEFORE = re.compile("^要?(?:切实)?(?:做到|实现)|^要")


def _in_a_manner(text: str, numeral: re.Match[str]) -> Formulation | None:
    """A way of working that is counted, where what is done so stands right before it or behind it (R32)."""
    start = numeral.start()
    way = IN_A_MANNER.match(text, start) if text.startswith("个", start + 1) else None
    if way is None or (start and text[start - 1] in BEFORE_NONE):
        return None
    number = chinese_number(way["n"]) or 0
    members = listed_before(text, start, number) or listed_after(text, way.end(), number)
    if members is None:
        members = _each_alike(text[way.end() : way.end() + ALIKE_WITHIN], way["manner"], number)
    if members is None:
        return None
    return Formulation(way[0], number, members, start, way.end(), _refers(text, start))


def _each_alike(behind: str, manner: str, number: int) -> list[str] | None:
    """Neighbouring parts that end in the counted way of working, where their count fits."""
    run: list[str] = []
    for part in CLAUSES.split(behind)[: number + 3]:
        if part.endswith(manner) and len(manner) < len(part) <= LONGEST_ALIKE:
            run.append(part)
        elif run:
            break
    return [SAID_BEFORE.sub("", part) for part in run] if len(run) == number else None


LONGEST_ALIKE = 16


def _bare_item(text: str, start: int) -> Formulation | None:
    """Read a construct that stands without quotation marks (R30)."""
    match = BARE.match(text, start)
    if match is None and text.startswith("个", start + 1) and (end := _sets_of_a_place(text, start)):
        return Formulation(text[start:end], chinese_number(text[start]), None, start, end, _refers(text, start))
    if match is None:
        fronted = FRONTED.match(text, start)
        return Formulation("门前三包", 3, None, start - 2, start + 2) if fronted else None
    if start and text[start - 1] in BEFORE_NONE and not _lost_its_mark(text, start, match.end()):
        return None
    return Formulation(match[0], counts(match[0]), None, start, match.end(), _refers(text, start))


def _lost_its_mark(text: str, start: int, end: int) -> bool:
    """Whether the closing mark behind a set that all know was lost (做到“两个维护，不断…)."""
    return text[start - 1] == "“" and text[end : end + 1] in ("，", "。", "；")


# 奋力建设五个青海: a jurisdiction's own sets; three projects of a city are none.
BUILT = re.compile(r"(?:建设|打造|推进|加快|推动|奋力|围绕|聚焦|锚定|实现|谱写)(?:好|的)?$")
AS_A_SET = re.compile(r"建设|目标|战略|蓝图|愿景|任务|要求|部署|布局")
AS_MANY = frozenset("三四五六七八九十")


def _sets_of_a_place(text: str, start: int) -> int:
    """Where the name of the jurisdiction ends that is counted like a set: 五个青海, 四个海南 (R30); 0 where none is."""
    if text[start] not in AS_MANY or (start and text[start - 1] in BEFORE_NONE):
        return 0
    for end in (start + 5, start + 4):
        if text[start + 2 : end] in by_short_name():
            behind = AS_A_SET.match(text, end) is not None
            ahead = BUILT.search(text, max(0, start - 4), start) is not None
            closed = text[end : end + 1] in CLOSING
            return end if behind or (ahead and closed) else 0
    return 0


CLOSING = frozenset(["", *"，。；、”！\n和与的"])

# “12345”热线: a number to ring.
CALLED = re.compile(r"[一-鿿]{0,8}?(?:热线|电话|平台)")


# 事故起数、死亡人数“双下降”: how two figures move; “双提升”行动 is a construct.
BOTH_MOVE = frozenset(f"双{verb}" for verb in ("下降", "上升", "增长", "提升", "提高", "减少", "增加", "回落"))


def _only_moves(phrase: str, text: str, end: int) -> bool:
    """Whether a pair only says how what it counts moves, at its clause's end (R31)."""
    return phrase in BOTH_MOVE and text[end : end + 1] in CLOSING_CLAUSE


CLOSING_CLAUSE = frozenset(["", *"，。；、！\n"])


def _refers(text: str, start: int) -> bool:
    """同三大战略的…, 对标“四个走在前”: another's formulation is only referred to (R35)."""
    return REFERENCE.search(text, max(0, start - 4), start) is not None


def _open(text: str, match: re.Match[str]) -> Formulation | None:
    start = match.start()
    if match["double"]:
        if _only_moves(match[0], text, match.end()):
            return None
        described = start > 0 and text[start - 1] == "”" and listed_before(text, start, 2) is None
        if described or (start and text[start - 1] in "“无成一另有"):
            return None
        phrase = match[0]
        return Formulation(phrase, 2, listed_before(text, start, 2), start, match.end(), _refers(text, start))
    noun = match["noun"] or match["noun2"]
    number = chinese_number(match["n"] or match["n2"]) or 0
    if match["noun"]:
        head = NOUN_HEAD.match(noun) or (WITH_MEMBERS.match(noun) if listed_before(text, start, number) else None)
        if not head:
            return None
        end = start + 2 + head.end()
        phrase = text[start:end]
    else:
        listed = listed_before(text, start, number)
        # Number and measure only where the members stand there, in a series, or for a system of levels (R32).
        if DEALT_OUT.search(noun) or (noun.endswith(SECTORS) and OF_SECTOR.match(text, match.end())):
            return None  # 三个乡各建一个…; 四个工业集中区
        levels = match["measure"] == "级" and noun.endswith(("体系", "网络")) and number > 2
        if (noun.endswith(THINGS) or listed is None) and not (levels or _in_series(text, start, noun)):
            return None
        of_points = POINTS_OF.match(text, match.end()) if match[0].endswith("重点") else None
        end = of_points.end() if of_points else match.end()
        phrase = text[start:end]
    members = listed_before(text, start, number)
    if members is None and match["noun"] and start and text[start - 1] == "这":
        members = named_earlier(text, start, number, noun=text[start + 2 : end])
    led = start > 0 and text[start - 1] in "党的届这那各某几“" and not SET_BY.search(text, max(0, start - 3), start)
    told = members is not None and text[start - 1] == "这"
    if phrase in NEVER or (led and not told) or SENTENCE_END.search(phrase):
        return None
    members = members or listed_after(text, end, number)
    return Formulation(phrase, number, members, start, end, _refers(text, start))


# 县委确定的八大攻坚行动: who set them stands before 的.
SET_BY = re.compile("(?:”|确定|部署|提出|实施|明确|谋划)的$")
# 实施一项行动、深化两项改革、健全三个机制: one set after the other, each with its deed.
COUNTED = rf"[一-鿿]{{0,6}}?[{CN}](?:个|项|大|条|件|张)[^{CN}，。；、：“”\d\s]{{2,8}}"
SERIES = re.compile(rf"(?:{COUNTED}[、，]){{2,8}}{COUNTED}")
SERIES_NUMBER = re.compile(rf"[{CN}](?=个|项|大|条|件|张)")
SERIES_BACK = 90


def _in_series(text: str, start: int, noun: str) -> bool:
    """Whether a count stands among three or more whose numbers rise or fall (R32); not places, plants and parks."""
    if noun.endswith((*THINGS, *BUILT_THINGS)):
        return False
    first = max(text.rfind(mark, max(0, start - SERIES_BACK), start) for mark in "。；：\n”") + 1
    for series in SERIES.finditer(text, max(first, start - SERIES_BACK), start + SERIES_BACK):
        if series.start() <= start < series.end():
            numbers = [chinese_number(n) or 0 for n in SERIES_NUMBER.findall(series[0])]
            return len(set(numbers)) > 1 and numbers in (sorted(numbers), sorted(numbers, reverse=True))
    return False


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
