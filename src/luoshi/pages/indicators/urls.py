"""Addresses of the pages of indicators."""

from django.urls import path

from luoshi.pages.indicators import views

app_name = "indicators"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.indicator, name="indicator"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/targets/<int:year>/", views.targets, name="targets"),
    path("<int:pk>/switch/", views.switch, name="switch"),
]
