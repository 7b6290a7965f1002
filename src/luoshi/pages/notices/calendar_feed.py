"""A person's deadlines as iCalendar at a private address (N10)."""

from __future__ import annotations

from datetime import timedelta

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
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries.deadlines import own_deadlines
from luoshi.foundation.clock import current_time
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
    for task in own_deadlines(standing_of(account))[:DEADLINES_SHOWN]:
        calendar.add_component(_event(request, task, is_chinese))
    return calendar


def _event(request: HttpRequest, task: Task, is_chinese: bool) -> Event:
    assert task.deadline is not None  # the query asks for it
    link = request.build_absolute_uri(reverse("tasks:task", args=[task.pk]))
    lead = task.lead_unit.label if task.lead_unit else ""
    event = Event()
    event.add("uid", f"task-{task.pk}@{house_code()}.luoshi")
    event.add("dtstamp", current_time())
    event.add("last-modified", task.changed_at)
    event.add("sequence", task.version)
    event.add("dtstart", task.deadline)
    event.add("dtend", task.deadline + timedelta(days=1))
    event.add("summary", f"办结时限｜{task.title}" if is_chinese else f"Due: {task.title}")
    event.add("description", f"{task.number_text}\n{'牵头单位：' if is_chinese else 'Lead unit: '}{lead}\n{link}")
    event.add("url", link)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", task.title)
    alarm.add("trigger", timedelta(hours=-15))  # nine in the morning of the day before
    event.add_component(alarm)
    return event
