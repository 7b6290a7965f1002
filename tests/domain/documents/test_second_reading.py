"""A language model's second opinion on a document: asked by an officer, kept apart, kept in the history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from luoshi.domain.audit.queries import history_of
from luoshi.domain.documents.actions import ask_second_reader, change_repair, give_second_opinion, second_reading
from luoshi.domain.documents.errors import NoSecondReader, NotYetRead, SecondReaderAsked
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.rules import SECOND_OPINION_WITHIN, Passage
from luoshi.domain.documents.terms import DocumentState, FindingState, RepairAct
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast
from tests.engine.second_reader.stub import Stub, served
from tests.factories.documents import SOURCE, commitments, make_document

ADDED = "新增灌溉面积3万亩"


def says(asked: dict[str, Any]) -> dict[str, Any]:
    missing = [{"quote": ADDED, "level": "actionable", "owner": None}, {"quote": "不在文中的话", "level": "directive"}]
    return {"missing": missing, "doubted": [{"quote": asked["found"][-1]}]}


@pytest.fixture
def stub(settings: Settings) -> Iterator[Stub]:
    with served(Stub(says)) as stub:
        settings.SECOND_READER = {"LUOSHI_SECOND_READER": stub.address, "LUOSHI_SECOND_READER_MODEL": "stub"}
        yield stub


@pytest.fixture
def document(cast: Cast) -> Document:
    return make_document(cast.city, cast.officer)


def ask(cast: Cast, now: datetime, document: Document) -> dict[str, Any]:
    ask_second_reader(actor=cast.officer, now=now, document=document)
    document.refresh_from_db()
    noted: dict[str, Any] = document.reading["second_reader"]
    return noted


@pytest.fixture
def unanswered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The queue is slow."""

    class Slow:
        def enqueue(self, document_id: int) -> None:
            """Keep it."""

    monkeypatch.setattr(second_reading, "second_reading_in_background", Slow())


def test_suggestions_wait_for_an_officer_and_say_whose_they_are(
    cast: Cast, now: datetime, document: Document, stub: Stub
) -> None:
    before = list(Finding.objects.filter(document=document).values_list("pk", flat=True))
    noted = ask(cast, now, document)
    assert (noted["state"], noted["suggested"], noted["doubted"], noted["refused"]) == ("answered", 1, 1, 1)
    new = Finding.objects.exclude(pk__in=before).get(document=document)
    assert (new.quote, new.state, new.fields["suggested_by"]) == (ADDED, FindingState.UNDECIDED, "stub")
    assert SOURCE[new.start : new.end] == "新增灌溉面積(jī)3万亩"
    doubted = commitments(document)[-1]
    doubted.refresh_from_db()
    assert (doubted.state, doubted.fields["doubted_by"]) == (FindingState.UNDECIDED, "stub")


def test_asking_again_suggests_nothing_twice(cast: Cast, now: datetime, document: Document, stub: Stub) -> None:
    ask(cast, now, document)
    count = Finding.objects.filter(document=document).count()
    assert ask(cast, now + timedelta(minutes=1), document)["suggested"] == 0
    assert Finding.objects.filter(document=document).count() == count


def test_asking_and_answering_stand_in_the_history(cast: Cast, now: datetime, document: Document, stub: Stub) -> None:
    ask(cast, now, document)
    verbs = {event.verb: event for event in history_of("document", document.pk)}
    assert verbs["second_reader_asked"].actor_id == cast.officer.pk
    assert verbs["second_reader_asked"].after["host"].startswith("127.0.0.1:")
    assert verbs["second_reader_answered"].actor_id is None


def test_nothing_is_sent_where_there_is_no_second_reader(cast: Cast, now: datetime, document: Document) -> None:
    with pytest.raises(NoSecondReader):
        ask_second_reader(actor=cast.officer, now=now, document=document)


def test_only_who_decides_may_send_a_document_out(cast: Cast, now: datetime, document: Document, stub: Stub) -> None:
    for actor in (cast.reader, cast.administrator, cast.county_officer, cast.outsider):
        with pytest.raises(NotAllowed):
            ask_second_reader(actor=actor, now=now, document=document)
    assert stub.asked == []


def test_a_document_that_was_not_read_is_not_sent(cast: Cast, now: datetime, document: Document, stub: Stub) -> None:
    Document.objects.filter(pk=document.pk).update(state=DocumentState.FAILED)
    with pytest.raises(NotYetRead):
        ask_second_reader(actor=cast.officer, now=now, document=document)


@pytest.mark.usefixtures("unanswered")
def test_nobody_asks_twice_until_an_answer_is_taken_for_lost(
    cast: Cast, now: datetime, document: Document, stub: Stub
) -> None:
    ask(cast, now, document)
    with pytest.raises(SecondReaderAsked):
        ask(cast, now + SECOND_OPINION_WITHIN - timedelta(seconds=1), document)
    assert ask(cast, now + SECOND_OPINION_WITHIN, document)["state"] == "asked"


@pytest.mark.usefixtures("unanswered")
def test_an_answer_counts_once(cast: Cast, now: datetime, document: Document, stub: Stub) -> None:
    ask(cast, now, document)
    assert give_second_opinion(document_id=document.pk, clock=lambda: now)
    assert not give_second_opinion(document_id=document.pk, clock=lambda: now)
    assert len(stub.asked) == 1


@pytest.mark.usefixtures("unanswered")
def test_an_answer_on_other_words_is_dropped(cast: Cast, now: datetime, document: Document, stub: Stub) -> None:
    ask(cast, now, document)
    place = SOURCE.find("積(jī)")

    def says_late(asked: dict[str, Any]) -> dict[str, Any]:
        change_repair(
            actor=cast.officer, now=now, document=document, passage=Passage(place, place + 5), act=RepairAct.UNDO
        )
        return says(asked)

    count = Finding.objects.filter(document=document).count()
    opinion_on = second_reading.opinion_on

    def changed_meanwhile(*given: Any) -> Any:
        answer = opinion_on(*given)
        says_late({"found": [""]})
        return answer

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(second_reading, "opinion_on", changed_meanwhile)
        give_second_opinion(document_id=document.pk, clock=lambda: now)
    document.refresh_from_db()
    assert document.reading["second_reader"]["state"] == "changed"
    assert Finding.objects.filter(document=document).count() == count


@pytest.mark.parametrize(
    "change, state",
    [({"status": 500}, "refused"), ({"body": b"no"}, "not_an_answer"), ({"body": b""}, "not_an_answer")],
)
def test_a_failure_is_told_and_changes_nothing(
    cast: Cast, now: datetime, document: Document, stub: Stub, change: dict[str, Any], state: str
) -> None:
    for name, value in change.items():
        setattr(stub, name, value)
    before = list(Finding.objects.filter(document=document).values("pk", "fields", "state"))
    assert ask(cast, now, document)["state"] == state
    assert list(Finding.objects.filter(document=document).values("pk", "fields", "state")) == before
