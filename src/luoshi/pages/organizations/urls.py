"""Addresses of the organizations pages."""

from django.urls import path

from luoshi.pages.organizations import views

app_name = "organizations"
urlpatterns = [
    path("me/", views.own_account, name="own_account"),
]
