"""Rows of the pages that bring sheets in and give lists out. What a person may not go on with is not there (404)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from luoshi.domain.exchange.models import ImportRun
from luoshi.foundation.clock import current_time
from tests.cast import Cast
from tests.factories import sheets as make
from tests.pages.permissions import Row

OFFICERS = {"*": 403, "officer": 200, "county_officer": 200}
ADMINISTRATORS = {"*": 403, "administrator": 200, "county_administrator": 200}
WITH_POST = {"*": 200, "outsider": 403}
FAULTY = make.projects(("清溪河综合治理工程", "没有这个单位", "", 12000, "2026-03-01", "2027-06-30"))


def _run(content: bytes, side: str) -> Callable[[Cast], dict[str, Any]]:
    def made(cast: Cast) -> dict[str, Any]:
        options = {} if side == "city" else {"actor": cast.county_officer, "jurisdiction": cast.county}
        return {"pk": make.checked(cast, current_time(), content, **options).pk}

    return made


def _sound(side: str) -> bytes:
    unit = "市发改委" if side == "city" else "县水利局"
    return make.projects(("清溪河综合治理工程", unit, "云岭水务有限公司", 12000, "2026-03-01", "2027-06-30"))


def _seen(side: str, status: int) -> dict[str, int]:
    return {"*": 404, "officer": status} | ({} if side == "city" else {"county_officer": status})


def _version(cast: Cast) -> dict[str, Any]:
    run = ImportRun.objects.latest("pk")
    return {"version": run.version, "remedy": "fill_merged", "value": "yes"}


def _posting(name: str, side: str, content: bytes) -> Row:
    return Row(f"exchange:{name}", side, _run(content, side), get=405, post=_seen(side, 302), data=_version)


ROWS = [
    Row("exchange:home", "any", get=WITH_POST),
    Row("exchange:bring", "any", lambda cast: {"kind": "projects"}, get=OFFICERS, post=OFFICERS | {
        "officer": 422, "county_officer": 422,
    }),
    Row("exchange:bring", "any", lambda cast: {"kind": "units"}, get=ADMINISTRATORS, post=ADMINISTRATORS | {
        "administrator": 422, "county_administrator": 422,
    }),
    Row("exchange:template", "any", lambda cast: {"kind": "tasks"}, get=OFFICERS),
    Row("exchange:template", "any", lambda cast: {"kind": "units"}, get=ADMINISTRATORS),
    *(Row("exchange:run", side, _run(FAULTY, side), get=_seen(side, 200)) for side in ("city", "county")),
    *(Row("exchange:progress", side, _run(FAULTY, side), get=_seen(side, 204)) for side in ("city", "county")),
    *(
        Row("exchange:columns", side, _run(FAULTY, side), get=_seen(side, 200), post=_seen(side, 422))
        for side in ("city", "county")
    ),
    *(Row("exchange:marked", side, _run(FAULTY, side), get=_seen(side, 200)) for side in ("city", "county")),
    *(_posting("remedy", side, FAULTY) for side in ("city", "county")),
    *(_posting("again", side, FAULTY) for side in ("city", "county")),
    *(_posting("drop", side, FAULTY) for side in ("city", "county")),
    *(_posting("store", side, _sound(side)) for side in ("city", "county")),
    Row("exchange:list", "any", lambda cast: {"name": "documents"}, get=WITH_POST),
    Row("exchange:list", "any", lambda cast: {"name": "indicators"}, get=WITH_POST),
    Row("exchange:list", "any", lambda cast: {"name": "units"}, get=OFFICERS | {
        "administrator": 200, "county_administrator": 200,
    }),
    Row("exchange:list", "any", lambda cast: {"name": "batches"}, get=OFFICERS | {
        "administrator": 200, "county_administrator": 200,
    }),
    Row("exchange:list", "any", lambda cast: {"name": "accounts"}, get=ADMINISTRATORS),
    Row("exchange:open_projects", "any", get=OFFICERS),
]  # fmt: skip
