"""Kinds of unit and roles."""

from luoshi.foundation.terms import Term


class UnitKind(Term):
    """What a unit is. The first five are jurisdictions: they have a territory and a supervision office of their own."""

    CITY = "city", "市", "City"
    DISTRICT = "district", "区", "District"
    COUNTY = "county", "县", "County"
    DEVELOPMENT_ZONE = "development_zone", "开发区", "Development zone"
    TOWNSHIP = "township", "乡镇（街道）", "Township"
    DEPARTMENT = "department", "部门", "Department"
    OFFICE = "office", "办公室", "Office"
    ENTERPRISE = "enterprise", "企业", "Enterprise"


JURISDICTION_KINDS = frozenset(
    {UnitKind.CITY, UnitKind.DISTRICT, UnitKind.COUNTY, UnitKind.DEVELOPMENT_ZONE, UnitKind.TOWNSHIP}
)


class Role(Term):
    """What a person may do, for the unit where the membership stands (rule O1)."""

    ADMINISTRATOR = "administrator", "管理员", "Administrator"
    OFFICER = "officer", "督查干部", "Supervision officer"
    REPORTER = "reporter", "单位填报员", "Unit reporter"
    LEADER = "leader", "单位负责人", "Unit leader"
    READER = "reader", "查阅者", "Reader"


class UnitVerb(Term):
    """What was done to a unit, as the history says it."""

    CREATE = "create_unit", "新建单位", "made the unit"
    ADD = "add_unit", "新建单位", "made the unit"  # by the system, at set-up
    EDIT = "edit_unit", "修改单位信息", "changed the unit"
    MOVE = "move_unit", "调整隶属关系", "moved the unit"
    DEACTIVATE = "deactivate_unit", "停用单位", "switched the unit off"
    REACTIVATE = "reactivate_unit", "恢复使用单位", "switched the unit on again"


class AccountVerb(Term):
    """What was done to an account, as the history says it."""

    CREATE = "create_account", "新建账号", "made the account"
    APPOINT = "make_administrator", "设立管理员账号", "made an administrator"  # by the system, at set-up
    RENAME = "rename_account", "修改姓名", "changed the name"
    GIVE_ROLE = "give_role", "授予角色", "gave a role"
    TAKE_ROLE = "take_role", "收回角色", "took a role"
    DEACTIVATE = "deactivate_account", "停用账号", "switched the account off"
    REACTIVATE = "reactivate_account", "恢复使用账号", "switched the account on again"
    RESET_PASSWORD = "reset_password", "重置密码", "set a one-time password"
    CHANGE_PASSWORD = "change_password", "修改密码", "changed the password"
    CHANGE_EMAIL = "change_email", "修改电子邮箱", "changed the e-mail address"
    ADD_SECOND_FACTOR = "add_second_factor", "开启两步验证", "switched the second factor on"
    DROP_SECOND_FACTOR = "drop_second_factor", "关闭两步验证", "switched the second factor off"
    RENEW_CODES = "renew_recovery_codes", "更换备用码", "made new recovery codes"
    REMOVE_SECOND_FACTOR = "remove_second_factor", "解除两步验证", "removed the second factor"
