"""Addresses of bulletins and scorecards."""

from django.urls import path

from luoshi.pages.bulletins.views import behind, bulletin, deeds, files, listing, open_pages, scorecards, settings

app_name = "bulletins"
urlpatterns = [
    path("", listing.bulletins, name="list"),
    path("new/", listing.new, name="new"),
    path("settings/", settings.settings, name="settings"),
    path("scorecards/", scorecards.scorecards, name="scorecards"),
    path("scorecards/<int:pk>/", scorecards.scorecard, name="scorecard"),
    path("scorecards/<int:pk>/behind/", behind.behind_scorecard, name="behind_scorecard"),
    path("open/", open_pages.open_list, name="open_list"),
    path("open/<int:pk>/", open_pages.open_bulletin, name="open_bulletin"),
    path("open/<int:pk>/pdf/", open_pages.open_pdf, name="open_pdf"),
    path("<int:pk>/", bulletin.bulletin, name="bulletin"),
    path("<int:pk>/behind/", behind.behind_bulletin, name="behind"),
    path("<int:pk>/title/", deeds.title, name="title"),
    path("<int:pk>/sections/<slug:key>/", deeds.section, name="section"),
    path("<int:pk>/exempt/", deeds.exempt, name="exempt"),
    path("<int:pk>/reassemble/", deeds.reassemble, name="reassemble"),
    path("<int:pk>/freeze/", deeds.freeze, name="freeze"),
    path("<int:pk>/publish/", deeds.publish, name="publish"),
    path("<int:pk>/discard/", deeds.discard, name="discard"),
    path("<int:pk>/docx/", files.docx, name="docx"),
    path("<int:pk>/pdf/", files.pdf, name="pdf"),
]
