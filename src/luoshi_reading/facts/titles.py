"""The document's title and kind. Rules R65-R68."""

from __future__ import annotations

import re

from luoshi_reading.knowledge.first_letters import compiled

SALUTATION = re.compile(r"[：:]$|^各(?:位|市|县|区|省|乡|镇|单位|部门|党|党委|科)|^尊敬的|^同志们")
HEADLINE_MARK = re.compile(r"[。；!！?？，,]")
KICKER = re.compile(
    r"(?:强调|指出|要求|时说|表示|时强调|提出)[：:]?$|^——|^(?:市委|省委|区委|县委).{2,30}(?:召开|举行)$"
)
FRONT_TITLE = re.compile(r"^title[:：][ \t]*(\S[^\n]*?)[ \t\r]*$", re.M | re.I)
SITE = re.compile(r"[_|｜\-–—]\s*[^_|｜\-–—]{2,20}(?:网|频道|政府|门户|在线|新闻|客户端|日报|晚报|公众号)$")
DATELINE = re.compile(
    r"^(?:来源|发布|时间|日期|作者|发文|索引|文号|字号|浏览|点击|编辑|记者)|^20\d\d[-年/.]\d{1,2}[-月/.]"
)
# The day of a newspaper's page, above the headline.
ONLY_DAY = re.compile(r"20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:[ \u3000]*星期[一二三四五六日天])?$")
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、]|第[一二三四五六七八九十]+[章条节])"
)
PAPER_TITLE = re.compile(
    r"(?:意见|通知|方案|办法|计划|规划|措施|决定|通告|公告|公报|报告|纪要|条例|细则|决议|要点|批复|函|讲话)(?:[（(][^）)]*[）)])?$"
)
LONGEST_TITLE = 80
SHORTEST_TITLE = 4
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("communique", re.compile(r"公报$|公报[（(]|全体会议公报")),
    ("minutes", re.compile(r"纪要")),
    ("work_report", re.compile(r"工作报告|政府工作报告|关于.{2,30}(?:执行情况|工作情况)的报告")),
    ("speech", re.compile(r"讲话|致辞|在.{2,40}会(?:议|上)?上的(?:讲话|发言|报告)|讲话提纲")),
    ("decision", re.compile(r"决定$|决议$|的决定|的决议")),
    ("plan", re.compile(r"计划$|方案$|规划|行动计划|工作要点|要点$|任务分解|方案[（(]|计划[（(]")),
    ("notice", re.compile(r"通知|意见|办法|措施|通告|公告|批复|函$|条例|细则|规定")),
)
# 关于印发《政府工作报告》任务分解方案的通知: the paper that hands another one down is the one at the end.
HANDS_DOWN = re.compile(r"(?:通知|意见|方案|办法|细则|函|批复|通告|决议|决定)(?:[（(][^）)]*[）)])?$")
HANDED_DOWN = frozenset(("work_report", "speech", "communique"))
NEWS = re.compile(
    r"讯[（(]|本报讯|电[（(]|记者|召开|举行|主持|出席|参加会议|会议(?:强调|指出|要求|听取|审议)|他强调|座谈会|学习会|调研"
)
MINUTES = re.compile(r"会议(?:传达学习|审议|听取|研究|同意|原则通过|决定|议定|明确)")
PAPER = compiled(
    r"制定本|制定如下|提出(?:如下|以下)|印发给你们|现印发|请认真(?:贯彻|组织)|结合(?:我|本)?(?:省|市|县|区|单位)?实际|(?:实施|指导|若干)意见|特制定|此件|经.{0,12}同意，"
)
SPEECH = re.compile(r"^(?:同志们|各位(?:代表|委员|同志|领导|来宾)|尊敬的)[：:，,！]?", re.M)


# A speech whose lines were run together: 同志们：…下面，我讲三点意见.
ADDRESSED = re.compile(r"同志们[：:，,！]")
SAYS_POINTS = re.compile(r"我(?:再|就|先|想|来|重点|着重|主要)*[^，。]{0,12}(?:讲|强调|谈|提)[^，。]{0,8}[点个几]")
# A part of a work report without its title.
REPORTS_WORK = re.compile(r"政府工作的?总体要求|经济社会发展的?主要预期目标")


# 各市、县（区）人民政府，省政府各部门：, on a line of its own: whom a paper without its title is sent to.
ADDRESSEES = re.compile(
    r"^[ \u3000]*(?:各|有关|机关各)[^。；：\n]{0,120}(?:政府|部门|单位|局|委|会|厅|办|公司|企业|学校|院|处|所|中心|街道"
    r"|乡镇)[）)]?[：:][ \u3000]*$",
    re.M,
)


def find_title(text: str, metadata: tuple[str, ...]) -> tuple[str | None, int, int]:
    """Return the title with its place in the text, or (None, 0, 0) where none stands there (R65)."""
    for stretch in metadata:
        front = FRONT_TITLE.search(stretch)
        title = SITE.sub("", front[1].strip("\"' ")) if front else ""
        if len(title) >= SHORTEST_TITLE:
            at = text.find(title)
            return title, max(at, 0), at + len(title) if at >= 0 else 0
    lines = _headlines(text)
    if not lines:
        return None, 0, 0
    chosen = lines[0]
    if KICKER.search(chosen[0]) and len(lines) > 1:
        return lines[1]
    for last in range(1, min(len(lines), MOST_TITLE_LINES)):
        if PAPER_TITLE.search(_close(lines[last - 1][0])) or not _runs_on("".join(row[0] for row in lines[:last])):
            break
        if PAPER_TITLE.search(_close(lines[last][0])):
            start, end = chosen[1], lines[last][2]
            return re.sub(r"\s*\n[\s]*", "", _close(text[start:end].strip())), start, end
    return chosen


# A title of a few lines: the issuer, 关于印发《…, …》的通知.
MOST_TITLE_LINES = 5
SPACED = re.compile(r"(?<=[讲通报决公])[ \u3000]+(?=[话知告定])")


def _close(line: str) -> str:
    """Bring 讲　　话 and 通　　知 together."""
    return SPACED.sub("", line)


def _runs_on(line: str) -> bool:
    """A title broken over two lines: the first is an issuer or begins 关于 and does not end."""
    if line.count("《") > line.count("》") or line.endswith(("的", "、", "和", "暨")):
        return True
    return "关于" in line or bool(re.search(r"(?:人民政府|办公厅|办公室|委员会|局|厅|党委)$", line))


def _headlines(text: str) -> list[tuple[str, int, int]]:
    """The short lines above the body, before any sentence (R65)."""
    found: list[tuple[str, int, int]] = []
    start = 0
    for _ in range(8):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip(" \u3000\t\r")
        if line:
            if RED_HEAD.search(line):
                if not (found and PAPER_TITLE.search(_close(found[-1][0]))):
                    found.clear()
                start = end + 1
                continue
            if not found and ONLY_DAY.match(line):
                start = end + 1
                continue
            if not _is_headline(line):
                break
            found.append((line, start, end))
        if end >= len(text):
            return found
        start = end + 1
    return found


# What may stand over a title: the letterhead, the number, 附件1, 讲话稿.
RED_HEAD = re.compile(
    r"^[^，。；《》]{4,40}(?:政府|委员会|办公室|办公厅|[委局厅部院会组])文[ \u3000]*件$"
    r"|^附[ \u3000]*件[ \u3000]*[\d一二三四五]{0,2}[：:]?$"
    r"|^[一-鿿]{0,14}[〔\[（(]20\d\d[〕\])）][ \u3000]*第?\d{1,4}号$|^(?:讲话|发言)[稿材料]{1,2}$"
)


def _is_headline(line: str) -> bool:
    if len(line) > LONGEST_TITLE or line.endswith(("。", "；", "：", ":", "，")) or NUMBERED.match(line):
        return False
    if SALUTATION.search(line) or DATELINE.search(line):
        return False
    return not HEADLINE_MARK.search(line) or len(line) <= 40


def find_kind(text: str, title: str | None) -> str:
    """Name the kind of document (R67)."""
    head = text[:1500]
    if title:
        hands_down = HANDS_DOWN.search(title) is not None
        for kind, pattern in KINDS:
            if hands_down and kind in HANDED_DOWN:
                continue
            if pattern.search(title) and not re.search(r"召开|举行|强调|会议审议|主持", title):
                return kind
    for line in head.split("\n")[:8]:
        stripped = line.strip(" \u3000")
        if 4 < len(stripped) <= 60 and PAPER_TITLE.search(stripped) and not HEADLINE_MARK.search(stripped):
            for kind, pattern in KINDS:
                if pattern.search(stripped):
                    return kind
    if SPEECH.search(head) or (ADDRESSED.search(head[:400]) and SAYS_POINTS.search(head)):
        return "work_report" if re.search(r"各位代表|向大会报告|请予审议", head) else "speech"
    if REPORTS_WORK.search(head):
        return "work_report"
    if ADDRESSEES.search(head):
        return "plan" if re.search(r"(?:方案|计划)(?:印发|如下)", head) else "notice"
    paper, news, minutes = len(PAPER.findall(head)), len(NEWS.findall(head)), len(MINUTES.findall(head))
    if paper and paper * 2 >= news:
        return "plan" if re.search(r"(?:方案|计划)[，。]", head) and not re.search(r"意见", head[:400]) else "notice"
    if minutes and re.match(r"^\s*(?:[一二三四五]、)?会议", head):
        return "minutes"
    return "news" if news else ("notice" if paper else "plan" if re.search(r"^[（(]?[一二三1]", head, re.M) else "news")
