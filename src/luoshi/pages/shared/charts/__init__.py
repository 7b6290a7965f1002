"""Charts of every page: described here in Python, drawn in the browser, each with its table and its data to download.

A view describes; a template places; nothing else is needed::

    from luoshi.pages.shared.charts import Bar, Row, Series, Tone, money

    sums = [unit.invested_wan_yuan for unit in units]
    context["investment"] = Bar(
        title=gettext("Three of nine units are behind the year's plan"),   # the title says the answer
        row_head=gettext("Unit"),                                          # what a row is, for the table
        series=[Series(gettext("Planned"), Tone.PLANNED), Series(gettext("Actual"), Tone.ACTUAL)],
        rows=[Row(unit.label, [unit.planned, unit.actual], link=reverse("…", args=[unit.pk])) for unit in units],
        measure=money(sums),                                               # 万元 or 亿元, one for the chart
    )

    {% load charts %}
    {% block styles %}{% chart_files %}{% endblock %}     once a page; the library loads on such pages only
    {% chart investment %}                                anywhere in the content, also in htmx fragments

Kinds: ``Bar`` (lying; ``is_upright``, ``is_stacked``) · ``Line`` (``is_step``; S-curve by the tones PLANNED, ACTUAL) ·
``Funnel`` · ``Sankey`` (Node, Flow) · ``Treemap``, ``Sunburst`` (Branch) · ``Heatmap`` (rows × columns) ·
``LightGrid`` (lights × periods) · ``Gantt`` (ScheduleRow, Span, Milestone) · ``Map`` (Area, Place, GeoJSON).
Measures: ``count("件")`` · ``percent()`` of shares 0–1 · ``percent_points()`` of per cents · ``money(sums in 万元)``;
None is "no number": a gap, and a dash in the table. Order of rows is yours. ``height=`` overrides the fitting height;
``note=`` stands under the picture. Links (``link`` of a row, ``links`` one a value) are paths of this site; a click
follows them, and the table carries them for the keyboard. Wrong descriptions raise ValueError at once.
Colour: leave ``Tone.NEXT`` for the palette; PLANNED, DECLARED, VERIFIED, ACTUAL and the lights have their own shape.

Small drawings for lists, without a script (see ``templatetags/charts.py``): ``{% light value %}``,
``{% sparkline values %}``, ``{% progress declared verified %}``, ``{% stage_line stages current %}``.
"""

from luoshi.pages.shared.charts.base import (
    SIGNS,
    Chart,
    Measure,
    Row,
    Series,
    Table,
    Tone,
    count,
    money,
    percent,
    percent_points,
)
from luoshi.pages.shared.charts.comparisons import Bar, Funnel, Line
from luoshi.pages.shared.charts.grids import Heatmap, LightGrid, LightRow
from luoshi.pages.shared.charts.places import Area, Map, Place
from luoshi.pages.shared.charts.schedules import Gantt, Milestone, ScheduleRow, Span
from luoshi.pages.shared.charts.structures import Branch, Flow, Node, Sankey, Sunburst, Treemap

__all__ = [
    "SIGNS",
    "Area",
    "Bar",
    "Branch",
    "Chart",
    "Flow",
    "Funnel",
    "Gantt",
    "Heatmap",
    "LightGrid",
    "LightRow",
    "Line",
    "Map",
    "Measure",
    "Milestone",
    "Node",
    "Place",
    "Row",
    "Sankey",
    "ScheduleRow",
    "Series",
    "Span",
    "Sunburst",
    "Table",
    "Tone",
    "Treemap",
    "count",
    "money",
    "percent",
    "percent_points",
]
