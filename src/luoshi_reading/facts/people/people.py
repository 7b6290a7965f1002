"""Named people with the roles written beside them. Rules R60-R63."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from luoshi_reading.facts.clauses.clause_heads import VERBS
from luoshi_reading.facts.people.appointments import LISTED_NAME, TITLES, appointed
from luoshi_reading.facts.people.name_forms import (
    DOTS,
    GIVEN,
    HAN,
    INITIALS,
    NAME_GROUPS,
    OF_OFFICE,
    ONE_NAME,
    UNTITLED,
    is_plausible,
    outside_titles,
)
from luoshi_reading.facts.people.name_lists import PREMIERS, Mention, in_lists, leads_behind_office, named_by_office
from luoshi_reading.facts.people.names_in_passing import names_in_passing
from luoshi_reading.facts.people.offices_before import role_before
from luoshi_reading.facts.people.rosters import on_rolls, on_rosters
from luoshi_reading.knowledge.divisions import by_short_name
from luoshi_reading.knowledge.rare_letters import beginning_with, standing
from luoshi_reading.knowledge.surnames import COMPOUND, NOT_NAMES, OFTEN, RARE, SINGLE, SURNAME, USUAL_SURNAME
from luoshi_reading.knowledge.word_lists import by_two_characters, words

TITLE = re.compile(by_two_characters(words("names", "titles")))
AFTER_TITLE = re.compile(rf"(?:[（(](?:代理?|主持工作|[正副][省厅处]级)[）)])?(?:、|：|:|[ \u3000]{{1,3}})?{ONE_NAME}")
# 刘敏（女）、王志强（回族）: what a list of names says beside them.
ASIDE = r"(?:[（(][^（）()，。；]{1,8}[）)])?"
MORE = re.compile(rf"{ASIDE}、{ONE_NAME}")
# After 市领导 a list may be parted by commas.
MORE_LEADERS = re.compile(rf"{ASIDE}(?:[、，]|[ \u3000]{{1,3}}(?={USUAL_SURNAME})){ONE_NAME}")
# 县领导 汤 敏 邱岚, 副县长汤敏 邱岚出席: a list may be parted by blanks.
MORE_SPREAD = re.compile(rf"{ASIDE}(?:、|[ \u3000]{{1,3}}(?={USUAL_SURNAME})){ONE_NAME}")
CREDITS_ROLE = r"(?:(?:实习|见习|特约|全媒体)?(?:记者|通讯员|实习生))"
# 王芳通讯员刘星, 王晓/文: a name in a credit ends where the next one's part begins, with or without a blank.
CREDITED_NAME = rf"(?>(?:(?!{CREDITS_ROLE}){HAN}){{2,4}}(?:[ \u3000]?[/／](?:文[/／]?图?|图[/／]?文?|摄影?))?)"
CREDIT = re.compile(
    rf"[（(【](?:[一-鿿《》“”、 \u3000]{{0,24}}?)(?P<role>{CREDITS_ROLE})[ \u3000:：]*+"
    rf"(?P<names>{CREDITED_NAME}(?:(?>[ \u3000、/]{{1,3}}(?:{CREDITS_ROLE}[ \u3000:：]{{0,3}})?"
    rf"|{CREDITS_ROLE}[ \u3000:：]{{0,3}})"
    rf"{CREDITED_NAME}){{0,5}})[ \u3000]*+[）)】]"
)
CREDITED = re.compile(rf"(?P<role>{CREDITS_ROLE})?[ \u3000:：]*+(?P<name>(?:(?!{CREDITS_ROLE}){HAN}){{2,4}})")
# Titles that are also written after the name: 贺砚秋书记.
FOLLOWING = frozenset(f"{deputy}{office}" for deputy in ("", "副", "代") for office in words("names", "following")) | {
    "总书记",
    "同志",
    "常委",
    "董事长",
    "总经理",
}
NO_NAME_END = ("副", "委", "组", "处", "部", "室", "支", "会", "市", "区", "县", "省", "总", "第一", "原")
INTRODUCED = re.compile(
    rf"(?:{TITLES}|市委|省委|区委|县委|州委|对|向|由|请|欢迎|按照|在|据|和|与|拜访|会见|走访|看望|同意|明确|整[至给]|交给|听取了?|讨论了?|批准了|(?:审议)?通过了?|传达了?|宣读了?|审议了?|刚才|会前|感谢)$"
)
# 市委高砚秋书记: behind these a surname that is also an ordinary word begins a name.
HANDED_TO = ("由", "整至", "整给", "交给", "同意")
SURELY_INTRODUCED = (
    "市委",
    "省委",
    "区委",
    "县委",
    "州委",
    "请",
    "欢迎",
    "审议了",
    "听取了",
    "讨论了",
    "批准了",
    "通过了",
)
# …等县四大家领导, …等市委、市人大常委会、市政府领导同志, …等副厅级以上领导干部: who the names before are.
LEADING = (
    r"(?:"
    r"(?:[省市县区州旗]?(?:四[套大家]家?班?子?|几[套大]家?班子|委(?:常委)?|人大(?:常委会)?|政府|政协|纪委(?:监委)?)[、和及]?){0,6}"
    r"[省市县区州旗镇乡]?(?:班子)?(?:[正副]?[省厅处县科师局]级(?:以上)?)?(?:在家|[在离退]职?休?|老|主要|有关|相关)?(?:领导|负责人|负责同志|成员)"
    r"|(?:\d{1,2}[名位])?(?:政协)?(?:委员|代表)(?=围绕|分别|就|先后|作|在|结合|从)"
    r")"
)
LIST_VERBED = re.compile(
    rf"(?P<names>(?>{LISTED_NAME}、){{1,30}}{LISTED_NAME})等?(?:同志)?(?:分别|一同|共同)?"
    rf"(?:围绕|出席|参加|主持|作|陪同|列席|在主席台|就座|调研|汇报|发言|到会|与会|担任|当选|传达|被[评授推选任]|{LEADING}|及[^，。；]{{2,30}}(?:负责人|负责同志)[^，。；]{{0,8}}(?:出席|列席|参加)"
    rf"|，(?=[^，。；]{{2,40}}(?:负责人|负责同志|同志|领导)[^，。；]{{0,6}}(?:出席|列席|参加|陪同|参会)))"
)
VERBED = re.compile(
    rf"(?P<name>{USUAL_SURNAME}{GIVEN}{{1,2}}?|{SURNAME}{GIVEN}{{2}})(?:在[^，。]{{0,20}}|[都还又也均便就])?"
    r"(?P<verb>强调|指出|主持(?:会议|召开|大会|全会|[开闭]幕|并|(?=[，。；\n]|$|[^，。；\n]{2,30}会议?(?:时|并|上|，|。)))|要求|表示|讲话|出席|参加|列席|请假|分别围绕|作(?:了)?(?:中心|交流|表态|工作|情况|动员)?(?:发言|报告|讲话|汇报|说明|通报|部署|讲话)"
    r"|围绕|就(?=[^，。；]{2,40}(?:提出|作出|强调|发表))|当选(?:为|[省市县区州旗政])|被(?:评|授予|推选|选举|任命)为?|代表[市区县]|汇报了|通报了|一行(?=[来到深先赴实在首，])|率队|带队|率(?:市|县|区|州|省|调研|考察|党政)"
    r"|会见|看望|实地(?:察看|查看|调研|走访|督导)|详细(?:了解|询问|查看|察看)|认真听取|仔细(?:查看|察看|询问)|叮嘱|勉励|座谈"
    rf"|[与向同][^，。]{{2,20}}(?:座谈|会谈|交谈|颁)|等(?=[省市县区州旗四几正副]){LEADING}|，[男女](?=[，、；（]))"
)
LISTED = re.compile(
    rf"(?P<name>{SURNAME}{HAN}{{1,2}})[（(](?P<role>(?:{HAN}[^）)]{{1,30}}(?:{TITLES})|副?[省市县区州镇乡]长)[^）)]{{0,6}})[）)]"
)


@dataclass(slots=True)
class Person:
    """One named person: first place named, every role as written."""

    name: str
    start: int
    end: int
    roles: list[str] = field(default_factory=list)

    def add_role(self, role: str | None) -> None:
        if role in REPORTING and any(known.endswith(role) for known in self.roles):
            return
        if role and role.endswith(REPORTING) and self.roles[-1:] == [role[-len("记者") :]]:
            self.roles.pop()  # 记者 is 全媒体记者
        if role and role not in self.roles:
            self.roles.append(role)


def find_people(text: str, also: Iterable[Mention] = ()) -> list[Person]:
    """Find every person once, in order of first mention; ``also``: who stands in the cells of tables."""
    found: dict[str, Person] = {}
    for name, start, end, role in chain(_mentions(text), also):
        clean = name.replace(" ", "").replace("\u3000", "")
        if not is_plausible(clean) and not named_by_office(text, start, end, clean):
            continue
        person = found.get(clean)
        if person is None:
            person = found[clean] = Person(clean, start, end)
        elif start < person.start:
            person.start, person.end = start, end
        person.add_role(role)
    _drop_fragments(found)
    return sorted(found.values(), key=lambda person: person.start)


def _mentions(text: str) -> Iterator[tuple[str, int, int, str | None]]:
    for title in TITLE.finditer(text):
        after = AFTER_TITLE.match(text, title.end())
        if after and not (
            TAKES_PICTURE.match(text, after.end())
            if title[0] in REPORTING
            else title[0] == "领导" and text[title.end()] == "和"  # 加强领导和指挥
        ):
            yield from _after_title(text, after)
        elif after is None and (name := leads_behind_office(text, title.end())):
            yield name, title.end(), title.end() + len(name), role_before(text, title.end())
        if title[0] in FOLLOWING and text[title.end() : title.end() + 1] not in ("长", "们", "会", "热", "信"):
            yield from _before_title(text, title, named_behind=after is not None)
            if CALLED_ON.search(text, max(0, title.start() - CALLED_WITHIN), title.start()):
                yield from _given_name(text, title)
        elif title[0] in COUNSELLORS and COUNSELS.match(text, title.end()):
            yield from _before_title(text, title, named_behind=after is not None)
    brackets = standing(text, BRACKETS)
    for match in beginning_with(BRACKETS, CREDIT, text):
        role = match["role"]
        for credited in CREDITED.finditer(match["names"]):
            name, role = credited["name"], credited["role"] or role
            if name not in ("通讯员", "记者") and name[0] in SINGLE:
                start = match.start("names") + credited.start("name")
                yield name, start, start + len(name), role
    yield from _at_edges(text)
    if byline := BYLINE.search(text, 0, BYLINE_WITHIN):
        yield byline["name"], byline.start("name"), byline.end("name"), None
    if signed := SIGNS_OFF.search(text, max(0, len(text) - SIGNED_WITHIN)):
        yield signed["name"], signed.start("name"), signed.end("name"), None
    if titled := SPEAKS_IN_TITLE.match(text):
        yield titled["name"], titled.start("name"), titled.end("name"), None
    yield from appointed(text)
    if "：" in text:
        yield from on_rolls(text)
        yield from on_rosters(text)
    yield from in_lists(text)
    yield from names_in_passing(text)
    for leader in LEADERS:
        if (at := outside_titles(text, leader)) >= 0:
            yield leader, at, at + len(leader), None
    for host in CHAIRED.finditer(text):
        yield host["name"], host.start("name"), host.end("name"), None
    position = 0
    for bracket in brackets:
        # A name of two to four characters stands before the bracket; looking from there spares every other place.
        for start in range(max(bracket - 4, position), bracket - 1):
            if text[start] in INITIALS and (listed := LISTED.match(text, start)):
                position = listed.end()
                if _boundary_before(text, start):
                    yield listed["name"], start, listed.end("name"), listed["role"]
                break


# 汤敏委员建议，…: who sits in a congress or a conference is called so where he proposes something.
COUNSELLORS = frozenset(("委员", "代表"))
COUNSELS = re.compile(
    r"(?:[则还也]|在发言中|在[^，。；]{1,12}时|随后|同时)?(?:建议|指出|提出|认为|谈到|呼吁|强调|说[，：]|表示)"
)

# 本报记者汤敏摄, below a picture.
REPORTING = ("记者", "通讯员")
TAKES_PICTURE = re.compile(r"[ \u3000/]*摄")
# 刚才，知行县长传达了…; 请建国同志…: speakers call each other by the given name.
CALLED_ON = re.compile(rf"(?:(?:刚才|会上|接下来|前面)，|(?:^|[，。；\n])(?:下面，)?[先再]?[请由])(?={HAN}{{2}}\Z)")
CALLED_WITHIN = 8
SPEAKS = re.compile(r"传达|通报|宣读|作|讲|总结|部署|安排|就|还|结合|代表|主持|强调|汇报|介绍|提|发言|对|从|围绕|的")
NO_GIVEN_NAME = frozenset(words("names", "not_given"))


def _given_name(text: str, title: re.Match[str]) -> Iterator[tuple[str, int, int, str | None]]:
    name = text[title.start() - 2 : title.start()]
    if SPEAKS.match(text, title.end()) and name not in NO_GIVEN_NAME and name not in by_short_name():
        yield name, title.start() - 2, title.start(), title[0]


# A name alone on its line under the title or the day of a speech (R60).
BYLINE = re.compile(
    rf"(?:\n|\A[□■])(?:[ \u3000]*)(?P<name>{SURNAME}[ \u3000]?{HAN}{{1,2}})[ \u3000]*(?:\n|[（(](?:20|二))"
)
BYLINE_WITHIN = 200
# 谢谢大家！ and a name on the last line: whose speech it was.
SIGNS_OFF = re.compile(
    rf"[！!。][”]?\s*\n[ \u3000]*(?P<name>{USUAL_SURNAME}[ \u3000]?{HAN}|(?!谢谢){SURNAME}{HAN}{{2}})\s*"
    rf"(?:\n[ \u3000]*(?:20\d\d|二[〇○零])[^\n]{{4,12}}[日号]\s*)?\Z"
)
SIGNED_WITHIN = 60
# 庄某某在…会议闭幕时的讲话: whose speech the title heads.
SPEAKS_IN_TITLE = re.compile(
    rf"\s*(?P<name>{UNTITLED}(?:{USUAL_SURNAME}{HAN}|{SURNAME}{HAN}{{2}}))在"
    rf"(?=[^\n，。]{{4,60}}会[^\n，。]{{0,8}}(?:讲话|致辞|发言|报告)(?:\n|$))"
)


# 会议由汤敏主持: a name without its title.
CHAIRED = re.compile(
    rf"由(?:[一-鿿]{{1,12}}(?:党?委|政府|[局办部院校]|党组|公司|中心))?(?P<name>{SURNAME}{HAN}{{1,2}}?)(?:同志)?主持"
)


def _boundary_before(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "，。、；：\n（( \u3000“”"


LONGEST_NAME = 17


def _at_edges(text: str) -> Iterator[tuple[str, int, int, str | None]]:
    """Names that open a clause before a verb of speaking or attending: 许佳音、石磊分别围绕…."""
    edges = [edge.end() for edge in EDGE.finditer(text)]
    if text[:1] in INITIALS:
        edges.append(0)
    for position in edges:
        if one := VERBED.match(text, position):
            yield one["name"], position, one.end("name"), None
        # A list goes on behind its first name; most places hold none.
        if text.find("、", position, position + LONGEST_NAME) < 0:
            continue
        if listed := LIST_VERBED.match(text, position):
            for name in listed["names"].split("、"):
                yield name, position, position + len(name), None
                position += len(name) + 1


# …的报告和努尔兰·哈斯木同志关于…的讲话
DOTTED_BEFORE = re.compile(rf"(?:[和与及由请]|[^一-鿿·•・‧])(?P<name>{UNTITLED}{HAN}{{1,6}}[·•・‧]{HAN}{{1,6}})\Z")


def _before_title(text: str, title: re.Match[str], *, named_behind: bool) -> Iterator[tuple[str, int, int, str | None]]:
    """贺砚秋书记: the name ends where the title begins; it must itself begin at a boundary or after a title."""
    end = title.start()
    at = max(0, end - LONGEST_NAME)
    if not DOTS.isdisjoint(text[at:end]) and (dotted := DOTTED_BEFORE.search(text, at, end)):
        yield dotted["name"], dotted.start("name"), end, title[0]
        return
    for length in (4, 3, 2):
        start = end - length
        name = text[max(start, 0) : end]
        if start < 0 or not HAN_ONLY.fullmatch(name) or name.endswith(NO_NAME_END):
            continue
        if named_behind and (name[-1] in "和与向对由受" or name in by_short_name()):
            continue  # 秦远岫向副市长周军, 桑坞市长周军
        if name[:2] not in COMPOUND if length > len("张小明") else name[0] not in INITIALS:
            continue
        before = text[max(0, start - 3) : start]
        borne = name[0] not in RARE or (length > len("姓名") and name[0] in OFTEN)
        if length <= len("张小明") and borne and name[0] not in OF_AN_OFFICE and OF_UNIT[length].search(before):
            yield name, start, end, title[0]
            return
        if (
            name[0] in RARE
            and name not in LEADERS
            and not (name[0] in OFTEN and text.count(name + title[0]) > 1)  # 严华书记, called so again
            and not (
                length > len("姓名")
                and (
                    before.endswith(SURELY_INTRODUCED)
                    or (title[0] in COUNSELLORS and name[0] in OFTEN)
                    or (title[0] == "同志" and before.endswith(HANDED_TO))
                )
            )
        ):
            continue
        led = name in LEADERS or name + title[0] in PREMIERS
        if led or _boundary_before(text, start) or before[-2:] in VERBS or INTRODUCED.search(before):
            yield name, start, end, title[0]
            yield from _listed_before(text, start, title[0])
            return


# 区审计局李某某局长, 市住建局汤敏局长: the unit before the name.
OF_UNIT = {
    3: re.compile(r"[一-鿿]{2}[局厅部署]$"),
    2: re.compile(r"[一-鿿]{2}[局厅]$|[建健改信]委$"),
}
OF_AN_OFFICE = frozenset("长局主党")


def _listed_before(text: str, start: int, role: str) -> Iterator[tuple[str, int, int, str | None]]:
    """骆听澜、庄砚秋同志: the names before the one that the title follows."""
    listed = LIST_BEFORE.search(text, max(0, start - LONGEST_LIST), start)
    if listed:
        position = listed.start("names")
        for name in listed["names"].split("、")[:-1]:
            yield name, position, position + len(name), role
            position += len(name) + 1


LIST_BEFORE = re.compile(rf"(?:^|[，。；：！？\n（(“《由请])(?P<names>(?>{SURNAME}{HAN}{{1,2}}、){{1,12}})\Z")
LONGEST_LIST = 60


# Known wherever they stand before 同志 or 总书记.
LEADERS = frozenset(("习近平", "毛泽东", "邓小平", "江泽民", "胡锦涛"))
HAN_ONLY = re.compile(f"{HAN}+")
EDGE = re.compile(f"[，。；：\n、 \u3000”](?=[{''.join(sorted(INITIALS))}])")
BRACKETS = "（(【"


SPREAD_BEHIND = " \u3000：:"
UNKNOWN = re.compile(
    rf"{ASIDE}、(?P<name>(?!{HAN}{{0,2}}(?:[委局办厅部院长]|书记|主任)){HAN}{{3}})(?P<last>(?=[，、][省市县区州旗]{HAN}{{1,12}}(?:{TITLES})))?(?=[，、])"
)
ALL_TITLES = frozenset(words("names", "titles"))


def _after_title(text: str, match: re.Match[str]) -> Iterator[tuple[str, int, int, str | None]]:
    group = next(key for key in NAME_GROUPS if match[key])
    start, end = match.start(group), match.end(group)
    role = role_before(text, start)
    if role is None and text[start - 1] in "：:" and text[end : end + 1] in ("", "\n"):
        role = role_before(text, start - 1)  # 县长：周军, as a signature
    yield match[group], start, end, role
    position = end
    # In 副书记、代市长　周军 the second office is taken for a name.
    listing = MORE_SPREAD if text[start - 1] in SPREAD_BEHIND or is_plausible(match[group]) else MORE
    if text[start - 1] not in SPREAD_BEHIND and text.endswith("领导", 0, match.start()):
        listing = MORE_LEADERS
    while (more := listing.match(text, position)) or (unknown := UNKNOWN.match(text, position)):
        if more is None:
            # 庄砚秋、由远岫、骆听澜: a surname that no list has, between two names.
            goes_on = unknown is not None and (unknown["last"] is not None or listing.match(text, unknown.end()))
            if unknown is None or unknown["name"] in ALL_TITLES or not goes_on:
                break
            yield unknown["name"], unknown.start("name"), unknown.end("name"), role
            position = unknown.end()
            continue
        key = next(key for key in NAME_GROUPS if more[key])
        name = more[key]
        if name[:2] in NOT_NAMES or any(name.endswith(w) for w in ("市委", "县委", "区委", "政府")):
            break
        yield name, more.start(key), more.end(key), role
        position = more.end(key)


def _drop_fragments(found: dict[str, Person]) -> None:
    """何平主 beside 何平: of two readings of one place the one seen more plainly stays; so does the full name."""
    for name in list(found):
        if len(name) == 3 and name[:2] in found and found[name].start == found[name[:2]].start:
            del found[name]
    for name in [name for name in found if name[1:] in OF_OFFICE]:
        if any(other[0] == name[0] and other[1:] not in OF_OFFICE for other in found):
            del found[name]  # 薛主任 is 薛听雨
