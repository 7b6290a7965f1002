"""The words by which a report says that somebody speaks or asks, and where they are nouns. Rules R8, R9."""

from __future__ import annotations

import re

from luoshi_reading.facts.speech.spoken_orders import ASKED
from luoshi_reading.knowledge.first_letters import compiled

REPORT_VERB = compiled(
    ASKED + r"|(?:叮嘱|嘱咐|告诫|提醒|勉励|寄语)(?:道|说)?$|(?:强调指出|强调|指出|(?<!的)号召|表示|认为|宣布|透露|反映"
    r"|提到|谈到|讲到|(?<![新项的体工本有关部务作和总”])要求|(?<!新)提出|(?<![步向标路任责职工点权体限位准径界务施])明确|(?<!的)希望|(?<!策)决定|指示|议定|审定)(?:说|道|一[遍下点])?$|会议(?:确定|商定)$|(?:再[强重提说讲谈叮嘱交补重念][一-鿿]{0,3}|重申[一-鿿]{0,4}|提醒[一-鿿]{0,4})一[遍下点]$"
)
# What REPORT_VERB can end with: ruled out first, for most clauses.
ENDS = (
    "强调 指出 号召 表示 认为 宣布 透露 反映 提到 谈到 讲到 要求 提出 明确 希望 决定 指示 "
    "确定 议定 审定 商定 叮嘱 嘱咐 告诫 提醒 勉励 寄语 意见 建议 点 说 道 一遍 一下 一点"
)
REPORT_ENDS = tuple(ENDS.split())
EVALUATION = re.compile(r"(?:认为|反映|透露|介绍|宣布)$")
# Nouns of the same form: 按照…要求, 贯彻…指示.
NOT_REPORT = re.compile(
    r"^(?:要|须|应|必须|会议还?)?(?:传达|学习|宣读|通报|解读|响应|遵照|遵守|执行|严格|认真|切实|掌握|熟悉|领会|把握|符合|达到|遵循|满足|听取|结合|[^，]{2,30}的“|按照|根据|对照|围绕|落实|按|依据|坚持|贯彻|紧扣|对标|进一步|以|为)|(?:精神|决策|关于|有关)(?![^，]{0,24}[时中上后](?:再次|还|又|也|并|明确|着重|特别|反复){0,2}(?:强调|指出|要求)$)|的(?:[一-鿿]{2})?(?:要求|指示|决定)$|(?:达到|符合|满足|适应|不符|高于|低于)[^，]{0,10}要求$"
)
# 提出新的要求: no noun, whatever stands before it.
ASKS_FOR = re.compile(r"(?:提|明确|强调|讲|作).*(?:要求|意见|希望|建议|强调|点)")
# 周军就贯彻会议精神提出要求 asks; what the spirit of a meeting demands does not.
NOT_ASKING = re.compile(
    r"^(?:要|须|应|必须)?(?:按照|根据|对照|依据|落实|贯彻|认真)|^(?![^，]{0,16}(?:就|对|围绕))[^，]*精神"
)
# Whoever asks so may be anybody: what is said orders where somebody in office does.
BIDS_IN_OFFICE = frozenset(("叮嘱", "嘱咐", "告诫", "提醒", "勉励", "寄语"))
MEETS = re.compile(r"(?:会议|大会|全会|座谈会)(?:还|也|并|最后)?")
# 会议要求，: the meeting speaks in its own decision, too.
MEETINGS = frozenset(("会议", "大会", "全会", "会议还", "大会还", "全会还", "会议同时", "大会同时"))
SPOKEN_NOUNS = ("要求", "提出", "明确", "决定", "希望", "指示")
LONGEST_REPORT = 45
# 县长率县发改局、县交通局等部门赴三个镇调研渔港建设时强调: who was along and where may take longer.
LONGEST_VISIT = 160
SAID_THERE = tuple(place + word for place in "时中上后" for word in ("强调", "指出", "要求", "强调指出"))
# 对下步工作作出安排部署，要…: what is arranged follows where it begins with an obligation.
ARRANGED = ("部署", "安排")
# The last characters of both: most clauses are ruled out by theirs.
REPORT_LAST = frozenset(end[-1] for end in (*REPORT_ENDS, *ARRANGED))
OWED_FIRST = ("要", "必须", "务必", "一要")
# Clauses before the word of saying (周军来到…，察看…，听取…，并强调，).
LONGEST_COURSE = 8
# Further on only these tell of speaking, and no noun.
SURELY_EARLY = 4
SURELY = ("强调", "指出", "强调说", "要求")
# Characters of who speaks, where that stands on a line, or in a clause, of its own.
LONGEST_SPEAKER = 24
# 他说，市人社局将…; 据介绍，: who says so stands before what he promises.
SAYS_SO = re.compile(r"(?:说|说道|介绍|表示|透露|坦言|表态|承诺|告诉记者)$")
SOURCE = "据"
# 薛峰表示，集团将…: whoever is no office means to do it.
PRIVATE_ACTS = re.compile(r"企业|公司|集团|商会|协会|[我本]行")
# 远航公司将在云岭建设船坞: what a firm means to do; 县城投公司将…, a firm of the place, is charged.
FIRM_MEANS = re.compile(r"(?![^，]{0,3}[省市县区国])[^，]{2,16}(?:公司|集团|企业)[^，要应须]{0,4}将")
