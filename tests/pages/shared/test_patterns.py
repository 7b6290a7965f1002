"""A pattern writes what the same text writes without it, for every row, and refuses what holds for one row only."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import SafeString, mark_safe

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


class _Line:
    """A row as pages see it: some names are attributes, some are computed, one goes wrong."""

    text = "<b> & %s"
    safe = SafeString("<i>x</i>")
    number = 1234
    nothing = None

    def called(self) -> str:
        return "<u>"

    def __getitem__(self, name: str) -> str:
        if name == "v_percent":
            return '4"0'
        raise KeyError(name)


@pytest.mark.parametrize("name", ["text", "safe", "number", "nothing", "called", "v_percent", "missing"])
@pytest.mark.parametrize("autoescape", ["on", "off"])
def test_what_is_asked_of_a_row_is_written_as_without_a_pattern(name: str, autoescape: str) -> None:
    given = f"row.{name}"
    inside = f"{{% pattern a={given} %}}[{{{{ a }}}}]{{% endpattern %}}"
    outside = f"[{{{{ {given} }}}}]"
    for rows in ([_Line()], [{name: "<p>"}, _Line(), None]):
        found = [
            Template(
                "{% load patterns %}{% autoescape " + autoescape + " %}{% for row in rows %}" + body
                + "{% endfor %}{% endautoescape %}"
            ).render(Context({"rows": rows}))
            for body in (inside, outside)
        ]  # fmt: skip
        assert found[0] == found[1]
