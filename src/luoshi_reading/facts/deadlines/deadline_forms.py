"""How deadlines are written: days, months, years, quarters, plans, lengths of time, seasons. Rules R42-R46."""

from __future__ import annotations

import re

from luoshi_reading.facts.deadlines.spans_of_time import DAY, MONTH
from luoshi_reading.knowledge.first_letters import compiled, guarded
from luoshi_reading.knowledge.signs import sign
from luoshi_reading.knowledge.word_lists import alternation, knowledge_file, words

PLANS: dict[str, list[int]] = knowledge_file("years")["plans"]
CN = "一二三四五六七八九十"
# 11月30日（星期一）17：00前, 11月30日下班前: the hour of the day; a bracket is masked by blanks.
HOUR = r"\u3000{0,12}(?:(?:[上下中]午|早上|晚上?)?(?:\d{1,2}(?:[时点]|[：:]\d\d)|下班)|中午)?"
# 6月完成招标: a month with what is begun, held or done in it.
BEGUN_OR_DONE = (
    "完成|建成|启动|开工|竣工|完工|投产|投用|投运|开展|召开|举办|组织|实施"
    "|出台|印发|制定|验收|交付|投入(?:使用|运[行营])|开放|上线|挂牌|实现|进行|试生产|试运[行营]|通车|上报|报送"
)
# 汛前检查, 节前慰问: what such a time is known for is no deadline.
PREPARED = "检查|准备|排查|隐患|培训|演练|巡查|慰问|走访|安全|会商|督查|调研"
# 元旦如期开业, “五一”建成开放: what is done on a feast.
OPENED = "建成|开业|开园|开馆|开街|开放|通车|投用|投产|投入|运[营行]|竣工|完工|启用|交付|试运|试营|亮相|开工"
ON_FEAST = (
    r"“?(?:元旦|国庆节?|五一|六一|七一|八一|十一)”?(?:当[天日]|期间)?"
    rf"(?=(?:前后|如期|按期|准时|顺利|正式|全面|基本|对外){{0,2}}(?:{OPENED}))"
)
# 低保标准提高到每人每月780元: a rate, and no day.
PAID_EACH = r"[\d.,]{1,10}[万亿]?(?:元|斤|公斤|吨|立方米)"
FORMS = (
    # 2026年起5年内, 从今年开始用3—5年时间: so many years from one on.
    rf"(?:自|从)?(?P<since>20\d\d|[今本明])年度?(?:起|开始)，?(?:力争|争取|计划)?(?:利用|用|通过|经过|在|连续)?(?P<sn>\d{{1,2}}|[{CN}两])(?:[-—–～~至到](?P<sn2>\d{{1,2}}|[{CN}]))?年(?:左右)?(?:的?(?:时间|努力|奋斗|攻坚)|之?内|期间)",
    r"(?P<iy>20\d\d)(?P<mark>[.\-/])(?P<im>\d{1,2})(?P=mark)(?P<id>\d{1,2})日?(?:之?前|以前|止)",
    r"(?P<to>力争到|争取到|到|至|在|于)?(?P<y>20\d\d|20XX)年(?!第(?![一二三四1-4]季度)|以来|度工作|版|初步|[全我]?[省市区县州]?(?:政府)?(?:\u3000{3}|工作报告)|[一-鿿]{2,4}[省市县区州](?:人民)?政府工作报告|(?:全国|全省|全市)[一-鿿]{2,14}(?:大赛|比赛|竞赛|展会|博览会|运动会))(?:(?P<m>\d{1,2})月份?(?:(?P<d>\d{1,2})[日号])?)?(?P<tail>初|[上中下]旬(?:以?前|之前)?|年底之?前|年底|年末|[底末](?:以|之)?前|前|以前|之前|底|末|年中|上半年|下半年|第?[一二三四1-4]季度(?:[底末]|结束)?(?:之|以)?前?|期间|内|全年"
    rf"|(?P<season>{alternation(words('years', 'seasons'))})(?:之|以)?前(?!后|{PREPARED}))?(?!度)",
    rf"(?P<to2>到|在|于)?“?(?P<plan>{alternation(tuple(PLANS))})”?(?P<plan_tail>期间|时期|末期?|规划期|收官|前(?P<of_plan>[一二两三四1-4])年)",
    rf"(?:于|在|到)?(?P<which>今年|本年|当年|明年|后年|次年|翌年|来年|第二年)(?P<wm>{MONTH})月(?=[份底末上中下前之以\d一二三十])(?:份|(?P<wd>{DAY})日)?(?P<wtail>底|末|上旬|中旬|下旬)?(?:之?前|以前)?",
    r"(?P<cy>二[〇○零][一二三四五六七八九〇○零]{2})年(?P<ctail>年?底|年?末)?(?:以?前)?",
    rf"(?:(?<![一-鿿\d])(?P<bare>[{CN}两]|\d)年(?=(?:累计|共|新|改造|建成|完成|实现|培育|打造))|(?<=[一-鿿])(?<![每近去前后])(?P<doubled>[三四五]|\d)年(?=翻[一两]?番|倍增))",
    r"(?P<quarter_year>今年|本年度?|明年)?第?(?P<quarter>[一二三四1-4])季度(?:末|底|结束|内)?前?(?![的工经各主]|指标|开门|特点)"
    r"|(?P<half_year>今年|本年度?|明年)?(?P<half>上半年|下半年|(?<![\d今去每近半全几多一二两三四五六七八九十])年中(?![央国期旬秋]))(?:底|末)?前?(?!的|工作|经济|目标|全[市省区县]|项目)",
    r"(?P<this>本年年?底前|本年年?底|本年末|今年年底前|今年底前|今年年底|今年底|今年内|年底前|年底之前|年底|(?<![半多十\d一二两三四五六七八九几])年内|年末|(?<=完成)全年(?=目标|任务|各项|经济)|(?<=实现)全年(?=目标|任务|各项|经济)|(?<![着放]眼)(?<!立足)全年(?!目标|任务|各项|经济|工作|完成情况|情况)"
    rf"|今年(?!“?(?:{alternation(words('years', 'seasons'))})”?(?:之|以)?前|{ON_FEAST})"
    r"|本年度|当年(?!增量|新增|发生|到期|毕业|入库|的|应届)|本年)",
    r"(?P<next>今明两年|[明后]年年底前|[明后]年底前|[明后]年底|[明后]年内"
    rf"|明年(?!“?(?:{alternation(words('years', 'seasons'))})”?(?:之|以)?前|{ON_FEAST})|后年(?!级))",
    rf"(?<![一二三四五六七八九十])(?P<rm>{MONTH})(?:月|-(?=[初底末上中下]))(?:(?P<rd>{DAY})[日号]{HOUR})?(?P<rtail>初|底(?:之|以)?前|末(?:之|以)?前|底|末|份?前|以前|之前|份|[上中下]旬(?:之?前)?)",
    rf"(?:用|通过|经过|力争|争取|利用)?(?P<n>\d{{1,2}}|[{CN}两])(?:[-—–～~至到](?P<n2>\d{{1,2}}|[{CN}]))?(?P<nu>年|个月)(?:左右)?(?:的?(?:时间|努力|奋斗|攻坚)|内|之内|期间)"
    r"|(?P<part>半年(?=内|时间|左右)(?:左右)?(?:的?时间|内)?|[一二两三\d]年半(?:左右)?(?:的?时间|内))",
    rf"(?:未来|今后|接下来)(?:的)?(?P<f>[{CN}两\d])(?:[-—至到](?P<f2>\d))?年",
    r"(?<![\d一二三四五六七八九十个每各本下])(?P<month_end>月底前|(?<=[于在到])月底)",
    rf"(?:即日起)?(?:至|到|截[止至]到?|(?<=[迟晚])于)(?P<um>{MONTH})月(?P<ud>{DAY})日(?!起|[之以]?前|\u3000|[上下]午)",
    rf"(?<![\d一二三四五六七八九十年每个各本下上当\-—－～~至到])(?P<om>{MONTH})月(?=，?(?:全面|全部|基本|正式|集中)?(?:{BEGUN_OR_DONE})|$)",
    # 7月1日起全县公交执行…, 自5月16日起: the day from which on it holds.
    rf"(?<![至到—–～~\-])(?P<sm>{MONTH})月(?P<sd>{DAY})日(?:零时|\d{{1,2}}[时点]|上午|下午)?起(?![至到—–～~\-]|[^，]{{0,4}}的|施行|生效)",
    # 从3月开始，至12月结束: the month it ends with.
    rf"(?:至|到)(?P<em>{MONTH})月(?=份?(?:结束|完成|收尾|截止|止))",
    # 新校区9月1日投入使用: a day on which something begins or is done.
    rf"(?<![至到—–～~\-])(?P<bm>{MONTH})月(?P<bd>{DAY})日\u3000{{0,12}}(?:[上下]午)?(?:\d{{1,2}}[时点](?:\d{{1,2}}分)?)?(?=(?:前后|左右)?(?:正式|全面|统一|如期|准时|集中)?"
    rf"(?:{BEGUN_OR_DONE}|投入|报到|开学|开园|开馆|开业|开幕|举行|上课|到岗|复工|报(?![告名道])|送(?:到|至|交|达)|交(?:到|至|回|[省市县区镇乡党政学街局办所站院校])|发布|公布|公示|公开|上传|张贴)(?![^，]{{0,16}}(?:的|了|以来)))",
    rf"(?P<rest>(?:今年)?最后(?:(?:[{CN}两]|\d)个多?月|[一1]个?季度)(?:的?时间)?)",
    r"(?P<months>[本下])个?月(?:(?P<md>\d{1,2})日|底|末|内)(?:之?前|以前)?",
    # 各镇15日前上报: a day of the month spoken of; not 会议召开15日前.
    r"(?<![^，、；于在请须应要位门局办委镇乡村县区市组校所站处院科司团部道府])(?P<xd>\d{1,2})[日号](?:之|以)?前",
    rf"(?P<loose>(?:明年|今年)?“?(?:{alternation(words('years', 'seasons'))})”?(?:之|以)?前(?!后|{PREPARED})"
    rf"|(?:明年|今年)?{ON_FEAST}"
    r"|每(?:[日天]|周[一二三四五六日])(?:[上下]午)?(?:\d{1,2}(?:[时点]|[：:]\d\d)|下班)?(?:之|以)?前"
    r"|今冬明春|今冬(?!供[暖热]|采暖|取暖)|今春|(?:本届政府)?任期内|本届政府|届期末|(?:本届|任期)末|任期届满前"
    r"|当月(?:\d{1,2}日(?:之|以)?前|[底末](?:之?前)?)"
    rf"|(?<![人户亩吨月张车艘头斤])每年(?!{PAID_EACH})(?:{MONTH}月(?:(?:{DAY})日|[底末初]|[上中下]旬)?(?:之?前)?)?|每季度(?:末月?|最后一个?月)?(?:\d{{1,2}}日)?(?:之?前)?|(?<![人户亩吨])每月(?!{PAID_EACH})(?:\d{{1,2}}日|[底末])?(?:之?前)?|近期|重大传统节日"
    r"|下次[一-鿿]{0,6}?会议?(?:召开)?之?前"
    rf"|(?:会后|自[^，]{{2,10}}之日起)?(?:\d{{1,3}}|[{CN}两]{{1,2}})(?:(?:个工作)?日|天|个?星期|周)之?内|(?:会后)?半个?月之?内"
    rf"|限期(?:\d{{1,3}}|[{CN}两]{{1,2}})(?:个月|[日天周])(?!之?内)|(?:用|利用)(?:\d{{1,2}}|[{CN}两])(?:天|周|个?星期)的?时间|[本下]周(?:[{CN}日](?:[上下]午|下班)?之?前|之?内|[末底](?:之?前)?)|下周(?![一二三四五六日期年刊起])"
    rf"|今晚(?:{MONTH}[时点])?之?前|[今明][天日](?:[上中下]午)?(?:{MONTH}[时点]|下班)?之?前)",
)
# Most numbers are followed by what no day and no length of time has: none of the branches is tried at these.
DEADLINE = guarded("|".join(FORMS), unless=r"\d{1,4}+(?![年月.\-/X季个日天星周—–～~至到])")
HINT = compiled(
    r"年|季度|半年|“?十[一二三四五六]五|月|任期|限期|届[期末]|前|近期|节|元旦|国庆|[五六七八十]一|[日天周期]之?内|天的?时间|周|星期|今[冬春]|-[初底末]"
)
HAS_DAY = sign(HINT.pattern)


# X月底前, 到XX年, ____年__月__日前: a day that somebody has still to fill in.
_UNKNOWN = r"(?:[Xx×*＊○_]{1,6}|20[Xx×*＊○_]{2})"
UNKNOWN_DAY = re.compile(
    rf"(?:到(?=20|[Xx×*＊○_]))?(?:(?<![A-Za-z0-9]){_UNKNOWN}年)?"
    rf"(?:(?<![A-Za-z])[Xx×*＊○_]{{1,4}}月(?:份|上旬|中旬|下旬|初|(?:[Xx×*＊○_]{{1,4}}|\d{{1,2}})日)?)?(?:年?[底末])?(?:之?前|以前)?"
)
UNKNOWN_HINT = re.compile("[Xx×*＊○_][年月]")


def unknown_day(clause: str) -> re.Match[str] | None:
    """Find the deadline whose year, month or day is a placeholder."""
    hint = UNKNOWN_HINT.search(clause)
    if hint is None:
        return None
    for match in UNKNOWN_DAY.finditer(clause, max(0, hint.start() - 12)):
        text = match[0]
        if match.end() > hint.start() and (text[:1] == "到" or text.endswith(("前", "底", "末"))):
            return match
    return None


# Where a deadline begins that stands on another line than what it dates.
OUTSIDE = -1
