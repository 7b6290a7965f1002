"""What a target measures or counts: the nouns before and after its number. Rule R36."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_roles import OUTCOME
from luoshi_reading.facts.targets.counted_things import thing_counted
from luoshi_reading.facts.targets.numbers_describing import HARMONY, PER_CENT
from luoshi_reading.knowledge.first_letters import compiled

# Characters on either side of a number that its quote may hold: a clause without marks must not be copied for each.
LONGEST_QUOTE = 400
# 不高于合同金额的30%: a share of it.
SHARE_OF = re.compile(r"不[得能应可宜]?(?:低于|少于|高于|超过)(?P<whole>.{2,24})的$")
NOUN_BEFORE = re.compile(
    r"(?:[一-鿿“”A-Za-z]|(?<![A-Z\d.])\d(?=G[一-鿿])|(?<=[A-Z])&(?=[A-Z])|(?<=[一-鿿])[+＋](?=[一-鿿])"
    r"|(?<=[A-Z])\d(?:\.\d|\d{1,2})?+|(?<![A-Z\d.])\d{1,4}+(?=A级|强|千伏|[万亿]元?级|亩[一-鿿]{2}|[一-鿿]{1,3}以[上下](?:的[一-鿿]|[一-鿿]{2}|$))){2,36}$"
)
LISTED = re.compile(r"(?:[一-鿿“”]{1,12}、){1,6}$")
VERB_LEAD = re.compile(
    r"^(?:力争|确保|保证|[也还又更]要|把|实现|完成(?!率)|做到|新增|拟?遴选|到(?!位|期|账|达率|港|会)"
    r"|使|让(?!步|利|渡)|推动|要(?!求)|将|至少|全年|全市|全省|全区|全县|努力|争取|其中|[今明]年|计划|(?:我|本|该)[省市县区州旗镇局])+"
)
# 固定资产投资确保增长8%, 财政收入同口径增长5%: the manner stands between the name and its number.
TAIL = re.compile(
    r"(?:(?<![主重需纪必摘提概])要|确保|力争|争取|务必|必须|预计|计划|预期|同口径|同比|环比|年均|全年|常年|始终|稳定|总体|全部|再|每(?:年|月|季度|[个]?(?:县|镇|乡镇|村|户))|压缩|缩短|压减|削减|(?:高于|快于|超过|好于|优于)全[国省市区县州](?:平均)?(?:水平|增速|增幅))+$"
)
TAIL_LAST = frozenset("要保争取必须计划期径比均缩短减水平增速幅年终定体部再月度县镇村户")
# 由85%提高到95%: whence it rises.
RISES_FROM = re.compile(
    r"[由从](?:[二三四五六七八九]成|(?:20\d\d年(?:年?底|末)?的?|去年的?|目前的?|现在的?|不足|不到)?(?:每[年月人户]){0,2}\d[\d.]{0,8}(?:%|％|个百分点|个工作日|[一-鿿]{1,3}?)(?:以[上下内])?)"
    r"(?:(?:整合|归并|合并|撤并|精简|优化|调整|并)(?:到|至|为|成))?$"
)
AMOUNT_AHEAD = re.compile(r"^[万亿]{0,2}元(?:以上|以下)?的(?=[一-鿿]{2})")
# 带动3.5万户茶农人均增收3000元: the measure of the number before it.
# 全镇23个村垃圾清运率100%: in how many places.
MEASURE_AHEAD = re.compile(
    r"^(?:[万亿][余多]?|[余多])?(?:人次|[户人名家])(?=[一-鿿]{4})(?![均口数])"
    r"|^个(?:行政|建制|自然)?(?:乡镇街道|乡镇|镇街|街镇|县区|区县|县市区|市县|社区|街道|[村乡镇县区])(?=[一-鿿]{2,12}(?:率|比例|面积|水平|收入)$)"
)
# 整修农路72条长36公里: how long what is counted before it is.
SIZE_OF = re.compile(
    r"\d[\d.]{0,8}+[条座处口个段孔道栋幢眼宗](?P<size>总?长度?|总?宽度?|总?面积|建筑面积|总投资|库容)$"
)
SIZE_LAST = frozenset("长宽度积资容")
# 泊位8个和冷库2座: the count before it.
COUNT_BEFORE = re.compile(rf"^[一-鿿]{{1,2}}[和与及](?![{HARMONY}])(?=[一-鿿]{{2}})")
# 增速|回升至6%, 浓度|下降到35微克: the way there is no part of the name.
ROSE = re.compile(r"(?<=[一-鿿]{2})[回下上提攀缩扩](?<!以[上下])(?<![地线水零])$")
RISEN = frozenset("升降落高小大")
# 按不低于10%的比例抽查: what the share is taken for.
IN_PROPORTION = re.compile(r"的比例(?:进行|开展|予以)?(?P<what>[一-鿿]{2,12})")
# 利用率要稳定达到90%, 抽检合格率常年保持在98%: how long and how it is reached.
MEASURING = compiled(
    r"(?:拓展|提升|提高|增加|扩大|降低|下降|压缩|缩短|缩小|提前|延长|推迟|放宽|稳定|保持|控制)?(?:到|至|达到|在)$|(?:平均|年均|力争|提升|保持|增至|[回攀上提]?升至|分别|至少|为|(?<!下)达|拟?按)+$"
)
# 细颗粒物浓度较2022年下降12%: what it is compared with, and what a bracket explains, are no part of its name.
COMPARED_WITH = re.compile(
    r"(?:分别|均|总体|平均)?(?:较|比|与|在|同比|相比)"
    r"(?:20\d\d年|上一?年|去年|前一年|“?十[一-五]五”?|基准年)(?:年?末|年?底|同期|水平)?(?:相比|(?:的)?基础上)?$"
)
# 增加值是2020年的1.8倍: the year that is multiplied.
TIMES_OF = re.compile(r"(?:达到?|增至|提高到|将是|[是为])?(?:20\d\d年|上一?年|去年|前年)(?:年?[末底])?的$")
EXPLAINED = re.compile(r"[（(][^（）()]{1,16}[）)]$")
# 新建停车场3个 counts what is made; 改造户数320户 measures.
MADE = re.compile(
    r"^新?(?:(?:新建|改建|扩建|新改建|新改扩建|改扩建|改造|新设|增设|建设|建成(?!区)|修建|铺设|培育|引进|招引|创建|打造|整治|举办|修复|拆除)(?:和(?!["
    + HARMONY
    + r"])|、|或|并|及)?)+(?:提升)?"
    r"(?=[一-鿿“A-Za-z]{2}|\dG|\d{2,3}强|\d{1,3}千伏)(?!(?:[一-鿿]{0,4}?)(?:[户人次件]?数|数量|面积|率|额|[总产容]?量|里程|规模|能力|投资|资金|标准|任务|比例|占比|成本|时间)$)"
)
JOINING = re.compile("(?:以及|[和与及均都、])+$")
# The last characters of what is cut off at the end: most nouns end otherwise.
MEASURING_LAST = frozenset("到至在均争升持增别少为达按")
COMPARED_LAST = frozenset("年五”末底期平比上一二三四")
JOINING_LAST = frozenset("和与及均都、")
# 设立2亿元产业引导资金, 50%的社区建成中心: what the money is for, and whose share it is, stand behind.
FUND = re.compile(
    r"^(?:左右|以上)?(?:的)?(?P<what>[一-鿿“”]{0,16}?(?:资金|基金|贷款|专项债券?|信贷|额度|授信|补贴|投资|消费券))"
)
SHARE_AHEAD = re.compile(
    r"^(?:左右|以上)?的(?P<what>[一-鿿]{1,16}?)(?=[都均]?要(?!求|点|素)|建成|完成|实现|达到|具备|纳入|开展|配备|设立|基本|全面|$)"
)
# 60%以上的村: one character names them.
PLACES = frozenset("省市县区镇乡村户")
# 30个项目年内竣工: what becomes of what is counted is none of its name.
FATE = re.compile(
    r"(?P<what>[一-鿿“”]{2,16}?)(?:年内|年底|今年|全部|全面|基本|陆续|相继|如期|按期|力争|确保|[均都]|[须要](?=[一-鿿]{2})|[人户]均|年均|平均|实现){0,3}"
    r"(?:增收|竣工|开工|完工|建成|投产|投用|投运|启用|封顶|验收|落地|销号|清零)(?:投用|投产|使用|达产|见效)?$"
)
NOUN_AFTER = re.compile(
    r"^(?:以上|左右|以内)?(?:的)?((?:[一-鿿]{0,8}\d[\d.]{0,6}(?:[万亿]{0,2}元|万?吨|张床位|张|亩|立方米|平方米|米|人)(?:以[上下]的?|的))?[一-鿿“”]{2,24})"
)


# With these before its number, or nothing, things are counted; with 达到 and the like something is measured.
MEASURED_IN = frozenset(("%", "％", "个百分点", "万亿元", "亿元", "万元", "元", "倍", "万亩", "个工作日"))
COUNTING = frozenset(
    (
        None,
        "不少于",
        "不低于",
        "不能少于",
        "不得少于",
        "不能低于",
        "不得低于",
        "至少",
        "超过",
        "超",
        "约",
        "完成",
        "新增",
    )
)


# 对全县126辆校车进行检查, 组织3个督导组开展督查: what is done with them, or they do.
DONE_WITH = re.compile(r"(?P<what>[一-鿿“”]{2,16}?)(?:逐[一个户家项]|全面)?(?:进行|开展|予以)(?=[一-鿿]{2})")
RATE = re.compile("^[^每]{0,24}每[人户亩吨]每[月年](?=[一-鿿]{2})")
# 完成收购粮食50万吨的目标: the goal is named before it.
AIMS = frozenset(("目标", "任务", "目标任务", "任务目标", "年度目标", "要求", "标准", "指标"))


def indicator_of(clause: str, match: re.Match[str], day: int, begin: int) -> str:
    """Name what is counted: the noun before the number where it measures, after it where it counts things.

    ``day``, ``begin``: the bounds of its own deadline, which is no part of the name.
    """
    after = NOUN_AFTER.match(clause[match.end() : match.end() + LONGEST_QUOTE])
    if after and after[1][0] in "和与及" and after[1][1] not in HARMONY:
        after = None  # 泊位8个和冷库2座
    if begin > match.start():
        # 剩余的32户年底前全部搬迁: its day stands behind.
        after = None if day == match.end() or (after and after[1][0] in "要须应在于") else after
        day = begin = 0
    measured = "unit" not in match.re.groupindex
    if not measured and match["unit"] not in MEASURED_IN and after and after[1] not in AIMS:
        counted = FATE.match(after[1]) or DONE_WITH.match(after[1])
        return counted["what"] if counted else JOINING.sub("", after[1]) or after[1]
    named = _named_before(clause[max(begin, match.start() - LONGEST_QUOTE) : match.start()])
    if clause[match.start()] in RISEN:
        named = ROSE.sub("", named)
    if not named and begin > day > 0:
        # 抗体合格率全年保持在70%: the day stands between the name and its number.
        named = _named_before(clause[max(0, day - LONGEST_QUOTE) : day])
    if not measured:
        if match["unit"] in PER_CENT:
            named = named.removesuffix("的")  # 年度投资的60%
        if behind := _behind(clause, match, named):
            return behind
        named = thing_counted(named, counts=match["before"] in COUNTING and match["unit"] not in PER_CENT)
    named = named[made.end() :] if (made := MADE.match(named)) else named
    if named in THE_REST:
        return named + match[0]
    return named or (clause if len(clause) <= LONGEST_QUOTE else match[0])


def _named_before(before: str) -> str:
    """Name what stands before a number, without what leads to it and how it comes about."""
    before = before.rstrip("\u3000")
    if before[-1:] in SIZE_LAST and (sized := SIZE_OF.search(before)):
        return _named_before(before[: sized.start()]) + sized["size"]
    if before[-1:] in ("）", ")"):
        before = EXPLAINED.sub("", before)
    if before[-1:] in COMPARED_LAST:
        before = COMPARED_WITH.sub("", before)
    elif before[-1:] == "的":
        before = TIMES_OF.sub("", before)
    elif "由" in before or "从" in before:
        before = RISES_FROM.sub("", before)
    found = NOUN_BEFORE.search(before)
    noun = found[0] if found else ""
    # 杭州、广州等地茶博会: a list with 等 is one name.
    if (
        "等" in noun
        and before[-len(noun) - 1 : -len(noun)] == "、"
        and (listed := LISTED.search(before, 0, len(before) - len(noun)))
    ):
        noun = listed[0] + noun
    # 到2026年地区生产总值达到…: the sign of a year is no part of the noun.
    if noun.startswith("年") and before[: -len(noun)][-1:].isdigit():
        noun = noun[1:]
    # 老船工每人每月补助不低于280元: what each is paid.
    if "每" in noun:
        noun = RATE.sub("", noun)
    # 年产值超10亿元的船厂6家: what is counted has the sign of an amount before it.
    noun = AMOUNT_AHEAD.sub("", noun)
    if before[: -len(noun)][-1:].isdigit():
        noun = COUNT_BEFORE.sub("", MEASURE_AHEAD.sub("", noun))
    named = noun[lead.end() :] if (lead := VERB_LEAD.match(noun)) else noun
    if named[-1:] in MEASURING_LAST:
        named = MEASURING.sub("", named)
    if named[-1:] == "的":
        named = SHARE_OF.sub(r"占\g<whole>", named)
    if named[-1:] in TAIL_LAST:
        named = TAIL.sub("", named)
    if named[-1:] in JOINING_LAST:
        named = JOINING.sub("", named)
    return named


def _behind(clause: str, match: re.Match[str], named: str) -> str:
    """Name what money is for or whose share a percentage is, where that stands behind the number; else ""."""
    if match["unit"] in PER_CENT and (share := IN_PROPORTION.match(clause, match.end())):
        return share["what"] + "比例"
    if match["unit"] in PER_CENT and not match["before"]:
        ahead = SHARE_AHEAD.match(clause[match.end() : match.end() + LONGEST_QUOTE])
    elif match["unit"] in {"亿元", "万元", "元"} and (not named or named.endswith(SETTING_UP)):
        ahead = FUND.match(clause[match.end() : match.end() + LONGEST_QUOTE])
    else:
        return ""
    return ahead["what"] if ahead and (len(ahead["what"]) > 1 or ahead["what"] in PLACES) else ""


# 剩余的32户: what is left is called by its number.
THE_REST = ("余下的", "余下", "剩余的", "剩余", "剩下的", "其余的", "其余")
SETTING_UP = (
    "设立",
    "安排",
    "统筹",
    "整合",
    "筹集",
    "落实",
    "拨付",
    "争取",
    "下达",
    "发放",
    "列支",
    "投入",
    "筹措",
    "募集",
    "用好",
    "用足",
    "撬动",
    "吸引",
    "兑现",
)


WHEN = re.compile(r"^(?:力争|确保|争取)?(?:到|至|在|于)?(?:20\d\d年(?:度(?!假))?|“[^”]+”)?(?:期间|末|底|前)?")


# 五年翻一番: in how many years.
OVER_YEARS = re.compile(r"(?<!\d)(?:今后|未来|用|力争)?[一二两三四五六七八九十\d]{1,2}年(?:内|时间)?(?:实现|再)?$")
# 风险得到有效管控, 功能全面恢复, 需求基本满足: it is so, and nothing counted.
SETTLED = re.compile(
    r"(?:基本|全面|切实|总体)?得到(?:有效|全面|基本|根本|明显|切实)?(?:解决|遏制|管控|控制|维持|恢复|保护|防护|保障|治理|修复)$"
    r"|(?:基本|全面|全部|及时|足额|彻底){0,2}(?:整改|落实|发放|拨付|兑现|处置|保障|配备|安置|清理|整治|调处|化解|安装|储备|补充)(?:到位|完毕)$"
    r"|(?:成功)?创建成(?:功|为[^，]{0,24})$"
    r"|(?:基本|全面|全部|有效|根本|总体)(?:解决|遏制|管控|化解|理顺|淘汰|取缔|拆除|关停|退出|搬迁|(?:满足|保有)[^，]{2,14}|维持|恢复(?:[^，]{2,10})?)$"
)
# 彻底消除劣V类水体: the outcome stands before what is swept out.
SWEPT_OUT = re.compile(r"(?:基本|全部|彻底|全面|总体)(?:消除|解决|取缔|清除)(?P<what>[一-鿿A-ZⅠ-Ⅻ“”]{2,20})$")


def outcome_subject(clause: str) -> str:
    core = WHEN.sub("", clause)
    if swept := SWEPT_OUT.match(core):
        return swept["what"]
    found = SETTLED.search(core) or OUTCOME.search(core)
    subject = core[: found.start()] if found else core
    return subject_named(subject) or clause


# 在全市综合考核中排名前三: where one stands in.
IN_CONTEST = re.compile(r"(?<=考核|考评|评比|测评|评价|评估|排名|竞赛)中$")


def subject_named(subject: str) -> str:
    """Take off what stands around the name of an indicator: 力争, 比2030年, 五年."""
    core = WHEN.sub("", subject)
    core = IN_CONTEST.sub("", core)
    named = VERB_LEAD.sub("", OVER_YEARS.sub("", COMPARED_WITH.sub("", core.removesuffix("实现"))))
    return (TAIL.sub("", named) if named[-1:] in TAIL_LAST else named).removeprefix("建成")


# 社会消费品零售总额、进出口总额均增长8%: one number for all that are named.
ALIKE = re.compile(
    r"(?P<what>[^，]+?)(?:力争|预计)?(?<![年人平日月户亩地])(?:均|都)"
    r"(?=达到?|增长|提高|提升|下降|降低|超过|突破|保持|稳定|控制|实现|不低于|不高于)"
)


NAMES = re.compile(r"、|(?<=[一-鿿]{2})以?[和与及](?=[一-鿿]{2})")
# 海水产品、竹木制品产值: each of both has one.
PAIRED = frozenset(("城镇", "城市", "农村", "乡村", "水稻", "小麦", "玉米", "大豆", "油菜", "工业", "农业"))
SHARED_NOUN = re.compile(
    r"(?<=[一-鿿]{2})(?:年?总?产值|产量|销售额|收入|增加值|投资|面积|规模|数量|总值|总额|余额|增速|人口"
    r"|(?:患者|人群|人员|居民|群众|家庭|群体|儿童)?(?:规范|综合|有效|集中|按时|基本|及时|安全)?(?:[一-鿿]{2}化|[一-鿿]{2})?(?<![比])率)$"
)


def named_alike(clause: str) -> list[str]:
    """Name each that one number holds for, [] where none are named together (R36)."""
    shared = ALIKE.match(clause)
    if not shared:
        return []
    names = NAMES.split(VERB_LEAD.sub("", WHEN.sub("", shared["what"])))
    return [name for name in shared_noun(names) if name]


def shared_noun(names: list[str]) -> list[str]:
    """海带、紫菜产值: the noun of the last is that of all before it."""
    noun = SHARED_NOUN.search(names[-1])
    if len(names) > 1 and noun and not any(SHARED_NOUN.search(name) for name in names[:-1]):
        paired = names[-1][:2] in PAIRED and all(name in PAIRED for name in names[:-1])
        return [*(name + (names[-1][2:] if paired else noun[0]) for name in names[:-1]), names[-1]]
    return names
