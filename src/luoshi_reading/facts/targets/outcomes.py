"""Outcomes that a commitment sets without a number, by a day or a year. Rule R39."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_roles import OUTCOME
from luoshi_reading.facts.deadlines.deadlines import Deadline
from luoshi_reading.facts.targets.indicators import SETTLED, SWEPT_OUT, WHEN

# 取得突破性进展, 实现新突破: nothing that is measured.
ADVANCED = re.compile(r"(?:取得|实现)[^，]{0,8}(?:进展|突破)$")
# 确保实现“开门红”, 实现良好开局, 为确保当年建成: a watchword, and what something is done for.
WATCHWORD = re.compile(r"“?(?:开门红|开门稳|开门好|满堂红|全年红|双胜利|双丰收|开好局)”?(?:、“[^”]{2,4}”)*$|良好开局$")
BREAKING = re.compile("突破(?:年|性|口)")
FOR_THIS = re.compile("为(?:了|确保|实现|推动|保证|加快)|聚焦|紧盯|紧扣")
# 今年渔业效益明显提高: only better than before; 到2030年…明显提高 is a goal of the plan.
SOON = ("今年", "明年", "全年", "今后", "未来", "近期")
RELATIVE = re.compile(
    r"(?:提高|提升|增强|改善|下降|增长|加强|优化|完善|好转|加快|进步|上升|降低|扩大|减少)(?<![正零负]增长)\u3000*$"
)


def comes_about(clause: str, masked: str, deadline: Deadline) -> bool:
    """Whether a clause tells an outcome; what was handed down (国家下达的指标) and a paper to be written are none."""
    if masked.endswith(("突破", "进展")) and ADVANCED.search(masked):
        return False
    if FOR_THIS.match(clause) or WATCHWORD.search(clause) or BREAKING.search(clause):
        return False
    if (
        "下达" in masked
        or "传达" in masked
        or PAPERS.search(clause)
        or (deadline.text.startswith(SOON) and RELATIVE.search(masked))
    ):
        return False
    plain = masked.strip("\u3000，")
    if OUTCOME.search(plain) or SETTLED.search(plain):
        return True
    return SWEPT_OUT.match(WHEN.sub("", plain)) is not None


def delivers_by(clause: str, deadline: Deadline) -> bool:
    """Whether a clause has a day of its own (…前, 底, 内) and a verb of completing: 力争在雨季前实现全村通水."""
    if clause[deadline.start : deadline.end] != deadline.text or deadline.text[-1] not in "前底末内":
        return False
    completed = COMPLETES.search(clause, deadline.end)
    return completed is not None and PAPERS.search(clause, deadline.end) is None


# 5月底前出台渔港管理办法: a paper that is to be written.
PAPERS = re.compile(
    r"(?:制定|编制|修订|出台|印发|公布|发布|制订|拟定|起草|下发|报送)[^，]{0,40}"
    r"(?:规划|方案|办法|清单|意见|制度|预案|目录|标准|细则|措施|政策|文件|通知|规定|名单|要点|台账|》|执行|实施|完成|并?公布)$"
    r"|(?:印发|出台|下发)$"
)
COMPLETES = re.compile(
    r"实现|完成|开工|竣工|完工|投产|投用|投入|运行|通车|上线|印发|建成|清零|销号|到位"
    r"|公布|出台|启动|覆盖|贯通|通水|通气|通电|蓄水|并网|开馆|开园|开业|落成|交付|试运[营行]|更新|合龙|开放|应改尽改|封顶|恢复|签订|建立|制定"
)
