"""Addresses that belong to no area."""

from django.urls import path

from luoshi.pages.shared import views

app_name = "shared"
urlpatterns = [
    path("language/", views.language, name="language"),
    path("kept-form/keep/", views.keep, name="keep_typing"),
    path("kept-form/forget/", views.forget, name="forget_kept_form"),
    path("style/", views.style, name="style"),
]
