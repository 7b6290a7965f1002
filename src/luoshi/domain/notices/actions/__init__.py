"""The only writers of notices: tell people, keep what they chose and read, and carry out what leaves the house."""

from luoshi.domain.notices.actions.notifying import notify

__all__ = ["notify"]
