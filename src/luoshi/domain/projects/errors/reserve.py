"""What factor needs, problems, calls, targets and boundaries say when a rule forbids something."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal


class NeedStale(Refusal):
    """Somebody else changed it after the form was opened."""

    chinese = "在你填写期间内容已被修改。请核对最新内容后重新提交，你填写的文字仍保留在下方。"
    english = "This was changed while you were writing. Check it and submit again; your text is kept below."
    status = 409


class BlockerMissing(Refusal):
    """What is blocked says by what (FN2)."""

    chinese = "状态为“受阻”时，请写明受阻原因。"
    english = "Say what blocks it."
    field = "blocker"


class PaperMissing(Refusal):
    """What an authority granted has a document number (FN2)."""

    chinese = "“{kind}”已获批，请填写批复文号。"
    english = "“{kind}” is secured: enter the number of the document."
    field = "document_number"


class SecuredShort(Refusal):
    """Less was secured than is needed (FN2)."""

    chinese = "落实数量 {secured} 少于需求数量 {wanted}，不能标为已获批。"
    english = "{secured} is secured of {wanted} needed, so the need is not secured yet."
    field = "secured_quantity"


class MeasureMissing(Refusal):
    """A quantity says in what it is measured (FN1)."""

    chinese = "请填写数量的计量单位，如亩、万元、吨标准煤。"
    english = "Say in what the quantity is measured."
    field = "measured_in"


class AuthorityUnfit(Refusal):
    """An authority is a unit in use of the same tree (FN1)."""

    chinese = "所选保障单位不存在、已停用，或不在同一组织体系内。"
    english = "The authority does not exist, is no longer in use, or belongs to another tree."
    field = "authority"


class ProblemStepNotOpen(Refusal):
    """The problem's state does not allow the deed (PB2)."""

    chinese = "该问题当前为“{state}”，不能进行“{deed}”。请刷新页面查看最新状态。"
    english = "The problem is now “{state}”, so this step is not open: {deed}. Reload to see where it stands."
    status = 409


class EvidenceMissing(Refusal):
    """Solving needs evidence (PB4)."""

    chinese = "请写明解决情况，或上传佐证材料。"
    english = "Say how it was solved, or add a file that shows it."
    field = "result"


class ResponsibleMissing(Refusal):
    """A problem under way has a unit that solves it and a day (PB3)."""

    chinese = "请明确责任单位和解决时限。"
    english = "Name the unit that is to solve it and the day by which."
    field = "responsible_unit"


class DeadlinePast(Refusal):
    """A new deadline does not lie behind."""

    chinese = "解决时限 {day} 早于今天。"
    english = "The deadline {day} lies behind."
    field = "deadline"


class ClassUnfit(Refusal):
    """A class of problem of the jurisdiction's own list."""

    chinese = "所选问题类别不在本级清单中。"
    english = "The class is not on this jurisdiction's list."
    field = "problem_class"


class ClassTwice(Refusal):
    """The list has a class of that name."""

    chinese = "已有名为“{name}”的问题类别。"
    english = "There is a class “{name}” already."
    field = "name"


class ClassInUse(Refusal):
    """A class that problems have is not removed."""

    chinese = "“{name}”已有 {count} 个问题使用，不能删除，可改名。"
    english = "{count} problems have the class “{name}”; it can be renamed, not removed."
    field = "name"


class CriterionUnfit(Refusal):
    """A condition that cannot be read (OP1)."""

    chinese = "第 {row} 条条件不完整或无法识别：{why_zh}"
    english = "Condition {row} cannot be read: {why_en}"
    field = "criteria"


class CallNotOpen(Refusal):
    """The call's state does not allow the deed (OP4)."""

    chinese = "“{name}”当前为“{state}”，不能进行这一操作。"
    english = "“{name}” is now “{state}”, so this is not open."
    status = 409


class CallExpired(Refusal):
    """The day of closing is over (OP4)."""

    chinese = "“{name}”已于 {day} 截止申报。"
    english = "“{name}” closed on {day}."
    status = 409


class DoesNotFit(Refusal):
    """A project that lacks a condition is applied for with a reason only (OP5)."""

    chinese = "项目不符合：{lacks_zh}。如仍需申报，请在备注中说明理由。"
    english = "The project lacks: {lacks_en}. To apply all the same, say why in the remark."
    field = "remark"


class OutsideCall(Refusal):
    """A project answers calls of its own jurisdiction or one above it (OP5)."""

    chinese = "项目不属于“{jurisdiction}”，不能申报这一机会。"
    english = "The project does not belong to “{jurisdiction}” and cannot answer this call."
    field = "project"


class ApplicationStepNotOpen(Refusal):
    """The application's state does not allow the deed (OP6)."""

    chinese = "该申报当前为“{state}”，不能进行“{deed}”。"
    english = "The application is now “{state}”, so this step is not open: {deed}."
    status = 409


class AmountMissing(Refusal):
    """A sum of money above nothing is needed."""

    chinese = "请填写大于零的金额（万元）。"
    english = "Enter a sum above zero."
    field = "amount"


class MoreThanGranted(Refusal):
    """More came in than was granted (OP6)."""

    chinese = "累计到位 {received} 万元，超过获批的 {granted} 万元，请核对。"
    english = "{received} 万元 in all is more than the {granted} 万元 granted. Check the sum."
    field = "amount"


class CategoryMissing(Refusal):
    """Money goes to a category of funds (OP6)."""

    chinese = "请先在机会中填写资金类别，再登记资金到位。"
    english = "Give the call its category of funds first."
    field = "fund_category"


class TargetUnfit(Refusal):
    """A target of the reserve that cannot be (RQ2)."""

    chinese = "储备目标须大于零，倍数在 0.1 至 20 之间，年份在 1990 至 2100 之间。"
    english = "A target is above zero, its multiple between 0.1 and 20, its year between 1990 and 2100."
    field = "investment_wan_yuan"


class SharesExceed(Refusal):
    """Wanted shares add up to more than the whole (RQ3)."""

    chinese = "目标占比合计 {sum}，超过 100%。"
    english = "The wanted shares add up to {sum}, more than the whole."
    field = "shares"


class DaysUnfit(Refusal):
    """How long a project may stay in a stage (RQ5)."""

    chinese = "“{stage}”停留上限须在 1 至 3650 天之间。"
    english = "The limit for “{stage}” lies between 1 and 3,650 days."


class BoundariesUnfit(Refusal):
    """A file that holds no boundaries (MP1)."""

    chinese = "“{name}”不能作为边界数据：{why_zh}"
    english = "“{name}” cannot be used as boundaries: {why_en}"
    field = "file"
