"""Store many rows at once, each with values of its own. Called by actions only, in the transaction of their deed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from django.db import DatabaseError, connection, models

_ROWS_AT_ONCE = 500
Columns = tuple[models.Field[Any, Any], ...]

# Types of columns that store values of this type as they are, so that nothing has to be prepared.
_WHOLE = (
    models.IntegerField, models.BigIntegerField, models.SmallIntegerField, models.AutoField, models.BigAutoField,
    models.PositiveIntegerField, models.PositiveBigIntegerField, models.PositiveSmallIntegerField,
)  # fmt: skip
_AS_THEY_ARE: Final[dict[type, type]] = {
    **dict.fromkeys(_WHOLE, int),
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
}


def save_rows(rows: Iterable[models.Model], fields: Sequence[str]) -> None:
    """Save the named fields of rows of one table that are stored already.

    Raises ``DatabaseError`` where a row is no longer there. Twenty rows of twenty fields take a twentieth of the time
    of ``bulk_update``, which composes one condition a row and field. A server gets many rows in one statement, since
    each one costs a journey; SQLite takes one statement for each row, which it reads once.
    """
    found = list(rows)
    if found:
        _save(found, tuple(fields))


def save_row(row: models.Model) -> None:
    """Save all of a row that is stored already, as ``save_rows`` does: for deeds on rows with dozens of fields."""
    _save([row], _all_names(type(row)))


def _save(found: Sequence[models.Model], names: tuple[str, ...]) -> None:
    model = type(found[0])
    columns = _columns(model, names)
    values = [[*row, one.pk] for row, one in zip(_stored_values(found, columns), found, strict=True)]
    saved = 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(found) > 1:
            beginning, first, places, ending = _update_together(model, names)
            for start in range(0, len(found), _ROWS_AT_ONCE):
                some = values[start : start + _ROWS_AT_ONCE]
                table = ", ".join([first, *[places] * (len(some) - 1)])
                cursor.execute(f"{beginning}{table}{ending}", [value for row in some for value in row])
                saved += cursor.rowcount
        elif len(found) > 1:
            cursor.executemany(_update(model, names), values)
            saved = cursor.rowcount
        else:
            cursor.execute(_update(model, names), values[0])
            saved = cursor.rowcount
    if saved != len(found):
        raise DatabaseError(f"{len(found)} rows were to be saved; {saved} were there")


def insert_rows(rows: Iterable[models.Model]) -> None:
    """Store new rows of one table and give each its key; as ``bulk_create`` does, without composing each value.

    For tables without columns that fill themselves: files have to be stored already.
    """
    _insert(list(rows), "", returns_keys=True)


def put_rows(rows: Iterable[models.Model], *, unique: Sequence[str], fields: Sequence[str]) -> None:
    """Store rows of one table, over the named fields of those that are there under the same unique fields.

    Without fields what is there stays. The rows' own keys stay unset.
    """
    found = list(rows)
    if found:
        _insert(found, _over(type(found[0]), tuple(unique), tuple(fields)), returns_keys=False)


def _insert(rows: list[models.Model], ending: str, *, returns_keys: bool) -> None:
    if not rows:
        return
    beginning, places, columns = _beginning(type(rows[0]))
    if any(row.pk is not None for row in rows):
        raise ValueError("rows that are stored anew have no key yet")
    key = rows[0]._meta.pk
    returning = f" RETURNING {connection.ops.quote_name(str(key.column))}" if returns_keys else ""
    at_once = connection.ops.bulk_batch_size(list(columns), rows)
    for start in range(0, len(rows), at_once):
        some = rows[start : start + at_once]
        values = [value for row in _stored_values(some, columns) for value in row]
        with connection.cursor() as cursor:
            cursor.execute(f"{beginning}{', '.join([places] * len(some))}{ending}{returning}", values)
            keys = cursor.fetchall() if returns_keys else []
        for row, (found,) in zip(some, keys, strict=False):
            setattr(row, key.attname, found)
    for row in rows:
        row._state.adding = False
        row._state.db = connection.alias


def _stored_values(rows: Sequence[models.Model], columns: Columns) -> list[tuple[Any, ...]]:
    """Give what the database is handed for each row: a column after the other, so that one value is prepared once."""
    found = []
    for column in columns:
        name, as_it_is = column.attname, _as_it_is(column)
        last: Any = None
        prepared: Any = None
        values = []
        for row in rows:
            value = getattr(row, name)
            if value is not None and type(value) is not as_it_is:
                if value is not last:
                    last, prepared = value, column.get_db_prep_save(value, connection)
                value = prepared
            values.append(value)
        found.append(values)
    return list(zip(*found, strict=True))


@cache
def _as_it_is(column: models.Field[Any, Any]) -> type | None:
    while isinstance(column, models.ForeignKey):
        column = column.target_field
    return _AS_THEY_ARE.get(type(column))


@cache
def _all_names(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.name for field in model._meta.concrete_fields if not field.primary_key)


@cache
def _columns(model: type[models.Model], names: tuple[str, ...]) -> Columns:
    by_name = {field.name: field for field in model._meta.concrete_fields}
    return tuple(by_name[name] for name in names)


@cache
def _update(model: type[models.Model], names: tuple[str, ...]) -> str:
    quoted = connection.ops.quote_name
    assignments = ", ".join(f"{quoted(str(column.column))} = %s" for column in _columns(model, names))
    table, key = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
    return f"UPDATE {table} SET {assignments} WHERE {key} = %s"  # noqa: S608 - names of ours


@cache
def _update_together(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, str, str, str]:
    """Give beginning, first row, further rows and end; the first row tells the server the type of each column."""
    quoted = connection.ops.quote_name
    columns = [*_columns(model, names), model._meta.pk]
    own = [quoted(str(column.column)) for column in columns]
    table = quoted(model._meta.db_table)
    assignments = ", ".join(f"{one} = saved.{one}" for one in own[:-1])
    beginning = f"UPDATE {table} SET {assignments} FROM (VALUES "  # noqa: S608 - names of ours
    first = f"({', '.join(f'%s::{column.cast_db_type(connection)}' for column in columns)})"
    places = f"({', '.join(['%s'] * len(columns))})"
    return beginning, first, places, f") AS saved ({', '.join(own)}) WHERE {table}.{own[-1]} = saved.{own[-1]}"


@cache
def _beginning(model: type[models.Model]) -> tuple[str, str, Columns]:
    quoted = connection.ops.quote_name
    columns = tuple(column for column in model._meta.concrete_fields if not column.primary_key)
    names = ", ".join(quoted(str(column.column)) for column in columns)
    places = f"({', '.join(['%s'] * len(columns))})"
    beginning = f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES "  # noqa: S608 - names of ours
    return beginning, places, columns


@cache
def _over(model: type[models.Model], unique: tuple[str, ...], fields: tuple[str, ...]) -> str:
    by_name = {field.name: field for field in model._meta.concrete_fields}
    quoted = connection.ops.quote_name
    keys = ", ".join(quoted(str(by_name[name].column)) for name in unique)
    columns = [quoted(str(by_name[name].column)) for name in fields]
    deed = f"UPDATE SET {', '.join(f'{one} = EXCLUDED.{one}' for one in columns)}" if columns else "NOTHING"
    return f" ON CONFLICT ({keys}) DO {deed}"
