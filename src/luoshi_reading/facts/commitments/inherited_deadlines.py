"""The deadlines that the clauses of a sentence, a ；-chain and a paragraph hand on. Rules R18, R46."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from luoshi_reading.facts.clauses.bodies import is_body
from luoshi_reading.facts.clauses.clause_roles import GOAL, Role
from luoshi_reading.facts.clauses.pieces import Piece
from luoshi_reading.facts.commitments.announced import GOALS_AHEAD
from luoshi_reading.facts.deadlines.days_ahead import end_of_stretch, plans_next_from
from luoshi_reading.facts.deadlines.days_of_one_work import parts_by_day
from luoshi_reading.facts.deadlines.deadline_forms import HAS_DAY
from luoshi_reading.facts.deadlines.deadline_forms import HINT as DAY_WORDS
from luoshi_reading.facts.deadlines.deadlines import A_DURATION, Deadline, find_deadline
from luoshi_reading.facts.deadlines.goal_lists import (
    Years,
    dated_lists,
    dated_paragraphs,
    dated_parts,
    goals_told_in,
    labelled_years,
)
from luoshi_reading.facts.deadlines.parts_of_years import PART, PART_YEAR, years_of_parts
from luoshi_reading.facts.deadlines.spans_of_time import MONTH
from luoshi_reading.facts.deadlines.stretches_of_years import end_of_years, stretches
from luoshi_reading.facts.numerals import number
from luoshi_reading.facts.speech.scope import SET_GOALS
from luoshi_reading.structure import Clause, Sentence
from luoshi_reading.structure.numbering import style_of

Row = tuple[int, int, Deadline | None]

# 4月启动排查: a month alone may be that of a stage.
ONLY_MONTH = re.compile(rf"{MONTH}月")
BEGINS = re.compile("(?:正式|全面)?(?:开始|启动|开工(?:建设)?|开展|动工(?:建设)?)$")
ENDS = re.compile(
    "(?:之?前|以前)?(?:全部|全面|基本|正式)?(?:结束|完成|收尾|竣工|完工|截止|建成|投产|投用|投入|交付|通车|验收|见效|达产)"
)
# 10月底前全部投用: what comes to its end as a whole, nothing else named.
FINISHES = re.compile(
    "份?(?:之?前|以前)?(?:要|须|必须|务必|力争|确保)?(?:全部|全面|整体|均|都|基本|如期|正式|顺利){0,2}"
    "(?:完成|完工|竣工(?:验收)?|验收|建成|投产|投用|投入(?:使用|运[行营]|生产)|交付(?:使用)?|通车|办结|销号|到位|收尾|结束|开放|见效|达产)"
    "(?:并?(?:投用|投产|投入(?:使用|运[行营]|生产)|交付(?:使用)?|通过验收))?(?:任务)?"
)
# 从3月10日起，开展为期三个月的…: how long what begins on a day lasts.
FOR_A_TIME = re.compile(
    r"(?:为期|用|利用|持续|连续|集中)(?P<n>\d{1,3}|[一二两三四五六七八九十百]{1,3})(?P<unit>个月|[天日周年]|个?星期)"
)
LASTING = re.compile(
    r"(?:力争|争取)?(?:到|至)|(?:20\d\d年(?:年?底|年?末|内)?(?:之?前|以前)?|今年(?:内|年?底前?)?|明年(?:内|年?底前?)?|全年)$"
    r"|“?十[一二三四五六]五|[\d一二两三四五六七八九十]年内"
)
# 6月底前，完成…；9月底前，完成…；…: where another member has its own time, the first one's is not the whole chain's.
OWN_DAY_BEHIND = re.compile(
    r"[；;][ \u3000]*(?:力争|确保|争取)?[到至于在]?(?:20\d\d年|\d{1,2}月|年底|[今明]年|[上下]半年|[一二三四]季度)"
    r"[^，。；]{0,8}(?:[前底末]|年|季度|半年)，"
)
LONGEST_CHAIN = 600
# 按照2027年工作安排，…: the year that days behind it go by where the document has none.
YEAR_OF_A_PLAN = re.compile(
    r"(?:按照|根据|依据|结合|对照)[^，。；]{0,16}?(20\d\d)年度?[^，。；]{0,24}(?:部署|安排|计划|要求|任务|目标|工作|要点)，"
)
OF_THAT_YEAR = re.compile(
    r"(?!要|力争|确保)[^，要将]{0,8}(?:今年|本年度?|明年|20\d\d年)[^，要将]{0,24}的[^，的要]{2,20}"
)
# 力争用三年时间，: what may stand before a time that stands alone.
STRIVES = frozenset(("", "（", "(", "力争", "争取", "确保", "计划", "力求", "务必", "预计", "并", "在"))
# 从今年开始，|用3—5年时间: the year from which on a span behind the comma counts.
SINCE = re.compile(r"(?:自|从)?(?:20\d\d|[今本明])年度?(?:起|开始)，$")
LONGEST_SINCE = 10
OF_YEARS = re.compile(r"[\d一二两三四五六七八九十]年(?:左右)?(?:的?时间|内)")
# 年内完成污水设施38处，铺设管网126公里: this year's end dates what is counted behind it.
THIS_YEARS = frozenset(("年内", "年底前", "年底之前", "年底"))
NUMBER = re.compile(r"\d")
# 自即日起至4月20日: when one work is carried out, and not what comes after it.
SPAN_OF_DAYS = re.compile(r"[至到—–～~-].{0,8}月.{0,3}日")
LONGEST_LEAD = 4
COLONS = ("：", ":")
# 年内办好六件实事：…: work announced that is to be done by a time.
WORK_AHEAD = re.compile(r"(?:办好|办成|办理|抓好|完成|实施|做好|推进|开展|落实)[^，：]{0,16}$")
TOGETHER = ("一并", "同时一并", "同时，一并", "并一并")
# 汛前完成堤防填筑，年底完工: a day tells more than a season.
OF_A_SEASON = re.compile(r"(?![每当会])“?[一-鿿]{1,8}”?前|今[冬春](?:明春)?")
# How so many years are counted that no year is named with.
COUNTED_YEARS = frozenset((A_DURATION, "counted from the document's year"))
# How days are resolved that name no year, and what such days begin with.
OF_THE_YEAR = frozenset(
    (
        "the document's year",
        "the document's year is unknown",
        "quarter of the document's year",
        "half of the document's year",
        "the document's month is unknown",
    )
)
WITHOUT_YEAR = re.compile(rf"[于在到]?(?:{MONTH}月(?!份?的)|年底|年末|年内|全年|[上下]半年|第?[一二三四]季度)")
ONLY_DAY = re.compile(r"\d{1,2}[日号](?:之|以)?前")
OF_A_MONTH = re.compile(rf"{MONTH}月")
# 到2030年: how far goals reach is no year to count days by.
REACHES = ("到", "至")
LENGTH_OF_YEAR = 4
GOAL_LAST = "是为下"  # what GOAL ends with
GOALS_NAMED = re.compile(SET_GOALS.pattern + r"|(?:预期|主要|发展|奋斗)目标[：:]")
# Clauses at the head of a sentence in which its goals may be announced.
GOAL_CLAUSES = 3
THIS_YEAR = re.compile(r"今年|明年|20\d\d年(?=，?[^，。]{0,16}(?:要求|思路|目标|工作)|是[^。]{2,60}(?:之年|一年|年份))")
# Characters before 目标 in which its year stands.
LONGEST_GOAL = 60


# 负责清理废弃线缆，|年底前完成120个村: a day behind a comma, by which the work before it comes to an end or a stage.
ENDS_BEHIND = re.compile(
    r"(?:，由[^，。；的]{2,30})?，[ \u3000]?(?:力争|确保|务必|争取|须|并)?(?=[\d年一二三四上下本])"
    r"(?P<by>[^，。；]{2,12}?(?:前|底|末|内))(?:全部|全面|基本|要|须)?(?:完成|竣工|完工|建成|投用|到位|办结|收尾)(?P<what>[^，。；]{0,30})"
)
STAGE_OF = re.compile(r"(?:全部|首批|第[一二]轮|\d|主体|验收|修复|整改|清理|改造|前期|招标)")


class InheritedDeadlines:
    """Deadlines that the clauses of a sentence and a ；-chain hand on (R18)."""

    def __init__(self, text: str, years: Years) -> None:
        self._text = text
        self._years = years
        self._year, self._period, self._month, self._counted_from = years
        self._sentence = self._chain = self._line = -1
        self._counted = False
        self._numbered: str | None = None
        self._of_sentence: Deadline | None = None
        self._of_chain: Deadline | None = None
        self._of_count: Deadline | None = None
        self._last: Deadline | None = None
        self._told = self._day = ""
        self._parts = list(years_of_parts(text, years[0]))
        told = goals_told_in(text)
        paragraphs = dated_paragraphs(text, told.paragraphs, years)
        self._goals = sorted([*_goals(text, years), *paragraphs], key=lambda one: one[0])
        self._labels = list(labelled_years(text, years))
        lists = [*dated_lists(text, told.lists, years), *dated_parts(text, years), *self._labels]
        self._lists = sorted(lists, key=lambda one: one[0])
        self._stretches = stretches(text)
        self._ahead_from = plans_next_from(text, years[0], years[2])

    def enter(self, sentence: Sentence) -> None:
        """Forget what the sentence that begins does not inherit."""
        if sentence.start == self._sentence:
            return
        if sentence.line != self._line:
            self._told, self._day = self._of_part(sentence.start), ""
        if sentence.chain != self._chain:
            if sentence.line != self._line:
                self._last = None
            elif self._years[0]:
                self._told = self._of_part(sentence.start)
            self._counted = bool(sentence.enumerator)
            self._of_chain = self._leading(sentence) if len(sentence.clauses) > 1 else None
            self._numbered = style_of(sentence.enumerator)  # （1）8月底前，…；（2）…: each point has its own day
        elif sentence.enumerator and self._numbered and self._numbered == style_of(sentence.enumerator):
            self._of_chain = self._leading(sentence) if len(sentence.clauses) > 1 else None
        elif sentence.enumerator and not self._counted:
            self._counted = True
        elif self._text.startswith(TOGETHER, sentence.start):
            # …于3日前报送；同时，一并上报…: what goes with it goes by the same day.
            self._of_chain = self._of_chain or self._last
        self._of_sentence = self._of_chain
        self._of_count = None
        if self._labels and (labelled := _at(self._labels, sentence.start)) and labelled.value:
            self._told = labelled.value  # 2027年任务：一是4月底前…
        self._sentence, self._chain, self._line = sentence.start, sentence.chain, sentence.line

    def _leading(self, sentence: Sentence) -> Deadline | None:
        """到2025年，…；…；…: only a deadline that stands alone, or in 今年…目标是：, is the whole chain's."""
        first = sentence.clauses[0]
        led = self._find(first.start, first.end)
        alone = led is not None and _stands_alone(led, self._text[first.start : first.end])
        # 年内办好六件实事：…；…；…: what a time and a colon announce is all by that time.
        ahead = first.mark in COLONS and WORK_AHEAD.search(self._text, first.start, first.end) is not None
        alone = alone or (led is not None and ahead)
        alone = alone and SPAN_OF_DAYS.search(led.text if led else "") is None
        alone = alone and (ahead or OWN_DAY_BEHIND.search(self._text, sentence.end, self._line_end(sentence)) is None)
        return led if alone else self._of_goals(sentence)

    def _line_end(self, sentence: Sentence) -> int:
        """Where the ；-chain ends at the latest; nothing is looked for behind a full stop."""
        if sentence.ender not in "；;" or not sentence.ender:
            return sentence.end
        ends = [at for mark in "。\n" if (at := self._text.find(mark, sentence.end, sentence.end + LONGEST_CHAIN)) >= 0]
        return min(ends, default=sentence.end)

    def _find(self, start: int, end: int) -> Deadline | None:
        words = self._text[start:end]
        found = find_deadline(
            words, self._year, self._period, self._month, self._counted_from, ahead=start >= self._ahead_from
        )
        if found is None or not (self._told or self._day) or found.basis not in OF_THE_YEAR:
            return found
        # 6月10日前完成自查，15日前上报: the month told before; 2028年4月底前完成招标，6月底前开工: the year.
        if self._day and ONLY_DAY.fullmatch(found.text):
            return find_deadline(words, int(self._day[:4]), self._years[1], int(self._day[5:7]))
        if self._told and WITHOUT_YEAR.match(found.text):
            return find_deadline(words, int(self._told[:4]), self._years[1], None) or found
        return found

    def _of_part(self, at: int) -> str:
        """The year of the part a line stands in, where the document names none of its own."""
        index = bisect_right(self._parts, at, key=lambda part: part[0]) - 1
        return self._parts[index][1] if index >= 0 else ""

    def _hear(self, own: Deadline) -> None:
        """Keep the year and the month that a sentence tells, for the days behind it that name none."""
        if own.value is None:
            return
        if len(own.value) > LENGTH_OF_YEAR and OF_A_MONTH.search(own.text):
            self._day = own.value
        # 2028年新增泊位30个，11月底前完成可研: whoever knows when he speaks means his own year.
        if own.basis == "written" and (len(own.value) > LENGTH_OF_YEAR or not self._years[0]):
            self._told = "" if own.text.startswith(REACHES) else own.value

    def _counted_since(self, clause: Clause, own: Deadline) -> Deadline:
        """从今年开始，用3—5年时间: the span counts from the year before the comma."""
        since = SINCE.search(self._text, max(0, clause.start - LONGEST_SINCE), clause.start)
        found = self._find(since.start(), clause.start + own.end) if since else None
        if since and found and found.value:
            return replace(own, value=found.value, basis=found.basis)
        ends = end_of_years(own.text, self._stretches) if self._stretches else None
        return replace(own, value=ends, basis="written") if ends else own

    def _for_a_time(self, piece: Piece, first: Deadline) -> Deadline:
        """从3月10日起开展为期三个月的整治: what begins on a day ends after the time it is said to last."""
        if not first.value or len(first.value) <= LENGTH_OF_YEAR or not self._begins(piece, first):
            return first
        lasts = FOR_A_TIME.search(self._text, piece.start, piece.end)
        count = number(lasts["n"]) if lasts else None
        ends = end_of_stretch(first.value, int(count), lasts["unit"]) if lasts and count else None
        return replace(first, value=ends, text=lasts[0]) if lasts and ends else first

    def _begins(self, piece: Piece, own: Deadline) -> bool:
        """Whether something begins on a day: 3月10日起."""
        at = self._text.find(own.text, piece.start, piece.end) + len(own.text)
        return own.text.endswith("起") or self._text.startswith("起", at)

    def _behind(self, piece: Piece) -> Deadline | None:
        """By when the work somebody is charged with ends, told right behind (…负责清理线缆，|年底前完成120个村)."""
        given = self._text.startswith("，由", piece.end)
        charged = given or (Role.DUTY in piece.roles and self._text.startswith("，", piece.end))
        found = ENDS_BEHIND.match(self._text, piece.end) if charged else None
        if found is None or not (given or STAGE_OF.match(found["what"]) or self._shares(piece, found["what"])):
            return None
        return self._find(found.start("by"), found.end("by"))

    def _shares(self, piece: Piece, what: str) -> bool:
        """Whether two letters of an object stand in a piece as well."""
        return any(self._text.find(what[at : at + 2], piece.start, piece.end) >= 0 for at in range(len(what) - 1))

    def _of_goals(self, sentence: Sentence) -> Deadline | None:
        """By when goals are that a sentence sets among its first words: 根据…，今年的预期目标是：…."""
        for clause in sentence.clauses[:GOAL_CLAUSES]:
            start, end, text = clause.start, clause.end, self._text
            named = clause.mark in COLONS and GOALS_NAMED.search(text, start, end + 1)
            if named or (text[end - 1] in GOAL_LAST and GOAL.search(text, start, end)):
                return self._find(start, end)
        return None

    def of(self, piece: Piece) -> tuple[Deadline | None, list[tuple[int, int, Deadline | None]]]:
        """Return the piece's deadline, and for each clause its own or the one handed on."""
        rows: list[tuple[int, int, Deadline | None]] = []
        first: Deadline | None = None
        running = self._of_sentence
        aimed = running is None and self._goals and piece.roles[0] is Role.OUTCOME
        if aimed and all(role is Role.OUTCOME for role in piece.roles):
            running = _at(self._goals, piece.start)
        if running is None and self._of_count and NUMBER.search(self._text, piece.start, piece.end):
            running = self._of_count
        if running is None and self._lists:
            running = _at(self._lists, piece.start)
        if running is None and self._text.startswith("其中", piece.start):
            running = self._last
        if not piece.signs & HAS_DAY or DAY_WORDS.search(self._text, piece.start, piece.end) is None:
            return running or self._behind(piece), [(clause.start, clause.end, running) for clause in piece.clauses]
        if self._years[0] is None and (said_in := YEAR_OF_A_PLAN.match(self._text, piece.start)):
            self._told = said_in[1]
        lasting = False
        counted: Deadline | None = None
        for clause in piece.clauses:
            said = self._text[clause.start : clause.end]
            own = self._find(clause.start, clause.end)
            if own and own.basis in COUNTED_YEARS:
                own = self._counted_since(clause, own)
            parts = parts_by_day(said) if own and own.start else []
            if own:
                self._hear(own)
                running = own
                # 经过三年努力，到2028年…: the year tells more.
                first = own if first is None or _yields(self._text, first, own, clause, rows) else first
                leads = own.start <= LONGEST_LEAD or is_body(said[: own.start])
                lasting = _lasts(own, said, leads=leads)
                counted = own if leads and own.text in THIS_YEARS else None
            if parts:
                # 4月底前拨付50%、8月底前拨付80%: a number goes by the day before it, the work by the last.
                at = clause.start
                rows += ((at + a, at + b, self._find(at + a, at + b)) for a, b in parts)
            else:
                rows.append((clause.start, clause.end, running))
        if first:
            first = self._for_a_time(piece, first)
            self._last = running if first.value else None
            self._of_count = counted
        if first and first.value and lasting:
            self._of_sentence = running
        return first or running or self._behind(piece), rows


def _goals(text: str, years: Years) -> Iterator[tuple[int, int, Deadline]]:
    """Where a paragraph sets goals (明年…的主要目标), its end, and by when they are."""
    seen = head = 0
    end = -1
    parts: list[re.Match[str]] | None = None
    for found in GOALS_AHEAD.finditer(text):
        bound = max(0, found.start() - LONGEST_GOAL)
        start = max(bound, *(text.rfind(mark, bound, found.start()) + 1 for mark in "。\n"))
        # One paragraph may set ten thousand goals: what was looked at is not looked at again.
        seen, head = start, text.rfind("\n", seen, start) + 1 or head
        led = find_deadline(text[start : found.end()], *years)
        if led is None and (said := THIS_YEAR.match(text, head, found.start())):
            # 今年工作的总体要求是…。主要目标是…: the year stands at the head of the paragraph.
            led = find_deadline(said[0], *years)
        if led is None:
            parts = list(PART.finditer("\n" + text)) if parts is None else parts
            index = bisect_right(parts, start, key=lambda part: part.start()) - 1
            about = PART_YEAR.search(parts[index][0]) if index >= 0 else None
            led = find_deadline(about[0], *years) if about else None
        if found.end() > end:
            end = text.find("\n", found.end())
            end = len(text) if end < 0 else end
        if led:
            yield found.start(), end, led


def _at(stretches: Sequence[tuple[int, int, Deadline]], place: int) -> Deadline | None:
    """The deadline of the stretch that holds a place."""
    index = bisect_right(stretches, place, key=lambda stretch: stretch[0]) - 1
    return stretches[index][2] if index >= 0 and place < stretches[index][1] else None


def _stands_alone(deadline: Deadline, words: str) -> bool:
    return deadline.end >= len(words) - 1 and words[: deadline.start] in STRIVES


def _lasts(deadline: Deadline, said: str, *, leads: bool) -> bool:
    """Whether the entries after it in its sentence go by it too: it stands alone, or is a year at the clause's head.

    11月底前完成…，补齐…; …年内完工，启动…: a day, and what stands within a clause, dates its own entry only (R18).
    ``leads``: nothing but who acts stands before it in its clause.
    """
    if _stands_alone(deadline, said):
        return True
    return leads and LASTING.match(deadline.text) is not None


def _yields(text: str, first: Deadline, own: Deadline, clause: Clause, rows: Sequence[Row]) -> bool:
    """Whether a later time tells more: 用三年时间，到2028年…; 4月启动，8月底结束; 自6月起，每月10日前…."""
    if first.value is None and (first.basis == A_DURATION or (own.value and OF_A_SEASON.fullmatch(first.text))):
        return True
    # 未来五年，我们要提前在2028年建成…: a year within the years that are counted.
    if first.basis in COUNTED_YEARS and own.basis == "written" and own.value and first.value:
        return own.value[:LENGTH_OF_YEAR] <= first.value[:LENGTH_OF_YEAR]
    if rows and OF_YEARS.search(own.text) and SINCE.search(text, max(0, clause.start - LONGEST_SINCE), clause.start):
        return True
    if ONLY_MONTH.fullmatch(first.text) and own.value:
        return own.text != first.text and (first.value or "")[:7] <= own.value[:7]
    began = next((row for row in rows if row[2] is first), None)
    if began is None:
        return False
    # 今年列入计划的8个项目，要在10月底前开工: the year of what is spoken of.
    of_year = own.value is not None and first.value == own.value[:LENGTH_OF_YEAR] != own.value
    if of_year and rows[-1][2] is first and OF_THAT_YEAR.fullmatch(text, began[0], began[1]):
        return True
    if (
        first.value
        and own.value
        and len(own.value) > LENGTH_OF_YEAR
        and first.value[: len(own.value)] <= own.value
        and not first.text.startswith(REACHES)
        and FINISHES.fullmatch(text, clause.start + own.end, clause.end)
    ):
        return True
    if own.value and BEGINS.match(text, began[0] + first.end, began[1]):
        return ENDS.match(text, clause.start + own.end, clause.end) is not None
    return own.value is None and own.text.startswith("每") and text.startswith("起", began[0] + first.end)


def told_from(text: str, piece: Piece, deadline: Deadline | None, told: Deadline | None) -> str:
    """Where a deadline stands: in the entry's own words, in its sentence or chain, in its note, in its heading."""
    if deadline:
        return "own words" if text.find(deadline.text, piece.start, piece.end) >= 0 else "sentence"
    return "note" if told else "heading"
