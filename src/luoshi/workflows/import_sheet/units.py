"""Bring units in: each row a unit below its parent, which may itself be a row of the sheet (IM7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.actions import create_unit, edit_unit
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.terms import UnitKind
from luoshi.domain.tasks.rules import folded
from luoshi.foundation.codes import judge_division_code
from luoshi.foundation.refusals import Refusal
from luoshi.workflows.import_sheet.checked import FieldChange, Plan, Progress, RowChange, RowDeed, field_changes
from luoshi.workflows.import_sheet.table import Row, Table

FIELD_WORDS = {
    "name": ("单位名称", "Unit"),
    "short_name": ("简称", "Short name"),
    "aliases": ("别名", "Other names"),
    "kind": ("单位类型", "Kind"),
    "division_code": ("行政区划代码", "Division code"),
}
LIMITS = {"name": 100, "short_name": 40, "division_code": 12}


class UnitTwice(Refusal):
    """Two rows of a sheet are one unit."""

    chinese = "与第 {row} 行是同一个单位。请删去其中一行。"
    english = "This is the same unit as row {row}. Remove one of them."


class ParentNotThere(Refusal):
    """The parent is neither in the tree nor in the sheet."""

    chinese = "上级单位“{text}”既不在单位表中，也不在本表中。请核对名称，或在本表中补充这一单位。"
    english = "The parent unit “{text}” is neither in the tree nor in this sheet. Check its name or add it."


class ParentLoop(Refusal):
    """Units stand above one another in a circle."""

    chinese = "上级关系成环：{names}。请改正其中一个的上级单位。"
    english = "These units stand above one another in a circle: {names}. Correct one parent."


class UnitUnclear(Refusal):
    """Several units bear the name."""

    chinese = "有 {count} 个单位名为“{text}”，无法判断是哪一个。请填写上级单位。"
    english = "{count} units are called “{text}”. Give the parent unit to tell which is meant."


class ParentFixed(Refusal):
    """A sheet does not move units."""

    chinese = "“{text}”现在的上级是“{parent}”，表格不能调整隶属关系。请在单位页移动它。"
    english = "“{text}” stands below “{parent}” now. A sheet does not move units; use the unit's page."


class TooLong(Refusal):
    """A text is longer than its column."""

    chinese = "“{label_zh}”最多 {limit} 字，现有 {length} 字。"
    english = "“{label_en}” may have {limit} characters; it has {length}."


class CodeRefused(Refusal):
    """A division code is wrong."""

    chinese = "{reason_zh}"
    english = "{reason_en}"


@dataclass(slots=True)
class _Wanted:
    row: Row
    name: str
    short_name: str | None
    aliases: list[str] | None
    kind: UnitKind | None
    division_code: str | None
    parent_name: str
    known: Unit | None = None
    parent_row: _Wanted | None = None
    parent: Unit | None = None
    made: Unit | None = None
    is_changed: bool = False


class UnitImport:
    """The rows of a sheet as units."""

    def __init__(self, table: Table, jurisdiction: Unit, today: date) -> None:
        """``today`` plays no part."""
        self.table, self.jurisdiction = table, jurisdiction
        self.plan = Plan()
        self._wanted: list[_Wanted] = []

    def check(self, rows: Sequence[Row], progress: Progress) -> None:
        """Read, judge and plan."""
        self._load()
        in_sheet: dict[str, _Wanted] = {}
        for count, row in enumerate(rows):
            if count % 100 == 0:
                progress(count / len(rows))
            wanted = self._read(row)
            if wanted is None:
                continue
            twin = in_sheet.get(folded(wanted.name) + "\n" + folded(wanted.parent_name))
            if twin is not None:
                self.table.refuse_field(row, "name", UnitTwice(row=twin.row.place))
                continue
            in_sheet[folded(wanted.name) + "\n" + folded(wanted.parent_name)] = wanted
            self._wanted.append(wanted)
        by_name = {folded(form): w for w in self._wanted for form in (w.short_name or "", w.name) if form}
        for wanted in self._wanted:
            self._place(wanted, by_name)
        self._refuse_loops()
        for wanted in self._wanted:
            self._plan(wanted)
        progress(1.0)

    def prepare(self, rows: Sequence[Row], progress: Progress) -> None:
        """Read and plan again before storing."""
        self.check(rows, progress)

    def store(self, *, actor: Account, now: datetime, source: str) -> None:
        """Make parents before what stands below them; change what is there."""
        for wanted in self._wanted:
            try:
                self._store(wanted, actor, now)
            except Refusal as refusal:
                self.table.refuse_field(wanted.row, refusal.field or "name", refusal)

    def _store(self, wanted: _Wanted, actor: Account, now: datetime) -> Unit:
        if wanted.made is not None:
            return wanted.made
        if wanted.known is not None:
            if wanted.is_changed:
                edit_unit(actor=actor, now=now, unit=wanted.known, **self._values(wanted))
            wanted.made = wanted.known
            return wanted.known
        above = self._store(wanted.parent_row, actor, now) if wanted.parent_row else wanted.parent
        wanted.made = create_unit(actor=actor, now=now, parent=above or self.jurisdiction, **self._values(wanted))
        return wanted.made

    def _load(self) -> None:
        units = list(Unit.objects.filter(within([self.jurisdiction.path])).order_by("path"))
        self._by_path = {unit.path: unit for unit in units}
        self._by_name: dict[str, list[Unit]] = {}
        for unit in units:
            for form in {folded(n) for n in (unit.name, unit.short_name, *unit.aliases) if n}:
                self._by_name.setdefault(form, []).append(unit)
        self._by_code = {unit.division_code: unit for unit in units if unit.division_code}

    def _read(self, row: Row) -> _Wanted | None:
        table = self.table
        is_whole = table.needs(row)
        kind = table.term(row, "kind", UnitKind)
        texts = {key: table.text(row, key) for key in LIMITS if key in row.values}
        for key, limit in LIMITS.items():
            if len(texts.get(key, "")) > limit:
                chinese, english = FIELD_WORDS[key]
                length = len(texts[key])
                table.refuse_field(row, key, TooLong(label_zh=chinese, label_en=english, limit=limit, length=length))
        if (code := texts.get("division_code")) is not None:
            verdict = judge_division_code(code)
            if not verdict.is_acceptable:
                refusal = CodeRefused(reason_zh=verdict.chinese, reason_en=verdict.english)
                table.refuse_field(row, "division_code", refusal, written=code)
            texts["division_code"] = verdict.code
        aliases = None
        if "aliases" in row.values:
            words = table.text(row, "aliases").replace("，", "、").replace(",", "、").replace("\n", "、")
            aliases = [word.strip() for word in words.split("、") if word.strip()]
        if not is_whole or kind is None:
            return None
        return _Wanted(
            row=row,
            name=texts["name"],
            short_name=texts.get("short_name"),
            aliases=aliases,
            kind=kind if isinstance(kind, UnitKind) else None,
            division_code=texts.get("division_code"),
            parent_name=table.text(row, "parent"),
        )

    def _place(self, wanted: _Wanted, by_name: dict[str, _Wanted]) -> None:
        """Find the unit that a row means, and what it stands below."""
        parents = self._by_name.get(folded(wanted.parent_name), []) if wanted.parent_name else []
        known = [u for u in self._by_name.get(folded(wanted.name), []) if folded(u.name) == folded(wanted.name)]
        if wanted.division_code and wanted.division_code in self._by_code:
            known = [self._by_code[wanted.division_code]]
        if len(known) > 1 and parents:
            known = [u for u in known if u.path[: -Unit.steplen] in {p.path for p in parents}]
        if len(known) > 1:
            self.table.refuse_field(wanted.row, "name", UnitUnclear(count=len(known), text=wanted.name))
            return
        if known:
            wanted.known = known[0]
            self._refuse_move(wanted, parents)
            return
        above = by_name.get(folded(wanted.parent_name))
        if not wanted.parent_name:
            wanted.parent = self.jurisdiction
        elif len(parents) == 1:
            wanted.parent = parents[0]
        elif above is not None and above is not wanted and not parents:
            wanted.parent_row = above
        elif parents:
            refusal: Refusal = UnitUnclear(count=len(parents), text=wanted.parent_name)
            self.table.refuse_field(wanted.row, "parent", refusal, written=wanted.parent_name)
        else:
            refusal = ParentNotThere(text=wanted.parent_name)
            self.table.refuse_field(wanted.row, "parent", refusal, written=wanted.parent_name)

    def _refuse_move(self, wanted: _Wanted, parents: Sequence[Unit]) -> None:
        known = wanted.known
        if known is None or not wanted.parent_name or known.pk == self.jurisdiction.pk:
            return
        now = self._by_path.get(known.path[: -Unit.steplen])
        if now is not None and now.pk not in {p.pk for p in parents}:
            refusal = ParentFixed(text=known.name, parent=now.name)
            self.table.refuse_field(wanted.row, "parent", refusal, written=wanted.parent_name)

    def _refuse_loops(self) -> None:
        for wanted in self._wanted:
            chain, at = [wanted.name], wanted.parent_row
            while at is not None and at is not wanted and at.name not in chain:
                chain.append(at.name)
                at = at.parent_row
            if at is wanted:
                self.table.refuse_field(wanted.row, "parent", ParentLoop(names=" → ".join([*chain, wanted.name])))

    def _values(self, wanted: _Wanted) -> dict[str, Any]:
        known = wanted.known
        return {
            "name": wanted.name,
            "short_name": _or(wanted.short_name, known.short_name if known else ""),
            "aliases": _or(wanted.aliases, known.aliases if known else []),
            "kind": wanted.kind or UnitKind.DEPARTMENT,
            "division_code": _or(wanted.division_code, known.division_code if known else ""),
        }

    def _plan(self, wanted: _Wanted) -> None:
        known = wanted.known
        fields: tuple[FieldChange, ...] = ()
        if known is not None:
            before = {name: _said(getattr(known, name)) for name in FIELD_WORDS}
            after = {name: _said(value) for name, value in self._values(wanted).items()}
            fields = field_changes(lambda name: FIELD_WORDS[name], before, after)
            wanted.is_changed = bool(fields)
        deed = RowDeed.CREATE if known is None else RowDeed.CHANGE if fields else RowDeed.SAME
        title = known.name if known else wanted.name
        self.plan.changes.append(RowChange(wanted.row.place, deed, title, known.pk if known else None, fields))


def _or(given: Any, former: Any) -> Any:
    return former if given is None else given


def _said(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(value)
    return UnitKind(value).chinese if value in set(UnitKind) else str(value)
