"""What a document says of its own jurisdiction alone, and what that weighs. Rule R56."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luoshi_reading.facts.jurisdiction.place_names import COUNTY, PREFECTURE
from luoshi_reading.knowledge.divisions import Division, as_spoken, by_name, by_short_name, divisions
from luoshi_reading.knowledge.word_lists import words

# 桑坞市委常委、云岭市委书记汤敏: the last office is the one of his report, the one before it is the higher seat.
TWO_SEATS = re.compile(r"(?<=委常委、)(?P<name>[一-鿿]{2,3}[市县区])委书记")
# 桑坞市党政代表团赴云岭市考察: whoever is visited, it is who goes.
GOES = re.compile(r"(?P<name>[一-鿿]{2,9}[省市县区州旗])(?:党政)?(?:代表团|考察团)(?:赴|到|来到|前往)")
# 确保各项部署在桑坞落地见效: whoever decided, it is done at home.
DONE_AT_HOME = re.compile(
    r"在(?P<name>[一-鿿]{2,3}?)[市州]?(?:大地)?(?:上)?(?:落地见效|落地生根|落实落地|落实落细|落细落实|落到实处)"
)
# 结合桑坞实际，科学谋划…: whoever's papers were read, it is the county's own.
FITTED = re.compile(r"(?:结合|符合|立足)(?P<name>[一-鿿]{2,3}?)[市县区]?(?:的|工作|发展)*实际")
# 副市长汤敏在青石分会场收看: who has the branch venue tells of it.
VENUE = re.compile(r"在(?P<name>[一-鿿]{2,3}?)[市县区]?分会场(?:组织)?(?:收听|收看|参加|参会|出席)")
# 桑坞市党政代表团来我市考察: who comes is not who tells of it.
COMES = re.compile(
    r"(?P<name>[一-鿿]{2,9}[省市县区州旗])(?:党政|人大|政协)?(?:代表团|考察团)(?:一行)?来(?=[我本][省市县区州旗]|[一-鿿]{1,4})"
)
# 赴云岭市考察学习: whoever goes there to learn is at home elsewhere.
LEARNS_THERE = re.compile(
    r"(?:赴|前往)(?P<where>[一-鿿]{2,14}?[市县区州旗])(?:等地|[一-鿿]{2,4}[镇乡])?(?:开展)?(?:学习考察|考察学习|观摩学习|学习观摩|考察招商|招商|取经|对标学习)"
)
# 近日，桑坞市领导汤敏、邱岚到青石镇…: whose leaders act at the head of a report, though 全市 may be the prefecture's.
LEADERS_ACT = re.compile(
    r"(?:\A|[日午前讯）\n])[ \u3000]*[，,]?(?P<name>[一-鿿]{2,3}市)(?:四[套大]班子)?领导"
    r"(?=[一-鿿]{2,3}[、，率带到来深一先赴])"
)
OFFICE_WEIGHT = 12.0
# 市委书记汤敏到寿光市调研: a bare office of a city that goes to a county's city is its prefecture's.
VISITS_BELOW = re.compile(
    r"(?:\A|[，。\n日午、 \u3000）])市(?:委(?:副?书记|常委)|长|领导|人大|政协)[^。；\n]{2,40}?"
    r"(?:到|在|赴|深入|来到|前往|走进)(?P<name>[一-鿿]{2,3}市)(?=[^，。；\n]{0,20}?(?:调研|检查|督导|督查|指导|暗访|看望|慰问|办公|宣讲|接访))"
)


def visited_below(lead: str) -> Division | None:
    """Return the county's city that a leader of its prefecture goes to, to look into its work."""
    visits = VISITS_BELOW.search(lead) if "市" in lead else None
    below = [option for option in by_name().get(visits["name"], ()) if option.rank == COUNTY] if visits else []
    return below[0] if len(below) == 1 and below[0].code[:4] + "00" in divisions() else None


def _leave_out_visited(votes: dict[str, float], where: str) -> None:
    """Leave out whom somebody visits to learn, and the prefecture above, unless its own county does."""
    known = divisions()
    names = [where[at:] for at in range(len(where) - 1) if where[at:] in by_name()]
    options = by_name()[names[0]] if names else by_short_name().get(where[:2], ())
    visited = {option.code for option in options}
    near = {code[:4] for code in visited}
    above = {code for code in votes if code[:4] in near and known[code].rank == PREFECTURE}
    above |= {code for code in votes if code in MUNICIPALITIES and any(one[:2] == code[:2] for one in visited)}
    others = [code for code in votes if known[code].rank >= PREFECTURE and code not in visited | above]
    if not others or any(code[:4] not in near for code in others):
        for code in [code for code in votes if code in visited | above]:
            del votes[code]


def weigh_own_sayings(votes: dict[str, float], lead: str, text: str, title: str | None) -> None:
    """Weigh whose secretary sits in the committee above as well, who goes on a visit, and where it is done at home."""
    seat = TWO_SEATS.search(lead) if "委常委、" in lead else None
    options: Sequence[Division] = by_name().get(seat["name"], ()) if seat else ()
    if not options and (fitted := FITTED.search(lead) if "实际" in lead else None):
        options = by_short_name().get(fitted["name"], ())
    for option in options:
        if option.rank == COUNTY:
            votes[option.code] += OFFICE_WEIGHT / len(options)
    leaders = OWN_LEADERS.search(lead) if "市" in lead else None
    for option in by_name().get(leaders["name"], ()) if leaders else ():
        if option.rank == COUNTY:
            votes[option.code] += OFFICE_WEIGHT
    done = DONE_AT_HOME.search(text) if "落" in text else None
    for option in by_short_name().get(done["name"], ()) if done else ():
        if option.rank == PREFECTURE:
            votes[option.code] += OFFICE_WEIGHT
    watches = VENUE.search(lead) if "分会场" in lead else None
    for option in by_short_name().get(watches["name"], ()) if watches else ():
        votes[option.code] += OFFICE_WEIGHT
    told = f"{title or ''}\n{lead}"
    acting = LEADERS_ACT.search(lead) if "市领导" in lead else None
    for option in by_name().get(acting["name"], ()) if acting else ():
        if option.rank == COUNTY:
            votes[option.code] += OFFICE_WEIGHT
    if visited := visited_below(lead):
        votes[visited.code[:4] + "00"] += 2 * OFFICE_WEIGHT
        votes.pop(visited.code, None)
    comes = COMES.search(told) if "来" in lead and "团" in told else None
    for option in by_name().get(comes["name"], ()) if comes else ():
        for code in [code for code in votes if code == option.code or option.code in divisions()[code].parent_codes]:
            del votes[code]
    for visit in LEARNS_THERE.finditer(told) if "赴" in lead or "前往" in lead else ():
        _leave_out_visited(votes, visit["where"])
    goes = GOES.match(title or "")
    for option in by_name().get(goes["name"], ()) if goes else ():
        votes[option.code] += 2 * OFFICE_WEIGHT


# 省、云岭市“两会”精神: a city that names its prefecture beside the province is a county's.
BESIDE_PROVINCE = re.compile(
    r"省(?:委(?:、省政府)?|政府|[一-鿿]{0,12}(?:会议|次))?[、和](?P<name>[一-鿿]{2,4}市)(?=委|政府|“?两会|第?[一二三四五六七八九十]+届"
    # 省、桑坞市和云岭市…大会相继召开后
    r"|[、和][一-鿿]{2,4}[市县区]高|[、和][一-鿿]{2,4}[市县区][^，。；]{0,16}(?:会议?|相继|先后))"
)
# 云岭市委书记、市长汤敏，市人大常委会主任邱岚: whose other leaders need no name before their office.
OWN_LEADERS = re.compile(
    r"(?P<name>[一-鿿]{2,3}市)(?:委(?:副?书记|常委)|市长)(?:、市长)?[一-鿿]{2,4}[，、]市(?:人大|政协|委(?:副书记|常委)|政府)"
)


def weigh_city_below(votes: dict[str, float], text: str) -> None:
    """Weigh the county cities named of a prefecture whose words the document obeys with the province's."""
    above = BESIDE_PROVINCE.search(text) if "省" in text else None
    for option in by_name().get(above["name"], ()) if above else ():
        for code in [code for code in votes if option.code in divisions()[code].parent_codes]:
            if divisions()[code].name.endswith("市"):
                votes[code] += OFFICE_WEIGHT + votes[option.code]


# 羊城幸福家庭促进计划, 西咸新区教育体育局: what else a city is called, and a new area of it.
BYNAMES = dict(pair.split("=") for pair in words("places", "bynames"))
BYNAME_WEIGHT = 2.0


def weigh_bynames(votes: dict[str, float], text: str) -> None:
    """Weigh the city whose byname or new area a document speaks of, where no other prefecture is named (R57)."""
    if any(divisions()[code].rank == PREFECTURE for code in votes):
        return
    for name in {city for byname, city in BYNAMES.items() if byname in text}:
        for option in by_name()[name]:
            votes[option.code] += BYNAME_WEIGHT


# 云岭：护岸工程开工, 云岭县：…: whom the headline tells of.
TOLD_OF = re.compile(r"(?P<name>[一-鿿]{2,4})：")


def told_of(title: str | None) -> Division | None:
    """Return the one division that a headline begins with, before a colon (R56)."""
    told = TOLD_OF.match(title or "")
    if told is None:
        return None
    options = by_name().get(told["name"]) or by_short_name().get(told["name"], ())
    return options[0] if len(options) == 1 else None


# 玉门、敦煌、瓜州等县市: counties by their spoken names.
# And 西湖、拱墅、上城三个区, 西湖、拱墅、上城的区委书记.
SPOKEN_COUNTIES = re.compile(
    r"(?P<list>[一-鿿]{2,3}(?:、(?:(?!的)[一-鿿]){2,3}){1,12})"
    r"(?=等[县市区旗\d一二三四五六七八九十两]|[两三四五六七八九十]+个?[县市区旗]|的?(?:县|区|县[（(]?市)[县市区、（）()]{0,6}(?:委|政府|负责|主要))"
)
LEAST_ALIKE = 3
ONES_OWN = 0.45
MUNICIPALITIES = frozenset(("110000", "120000", "310000", "500000"))


def prefecture_of(votes: dict[str, float], text: str) -> Division | None:
    """Return the prefecture in which every county named lies, where it is named nowhere itself (R58).

    Two counties or one district are enough, or three of any kind of which none is spoken of most: 全市 may be a
    county city's own, which has no district.
    """
    known = divisions()
    named = {code: weight for code, weight in votes.items() if known[code].rank == COUNTY}
    if any(known[code].rank == PREFECTURE or code in MUNICIPALITIES for code in votes):
        return None
    for option in _spoken_counties(text):
        named[option.code] = named.get(option.code, 0.0) + 1.0
    above = {code[:4] + "00" if code[:2] + "0000" not in MUNICIPALITIES else code[:2] + "0000" for code in named}
    districts = all(known[code].name.endswith("区") for code in named)
    if (
        not named
        or (len(named) < 2 and not districts)
        or len(above) != 1
        or (prefecture := known.get(above.pop())) is None
    ):
        return None
    cities = any(known[code].name.endswith("市") for code in named)
    if cities and (len(named) < LEAST_ALIKE or max(named.values()) >= sum(named.values()) * ONES_OWN):
        return None
    return prefecture


def _spoken_counties(text: str) -> Iterator[Division]:
    """Yield the counties of lists of spoken names; those that several share by the prefecture of the whole list."""
    for listed in SPOKEN_COUNTIES.finditer(text):
        first, *others = listed["list"].split("、")
        options = [
            [option for option in by_short_name().get(name, ()) if option.rank == COUNTY]
            for name in (first if first in by_short_name() else first[-2:], *others)
        ]
        shared = set.intersection(*({option.code[:4] for option in named} for named in options))
        for named in options:
            if len(shared) == 1:
                yield from (option for option in named if option.code[:4] in shared)
            elif len(named) == 1 and len(by_short_name()[named[0].short]) == 1:
                yield named[0]


# 担当省会责任, 强省会行动: said of one's own in the city that is it.
CAPITAL = re.compile(
    r"(?:担当|扛牢|扛起|展现|彰显|体现|作出|贡献|提升|强化|做强|建设|打造)(?:好|更大)?(?:的)?(?:省会|首府)|(?:省会|首府)(?:贡献|责任|担当|力量|样板|作为|首位度)"
)


def capital_of(votes: dict[str, float], text: str) -> Division | None:
    """Return the capital of the one province named, where a city speaks of itself as one (R58)."""
    if ("省会" not in text and "首府" not in text) or CAPITAL.search(text) is None:
        return None
    provinces = [code for code in votes if code.endswith("0000")]
    return divisions().get(provinces[0][:2] + "0100") if len(provinces) == 1 else None


def is_called(division: Division, text: str) -> bool:
    """Whether a text calls a division by its spoken name or a byname."""
    if division.short in text or as_spoken().get(division.code, division.name) in text:
        return True
    return any(city == division.name and byname in text for byname, city in BYNAMES.items())
