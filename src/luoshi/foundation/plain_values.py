"""Reads settings that are stored as plain values (JSON, TOML) and names every fault at its place.

A reader never stops at the first fault: it gives a stand-in and goes on, so that a form can show all of them at once.
Whoever reads looks at the list of faults before using what came out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from luoshi.foundation.terms import Term

T = TypeVar("T", bound=Term)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place such as ``rules[0].intervals[2].low``, in both languages."""

    place: str
    chinese: str
    english: str

    def message(self, language: str) -> str:
        """Give the words in the language of a code such as ``zh-hans``."""
        return self.chinese if language.startswith("zh") else self.english


class PlainTable:
    """One table of plain values at a place. Every name it was asked for is known; ``close`` names the rest."""

    def __init__(self, values: object, place: str, faults: list[Fault]) -> None:
        self.place = place
        self.faults = faults
        self.asked: set[str] = set()
        self.values: Mapping[str, Any] = {}
        if isinstance(values, Mapping):
            self.values = values
        else:
            self.fault("", "应为一组带名称的设置。", "This must be a table of named settings.")

    def at(self, name: str) -> str:
        """Give the place of a name in this table."""
        return f"{self.place}.{name}" if self.place and name else self.place or name

    def fault(self, name: str, chinese: str, english: str) -> None:
        """Note what is wrong with the value of a name."""
        self.faults.append(Fault(self.at(name), chinese, english))

    def has(self, name: str) -> bool:
        """Tell whether a name has a value."""
        self.asked.add(name)
        return self.values.get(name) is not None

    def text(self, name: str, default: str | None = None, *, longest: int = 300) -> str:
        """Give a text without outer white space; a fault where it is missing and has no default, or too long."""
        if not self.has(name):
            return self._missing(name, default, "")
        value = self.values[name]
        if not isinstance(value, str):
            self.fault(name, "应为文字。", "This must be text.")
            return default or ""
        text: str = value.strip()
        if not text and default is None:
            self.fault(name, "不能为空。", "This must not be empty.")
        if len(text) > longest:
            self.fault(
                name, f"最多{longest}字，现为{len(text)}字。", f"At most {longest} characters; this has {len(text)}."
            )
        return text

    def whole(self, name: str, default: int | None = None, *, least: int = 0, most: int = 10_000) -> int:
        """Give a whole number between two bounds."""
        if not self.has(name):
            return self._missing(name, default, least)
        value = self.values[name]
        if isinstance(value, str) and value.strip().lstrip("-").isdecimal():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(name, f"“{value}”不是整数。", f"“{value}” is no whole number.")
            return least if default is None else default
        if not least <= value <= most:
            self.fault(
                name,
                f"应在{least}至{most}之间，现为{value}。",
                f"This must lie between {least} and {most}; it is {value}.",
            )
            return min(max(value, least), most)
        return value

    def number(self, name: str) -> Decimal | None:
        """Give an exact number, None where there is none."""
        if not self.has(name):
            return None
        value = self.values[name]
        try:
            if isinstance(value, bool):
                raise InvalidOperation
            number = Decimal(str(value).strip())
            if not number.is_finite():
                raise InvalidOperation
        except InvalidOperation:
            self.fault(name, f"“{value}”不是数字。", f"“{value}” is no number.")
            return None
        return number

    def flag(self, name: str, default: bool) -> bool:
        """Give yes or no."""
        if not self.has(name):
            return default
        value = self.values[name]
        if not isinstance(value, bool):
            self.fault(name, "应为“是”或“否”。", "This must be true or false.")
            return default
        return value

    def day(self, name: str) -> date | None:
        """Give a date written as 2026-03-05, None where there is none."""
        if not self.has(name):
            return None
        value = self.values[name]
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fault(name, f"“{value}”不是日期，应如 2026-03-05。", f"“{value}” is no date such as 2026-03-05.")
            return None

    def choice(self, name: str, terms: type[T], default: T | None = None) -> T:
        """Give a term of a closed list."""
        first = next(iter(terms))
        if not self.has(name):
            return self._missing(name, default, first)
        return self._term(name, self.values[name], terms) or default or first

    def choices(self, name: str, terms: type[T]) -> tuple[T, ...]:
        """Give the terms of a list, each once; empty where there is none."""
        found = (self._term(f"{name}[{index}]", value, terms) for index, value in enumerate(self._list(name)))
        return tuple(dict.fromkeys(term for term in found if term is not None))

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts; empty where there is none."""
        found = []
        for index, value in enumerate(self._list(name)):
            if isinstance(value, str) and value.strip():
                found.append(value.strip())
            else:
                self.fault(f"{name}[{index}]", "应为文字。", "This must be text.")
        return tuple(found)

    def tables(self, name: str) -> list[PlainTable]:
        """Give the tables of a list; empty where there is none."""
        return [
            PlainTable(value, self.at(f"{name}[{index}]"), self.faults) for index, value in enumerate(self._list(name))
        ]

    def table(self, name: str) -> PlainTable | None:
        """Give the table of a name, None where there is none."""
        return PlainTable(self.values[name], self.at(name), self.faults) if self.has(name) else None

    def close(self) -> None:
        """Name every value that nobody asked for: mostly a mistyped name."""
        for name in self.values:
            if name not in self.asked:
                self.fault(str(name), f"没有名为“{name}”的设置。", f"There is no setting named “{name}”.")

    def _list(self, name: str) -> Iterable[Any]:
        if not self.has(name):
            return ()
        value = self.values[name]
        if not isinstance(value, (list, tuple)):
            self.fault(name, "应为列表。", "This must be a list.")
            return ()
        return value

    def _term(self, name: str, value: Any, terms: type[T]) -> T | None:
        try:
            return terms(value)
        except ValueError:
            allowed = "、".join(f"{term.value}（{term.chinese}）" for term in terms)
            allowed_en = ", ".join(term.value for term in terms)
            self.fault(name, f"“{value}”不可用，应为：{allowed}。", f"“{value}” is not one of: {allowed_en}.")
            return None

    def _missing(self, name: str, default: V | None, stand_in: V) -> V:
        if default is not None:
            return default
        self.fault(name, "缺少这一项。", "This is missing.")
        return stand_in
