"""What is refused on a line, at its field (RP6, RP10, RP11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.foundation.refusals import Refusal


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one line; ``line_id`` None speaks of a row that is no line."""

    line_id: int | None
    refusal: Refusal
    place: str = ""  # where it stands, in words: a sheet's row


class LinesRefused(Refusal):
    """Several lines cannot be taken; each names why."""

    chinese = "有 {count} 处需要修改，其余内容已保留。"
    english = "{count} places need to be changed; everything else is kept."

    def __init__(self, problems: Sequence[LineProblem]) -> None:
        super().__init__(count=len(problems))
        self.problems = tuple(problems)


class LineFixed(Refusal):
    """Only returned lines are asked again (RP6)."""

    chinese = "这一行没有被退回，不需要也不能再修改。"
    english = "This line was not returned, so it is not asked again and cannot be changed."
    status = 409


class LineStale(Refusal):
    """Someone of the same unit wrote on the line meanwhile (RP11)."""

    chinese = "{who} 已在你填写期间保存了这一行，对方填写的内容显示在下方，你的内容仍在输入框中。确认后再次保存即可。"
    english = (
        "{who} saved this line while you were writing. Theirs is shown below, "
        "yours is still in the fields: save again to keep yours."
    )
    status = 409


class NoteMissing(Refusal):
    """A changed task's line says what was done."""

    chinese = "请填写本期进展。"
    english = "Say what was done in this period."
    field = "note"


class PercentMissing(Refusal):
    """A task's line has a per cent."""

    chinese = "请填写进度。"
    english = "Enter the progress."
    field = "percent"


class SumMissing(Refusal):
    """A project's line has the period's sum."""

    chinese = "请填写本期完成投资；没有完成投资请填 0。"
    english = "Enter what was done in the period; 0 where nothing was."
    field = "wan_yuan"


class OwnValueMissing(Refusal):
    """A field of the office's own is asked as any other."""

    chinese = "请填写“{name}”。"
    english = "Enter “{name}”."


class NoteTooLong(Refusal):
    """A text is longer than its column."""

    chinese = "进展说明最多 {limit} 字，现有 {length} 字。"
    english = "The text may have {limit} characters; it has {length}."
    field = "note"


class PercentOutOfRange(Refusal):
    """Per cents run from 0 to 100."""

    chinese = "进度应为 0 至 100 的整数。"
    english = "Progress is a whole number from 0 to 100."
    field = "percent"


class NotANumber(Refusal):
    """A cell or field should hold a number (RP13)."""

    chinese = "“{text}”不是数字。请填 1234.5 这样的数字，不带别的单位。"
    english = "“{text}” is no number. Write one like 1234.5, without another unit."


class NegativeSum(Refusal):
    """Sums are not negative (RP10)."""

    chinese = "“{name_zh}”不能为负数。如需更正以前多报的数，请填写更正原因。"
    english = "“{name_en}” must not be negative. To correct what was declared too high before, give the reason."


class SumOutOfRange(Refusal):
    """A sum is finer than a fen or too large to be meant (RP10)."""

    chinese = "“{name_zh}”超出范围，或精确到了分以下。"
    english = "“{name_en}” is out of range or finer than a fen."


class ValueOutOfRange(Refusal):
    """An indicator's value is too large or too fine to be kept."""

    chinese = "指标值超出范围，或小数超过四位。"
    english = "The value is out of range or has more than four decimals."
    field = "value"


class BelowLastPeriod(Refusal):
    """A cumulative sum fell (RP10)."""

    chinese = "年内累计 {year} 万元，低于上期累计 {before} 万元。确需更正，请填写更正原因。"
    english = "{year} (10,000 yuan) this year is below the {before} of last period. If that is a correction, say why."
    field = "year_wan_yuan"


class DoesNotAddUp(Refusal):
    """The year's sum and the period's do not agree (RP10)."""

    chinese = "上期累计 {before} 万元加本期 {period} 万元为 {sum} 万元，与填报的年内累计 {year} 万元不符。"
    english = "{before} before and {period} in the period make {sum} (10,000 yuan), not {year}."
    field = "year_wan_yuan"


class NotOfATask(Refusal):
    """A task's line holds no sums of money."""

    chinese = "任务行不填投资数。"
    english = "A task's line holds no sums of money."


class NotOfAProject(Refusal):
    """A project's line holds no per cent."""

    chinese = "项目行不填进度百分比，进度由投资数计算。"
    english = "A project's line holds no per cent: it is computed from the sums."
    field = "percent"


class OwnFieldUnknown(Refusal):
    """The scheme does not ask that."""

    chinese = "本填报制度没有“{name}”这一项。"
    english = "This scheme does not ask for “{name}”."


class OwnValueTooLong(Refusal):
    """An answer is too long."""

    chinese = "“{name}”最多 {limit} 字。"
    english = "“{name}” may have {limit} characters."
