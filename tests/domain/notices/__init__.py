"""Tests of notices: telling once, moments, the outbox, mail, webhooks, calendar addresses."""
