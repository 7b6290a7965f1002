"""Short names of units and papers, resolved within one document (R47)."""

from __future__ import annotations

import pytest

from luoshi_reading.facts.owners.abbreviations import defined_names, full_names
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read_text


@pytest.mark.parametrize(
    "text, names",
    [
        ("由槐津市渔业互助协会（以下简称互助协会）承办。", {"互助协会": "槐津市渔业互助协会"}),
        ("现印发《槐津市岸线管理办法》（以下简称《办法》）。", {"《办法》": "《槐津市岸线管理办法》"}),
        ("成立岸线整治工作领导小组（以下简称“领导小组”），", {"领导小组": "岸线整治工作领导小组"}),
        ("渡口（含码头）一律停航。", {}),
        ("以下事项须报批。", {}),
    ],
)
def test_a_paper_defines_its_short_names(text: str, names: dict[str, str]) -> None:
    assert defined_names(text) == names


@pytest.mark.parametrize(
    "units, full",
    [
        (["市发改委", "市发展和改革委员会"], {"市发改委": "市发展和改革委员会"}),
        (["市文旅局", "市文化和旅游局", "市文物局"], {"市文旅局": "市文化和旅游局"}),
        (["市委", "市委组织部"], {}),
        (["市财政局", "市水务局"], {}),
        (["市交局", "市交通运输局", "市交通管理局"], {}),
        (["省住建厅", "市住房和城乡建设厅"], {}),
    ],
)
def test_a_unit_named_in_full_elsewhere_is_known_by_its_short_name(units: list[str], full: dict[str, str]) -> None:
    assert full_names(units, {}) == full


def test_an_order_tells_the_full_names_of_its_units() -> None:
    text = "岸线整治实施方案\n一、新建渡口3座。（市文旅局负责）\n二、制定岸线管理办法。（市文化和旅游局负责）\n"
    orders = as_json(read_text(SourceText(text, "utf-8", "0" * 64)))["commitments"]
    assert [order.get("full_names") for order in orders] == [{"市文旅局": "市文化和旅游局"}, None]
