"""Addresses of the project pages."""

from django.urls import path, register_converter

from luoshi.domain.projects.terms import LifecycleStage
from luoshi.pages.projects.forms.deeds import PAGE_DEEDS
from luoshi.pages.projects.forms.rows import FORMS
from luoshi.pages.projects.reserve_urls import urlpatterns as reserve_patterns
from luoshi.pages.projects.views import (
    deeds,
    documents,
    dossier,
    exports,
    files,
    listing,
    progress,
    project,
    rows,
    settings,
)


class DeedConverter:
    """A deed that is done on a page of its own."""

    regex = "|".join(deed.value for deed in PAGE_DEEDS)

    def to_python(self, value: str) -> str:
        """Give the deed's word."""
        return value

    def to_url(self, value: str) -> str:
        """Give its word in the address."""
        return str(value)


class TableConverter(DeedConverter):
    """A table of rows that hang on a project."""

    regex = "|".join(FORMS)


class StageConverter(DeedConverter):
    """A stage that has a gate."""

    regex = "|".join(stage.value for stage in LifecycleStage)


register_converter(DeedConverter, "projectdeed")
register_converter(TableConverter, "projecttable")
register_converter(StageConverter, "projectstage")

app_name = "projects"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("selected/", listing.selected, name="selected"),
    path("export/", exports.export, name="export"),
    path("new/", dossier.new, name="new"),
    path("from/<int:pk>/", documents.take, name="from_document"),
    path("settings/", settings.settings, name="settings"),
    path("settings/sectors/", settings.sector, name="sector"),
    path("settings/gates/<projectstage:stage>/", settings.gate, name="gate"),
    path("<int:pk>/", project.project, name="project"),
    path("<int:pk>/edit/", dossier.edit, name="edit"),
    path("<int:pk>/do/<projectdeed:deed>/", deeds.deed, name="deed"),
    path("<int:pk>/promote/", deeds.promote, name="promote"),
    path("<int:pk>/rows/<projecttable:table>/", rows.new, name="new_row"),
    path("<int:pk>/rows/<projecttable:table>/<int:row>/", rows.edit, name="row"),
    path("<int:pk>/months/<int:year>/<int:month>/", progress.month, name="month"),
    path("<int:pk>/years/<int:year>/", progress.year, name="year"),
    path("<int:pk>/goals/", progress.goals, name="goals"),
    path("<int:pk>/files/", files.add, name="add_file"),
    path("<int:pk>/files/<int:file>/", files.show, name="file"),
    *reserve_patterns,
]
