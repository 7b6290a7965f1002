"""The demonstration: an invented city with its documents, tasks in all states and the people who handle them.

Everything goes through the same actions as a real office's work, each deed at its own date, so that histories,
inboxes and tables are filled as they would be. The same texts give the same city every time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from luoshi.domain.notices.actions import telling_since
from luoshi.domain.organizations.queries import unchanged_posts
from luoshi.workflows.demonstration.arrangements import connect_programs
from luoshi.workflows.demonstration.bulletins import issue_bulletins
from luoshi.workflows.demonstration.decisions import issue_decisions
from luoshi.workflows.demonstration.indicators import set_indicators
from luoshi.workflows.demonstration.jurisdiction import PASSWORD, found_jurisdiction
from luoshi.workflows.demonstration.library import fill_reserve
from luoshi.workflows.demonstration.notices import read_former_notices
from luoshi.workflows.demonstration.papers import accept_orders, receive_papers
from luoshi.workflows.demonstration.periods import report_a_year
from luoshi.workflows.demonstration.plans import roll_last_year
from luoshi.workflows.demonstration.projects import fill_library
from luoshi.workflows.demonstration.sheets import bring_sheets
from luoshi.workflows.demonstration.story import tell_story
from luoshi.workflows.demonstration.strategy import lay_out_strategy
from luoshi.workflows.demonstration.supervision import supervise

__all__ = ["PASSWORD", "SHOWN_ACCOUNTS", "load_demonstration"]

# One for each role, a department's pair and a district's, for those who look round.
SHOWN_ACCOUNTS = (
    "admin",
    "officer",
    "fgw.leader",
    "fgw.reporter",
    "linji.leader",
    "linji.reporter",
    "mayor",
)


TOLD = timedelta(weeks=5)  # of older deeds nobody is told any more: the bell shows the last weeks


def load_demonstration(now: datetime) -> None:
    """Load the whole demonstration into an empty database, or nothing of it; deeds later than ``now`` do not happen."""
    with transaction.atomic():
        city = found_jurisdiction(now)
        with unchanged_posts(), telling_since(now - TOLD):  # all units and people stand from here on
            roll_last_year(city, now)
            papers = receive_papers(city, now)
            orders = accept_orders(city, papers)
            tell_story(city, orders, now)
            set_indicators(city, now)
            fill_library(city, now)
            fill_reserve(city, now)
            lay_out_strategy(city, [paper.document for paper in papers], now)  # when tasks and projects stand
            report_a_year(city, now)
            issue_decisions(city, now)
            supervise(city, now)  # when all reports are in
            issue_bulletins(city, now)  # when lights stand
            connect_programs(city, now)
            bring_sheets(city, now)
            read_former_notices(now)  # last, when everything was told
