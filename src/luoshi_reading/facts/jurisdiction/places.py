"""Whose document it is: the jurisdiction, with its GB/T 2260 code. Rules R55-R58."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi_reading.facts.jurisdiction.accounts_of_places import page_of
from luoshi_reading.facts.jurisdiction.cities_below import city_below
from luoshi_reading.facts.jurisdiction.occurrences import without_occurrences
from luoshi_reading.facts.jurisdiction.own_jurisdiction import (
    OFFICE_WEIGHT,
    capital_of,
    is_called,
    prefecture_of,
    told_of,
    visited_below,
    weigh_bynames,
    weigh_city_below,
    weigh_own_sayings,
)
from luoshi_reading.facts.jurisdiction.own_words import LEAD_LENGTH, OTHER_KIND, ZONE_RANK, own_kind, own_rank
from luoshi_reading.facts.jurisdiction.place_names import (
    COUNTY,
    ORGAN,
    PREFECTURE,
    weigh_counties,
    weigh_framed,
    weigh_names,
    weigh_sources,
    weigh_zones,
)
from luoshi_reading.facts.jurisdiction.ranks_named import OWN_RANKS, meeting_rank, rank_of, title_rank, watching_rank
from luoshi_reading.facts.jurisdiction.spoken_alone import spoken_alone
from luoshi_reading.facts.jurisdiction.things_of_places import none_below, weigh_things
from luoshi_reading.facts.jurisdiction.towns import county_of, town_of, town_that_meets, with_county_spoken
from luoshi_reading.knowledge.divisions import KINDS_OF_PEOPLES, Division, by_name, divisions, full_name
from luoshi_reading.knowledge.first_letters import compiled

ZONE_NAME = re.compile(r"(?:[一-鿿]{2,6})?(?:经济技术开发区|经开区|高新技术产业开发区|高新区|开发区)")
# 国务院办公厅关于…: of no division, whichever it names.
NATIONAL = re.compile(
    r"(?:中共中央|国务院|全国人大|全国政协|最高人民|中央纪委|国家[一-鿿]{2,10}(?:委员会|委|总局|局|部))"
)
BEFORE_ZONE = re.compile(r"^.*(?:[设园业作展]和|[在于到赴由兼的将把对与]|推进|促进|加快|支持|推动|助力|服务|关于|围绕)")
# 中共某省某某新区工作委员会, on a line of its own.
ZONE_SIGNS = re.compile(
    r"^[ \u3000]*(?:中共)?(?P<name>[一-鿿]{2,10}(?:新区|开发区|高新区|经开区|示范区))"
    r"(?:党工委|管委会|工作委员会|管理委员会)[ \u3000]*$",
    re.M,
)
# 全镇, 镇党委: a town's own news lies in a county, whichever province's newspaper brings it.
OF_TOWN = compiled("[全该][镇乡](?!村)|[镇乡](?:党委|党政|政府|人大|机关|主要领导|直各?单位)")
# 云岭市桑坞区青石街道举办…, at the head of the title or of the first sentence.
TOWN_ACTS = re.compile(
    r"(?:[^\n。]{0,80}\n)?(?:[^\n。，]{0,20}讯[^\n，。]{0,20})?(?:近日|日前|(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:[上下]午)?)?[，,]?"
    r"[^\n。，：；、在到赴]{2,12}[县区市旗][^\n。，：；、在到赴县区市旗]{2,5}(?:街道|镇|乡)(?!村)"
)
PROVINCE = re.compile(r"\d\d0000")


@dataclass(frozen=True, slots=True)
class Place:
    """``name`` with the divisions above it; ``code`` is None where the jurisdiction has none (a development zone)."""

    name: str | None
    code: str | None


PARTY_NAME = re.compile(r"(?:中共|中国共产党)(?P<name>[一-鿿]{2,3}[市县区])(?=委|第[一二三四五六七八九十]+届)")
# …市委, …市人民政府, …市第五届, …市召开: a jurisdiction that stands in no list keeps its name without a code.
# It is looked for behind a line feed, and begins with one set: no character of a word, or 中共, 在, 日, 2026年.
OWN_NAME = re.compile(
    r"[\0-\u4dff\ua000-\U0010ffff共党在日年](?<!(?<!中)共)(?<!(?<!中国共产)党)(?<!(?<!\d)年)(?P<name>(?!图为|此为|年|[在于对由和与是为把向到赴])(?:[一-鿿]{2,3}市)?[一-鿿]{2,3}?(?:市(?!场|级|直)|(?<![园社景小片厂校新市发高])区(?!域|县)|县(?!级|区)|州(?=委|人|政|第|召)))"
    r"(?=委|人民政府|政府|第[一二三四五六七八九十]+届|人大|政协|召开|举行|举办|[市区县州][长委]|区域内|融媒|今天|昨天|交通|教育|公安"
    r"|[^，。；、：《》\n]{2,24}(?:会议?|大会|仪式)[^，。；\n]{0,16}(?:召开|举行|举办|开幕))"
)
# Words that stand before 市委 and make no name with it: 根据市委…, 已经市政府…, 报市政府….
NO_OWN_NAME = re.compile(
    r"会同|联合|会议|大会|^政府|和[市县区]$|^第[一二三四五六七八九十\d]+[条章节]|^[一二三四五六七八九十]是|^(?:[这那]次|希望|欢迎|感谢|建议|鼓励|引导|督促|指导|帮助|代表|通过|得到|受到|接到|经过|针对|关于|以及|包括|特别|尤其|因此|由于|如果|我们|他们|大家|各位|首先|其次|最后|最近|只有|成为|作为)|[一-鿿]任[市县区]$|^(?:县|地|副省|省辖)级市$|[由对把]|^(?:结合|完成|支持|配合|传达|学习|通报|汇报|协助|争取|服务|加强|加快|促进|实现|提升|达到)"
    r"|^自治[州县旗区]$|^交流|[各全我本该其两多三某省关赴到届委要从在是]|^第[一二三四五六七八九十\d]+[次届]|[一二三四五六七八九十\d]次|按照|确保|对照|落实|贯彻|围绕|推动|动员|号召|力争|^(?:设区|有关|相关|根据|依据|依照|按照?|遵照|据|已?经|均?由|报请?|提请|请|被|并|以及|及|[^一-鿿]*[近昨今当目明去]|部分|多数|少数|一些|不少|大多|所有|全体|[上下]午|[最日]|随后|结果|此[前后次]|同时|期间|会[上后前]|刚才|下面|现在)|^(?:召开|举行|举办|主持|听取|审议|研究|参加|列席|出席|组织|邀请|[经由报]?(?:副|原))|(?:老|新|主|中心|城|建成|示范|试验|试点|服务|办公|居住|功能|商业|农业|工业)(?:城)?区$"
)


# 我代表桑坞市人民政府，向大会报告工作; ——在桑坞市第五届人民代表大会第三次会议上: whose report it is.
SPEAKS_FOR = re.compile(
    r"(?:我[谨]?代表|——[^\n]{0,20}在)(?P<name>[一-鿿]{2,12}[省市县区州旗])"
    r"(?=(?:人民)?政府[，,向]|委[、，][省市县区州旗]?(?:人民)?政府|第[一二三四五六七八九十]+届)"
)
# 松滋市人民政府网讯 5月18日，我市…: whose site tells it.
SITE_TELLS = re.compile(r"(?P<name>[一-鿿]{2,9}[市县区州旗])(?:人民)?政府(?:门户)?网站?(?=讯|消息)")
# Asked first: it begins with letters, a name with any.
SITE_WORDS = re.compile("政府(?:门户)?网站?(?:讯|消息)")


def find_place(
    text: str, title: str | None, publisher: str | None, metadata: Sequence[str], hosts_role: str | None
) -> Place:
    """Weigh every division named and return the one whose document this is (R56-R58)."""
    lead = text[:LEAD_LENGTH]
    if NATIONAL.match(title or ""):
        return Place(None, None)
    if town := town_of(text, title, publisher):
        return _of_town(town, text, metadata)
    if zone := ZONE_SIGNS.search(text, 0, LEAD_LENGTH):
        return Place(zone["name"], None)
    rank = own_rank(text)
    told = told_of(title)
    reports = SPEAKS_FOR.search(f"{title or ''}\n{lead}") or (SITE_WORDS.search(lead) and SITE_TELLS.search(lead))
    if reports and (own_rank_named := rank_of(reports)):
        rank = own_rank_named
    elif rank in (None, COUNTY) and told:
        rank = told.rank
    elif (rank is None or rank < COUNTY) and (titled := title_rank(title) or watching_rank(lead)):
        rank = max(rank or 0, titled)
    elif rank in (1, PREFECTURE) and (meets := meeting_rank(lead)):
        rank = meets
    if rank == ZONE_RANK:
        zone = ZONE_NAME.search(text)
        return Place(BEFORE_ZONE.sub("", zone[0]) if zone else None, None)
    votes: dict[str, float] = defaultdict(float)
    near = "\n".join([title or "", publisher or "", hosts_role or ""])
    for stretch, weight in (
        (lead, 2.0),
        (text[LEAD_LENGTH:20000], 1.0),
        (near, 4.0),
        ("\n".join(metadata)[:2000], 2.0),
        (text[-300:], 1.0),
    ):
        weigh_names(votes, without_occurrences(stretch), weight)
    weigh_sources(votes, "\n".join([lead, *metadata])[:2000], of_prefecture=rank == PREFECTURE)
    weigh_zones(votes, text[:20000])
    weigh_own_sayings(votes, lead, text[:20000], title)
    if told:
        votes[told.code] += OFFICE_WEIGHT
    weigh_counties(votes, f"{near}\n{text[:20000]}")
    if rank == PREFECTURE:
        weigh_city_below(votes, text[:20000])
        weigh_bynames(votes, text[:20000])
    if rank == COUNTY and _is_of_region(votes, text):
        rank = 1
    own = _own_name(f"{near}\n{lead}")
    if own is None and rank in OWN_RANKS and PARTY_NAME.search(lead) is None:
        if all(map(PROVINCE.fullmatch, votes)) or (
            rank == COUNTY and all(divisions()[code].rank < COUNTY for code in votes)
        ):
            weigh_framed(votes, text[:20000])
        if all(map(PROVINCE.fullmatch, votes)) or (rank == COUNTY and none_below(votes)):
            weigh_things(votes, text[:20000], own_kind(lead, rank))
    of_town = rank is None and (OF_TOWN.search(lead) or TOWN_ACTS.match(f"{title or ''}\n{lead}"))
    below = of_town and any(divisions()[code].rank == COUNTY for code in votes)
    best = _best(votes, COUNTY if below else rank, own_kind(lead, rank))
    above = prefecture_of(votes, text[:20000]) if rank == PREFECTURE and own is None else None
    if above:
        best = above
    elif best and rank == PREFECTURE and (city := city_below(best, f"{near}\n{text[:20000]}")):
        return Place(full_name(city), city.code)
    if best and rank == COUNTY and own is None and _is_shared(best, votes):
        return Place(best.name, None)
    if (
        best
        and (
            is_called(best, text + near)
            or any(best.short in noted for noted in metadata)
            or (rank == 1 and _only_province(votes, best))
            or above is not None
            or ((visited := visited_below(lead)) is not None and visited.code[:4] == best.code[:4])
        )
        and (rank is not None or _heads(best, title) or _governs(best, f"{near}\n{text[:20000]}"))
        # A name in no list that the document speaks of more often is its own; the listed one is mentioned.
        and (own is None or best.short in own or text.count(own) <= text.count(best.short))
    ):
        return Place(full_name(best), best.code)
    if own is None and (party := PARTY_NAME.search(lead)):
        own = party["name"]
    if own is None and best is None:
        own = _own_name("\n".join(metadata)[:LEAD_LENGTH]) or _own_name(f"{near}\n{lead}", shared=True)
    if own and len(listed := _below_spoken_of(own, votes)) == 1 and rank is not None:
        return Place(full_name(listed[0]), listed[0].code)
    if own is None and none_below(votes):
        named = frozenset(code[:2] for code in votes if PROVINCE.fullmatch(code))
        if rank == PREFECTURE and (capital := capital_of(votes, text[:20000])):
            return Place(full_name(capital), capital.code)
        if page := page_of(text, "\n".join(metadata)[:4000], rank, own_kind(lead, rank)):
            return Place(full_name(page), page.code)
        if alone := spoken_alone("\n".join([near, text[:20000], *metadata])[:24000], rank, own_kind(lead, rank), named):
            return Place(full_name(alone), alone.code)
    met = town_that_meets(text) if own is None and best is None else None
    return _of_town(met, text, metadata) if met else Place(own, None)


# 全区, without a word that only a district or a county has.
OF_DISTRICT = re.compile(r"县|旗(?!帜)|区(?:委|政府|长|直|人大|政协)")


def _is_of_region(votes: dict[str, float], text: str) -> bool:
    """Whether 全区 is a whole autonomous region: it is named, nothing below it is, and nothing tells of a district."""
    known = divisions()
    return (
        bool(votes)
        and all(known[code].name.endswith("自治区") for code in votes)
        and OF_DISTRICT.search(text, 0, LEAD_LENGTH) is None
    )


def _of_town(town: str, text: str, metadata: Sequence[str]) -> Place:
    county = county_of(town, text, metadata)
    if county is None and (parted := with_county_spoken(town, text)):
        county, town = parted
    return Place(full_name(county) + town, county.code) if county else Place(town, None)


TITLE_NAME = re.compile(
    r"(?P<name>(?!图为|此为|[在于对由和与是为把向到赴关])[一-鿿]{2,3}(?:(?<![城都地])市(?!场|级|直|县)|县(?!级|区|域)|(?<![园社景小片厂校新市发高])区(?!域|县)))(?!党政|代表团|考察团|客商|[^，。\n]{0,14}?来[我本])(?=[一-鿿“]|20\d\d)"
)


# 黑河 may be a river: what is named in passing beside the prefectures of one province.
IN_PASSING = 0.15


def _only_province(votes: dict[str, float], province: Division) -> bool:
    """Whether every prefecture named lies in this province: 全省大会在西安召开 names no other (R58)."""
    named: dict[str, float] = defaultdict(float)
    for code, weight in votes.items():
        if code.endswith("00") and not code.endswith("0000"):
            named[code[:2]] += weight
    own = named.pop(province.code[:2], 0.0)
    return own > 0 and sum(named.values()) <= own * IN_PASSING


def _own_name(lead: str, *, shared: bool = False) -> str | None:
    """The jurisdiction that title or lead names as an issuer or as the one that meets, where it stands in no list.

    ``shared``: the one of those that do stand there whose name several share.
    """
    for found in OWN_NAME.finditer("\n" + lead):
        name = found["name"]
        if NO_OWN_NAME.search(name):
            continue
        listed = next((known for known in (name, name[-3:], name[-4:]) if known in by_name()), None)
        if shared and listed and len(by_name()[listed]) > 1:
            return listed
        if not shared and listed is None:
            return name
    if shared:
        return None
    titled = TITLE_NAME.match(lead)
    return titled["name"] if titled and NO_OWN_NAME.search(titled["name"]) is None else None


def _below_spoken_of(name: str, votes: dict[str, float]) -> Sequence[Division]:
    """The divisions of a name, and of several those whose prefecture the document speaks of (市中区 beside 乐山市)."""
    options = by_name().get(name, ())
    below = [option for option in options if any(votes.get(code) for code in option.parent_codes)]
    return below if len(options) > 1 and below else options


# 2027年云岭经济社会发展任务: a title about a city's own affairs.
AFFAIRS = (
    r"(?:经济社会|国民经济|重点|民生|今年|明年|全面|召开|部署|启动|推进|定下|确定|晒出|划定|20\d\d年"
    r"|(?:今年|明年|将|要|准备|打算)?(?:这[样么]|怎[么样]|如何|咋)[^，。]{0,2}(?:[干做办抓]|发力))"
)


def _is_shared(best: Division, votes: dict[str, float]) -> bool:
    """Whether another division of this name is as likely: 和平区 alone may be of either city."""
    return any(
        option.code != best.code
        and votes.get(option.code) == votes.get(best.code)
        and not any(votes.get(code) for code in best.parent_codes)
        for option in by_name()[best.name]
    )


def _heads(division: Division, title: str | None) -> bool:
    """Whether a title speaks of a prefecture's or province's own affairs by its spoken name."""
    return (
        title is not None
        and division.rank < COUNTY
        and re.search(re.escape(division.short) + AFFAIRS, title) is not None
    )


# 总书记视察某省重要讲话: the instructions that a jurisdiction cites as given to itself.
VISITED = ("视察", "考察", "记对", "调研")
# 他强调，某省要…: whom somebody from the centre asks on his visit.
ASKED = re.compile(r"[要应]|作为")
INSTRUCTED = re.compile(r"(?:工作)?(?:时)?(?:的)?(?:系列)?重要(?:讲话|指示)")


def _governs(division: Division, text: str) -> bool:
    """Whether a division is named in full or with an organ; 金华火腿 names none."""
    return (
        division.name in text
        or _in_short(division) in text
        or any(
            ORGAN.match(text, found.end())
            or text[found.end() : found.end() + 1] in "市省区县州讯："
            or (text[found.start() - 2 : found.start()] in VISITED and INSTRUCTED.match(text, found.end()))
            or (text[found.start() - 1 : found.start()] == "，" and ASKED.match(text, found.end()))
            for found in re.finditer(re.escape(division.short), text)
        )
    )


def _in_short(division: Division) -> str:
    """镇宁自治县 for 镇宁布依族苗族自治县; the full name where there is no such form."""
    kind = division.name[-3:]
    return division.short + kind if kind in KINDS_OF_PEOPLES else division.name


def _best(votes: dict[str, float], rank: int | None, kind: tuple[tuple[str, ...], bool] | None) -> Division | None:
    known = divisions()
    total: dict[str, float] = defaultdict(float)
    for code, weight in votes.items():
        total[code] += weight
        for above in known[code].parent_codes:
            if above in known:
                total[above] += weight * 0.3
    scored = []
    for code, weight in total.items():
        division = known[code]
        if rank is not None and not _fits(division, rank):
            continue
        if kind is not None and division.name.endswith(kind[0]) is not kind[1]:
            weight *= OTHER_KIND
        support = sum(votes.get(above, 0.0) for above in division.parent_codes)
        scored.append((weight + min(support, weight) * 0.2, -int(code), division))
    if not scored:
        return None
    weight, _, best = max(scored, key=lambda row: row[:2])
    if rank is None and best.rank < COUNTY:
        # 上海市嘉定区某某协会: named no oftener than its one district, the city only tells where that lies.
        below = [code for code in votes if known[code].rank == COUNTY and best.code in known[code].parent_codes]
        if len(below) == 1 and votes[below[0]] >= votes.get(best.code, 0.0):
            best = known[below[0]]
    return best if weight >= 1.0 else None


def _fits(division: Division, rank: int) -> bool:
    municipality = division.code[:2] in {"11", "12", "31", "50"}
    if rank == 1:
        return division.rank == 1
    if rank == 2:
        return (
            division.rank == 2
            or (division.rank == 1 and municipality)
            or (division.rank == 3 and division.name.endswith("市"))
        )
    return division.rank == 3
