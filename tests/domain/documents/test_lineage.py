"""Chains of passages and timelines of formulations: order, likeness, what may be seen, few queries."""

from __future__ import annotations

from datetime import date
from typing import Any

from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.queries import (
    CitedPassage,
    formulation_lines,
    formulation_uses,
    formulations_seen,
    passage_chain,
)
from luoshi.domain.documents.terms import FindingKind, FindingState, PassageRelation
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from tests.cast import Cast
from tests.factories.documents import make_document, make_finding

ORDER = "全市完成老旧小区改造150个，更新改造燃气管网260公里"
ADAPTED = "全县完成老旧小区改造30个，更新改造燃气管网40公里"
OTHER = "加强春季造林和森林防火，新造林5万亩，守住不发生重大火灾的底线"


def document(cast: Cast, words: str, day: date | None, jurisdiction: Unit | None = None, **fields: Any) -> Document:
    made = make_document(
        jurisdiction or cast.city,
        cast.officer,
        source=f"要{words}。",
        document_date=day,
        title=f"{day}的文件",
        **fields,
    )
    make_finding(made, FindingKind.COMMITMENT, words, level="actionable")
    return made


def cited(made: Document) -> CitedPassage:
    finding = made.findings.get(kind=FindingKind.COMMITMENT)
    return CitedPassage(made, finding.start, finding.end, finding.quote, finding.pk)


def test_a_chain_runs_from_the_earliest_to_the_latest(cast: Cast) -> None:
    plan = document(cast, ORDER, date(2026, 3, 1))
    document(cast, f"{ORDER}，年底前验收", date(2026, 9, 1), cast.county)
    document(cast, ADAPTED, date(2026, 5, 1), cast.county)
    document(cast, ORDER + "。", date(2025, 12, 1))
    document(cast, OTHER, date(2026, 4, 1))
    chain = passage_chain(standing_of(cast.officer), [cited(plan)])
    assert [(link.day.month, link.is_cited) for link in chain] == [(12, False), (3, True), (5, False), (9, False)]
    assert [link.likeness.relation if link.likeness else None for link in chain] == [
        PassageRelation.REPEATS, None, PassageRelation.ADAPTS, PassageRelation.ADAPTS,
    ]  # fmt: skip
    assert all(66 <= link.likeness.percent <= 100 for link in chain if link.likeness)


def test_of_one_day_the_higher_stands_first(cast: Cast) -> None:
    day = date(2026, 3, 1)
    county = document(cast, ORDER, day, cast.county)
    city = document(cast, ORDER + " ", day)
    chain = passage_chain(standing_of(cast.officer), [cited(county)])
    assert [link.document for link in chain] == [city, county]


def test_only_documents_that_may_be_seen_are_searched(cast: Cast) -> None:
    city = document(cast, ORDER, date(2026, 3, 1))
    county = document(cast, ORDER + " ", date(2026, 5, 1), cast.county)
    assert passage_chain(standing_of(cast.county_officer), [cited(county)]) == []
    assert passage_chain(standing_of(cast.bureau_reporter), [cited(city)]) == []
    assert passage_chain(standing_of(cast.outsider), [cited(city)]) == []
    assert len(passage_chain(standing_of(cast.reader), [cited(city)])) == 2


def test_what_was_replaced_and_what_stands_in_the_same_document_are_left_out(cast: Cast) -> None:
    plan = document(cast, ORDER, date(2026, 3, 1))
    later = document(cast, ORDER + " ", date(2026, 5, 1))
    make_finding(plan, FindingKind.COMMITMENT, ORDER[2:], level="actionable")
    Finding.objects.filter(document=later).update(state=FindingState.REPLACED)
    assert passage_chain(standing_of(cast.officer), [cited_first(plan)]) == []


def cited_first(made: Document) -> CitedPassage:
    finding = made.findings.order_by("pk")[0]
    return CitedPassage(made, finding.start, finding.end, finding.quote, finding.pk)


def test_the_number_of_queries_does_not_grow(cast: Cast, django_assert_num_queries: Any) -> None:
    plan = document(cast, ORDER, date(2026, 3, 1))
    standing = standing_of(cast.officer)
    for month in range(4, 12):
        document(cast, ORDER + " " * month, date(2026, month, 1))
    wanted = [cited(plan)]
    with django_assert_num_queries(2):
        assert len(passage_chain(standing, wanted)) == 9


def name(made: Document, text: str, members: list[str] | None = None) -> None:
    make_finding(made, FindingKind.FORMULATION, text, text=text.strip("“”"), count=2, members=members)


def test_a_formulation_is_followed_through_all_documents(cast: Cast) -> None:
    first = document(cast, "实施“三水同治”", date(2025, 1, 1), cast.county)
    second = document(cast, "抓好“三水同治”", date(2026, 1, 1))
    in_passing = document(cast, "围绕三水同治修好水渠", date(2026, 6, 1))
    name(first, "“三水同治”")
    name(second, "三水同治", ["治污水", "防洪水", "保供水"])
    standing = standing_of(cast.officer)
    uses = formulation_uses(standing, "“三水同治”")
    assert [use.document for use in uses] == [first, second, in_passing]
    assert [bool(use.finding_id) for use in uses] == [True, True, False]
    (line,) = formulation_lines(standing, formulations_seen(standing))
    assert (line.text, line.documents, line.first.document, line.last_day.year) == ("三水同治", 2, first, 2026)
    assert line.members == ("治污水", "防洪水", "保供水")
    assert formulations_seen(standing, "三水").count() == 1
    assert formulations_seen(standing, "五大").count() == 0
    assert [use.document for use in formulation_uses(standing_of(cast.county_officer), "三水同治")] == [first]
    assert formulation_uses(standing_of(cast.outsider), "三水同治") == []


def test_a_rejected_formulation_does_not_count(cast: Cast) -> None:
    made = document(cast, "实施“三水同治”", date(2025, 1, 1))
    name(made, "三水同治")
    Finding.objects.filter(kind=FindingKind.FORMULATION).update(state=FindingState.REJECTED)
    standing = standing_of(cast.officer)
    assert formulations_seen(standing).count() == 0
    assert formulation_uses(standing, "三水同治") == []


def test_the_list_takes_the_same_queries_for_one_and_many(cast: Cast, django_assert_num_queries: Any) -> None:
    standing = standing_of(cast.officer)
    for number, words in enumerate("一二三四五六"):
        made = document(cast, f"实施“{words}大工程”", date(2026, 1 + number, 1))
        name(made, f"{words}大工程")
    with django_assert_num_queries(2):
        assert len(formulation_lines(standing, formulations_seen(standing))) == 6
    with django_assert_num_queries(2):
        assert len(formulation_uses(standing, "三大工程")) == 1
