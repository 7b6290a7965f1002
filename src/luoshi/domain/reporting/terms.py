"""States of returns, lines and disputes, the figures of a line, and what is done to returns and schemes."""

from luoshi.foundation.terms import Term


class ReturnState(Term):
    """Where a unit's return for a period stands."""

    DRAFT = "draft", "填报中", "Draft"
    SUBMITTED = "submitted", "待单位审核", "With the unit's leader"
    APPROVED = "approved", "待核验", "To be verified"
    VERIFIED = "verified", "已核验", "Verified"
    RETURNED = "returned", "退回重报", "Returned"


class ReturnLineState(Term):
    """What the office made of a line."""

    OPEN = "open", "未核验", "Not verified yet"
    VERIFIED = "verified", "已核验", "Verified"
    RETURNED = "returned", "已退回", "Returned"


class DisputeState(Term):
    """Where a dispute about a verified value stands."""

    OPEN = "open", "待答复", "Awaiting answer"
    UPHELD = "upheld", "采纳，已更正", "Corrected"
    REJECTED = "rejected", "维持原值", "Figure stands"
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
    OPEN = "open_return", "生成填报表", "Opened"
    REFRESH = "refresh_return", "更新填报内容", "Updated"
    UPLOAD = "upload_return", "导入填报表", "Sheet uploaded"


class Placing(Term):
    """What saving a schedule does to one of its periods (rule RP2)."""

    NEW = "new", "新增", "New"
    STAYS = "stays", "不变", "Unchanged"
    MOVES = "moves", "调整日期", "Dates change"
    OPENED = "opened", "已开始，日期不变", "Already open: dates stay"
    DROPPED = "dropped", "取消", "Dropped"
    STRAY = "stray", "已开始，不能取消", "Already open: cannot be dropped"


class SchemeDeed(Term):
    """What can be done to what is reported how often."""

    CREATE = "create_scheme", "新建填报制度", "Scheme created"
    EDIT = "edit_scheme", "修改填报制度", "Scheme changed"
    PLACE = "place_periods", "生成填报期", "Periods created"
    SET_DAY = "set_working_day", "调整工作日", "Working day set"
    CLEAR_DAY = "clear_working_day", "撤销工作日调整", "Working day cleared"
    MAKE_TOKEN = "make_token", "新建接口密钥", "API key created"
    REVOKE_TOKEN = "revoke_token", "停用接口密钥", "API key revoked"


class Figure(Term):
    """A figure of a line that is declared and verified; each stands in ``declared_…`` and ``verified_…``."""

    PERCENT = "percent", "进度（%）", "Progress (%)"
    VALUE = "value", "指标值", "Value reached"
    PERIOD = "wan_yuan", "本期完成投资（万元）", "Done in the period (10,000 yuan)"
    YEAR = "year_wan_yuan", "年内累计完成投资（万元）", "Done this year (10,000 yuan)"
    FUNDS = "funds_wan_yuan", "本期到位资金（万元）", "Funds received in the period (10,000 yuan)"
    PAID = "paid_wan_yuan", "本期支付资金（万元）", "Paid in the period (10,000 yuan)"


class LineWord(Term):
    """Words that a line states by itself."""

    UNCHANGED = "unchanged", "本期无变化。", "Nothing changed in this period."
