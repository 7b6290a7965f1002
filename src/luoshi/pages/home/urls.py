"""Addresses of the home pages."""

from django.urls import path

from luoshi.pages.home import views

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("search/", views.search, name="search"),
]
