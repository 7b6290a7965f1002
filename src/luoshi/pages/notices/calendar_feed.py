"""A person's deadlines and reports that are owed as iCalendar at a private address (N10)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from icalendar import Alarm, Calendar, Event

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import drop_calendar_feed, renew_calendar_feed
from luoshi.domain.notices.queries import account_of_feed, house_code
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.reporting.models import PeriodException, Return
from luoshi.domain.reporting.queries import returns_to_do
from luoshi.domain.reporting.terms import ReturnState
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries.deadlines import own_deadlines
from luoshi.foundation.clock import current_time, local_date
from luoshi.pages.shared.requests import PersonRequest

DEADLINES_SHOWN = 2000


@never_cache
@require_POST
def address(request: PersonRequest) -> HttpResponse:
    """Make a new calendar address and show it this once, or end the present one."""
    if request.POST.get("do") == "drop":
        drop_calendar_feed(actor=request.user, now=request.now)
        return redirect("notices:choices")
    token = renew_calendar_feed(actor=request.user, now=request.now)
    context = {"address": request.build_absolute_uri(reverse("notices:feed", args=[token]))}
    return render(request, "notices/calendar_address.html", context)


@login_not_required
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the deadlines of whoever holds the address; a program asks, so that nobody logs in."""
    account = account_of_feed(token)
    if account is None:
        raise Http404
    response = HttpResponse(_calendar(request, account).to_ical(), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = 'inline; filename="luoshi.ics"'
    return response


def _calendar(request: HttpRequest, account: Account) -> Calendar:
    is_chinese = (account.language or "zh-hans").startswith("zh")
    calendar = Calendar()
    calendar.add("prodid", "-//Luoshi//deadlines//ZH" if is_chinese else "-//Luoshi//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "落实 · 办结时限" if is_chinese else "Luoshi · deadlines")
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    standing = standing_of(account)
    for task in own_deadlines(standing)[:DEADLINES_SHOWN]:
        calendar.add_component(_task_event(request, task, is_chinese))
    sheets = [sheet for sheet in returns_to_do(standing, current_time()) if sheet.state != ReturnState.SUBMITTED]
    exceptions = {
        (exception.period_id, exception.unit_id): exception.until
        for exception in PeriodException.objects.filter(period__in={sheet.period_id for sheet in sheets})
    }
    for sheet in sheets:
        calendar.add_component(
            _return_event(request, sheet, exceptions.get((sheet.period_id, sheet.unit_id)), is_chinese)
        )
    return calendar


def _task_event(request: HttpRequest, task: Task, is_chinese: bool) -> Event:
    assert task.deadline is not None  # the query asks for it
    link = request.build_absolute_uri(reverse("tasks:task", args=[task.pk]))
    lead = task.lead_unit.label if task.lead_unit else ""
    event = _day_event(f"task-{task.pk}", task.deadline, task.version, task.title, link)
    event.add("last-modified", task.changed_at)
    event.add("summary", f"办结时限｜{task.title}" if is_chinese else f"Due: {task.title}")
    event.add("description", f"{task.number_text}\n{'牵头单位：' if is_chinese else 'Lead unit: '}{lead}\n{link}")
    return event


def _return_event(request: HttpRequest, sheet: Return, until: datetime | None, is_chinese: bool) -> Event:
    """Put a report that a unit still owes on its last day, moved by an exception or by being sent back (RP7)."""
    period = sheet.period
    ends = [period.due_at, until, sheet.reopened_until if sheet.state == ReturnState.RETURNED else None]
    over = max(end for end in ends if end is not None)  # the first moment at which it is over
    day = local_date(over - timedelta(seconds=1))
    link = request.build_absolute_uri(reverse("reporting:return", args=[sheet.pk]))
    name = (
        f"{period.label_chinese}{period.scheme.name}" if is_chinese else f"{period.label_english}, {period.scheme.name}"
    )
    event = _day_event(f"return-{sheet.pk}", day, sheet.version, name, link)
    event.add("summary", f"报送时限｜{name}" if is_chinese else f"Report due: {name}")
    event.add("description", f"{'报送单位：' if is_chinese else 'Unit: '}{sheet.unit.label}\n{link}")
    return event


def _day_event(key: str, day: date, version: int, name: str, link: str) -> Event:
    event = Event()
    event.add("uid", f"{key}@{house_code()}.luoshi")
    event.add("dtstamp", current_time())
    event.add("sequence", version)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("url", link)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", name)
    alarm.add("trigger", timedelta(hours=-15))  # nine in the morning of the day before
    event.add_component(alarm)
    return event
