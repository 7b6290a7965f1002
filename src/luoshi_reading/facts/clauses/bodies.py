"""Who can act at all: words that the names of units, organs, groups and people end with. Rule R25."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import ADVERBS
from luoshi_reading.facts.remembered import remembered
from luoshi_reading.knowledge.divisions import by_short_name
from luoshi_reading.knowledge.first_letters import compiled, first_characters
from luoshi_reading.knowledge.word_lists import alternation, words

UNITS = words("bodies", "units")
PEOPLE = words("bodies", "people")
SUBJECT_END = compiled(
    rf"(?:{alternation((*UNITS, *PEOPLE))}|部(?!分|署)|[干党]部|团[省市县]?委|"
    r"[省市县区州镇乡村旗]|[厅局委办院署会处站队行社校园所馆股]|员(?<![动裁复减满超定全缺扩增专]员)"
    r"|[（(][^）)]{1,12}[）)]|、[一-鿿]{1,8}[两三四五六七八九十]家)$"
)
# 浅山地区要补栽: of which land it is told.
LANDSCAPES = words("actors", "landscapes")
FIELD = alternation(words("bodies", "fields"))
# Characters of 县（市、区） and the like, or of the longest word.
LONGEST_END = max(14, *map(len, UNITS + PEOPLE))
BODY_LAST = frozenset("部省市县区州镇乡村旗厅局委办院署会处站队行社校园所馆股）)家").union(
    word[-1] for word in UNITS + PEOPLE
)
# 发展改革、财政部门, 市水务部门: departments that are named by what they do. Atomic: 文化和旅游 is one field, or two.
DEPARTMENTS = re.compile(
    rf"(?:各级|各|有关|相关|当地|属地|国家|[省市县区州乡镇]级?(?:[、和][省市县区州乡镇]级?)*)?"
    rf"(?>{FIELD})(?:[、和及](?>{FIELD}))*+(?:等(?:有关|相关|职能)?|这些|这几个|几个|等[几多两三四五六七八]个|主管|行政|行政主管|监管|管理|监督管理)?部门"
)
# 发改、水利要…: fields alone, one of which is that of a department only; 水利负责…: any of them.
FIELDS_ALONE = re.compile(rf"(?>{FIELD})(?:[、和及](?>{FIELD}))*+等?")
SURE_FIELDS = words("bodies", "sure_fields")
NO_SUBJECTS = (
    r"(?:要|作为|并|赴|前往|在(?!座的)|报(?=[请送经]|[省市县区镇乡州][一-鿿])|提请|提交|呈报|可在|未经"
    r"|面向|经(?![开信贸发济管办营协])|依照|遵照|参照|委托|聘请|邀请|及|以|对|把|与(?!会)|同(?!志)|和|按|从|为|由|使|让|到|通过|针对|会同|根据|依据|按照|围绕|会议|全会|我们|他|她|大家|这|那|既|又|还|同时|力争|确保|因此|必须)"
)
NO_SUBJECT = re.compile(NO_SUBJECTS)
NO_SUBJECT_FIRST = first_characters(NO_SUBJECTS)
# 政府采购车辆, 城市建成区: the first word of a noun.
NOUN_UNITS = frozenset(("政府", "城市", "社区", "企业", "学校", "园区", "部门", "各级"))
# What is cut out of a list of days or of papers names nobody.
NO_NAME = re.compile(r"^[、 \u3000]|《|\d{1,2}[月日]|[一-鿿](?:以(?!及|上|下|内|外)|由(?<!自由))")
# A unit may be named by what it does (登记机关, 监督部门); longer, the verb is the clause's own.
LONGEST_VERBAL_UNIT = 6
NO_BODY = words("bodies", "none")
# What stands before a plain predicate must tell of itself that it is a body; 企业, 学校 and the like also build nouns.
NAMED = compiled(
    r"^(?:各(?!种|类|方面|项)|有关|相关|[省市县区州镇乡村旗](?![场域内外容民际])|我[省市县区州镇乡村旗局校院厅委]|该[省市县区州镇乡村局校院厅委]|每位|所有|全[市省县区州镇乡校]|本[市省县区镇乡校局院])"
)
PROPER = compiled(
    r"(?:[局委厅署队]|办(?<![通联近帮代承协主自合快易速举开申]办)|部门|单位|公司|集团|中心|政府|属地|党委|党组|党支部|街道|干部|党员|成员|人员|同志|小组|专班)$"
)
LONGEST_ADVERB = 5


def begins_as_none(words_of: str) -> bool:
    """Whether words begin as nobody's name does (要, 对, 为, 根据)."""
    return words_of[:1] in NO_SUBJECT_FIRST and NO_SUBJECT.match(words_of) is not None


def ends_as_body(name: str) -> bool:
    """Whether a name ends in a word for those who act."""
    return name[-1:] in BODY_LAST and _ends_in_one(name)


@remembered  # a unit is asked about by several steps, and named again and again
def _ends_in_one(name: str) -> bool:
    return SUBJECT_END.search(name, max(0, len(name) - LONGEST_END)) is not None


def is_body(name: str) -> bool:
    """Whether a name ends as those who act are called."""
    return ends_as_body(name) and not name.endswith(NO_BODY)


def are_fields(names: str, *, in_charge: bool) -> bool:
    """Whether departments are named by nothing but their fields (发改、水利要…; ``in_charge``: 水利负责…)."""
    if not in_charge and ("、" not in names or not any(field in names for field in SURE_FIELDS)):
        return False
    return FIELDS_ALONE.fullmatch(names) is not None


def are_departments(clause: str) -> bool:
    """Whether a clause is nothing but departments (公安、交通、综合执法等部门，; 公安部门：), before what they do."""
    if clause[-1] not in "门位":
        return False
    return DEPARTMENTS.fullmatch(clause) is not None or SEVERAL_DEPARTMENTS.fullmatch(clause) is not None


def is_list(names: str) -> bool:
    """Whether a list of names holds nothing but bodies (包片领导、网格员和各村负责人)."""
    return (
        ("、" in names or "和" in names or "及" in names)
        and "由" not in names
        and all(is_body(part) for part in LISTED.split(names) if part)
    )


def goes_by_work(name: str) -> bool:
    """Whether people or a team are named by what they do (值班人员, 包保干部), so that a verb may stand within."""
    return name.endswith(TEAMS) and not any(name[at : at + 2] in DONE_TO_PEOPLE for at in range(1, len(name) - 2))


def are_places(names: str) -> bool:
    """Whether a name or a list of names holds nothing but places that are known by name."""
    return all(part in by_short_name() for part in PARTS.split(names))


def are_kinds(names: str) -> bool:
    """Whether a list names kinds of those who act, the first of which may begin like a verb (供电、供水、燃气企业)."""
    return LISTED_KINDS.fullmatch(names) is not None


def are_firms(names: str) -> bool:
    """Whether a list names firms, of which the first is called so (蓝渚公司、新澜食品)."""
    return FIRMS.fullmatch(names) is not None


def without_frequency(name: str) -> str:
    """Take off how often, and 不, between a name and its 要 (包联领导一个星期要…, 驻村干部不要…)."""
    return FREQUENT.sub("", name)


SEVERAL_DEPARTMENTS = re.compile("[一-鿿]{2,8}(?:、[一-鿿]{2,8}){1,7}等(?:有关|相关|职能)?(?:部门|单位)")
LISTED_KINDS = re.compile("[一-鿿]{2,6}(?:、[一-鿿]{2,6}){1,6}?等?[一-鿿]{0,2}(?:部门|单位|企业|公司|媒体)")
FIRMS = re.compile("[一-鿿]{2,10}(?:公司|集团|药业|银行|农商行)(?:、[一-鿿]{2,8}){1,3}?等?")
FREQUENT = re.compile("(?:[每一]个?(?:星期|[周月])|不)$")
DONE_TO_PEOPLE = frozenset(words("bodies", "done_to_people.all"))
TEAMS = (*PEOPLE, "队", "组")
LISTED = re.compile("[、和及]")
PARTS = re.compile("[、和及与]")


def without_manner(name: str) -> str:
    """Take the adverbs off that stand between a subject and its predicate (各单位认真, 各部门仍)."""
    while not ends_as_body(name):
        for length in range(min(LONGEST_ADVERB, len(name) - 2), 0, -1):
            if name[-length:] in BETWEEN:
                name = name[:-length]
                break
        else:
            break
    return name


BETWEEN = frozenset(word for word in ADVERBS if len(word) > 1 and word not in ("至少", "最少")) | frozenset(
    (
        "仍",
        "仍要",
        "相应",
        "马上",
        "进行",
        "通力",
        "一律",
        "必须",
        "务必",
        "自行",
        "亲自",
        "原则上",
        "全部",
        "普遍",
        "始终",
        "牢牢",
    )
)
