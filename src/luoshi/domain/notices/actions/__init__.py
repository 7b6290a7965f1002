"""The only writers of notices: tell people, keep what they chose and read, and carry out what leaves the house."""

from luoshi.domain.notices.actions.again import send_again
from luoshi.domain.notices.actions.mail import deliver_mail
from luoshi.domain.notices.actions.notifying import notify, telling_since
from luoshi.domain.notices.actions.own import choose_delivery, drop_calendar_feed, mark_read, renew_calendar_feed
from luoshi.domain.notices.actions.posting import deliver_messages
from luoshi.domain.notices.actions.pruning import prune
from luoshi.domain.notices.actions.taking_back import take_back_what_was_told_ahead
from luoshi.domain.notices.actions.webhooks import (
    create_webhook,
    remove_webhook,
    renew_webhook_secret,
    send_test_message,
    switch_webhook,
)

__all__ = [
    "choose_delivery",
    "create_webhook",
    "deliver_mail",
    "deliver_messages",
    "drop_calendar_feed",
    "mark_read",
    "notify",
    "prune",
    "remove_webhook",
    "renew_calendar_feed",
    "renew_webhook_secret",
    "send_again",
    "send_test_message",
    "switch_webhook",
    "take_back_what_was_told_ahead",
    "telling_since",
]
