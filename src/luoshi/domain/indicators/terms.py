"""Which way an indicator is good, and what is done to indicators."""

from luoshi.foundation.terms import Term


class Direction(Term):
    """Whether more or less is better."""

    HIGHER = "higher", "越高越好", "Higher is better"
    LOWER = "lower", "越低越好", "Lower is better"


class IndicatorDeed(Term):
    """What is done to an indicator; the verbs of its history."""

    CREATE = "create_indicator", "新建指标", "Indicator created"
    EDIT = "edit_indicator", "修改指标", "Indicator edited"
    SET_TARGETS = "set_targets", "设定年度目标", "Yearly targets set"
    IMPORT = "import_indicator", "表格导入", "Imported from a sheet"
    RETIRE = "retire_indicator", "停用指标", "Indicator switched off"
    RESTORE = "restore_indicator", "恢复使用指标", "Indicator switched on again"
