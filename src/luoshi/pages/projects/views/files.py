"""Take files for a project, give them out, remove them (PJ15)."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.domain.projects import actions
from luoshi.domain.projects.actions import FileDraft
from luoshi.domain.projects.models import ProjectFile
from luoshi.domain.projects.terms import ProjectDeed
from luoshi.domain.tasks.rules import MAX_ATTACHMENT_BYTES
from luoshi.foundation.refusals import Refusal
from luoshi.pages.projects.views.loading import project_for, visible_project
from luoshi.pages.shared.downloads import stored_file
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest


@require_POST
def add(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep the files that were sent."""
    project = project_for(request, pk, ProjectDeed.UPDATE)
    sent = request.FILES.getlist("file")
    if not sent:
        messages.error(request, gettext("Choose a file first."))
    for file in sent:
        try:
            draft = FileDraft(
                file.name or "",
                _content(file),
                _day(request.POST.get("taken_on", "")),
                request.POST.get("caption", ""),
            )
            actions.add_file(actor=request.user, now=request.now, project=project, draft=draft)
        except Refusal as refusal:
            messages.error(request, refusal.message(page_language()))
    return HttpResponseRedirect(f"{reverse('projects:project', args=[pk])}#files")


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: PersonRequest, pk: int, file: int) -> HttpResponseBase:
    """Give a file: a photograph to look at, a paper as a download. A post removes it."""
    if request.method == "POST":
        project = project_for(request, pk, ProjectDeed.UPDATE)
        try:
            actions.remove_file(actor=request.user, now=request.now, project=project, file_id=file)
        except Refusal as refusal:
            messages.error(request, refusal.message(page_language()))
        return HttpResponseRedirect(f"{reverse('projects:project', args=[pk])}#files")
    project = visible_project(request, pk)
    row = get_object_or_404(ProjectFile, project=project, pk=file)
    return stored_file(row.file, row.file_name, is_shown=row.is_photograph)


def _content(file: UploadedFile[bytes]) -> bytes:
    """Read no more than may be kept, and a byte to tell that it is too much."""
    content: bytes = file.read(MAX_ATTACHMENT_BYTES + 1)
    return content


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
