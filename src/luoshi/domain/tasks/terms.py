"""States, kinds and deeds of tasks, batches, assignments and reports."""

from luoshi.foundation.terms import Term


class Instrument(Term):
    """The four ways a commitment is carried out (项目化、事项化、政策化、机制化)."""

    PROJECT = "project", "项目", "Project"
    ITEM = "item", "事项", "Item"
    POLICY = "policy", "政策", "Policy"
    MECHANISM = "mechanism", "机制", "Mechanism"


class TaskState(Term):
    """Where a task stands (rule T1)."""

    DRAFT = "draft", "待下达", "Draft"
    ISSUED = "issued", "待签收", "Waiting for signature"
    RETURNED = "returned", "已退回", "Returned by unit"
    HANDLING = "handling", "办理中", "In progress"
    COMPLETION_REPORTED = "completion_reported", "待销号", "Completion reported"
    CLOSED = "closed", "已销号", "Closed"
    WITHDRAWN = "withdrawn", "已撤销", "Withdrawn"


class BatchState(Term):
    """A batch is compiled, checked, approved, then issued."""

    COMPILING = "compiling", "编制中", "Being compiled"
    CHECKED = "checked", "已核对", "Checked"
    APPROVED = "approved", "已批准", "Approved"
    ISSUED = "issued", "已下达", "Issued"


class Part(Term):
    """A unit's part in a task."""

    LEAD = "lead", "牵头", "Lead"
    SUPPORT = "support", "配合", "Supporting"


class AssignmentState(Term):
    """What the lead unit answered to one issuing of a task. Replaced: the office gave it elsewhere before an answer."""

    WAITING = "waiting", "待签收", "Waiting"
    SIGNED = "signed", "已签收", "Signed"
    RETURNED = "returned", "已退回", "Returned"
    REPLACED = "replaced", "已改派", "Replaced"


class ReportKind(Term):
    """What a unit reports. Notes come from supporting units and are not verified (rule T8)."""

    PROGRESS = "progress", "进展", "Progress"
    COMPLETION = "completion", "办结", "Completion"
    NOTE = "note", "配合情况", "Supporting note"


class ReportState(Term):
    """What the office made of a report. Set aside: a later report or step took its place (rule T7)."""

    WAITING = "waiting", "待核验", "Waiting"
    VERIFIED = "verified", "已核验", "Verified"
    SENT_BACK = "sent_back", "退回重报", "Sent back"
    SET_ASIDE = "set_aside", "不再核验", "Set aside"
    NOTED = "noted", "已记录", "Noted"


class Comparator(Term):
    """How a value relates to its target."""

    AT_LEAST = ">=", "不低于", "at least"
    AT_MOST = "<=", "不高于", "at most"
    EXACTLY = "=", "为", "exactly"
    ABOUT = "~", "左右", "about"
    RANK = "rank", "位次", "rank"


class Lateness(Term):
    """How a task stands against its deadline (rule T9)."""

    IN_TIME = "in_time", "未到期", "In time"
    DUE_SOON = "due_soon", "临期", "Due soon"
    LATE = "late", "逾期", "Late"
    DONE_IN_TIME = "done_in_time", "按期办结", "Done in time"
    DONE_LATE = "done_late", "逾期办结", "Done late"


class Deed(Term):
    """What can be done to a task; the verbs of its history (rule T2)."""

    CREATE = "create", "新建任务", "Created"
    EDIT = "edit", "修改", "Edited"
    CITE = "cite", "增加出处", "Citation added"
    COMPILE = "compile", "列入批次", "Put into a batch"
    TAKE_OUT = "take_out", "移出批次", "Taken out of the batch"
    ISSUE = "issue", "下达", "Issued"
    SIGN = "sign", "签收", "Signed for"
    RETURN = "return", "退回", "Returned by unit"
    REASSIGN = "reassign", "改派", "Reassigned"
    REISSUE = "reissue", "重新下达", "Issued again"
    REPORT_PROGRESS = "report_progress", "报告进展", "Progress reported"
    REPORT_COMPLETION = "report_completion", "报告办结", "Completion reported"
    NOTE = "note", "填写配合情况", "Supporting note added"
    VERIFY = "verify", "核验通过", "Report verified"
    SEND_BACK = "send_back", "退回重报", "Report sent back"
    WITHDRAW = "withdraw", "撤销", "Withdrawn"
    RESTORE = "restore", "恢复", "Restored"
    REOPEN = "reopen", "重启办理", "Reopened"


class BatchDeed(Term):
    """What can be done to a batch; the verbs of its history."""

    CREATE = "create", "新建批次", "Batch created"
    EDIT = "edit", "修改批次", "Batch edited"
    ISSUE = "issue", "下达批次", "Batch issued"


class PlanState(Term):
    """Where an annual plan stands."""

    COMPILING = "compiling", "编制中", "Being compiled"
    RUNNING = "running", "执行中", "Running"
    CLOSED = "closed", "已结转", "Closed and rolled forward"


class RollForward(Term):
    """What becomes at year's end of what is unfinished."""

    CARRY = "carry", "结转", "Carried over"
    REDATE = "redate", "调整时限", "Re-dated"
    DROP = "drop", "不再列入", "Dropped"
    FINISHED = "finished", "已完成", "Finished"


class ExtensionState(Term):
    """What the office answered to a wish for a later date."""

    WAITING = "waiting", "待审批", "Waiting"
    APPROVED = "approved", "已批准", "Approved"
    REFUSED = "refused", "未批准", "Refused"


class Missing(Term):
    """What a task lacks before it can be issued (rule T5)."""

    LEAD_UNIT = "lead_unit", "牵头单位", "a lead unit"
    ACTIVE_LEAD_UNIT = "active_lead_unit", "在用的牵头单位（原单位已停用）", "a lead unit that still exists"
    DEADLINE = "deadline", "办结时限（或不设时限的理由）", "a deadline (or why there is none)"


class Window(Term):
    """Which deadlines a list shows."""

    LATE = "late", "已逾期", "Late"
    SOON = "soon", "七日内到期", "Due within 7 days"
    WEEK = "week", "本周到期", "Due this week"
    MONTH = "month", "本月到期", "Due this month"
    NONE = "none", "未设时限", "No deadline"
    RANGE = "range", "时限区间", "Date range"


class Waiting(Term):
    """What waits for somebody (rule T14)."""

    TO_SIGN = "to_sign", "待签收", "To sign for"
    SENT_BACK = "sent_back", "退回重报", "Reports sent back"
    TO_REPORT = "to_report", "待报告", "To report"
    TO_VERIFY = "to_verify", "待核验", "To verify"
    RETURNED = "returned", "单位退回", "Returned by units"
    TO_COMPILE = "to_compile", "待编入批次", "Drafts in no batch"
