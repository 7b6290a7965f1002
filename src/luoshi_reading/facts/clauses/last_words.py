"""What a clause tells by how it ends, and by words of asking: thanks, for whom, who speaks, who demands. Rule R11."""

from __future__ import annotations

import re

# 向受表彰的单位表示热烈祝贺, 让我们对他们表示感谢: thanks order nothing.
THANKS = re.compile(
    r"(?:表示|致以|献上|送上|道一?声|说一?声|致)[^，]{0,16}(?:欢迎|感谢|谢意|祝贺|问候|慰问|敬意|祝愿|祝福|哀悼)$"
)
# 对于要建设幸福云岭而言: for whom, before what.
AS_FOR = re.compile(r"(?:对于?|就)[^，]{2,40}(?:而言|来说|来讲|说来)$")
THANKING = ("欢迎", "感谢", "谢意", "祝贺", "问候", "慰问", "敬意", "祝愿", "祝福", "哀悼")
# 最新统计数据显示, 实践证明: where it is known from.
SHOWS = ("显示", "表明", "证明", "告诉我们")
SOURCE = re.compile(r"[^，]{0,12}(?:数据|统计|结果|调查|监测|分析|研究|实践|事实|经验|历史|报告)[^，]{0,4}$")
# 林书记就整治工作作部署, 企业代表将作表态发言, 我先作个动员报告: who speaks at the meeting.
SPEECHES = ("发言", "讲话", "报告", "部署", "安排")
SPEAKS = re.compile(
    r"(?:书记|[市县区省镇乡局部厅]长|主任|主席|同志|代表|(?<!要)我)(?:先|还要|还|也|将|再|分别|会)*(?:就[^，]{2,40})?[作做]个?"
    r"(?:表态|交流|典型|大会|重要|动员|具体|全面|工作)*(?:发言|讲话|报告|部署|安排)$"
)
# The last characters of all these, and of what may stand behind them.
TELLING_LAST = frozenset(f"言说讲来.…{''.join(word[-1] for word in (*THANKING, *SHOWS, *SPEECHES))}")
# 希望能给你的工作带来帮助, 希望对大家有所帮助: what who put the page together wishes its readers.
FOR_READER = re.compile(r"希望(?:本文|这[篇些][^，]{0,12}?|以上[^，]{0,8}?)?能?够?[给对为](?:你|您|大家)")
# 期望科技部…, not 期望寿命.
EXPECTS = re.compile(r"期望(?!值|寿命|的|收益)[一-鿿]{4}")
# 要求各地…, 强调要…: who demands is told in the clause of the demand.
DEMANDED = re.compile(
    r"(?:会议|全会|[并他她]|同时|(?!按|根据|依据|对照|落实|贯彻|围绕|坚持|认真)[一-鿿]{2,12}?(?<![和的以为]))?还?(?:要求(?=各|全[市省区县体镇乡村校]|相关|有关|[要务必])|(?:强调|指出|提出)(?=要(?!求|点|素)|必须|务必))|会议还?(?:要求|明确)(?=[一-鿿]{4})"
)
# 联络人名单请于2月18日前报…: what is asked for stands before 请.
SENT_BY = re.compile(
    r"(?<![申提邀])请(?:[于在将][^，]*(?:报|送|反馈|提交|填)|拨打|(?:及时|立即|尽快)(?:联系|报告|拨打))"
)
# 我要对同志们的付出表示感谢: 要 that obliges nobody.
THANKS_OWED = re.compile(r"(?:我|我们)?(?:还|也|特别|首先|再次|衷心)*要(?:特别|再次|衷心|真诚)*(?:向|对|为|代表|感谢)")
# 会议就要结束了, “五一”马上就要到来, 等一会闵书记还要讲话: what is near is told.
NEAR = re.compile(
    r"(?:就要|快要|即将|马上就?要)[^，\d要年]{1,12}了$|(?:就要|快要|即将|马上要?|将要|就)(?:[^，\d]{0,6})(?:结束|开始|召开|举行|到来|来临|开幕|闭幕|过去)了?$"
    r"|(?:一会儿?|等一?[会下]儿?|稍后|随后|过一会儿?|(?:书记|主任|[市县区省镇乡局部厅]长|主席|同志|领导)还)[^，]{0,20}(?:还)?(?:要|将|会)[^，]{0,16}(?:讲话|报告|部署|安排|强调|致辞|总结|发言)$"
)
NEAR_HINT = re.compile(r"就|快要|即将|马上|将要|一会|等会|等下|稍后|随后|还[要将]")
# 我再讲三点意见, 我提出四点具体建议: what comes is announced.
ANNOUNCES = re.compile(
    r"我(?!们|[市县省区国局委院校厅])[^，。]{0,24}?(?:讲|谈|强调|提|提出|说|部署|安排|通报|汇报|介绍|汇报)[^，。]{0,6}?"
    r"(?:[一二两三四五六七八九几\d]{1,2}|以下|如下)(?:个|大)?(?:点|方面|条|层|句|件|项)[^，。]{0,12}$"
)
# 用工上，市人社局要…; 校车方面: the field that the next clause is about. 开办企业领域, not 拓展合作领域.
FIELD = re.compile(
    "在?[一-鿿]{2}(?<![赶跟补用顶配接装带穿系种])上|[一-鿿]{2,5}(?:方面|这一块)|(?![开拓延扩深覆聚突抢创加规整优做](?!办|学))[一-鿿]{4,10}领域"
)
FIELD_LAST, LONGEST_FIELD = frozenset("上面块域"), 12


def names_field(core: str) -> bool:
    """Whether a clause names nothing but a field that the next one is about."""
    return len(core) <= LONGEST_FIELD and FIELD.fullmatch(core) is not None


def thanks(core: str) -> bool:
    """Whether a clause thanks or greets."""
    return core.endswith(THANKING) and THANKS.search(core) is not None


def names_for_whom(clause: str) -> bool:
    """Whether a clause only says for whom the next one holds (对于基层而言)."""
    return clause[-1] in "言说讲来" and AS_FOR.match(clause) is not None


def names_source(clause: str) -> bool:
    """Whether a clause says where something is known from (统计数据显示)."""
    known = clause.rstrip(".…")
    return known.endswith(SHOWS) and SOURCE.match(known[:-2].removesuffix("告诉")) is not None


def names_speaker(clause: str) -> bool:
    """Whether a clause says who speaks at a meeting (企业代表将作表态发言)."""
    return clause.endswith(SPEECHES) and "请" not in clause and SPEAKS.search(clause) is not None
