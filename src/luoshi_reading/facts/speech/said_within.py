"""What is said right behind the word of saying, without a mark (周军强调防汛是大事; 会议要求做好防汛工作). Rule R9."""

from __future__ import annotations

import re
from collections.abc import Callable

from luoshi_reading.facts.clauses.bodies import is_body
from luoshi_reading.facts.clauses.clause_heads import assigned_unit, holds_verb
from luoshi_reading.facts.clauses.clause_roles import Role, clause_role, owes
from luoshi_reading.facts.owners.plain_subjects import acting
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.structure import Sentence

# Clauses of a sentence among which the word of saying may stand.
LONGEST_LEAD = 8
# Characters of what is said among which its obligation stands.
LONGEST_OWING = 14
# Characters of whom it is asked of.
SHORTEST_WHO, LONGEST_WHO = 2, 10
COLONS = ("：", ":")
DEMANDS = "要求"
POINT = re.compile(r"，(?:一[是要]|第一|首先)")
SAYING = compiled("决定|确定|强调|指出|要求|号召|提出|部署|叮嘱|嘱咐|责[成令]|指示|勉励|提醒|告诫|敦促")
# Who says, the word, and what is said.
SAYS = re.compile(
    r"(?P<who>[^，：:“”《》]{0,40}?)(?P<word>决定|确定|强调指出|强调|指出|要求|号召|提出|部署|叮嘱|嘱咐|责[成令]|指示|勉励|提醒|告诫|敦促)(?P<said>(?![了的过是点和及等]|与(?!会))[一-鿿“《][^\n]+)"
)
# What says an order, whatever follows it; behind the others an order must.
JUDGING = frozenset(("强调指出", "强调", "指出"))
BARE_ORDER = frozenset(("要求", "号召"))
# 察看了堤段，叮嘱施工单位严把质量关: of whom it is asked stands right behind, and nobody private.
BIDDING = frozenset(("叮嘱", "嘱咐", "责成", "责令", "指示", "勉励", "提醒", "告诫", "敦促"))
ONLY_WHO = ("同志", "负责人", "干部", "领导", "部门", "单位", "人员")
ASKING_WORDS = (DEMANDS, *BIDDING)
PRIVATE = re.compile(
    r"(?:在场的?|广大)?(?:[他她你]们?|大家|孩子|同学|学生|老人|老党员|[一-鿿]{0,3}(?:群众|村民|居民|户主?|职工|工人(?!员)|师傅|家长|学员|选手|市民|游客|网友|志愿者|小朋友))"
)
ALONG = r"(?:还|也|又|并|同时|最后|首先|随后|再次|反复|一再|着重|特别|明确|进一步|分别|郑重|严肃|当场|当即|现场)*"
MEETING = (
    r"(?:[一-鿿]{0,10}(?:会议|全会|大会|(?:座谈|例|调度|推进|现场|研讨|专题|部署|动员|协调|办公|总结|联席|论证|评审|分析|点评)会)"
    r"|[一-鿿]{0,4}(?:检查|督查|调研|督导|巡视|巡察|考核|指导)组)"
)
# 会议决定成立工作专班: what a meeting sets to be done; what it does by deciding (决定授予…) leaves nothing to do.
SETTING = frozenset(("决定", "确定"))
SET_BY = re.compile(rf"{MEETING}{ALONG}")
DONE_BY_IT = re.compile(
    r"[^，]{0,40}(?:授予|表彰|给予|命名|任命|任免|免去|免职|废止|撤销|批准|同意|修改|追授|接受|补选|增补|通过|追认|终止|取消|许可|提交|提请|通报|处分|闭会|休会|选举|推荐|提名|为|了)"
)
# 镇政府组织巡查，并要求…; 县委、县政府要求…: a body of the place asks.
BODY = (
    r"(?:[一-鿿]{0,8}(?<![省国])(?:[市县区镇乡州盟旗]委|党委|党组|政府|管委会|指挥部|防指)(?:办公室)?|我[市县区镇乡州盟旗])"
    r"(?:、[一-鿿]{0,4}(?:政府|管委会))?"
)
OFFICE = (
    r"[一-鿿、]{0,36}(?:(?<!总)书记|[省市县区镇乡州盟旗局厅处院校部河湖林]长|主任|主席|常委|总指挥|指挥长|检察长)"
    r"(?:[一-鿿]{2,4}?)?(?:同志)?"
)
WHERE = (
    r"(?:在[^，]{2,20}(?:[时中上后]|期间|过程中|讲话)|(?:[看听]|察看|查看|听取|了解|视察|检查)了?[^，]{1,12}[之以]?后)?"
)
SAID_BY = re.compile(rf"(?:会上|会后|会前|[他她]|{MEETING}|{BODY}|{OFFICE})?(?:同志)?{WHERE}{ALONG}")
# A name before the word: who it is must be known from an office somewhere.
NAMED = re.compile(rf"(?:会上|会后)?(?P<name>[一-鿿]{{2,4}}?)(?:同志)?{WHERE}{ALONG}")
# 县政府按照会议要求…: a noun, by which somebody goes.
GOES_BY = ("按", "照", "根据", "围绕", "落实", "贯彻", "依据", "结合", "对标", "传达", "学习")
BEGINS = re.compile(rf"(?:会上|会后|[他她]|{MEETING}|{BODY}|{OFFICE})")


def said_within(text: str, sentence: Sentence, is_known: Callable[[str], bool]) -> tuple[int, int] | None:
    """Return the clause in which something is said right behind the word of saying, and where that begins."""
    for index, clause in enumerate(sentence.clauses[:LONGEST_LEAD]):
        if SAYING.search(text, clause.start, clause.end) is None:
            continue
        words_of = text[clause.start : clause.end]
        says = SAYS.match(words_of)
        if says is None or not _speaks(text, sentence, index, says["who"], is_known):
            continue
        if says["word"] == DEMANDS and not holds_verb(says["said"]) and _points_follow(text, sentence, index):
            return index + 1, -1
        if says["word"] in SETTING:
            if _sets(says["who"], says["said"]):
                return index, clause.start + says.start("said")
            continue
        begins = _is_said(says["word"], says["said"], named=says["who"] != "")
        if begins is None and says["word"] in ASKING_WORDS and _frames_next(text, sentence, index, says["said"]):
            begins = "said"
        if begins is not None:
            return index, clause.start + says.start(begins)
    return None


def _sets(who: str, said: str) -> bool:
    """Whether a meeting decides on something that is to be done."""
    return SET_BY.fullmatch(who) is not None and DONE_BY_IT.match(said) is None and clause_role(said) is Role.IMPERATIVE


def _points_follow(text: str, sentence: Sentence, index: int) -> bool:
    """周军要求各镇：一是…: whom it is asked of, before a colon or before the points."""
    clause = sentence.clauses[index]
    return text.startswith(COLONS, clause.end) or POINT.match(text, clause.end) is not None


def _speaks(text: str, sentence: Sentence, index: int, who: str, is_known: Callable[[str], bool]) -> bool:
    named = NAMED.fullmatch(who)
    if named is not None and is_known(named["name"]):
        return True
    if SAID_BY.fullmatch(who) is None or any(word in who for word in GOES_BY):
        return False
    if BEGINS.match(who) or (not who and index == 0):
        return True
    # 会议学习了有关法规，要求加强执法: who speaks begins a clause before it.
    for clause in sentence.clauses[:index]:
        first = text[clause.start : clause.end]
        if BEGINS.match(first) or any(is_known(first[:length]) for length in (2, 3, 4)):
            return True
    return False


def _is_said(word: str, said: str, *, named: bool) -> str | None:
    """Say with which part an order begins: with what is said, or with the word itself where that carries it."""
    if word in BIDDING:
        if said.endswith(ONLY_WHO) and not owes(said):
            return None  # 叮嘱镇里负责同志，要…: what they are told stands behind the mark
        return "said" if PRIVATE.match(said) is None and (owes(said[:LONGEST_OWING]) or _is_charged(said)) else None
    if word in JUDGING:
        return "said" if named or owes(said[:LONGEST_OWING]) else None
    if word not in BARE_ORDER:
        return "said" if owes(said[:LONGEST_OWING]) else None
    if clause_role(word + said) is Role.ORDER and clause_role(said) not in (Role.ORDER, Role.IMPERATIVE):
        return "word"
    if clause_role(said) in (Role.ORDER, Role.IMPERATIVE) or assigned_unit(said):
        return "said"
    return "said" if word == DEMANDS and _acts(said) else None


def _frames_next(text: str, sentence: Sentence, index: int, said: str) -> bool:
    """要求县河长办针对发现的问题，立即整改; 要求以问题为导向，列出清单: what is asked stands behind its frame."""
    if index + 1 >= len(sentence.clauses) or PRIVATE.match(said):
        return False
    behind = sentence.clauses[index + 1]
    if clause_role(text[behind.start : behind.end]) is not Role.IMPERATIVE:
        return False
    return clause_role(said) is Role.FRAME or who_is_framed(said)


def who_is_framed(said: str) -> bool:
    """县河长办针对发现的问题, 各镇结合实际: of whom it is asked, and only what frames it."""
    return any(
        clause_role(said[length:]) is Role.FRAME and (not holds_verb(said[:length]) or is_body(said[:length]))
        for length in range(SHORTEST_WHO, min(LONGEST_WHO, len(said) - SHORTEST_WHO) + 1)
    )


def _is_charged(said: str) -> bool:
    """嘱咐相关负责人严格水质监测, 责成市水利局10日内完成勘察: who is asked, and what they are to do."""
    return assigned_unit(said) != "" or _acts(said)


def _acts(said: str) -> bool:
    """要求属地加强巡查: whom it is asked of, and right behind that what they are to do."""
    # 要求县应急管理局把底数摸清: a body's name may hold verbs.
    return any(
        clause_role(said[length:]) is Role.IMPERATIVE and (not holds_verb(said[:length]) or is_body(said[:length]))
        for length in range(SHORTEST_WHO, min(LONGEST_WHO, len(said) - SHORTEST_WHO) + 1)
    )


def is_bidden(text: str, sentence: Sentence, begins: int) -> bool:
    """Whether right before what is said stands the word by which it is asked of somebody."""
    return begins >= 0 and text.endswith(ASKING_WORDS, sentence.start, begins)


def demanded(text: str, sentence: Sentence, first: int) -> bool:
    """会议要求，各镇严格落实值守制度: whether what is said from a clause on is asked of somebody who stands first."""
    if not first or not text.endswith(DEMANDS, sentence.clauses[first - 1].start, sentence.clauses[first - 1].end):
        return False
    return acting(text[sentence.clauses[first].start : sentence.clauses[first].end]) != ""
