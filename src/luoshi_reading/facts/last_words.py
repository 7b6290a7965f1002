"""What a clause tells by how it ends: thanks, for whom, where it is known from, who speaks. Rule R11."""

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
