"""Addresses of the pages that bring sheets in and give lists out."""

from django.urls import URLPattern

app_name = "exchange"
urlpatterns: list[URLPattern] = []
