"""What a report tells of work to come: by somebody's doing, by a paper or by a day. Rule R93."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import core_of, head_verb, holds_verb
from luoshi_reading.facts.clauses.clause_roles import PLANNED
from luoshi_reading.facts.clauses.promises import SET_FOR
from luoshi_reading.facts.speech.spoken_orders import HAPPENED, OPENING_CLAUSES, OTHERS, TO_COME
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.structure import Sentence

# 今年，市水务局将整治…: who, or when, before 将 and a verb.
AHEAD = (
    r"(?:今年|今明两年|明年|下一步|下步|下一阶段|下阶段|后期|后续|下半年|接下来|今后"
    r"|未来[一-鿿\d]{1,3}年|新的一年|年内|年底前|到20\d\d年[底末]?|近期)"
)
WHEN = re.compile(rf"{AHEAD}|\d{{1,2}}月|全[年市区县]\Z")
ONLY_WHEN = re.compile(
    rf"(?:{AHEAD}|20\d\d年|\d{{1,2}}月[底初份]?|展望20\d\d年)(?:前|起|开始)?|(?:根据|按照|依据)[^，]{{1,16}}"
)
# 目前已完成改厕221户，后期，该镇将…: from here on a sentence of what was done tells what is to come.
TURN = compiled("(?:下一步|下步|接下来|后期|后续|下一阶段|下阶段|今后)(?=，)")
BY_PAPER = re.compile(r"(?:根据|按照|依据)[^，]{0,20}(?:方案|规划|计划|意见|安排|部署|要点|纲要)[^，]{0,2}")
# The paper, the year, and a result at least.
OF_A_PAPER = 3
WHO = re.compile(
    r"(?:(?<![开闭])[局委厅办府镇乡]|[省市县区](?!民)|街道|部门|各地|各级|中心|方面|[小组查导研]组|专班|指挥部|项目部|[管监供]所|工作站|[支大中]队|[我该][院校站所]|将于)(?:[^，的了]{0,2}|在[^，]{2,10}|还|也|计划)$"
)
# 此次清淤行动将重点整治12条河道: the work that is told of.
THIS_WORK = re.compile(
    r"(?:此次|本次|这次|该)[^，的了]{0,12}(?:工作|检查|普查|调查|行动|整治|改造|清查|排查|审计|督查|督察|巡查|巡视|评估|征集|工程|项目|整改|普法|培训|调研|演练|执法|排查整治|督导)(?:还|也)?$"
)
# 市水利局将持续深化巡查; rain that goes on has nobody before it.
GOES_ON_TO = re.compile(r"(?<![即必更确])将(?=(?:持续|继续)[一-鿿]{4})")
CHOSEN = re.compile("[确决]定今年(?:内|将|要)?(?:继续|再|重点)?")
MAY_COME = compiled("将|计划|拟|打算|我们会")
SETTING = ("计划", "拟", "打算")
# 将于4月中旬开展, 将围绕…加快: what may stand between 将 and its verb.
BASED_ON = ("根据", "按照", "依据")
MADE_NEW = ("新建", "新改", "改建", "改扩", "新增", "增设", "新开", "扩建")
FRAMING = frozenset("于对围以按通在依结向为从由")
# 投用后，年可加工…; 预计: what it will be good for, and what will be.
EFFECT = re.compile(
    r"(?:建成|投用|投产|投运|完工|竣工|运营|实施|通车|使用|完成|启用|落地)(?:达产)?(?:后|之后|以后)|预计|预报|届时|气象|天气|气温|降雨|票房|比赛|赛事|展览|开展仪式"
)
DUE_BY = compiled(
    r"20\d\d年(?:\d{1,2}月)?[底末]?(?:之|以)?前(?:要|需|力争|争取|确保)?(?:全部|全面|基本|率先)?(?:建成|完成|建设|投用|投产|达标|开工|竣工|实现|覆盖|关停|淘汰)"
)
TELLS = compiled(
    r"先后|与会|参加|出席|主持|列席|一行|来到|走进|走访|当天|当日|上午|下午|晚上|近日|日前|昨[日天]|以来|近年|去年|上年|过去|期间|累计|同比|现场(?:察看|查看|听取|了解|调研|查验|观摩|询问|协调|解决|指导|召开|办公会|参观|看望|慰问|气氛|教学)|听取|察看|查看|观看|参观"
    r"|了解到|座谈|慰问|观摩|聆听|缅怀|颁奖|颁发|宣读|志愿者|获奖|截至|获得|荣获|被评为|达成|(?<!除)(?<!为)了(?!解)|已(?!有)|曾|[0123456789０１２３４５６７８９]日"
    # 青石镇多措并举筑牢防火墙, 县水利局扎实推进清淤: what a town or an office does; not 各镇扎实推进….
    r"|多措并举(?<=[镇乡县区市局府委]多措并举)(?<![各全][镇乡县区市]多措并举)"
    r"|扎实(?=开展|推进|做好)(?<=[镇乡县区市局府委]扎实)(?<![各全][镇乡县区市]扎实)"
    r"|积极(?=开展|推进|做好|组织)(?<=[镇乡县区市局府委]积极)(?<![各全][镇乡县区市]积极)"
)


def to_come(text: str, sentence: Sentence) -> int | None:
    """Return the clause from which on a sentence tells what is to come by somebody's doing or by a time (R93)."""
    if MAY_COME.search(text, sentence.start, sentence.end) is None:
        if (chosen := _chosen(text, sentence)) is not None:
            return chosen
        due = _by_a_day(text, sentence)
        return _by_a_paper(text, sentence) if due is None else due
    turn = _turn(text, sentence)
    if EFFECT.search(text, sentence.clauses[turn].start, sentence.end):
        return None
    waiting = -1
    for index, clause in enumerate(sentence.clauses[turn : turn + OPENING_CLAUSES], turn):
        words_of = text[clause.start : clause.end]
        if OTHERS.search(words_of) or HAPPENED.search(words_of):
            return None
        if ONLY_WHEN.fullmatch(words_of):
            waiting = index
            continue
        coming = TO_COME.search(words_of) or GOES_ON_TO.search(words_of) or PLANNED.search(words_of)
        if coming is None:
            continue
        before, after = words_of[: coming.start()], words_of[coming.end() :]
        known = (
            WHEN.search(before)
            or WHO.search(before)
            or waiting >= 0
            or before.endswith("我们")
            or THIS_WORK.search(before)
        )
        if before and coming[0] in SETTING and SET_FOR.match(after):
            return index
        if known and (
            after.startswith(MADE_NEW)
            or head_verb(core_of(after))[0]
            or (after[:1] in FRAMING and (holds_verb(after) or _done_next(text, sentence, index)))
        ):
            based = waiting >= 0 and text.startswith(BASED_ON, sentence.clauses[waiting].start)
            return index if based or waiting < 0 else waiting
    return None


def _turn(text: str, sentence: Sentence) -> int:
    """Return the clause behind which a sentence turns from what was done to what is to come; 0 where none does."""
    found = TURN.search(text, sentence.start + 1, sentence.end)
    if found is None:
        return 0
    return next((index for index, clause in enumerate(sentence.clauses) if clause.start == found.start()), 0)


def _done_next(text: str, sentence: Sentence, index: int) -> bool:
    """下一步，青石镇将以此为契机，压实责任: what is done stands behind the frame."""
    if index + 1 == len(sentence.clauses):
        return False
    behind = sentence.clauses[index + 1]
    return head_verb(core_of(text[behind.start : behind.end]))[0] != ""


def _chosen(text: str, sentence: Sentence) -> int | None:
    """县政府确定今年继续办好十件实事: what was fixed on for the year."""
    if text.find("定今年", sentence.start, sentence.end) < 0:
        return None
    for index, clause in enumerate(sentence.clauses):
        if (chosen := CHOSEN.search(text, clause.start, clause.end)) is not None:
            return index if holds_verb(text[chosen.end() : clause.end]) else None
    return None


def _by_a_day(text: str, sentence: Sentence) -> int | None:
    """重点渡口在2027年底前全部建成: what is to stand by a year to come."""
    if text.find("20", sentence.start, sentence.end) < 0:
        return None
    for index, clause in enumerate(sentence.clauses[:OPENING_CLAUSES]):
        if DUE_BY.search(text, clause.start, clause.end):
            told = TELLS.search(text, sentence.start, sentence.end) or HAPPENED.search(text, sentence.start, clause.end)
            return None if told else index
    return None


def _by_a_paper(text: str, sentence: Sentence) -> int | None:
    """根据《方案》，到2028年，全市建成…: the year and what follows it."""
    clauses = sentence.clauses
    if len(clauses) < OF_A_PAPER or BY_PAPER.fullmatch(text, clauses[0].start, clauses[0].end) is None:
        return None
    if ONLY_WHEN.fullmatch(text, clauses[1].start, clauses[1].end) is None:
        return None
    told = EFFECT.search(text, sentence.start, sentence.end) or HAPPENED.search(text, sentence.start, sentence.end)
    return None if told else 1
