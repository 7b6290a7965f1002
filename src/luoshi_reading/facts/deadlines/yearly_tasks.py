"""Papers that share out the tasks of one year, or of a time told on a line of its own: by when they are due. R108."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from luoshi_reading.facts.deadlines.deadline_forms import OUTSIDE
from luoshi_reading.facts.deadlines.deadlines import Deadline, find_deadline
from luoshi_reading.facts.deadlines.goal_lists import Dated, Years
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.model import Finding, Heading

# 云岭市2026年重点工作任务分解, 2026年度为民办实事项目
_YEAR = re.compile(r"(?<![-—–－～~至到\d])20\d\d年(?:度)?(?![-—–－～~至到\d]|以来|起|前|第)")
_SHARES_OUT = compiled(
    r"(?:重点|主要)(?:工作)?任务|(?:重点|主要)工作(?:责任|分工|推进|清单|任务)|工作安排|任务(?:责任)?(?:分解|清单|分工)|责任(?:分解|分工|清单)|目标任务"
    r"|(?:民生|惠民|利民|民盼|为民|便民)(?:办|微)?实事|[办件]实事|实事(?:项目|工程)?(?=\n|\Z)|(?:民生|民心|惠民)工程(?=\n|\Z)|重点(?:建设|民生|工程|产业)?项目"
)
# …完成情况, …的通知: what was done, what hands the paper down, what is still to be chosen.
_NONE = re.compile(
    r"情况|总结|回顾|通报|进展|考核|征集|征求|候选|票决|公示|评估|解读|会议|大会|报告$|通知|要点|办法|细则|机制|指南|管理|实录|讲话|召开|启动|解答|督查"
)
# 2026年工作安排: a paper's own title only where nothing stands before it.
_ARRANGES = re.compile(r"年(?:度)?(?:重点|主要)?工作安排$")
_OTHER_PAPER = re.compile(r"《[^》]{0,30}》|政府工作报告")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(]|\d{1,2}[.．、]|附件|第")
_WITHIN = re.compile("[。；：:，]")
_NEXT_PAPER = re.compile(r"附件[ \u3000]*\d{0,2}[：:]?")
# （一）加强组织领导, 三、工作要求: how the tasks are to be seen to is no task of the year.
_SEES_TO = re.compile(
    r"组织(?:领导|保障|实施)|保障(?:措施|机制)$|^保障$|(?:组织|工作|资金|制度|政策|纪律|措施|强化|加强|后勤|经费|机制|实施|条件|要素|监督)保障$|保障[^工一-鿿]|要求|督[查导办]|考核|评价|责任落实|落实责任|[狠强]化?抓?落实|附则"
)
# 二、整治时间, with nothing but a span of time behind it or on the line below.
_WHEN = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)]|\d{1,2}[.．、])?[ \u3000]*"
    r"(?:活动|整治|行动|专项行动|工作|实施|宣传|开展|推进|创建|治理|排查)时间(?:安排)?"
    r"(?:[：:。 \u3000]++(?P<said>[^，。；]{4,30}))?。?"
)
_SPAN = re.compile(r"[从自]?[^，。；]{2,16}(?:[-—–－～~至到]{1,2})[^，。；]{2,16}|即日起[^，。；]{2,16}")
_DAYS = re.compile("[日月]")
# 各镇人民政府，县直各单位：
_GREETS = re.compile("[^。；：\n]{0,120}(?:政府|部门|单位|机构|委员会|管委会|局|办事处|街道|乡镇)[：:]")
# 围绕今年目标任务，着重做好九个方面工作。, before numbered lines.
_FIRST_POINT = re.compile(r"\n[ \u3000]*+(?:一、|[（(]一[）)]|1[.．、])")
_YEAR_OF_WORK = re.compile(r"(?:今年|明年|20\d\d年)(?!以来)(?=[^，。]{0,12}(?:目标任务|任务目标|各项任务|实事))")
_TO_DO = re.compile(
    r"(?:着重|重点|主要|集中|突出|切实|认真|努力|着力)(?:要|是)?(?:做好|抓好|办好|完成|实施|推进|抓)(?!了)"
)
_SO_MANY = re.compile(r"(?:以下|如下|[一二三四五六七八九十\d](?:个方面|方面|项|件|大))[^，]{0,8}$")
_LONGEST_SENTENCE = 120
_LONGEST_TITLE = 60
_LONGEST_HALF = 30
_YEARS_DIGITS = 4


def yearly_tasks(text: str, years: Years, *, plans: bool) -> list[Dated]:
    """Find where the tasks of one year stand that a title of their own announces, and that year.

    ``plans``: it is a paper that neither reports nor is spoken, in which a sentence may announce them, too.
    """
    shared = list(_yearly(text, years)) if _SHARES_OUT.search(text) else []
    return shared or list(_at_a_time(text, years)) or (list(_announced(text, years)) if plans else [])


def _announced(text: str, years: Years) -> Iterator[Dated]:
    """Where the numbered lines begin that a sentence announces as the work of a year (今年要着重做好九个方面工作：)."""
    for point in _FIRST_POINT.finditer(text):
        bound = max(0, point.start() - _LONGEST_SENTENCE)
        said = text[bound : point.start()].rstrip(" \u3000").rstrip("。：:")
        said = said[max(said.rfind(mark) + 1 for mark in "。；\n") :]
        year = _YEAR_OF_WORK.search(said)
        led = find_deadline(year[0], *years) if year and _TO_DO.search(said) and _SO_MANY.search(said) else None
        if led and led.value:
            yield point.start(), len(text), replace(led, start=OUTSIDE, end=OUTSIDE)
            return


def _at_a_time(text: str, years: Years) -> Iterator[Dated]:
    """Where a paper goes on behind the line that tells when its work is done, and when that ends."""
    at = text.find("时间")
    while at >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        when = _WHEN.fullmatch(text[start:end].strip(" \u3000")) if 0 <= end <= start + _LONGEST_TITLE else None
        if when:
            said = when["said"]
            if said is None:
                start, end = end + 1, text.find("\n", end + 1)
                said = text[start:end].strip(" \u3000。") if start < end <= start + _LONGEST_TITLE else ""
                below = text[end + 1 : text.find("\n", end + 1)].strip(" \u3000。")
                if _SPAN.fullmatch(below) and _DAYS.search(below):
                    said = ""  # several stages one below the other
            found = find_deadline(said, *years) if _SPAN.fullmatch(said.rstrip("。")) else None
            if found and found.value:
                yield end, len(text), replace(found, start=OUTSIDE, end=OUTSIDE)
                return
        at = text.find("时间", max(at, end) + 1) if end >= 0 else -1


def _yearly(text: str, years: Years) -> Iterator[Dated]:
    at = 0
    before = ""
    start = -1
    led: Deadline | None = None
    for line in text.split("\n"):
        words = line.strip(" \u3000")
        if led and at == start + 1 and _GREETS.fullmatch(words):
            led = None  # whom the paper that hands the list down speaks to
        goes_on = before != "" and _NUMBERED.match(words) is None
        year = _year_shared_out(words) or (_year_shared_out(before + words) if goes_on else None)
        if led and (year or _NEXT_PAPER.fullmatch(words)):
            yield start, at, led
            led = None
        if year and _ARRANGES.search(words) and text.find("。", 0, at) >= 0:
            year = None  # a part of a report
        # What names a year gone by is looked back on.
        if year and (years[0] is None or int(year) >= years[0]):
            start, led = at + len(line), Deadline(year, f"{year}年", OUTSIDE, OUTSIDE, "written")
        before = words if len(words) <= _LONGEST_HALF and _YEAR.search(words) and not _WITHIN.search(words) else ""
        at += len(line) + 1
    if led:
        yield start, len(text), led


def _year_shared_out(line: str) -> str | None:
    """Return the year whose tasks a line announces that is a title and holds no number of an item."""
    if len(line) > _LONGEST_TITLE or _NUMBERED.match(line) or _WITHIN.search(line):
        return None
    if line.count("《") != line.count("》"):
        return None  # goes on: …分解 / 一览表》的通知
    named = _YEAR.search(line)
    plain = _OTHER_PAPER.sub("", line)
    if named is None or _SHARES_OUT.search(plain) is None or _NONE.search(plain):
        return None
    return named[0][:_YEARS_DIGITS]


def due_in_year(tasks: Sequence[Dated], at: int, path: Sequence[Heading]) -> Deadline | None:
    """Return the year a task is due in, None where it only says how the tasks are to be seen to."""
    index = bisect_right(tasks, at, key=_start_of) - 1
    if index < 0 or at >= tasks[index][1] or any(_SEES_TO.search(heading.heading) for heading in path):
        return None
    return tasks[index][2]


def rows_in_year(rows: tuple[Finding, ...], text: str, years: Years) -> tuple[Finding, ...]:
    """Date the rows of tables without any day that stand below a title that shares out the tasks of one year."""
    dated = any(row.fields.get("deadline_text") for row in rows)
    tasks = list(_yearly(text, years)) if rows and not dated and _SHARES_OUT.search(text) else []
    for row in rows if tasks else ():
        if due := due_in_year(tasks, row.start, ()):
            row.fields.update(
                deadline=due.value, deadline_text=due.text, deadline_basis=due.basis, deadline_from="heading"
            )
    return rows


def _start_of(one: Dated) -> int:
    return one[0]
