"""What is imported, and how far an import has come."""

from luoshi.foundation.terms import Term


class ImportKind(Term):
    """What a sheet lists."""

    PROJECTS = "projects", "项目", "Projects"
    TASKS = "tasks", "任务", "Tasks"
    UNITS = "units", "单位", "Units"
    INDICATORS = "indicators", "指标", "Indicators"


class RunState(Term):
    """How far an import has come (rule IM2)."""

    RECEIVED = "received", "待匹配列", "Columns to be matched"
    CHECKING = "checking", "检查中", "Being checked"
    FAULTY = "faulty", "有错误", "Errors found"
    READY = "ready", "待确认写入", "Ready to store"
    STORING = "storing", "写入中", "Being stored"
    STORED = "stored", "已写入", "Stored"
    FAILED = "failed", "未能完成", "Could not be finished"
    DROPPED = "dropped", "已放弃", "Given up"


UNDER_WAY = frozenset({RunState.CHECKING, RunState.STORING})
ENDED = frozenset({RunState.STORED, RunState.DROPPED})


class RunDeed(Term):
    """What is done to an import; the verbs of its history."""

    RECEIVE = "receive_sheet", "上传表格", "Sheet received"
    MATCH = "match_columns", "匹配列", "Columns matched"
    CHOOSE = "choose_remedy", "选择处理方式", "Remedy chosen"
    STORE = "store_sheet", "确认写入", "Storing confirmed"
    RETRY = "retry_import", "重新检查", "Checked again"
    DROP = "drop_import", "放弃导入", "Given up"
    FINISH = "finish_import", "写入完成", "Stored"
    RESUME = "resume_import", "中断后继续", "Taken up after an interruption"
