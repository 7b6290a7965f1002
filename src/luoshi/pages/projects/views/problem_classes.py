"""The classes by which a jurisdiction sorts problems."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from luoshi.domain.projects.actions.problems import (
    put_problem_class,
    remove_problem_class,
)
from luoshi.domain.projects.queries.problems import (
    classes_of,
)
from luoshi.domain.projects.rules.problems import (
    USUAL_CLASSES,
)
from luoshi.foundation.refusals import Refusal
from luoshi.pages.projects.forms.problems import ClassForm
from luoshi.pages.projects.views.loading import chosen_library, reviewed_libraries
from luoshi.pages.shared.requests import PersonRequest, keys_of, show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def classes(request: PersonRequest) -> HttpResponse:
    """Keep the list of classes of a jurisdiction."""
    libraries = reviewed_libraries(request.standing)
    library = chosen_library(request, libraries)
    form = ClassForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        keys = keys_of([request.POST.get("class", "")])
        given: dict[str, Any] = {"actor": request.user, "now": request.now, "jurisdiction": library}
        try:
            if request.POST.get("do") == "usual":
                _add_usual(given, {row.name for row in classes_of(library)})
            elif request.POST.get("do") == "remove" and keys:
                remove_problem_class(**given, class_id=keys[0])
            elif form.is_valid():
                name, order = form.cleaned_data["name"], form.cleaned_data["order"] or 0
                if keys and not classes_of(library).filter(pk=keys[0]).exists():
                    raise Http404
                put_problem_class(**given, name=name, order=order, class_id=keys[0] if keys else None)
            else:
                return render(
                    request,
                    "projects/problem_classes.html",
                    _classes_context(form, library, libraries),
                    status=status,
                )
        except Refusal as refusal:
            status = refusal.status
            form.is_valid()
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("The changes are saved."))
            return HttpResponseRedirect(f"{reverse('projects:problem_classes')}?library={library.pk}")
    return render(request, "projects/problem_classes.html", _classes_context(form, library, libraries), status=status)


def _add_usual(given: dict[str, Any], present: set[str]) -> None:
    for order, name in enumerate(USUAL_CLASSES):
        if name not in present:
            put_problem_class(**given, name=name, order=order)


def _classes_context(form: forms.Form, library: Any, libraries: list[Any]) -> dict[str, Any]:
    return {"form": form, "library": library, "libraries": libraries, "classes": classes_of(library)}
