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
    CARRIED = "carried", "已结转", "Carried over"


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
    UNCITE = "uncite", "撤销出处", "Citation removed"
    PLAN_STEPS = "plan_steps", "编排步骤", "Steps planned"
    FINISH_STEP = "finish_step", "完成步骤", "Step done"
    REOPEN_STEP = "reopen_step", "撤回步骤完成", "Step taken up again"
    RECORD_STAGE = "record_stage", "登记政策环节", "Policy stage recorded"
    SET_MECHANISM = "set_mechanism", "设定机制", "Mechanism set up"
    HOLD_MEETING = "hold_meeting", "登记会议", "Meeting recorded"
    END_MECHANISM = "end_mechanism", "终止机制", "Mechanism ended"
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
    CARRY = "carry", "结转", "Carried over"


class BatchDeed(Term):
    """What can be done to a batch; the verbs of its history."""

    CREATE = "create", "新建批次", "Batch created"
    EDIT = "edit", "修改批次", "Batch edited"
    CHECK = "check", "核对批次", "Batch checked"
    APPROVE = "approve", "批准批次", "Batch approved"
    SEND_BACK = "send_back", "退回编制", "Batch sent back"
    ISSUE = "issue", "下达批次", "Batch issued"


class AnnualPlanDeed(Term):
    """What can be done to an annual plan; the verbs of its history."""

    CREATE = "create_plan", "编制年度计划", "Plan opened"
    EDIT = "edit_plan", "修改年度计划", "Plan edited"
    CHOOSE = "choose", "登记结转意见", "Choices for rolling forward saved"
    ROLL_FORWARD = "roll_forward", "滚动结转", "Rolled forward"


class CheckPoint(Term):
    """What is looked at before a batch is called checked (rule AP3)."""

    UNITS = "units", "牵头单位、配合单位职责对应，已与单位会商", "Units fit their duties and were heard"
    DEADLINES = "deadlines", "时限与文件要求一致，切实可行", "Deadlines agree with the documents and can be kept"
    TARGETS = "targets", "目标值、口径与文件一致", "Targets agree with the documents"
    SOURCES = "sources", "每项任务的出处准确", "Each task's source is right"
    DOUBLES = "doubles", "与已下达任务不重复", "Nothing doubles what is issued already"


class AnnualPlanState(Term):
    """Where an annual plan stands."""

    COMPILING = "compiling", "编制中", "Being compiled"
    RUNNING = "running", "执行中", "Running"
    CLOSED = "closed", "已结转", "Closed and rolled forward"


class RollForward(Term):
    """What becomes at year's end of what is unfinished (rule AP6)."""

    CARRY = "carry", "结转", "Carried over"
    REDATE = "redate", "结转并调整时限", "Carried over with a new date"
    DROP = "drop", "不再列入", "Dropped"
    FINISHED = "finished", "核验销号", "Finished"


class VersionKind(Term):
    """When a version of a plan was kept (rule AP9)."""

    ISSUE = "issue", "下达时", "At issue"
    ROLL_FORWARD = "roll_forward", "结转时", "At rolling forward"


class LineState(Term):
    """How a line of a plan stands in the later of two versions (rule AP10)."""

    ADDED = "added", "新增", "Added"
    REMOVED = "removed", "减少", "Removed"
    CHANGED = "changed", "调整", "Changed"
    SAME = "same", "未变", "Unchanged"


class PolicyStage(Term):
    """How far a policy has come (rule IN2), in this order."""

    DRAFT = "draft", "起草", "Being drafted"
    CONSULTATION = "consultation", "征求意见", "Consultation"
    LEGAL_REVIEW = "legal_review", "合法性审查", "Legal review"
    DECIDED = "decided", "审议决定", "Decided"
    ISSUED = "issued", "印发", "Issued"
    IN_FORCE = "in_force", "施行", "In force"
    REVIEWED = "reviewed", "评估", "Reviewed"


class MechanismState(Term):
    """Where a mechanism stands (rule IN3)."""

    SETTING_UP = "setting_up", "筹建", "Being set up"
    RUNNING = "running", "运行", "Running"
    ENDED = "ended", "终止", "Ended"


class MeetingRhythm(Term):
    """How often a mechanism meets (rule IN3)."""

    WEEKLY = "weekly", "每周", "Weekly"
    FORTNIGHTLY = "fortnightly", "每两周", "Every two weeks"
    MONTHLY = "monthly", "每月", "Monthly"
    QUARTERLY = "quarterly", "每季度", "Quarterly"
    HALF_YEARLY = "half_yearly", "每半年", "Every half year"
    YEARLY = "yearly", "每年", "Yearly"
    AS_NEEDED = "as_needed", "视需要", "As needed"


class Outstanding(Term):
    """What an instrument still lacks before its completion can be reported (rule IN6)."""

    STEPS = "steps", "尚有步骤未完成", "steps that are not done"
    POLICY_ISSUED = "policy_issued", "政策尚未印发（含发文字号和印发日期）", "the policy's issue, with number and date"
    MECHANISM_RUNNING = "mechanism_running", "机制尚未运行", "a running mechanism"
    MEETINGS = "meetings", "时限内的会议尚未开齐", "meetings due before the deadline"
    PROJECT_STARTED = "project_started", "项目尚未开工", "the project's start"
    PROJECT_COMPLETED = "project_completed", "项目尚未竣工", "the project's completion"


class ExtensionDeed(Term):
    """What was done about a later date; verbs of a task's history."""

    ASK = "ask_extension", "申请延期", "Extension asked for"
    ANSWER = "answer_extension", "审批延期", "Extension answered"


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
    MEETING = "meeting", "机制逾期未开会", "Mechanism's meeting overdue"
    RANGE = "range", "时限区间", "Date range"


class Waiting(Term):
    """What waits for somebody (rule T14)."""

    TO_SIGN = "to_sign", "待签收", "To sign for"
    SENT_BACK = "sent_back", "退回重报", "Reports sent back"
    TO_REPORT = "to_report", "待报告", "To report"
    TO_MEET = "to_meet", "机制逾期未开会", "Mechanisms that have not met"
    TO_VERIFY = "to_verify", "待核验", "To verify"
    RETURNED = "returned", "单位退回", "Returned by units"
    TO_COMPILE = "to_compile", "待编入批次", "Drafts in no batch"
