"""What has no sign of a question holds nothing that the question finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.knowledge.signs import ALL, letters_of, sign, signs_of

EXPRESSIONS = [
    r"(?<![主重需])要(?!求)|必须|务必|(?<![对相])应(?![急用])|不得(?!不)",
    r"(?:年均)?(?:增长|下降|[降升])(?:到|至)?[^，]{0,3}[\dX].*$|(?:基本|全面)?(?:形成|建成|[升增]高)$",
    r"(?P<what>[一二三])年(?:内)?(?=要)|“(?>必须|务必)+”{1,2}",
    r"[\-a-c*]{2}|[^，]{2,4}第(?:一|二)?|《[^》]*》",
]
LETTERS = "主重需要求必须务对应急用不得年均增长下降升到至形成建高，第(一)二三内前“”《》*-abc023X"


@pytest.mark.parametrize("expression", EXPRESSIONS)
@given(text=st.text(alphabet=LETTERS, max_size=30))
@settings(max_examples=300, deadline=None)
def test_whatever_is_found_holds_one_of_its_letters(expression: str, text: str) -> None:
    for found in re.finditer(expression, text):
        assert letters_of(expression).intersection(found[0])


def test_of_letters_the_one_seldom_met_is_chosen() -> None:
    assert letters_of("工作方案|要求") == {"案", "求"}
    assert letters_of(r"(?:市|县)[一二]?督导组") == {"督"}
    assert letters_of(r"(?P<what>甲|乙[丙丁])(?:水|火)*") == {"甲", "乙"}
    assert letters_of(r"(?=水)(?<!火)[X×]{2}") == {"X", "×"}
    assert "３" in letters_of(r"\d+")


@pytest.mark.parametrize("expression", ["水?", "[^水]", "(?:水|火?)", r"\w+", ".*", "(?P<a>.)(?P=a)", "水{0,3}"])
def test_what_may_find_anything_has_no_letters(expression: str) -> None:
    with pytest.raises(ValueError, match="needs no letter"):
        letters_of(expression)


def test_a_clause_has_the_signs_of_its_letters() -> None:
    of_water, of_fire = sign("抗旱|排涝"), sign("防火")
    assert signs_of("开展排涝") & of_water
    assert not signs_of("开展排查") & of_water
    assert not signs_of("开展排涝") & of_fire


def test_the_name_of_a_paper_is_read_as_a_quotation() -> None:
    quoted = sign("“[^”]*”")
    assert signs_of("《办法》") & quoted


def test_of_letters_outside_the_first_plane_nothing_is_known() -> None:
    assert signs_of("渡口\U00020000") == ALL
