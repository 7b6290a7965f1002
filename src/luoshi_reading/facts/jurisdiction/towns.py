"""A town's or a street's own document, and the county it lies in, where the document tells it. Rules R56-R58."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from luoshi_reading.facts.jurisdiction.place_names import COUNTY, ORDINARY, PREFECTURE, weigh_names
from luoshi_reading.knowledge.divisions import Division, by_name, by_short_name, divisions

_TOWN = r"[^市县区州旗，。《“、：；\s*×XＸxｘ○□]{2,5}(?<!城)(?:镇|乡|街道)"
# 某镇人民政府关于…, 中共某镇委员会: a town is in no list of counties.
_TITLED = re.compile(rf"(?:中共)?(?P<name>{_TOWN})(?:人民政府|政府|党委|委员会|办事处|党工委|召开|举行|开展|组织|部署)")
# 青石镇关于开展…的通知, 云岭县青石镇关于印发…: the county stands before it or not; the town's own name may hold 市.
_GIVES_OUT = re.compile(
    r"(?:[一-鿿]{2,8}?[县区旗市](?=[一-鿿]{2,5}关于))?(?P<name>[一-鿿]{1,3}(?<!城)(?:镇|乡|街道))(?=关于|印发)"
)
# 我代表青石乡党委、政府; 青石镇人民政府 on the line above the day.
_SPEAKS = re.compile(
    rf"我[谨仅]?代表(?:中共)?(?P<name>{_TOWN})(?=党委|党工委|人民政府|政府|全体|广大干部|[\d一-十]{{1,3}}万)"
)
# 7月27日中午，青石镇召开…; 近日，青石镇在镇政府会议室召开…: a town that meets, where nothing tells whose it is.
_DEEDS_OF_TOWNS = "召开|举行|举办|组织|开展|部署|启动|传达|掀起"
_TOWN_MEETS = re.compile(
    r"(?P<name>[^市县区州旗，。、：；《“”（）\s日午在各我全该本到是为个的]{2,4}(?:(?<!城)(?:镇|乡|街道)|镇(?<=[^小新型各全建乡心集]城镇)))"
    rf"(?:(?:党委|党工委|政府|人民政府)?(?:{_DEEDS_OF_TOWNS})|(?:党委|政府)?(?:于|在)[^，。；]{{2,16}}?(?:{_DEEDS_OF_TOWNS})"
    r"|(?:党委|党工委|政府)?[^，。；在]{2,24}(?:会议?|活动|仪式)[^，。；]{0,16}(?:召开|举行|举办))"
)
_TOWN_BEGINS = re.compile(
    r"(?:\A|(?<=[\n，。]))[ \u3000]*(?:[^\n，。]{2,16}讯[ \u3000]*|[^\n，。]{2,10}[）)])?"
    r"(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|近日|日前)?"
    r"(?:凌晨|早上|清晨|[上中下]午|晚上?)?(?:\d{1,2}(?:[点时]|[：:]\d\d))?[，,]?(?=[^，。\n]{2,4}(?:镇|乡|街道))"
)
_FIRST_WORDS = 160


def town_that_meets(text: str) -> str | None:
    """Return the town or street that is said in the first words to meet or to set work going."""
    for begun in _TOWN_BEGINS.finditer(text, 0, _FIRST_WORDS):
        if met := _TOWN_MEETS.match(text, begun.end()):
            return met["name"]
    return None


# 思想统一到省、市、区的部署上来: what the town obeys last is its own county or district.
_OBEYS = re.compile(r"市(?:委)?、(?P<of>[区县旗])|(?P<kind>[区县旗])(?:委|政府)|[全我](?P<own>[区县旗])")
_NAMED_BEFORE = re.compile(r"[一-鿿]{1,9}[县区市旗]\Z")
_LONGEST = 10
_LEAD = 600


def town_of(text: str, title: str | None, publisher: str | None) -> str | None:
    """Return the town or street that publishes, whose meeting the title tells of, or for which somebody speaks."""
    for source in (publisher, title):
        if town := _TITLED.match(source or "") or _GIVES_OUT.match(source or ""):
            return town["name"]
    speaks = _SPEAKS.search(text, 0, _LEAD) if "代表" in text[:_LEAD] else None
    return speaks["name"] if speaks else None


def county_of(town: str, text: str, metadata: Sequence[str]) -> Division | None:
    """Return the county named right before the town, or alone in the page's facts, or the city's one district."""
    listed = [*_before(town, "\n".join([text, *metadata]))]
    if not listed:
        listed = [
            option
            for stretch in metadata
            for found in re.finditer(r"[县区市旗]", stretch[:400])
            for option in _ending_at(stretch, found.end())
        ]
    codes = {option.code for option in listed}
    return listed[0] if len(codes) == 1 else None if codes else _only_district(text)


def with_county_spoken(town: str, text: str) -> tuple[Division, str] | None:
    """Part 桑坞青石镇 into the one county so spoken of, which the text names without the town as well, and the town."""
    for length in (2, 3):
        short, rest = town[:length], town[length:]
        options = by_short_name().get(short, ()) if len(rest) >= _SHORTEST_TOWN and short not in ORDINARY else ()
        if len(options) == 1 and options[0].rank == COUNTY and text.count(short) > text.count(town):
            return options[0], rest
    return None


_SHORTEST_TOWN = 3


def _before(town: str, text: str) -> Iterator[Division]:
    at = text.find(town)
    while at >= 0:
        yield from _ending_at(text, at)
        at = text.find(town, at + 1)


def _ending_at(text: str, end: int) -> tuple[Division, ...]:
    """Return the county whose full name ends here, the one below the city named before it where several have it."""
    found = _NAMED_BEFORE.search(text, max(0, end - _LONGEST), end)
    for start in range(found.start(), end - 1) if found else ():
        if options := [option for option in by_name().get(text[start:end], ()) if option.rank == COUNTY]:
            above = [
                option
                for option in options
                if any(text.endswith(_names(code), 0, start) for code in option.parent_codes)
            ]
            options = above or options
            return (options[0],) if len(options) == 1 else ()
    return ()


def _names(code: str) -> tuple[str, ...]:
    known = divisions().get(code)
    return (known.name, known.short) if known else ()


def _only_district(text: str) -> Division | None:
    """Return the one district of the one city spoken of, where the town obeys a district; a county is one of many."""
    kinds = {found["of"] or found["kind"] or found["own"] for found in _OBEYS.finditer(text[:20000])}
    if kinds != {"区"}:
        return None
    votes: dict[str, float] = defaultdict(float)
    weigh_names(votes, text[:20000], 1.0)
    cities = [code for code in votes if divisions()[code].rank == PREFECTURE]
    below = [
        division
        for division in divisions().values()
        if len(cities) == 1 and division.code[:4] == cities[0][:4] and division.rank == COUNTY
    ]
    districts = [division for division in below if division.name.endswith("区")]
    return districts[0] if len(districts) == 1 else None
