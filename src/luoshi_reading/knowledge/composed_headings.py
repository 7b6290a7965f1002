"""Headings of columns that are put together from known words: who, what, by when. Rule R79.

A heading that stands in no list is told by what it begins and ends with (协同责任单位, 计划实施时间). What a heading
alone does not tell (时间, 进度) is told by the columns beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_BODY = "(?:责任|牵头|落实)?(?:单位|部门|[处科股]室|主体|机构|乡镇|镇街|县区|区县|县市区)"
_LEVEL = "(?:[省市县区]级|[市县区]直)?"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(form))
    for role, form in (
        (
            "supporting",
            rf"{_LEVEL}(?:责任)?(?:协同|协办|参与|配合|会办|分办|参加|共同|协助|参建|会同|联合|协作|支持)(?:配合|责任|协同|推进)*{_BODY}",
        ),
        (
            "lead",
            rf"{_LEVEL}(?:任务|工作|项目|具体)?(?:起草|办理|承担|完成|制定|承建|组织|牵头|主办|责任|实施|主管|主责|承办|落实|负责|推进|整改)+(?:责任)?{_BODY}",
        ),
        ("person", r"[一-鿿]{0,6}(?:责任人|负责人|联系人|联络员|经办人|承办人)(?:及?(?:联系)?(?:电话|方式))?"),
        (
            "leader",
            r"(?:责任|牵头|分管|联系|挂帅|督办|包[联抓保]|领[办衔]|挂[点联钩]|主管|主抓|负责|[省市县区](?:处|厅)?级|[市县区])[一-鿿]{0,4}(?:领导|总负责)",
        ),
        ("period", r"(?:计划)?(?:开竣工|开工及竣工|开、竣工)(?:时间|日期)|(?:计划|建设)?工期"),
        (
            "deadline",
            r"[一-鿿]{0,4}(?:整改|计划|实施|落地|实现|完成|办结|建成|推进|上报|报送|审议|报审|出台|印发|竣工|投产|预计|最后|截止|反馈|工作|任务|销号|验收)"
            r"[一-鿿]{0,4}(?:时间|时限|期限|节点|年限|日期)|时限节点|时间节点[一-鿿]{0,4}|(?:时间)?进度要求|何时完成",
        ),
        (
            "problem",
            r"(?:存在|反馈|突出|主要|具体|发现|整改|巡[视察]|督察)?(?:的)?(?:问题|反馈意见)(?:清单|描述|表现|情况|及表现)?",
        ),
        (
            "task",
            r"(?:重点|推进|督查|督办|交办|议定|决策|重大决策|改革|整改|民生|责任|落实|工作|任务|重点推进|年度)+(?:事项|实事|课题)(?:名称|内容|清单|分解)?"
            r"|(?:实事|政策|法规|制度|工作|改革|文件|课题|任务)(?:举措|方案)?(?:名称|描述)|(?:出台|制定|拟出台)(?:政策|文件|制度)(?:名称)?"
            r"|(?:督办|督查|整改|创建|交办)内容|立法项目|调研课题|工作(?:安排|重点)|[一-鿿]{0,4}实事(?:项目)?内容|(?:建议|提案){1,2}(?:题目|标题|案由)",
        ),
        ("measures", r"[一-鿿]{0,4}(?:举措|措施|路径|做法|办法|步骤)|任务细化|细化任务"),
        ("content", r"(?:项目)?(?:主要)?建设(?:主要)?(?:任务|内容|规模)[一-鿿]{0,6}"),
        ("year_investment", r"(?:20\d\d年|年度|本年|当年|今年)[一-鿿]{0,4}投资(?:目标|计划|任务|额)?"),
        ("total_investment", r"(?:协议|合同|拟|估算|概算|预算)?(?:总)?投资(?:金额|额|概算|估算)|(?:投资)?概算"),
        ("goal", r"[一-鿿]{0,6}(?:目标|成果|成效|效果)(?:要求|标准|形式)?|(?:完成|验收)(?:标准|标志)"),
        ("project", r"(?:重点|重大|拟建|在建|续建|新建|招商|签约|建设|储备|子)+(?:工程|项目)(?:名称)?"),
        ("place", r"(?:所在|涉及|实施|建设|覆盖)(?:乡镇|区县|县区|区域|地区|位置|村)"),
        ("indicator", r"(?:二级|三级|绩效|预期性|约束性|预期|主要|核心)指标(?:名称)?"),
        ("section", r"(?:一级指标|[一-鿿]{0,4}(?:领域|方面|板块|大类|分类|类别))"),
        ("remark", r"[一-鿿]{0,4}(?:依据|来源)(?:文件)?"),
        ("number", r"项次|条目"),
    )
)
# What says by when, or what is to come of it, only beside a task and who does it.
_BESIDE_TASKS = {
    **dict.fromkeys(("时间", "进度", "工作进度", "日期", "发布时间", "工作时间", "进度安排"), "deadline"),
    **dict.fromkeys(("要求", "标准", "考核标准"), "goal"),
}
# 办理时限: of a service, but of a task where somebody is to help.
_OF_SERVICES = frozenset(("办理时限", "办理期限"))
_LEADS = re.compile("牵头|主办|主责|第一|承办")
_TASKS = re.compile("督[查办]|交办|议定|整改|任务")


@lru_cache(maxsize=4096)
def composed_role(heading: str) -> str | None:
    """Tell what a column holds by the words its heading is put together from; None where they do not tell."""
    return next((role for role, form in _FORMS if form.fullmatch(heading)), None)


def settled(headings: Sequence[str], roles: Sequence[str | None]) -> list[str | None]:
    """Tell by their neighbours what columns hold: two of units, two of tasks, a bare 时间."""
    out = list(roles)
    leads = [i for i, role in enumerate(out) if role == "lead"]
    first = next((i for i in leads if _LEADS.search(headings[i])), leads[0] if leads else -1)
    for i in leads:
        if i != first:
            out[i] = "supporting"
    tasks = [i for i, role in enumerate(out) if role == "task"]
    if len(tasks) == 2 and "measures" not in out:
        out[tasks[1]] = "measures"
    has_task = bool({"task", "measures"} & set(out))
    if not (has_task and {"lead", "supporting"} & set(out)):
        return out
    for i, heading in enumerate(headings):
        told = _BESIDE_TASKS.get(heading) if out[i] is None else None
        if heading in _OF_SERVICES and ("supporting" in out or any(map(_TASKS.search, headings))):
            told = "deadline"
        if told and told not in out:
            out[i] = told
    return out
