"""Rows of the pages of indicators: seen from within the jurisdiction and by units with a part, set by its officers."""

from __future__ import annotations

from typing import Any

from luoshi.domain.indicators import actions
from luoshi.domain.indicators.rules import IndicatorText
from luoshi.foundation.clock import current_time
from tests.cast import Cast
from tests.pages.permissions import Row

OFFICERS = {"*": 403, "officer": 200, "county_officer": 200}
SEEN = {
    "city": ("reader", "administrator", "bureau_reporter", "bureau_leader"),
    "county": ("reader", "administrator", "county_reporter", "county_leader", "county_administrator"),
}


def _indicator(side: str) -> Any:
    def made(cast: Cast) -> dict[str, Any]:
        is_city = side == "city"
        indicator = actions.create_indicator(
            actor=cast.officer if is_city else cast.county_officer,
            now=current_time(),
            jurisdiction=cast.city if is_city else cast.county,
            text=IndicatorText(name="固定资产投资增速", measured_in="%"),
            lead_unit=cast.bureau if is_city else cast.county_bureau,
        )
        return {"pk": indicator.pk}

    return made


def _targets(side: str) -> Any:
    return lambda cast: _indicator(side)(cast) | {"year": 2026}


def _by(side: str, seen: int, set_by: int) -> dict[str, int]:
    setting = {"officer": set_by} | ({} if side == "city" else {"county_officer": set_by})
    return {"*": 404} | dict.fromkeys(SEEN[side], seen) | setting


ROWS = [
    Row("indicators:list", "any", get={"*": 200, "outsider": 403}),
    Row("indicators:new", "any", get=OFFICERS, post=OFFICERS | {"officer": 422, "county_officer": 422}),
    *(Row("indicators:indicator", side, _indicator(side), get=_by(side, 200, 200)) for side in SEEN),
    *(
        Row("indicators:edit", side, _indicator(side), get=_by(side, 403, 200), post=_by(side, 403, 422))
        for side in SEEN
    ),
    *(
        Row("indicators:targets", side, _targets(side), get=_by(side, 403, 200), post=_by(side, 403, 422))
        for side in SEEN
    ),
    *(Row("indicators:switch", side, _indicator(side), get=405, post=_by(side, 403, 302)) for side in SEEN),
]
