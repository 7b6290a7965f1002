"""Parts of a page that many rows repeat: rendered once a page with gaps, and filled for each row.

``{% pattern key=line.pk name=line.name %}<h2 id="name-{{ key }}">{{ name }}</h2>{% endpattern %}`` writes what the same
text would write without the tag, for a fraction of the work: words, signs and form tokens in it are made once a page.
For that a pattern sees nothing of the page but the names it is given, and writes each of them as it is: one that
filters or asks a gap is refused. What differs in kind from row to row stands outside, between two patterns.
"""

from __future__ import annotations

from typing import Any, NoReturn, cast

from django import template
from django.template.base import (
    FilterExpression,
    NodeList,
    Parser,
    Token,
    VariableNode,
    render_value_in_context,
    token_kwargs,
)
from django.utils.html import escape
from django.utils.safestring import SafeString

register = template.Library()
OF_THE_FORM = ("request", "csrf_token")  # what the hidden fields of a form are made of


class Gap(SafeString):
    """The place of a value; a private-use character tells it from text."""

    def __new__(cls, name: str) -> Gap:
        """Mark the place of the value called ``name``."""
        return super().__new__(cls, f"\ue0f0{name}\ue0f1")

    def __bool__(self) -> NoReturn:
        """Refuse to be asked: the answer would hold for every row."""
        raise template.TemplateSyntaxError("a pattern may only write what it is given")


class PatternNode(template.Node):
    """The tag between ``{% pattern %}`` and ``{% endpattern %}``."""

    def __init__(self, nodelist: NodeList, given: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.given = given
        self.asked: list[tuple[str, FilterExpression]] = []
        self.plain: dict[str, list[tuple[str, str]]] = {}  # by name in the page: gap and attribute
        for name, expression in given.items():
            variable = expression.var
            lookups = variable.lookups if isinstance(variable, template.Variable) and not expression.filters else None
            if lookups is not None and len(lookups) == 2:
                self.plain.setdefault(lookups[0], []).append((name, lookups[1]))
            else:
                self.asked.append((name, expression))

    def render(self, context: template.Context) -> SafeString:
        """Fill the pattern with the values of this row, escaped as any variable of a template."""
        kept: dict[Any, str] = context.render_context.dicts[0]  # that of the whole page, whatever is included
        pattern = kept.get(self)
        if pattern is None:
            pattern = kept[self] = self._drawn(context)
        values = {
            name: render_value_in_context(expression.resolve(context), context) for name, expression in self.asked
        }
        for root, attributes in self.plain.items():
            holder = context.get(root)
            for name, attribute in attributes:
                values[name] = self._written(name, attribute, holder, context)
        return SafeString(pattern % values)

    def _written(self, name: str, attribute: str, holder: Any, context: template.Context) -> str:
        """Write ``holder.attribute`` as Django would; text, which nearly all of it is, without asking what else it is.

        Django looks for the holder anew for each name, and asks each value for its time zone and its format.
        """
        try:
            value = holder[attribute]
        except Exception:  # Django is asked again below, and knows which ones are to be forgiven
            value = None
        if type(value) is SafeString:
            return value
        if type(value) is str and context.autoescape:
            return escape(value)
        return render_value_in_context(self.given[name].resolve(context), context)

    def _drawn(self, context: template.Context) -> str:
        seen = {name: context[name] for name in OF_THE_FORM if name in context}
        alone = context.new(seen | {name: Gap(name) for name in self.given})
        alone.template = context.template
        text = self.nodelist.render(alone).replace("%", "%%")
        for name in self.given:
            if Gap(name) not in text:
                raise template.TemplateSyntaxError(f"the pattern does not write {name!r} as it is")
            text = text.replace(Gap(name), f"%({name})s")
        return text


@register.tag("pattern")
def pattern(parser: Parser, token: Token) -> PatternNode:
    """Read ``{% pattern name=value … %}`` up to its end."""
    words = token.split_contents()[1:]
    given = token_kwargs(words, parser)
    if words:
        raise template.TemplateSyntaxError("a pattern is given names and values only")
    nodelist = parser.parse(("endpattern",))
    parser.delete_first_token()
    for node in cast(list[VariableNode], nodelist.get_nodes_by_type(VariableNode)):
        if node.filter_expression.token not in given:
            raise template.TemplateSyntaxError(f"the pattern is not given {node.filter_expression.token!r}")
    return PatternNode(nodelist, given)
