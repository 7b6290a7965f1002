"""What processes of ``test_at_once`` do: makes a city with drafts, freezes, publishes, or dies while it publishes.

``fill`` makes a city with two drafts, ``freeze`` and ``publish`` do that to the bulletin of a number and print what
came of it, ``die`` is killed after it told people and before it was done, ``show`` prints how things stand.
"""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.models import Event
from luoshi.domain.bulletins import actions
from luoshi.domain.bulletins.actions import assemble_bulletin, issuing
from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.rules import span_of
from luoshi.domain.notices.models import Notice
from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.terms import Role, UnitKind
from luoshi.foundation.periods import Rhythm
from luoshi.foundation.refusals import Refusal

NOW = datetime(2026, 11, 6, 1, 0, tzinfo=UTC)
READERS = 5


def fill() -> None:
    """Make a city, its officers and readers, and the drafts of two months."""
    city = Unit.objects.add_root({"name": "云岭市", "kind": UnitKind.CITY})
    names = ["officer", "second", *(f"reader{number}" for number in range(READERS))]
    for name in names:
        account = Account.objects.create(username=name)
        role = Role.READER if name.startswith("reader") else Role.OFFICER
        Membership.objects.create(account=account, unit=city, role=role)
    officer = Account.objects.get(username="officer")
    for month in (9, 10):
        assemble_bulletin(actor=officer, now=NOW, jurisdiction=city, span=span_of(Rhythm.MONTH, 2026, month))


def deed(name: str, number: int, who: str) -> None:
    """Freeze or publish a bulletin and print its number, or the refusal's name."""
    act = {"freeze": actions.freeze_bulletin, "publish": actions.publish_bulletin}[name]
    bulletin = Bulletin.objects.order_by("pk")[number]
    try:
        print(act(actor=Account.objects.get(username=who), now=NOW, bulletin=bulletin).number_text)
    except Refusal as refusal:
        print(type(refusal).__name__)


def die() -> None:
    """Publish, and be killed where everybody is told and nothing is committed yet."""
    tell = issuing.notify

    def tell_and_die(**words: object) -> None:
        assert tell(**words) > 0  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGKILL)

    issuing.notify = tell_and_die  # type: ignore[assignment]
    deed("publish", 0, "officer")


def show() -> None:
    """Print the state of each bulletin, how many notices there are and how many events of publishing."""
    states = Bulletin.objects.order_by("pk").values_list("state", flat=True)
    print(*states, Notice.objects.count(), Event.objects.filter(verb="publish_bulletin").count())


def do(*words: str) -> None:
    """Do a deed."""
    match words:
        case ("fill",):
            fill()
        case ("die",):
            die()
        case ("show",):
            show()
        case (name, number, who):
            deed(name, int(number), who)
