"""What the project library says when a rule forbids something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term


class ProjectRefusal(Refusal):
    """A refusal whose places may hold terms, said in the reader's language; ``field`` may be set for one case."""

    def __init__(self, *, at: str | None = None, **params: Any) -> None:
        super().__init__(**params)
        if at is not None:
            self.field = at  # type: ignore[misc]

    def message(self, language: str) -> str:
        """Give the words, terms translated."""
        words = self.chinese if language.startswith("zh") else self.english
        return words.format(**{k: v.label(language) if isinstance(v, Term) else v for k, v in self.params.items()})


class StepNotOpen(ProjectRefusal):
    """The record's library state does not allow the deed (PJ2)."""

    chinese = "项目 {number} 当前为“{state}”，不能进行“{deed}”。请刷新页面查看最新状态。"
    english = "Project {number} is now “{state}”, so this step is not open: {deed}. Reload to see where it stands."
    status = 409


class RecordClosed(ProjectRefusal):
    """A submitted record is closed until it is returned (PJ3)."""

    chinese = "项目 {number} 已报送（{state}），退回前不能修改。需要更正请联系审核单位退回。"
    english = "Project {number} is submitted ({state}) and closed until it is returned. Ask the office to return it."
    status = 409


class RecordLocked(ProjectRefusal):
    """A locked record takes no change (PJ3)."""

    chinese = "项目 {number} 已加锁，解锁后才能操作。"
    english = "Project {number} is locked. Unlock it first."
    status = 409


class InPlanBeingCompiled(ProjectRefusal):
    """A reserved project is not withdrawn while in a plan being compiled (PJ3)."""

    chinese = "项目 {number} 正在年度计划编制中，不能撤销储备。请先移出年度计划。"
    english = "Project {number} is in a plan being compiled and cannot be withdrawn. Take it out of the plan first."
    status = 409


class NameMissing(ProjectRefusal):
    """A project needs a name."""

    chinese = "请填写项目名称。"
    english = "Enter the project's name."
    field = "name"


class LeadUnitMissing(ProjectRefusal):
    """A project needs the unit that answers for it."""

    chinese = "请选择责任单位。"
    english = "Choose the unit that is responsible."
    field = "lead_unit"


class UnitOutsideLibrary(ProjectRefusal):
    """Units of a project belong to the library's jurisdiction."""

    chinese = "“{unit}”不属于“{jurisdiction}”，不能作为本级项目的单位。"
    english = "“{unit}” does not belong to “{jurisdiction}” and cannot take part in its projects."
    field = "lead_unit"


class UnitInactive(ProjectRefusal):
    """Units of a project are in use."""

    chinese = "“{unit}”已停用，请另选单位。"
    english = "“{unit}” is no longer in use. Choose another unit."
    field = "lead_unit"


class LeadUnitUnchangeable(ProjectRefusal):
    """After submission the responsible unit changes only by transfer."""

    chinese = "项目已报送入库，更换责任单位请使用“转办”。"
    english = "The project has been submitted. Use “Give to another department” to change the responsible unit."
    field = "lead_unit"


class TextTooLong(ProjectRefusal):
    """A text is longer than its column."""

    chinese = "“{label_zh}”最多 {limit} 字，现有 {length} 字。"
    english = "“{label_en}” may have {limit} characters; it has {length}."


class ChoiceUnknown(ProjectRefusal):
    """A value stands in no list of terms."""

    chinese = "“{label_zh}”没有“{value}”这一选项。请从列表中选择。"
    english = "“{label_en}” has no choice “{value}”. Choose one of the list."


class NotNegative(ProjectRefusal):
    """A sum of money cannot be less than nothing here."""

    chinese = "“{label_zh}”不能为负数。"
    english = "“{label_en}” cannot be less than nothing."


class SumTooLarge(ProjectRefusal):
    """A sum beyond what a library can hold."""

    chinese = "“{label_zh}”数额过大，或小于一分（万元后超过六位小数），请核对单位。"
    english = "“{label_en}” is too large or finer than a fen. Check the unit (10,000 yuan)."


class EntryBeforeStart(ProjectRefusal):
    """A project enters the statistics once it has begun."""

    chinese = "填写入统日期前，请先填写实际开工日期。"
    english = "Enter the actual start before the day of entry in the statistics."
    field = "entered_on"


class EntryNotDeclared(ProjectRefusal):
    """There is no entry to verify."""

    chinese = "责任单位尚未填报入统日期，无法核验。"
    english = "The unit has not declared an entry in the statistics, so there is nothing to verify."


class DatesOutOfOrder(ProjectRefusal):
    """What comes first lies after what follows."""

    chinese = "“{later_zh}”（{later}）早于“{earlier_zh}”（{earlier}）。请核对日期。"
    english = "“{later_en}” ({later}) lies before “{earlier_en}” ({earlier}). Check the dates."


class DateAhead(ProjectRefusal):
    """What has happened does not lie ahead."""

    chinese = "“{label_zh}”（{day}）晚于今天。实际日期只能填写已经发生的。"
    english = "“{label_en}” ({day}) lies ahead. Actual dates are those that have come."


class DateOutOfRange(ProjectRefusal):
    """A year that no project has."""

    chinese = "“{label_zh}”的年份 {year} 不合理，应在 1990 至 2100 之间。"
    english = "The year {year} of “{label_en}” cannot be right; expected 1990 to 2100."


class YearsDoNotAddUp(ProjectRefusal):
    """The yearly investments differ from the total (MO7)."""

    chinese = "各年度投资合计 {sum} 万元，与总投资 {total} 万元相差 {difference} 万元。请核对各年度数或总投资。"
    english = "The years add up to {sum} 万元; the total is {total} 万元, a difference of {difference} 万元."
    field = "investment_by_year"


class YearTwice(ProjectRefusal):
    """One year stands twice."""

    chinese = "{year} 年填写了两次。"
    english = "The year {year} stands twice."
    field = "investment_by_year"


class YearsBeforeTotal(ProjectRefusal):
    """Yearly investments without a total."""

    chinese = "已填写分年度投资，请同时填写总投资。"
    english = "There are yearly investments; enter the total investment as well."
    field = "total_wan_yuan"


class TotalsDifferWithoutReason(ProjectRefusal):
    """The two totals differ and nobody said why (PJ8)."""

    chinese = "责任制总投资 {total} 万元与实际总投资 {actual} 万元不一致，请说明原因。"
    english = "The total of {total} 万元 and the actual total of {actual} 万元 differ. Say why."
    field = "total_difference_reason"


class CodeRefused(ProjectRefusal):
    """A code is wrong in form or check digit."""

    chinese = "{reason_zh}"
    english = "{reason_en}"


class CodeTaken(ProjectRefusal):
    """Another project of the library has the code."""

    chinese = "项目代码 {code} 已被项目 {number}《{name}》使用。"
    english = "Project code {code} belongs to project {number}, “{name}”."
    field = "national_code"


class CodeTwice(ProjectRefusal):
    """Two rows of one import have one code."""

    chinese = "项目代码 {code} 与 {place} 重复。"
    english = "Project code {code} stands at {place} too."
    field = "national_code"


class PlaceIncomplete(ProjectRefusal):
    """A point has two coordinates, within the range of the earth."""

    chinese = "请同时填写经度（-180 至 180）和纬度（-90 至 90），或都不填。"
    english = "Enter both longitude (-180 to 180) and latitude (-90 to 90), or neither."
    field = "longitude"


class SectorUnknown(ProjectRefusal):
    """A sector that the library does not have, or no longer."""

    chinese = "所选行业领域不存在或已停用，请重新选择。"
    english = "The sector does not exist or is no longer in use. Choose another."
    field = "sector"


class ParentUnfit(ProjectRefusal):
    """A parent is another project of the same library that has no parent itself."""

    chinese = "上级项目须为同一储备库中的总项目，且不能是本项目。"
    english = "The parent must be another project of the same library that is not itself a part."
    field = "parent"


class Incomplete(ProjectRefusal):
    """A field is needed before the record is submitted (PJ9)."""

    chinese = "报送前请填写“{label_zh}”。"
    english = "“{label_en}” is needed before the project is submitted."


class BelowThreshold(ProjectRefusal):
    """The total is below what the sector asks for admission (PJ9)."""

    chinese = "总投资 {total} 万元低于“{sector}”入库门槛 {threshold} 万元。"
    english = "The total of {total} 万元 is below the threshold of “{sector}”, {threshold} 万元."
    field = "total_wan_yuan"


class ReasonMissing(ProjectRefusal):
    """The deed needs a reason."""

    chinese = "请填写理由。"
    english = "Give a reason."
    field = "reason"


class GateClosed(ProjectRefusal):
    """What the next stage asks for is not there (PJ6)."""

    chinese = "不能转入“{stage}”：缺少{missing_zh}。"
    english = "The project cannot move to “{stage}” yet. Missing: {missing_en}."
    field = "stage"


class StageNotNext(ProjectRefusal):
    """Stages follow one another; others are reached by correction (PJ5)."""

    chinese = "“{former}”之后只能转入“{following}”或“终止”。如阶段登记有误，请使用“更正阶段”。"
    english = "After “{former}” comes “{following}” or “Stopped”. Use “Correct stage” where it was recorded wrongly."
    field = "stage"


class StageSame(ProjectRefusal):
    """The project is in that stage already."""

    chinese = "项目已处于“{stage}”阶段。"
    english = "The project is in the stage “{stage}” already."
    field = "stage"


class StageBeforeLast(ProjectRefusal):
    """A stage does not begin before the one it follows."""

    chinese = "转入日期 {day} 早于当前阶段的开始日期 {since}。"
    english = "{day} lies before the day on which the present stage began, {since}."
    field = "changed_on"


class MonthUnfit(ProjectRefusal):
    """A month is named by its first day and does not lie ahead."""

    chinese = "月份 {month} 尚未到来，不能登记。"
    english = "The month {month} has not come yet."
    field = "month"


class MonthEmpty(ProjectRefusal):
    """A month's record says something."""

    chinese = "请至少填写一项：形象进度或本月完成投资。"
    english = "Enter at least the image progress or the month's investment."
    field = "narrative"


class MonthNotDeclared(ProjectRefusal):
    """What was never declared cannot be verified."""

    chinese = "{month} 尚无申报，无法核验。"
    english = "Nothing was declared for {month}, so there is nothing to verify."
    field = "month"


class ClassOutsideYear(ProjectRefusal):
    """An annual class that the year's dates contradict."""

    chinese = "年份 {year} 不合理，应在 1990 至 2100 之间。"
    english = "The year {year} cannot be right; expected 1990 to 2100."
    field = "year"


class PlanFixed(ProjectRefusal):
    """What was issued with a batch changes with a reason only, by the office."""

    chinese = "{year} 年计划已随“{batch}”下达，调整须由下达单位说明理由。"
    english = "The plan of {year} was issued with “{batch}”; only the issuing office changes it, with a reason."
    field = "reason"


class PutOffByUnit(ProjectRefusal):
    """After issue a unit asks for a later planned date; the office approves it (PJ23)."""

    chinese = (
        "项目已下达，责任单位不能自行推后或清空“{label_zh}”（现为 {former}）。"
        "请在项目页“申请延期”，经督查部门批准后生效。"
    )
    english = (
        "The project is issued: its unit cannot put off or leave out “{label_en}” (now {former}) by itself. "
        "Ask for a later date on the project's page; it holds once the supervision office approves it."
    )


class BatchOfOtherLibrary(ProjectRefusal):
    """Batch and project belong to one jurisdiction."""

    chinese = "批次“{batch}”不属于项目所在的“{jurisdiction}”。"
    english = "The batch “{batch}” does not belong to “{jurisdiction}”, whose project this is."
    field = "batch"


class BatchNotIssued(ProjectRefusal):
    """A project is issued with a batch that is issued."""

    chinese = "批次“{batch}”尚未下达。"
    english = "The batch “{batch}” is not issued yet."
    field = "batch"


class DocumentOfPlanMissing(ProjectRefusal):
    """A plan is submitted with a paper's title or number."""

    chinese = "请填写报送文件的标题或文号。"
    english = "Enter the title or number of the paper with which the plan is submitted."
    field = "document"


class TaskOfOther(ProjectRefusal):
    """A task belongs to one project, of its own jurisdiction."""

    chinese = "任务 {task} 已关联其他项目，或不属于同一行政区域。"
    english = "Task {task} is tied to another project or belongs to another jurisdiction."
    field = "task"


class NotInThePlan(ProjectRefusal):
    """Only what the annual plan holds enters a batch."""

    chinese = "“{name}”当前为“{state}”，先列入年度计划再编入批次。"
    english = "“{name}” is “{state}”. Put it into the annual plan first, then into a batch."


class StandsInBatch(ProjectRefusal):
    """A project whose task stands in a batch follows that batch."""

    chinese = "项目 {number} 已编入“{batch}”，随批次一起核对、下达；需要移出的，请先从批次中移出。"
    english = "Project {number} stands in “{batch}” and is checked and issued with it. Take it out of the batch first."
    status = 409


class NotAProjectTask(ProjectRefusal):
    """A dossier is opened for open tasks that are carried out as projects."""

    chinese = "任务 {task} 不是在办的项目类任务，不能立项建档。"
    english = "Task {task} is no open task that is carried out as a project; no dossier is opened for it."
    field = "task"


class RowGone(ProjectRefusal):
    """A row of a child table that is no longer there."""

    chinese = "这一行已不存在，可能已被他人删除。请刷新页面。"
    english = "This row is gone; somebody may have removed it. Reload the page."
    status = 409


class FieldMissing(ProjectRefusal):
    """A row lacks what it needs."""

    chinese = "请填写“{label_zh}”。"
    english = "Enter “{label_en}”."


class FileRefused(ProjectRefusal):
    """A file of a kind or size that is not kept."""

    chinese = "“{name}”不能上传：{why_zh}"
    english = "“{name}” cannot be kept: {why_en}"
    field = "file"


class SectorNameMissing(ProjectRefusal):
    """A sector needs a name."""

    chinese = "请填写行业领域名称。"
    english = "Enter the sector's name."
    field = "name"


class SectorTwice(ProjectRefusal):
    """The library has a sector of that name."""

    chinese = "已有名为“{name}”的行业领域。"
    english = "There is a sector “{name}” already."
    field = "name"


class ShareUnfit(ProjectRefusal):
    """A share lies between 0 and 1."""

    chinese = "“{label_zh}”应在 0 至 100% 之间。"
    english = "“{label_en}” lies between 0 and 100%."


class RequirementUnknown(ProjectRefusal):
    """A gate asks for something that is in no list."""

    chinese = "关口条件“{value}”无法识别。"
    english = "The requirement “{value}” is not known."
    field = "requirements"


class GoalOfOther(ProjectRefusal):
    """Goals of a project belong to a plan of a jurisdiction at or above its own."""

    chinese = "目标“{goal}”不属于本级或上级的战略。"
    english = "The goal “{goal}” is no part of the strategy of this jurisdiction or one above it."
    field = "goals"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one row of many: its place as the sender names it, the field, and the refusal."""

    place: str
    field: str
    refusal: Refusal


class RowsInvalid(ProjectRefusal):
    """Rows of an import are wrong; nothing was stored."""

    chinese = "未写入：{count} 处需要更正。"
    english = "Nothing was stored: {count} things to correct."

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(count=len(self.problems))

    def message(self, language: str) -> str:
        """Name each place and what is wrong there."""
        lines = [f"{p.place}  {p.refusal.message(language)}" for p in self.problems]
        return "\n".join([super().message(language), *lines])


class Invalid(ProjectRefusal):
    """Several things are wrong with what was entered; each names its field."""

    chinese = "有 {count} 处需要更正。"
    english = "There are {count} things to correct."

    def __init__(self, problems: Sequence[Refusal]) -> None:
        self.problems = tuple(problems)
        super().__init__(count=len(self.problems))

    def message(self, language: str) -> str:
        """Say each in a line."""
        return "\n".join(problem.message(language) for problem in self.problems)


def refuse_all(problems: Sequence[Refusal]) -> None:
    """Raise what is wrong: one refusal as itself, several as Invalid."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise Invalid(problems)
