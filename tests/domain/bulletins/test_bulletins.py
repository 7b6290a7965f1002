"""From assembling to publishing: what is frozen stands, and corrections show beside it (BU1, BU5–BU10)."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.models import Event
from luoshi.domain.bulletins import actions
from luoshi.domain.bulletins.errors import (
    BulletinExists,
    BulletinFrozen,
    BulletinNotFrozen,
    NotOnBlackList,
    PeriodNotOver,
    ReasonMissing,
    WordsMissing,
)
from luoshi.domain.bulletins.models import Bulletin, BulletinSection
from luoshi.domain.bulletins.queries import (
    corrections_of,
    items_of,
    rules_of,
    scorecard_of,
    unverified_months,
    visible_bulletins,
)
from luoshi.domain.bulletins.rules import rates_of, rules_as_plain, span_of
from luoshi.domain.bulletins.rules.lists import USUAL_RULES
from luoshi.domain.bulletins.terms import BulletinState, Difference, Ranked, RateKey, SectionKey
from luoshi.domain.notices.models import Notice
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.models import MonthlyProgress, Project, ProjectYear
from luoshi.domain.projects.queries import rates_of as library_rates
from luoshi.domain.tasks.models import Task
from luoshi.foundation.periods import Rhythm
from luoshi.foundation.refusals import NotAllowed, Stale
from tests.cast import Cast
from tests.factories import bulletins as make
from tests.factories import tasks as make_task
from tests.factories.bulletins import AFTER, OCTOBER


def rate(bulletin: Bulletin, key: RateKey, base: str) -> str | None:
    rows = bulletin.content["figures"]["rates"]
    share: str | None = next(row["share"] for row in rows if (row["key"], row["base"]) == (key, base))
    return share


def test_one_call_assembles_everything(cast: Cast) -> None:
    make.closed(cast)
    make.late(cast)
    make.invested(cast, 11000)
    bulletin = make.assembled(cast)
    assert rate(bulletin, RateKey.TASKS_CLOSED, "due") == "1/2"
    assert rate(bulletin, RateKey.INVESTMENT, "year_plan") == "11/12"
    assert rate(bulletin, RateKey.INVESTMENT, "time_plan") == "11/10"
    lists = {row["ranked"]: row["entries"] for row in bulletin.content["figures"]["lists"]}
    assert [(row["colour"], row["unit"]) for row in lists["tasks"]] == [("red", "市发改委"), ("black", "市农业农村局")]
    sections = {section.key: section.words for section in bulletin.sections.all()}
    assert list(sections) == [key.value for key in SectionKey]
    assert "黑榜：市农业农村局" in sections["lists"]
    assert Event.objects.filter(subject_type="bulletin", subject_id=bulletin.pk).count() == 1


def test_a_span_counts_only_up_to_its_last_day(cast: Cast) -> None:
    task = make.closed(cast)
    Task.objects.filter(pk=task.pk).update(closed_at=datetime(2026, 11, 3, 1, tzinfo=UTC))
    october, november = items_of(cast.city, OCTOBER), items_of(cast.city, span_of(Rhythm.MONTH, 2026, 11))
    assert october.tasks[0].closed_on is None
    assert november.tasks[0].closed_on == date(2026, 11, 3)
    assert items_of(cast.city, span_of(Rhythm.MONTH, 2026, 1)).tasks == ()  # issued in February


def test_drafts_and_withdrawn_tasks_do_not_count(cast: Cast) -> None:
    make_task.make_task(cast, make.ISSUED)
    make_task.actions.withdraw_task(actor=cast.officer, now=make.CLOSED, task=make.late(cast), reason="部署调整")
    assert items_of(cast.city, OCTOBER).tasks == ()


def test_the_span_must_be_over_and_has_one_bulletin(cast: Cast) -> None:
    with pytest.raises(PeriodNotOver):
        make.assembled(cast, span=span_of(Rhythm.MONTH, 2026, 11))
    make.assembled(cast)
    with pytest.raises(BulletinExists):
        make.assembled(cast)


@pytest.mark.parametrize("name", ["bureau_leader", "reader", "administrator", "county_officer", "outsider"])
def test_only_the_officer_of_the_jurisdiction_writes(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        actions.assemble_bulletin(actor=cast.person(name), now=AFTER, jurisdiction=cast.city, span=OCTOBER)
    bulletin = make.assembled(cast)
    for deed in (actions.freeze_bulletin, actions.reassemble_bulletin, actions.discard_bulletin):
        with pytest.raises(NotAllowed):
            deed(actor=cast.person(name), now=AFTER, bulletin=bulletin)


def test_frozen_figures_stand_whatever_is_corrected(cast: Cast) -> None:
    make.closed(cast)
    task = make.late(cast)
    project = make.invested(cast, 6000)
    bulletin = make.frozen(cast)
    before = copy.deepcopy(bulletin.content)
    words = list(bulletin.sections.values_list("words", flat=True))
    assert not corrections_of(bulletin)

    later = AFTER + timedelta(days=3)
    actor = cast.officer
    Task.objects.filter(pk=task.pk).update(deadline=date(2026, 12, 31))
    MonthlyProgress.objects.filter(project=project).update(verified_wan_yuan=Decimal(9000))
    Event.objects.create(
        at=later,
        actor_id=actor.pk,
        actor_name="",
        verb="verify_month",
        subject_type="project",
        subject_id=project.pk,
        note="凭证补齐",
    )

    bulletin = Bulletin.objects.get(pk=bulletin.pk)
    assert bulletin.content == before
    assert list(bulletin.sections.values_list("words", flat=True)) == words
    found = corrections_of(bulletin)
    changed = {(one.item.pk, one.item.difference): one for one in found.items}
    assert (task.pk, Difference.DEADLINE) in changed
    told = changed[project.pk, Difference.VERIFIED]
    assert (told.item.frozen, told.item.now, told.at, told.reason) == ("6000", "9000", later, "凭证补齐")
    shares = {(one.key, one.base): (one.frozen, one.now) for one in found.rates}
    assert shares[RateKey.INVESTMENT, "year_plan"] == ("1/2", "3/4")
    assert shares[RateKey.TASKS_CLOSED, "due"] == ("1/2", "1")
    assert [(one.unit, one.frozen, one.now) for one in found.places if one.ranked is Ranked.TASKS] == [
        ("市农业农村局", 2, None)
    ]


def new_start(cast: Cast, total: int, entered_on: date | None = None) -> Project:
    """A new start of the year that began in August."""
    project = make.invested(cast, 1000)
    ProjectYear.objects.filter(project=project).update(annual_class="new_start")
    begun = {"actual_start": date(2026, 8, 1), "total_wan_yuan": Decimal(total), "entered_on": entered_on}
    Project.objects.filter(pk=project.pk).update(**begun)
    return project


def test_entries_into_the_statistics_are_counted_compared_and_frozen(cast: Cast) -> None:
    new_start(cast, 8000, date(2026, 9, 10))
    late = new_start(cast, 8000, date(2026, 10, 12))
    new_start(cast, 8000)
    new_start(cast, 499)  # too small to stand there by itself
    bulletin = make.frozen(cast)
    assert rate(bulletin, RateKey.ENTRIES, "to_enter") == "2/3"
    row = next(row for row in bulletin.content["figures"]["rates"] if row["key"] == "entries")
    assert row["last"] == "1/3"
    words = bulletin.sections.get(key=SectionKey.RATES).words
    assert "已开工的3个应入统的新开工项目中，已入统2个，入统率66.7%（应统口径），较上期提高33.3个百分点" in words

    Project.objects.filter(pk=late.pk).update(entry_verified_on=date(2026, 11, 3))  # the office found a later day
    found = corrections_of(Bulletin.objects.get(pk=bulletin.pk))
    assert [(one.item.difference, one.item.frozen, one.item.now) for one in found.items] == [
        (Difference.ENTERED_ON, "2026-10-12", "")
    ]
    assert (RateKey.ENTRIES, "2/3", "1/3") in {(one.key, one.frozen, one.now) for one in found.rates}
    assert rate(Bulletin.objects.get(pk=bulletin.pk), RateKey.ENTRIES, "to_enter") == "2/3"


def test_entries_agree_with_the_first_page(cast: Cast) -> None:
    new_start(cast, 8000, date(2026, 9, 10))
    new_start(cast, 8000)
    first = library_rates(Project.objects.all(), OCTOBER.end)
    counted = next(one for one in rates_of(items_of(cast.city, OCTOBER)) if one.key is RateKey.ENTRIES)
    assert (counted.part, counted.whole) == (first.entered, first.to_enter) == (1, 2)


def test_who_records_no_entry_has_no_rate_of_it(cast: Cast) -> None:
    new_start(cast, 8000)
    assert RateKey.ENTRIES not in {one.key for one in rates_of(items_of(cast.city, OCTOBER))}


def test_what_was_done_later_is_no_correction(cast: Cast) -> None:
    task = make_task.handled(cast, make.ISSUED, deadline=date(2026, 9, 30))
    bulletin = make.frozen(cast)
    report = make_task.completion(cast, AFTER + timedelta(days=2), task)
    make_task.actions.verify_report(actor=cast.officer, now=AFTER + timedelta(days=3), report=report)
    assert not corrections_of(bulletin)


def test_a_frozen_bulletin_takes_no_change(cast: Cast) -> None:
    make.late(cast)
    bulletin = make.frozen(cast)
    given = {"actor": cast.officer, "now": AFTER, "bulletin": bulletin}
    with pytest.raises(BulletinFrozen):
        actions.edit_section(**given, key=SectionKey.NEXT, words="改", version=None)
    with pytest.raises(BulletinFrozen):
        actions.reassemble_bulletin(**given)
    with pytest.raises(BulletinFrozen):
        actions.discard_bulletin(**given)
    with pytest.raises(BulletinFrozen):
        actions.freeze_bulletin(**given)


def test_numbers_run_by_year_and_jurisdiction(cast: Cast) -> None:
    settled = rules_of(cast.city)
    actions.settle_bulletins(
        actor=cast.officer, now=AFTER, jurisdiction=cast.city, issuer="云岭市人民政府督查室", number_word="云督通报",
        copies_to="", is_open=False, lists=settled.lists,
    )  # fmt: skip
    first = make.frozen(cast)
    second = actions.freeze_bulletin(
        actor=cast.officer, now=AFTER, bulletin=make.assembled(cast, span=span_of(Rhythm.MONTH, 2026, 9))
    )
    county = make.frozen(cast, "county")
    assert [first.number_text, second.number_text] == ["云督通报〔2026〕1号", "云督通报〔2026〕2号"]
    assert county.issue_number == 1
    next_year = AFTER + timedelta(days=70)
    third = actions.freeze_bulletin(
        actor=cast.officer, now=next_year, bulletin=make.assembled(cast, span=span_of(Rhythm.MONTH, 2026, 8))
    )
    assert (third.issue_year, third.issue_number) == (2027, 1)


def test_an_empty_section_is_not_frozen(cast: Cast) -> None:
    bulletin = make.assembled(cast)
    actions.edit_section(
        actor=cast.officer, now=AFTER, bulletin=bulletin, key=SectionKey.NEXT, words=" \n ", version=None
    )
    with pytest.raises(WordsMissing):
        actions.freeze_bulletin(actor=cast.officer, now=AFTER, bulletin=bulletin)


def test_written_words_stay_when_it_is_assembled_anew(cast: Cast) -> None:
    bulletin = make.assembled(cast)
    given = {"actor": cast.officer, "now": AFTER, "bulletin": bulletin}
    actions.edit_section(**given, key=SectionKey.NEXT, words="抓紧整改。", version=1)
    make.late(cast)
    anew = actions.reassemble_bulletin(**given)
    words = {section.key: section.words for section in anew.sections.all()}
    assert words["next"] == "抓紧整改。"
    assert "截至期末应办结的1项任务中" in words["rates"]
    actions.restore_section(**given, key=SectionKey.NEXT)
    assert "抓紧整改" not in BulletinSection.objects.get(bulletin=bulletin, key="next").words


def test_two_writers_of_a_section_do_not_overwrite_one_another(cast: Cast) -> None:
    bulletin = make.assembled(cast)
    given = {"actor": cast.officer, "now": AFTER, "bulletin": bulletin, "key": SectionKey.NEXT}
    actions.edit_section(**given, words="甲的文字", version=1)
    with pytest.raises(Stale):
        actions.edit_section(**given, words="乙的文字", version=1)
    assert BulletinSection.objects.get(bulletin=bulletin, key="next").words == "甲的文字"


def test_a_unit_is_exempted_with_a_reason_only(cast: Cast) -> None:
    make.closed(cast)
    make.late(cast)
    bulletin = make.assembled(cast)
    given = {"actor": cast.officer, "now": AFTER, "bulletin": bulletin, "ranked": Ranked.TASKS}
    with pytest.raises(ReasonMissing):
        actions.exempt_from_list(**given, unit=cast.other_bureau, reason=" ")
    with pytest.raises(NotOnBlackList):
        actions.exempt_from_list(**given, unit=cast.bureau, reason="洪涝灾害")
    exempted = actions.exempt_from_list(**given, unit=cast.other_bureau, reason="洪涝灾害")
    assert "市农业农村局因洪涝灾害，不列入黑榜" in exempted.sections.get(key="lists").words
    anew = actions.reassemble_bulletin(actor=cast.officer, now=AFTER, bulletin=bulletin)
    assert "市农业农村局因洪涝灾害，不列入黑榜" in anew.sections.get(key="lists").words
    back = actions.end_exemption(**given, unit=cast.other_bureau)
    assert "黑榜：市农业农村局" in back.sections.get(key="lists").words


def test_new_rules_do_not_reach_what_stands(cast: Cast) -> None:
    make.closed(cast)
    make.late(cast)
    bulletin = make.frozen(cast)
    gentle = rules_as_plain([replace(rule, bottom={}) for rule in USUAL_RULES])
    actions.settle_bulletins(
        actor=cast.officer, now=AFTER, jurisdiction=cast.city, issuer="", number_word="", copies_to="", is_open=True,
        lists=gentle,
    )  # fmt: skip
    assert not corrections_of(Bulletin.objects.get(pk=bulletin.pk))


def test_publishing_tells_the_house_once(cast: Cast) -> None:
    bulletin = make.published(cast)
    assert bulletin.state == BulletinState.PUBLISHED
    told = set(Notice.objects.values_list("recipient__username", flat=True))
    assert {"bureau_leader", "county_reporter", "reader"} <= told
    assert not told & {"outsider", "officer"}
    with pytest.raises(BulletinNotFrozen):
        actions.publish_bulletin(actor=cast.officer, now=AFTER, bulletin=bulletin)


SEEN = {
    "draft": {"officer", "administrator"},
    "published": {"officer", "administrator", "reader", "bureau_reporter", "county_reporter", "township_reporter"},
}


@pytest.mark.parametrize("state", SEEN)
def test_who_sees_the_citys_bulletin(cast: Cast, state: str) -> None:
    (make.assembled if state == "draft" else make.published)(cast)
    people: list[Account] = [cast.person(name) for name in (*SEEN["published"], "outsider", "county_officer")]
    seeing = {person.username for person in people if visible_bulletins(standing_of(person)).exists()}
    assert seeing == SEEN[state] | ({"county_officer"} if state == "published" else set())


def test_a_countys_bulletin_is_not_for_the_citys_departments(cast: Cast) -> None:
    make.published(cast, "county")
    assert not visible_bulletins(standing_of(cast.bureau_leader)).exists()
    assert visible_bulletins(standing_of(cast.reader)).exists()
    assert visible_bulletins(standing_of(cast.township_reporter)).exists()


def test_a_scorecard_speaks_of_a_unit_among_its_kind(cast: Cast) -> None:
    make.closed(cast)
    make.late(cast)
    make.late(cast, cast.county, title="完成库区移民搬迁")
    card = scorecard_of(cast.other_bureau, OCTOBER, AFTER, AFTER.date())
    assert card.jurisdiction == cast.city
    assert [[(card.names[p.unit_id], p.place) for p in ranking.places] for ranking in card.rankings] == [
        [("市发改委", 1), ("市农业农村局", 2)]
    ]
    assert (card.open_tasks, card.late_tasks) == (1, 1)


def test_declared_months_that_nobody_verified_are_counted_for_the_office(cast: Cast) -> None:
    project = make.invested(cast, 6000)
    bulletin = make.assembled(cast)
    assert unverified_months(bulletin) == 0
    month = MonthlyProgress.objects.get(project=project)
    MonthlyProgress.objects.filter(pk=month.pk).update(declared_wan_yuan=Decimal(6500), verified_wan_yuan=None)
    assert unverified_months(bulletin) == 1
    MonthlyProgress.objects.filter(pk=month.pk).update(month=date(2026, 11, 1))  # after the last day
    assert unverified_months(bulletin) == 0
