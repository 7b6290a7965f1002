"""The meeting a document tells of: name, days, hosts, speakers, those attending, agenda, outputs, venues. R70-R77."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any

from luoshi_reading.facts.heads.dates import EventDate
from luoshi_reading.facts.meetings.chairs import hosts_of
from luoshi_reading.facts.meetings.convening import convened, watched
from luoshi_reading.facts.meetings.meeting_names import meeting_name
from luoshi_reading.facts.meetings.venues import (
    HELD_AS_WITHIN,
    VIDEO,
    branch_venues,
    by_video,
    main_venue,
    said_to_be_by_video,
)
from luoshi_reading.facts.people.offices_before import role_before
from luoshi_reading.facts.people.people import Person
from luoshi_reading.facts.people.rosters import rolls
from luoshi_reading.knowledge.rare_letters import beginning_with

ATTEND = re.compile(r"(?P<verb>列席|出席|参加|参会)(?:了|并|会议|本次|此次|学习会|活动|考察|现场|(?=[，。；、]))")
OUTPUT = re.compile(
    r"(?P<verb>审议(?:并)?(?:原则)?通过|原则通过|表决通过|通过|审议|讨论并通过|讨论|审定)(?:了)?(?P<what>[^，。；]{0,12}《[^。；]{2,200}》)"
)
HEARD = re.compile(
    r"(?:听取)(?:并审议|和审议)?(?:了)?(?P<what>[^，。；]{2,80}?(?:汇报|报告|通报|说明))|(?P<report>通报(?:了)?[^，。；]{4,60}?(?:情况|结果))"
)
PAPERS = re.compile(r"《(?:[^《》]|《[^《》]*》)+》")


# A report of one meeting is a few pages; what follows in a collection is another document's.
REPORT_LENGTH = 60_000
MOST_PEOPLE = 400


def find_meeting(text: str, kind: str, day: EventDate, people: list[Person]) -> dict[str, Any] | None:
    """Describe the meeting, or None where the document tells of none (R70)."""
    text, people = text[:REPORT_LENGTH], people[:MOST_PEOPLE]
    names = {person.name: person for person in people}
    if kind in {"speech", "work_report"}:
        return _spoken_at(text, day, names)
    if kind == "notice":
        return _convened(text, day, names)
    if kind not in {"news", "minutes", "communique", "decision"}:
        return None
    name = meeting_name(text) or watched(text)
    hosts = hosts_of(text, names)
    outputs = _outputs(text)
    video = by_video(text)
    if not (name or hosts or outputs or video):
        return None
    if not (name or hosts or video) and all(o["kind"] == "report_heard" for o in outputs) and MET.search(text) is None:
        return None  # 听取了有关情况汇报 on a visit
    named = _named(text, names)
    return _described(
        name=name,
        day=(day.start, day.end),
        hosts=hosts,
        by_video=video,
        main_venue=main_venue(text),
        branch_venues=branch_venues(text),
        speakers=_speakers(text, people, named),
        attending=_attending(text, names, named),
        agenda=_agenda(text),
        outputs=outputs,
    )


def _described(*, name: str | None, day: tuple[str | None, str | None], **told: Any) -> dict[str, Any]:
    """A meeting with every field, of which those not told are empty."""
    empty = {"hosts": [], "by_video": False, "main_venue": None, "branch_venues": None}
    lists: dict[str, Any] = {"speakers": [], "attending": [], "agenda": [], "outputs": []}
    return {"name": name, "start": day[0], "end": day[1], **empty, **lists, **told}


def _convened(text: str, day: EventDate, names: dict[str, Person]) -> dict[str, Any] | None:
    """The meeting that a notice calls, on the day it calls it for (R70)."""
    called = convened(text, day.year)
    if called is None:
        return None
    name, held = called
    return _described(
        name=name,
        day=(held, held),
        hosts=hosts_of(text, names),
        by_video=VIDEO.search(name) is not None,
        main_venue=main_venue(text),
        branch_venues=branch_venues(text),
    )


SPOKEN_AT = re.compile(
    r"(?:在|负责人|负责同志)(?P<name>(?:全[省市县区州镇乡](?=[^，。；\n]{4,60}暨)[^，。；\n]{4,60}|[^，。；、\n]{4,60})(?:会议|大会|会))(?:上|(?:开幕|闭幕|结束)[时式]?上?的?(?:讲话|致辞|主持词|发言))"
)


# 在全县 / 三级干部会议上的讲话
ON_TWO_LINES = re.compile(
    r"(?<=[一-鿿])[ \u3000]*\n[ \u3000]*(?=[^\n，。；：]{2,24}会议?上的(?:讲话|发言|致辞|主持词))"
)
GREETING = re.compile("同志们|各位")
CHAIRS_HERSELF = re.compile("主持词|主持讲话")
MET = re.compile("会议|召开|举行|座谈|大会|全会")


def _spoken_at(text: str, day: EventDate, names: dict[str, Person]) -> dict[str, Any] | None:
    """The meeting at which a speech was held, from the lines above it (R70)."""
    found = SPOKEN_AT.search(ON_TWO_LINES.sub("", text[:300]))
    chaired = CHAIRS_HERSELF.search(text, 0, 300)
    # Whoever speaks the words of the chair is the chair.
    greeting = GREETING.search(text, chaired.end(), 300) if chaired else None
    until = greeting.start() if greeting else chaired.end() if chaired else 0
    hosts = [name for name in names if text.find(name, 0, until) >= 0][:1]
    name = found["name"] if found else _told_above(text) if day.start and not hosts else None
    by_speaker = said_to_be_by_video(text[:HELD_AS_WITHIN])
    if not (name or hosts or by_speaker):
        return None
    video = by_speaker or (name is not None and VIDEO.search(name) is not None)
    branches = branch_venues(text[:HELD_AS_WITHIN]) if by_speaker else None
    return _described(name=name, day=(day.start, day.end), hosts=hosts, by_video=video, branch_venues=branches)


# 3月12日上午，县十届人大一次会议举行全体会议。…讲话如下：, over the speech itself.
REPORTED_ABOVE = re.compile(
    r"(?:\A|\n)[ \u3000]*+(?:[^\n。]{0,30}讯[^\n。]{0,20})?(?:20\d\d年)?\d{1,2}月\d{1,2}日[^\n]*。"
)


def _told_above(text: str) -> str | None:
    """The meeting that a report tells of in the sentences above the speech or the list that it brings."""
    greeting = GREETING.search(text)
    above = text[: greeting.start() if greeting else HEAD_LENGTH][:HEAD_LENGTH]
    return meeting_name(text, len(above)) if REPORTED_ABOVE.search(above) else None


HEAD_LENGTH = 500


def _agenda(text: str) -> list[str]:
    """What the meeting did, as its report tells it clause by clause (R76)."""
    found: list[str] = []
    for match in AGENDA.finditer("\n" + text):
        quote = match["quote"]
        if quote not in found:
            found.append(quote)
        if len(found) >= MOST_AGENDA:
            break
    return found


# Its first line, too, is asked for behind a line feed: ``^|`` would have the expression tried at every place.
AGENDA = re.compile(
    r"[。；，\n](?:会上，|会议)?(?:还)?(?P<quote>(?:传达学习|传达贯彻|深入学习|认真学习|学习传达|听取(?!意见)|审议|讨论了?|研究部署|"
    r"安排部署|系统谋划|认真总结|总结|通报|表彰|实地观摩|观摩)(?:[^，。；\n《]|《[^》\n]{1,80}》){4,90})"
)
MOST_AGENDA = 12


def _named(text: str, names: Iterable[str]) -> list[tuple[int, str]]:
    """Every place where one of the names stands, in order."""
    found: list[tuple[int, str]] = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            found.append((at, name))
            at = text.find(name, at + 1)
    return sorted(found)


def _speakers(text: str, people: list[Person], named: Sequence[tuple[int, str]]) -> list[dict[str, Any]]:
    places: dict[str, list[int]] = {}
    for at, name in named:
        places.setdefault(name, []).append(at)
    found = []
    for person in people:
        for at in places.get(person.name, ()):
            end = at + len(person.name)
            after = text[end : end + 24]
            if after.startswith(QUOTED_LEADER) or CITED.match(after):
                continue
            form = _form(after)
            if form:
                found.append({"name": person.name, "role": person.roles[0] if person.roles else None, "form": form})
                break
    return found


# 习近平总书记重要讲话: words cited, not spoken here.
# 赵书记的讲话站位高, 杨部长重要讲话精神.
CITED = re.compile(
    r"[一-鿿]{0,3}[记长席任](?:的(?:重要)?讲话|(?:重要)?讲话(?:精神|要求|和)|(?:重要)?[指批]示)"
    r"|[^，。]{0,14}(?:讲话|指示|批示|论述)(?:精神|要求)"
)
QUOTED_LEADER = ("总书记", "同志", "书记在", "书记关于", "书记重要")


SENTENCE_MARK = re.compile(r"[。；\n]")
SPEAKS = re.compile(
    r"(?:出席|主持|参加)?[^，。]{0,12}(?:并)?(?:讲话|作.{0,6}讲话|作.{0,8}发言)|强调|指出|要求|表示|.{0,2}围绕.{0,20}"
)
REPORTS = re.compile(r"通报|作.{0,8}(?:报告|通报|说明)|汇报|传达|宣读")


def _form(after: str) -> str | None:
    head = SENTENCE_MARK.split(after, 1)[0]
    if SPEAKS.match(head):
        return "oral"
    if REPORTS.match(head):
        return "report"
    return "written" if "书面发言" in head else None


def _attending(text: str, names: dict[str, Person], named: Sequence[tuple[int, str]]) -> list[dict[str, Any]]:
    """The named people of each sentence that tells who was there (R74)."""
    found: dict[str, dict[str, Any]] = {}
    order = {name: index for index, name in enumerate(names)}
    longest = max(map(len, names), default=0)
    done = 0
    for match in beginning_with("列出参", ATTEND, text):
        start = max(text.rfind(mark, max(0, match.start() - 400), match.start()) for mark in "。；\n") + 1
        # Who stands before the last such verb was noted with it, but for a name that reached over it.
        start, done = max(start, done - longest), match.start()
        capacity = "sit_in" if match["verb"] == "列席" else "attend"
        there: dict[str, int] = {}
        for at, name in named[bisect_left(named, (start, "")) : bisect_left(named, (match.start(), ""))]:
            if name not in found and at + len(name) <= match.start():
                there.setdefault(name, at)
        listed = _shared_roles(text, there)
        for name in sorted(there, key=order.__getitem__):
            person = names[name]
            behind = there[name] + len(name)
            if text.startswith("请假", behind) or (capacity == "sit_in" and text.startswith("主持", behind)):
                continue
            if person.roles and all(role.endswith(REPORTING) for role in person.roles):
                continue  # （记者汤敏）3月12日，…出席
            role = listed[name] if name in listed else role_before(text, there[name])
            role = role or (person.roles[0] if person.roles else None)
            found[name] = {"name": name, "role": role if role and len(role) > 1 else None, "capacity": capacity}
    for roll in rolls(text) if "：" in text else ():
        label = "".join(roll[0].split("：", 1)[0].split())
        if label.startswith(ON_ROLL):
            _read_out(roll, names, named, found, "sit_in" if label.startswith("列席") else "attend")
    return list(found.values())


# 出席：汤敏、邱岚, in minutes.
ON_ROLL = ("出席", "列席", "参加", "参会")


def _read_out(
    roll: re.Match[str],
    names: dict[str, Person],
    named: Sequence[tuple[int, str]],
    found: dict[str, dict[str, Any]],
    capacity: str,
) -> None:
    """Take down who stands on a roll."""
    start, end = roll.span("roll")
    for _, name in named[bisect_left(named, (start, "")) : bisect_left(named, (end, ""))]:
        if name not in found:
            roles = names[name].roles
            found[name] = {"name": name, "role": roles[0] if roles else None, "capacity": capacity}


REPORTING = ("记者", "通讯员", "实习生")


def _shared_roles(text: str, there: dict[str, int]) -> dict[str, str | None]:
    """For names in a list (县领导汤敏、邱岚、俞成山) the role before the first of them."""
    shared: dict[str, str | None] = {}
    ends = {at + len(name): name for name, at in there.items()}
    for name, at in sorted(there.items(), key=lambda item: item[1]):
        before = ends.get(at - 1) if text[at - 1 : at] == "、" else None
        if before:
            shared[name] = shared[before] if before in shared else role_before(text, there[before])
    return shared


def _outputs(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for match in OUTPUT.finditer(text) if "《" in text else ():
        passed = "通过" in match["verb"] or "审议" in match["verb"]
        if not passed:
            continue
        for paper in PAPERS.findall(match["what"]):
            found.append({"kind": "resolution" if "决议" in paper else "decision", "title_or_quote": paper})
    for match in beginning_with("听通", HEARD, text):
        found.append({"kind": "report_heard", "title_or_quote": match["what"] or match["report"]})
    return found
