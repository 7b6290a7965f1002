"""What is wrong with a project's months, its years, or its place in an annual plan."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal


class MonthUnfit(Refusal):
    """A month is named by its first day and does not lie ahead."""

    chinese = "月份 {month} 尚未到来，不能登记。"
    english = "The month {month} has not come yet."
    field = "month"


class MonthEmpty(Refusal):
    """A month's record says something."""

    chinese = "请至少填写一项：形象进度或本月完成投资。"
    english = "Enter at least the image progress or the month's investment."
    field = "narrative"


class MonthNotDeclared(Refusal):
    """What was never declared cannot be verified."""

    chinese = "{month} 尚无申报，无法核验。"
    english = "Nothing was declared for {month}, so there is nothing to verify."
    field = "month"


class ClassOutsideYear(Refusal):
    """An annual class that the year's dates contradict."""

    chinese = "年份 {year} 不合理，应在 1990 至 2100 之间。"
    english = "The year {year} cannot be right; expected 1990 to 2100."
    field = "year"


class PlanFixed(Refusal):
    """What was issued with a batch changes with a reason only, by the office."""

    chinese = "{year} 年计划已随“{batch}”下达，调整须由下达单位说明理由。"
    english = "The plan of {year} was issued with “{batch}”; only the issuing office changes it, with a reason."
    field = "reason"


class PutOffByUnit(Refusal):
    """After issue a unit asks for a later planned date; the office approves it (PJ23)."""

    chinese = (
        "项目已下达，责任单位不能自行推后或清空“{label_zh}”（现为 {former}）。"
        "请在项目页“申请延期”，经督查部门批准后生效。"
    )
    english = (
        "The project is issued: its unit cannot put off or leave out “{label_en}” (now {former}) by itself. "
        "Ask for a later date on the project's page; it holds once the supervision office approves it."
    )


class BatchOfOtherLibrary(Refusal):
    """Batch and project belong to one jurisdiction."""

    chinese = "批次“{batch}”不属于项目所在的“{jurisdiction}”。"
    english = "The batch “{batch}” does not belong to “{jurisdiction}”, whose project this is."
    field = "batch"


class BatchNotIssued(Refusal):
    """A project is issued with a batch that is issued."""

    chinese = "批次“{batch}”尚未下达。"
    english = "The batch “{batch}” is not issued yet."
    field = "batch"


class DocumentOfPlanMissing(Refusal):
    """A plan is submitted with a paper's title or number."""

    chinese = "请填写报送文件的标题或文号。"
    english = "Enter the title or number of the paper with which the plan is submitted."
    field = "document"


class TaskOfOther(Refusal):
    """A task belongs to one project, of its own jurisdiction."""

    chinese = "任务 {task} 已关联其他项目，或不属于同一行政区域。"
    english = "Task {task} is tied to another project or belongs to another jurisdiction."
    field = "task"


class NotInThePlan(Refusal):
    """Only what the annual plan holds enters a batch."""

    chinese = "“{name}”当前为“{state}”，先列入年度计划再编入批次。"
    english = "“{name}” is “{state}”. Put it into the annual plan first, then into a batch."


class StandsInBatch(Refusal):
    """A project whose task stands in a batch follows that batch."""

    chinese = "项目 {number} 已编入“{batch}”，随批次一起核对、下达；需要移出的，请先从批次中移出。"
    english = "Project {number} stands in “{batch}” and is checked and issued with it. Take it out of the batch first."
    status = 409


class NotAProjectTask(Refusal):
    """A dossier is opened for open tasks that are carried out as projects."""

    chinese = "任务 {task} 不是在办的项目类任务，不能立项建档。"
    english = "Task {task} is no open task that is carried out as a project; no dossier is opened for it."
    field = "task"
