"""What indicators refuse, in both languages."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal


class NameMissing(Refusal):
    """An indicator needs a name (ID1)."""

    chinese = "请填写指标名称。"
    english = "Enter the indicator's name."
    field = "name"


class MeasureMissing(Refusal):
    """An indicator needs its unit of measure (ID1)."""

    chinese = "请填写计量单位，例如 亿元、%、个。"
    english = "Enter the unit of measure, for example 亿元, % or 个."
    field = "measured_in"


class TextTooLong(Refusal):
    """A text is longer than its column."""

    chinese = "“{label_zh}”最多 {limit} 字，现有 {length} 字。"
    english = "“{label_en}” may have {limit} characters; it has {length}."


class NameTaken(Refusal):
    """The jurisdiction has an indicator of that name (ID1)."""

    chinese = "已有名为“{name}”的指标。同名指标请直接修改，不要重复建立。"
    english = "There is an indicator “{name}” already. Edit it instead of making another."
    field = "name"


class DirectionUnknown(Refusal):
    """Neither higher nor lower is better."""

    chinese = "“{value}”不是指标方向，应为：越高越好、越低越好。"
    english = "“{value}” is no direction: higher or lower is better."
    field = "direction"


class UnitOutside(Refusal):
    """Units of an indicator belong to its jurisdiction (ID2)."""

    chinese = "“{unit}”不属于“{jurisdiction}”。"
    english = "“{unit}” does not belong to “{jurisdiction}”."
    field = "unit"


class YearUnfit(Refusal):
    """A year that no plan has (ID2)."""

    chinese = "年份 {year} 不合理，应在 1990 至 2100 之间。"
    english = "The year {year} cannot be right; expected 1990 to 2100."
    field = "year"


class TargetUnfit(Refusal):
    """A figure that cannot be kept exactly (ID2)."""

    chinese = "目标值 {value} 过大，或小数超过四位。请核对计量单位。"
    english = "The target {value} is too large or has more than four decimals. Check the unit of measure."
    field = "target"


class TargetNotNumber(Refusal):
    """No number stands there."""

    chinese = "“{value}”不是数字。目标值只填数字，单位写在“计量单位”中。"
    english = "“{value}” is no number. Enter the figure alone; its unit is the unit of measure."
    field = "target"


class RowTwice(Refusal):
    """One unit has two targets for one year (ID2)."""

    chinese = "“{unit}”{year} 年的目标填写了两次。"
    english = "“{unit}” has two targets for {year}."
    field = "target"
