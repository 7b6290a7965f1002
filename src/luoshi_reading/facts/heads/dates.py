"""When the document's event was, and which year the document speaks from. Rules R50-R54."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the type's own name is a field here
from datetime import timedelta

from luoshi_reading.facts.heads.anchored_year import anchored_year, named_year, plan_period
from luoshi_reading.facts.heads.page_days import (
    HOUR,
    PAGE_LINE,
    PAPER_BEFORE,
    bare_day,
    counted,
    day_in_print,
    headed_day,
    older_than,
    page_day,
    run_in_day,
    signless_day,
    stamped_year,
    valid,
)
from luoshi_reading.facts.heads.signatures import MONTH_DAY, SIGNER, YEAR, full_days, signatures, under_title
from luoshi_reading.facts.heads.working_year import working_year
from luoshi_reading.facts.heads.years_told import OPENING, OPENING_YEAR, year_told
from luoshi_reading.facts.numerals import chinese_number
from luoshi_reading.knowledge.first_letters import guarded

UNTIL = r"(?:(?:上午|下午|晚上?|晚间)?(?:至|到|-|—|－|–|~|～|、)(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日)?"
DAY = guarded(rf"(?:{YEAR}[ \u3000]*)?{MONTH_DAY}{UNTIL}{HOUR}")
# …见到实效。 二○二六年十一月二十一日 附：…, where the lines are lost.
SIGNED_INSIDE = re.compile(
    rf"(?<=[。）])[ \u3000]*(?:{SIGNER}[ \u3000]*)?{YEAR}[ \u3000]*{MONTH_DAY}(?P<m2>)(?P<d2>)"
    r"(?=[ \u3000]*(?:附|（此件|抄[送报]|主题词|公开方式))"
)
LEAD = re.compile(
    r"(?:^|[。！？\n）)】讯电]|[！。？…]”|(?:记者|通讯员)[ \u3000]*[一-鿿]{2,4}(?:报道)?"
    r"|(?:^|\n)[^，。\n]{0,40}(?:[：:讯]|消息)"
    r"|\n(?:核心提示|内容提要|导读|摘要)"
    r"|据[一-鿿]{2,10}(?:报道|消息)[，,：:]?)"
    r"[ \u3000●■◆▲○•]*(?:[今本当]年)?$"
)
# 桑坞县召开渡口会议3月12日，: a headline run into its report.
RUN_IN = re.compile(r"\n[^，。：；\n]{2,40}(?:召开|举行)[^，。：；\n]{2,40}会议?$")
# 20xx年11月14日, as collections of papers write.
PLACEHOLDER = re.compile(r"(?:20)?[xXＸ×*＊○]{2,4}年$")
HELD = re.compile(r"(?:于|定于)$")
# 决定市人民代表大会于1月2日召开: ahead of a report.
DECIDED = re.compile(r"(?:决定|建议|计划|拟|预计)[^。；\n]{2,60}于$|(?:将|拟)于$")
# 今天（10月8日）上午, or a day after clauses that only set the scene: 值此春耕时节，3月2日，全县….
ANNOUNCED = re.compile(r"(?:[今昨][天日早晚]|日前|近日|前[天日])(?:上午|下午|晚上)?[（(]$")
AFTER_SCENE = re.compile(r"(?:^|[。！？\n）)])[ \u3000]*[^。！？\n（）()月]{2,80}[，,]$")
MEETS = re.compile(
    r"(?:(?:上午|下午|晚上?)?[，,]?[^。；\n]{0,110}?)"
    r"(?:召开|举行|举办|主持|开幕|闭幕|启动|调研|考察|视察|督导|检查|来到|走访|看望|慰问|开展[^，。；\n]{2,30}(?:活动|行动|演练|培训))"
)
LONGEST_SCENE = 80
# 5月6日（汤敏） 5月5日，…: when it was written stands before who wrote it.
BYLINED = re.compile(r"[ \u3000]*（[一-鿿 \u3000、：]{2,20}）[ \u3000]*(?=(?:20\d\d年)?\d{1,2}月\d{1,2}日)")
# What makes a day after 于 the event's (R53): 牺牲于1949年10月24日 is a story.
# 本报桑坞5月6日电, 桑坞网5月6日讯: the day of the dispatch, which opens the report.
DISPATCHED = re.compile(r"(?:^|\n)[ \u3000]*[一-鿿·•]{2,18}$")
DISPATCH = re.compile(r"讯(?![问息])|电(?=[ \u3000（(：:，\n]|记者|$)")
# In a report's first sentence: 在3月11日召开的全县调度会上强调; 县委书记3月11日主持召开…; …调度会3月11日在县城召开.
AT_A_MEETING = re.compile(
    r"(?:[上下]午|晚上?)?(?:在[^，。；\n]{1,16})?(?:召开|举行|举办)的[^，。；\n]{2,60}?会(?:议)?上"
)
BEHIND_SUBJECT = re.compile(r"(?:^|[，。：:\n）)】讯电 \u3000])(?P<subject>[一-鿿“”（）、]{2,40})$")
NO_SUBJECT = re.compile(
    r"[于至自从到前后将拟]$|要求|决定|定于|计划|截[至止]|各[市县区乡镇地级单部]|通知|传达|听取|学习|根据|按照"
)
ACTS = re.compile(
    r"(?:[上下]午|晚上?)?(?:在[^，。；\n]{1,16})?(?:主持)?"
    r"(?:召开|举行|举办|开幕|闭幕|主持|深入|来到|赴|前往|带队|率队|调研|检查|督导|督查|会见|从[^，。]{2,24}(?:获悉|了解到))(?!的)"
)
HAPPENS = re.compile(
    r"[^。\n]{0,50}(?:召开|举行|举办|开幕|闭幕|进行|印发|发布|通过|来到|赴|在|主持|启动|开工|竣工|投入使用|揭牌|上线|开通)"
)
DOTTED = re.compile(
    r"^[ \u3000]*+(?:[一-鿿]{2,20}(?:政府|办公室|办公厅|委员会|[局委厅])[ \u3000]*+)?"
    r"(?:[(（\[【][ \u3000]*+)?(?P<y>20\d\d)[.\-－/](?P<m>\d{1,2})[.\-－/](?P<d>\d{1,2})"
    r"[ \u3000]*+(?:[)）\]】][ \u3000]*+)?$",
    re.M,
)
POINTED_YEAR = re.compile(r"20\d\d[.\-－/]")
LABELLED = re.compile(rf"(?:会议)?(?:时间|日期)[：:][ \u3000]*{DAY.pattern}")
# 成文日期 2020年01月17日, in a page's block of facts: when a paper without its signature was drawn up, else given out.
DRAWN_UP = re.compile(
    r"(?:成文|生成|发文|印发|制发)(?:日期|时间)[ \u3000]*[：:]?\s*"
    r"(?P<y>20\d\d)[-年/.](?P<m>\d{1,2})[-月/.](?P<d>\d{1,2})"
)
GIVEN_OUT = re.compile(
    r"(?:发布|公布|公开)(?:日期|时间)[ \u3000]*[：:]?[\s|｜]*(?P<y>20\d\d)[-年/.](?P<m>\d{1,2})[-月/.](?P<d>\d{1,2})"
)
PAPER_FACTS = re.compile("索引号|发文字号|成文日期|有效性|主题分类")
BY_THEN = re.compile("(?:之|以)?前")
LEAD_LENGTH = 700
# Characters before a day that tell whether it is the event's.
LOOKED_BACK = 90
# 今年是… stands in the first pages or nowhere.
ANCHOR_LENGTH = 20_000


TITLE_YEAR = re.compile(r"(20\d\d)年")
NUMBER_YEAR = re.compile(r"[〔\[(（](20\d\d)[〕\])）]")


@dataclass(frozen=True, slots=True)
class EventDate:
    """The day or days of the event. ``start``/``end`` are ISO, or --MM-DD where no year is known.

    ``year`` is the year the document speaks from (None if unknown); ``basis`` tells what fixed it.
    """

    start: str | None
    end: str | None
    year: int | None
    basis: str | None

    @property
    def date(self) -> str | None:
        return self.start if self.start and not self.start.startswith("--") else None

    @property
    def month(self) -> int | None:
        return int(self.start[-5:-3]) if self.start else None

    @property
    def partial(self) -> str | None:
        return "--" + self.start[-5:] if self.start else None


def _value(text: str) -> int | None:
    if text == "元":
        return 1
    return int(text) if text.isdigit() else chinese_number(text)


def iso(year: int | None, month: int, day: int) -> str | None:
    """Write a day as ISO, as --MM-DD without a year, or None where there is no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2020, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"


def _year_of(match: re.Match[str]) -> int | None:
    if match["y"]:
        return int(match["y"])
    return chinese_number(match["cy"].translate(ZEROS)) if match["cy"] else None


ZEROS = str.maketrans("0０OＯ", "〇〇〇〇")


def find_event_date(
    text: str,
    metadata: Sequence[str],
    *,
    paper: bool,
    given_out: bool = False,
    title: str | None = None,
    number: str | None = None,
) -> EventDate:
    """Find the event's date. ``metadata`` is what was removed as noise; ``paper``: a paper dates by its signature.

    ``given_out``: without any day of its own it dates by its page's (R54). ``title`` and ``number`` (发文字号) fix the
    year of an undated paper (R52).
    """
    day = _dated(text, metadata, paper=paper)
    page = page_day(metadata) if day.start is None and given_out else None
    if page and not older_than(page, NUMBER_YEAR.search(number or ""), TITLE_YEAR.search(title or "")):
        return EventDate(page.isoformat(), page.isoformat(), page.year, "metadata")
    if day.year is None and day.start and not paper and (numbered := NUMBER_YEAR.search(number or "")):
        return _in_year(day, int(numbered[1]), "document number")  # minutes are numbered in the year of their meeting
    if day.year is None and day.start and not paper:
        stamped = stamped_year(metadata, int(day.start[2:4]), int(day.start[5:7]))
        return _in_year(day, stamped, "picture") if stamped else day
    if day.year is not None or not paper:
        return day
    period = plan_period(title)
    if period:
        return EventDate(day.start, day.end, period[0], "the plan's period")
    for written, basis in (
        (NUMBER_YEAR.search(number or ""), "document number"),
        (TITLE_YEAR.search(title or ""), "title"),
        (OPENING_YEAR.match(text, 0, OPENING), "first words"),
    ):
        if written:
            return EventDate(day.start, day.end, int(written[1]), basis)
    return day


def _in_year(day: EventDate, year: int, basis: str) -> EventDate:
    """Give a day without a year its year."""
    start = day.start or ""
    return EventDate(f"{year}{start[1:]}", f"{year}{(day.end or start)[1:]}", year, basis)


def _dated(text: str, metadata: Sequence[str], *, paper: bool) -> EventDate:
    written = page_day(metadata) or run_in_day(text)
    if paper:
        signed = _signature(text)
        if signed:
            return signed
        if drawn := _drawn_up(metadata):
            return drawn
        if bare := signless_day(text):
            return EventDate(bare.isoformat(), bare.isoformat(), bare.year, "signature")
        if numbered := BEHIND_NUMBER.search(text[:NUMBER_WITHIN]):
            return _range(numbered, None, None)
        if dotted := next(filter(None, map(POINTED.fullmatch, metadata)), None):
            return _range(dotted, None, None)
        if bracketed := under_title(text):
            return _range(bracketed, *_speaking_year(text, written, bracketed))
    found = _lead_date(text, report=not paper)
    if not paper and written is None:
        written = _day_on_its_line(text, found)
        if written is None and not (found and _year_of(found)):
            written = headed_day(text)
    if not paper and (told := _told_day(text, written, found)):
        return told
    if found and not paper and (printed := _printed_day(text, found)) and written in (None, printed):
        # The day of the page stands on a line of its own; the report then tells its own day.
        held = _lead_date(text[found.end() :])
        if held and (MEETS.match(held.string, held.end()) or not held.string[: held.start()].strip()):
            written, found = printed, held
    if found is None and not paper and (day := bare_day(text[:LEAD_LENGTH], written)):
        start = day.isoformat() if isinstance(day, Date) else iso(None, *day)
        own = day.year if isinstance(day, Date) else None
        return EventDate(start, start, own, "metadata" if own else None)
    year, basis = _speaking_year(text, written, found)
    if found is None and not paper:
        found = next(filter(None, map(LABELLED.search, metadata)), None)
        if found and (own := _year_of(found)):
            year, basis = own, "written"
    if found is None:
        if not paper:
            signed = _signature(text)
            if signed:
                return signed
        if headed := headed_day(text):
            return EventDate(headed.isoformat(), headed.isoformat(), headed.year, "head")
        return EventDate(None, None, year, basis)
    if not (found["y"] or found["cy"]) and year is None:
        month, day_of_month = _value(found["m"]), _value(found["d"])
        if month and day_of_month:
            near = text[:ANCHOR_LENGTH]
            year = working_year(near, month, day_of_month) or year_told(near, month, day_of_month)
        basis = "the year it works in" if year else None
    return _range(found, year, basis)


def _drawn_up(metadata: Sequence[str]) -> EventDate | None:
    """The day in a page's block of facts on which a paper was drawn up, else given out."""
    facts = "\n".join(metadata)
    found = DRAWN_UP.search(facts) or (GIVEN_OUT.search(facts) if PAPER_FACTS.search(facts) else None)
    day = iso(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    return EventDate(day, day, int(found["y"]), "metadata") if found and day else None


def _told_day(text: str, written: Date | None, found: re.Match[str] | None) -> EventDate | None:
    """The day that 昨天 or 今天 means at the head of a report, counted from the day of its page."""
    if written is None and found and (written := _printed_day(text, found)):
        found = None
    told = counted(text[:LEAD_LENGTH], written) if written else None
    if told and written and found and found.start() < told[1]:
        # 桑坞网3月12日讯 …昨日召开: counted from the day of the dispatch.
        sent = valid(written.year, _value(found["m"]) or 0, _value(found["d"]) or 0)
        told = counted(text[:LEAD_LENGTH], sent) if sent and DISPATCH.match(text, found.end()) else None
    if told is None:
        return None
    day = told[0]
    return EventDate(day.isoformat(), day.isoformat(), day.year, "metadata")


# 2026.3.11 on a line of its own, taken for the page's.
POINTED = re.compile(r"[（(]?(?P<y>20\d\d)(?P<cy>)\.(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?P<m2>)(?P<d2>)[）)]?")
# …的实施意见 槐政发〔2026〕69号 2026-11-03 为贯彻…, on one line.
BEHIND_NUMBER = re.compile(
    r"号[ \u3000]*(?P<y>20\d\d)(?P<cy>)[-.](?P<m>\d{1,2})[-.](?P<d>\d{1,2})(?P<m2>)(?P<d2>)(?=[ \u3000]*[一-鿿])"
)
NUMBER_WITHIN = 300


def _day_on_its_line(text: str, found: re.Match[str] | None) -> Date | None:
    """The day of a page that stands in the text: (2026-05-06) under the headline, or on a line below the report."""
    if found is None or _year_of(found):
        return None
    under = DOTTED.search(text, 0, found.start())
    if under:
        return valid(int(under["y"]), int(under["m"]), int(under["d"]))
    signed = _signature(text[found.end() :])
    return Date.fromisoformat(signed.start) if signed and signed.start else day_in_print(text)


def _printed_day(text: str, found: re.Match[str]) -> Date | None:
    """Return a day with its year that is all its line holds, or None."""
    before = text[text.rfind("\n", 0, found.start()) + 1 : found.end()]
    alone = PAPER_BEFORE.sub("", before.strip(" \u3000")) == found[0] and PAGE_LINE.match(text, found.end())
    year, month, day = _year_of(found), _value(found["m"]), _value(found["d"])
    return Date(year, month, day) if alone and year and month and day and iso(year, month, day) else None


def _signature(text: str) -> EventDate | None:
    days = full_days(text)
    signed = list(signatures(text, days))
    if len(signed) > 1 and "。" not in text[: signed[0].start()] and signed[0][0].strip()[-1:] == "日":
        signed.append(signed.pop(0))  # a bare day above the text is the page's
    for match in signed:
        month, day, year = _value(match["m"]), _value(match["d"]), _year_of(match)
        if month and day and year and (day_written := iso(year, month, day)):
            return EventDate(day_written, day_written, year, "signature")
    if days and (inside := SIGNED_INSIDE.search(text)) and (signed_on := _range(inside, None, None)).date:
        return EventDate(signed_on.start, signed_on.start, signed_on.year, "signature")
    for match in DOTTED.finditer(text) if POINTED_YEAR.search(text) else ():
        if day_written := iso(int(match["y"]), int(match["m"]), int(match["d"])):
            return EventDate(day_written, day_written, int(match["y"]), "signature")
    return None


def _lead_date(text: str, *, report: bool = True) -> re.Match[str] | None:
    """The first day that opens a sentence of the lead, or that a meeting was held 于 (R51)."""
    lead = text[:LEAD_LENGTH]
    dispatched: re.Match[str] | None = None
    for match in DAY.finditer(lead):
        before = lead[max(0, match.start() - LOOKED_BACK) : match.start()]
        opening = PLACEHOLDER.sub("", "\n" + before if match.start() <= LOOKED_BACK else before)
        if BY_THEN.match(lead, match.end()) or (match["d2"] and not report):
            continue  # 6月10日前完成…, 9月1日至12月31日: by when, or how long
        if dispatched:
            # 桑坞网3月12日讯 3月11日，…: the report tells its own day right behind.
            between = lead[dispatched.end() : match.start()]
            told = LEAD.search(opening) and (
                "。" not in between
                # …讯（记者…）防汛已到关键期。3月11日，县长…检查: behind one sentence that sets the scene.
                or (between.count("。") == 1 and len(between) <= LONGEST_SCENE and MEETS.match(lead, match.end()))
            )
            return match if told else dispatched
        if (DISPATCH.match(lead, match.end()) and DISPATCHED.search(opening)) or BYLINED.match(lead, match.end()):
            dispatched = match
            continue
        if (
            LEAD.search(opening)
            or (lead.startswith(("，", ","), match.end()) and RUN_IN.search(opening))
            or (report and _in_first_sentence(lead, match, opening))
            or ANNOUNCED.search(before)
            or (HELD.search(before) and HAPPENS.match(lead, match.end()) and not (report and DECIDED.search(before)))
            or (AFTER_SCENE.search(opening) and MEETS.match(lead, match.end()))
        ):
            month, day = _value(match["m"]), _value(match["d"])
            if month and day and iso(None, month, day):
                return match
    return dispatched


def _in_first_sentence(lead: str, match: re.Match[str], opening: str) -> bool:
    """Whether a report's first sentence holds something on this day, behind who does it or as 在…召开的…会上."""
    if "。" in lead[: match.start()] or "。" not in lead[match.end() :].split("\n", 1)[0]:
        return False
    if opening.endswith(("在", "从")):
        return AT_A_MEETING.match(lead, match.end()) is not None
    behind = BEHIND_SUBJECT.search(opening)
    return (
        behind is not None
        and NO_SUBJECT.search(behind["subject"]) is None
        and ACTS.match(lead, match.end()) is not None
    )


def _range(match: re.Match[str], year: int | None, basis: str | None) -> EventDate:
    month, day = _value(match["m"]) or 1, _value(match["d"]) or 1
    own = _year_of(match)
    if own:
        year, basis = own, "written"
    start = iso(year, month, day)
    last_month = int(match["m2"]) if match["m2"] else month
    last_day = int(match["d2"]) if match["d2"] else day
    end_year = year + 1 if year and last_month < month else year
    return EventDate(start, iso(end_year, last_month, last_day) or start, year, basis)


def _speaking_year(text: str, written: Date | None, found: re.Match[str] | None) -> tuple[int | None, str | None]:
    """The year that the document or its metadata fixes, and by what (R52)."""
    if found and (own := _year_of(found)):
        return own, "written"
    if written:
        if found:
            first, day = _value(found["m"]) or 1, _value(found["d"]) or 1
            for year in (written.year, written.year - 1):
                day_written = iso(year, first, day)
                if day_written and Date.fromisoformat(day_written) <= written + timedelta(days=2):
                    return year, "metadata"
        return written.year, "metadata"
    month = _value(found["m"]) if found else None
    return named_year(text[:LEAD_LENGTH], month) or anchored_year(text[:ANCHOR_LENGTH], month)
