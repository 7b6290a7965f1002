"""What is refused of a whole return: its step, its period, lines that are left, reasons that are missing (RP6, RP7)."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal


class StepNotOpen(Refusal):
    """The return's state does not allow the deed (RP6)."""

    chinese = "{unit}“{period}”填报表当前为“{state}”，不能进行“{deed}”。请刷新页面查看最新状态。"
    english = "The return of {unit} for {period} is now “{state}”, so this is not open: {deed}. Reload to see it."
    status = 409


class PeriodNotOpen(Refusal):
    """The period has not opened, or the clock was set back (RP7)."""

    chinese = "“{period}”自 {opens} 起开放填报，现在还不能提交。填写的内容仍保留在本页。"
    english = "{period} opens at {opens}; nothing is taken before. What you wrote is still on this page."
    status = 409


class PeriodLocked(Refusal):
    """The period is closed for the unit (RP7)."""

    chinese = "“{period}”已于 {locked} 锁定，不再接收填报。确需补报，请向督查部门申请延报。"
    english = "{period} was locked at {locked} and takes nothing any more. Ask the office for an exception."
    status = 409


class LinesLeft(Refusal):
    """Every line is spoken on before the return is submitted (RP6)."""

    chinese = "还有 {count} 行没有填写：{first}。没有变化的行可以一键确认。"
    english = "{count} lines are still empty, such as {first}. Lines without change need one click."


class NothingOwed(Refusal):
    """An empty return is not handed in."""

    chinese = "这一期没有需要填报的任务或项目。"
    english = "Nothing is owed for this period."


class NothingToVerify(Refusal):
    """No line waits for a verdict."""

    chinese = "没有待核验的行。可能有同事已经核验。"
    english = "No line waits to be verified. A colleague may have done it."
    status = 409


class ReasonsMissing(Refusal):
    """A return is sent back with a reason at each line."""

    chinese = "请在要退回的行填写退回原因。"
    english = "Give a reason at each line that goes back."


class ReasonMissing(Refusal):
    """A reason is asked."""

    chinese = "请填写原因。"
    english = "Give the reason."
    field = "reason"
