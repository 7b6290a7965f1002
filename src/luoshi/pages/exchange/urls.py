"""Addresses of the pages that bring sheets in and give lists out."""

from django.urls import path

from luoshi.pages.exchange.views import giving, home, running

app_name = "exchange"
urlpatterns = [
    path("", home.home, name="home"),
    path("bring/<slug:kind>/", home.bring, name="bring"),
    path("template/<slug:kind>/", giving.template, name="template"),
    path("imports/<int:pk>/", running.run, name="run"),
    path("imports/<int:pk>/progress/", running.progress, name="progress"),
    path("imports/<int:pk>/columns/", running.columns, name="columns"),
    path("imports/<int:pk>/remedy/", running.remedy, name="remedy"),
    path("imports/<int:pk>/store/", running.store, name="store"),
    path("imports/<int:pk>/again/", running.again, name="again"),
    path("imports/<int:pk>/drop/", running.drop, name="drop"),
    path("imports/<int:pk>/marked/", giving.marked, name="marked"),
    path("lists/<slug:name>/", giving.list_xlsx, name="list"),
    path("projects.json", giving.open_projects, name="open_projects"),
]
