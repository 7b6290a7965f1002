"""A first migration that describes all its tables before it makes them.

Django draws every table of the house anew for each one that is made, as far as they refer to one another: for a hundred
tables that is most of the time a new database takes. Here they are drawn once for each app. A migration that begins
with its tables says so by its class; what it does is the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel, Migration
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class _CreateTables(Operation):
    """Several tables, none of which asks for another to be drawn before it is made."""

    category = OperationCategory.ADDITION

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Describe all tables; what was drawn without them is drawn anew when next asked for."""
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables in their order."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables, the last one first."""
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Give the tables' names."""
        return f"Create models {', '.join(table.name for table in self.tables)}"


class TablesAtOnce(Migration):
    """A migration whose first operations make tables, as Django wrote them."""

    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        tables: list[CreateModel] = []
        for operation in self.operations:
            if not isinstance(operation, CreateModel):
                break
            tables.append(operation)
        rest = self.operations[len(tables) :]
        self.operations = [_CreateTables(tables), *rest]  # type: ignore[misc]  # Django gives each migration its own
