"""What the organizations refuse, in both languages."""

from luoshi.foundation.refusals import Refusal


class NameTaken(Refusal):
    """A sibling unit has the name already (O6)."""

    chinese = "{parent}下已有名为“{name}”的单位。请换一个名称，或直接使用已有单位。"
    english = "{parent} already has a unit called “{name}”. Choose another name, or use the existing unit."
    field = "name"


class DivisionCodeTaken(Refusal):
    """Another unit has the division code already (O6)."""

    chinese = "行政区划代码 {code} 已由“{name}”使用。"
    english = "The division code {code} belongs to “{name}” already."
    field = "division_code"


class KindFixed(Refusal):
    """The kind of the top unit of one's own reach decides how far one reaches (O5)."""

    chinese = "“{name}”是你管理范围的最上级单位，只有上级管理员可以改变它的类型、位置或停用它；市级单位的类型不能改变。"
    english = (
        "“{name}” is the top of what you administer: only an administrator above may change its kind or place or "
        "switch it off. The kind of the topmost unit cannot be changed."
    )
    field = "kind"


class MoveIntoItself(Refusal):
    """A unit cannot stand below itself."""

    chinese = "不能把“{name}”移到它自己或它的下级单位之下。"
    english = "“{name}” cannot be moved below itself or one of its own sub-units."
    field = "parent"


class UnitInactive(Refusal):
    """Nothing new is put into a unit that is switched off."""

    chinese = "“{name}”已停用，请先恢复使用。"
    english = "“{name}” is switched off. Switch it on first."


class UnitHasUnits(Refusal):
    """A unit with active sub-units cannot be switched off (O7)."""

    chinese = "“{name}”下还有 {count} 个在用单位，请先移走或停用它们。"
    english = "“{name}” still has {count} active sub-units. Move them or switch them off first."


class UnitHasOpenTasks(Refusal):
    """A unit with open tasks cannot be switched off (O7)."""

    chinese = "“{name}”还有 {count} 项未销号任务。请先改派或销号，再停用单位。"
    english = "“{name}” still has {count} open tasks. Re-assign or close them before switching the unit off."


class UsernameTaken(Refusal):
    """The login name exists, whatever its case."""

    chinese = "登录名“{username}”已被使用，请换一个。"
    english = "The login name “{username}” is taken. Choose another."
    field = "username"


class RoleHeld(Refusal):
    """The account has the role in that unit already."""

    chinese = "{name}在“{unit}”已有这一角色。"
    english = "{name} already has this role in “{unit}”."
    field = "role"


class LastAdministrator(Refusal):
    """Somebody must administer the whole tree (O8)."""

    chinese = "这样会使“{name}”没有可用的管理员。请先指定另一名管理员。"
    english = "This would leave “{name}” without an administrator. Appoint another first."


class OwnAccount(Refusal):
    """Nobody switches the own account off."""

    chinese = "不能停用或重置自己的账号，请由另一名管理员办理。"
    english = "You cannot switch off or reset your own account. Ask another administrator."
