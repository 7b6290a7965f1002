"""What somebody in office says is to be done: words of speaking and asking, who may bid, what goes on. Rule R94."""

from __future__ import annotations

import re
from collections.abc import Callable

from luoshi_reading.facts.clauses.clause_roles import Role, clause_role, owes
from luoshi_reading.facts.speech.said_within import PRIVATE
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.surnames import USUAL
from luoshi_reading.structure import Sentence

# Clauses of a sentence among which the opening words stand.
OPENING_CLAUSES = 4
# 将 of what is to come.
TO_COME = re.compile(
    r"(?<![即必更确])将(?!会|有|达|是|成为|迎来|持续|出现|带来|突破|超过|可|近|极|士|军|领|来|要|为|被|与|至|进入|面临|再次|继续保持|上映|免费|不再担任|离开)"
    r"|(?<=我们)会(?=继续|进一步|持续|尽快|全力)"
)
HAPPENED = compiled(r"(?<!除)(?<!为)了(?!解)|已(?!有)|曾")

# 刘县长说，目前…，各堤段必须…
BIDS = compiled(
    r"(?:说|介绍说|(?:当场|现场)(?:表态|拍板|决定|敲定))$|(?:叮嘱|嘱咐|告诫|提醒|勉励|嘱托|(?<![的项体])要求)"
    r"(?:[^，：]{0,10}|[^，：]{2,24}(?:同志|负责人|干部|领导|部门|单位))$"
)
# 提出三点要求, 就…强调了几点意见: how asking in points ends.
ASKED = (
    r"(?:提出|提|明确|强调|讲|(?<!工)作|作出)了?"
    r"(?:[几一二两三四五六七八九十](?=点$)|[一二两三四五六七八九几\d]{1,2}[点条个]|如下|以下|明确|具体|相关|有关|新的?|更高|殷切|严格|工作|的){0,4}"
    r"(?:(?<![讲调])(?<!(?<!工)作)要求|(?<=[点条个])强调|意见|希望|建议|(?<=[出调讲][几一二两三四五六七八九十\d])点)(?:[和与][一-鿿]{2})?$"
)
# Asked first, once for a sentence: without one of them nobody is heard in it.
SPEAKING_WORDS = compiled(
    r"强调|指出|要求|号召|提出|部署|说[，：,:]|叮嘱|嘱咐|告诫|提醒|勉励|嘱托|责[成令]|指示|敦促|拍板|表态|会议决定|全会决定|大会决定"
)
DEMANDS = "要求"
SAYS = "说"
HOPING = ("希望", "期望", "并希望", "也希望")
# Characters of who must, before his 要; those of a paragraph in which 他 is looked for.
LONGEST_WHO = 12
LOOKED_BACK = 400
THIRD_PERSON = re.compile(r"[他她](?:还|又|同时|再三|反复|一再|最后|现场)?")
# 我们将把…作为大事来抓, 市水利局将与各镇一道…: a promise of whom the speaker speaks for.
MEANS_TO_DO = re.compile(
    r"(?:我们|[一-鿿]{1,8}[省市县区部厅局委办府])(?:一定)?(?:将|会)(?:把|与[^，]{2,14}(?:一道|一起|共同|携手))"
)
LONGEST_SAYING = 36
# Characters among which 将 stands in what is promised (2027年将重点实施…).
NEAR_HEAD = 12
OFFICE = r"(?:书记|[省市县区镇乡州盟旗局厅处科河湖林]长|主任|部长|常委|主席|秘书长|总指挥|指挥长|院长|检察长)"
IN_OFFICE = re.compile(
    rf"{OFFICE}(?:、[一-鿿]{{2,10}})?[一-鿿]{{2,4}}$|(?:局|委|办|厅|府|部门|有关|相关|中心)[^，企公]{{0,6}}负责(?:人|同志)$"
)
# 周军同志在讲话中, 首先，并: what stands round who speaks.
ROUND = re.compile(
    r"(?:首先|最后|随后|接着)?(?:同志)?(?:对[^，]{1,16})?(?:在[^，]{2,16}?(?:[时中上后]|期间|讲话))?(?:还|也|又|再三|反复|一再|同时|现场){0,2}$"
)
OTHERS = re.compile(r"企业|公司|商会|志愿者|村民|居民|学生|店主|专家|教授|委员|代表|群众|职工|游客|家长")
NAME = re.compile(r"(?P<name>[一-鿿]{2,6}?)(?:还|又|再三|反复|一再|最后|同时|现场)?$")
NAME_LENGTHS = (2, 3, 4, 5, 6)
# Behind private people who speak, 他 is one of them.
OTHERS_SPEAK = re.compile(rf"(?:{OTHERS.pattern})[^，。]{{0,8}}(?:说|表示|介绍|告诉|反映|感慨)")


# Characters of who must, in a sentence that nobody is said to speak.
FARTHEST_WHO = 20
# Whoever speaks is heard elsewhere, or holds no office.
SPEAKING = ("说", "表示", "坦言", "介绍", "告诉记者", "说道", "笑着说")
# 他要赶在天黑前到家, 王芳要照顾孙子: what one person has to do.
ONE_PERSON = re.compile(
    r"(?:会上|随后)?(?:他|她|它|你|您|我(?![们省市县区州镇乡村局委院校]))"
    r"|[一-鿿]?(?:大[妈爷娘叔婶伯姐哥嫂]|奶奶|爷爷|阿姨|老板|师傅|夫妻|夫妇|一家)"
)
OF_MANY = "市县区省州镇乡村里方级地位们员部门家者都长队组会"


def _is_one_person(who: str) -> bool:
    if 2 <= len(who) <= 3 and who[0] in USUAL and who[-1] not in OF_MANY:
        return True
    return ONE_PERSON.match(who) is not None


def owed_by_itself(text: str, sentence: Sentence) -> int | None:
    """Return the clause from which on a sentence says what must be done, though nobody is said to speak (R97)."""
    begins = 0
    said = [text[clause.start : clause.end] for clause in sentence.clauses]
    owed = [owes(words_of) for words_of in said]
    if not any(must and must.start() <= FARTHEST_WHO for must in owed):
        return None
    for index, (words_of, must) in enumerate(zip(said, owed, strict=True)):
        # 要动员群众: whom it is done for stands behind the obligation.
        private = OTHERS.search(words_of)
        if private and not (must and must.start() < private.start()):
            return None
        if HAPPENED.search(words_of) or words_of.endswith(SPEAKING):
            return None
        role = clause_role(words_of)
        if must and must.start() <= FARTHEST_WHO and role is Role.ORDER:
            return None if _is_one_person(words_of[: must.start()]) else begins
        if role in (Role.STATEMENT, Role.OTHER):
            begins = index + 1
    return None


def bidden_in_office(text: str, sentence: Sentence, may_bid: Callable[[str, int], bool]) -> int | None:
    """Return the clause from which on somebody in office says what is to be done (R94).

    The number of clauses where somebody in office speaks, and a later sentence may say what.
    """
    for index, clause in enumerate(sentence.clauses[:OPENING_CLAUSES]):
        if not clause.mark or clause.end - clause.start > LONGEST_SAYING:
            continue
        bids = BIDS.search(text, clause.start, clause.end)
        if bids is None or not may_bid(text[clause.start : bids.start()], clause.start):
            continue
        said = [text[c.start : c.end] for c in sentence.clauses[index + 1 :]]
        if bids[0].startswith(DEMANDS) or any(
            owes(words_of) or TO_COME.search(words_of, 0, NEAR_HEAD) for words_of in said
        ):
            return index + 1
        # 叮嘱市人社局，对反映的问题建立台账: who is told what to do.
        told = not bids[0].endswith(SAYS) and not PRIVATE.match(bids[0][2:])
        if told and any(clause_role(words_of) >= Role.IMPERATIVE for words_of in said[:2]):
            return index + 1
        hoped = next((i for i, words_of in enumerate(said) if words_of.startswith(HOPING)), None)
        if hoped is not None:
            return index + 1 + hoped
        if bids[0].endswith(SAYS):
            return len(sentence.clauses)
    return None


def goes_on(text: str, sentence: Sentence) -> bool:
    """Whether a sentence behind what somebody in office said orders, too (他说，…。我们一定要…)."""
    first = text[sentence.clauses[0].start : sentence.clauses[0].end]
    if HAPPENED.search(first):
        return False
    must = owes(first)
    return (must is not None and must.start() <= LONGEST_WHO) or MEANS_TO_DO.match(first) is not None
