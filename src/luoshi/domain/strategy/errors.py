"""What strategy refuses, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.foundation.refusals import Refusal


class PlanNameMissing(Refusal):
    """A plan needs a name."""

    chinese = "请填写方案名称。"
    english = "Name the plan."
    field = "name"


class PlanDatesReversed(Refusal):
    """A plan ends before it begins."""

    chinese = "结束日期 {ends_on} 早于开始日期 {starts_on}。请核对起止日期。"
    english = "The plan would end on {ends_on}, before it begins on {starts_on}. Check both dates."
    field = "ends_on"


class PlanClosed(Refusal):
    """A superseded plan does not change any more (SG1)."""

    chinese = "《{plan}》已被替代，只能查看，不能再改动。"
    english = "“{plan}” is superseded: it can be looked at, not changed."
    status = 409


class PlanNotDraft(Refusal):
    """Only a draft is put in force or discarded."""

    chinese = "《{plan}》不在编制中，不能进行这一操作。"
    english = "“{plan}” is no draft; this cannot be done."
    status = 409


class PlanEmpty(Refusal):
    """A plan without goals is not put in force."""

    chinese = "《{plan}》还没有任何目标，不能开始执行。请先新增目标，或从文件生成。"
    english = "“{plan}” holds no goals and cannot be put in force. Add goals, or build it from a document."


class PlanHasLinks(Refusal):
    """A draft to which work is linked is not discarded."""

    chinese = "《{plan}》已关联 {count} 项任务或项目，不能放弃。请先取消关联。"
    english = "{count} tasks or projects are linked to “{plan}”, so it cannot be discarded. Unlink them first."
    status = 409


class PlanAlreadySucceeded(Refusal):
    """A plan has one successor (SG1)."""

    chinese = "《{plan}》已有接续方案《{successor}》。请直接修改该方案。"
    english = "“{plan}” has a successor already: “{successor}”. Work on that one."
    status = 409


class ForceDateAhead(Refusal):
    """A plan comes into force today or came into force before."""

    chinese = "开始执行的日期不能晚于今天。"
    english = "The day on which it comes into force cannot lie ahead."
    field = "in_force_on"


class ForceDateBeforeFormer(Refusal):
    """A plan follows the one before."""

    chinese = "开始执行的日期必须晚于原方案《{former}》的执行日期 {day}。"
    english = "It must come into force later than “{former}” did, on {day}."
    field = "in_force_on"


class DropReasonsMissing(Refusal):
    """Every goal of the former plan is carried over or dropped with a reason (SG3)."""

    chinese = "原方案有 {count} 个目标既未延续也没有写明不再列入的理由：{titles}。"
    english = "{count} goals of the former plan are neither carried over nor dropped with a reason: {titles}."

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(count=len(titles), titles="、".join(f"“{title}”" for title in titles))


class KindMissing(Refusal):
    """A goal needs a kind."""

    chinese = "请选择层级。"
    english = "Choose what kind of node it is."
    field = "kind"


class KindNameMissing(Refusal):
    """A kind needs its Chinese word."""

    chinese = "请填写层级名称。"
    english = "Enter the word for this kind of node."
    field = "chinese"


class KindTaken(Refusal):
    """The jurisdiction has this kind already."""

    chinese = "已有名为“{name}”的层级。"
    english = "There is a kind called “{name}” already."
    field = "chinese"


class KindInUse(Refusal):
    """A kind that goals bear is not removed."""

    chinese = "有 {count} 个目标使用“{name}”，不能删除；可以改名。"
    english = "{count} goals are of the kind “{name}”, so it cannot be removed. It can be renamed."
    status = 409


class GoalTitleMissing(Refusal):
    """A goal needs words."""

    chinese = "请填写目标内容。"
    english = "Enter the goal's words."
    field = "title"


class GoalTitleTooLong(Refusal):
    """A goal's words fit on a line."""

    chinese = "目标内容最多 {limit} 字，现有 {length} 字。"
    english = "A goal may have {limit} characters; this has {length}."
    field = "title"


class WeightWrong(Refusal):
    """Weights are above zero."""

    chinese = "权重应大于 0；不设权重请留空。"
    english = "A weight is more than 0; leave it empty for none."
    field = "weight"


class TwinSibling(Refusal):
    """Two siblings say the same."""

    chinese = "同一上级下已有“{title}”。"
    english = "“{title}” stands under the same parent already."
    field = "title"


class OtherPlan(Refusal):
    """A goal's parent and what it refers to stand in the same plan."""

    chinese = "“{title}”不在同一个方案中，或已移除。"
    english = "“{title}” does not stand in the same plan, or was removed."
    field = "parent"


class UnderReference(Refusal):
    """A reference shows what another goal holds; nothing hangs on it (SG4)."""

    chinese = "“{title}”是引用，下面不能再设目标、任务或项目。请加在被引用的目标下。"
    english = "“{title}” is a reference: nothing can hang below it. Put it below the goal referred to."
    field = "parent"


class ReferenceHolds(Refusal):
    """A goal with children or links cannot become a reference; a reference refers to a goal itself (SG4)."""

    chinese = "“{title}”本身就是引用，请直接引用它所指的目标。"
    english = "“{title}” is a reference itself: refer to the goal that it shows."
    field = "refers_to"


class GoalLoop(Refusal):
    """A way through parents and references leads back to its beginning (SG4). ``way`` names it node by node."""

    chinese = "不能这样设置，否则目标会形成循环：{way}。请另选上级或引用对象。"
    english = "This would lead back to itself: {way}. Choose another parent or another goal to refer to."
    field = "parent"

    def __init__(self, way: Sequence[str]) -> None:
        super().__init__(way=" → ".join(way))
        self.way = tuple(way)


class GoalRemoved(Refusal):
    """A removed goal does not change."""

    chinese = "“{title}”已移除，不能再改动。"
    english = "“{title}” was removed and cannot be changed."
    status = 409


class RemovalReasonMissing(Refusal):
    """Removing a goal from a plan in force, or one carried over from a former plan, needs a reason (SG3)."""

    chinese = "请写明移除的理由。"
    english = "Say why it is removed."
    field = "reason"


class StillReferred(Refusal):
    """A goal to which references point is not removed."""

    chinese = "“{title}”被引用于：{places}。请先移除这些引用。"
    english = "“{title}” is referred to under {places}. Remove those references first."
    status = 409


class AlreadyCarried(Refusal):
    """A goal is carried into its plan's successor once."""

    chinese = "“{title}”已延续到新方案。"
    english = "“{title}” has been carried over already."
    status = 409


class WorkOutsideJurisdiction(Refusal):
    """Tasks and projects serve goals of their own jurisdiction or of one above."""

    chinese = "“{title}”不属于“{jurisdiction}”及其下级，不能关联到这一目标。"
    english = "“{title}” belongs neither to {jurisdiction} nor below it, and cannot serve this goal."


class NothingChosen(Refusal):
    """A form that links was sent without a choice."""

    chinese = "请至少选择一项。"
    english = "Choose at least one."
