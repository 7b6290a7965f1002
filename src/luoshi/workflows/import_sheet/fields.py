"""The fields that a sheet of each kind may hold, and the columns of years."""

from __future__ import annotations

import builtins
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from luoshi.domain.exchange.terms import ImportKind
from luoshi.domain.indicators.terms import Direction
from luoshi.domain.organizations.terms import UnitKind
from luoshi.domain.projects.terms import ApprovalRoute, BuildKind, InvestorType, Level, LifecycleStage
from luoshi.domain.tasks.terms import Instrument
from luoshi.foundation.terms import Term

_TERMS: Mapping[str, type[Term]] = MappingProxyType(
    {
        terms.__name__: terms
        for terms in (
            ApprovalRoute, BuildKind, Direction, Instrument, InvestorType, Level, LifecycleStage, UnitKind,
        )
    }
)  # fmt: skip
_NOISE = re.compile(r"[\s*＊:：,，。.、_\-—–/\\|]+")
_BRACKETS = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_YEAR = re.compile(r"(?<!\d)(20\d{2}|19\d{2})(?!\d)")
# What a column of one year holds, by kind: the field's stem, and words that its heading must and must not have.
_YEARLY = MappingProxyType(
    {
        ImportKind.PROJECTS: ("year", re.compile(r"投资|invest", re.IGNORECASE), re.compile(r"完成|到位|累计|done")),
        ImportKind.INDICATORS: ("target", re.compile(r"目标|计划|target", re.IGNORECASE), re.compile(r"完成|实际")),
    }
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key, its words, how its cells are read, and the headings under which it stands."""

    key: str
    chinese: str
    english: str
    type: str
    is_needed: bool = False
    term: builtins.type[Term] | None = None
    synonyms: tuple[str, ...] = ()
    example: str = ""
    year: int | None = None

    def label(self, language: str) -> str:
        """Give the field's word in the language of a code such as ``zh-hans``."""
        return self.chinese if language.startswith("zh") else self.english


@cache
def fields_of(kind: ImportKind) -> tuple[Field, ...]:
    """Give the fields of a kind, in the order of its template."""
    rows = tomllib.loads((files(__package__) / "fields.toml").read_text(encoding="utf-8"))[kind.value]
    return tuple(
        Field(
            key=row["key"],
            chinese=row["zh"],
            english=row["en"],
            type=row["type"],
            is_needed=row.get("needed", False),
            term=_TERMS[row["term"]] if "term" in row else None,
            synonyms=tuple(row.get("synonyms", ())),
            example=row.get("example", ""),
        )
        for row in rows
    )


def field_of(kind: ImportKind, key: str) -> Field | None:
    """Give a field by its key; one of a year by a key such as ``year:2026``."""
    stem, _, year = key.partition(":")
    if year.isdecimal() and kind in _YEARLY and stem == _YEARLY[kind][0] and len(year) == 4:
        return yearly_field(kind, int(year))
    return next((field for field in fields_of(kind) if field.key == key), None)


def yearly_field(kind: ImportKind, year: int) -> Field:
    """Give the field of one year."""
    stem = _YEARLY[kind][0]
    if kind is ImportKind.PROJECTS:
        return Field(f"{stem}:{year}", f"{year}年投资", f"Investment of {year}", "money", year=year)
    return Field(f"{stem}:{year}", f"{year}年目标值", f"Target of {year}", "number", year=year)


def year_of_heading(kind: ImportKind, heading: str) -> int | None:
    """Tell which year a column such as 2026年计划投资 speaks of; None where it is no column of one year."""
    if kind not in _YEARLY:
        return None
    _, wanted, unwanted = _YEARLY[kind]
    years = set(_YEAR.findall(heading))
    if len(years) != 1 or not wanted.search(heading) or unwanted.search(heading):
        return None
    return int(years.pop())


def folded(heading: str) -> str:
    """Bring a heading to the form in which headings are compared: brackets, spaces, marks and case aside."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    bare = _NOISE.sub("", _BRACKETS.sub("", text))
    return bare or _NOISE.sub("", text)
