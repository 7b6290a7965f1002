"""A pattern writes what the same text writes without it, for every row, and refuses what holds for one row only."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import mark_safe

TEXT = '<li id="row-{{ key }}" title="{{ name }}">{{ name }} 100% %s %(key)s</li>'
ROWS = [{"key": 1, "name": "<教育局>"}, {"key": "2", "name": 'a "b" %'}, {"key": 3, "name": mark_safe("<b>c</b>")}]


def written(text: str, **page: object) -> str:
    return Template("{% load patterns i18n %}" + text).render(Context(page))


def test_rows_are_written_as_without_the_tag() -> None:
    plain = written("{% for row in rows %}" + TEXT.replace("{{ ", "{{ row.") + "{% endfor %}", rows=ROWS)
    tag = "{% pattern key=row.key name=row.name %}" + TEXT + "{% endpattern %}"
    assert written("{% for row in rows %}" + tag + "{% endfor %}", rows=ROWS) == plain
    assert "&lt;教育局&gt;" in plain


def test_two_patterns_of_a_page_keep_apart_and_a_page_keeps_nothing_for_the_next() -> None:
    text = "{% pattern a=x %}[{{ a }}]{% endpattern %}{% pattern a=y %}({{ a }}){% endpattern %}"
    page = Template("{% load patterns %}" + text)
    assert [page.render(Context({"x": x, "y": "z"})) for x in ("1", "2")] == ["[1](z)", "[2](z)"]


def test_values_may_be_filtered_on_their_way_in() -> None:
    assert written("{% pattern a=x|upper %}<{{ a }}>{% endpattern %}", x="ab") == "<AB>"


@pytest.mark.parametrize(
    "text",
    [
        "{% pattern a=x %}{{ a|upper }}{% endpattern %}",
        "{% pattern a=x %}{{ x }}{% endpattern %}",
        "{% pattern a=x %}{{ a }}{% if a %}!{% endif %}{% endpattern %}",
        "{% pattern a=x %}nothing{% endpattern %}",
        "{% pattern x %}{% endpattern %}",
    ],
)
def test_what_would_hold_for_one_row_only_is_refused(text: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        written(text, x="1")
