"""The kind of a document: from its title, else weighed from the signs of its opening. Rules R67, R68."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from luoshi_reading.facts.stories import heads_story, is_newsletter
from luoshi_reading.facts.titles import HEADLINE_MARK, NUMBERED, PAPER_TITLE
from luoshi_reading.knowledge.first_letters import compiled, needed
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
# Of a plenary session the newspaper gives what its communiqué says: 全会指出, 全会决定.
SESSION = re.compile(r"全会(?:强调|确定|部署|绘就|描绘|提出|指出|认为|号召|要求|决定|审议|充分肯定|明确)")
LEAST_SESSION, HEAD = 2, 1500
RESOLVES = "会议(?:传达学习|审议|听取|研究|原则同意|同意|原则通过|决定|议定|明确)"
LONGEST_KIND_LINE = 60

# What an opening without a title of its kind shows, and how many points each sign gives it; the most points win, of
# equals the one that stands first. A sign counts as often as it stands there, but no more than ``most`` times.
SIGNS: tuple[tuple[str, re.Pattern[str], float, int], ...] = (
    (
        "work_report",
        compiled(
            r"(?<![望对请和与向给])各位代表[，,：:！!]|向大会报告|请予审议|政府工作的?总体要求|经济社会发展的?主要预期目标"
        ),
        5.0,
        2,
    ),
    (
        "work_report",
        re.compile(
            r"^[ \u3000]*(?:[一二三四五六七八九十]、)?(?:20\d\d年|去年|今年)(?:政府)?工作(?:回顾|总结|安排|打算|思路)",
            re.M,
        ),
        3.0,
        2,
    ),
    # Who sits where tells of a session, whatever is read out there.
    (
        "news",
        compiled(
            r"应到(?:代表|委员)|(?:在|、)主席台(?:前排)?就[座坐]|代表[^，。]{2,12}政府(?:向大会)?作《?(?:政府)?工作报告|奏唱国歌|响起雄壮的"
        ),
        6.0,
        2,
    ),
    # A digest of a work report: 政府工作报告列出了五张清单, 报告梳理了渔港扩建项目.
    (
        "work_report",
        compiled(
            r"(?:政府)?工作报告》?(?:中|里|还|已|共)*(?:突出|提出|指出|明确|确定|部署|安排|梳理|列出|从[^，。]{1,6}方面)"
            r"|(?<![^，。；\n])报告(?:中|里|还|共)*(?:突出|提出|明确|确定|部署|安排|梳理|列出)[^。]{0,14}(?:今年|明年|20\d\d年|任务|目标|事项|清单|实事)"
            r"|[数图]读[^\n]{0,12}政府工作报告"
        ),
        4.0,
        2,
    ),
    (
        "speech",
        re.compile(r"^(?:同志们|各位(?:代表|委员|同志|领导|来宾|记者朋友|网友)|尊敬的)[：:，,！]?", re.M),
        6.0,
        1,
    ),
    (
        "speech",
        compiled(r"我(?:再|就|先|想|来|重点|着重|主要)*[^，。]{0,12}(?:讲|强调|谈|提)[^，。]{0,8}[点个几]"),
        3.0,
        1,
    ),
    (
        "speech",
        compiled(r"我谨?代表[^。；]{2,60}(?:致以|表示)[^。；]{0,12}(?:问候|祝贺|感谢|慰问|祝愿|欢迎|敬意)"),
        4.0,
        1,
    ),
    ("speech", compiled(r"同志们[：:，,！!]|(?:下面|在此)，我代表|让我们[^。]{4,60}！"), 3.0, 2),
    # Questions with their answers are spoken too; 主持人：闵知行 is whom minutes name in the chair.
    (
        "speech",
        re.compile(
            r"^[ \u3000]*(?:问|答|记者问|(?:主持人|记者)(?![：:][ \u3000]*[一-鿿]{2,4}(?:[ \u3000、，（(]|$)))[：:]",
            re.M,
        ),
        4.0,
        3,
    ),
    (
        "notice",
        re.compile(
            r"^[ \u3000]*(?:各|有关|机关各)[^。；：\n]{0,120}(?:政府|部门|单位|局|委|会|厅|办|公司|企业|学校|院|处|所"
            r"|中心|街道|乡镇|办公室|小组|指挥部|支队|大队|站|园区|场|镇|乡|行|社|校)[）)]?[：:][ \u3000]*$",
            re.M,
        ),
        8.0,
        1,
    ),
    (
        "notice",
        compiled(r"通知如下|特此(?:通知|通告|公告|批复|函复)|批复如下|请示》?收悉|此件(?:主动|依申请|公开)|本通知"),
        4.0,
        2,
    ),
    ("notice", re.compile(r"^[ \u3000]*第[一二三四五六七八九十百]{1,3}条[ \u3000]", re.M), 3.0, 3),
    (
        "notice",
        compiled(
            r"请(?:各|有关|相关)[^，。]{0,12}(?:单位|部门|地区|县区|街道|学校|企业|镇街)[^。]{0,14}前[^。]{0,24}(?:报|反馈|提交)"
        ),
        2.0,
        1,
    ),
    (
        "paper",
        compiled(
            r"制定本|制定如下|提出(?:如下|以下)|印发给你们|现印发|请认真(?:贯彻|组织)|结合(?:我|本)?(?:省|市|县|区|单位)?实际"
            r"|(?:实施|指导|若干)意见|特制定|经.{0,12}同意，"
        ),
        2.0,
        4,
    ),
    # 特制定本方案: nobody else says so. （市住建局牵头，市财政局配合）
    ("paper", compiled(r"特制定|制定本(?:方案|计划|意见|办法|措施|制度|规则|规定|细则|清单|预案|行动)"), 4.0, 1),
    (
        "plan",
        re.compile(
            r"[（(](?:责任|牵头|主办)单位[：:]|[（(][^（）()\n]{2,60}(?:牵头|负责|主办)(?:，[^（）()\n]{2,120}(?:配合|参与|协办))?[）)]"
        ),
        3.0,
        2,
    ),
    (
        "plan",
        compiled(r"(?:责任|牵头|配合|主办|承办)(?:单位|部门)(?:[：:及和]|\n)|(?:完成|办结)(?:时限|时间)(?:[：:]|\n)"),
        3.0,
        3,
    ),
    (
        "plan",
        re.compile(
            r"^(?:[一二三四五六七八九十]、)?(?:总体要求|总体目标|指导思想|基本原则|工作原则|主要目标|工作目标|目标任务|重点任务|主要任务|工作任务|工作内容|整治内容|工作重点"
            r"|工作措施|工作步骤|实施步骤|方法步骤|时间安排|职责分工|保障措施|组织领导|工作要求)$",
            re.M,
        ),
        2.5,
        3,
    ),
    # 全会作出如下决定; a resolution that approves a report.
    (
        "decision",
        compiled(r"[作做]出如下决[定议]|特作如下决[定议]|(?:会议|大会)?决定批准(?:这个|该|这一|此)?报告"),
        8.0,
        1,
    ),
    ("minutes", compiled(r"纪要如下"), 12.0, 1),
    ("minutes", re.compile(rf"\A\s*{RESOLVES}"), 2.0, 1),
    (
        "minutes",
        re.compile(
            rf"^[ \u3000]*(?:[一二三四五六七八九十]{{1,2}}、|（[一二三四五六七八九十]{{1,2}}）){RESOLVES}", re.M
        ),
        2.0,
        3,
    ),
    ("minutes", re.compile(rf"^[ \u3000]*{RESOLVES}", re.M), 1.0, 3),
    ("communique", SESSION, 1.5, 3),
    (
        "news",
        compiled(
            r"讯[（(]|本报讯|日(?<=\d日)(?:讯(?!问)|消息)|日电|消息[（(][一-鿿]{2,4}[）)][：:]"
            r"|[（(]记者|记者(?:从[^，。]{2,20}(?:获悉|了解到)| )"
        ),
        3.0,
        2,
    ),
    (
        "news",
        compiled(
            r"[网报社台](?:讯|消息)(?:[ \u3000：:]|近日|日前|昨|今|\d{1,2}[月日])|本[报网台]讯"
            r"|据(?:了解|悉|介绍)，(?:此次|本次|该|这)"
            r"|于(?:20\d\d年)?\d{1,2}月\d{1,2}日[^，。]{0,8}(?:正式|顺利)(?:投入|启|上线|开|通|揭|建成)"
        ),
        3.0,
        2,
    ),
    (
        "news",
        re.compile(r"^[^。\n]{0,60}(?:综述|纪实|侧记|巡礼|掠影|花絮|特写|速写)(?:[：:]|[ \u3000]*$)", re.M),
        4.0,
        1,
    ),
    (
        "news",
        re.compile(
            r"^(?:[ \u3000]*\d{1,2}[.．、][^\n。]{4,40}(?:召开|举行|签约|调研|视察|检查)。)?"
            r"[ \u3000]*(?:近日|日前|(?:20\d\d年)?\d{1,2}月\d{1,2}日|\d{1,2}日|昨(?:（\d{1,2}）)?[日天]|今[日天])"
            r"(?:上午|下午|晚上?)?"
            r"[，,]?(?!前|起|至|[ \u3000]*$)",
            re.M,
        ),
        2.0,
        2,
    ),
    ("news", compiled(r"会见(?:了|[^，。；]{2,30}一行)|(?:陪同|参加)会见|陪同看望|对[^，。；]{2,30}一行"), 2.0, 2),
    ("news", compiled(r"[（(]完[）)]|(?:相关|有关)?负责人(?:表示|介绍|说)，|据悉，"), 2.0, 2),
    ("news", compiled(r"(?<![应在对将按从])该(?:县|市|区|镇|乡|街道|局|社区)(?![的内])"), 1.5, 2),
    (
        "news",
        compiled(
            r"(?:此|本)次(?:督|检查|调研|活动|培训|走访|慰问|演练|参观)|带队(?:到|，?深入|对|赴|深入|开展|督|检|调)|陪同(?:督导|检查|调研|督查|考察|参加|走访)|一行(?:先后|还?来到|深入|实地|首先|一同)"
        ),
        2.0,
        2,
    ),
    (
        "news",
        compiled(r"先后(?:走进|来到|深入|察看|参观)|走访慰问|联合开展|拉开帷幕|圆满闭幕|逝世，享年|在[一-鿿]{2,6}逝世"),
        2.0,
        2,
    ),
    (
        "news",
        compiled(
            r"(?:召开|举行)[^。]{0,40}(?:会议?|仪式|活动)|主持(?:会议|召开)|出席(?:会议|并)|参加会议|座谈会|学习会|调研"
            "|(?:会议|大会|[他她]|(?:\n|。)[一-鿿]{2,4})(?:最后|还|同时|随后)?(?:强调|指出|要求|听取|审议)"
        ),
        1.0,
        5,
    ),
)
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
        return "communique"
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
    if title or len(head) < SHORTEST_PART or NUMBERED_LINE.search(head) or not PROSE.search(head):
        return "plan"
    if WE_SHALL.search(head):
        return "speech"
    return "plan" if len(OWED.findall(head)) > MOST_OWED else "work_report"
