"""Times a clause only speaks of: of the work that is planned, gone by, compared with, or prepared. Rule R46."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import head_verb

# 围绕2026年…目标任务, 对照2026年工作要点: the year of what is only gone by.
GOES_BY = re.compile(r"(?:围绕|按照|根据|依据|对照|结合|落实|贯彻|紧扣|聚焦)[^，]{0,10}$")
GONE_BY = re.compile(
    r"[^，]{0,30}(?:目标任务|任务|目标|要点|部署|安排|计划|要求|方案|清单|指标)$"
    r"|[^，]{0,10}(?:目标任务|任务清单|工作要点|(?:实施|工作|行动)方案|行动计划|年度计划|任务安排)"
)
# 船检业务4个工作日内办结: how soon everybody is served is a goal, and no day.
SERVED_WITHIN = re.compile(r"(?:全部|一次)?办(?:结|理完毕)\Z")
# 谋划“十五五”时期发展蓝图, 编制“十五五”规划: the time that is planned for.
PLANS_FOR = re.compile(r"(?:谋划|编制|描绘|研究|规划|制定|制订|起草|研究提出|思考|绘就|衔接)[^，]{0,12}$")
PLANNED = re.compile(r"”?[^，]{0,14}(?:蓝图|规划|计划|思路|发展|目标|举措|方案|任务|建议|纲要|工作|项目)")

# 锚定“十五五”期间争先进位的目标: the aim of a time that reaches beyond what follows.
AIMS_AT = re.compile(r"(?:锚定|对标|瞄准|紧盯|围绕|聚焦|对照|按照|紧扣)[^，]{0,6}$")
ITS_AIM = re.compile(r"”?[^，]{0,30}(?:目标|任务|要求|部署|定位|愿景)")


# 较2022年下降12%, 与2022年持平, 恢复到2019年水平: the year it is compared with.
COMPARES = re.compile(r"(?:较|(?<!占)比|对比|基数为)$")
COMPARED = re.compile(r"(?:的)?(?:水平|水准|同期|基数|基础上|不变价|(?:年?[末底])?(?:相比|持平|翻))|末?的\d")


def _is_compared(clause: str, match: re.Match[str]) -> bool:
    return (
        COMPARES.search(clause, 0, match.start()) is not None or COMPARED.match(clause, match.end()) is not None
    ) and not (match["tail"] or "").endswith("前")


# 谋划2027年渔业工作, 做好今年防汛工作, 谋划好今后五年的发展: whose work is spoken of.
THINKS_OF = re.compile(
    r"(?:谋划|(?:牵头|负责|研究)提出|编制|部署|研究|思考|筹划|重视|认识|分析|安排)好?了?[^，、]{0,4}$"
)
# 保障2027年春耕用水: for which season something is there.
SUPPLIES = re.compile(r"(?:保障|满足|服务|供应|支持)$")
SUPPLIED = re.compile(r"[^，]{0,12}(?:用水|用电|用气|用煤|供应|供[水电气暖热]|需求|需要|生产|春耕|播种)$")
DOES_WELL = re.compile(r"(?:做好|抓好|搞好)(?:了)?$")
ITS_WORK = re.compile(
    r"(?!度)[^，]{0,16}(?:工作|事业|发展|生产|项目|指标|预算|思路|计划草案)(?!方案|计划|要点|经费|总结)"
)
ONLY_ITS_WORK = re.compile(r"(?!度)[^，]{0,12}(?:工作|项目的?(?:谋划|储备|包装|申报|前期)[^，]{0,6})$")
# 为明年渔汛打好基础, 为全年生产早谋划: what it is good for.
FOR_IT = re.compile(r"(?:为|以及)$")
PREPARES = re.compile(
    r"[^，]{0,16}(?:打下|打好|打牢|奠定|夯实|筑牢|创造|营造|积蓄|提供|做好[^，]{0,4}准备|早谋划|早部署|早准备|赢得|开好)"
)
# 编制到2030年的渔港规划: how far the plan reaches.
ITS_PLAN = re.compile(r"的?[^，]{0,10}(?:规划|蓝图|纲要|战略)")


def _is_whole_time(match: re.Match[str]) -> bool:
    """Whether it is a year or some years, with no end or part of them."""
    if match["y"]:
        return not match["m"] and not match["tail"]
    return bool(match["f"]) or (match["this"] or match["next"] or "") in ("今年", "全年", "本年度", "明年", "今明两年")


def _is_work_of(clause: str, match: re.Match[str]) -> bool:
    before, behind = match.start(), match.end()
    if match["y"] and match["to"]:
        return PLANS_FOR.search(clause, 0, before) is not None and ITS_PLAN.match(clause, behind) is not None
    if FOR_IT.search(clause, 0, before):
        return PREPARES.match(clause, behind) is not None
    if SUPPLIES.search(clause, 0, before):
        return SUPPLIED.match(clause, behind) is not None
    if DOES_WELL.search(clause, 0, before):
        return ONLY_ITS_WORK.match(clause, behind) is not None
    return THINKS_OF.search(clause, 0, before) is not None and ITS_WORK.match(clause, behind) is not None


# 有关2026年实事项目的登记, 迎接9月份的评比验收, 做好第三季度满意度调查: which one is spoken of.
ABOUT = re.compile(r"(?:有关|关于|涉及)$")
MEETS = re.compile(r"(?:迎接|备战|迎战)[^，]{0,6}$")
TAKES_PART = re.compile(r"(?:做好|抓好|参加|备战|应对|配合)[^，]{0,6}$")
HELD_THEN = re.compile(
    r"(?:份|度)?的?[^，]{0,20}(?:调查|测评|考核|评比|验收|评估|督查|检查|观摩|普查|审计|考试|大赛|比赛)(?:工作|任务|活动)?$"
)
# 完成2026年渔港建设工作总结报告, 梳理明年开工项目清单, 对接上级明年工作重点: what a paper is about, what others plan.
WRITES = re.compile(r"(?:完成|形成|撰写|上报|报送|报|提交|起草|梳理|填报|印发|制定|编制)[^，\d]{0,4}$")
ITS_PAPER = re.compile(r"(?!底)[^，]{0,24}(?:总结|报告|清单|名单|台账|报表|材料|统计表|要点)》?$")
TELLS_HOW_FAR = re.compile(r"[^，]{0,14}(?:完成|进展|落实|执行|运行|开展|整改)情况")
LINKS_UP = re.compile(r"(?:(?:对接|衔接|跟踪|掌握|吃透)[^，]{0,10}|对(?:上级|中央|省|市)[^，]{0,8})$")
OTHERS_PLANS = re.compile(r"[^，]{0,4}(?:工作|投资|支持)?(?:重点|政策|投向|导向|要求|计划|部署)")
# 年底对前三名给予奖励, 年底逐一对账: when a year is looked back on.
AT_ITS_END = re.compile(r"(?:年底|年末)\Z")
LOOKS_BACK = re.compile(
    r"(?:再|统一|集中|逐一|根据|按照?|结合)?(?:对[^，]{2,24})?(?:给予|进行|予以|实行|组织|开展)?[^，完建新]{0,6}"
    r"(?:考核|评比|表彰|奖励|奖惩|评选|审计?一次|对账|算账|结账|总评|兑现|述职|评议|通报|验账|评先)"
)


def _tells_which(clause: str, match: re.Match[str], *, whole: bool) -> bool:
    """Whether a time tells which work, paper or survey is spoken of, or when a year is looked back on."""
    before, behind = match.start(), match.end()
    if AT_ITS_END.search(match[0]) and LOOKS_BACK.match(clause, behind):
        return True
    if match[0].endswith(("前", "底", "末", "内")):
        return False
    if MEETS.search(clause, 0, before) and HELD_THEN.match(clause, behind):
        return True
    if match["quarter"] and TAKES_PART.search(clause, 0, before) and HELD_THEN.match(clause, behind):
        return True
    if not whole:
        return False
    if match["y"] and ABOUT.search(clause, 0, before):
        return True
    if TELLS_HOW_FAR.match(clause, behind):
        return True
    if WRITES.search(clause, 0, before) and ITS_PAPER.match(clause, behind):
        return True
    return LINKS_UP.search(clause, 0, before) is not None and OTHERS_PLANS.match(clause, behind) is not None


# 把2027年的项目盘子谋划好, 对2026年的欠费逐户催缴: whose things are handled.
HANDLED = re.compile(r"[把将对]$")
OF_YEAR = re.compile(r"的(?![^，]*(?:完成|清零|兑现|收官))")


def _is_of_what_is_handled(clause: str, match: re.Match[str]) -> bool:
    return HANDLED.search(clause, 0, match.start()) is not None and OF_YEAR.match(clause, match.end()) is not None


# 原计划6月底完工的渡口, 原定于5月底投用: by when it was to be once.
ONCE_PLANNED = re.compile(r"原(?:来|本|先)?(?:计划|定|拟|预计|要求)[^，]{0,5}$|本(?:应|该|计划)[^，]{0,3}$")


def _was_to_be(clause: str, match: re.Match[str]) -> bool:
    return ("原" in clause or "本" in clause) and ONCE_PLANNED.search(clause, 0, match.start()) is not None


def is_topic(clause: str, match: re.Match[str]) -> bool:
    """Whether a year or period only tells which plan or aim is spoken of (R46)."""
    if (
        match["loose"]
        and SERVED_WITHIN.match(clause, match.end())
        and clause[match.start() - 1 : match.start()] in ("务", "项", "件")
    ):
        return True
    if match["plan"]:
        plans = PLANS_FOR.search(clause, 0, match.start()) and PLANNED.match(clause, match.end())
        aims = AIMS_AT.search(clause, 0, match.start()) and ITS_AIM.match(clause, match.end())
        return plans is not None or aims is not None
    if match["y"] and _is_compared(clause, match):
        return True
    if _was_to_be(clause, match):
        return True
    whole = _is_whole_time(match)
    if whole and (_is_work_of(clause, match) or _is_of_what_is_won(clause, match)):
        return True
    if _tells_which(clause, match, whole=whole):
        return True
    return (bool(match["y"]) and goes_by(clause, match)) or (
        (whole or bool(match["y"])) and _is_of_what_is_handled(clause, match)
    )


# 打赢今年的防汛攻坚战, 夺取明年渔业丰收: what is won in the end; 今年安排的资金: which one is meant.
WINS = re.compile(r"(?:打赢|打好|夺取|赢得|战胜|夺得)了?$")
ALREADY = re.compile(
    r"(?:已经?|新)?(?:安排|下达|确定|部署|承担|列入|申报|签约|谋划|立项|批复|出台|印发|提出|预算|争取|筹集|签订)[^，、的]{0,8}的(?!$)"
)


def _is_of_what_is_won(clause: str, match: re.Match[str]) -> bool:
    if match["y"] and match["to"]:
        return False
    return WINS.search(clause, 0, match.start()) is not None or ALREADY.match(clause, match.end()) is not None


# 审计2026年1月至12月财政收支, 对1月至6月受理的信访件: the time of what is acted upon.
ACTS_UPON = re.compile(r"(?:对|审计|统计|兑付|保障)$")
OF_SPAN = re.compile(r"[^，]{1,20}的")
OPEN_HOURS = re.compile(r"(?:办公|作息|上班|营业|开放|接待|服务|供暖)时间为$")


def is_of_the_object(clause: str, span: re.Match[str]) -> bool:
    """Whether a span of time tells which work is acted upon, or when something is open, and not by when (R46)."""
    if span[0].endswith(("前", "止")):
        return False
    if OPEN_HOURS.search(clause, 0, span.start()):
        return True
    behind = clause[span.end() :]
    return ACTS_UPON.search(clause, 0, span.start()) is not None and (
        OF_SPAN.match(behind) is not None or (behind[:1] not in ("", "，") and not head_verb(behind)[0])
    )


def goes_by(clause: str, match: re.Match[str]) -> bool:
    gone_by = GONE_BY.match(clause, match.end())
    return gone_by is not None and GOES_BY.search(clause, 0, match.start()) is not None
