"""A document that crashes, hangs, swells or fails its reader is set aside; the next one is read."""

from __future__ import annotations

import json
import os

import pytest

from luoshi_archive.batches import Document
from luoshi_archive.errors import Problem
from luoshi_archive.inputs import Item
from luoshi_archive.isolation import IsolatedReader

GOOD = "会议强调，到2026年底，完成老旧小区改造70个。\n".encode()


def read(reader: IsolatedReader, content: bytes, time_limit: float = 60) -> tuple[dict[str, int], str | None]:
    tables, code = reader.read(
        Document(Item("a/1.txt", "1.txt", content), "sha"), time_limit=time_limit, with_source=False
    )
    return {table: count for table, (count, _) in tables.items()}, code


@pytest.mark.parametrize(
    "poison, code", [("DIE", "reader_died"), ("SWELL", "too_large"), ("RAISE", "engine_fault"), ("PRINT", None)]
)
def test_poison_costs_one_document(poisoned: IsolatedReader, poison: str, code: str | None) -> None:
    tables, found = read(poisoned, GOOD + f"POISON-{poison}".encode())
    assert found == code
    assert tables.get("errors", 0) == (1 if code else 0)
    tables, found = read(poisoned, GOOD)
    assert found is None
    assert tables["documents"] == 1
    assert tables["commitments"] >= 1


def test_hanging_document_is_given_up(poisoned: IsolatedReader) -> None:
    assert read(poisoned, GOOD)[1] is None
    assert read(poisoned, GOOD + b"POISON-HANG", time_limit=1)[1] == "time_limit"
    assert read(poisoned, GOOD)[1] is None


def test_reader_that_was_killed_between_documents_is_replaced(poisoned: IsolatedReader) -> None:
    read(poisoned, GOOD)
    assert poisoned._process is not None
    os.kill(poisoned._process.pid, 9)
    poisoned._process.wait()
    assert read(poisoned, GOOD)[1] is None


def test_unreadable_files_keep_the_engine_s_code_and_message(poisoned: IsolatedReader) -> None:
    tables, code = poisoned.read(Document(Item("a", "a.txt", b""), "sha"), time_limit=60, with_source=False)
    row = json.loads(tables["errors"][1])
    assert (code, row["code"], row["locator"], row["message"]) == ("empty", "empty", "a", "The file is empty.")


def test_problem_of_an_item_needs_no_process() -> None:
    reader = IsolatedReader()
    item = Item("a", "a", problem=Problem("broken", "It is broken."))
    tables, code = reader.read(Document(item, None), time_limit=1, with_source=False)
    assert (code, reader._process, json.loads(tables["errors"][1])["sha256"]) == ("broken", None, None)
