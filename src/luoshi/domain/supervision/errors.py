"""What supervision says when a rule forbids something."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term


class SupervisionRefusal(Refusal):
    """A refusal whose places may hold terms: they are said in the reader's language."""

    def message(self, language: str) -> str:
        """Give the words, terms translated."""
        words = self.chinese if language.startswith("zh") else self.english
        said = {k: v.label(language) if isinstance(v, Term) else v for k, v in self.params.items()}
        return words.format(**said)


class PackFaulty(SupervisionRefusal):
    """A rule pack or ladder cannot be adopted while it has faults (LI3)."""

    chinese = "规则有 {count} 处问题，改正后才能启用。第一处（{place}）：{first_zh}"
    english = "The rules have {count} faults and cannot be adopted. The first, at {place}: {first_en}"


class ExtensionTooLate(SupervisionRefusal):
    """An extension is asked for before the deadline only (LA8)."""

    chinese = "延期须在期限届满前提出。原期限为 {deadline}，申请日为 {asked_on}，按原期限考核。"
    english = "Ask for an extension before the deadline. It was {deadline}, asked on {asked_on}; the old date judges."
    field = "wanted_deadline"


class ExtensionNotLater(SupervisionRefusal):
    """The wanted date must lie after the present one (LA8)."""

    chinese = "新期限 {wanted} 须晚于现期限 {deadline}。"
    english = "The new date {wanted} must lie after the present one, {deadline}."
    field = "wanted_deadline"


class NoDeadlineToExtend(SupervisionRefusal):
    """What has no deadline needs no extension (LA8)."""

    chinese = "该事项没有设定期限，无需延期。"
    english = "This matter has no deadline to extend."
    field = "wanted_deadline"


class AppealTooLate(SupervisionRefusal):
    """The days for an appeal are over (LA9)."""

    chinese = "申诉期限已于 {until} 届满。"
    english = "Appeals could be filed until {until}."


class AppealNotOpen(SupervisionRefusal):
    """The appeal's state does not allow the deed (LA9)."""

    chinese = "申诉当前为“{state}”，不能“{deed}”。"
    english = "The appeal is now “{state}”; this is not open: {deed}."
    status = 409


class AppealAlreadyFiled(SupervisionRefusal):
    """One appeal a step (LA9)."""

    chinese = "对这一措施已提出过申诉，每项措施只能申诉一次。"
    english = "An appeal against this step was filed already; each step can be appealed once."
    status = 409


class ReasonMissing(SupervisionRefusal):
    """Holding, dropping, exempting and appealing need a reason (LA7)."""

    chinese = "请填写理由。"
    english = "Give the reason."
    field = "reason"


class EndBeforeStart(SupervisionRefusal):
    """An exemption ends no earlier than it begins (LI5)."""

    chinese = "豁免的截止日期不能早于今天。"
    english = "An exemption cannot end before today."
    field = "ends_on"


class PackFixed(SupervisionRefusal):
    """What is or was in force does not change; a copy does (LI8)."""

    chinese = "已启用过的规则不能再修改。请以它为底稿新建一份。"
    english = "Rules that have been in force do not change. Begin a new draft from them."
    status = 409
