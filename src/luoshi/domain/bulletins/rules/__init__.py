"""Items, rates, ranking, lists, figures, corrections and words of bulletins (docs/rules/bulletins.md)."""

from luoshi.domain.bulletins.rules.corrections import (
    ChangedItem,
    ChangedPlace,
    ChangedRate,
    changed_items,
    changed_places,
    changed_rates,
)
from luoshi.domain.bulletins.rules.figures import TONES, WARNING, figures_of, is_over, light_counts, share_in
from luoshi.domain.bulletins.rules.items import (
    Items,
    ProblemItem,
    ProjectItem,
    ReturnItem,
    TaskItem,
    UnitItem,
    items_as_plain,
    read_items,
)
from luoshi.domain.bulletins.rules.lists import (
    USUAL_RULES,
    Entry,
    ListRule,
    listed,
    read_rules,
    rules_as_plain,
    target_on,
)
from luoshi.domain.bulletins.rules.ranking import GROUPS, Place, Ranking, places_of, rankings_of
from luoshi.domain.bulletins.rules.rates import Rate, is_due, rates_of
from luoshi.domain.bulletins.rules.spans import (
    SPAN_RHYTHMS,
    earlier_spans,
    last_span,
    over_spans,
    same_span_last_year,
    span_of,
)
from luoshi.domain.bulletins.rules.wording import TONE_WORDS, composed, money_text

__all__ = [
    "GROUPS",
    "SPAN_RHYTHMS",
    "TONES",
    "TONE_WORDS",
    "USUAL_RULES",
    "WARNING",
    "ChangedItem",
    "ChangedPlace",
    "ChangedRate",
    "Entry",
    "Items",
    "ListRule",
    "Place",
    "ProblemItem",
    "ProjectItem",
    "Ranking",
    "Rate",
    "ReturnItem",
    "TaskItem",
    "UnitItem",
    "changed_items",
    "changed_places",
    "changed_rates",
    "composed",
    "earlier_spans",
    "figures_of",
    "is_due",
    "is_over",
    "items_as_plain",
    "last_span",
    "light_counts",
    "listed",
    "money_text",
    "over_spans",
    "places_of",
    "rankings_of",
    "rates_of",
    "read_items",
    "read_rules",
    "rules_as_plain",
    "same_span_last_year",
    "share_in",
    "span_of",
    "target_on",
]
