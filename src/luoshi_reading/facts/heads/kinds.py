"""The kind of a document: from its title, else weighed from the signs of its opening. Rules R67, R68."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from luoshi_reading.facts.heads.signs_of_kinds import SESSION, SIGNS
from luoshi_reading.facts.heads.stories import heads_story, is_newsletter
from luoshi_reading.facts.heads.titles import HEADLINE_MARK, NUMBERED, PAPER_TITLE
from luoshi_reading.knowledge.first_letters import needed
from luoshi_reading.knowledge.rare_letters import may_stand

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("communique", re.compile(r"公报$|公报[（(]|全体会议公报")),
    ("minutes", re.compile(r"纪要|会议记录|会议?(?:议|决)?定事项$")),
    (
        "work_report",
        re.compile(
            r"工作报告|政府工作报告|关于.{2,30}(?:执行情况|工作情况)(?:[和与及暨][^的]{2,30}草案)?的报告|述[职廉](?:述廉|述法)*报告|自[查评](?:自[查评纠])?(?:工作)?(?:情况)?的?报告(?:$|[（(范])|工作总结(?:报告)?(?:$|[（(]|[和及暨与])"
        ),
    ),
    (
        "speech",
        re.compile(
            r"讲话|致辞|在.{2,40}会(?:议|上)?上的(?:讲话|发言|报告)|讲话提纲"
            r"|(?<![^工]作)(?<!了)(?:表态|就职|任职|交流|履职|典型)发言(?:稿|材料|提纲)?(?:$|[（(])"
        ),
    ),
    ("decision", re.compile(r"决定$|决议$|的决定|的决议")),
    (
        "plan",
        re.compile(
            r"计划$|方案$|规划|行动计划|工作要点|要点$|(?:任务|责任|职责|目标|重点工作)(?:分解|分工)|任务清单|责任清单|方案[（(]|计划[（(]"
            r"|(?:工作|实施)意见(?:$|[（(])"
            r"|^(?!.{0,30}(?:发布|公布|推出|亮出|出炉|晒出)).{2,40}(?:工作|事项|项目|措施|实事)清单(?:[（(][^）)]{0,40}[）)])?$"
        ),
    ),
    (
        "notice",
        re.compile(
            r"通知|意见|办法|措施|通告|公告|通报|批复|函$|条例|细则|规定|(?:制度|规则|准则|规程)$|公开信$|一封信$|倡议书$"
        ),
    ),
)
# 关于印发《政府工作报告》任务分解方案的通知: the paper that hands another one down is the one at the end.
HANDS_DOWN = re.compile(
    r"(?:通知|意见|方案|办法|细则|函|批复|通告|决议|决定|(?:任务|责任|职责|目标|重点工作)(?:分解|分工)表?|清单|台账)(?:[（(][^）)]*[）)])?$"
)
HANDED_DOWN = frozenset(("work_report", "speech", "communique"))
NOTIFIES = re.compile(r"(?:的通知|(?:情况|结果)的通报|》的(?:函|批复|通报|公告|通告))(?:[（(][^）)]*[）)])?$")
# A headline of news, whatever paper it names: 某某主持并讲话, 会议审议.
HEADLINE = re.compile(
    r"召开|举行|开幕|闭幕|强调|会议审议(?!意见)|主持|(?<!工)作[^，。]{0,10}报告$|作《?政府工作报告"
    r"|征求[^，。]{0,16}意见$|听取[^，。]{0,12}意见$|会见|向[^，。]{1,8}反馈|(?:出席|到会|发表|作重要|并)[^，]{0,6}(?:讲话|致辞)|[一-鿿]{2,4}(?<!工作)(?<!会上)(?<!会议)(?<!大会)讲话$"
    r"|工作报告》?(?:获|[高全]票|审议通过|表决通过|征求意见)|[热审]议[^，]{0,8}工作报告|聆听[^，]{0,8}工作报告|赞成率"
    r"|(?<=[一-鿿]{5})(?:启动|开班|揭牌|开工|投用|通车|签约|挂牌|亮相)$"
)
SAID_AT = re.compile(r"上的(?:讲话|发言|报告|致辞)")
# 三、开展三大行动，打造…, （五）持续筑牢…: a part that begins with a later number, in prose, is one of a report.
GOES_ON_AT = re.compile(r"\s*(?:[二三四五六七八九十]{1,3}、|[（(][二三四五六七八九十]{1,3}[）)])")
OF_A_PAPER = re.compile(
    "(?:责任|牵头|配合|主办|承办)(?:单位|部门)|第[一二三四五六七八九十]{1,3}条|(?:本|该)(?:方案|意见|办法|规定)"
)
# 县委全会召开, 市委召开…全体会议, 党代会定于7月召开: a headline tells that they met, a communiqué what they said.
CONVENES = re.compile(r"(?:召开|举行|开幕|闭幕)(?:$|[^，。]{2,30}会议?$)|定于[^，。]{1,8}(?:召开|举行)$")
LEAST_SESSION, HEAD = 2, 1500
LONGEST_KIND_LINE = 60

# 闵知行指出，要…; 县委常委汤敏要求，…; 汤敏就汛前准备提出明确要求：who speaks, where nothing else is told.
SPOKEN_FOR = re.compile(
    r"^[ \u3000]*(?:[^，。；\n]{0,24}，)?(?!会议|全会|报告|通知|意见|方案|法律|规定|文件|中央|中共|国务|本[市县省法])"
    r"(?:[^，。；\n《》]{0,20}(?:书记|常委|主任|[省市县区镇乡局部厅]长)(?<!总书记))?[一-鿿]{2,4}(?:最后|还|同时|随后)?"
    r"(?:(?:强调|指出|要求)[，：]|就[^，。；\n]{2,30}(?:提出|作出|讲)了?[^，。；\n]{0,8}(?:要求|意见|部署|安排)[，。：])",
    re.M,
)
# 我们将…, 我们要…: somebody speaks for himself and those with him.
WE_SHALL = re.compile(r"(?:^[ \u3000]*|[。！])(?:[^，。！\n]{1,12}，)?我们(?:将|要|一定|必须)", re.M)
# （二）, 3., 第四条 before a line.
NUMBERED_LINE = re.compile(
    r"(?:^[ \u3000]*|\")(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|[（(]?\d{1,2}(?:[）)、]|[.．](?!\d))"
    r"|第[一二三四五六七八九十百]{1,3}[条章节])",
    re.M,
)
SHORTEST_PART = 160
# A paragraph of several sentences.
PROSE = re.compile(r"^[^\n。]{4,}。[^\n。]{4,}。", re.M)
# 要加强…; 二要做好…: whoever owes so orders a sentence at a time.
OWED = re.compile(r"(?:^|[。；：\n])(?:[一二三四五六七八九十]是)?[一二三四五六七八九十]?要(?!求|点|素|闻)")
MOST_OWED = 2
# 会议要求抓紧解决: minutes and news, not 会议要求：over a list.
MET = re.compile(r"会议(?:要求|强调|指出|明确|决定|议定)(?![：:])|会上")
# Points of a text that reports by the way (走访慰问, 组织调研), and of any sign of it.
BY_THE_WAY, SURELY_NEWS = 3.0, 3.0
# 传达学习…精神 研究贯彻意见: the second line of a headline tells what a meeting did.
DOES = ("传达", "听取", "审议", "研究", "讨论")
# Words one of which each sign holds: most signs are ruled out by them. What is tried at the few places where lines
# begin is found as soon as they are.
NEEDED = tuple(() if sign.pattern[0] == "^" else needed(sign.pattern) for _, sign, _, _ in SIGNS)
TELLS_PLAN = re.compile(r"(?:方案|计划)[，。]")
PLAN_BELOW = re.compile(r"(?:方案|计划)(?:印发|如下)")


def find_kind(text: str, title: str | None, *, credited: bool = False) -> str:
    """Name the kind of document (R67). ``credited``: a line of the page names the reporter who wrote it."""
    head = text[:HEAD]
    if title and (kind := _titled(title)):
        return kind
    sessions = len(SESSION.findall(head))
    if sessions >= LEAST_SESSION:
        return "news" if title and CONVENES.search(title) else "communique"
    for line in head.split("\n")[:8]:
        stripped = line.strip(" \u3000")
        if NUMBERED.match(stripped):
            continue  # 三、保障措施: a heading names no paper
        if (
            4 < len(stripped) <= LONGEST_KIND_LINE
            and PAPER_TITLE.search(stripped)
            and not HEADLINE_MARK.search(stripped)
            and not stripped.startswith(DOES)
        ):
            kind = _titled(stripped)
            if kind:
                return kind
    kind = _weighed(head, title)
    if kind in ("plan", "notice") and is_newsletter(head):
        return "news"
    told = kind == "plan" and title is not None and (credited or heads_story(title))
    return "news" if told and not (PAPER_TITLE.search(title or "") or NUMBERED_LINE.search(head)) else kind


def _titled(title: str) -> str | None:
    """The kind that a title names; a notice that hands another paper down is a notice."""
    if HEADLINE.search(title) and not SAID_AT.search(title):
        return None
    if NOTIFIES.search(title):
        return "notice"
    hands_down = HANDS_DOWN.search(title) is not None
    for kind, pattern in KINDS:
        if pattern.search(title) and not (hands_down and kind in HANDED_DOWN):
            return kind
    return None


LINE_FEED = re.compile("\n")


def _at_lines(sign: re.Pattern[str], head: str, lines: list[int]) -> Iterator[re.Match[str]]:
    """What ``sign.finditer(head)`` gives where ``sign`` begins with ^, tried only where lines begin."""
    end = 0
    for start in lines:
        if start >= end and (found := sign.match(head, start)):
            end = found.end()
            yield found


def _weighed(head: str, title: str | None) -> str:
    """The kind that has the most signs (R67); what a text without any is read as (R68)."""
    points: dict[str, float] = {}
    by_the_way = True
    lines = [0, *(mark.end() for mark in LINE_FEED.finditer(head))]
    for (kind, sign, each, most), held in zip(SIGNS, NEEDED, strict=True):
        if held and not may_stand(held, head):
            continue
        found = _at_lines(sign, head, lines) if sign.pattern[0] == "^" else sign.finditer(head)
        if seen := sum(1 for _ in islice(found, most)):
            points[kind] = points.get(kind, 0.0) + each * seen
            by_the_way = by_the_way and not (kind == "news" and (each >= SURELY_NEWS or sign.pattern[0] == "^"))
    paper = points.pop("paper", 0.0)
    if paper:
        told = "plan" if PLAN_BELOW.search(head) or (TELLS_PLAN.search(head) and "意见" not in head[:400]) else "notice"
        points[told] = points.get(told, 0.0) + paper
    kind = max(points, key=lambda kind: points[kind]) if points else ""
    if title is None and kind == "news" and by_the_way and points[kind] <= BY_THE_WAY and _is_paper(head):
        return "plan"
    return kind or _without_sign(head, title)


def _is_paper(head: str) -> bool:
    """Whether lines are numbered and nobody speaks."""
    return NUMBERED_LINE.search(head) is not None and not SPOKEN_FOR.search(head) and not MET.search(head)


def _without_sign(head: str, title: str | None) -> str:
    """Not news, unless it begins with who speaks; a part of a report or a speech, where prose goes on unnumbered."""
    if SPOKEN_FOR.match(head):
        return "news"
    if title is None and GOES_ON_AT.match(head) and PROSE.search(head) and not OF_A_PAPER.search(head):
        return "work_report"
    if title or len(head) < SHORTEST_PART or NUMBERED_LINE.search(head) or not PROSE.search(head):
        return "plan"
    if WE_SHALL.search(head):
        return "speech"
    return "plan" if len(OWED.findall(head)) > MOST_OWED else "work_report"
