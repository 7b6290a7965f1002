"""What checking a sheet comes to: what would be made, changed and left as it is, row by row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.foundation.terms import Term
from luoshi.workflows.import_sheet.table import Row, Table

MOST_SHOWN = 500
Progress = Callable[[float], None]


class RowDeed(Term):
    """What becomes of a row."""

    CREATE = "create", "新建", "New"
    CHANGE = "change", "更新", "Changed"
    SAME = "same", "不变", "Unchanged"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field's value before and after; the words of the field in both languages."""

    chinese: str
    english: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What becomes of one row."""

    place: str
    deed: RowDeed
    title: str
    subject_id: int | None = None
    fields: tuple[FieldChange, ...] = ()


@dataclass(slots=True)
class Plan:
    """What becomes of all rows."""

    changes: list[RowChange] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many rows are made, changed and left."""
        return {deed.value: sum(change.deed is deed for change in self.changes) for deed in RowDeed}

    def as_plain(self) -> dict[str, Any]:
        """Give the plan as JSON values: counts, a digest of all, the first changed rows field by field."""
        changed = [c for c in self.changes if c.deed is RowDeed.CHANGE][:MOST_SHOWN]
        made = [c for c in self.changes if c.deed is RowDeed.CREATE][:MOST_SHOWN]
        return {
            "counts": self.counts(),
            "digest": self.digest(),
            "changed": [
                {
                    "place": c.place,
                    "title": c.title,
                    "id": c.subject_id,
                    "fields": [[f.chinese, f.english, f.before, f.after] for f in c.fields],
                }
                for c in changed
            ],
            "created": [{"place": c.place, "title": c.title} for c in made],
        }

    def digest(self) -> str:
        """Give a short name of everything that would happen, so that what is stored is what was shown (IM9)."""
        told = [
            (c.deed.value, c.title, c.subject_id, [(f.chinese, f.before, f.after) for f in c.fields])
            for c in self.changes
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:24]


class Importer(Protocol):
    """What each kind does with the rows of a table."""

    plan: Plan

    def __init__(self, table: Table, jurisdiction: Unit, today: date) -> None: ...

    def check(self, rows: Sequence[Row], progress: Progress) -> None:
        """Read the rows, note what is wrong in the table's faults, and make the plan."""

    def prepare(self, rows: Sequence[Row], progress: Progress) -> None:
        """Read the rows and make the plan again before storing; what storing itself judges is left to it."""

    def store(self, *, actor: Account, now: datetime, source: str) -> None:
        """Store what was checked; called inside one transaction. Notes what is wrong like ``check``."""


def field_changes(
    words: Callable[[str], tuple[str, str]], before: dict[str, str], after: dict[str, str]
) -> tuple[FieldChange, ...]:
    """Compare two descriptions by field; ``words`` gives a field's Chinese and English word."""
    names = [name for name in {**before, **after} if before.get(name, "") != after.get(name, "")]
    return tuple(FieldChange(*words(name), before.get(name, ""), after.get(name, "")) for name in names)
