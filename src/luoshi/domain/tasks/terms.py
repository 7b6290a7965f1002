"""States and kinds of tasks, batches, assignments and reports."""

from luoshi.foundation.terms import Term


class Instrument(Term):
    """The four ways a commitment is carried out (项目化、事项化、政策化、机制化)."""

    PROJECT = "project", "项目", "Project"
    ITEM = "item", "事项", "Item"
    POLICY = "policy", "政策", "Policy"
    MECHANISM = "mechanism", "机制", "Mechanism"


class TaskState(Term):
    """Where a task stands (rules T1–T9)."""

    DRAFT = "draft", "待下达", "Draft"
    ISSUED = "issued", "待签收", "Waiting for signature"
    RETURNED = "returned", "已退回", "Returned by unit"
    HANDLING = "handling", "办理中", "In progress"
    COMPLETION_REPORTED = "completion_reported", "待核验", "Completion reported"
    CLOSED = "closed", "已销号", "Closed"
    WITHDRAWN = "withdrawn", "已撤销", "Withdrawn"


class BatchState(Term):
    """A batch is compiled, then issued."""

    COMPILING = "compiling", "编制中", "Being compiled"
    ISSUED = "issued", "已下达", "Issued"


class Part(Term):
    """A unit's part in a task."""

    LEAD = "lead", "牵头", "Lead"
    SUPPORT = "support", "配合", "Supporting"


class AssignmentState(Term):
    """What the lead unit answered to one issuing of a task."""

    WAITING = "waiting", "待签收", "Waiting"
    SIGNED = "signed", "已签收", "Signed"
    RETURNED = "returned", "已退回", "Returned"


class ReportKind(Term):
    """What a unit reports."""

    PROGRESS = "progress", "进展", "Progress"
    COMPLETION = "completion", "办结", "Completion"


class ReportState(Term):
    """What the office made of a report."""

    WAITING = "waiting", "待核验", "Waiting"
    VERIFIED = "verified", "已核验", "Verified"
    SENT_BACK = "sent_back", "已退回", "Sent back"


class Comparator(Term):
    """How a value relates to its target."""

    AT_LEAST = ">=", "不低于", "at least"
    AT_MOST = "<=", "不高于", "at most"
    EXACTLY = "=", "为", "exactly"
    ABOUT = "~", "左右", "about"
    RANK = "rank", "位次", "rank"
