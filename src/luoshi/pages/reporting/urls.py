"""Addresses of the reporting pages."""

from django.urls import path

from luoshi.pages.reporting.views import disputes, lines, office, overview, programs, returns, schemes, sheets

app_name = "reporting"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("completeness/", overview.completeness, name="completeness"),
    path("burden/", overview.burden, name="burden"),
    path("periods/<int:pk>/", overview.period, name="period"),
    path("periods/<int:pk>/exception/", office.except_unit, name="exception"),
    path("schemes/new/", schemes.new_scheme, name="new_scheme"),
    path("schemes/<int:pk>/", schemes.scheme, name="scheme"),
    path("schemes/<int:pk>/periods/", schemes.place, name="place"),
    path("working-days/", office.working_days, name="working_days"),
    path("working-days/<int:pk>/clear/", office.clear_working_day, name="clear_working_day"),
    path("returns/<int:pk>/", returns.sheet, name="return"),
    path("returns/<int:pk>/unchanged/", lines.unchanged, name="unchanged"),
    path("returns/<int:pk>/submit/", returns.submit, name="submit"),
    path("returns/<int:pk>/approve/", returns.approve, name="approve"),
    path("returns/<int:pk>/give-back/", returns.give_back, name="give_back"),
    path("returns/<int:pk>/verify/", returns.verify, name="verify"),
    path("returns/<int:pk>/send-back/", returns.send_back, name="send_back"),
    path("returns/<int:pk>/sheet/", sheets.sheet, name="sheet"),
    path("returns/<int:pk>/upload/", sheets.upload, name="upload"),
    path("lines/<int:pk>/", lines.save, name="save"),
    path("lines/<int:pk>/files/", lines.add_files, name="add_files"),
    path("lines/<int:pk>/dispute/", disputes.dispute, name="dispute"),
    path("files/<int:pk>/", lines.file, name="file"),
    path("files/<int:pk>/remove/", lines.remove_file, name="remove_file"),
    path("disputes/<int:pk>/", disputes.answer, name="dispute_answer"),
    path("disputes/<int:pk>/withdraw/", disputes.withdraw, name="withdraw_dispute"),
    path("disputes/<int:pk>/evidence/", disputes.evidence, name="dispute_evidence"),
    path("programs/", programs.tokens, name="tokens"),
    path("programs/<int:pk>/revoke/", programs.revoke, name="revoke_token"),
    path("api/", programs.guide, name="api_guide"),
    path("api/v1/returns/", programs.api_returns, name="api_returns"),
    path("api/v1/lines/", programs.api_lines, name="api_lines"),
]
