"""Which unit a document means by a name (rule O10).

Documents rarely write a unit's full name: 市发改委 is 云岭市发展和改革委员会. Every unit therefore answers to a set of
written forms, made from its names by the rules below. A name that is a form of exactly one unit is an exact match;
anything else gets ranked suggestions, never a silent guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from luoshi.domain.organizations.terms import JURISDICTION_KINDS, UnitKind

# Official name, and how offices say it. General administrative usage in all provinces.
SHORTENINGS = (
    ("发展和改革", "发展改革"),
    ("发展和改革", "发改"),
    ("工业和信息化", "工信"),
    ("经济和信息化", "经信"),
    ("人力资源和社会保障", "人社"),
    ("自然资源和规划", "自然资源"),
    ("自然资源和规划", "自规"),
    ("自然资源和规划", "资规"),
    ("住房和城乡建设", "住建"),
    ("住房和城乡建设", "住房城乡建设"),
    ("交通运输", "交通"),
    ("农业农村", "农业"),
    ("文化广播电视和旅游", "文广旅"),
    ("文化广电和旅游", "文广旅"),
    ("文化广电旅游", "文广旅"),
    ("文化体育和旅游", "文体旅"),
    ("文化和旅游", "文旅"),
    ("文化旅游", "文旅"),
    ("卫生健康", "卫健"),
    ("退役军人事务", "退役军人"),
    ("应急管理", "应急"),
    ("市场监督管理", "市场监管"),
    ("国有资产监督管理", "国资"),
    ("医疗保障", "医保"),
    ("教育和体育", "教体"),
    ("教育体育", "教体"),
    ("科学技术", "科技"),
    ("经济合作和外事", "经合外事"),
    ("行政审批服务", "行政审批"),
    ("数据资源管理", "数据"),
    ("乡村振兴", "乡村振兴"),
    ("城市管理行政执法", "城管"),
    ("城市管理", "城管"),
    ("综合行政执法", "综合执法"),
    ("人民政府", "政府"),
    ("人民检察院", "检察院"),
    ("人民法院", "法院"),
    ("纪律检查委员会", "纪委"),
    ("监察委员会", "监委"),
    ("机构编制委员会办公室", "编办"),
)
ENDINGS = (("委员会办公室", "委办"), ("委员会", "委"), ("办公室", "办"), ("管理委员会", "管委会"), ("管理局", "局"))
ZONE_SHORTENINGS = (
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业开发区", "高新技术开发区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
)
TERRITORY_SIGN = {
    UnitKind.CITY: "市",
    UnitKind.DISTRICT: "区",
    UnitKind.COUNTY: "县",
    UnitKind.TOWNSHIP: "镇",
}
_TERRITORY_END = re.compile(
    r"(?:自治县|自治州|市|区|县|镇|乡|街道|经济技术开发区|高新技术产业开发区|经济开发区|开发区|新区|高新区|经开区)$"
)
_NOISE = re.compile(r"[\s\u3000（）()《》“”\"'·•]")
_COLLECTIVE = re.compile(
    r"^(?:全[市县区])?[各每]个?(?P<what>[县区市、和及]{1,8}|乡镇(?:街道)?|镇街|(?:[市县]直)?部门)"
    r"(?:党委)?[、和]?(?:人民政府|政府|管委会)?$"
)
_BETWEEN_NAMES = re.compile(r"[、，,;；/]|以及")
_AND = re.compile(r"(?<=.{3})[和与及](?=.{3})")
_COLLECTIVE_KINDS = {
    "territory": frozenset({UnitKind.DISTRICT, UnitKind.COUNTY, UnitKind.DEVELOPMENT_ZONE}),
    "township": frozenset({UnitKind.TOWNSHIP}),
    "department": frozenset({UnitKind.DEPARTMENT}),
}
LOWEST_SCORE = 55  # of 100; below it suggestions on the demonstration's names were noise
MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as matching sees it."""

    unit_id: int
    path: str
    kind: str
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit that may be meant, and how near its nearest written form is."""

    unit_id: int
    label: str
    score_percent: int


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """What a written name means.

    ``exact`` is the one unit that answers to it. Without it, ``suggestions`` are ranked, best first. ``members`` are
    the units of a collective name such as 各县区, in tree order, or those of a list such as 市财政局、市审计局 in the
    order of the list, where every name of it is clear.
    """

    name: str
    exact: int | None = None
    suggestions: tuple[Suggestion, ...] = ()
    members: tuple[int, ...] = ()


def folded(name: str) -> str:
    """Bring a name to the form in which names are compared: full-width signs folded, spaces and quotes gone."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name))


def stem_of(territory: str) -> str:
    """Give a territory's name without its ending: 清溪县 → 清溪; the name itself where less than two signs stay."""
    stem = _TERRITORY_END.sub("", territory)
    return stem if len(stem) >= 2 else territory


class UnitDirectory:
    """All written forms of the units of one jurisdiction."""

    def __init__(self, units: Iterable[NamedUnit], jurisdiction_path: str, *, step: int) -> None:
        """Collect the forms; ``step`` is how many signs of a path make one level of the tree."""
        self._units = {unit.path: unit for unit in units}
        self._by_id = {unit.unit_id: unit for unit in self._units.values()}
        self._step = step
        self._home = jurisdiction_path
        self._forms: dict[str, set[int]] = {}
        for unit in self._units.values():
            for form in self._forms_of(unit):
                self._forms.setdefault(form, set()).add(unit.unit_id)
        self._form_list = list(self._forms)

    def match(self, name: str) -> UnitMatch:
        """Tell which unit a name means."""
        wanted = folded(name)
        if not wanted:
            return UnitMatch(name)
        holders = self._forms.get(wanted, set())
        if len(holders) == 1:
            return UnitMatch(name, exact=next(iter(holders)))
        if holders:
            ranked = sorted((self._by_id[i] for i in holders), key=lambda unit: (len(unit.path), unit.path))
            return UnitMatch(name, suggestions=tuple(Suggestion(u.unit_id, u.label, 100) for u in ranked))
        members = self._collective(wanted)
        if members:
            return UnitMatch(name, members=members)
        parts = [part for part in _BETWEEN_NAMES.split(wanted) if part]
        if len(parts) > 1:
            return self._list(name, [self.match(part) for part in parts])
        for word in _AND.finditer(wanted):
            # 发展和改革 holds the word too: it divides only where a name stands on either side.
            sides = [self.match(wanted[: word.start()]), self.match(wanted[word.end() :])]
            if all(side.exact or side.members for side in sides):
                return self._list(name, sides)
        return UnitMatch(name, suggestions=self._suggestions(wanted))

    def _list(self, name: str, parts: list[UnitMatch]) -> UnitMatch:
        """Tell what several names in one mean: their units where all are clear, else suggestions, clear ones first."""
        members: dict[int, None] = {}
        for part in parts:
            members |= dict.fromkeys((part.exact,) if part.exact else part.members)
        if all(part.exact or part.members for part in parts):
            return UnitMatch(name, members=tuple(members))
        clear = [Suggestion(i, self._by_id[i].label, 100) for i in members]
        others = [s for part in parts if not part.exact for s in part.suggestions if s.unit_id not in members]
        return UnitMatch(name, suggestions=tuple([*clear, *others][:MOST_SUGGESTIONS]))

    def _suggestions(self, wanted: str) -> tuple[Suggestion, ...]:
        best: dict[int, int] = {}
        near = process.extract(wanted, self._form_list, scorer=fuzz.ratio, score_cutoff=LOWEST_SCORE, limit=60)
        for form, score, _ in near:
            for unit_id in self._forms[form]:
                best[unit_id] = max(best.get(unit_id, 0), round(score))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], self._by_id[pair[0]].path))
        return tuple(Suggestion(i, self._by_id[i].label, score) for i, score in ranked[:MOST_SUGGESTIONS])

    def _collective(self, wanted: str) -> tuple[int, ...]:
        found = _COLLECTIVE.match(wanted)
        if found is None:
            return ()
        what = found["what"]
        key = "township" if "镇" in what else "department" if "部门" in what else "territory"
        kinds = _COLLECTIVE_KINDS[key]
        return tuple(
            unit.unit_id
            for path, unit in sorted(self._units.items())
            if unit.kind in kinds and path != self._home and (key == "township" or self._territory(path) == self._home)
        )

    def _territory(self, path: str) -> str:
        """The path of the nearest jurisdiction above a unit; the own jurisdiction's where none is nearer."""
        for length in range(len(path) - self._step, len(self._home), -self._step):
            above = self._units.get(path[:length])
            if above is not None and above.kind in JURISDICTION_KINDS:
                return above.path
        return self._home

    def _forms_of(self, unit: NamedUnit) -> set[str]:
        own = {folded(n) for n in (unit.name, unit.short_name, *unit.aliases) if n}
        if unit.path == self._home:
            return own | {form + "政府" for form in own} | {form + "人民政府" for form in own}
        if unit.kind in JURISDICTION_KINDS:
            return _territory_forms(own, unit.kind)
        home = self._territory(unit.path)
        return own | self._office_forms(own, home)

    def _office_forms(self, own: set[str], home: str) -> set[str]:
        territory = self._units.get(home)
        if territory is None:
            return set()
        prefixes = sorted(
            {folded(territory.name), folded(territory.short_name), stem_of(folded(territory.name))} - {""}
        )
        sign = TERRITORY_SIGN.get(UnitKind(territory.kind), "")
        bare: set[str] = set()
        for form in own:
            form = form.removeprefix("中共")
            start = next((p for p in sorted(prefixes, key=len, reverse=True) if form.startswith(p)), "")
            rest = form[len(start) :] or form
            rest = rest.removeprefix(sign) if not start and sign else rest
            bare |= {rest, rest.removeprefix("委")}  # 市委组织部 is also 组织部
        bare = {form for form in _shortened(bare) if len(form) >= 2}
        forms = {prefix + form for prefix in prefixes for form in bare}
        if home == self._home:
            forms |= {sign + form for form in bare} | bare
        return forms


def _territory_forms(own: set[str], kind: str) -> set[str]:
    forms = own | {stem_of(form) for form in own}
    if kind == UnitKind.DEVELOPMENT_ZONE:
        for long, short in ZONE_SHORTENINGS:
            forms |= {form.removesuffix(long) + short for form in own if form.endswith(long)}
        forms |= {form[-3:] for form in forms if form.endswith(("高新区", "经开区"))}
        return forms | {form + body for form in forms for body in ("管委会", "管理委员会")}
    return forms | {form + body for form in own for body in ("政府", "人民政府")}


def _shortened(forms: set[str]) -> set[str]:
    """Add what offices make of official names: shortened fields of work, then contracted endings."""
    made = set(forms)
    for long, short in SHORTENINGS:
        made |= {form.replace(long, short) for form in made if long in form}
    for long, short in ENDINGS:
        made |= {form.removesuffix(long) + short for form in made if form.endswith(long)}
    return made
