"""Stages, classes and states of projects and of what hangs on them."""

from luoshi.foundation.terms import Term


class LifecycleStage(Term):
    """How far a project has come in its life; durable, never recomputed by year."""

    CONCEIVED = "conceived", "谋划", "Conceived"
    PRELIMINARY = "preliminary", "前期", "Preliminary work"
    BUILDING = "building", "在建", "Under construction"
    COMPLETED = "completed", "竣工", "Completed"
    PRODUCING = "producing", "投产", "In production"
    AT_DESIGN_EFFECT = "at_design_effect", "达效", "At design effect"
    STOPPED = "stopped", "终止", "Stopped"


class AnnualClass(Term):
    """What a project is in one year's plan; recomputed each year."""

    PROSPECTIVE = "prospective", "预备", "Prospective"
    NEW_START = "new_start", "新开工", "New start"
    CONTINUING = "continuing", "续建", "Continuing"
    COMPLETING = "completing", "竣工", "To be completed"


class LibraryState(Term):
    """Where a project's record stands in the reserve library."""

    DRAFT = "draft", "填报中", "Draft"
    SUBMITTED = "submitted", "待审核", "Submitted"
    RESERVED = "reserved", "已入库", "In the reserve"
    ROLLING = "rolling", "三年滚动计划", "In the three-year rolling plan"
    COMPILING = "compiling", "年度计划编制中", "In a plan being compiled"
    PLAN_SUBMITTED = "plan_submitted", "年度计划已报送", "Plan submitted"
    ISSUED = "issued", "已下达", "Issued"
    WITHDRAWN = "withdrawn", "已出库", "Withdrawn"


class ProjectDeed(Term):
    """What can be done to a project; the verbs of its history."""

    CREATE = "create_project", "新建项目", "Project created"
    EDIT = "edit_project", "修改项目", "Project edited"
    SUBMIT = "submit_project", "报送审核", "Submitted for review"
    RETURN = "return_project", "退回修改", "Returned for changes"
    ADMIT = "admit_project", "审核入库", "Admitted to the reserve"
    TO_ROLLING = "to_rolling", "列入三年滚动计划", "Put into the rolling plan"
    TO_COMPILE = "to_compile", "列入年度计划编制", "Put into the annual plan being compiled"
    OUT_OF_ROLLING = "out_of_rolling", "移出三年滚动计划", "Taken out of the rolling plan"
    OUT_OF_COMPILE = "out_of_compile", "移出年度计划编制", "Taken out of the annual plan being compiled"
    SUBMIT_PLAN = "submit_plan", "随年度计划报送", "Submitted with the annual plan"
    RETURN_PLAN = "return_plan", "退回年度计划编制", "Sent back to the annual plan being compiled"
    ISSUE = "issue_project", "随批次下达", "Issued with a batch"
    WITHDRAW = "withdraw_project", "撤销储备", "Withdrawn from the reserve"
    RESTORE = "restore_project", "恢复储备", "Restored"
    ADVANCE = "advance_stage", "转入下一阶段", "Moved to another stage"
    CORRECT_STAGE = "correct_stage", "更正阶段", "Stage corrected"
    LOCK = "lock_project", "加锁", "Locked"
    UNLOCK = "unlock_project", "解锁", "Unlocked"
    TRANSFER = "transfer_project", "转办", "Given to another department"
    IMPORT = "import_project", "表格导入", "Imported from a sheet"
    RECORD_MONTH = "record_month", "登记月度进展", "Month recorded"
    VERIFY_MONTH = "verify_month", "核验月度进展", "Month verified"
    VERIFY_ENTRY = "verify_entry", "核验入统", "Statistical entry verified"
    SET_YEAR = "set_year", "设定年度计划", "Annual plan set"
    UPDATE = "update_project", "更新项目情况", "Kept up to date"
    LINK_TASK = "link_task", "关联任务", "Tied to its task"
    ASK_EXTENSION = "ask_extension", "申请延期", "Extension asked for"
    ANSWER_EXTENSION = "answer_extension", "审批延期", "Extension answered"


class OpenProjectDeed(Term):
    """What a deed of ``ProjectDeed`` is called while it is open, on its button and its page."""

    SUBMIT = "submit_project", "报送审核", "Submit for review"
    RETURN = "return_project", "退回修改", "Return for changes"
    ADMIT = "admit_project", "审核入库", "Admit to the reserve"
    TO_ROLLING = "to_rolling", "列入三年滚动计划", "Put into the rolling plan"
    TO_COMPILE = "to_compile", "列入年度计划编制", "Put into the annual plan"
    OUT_OF_ROLLING = "out_of_rolling", "移出三年滚动计划", "Take out of the rolling plan"
    OUT_OF_COMPILE = "out_of_compile", "移出年度计划编制", "Take out of the annual plan"
    SUBMIT_PLAN = "submit_plan", "随年度计划报送", "Submit with the annual plan"
    RETURN_PLAN = "return_plan", "退回年度计划编制", "Send back to the annual plan"
    ISSUE = "issue_project", "随批次下达", "Issue with a batch"
    WITHDRAW = "withdraw_project", "撤销储备", "Withdraw from the reserve"
    RESTORE = "restore_project", "恢复储备", "Restore"
    ADVANCE = "advance_stage", "转入下一阶段", "Move to the next stage"
    CORRECT_STAGE = "correct_stage", "更正阶段", "Correct the stage"
    LOCK = "lock_project", "加锁", "Lock"
    UNLOCK = "unlock_project", "解锁", "Unlock"
    TRANSFER = "transfer_project", "转办", "Give to another department"
    VERIFY_ENTRY = "verify_entry", "核验入统", "Verify the statistical entry"
    SET_YEAR = "set_year", "设定年度计划", "Set the annual plan"


class GateNeed(Term):
    """A kind of thing that must be there before a project moves to a stage (rule PJ6)."""

    SCALE = "scale", "建设规模及内容", "Scale and content"
    SECTOR = "sector", "所属行业领域", "Sector"
    TOTAL = "total", "总投资", "Total investment"
    PLANNED_DATES = "planned_dates", "计划开工和竣工日期", "Planned start and finish"
    ROUTE = "route", "立项手续", "Approval, confirmation or filing of the project"
    APPROVAL = "approval", "审批事项", "An approval"
    SITE = "site", "用地（用地预审或用地要素已落实）", "Site secured (pre-review or land factor)"
    FUNDS_PLANNED = "funds_planned", "资金来源覆盖总投资", "Funding planned for the whole total"
    FUNDS_IN_PLACE = "funds_in_place", "到位资金比例", "Share of funds in place"
    ACTUAL_START = "actual_start", "实际开工日期", "Actual start"
    ACTUAL_FINISH = "actual_finish", "实际竣工日期", "Actual finish"
    CAPACITY = "capacity", "新增生产能力", "New capacity"


class SettingDeed(Term):
    """What an office does to its library's settings; the verbs of their history."""

    SET_SECTOR = "set_sector", "设定行业领域与入库门槛", "Sector and threshold set"
    SET_GATE = "set_gate", "设定阶段关口", "Stage gate set"
    STORE = "store_projects", "批量写入项目", "Projects stored together"


class Level(Term):
    """Whose key project it is."""

    PROVINCE = "province", "省级重点", "Provincial key project"
    CITY = "city", "市级重点", "City key project"
    COUNTY = "county", "县级重点", "County key project"
    ORDINARY = "ordinary", "一般项目", "Ordinary project"


class BuildKind(Term):
    """Kind of construction."""

    NEW = "new", "新建", "New"
    EXTENSION = "extension", "扩建", "Extension"
    REBUILDING = "rebuilding", "改建", "Rebuilding"
    TECHNICAL = "technical", "技术改造", "Technical renewal"
    PURCHASE = "purchase", "单纯购置", "Purchase only"


class InvestorType(Term):
    """Who invests."""

    GOVERNMENT = "government", "政府投资", "Government"
    STATE_ENTERPRISE = "state_enterprise", "国有企业", "State enterprise"
    PRIVATE = "private", "民间投资", "Private"
    FOREIGN = "foreign", "外商投资", "Foreign"
    PARTNERSHIP = "partnership", "政企合作", "Public-private partnership"


class ApprovalRoute(Term):
    """How the state lets a project be built."""

    APPROVAL = "approval", "审批", "Approval"
    CONFIRMATION = "confirmation", "核准", "Confirmation"
    FILING = "filing", "备案", "Filing"


class ApprovalKind(Term):
    """Approvals a project needs on its way."""

    PROPOSAL = "proposal", "项目建议书", "Project proposal"
    FEASIBILITY = "feasibility", "可行性研究报告", "Feasibility study"
    DESIGN = "design", "初步设计及概算", "Preliminary design and estimate"
    CONFIRMATION = "confirmation", "核准", "Confirmation"
    FILING = "filing", "备案", "Filing"
    LAND_REVIEW = "land_review", "用地预审与选址意见书", "Land pre-review and site opinion"
    EIA = "eia", "环境影响评价", "Environmental impact assessment"
    ENERGY = "energy", "节能审查", "Energy review"
    FUNDS = "funds", "资金申请报告", "Application for funds"
    CONSTRUCTION = "construction", "施工许可", "Construction permit"
    COMPLETION = "completion", "竣工验收", "Completion acceptance"
    OTHER = "other", "其他", "Other"


class ApprovalState(Term):
    """How far an approval is."""

    NOT_STARTED = "not_started", "未启动", "Not started"
    ACCEPTED = "accepted", "已受理", "Accepted for handling"
    UNDER_WAY = "under_way", "审批中", "Under way"
    GRANTED = "granted", "已获批", "Granted"
    NOT_NEEDED = "not_needed", "无需办理", "Not needed"


class FundCategory(Term):
    """Where money comes from."""

    CENTRAL_BUDGET = "central_budget", "中央预算内投资", "Central budget investment"
    CENTRAL_FISCAL = "central_fiscal", "其他中央财政资金", "Other central fiscal funds"
    PROVINCIAL = "provincial", "省级资金", "Provincial funds"
    LOCAL_BUDGET = "local_budget", "地方预算内资金", "Local budget"
    SPECIAL_BOND = "special_bond", "专项债券", "Special bond"
    BANK_LOAN = "bank_loan", "银行贷款", "Bank loan"
    ENTERPRISE = "enterprise", "企业自筹", "Enterprise's own"
    OTHER = "other", "其他", "Other"


class ParticipantRole(Term):
    """What a firm does in a project."""

    BUILDER = "builder", "施工", "Builder"
    SUPERVISOR = "supervisor", "监理", "Works supervisor"
    DESIGNER = "designer", "设计", "Designer"
    SURVEYOR = "surveyor", "勘察", "Surveyor"
    OTHER = "other", "其他", "Other"


class ImageStage(Term):
    """Image stage of a month's report (形象进度阶段)."""

    APPROVING = "approving", "投资审批", "Investment approval"
    PERMITTING = "permitting", "报建", "Construction permits"
    BUILDING = "building", "开工建设", "Construction"
    PRODUCING = "producing", "竣工投产", "Completed, in production"


class FactorKind(Term):
    """What a project needs to be guaranteed (要素)."""

    FUNDS = "funds", "资金", "Funds"
    LAND = "land", "用地", "Land"
    FOREST = "forest", "用林（草）", "Forest or grass land"
    SEA = "sea", "用海", "Sea area"
    ENERGY = "energy", "用能", "Energy quota"
    ENVIRONMENT = "environment", "环评与环境容量", "Environmental capacity"
    APPROVAL = "approval", "审批", "Approval"
    UTILITIES = "utilities", "水电气路", "Utilities"
    CLEARANCE = "clearance", "征地拆迁", "Land clearance"


class FactorState(Term):
    """How far a factor is secured."""

    NOT_STARTED = "not_started", "未启动", "Not started"
    ACCEPTED = "accepted", "已受理", "Accepted for handling"
    UNDER_WAY = "under_way", "审批中", "Under way"
    SECURED = "secured", "已获批", "Secured"
    BLOCKED = "blocked", "受阻", "Blocked"


class ProblemState(Term):
    """Where a problem stands on the lists."""

    NEW = "new", "新增", "New"
    UNDER_WAY = "under_way", "推进中", "Under way"
    SOLVED = "solved", "待确认销号", "Solved, to be confirmed"
    CLOSED = "closed", "已销号", "Closed"


class OpportunityState(Term):
    """Whether a call is open."""

    DRAFT = "draft", "草稿", "Draft"
    OPEN = "open", "申报中", "Open"
    CLOSED = "closed", "已截止", "Closed"


class ApplicationState(Term):
    """How far an application to a call has come."""

    PREPARING = "preparing", "准备中", "Being prepared"
    SUBMITTED = "submitted", "已申报", "Submitted"
    APPROVED = "approved", "已获批", "Approved"
    REFUSED = "refused", "未获批", "Refused"
    FUNDED = "funded", "资金到位", "Money in"


class NeedDeed(Term):
    """What is done to a factor need; the verbs of its history."""

    PUT = "put_factor", "登记要素需求", "Factor need recorded"
    ANSWER = "answer_factor", "保障单位反馈", "Answered by the authority"
    REMOVE = "remove_factor", "删除要素需求", "Factor need removed"


class ProblemDeed(Term):
    """What is done to a problem; the verbs of its history."""

    RAISE = "raise_problem", "提出问题", "Problem raised"
    ASSIGN = "assign_problem", "交办", "Assigned"
    SOLVE = "solve_problem", "反馈解决情况", "Reported as solved"
    SEND_BACK = "send_back_problem", "未解决，退回", "Not solved, sent back"
    CLOSE = "close_problem", "确认销号", "Closed by the raiser"
    REOPEN = "reopen_problem", "问题反弹，重新交办", "Returned, reopened"


class CallDeed(Term):
    """What is done to a call; the verbs of its history."""

    PUT = "put_opportunity", "登记机会", "Call recorded"
    OPEN = "open_opportunity", "开放申报", "Opened"
    CLOSE = "close_opportunity", "截止申报", "Closed"


class ApplicationDeed(Term):
    """What is done to an application; the verbs of its history."""

    APPLY = "apply", "准备申报", "Application prepared"
    SUBMIT = "submit_application", "申报", "Submitted"
    TAKE_BACK = "take_back_application", "撤回", "Taken back"
    APPROVE = "approve_application", "获批", "Approved"
    REFUSE = "refuse_application", "未获批", "Refused"
    RECEIVE = "receive_money", "资金到位", "Money in"


class ReserveDeed(Term):
    """What an office sets for its reserve; the verbs of its history."""

    SET_TARGET = "set_reserve_target", "设定储备目标", "Reserve target set"
    SET_DWELL = "set_dwell_limit", "设定停留上限", "Limit of stay set"
    SET_CLASS = "set_problem_class", "设定问题类别", "Class of problem set"
    SET_TERRITORY = "set_territory", "上传边界", "Boundaries set"


class CriterionField(Term):
    """What a condition of a call looks at."""

    SECTOR = "sector", "行业领域", "Sector"
    STAGE = "stage", "项目阶段", "Stage"
    LEVEL = "level", "重点级别", "Level"
    INVESTOR = "investor", "投资主体", "Investor"
    BUILD_KIND = "build_kind", "建设性质", "Kind of construction"
    TOTAL = "total", "总投资（万元）", "Total investment (10,000 yuan)"
    FUNDS_GAP = "funds_gap", "资金缺口（万元）", "Funds still missing (10,000 yuan)"
    APPROVAL = "approval", "已获批手续", "Approval granted"
    FUND = "fund", "资金来源", "Source of funds"
    DIVISION = "division", "行政区划代码", "Division code"
    IS_STARTED = "is_started", "是否开工", "Started"
    PLANNED_START = "planned_start", "计划开工日期", "Planned start"
    GOAL = "goal", "服务的战略目标", "Goal served"


class CriterionComparator(Term):
    """How a condition compares."""

    IS = "is", "是", "is"
    IS_NOT = "is_not", "不是", "is not"
    AT_LEAST = "at_least", "不低于", "at least"
    AT_MOST = "at_most", "不高于", "at most"
    HAS = "has", "有", "has"
    HAS_NOT = "has_not", "没有", "has not"
    BEGINS = "begins", "开头为", "begins with"
    BY = "by", "不晚于", "no later than"
    FROM = "from", "不早于", "no earlier than"


class ReserveAdvice(Term):
    """A finding on the reserve that asks for something to be done (RQ7)."""

    NO_TARGET = "no_target", "未设储备目标", "No target set"
    NO_RESERVE = "no_reserve", "有目标无储备", "Target without reserve"
    SHORT = "short", "储备不足", "Reserve too small"
    FEW = "few", "储备项目数不足", "Too few projects"
    STAGE_EMPTY = "stage_empty", "阶段断档", "Stage has run dry"
    NO_PASSAGE = "no_passage", "阶段无项目转出", "Nothing leaves the stage"
    STANDING_STILL = "standing_still", "项目停滞", "Projects stand still"
    SECTOR_SHORT = "sector_short", "行业占比不足", "Sector short of its share"
    INVESTOR_SHORT = "investor_short", "投资主体占比不足", "Investor short of its share"
