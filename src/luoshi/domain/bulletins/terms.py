"""States, sections, rates, lists and deeds of bulletins."""

from luoshi.foundation.terms import Term


class BulletinState(Term):
    """Where a bulletin stands (rule BU7)."""

    DRAFT = "draft", "起草中", "Draft"
    FROZEN = "frozen", "已定稿", "Frozen"
    PUBLISHED = "published", "已发布", "Published"


class SectionKey(Term):
    """The sections of a bulletin, in order."""

    SUMMARY = "summary", "总体情况", "Summary"
    RATES = "rates", "主要指标完成情况", "Rates"
    RANKING = "ranking", "单位排名情况", "Ranking of units"
    LIGHTS = "lights", "亮灯情况", "Lights"
    LISTS = "lists", "红榜和黑榜", "Red and black lists"
    PROBLEMS = "problems", "问题办理情况", "Problems"
    NEXT = "next", "下一步工作要求", "Next steps"


class RateKey(Term):
    """What a rate measures (rule BU2)."""

    TASKS_CLOSED = "tasks_closed", "任务办结率", "Tasks closed"
    INVESTMENT = "investment", "投资完成率", "Investment done"
    KEY_INVESTMENT = "key_investment", "重点项目投资完成率", "Investment done in key projects"
    STARTS = "starts", "新开工项目开工率", "Starts"
    ENTRIES = "entries", "新开工项目入统率", "Statistical entries"
    COMPLETIONS = "completions", "计划竣工项目竣工率", "Completions"
    REPORTS_ON_TIME = "reports_on_time", "按时报送率", "Reports on time"


class Base(Term):
    """What a rate is divided by; a rate never stands without its base (rule BU2)."""

    FULL_YEAR = "full_year", "全年口径", "of the whole year"
    DUE = "due", "应完成口径", "of those due by now"
    TO_ENTER = "to_enter", "应统口径", "of those started that belong in the statistics"
    YEAR_PLAN = "year_plan", "年度计划口径", "of the year's plan"
    TIME_PLAN = "time_plan", "序时计划口径", "of the time-proportional plan"
    EXPECTED = "expected", "应报口径", "of those expected"
    RECEIVED = "received", "实报口径", "of those received"


class Ranked(Term):
    """By what units are ranked (rule BU3)."""

    TASKS = "tasks", "任务办结率（应完成口径）", "Tasks closed of those due by now"
    INVESTMENT = "investment", "投资完成率（年度计划口径）", "Investment done of the year's plan"
    KEY_INVESTMENT = (
        "key_investment",
        "重点项目投资完成率（年度计划口径）",
        "Investment done in key projects of the year's plan",
    )


class PeerGroup(Term):
    """Units that are compared with one another (rule BU3)."""

    TERRITORY = "territory", "县（市、区）和园区", "Counties, districts and zones"
    TOWNSHIP = "township", "乡镇（街道）", "Townships"
    DEPARTMENT = "department", "部门和企业", "Departments and enterprises"


class ListColour(Term):
    """The two lists (rule BU4)."""

    RED = "red", "红榜", "Red list"
    BLACK = "black", "黑榜", "Black list"


class ItemKind(Term):
    """What figures are counted from (rule BU1)."""

    TASK = "task", "任务", "Task"
    PROJECT = "project", "项目", "Project"
    PROBLEM = "problem", "问题", "Problem"
    RETURN = "return", "填报", "Return"


class Difference(Term):
    """What of an item a correction changed (rule BU8)."""

    GONE = "gone", "不再计入", "No longer counted"
    ADDED = "added", "新计入", "Counted now"
    UNIT_ID = "unit_id", "责任单位", "Responsible unit"
    DEADLINE = "deadline", "完成时限", "Deadline"
    CLOSED_ON = "closed_on", "销号日期", "Closed on"
    PLANNED = "planned", "年度计划投资（万元）", "Year's plan (10,000 yuan)"
    VERIFIED = "verified", "核验完成投资（万元）", "Verified investment (10,000 yuan)"
    DECLARED = "declared", "填报完成投资（万元）", "Declared investment (10,000 yuan)"
    STARTED_ON = "started_on", "开工日期", "Started on"
    FINISHED_ON = "finished_on", "竣工日期", "Finished on"
    ENTERED_ON = "entered_on", "入统日期", "Entered in the statistics"
    MUST_ENTER = "must_enter", "开工后应入统", "Belongs in the statistics once begun"
    START_MONTH = "start_month", "计划开工月份", "Planned month of start"
    FINISH_MONTH = "finish_month", "计划竣工月份", "Planned month of completion"
    ANNUAL_CLASS = "annual_class", "年度类别", "Class of the year"
    IS_KEY = "is_key", "重点项目", "Key project"
    TONE = "tone", "亮灯", "Light"
    RECEIVED = "received", "已报送", "Received"
    ON_TIME = "on_time", "按时报送", "On time"
    RAISED_ON = "raised_on", "提出日期", "Raised on"


class BulletinDeed(Term):
    """What was done to a bulletin or its rules, as the history says it."""

    ASSEMBLE = "assemble_bulletin", "生成通报", "assembled the bulletin"
    REASSEMBLE = "reassemble_bulletin", "按最新数据重新生成", "assembled it anew"
    EDIT = "edit_section", "修改文字", "changed the words"
    EXEMPT = "exempt_from_list", "黑榜豁免", "exempted a unit"
    END_EXEMPTION = "end_exemption", "撤销豁免", "took an exemption back"
    FREEZE = "freeze_bulletin", "定稿", "froze the bulletin"
    PUBLISH = "publish_bulletin", "发布通报", "published the bulletin"
    DISCARD = "discard_bulletin", "放弃草稿", "discarded the draft"
    SET = "set_bulletin_rules", "修改通报设置", "changed the settings"
