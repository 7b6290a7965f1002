"""A pack of rules typed, checked, tried and adopted as an officer does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import AdoptedPack
from luoshi.domain.supervision.terms import RuleState
from tests.cast import Cast
from tests.factories.supervision import ISSUED, adopted, at, clock
from tests.factories.tasks import handled

pytestmark = pytest.mark.django_db
Logged = Callable[[Account], Client]


def _typed(pack: AdoptedPack) -> dict[str, Any]:
    """Give the fields of a pack's form as a browser posts them."""
    content = pack.content
    fields: dict[str, Any] = {"version": pack.version, "name": pack.name, "zh": content["zh"], "en": content["en"]}
    fields["preference"] = content.get("preference", "worst")
    for n, light in enumerate(content["lights"]):
        fields |= {f"lights.{n}.{name}": value for name, value in light.items()}
    for r, rule in enumerate(content["rules"]):
        fields |= {f"rules.{r}.{name}": rule[name] for name in ("id", "zh", "en", "measure", "basis") if name in rule}
        for i, each in enumerate(rule["intervals"]):
            at_ = f"rules.{r}.intervals.{i}"
            fields[f"{at_}.light"] = each["light"]
            fields[f"{at_}.low"] = each.get("from", each.get("above", ""))
            fields[f"{at_}.low_in"] = "0" if "above" in each else "1"
            fields[f"{at_}.high"] = each.get("to", each.get("below", ""))
            fields[f"{at_}.high_in"] = "0" if "below" in each else "1"
        for i, run in enumerate(rule.get("runs", [])):
            fields |= {f"rules.{r}.runs.{i}.{name}": value for name, value in run.items()}
    return fields


def test_a_pack_is_typed_checked_tried_and_adopted(cast: Cast, client_as: Logged, now: Any) -> None:
    task = handled(cast, ISSUED, deadline=date(2026, 12, 31))
    adopted(cast)
    draft = actions.draft_pack(
        actor=cast.officer, now=now, jurisdiction=cast.city, name="新规则", shipped="luoshi_default"
    )
    office = client_as(cast.officer)
    typed = _typed(draft)
    address = reverse("supervision:pack", args=[draft.pk])
    check = reverse("supervision:check", args=["pack", draft.pk])
    assert "没有缺口" in office.post(check, typed).content.decode()
    gap = office.post(check, typed | {"rules.0.intervals.1.low": "8"}).content.decode()
    assert "5" in gap
    assert "8" in gap
    assert "notice-warning" in gap
    refused = office.post(address, typed | {"rules.0.intervals.1.low": "8", "do": "save"})
    assert refused.status_code == 422
    assert 'value="8"' in refused.content.decode()
    more = office.post(address, typed | {"do": "add:rules.0.intervals"}).content.decode()
    assert more.count("rules.0.intervals.3.low") >= 1
    assert AdoptedPack.objects.get(pk=draft.pk).version == draft.version  # nothing kept yet
    wide = typed | {"rules.0.intervals.0.high": "40", "rules.0.intervals.1.low": "40"}
    wide |= {"rules.0.intervals.1.high": "60", "rules.0.intervals.2.low": "60", "do": "save"}
    assert office.post(address, wide).status_code == 302
    with clock(at(6, 10)):
        tried = office.get(reverse("supervision:trial", args=[draft.pk]), {"day": "2026-03-31"}).content.decode()
        assert task.title in tried
        assert "1 项中有 1 项亮灯不同" in tried
        assert office.post(reverse("supervision:adopt", args=["pack", draft.pk])).status_code == 302
    assert AdoptedPack.objects.get(pk=draft.pk).state == RuleState.ADOPTED
    assert office.post(address, wide).status_code == 200  # in force: shown, never changed
