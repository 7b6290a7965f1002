"""Make and change indicators and their yearly targets."""

from luoshi.domain.indicators.actions.editing import create_indicator, edit_indicator, switch_indicator
from luoshi.domain.indicators.actions.storing import IndicatorRow, StoredIndicators, store_indicators
from luoshi.domain.indicators.actions.targets import set_targets

__all__ = [
    "IndicatorRow",
    "StoredIndicators",
    "create_indicator",
    "edit_indicator",
    "set_targets",
    "store_indicators",
    "switch_indicator",
]
