"""What a line of the outline says of a passage: whole clauses about the goal, never half a word."""

from __future__ import annotations

import pytest

from luoshi.pages.strategy.lines import PHRASE_LENGTH, phrase_about

LONG = (
    "为巩固阶段成果，推动全市发展再上台阶，市委决定，实施项目突破、产业突破、城乡突破，"
    "力争三年见效，五年成势，十年成城。"
)
NO_STOPS = "全面推进重点领域和关键环节改革攻坚行动" * 4 + "实施项目突破" + "并同步推进其他各项工作" * 4


@pytest.mark.parametrize(
    ("title", "quote", "phrase"),
    [
        ("项目突破", "实施项目突破、产业突破。", "实施项目突破、产业突破。"),
        ("项目突破", LONG, "…市委决定，实施项目突破、产业突破、城乡突破，力争三年见效，五年成势，十年成城。"),
        ("城乡突破", LONG, "…市委决定，实施项目突破、产业突破、城乡突破，力争三年见效，五年成势，十年成城。"),
        ("三大突破", LONG, "为巩固阶段成果，推动全市发展再上台阶，市委决定，实施项目突破、产业突破、城乡突破…"),
        ("项目突破", NO_STOPS, "…" + NO_STOPS[NO_STOPS.index("项目突破") :][:PHRASE_LENGTH] + "…"),
        ("", "", ""),
    ],
)
def test_a_phrase_is_made_of_whole_clauses(title: str, quote: str, phrase: str) -> None:
    assert phrase_about(title, quote) == phrase
