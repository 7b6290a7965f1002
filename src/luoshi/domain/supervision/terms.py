"""Lights, measures, rungs of the ladder, answers, appeals and grades."""

from luoshi.foundation.terms import Term


class Tone(Term):
    """The look of a light. Packs name their lights themselves; pages know these tones."""

    NONE = "none", "未亮灯", "Not lit"
    GREEN = "green", "绿灯", "Green"
    BLUE = "blue", "蓝灯", "Blue"
    YELLOW = "yellow", "黄灯", "Yellow"
    ORANGE = "orange", "橙灯", "Orange"
    RED = "red", "红灯", "Red"


class LightWay(Term):
    """Which way a light changed (rule LI10)."""

    WORSE = "worse", "变差", "Got worse"
    BETTER = "better", "变好", "Got better"


class Measure(Term):
    """What a rule of lights measures (rule LI2)."""

    PP_GAP = "pp_gap", "落后序时进度", "points behind time-proportional progress"
    RELATIVE_SHORTFALL = "relative_shortfall", "低于序时应完成额", "short of what was due by now"
    PLAN_RATIO = "plan_ratio", "年度计划完成率", "share of the plan done"
    PERIOD_RATIO = "period_ratio", "本期计划完成率", "share of the period's plan done"
    DAYS_LATE = "days_late", "逾期", "days late"
    MONTHS_NOT_STARTED = "months_not_started", "应开未开", "months not started"
    MONTHS_WITHOUT_ENTRY = "months_without_entry", "开工未入统", "months without statistical entry"
    PERIODS_BEHIND = "periods_behind", "连续未达序时", "periods running behind"


class Preference(Term):
    """Which light counts where several rules of a pack speak (rule LI6)."""

    WORST = "worst", "取最差的灯", "the worst light"
    FIRST = "first", "取最先判定的灯", "the first rule that applies"


class StepKind(Term):
    """Rungs of the ladder, the mildest first (rule LA1)."""

    REMINDER = "reminder", "提醒", "Reminder"
    ORDER = "order", "交办", "Order"
    CHASE = "chase", "催办", "Chase"
    SUPERVISION_LETTER = "supervision_letter", "督办函", "Supervision letter"
    BULLETIN = "bulletin", "通报", "Bulletin"
    INTERVIEW = "interview", "约谈", "Interview"
    NO_HONOURS = "no_honours", "取消评优资格", "No honours this year"
    ACCOUNTABILITY = "accountability", "提请问责", "Referred for accountability"
    CLOSING = "closing", "销号", "Closing"


class Party(Term):
    """Who must act, or whom a step goes to (rule LA3)."""

    OFFICE = "office", "督查机构", "Supervision office"
    LEAD_UNIT = "lead_unit", "牵头单位", "Lead unit"
    UNIT_LEADER = "unit_leader", "单位主要负责人", "Head of the unit"
    PROJECT_HEAD = "project_head", "项目负责人", "Head of the project"
    AUTHORITY_HEAD = "authority_head", "主管部门负责人", "Head of the authority in charge"
    SUPERVISING_LEADER = "supervising_leader", "分管领导", "Leader in charge"
    TOP_LEADER = "top_leader", "主要领导", "Top leader"


class TriggerKind(Term):
    """What sets off a step (rule LA2)."""

    REGISTERED = "registered", "已立项", "the matter was registered"
    LIGHT = "light", "亮灯", "a light"
    LIGHT_RUN = "light_run", "连续亮灯", "a light several periods running"
    DUE_WITHIN = "due_within", "临近期限", "the deadline is near"
    OVERDUE = "overdue", "逾期", "past the deadline"
    UNANSWERED = "unanswered", "上一步未答复", "no answer to an earlier step"
    NOT_DONE = "not_done", "节点未完成", "a node not reached in time"
    OVERDUE_TIMES = "overdue_times", "累计逾期", "times overdue"
    SENT_BACK = "sent_back", "办理质量不合格", "work sent back"
    CLOSED = "closed", "已办结", "the matter was closed"


class MatterNode(Term):
    """What a matter reaches on its way, for clocks that run from its beginning (rule LA2)."""

    ARRANGED = "arranged", "安排部署", "Arranged"
    REPORTED = "reported", "报送进展", "First report"
    SETTLED = "settled", "办结", "Settled"


class ClockUnit(Term):
    """What a clock counts."""

    DAYS = "days", "日", "days"
    WORKING_DAYS = "working_days", "个工作日", "working days"
    MONTHS = "months", "个月", "months"


class AnswerKind(Term):
    """What counts as an answer to a step (rule LA4)."""

    SIGNED = "signed", "签收", "Signed for"
    REPORT = "report", "报送进展", "Progress reported"
    PLAN = "plan", "报送整改方案", "Plan for making good"
    VERIFIED = "verified", "进展经核验", "Progress verified"
    RECORD = "record", "约谈记录", "Record of the interview"
    COMPLETION = "completion", "报送办结", "Completion reported"


class Urgency(Term):
    """How a matter is ranked when it is registered (rule LA6)."""

    ORDINARY = "ordinary", "一般", "Ordinary"
    MAJOR = "major", "重大", "Major"
    URGENT = "urgent", "紧急", "Urgent"


class Complexity(Term):
    """How long a matter may take (rule LA2)."""

    SIMPLE = "simple", "一般事项", "Ordinary matter"
    COMPLEX = "complex", "复杂事项", "Complex matter"


class StepState(Term):
    """What became of a step that was due (rule LA7)."""

    TAKEN = "taken", "已执行", "Taken"
    HELD = "held", "暂缓", "Held"
    DROPPED = "dropped", "不再执行", "Dropped"


class AppealState(Term):
    """Where an appeal against a step stands (rule LA9)."""

    FILED = "filed", "已申诉，待处理", "Filed"
    UPHELD = "upheld", "申诉成立，措施撤销", "Upheld, the step is withdrawn"
    REJECTED = "rejected", "申诉不成立", "Rejected, the step stands"
    TAKEN_BACK = "taken_back", "已撤回申诉", "Taken back"


class AppealDeed(Term):
    """What can be done to an appeal (rule LA9)."""

    FILE = "file", "提出申诉", "File"
    UPHOLD = "uphold", "认定成立", "Uphold"
    REJECT = "reject", "认定不成立", "Reject"
    TAKE_BACK = "take_back", "撤回", "Take back"


class ClosingGrade(Term):
    """The grade with which a matter is closed, the best first (rule LA10)."""

    EXCELLENT = "excellent", "优秀", "Excellent"
    GOOD = "good", "良好", "Good"
    PASSED = "passed", "合格", "Passed"
    FAILED = "failed", "不合格", "Failed"


class RuleState(Term):
    """Whether a jurisdiction's pack or ladder is in force."""

    DRAFT = "draft", "草稿", "Draft"
    ADOPTED = "adopted", "执行中", "In force"
    RETIRED = "retired", "已停用", "Retired"


class MatterState(Term):
    """Whether a matter is under supervision."""

    OPEN = "open", "督办中", "Under supervision"
    CLOSED = "closed", "已销号", "Closed"


class StepRunState(Term):
    """Where a step stands, from the plan to the answer."""

    PLANNED = "planned", "待发出", "To go out"
    HELD = "held", "暂缓", "Held"
    TAKEN = "taken", "已发出", "Gone out"
    ANSWERED = "answered", "已答复", "Answered"
    DROPPED = "dropped", "不再执行", "Dropped"


class SupervisionVerb(Term):
    """What was done in supervision, as the history says it."""

    DRAFT_PACK = "draft_pack", "新建亮灯规则", "Light rules drafted"
    EDIT_PACK = "edit_pack", "修改亮灯规则", "Light rules edited"
    ADOPT_PACK = "adopt_pack", "启用亮灯规则", "Light rules adopted"
    EXEMPT = "exempt_from_light", "豁免亮灯", "Exempted from its light"
    END_EXEMPTION = "end_exemption", "结束豁免", "Exemption ended"
    DRAFT_LADDER = "draft_ladder", "新建督办阶梯", "Ladder drafted"
    EDIT_LADDER = "edit_ladder", "修改督办阶梯", "Ladder edited"
    ADOPT_LADDER = "adopt_ladder", "启用督办阶梯", "Ladder adopted"
    EDIT_LETTER = "edit_letter_template", "修改文书样式", "Letter's words edited"
    REGISTER = "register_matter", "列入督办", "Put under supervision"
    TAKE_STEP = "take_step", "发出督办步骤", "Step taken"
    HOLD_STEP = "hold_step", "暂缓督办步骤", "Step held"
    DROP_STEP = "drop_step", "不再执行督办步骤", "Step dropped"
    ANSWER_STEP = "answer_step", "答复督办", "Step answered"
    FILE_APPEAL = "file_appeal", "提出申诉", "Appeal filed"
    ANSWER_APPEAL = "answer_appeal", "处理申诉", "Appeal answered"
    TAKE_BACK_APPEAL = "take_back_appeal", "撤回申诉", "Appeal taken back"
    ASK_EXTENSION = "ask_extension", "申请延期", "Extension asked for"
    ANSWER_EXTENSION = "answer_extension", "审批延期", "Extension answered"
    RECORD_INTERVIEW = "record_interview", "记录约谈", "Interview recorded"
    CLOSE_MATTER = "close_matter", "督办销号", "Matter closed"
    REOPEN_MATTER = "reopen_matter", "恢复督办", "Matter reopened"
    BACK_IN_ORDER = "back_in_order", "恢复正常", "Back in order"
    GO_ON_FROM_TODAY = "go_on_from_today", "系统时间更正后恢复运行", "Resumed after the clock was corrected"


class LetterPlace(Term):
    """The named places of a letter's words."""

    UNIT = "unit", "承办单位", "unit that answers"
    MATTER = "matter", "督办事项", "matter"
    NUMBER = "number", "事项编号", "number of the matter"
    DEADLINE = "deadline", "办结时限", "deadline"
    REASON = "reason", "启动原因", "what set the step off"
    STEP = "step", "督办步骤", "step"
    ANSWER_BY = "answer_by", "答复时限", "last day for the answer"
    LIGHT = "light", "亮灯说明", "light and why"
    OFFICE = "office", "督查机构", "supervision office"


class ExtendedDate(Term):
    """Which date a unit asks to have later (rule LA8); the values are the fields that bear them."""

    DEADLINE = "deadline", "办结时限", "Deadline"
    FINISH = "planned_finish", "计划竣工日期", "Planned finish"
    START = "planned_start", "计划开工日期", "Planned start"


class ExtensionState(Term):
    """What the office answered to a wish for a later date."""

    WAITING = "waiting", "待审批", "Waiting"
    APPROVED = "approved", "已批准", "Approved"
    REFUSED = "refused", "未批准", "Refused"


class StepDeed(Term):
    """What the office can do with a step that is still to go out (rule LA7)."""

    LET_GO = "let_go", "立即发出", "Send now"
    HOLD = "hold", "暂缓", "Hold"
    DROP = "drop", "不再执行", "Drop"
