"""What a paper or a speech tells as a report would, in the midst of its own words. Rule R104.

Pages carry the paper beside the story of the meeting that passed it; a speech looks back on what was held.
"""

from __future__ import annotations

import re

from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.signs import sign
from luoshi_reading.structure import Sentence

# One of these and somebody is told to do it: 会上，各县区要汇报…; 由分管副市长主持会议.
TOLD_TO = compiled(r"(?<![主重需首必概摘纲])要(?!求|点|素|闻)|必须|务必|应当?(?!邀)|须(?!知)|将|请|拟|力争|确保|由|可")
OBLIGES = compiled(r"(?<![主重需首必概摘纲])要(?!求|点|素|闻)|必须|务必|应当?(?!邀)|须(?!知)|将|请|拟|力争")
# 云岭融媒4月2日讯（记者 汤敏）; 记者 汤敏摄 behind the sentence.
DATELINE = compiled(r"讯[（(][^（）()，。]{0,8}(?:记者|通讯员)|(?:记者|小编)(?:为|带)(?:您|你|大家)")
PICTURE = re.compile(r"[。！]?[^，。；\n]{0,12}(?:记者|通讯员)[ \u3000]?[一-鿿]{2,4}[ \u3000]?摄")
# 市委常委汤敏主持会议, …出席会议并讲话: who did what at a meeting.
TOOK_PART = re.compile(
    r"[^，]*(?:书记|[市县区省镇乡局部厅]长|主任|常委|主席|代表|委员|同志|[一-鿿]{2,3})(?:主持了?(?:会议|召开[^，]*)"
    r"|出席了?(?:会议|活动|仪式)?(?:并(?:作了?)?(?:重要)?(?:讲话|致辞))?|[^，]{2,30}并(?:作了?)?(?:重要)?(?:讲话|致辞))"
)
TAKING_PART = compiled(r"主持了?(?:会议$|召开)|出席了?(?:会议|活动|仪式)|并(?:作了?)?(?:重要)?(?:讲话|致辞)$")
# 会议推选汤敏担任…; 推选汤敏为团长, as a headline.
ELECTED = re.compile(
    r"(?:会议|大会|全会|代表团)(?:还|并)?(?:推选|选举|推举)|(?:推选|推举|选举)[一-鿿]{2,4}(?:同志)?(?:为|担任)[^，]{0,12}(?:长|主席|主任|召集人|代表|委员|书记)"
)
# 联席会议，2日下午在云岭举行: a day without its month is a newspaper's.
HELD = re.compile(r"(?<![月\d])\d{1,2}日(?:上午|下午|晚上?|傍晚)?，?在[^，]{2,24}(?:举行|召开|举办|开幕)")
# 3月4日上午，县教育局汤敏一行到…开展督查: a half day of which a story tells.
VISITED = re.compile(
    r"(?:20\d\d年)?[\d一二三四五六七八九十元]{1,3}月\d{1,2}日(?:上午|下午|晚上?)，[^，。]{2,40}?(?:一行|专程|先后|实地|深入[^，]{2,20}(?:调研|检查|慰问|走访)"
    r"|(?:来到|走进|赴)|主持召开|(?:会议?|仪式|活动)(?:在[^，]{2,16})?(?:召开|举行|开幕)$)"
)
# Clauses among which a story says who did what.
OPENING = 3
# 5月2日，指挥部就…下发通知; 市人事局，电话：…: what a page tells beside the paper.
ISSUED_NEWS = re.compile(r"[^，]*就[^，]{4,80}(?:下发|印发|发布)(?:了)?(?:通知|通告|公告|紧急通知)$")
RINGS = re.compile(r"(?:[一-鿿]{2,14}[，：:]){1,3}(?:联系)?电话[：:]?\d[\d-]{6,20}+(?:[^，\d-][^，]{0,12})?")
# 签约仪式上，…签订…: where, before what was done there.
THERE = re.compile(r"(?:[^，]{0,14}(?:会议?|仪式|论坛|活动|现场)上|会[后前间]|会议期间)")
DONE_THERE = compiled(
    r"签署|签订|签约|表彰|颁发|宣读|通报|发言|揭牌|授牌|播放|观看|(?:提出|提)[^，]{0,6}(?:要求|意见)|介绍(?!人)"
)
# 连日来，市水利部门开展汛前检查: how a story begins.
BEGINS_STORY = re.compile(r"连日来|近日来|这几天来?|(?:近日|日前|昨日|昨天)(?=[，、])")
# 水文专家指出，雨量偏多: what those say who know, and ask for nothing.
EXPERT = re.compile(
    r"(?:专家|学者|教授|研究员|气象[台局]|气象部门|水文部门|分析人士|业内人士)(?:[一-鿿]{2,3})?(?:指出|认为|表示|介绍|分析|预测|预报)$"
)
# Most sentences hold no letter that these need (``knowledge/signs.py``).
OF_REPORTERS = sign(DATELINE.pattern)
IS_TOLD_TO = sign(TOLD_TO.pattern)
TOOK_PLACE = sign(TAKING_PART.pattern)
HAPPENED = sign(ELECTED.pattern, HELD.pattern, ISSUED_NEWS.pattern, RINGS.pattern)
BEGINS_FIRST = frozenset("连近这日昨")
THERE_LAST = frozenset("上后前间")
LONGEST_PICTURE = 24


def is_expert(words_of: str) -> bool:
    """Whether a clause says that somebody speaks who knows a thing and orders none."""
    return EXPERT.search(words_of) is not None


def narrates(text: str, sentence: Sentence, signs: int) -> bool:
    """Whether a sentence of a paper or a speech tells what happened at a meeting, as a report does."""
    start, end = sentence.start, sentence.end
    if signs & OF_REPORTERS and DATELINE.search(text, start, end):
        return True
    if text.find("摄", end, end + LONGEST_PICTURE) >= 0 and PICTURE.match(text, end):
        return True
    if text[start] in BEGINS_FIRST and BEGINS_STORY.match(text, start) and OBLIGES.search(text, start, end) is None:
        return True
    if signs & IS_TOLD_TO and TOLD_TO.search(text, start, end):
        return False
    first, last = sentence.clauses[0], sentence.clauses[-1]
    if VISITED.match(text, start, end):
        return True
    for clause in (*sentence.clauses[:OPENING], last) if signs & TOOK_PLACE else ():
        if TAKING_PART.search(text, clause.start, clause.end) and TOOK_PART.match(text, clause.start, clause.end):
            return True
    if signs & HAPPENED and (
        ELECTED.match(text, start, end)
        or HELD.search(text, start, end)
        or ISSUED_NEWS.match(text, last.start, last.end)
        or RINGS.fullmatch(text, start, end)
    ):
        return True
    if text[first.end - 1] not in THERE_LAST:
        return False
    there = THERE.fullmatch(text, first.start, first.end)
    return there is not None and DONE_THERE.search(text, first.end, end) is not None
