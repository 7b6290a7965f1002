"""Letters as documents, and the words in which they are written."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import Letter, LetterTemplate
from luoshi.domain.supervision.queries import visible_matters
from luoshi.domain.supervision.queries.letters import letter_words, office_name
from luoshi.domain.supervision.rules.letters import OUR_LETTERS, LetterWords, number_text
from luoshi.domain.supervision.terms import LetterPlace, StepKind
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, show_refusal
from luoshi.pages.supervision.exports.letter import write_letter
from luoshi.pages.supervision.forms.deeds import LetterForm
from luoshi.pages.supervision.views.loading import chosen_jurisdiction

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def letter(request: PersonRequest, pk: int) -> FileResponse:
    """Give a letter as DOCX, to those who may see its matter."""
    rows = Letter.objects.filter(pk=pk, step__matter__in=visible_matters(request.standing).values("pk"))
    found = rows.select_related("jurisdiction").first()
    if found is None:
        raise Http404
    file = BytesIO()
    write_letter(file, letter=found, office=office_name(found.jurisdiction))
    file.seek(0)
    name = f"{number_text(found.number_word, found.year, found.number)}.docx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=DOCX)


@require_safe
def templates(request: PersonRequest) -> HttpResponse:
    """List the kinds of letter with their words."""
    jurisdiction = chosen_jurisdiction(request)
    own = set(LetterTemplate.objects.filter(jurisdiction=jurisdiction).values_list("kind", flat=True))
    lines = [(kind, letter_words(jurisdiction, kind), kind in own) for kind in OUR_LETTERS]
    return render(request, "supervision/letters.html", {"lines": lines, "jurisdiction": jurisdiction})


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: PersonRequest, kind: str) -> HttpResponse:
    """Change the words of a kind of letter."""
    jurisdiction = chosen_jurisdiction(request)
    step = StepKind(kind)
    current = LetterTemplate.objects.filter(jurisdiction=jurisdiction, kind=step).first()
    words = letter_words(jurisdiction, step)
    initial = {
        "version": current.version if current else 0,
        "title": words.title,
        "body": words.body,
        "number_word": words.number_word,
    }
    form = LetterForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = form.cleaned_data
            try:
                actions.edit_letter_template(
                    actor=request.user,
                    now=request.now,
                    jurisdiction=jurisdiction,
                    kind=step,
                    words=LetterWords(values["title"], values["body"], values["number_word"]),
                    version=values["version"],
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("Template saved. Letters already sent do not change."))
                return HttpResponseRedirect(reverse("supervision:letters"))
    places = [("{" + place.chinese + "}", place.label(page_language())) for place in LetterPlace]
    context = {"form": form, "kind": step, "places": places, "jurisdiction": jurisdiction}
    return render(request, "supervision/letter_form.html", context, status=status)
