"""Marks follow the findings: read, edited, repaired."""

from __future__ import annotations

from datetime import datetime

from luoshi.domain.documents.actions import edit_finding, read_document, receive_text
from luoshi.domain.documents.models import Finding, PassageMark
from luoshi.domain.documents.rules import formulation_marks, likeness_of, marks_for
from luoshi.domain.documents.terms import FindingKind, PassageRelation
from tests.cast import Cast
from tests.factories.documents import commitments, make_document

TEXT = (
    "云岭市2026年重点工作方案\n要实施“三水同治”，即治污水、防洪水、保供水。市水利局要在年底前建成清溪灌区二期工程。\n"
)


def values(finding: Finding) -> set[int]:
    return set(PassageMark.objects.filter(finding=finding).values_list("value", flat=True))


def test_what_is_read_is_marked(cast: Cast, now: datetime) -> None:
    receipt = receive_text(actor=cast.officer, now=now, jurisdiction=cast.city, text=TEXT)
    read_document(document_id=receipt.document.pk, clock=lambda: now)
    found = list(Finding.objects.filter(document=receipt.document))
    for finding in found:
        assert values(finding) == set(marks_for(finding.kind, finding.quote, finding.fields))
    assert any(values(f) for f in found if f.kind == FindingKind.COMMITMENT)


def test_an_edited_finding_is_marked_by_its_new_words(cast: Cast, now: datetime) -> None:
    document = make_document(cast.city, cast.officer)
    first = commitments(document)[0]
    edited = edit_finding(actor=cast.officer, now=now, finding=first, fields={}, quote="建成清溪灌区二期工程")
    assert edited.pk != first.pk
    assert values(edited) == set(marks_for(edited.kind, "建成清溪灌区二期工程", {}))


def test_a_formulation_is_one_whatever_its_quotation_marks() -> None:
    assert formulation_marks("“五大攻坚”") == formulation_marks("五大攻坚") != formulation_marks("四大攻坚")
    assert formulation_marks("“”") == []


def test_likeness_tells_repeating_from_adapting() -> None:
    order = "到2027年底，全市完成老旧小区改造150个，更新改造燃气管网260公里"
    assert likeness_of(order, order + "。").relation is PassageRelation.REPEATS  # type: ignore[union-attr]
    other_figures = likeness_of(order, order.replace("150", "30"))
    assert other_figures is not None
    assert other_figures.relation is PassageRelation.ADAPTS
    assert other_figures.percent > 90
    assert likeness_of(order, "加强组织领导，压实各级责任，确保任务落地见效") is None


def test_dates_alone_are_no_words_to_look_for() -> None:
    assert marks_for(FindingKind.COMMITMENT, "2026年10月底前完成主体工程", {}) == []
    assert marks_for(FindingKind.COMMITMENT, "2026年10月底前完成清溪灌区主体工程建设", {}) != []
