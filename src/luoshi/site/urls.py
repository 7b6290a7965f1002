"""The root addresses: one line an area."""

from django.urls import include, path

urlpatterns = [
    path("", include("luoshi.pages.home.urls")),
    path("account/", include("luoshi.pages.organizations.account_urls")),
    path("documents/", include("luoshi.pages.documents.urls")),
    path("tasks/", include("luoshi.pages.tasks.urls")),
    path("organization/", include("luoshi.pages.organizations.urls")),
]
