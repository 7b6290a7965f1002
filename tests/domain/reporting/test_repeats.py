"""What is sent twice because an answer was lost is taken once; what a colleague wrote is not written over (RP11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from luoshi.domain.audit.queries import history_of
from luoshi.domain.reporting import actions, errors
from luoshi.domain.reporting.models import Return
from luoshi.domain.reporting.rules import LineDraft
from tests.cast import Cast
from tests.factories.reporting import OPEN, opened, task_line
from tests.factories.tasks import handled

pytestmark = pytest.mark.django_db
DRAFT = LineDraft(percent=50, note="完成一半。")


@pytest.fixture
def sheet(cast: Cast) -> Return:
    handled(cast, OPEN - timedelta(days=60))
    return opened(cast)


def test_the_same_again_is_taken_once(cast: Cast, sheet: Return) -> None:
    line = task_line(sheet)
    given: dict[str, Any] = {"actor": cast.bureau_reporter, "sheet": sheet, "line_id": line.pk, "now": OPEN}
    first = actions.save_line(draft=DRAFT, version=line.version, **given)
    told = len(list(history_of("return", sheet.pk)))
    again = actions.save_line(draft=DRAFT, version=line.version, **given)
    assert again.version == first.version == line.version + 1
    assert len(list(history_of("return", sheet.pk))) == told


def test_other_words_on_an_old_version_are_refused(cast: Cast, sheet: Return) -> None:
    line = task_line(sheet)
    given: dict[str, Any] = {"sheet": sheet, "line_id": line.pk, "now": OPEN, "version": line.version}
    actions.save_line(actor=cast.bureau_reporter, draft=DRAFT, **given)
    with pytest.raises(errors.LineStale):
        actions.save_line(actor=cast.bureau_leader, draft=LineDraft(percent=50, note="完成一半多。"), **given)
    assert task_line(sheet).note == DRAFT.note
