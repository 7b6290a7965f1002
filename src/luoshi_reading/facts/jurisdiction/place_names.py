"""What a text's mentions of divisions weigh: names in full and as spoken, sources, zones, counties. Rules R56-R57."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from luoshi_reading.knowledge.divisions import Division, by_name, by_short_name, divisions
from luoshi_reading.knowledge.first_letters import compiled, guarded
from luoshi_reading.knowledge.word_lists import words

ORGAN = re.compile(
    r"市委|省委|区委|县委|州委|市人民政府|人民政府|市政府|省政府|区政府|县政府|政府|人大|政协|市第|省第|区第|县第|党委"
)
ORDINARY = frozenset(words("places", "ordinary"))
PARTS = frozenset(words("places", "parts"))
RARE = frozenset(words("places", "rare"))
# 贫困户县级验收, 磁县城: there the second character begins another word.
GOES_ON = re.compile("[级委城乡里域区内外直各长属]")
SUFFIXES = "省市区县州旗盟"


@cache
def _endings() -> tuple[re.Pattern[str], dict[str, tuple[int, ...]]]:
    """The 省, 市, 区 … that may end a full name, and how long the names are that end in two characters, longest first.

    Three thousand names in one pattern are slow; the last two characters rule nearly every place out.
    """
    lengths: dict[str, set[int]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    for name in by_name():
        if len(name) <= LONGEST_NAME and name[-1] in SUFFIXES:
            lengths[name[-2:]].add(len(name))
            before[name[-1]].add(name[-2])
    suffix = "|".join(f"{last}(?<=[{''.join(sorted(ahead))}]{last})" for last, ahead in sorted(before.items()))
    return re.compile(suffix), {ending: tuple(sorted(of, reverse=True)) for ending, of in lengths.items()}


@cache
def _spoken() -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    """The spoken names of provinces and prefectures; their first two characters; what they may begin with."""
    spoken = frozenset(n for n, opts in by_short_name().items() if any(o.rank < COUNTY for o in opts)) - ORDINARY
    firsts, seconds = ("".join(sorted({name[at] for name in spoken})) for at in (0, 1))
    return spoken, frozenset(name[:2] for name in spoken), re.compile(f"[{firsts}](?=[{seconds}])")


def _full_names(stretch: str) -> Iterator[tuple[str, int]]:
    """Full names with where they end; the longest that ends at a 省, 市, 区 …."""
    names = by_name()
    suffix, lengths = _endings()
    for match in suffix.finditer(stretch):
        end = match.end()
        for length in lengths.get(stretch[end - 2 : end], ()):
            name = stretch[end - length : end]
            if length <= end and name in names:
                if _stands(stretch, name, end - length):
                    yield name, end
                break


# 代县长, the acting head of a county.
ACTING_HEAD = "代县"
# 《…请示》和县妇联《…请示》: and the county's.
AND_COUNTY = "和县"
CLOSING = frozenset("》）)”’")
# What may stand before a name of two characters: 召开县政府常务会议 does not name 开县.
BEFORE_SHORT = re.compile(r"(?:^|[^一-鿿]|[省市州共在到赴为让入抵往访于把将]|共产党|日[上下]午|今[天日]|\d年)$")
SHORTEST_PLAIN = 3


def _stands(stretch: str, name: str, start: int) -> bool:
    """Tell a full name from words that only look like it: two characters behind another word, or a part of any town."""
    if len(name) >= SHORTEST_PLAIN and name not in PARTS:
        return True
    known = divisions()
    above = [known[code] for option in by_name()[name] for code in option.parent_codes if code in known]
    before = stretch[max(0, start - LONGEST_NAME) : start]
    if before and any(before.endswith((division.name, division.short)) for division in above):
        return True
    if name in RARE:
        return GOES_ON.match(stretch, start + len(name)) is None or BEFORE_SHORT.search(before) is not None
    if name in PARTS or (name == ACTING_HEAD and stretch.startswith("长", start + len(name))):
        return False
    if name == AND_COUNTY and (before[-1:] in CLOSING or before.endswith("年")):
        return False
    return BEFORE_SHORT.search(before) is not None


@cache
def _across() -> dict[str, tuple[tuple[int, str], ...]]:
    """For each spoken name the words that run into it, with where in them it begins."""
    spoken = _spoken()[0]
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word in words("places", "across"):
        for at in range(len(word) - 1):
            if word[at : at + 2] in spoken:
                found[word[at : at + 2]].append((at, word))
    return {name: tuple(listed) for name, listed in found.items()}


def _spoken_names(stretch: str) -> Iterator[tuple[str, int]]:
    spoken, first_two, first = _spoken()
    position = 0
    for match in first.finditer(stretch):
        start = match.start()
        if stretch[start : start + 2] not in first_two or start < position:
            continue
        if stretch[start - 2 : start] in HEADS:
            continue  # 县长舒城 is called like a city
        if stretch[start] == "长" and stretch[start - 1 : start] in OFFICES:
            continue  # 市长沙某: the first character ends an office
        for length in (5, 4, 3, 2):
            name = stretch[start : start + length]
            if name in spoken and len(name) == length:
                if any(at <= start and stretch.startswith(word, start - at) for at, word in _across().get(name, ())):
                    break
                position = start + length
                yield name, position
                break


HEADS = frozenset(("书记", "主席", "主任", "市长", "县长", "区长", "州长", "局长", "部长", "省长"))
OFFICES = frozenset("市县区州镇乡校局院")
LONGEST_NAME = 15
PREFECTURE = 2
COUNTY = 3
# Municipalities have districts and counties, and no prefectures between.
CITIES = frozenset({"110000", "120000", "310000", "500000"})


def _source(edge: str, headed: str = "") -> str:
    """来源：中国…网, …县融媒体中心, 本报…讯: where the report comes from; and where it says that they met."""
    return (
        r"(?:来源|作者|供稿|发布(?:单位|机构)?|记者|编辑|—|-|_)[：:]?[ \u3000]*"
        r"(?:中国|今日|美丽|魅力|掌上)?(?P<name>[一-鿿]{2,3}?)[市县区]?"
        r"(?:人民)?(?:新闻网|新闻|政府|发布|融媒|日报|晚报|报|电视|广播|网|传媒|党建|门户|县委|市委|区委|政务)"
        r"|(?:" + edge + r"|本报|本网|本台)[ \u3000]*(?P<line>[一-鿿]{2,3}?)[市县区]?"
        r"(?:(?:新闻网|日报|融媒体?|网|电视台)?讯[ \u3000]*[（(：:]?|\d{1,2}月\d{1,2}日(?:讯|电(?=[ \u3000（(：:，])))"
        + headed
        + r"|(?:"
        + edge
        + r"|[>＞·|]\s*|(?<=\d)[ \u3000]+)(?:走进|魅力|今日|美丽|印象|中国[·•]?)?(?P<site>[一-鿿]{2,3}?)[市县区]?"
        r"(?:新闻(?!发布|中心|办)|日报|融媒|发布|党建网|政府网|人民政府门户|要闻)"
        # 桑坞应急 2026年7月8日, 桑坞教育　2026-07-08: the name of an office's own account.
        r"|(?:"
        + edge
        + r")[ \u3000]*(?P<account>[一-鿿]{2,3}?)[市县区]?(?:应急|教育|水务|水利|气象|公安|交警|消防|检察|法院|文旅"
        r"|税务|政法|组工|党建|农业农村|农业"
        r"|住建|卫健|健康|司法|民政|人社|医保|林草|环保|生态环境|市场监管|统战|工会|妇联|青年|共青团|政协|人大|融媒|发布|关注)"
        r"(?:[ \u3000]*[一-鿿]{0,2}[ \u3000]*20\d\d[-年/.])"
        r"|走进(?P<entered>[一-鿿]{2,3}?)(?=[市县区]?(?:新闻|政府|政务|信息|要闻|县情|市情|区情|[\s>|]|$))"
        r"|[在于](?P<seat>[一-鿿]{2,3}?)[市县区]?(?:召开|举行|开幕|闭幕|隆重)"
    )


SOURCE = guarded(_source(r"\n"))
# At the head of a text a line begins, too; asked for with the others it would have them tried at every place.
SOURCE_AT_HEAD = re.compile(_source(r"^|\n", r"|\A(?P<headed>[一-鿿]{2,3})：(?=[^\n。]{6})"))
SOURCE_WEIGHT = 4.0


def weigh_sources(votes: dict[str, float], stretch: str, *, of_prefecture: bool = False) -> None:
    """Weigh the names in the page's source, the dateline and the place of the meeting, a county's spoken name too.

    ``of_prefecture``: 全市…会在云岭召开 tells no county, where the prefecture above it is spoken of.
    """
    if not any(sign in stretch for sign in SOURCE_SIGNS):
        return
    for found in page_sources(stretch):
        options = by_short_name().get(next(filter(None, found.groups())), ())
        highest = min((option.rank for option in options), default=0)
        options = tuple(option for option in options if option.rank == highest and option.short not in ORDINARY)
        if of_prefecture and found["seat"]:
            options = tuple(option for option in options if option.code[:4] + "00" not in votes)
        for option in options:
            votes[option.code] += SOURCE_WEIGHT / len(options)


def page_sources(stretch: str) -> Iterator[re.Match[str]]:
    """Yield what tells where a page comes from: at the head of the stretch, then behind it."""
    head = SOURCE_AT_HEAD.match(stretch)
    if head is not None:
        yield head
    yield from SOURCE.finditer(stretch, head.end() if head else 1)


# 泰兴港区, 桑坞经济开发区: a part of the jurisdiction that bears its name.
ZONED = compiled(
    r"(?:经济|高新|工业|生态|现代农业|循环经济|物流|化工|新材料)(?:技术|产业|工业|示范)*(?:开发区|园区|园|集中区)"
    r"|港区|高新区|经开区|开发区|工业集中区"
)
SPOKEN_BEFORE = re.compile(r"[一-鿿]{2,3}\Z")
LONGEST_SPOKEN = 3
ZONE_WEIGHT = 2.0


def weigh_zones(votes: dict[str, float], text: str) -> None:
    """Weigh a county whose spoken name, no other's and no ordinary word, a zone of it bears (R57)."""
    if "区" not in text and "园" not in text:
        return
    position = start = 0
    # From the zone back to its name: what may be a name begins at every place.
    while found := ZONED.search(text, start):
        spoken = SPOKEN_BEFORE.search(text[max(position, found.start() - LONGEST_SPOKEN) : found.start()])
        if spoken is None:
            start = found.start() + 1
            continue
        position = start = found.end()
        for name in (spoken[0], spoken[0][1:]):
            options = by_short_name().get(name, ()) if len(name) > 1 else ()
            if len(options) == 1 and options[0].rank == COUNTY and name not in ORDINARY:
                votes[options[0].code] += ZONE_WEIGHT
                break


SOURCE_SIGNS = (
    "走进",
    "网",
    "要闻",
    "融媒",
    "日报",
    "来源",
    "作者",
    "供稿",
    "发布",
    "记者",
    "编辑",
    "讯",
    "日电",
    "：",
    "召开",
    "举行",
    "开幕",
    "闭幕",
    "_",
    "-",
)


def _below_named(options: tuple[Division, ...], before: str) -> tuple[Division, ...]:
    """Of divisions with one name those whose prefecture or province is named right before it, if any is."""
    if len(options) == 1 or not before:
        return options
    known = divisions()
    below = tuple(
        option
        for option in options
        if any(before.endswith((known[c].name, known[c].short)) for c in option.parent_codes if c in known)
    )
    return below or options


def weigh_names(votes: dict[str, float], stretch: str, weight: float) -> None:
    """Add to the divisions that a stretch names in full or as spoken, more where an organ follows."""
    for name, end in _full_names(stretch):
        options = _below_named(by_name()[name], stretch[max(0, end - len(name) - LONGEST_NAME) : end - len(name)])
        factor = 3.0 if ORGAN.match(stretch, end, end + 6) else 1.2
        for option in options:
            votes[option.code] += weight * factor / len(options)
    for name, end in _spoken_names(stretch):
        # 黄山 is the city; its district of that name is 黄山区.
        options = tuple(option for option in by_short_name()[name] if option.rank < COUNTY)
        factor = 2.5 if ORGAN.match(stretch, end, end + 6) else 1.0
        if any(stretch.startswith(option.name[len(option.short) :], end) for option in options):
            continue  # a full name: 吉林省 does not speak of 吉林市
        for option in options:
            votes[option.code] += weight * factor / len(options)


@cache
def _counties() -> dict[str, tuple[Division, ...]]:
    """The counties of every prefecture and municipality that have a spoken name of their own."""
    found: dict[str, list[Division]] = defaultdict(list)
    for division in divisions().values():
        if division.rank == COUNTY and division.short not in ORDINARY and 2 <= len(division.short) < len(division.name):
            for above in division.parent_codes:
                if above in divisions():
                    found[above].append(division)
    return {code: tuple(listed) for code, listed in found.items()}


def weigh_counties(votes: dict[str, float], text: str) -> None:
    """A county's spoken name may be an ordinary word (资源): it needs its full name or its prefecture (R57)."""
    named = {code for code in votes if divisions()[code].rank == COUNTY}
    near = {
        d.code: d
        for code in list(votes)
        if not code.endswith("0000") or code in CITIES
        for d in _counties().get(code, ())
    }
    near.update({code: divisions()[code] for code in named if divisions()[code].short not in ORDINARY})
    for code, division in near.items():
        short = division.short
        # A character that stands nowhere is told twenty times as soon as a name.
        if len(short) < 2 or short[0] not in text or short[1] not in text:
            continue
        if code not in named and any(other.rank < COUNTY for other in by_short_name().get(short, ())):
            continue  # 河北 is the province before it is a district
        if times := text.count(short):
            times -= text.count(division.name)
            if times > 0:
                votes[code] += times


# 体现孝昌的实际, 让介休的明天更好, 在宽城落地: where a document that names no jurisdiction speaks of its own.
FRAMED = guarded(
    r"(?:关系到?|关乎|事关|决定|在|体现|结合|立足|符合|推动|推进|助力|谱写|书写|开创|让|为|讲好|讲|深挖|挖掘|指引|引领|助推|推进|筑牢|做强|做大|具有|富有|独具|展示|彰显|感受|提升|擦亮|打响|塑造)"
    r"(?P<name>[一-鿿]{2,3}?)"
    r"(?=的?(?:实际|加快发展|未来|兴衰|能否|明天|未来|落地|落实|大地|高质量|更好更快|又好又快|经济社会|篇章|新篇章|振兴|实践|故事|问题|县域|资源|经济发展"
    r"|发展(?:作|贡献|献|加|注入|提供|新局面|新篇)|新局面|特色|变化|魅力|形象|文旅|旅游|城市|品牌|名片|文化))"
    r"|[，。：；“”好出向为]了?[^，。；“”]{0,24}?(?P<own>[一-鿿]{2})(?=(?:答卷|样板|(?:绚丽|崭新|壮丽|精彩|华彩|美丽|时代)?(?:新)?篇章|经验|力量|担当|作为|模式|实践)(?:[”。，；！]|(?<=篇章)[作贡做而提]))"
    # 中国工商银行桑坞支行, 国网桑坞供电公司, 桑坞宾馆: whose branch or house it is.
    r"|(?:银行|电力|国网|移动|电信|联通|烟草|石油|石化|人寿|财险|邮政|保险)(?:股份|有限|公司|集团|责任){0,5}(?P<branch>[一-鿿]{2,3}?)[市县区]?"
    r"(?=支行|供电|分公司|支公司|分局|营业部)"
    # 市生态环境局桑坞分局
    r"|[市州][一-鿿]{2,8}局(?P<office>[一-鿿]{2,3})[县市区]?(?=分局)"
    r"|[、，。；：（在到赴于\n](?P<house>[一-鿿]{2,3})(?=农商银行|农商行|农村商业银行|村镇银行|农村信用联社|公路段|公路管理段|火车站|汽车站"
    r"|宾馆|饭店|大酒店|国际酒店|会堂|影剧院|大剧院|体育馆|会展中心|一中|二中|第一中学|职教中心)"
    r"|《(?P<papers>[一-鿿]{2,3}?)[县市区]?(?=[一-鿿]{2,16}(?:纲要|规划|方案|计划|办法)(?:[（(][^）)]{1,14}[）)])?》)"
)


# 学习桑坞经验: another's.
LEARNT_FROM = ("学习", "借鉴", "推广", "对标")


def weigh_framed(votes: dict[str, float], text: str) -> None:
    """Weigh a county's spoken name that stands as what a document speaks of as its own (R57)."""
    cities = {code for code in votes if not code.endswith("0000") or code in CITIES}
    only_provinces = all(code.endswith("0000") for code in votes)
    for found in FRAMED.finditer(text):
        name = next(filter(None, found.groups()))
        options = by_short_name().get(name, ())
        if found["own"] and not options:  # 谱写阿巴嘎新篇章
            options = by_short_name().get(text[found.start("own") - 1 : found.end("own")], ())
        if name in ORDINARY or not only_provinces:
            # 推动南岸高质量发展 beside 重庆市委: an ordinary word is a county's where its city is named.
            options = tuple(option for option in options if any(above in cities for above in option.parent_codes))
            if len(options) != 1:
                continue
        if any(option.rank != COUNTY for option in options):
            continue
        if found["own"] and text.endswith(LEARNT_FROM, 0, found.start("own")):
            continue
        for option in options:
            votes[option.code] += SOURCE_WEIGHT / len(options)
