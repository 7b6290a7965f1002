"""Kinds of notices with their sentences, the facts a notice may state, ways and moments of delivery."""

from luoshi.foundation.terms import Term


class NoticeKind(Term):
    """What a notice is about. Wide enough for the modules above, which register nothing here (rule N2)."""

    BATCH_ISSUED = "batch_issued", "批次下达", "Batch issued"
    TASK_ISSUED = "task_issued", "任务下达", "Task issued"
    TASK_RETURNED = "task_returned", "任务被单位退回", "Task returned by a unit"
    DEADLINE_NEAR = "deadline_near", "时限临近", "Deadline near"
    REPORT_TO_VERIFY = "report_to_verify", "报告待核验", "Report to verify"
    REPORT_SENT_BACK = "report_sent_back", "报告退回重报", "Report sent back"
    REPORT_VERIFIED = "report_verified", "报告核验通过", "Report verified"
    APPROVAL_WAITING = "approval_waiting", "待审批", "Approval waiting"
    PERIOD_OPENED = "period_opened", "填报期开放", "Reporting period opened"
    REPORT_DUE = "report_due", "填报到期", "Report due"
    LATE_REPORT = "late_report", "填报逾期", "Report late"
    DISPUTE_RAISED = "dispute_raised", "单位提出异议", "Dispute raised"
    DISPUTE_ANSWERED = "dispute_answered", "异议答复", "Dispute answered"
    LIGHT_CHANGED = "light_changed", "亮灯变化", "Light changed"
    LADDER_STEP = "ladder_step", "督办步骤", "Supervision step"
    LETTER_ISSUED = "letter_issued", "督办函", "Supervision letter"
    INTERVIEW_CALLED = "interview_called", "约谈", "Interview called"
    APPEAL_RAISED = "appeal_raised", "单位提出申诉", "Appeal raised"
    APPEAL_ANSWERED = "appeal_answered", "申诉答复", "Appeal answered"
    BULLETIN_PUBLISHED = "bulletin_published", "通报发布", "Bulletin published"
    MEETING_DUE = "meeting_due", "调度会临近", "Mechanism meeting due"
    PROBLEM_RAISED = "problem_raised", "问题提出", "Problem raised"
    PROBLEM_CLOSED = "problem_closed", "问题销号", "Problem closed"
    OPPORTUNITY_OPENED = "opportunity_opened", "机会开放", "Opportunity opened"
    DELIVERY_GIVEN_UP = "delivery_given_up", "通知未送达", "Delivery given up"


class KindGroup(Term):
    """How the kinds stand together where a person chooses."""

    TASKS = "tasks", "任务", "Tasks"
    REPORTING = "reporting", "报告", "Reports"
    FOLLOW_THROUGH = "follow_through", "督办与通报", "Supervision and bulletins"
    MECHANISMS = "mechanisms", "会议、问题与机会", "Meetings, problems and opportunities"
    SYSTEM = "system", "系统管理", "Administration"


GROUPS: dict[KindGroup, tuple[NoticeKind, ...]] = {
    KindGroup.TASKS: (
        NoticeKind.BATCH_ISSUED,
        NoticeKind.TASK_ISSUED,
        NoticeKind.TASK_RETURNED,
        NoticeKind.DEADLINE_NEAR,
    ),
    KindGroup.REPORTING: (
        NoticeKind.REPORT_TO_VERIFY,
        NoticeKind.REPORT_SENT_BACK,
        NoticeKind.REPORT_VERIFIED,
        NoticeKind.APPROVAL_WAITING,
        NoticeKind.PERIOD_OPENED,
        NoticeKind.REPORT_DUE,
        NoticeKind.LATE_REPORT,
        NoticeKind.DISPUTE_RAISED,
        NoticeKind.DISPUTE_ANSWERED,
    ),
    KindGroup.FOLLOW_THROUGH: (
        NoticeKind.LIGHT_CHANGED,
        NoticeKind.LADDER_STEP,
        NoticeKind.LETTER_ISSUED,
        NoticeKind.INTERVIEW_CALLED,
        NoticeKind.APPEAL_RAISED,
        NoticeKind.APPEAL_ANSWERED,
        NoticeKind.BULLETIN_PUBLISHED,
    ),
    KindGroup.MECHANISMS: (
        NoticeKind.MEETING_DUE,
        NoticeKind.PROBLEM_RAISED,
        NoticeKind.PROBLEM_CLOSED,
        NoticeKind.OPPORTUNITY_OPENED,
    ),
    KindGroup.SYSTEM: (NoticeKind.DELIVERY_GIVEN_UP,),
}


class NoticeTitle(Term):
    """The sentence of each kind, by the kind's value; ``{subject}`` is the thing in the office's own words."""

    BATCH_ISSUED = "batch_issued", "{subject}已下达，请签收", "{subject} was issued: please sign for it"
    TASK_ISSUED = "task_issued", "任务已下达，请签收：{subject}", "A task was issued, please sign for it: {subject}"
    TASK_RETURNED = "task_returned", "任务被单位退回：{subject}", "A unit returned a task: {subject}"
    DEADLINE_NEAR = "deadline_near", "办结时限临近：{subject}", "The deadline is near: {subject}"
    REPORT_TO_VERIFY = "report_to_verify", "有新的报告待核验：{subject}", "A report waits to be verified: {subject}"
    REPORT_SENT_BACK = (
        "report_sent_back",
        "报告被退回，请修改后重报：{subject}",
        "Your report was sent back, please correct it: {subject}",
    )
    REPORT_VERIFIED = "report_verified", "报告已核验通过：{subject}", "Your report was verified: {subject}"
    APPROVAL_WAITING = "approval_waiting", "请审批：{subject}", "Your approval is needed: {subject}"
    PERIOD_OPENED = "period_opened", "{subject}填报已开放", "Reporting has opened: {subject}"
    REPORT_DUE = "report_due", "{subject}填报即将截止", "Your report is due soon: {subject}"
    LATE_REPORT = "late_report", "{subject}填报已逾期", "Your report is late: {subject}"
    DISPUTE_RAISED = "dispute_raised", "单位提出异议：{subject}", "A unit disputes a figure: {subject}"
    DISPUTE_ANSWERED = "dispute_answered", "异议已答复：{subject}", "Your dispute was answered: {subject}"
    LIGHT_CHANGED = "light_changed", "亮灯变化：{subject}", "The light changed: {subject}"
    LADDER_STEP = "ladder_step", "督办步骤：{subject}", "A supervision step was taken: {subject}"
    LETTER_ISSUED = "letter_issued", "收到督办函：{subject}", "A supervision letter was issued: {subject}"
    INTERVIEW_CALLED = "interview_called", "约谈通知：{subject}", "You are called to an interview: {subject}"
    APPEAL_RAISED = "appeal_raised", "单位提出申诉：{subject}", "A unit appeals: {subject}"
    APPEAL_ANSWERED = "appeal_answered", "申诉已答复：{subject}", "Your appeal was answered: {subject}"
    BULLETIN_PUBLISHED = "bulletin_published", "通报已发布：{subject}", "A bulletin was published: {subject}"
    MEETING_DUE = "meeting_due", "调度会临近：{subject}", "A meeting is due: {subject}"
    PROBLEM_RAISED = "problem_raised", "有新问题：{subject}", "A problem was raised: {subject}"
    PROBLEM_CLOSED = "problem_closed", "问题已销号：{subject}", "A problem was closed: {subject}"
    OPPORTUNITY_OPENED = "opportunity_opened", "机会已开放：{subject}", "An opportunity has opened: {subject}"
    DELIVERY_GIVEN_UP = (
        "delivery_given_up",
        "有通知未能送达，已不再重试：{subject}",
        "A notice could not be delivered and is no longer tried: {subject}",
    )


class Fact(Term):
    """A fact that a notice states under its sentence; the order here is the order there."""

    UNIT = "unit", "单位", "Unit"
    COUNT = "count", "项数", "Items"
    NUMBER = "number", "编号", "Number"
    PERIOD = "period", "填报期", "Period"
    STEP = "step", "步骤", "Step"
    LIGHT = "light", "亮灯", "Light"
    PERCENT = "percent", "进度", "Progress"
    WHEN = "when", "时间", "When"
    PLACE = "place", "地点", "Place"
    DEADLINE = "deadline", "时限", "Deadline"
    PERSON = "person", "经办人", "By"
    REASON = "reason", "理由", "Reason"
    ANSWER = "answer", "答复", "Answer"


class Channel(Term):
    """How something goes out of the house."""

    EMAIL = "email", "电子邮件", "E-mail"
    WEBHOOK = "webhook", "网络回调", "Webhook"


class DeliveryState(Term):
    """Where a delivery stands (rule N6)."""

    WAITING = "waiting", "待发送", "Waiting"
    SENDING = "sending", "发送中", "Being sent"
    SENT = "sent", "已送达", "Delivered"
    FAILED = "failed", "未送达，将重试", "Failed, will be tried again"
    GIVEN_UP = "given_up", "未送达，不再重试", "Given up"


class MailTiming(Term):
    """When a kind of notice is sent to a person by e-mail."""

    AT_ONCE = "at_once", "立即发送", "At once"
    DIGEST = "digest", "汇总发送", "In digest"
    OFF = "off", "不发送", "Not at all"


class DigestRhythm(Term):
    """How often a digest is sent."""

    DAILY = "daily", "每天", "Every day"
    WEEKLY = "weekly", "每周", "Every week"


class Weekday(Term):
    """The days of a week, Monday first, as Python counts them."""

    MONDAY = "0", "星期一", "Monday"
    TUESDAY = "1", "星期二", "Tuesday"
    WEDNESDAY = "2", "星期三", "Wednesday"
    THURSDAY = "3", "星期四", "Thursday"
    FRIDAY = "4", "星期五", "Friday"
    SATURDAY = "5", "星期六", "Saturday"
    SUNDAY = "6", "星期日", "Sunday"


AT_ONCE = frozenset(
    {
        NoticeKind.BATCH_ISSUED,
        NoticeKind.TASK_ISSUED,
        NoticeKind.TASK_RETURNED,
        NoticeKind.REPORT_SENT_BACK,
        NoticeKind.APPROVAL_WAITING,
        NoticeKind.LATE_REPORT,
        NoticeKind.LADDER_STEP,
        NoticeKind.LETTER_ISSUED,
        NoticeKind.INTERVIEW_CALLED,
        NoticeKind.APPEAL_ANSWERED,
        NoticeKind.DISPUTE_ANSWERED,
    }
)


def usual_timing(kind: NoticeKind) -> MailTiming:
    """Give when a kind is sent by e-mail to someone who has not chosen: what presses at once, the rest together."""
    return MailTiming.AT_ONCE if kind in AT_ONCE else MailTiming.DIGEST


class WebhookVerb(Term):
    """What was done to a webhook, as the history says it."""

    CREATE = "create_webhook", "新建网络回调", "made a webhook"
    RENEW = "renew_webhook_secret", "更换签名密钥", "renewed the secret"
    SWITCH = "switch_webhook", "启用或停用网络回调", "switched the webhook"
    TEST = "test_webhook", "发送测试消息", "sent a test message"
    REMOVE = "remove_webhook", "删除网络回调", "removed the webhook"


class DeliveryVerb(Term):
    """What was done to deliveries, as the history says it."""

    SEND_AGAIN = "send_again", "重新发送", "sent it again"


class CalendarVerb(Term):
    """What a person did to the own calendar feed, as the history says it."""

    RENEW = "renew_calendar_feed", "更换日历订阅地址", "made a new calendar address"
    DROP = "drop_calendar_feed", "停用日历订阅", "switched the calendar feed off"


class MailWord(Term):
    """The words around the notices of an e-mail."""

    HOUSE = "house", "落实", "Luoshi"
    GREETING = "greeting", "{name}，你好：", "Hello {name},"
    SEVERAL = "several", "{count} 条新通知", "{count} new notices"
    COLON = "colon", "：", ": "
    FOOT = (
        "foot",
        "此邮件由系统自动发送，请勿回复。接收方式可在这里调整：",
        "Sent automatically; please do not answer. Choose what you get:",
    )
    NO_ADDRESS = "no_address", "账号已停用或没有邮箱", "the account is off or has no address"
