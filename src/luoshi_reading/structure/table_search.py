"""Every table of a text: those with known headings, then those whose columns tell what they hold."""

from __future__ import annotations

from luoshi_reading.structure.tables import Table, blocks, headed_tables
from luoshi_reading.structure.unheaded_tables import table_without_headings

_TABS_OF_A_ROW = 2


def outside_tables(text: str) -> str:
    """Return a text without the rows of its tables: what their cells date is no day of the paper."""
    if "\t" not in text:
        return text
    return "\n".join(line for line in text.split("\n") if line.count("\t") < _TABS_OF_A_ROW)


def find_tables(text: str) -> list[Table]:
    """Find the tables of a text in reading order (R78, R86)."""
    if "\t" not in text:
        return []
    tables: list[Table] = []
    for block in blocks(text):
        headed = headed_tables(text, block, tables[-1] if tables else None)
        tables += headed
        if not headed and (unheaded := table_without_headings(text, block)) is not None:
            tables.append(unheaded)
    return tables
