"""What a clause only states: judgements, what things are like, stages and the past. Rule R11."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import head_verb
from luoshi_reading.facts.clauses.forecasts import OF_WEATHER, tells_weather
from luoshi_reading.knowledge.first_letters import compiled, two_letters
from luoshi_reading.knowledge.signs import sign
from luoshi_reading.knowledge.word_lists import alternation, words

DONE = compiled(r"(?<![为除明罢终不得])了(?![解然如不却结望再])")
# 对已完成的项目: within an attribute, up to its 的, the past states nothing (R11).
# 已建设施正常运行率稳定在95%, 已签约项目抓紧落地: nor is what becomes of a thing that stands; 已建水厂46座 does.
STANDING = (
    r"(?:建成?|改造?|签约|开工|投[运产用]|脱贫|搬迁|入住|入库|供地|出让|立项|获批|完工|竣工|备案|关停|退出)"
    r"(?:设施|项目|工程|户厕|厕所|户|人口|村|群众|土地|站点|企业|小区|水厂|泵站|管网|大棚|农田)"
    r"[^，\d]{0,8}?(?:率|抓紧|加快|倒排|逐[户个项一村]|全[部面]|一律|尽快|确保|力争|年底前|\d{1,2}月[^，]{0,4}前)"
)
# 加速推进已开工泵站进度: behind a verb it tells which of them are meant.
OF_STANDING = re.compile(
    r"[^，了]{2,12}?已(?:开工|建成?|出让|签约|批[准复]|立项|入驻|脱贫|关[闭停]|投[产用]|挂牌|流转|改造|认定|注册|下达|出台|核准|供|拆除?|排查|征收|收储|到期|破损|毁损)(?![^，]{0,6}[\d了])[一-鿿]{2,}"
)
ALREADY = compiled(rf"(?:(?<!自)已(?!有之|{STANDING})|曾[经在])(?![^，]*的)|从[未没](?!有?过)")
# Judgements, and results told by set phrases (同比增长, 圆满完成).
JUDGEMENT = compiled(
    alternation(words("statements", "judgement.all") + words("statements", "past.all"))
    + r"|(?:列席|出席|参会)(?:[^，]{0,6}(?:会议|议题|活动))?$"
    r"|(?<!使)[具有][有着]?[^，]{0,14}(?<!定)(?:意义|(?:重要|独特|关键|支撑|启后|积极|推动|促进)的?(?:推动|促进)?(?:作用|价值|地位|影响))$"
    r"|给予[^，]{0,4}(?:认可|好评|评价|赞扬|赞许|点赞)$|实到[^，]{0,8}\d|正在(?:发生|经历)(?![^，]*的)|(?:要|需)?注意(?:以下|如下)?[一二两三四五六七八九几]个?点$"
    r"|将(?:会|要)?迎来"
    r"|(?:大会|会议|全会)[^，]{0,10}选(?:举产生|出)"
    # 大项目不多, 企业只有9家: how little there is.
    r"|(?<!力度)(?<!标准)(?<!频次)(?:还|都|也|仍|较|比较|依然|仍然|数量|总量|后劲|能力|动力|能级|项目|企业|质量|规模)不(?:多|少|足|高|大|强|优|够|快|均衡|平衡|充分)$"
    r"|(?:只有|仅有|仅占|仅为|不过)(?:\d|[一二两三四五六七八九十][成家个亿万户]|不到|区区)"
    # 形势非常严峻; 涉渔领域主要有渡口、渔港: how it stands.
    r"|(?:非常|十分|依然|仍然|更加|异常|较为|极其|极为|日趋|相当)(?:严峻|艰巨|繁重|薄弱|脆弱)$|主要有(?=[一-鿿]{2})(?!以下|如下)"
    # 思想的解放决定工作的高度, 能为渔民提供…: what decides what, and what one is able to.
    r"|决定(?:着|了)?[^，]{1,10}(?:高度|成败|走向|未来|命运|出路)$|能够?为[^，]{1,20}提供"
    # 消防设施维护不到位, 隐患较多: what is wrong, where no verb at the head would have it mended.
    r"|不(?:到位|扎实|及时|规范|完善|健全|深入|彻底|得力|紧密|顺畅|平衡)$"
    # 目前还有11处没有完工: what is still open.
    r"|(?:还有|仍有|尚有)[^，的]{0,3}[\d一二两三四五六七八九十]{1,4}[^，的]{1,8}(?:没有?|未能?|尚未)[^，]{2,8}$"
    r"|(?:问题|隐患|短板|漏洞|矛盾|困难|欠账)(?:还|依然|仍然|仍|比较|较|很|相对)(?:较|比较)?(?:多|大|突出|明显)$"
    r"|首次(?:突破|超过|达到|跃居|跻身|进入|实现)(?![^，]*的)[^，]*[\d两二三四五六七八九十百千万亿]"
)
# 根据需要组织各镇参会: who is to come.
MADE_TO_COME = re.compile(r"(?:[^，]{0,12}?需要)?(?:并|可|应|统一|及时)?(?:组织|通知|安排|邀请|要求|请)[^，]{2,40}$")
OF_WHAT = ("来之不易", "永远在路上", "任重道远")
WRONG_SO = frozenset(
    "不" + so for so in ["到位", "扎实", "及时", "规范", "完善", "健全", "深入", "彻底", "得力", "紧密", "顺畅", "平衡"]
)
# Most clauses judge nothing: of its sixty branches no pair of first letters stands in them.
JUDGEMENT_HINT = two_letters(JUDGEMENT.pattern)
# 受到群众好评, 被评为先进单位: what came of it.
HONOURED = re.compile(
    r"(?:先后|多次|连续[^，]{1,4}|一举|成功|也|均)?(?:被(?:评为|评选为|授予|命名为|认定为|表彰为)|荣获|荣膺|获评|喜获|获批为"
    r"|(?:受到|深受|得到|赢得|获得)了?[^，]{0,14}(?:好评|赞誉|肯定|认可|点赞|表扬|表彰|称号|称赞)$)"
)
HONOURED_FIRST = frozenset("先多连一成也均被荣获喜受深得赢")
# 处于关键阶段; 进行第二项议程: told by how it ends.
PASSING = re.compile(
    r"(?<!时刻)(?<!始终)(?<!一直)(?:处于|处在|进入(?![^，]{0,8}(?:状态|岗位|角色|位置|一线)$)|到了|迎来)[^，]{0,16}$|进行(?:会议)?第[^，]{1,3}项[^，]{2}$"
)
PASSING_LAST = frozenset("段态期口程题")
PASSING_ENDS = (
    "阶段",
    "状态",
    "时期",
    "关键期",
    "攻坚期",
    "汛期",
    "防火期",
    "休渔期",
    "禁渔期",
    "采暖期",
    "供暖期",
    "枯水期",
    "高发期",
    "关口",
    "议程",
    "议题",
)
# 请王县长讲话: how a meeting is led.
LED_ON = re.compile(
    r"请[^，]{1,12}(?:同志|书记|[省市县区镇]长|主任|局长|部长|常委|主席|代表)(?:讲话|作|通报|总结|发言|宣读|部署|传达|安排|汇报)"
)
# 市委市政府高度重视护岸工作: how it stands; 我市仍存在短板: what is wrong.
HELD_DEAR = re.compile(
    r"(?!各级)(?:党中央|国务院|[省市县区州旗]委|[^，]{0,8}党委|[^，]{0,8}政府|中央)[^，要应]{0,12}?"
    r"(?:历来|始终|一直|十分|非常|也)?高度重视|[^，要应须请]{2,24}对[^，]{2,30}(?:十分|非常|高度|极为)重视$"
)
STILL_THERE = re.compile(
    r"(?:仍然?|还|依然|尚|普遍|不同程度|程度不同地)存在(?!的)[^，]*(?:问题|不足|差距|短板|困难|隐患|弱项|环节|风险|瓶颈|现象)$"
)
SOON = re.compile(r"(?:召开|举行|开幕|来临|换届|收官|决战|到来|开学|高考|汛期|两会|国庆|春节|中考)在即$")
# 请大家鼓掌欢迎, 大家都很辛苦: what is said to a hall.
TO_THE_HALL = re.compile(
    r"请(?:大家|各位|全体|同志们)(?!认真|自觉|组织|按)[^，]{0,10}?(?:鼓掌|起立|观看|欣赏|稍候|休息|就座|落座|安静|入场|坐下)[^，]{0,4}$|都?(?:很|非常|十分|特别|相当)(?:辛苦|不容易|不错|高兴|感动|欣慰|难得)"
)
# 分析渔港面临的形势: what one looks at.
FACED = re.compile(r"(?:分析|认清|把握|审视|研判|正视|看清|应对)[^，]*面临")
# 完成改造120户（其中已完成50户）: what a bracket explains is not what the clause does; 各乡（镇） is a name.
SAID_ASIDE = re.compile(r"（[^（）]{4,200}）")
# 整改阶段（5月21日—5月30日）: a stage is announced, and nothing ordered.
STAGE_WORDS = (
    r"(?:第[一二三四五六]阶段)?(?:宣传|动员|部署|发动|启动|组织|排查|摸底|自查|自纠|查摆|整治|整改|集中|专项|攻坚|实施|推进|巩固|提升|总结|验收|检查"
    r"|考核|督查|督导|抽查|评估|试点|推广|建设|学习|教育|准备|调研|落实|任务|评审|申报|创建|复查|整顿|清理|治理|全面|深入|重点|专题|活动|迎检|申报|[和与及、]){1,6}+"
)
# 集中整治（3月16日—5月30日）: two such words and their time are a stage as well.
STAGE = re.compile(
    rf"{STAGE_WORDS}阶段(?:[（(][^）)]{{1,40}}[）)])?|(?=[一-鿿、]{{4}}){STAGE_WORDS}（(?:即日起|20\d\d年|\d{{1,2}}月)[^（）]{{0,24}}）"
)
# 将对群众造成不可估量的损失, 甚至危及全市: what would happen.
WOULD = (
    "将",
    "会",
    "可能",
    "甚至",
    "更将",
    "就会",
    "就可能",
    "后果",
    "都可能",
    "都会",
    "也会",
    "也可能",
    "很可能",
    "极易",
    "容易",
)
HARM = re.compile(r"(?:造成|导致|引发|带来|酿成)[^，]{0,20}(?:损失|后果|影响|危害|伤害|风险|事故|混乱)$|危及|不堪设想")
MATTERS = ("主要包括", "不包括", "适逢", "关系到", "关系着", "直接关系", "直接影响到", "关系全")
DESCRIBES = words("statements", "description.heads")
# 现在有的干部，…; 但也有个别单位仍…: some of them, whatever they do.
SOME = compiled(
    r"(?:但是?|可是?|而|不过|当前|目前|现在|至今|也|还|仍|仍然)+(?:有的|有些|有个别|有少数|有一[些个位家]|有几[个位家]|个别|少数)"
)
# 最后讲讲作风: what the speaker comes to.
COMES_TO = compiled(
    r"(?:最后|下面|首先|接下来|接着|这里|在这里|先|再|我)+(?:重点|简单|着重)?(?:讲讲|说说|谈谈|讲一讲|说一说|谈一谈)[^，]{0,16}$"
)
# 影响二期投产: what comes of what is wrong.
HINDERS = re.compile(r"(?:影响|制约|阻碍)[^，]{2,16}(?<!的)$")
FITTING = re.compile(r"符合[^，]*(?:精神|要求|规定|实际|意愿|规律|方向|期待|利益)$")
# 渔业贷款余额为46亿元, 雨量较常年偏多两成: how much there is.
AMOUNTS = compiled(
    r"(?:总量|总产量|余额|总额|总值|总人口|降[水雨]量|存款|贷款|库存)(?:约|共|已)?(?:为|约|是|共)(?:约)?\d|余额\d[\d.]*[万亿]|偏[多少高低大小强弱重早晚](?:[^，的]{0,3}成)?$|占(?:全[^，\d]{1,6}|总[^，\d]{1,4})?的?(?:约|近)?\d[\d.]*%$"
)
AMOUNT_HINT = ("为", "约", "是", "共", "偏", "占", "余额")
AIMED_AT = compiled(r"目标|预期|力争|确保|争取|到20\d\d年|年底|防止|避免|解决|纠正|整治|治理|扭转|克服")
# 渔港环路有利于群众增收, 清淤时一项长期任务: what a thing is good for, or what it is (是 mistyped).
DOES_GOOD = compiled(r"有(?:利|助)于(?![^，]*的)")
BASED_ON = ("按照", "本着", "坚持", "遵循", "以", "从", "凡", "围绕", "根据", "把握", "最")
A_TASK = re.compile(r"[一-鿿、]{2,20}[时事]一项(?:长期|复杂|艰巨|系统|重要|重大|基础)[^，]{0,12}(?:工作|任务|工程)$")
# 我们坚信，…一定能够…: what one is sure of.
SURE_OF = compiled(r"(?:坚信|深信|相信)[^，]{0,30}$|一定(?:能|会|可以|能够)")
# 已经成为渔民的共识: what came about, whatever 的 stands behind it.
BECAME = re.compile(r"(?![对将把凡]|针对)[^，]*?已经?(?:日益|逐步|逐渐)?成为")
# 应予充分肯定, 来不得半点虚假, 充分体现了…决不允许…的决心: judged, whatever word of obligation stands in it.
JUDGED_OWED = compiled(
    r"应[当该]说(?!明|服|清)|(?:成绩|成效|进步)[^，]{0,6}(?:要|应当?|值得|必须)(?:充分)?肯定$|应当?(?:给?予以?|给予|得到|受到)[^，]{0,4}(?:肯定|表扬|感谢|赞扬)$|来不得(?:半点|丝毫)|将[^，]{0,20}哪[些几]"
    r"|要有[^，]{2,20}[作做为](?:基础|支撑|保障|后盾|依托)$|打铁(?:必须|还需|必先)自身硬"
    r"|(?:充分|集中|生动|深刻|有力|鲜明)(?:体现|彰显|反映|展示|表明|说明|证明|印证|昭示)了"
)
# 防汛关系人民生命安全: what is at stake. Not 处理好…关系.
AT_STAKE = re.compile(
    r"(?![^，]{0,8}(?:抓好|把握|围绕|解决|办好|处理|理顺|做好|聚焦))[^，]{0,16}?(?<![有无没对与和的])关系(?:到|着)?(?!的)"
    r"(?:[^，的]{2,24}|(?<=[到着])[^，]{2,30})(?:安全|安危|大局|全局|稳定|命脉|福祉|存亡|兴衰|成败|前途|命运|利益|(?<=[境态])的?保护|形象)$"
)
# 去年海带产量达到9万担: a figure of the year before.
YEAR_BEFORE = re.compile(r"(?:去年|上年|前年)(?!同期|相比|以来|基础)[^，的]*\d[^，的]*\Z")
# 城区改造去年完成3条街: the work stands first.
WORK_BEFORE = re.compile(r"[^，比较对与同结\d]{2,14}?去年(?:完成|新建|改造|建成|达到|实现)[^，的\d]{0,12}\d")
# What the words and expressions begin with that tell by a clause's head that it states something.
STATING_FIRST = HONOURED_FIRST.union("请符影制阻去上前", *(word[0] for word in (*MATTERS, *DESCRIBES, *WOULD)))


# What is seldom in a clause, by its letters (``knowledge/signs.py``).
OF_THE_PAST = sign("了", "已", "曾", "从")
SOME_OR_OTHER = sign(SOME.pattern, COMES_TO.pattern)
JUDGED = sign(JUDGEMENT.pattern)
OWED_JUDGEMENT = sign(JUDGED_OWED.pattern)
VALUED = sign("关系", "有[利助]于", SURE_OF.pattern, "已", "一项")
AMOUNTED = sign(AMOUNTS.pattern)
STATED_SELDOM = sign("事关", "关乎", "必将", "一旦", "阶段", "重视", "存在", "在即")


def is_past(plain: str) -> bool:
    """Whether a clause tells what was done (了, 已…, 从未…), outside its attributes (R11)."""
    if "了" in plain and DONE.search(plain):
        return True
    return ("已" in plain or "曾" in plain or "从" in plain) and ALREADY.search(plain) is not None


def tells_past(core: str, plain: str) -> bool:
    """Whether the past is what a clause tells, and not which things its verb works on (盘活已收储土地)."""
    return is_past(plain) and not (head_verb(core)[0] != "" and OF_STANDING.match(core))


def told_of_before(clause: str) -> bool:
    """Whether what a clause counts was there before (去年已打井3口)."""
    if "已" in clause and is_past(clause):
        return True
    return "去年" in clause and (YEAR_BEFORE.match(clause) or WORK_BEFORE.match(clause)) is not None


def states(core: str, plain: str, signs: int) -> bool:
    """Whether a clause judges, describes, tells of a stage or leads through a meeting (R11)."""
    if core[0] in STATING_FIRST and (
        core.startswith(MATTERS)
        or core.startswith(DESCRIBES)
        or (core[0] == "请" and LED_ON.match(core))
        or (plain.startswith(WOULD) and HARM.search(plain))
        or (core[0] in HONOURED_FIRST and HONOURED.match(core))
        or (core[0] == "符" and FITTING.match(core))
        or (core[0] in "影制阻" and HINDERS.match(core))
        or (core[0] in "去上前" and YEAR_BEFORE.match(core))
    ):
        return True
    if "去年" in core and WORK_BEFORE.match(core):
        return True
    if signs & SOME_OR_OTHER and (SOME.match(plain) or COMES_TO.match(plain)):
        return True
    if signs & OF_WEATHER and tells_weather(core):
        return True
    if signs & STATED_SELDOM and _states_seldom(core, plain):
        return True
    if values(core, plain, signs):
        return True
    if (
        plain[-1] in PASSING_LAST
        and plain.endswith(PASSING_ENDS)
        and "定于" not in plain
        and plain[0] != "从"
        and PASSING.search(plain)
    ):
        return True
    if not signs & JUDGED or JUDGEMENT_HINT.search(plain) is None:
        return False
    judged = JUDGEMENT.search(plain)
    if judged is None or (judged[0] in WRONG_SO and (head_verb(core)[0] or core[0] in "对凡因")):
        return False
    if judged[0] == "以来" and _is_since(core):
        return False
    if judged[0][0] in "列出参" and MADE_TO_COME.match(core):
        return False
    return not (_is_faced(plain, judged[0]) or _is_aimed_at(core, judged[0]))


def judges(plain: str) -> bool:
    """Whether a clause judges, whatever word of obligation it holds (应予充分肯定)."""
    return JUDGED_OWED.search(plain) is not None


def values(core: str, plain: str, signs: int) -> bool:
    """Whether a clause tells how much there is, what a thing is good for, what is at stake or what one is sure of."""
    if core[0] in "请都很非十特相" and TO_THE_HALL.match(core):
        return True
    if signs & VALUED and _values_seldom(core, plain):
        return True
    return (
        signs & AMOUNTED != 0
        and any(word in plain for word in AMOUNT_HINT)
        and AMOUNTS.search(plain) is not None
        and not AIMED_AT.search(plain)
    )


def _values_seldom(core: str, plain: str) -> bool:
    if "关系" in plain and AT_STAKE.match(plain):
        return True
    if ("有利于" in plain or "有助于" in plain) and not core.startswith(BASED_ON) and DOES_GOOD.search(plain):
        return True
    if ("信" in plain or "一定" in plain) and SURE_OF.search(plain):
        return True
    if "成为" in plain and "已" in plain and BECAME.match(plain):
        return True
    return "一项" in plain and A_TASK.match(plain) is not None


# 解决事关群众切身利益的问题: what the thing is that is to be worked on.
OF_CONCERN = re.compile(
    r"[^，]{0,6}(?:抓[好实紧]|办[好成]|做好|推动|推进|推出|解决|破解|研究|谋划|实施|围绕|聚焦|紧[扣盯]|针对|回应|突出|落实|完成|处理|[把将对])"
    r"[^，]{0,24}(?:事关|关乎)[^，的]{1,30}的"
)


def _states_seldom(core: str, plain: str) -> bool:
    if "必将" in plain or ("一旦" in plain and "请" not in plain):
        return True
    if ("事关" in plain or "关乎" in plain) and OF_CONCERN.match(core) is None:
        return True
    return (
        ("阶段" in plain and STAGE.fullmatch(plain) is not None)
        or ("重视" in plain and HELD_DEAR.match(core) is not None)
        or ("存在" in plain and STILL_THERE.search(plain) is not None)
        or (plain.endswith("在即") and SOON.search(plain) is not None)
    )


def _is_since(core: str) -> bool:
    """完成2021年以来改造的户厕排查: since when what is worked on is so."""
    since = core.find("以来")
    return "的" in core[since:-1] and (core[0] == "对" or head_verb(core[:since])[0] != "")


def _is_faced(plain: str, judged: str) -> bool:
    """Whether what is hard is what somebody is to look at (分析面临的形势), or won what is to be kept."""
    # 来之不易的成果 are kept; 以永远在路上的决心 one acts.
    return ("面临" in judged and FACED.search(plain) is not None) or (judged in OF_WHAT and judged + "的" in plain)


# 力争火灾起数同比下降10%: a comparison with the year before that is striven for.
COMPARED = ("同比", "比上年", "较上年", "比去年", "较去年")
# 同比增长12%以上: nobody tells of a result so.
AT_LEAST = re.compile(r"(?:以上|左右|以内|以下)(?=[、和]|$)")
STRIVES = ("力争", "确保", "争取", "务必", "要实现", "要确保", "要力争")


def _is_aimed_at(core: str, judged: str) -> bool:
    return judged.startswith(COMPARED) and (core.startswith(STRIVES) or AT_LEAST.search(core) is not None)
