"""Addresses of the tasks pages."""

from django.urls import path, register_converter

from luoshi.domain.tasks.terms import Deed
from luoshi.pages.tasks.views import (
    batches,
    comparing,
    deeds,
    exports,
    inbox,
    instruments,
    plans,
    reports,
    rolling,
    selected,
    table,
    task,
)


class DeedConverter:
    """A deed that asks for a reason or a name before it is done."""

    regex = "sign|return|reassign|reissue|withdraw|restore|reopen"

    def to_python(self, value: str) -> Deed:
        """Give the deed."""
        return Deed(value)

    def to_url(self, value: str) -> str:
        """Give its word in the address."""
        return str(value)


register_converter(DeedConverter, "deed")

app_name = "tasks"
urlpatterns = [
    path("", table.table, name="table"),
    path("filters/", table.filters, name="filters"),
    path("selected/", selected.selected, name="selected"),
    path("export/", exports.table_xlsx, name="export"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("new/", task.new, name="new"),
    path("suggested/", task.suggested, name="suggested"),
    path("<int:pk>/", task.task, name="task"),
    path("<int:pk>/edit/", task.edit, name="edit"),
    path("<int:pk>/report/", reports.report, name="report"),
    path("<int:pk>/note/", reports.note, name="note"),
    path("<int:pk>/<deed:deed>/", deeds.deed, name="deed"),
    path("<int:pk>/dossier/", task.dossier, name="open_dossier"),
    path("<int:pk>/steps/", instruments.steps, name="steps"),
    path("<int:pk>/stage/", instruments.stage, name="stage"),
    path("<int:pk>/mechanism/", instruments.mechanism, name="mechanism"),
    path("<int:pk>/meeting/", instruments.meeting, name="meeting"),
    path("<int:pk>/mechanism/end/", instruments.end, name="end_mechanism"),
    path("steps/<int:pk>/", instruments.step, name="step"),
    path("evidence/<int:pk>/", instruments.evidence, name="evidence"),
    path("citations/<int:pk>/remove/", task.remove_citation, name="remove_citation"),
    path("reports/<int:pk>/verdict/", reports.verdict, name="verdict"),
    path("attachments/<int:pk>/", reports.attachment, name="attachment"),
    path("batches/", batches.batches, name="batches"),
    path("batches/new/", batches.new, name="new_batch"),
    path("batches/<int:pk>/", batches.batch, name="batch"),
    path("batches/<int:pk>/edit/", batches.edit, name="edit_batch"),
    path("batches/<int:pk>/tasks/", batches.contents, name="batch_contents"),
    path("batches/<int:pk>/projects/", batches.projects, name="batch_projects"),
    path("batches/<int:pk>/issue/", batches.issue, name="issue"),
    path("batches/<int:pk>/check/", batches.check, name="check"),
    path("batches/<int:pk>/approve/", batches.approve, name="approve"),
    path("batches/<int:pk>/send-back/", batches.send_back, name="send_back"),
    path("batches/<int:pk>/export/", exports.batch_xlsx, name="batch_export"),
    path("batches/<int:pk>/notice/", exports.notice, name="notice"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.new, name="new_plan"),
    path("plans/compare/", comparing.compare, name="compare"),
    path("plans/compare/export/", comparing.compare_xlsx, name="compare_export"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/edit/", plans.edit, name="edit_plan"),
    path("plans/<int:pk>/roll-forward/", rolling.choices, name="roll_forward"),
    path("plans/<int:pk>/roll-forward/preview/", rolling.preview, name="roll_forward_preview"),
]
