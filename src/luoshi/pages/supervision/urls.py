"""Addresses of the supervision pages."""

from django.urls import URLPattern

app_name = "supervision"
urlpatterns: list[URLPattern] = []
