"""What annual plans, their batches and rolling forward say when a rule forbids something."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term


class PlanNameMissing(Refusal):
    """A plan has a name."""

    chinese = "请填写年度计划名称。"
    english = "Name the plan."
    field = "name"


class PlanYearWrong(Refusal):
    """A plan is of a year near the present one."""

    chinese = "年度应在 {first} 到 {last} 之间。"
    english = "The year lies between {first} and {last}."
    field = "year"


class PlanExists(Refusal):
    """One plan a year (AP1)."""

    chinese = "{jurisdiction}{year}年度计划已经存在。"
    english = "{jurisdiction} has a plan of {year} already."
    field = "year"


class ApprovingUnitOutside(Refusal):
    """The approving unit belongs to the jurisdiction (AP3)."""

    chinese = "“{unit}”不属于“{jurisdiction}”，不能审批本级批次。"
    english = "“{unit}” does not belong to “{jurisdiction}” and cannot approve its batches."
    field = "approving_unit"


class BatchFixed(Refusal):
    """A batch that was checked or approved does not change (AP2)."""

    chinese = "“{batch}”{state}，其中任务不能改动。需要改动的，请先退回编制。"
    english = "“{batch}” is {state}, so its tasks do not change. Send it back to compiling first."
    status = 409


class BatchStepNotOpen(Refusal):
    """The batch's state does not allow the step (AP2)."""

    chinese = "“{batch}”当前为“{state}”，不能进行“{deed}”。请刷新页面查看最新状态。"
    english = "“{batch}” is now “{state}”, so this step is not open: {deed}. Reload to see where it stands."
    status = 409


class CheckIncomplete(Refusal):
    """Who compiled the batch confirms every point (AP3)."""

    chinese = "你是本批次的编制人，自行核对须逐项确认。未确认：{points}。"
    english = "You compiled this batch yourself, so every point needs confirming. Not confirmed: {points}."
    field = "points"

    def __init__(self, points: Sequence[Term]) -> None:
        self.points = tuple(points)
        super().__init__(points="")

    def message(self, language: str) -> str:
        """Name the points that are left."""
        words = self.chinese if language.startswith("zh") else self.english
        return words.format(points="；".join(point.label(language) for point in self.points))


class ChoiceNotOpen(Refusal):
    """The task's state does not allow the choice (AP6)."""

    chinese = "任务 {number} 当前为“{state}”，不能这样结转，请重新选择。"
    english = "Task {number} is now “{state}”, so this choice is not open. Choose again."


class NewDeadlineMissing(Refusal):
    """A new date lies in the year after (AP6)."""

    chinese = "任务 {number}：请填写新的时限，应在 {year} 年或以后。"
    english = "Task {number}: enter a new deadline, in {year} or later."


class NewDeadlineNotLater(Refusal):
    """A new date is later than the old one (AP6)."""

    chinese = "任务 {number}：新的时限应晚于原时限 {deadline}。"
    english = "Task {number}: the new deadline is later than the present one, {deadline}."


class ChoiceWithoutReason(Refusal):
    """Another date, or dropping, needs a reason (AP6)."""

    chinese = "任务 {number}：请填写理由。"
    english = "Task {number}: give a reason."


class RollForwardIncomplete(Refusal):
    """Every unfinished task needs its choice (AP6)."""

    chinese = "还有 {count} 项未完成任务没有选择去向，未作任何结转。"
    english = "{count} unfinished tasks have no choice yet. Nothing was rolled forward."


class NotThisYearsEnd(Refusal):
    """A plan is rolled forward from December of its year (AP6)."""

    chinese = "{year} 年度计划从 {year} 年 12 月起才能结转；可以先登记意见。"
    english = "The plan of {year} is rolled forward from December {year}; choices can be saved before."
