"""What is promised, advised or kept to by words other than a verb at a clause's head. Rule R105."""

from __future__ import annotations

import re

from luoshi_reading.knowledge.word_lists import words

# 渔民安置房今年再建600套: what is to come more of, by this year.
MORE_OF = re.compile(
    r"[^，]{0,16}(?:今年|年内|明年|上半年|下半年|本月|本季度|年底前)(?:之?内|底前?)?再(?:次)?"
    r"(?:新?[建改增开修添招引筹培投扩补拓办聘治种栽装配]|整治|打造|培育|引进)[^，了]{0,10}\d[^，了]*"
)
# 工作中切实做到敢抓敢管, 平时做到勤巡勤查: when, before how one is to act.
ACTS_SO = re.compile(
    r"(?:在)?(?:[一-鿿]{2,6}(?:[中上]|时刻|期间)|平时|平常|日常)(?:切实|真正|努力|自觉|坚决|始终|严格|都)?做到"
)
# 政策上说到做到, 渔民子女入学一视同仁: words that are kept to.
KEPT_TO = re.compile(r"[^，]{0,16}(?:说到做到|言出必行|一视同仁|随叫随到|有诺必践|有求必应|言必信|一诺千金)")
# 建议从“查船”向“管人”延伸: what is advised.
ADVISES = re.compile(r"(?:我|我们)?建议(?![书稿案的和、是者人，名])[一-鿿“《][^，]{3,}")
# 可以先在两个渔港试点: what may be done is what is to be tried.
MAY_TRY = re.compile(
    r"可以?(?:先|探索|考虑|采取|借鉴|适当|尝试|结合|利用|组织|设立|建立|开展|组建|通过)(?![^，]{0,4}(?:看|说|提高|增强|达到|实现|有效))[^，]{3,}"
)
# 有条件的乡镇可以组建联合社: and those who are to try it.
THEY_MAY_TRY = re.compile(
    r"(?:有|具备|符合)条件的[^，]{1,12}?可以?(?:先|探索|组织|设立|建立|开展|组建|通过|采取|利用|申请|成立|选择)[^，]{2,}"
)
# “三公”经费只减不增, 管护工资与成活率挂钩: what is kept at.
KEPT_AT = re.compile(
    r"[^，]{2,24}(?:只[减增]不[增减]|一[分项户人]不[少减落漏]|一个不[少落漏]|[与和同][^，]{2,14}(?<!不)(?:直接)?挂钩)"
)
# 摊位租金按评估价的70%收取: by what something is charged or paid.
CHARGED_BY = re.compile(
    r"[^，]{0,10}(?:租金|费用?|款项?|资金|补偿|补助|工资|标准|奖金)[^，]{0,8}(?:按照?|参照)[^，]{2,24}(?:收取|结算|执行|缴纳|兑付|拨付|发放|支付|补助)"
)
# 用地报批时限再压缩三分之一: how much more.
BY_A_PART = re.compile(
    r"[^，]{2,24}再(?:压缩|压减|压|缩短|降低|提高|提升|下降)[^，了]{0,6}(?:[一二三四五]分之[一二三四]|[一二两三四五六]成)(?:以上)?"
)
# 一般事务由副职去办: whom to leave it to.
LEFT_TO = re.compile(r"[^，]{2,16}由[^，]{2,12}去(?:办|做|抓|跑|管)")
# 每月外出招商不能少于10天
NO_LESS = re.compile(r"[^，]{4,30}不[能得可](?:少于|低于|超过)[\d一二两三四五六七八九十][^，]*")
# 全面进入临战状态: into what one is to go; 我市已进入汛期 is told.
ENTERS = re.compile(
    r"(?:全面|全部|全员|立即|迅速|及时|提前|尽快|自觉|切实|真正)*进入[^，了]{0,8}(?:状态|岗位|角色|模式|位置|一线)"
)
# 让船主懂得超载就是犯罪: what an order is to make people know, whatever that is.
MAKES_KNOWN = re.compile(r"(?:使|让|促使)[^，]{1,24}?(?:认识到|懂得|明白|知道|知晓|意识到|感受到|牢记)(?!了)")
# 讲清楚禁渔是长远之计: what is made plain.
MAKES_PLAIN = re.compile(r"(?:要)?[讲说弄搞想](?:清楚|明白|清|透)(?!了)[^，]{2,}")


# 各乡镇主要负责人每季度外出招商不少于2次: how often at least, and who.
SETS_LEAST = re.compile(
    r"[一-鿿、（）]{2,20}每(?:年|月|周|天|日|季度|半年|半月|学期|旬)[^，了过]{0,14}(?:不(?:得)?[少低]于|至少)[^，]{0,4}[\d一二两三四五]"
)


# 县督查室每半个月督查一次, 农业农村局从下周起每三天通报一次: how often, and who.
SETS_OFTEN = re.compile(
    r"[一-鿿、（）“”]{2,30}每(?:半?个?(?:月|季度?|星期|学期)|半?年|周|天|[一二两三四五六七十\d]{1,2}(?:天|日|周|个月))[^，了过]{0,8}"
    r"[一两二三\d][次遍轮回][^，了过]{0,8}\Z"
)
# 每个月至少下去两天: how often at least.
LEAST_OF = re.compile(
    r"每个?(?:月|周|季度?|星期|年)至少[^，了]{0,8}[一两二三四五\d]+(?:[天次]|个[^，]{1,4})[^，]{0,8}\Z"
)
# 县级领导每人包一个镇、联系一户企业: what is shared out among them.
EACH_HAS = re.compile(
    r"[^，]{0,20}(?:领导|干部|成员|党员|局长|书记|镇长|部门|单位|同志|委员)每(?:人|位|个(?:单位|部门)?)?(?:至少|都)?(?:包|挂|联|帮|驻|抓|领)[^，了]{0,6}[一两二三四五\d][个户名家项片条所镇村][^，了]*"
)
# 非煤矿山3月底前全部安装监测设备: all of a kind, by a day.
ALL_BY = re.compile(
    r"[一-鿿、“”\d]{2,20}?(?:\d月(?:底|末|\d{1,2}日)?|年底|月底|年内|汛期|[开放]学|[元春五国][旦节一庆])”?(?:之?前|内)(?:要|必须)?(?:全部|一律|全面|统一)"
    r"(?P<done>[一-鿿]{2})[^，了]*"
)
# 一般问题3个工作日内办结: how soon everybody is served.
SOON_DONE = re.compile(
    r"(?![^，]*(?:平均|实现|由|从))[^，的]{0,16}?(?:\d{1,2}|[一两二三五十半])个?(?:工作日|小时|分钟|天|日)之?内(?:予以|必须|全部|一律|及时)?"
    r"(?:办结|拿出|完成|答复|回复|反馈|处置|到场|到位|上门|整改|给出|出具|赶到|响应)[^，了]{0,14}"
)


# 一是认识上再提高, 措施再细化: what is to be more so.
MORE_SO = re.compile(
    r"[一-鿿、]{0,6}(?:思想|认识|站位|责任|措施|举措|排查|整治|监管|执法|督[查导促]|检查|宣传|动员|部署|安排|调度|作风|工作|力度|标准|行动|落实|重点|任务|目标"
    r"|纪律|整改|防控|防范|巡查|管控|干劲|状态|组织|领导|协调|协作|配合|学习|攻坚|步伐|进度|节奏)(?:方面|上)?(?:还|也)?(?:要|应)?再(?![次度发出获上])[一-鿿]{2}"
    r"(?:、?再[一-鿿]{2}){0,2}"
)
# 本次检查采取随机抽查方式: how a work is to be done.
IN_WHAT_WAY = re.compile(
    r"(?:此|本|这)次[^，的了]{0,14}(?:行动|活动|整治|检查|督查|排查|普查|考核|评选|评比|培训|演练|验收|抽查)(?:主要|将|统一|一律)?"
    r"(?:采取|采用|实行|坚持|按照)[^，了]{4,}(?:方式|形式|办法|方法|相结合|原则)"
)


# 县里拟于8月上旬举办…, 3个项目计划6月竣工: a day that is set for it is known, whoever does it.
# 2026年计划投资900万元新建护岸3公里: for what it is planned to be spent; 计划投资3亿元 tells of a project.
INVESTS = re.compile(r"(?:总?投资|投入|安排|筹集|筹资)(?:约|近)?\d[\d.]*[万亿]?元[，]?(?!左右|以上)[一-鿿]{2}")
SET_FOR = re.compile(
    r"[在于]?(?:今年|明年|年内|年底前|20\d\d年|\d{1,2}月|[上下]半年|[一二三四]季度)[^，]{0,16}?"
    r"(?:举[办行]|召开|[开动竣完]工|建成|投[用产运]|通车|完成|启动|启用|开展|实施|组织|[新改扩]建|建设|开放|投入使用|印发|出台|拆除|搬迁|开园|开馆|开业)"
)


# 改革试点取得明显成效: the name of the work, then how far it came.
WORK_NAMES = frozenset(words("statements", "past.works"))
CAME_FAR = re.compile(
    r"取得[^，的]{0,8}(?:成效|进展|成果|突破|实效)$|(?:进展缓慢|进展顺利|稳步推进|扎实推进|有序推进|深入推进)$"
    r"|(?:得到|更加|日益|日趋|逐步|不断|持续|显著|明显|大幅|全面|稳步|根本)[^，的]{0,6}(?:提高|提升|改善|增强|优化|完善|加强|夯实|壮大|公平|规范|巩固|改观|好转|转变|保障|健全|扩大|显现|活跃|浓厚)$"
)
CAUSES = re.compile("推动|促进|确保|努力|力争|争取|[使让促]")


# What is_promised and they_may_try find needs one of these (``knowledge/signs.py``).
PLAIN = re.compile("|".join(form.pattern for form in (KEPT_AT, CHARGED_BY, BY_A_PART, LEFT_TO, NO_LESS)))
PROMISING = (
    PLAIN.pattern,
    MAY_TRY.pattern,
    ADVISES.pattern,
    MORE_OF.pattern,
    "做到",
    "进入",
    "再",
    "次",
    KEPT_TO.pattern,
    THEY_MAY_TRY.pattern,
)


def sets_least(core: str) -> bool:
    """Whether a clause says how often somebody is to do something, what each has to see to, or how soon it is done."""
    if "每" not in core:
        return SOON_DONE.fullmatch(core) is not None
    return (
        SETS_LEAST.match(core) is not None
        or SETS_OFTEN.match(core) is not None
        or LEAST_OF.match(core) is not None
        or EACH_HAS.fullmatch(core) is not None
    )


def all_by(core: str) -> str:
    """Return what is to be done with all of a kind by a day, two characters, or ""."""
    told = ALL_BY.fullmatch(core) if "全" in core or "一律" in core or "统一" in core else None
    return told["done"] if told else ""


# 各镇10月8日前报县统计局, 各村于9月20日交镇统计站: who hands in what, and by when.
HANDED_IN = re.compile(
    r"(?<!\d)(?:(?:20\d\d年)?\d{1,2}月(?:\d{1,2}[日号]|[底末])|(?<![月\d])\d{1,2}[日号]|[月周]底|[本下]周[一二三四五末])"
    r"(?P<by>(?:[上下]午)?(?:\d{1,2}[时点])?(?:下班)?(?:之前|以前|前))?(?:统一|集中|及时|书面|一并|如实)?"
    r"(?:上?报送?+|送交|交|送[达至到]|提交|反馈|回复)(?![告名道到通流代纳])(?=[一-鿿]{2})"
)
WAS_HANDED_IN = re.compile("[了已曾]|批准|批复")
LONGEST_WHO = 24


def hands_in(core: str) -> bool:
    """Whether a clause says by which day something is handed in to whom; without 前 only behind 于."""
    if not ("报" in core or "交" in core or "送" in core or "馈" in core or "回复" in core):
        return False
    handed = HANDED_IN.search(core)
    if handed is None or handed.start() > LONGEST_WHO or WAS_HANDED_IN.search(core):
        return False
    return handed["by"] is not None or "于" in core[: handed.start()]


def they_may_try(core: str) -> bool:
    """Whether a clause names those who may do something, if they can (有条件的乡镇可以组建联合社)."""
    return core[0] in "有具符" and THEY_MAY_TRY.fullmatch(core) is not None


def is_promised(core: str) -> bool:
    """Whether a clause without a verb at its head promises, advises or says what is kept to."""
    return (
        (core[0] == "可" and MAY_TRY.fullmatch(core) is not None)
        or (core[0] in "建我" and ADVISES.fullmatch(core) is not None)
        or ("进入" in core and ENTERS.fullmatch(core) is not None)
        or ("再" in core and MORE_OF.fullmatch(core) is not None)
        or (core[1:2] == "次" and IN_WHAT_WAY.match(core) is not None)
        or ("做到" in core and (ACTS_SO.match(core) is not None or KEPT_TO.fullmatch(core) is not None))
        or KEPT_TO.fullmatch(core) is not None
        or PLAIN.fullmatch(core) is not None
    )


def is_to_be_more_so(core: str) -> bool:
    """Whether a clause says that a way of working is to be more so than before (措施再细化)."""
    return "再" in core and MORE_SO.fullmatch(core) is not None


def came_far(core: str) -> bool:
    """Whether a work came so far as a clause says (改革试点取得明显成效)."""
    return CAME_FAR.search(core) is not None and not CAUSES.search(core)
