"""States of documents and findings; kinds of both."""

from luoshi.foundation.terms import Term


class DocumentState(Term):
    """How far the reading of a document is."""

    WAITING = "waiting", "等待识读", "Waiting"
    READING = "reading", "识读中", "Being read"
    READ = "read", "已识读", "Read"
    FAILED = "failed", "无法识读", "Cannot be read"


class FindingKind(Term):
    """What was found."""

    FORMULATION = "formulation", "提法", "Formulation"
    TARGET = "target", "指标", "Target"
    COMMITMENT = "commitment", "任务事项", "Commitment"
    PERSON = "person", "人员", "Person"


class FindingState(Term):
    """What the officer made of a finding. Replaced: merged or split or edited into others, which name it as origin."""

    UNDECIDED = "undecided", "待定", "Undecided"
    ACCEPTED = "accepted", "已采纳", "Accepted"
    REJECTED = "rejected", "已排除", "Rejected"
    REPLACED = "replaced", "已替换", "Replaced"


class CommitmentLevel(Term):
    """Whether one could report it done."""

    ACTIONABLE = "actionable", "可督办", "Actionable"
    DIRECTIVE = "directive", "原则要求", "Directive"


class Genre(Term):
    """The kind of a document."""

    COMMUNIQUE = "communique", "全会公报", "Communique"
    NEWS = "news", "会议新闻", "Meeting news"
    SPEECH = "speech", "讲话", "Speech"
    WORK_REPORT = "work_report", "工作报告", "Work report"
    PLAN = "plan", "方案", "Plan"
    NOTICE = "notice", "通知", "Notice"
    MINUTES = "minutes", "会议纪要", "Minutes"
    DECISION = "decision", "决定", "Decision"
