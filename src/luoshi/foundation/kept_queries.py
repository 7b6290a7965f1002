"""Queries whose SQL is composed once and asked again with other values: for what every request of a busy hour asks.

Composing a query costs Django several times what the database needs to answer it. A kept query is written as any other,
as a function that gives a queryset; it is composed with gaps in place of its values, once for each connection, and each
call fills the gaps. Rows are made by Django as always.

    @kept_query
    def _lines(sheet_id: int, states: Sequence[str]) -> QuerySet[Line]:
        return Line.objects.filter(sheet=sheet_id, state__in=states).order_by("pk")

    lines = _lines(7, [ReturnLineState.OPEN])
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import update_wrapper
from inspect import signature
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet
from django.db.transaction import TransactionManagementError

P = ParamSpec("P")
Row = TypeVar("Row")

_LISTS = (list, tuple, set, frozenset)


class Gap(Expression):
    """Stands for a value while a query is composed; it may be compared with a column and nothing else."""

    def __init__(self, name: str, is_list: bool) -> None:
        super().__init__()
        self.name = name
        self.marker = f"(\0{name}\0)" if is_list else "%s"

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:  # type: ignore[override]
        """Give the place to be filled, with the gap itself as its value."""
        return self.marker, [self]


class _Composed:
    """A query as one connection asks it: Django's own compiler, which finds SQL and converters ready."""

    def __init__(self, queryset: QuerySet[Any, Any], connection: BaseDatabaseWrapper) -> None:
        if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError("a kept query prefetches nothing")
        self.queryset = queryset
        self.connection = connection
        self.locks = queryset.query.select_for_update and connection.features.has_select_for_update
        compiler: Any = queryset.query.get_compiler(connection=connection)
        self.sql, self.params = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        self.asked: tuple[str, list[Any]] = "", []
        compiler.as_sql = lambda: self.asked
        compiler.get_converters = lambda _: converters
        queryset.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]

    def rows(self, values: dict[str, Any]) -> list[Any]:
        """Ask with these values."""
        if self.locks and not self.connection.in_atomic_block:
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        sql, params = self.sql, []
        for param in self.params:
            if not isinstance(param, Gap):
                params.append(param)
            elif param.marker == "%s":
                params.append(_prepared(values[param.name], self.connection))
            else:
                several = [_prepared(one, self.connection) for one in values[param.name]]
                places = ", ".join(["%s"] * len(several)) or "NULL"  # an empty list: nothing is equal to NULL
                sql = sql.replace(param.marker, f"({places})", 1)
                params += several
        self.asked = sql, params
        rows: Any = self.queryset._iterable_class(self.queryset)
        return list(rows)


class KeptQuery(Generic[P, Row]):
    """A query that is composed once a connection. Values are numbers, text, days, moments, keys, or lists of them.

    Lists stand in ``__in`` of filters, not of ``exclude``: an empty one matches nothing either way.
    """

    def __init__(self, compose: Callable[P, QuerySet[Any, Row]]) -> None:
        self._compose: Callable[..., QuerySet[Any, Row]] = compose
        self._names = tuple(signature(compose).parameters)
        update_wrapper(self, compose)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        """Give the rows for these values."""
        values = dict(zip(self._names, args, strict=False)) | kwargs
        lists = tuple(name for name in self._names if isinstance(values[name], _LISTS))
        connection = connections[DEFAULT_DB_ALIAS]
        # On the connection, so that what holds on to it ends with it.
        kept: dict[Any, _Composed] = connection.__dict__.setdefault("kept_queries", {})
        composed = kept.get((self, lists))
        if composed is None:
            queryset = self._compose(**{name: Gap(name, name in lists) for name in self._names})
            composed = _Composed(queryset, connection)
            if unused := set(self._names) - {param.name for param in composed.params if isinstance(param, Gap)}:
                raise TypeError(f"{', '.join(unused)}: a kept query is composed once; values are for its filters only")
            kept[self, lists] = composed
        return composed.rows(values)

    def first(self, *args: P.args, **kwargs: P.kwargs) -> Row | None:
        """Give the first row; None where there is none."""
        return next(iter(self(*args, **kwargs)), None)


def kept_query(compose: Callable[P, QuerySet[Any, Row]]) -> KeptQuery[P, Row]:
    """Keep what the function composes; it is called with gaps, which it may hand to filters and do nothing else with.

    What it asks besides (a language, a setting) has to be the same at every call.
    """
    return KeptQuery(compose)


def _prepared(value: Any, connection: BaseDatabaseWrapper) -> Any:
    if type(value) in {int, str}:
        return value
    if isinstance(value, Enum):
        return _prepared(value.value, connection)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, uuid.UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    raise TypeError(f"a kept query takes no {type(value).__name__}")  # None least of all: nothing is equal to it
