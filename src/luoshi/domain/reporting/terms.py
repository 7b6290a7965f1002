"""Rhythms of reporting, states of returns, lines and disputes."""

from luoshi.foundation.terms import Term


class Rhythm(Term):
    """How often units report."""

    TEN_DAYS = "ten_days", "旬报", "Every ten days"
    MONTH = "month", "月报", "Monthly"
    QUARTER = "quarter", "季报", "Quarterly"
    HALF_YEAR = "half_year", "半年报", "Half-yearly"
    YEAR = "year", "年报", "Yearly"
    OWN = "own", "自定日期", "Own dates"


class PeriodPhase(Term):
    """Where the clock stands in a period."""

    AHEAD = "ahead", "未开始", "Not open yet"
    OPEN = "open", "填报中", "Open"
    GRACE = "grace", "宽限期", "In grace"
    LATE = "late", "已过时限", "Past due"
    LOCKED = "locked", "已锁定", "Locked"


class ReturnState(Term):
    """Where a unit's return for a period stands."""

    DRAFT = "draft", "填报中", "Draft"
    SUBMITTED = "submitted", "待单位审核", "Waiting for the unit's leader"
    APPROVED = "approved", "待核验", "Waiting for the office"
    VERIFIED = "verified", "已核验", "Verified"
    RETURNED = "returned", "退回重报", "Returned"


class LineState(Term):
    """What the office made of a line."""

    OPEN = "open", "未核验", "Not verified yet"
    VERIFIED = "verified", "已核验", "Verified"
    RETURNED = "returned", "已退回", "Returned"


class DisputeState(Term):
    """Where a dispute about a verified value stands."""

    OPEN = "open", "待答复", "Waiting for an answer"
    UPHELD = "upheld", "采纳，已更正", "Upheld, corrected"
    REJECTED = "rejected", "维持原值", "Rejected, value stands"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class ReturnDeed(Term):
    """What can be done to a return; the verbs of its history."""

    SAVE = "save_return", "保存草稿", "Draft saved"
    SUBMIT = "submit_return", "提交", "Submitted"
    APPROVE = "approve_return", "单位审核通过", "Approved by the unit"
    GIVE_BACK = "give_back_return", "退回填报员", "Given back to the reporter"
    VERIFY = "verify_return", "核验", "Verified"
    SEND_BACK = "send_back_return", "退回重报", "Returned to the unit"
    DISPUTE = "dispute_value", "提出异议", "Value disputed"
    ANSWER = "answer_dispute", "答复异议", "Dispute answered"
    WITHDRAW = "withdraw_dispute", "撤回异议", "Dispute withdrawn"
    EXCEPT = "except_unit", "准予延报", "Exception granted"
