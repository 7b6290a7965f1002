"""Addresses of the tasks pages."""

from django.urls import path, register_converter

from luoshi.domain.tasks.terms import Deed
from luoshi.pages.tasks.views import batches, deeds, exports, inbox, reports, selected, table, task


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
    path("<int:pk>/", task.task, name="task"),
    path("<int:pk>/edit/", task.edit, name="edit"),
    path("<int:pk>/report/", reports.report, name="report"),
    path("<int:pk>/note/", reports.note, name="note"),
    path("<int:pk>/<deed:deed>/", deeds.deed, name="deed"),
    path("reports/<int:pk>/verdict/", reports.verdict, name="verdict"),
    path("attachments/<int:pk>/", reports.attachment, name="attachment"),
    path("batches/", batches.batches, name="batches"),
    path("batches/new/", batches.new, name="new_batch"),
    path("batches/<int:pk>/", batches.batch, name="batch"),
    path("batches/<int:pk>/edit/", batches.edit, name="edit_batch"),
    path("batches/<int:pk>/tasks/", batches.contents, name="batch_contents"),
    path("batches/<int:pk>/issue/", batches.issue, name="issue"),
    path("batches/<int:pk>/export/", exports.batch_xlsx, name="batch_export"),
    path("batches/<int:pk>/notice/", exports.notice, name="notice"),
]
