"""The rank a document's own words speak from (全县, 市委, 我市), and which kind of its rank it is. Rules R55, R56."""

from __future__ import annotations

import re

from luoshi_reading.facts.jurisdiction.place_names import COUNTY
from luoshi_reading.facts.jurisdiction.ranks_named import OWN_RANKS
from luoshi_reading.knowledge.first_letters import compiled

LEAD_LENGTH = 600
# Words by which a document speaks of its own jurisdiction, and the rank they mean.
# 按照省委、省政府的决策部署: whom a document obeys is above it.
OWN_WORDS = {
    1: "全省|我省|本省|省政府|省委办公厅|省直",
    2: "全市|我市|本市|市委|市政府|市直|市级|全州|我州|州委|州政府|地委|行署",
    COUNTY: "全区|我区|全县|我县|区委|县委|区政府|县政府|区级|县级各|县直|区直|全旗|旗委",
}
OWN_WORD_RANKS = {word: rank for rank, listed in OWN_WORDS.items() for word in listed.split("|")}
# 争创市级绿美河湖: a county's papers speak so of a rank, too; 市级各部门 are a city's own.
ITS_OWN = "各|部门|机关|领导|有关|相关|财政|单位|行政|党政|以上领导|预算|储备|层面|国有|平台|指挥|牵头|责任"
OWN = re.compile(
    "|".join(OWN_WORD_RANKS)
    .replace("省政府", "省政府(?!的?(?:决策|部署|要求|下达|安排|工作要求|考核))")
    .replace("市级", f"市级(?={ITS_OWN})")
)
# 县长汤敏, 县民政局, 省政协主席 at a clause's head: without a name before it the office is the document's own.
# It begins with one set, so that ``re`` passes over all else; what must stand before it is asked behind it.
OWN_OFFICE = re.compile(
    r"[省市州县区旗](?<![一-鿿].)(?:(?P<province>(?<=省)(?:长|人大|政协|第?[一二三四五六七八九十]+届(?:人大|政协)|委(?:副?书记|常委)))"
    r"|(?P<city>(?<=[市州])(?:长(?!期)|人大|政协|第?[一二三四五六七八九十]+届(?:人大|政协)|人民政府|(?![场级直民政容内域])[一-鿿]{2,6}局))"
    r"|(?P<county>(?<=[县区旗])(?:长|人大|政协|第?[一二三四五六七八九十]+届(?:人大|政协)|人民政府|(?![级直内域])[一-鿿]{2,6}局)))"
)
# What a document calls its own tells a prefecture from a city, and a county from a district.
OWN_KINDS = (
    (
        re.compile("全州|我州|州[委长直]|州政府|州第?[一二三四五六七八九十]+届"),
        re.compile("全市|我市|市[委长直]|市政府"),
        2,
        ("州", "地区", "盟"),
    ),
    (re.compile("全县|我县|县[委长直]|县政府"), re.compile("全区|我区|区[委长直]|区政府"), 3, ("县", "旗")),
)
OTHER_KIND = 0.5
# 自治区's 全区 is the whole region.
AUTONOMOUS = compiled(
    r"自治区(?:[党XxＸ]委|人民政府|政府|主席|召开|第?[一二三四五六七八九十]+[届次]|人大|政协|印发|成立)|(?<![一-鿿])区党委|自治区[^，。；：\n]{2,16}(?:领导小组|指挥部|委员会)"
)
DISTRICT = compiled(r"(?<!治)(?:区委|区政府|区长|[我本]县|全县)|旗委|旗政府|全旗|[我本]旗|全州(?!县)|我州|结合自治州")
ZONE = compiled(
    r"(?<!街道)(?<!办事处)(?:经开区|高新区|开发区|新区|区)?(?:党工委|管委会)|(?:经开区|高新区|开发区|新区)(?:工作委员会|管理委员会)"
)
PARTY_ORGAN = compiled(r"[市区县]委(?!员)|[市区县]政府|人民政府")
ZONE_RANK = 4
# A city of an autonomous region that tells of the region's congress speaks of itself more often than this.
SOME_CITIES = 2
ZONE_MENTIONS = 2
# 区委副书记、区长兼经开区党工委书记: who heads the zone as well speaks for the district.
ALSO_OF_ZONE = re.compile(r"[长记]兼(?:任)?[^，。；]{2,24}")


def own_rank(text: str) -> int | None:
    """Return the rank the document speaks from: 1 province, 2 prefecture, 3 county, 4 development zone."""
    head = text[:20000]
    own = [OWN_WORD_RANKS[word] for word in OWN.findall(head)]
    county, city, province = own.count(COUNTY), own.count(2), own.count(1)
    lead = text[:LEAD_LENGTH]
    for office in OWN_OFFICE.finditer(lead):
        county += office["county"] is not None
        city += office["city"] is not None
        province += office["province"] is not None
    if AUTONOMOUS.search(lead) and not DISTRICT.search(head) and not (city > county and city > SOME_CITIES):
        return 1
    zone = len(ZONE.findall(ALSO_OF_ZONE.sub("", lead) if "兼" in lead else lead))
    if zone >= ZONE_MENTIONS and zone > len(PARTY_ORGAN.findall(lead)):
        return ZONE_RANK
    if province > city and province > county:
        return _first_person(head) or 1
    if county >= city and county:
        return 3
    return 2 if city else None


# 居全省第四, and once 我市成为…: whose place in the province is told. Only a city or a county says 我市, 我县.
FIRST_PERSON = re.compile(r"[我本](?:省|(?P<city>市(?!场))|(?P<county>县))")


def _first_person(text: str) -> int | None:
    """The rank of the city or county that speaks of itself, where no province does."""
    said = {found[0][-1]: OWN_RANKS[found["city"] is None] for found in FIRST_PERSON.finditer(text)}
    return None if "省" in said else max(said.values(), default=None)


def own_kind(text: str, rank: int | None) -> tuple[tuple[str, ...], bool] | None:
    """How names of the document's own kind end, and whether it is that kind or the other one of its rank (R55)."""
    for here, other, of_rank, endings in OWN_KINDS:
        if rank == of_rank:
            said, unsaid = len(here.findall(text)), len(other.findall(text))
            return (endings, said > unsaid) if said != unsaid else None
    return None
