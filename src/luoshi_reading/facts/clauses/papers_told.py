"""What a paper says of itself, and how it came about: neither orders anything. Rule R12."""

from __future__ import annotations

import re

# 本办法自印发之日起施行, …由市司法局负责解释: what a paper says of itself (R12).
CLOSING = re.compile(
    r"^(?:本|此|该|以上|上述)?(?:通知|意见|方案|办法|规定|细则|措施|政策|决定|规划|计划|通告|公告|条例|制度|文件|标准|预案|规则|指南)"
    r"(?:适用于|所称|自[^，]{2,30}(?:施行|实施|执行|生效)|由[^，]{2,40}(?:负责)?解释|有效期|的?(?:解释|施行)|同时废止|实施期限)"
    r"|^(?:原|此前|以往)[^，]{2,60}(?:同时|即行|予以)?废止$|^有效期(?:为|至|[\d一二三四五])"
)
# “四类渔船”是指…, 本办法所称渔港，是指…; …适用本办法: what a word means and what a paper holds for.
MEANS = re.compile(
    r"[^，]{0,60}?(?:(?<![所即])是指(?!定|[示导挥标望])|所称的?[^，]{1,30}$)|[^，]{2,60}适用(?:本|此)[一-鿿]{2,4}$"
    r"|[^，]{2,30}(?:时间|期限|周期|范围|对象)为"
)
CLOSING_FIRST = frozenset("本此该以上通意方办规细措政决计公条制文标预指原有")
# 《2026年重点工作任务分解》明确96项具体任务，涉及21个牵头单位: what a paper holds.
HOLDS = re.compile(
    r"《[^》]{2,60}》共?(?:明确|细化|提出|确定|列出|列明|梳理|分解|安排|涵盖|包含|包括)(?:了|出)?\d{1,4}[项条个件类]"
    r"(?:具体|重点|主要|工作)?(?:任务|事项|措施|工作|指标|项目|举措|内容)$|共?涉及\d{1,4}[个家][^，]{0,6}(?:单位|部门)$"
)
HOLDS_FIRST = frozenset("《共涉")
# 报告经市人代会审议通过: how a paper came about.
PASSED = re.compile(
    r"(?:报告|草案|方案|纲要|决议|计划|规划|条例|意见|》|“”)已?经[^，]{2,40}(?:会议?|全会|委)(?:审议|表决|讨论|研究)?通过$"
)
# 制定分工方案如下: the paper follows.
FOLLOWS = re.compile(r"(?:制定|提出|制订|拟定|形成)[^，]{0,14}(?:方案|意见|措施|办法|计划|清单|通知)如下$")
SETTLED = ("通过", "如下")


def closes(plain: str) -> bool:
    """Whether a clause tells from when a paper holds, whom it concerns, who explains it or how many tasks it has."""
    if ("是指" in plain or "所称" in plain or "适用" in plain or "为" in plain) and MEANS.match(plain):
        return True
    if plain[0] in CLOSING_FIRST:
        return CLOSING.match(plain) is not None
    return plain[0] in HOLDS_FIRST and HOLDS.match(plain) is not None


def came_about(plain: str) -> bool:
    """Whether a clause tells that a paper was passed, or that it follows."""
    if plain[-1] not in "过下" or not plain.endswith(SETTLED):
        return False
    return PASSED.search(plain) is not None or FOLLOWS.search(plain) is not None
