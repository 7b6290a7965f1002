"""Forms of the deeds on a project: what each needs besides the will."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.rules import next_stage
from luoshi.domain.projects.terms import AnnualClass, LifecycleStage, ProjectDeed
from luoshi.pages.projects.forms.fields import MoneyField, day_field, key_field, term_field, text_field
from luoshi.pages.shared.language import page_language

_D = ProjectDeed

# In the order in which the project's page offers them, with the fields that each asks for.
PAGE_DEEDS: Mapping[ProjectDeed, tuple[str, ...]] = MappingProxyType(
    {
        _D.SUBMIT: (),
        _D.ADMIT: (),
        _D.RETURN: ("reason",),
        _D.TO_ROLLING: (),
        _D.TO_COMPILE: ("batch",),
        _D.SUBMIT_PLAN: ("document",),
        _D.ISSUE: ("batch",),
        _D.RETURN_PLAN: ("reason",),
        _D.OUT_OF_COMPILE: ("reason",),
        _D.OUT_OF_ROLLING: ("reason",),
        _D.ADVANCE: ("stage", "changed_on", "reason"),
        _D.CORRECT_STAGE: ("stage", "changed_on", "reason"),
        _D.VERIFY_ENTRY: ("entered_on", "reason"),
        _D.TRANSFER: ("lead_unit", "reason"),
        _D.LOCK: ("reason",),
        _D.UNLOCK: ("reason",),
        _D.RESTORE: (),
        _D.WITHDRAW: ("reason",),
    }
)
NEEDS_REASON = frozenset({_D.RETURN, _D.RETURN_PLAN, _D.CORRECT_STAGE, _D.TRANSFER, _D.WITHDRAW})
EXPLAINED = {
    _D.SUBMIT: _("The record is handed in for review and closed until the office returns it."),
    _D.ADMIT: _("The project enters the reserve. The unit keeps it up to date from now on."),
    _D.RETURN: _("The record goes back to the unit, which corrects it and submits it again."),
    _D.TO_ROLLING: _("The project enters the three-year rolling plan."),
    _D.OUT_OF_ROLLING: _("The project goes back to the reserve."),
    _D.TO_COMPILE: _("The project enters the annual plan that is being compiled, and with a batch its list of tasks."),
    _D.OUT_OF_COMPILE: _("The project goes back to the rolling plan."),
    _D.SUBMIT_PLAN: _("The project is submitted with the annual plan; its dossier is closed until the plan returns."),
    _D.RETURN_PLAN: _("The project goes back to the annual plan being compiled."),
    _D.ISSUE: _("The project is issued with a batch that is issued already; a later batch promotes it."),
    _D.ADVANCE: _("The project moves on through the gate, or is stopped with a reason."),
    _D.CORRECT_STAGE: _("For a stage that was recorded wrongly. The history shows it as a correction."),
    _D.VERIFY_ENTRY: _("The office found the project in the statistics; the declared day stays beside it."),
    _D.TRANSFER: _("Another unit answers for the project from now on. Its history stays."),
    _D.LOCK: _("Nobody can change the record until it is unlocked."),
    _D.UNLOCK: _("The record can be changed again."),
    _D.RESTORE: _("The project is taken up again where it was."),
    _D.WITHDRAW: _("The project leaves the reserve. It can be restored."),
}


class DeedForm(forms.Form):
    """What one deed asks for."""

    def __init__(
        self,
        data: Any = None,
        *,
        deed: ProjectDeed,
        project: Project,
        units: list[tuple[int, str]],
        batches: list[tuple[int, str]],
    ) -> None:
        super().__init__(data, initial={"entered_on": project.entered_on})
        made = {
            "stage": lambda: forms.ChoiceField(label=_("Stage"), choices=_stages(deed, project)),
            "changed_on": lambda: day_field(str(_("Since (today if empty)"))),
            "entered_on": lambda: day_field(str(_("Day of the entry (as declared if empty)"))),
            "lead_unit": lambda: key_field(str(_("Responsible unit")), units),
            "batch": lambda: key_field(str(_("Batch")), batches),
            "document": lambda: text_field(str(_("Title or number of the paper"))),
            "reason": lambda: text_field(str(_("Reason")), rows=3),
        }
        for name in PAGE_DEEDS[deed]:
            self.fields[name] = made[name]()  # type: ignore[no-untyped-call]


class PromoteForm(forms.Form):
    """Which batch promotes a project, to what class, and with what plan; empty figures stay as they are."""

    def __init__(self, data: Any = None, *, batches: list[tuple[int, str]], row: ProjectYear | None) -> None:
        super().__init__(data, initial={"batch": batches[0][0]} if len(batches) == 1 else None)
        self.fields["batch"] = key_field(str(_("Batch being compiled")), batches)
        self.fields["batch"].required = True
        self.fields["annual_class"] = term_field(
            str(_("Class of the year")), AnnualClass, may_be_empty=False, initial=AnnualClass.NEW_START.value
        )
        self.fields["planned_wan_yuan"] = MoneyField(label=_("Planned investment of the year"), required=False)
        self.fields["planned_start_month"] = forms.IntegerField(
            label=_("Planned month of the start"), required=False, min_value=1, max_value=12
        )
        self.fields["reason"] = text_field(str(_("Reason")), rows=3)
        if row is not None:
            self.initial["planned_wan_yuan"] = row.planned_wan_yuan
            self.initial["planned_start_month"] = row.planned_start_month

    def clean_annual_class(self) -> str:
        """Give the class, new start where none is chosen."""
        return self.cleaned_data["annual_class"] or AnnualClass.NEW_START.value


def _stages(deed: ProjectDeed, project: Project) -> list[tuple[str, str]]:
    now = LifecycleStage(project.lifecycle_stage)
    offered = [s for s in LifecycleStage if s is not now]
    if deed is ProjectDeed.ADVANCE:
        offered = [s for s in (next_stage(now), LifecycleStage.STOPPED) if s is not None and s is not now]
    return [(stage.value, stage.label(page_language())) for stage in offered]
