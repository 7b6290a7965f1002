"""Addresses of the bulletin and scorecard pages."""

from django.urls import URLPattern

app_name = "bulletins"
urlpatterns: list[URLPattern] = []
