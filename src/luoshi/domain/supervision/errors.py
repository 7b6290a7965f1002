"""What supervision says when a rule forbids something."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal


class PackFaulty(Refusal):
    """A rule pack or ladder cannot be adopted while it has faults (LI3)."""

    chinese = "规则有 {count} 处问题，改正后才能启用。第一处（{place}）：{first_zh}"
    english = "The rules have {count} faults and cannot be adopted. The first, at {place}: {first_en}"


class ClockNotAhead(Refusal):
    """Nothing was computed for days to come (LA19)."""

    chinese = "没有超前于今天的亮灯和督办记录，无需处理；可能已由同事处理。"
    english = "Nothing was computed for days to come; a colleague may have put it right already."
    status = 409


class ExtensionTooLate(Refusal):
    """An extension is asked for before the deadline only (LA8)."""

    chinese = "延期须在期限届满前提出。原期限为 {deadline}，申请日为 {asked_on}，按原期限考核。"
    english = "Ask for an extension before the deadline. It was {deadline}, asked on {asked_on}; the old date judges."
    field = "wanted_deadline"


class ExtensionNotLater(Refusal):
    """The wanted date must lie after the present one (LA8)."""

    chinese = "新期限 {wanted} 须晚于现期限 {deadline}。"
    english = "The new date {wanted} must lie after the present one, {deadline}."
    field = "wanted_deadline"


class NoDeadlineToExtend(Refusal):
    """What has no deadline needs no extension (LA8)."""

    chinese = "该事项没有设定期限，无需延期。"
    english = "This matter has no deadline to extend."
    field = "wanted_deadline"


class DatesStillFree(Refusal):
    """Before issue the dates of a project are changed, not extended (LA8)."""

    chinese = "该项目尚未下达，计划日期可在项目填报中直接修改，无需申请延期。"
    english = "The project is not issued yet: change its planned dates in the dossier, there is nothing to extend."
    field = "wanted_deadline"


class AskForTheProject(Refusal):
    """A task that is carried out as a project is judged by the project's dates (LA8)."""

    chinese = "该任务按项目推进，按项目的计划日期考核。请在项目页申请延期。"
    english = "This task is carried out as a project and judged by its dates. Ask for a later date there."
    field = "wanted_deadline"


class StartAfterFinish(Refusal):
    """A project cannot start after its planned finish (LA8)."""

    chinese = "计划开工 {wanted} 晚于计划竣工 {finish}。请先申请竣工日期延期。"
    english = "The start {wanted} would lie after the planned finish, {finish}. Ask for a later finish first."
    field = "wanted_deadline"


class ExtensionTooFar(Refusal):
    """A date that no plan has (LA8)."""

    chinese = "新期限的年份 {year} 不合理，请核对。"
    english = "The year {year} of the new date cannot be right."
    field = "wanted_deadline"


class AppealTooLate(Refusal):
    """The days for an appeal are over (LA9)."""

    chinese = "申诉期限已于 {until} 届满。"
    english = "Appeals could be filed until {until}."


class AppealNotOpen(Refusal):
    """The appeal's state does not allow the deed (LA9)."""

    chinese = "申诉当前为“{state}”，不能“{deed}”。"
    english = "The appeal is now “{state}”; this is not open: {deed}."
    status = 409


class AppealAlreadyFiled(Refusal):
    """One appeal a step (LA9)."""

    chinese = "对这一措施已提出过申诉，每项措施只能申诉一次。"
    english = "An appeal against this step was filed already; each step can be appealed once."
    status = 409


class ReasonMissing(Refusal):
    """Holding, dropping, exempting and appealing need a reason (LA7)."""

    chinese = "请填写理由。"
    english = "Give the reason."
    field = "reason"


class EndBeforeStart(Refusal):
    """An exemption ends no earlier than it begins (LI5)."""

    chinese = "豁免的截止日期不能早于今天。"
    english = "An exemption cannot end before today."
    field = "ends_on"


class PackFixed(Refusal):
    """What is or was in force does not change; a copy does (LI8)."""

    chinese = "已启用过的规则不能再修改。请以它为底稿新建一份。"
    english = "Rules that have been in force do not change. Begin a new draft from them."
    status = 409


class StepNotOpen(Refusal):
    """The step went out, was answered or dropped meanwhile (LA7)."""

    chinese = "该步骤当前为“{state}”，不能再作此处理。"
    english = "The step is now “{state}”; this is no longer open."
    status = 409


class StepNoLongerDue(Refusal):
    """What set the step off is gone (LA2)."""

    chinese = "启动该步骤的情形已不存在，无需发出。"
    english = "What set this step off no longer stands; it need not go out."
    status = 409


class HoldEndsTooEarly(Refusal):
    """A step is held up to today or a later day (LA7)."""

    chinese = "暂缓的截止日期不能早于今天。"
    english = "A step cannot be held until a day before today."
    field = "held_until"


class ClosingIsDecided(Refusal):
    """The closing step goes out with the grade that the office decides (LA10)."""

    chinese = "销号须先评定等次，请在销号页面办理。"
    english = "Closing wants a grade: close the matter on its own page."
    status = 409


class AnswerMissing(Refusal):
    """An answer says something (LA4)."""

    chinese = "请填写答复内容。"
    english = "Say what you answer."
    field = "words"


class AnswerNotAsked(Refusal):
    """Each step says what answers it (LA4)."""

    chinese = "“{step}”不接受“{kind}”形式的答复。"
    english = "“{step}” is not answered by this: {kind}."
    field = "kind"


class AnswerTooLarge(Refusal):
    """A file has at most 20 MB."""

    chinese = "附件不能超过 20 MB。"
    english = "A file has at most 20 MB."
    field = "file"


class NothingToSupervise(Refusal):
    """Only what is issued and open is put under supervision (LA2)."""

    chinese = "只有已下达、尚未办结的任务或项目才能列入督办；以项目方式实施的任务，请在其项目页面列入。"
    english = "Only an issued, open task or project can be put under supervision; a project task by its project."
    status = 409


class MatterStillOpen(Refusal):
    """A matter is closed when its task or project is (LA12)."""

    chinese = "任务或项目尚未办结，不能销号。"
    english = "The task or project is not finished; the matter cannot be closed."
    status = 409


class MatterNotOpen(Refusal):
    """The matter's state does not allow the deed."""

    chinese = "该事项当前为“{state}”，不能作此处理。"
    english = "The matter is now “{state}”; this is not open."
    status = 409


class NoLadder(Refusal):
    """Nothing is supervised without a ladder in force (LA1)."""

    chinese = "本辖区尚未启用督办阶梯。"
    english = "No ladder is in force in this jurisdiction."
    status = 409


class PlaceUnknown(Refusal):
    """A letter's words hold named places only."""

    chinese = "没有名为“{place}”的位置。可用的有：{known}。"
    english = "There is no place named “{place}”. Known are: {known}."
    field = "body"


class InterviewIncomplete(Refusal):
    """An interview's record says who talked with whom about what."""

    chinese = "请填写约谈人、约谈对象和存在问题。"
    english = "Say who held the interview, with whom, and what the problems are."


class PromiseWithoutDay(Refusal):
    """A promise has words and a day to come."""

    chinese = "每项承诺须有内容，且期限不得早于约谈日。"
    english = "Each promise needs words and a date not before the interview."


class ExtensionNotWaiting(Refusal):
    """An extension is answered once (LA8)."""

    chinese = "该延期申请已作答复。"
    english = "This extension was answered already."
    status = 409


class ExtensionWaits(Refusal):
    """One wish for a later date at a time (LA8)."""

    chinese = "已有一份延期申请待审批。"
    english = "Another extension waits for its answer."
    status = 409
