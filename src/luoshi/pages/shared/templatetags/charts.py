"""Charts and small drawings: ``{% load charts %}``. How charts are described stands in ``luoshi.pages.shared.charts``.

Tags
    ``{% chart_files %}``                      in the block ``styles`` of a page on which charts stand or may arrive
    ``{% chart investment %}``                 a chart with its title, table and downloads
    ``{% light task.light %}``                 ● 绿: sign and word of a light, a Term or green, yellow, red, none;
                                               ``word="正常"`` says it in other words
    ``{% sparkline values label="…" %}``       the last values as a small line; None is a gap; ``label`` is read aloud
    ``{% progress declared verified %}``       shares of 0–1 as a bar (verified) with a mark (declared), or None
    ``{% stage_line stages current %}``        words of the stages as points on a line, the current one (its place from
                                               0) marked; those before it are passed; None marks none
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from luoshi.foundation.terms import Term
from luoshi.pages.shared.charts.base import SIGNS, Chart, Number, Tone
from luoshi.pages.shared.language import page_language

register = template.Library()

SPARK_WIDTH, SPARK_HEIGHT, SPARK_MARGIN = 96, 24, 3
BAR_WIDTH = 120


@register.inclusion_tag("shared/chart_files.html")
def chart_files() -> dict[str, Any]:
    """Load the look and the script of charts."""
    return {}


@register.inclusion_tag("shared/chart.html")
def chart(described: Chart) -> dict[str, Any]:
    """Place a chart with its title, its table and its downloads."""
    table = described.table()
    return {"chart": described, "table": table, "is_empty": not table.rows, "legend": described.legend()}


def _light_words() -> dict[str, str]:
    return {
        Tone.GREEN: gettext("Green"),
        Tone.YELLOW: gettext("Yellow"),
        Tone.RED: gettext("Red"),
        Tone.NONE: gettext("No light"),
    }


@register.simple_tag
def light(value: Any, word: str = "") -> SafeString:
    """Draw the sign of a light with its word; anything but green, yellow and red has the empty sign."""
    name = str(value or "")
    tone = Tone(name) if name in {Tone.GREEN, Tone.YELLOW, Tone.RED} else Tone.NONE
    if not word:
        word = value.label(page_language()) if isinstance(value, Term) else _light_words()[tone]
    return format_html(
        '<span class="light light-{}"><span class="light-sign" aria-hidden="true">{}</span>{}</span>',
        tone.value,
        SIGNS[tone],
        word,
    )


@register.simple_tag
def sparkline(values: Sequence[Number | None], label: str = "") -> SafeString:
    """Draw values as a small line that ends in a point; the axis runs from the least to the greatest value."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return format_html('<span class="muted">{}</span>', "—")
    low, high = min(known), max(known)
    step = (SPARK_WIDTH - 2 * SPARK_MARGIN) / max(len(values) - 1, 1)
    points: list[tuple[float, float] | None] = []
    for place, value in enumerate(values):
        share = 0.5 if high == low else (float(value or 0) - low) / (high - low)
        height = SPARK_HEIGHT - SPARK_MARGIN - share * (SPARK_HEIGHT - 2 * SPARK_MARGIN)
        points.append(None if value is None else (round(SPARK_MARGIN + place * step, 1), round(height, 1)))
    way = ""
    for before, point in zip([None, *points], points, strict=False):
        if point is not None:
            way += f"{'L' if before else 'M'}{point[0]} {point[1]}"
    last = next(point for point in reversed(points) if point is not None)
    return format_html(
        '<svg class="sparkline" width="{}" height="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<path d="{}"/><circle cx="{}" cy="{}" r="2.5"/></svg>',
        *(SPARK_WIDTH, SPARK_HEIGHT, SPARK_WIDTH, SPARK_HEIGHT),
        label or gettext("Course of the values"),
        *(way, last[0], last[1]),
    )


def _per_cent(share: Number | None) -> str:
    return "—" if share is None else f"{float(share):.0%}"


@register.simple_tag
def progress(declared: Number | None, verified: Number | None = None) -> SafeString:
    """Draw shares of 0 to 1: verified as a bar, declared as a mark; both are written, beyond 1 as well."""
    words = gettext("Declared %(declared)s, verified %(verified)s") % {
        "declared": _per_cent(declared),
        "verified": _per_cent(verified),
    }
    place = None if declared is None else round(min(max(float(declared), 0), 1) * BAR_WIDTH, 1)
    mark = (
        format_html('<path class="progress-declared" d="M{} 0V14"/>', min(max(place, 1.5), BAR_WIDTH - 1.5))
        if place is not None
        else ""
    )
    figures = _per_cent(declared if verified is None else verified)
    if declared is not None and (verified is None or _per_cent(declared) != figures):
        said = (
            gettext("declared") if verified is None else gettext("declared %(share)s") % {"share": _per_cent(declared)}
        )
        figures = format_html("{}<small>{}</small>", figures, said)
    return format_html(
        '<span class="progress"><svg width="{}" height="14" viewBox="0 0 {} 14" role="img" aria-label="{}">'
        '<rect class="progress-whole" x="0" y="3" width="{}" height="8" rx="2"/>'
        '<rect class="progress-verified" x="0" y="3" width="{}" height="8" rx="2"/>{}</svg>'
        '<span class="progress-words" aria-hidden="true">{}</span></span>',
        *(BAR_WIDTH, BAR_WIDTH, words, BAR_WIDTH),
        round(min(max(float(verified or 0), 0), 1) * BAR_WIDTH, 1),
        mark,
        figures,
    )


@register.simple_tag
def stage_line(stages: Sequence[str], current: int | None, passed_over: Collection[int] = ()) -> SafeString:
    """Draw stages as points on a line: the current one marked, those before it passed, or left out on the way."""
    states = [_stage_state(place, current, passed_over) for place in range(len(stages))]
    return format_html(
        '<ol class="stage-line">{}</ol>',
        format_html_join(
            "",
            '<li class="stage-{}"{}><span>{}{}</span></li>',
            (
                (
                    state,
                    SafeString(' aria-current="step"') if state == "current" else "",
                    word,
                    format_html("<small> {}</small>", gettext("left out")) if state == "left-out" else "",
                )
                for state, word in zip(states, stages, strict=True)
            ),
        ),
    )


def _stage_state(place: int, current: int | None, passed_over: Collection[int]) -> str:
    if current is None or place > current:
        return "coming"
    if place == current:
        return "current"
    return "left-out" if place in passed_over else "passed"
