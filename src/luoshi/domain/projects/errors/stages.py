"""What stands against a step of a project's life: its state, its gates, the order of its stages."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal


class StepNotOpen(Refusal):
    """The record's library state does not allow the deed (PJ2)."""

    chinese = "项目 {number} 当前为“{state}”，不能进行“{deed}”。请刷新页面查看最新状态。"
    english = "Project {number} is now “{state}”, so this step is not open: {deed}. Reload to see where it stands."
    status = 409


class RecordClosed(Refusal):
    """A submitted record is closed until it is returned (PJ3)."""

    chinese = "项目 {number} 已报送（{state}），退回前不能修改。需要更正请联系审核单位退回。"
    english = "Project {number} is submitted ({state}) and closed until it is returned. Ask the office to return it."
    status = 409


class RecordLocked(Refusal):
    """A locked record takes no change (PJ3)."""

    chinese = "项目 {number} 已加锁，解锁后才能操作。"
    english = "Project {number} is locked. Unlock it first."
    status = 409


class InPlanBeingCompiled(Refusal):
    """A reserved project is not withdrawn while in a plan being compiled (PJ3)."""

    chinese = "项目 {number} 正在年度计划编制中，不能撤销储备。请先移出年度计划。"
    english = "Project {number} is in a plan being compiled and cannot be withdrawn. Take it out of the plan first."
    status = 409


class Incomplete(Refusal):
    """A field is needed before the record is submitted (PJ9)."""

    chinese = "报送前请填写“{label_zh}”。"
    english = "“{label_en}” is needed before the project is submitted."


class BelowThreshold(Refusal):
    """The total is below what the sector asks for admission (PJ9)."""

    chinese = "总投资 {total} 万元低于“{sector}”入库门槛 {threshold} 万元。"
    english = "The total of {total} 万元 is below the threshold of “{sector}”, {threshold} 万元."
    field = "total_wan_yuan"


class ReasonMissing(Refusal):
    """The deed needs a reason."""

    chinese = "请填写理由。"
    english = "Give a reason."
    field = "reason"


class GateClosed(Refusal):
    """What the next stage asks for is not there (PJ6)."""

    chinese = "不能转入“{stage}”：缺少{missing_zh}。"
    english = "The project cannot move to “{stage}” yet. Missing: {missing_en}."
    field = "stage"


class StageNotNext(Refusal):
    """Stages follow one another; others are reached by correction (PJ5)."""

    chinese = "“{former}”之后只能转入“{following}”或“终止”。如阶段登记有误，请使用“更正阶段”。"
    english = "After “{former}” comes “{following}” or “Stopped”. Use “Correct stage” where it was recorded wrongly."
    field = "stage"


class StageSame(Refusal):
    """The project is in that stage already."""

    chinese = "项目已处于“{stage}”阶段。"
    english = "The project is in the stage “{stage}” already."
    field = "stage"


class StageBeforeLast(Refusal):
    """A stage does not begin before the one it follows."""

    chinese = "转入日期 {day} 早于当前阶段的开始日期 {since}。"
    english = "{day} lies before the day on which the present stage began, {since}."
    field = "changed_on"
