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
