"""An excerpt begins and ends where a reader would pause, and says what it leaves out."""

from __future__ import annotations

import pytest

from luoshi_archive.excerpts import AROUND, excerpt

LONG = "落" * AROUND


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("做好防汛工作", "做好防汛工作"),
        ("会" * (AROUND - 9) + "汇报。市水利局修订" + "防汛", "市水利局修订防汛"),
        ("长" * (AROUND - 8) + "汇报。要完善" + "  防汛预案。散会" + "后" * AROUND, "要完善  防汛预案。"),
        ("长" * (AROUND - 5) + "市局，修订防汛预案，限期" + "报" * AROUND, "…修订防汛预案…"),
        (LONG + "防汛" + LONG, f"…{LONG}防汛{LONG}…"),
        ("无关的话", "无关的话"),
    ],
)
def test_excerpts_keep_to_sentences_then_clauses(passage: str, shown: str) -> None:
    assert excerpt(passage, "防汛") == shown


def test_what_stands_at_the_ends_of_a_text_is_not_said_to_be_left_out() -> None:
    assert excerpt("一、防汛\n", "防汛") == "一、防汛"
