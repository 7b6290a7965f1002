"""Numbers that requests name: what is none is no fault of the page; refusals stand at the fields they speak of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django import forms
from django.test import Client

from luoshi.domain.accounts.models import Account
from luoshi.foundation.refusals import Invalid, Refusal
from luoshi.pages.shared.requests import number_in, show_refusal
from tests.cast import Cast
from tests.factories.reporting import open_today

ClientAs = Callable[[Account], Client]
NO_NUMBERS = ("", "²", "٣", "-1", "1e9", "1" * 20, "1" * 5000, " 1", "x")


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("007", 7), ("9" * 15, 10**15 - 1), (None, None)])
def test_a_number_is_read(text: str | None, number: int | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_in(text) is None


@pytest.mark.django_db
def test_pages_meet_it_without_a_fault(cast: Cast, client_as: ClientAs) -> None:
    address = f"/reporting/returns/{open_today(cast).pk}"
    officer, administrator = client_as(cast.officer), client_as(cast.administrator)
    for text in NO_NUMBERS:
        answers = [
            officer.get("/supervision/matters/", {"page": text}),
            officer.post(f"{address}/verify/", {"line": text}),
            officer.post(f"{address}/send-back/", {f"reason-{text}": "不实"}),
            officer.get(f"/bulletins/scorecards/{cast.bureau.pk}/", {"period": f"{text}-month-{text}"}),
            administrator.post(f"/organization/accounts/{cast.officer.pk}/take-role/", {"membership": text}),
        ]
        assert [answer.status_code for answer in answers if answer.status_code >= 500] == []


class Unfit(Refusal):
    """Something is wrong at a field."""

    chinese = "不合适"
    english = "unfit"


class TwoFields(forms.Form):
    """A form that has a field under another name."""

    name = forms.CharField(required=False)
    percent = forms.CharField(required=False)


def test_each_of_several_refusals_stands_at_its_field() -> None:
    form = TwoFields({})
    show_refusal(form, Invalid([Unfit(at="name"), Unfit(at="share"), Unfit(at="gone")]), {"share": "percent"})
    assert form.errors == {"name": ["不合适"], "percent": ["不合适"], "__all__": ["不合适"]}
    form = TwoFields({})
    show_refusal(form, Unfit())
    assert form.errors == {"__all__": ["不合适"]}
