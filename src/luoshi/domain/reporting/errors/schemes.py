"""What is refused of schemes, their periods and exceptions (RP1, RP2, RP7)."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal


class NameMissing(Refusal):
    """A scheme needs a name."""

    chinese = "请填写名称。"
    english = "Enter a name."
    field = "name"


class NameTaken(Refusal):
    """Names of schemes are used once."""

    chinese = "已有同名的填报制度“{name}”。"
    english = "There is a scheme named “{name}” already."
    field = "name"


class AskedTwice(Refusal):
    """Nothing is asked twice (RP1)."""

    chinese = "“{name}”已经要求填报同样的内容。同一事项只报一次，请先停用或调整原制度。"
    english = "“{name}” asks for the same already. Nothing is asked twice: switch that off or change it first."


class CoversNothing(Refusal):
    """A scheme covers tasks, projects or both."""

    chinese = "请选择填报任务、项目，或两者。"
    english = "Choose tasks, projects or both."


class ProjectsByMonth(Refusal):
    """Projects are reported by months or parts of months (RP1)."""

    chinese = "项目进展按月登记，含项目的填报制度应为月报、旬报或不跨月的自定日期。"
    english = "Projects are recorded by months: a scheme with projects runs by months, ten days or within months."
    field = "rhythm"


class ScheduleFaulty(Refusal):
    """A schedule has faults, each at its place."""

    chinese = "时间安排有误：{words_zh}"
    english = "The schedule has faults: {words_en}"
    field = "schedule"


class RhythmFixed(Refusal):
    """A scheme whose periods stand keeps its rhythm."""

    chinese = "已生成填报期，周期和填报内容不能再改。需要调整请停用后另建。"
    english = "Periods stand already, so rhythm and contents cannot change. Switch this one off and make another."
    field = "rhythm"


class PeriodStands(Refusal):
    """Own dates must still hold the periods that have opened (RP2)."""

    chinese = "“{period}”已经开始填报，起止日期不能更改或删除。"
    english = "{period} has opened already; its first and last day can neither change nor go."


class YearOutOfRange(Refusal):
    """Periods are placed for years near by."""

    chinese = "年份应在 {first} 至 {last} 之间。"
    english = "The year lies between {first} and {last}."
    field = "year"


class EndNotLater(Refusal):
    """An exception ends after the due day."""

    chinese = "延报期限应晚于原截止日 {due}。"
    english = "An exception must end after the due day, {due}."
    field = "until"


class EndTooFar(Refusal):
    """An exception that outlives the year after its period is none (RP7)."""

    chinese = "截止日最晚为 {last}，即到期后一年。"
    english = "The end may be {last} at the latest, a year after the due date."
    field = "until"


class UnitOwesNothing(Refusal):
    """An exception is for a unit of the jurisdiction."""

    chinese = "“{unit}”不在本级范围内。"
    english = "“{unit}” does not belong to this jurisdiction."
    field = "unit"
