"""Whose document it is: the jurisdiction, with its GB/T 2260 code. Rules R55-R59."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from luoshi_reading.knowledge.divisions import Division, by_name, by_short_name, divisions, full_name
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.word_lists import words

ORGAN = re.compile(
    r"市委|省委|区委|县委|州委|市人民政府|人民政府|市政府|省政府|区政府|县政府|政府|人大|政协|市第|省第|区第|县第|党委"
)
# Words by which a document speaks of its own jurisdiction, and the rank they mean.
OWN_PROVINCE = re.compile(r"全省|我省|本省|省政府|省委办公厅|省直")
OWN_CITY = re.compile(r"全市|我市|本市|市委|市政府|市直|市级|全州|我州|州委|州政府")
OWN_COUNTY = re.compile(r"全区|我区|全县|我县|区委|县委|区政府|县政府|区级|县级各|县直|区直|全旗|旗委")
# What a document calls its own tells a prefecture from a city, and a county from a district.
OWN_KINDS = (
    (re.compile("全州|我州|州[委长直]|州政府"), re.compile("全市|我市|市[委长直]|市政府"), 2, ("州", "地区", "盟")),
    (re.compile("全县|我县|县[委长直]|县政府"), re.compile("全区|我区|区[委长直]|区政府"), 3, ("县", "旗")),
)
OTHER_KIND = 0.5
# 自治区's 全区 is the whole region.
AUTONOMOUS = re.compile(r"自治区(?:党委|人民政府|政府|主席|召开|第[一二三四五六七八九十]+届|人大|政协|印发)")
DISTRICT = compiled(r"(?<!治)(?:区委|区政府|区长|[我本]县|全县)")
ZONE = compiled(r"(?:经开区|高新区|开发区|新区|区)?(?:党工委|管委会)")
PARTY_ORGAN = compiled(r"[市区县]委(?!员)|[市区县]政府|人民政府")
ZONE_RANK = 4
ZONE_MENTIONS = 2
ZONE_NAME = re.compile(r"(?:[一-鿿]{2,6})?(?:经济技术开发区|经开区|高新技术产业开发区|高新区|开发区)")
LEAD_LENGTH = 600


@dataclass(frozen=True, slots=True)
class Place:
    """``name`` with the divisions above it; ``code`` is None where the jurisdiction has none (a development zone)."""

    name: str | None
    code: str | None


ORDINARY = frozenset(words("places", "ordinary"))
PARTS = frozenset(words("places", "parts"))
PARTY_NAME = re.compile(r"(?:中共|中国共产党)(?P<name>[一-鿿]{2,3}[市县区])(?=委|第[一二三四五六七八九十]+届)")
# …市委, …市人民政府, …市第五届, …市召开: a jurisdiction that stands in no list keeps its name without a code.
OWN_NAME = re.compile(
    r"(?:^|[^一-鿿]|中共|中国共产党|《|在|日)(?P<name>(?![在于对由和与是为把向到赴])(?:[一-鿿]{2,3}市)?[一-鿿]{2,3}(?:市(?!场|级|直)|(?<![园社景小片厂校新市发高])区(?!域|县)|县(?!级|区)|州(?=委|人|政|第|召)))"
    r"(?=委|人民政府|政府|第[一二三四五六七八九十]+届|人大|政协|召开|举行|举办|[市区县州]长|区域内)",
    re.M,
)
# Words that stand before 市委 and make no name with it: 根据市委…, 已经市政府…, 报市政府….
NO_OWN_NAME = re.compile(
    r"[各全我本该其两多三某省关赴到届委要]|按照|确保|对照|落实|贯彻|围绕|推动|动员|号召|力争|^(?:设区|有关|相关|根据|依据|依照|按照?|遵照|据|已?经|均?由|报请?|提请|请|被|并|以及|及|[^一-鿿]*[近昨今当目明去]|[上下]午|[最日]|随后|此[前后次]|同时|期间|会[上后前]|刚才|下面|现在)|(?:老|新|主|中心|城|建成|示范|试验|试点|服务|办公|居住|功能|商业|农业|工业)(?:城)?区$"
)
SUFFIX = re.compile("[省市区县州旗盟]")


@cache
def _lookup() -> tuple[frozenset[str], frozenset[str], frozenset[str], re.Pattern[str]]:
    """Last two characters of full names; spoken names of provinces and prefectures; their first two; how they begin."""
    spoken = frozenset(n for n, opts in by_short_name().items() if any(o.rank < COUNTY for o in opts)) - ORDINARY
    firsts = "".join(sorted({name[0] for name in spoken}))
    first_two = frozenset(name[:2] for name in spoken)
    return frozenset(name[-2:] for name in by_name()), spoken, first_two, re.compile(f"[{firsts}]")


def _full_names(stretch: str) -> Iterator[tuple[str, int]]:
    """Full names with where they end; the longest that ends at a 省, 市, 区 ….

    Three thousand names in one pattern are slow; the last two characters rule nearly every place out.
    """
    names, last_two = by_name(), _lookup()[0]
    for match in SUFFIX.finditer(stretch):
        end = match.end()
        if stretch[end - 2 : end] not in last_two:
            continue
        for length in range(min(LONGEST_NAME, end), 1, -1):
            name = stretch[end - length : end]
            if name in names:
                if _stands(stretch, name, end - length):
                    yield name, end
                break


# 代县长, the acting head of a county.
ACTING_HEAD = "代县"
# What may stand before a name of two characters: 召开县政府常务会议 does not name 开县.
BEFORE_SHORT = re.compile(r"(?:^|[^一-鿿]|[省市州共在到赴]|日[上下]午|今[天日])$")
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
    if name in PARTS or (name == ACTING_HEAD and stretch.startswith("长", start + len(name))):
        return False
    return BEFORE_SHORT.search(before) is not None


@cache
def _across() -> dict[str, tuple[tuple[int, str], ...]]:
    """For each spoken name the words that run into it, with where in them it begins."""
    spoken = _lookup()[1]
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word in words("places", "across"):
        for at in range(len(word) - 1):
            if word[at : at + 2] in spoken:
                found[word[at : at + 2]].append((at, word))
    return {name: tuple(listed) for name, listed in found.items()}


def _spoken_names(stretch: str) -> Iterator[tuple[str, int]]:
    _, spoken, first_two, first = _lookup()
    position = 0
    for match in first.finditer(stretch):
        start = match.start()
        if stretch[start : start + 2] not in first_two or start < position:
            continue
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


OFFICES = frozenset("市县区州镇乡校局院")
LONGEST_NAME = 15
COUNTY = 3
# Municipalities have districts and counties, and no prefectures between.
CITIES = frozenset({"110000", "120000", "310000", "500000"})


def find_place(
    text: str, title: str | None, publisher: str | None, metadata: Sequence[str], hosts_role: str | None
) -> Place:
    """Weigh every division named and return the one whose document this is (R56-R58)."""
    lead = text[:LEAD_LENGTH]
    rank = own_rank(text)
    if rank == ZONE_RANK:
        zone = ZONE_NAME.search(text)
        return Place(zone[0] if zone else None, None)
    votes: dict[str, float] = defaultdict(float)
    near = "\n".join([title or "", publisher or "", hosts_role or ""])
    for stretch, weight in (
        (lead, 2.0),
        (text[LEAD_LENGTH:20000], 1.0),
        (near, 4.0),
        ("\n".join(metadata)[:2000], 2.0),
        (text[-300:], 1.0),
    ):
        _vote(votes, stretch, weight)
    _vote_sources(votes, "\n".join([lead, *metadata])[:2000])
    _vote_zones(votes, text[:20000])
    _vote_counties(votes, f"{near}\n{text[:20000]}")
    best = _best(votes, rank, _own_kind(lead, rank))
    own = _own_name(f"{near}\n{lead}")
    if (
        best
        and (
            best.short in text + near
            or any(best.short in noted for noted in metadata)
            or (rank == 1 and _only_province(votes, best))
        )
        and (rank is not None or _governs(best, f"{near}\n{text[:20000]}"))
        # A name in no list that the document speaks of more often is its own; the listed one is mentioned.
        and (own is None or best.short in own or text.count(own) <= text.count(best.short))
    ):
        return Place(full_name(best), best.code)
    if own is None and (party := PARTY_NAME.search(lead)):
        own = party["name"]
    return Place(own, None)


TITLE_NAME = re.compile(
    r"(?P<name>(?![在于对由和与是为把向到赴关])[一-鿿]{2,3}(?:(?<![城都地])市(?!场|级|直|县)|县(?!级|区|域)|(?<![园社景小片厂校新市发高])区(?!域|县)))(?=[一-鿿“])"
)


# 来源：中国…网, …县融媒体中心, 本报…讯: where the report comes from; and where it says that they met.
SOURCE = re.compile(
    r"(?:来源|作者|供稿|发布(?:单位|机构)?|记者|编辑|—|-|_)[：:]?[ \u3000]*"
    r"(?:中国|今日|美丽|魅力|掌上)?(?P<name>[一-鿿]{2,3}?)[市县区]?"
    r"(?:人民)?(?:新闻网|新闻|政府|发布|融媒|日报|晚报|报|电视|广播|网|传媒|党建|门户|县委|市委|区委|政务)"
    r"|(?:^|\n|本报|本网|本台)[ \u3000]*(?P<line>[一-鿿]{2,3}?)[市县区]?"
    r"(?:新闻网|日报|融媒体?|网|电视台)?讯[ \u3000]*[（(：:]?"
    r"|[在于](?P<seat>[一-鿿]{2,3}?)[市县区]?(?:召开|举行|开幕|闭幕|隆重)"
)
SOURCE_WEIGHT = 4.0


def _vote_sources(votes: dict[str, float], stretch: str) -> None:
    """Weigh the names in the page's source, the dateline and the place of the meeting, a county's spoken name too."""
    if not any(sign in stretch for sign in SOURCE_SIGNS):
        return
    for found in SOURCE.finditer(stretch):
        options = by_short_name().get(found["name"] or found["line"] or found["seat"], ())
        highest = min((option.rank for option in options), default=0)
        options = tuple(option for option in options if option.rank == highest and option.short not in ORDINARY)
        for option in options:
            votes[option.code] += SOURCE_WEIGHT / len(options)


# 泰兴港区, 桑坞经济开发区: a part of the jurisdiction that bears its name.
ZONED = re.compile(
    r"(?P<name>[一-鿿]{2,3})(?:(?:经济|高新|工业)(?:技术|产业)*(?:开发区|园区|园)|港区|高新区|经开区|开发区)"
)
ZONE_WEIGHT = 2.0


def _vote_zones(votes: dict[str, float], text: str) -> None:
    """Weigh a county whose spoken name, no other's and no ordinary word, a zone of it bears (R57)."""
    if "区" not in text and "园" not in text:
        return
    for found in ZONED.finditer(text):
        for name in (found["name"], found["name"][1:]):
            options = by_short_name().get(name, ()) if len(name) > 1 else ()
            if len(options) == 1 and options[0].rank == COUNTY and name not in ORDINARY:
                votes[options[0].code] += ZONE_WEIGHT
                break


def _only_province(votes: dict[str, float], province: Division) -> bool:
    """Whether every prefecture named lies in this province: 全省大会在西安召开 names no other (R58)."""
    named = {code[:2] for code in votes if code.endswith("00")}
    return named == {province.code[:2]}


SOURCE_SIGNS = ("来源", "作者", "供稿", "发布", "记者", "编辑", "讯", "召开", "举行", "开幕", "闭幕", "_", "-")


def _own_name(lead: str) -> str | None:
    """The jurisdiction that title or lead names as an issuer or as the one that meets, where it stands in no list."""
    for found in OWN_NAME.finditer(lead):
        name = found["name"]
        if NO_OWN_NAME.search(name) is None and not any(
            name.endswith(listed) for listed in (name, name[-3:], name[-4:]) if listed in by_name()
        ):
            return name
    titled = TITLE_NAME.match(lead)
    return titled["name"] if titled and NO_OWN_NAME.search(titled["name"]) is None else None


# 总书记视察某省重要讲话: the instructions that a jurisdiction cites as given to itself.
VISITED = ("视察", "考察", "记对", "调研")
INSTRUCTED = re.compile(r"(?:工作)?(?:时)?(?:的)?(?:系列)?重要(?:讲话|指示)")


def _governs(division: Division, text: str) -> bool:
    """Whether a division is named in full or with an organ; 金华火腿 names none."""
    return division.name in text or any(
        ORGAN.match(text, found.end())
        or text[found.end() : found.end() + 1] in "市省区县州讯："
        or (text[found.start() - 2 : found.start()] in VISITED and INSTRUCTED.match(text, found.end()))
        for found in re.finditer(re.escape(division.short), text)
    )


def own_rank(text: str) -> int | None:
    """Return the rank the document speaks from: 1 province, 2 prefecture, 3 county, 4 development zone."""
    head = text[:20000]
    county = len(OWN_COUNTY.findall(head))
    city = len(OWN_CITY.findall(head))
    province = len(OWN_PROVINCE.findall(head))
    lead = text[:LEAD_LENGTH]
    if AUTONOMOUS.search(lead) and not DISTRICT.search(head):
        return 1
    zone = len(ZONE.findall(lead))
    if zone >= ZONE_MENTIONS and zone > len(PARTY_ORGAN.findall(lead)):
        return ZONE_RANK
    if province > city and province > county:
        return 1
    if county >= city and county:
        return 3
    return 2 if city else None


def _vote(votes: dict[str, float], stretch: str, weight: float) -> None:
    for name, end in _full_names(stretch):
        options = by_name()[name]
        factor = 3.0 if ORGAN.match(stretch, end, end + 6) else 1.2
        for option in options:
            votes[option.code] += weight * factor / len(options)
    for name, end in _spoken_names(stretch):
        options = by_short_name()[name]
        factor = 2.5 if ORGAN.match(stretch, end, end + 6) else 1.0
        for option in options:
            if not stretch.startswith(option.name[len(option.short) :], end):
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


def _vote_counties(votes: dict[str, float], text: str) -> None:
    """A county's spoken name may be an ordinary word (资源): it needs its full name or its prefecture (R57)."""
    named = {code for code in votes if divisions()[code].rank == COUNTY}
    near = {
        d.code: d
        for code in list(votes)
        if not code.endswith("0000") or code in CITIES
        for d in _counties().get(code, ())
    }
    near.update({code: divisions()[code] for code in named if divisions()[code].short not in ORDINARY})
    written = frozenset(text)
    for code, division in near.items():
        short = division.short
        if len(short) >= 2 and short[0] in written and short[1] in written and (times := text.count(short)):
            times -= text.count(division.name)
            if times > 0:
                votes[code] += times


def _own_kind(text: str, rank: int | None) -> tuple[tuple[str, ...], bool] | None:
    """How names of the document's own kind end, and whether it is that kind or the other one of its rank (R55)."""
    for here, other, of_rank, endings in OWN_KINDS:
        if rank == of_rank:
            said, unsaid = len(here.findall(text)), len(other.findall(text))
            return (endings, said > unsaid) if said != unsaid else None
    return None


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
