"""Addresses of the documents pages."""

from django.urls import path

from luoshi.pages.documents.views import (
    archive,
    deciding,
    formulations,
    listing,
    reading,
    receiving,
    repairing,
    second_reading,
)

app_name = "documents"

urlpatterns = [
    path("", listing.document_list, name="list"),
    path("receive/", receiving.receive, name="receive"),
    path("formulations/", formulations.formulation_list, name="formulations"),
    path("formulations/<path:text>/", formulations.formulation, name="formulation"),
    path("archive/", archive.archive, name="archive"),
    path("archive/<str:name>/formulations/", archive.formulations, name="archive_formulations"),
    path("archive/<str:name>/<str:document>/", archive.document, name="archive_document"),
    path("archive/<str:name>/<str:document>/<int:number>/", archive.passage, name="archive_passage"),
    path("<int:pk>/", reading.read, name="read"),
    path("<int:pk>/row/", listing.document_row, name="row"),
    path("<int:pk>/original/", reading.original, name="original"),
    path("<int:pk>/again/", receiving.read_document_again, name="again"),
    path("<int:pk>/source/", reading.source_chunk, name="source"),
    path("<int:pk>/findings/", reading.finding_block, name="findings"),
    path("<int:pk>/decide/", deciding.decide, name="decide"),
    path("<int:pk>/repair/", repairing.repair, name="repair"),
    path("<int:pk>/second-reader/", second_reading.ask, name="second_reader"),
    path("<int:pk>/findings/<int:finding_pk>/task/", deciding.accept_as_written, name="task"),
    path("<int:pk>/findings/<int:finding_pk>/cite/", deciding.cite, name="cite"),
    path("<int:pk>/findings/<int:finding_pk>/edit/", deciding.edit, name="edit"),
    path("<int:pk>/findings/<int:finding_pk>/merge/", deciding.merge, name="merge"),
    path("<int:pk>/findings/<int:finding_pk>/split/", deciding.split, name="split"),
]
