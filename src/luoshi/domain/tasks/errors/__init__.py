"""What the task actions say when a rule forbids them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term


class StepNotOpen(Refusal):
    """The task's state does not allow the deed (T2)."""

    chinese = "任务 {number} 当前为“{state}”，不能进行“{deed}”。请刷新页面查看最新状态。"
    english = "Task {number} is now “{state}”, so this step is not open: {deed}. Reload to see where it stands."
    status = 409


class TitleMissing(Refusal):
    """A task needs a title."""

    chinese = "请填写任务内容。"
    english = "Enter what is to be done."
    field = "title"


class TextTooLong(Refusal):
    """A text is longer than its column."""

    chinese = "“{label_zh}”最多 {limit} 字，现有 {length} 字。"
    english = "“{label_en}” may have {limit} characters; it has {length}."

    def __init__(self, *, name: str, label_zh: str, label_en: str, limit: int, length: int) -> None:
        super().__init__(label_zh=label_zh, label_en=label_en, limit=limit, length=length)
        self.field = name  # type: ignore[misc]


class TargetIncomplete(Refusal):
    """A numeric target needs its indicator and comparator."""

    chinese = "填写目标值时，请同时填写指标名称和比较方式。"
    english = "A target value needs an indicator and how to compare with it."
    field = "target_value"


class LeadAlsoSupports(Refusal):
    """One unit cannot lead and support the same task."""

    chinese = "“{unit}”已是牵头单位，不必再列为配合单位。"
    english = "“{unit}” leads this task and cannot also support it."
    field = "supporting_units"


class UnitOutsideJurisdiction(Refusal):
    """Tasks go to units of the jurisdiction only (T4)."""

    chinese = "“{unit}”不属于“{jurisdiction}”，不能承办本级任务。"
    english = "“{unit}” does not belong to “{jurisdiction}” and cannot be given its tasks."
    field = "lead_unit"


class UnitInactive(Refusal):
    """Tasks go to units that exist."""

    chinese = "“{unit}”已停用，请另选单位。"
    english = "“{unit}” is no longer in use. Choose another unit."
    field = "lead_unit"


class LeadUnitMissing(Refusal):
    """An issued task keeps a lead unit."""

    chinese = "请选择牵头单位。"
    english = "Choose a lead unit."
    field = "lead_unit"


class LeadUnitUnchangeable(Refusal):
    """After issuing, the lead unit changes only by reassigning (T6)."""

    chinese = "任务已下达，更换牵头单位请使用“改派”。"
    english = "The task is issued. Use “Reassign” to give it to another unit."
    field = "lead_unit"


class ReasonMissing(Refusal):
    """The deed needs a reason."""

    chinese = "请填写理由。"
    english = "Give a reason."
    field = "reason"


class RemarkMissing(Refusal):
    """Sending back needs words."""

    chinese = "请写明退回重报的意见。"
    english = "Say what the unit has to change."
    field = "remark"


class NoteMissing(Refusal):
    """A report needs words."""

    chinese = "请填写办理情况。"
    english = "Describe what has been done."
    field = "note"


class PercentOutOfRange(Refusal):
    """Percentages lie between 0 and 100."""

    chinese = "完成进度应为 0 到 100 的整数。"
    english = "Progress is a whole number from 0 to 100."
    field = "percent"


class CompletionIsHundred(Refusal):
    """Completion means 100 %, declared and verified (T7)."""

    chinese = "办结对应的进度为 100%。未全部完成的，请报告进展或退回重报。"
    english = "Completion means 100%. If it is not all done, report progress or send the report back."
    field = "percent"


class ValueMissing(Refusal):
    """Completion of a task with a numeric target states the value reached (T7)."""

    chinese = "本任务有量化目标，报告办结时请填写完成值。"
    english = "This task has a numeric target: state the value reached."
    field = "value"


class NothingWaiting(Refusal):
    """The report was decided or set aside meanwhile."""

    chinese = "该报告已由{who}于{when}处理，结果为“{state}”。"
    english = "{who} dealt with this report at {when}: {state}."
    status = 409


class KeyTaken(Refusal):
    """A submission key belongs to another submission."""

    chinese = "这份表单已用于另一次提交，请刷新页面后重新填写。"
    english = "This form was already used for something else. Reload the page and submit again."
    status = 409


class AttachmentTypeRefused(Refusal):
    """Only office files, pictures and archives."""

    chinese = "“{name}”的文件类型不能上传。可上传：{allowed}。"
    english = "“{name}” is of a type that cannot be attached. Allowed: {allowed}."
    field = "attachments"


class AttachmentTooLarge(Refusal):
    """A file is over the limit."""

    chinese = "“{name}”为 {size_mb} MB，超过单个附件 {limit_mb} MB 的上限。"
    english = "“{name}” has {size_mb} MB; an attachment may have {limit_mb} MB."
    field = "attachments"


class AttachmentEmpty(Refusal):
    """A file has no content."""

    chinese = "“{name}”是空文件，请检查后重新选择。"
    english = "“{name}” is empty. Check it and choose it again."
    field = "attachments"


class TooManyAttachments(Refusal):
    """More files than a report may carry."""

    chinese = "一次最多上传 {limit} 个附件，现有 {count} 个。"
    english = "A report may carry {limit} attachments; there are {count}."
    field = "attachments"


class BatchNameMissing(Refusal):
    """A batch needs a name."""

    chinese = "请填写批次名称。"
    english = "Name the batch."
    field = "name"


class BatchAlreadyIssued(Refusal):
    """An issued batch is fixed (T5)."""

    chinese = "“{batch}”已下达，不能再改动。"
    english = "“{batch}” is issued and can no longer be changed."
    status = 409


class BatchEmpty(Refusal):
    """Nothing to issue."""

    chinese = "批次内没有任务，请先列入任务。"
    english = "The batch holds no tasks. Put some in first."


class BatchOfOtherJurisdiction(Refusal):
    """A batch holds tasks of its own jurisdiction."""

    chinese = "任务 {number} 不属于批次所在的“{jurisdiction}”。"
    english = "Task {number} does not belong to the batch's jurisdiction “{jurisdiction}”."


class InAnotherBatch(Refusal):
    """A task stands in one batch."""

    chinese = "任务 {number} 已列入“{batch}”，请先移出。"
    english = "Task {number} stands in “{batch}”. Take it out first."


class DocumentNumberMissing(Refusal):
    """Issuing needs the document number."""

    chinese = "请填写交办通知的发文字号。"
    english = "Enter the notice's document number."
    field = "document_number"


class IssueDateMissing(Refusal):
    """Issuing needs its date."""

    chinese = "请填写下达日期。"
    english = "Enter the date of issue."
    field = "issued_on"


class IssueDateAhead(Refusal):
    """A batch is not issued in the future."""

    chinese = "下达日期不能晚于今天。"
    english = "The date of issue cannot lie ahead."
    field = "issued_on"


@dataclass(frozen=True, slots=True)
class Lack:
    """What one task lacks before issue."""

    task_id: int
    number: str
    title: str
    missing: tuple[Term, ...]

    def sentence(self, language: str) -> str:
        """Say it in one line."""
        if language.startswith("zh"):
            return f"{self.number}《{self.title}》缺少{'、'.join(m.label(language) for m in self.missing)}"
        return f"{self.number} “{self.title}” lacks {', '.join(m.label(language) for m in self.missing)}"


class BatchNotReady(Refusal):
    """Some tasks lack what issuing needs; nothing was issued (T5)."""

    chinese = "批次未下达：{count} 项任务不完整。"
    english = "Nothing was issued: {count} tasks are incomplete."

    def __init__(self, lacks: Sequence[Lack]) -> None:
        self.lacks = tuple(lacks)
        super().__init__(count=len(self.lacks))

    def message(self, language: str) -> str:
        """Name each task and what it lacks."""
        return "\n".join([super().message(language), *(lack.sentence(language) for lack in self.lacks)])
