"""What the instruments' actions say when a rule forbids them."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term


class OtherInstrument(Refusal):
    """The deed belongs to another instrument."""

    chinese = "任务 {number} 的落实方式是“{instrument}”，不能进行“{deed}”。"
    english = "Task {number} is carried out as “{instrument}”, so this does not apply: {deed}."
    status = 409


class InstrumentFixed(Refusal):
    """After issuing, the instrument stays (IN8)."""

    chinese = "任务已下达，落实方式不能再改。确需改变的，请撤销后另行下达。"
    english = "The task is issued, so its instrument stays. Withdraw it and issue another if it must change."
    field = "instrument"


class TooManySteps(Refusal):
    """More steps than anybody follows."""

    chinese = "一项任务最多编排 {limit} 个步骤，现有 {count} 个。"
    english = "A task may have {limit} steps; there are {count}."


class StepWithoutWords(Refusal):
    """A step says what is done."""

    chinese = "第 {place} 步：请填写步骤内容。"
    english = "Step {place}: say what is done."


class StepTooLong(Refusal):
    """A step is one line."""

    chinese = "第 {place} 步：最多 {limit} 字，现有 {length} 字。"
    english = "Step {place} may have {limit} characters; it has {length}."


class StepWithoutDay(Refusal):
    """A step has its day."""

    chinese = "第 {place} 步：请填写完成日期。"
    english = "Step {place}: enter the day by which it is done."


class StepsOutOfOrder(Refusal):
    """Steps follow one another in time (IN1)."""

    chinese = "第 {place} 步的日期 {due} 早于前面步骤的 {before}，请调整顺序或日期。"
    english = "Step {place} is due {due}, before an earlier step ({before}). Change the order or the day."


class StepAfterDeadline(Refusal):
    """A step ends within the task's deadline (IN1)."""

    chinese = "第 {place} 步的日期 {due} 晚于任务时限 {deadline}。"
    english = "Step {place} is due {due}, after the task's deadline {deadline}."


class DoneStepChanged(Refusal):
    """A done step stays as it is (IN1)."""

    chinese = "步骤“{title}”已完成，不能修改或删除。请先撤回完成。"
    english = "Step “{title}” is done and stays. Take its completion back first."


class StepStateOpen(Refusal):
    """The step is already so."""

    chinese = "步骤“{title}”的状态已变化，请刷新页面。"
    english = "Step “{title}” has changed meanwhile. Reload the page."
    status = 409


class EvidenceMissing(Refusal):
    """A done step is proved in words (IN1)."""

    chinese = "请写明完成情况和佐证。"
    english = "Say what was done and what proves it."
    field = "evidence"


class DayAhead(Refusal):
    """What was done does not lie ahead."""

    chinese = "日期不能晚于今天。"
    english = "The day cannot lie ahead."
    field = "day"


class DayTooEarly(Refusal):
    """What was done was done after the order."""

    chinese = "日期不能早于 {earliest}（任务下达日）。"
    english = "The day cannot be before {earliest}, when the task was issued."
    field = "day"


class StageNotNext(Refusal):
    """Stages follow one another (IN2)."""

    chinese = "政策目前处于“{former}”，不能直接登记“{stage}”。"
    english = "The policy is at “{former}”; “{stage}” cannot follow."
    field = "stage"
    status = 409


class StageTooEarly(Refusal):
    """A stage is not reached before the one before it (IN2)."""

    chinese = "日期不能早于上一环节的 {since}。"
    english = "The day cannot be before the stage before it ({since})."
    field = "day"


class StageWithoutWords(Refusal):
    """A stage is told in words (IN2)."""

    chinese = "请写明该环节的情况；不需要该环节的，写明理由。"
    english = "Say how this stage went, or why it was not needed."
    field = "note"


class PolicyNumberMissing(Refusal):
    """An issued policy has its document number (IN2)."""

    chinese = "登记印发时，请填写发文字号。"
    english = "Enter the document number under which it was issued."
    field = "document_number"


class ConvenorMissing(Refusal):
    """Somebody convenes a mechanism (IN3)."""

    chinese = "请选择召集单位。"
    english = "Choose the unit that convenes it."
    field = "convenor_unit"


class MembersMissing(Refusal):
    """A running mechanism has members (IN3)."""

    chinese = "请至少选择一个成员单位。"
    english = "Choose at least one member unit."
    field = "members"


class NextMeetingMissing(Refusal):
    """A running mechanism with a rhythm knows its next meeting (IN3)."""

    chinese = "机制已运行并定期开会，请填写下次会议日期。"
    english = "It runs and meets regularly: enter the day of the next meeting."
    field = "next_meeting_on"


class MechanismNotRunning(Refusal):
    """Only a running mechanism meets."""

    chinese = "机制目前为“{state}”，请先设定为“运行”。"
    english = "The mechanism is “{state}”. Set it running first."
    status = 409


class MeetingOnThatDay(Refusal):
    """One meeting a day."""

    chinese = "{day} 的会议已登记。"
    english = "A meeting on {day} is recorded already."
    field = "day"


class SubjectMissing(Refusal):
    """A meeting has a subject."""

    chinese = "请填写会议议题。"
    english = "Enter what the meeting was about."
    field = "subject"


class NobodyAttended(Refusal):
    """Somebody was there."""

    chinese = "请勾选到会单位。"
    english = "Tick the units that attended."
    field = "attended"


class NextBeforeLast(Refusal):
    """The next meeting follows the last."""

    chinese = "下次会议应晚于 {day}。"
    english = "The next meeting follows {day}."
    field = "next_meeting_on"


class CompletionNotReady(Refusal):
    """The instrument lacks what counts as done (IN6)."""

    chinese = "还不能报告办结：{lacking}。"
    english = "Completion cannot be reported yet; what is missing: {lacking}."
    field = "kind"

    def __init__(self, outstanding: Sequence[Term]) -> None:
        self.outstanding = tuple(outstanding)
        super().__init__(lacking="")

    def message(self, language: str) -> str:
        """Name what is missing."""
        words = self.chinese if language.startswith("zh") else self.english
        between = "、" if language.startswith("zh") else ", "
        return words.format(lacking=between.join(lack.label(language) for lack in self.outstanding))


class CitationIsGone(Refusal):
    """The citation was removed already."""

    chinese = "该出处已撤销，请刷新页面。"
    english = "This citation is gone already. Reload the page."
    status = 409
