"""The demonstration: a whole city out of the same actions as real work. It is loaded once for all questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Count
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.models import Event
from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.queries import corrections_of
from luoshi.domain.bulletins.rules import read_items
from luoshi.domain.documents.models import Document
from luoshi.domain.documents.queries import CitedPassage, passage_chain
from luoshi.domain.documents.terms import DocumentState, PassageRelation
from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.notices.models import Delivery, Notice, Webhook
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.models import MonthlyProgress, ProjectYear
from luoshi.domain.projects.terms import ProjectDeed
from luoshi.domain.reporting.models import Dispute, Line, PeriodException, UnitToken, WorkingDayOverride
from luoshi.domain.supervision.models import (
    Appeal,
    Extension,
    Interview,
    Letter,
    Light,
    LightExemption,
    Matter,
    MonthEndLight,
    StepRun,
)
from luoshi.domain.tasks.models import AnnualPlan, Citation, Mechanism, Policy, Report, Task
from luoshi.domain.tasks.queries import compare_versions, late_mechanisms
from luoshi.domain.tasks.terms import LineState, TaskState
from luoshi.foundation.clock import local_date
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

    def test_most_lights_stand_as_at_the_last_months_end(self) -> None:
        former = dict(
            MonthEndLight.objects.filter(task__isnull=False, month_end=date(2026, 10, 31)).values_list("task", "tone")
        )
        now = dict(Light.objects.filter(task__isnull=False).values_list("task", "tone"))
        both = now.keys() & former.keys()
        counts, before = Counter(now[pk] for pk in both), Counter(former[pk] for pk in both)
        for tone in ("green", "yellow", "red"):
            assert abs(counts[tone] - before[tone]) <= len(both) * 0.12
        ways = Counter((former[pk], now[pk]) for pk in both)
        assert ways["green", "yellow"]
        assert ways["yellow", "green"]

    def test_every_light_gives_its_reason(self) -> None:
        for light in Light.objects.all():
            assert light.reason_chinese
            assert light.reason_english
            assert light.rule or light.tone == "none"
        exempt = Light.objects.filter(tone="none").values_list("task", "project")
        held = LightExemption.objects.filter(ends_on__gte=local_date(NOW)).values_list("task", "project")
        assert set(exempt) == set(held)
        assert LightExemption.objects.filter(ends_on__lt=local_date(NOW)).exists()

    def test_a_projects_months_add_up_to_its_years(self) -> None:
        months: dict[tuple[int, int], list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
        for row in MonthlyProgress.objects.all():
            sums = months[row.project_id, row.month.year]
            sums[0] += row.declared_wan_yuan or 0
            sums[1] += row.verified_wan_yuan or 0
            assert (row.verified_wan_yuan or 0) <= (row.declared_wan_yuan or 0)
        for year in ProjectYear.objects.all():
            assert [year.declared_wan_yuan, year.verified_wan_yuan] == months[year.project_id, year.year]

    def test_what_a_return_verified_is_what_the_project_shows(self) -> None:
        months = {(row.project_id, row.month): row.verified_wan_yuan for row in MonthlyProgress.objects.all()}
        lines = Line.objects.filter(project__isnull=False, state="verified").select_related("sheet__period")
        assert lines.filter(sheet__period__ends_on=date(2026, 10, 31)).exists()
        lower = []
        for line in lines:
            month = line.sheet.period.ends_on.replace(day=1)
            if months[line.project_id or 0, month] != line.verified_wan_yuan:
                lower.append((line.project_id, month))
        later = Event.objects.filter(verb=ProjectDeed.VERIFY_MONTH, subject_type="project")
        assert len(lower) == 1  # the month that was verified anew after its bulletin
        assert later.filter(subject_id=lower[0][0], after__month=f"{lower[0][1]:%Y-%m}").exists()

    def test_a_bulletin_says_what_a_recount_gives_or_what_changed_since(self) -> None:
        draft = Bulletin.objects.get(state="draft")
        assert not corrections_of(draft)
        invested = [rate for rate in draft.content["figures"]["rates"] if rate["key"] == "investment"]
        assert invested
        items = read_items(draft.content["items"])
        october = MonthlyProgress.objects.filter(month=date(2026, 10, 1), verified_wan_yuan__gt=0)
        assert october.count() > 30
        assert sum(item.verified or 0 for item in items.projects) > 0
        for bulletin in Bulletin.objects.filter(state="published"):
            assert all(one.verb for one in corrections_of(bulletin).items)

    def test_letters_are_numbered_without_gaps(self) -> None:
        numbers: dict[tuple[str, int], list[int]] = defaultdict(list)
        for letter in Letter.objects.order_by("number"):
            numbers[letter.number_word, letter.year].append(letter.number)
        assert len(numbers) >= 3
        for given in numbers.values():
            assert given == list(range(1, len(given) + 1))

    def test_what_can_be_decided_was_decided_both_ways_and_something_waits(self) -> None:
        assert set(Appeal.objects.values_list("state", flat=True)) >= {"filed", "upheld", "rejected"}
        assert set(Dispute.objects.values_list("state", flat=True)) >= {"open", "upheld", "rejected"}
        assert set(Extension.objects.values_list("state", flat=True)) == {"waiting", "approved", "refused"}
        assert Extension.objects.filter(project__isnull=False, state="waiting").exists()
        assert Matter.objects.filter(state="closed").values("grade").distinct().count() >= 2
        assert Interview.objects.count() == 2
        assert PeriodException.objects.filter(period__locks_at__gt=NOW).exists()
        assert WorkingDayOverride.objects.filter(is_working=False).exists()
        assert set(ImportRun.objects.values_list("state", flat=True)) == {"faulty", "stored"}
        assert UnitToken.objects.filter(revoked_at=None).count() == 2

    def test_nothing_leaves_the_house(self) -> None:
        assert Webhook.objects.filter(is_active=False).count() == Webhook.objects.count() == 1
        assert not Delivery.objects.exists()

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
