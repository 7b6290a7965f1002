"""What a speaker tells of the meeting and of himself: who came, what comes next, what was just said. Rule R100."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi_reading.facts.clauses.clause_roles import Role, clause_role, owes
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.structure import Sentence

MEETING = r"(?:会议?|大会|活动|仪式|典礼|庆典|座谈会|动员会|推进会|调度会)"
# 参加今天会议的人员有：…; 出席会议的领导同志是…
WHO_CAME = re.compile(
    r"(?:在[^，。：；]{0,10}会场)?(?:今天|应邀)?(?:前来|应邀)?(?:参加|出席|列席|参会|到会)[^，。：；]{0,16}?(?:的[^，。：；]{0,12}?)?(?:还|主要|分别)?(?:有|是|包括)(?!所|关|效|序|力|信)"
)
# 今天会议的议程有两项：…; 会议共有三项议程：…; 召开这次会议，目的有两个：…
WHAT_FOR = re.compile(
    rf"(?:今天|今晚|本次|这次|此次|下午|上午)?的?{MEETING}的?(?:主要)?(?:议程|议题|内容|程序|日程|任务|目的|主题)(?:共|主要|一共|就|分别)?(?:有|为|是|安排)"
    rf"|{MEETING}(?:共|一共|主要)?(?:有|安排)[^，。：]{{0,4}}项?(?:议程|议题|内容)"
)
PURPOSES = re.compile(r"(?:主要)?(?:目的|任务|原因|议程|议题)(?:主要|就|共)?(?:有|是)[^，。：]{0,8}$")
# 下面，请王县长作报告; 首先有请…宣读表彰决定; 请先进镇代表上台领旗.
NEXT = r"(?:下面|首先|接下来|现在|最后|其次|再次|然后|接着|第[一二三四五六七八九十][项个]?)?[，]?(?:先|再)?"
SPEAKER = (
    r"(?!各|全[市县区省体]|有关|相关|所有|大家|广大|同志们|你们)[^，。：；]{0,30}?"
    r"(?:长|书记|主任|同志|委员|主席|常委|员|[×Xx*○某]{1,3}|单位|代表|个人|集体|嘉宾|领导|老师|[区县市镇乡局队]|依次)"
)
LED_BY = re.compile(
    rf"{NEXT}(?:让我们)?(?:以[^，。以]{{0,10}}掌声)?(?:有?请|欢迎|由){SPEAKER}(?:[^，。：；作做]{{0,12}}?(?:作|做|发表)[^，。；]{{0,40}}"
    r"(?:讲话|报告|发言|汇报|说明|总结|交流|通报|表态|致辞|点评|动员|述职|介绍)"
    r"|(?:讲话|发言|致辞|宣读|传达|通报|领奖|颁奖|授奖|上台|登台|上主席台|起立|就座|入场|退场|点评|表态|述职|宣布|介绍))"
)
# 请甲局、乙局依次上台递交责任书.
IN_TURN = re.compile(rf"{NEXT}有?请(?!各)[^。；]{{2,90}}?依次(?:上台|进行|作|做|发言|递交|汇报|表态)")
# 进行会议第二项，请…; 会议进行第一项议程：…
ITEM = re.compile(
    rf"(?:下面|首先|接下来|现在|最后)?，?(?:{MEETING})?(?:开始|继续)?进行(?:今天|本次|这次)?(?:{MEETING})?的?"
    r"(?:第[一二三四五六七八九十]|最后一)个?项?(?:议程|内容|议题|程序)?[，：。；\n]"
)
APPLAUSE = re.compile(rf"{NEXT}(?:让我们|我?提议)[^。]{{0,30}}(?:掌声|举杯|干杯|酒杯)")
# 我深知，…; 2025年7月，我来到云岭工作: the speaker of himself, unless he promises or asks.
OF_HIMSELF = re.compile(
    # 督查室每季度通报一次，我亲自看: somebody has to, before him.
    r"(?:(?![^，。]{1,8}每[^，。]{1,6}次，)[^，。]{1,14}，)?我(?![们市县省区国局委院校厅办镇乡旗州部司军方党处所站队行街村社盟系中家]|公司|集团|支部)"
)
# 大会选举我担任…; 组织安排我来到…; 深切感受到…: what happened to him, and how he feels.
TO_HIM = re.compile(
    r"(?:[^，。]{1,14}，)?(?:[^，。；我]{2,16}(?:选举|推选|选|任命|安排|选派|委派|指派|提名|推荐)我(?:来|到|担任|任|为|在|当)"
    r"|[^，。；我要将]{0,12}每一[张票]|(?:深[感知]|深切(?:地|的)?(?:感受|体会)|倍感|感[到受]|感受到|体会到|更加?感[恩到受]|对我的?))"
)
PROMISES = compiled(
    r"将|要|一定|必|努力|力争|坚决|决[心不]|始终|绝不|愿|请|希望|建议|要求|承诺|表态|强调|提[出几两三四五]|讲|加强|推进|抓好|做好"
)
# 刚才，…; 会议期间，…; 据气象部门预测，…: what was, unless something is ordered behind it.
HAPPENED = compiled(
    r"刚才|刚刚|会前|会议期间|前不久|前段时间|前几天|前一阶段|日前|近年来|近几年|多年来|长期以来|历年来|一直以来|建[市县区国]以来|去[冬秋夏春年]以来|今[春夏秋冬]以来"
    r"|入[春夏秋冬汛][^，]{0,4}以来|[一两二三四五几半]年多?来|进入新世纪以来|直到(?:如今|现在|目前|今天)|回首|综观|纵观|但?据[^，]{2,14}(?:分析|统计|介绍|了解)"
    r"|回[望首顾]过去|[^，。；]{3,24}(?:召开|成立|组建|换届|启动|上任|履职|任职|以来)以来，|(?:但是?|然而|不过)?从(?:过去|目前|当前|总体|全[市县区省]|平时|近期)[^，]{0,24}(?:看|来看|情况看)"
)
# 我县始终坚持…，招商工作取得丰硕成果: what it led to closes what was done.
ACHIEVED = re.compile(
    r"[^，]{0,24}(?:取得|收到)了?(?:丰硕|显著|明显|可喜|良好|长足|阶段性|历史性|较好|一定|优异|喜人|积极|令人瞩目|巨大|重大|突出|辉煌)的?(?:工作)?"
    r"(?:成[果效绩就]|进[展步]|突破|胜利|效果)$"
)
STRIVES = re.compile(
    "确保|力争|推[动进]|促[进使]|努力|争取|力[促求]|使|让|要|将|务|以期|保证|尽快|早日|在[^，]{2,20}取得"
)
# 据气象部门预测，我县将进入集中降水时段: only an obligation orders.
FORETOLD = re.compile(r"但?(?:根)?据[^，]{2,14}(?:预测|预报|预计|估计)")
# 下面，我围绕这个问题，提出四点具体建议.
ANNOUNCED = re.compile(
    r"我(?!们|[市县省区国局委院校厅])[^。；]{0,60}?(?:讲|谈|强调|提出?)[^，。]{0,6}?"
    r"[一二两三四五六七八九几\d]个?(?:点|方面|条)[^，。]{0,12}$"
)
# 经研究决定，召开这次动员大会.
CALLED = re.compile(
    rf"(?:召开|举行|举办)(?:这次|此次|本次|今天这[个次]|今天的?)[^，。]{{0,30}}{MEETING}$"
    rf"|[^，。]{{0,16}}决定(?:紧接着?|随即|今天|在此)?(?:召开|举行)[^，。]{{2,40}}{MEETING}$"
)
# 今天把大家请来开这个会，就是把任务交代明白: what the meeting is for.
MEETING_FOR = re.compile(
    r"[^。；]{0,60}(?:召开|举行|举办|开)(?:了?这[个次场]|此次|本次|今天[这的]?[个次场]?)[^，。；]{0,24}会议?，(?:不讲[^，]{1,6}，)?"
    r"(?:就是|主要是|目的|其目的|旨在|是为了|主要任务|重点是)"
)
ORDERING = frozenset({Role.ORDER})


def told_in_speech(text: str, sentences: Sequence[Sentence]) -> set[int]:
    """Where the sentences of a speech start that tell of the meeting or of the speaker, and order nothing."""
    told: set[int] = set()
    chain = -1
    numbers: set[str] | None = None  # those of the list the last sentence began, or None outside of one
    for sentence in sentences:
        begins = begins_list(text, sentence)
        if numbers is not None and (
            not sentence.enumerator or sentence.enumerator in numbers or owes(text[sentence.start : sentence.end])
        ):
            numbers = None
        if begins or sentence.chain == chain or numbers is not None or is_told(text, sentence):
            told.add(sentence.start)
        if begins:
            chain, numbers = sentence.chain, set()
        elif numbers is not None:
            numbers.add(sentence.enumerator)
    return told


def begins_list(text: str, sentence: Sentence) -> bool:
    """Whether a sentence, with the ；-chain behind it, says who came or what the meeting is for."""
    start, end = sentence.start, sentence.end
    if WHO_CAME.match(text, start, end) or WHAT_FOR.match(text, start, end):
        return owes(text[start:end]) is None
    last = sentence.clauses[-1]
    return sentence.ender in ("，", "：") and PURPOSES.match(text, last.start, last.end) is not None


def is_told(text: str, sentence: Sentence) -> bool:
    """Whether a sentence only leads through the meeting, or tells of the speaker or of what was."""
    start, end = sentence.start, sentence.end
    if any(led.match(text, start, end) for led in (LED_BY, IN_TURN, ITEM, APPLAUSE, FORETOLD)):
        return owes(text[start:end]) is None
    if text.find("会", start, end) >= 0 and MEETING_FOR.match(text, start, end):
        return True
    last = sentence.clauses[-1]
    if CALLED.match(text, last.start, last.end) or ANNOUNCED.search(text, start, end):
        return True
    if ACHIEVED.match(text, last.start, last.end) and not STRIVES.search(text, last.start, last.end):
        return not _orders(text, sentence)
    if OF_HIMSELF.match(text, start, end) or TO_HIM.match(text, start, end):
        return PROMISES.search(text, start, end) is None
    if HAPPENED.match(text, start, end) is None:
        return False
    return not _orders(text, sentence)


def _orders(text: str, sentence: Sentence) -> bool:
    return any(clause_role(text[clause.start : clause.end]) in ORDERING for clause in sentence.clauses)
