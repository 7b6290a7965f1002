"""Rosters and rolls: who makes up a body, a name and an office on each line below 组长： or 成员：; who stands behind
出席：. Rules R60, R63."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from luoshi_reading.facts.people.name_lists import Mention
from luoshi_reading.knowledge.divisions import by_short_name, divisions
from luoshi_reading.knowledge.rare_letters import standing
from luoshi_reading.knowledge.surnames import SURNAME
from luoshi_reading.model import Finding

BLANK = r"[ \u3000\t]"
HEAD = re.compile(
    rf"\n{BLANK}*(?P<label>(?:(?:常务|第一)?副?{BLANK}*(?:组{BLANK}*长|总{BLANK}*指{BLANK}*挥|指{BLANK}*挥{BLANK}*长|主{BLANK}*任|召{BLANK}*集{BLANK}*人|总{BLANK}*召集人"
    rf"|县长|市长|局长|队长|秘书长)|成{BLANK}*员|委{BLANK}*员|政{BLANK}*委|顾{BLANK}*问|联络员))[：:]{BLANK}*"
)
# What an office begins with; where the blank between name and office is lost only this parts them.
OFFICE = (
    "国务|中共|中国|国家|中央|全国|自治|省|市|县|区|州|盟|旗|乡|镇|街道|党|政|财政|发展|发改|民政|人力|人社|人民|工商|税务|国税|地税|法制|公安|交警|教育"
    "|科技|科学|卫生|卫健|农业|农村|农机|水利|水务|林业|林草|交通|住建|住房|城建|城乡|城管|城市|环保|环境|生态|自然|国土|规划|文化|文旅|旅游|广电|体育|审计"
    "|统计|应急|安监|市场|质监|食药|粮食|商务|招商|经信|经济|工信|工业|司法|信访|民宗|民族|扶贫|乡村|医保|退役|供销|气象|消防|武警|人武|团|工会|总工|妇联"
    "|残联|科协|红十字|电力|供电|电信|移动|联通|邮政|银|金融|园区|开发|高新|经开|管委|行政|机关|大数据|网信|编办|督查|组织|宣传|统战|纪委|监委|监察|检察"
    "|法院|办公|副|常务|书记|主任|局长|科长|站长|所长|村|社区|学校|医院|公司|集团|各"
)
OFFICE += "".join(f"|{division.short}" for division in divisions().values() if division.rank == 1)
ENTRY = re.compile(
    rf"{BLANK}*(?P<name>{SURNAME}(?:{BLANK}{{2,4}}[一-鿿](?={BLANK})|{BLANK}?[一-鿿]{{1,2}}?))(?:（[^（）\n]{{1,8}}）)?"
    rf"(?:{BLANK}*(?P<office>(?:{OFFICE})[^。；：:\n]{{0,50}})|{BLANK}+(?P<other>[一-鿿][^。；：:\n]{{2,50}}))?{BLANK}*(?=\n|$)"
)
SHORTEST_OFFICE = 3
OFFICER = re.compile("[长任记席员师官理]|负责人|[局委办院部]$")


def on_rosters(text: str) -> Iterator[tuple[str, int, int, str | None]]:
    """Give each name with its place and its office as written, else the part it has in the body."""
    for head in HEAD.finditer(text):
        position = head.end() + text.startswith("\n", head.end())  # the names may begin on the next line
        label = re.sub(BLANK, "", head["label"])
        while entry := ENTRY.match(text, position):
            office = entry["office"] or entry["other"]
            first = position == head.end()
            if office is None and not (first and entry.end() - position <= SHORTEST_OFFICE + 1):
                break
            if office is not None and OFFICER.search(office) is None:
                break
            yield entry["name"], entry.start("name"), entry.end("name"), office.strip() if office else label
            position = entry.end() + 1
            if position >= len(text):
                break


# 出席：陶锦年、水务局鲁正清: names after a label, each with its unit or without.
ROLL_MARKS = "\n。；，（("
ROLL = re.compile(
    r"[ \u3000]*(?:参加会议的?有?|出席会议的?有?|出[ \u3000]*席|列[ \u3000]*席|参[ \u3000]*[加会]"
    r"|主[ \u3000]*持(?:[ \u3000]*人)?|[^，。；\n：:]{0,6}执行主席|缺席|请假|记[ \u3000]*录(?:[ \u3000]*人)?"
    r"|联系人(?:[及和](?:联系)?(?:电话|方式))?|副?组长|成员|召集人|[^，。；\n：:]{0,10}就座的[^，。；\n：:]{2,16}(?=有))"
    r"(?:人员|领导|同志|人)?(?:有|为|是)?[：:][ \u3000]*"
    # A roll that lost its line's end is followed by the next one's label.
    r"(?P<roll>[一-鿿](?:(?!(?:出席|列席|缺席|请假|记录|主持|分送|抄送)(?:人员?)?[：:])[^。；\n：:]){1,400})"
)
ROLL_NAME = re.compile(
    rf"(?:^|[局委办厅院处室队站所部社镇乡区县长任席记员]|政府|公司|中心)"
    rf"(?P<name>{SURNAME}(?:[ \u3000]{{1,4}}[一-鿿]|[一-鿿]{{1,2}}))(?:（[^）]*）?)?$"
)
# 赵 敏, 水务局鲁 清: a name of two characters may be spread.
ROLL_ENTRY = re.compile(
    r"[^、，\t\u3000 ](?:[ \u3000]{1,4}[^、，\t\u3000 ](?=[、，\t\u3000 （(]|$)[^、，\t\u3000 ]*"
    r"|[^、，\t\u3000 ]*+"
    r"(?:(?<=[局委办厅院处室队站所部社镇乡任长记].)[ \u3000]{1,4}[^、，\t\u3000 ](?=[、，\t\u3000 ]|$))?)"
)


def rolls(text: str) -> Iterator[re.Match[str]]:
    """What stands behind the colon of each roll; its label begins behind the last mark before the colon, or a roll."""
    after = roll_end = 0
    for colon in standing(text, "：:"):
        if colon < after:
            continue
        marked = max([text.rfind(mark, after, colon) for mark in ROLL_MARKS])
        match = ROLL.match(text, marked + 1 if marked >= 0 else after) if marked >= 0 or after == roll_end else None
        after = match.end() if match else colon + 1
        if match:
            roll_end = after
            yield match


def on_rolls(text: str) -> Iterator[tuple[str, int, int, str | None]]:
    """Give each name on a roll (出席：…) with its place and the unit beside it."""
    for match in rolls(text):
        for entry in ROLL_ENTRY.finditer(match["roll"]):
            named = ROLL_NAME.search(entry[0])
            if named and named["name"] not in by_short_name():
                start = match.start("roll") + entry.start() + named.start("name")
                beside = entry[0][: named.start("name")].strip()
                yield named["name"], start, start + len(named["name"]), beside or None


# Under 分管领导 or 责任人: a cell of nothing but names, with what offices stand beside them in brackets.
CELL_NAME = re.compile(rf"(?P<name>{SURNAME}[ \u3000]?[一-鿿]{{1,2}})(?:[（(][^（）()]{{1,20}}[）)])?")
CELL_MARKS = re.compile(r"[、，,；;\n\t]|[ \u3000](?=[^ \u3000]{2})")
RESPONSIBLE = ("responsible_leader", "responsible_person")


def in_rows(text: str, rows: Iterable[Finding]) -> Iterator[Mention]:
    """Give the names of those who answer for the rows of a table (R63)."""
    for row in rows:
        line = text.rfind("\n", 0, row.start) + 1
        for cell in filter(None, (row.fields.get(key) for key in RESPONSIBLE)):
            named = [CELL_NAME.fullmatch(part.strip()) for part in CELL_MARKS.split(cell) if part.strip()]
            if not all(named):
                continue  # 分管副市长, or a unit
            for name in (found["name"] for found in named if found):
                at = text.find(name, line)
                if at >= 0 and name not in by_short_name():
                    yield name, at, at + len(name), None
