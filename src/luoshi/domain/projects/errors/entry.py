"""What is wrong with a field of a project's dossier as it was entered."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal


class NameMissing(Refusal):
    """A project needs a name."""

    chinese = "请填写项目名称。"
    english = "Enter the project's name."
    field = "name"


class LeadUnitMissing(Refusal):
    """A project needs the unit that answers for it."""

    chinese = "请选择责任单位。"
    english = "Choose the unit that is responsible."
    field = "lead_unit"


class UnitOutsideLibrary(Refusal):
    """Units of a project belong to the library's jurisdiction."""

    chinese = "“{unit}”不属于“{jurisdiction}”，不能作为本级项目的单位。"
    english = "“{unit}” does not belong to “{jurisdiction}” and cannot take part in its projects."
    field = "lead_unit"


class UnitInactive(Refusal):
    """Units of a project are in use."""

    chinese = "“{unit}”已停用，请另选单位。"
    english = "“{unit}” is no longer in use. Choose another unit."
    field = "lead_unit"


class LeadUnitUnchangeable(Refusal):
    """After submission the responsible unit changes only by transfer."""

    chinese = "项目已报送入库，更换责任单位请使用“转办”。"
    english = "The project has been submitted. Use “Give to another department” to change the responsible unit."
    field = "lead_unit"


class TextTooLong(Refusal):
    """A text is longer than its column."""

    chinese = "“{label_zh}”最多 {limit} 字，现有 {length} 字。"
    english = "“{label_en}” may have {limit} characters; it has {length}."


class ChoiceUnknown(Refusal):
    """A value stands in no list of terms."""

    chinese = "“{label_zh}”没有“{value}”这一选项。请从列表中选择。"
    english = "“{label_en}” has no choice “{value}”. Choose one of the list."


class NotNegative(Refusal):
    """A sum of money cannot be less than nothing here."""

    chinese = "“{label_zh}”不能为负数。"
    english = "“{label_en}” cannot be less than nothing."


class SumTooLarge(Refusal):
    """A sum beyond what a library can hold."""

    chinese = "“{label_zh}”数额过大，或小于一分（万元后超过六位小数），请核对单位。"
    english = "“{label_en}” is too large or finer than a fen. Check the unit (10,000 yuan)."


class EntryBeforeStart(Refusal):
    """A project enters the statistics once it has begun."""

    chinese = "填写入统日期前，请先填写实际开工日期。"
    english = "Enter the actual start before the day of entry in the statistics."
    field = "entered_on"


class EntryNotDeclared(Refusal):
    """There is no entry to verify."""

    chinese = "责任单位尚未填报入统日期，无法核验。"
    english = "The unit has not declared an entry in the statistics, so there is nothing to verify."


class DatesOutOfOrder(Refusal):
    """What comes first lies after what follows."""

    chinese = "“{later_zh}”（{later}）早于“{earlier_zh}”（{earlier}）。请核对日期。"
    english = "“{later_en}” ({later}) lies before “{earlier_en}” ({earlier}). Check the dates."


class DateAhead(Refusal):
    """What has happened does not lie ahead."""

    chinese = "“{label_zh}”（{day}）晚于今天。实际日期只能填写已经发生的。"
    english = "“{label_en}” ({day}) lies ahead. Actual dates are those that have come."


class DateOutOfRange(Refusal):
    """A year that no project has."""

    chinese = "“{label_zh}”的年份 {year} 不合理，应在 1990 至 2100 之间。"
    english = "The year {year} of “{label_en}” cannot be right; expected 1990 to 2100."


class YearsDoNotAddUp(Refusal):
    """The yearly investments differ from the total (MO7)."""

    chinese = "各年度投资合计 {sum} 万元，与总投资 {total} 万元相差 {difference} 万元。请核对各年度数或总投资。"
    english = "The years add up to {sum} 万元; the total is {total} 万元, a difference of {difference} 万元."
    field = "investment_by_year"


class YearTwice(Refusal):
    """One year stands twice."""

    chinese = "{year} 年填写了两次。"
    english = "The year {year} stands twice."
    field = "investment_by_year"


class YearsBeforeTotal(Refusal):
    """Yearly investments without a total."""

    chinese = "已填写分年度投资，请同时填写总投资。"
    english = "There are yearly investments; enter the total investment as well."
    field = "total_wan_yuan"


class TotalsDifferWithoutReason(Refusal):
    """The two totals differ and nobody said why (PJ8)."""

    chinese = "责任制总投资 {total} 万元与实际总投资 {actual} 万元不一致，请说明原因。"
    english = "The total of {total} 万元 and the actual total of {actual} 万元 differ. Say why."
    field = "total_difference_reason"


class CodeRefused(Refusal):
    """A code is wrong in form or check digit."""

    chinese = "{reason_zh}"
    english = "{reason_en}"


class CodeTaken(Refusal):
    """Another project of the library has the code."""

    chinese = "项目代码 {code} 已被项目 {number}《{name}》使用。"
    english = "Project code {code} belongs to project {number}, “{name}”."
    field = "national_code"


class CodeTwice(Refusal):
    """Two rows of one import have one code."""

    chinese = "项目代码 {code} 与 {place} 重复。"
    english = "Project code {code} stands at {place} too."
    field = "national_code"


class PlaceIncomplete(Refusal):
    """A point has two coordinates, within the range of the earth."""

    chinese = "请同时填写经度（-180 至 180）和纬度（-90 至 90），或都不填。"
    english = "Enter both longitude (-180 to 180) and latitude (-90 to 90), or neither."
    field = "longitude"


class SectorUnknown(Refusal):
    """A sector that the library does not have, or no longer."""

    chinese = "所选行业领域不存在或已停用，请重新选择。"
    english = "The sector does not exist or is no longer in use. Choose another."
    field = "sector"


class ParentUnfit(Refusal):
    """A parent is another project of the same library that has no parent itself."""

    chinese = "上级项目须为同一储备库中的总项目，且不能是本项目。"
    english = "The parent must be another project of the same library that is not itself a part."
    field = "parent"


class RowGone(Refusal):
    """A row of a child table that is no longer there."""

    chinese = "这一行已不存在，可能已被他人删除。请刷新页面。"
    english = "This row is gone; somebody may have removed it. Reload the page."
    status = 409


class FieldMissing(Refusal):
    """A row lacks what it needs."""

    chinese = "请填写“{label_zh}”。"
    english = "Enter “{label_en}”."


class FileRefused(Refusal):
    """A file of a kind or size that is not kept."""

    chinese = "“{name}”不能上传：{why_zh}"
    english = "“{name}” cannot be kept: {why_en}"
    field = "file"


class SectorNameMissing(Refusal):
    """A sector needs a name."""

    chinese = "请填写行业领域名称。"
    english = "Enter the sector's name."
    field = "name"


class SectorTwice(Refusal):
    """The library has a sector of that name."""

    chinese = "已有名为“{name}”的行业领域。"
    english = "There is a sector “{name}” already."
    field = "name"


class ShareUnfit(Refusal):
    """A share lies between 0 and 1."""

    chinese = "“{label_zh}”应在 0 至 100% 之间。"
    english = "“{label_en}” lies between 0 and 100%."


class RequirementUnknown(Refusal):
    """A gate asks for something that is in no list."""

    chinese = "关口条件“{value}”无法识别。"
    english = "The requirement “{value}” is not known."
    field = "requirements"


class GoalOfOther(Refusal):
    """Goals of a project belong to a plan of a jurisdiction at or above its own."""

    chinese = "目标“{goal}”不属于本级或上级的战略。"
    english = "The goal “{goal}” is no part of the strategy of this jurisdiction or one above it."
    field = "goals"
