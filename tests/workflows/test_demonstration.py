"""The demonstration: a whole city out of the same actions as real work. It is loaded once for all questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.db.models import Count
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.models import Event
from luoshi.domain.documents.models import Document
from luoshi.domain.documents.queries import CitedPassage, passage_chain
from luoshi.domain.documents.terms import DocumentState, PassageRelation
from luoshi.domain.notices.models import Notice
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.supervision.models import Light, Matter, StepRun
from luoshi.domain.tasks.models import AnnualPlan, Citation, Mechanism, Policy, Report, Task
from luoshi.domain.tasks.queries import compare_versions, late_mechanisms
from luoshi.domain.tasks.terms import LineState, TaskState
from luoshi.workflows.demonstration import PASSWORD, load_demonstration
from luoshi.workflows.demonstration.notices import MOST_UNREAD, UNREAD

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
EARLIER = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
# The loader reads its documents itself, each at its own date; a queue that reads at once would read them today.
NO_WORKER = override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}})


@pytest.fixture(scope="module")
def _city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), NO_WORKER, transaction.atomic():
        load_demonstration(NOW)
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("_city")
class TestCity:
    """One loaded city, looked at from several sides."""

    def test_tasks_stand_in_every_state_each_with_its_sentence(self) -> None:
        assert set(Task.objects.values_list("state", flat=True)) == {state.value for state in TaskState}
        assert Task.objects.count() >= 100
        # A promise rests on its interview, a project's task on the project; a carried one's successor has the project.
        bare = Task.objects.filter(citations=None, promise=None, project=None)
        assert not bare.exclude(state=TaskState.CARRIED).exists()
        for citation in Citation.objects.select_related("document"):
            assert 0 <= citation.start < citation.end <= len(citation.document.source)

    def test_every_document_was_read_and_no_deed_lies_in_the_future(self) -> None:
        assert set(Document.objects.values_list("state", flat=True)) == {DocumentState.READ.value}
        assert Document.objects.count() >= 12
        assert not Event.objects.filter(at__gt=NOW).exists()
        assert not Report.objects.filter(reported_at__gt=NOW).exists()

    def test_people_have_read_all_but_their_newest_notices(self) -> None:
        unread = Notice.objects.filter(read_at=None)
        assert not unread.filter(created_at__lt=NOW - UNREAD).exists()
        counts = [row["n"] for row in unread.order_by().values("recipient").annotate(n=Count("pk"))]
        assert 0 < max(counts) <= MOST_UNREAD

    def test_every_account_is_marked_and_opens_with_the_printed_password(self) -> None:
        assert not Account.objects.filter(is_demonstration=False).exists()
        assert Account.objects.get(username="officer").check_password(PASSWORD)

    def test_an_order_of_the_city_is_followed_into_a_countys_plan(self) -> None:
        citation = Citation.objects.select_related("document__jurisdiction").get(quote__startswith="健全防止返贫致贫")
        cited = CitedPassage(citation.document, citation.start, citation.end, citation.quote, citation.finding_id)
        officer = standing_of(Account.objects.get(username="officer"))
        own, taken_up = passage_chain(officer, [cited])
        assert own.is_cited
        assert taken_up.document.jurisdiction.name == "石泠县"
        assert taken_up.likeness is not None
        assert taken_up.likeness.relation is PassageRelation.REPEATS

    def test_last_years_plan_was_rolled_into_this_years(self) -> None:
        last, this = AnnualPlan.objects.order_by("year")
        assert (last.state, this.state) == ("closed", "running")
        assert this.batches.filter(state="issued").count() >= 4
        ended = dict(Task.objects.filter(batch__plan=last).values_list("title", "state"))
        assert sorted(ended.values()) == ["carried", "carried", "carried", "closed", "closed", "withdrawn"]
        assert Task.objects.filter(carried_from__batch__plan=last, year=this.year, issued_at__isnull=False).count() == 3
        assert {state.value for state in LineState} & {
            change.state.value for change in compare_versions(last.versions.order_by("number")[0], this)
        } >= {"added", "changed", "removed"}

    def test_instruments_stand_in_several_states_and_a_mechanism_is_late(self) -> None:
        assert Policy.objects.values("stage").distinct().count() >= 3
        assert Mechanism.objects.filter(state="running", meetings__isnull=False).exists()
        assert late_mechanisms(NOW.date()).exists()
        items = Task.objects.filter(steps__isnull=False)
        assert items.filter(steps__done_on__isnull=False).distinct().count() >= 5
        assert items.filter(steps__done_on__isnull=True).distinct().count() >= 5

    def test_most_lights_are_green_and_the_ladder_has_something_on_every_rung(self) -> None:
        tones = Counter(Light.objects.values_list("tone", flat=True))
        lit = sum(tones.values())
        assert 0.55 <= tones["green"] / lit <= 0.68
        assert 0.15 <= tones["yellow"] / lit <= 0.28
        assert 0.08 <= tones["red"] / lit <= 0.17
        assert {"reminder", "chase", "supervision_letter", "bulletin", "interview", "closing"} <= set(
            Matter.objects.values_list("rung", flat=True)
        )
        reminded = Matter.objects.filter(rung="reminder")
        assert {row.task.light.tone for row in reminded if row.task} <= {"green", "blue"}  # in good order
        assert Matter.objects.filter(state="closed").exclude(grade="").exists()
        assert 0 < StepRun.objects.filter(state="planned", needs_release=True).count() < 20

    def test_the_city_exists_nowhere(self) -> None:
        codes = Unit.objects.exclude(division_code="").values_list("division_code", flat=True)
        assert codes
        assert all(code.startswith("99") for code in codes)  # a range that GB/T 2260 does not use


@pytest.mark.django_db
def test_the_same_texts_tell_the_same_story_and_an_earlier_day_an_earlier_chapter() -> None:
    stories = []
    with NO_WORKER:
        for _ in range(2):
            with transaction.atomic():
                load_demonstration(EARLIER)
                stories.append(list(Task.objects.order_by("year", "number").values_list("title", "state")))
                assert not Event.objects.filter(at__gt=EARLIER).exists()
                transaction.set_rollback(True)
    assert stories[0] == stories[1]
    assert {state for _, state in stories[0]} < {state.value for state in TaskState}
