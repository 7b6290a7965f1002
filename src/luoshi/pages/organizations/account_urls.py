"""Addresses of logging in and of one's own account: allauth's own."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
