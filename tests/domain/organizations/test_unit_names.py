"""Which unit a document means by a name (O10)."""

from __future__ import annotations

import pytest

from luoshi.domain.organizations.queries import match_units
from luoshi.domain.organizations.rules import NamedUnit, UnitDirectory
from luoshi.domain.organizations.terms import UnitKind
from tests.cast import Cast

D = UnitKind.DEPARTMENT
UNITS = (
    NamedUnit(1, "0001", UnitKind.CITY, "云岭市"),
    NamedUnit(2, "00010001", D, "云岭市发展和改革委员会", "市发改委"),
    NamedUnit(3, "00010002", D, "云岭市农业农村局"),
    NamedUnit(4, "00010003", D, "中共云岭市委组织部", "市委组织部"),
    NamedUnit(5, "00010004", UnitKind.OFFICE, "云岭市人民政府办公室", "", ("市府办",)),
    NamedUnit(6, "00010005", UnitKind.COUNTY, "清溪县", "", ("清溪县委、县政府",)),
    NamedUnit(7, "000100050001", D, "清溪县水利局"),
    NamedUnit(8, "000100050002", UnitKind.TOWNSHIP, "石桥镇"),
    NamedUnit(9, "00010006", UnitKind.COUNTY, "白沙县"),
    NamedUnit(10, "000100060001", D, "白沙县水利局"),
    NamedUnit(11, "00010007", UnitKind.DEVELOPMENT_ZONE, "云岭高新技术产业开发区"),
    NamedUnit(12, "00010008", D, "云岭市住房和城乡建设局"),
)
CITY = UnitDirectory(UNITS, "0001", step=4)
COUNTY = UnitDirectory([u for u in UNITS if u.path.startswith("00010005")], "00010005", step=4)


@pytest.mark.parametrize(
    "name, unit_id",
    [
        ("云岭市发展和改革委员会", 2),
        ("市发改委", 2),
        ("市发展改革委", 2),
        ("发改委", 2),
        ("云岭市发改委", 2),
        ("市农业农村局", 3),
        ("市 农业农村局", 3),
        ("市委组织部", 4),
        ("组织部", 4),
        ("中共云岭市委组织部", 4),
        ("市政府办公室", 5),
        ("市政府办", 5),
        ("市府办", 5),
        ("清溪县", 6),
        ("清溪县人民政府", 6),
        ("清溪县水利局", 7),
        ("石桥镇", 8),
        ("高新区", 11),
        ("云岭高新区管委会", 11),
        ("市住建局", 12),
        ("云岭市", 1),
        ("云岭市人民政府", 1),
    ],
)
def test_a_name_in_use_means_its_unit(name: str, unit_id: int) -> None:
    assert CITY.match(name).exact == unit_id


def test_a_county_bureau_is_not_a_city_bureau() -> None:
    match = CITY.match("水利局")
    assert match.exact is None
    assert {s.unit_id for s in match.suggestions} >= {7, 10}


def test_inside_the_county_the_short_form_is_enough() -> None:
    assert COUNTY.match("县水利局").exact == 7
    assert COUNTY.match("水利局").exact == 7


def test_a_misspelt_name_gets_suggestions_best_first() -> None:
    match = CITY.match("市农村农业局")
    assert match.exact is None
    assert match.suggestions[0].unit_id == 3
    assert [s.score_percent for s in match.suggestions] == sorted(
        (s.score_percent for s in match.suggestions), reverse=True
    )


@pytest.mark.parametrize("name", ["各县（区）", "各县区", "各区县", "各县区人民政府", "每个县区", "全市各县区"])
def test_a_collective_name_means_its_members(name: str) -> None:
    assert CITY.match(name).members == (6, 9, 11)


def test_a_list_of_clear_names_means_all_of_them_in_order() -> None:
    assert CITY.match("市农业农村局、市发改委").members == (3, 2)
    assert CITY.match("云岭市发展和改革委员会和市住建局").members == (2, 12), "the 和 inside a name divides nothing"


def test_a_list_with_a_stranger_suggests_the_clear_ones_first() -> None:
    match = CITY.match("市发改委、各燃气企业")
    assert (match.exact, match.members) == (None, ())
    assert match.suggestions[0].unit_id == 2
    assert match.suggestions[0].score_percent == 100


def test_each_township_is_meant_wherever_it_lies() -> None:
    assert CITY.match("各乡镇").members == (8,)


@pytest.mark.parametrize("name", ["", "  ", "人民", "国家开发银行"])
def test_a_stranger_is_not_guessed(name: str) -> None:
    assert CITY.match(name).exact is None


def test_names_of_the_tree_are_matched_in_one_query(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        matches = match_units(["市发改委", "市农业农村局", "清溪县", "市发改委"], cast.city)
    assert {name: match.exact for name, match in matches.items()} == {
        "市发改委": cast.bureau.pk,
        "市农业农村局": cast.other_bureau.pk,
        "清溪县": cast.county.pk,
    }
