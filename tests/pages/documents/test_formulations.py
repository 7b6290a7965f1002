"""The pages of formulations, and the chain on a task's page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.models import Document
from luoshi.domain.tasks.rules import CitationDraft
from tests.cast import Cast
from tests.factories import tasks as make
from tests.factories.documents import SAMPLE_FINDINGS, SOURCE, commitments, make_document, make_finding

ClientAs = Callable[[Account], Client]


@pytest.fixture
def later(cast: Cast, document: Document) -> Document:
    """The same paper, taken up by the county half a year later."""
    made = make_document(
        cast.county, cast.county_officer, source=SOURCE + "特此通知。", findings=False,
        title="清溪县贯彻落实方案", document_date=date(2026, 10, 9),
    )  # fmt: skip
    for kind, words, its in SAMPLE_FINDINGS:
        make_finding(made, kind, words, **its)
    Document.objects.filter(pk=document.pk).update(document_date=date(2026, 4, 1))
    return made


def test_the_list_leads_to_the_timeline(cast: Cast, client_as: ClientAs, later: Document) -> None:
    client = client_as(cast.officer)
    page = client.get(reverse("documents:formulations")).content.decode()
    address = reverse("documents:formulation", args=["三水同治"])
    assert address in page
    page = client.get(address).content.decode()
    assert page.index("2026-04-01") < page.index("清溪县贯彻落实方案")
    assert "云岭市召开农业农村工作推进会" in page


def test_tasks_under_a_formulation_are_counted(cast: Cast, now: datetime, client_as: ClientAs, later: Document) -> None:
    make.make_task(cast, now, title="落实“三水同治”")
    make.make_task(cast, now, title="完成河道整治", heading="三、“三水同治”")
    make.make_task(cast, now, title="修路")
    page = client_as(cast.officer).get(reverse("documents:formulation", args=["三水同治"])).content.decode()
    assert "<dt>相关任务</dt><dd>2</dd>" in page
    assert "修路" not in page


def test_empty_lists_say_what_belongs_there(cast: Cast, client_as: ClientAs) -> None:
    client = client_as(cast.officer)
    assert "还没有提法" in client.get(reverse("documents:formulations")).content.decode()
    assert "没有符合条件的提法" in client.get(reverse("documents:formulations") + "?q=某").content.decode()
    assert client.get(reverse("documents:formulation", args=["三水同治"])).status_code == 404


def test_a_tasks_page_shows_where_its_sentence_comes_from(
    cast: Cast, now: datetime, client_as: ClientAs, document: Document, later: Document
) -> None:
    finding = commitments(later)[0]
    draft = CitationDraft(later.pk, finding.start, finding.end, finding.quote, finding.pk)
    task = make.make_task(
        cast, now, actor=cast.county_officer, jurisdiction=cast.county, lead_unit=cast.county_bureau, citations=[draft]
    )
    page = client_as(cast.officer).get(reverse("tasks:task", args=[task.pk])).content.decode()
    assert "从哪里来，还出现在哪里" in page
    assert page.index("2026-04-01") < page.index("2026-10-09</time>")
    assert f"{reverse('documents:read', args=[document.pk])}?finding={commitments(document)[0].pk}" in page
    assert "相似 100%" in page
    # The county does not see the city's documents, so neither does it through lineage.
    page = client_as(cast.county_officer).get(reverse("tasks:task", args=[task.pk])).content.decode()
    assert "从哪里来，还出现在哪里" not in page
