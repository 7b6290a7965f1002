"""What the page of a task or project says of its supervision, and the deeds it offers to those who may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from luoshi.domain.projects.models import Project
from luoshi.domain.supervision.models import Light, LightChange
from luoshi.domain.supervision.permissions import may_answer, may_supervise
from luoshi.domain.supervision.queries.changes import changes_of
from luoshi.domain.supervision.queries.extensions import dates_to_ask_for
from luoshi.domain.supervision.queries.outlines import Outline, can_be_supervised, outline_of
from luoshi.domain.supervision.terms import MatterState
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import local_date
from luoshi.pages.shared.requests import PersonRequest


@dataclass(frozen=True, slots=True)
class UnderSupervision:
    """A thing's outline for one reader. An empty address: not theirs, or nothing to be done."""

    outline: Outline
    light: Light | None
    today: date
    can_answer: bool
    is_office: bool
    register: str = ""
    exempt: str = ""
    extend: str = ""
    extension: str = ""
    changes: tuple[LightChange, ...] = ()  # of its light, the newest first

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to say or to do."""
        deeds = (self.register, self.exempt, self.extend)
        return bool(
            self.light
            or self.changes
            or self.outline.matter
            or self.outline.exemption
            or self.outline.wishes
            or any(deeds)
        )


def under_supervision(request: PersonRequest, thing: Task | Project) -> UnderSupervision:
    """Give what the page of a thing says of its supervision."""
    today, standing = local_date(request.now), request.standing
    outline = outline_of(standing, thing, today)
    kind = "task" if isinstance(thing, Task) else "project"
    is_office = may_supervise(standing, thing.jurisdiction)
    is_unit = thing.lead_unit is not None and may_answer(standing, thing.lead_unit)
    is_open = (is_office or is_unit) and can_be_supervised(thing)
    back = "?" + urlencode({"back": request.path})

    def address(name: str, *args: object) -> str:
        return reverse(f"supervision:{name}", args=args) + back

    matter = outline.matter
    can_register = is_open and (matter is None or (matter.state == MatterState.OPEN and not outline.is_supervised))
    can_extend = is_open and is_unit and bool(dates_to_ask_for(thing, today))
    return UnderSupervision(
        outline,
        getattr(thing, "light", None),
        today,
        can_answer=is_unit,
        is_office=is_office,
        register=address("register", kind, thing.pk) if is_office and can_register else "",
        exempt=address("exempt", kind, thing.pk) if is_office and is_open else "",
        extend=address("extend", kind, thing.pk) if can_extend else "",
        extension=address("extension", outline.wishes[0].pk) if is_office and outline.wishes else "",
        changes=tuple(changes_of(thing)),
    )


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Give the page of this house that the address names as the one to go back to, else another."""
    back = request.GET.get("back", "")
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, None) else otherwise
