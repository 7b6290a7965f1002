"""What the reporting actions say when a rule forbids them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term


class ReportingRefusal(Refusal):
    """A refusal whose places may hold terms: they are said in the reader's language."""

    def message(self, language: str) -> str:
        """Give the words, terms translated."""
        words = self.chinese if language.startswith("zh") else self.english
        return words.format(**{k: v.label(language) if isinstance(v, Term) else v for k, v in self.params.items()})


class FieldRefusal(ReportingRefusal):
    """A refusal at a field that differs from case to case."""

    def __init__(self, *, at: str, **params: Any) -> None:
        super().__init__(**params)
        self.field = at  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one line; ``line_id`` None speaks of a row that is no line."""

    line_id: int | None
    refusal: Refusal
    place: str = ""  # where it stands, in words: a sheet's row


class LinesRefused(ReportingRefusal):
    """Several lines cannot be taken; each names why."""

    chinese = "有 {count} 处需要修改，其余内容已保留。"
    english = "{count} places need to be changed; everything else is kept."

    def __init__(self, problems: Sequence[LineProblem]) -> None:
        super().__init__(count=len(problems))
        self.problems = tuple(problems)


class StepNotOpen(ReportingRefusal):
    """The return's state does not allow the deed (RP6)."""

    chinese = "{unit}“{period}”填报表当前为“{state}”，不能进行“{deed}”。请刷新页面查看最新状态。"
    english = "The return of {unit} for {period} is now “{state}”, so this is not open: {deed}. Reload to see it."
    status = 409


class PeriodNotOpen(ReportingRefusal):
    """The period has not opened, or the clock was set back (RP7)."""

    chinese = "“{period}”自 {opens} 起开放填报，现在还不能提交。填写的内容仍保留在本页。"
    english = "{period} opens at {opens}; nothing is taken before. What you wrote is still on this page."
    status = 409


class PeriodLocked(ReportingRefusal):
    """The period is closed for the unit (RP7)."""

    chinese = "“{period}”已于 {locked} 锁定，不再接收填报。确需补报，请向督查部门申请延报。"
    english = "{period} was locked at {locked} and takes nothing any more. Ask the office for an exception."
    status = 409


class LineFixed(ReportingRefusal):
    """Only returned lines are asked again (RP6)."""

    chinese = "这一行没有被退回，不需要也不能再修改。"
    english = "This line was not returned, so it is not asked again and cannot be changed."
    status = 409


class LineStale(ReportingRefusal):
    """Someone of the same unit wrote on the line meanwhile (RP11)."""

    chinese = "{who} 已在你填写期间保存了这一行，对方填写的内容显示在下方，你的内容仍在输入框中。确认后再次保存即可。"
    english = (
        "{who} saved this line while you were writing. Theirs is shown below, "
        "yours is still in the fields: save again to keep yours."
    )
    status = 409


class NoteMissing(ReportingRefusal):
    """A changed task's line says what was done."""

    chinese = "请填写本期进展。"
    english = "Say what was done in this period."
    field = "note"


class PercentMissing(ReportingRefusal):
    """A task's line has a per cent."""

    chinese = "请填写进度。"
    english = "Enter the progress."
    field = "percent"


class SumMissing(ReportingRefusal):
    """A project's line has the period's sum."""

    chinese = "请填写本期完成投资；没有完成投资请填 0。"
    english = "Enter what was done in the period; 0 where nothing was."
    field = "wan_yuan"


class OwnValueMissing(FieldRefusal):
    """A field of the office's own is asked as any other."""

    chinese = "请填写“{name}”。"
    english = "Enter “{name}”."


class NoteTooLong(ReportingRefusal):
    """A text is longer than its column."""

    chinese = "进展说明最多 {limit} 字，现有 {length} 字。"
    english = "The text may have {limit} characters; it has {length}."
    field = "note"


class PercentOutOfRange(ReportingRefusal):
    """Per cents run from 0 to 100."""

    chinese = "进度应为 0 至 100 的整数。"
    english = "Progress is a whole number from 0 to 100."
    field = "percent"


class NotANumber(FieldRefusal):
    """A cell or field should hold a number (RP13)."""

    chinese = "“{text}”不是数字。"
    english = "“{text}” is no number."


class NegativeSum(FieldRefusal):
    """Sums are not negative (RP10)."""

    chinese = "“{name_zh}”不能为负数。如需更正以前多报的数，请填写更正原因。"
    english = "“{name_en}” must not be negative. To correct what was declared too high before, give the reason."


class SumOutOfRange(FieldRefusal):
    """A sum is finer than one yuan or too large to be meant."""

    chinese = "“{name_zh}”超出范围，或精确到了元以下。"
    english = "“{name_en}” is out of range or finer than one yuan."


class BelowLastPeriod(ReportingRefusal):
    """A cumulative sum fell (RP10)."""

    chinese = "年内累计 {year} 万元，低于上期累计 {before} 万元。确需更正，请填写更正原因。"
    english = "{year} (10,000 yuan) this year is below the {before} of last period. If that is a correction, say why."
    field = "year_wan_yuan"


class DoesNotAddUp(ReportingRefusal):
    """The year's sum and the period's do not agree (RP10)."""

    chinese = "上期累计 {before} 万元加本期 {period} 万元为 {sum} 万元，与填报的年内累计 {year} 万元不符。"
    english = "{before} before and {period} in the period make {sum} (10,000 yuan), not {year}."
    field = "year_wan_yuan"


class NotOfATask(FieldRefusal):
    """A task's line holds no sums of money."""

    chinese = "任务行不填投资数。"
    english = "A task's line holds no sums of money."


class NotOfAProject(ReportingRefusal):
    """A project's line holds no per cent."""

    chinese = "项目行不填进度百分比，进度由投资数计算。"
    english = "A project's line holds no per cent: it is computed from the sums."
    field = "percent"


class OwnFieldUnknown(FieldRefusal):
    """The scheme does not ask that."""

    chinese = "本填报制度没有“{name}”这一项。"
    english = "This scheme does not ask for “{name}”."


class OwnValueTooLong(FieldRefusal):
    """An answer is too long."""

    chinese = "“{name}”最多 {limit} 字。"
    english = "“{name}” may have {limit} characters."


class LinesLeft(ReportingRefusal):
    """Every line is spoken on before the return is submitted (RP6)."""

    chinese = "还有 {count} 行没有填写：{first}。没有变化的行可以一键确认。"
    english = "{count} lines are still empty, such as {first}. Lines without change need one click."


class NothingOwed(ReportingRefusal):
    """An empty return is not handed in."""

    chinese = "这一期没有需要填报的任务或项目。"
    english = "Nothing is owed for this period."


class NothingToVerify(ReportingRefusal):
    """No line waits for a verdict."""

    chinese = "没有待核验的行。可能有同事已经核验。"
    english = "No line waits to be verified. A colleague may have done it."
    status = 409


class ReasonsMissing(ReportingRefusal):
    """A return is sent back with a reason at each line."""

    chinese = "请在要退回的行填写退回原因。"
    english = "Give a reason at each line that goes back."


class ReasonMissing(ReportingRefusal):
    """A reason is asked."""

    chinese = "请填写原因。"
    english = "Give the reason."
    field = "reason"


class EndNotLater(ReportingRefusal):
    """An exception ends after the due day."""

    chinese = "延报期限应晚于原截止日 {due}。"
    english = "An exception must end after the due day, {due}."
    field = "until"


class UnitOwesNothing(ReportingRefusal):
    """An exception is for a unit of the jurisdiction."""

    chinese = "“{unit}”不在本级范围内。"
    english = "“{unit}” does not belong to this jurisdiction."
    field = "unit"


class NameMissing(ReportingRefusal):
    """A scheme needs a name."""

    chinese = "请填写名称。"
    english = "Enter a name."
    field = "name"


class NameTaken(ReportingRefusal):
    """Names of schemes are used once."""

    chinese = "已有同名的填报制度“{name}”。"
    english = "There is a scheme named “{name}” already."
    field = "name"


class AskedTwice(ReportingRefusal):
    """Nothing is asked twice (RP1)."""

    chinese = "“{name}”已经要求填报同样的内容。同一事项只报一次，请先停用或调整原制度。"
    english = "“{name}” asks for the same already. Nothing is asked twice: switch that off or change it first."


class CoversNothing(ReportingRefusal):
    """A scheme covers tasks, projects or both."""

    chinese = "请选择填报任务、项目，或两者。"
    english = "Choose tasks, projects or both."


class ProjectsByMonth(ReportingRefusal):
    """Projects are reported by months or parts of months (RP1)."""

    chinese = "项目进展按月登记，含项目的填报制度应为月报、旬报或不跨月的自定日期。"
    english = "Projects are recorded by months: a scheme with projects runs by months, ten days or within months."
    field = "rhythm"


class ScheduleFaulty(ReportingRefusal):
    """A schedule has faults, each at its place."""

    chinese = "时间安排有误：{words_zh}"
    english = "The schedule has faults: {words_en}"
    field = "schedule"


class RhythmFixed(ReportingRefusal):
    """A scheme whose periods stand keeps its rhythm."""

    chinese = "已生成填报期，周期和填报内容不能再改。需要调整请停用后另建。"
    english = "Periods stand already, so rhythm and contents cannot change. Switch this one off and make another."
    field = "rhythm"


class YearOutOfRange(ReportingRefusal):
    """Periods are placed for years near by."""

    chinese = "年份应在 {first} 至 {last} 之间。"
    english = "The year lies between {first} and {last}."
    field = "year"


class DisputeNotOpen(ReportingRefusal):
    """The dispute was answered or withdrawn."""

    chinese = "这一异议已{state}。"
    english = "This dispute is no longer open: {state}."
    status = 409


class NothingVerified(ReportingRefusal):
    """Only a verified figure can be disputed."""

    chinese = "该数值尚未核验，不能提出异议。"
    english = "This figure is not verified, so there is nothing to dispute."
    field = "figure"


class SameFigure(ReportingRefusal):
    """A dispute claims another figure than the verified one."""

    chinese = "主张的数值与核验值相同。"
    english = "The figure you claim is the verified one."
    field = "claimed"


class DisputeWaiting(ReportingRefusal):
    """One open dispute a figure."""

    chinese = "该数值已有待答复的异议。"
    english = "A dispute about this figure waits for its answer already."
    status = 409


class ClaimOutOfRange(ReportingRefusal):
    """A claimed figure must be one that could be verified."""

    chinese = "主张的数值超出范围。"
    english = "The figure you claim is out of range."
    field = "claimed"


class NotOurSheet(ReportingRefusal):
    """A file is not a sheet that was downloaded here (RP13)."""

    chinese = "这不是从本系统下载的填报表，或表头、隐藏的识别列已被修改。请重新下载后填写。"
    english = "This is no sheet downloaded here, or its heads or hidden keys were changed. Download it again."
    field = "file"


class AnotherReturnsSheet(ReportingRefusal):
    """A sheet belongs to another unit or period (RP13)."""

    chinese = "这张表属于“{unit}”“{period}”，不是本次填报。没有导入任何内容。"
    english = "This sheet is of {unit} for {period}, not this return. Nothing was taken."
    field = "file"


class RowWithoutKey(ReportingRefusal):
    """A row was added to the sheet, or its key is gone (RP13)."""

    chinese = "这一行没有识别码，是新增的行。任务和项目由督查部门下达，不能在表中增加。"
    english = "This row has no key: it was added. Tasks and projects are issued by the office, not added in the sheet."


class RowUnknown(ReportingRefusal):
    """A row's key was changed or is another's (RP13)."""

    chinese = "这一行的识别码不属于本填报表，可能被改动或来自别的单位。"
    english = "This row's key does not belong to this return: it was changed or comes from another unit."


class RowTwice(ReportingRefusal):
    """A row stands twice (RP13)."""

    chinese = "这一行与第 {other} 行是同一事项，请只保留一行。"
    english = "This row speaks of the same thing as row {other}; keep one."


class RowMoved(ReportingRefusal):
    """A row's key and name no longer belong together: part of the sheet was sorted (RP13)."""

    chinese = "这一行的名称与识别码对不上，表格可能只排序了一部分。应为“{name}”。"
    english = "This row's name does not fit its key; part of the sheet may have been sorted. It should be “{name}”."


class FileUnfit(FieldRefusal):
    """A file of evidence is not taken."""

    chinese = "文件“{name}”不能上传：{why_zh}"
    english = "The file “{name}” is not taken: {why_en}"


class TokenUnknown(ReportingRefusal):
    """A key for programs is unknown or revoked (RP16)."""

    chinese = "接口密钥无效或已停用。"
    english = "The key is unknown or revoked."
    status = 401


class CallUnreadable(ReportingRefusal):
    """A program's call is not of the documented form (RP16)."""

    chinese = "请求内容有误：{what}。"
    english = "The call is not of the documented form: {what}."
    status = 400
