"""Rows of the bulletins. Drafts are the office's; what is published is seen by all of its jurisdiction."""

from __future__ import annotations

from typing import Any

from luoshi.domain.bulletins.models import Bulletin, BulletinRules
from luoshi.domain.bulletins.rules import USUAL_RULES, rules_as_plain
from luoshi.domain.bulletins.terms import PeerGroup, Ranked
from tests.cast import Cast
from tests.factories import bulletins as make
from tests.pages.permissions import Row, Statuses

OFFICERS = {"city": ("officer",), "county": ("officer", "county_officer")}
# A PDF takes seconds; the DOCX rows prove the same rule for everybody.
SOME = ("nobody", "outsider", "bureau_leader", "officer", "county_officer")
OFFICES = {
    "city": ("officer", "administrator"),
    "county": ("officer", "administrator", "county_officer", "county_administrator"),
}
SEEING = {
    "city": ("reader", "bureau_reporter", "bureau_leader", "other_reporter", "other_leader", "officer", "administrator",
             "township_reporter", "county_reporter", "county_leader", "county_officer", "county_administrator"),
    "county": ("reader", "officer", "administrator", "township_reporter", "county_reporter", "county_leader",
               "county_officer", "county_administrator"),
}  # fmt: skip
REACHING = {
    "city": ("reader", "bureau_reporter", "bureau_leader", "officer", "administrator"),
    "county": ("reader", "officer", "administrator", "county_reporter", "county_leader", "county_officer",
               "county_administrator"),
}  # fmt: skip


def _statuses(seen: tuple[str, ...], may: tuple[str, ...], status: int) -> Statuses:
    return {"*": 404} | dict.fromkeys(seen, 403) | dict.fromkeys(may, status)


def _draft(cast: Cast, side: str) -> dict[str, Any]:
    return {"pk": make.assembled(cast, side).pk}


def _published(cast: Cast, side: str) -> dict[str, Any]:
    return {"pk": make.published(cast, side).pk}


def _open(cast: Cast, side: str) -> dict[str, Any]:
    """A published bulletin of a jurisdiction that shows them to everybody."""
    bulletin: Bulletin = make.published(cast, side)
    BulletinRules.objects.create(
        jurisdiction=bulletin.jurisdiction, is_open=True, lists=rules_as_plain(USUAL_RULES), issuer="", number_word=""
    )
    return {"pk": bulletin.pk}


def _settings(cast: Cast) -> dict[str, Any]:
    places = {
        f"{ranked.value}_{side}_{group.value}": 3
        for ranked in Ranked
        for group in PeerGroup
        for side in ("top", "bottom")
    }
    return places | {"issuer": "云岭市", "number_word": "云督通报"}


def _rows_of(side: str) -> list[Row]:
    seen, offices, officers = SEEING[side], OFFICES[side], OFFICERS[side]
    drafts = {"*": 404} | dict.fromkeys(offices, 200)
    read = {"*": 404} | dict.fromkeys(seen, 200)
    may = _statuses(offices, officers, 302)

    def draft(cast: Cast) -> dict[str, Any]:
        return _draft(cast, side)

    def published(cast: Cast) -> dict[str, Any]:
        return _published(cast, side)

    def opened(cast: Cast) -> dict[str, Any]:
        return _open(cast, side)

    def unit(cast: Cast) -> dict[str, Any]:
        return {"pk": (cast.bureau if side == "city" else cast.county).pk}

    everybody = {"*": 200, "nobody": 200}
    return [
        Row("bulletins:bulletin", side, draft, get=drafts),
        Row("bulletins:bulletin", side, published, get=read),
        Row("bulletins:docx", side, published, get=read),
        Row("bulletins:pdf", side, published, get=read, persons=SOME),
        Row("bulletins:pdf", side, draft, get=drafts, persons=SOME),
        Row("bulletins:title", side, draft, get=405, post=may, data=lambda cast: {"title": "通报", "version": 1}),
        Row(
            "bulletins:section",
            side,
            lambda cast: draft(cast) | {"key": "next"},
            get=405,
            post=may,
            data=lambda cast: {"words": "抓紧落实。", "version": 1},
        ),
        Row("bulletins:exempt", side, draft, get=405, post=_statuses(offices, officers, 404)),
        Row("bulletins:reassemble", side, draft, get=405, post=may),
        Row("bulletins:freeze", side, draft, get=_statuses(offices, officers, 200), post=may),
        Row(
            "bulletins:publish",
            side,
            lambda cast: {"pk": make.frozen(cast, side).pk},
            get=405,
            post=may,
        ),
        Row("bulletins:discard", side, draft, get=405, post=may),
        Row("bulletins:scorecard", side, unit, get={"*": 404} | dict.fromkeys(REACHING[side], 200)),
        # Without the word of a number nothing is there, for whoever may open one.
        Row("bulletins:behind", side, published, get={"*": 404}, post={"*": 405}),
        Row("bulletins:behind", side, published, get=read, query="?rate=tasks_closed&base=due"),
        Row("bulletins:behind", side, draft, get=drafts, query="?light=red"),
        Row(
            "bulletins:behind_scorecard",
            side,
            unit,
            get={"*": 404} | dict.fromkeys(REACHING[side], 200),
            query="?period=2026-month-10&rate=investment&base=time_plan",
        ),
        Row("bulletins:open_bulletin", side, opened, get=everybody, post={"*": 405, "nobody": 405}),
        Row("bulletins:open_bulletin", side, published, get={"*": 404, "nobody": 404}, post={"*": 405, "nobody": 405}),
        Row("bulletins:open_pdf", side, opened, get=everybody, post={"*": 405, "nobody": 405}, persons=SOME),
        Row("bulletins:open_pdf", side, draft, get={"*": 404, "nobody": 404}, post={"*": 405, "nobody": 405}),
    ]


OFFICERS_ONLY: Statuses = {"*": 403, "officer": 200, "county_officer": 200}
ROWS = [
    Row("bulletins:list", "any", get=200),
    Row("bulletins:scorecards", "any", get=200),
    Row("bulletins:new", "any", get=OFFICERS_ONLY, post={"*": 403, "officer": 422, "county_officer": 422}),
    Row("bulletins:settings", "any", get=OFFICERS_ONLY, post={"*": 403, "officer": 302, "county_officer": 302},
        data=_settings),
    Row("bulletins:open_list", "any", get={"*": 404, "nobody": 404}, post={"*": 405, "nobody": 405}),
    *_rows_of("city"),
    *_rows_of("county"),
]  # fmt: skip
