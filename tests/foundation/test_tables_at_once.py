"""Making tables at once: every app of ours does it, and does what Django does one by one."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations import CreateModel, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import CharField, ForeignKey, Model

from luoshi.foundation.tables_at_once import TablesAtOnce

pytestmark = pytest.mark.django_db
APP = "shelf"


class Shelves(TablesAtOnce):
    """Two tables that refer to one another's app and to accounts."""

    operations = [
        CreateModel("Board", [("name", CharField(max_length=9, primary_key=True))], {"db_table": "shelf_board"}),
        CreateModel(
            "Book",
            [
                ("title", CharField(max_length=9, primary_key=True)),
                ("board", ForeignKey("shelf.Board", on_delete=lambda *_: None)),
                ("owner", ForeignKey(settings.AUTH_USER_MODEL, on_delete=lambda *_: None)),
            ],
        ),
    ]


def _drawn() -> ProjectState:
    """Give the state behind all migrations, drawn already."""
    state = MigrationLoader(connection).project_state()
    assert state.apps.get_models()
    return state


def _tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("shelf_")}


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def test_every_first_migration_of_several_tables_makes_them_at_once() -> None:
    loader = MigrationLoader(None)
    own = {config.label for config in apps.get_app_configs() if config.name.startswith("luoshi.")}
    several = [
        (app, name)
        for (app, name), migration in loader.disk_migrations.items()
        if app in own and sum(isinstance(operation, CreateModel) for operation in type(migration).operations) > 1
    ]
    assert len(several) > 5
    assert [key for key in several if not isinstance(loader.disk_migrations[key], TablesAtOnce)] == []


@pytest.mark.django_db(transaction=True)  # SQLite changes no tables inside a transaction
def test_the_tables_are_made_and_dropped() -> None:
    migration = Shelves("0001_initial", APP)
    before = _drawn()
    with connection.schema_editor() as editor:
        after = migration.apply(before.clone(), editor)
        assert _tables() == {"shelf_board", "shelf_book"}
        assert _columns("shelf_book") == ["title", "board_id", "owner_id"]
        assert (APP, "book") in after.models
    with connection.schema_editor() as editor:
        migration.unapply(before, editor)
    assert not _tables()


def test_what_is_described_is_what_django_describes_one_by_one() -> None:
    at_once = Shelves("0001_initial", APP).mutate_state(_drawn())
    one_by_one = Migration("0001_initial", APP)
    one_by_one.operations = list[Operation](Shelves.operations)
    assert at_once == one_by_one.mutate_state(_drawn())
    book: type[Model] = at_once.apps.get_model(APP, "book")
    assert book._meta.get_field("board").related_model is at_once.apps.get_model(APP, "board")


def test_they_are_named_where_a_plan_is_shown() -> None:
    [operation] = Shelves("0001_initial", APP).operations
    assert operation.formatted_description() == "+ Create models Board, Book"
