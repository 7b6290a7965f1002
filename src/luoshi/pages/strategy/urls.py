"""Addresses of the strategy pages."""

from django.urls import URLPattern

app_name = "strategy"
urlpatterns: list[URLPattern] = []
