"""Batches are the same for the same documents, and a changed document changes its own batch alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from luoshi_archive.batches import MOST_BATCH_BYTES, cut
from luoshi_archive.inputs import Item

names = st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=300)


def stream(locators: list[str]) -> list[Item]:
    return [Item(locator, locator, locator.encode()) for locator in locators]


@given(names, st.integers(1, 40))
def test_batches_hold_every_document_once_and_in_order(locators: list[str], size: int) -> None:
    batches = list(cut(stream(locators), documents=size))
    assert [each.item.locator for batch in batches for each in batch.documents] == locators
    assert all(1 <= len(batch.documents) <= 2 * size for batch in batches)
    assert [batch.digest for batch in batches] == [batch.digest for batch in cut(stream(locators), documents=size)]
    assert len({batch.digest for batch in batches}) == len(batches)


@given(st.integers(0, 1999))
def test_added_document_leaves_most_batches_as_they_were(place: int) -> None:
    locators = [f"folder/{number}.txt" for number in range(2000)]
    before = {batch.digest for batch in cut(stream(locators), documents=20)}
    locators.insert(place, "folder/new.txt")
    after = {batch.digest for batch in cut(stream(locators), documents=20)}
    assert 1 <= len(after - before) <= 8


def test_changed_bytes_change_one_batch() -> None:
    items = stream([f"{number}.txt" for number in range(500)])
    before = [batch.digest for batch in cut(items, documents=20)]
    items[250] = Item("250.txt", "250.txt", b"other")
    after = [batch.digest for batch in cut(items, documents=20)]
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def test_batch_ends_where_it_holds_enough_bytes() -> None:
    items = [Item(str(number), "x", b"x" * (MOST_BATCH_BYTES // 4)) for number in range(16)]
    assert max(len(batch.documents) for batch in cut(items, documents=1000)) == 4
