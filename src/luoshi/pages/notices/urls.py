"""Addresses of the notices pages."""

from django.urls import path

from luoshi.pages.notices import calendar_feed, choices, deliveries, inbox, webhooks

app_name = "notices"
urlpatterns = [
    path("", inbox.notices, name="list"),
    path("<int:pk>/", inbox.open_notice, name="open"),
    path("read/", inbox.mark_as_read, name="mark_read"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/again/", deliveries.again, name="again"),
    path("choices/", choices.choices, name="choices"),
    path("calendar/", calendar_feed.address, name="calendar"),
    path("calendar/<str:token>.ics", calendar_feed.feed, name="feed"),
    path("units/<int:pk>/", webhooks.webhooks, name="webhooks"),
    path("units/<int:pk>/messages/", webhooks.messages_of, name="messages"),
    path("webhooks/<int:pk>/", webhooks.deed, name="webhook"),
]
