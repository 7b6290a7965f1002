"""The root addresses: one line an area."""

from django.urls import include, path

urlpatterns = [
    path("", include("luoshi.pages.home.urls")),
    path("", include("luoshi.pages.shared.urls")),
    path("account/", include("luoshi.pages.organizations.account_urls")),
    path("documents/", include("luoshi.pages.documents.urls")),
    path("tasks/", include("luoshi.pages.tasks.urls")),
    path("strategy/", include("luoshi.pages.strategy.urls")),
    path("projects/", include("luoshi.pages.projects.urls")),
    path("indicators/", include("luoshi.pages.indicators.urls")),
    path("exchange/", include("luoshi.pages.exchange.urls")),
    path("reporting/", include("luoshi.pages.reporting.urls")),
    path("supervision/", include("luoshi.pages.supervision.urls")),
    path("bulletins/", include("luoshi.pages.bulletins.urls")),
    path("notices/", include("luoshi.pages.notices.urls")),
    path("organization/", include("luoshi.pages.organizations.urls")),
]

handler400 = "luoshi.pages.shared.views.bad_request"
handler403 = "luoshi.pages.shared.views.permission_denied"
handler404 = "luoshi.pages.shared.views.page_not_found"
handler500 = "luoshi.pages.shared.views.server_error"
