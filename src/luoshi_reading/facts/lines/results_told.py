"""Which lines of a paper tell results though no heading over them says so: weighed by their words. Rule R103."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from luoshi_reading.facts.clauses.clause_roles import QUOTED, SOFT_PAST, Role, clause_role
from luoshi_reading.facts.clauses.promises import CAME_FAR, CAUSES
from luoshi_reading.facts.clauses.statements import AT_LEAST, COMPARED, SAID_ASIDE, is_past
from luoshi_reading.facts.lines.looking_back import AHEAD as HEADS_AHEAD
from luoshi_reading.facts.lines.looking_back import LOOKS_BACK, OPENING, is_behind, orders_ahead
from luoshi_reading.facts.remembered import remembered
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.structure import Outline, Sentence

# What nobody writes of work that is still to be done: a prize, a rank, a comparison with what was, a success.
CAME_TRUE = compiled(
    r"被(?:列为|列入|评为|评选为|确定为|授予|认定为|认定|命名为|命名|誉为|评定为)"
    r"|获(?:评|批|授|选|奖|得全|[^，]{1,16}(?:奖|称号|表彰|好评|肯定|批复|荣誉|表扬))|荣获|喜获|荣膺|蝉联|摘得|夺得|斩获|入选|跻身|跨入|上榜"
    r"|[位居列]全(?:[省市国区县州球]|世界)[^，要]{0,8}(?:第[一二三四五六七八九十\d]|前[一二三四五六七八九十\d])"
    r"|全[省市国区县州](?:排[名位])?第[一二三四五六七八九十\d]|排[名位](?:全[省市国区县州])?[^，]{0,4}第[一二三四五六七八九十\d]"
    r"|累计(?!提供|不|超|达)[^，]{0,14}\d|先后(?:[建完出制开成获荣引实启投召组举]|\d)|同比|较上年|比上年|比去年|较去年|环比|与上年"
    r"|连续[^，]{1,4}[年届次](?:[位居获列荣被排实保])|[一二三四五六七八九十]连[升降冠增]"
    r"|圆满|顺利(?:通过|完成|建成|投)|成功(?:举办|创建|承办|申报|获批|争取|入选|签约|引进|推动|化解|处置)"
    r"|扎实有效|有声有色|见效明显|零发生|没有发生|成效(?:显著|明显|突出)|稳中[有向]|再创(?:新高|历史)|历史新高|占年[初度]|超额"
)
# 2025年是很不平凡的一年: what opens an account of the past.
OPENS = compiled(
    r"不(?:平凡|寻常)的?[一五]?年|里程碑意义|过去的?[一五]年|刚刚过去的|[今去]年以来|预计，?(?:全[市县区省州年]|实现|完成|可)"
)
# 预计，全市实现…: how the year that ends will have ended.
EXPECTED = "预计"
# Without one of these nothing surely came about.
TOLD = compiled(rf"{CAME_TRUE.pattern}|{OPENS.pattern}|{EXPECTED}|了|已|曾|从[未没]|一年|五年|去年")
# 对被列为试点的企业: whatever came about, it says which.
ATTRIBUTE = re.compile("的(?=[一-鿿])")
# 在市委坚强领导下, 20余万人, 全省首个: of what was done more often than of what is to be done.
LIKELY = re.compile(r"坚强领导下|\d[\d.]*[万千百]?余|首家|首创|全[国省市区县州][^，]{0,6}首[个家条座批创张部例项]")
# 784个, 41.14亿元: counted, more often than planned.
COUNTED = re.compile(
    r"(?<![\d.〔（(第])(?:\d+\.\d\d+[亿万%％]|\d+[1-9](?=[个家户人名件次场期批所座条项辆台套份篇]))(?!以上|左右|以内)"
)
# A work at the head of its clause, and how it stands: 护岸工程加快推进, 堵点治理步伐加快.
STANDS = re.compile(
    r"[^，]{2,30}(?<![要将需面续步断])"
    r"(?:(?:加快|稳步|扎实|有序|深入|有力|顺利|全面|持续|协同|统筹)(?:推进|开展|实施|建设|推开|铺开|落实|进行|完成|启动)|(?:步伐|速度|进程|发展)加快"
    r"|(?:更加|日益|日趋|逐步|不断|持续|显著|明显|大幅|全面|稳步|进一步|切实|有效|逐年|深入|更为|愈加)"
    r"(?:提高|提升|改善|增强|优化|完善|加强|夯实|壮大|坚实|规范|巩固|好转|转变|健全|扩大|显现|活跃|浓厚|凸显|加大|深化|发力|拓展|加快|增长|释放|缩小|集聚|扎实|稳固)"
    r"|建成(?:投[用产]|使用|通车|运[行营]|开放|启用)|开工建设|投入(?:使用|运营|运行)|投产(?:达效)?|通车|竣工|完工|验收运行|开通|落成|签约落地)"
)
# 我们加大了投入, 我们推行网格管理: who plans says 我们要, 我们将.
WE_DID = re.compile(r"我们(?![要将应也还必须会的一定])[一-鿿]{2}")
# What no account of the past holds. 到2030年, 目标: goals to the end of the line.
AHEAD = compiled(
    r"力争|到20\d\d年(?!来)|至20\d\d年(?!来)|年底前|年内|月底前|今后|不低于|不少于|不高于|不超过|原则上|尽快|抓紧|预期目标|目标任务(?<!成目标任务)"
    r"|鼓励|牵头|责任单位|完成时限|下一步|明年|今年(?![以来上一前])"
)
GOALS = compiled(r"到20\d\d年|至20\d\d年|目标")
# 确保…, at the head of a sentence; behind an order it only says what for.
MADE_SURE = ("确保", "争取")
# 决定批准这个报告, though all round it is told: only the decision counts.
DISPOSES = re.compile(r"决定(?:授予|命名|表彰|批准|同意|$)")
LONGEST_HEADING = 24
# Sure signs in a stretch of lines, and points for each of its sentences, from which on it tells of results; fewer
# points are enough where nothing in the whole paper orders, more where a single line tells it alone.
LEAST = 2
SHARE = 0.4
SHARE_OF_ALL = 0.25
SHARE_ALONE = 0.5
# Lines that tell, from which on the line before and the line after them do, too, in a paper that nowhere orders.
LEAST_LINES = 3
# What speaks for orders counts so many times, a soft sign so much of a sure one; signs counted in one sentence.
TIMES = 3.0
SOFT = 0.4
MOST = 2


# What a clause speaks for: for nothing, for results, for orders.
SIGNS = (NEITHER, COUNTS, SOFTLY, SURE, OWED, LATER, GOAL, DECIDED) = range(8)
OWES = {OWED: 1.0, LATER: 0.5, GOAL: 0.5, DECIDED: 0.0}


@remembered
def _sign(clause: str) -> int:
    role = clause_role(clause)
    plain = QUOTED.sub("“”", clause) if "“" in clause or "《" in clause else clause
    if "（" in plain:
        plain = SAID_ASIDE.sub("", plain) or plain
    if "决定" in plain and DISPOSES.search(plain):
        return DECIDED
    if role in (Role.ORDER, Role.DUTY) and orders_ahead(clause):
        return OWED
    if AHEAD.search(plain):
        return GOAL if GOALS.search(plain) else LATER
    if is_past(plain) or plain == EXPECTED or _came_true(plain):
        return SURE
    if LIKELY.search(plain) or WE_DID.match(plain) or _stands(plain, role):
        return SOFTLY
    return COUNTS if COUNTED.search(plain) else NEITHER


def _heads_ahead(heading: str) -> bool:
    return HEADS_AHEAD.search(heading) is not None and not is_behind(heading)


def _came_true(plain: str) -> bool:
    if OPENS.search(plain):
        return True
    came = CAME_TRUE.search(plain)
    return (
        came is not None
        and ATTRIBUTE.search(plain, came.end()) is None
        and CAUSES.search(plain, 0, came.start()) is None  # 推动可行性研究报告获批
        and (came[0] not in COMPARED or AT_LEAST.search(plain) is None)
    )


def _stands(plain: str, role: int) -> bool:
    """Whether a clause tells how a work stands or how far it came."""
    return role in (Role.STATEMENT, Role.OUTCOME, Role.OTHER) and (
        STANDS.fullmatch(plain) is not None or SOFT_PAST.search(plain) is not None or CAME_FAR.search(plain) is not None
    )


@dataclass(slots=True)
class Weight:
    """What speaks for results in a line, surely, softly and by its counts, and what for orders.

    ``turns``: it is headed by what is to be done. ``goals``: it sets goals, from here on.
    """

    sure: int = 0
    soft: int = 0
    counted: int = 0
    owed: float = 0.0
    sentences: int = 0
    turns: bool = False
    goals: bool = False

    @property
    def told(self) -> float:
        return self.sure + SOFT * (self.soft + self.counted)

    @property
    def tells(self) -> bool:
        return self.sure > 0 and not self.orders and self.told > SHARE_ALONE * self.sentences

    @property
    def orders(self) -> bool:
        return self.turns or (self.owed > 0 and self.told < TIMES * self.owed)

    def add(self, text: str, sentence: Sentence) -> None:
        """Weigh one more sentence of the line."""
        seen = [0] * len(SIGNS)
        owed = 0.0
        if not self.sentences:
            if sentence.end - sentence.start <= LONGEST_HEADING:
                self.turns = self.turns or _heads_ahead(text[sentence.start : sentence.end])
            elif LOOKS_BACK.match(text, sentence.start, min(sentence.end, sentence.start + OPENING)):
                seen[SURE] = 1
        if text.startswith(MADE_SURE, sentence.start):
            owed = 1.0
        for clause in sentence.clauses:
            sign = _sign(text[clause.start : clause.end])
            if sign >= OWED:
                self.turns = self.turns or sign == DECIDED
                self.goals = self.goals or sign == GOAL
                owed += OWES[sign]
            elif not self.goals:
                seen[sign] += 1
        self.sentences += 1
        self.owed += min(owed, MOST)
        if not owed:
            self.sure += min(seen[SURE], MOST)
            self.soft += min(seen[SOFTLY], MOST)
            self.counted += min(seen[COUNTS], MOST)


def lines_of_results(text: str, sentences: Sequence[Sentence], outline: Outline) -> set[int]:
    """Lines that tell what came about, by their own words or by those of their neighbours."""
    if TOLD.search(text) is None:
        return set()
    weights: dict[int, Weight] = {}
    ahead = {h.start for h in outline.headings if _heads_ahead(h.heading)}
    turned = below = False
    for sentence in sentences:
        weight = weights.get(sentence.line)
        if weight is None:
            turned = turned and not LOOKS_BACK.match(text, sentence.start, sentence.end)
            below = bool(ahead) and any(above.start in ahead for above in outline.path(sentence.start))
            weight = weights[sentence.line] = Weight(turns=turned or below)
        elif weight.turns:
            continue
        if turned or below:
            weight.sentences += 1
            continue
        weight.add(text, sentence)
        # 2026年工作打算, a line of its own without a number, heads all that comes.
        turned = weight.turns and sentence.ender == "\n" and sentence.enumerator == ""
    told = {line for line, weight in weights.items() if weight.tells}
    run: list[int] = []
    for line, weight in [*weights.items(), (-1, Weight(owed=1))]:
        if not weight.orders:
            run.append(line)
            continue
        told.update(_stretch(weights, run, whole=len(run) == len(weights), turned=weight.turns))
        run = []
    return told


def tells_only(sentences: Sequence[Sentence], told: Set[int]) -> bool:
    """Whether every line of a paper tells of results."""
    return bool(told) and all(sentence.line in told for sentence in sentences)


def _stretch(weights: dict[int, Weight], run: list[int], *, whole: bool, turned: bool) -> list[int]:
    """The lines of a run without orders from the first to the last that tells, if together they tell of results.

    ``turned``: a heading of what is to be done closes the run, so all that stands before it was done.
    """
    for hints in (
        [line for line in run if weights[line].sure or weights[line].soft],
        [line for line in run if weights[line].tells],
    ):
        if not hints:
            return []
        first, last = run.index(hints[0]), run.index(hints[-1]) + 1
        if whole and len(hints) >= LEAST_LINES:
            first, last = max(first - 1, 0), last + 1
        inner = run[first:] if turned else run[first:last]
        told = sum(weights[line].told for line in inner)
        share = SHARE_OF_ALL if whole else SHARE
        if sum(weights[line].sure for line in inner) >= LEAST and told > share * sum(
            weights[line].sentences for line in inner
        ):
            return inner
    return []
