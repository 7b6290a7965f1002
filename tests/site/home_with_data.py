"""A home with something in it, for the tests of backup and restore; each step is a process of its own.

``python -m tests.site.home_with_data fill`` writes units, accounts, a document with its file, findings and events;
``demonstration_account`` writes an account whose password everyone knows.
"""

from __future__ import annotations

import hashlib
import os
import sys
from datetime import UTC, datetime

import django

STORED = "documents/2026/报告.txt"
WORDS = "全市要坚持项目为王，坚持实干为先。\n"


def fill() -> None:
    """Write a little of everything, with values that are easily lost: microseconds, nulls, decimals, Chinese JSON."""
    from django.conf import settings

    from luoshi.domain.documents.models import Document, Finding
    from tests.cast import make_cast

    cast = make_cast()
    content = WORDS.encode()
    path = settings.MEDIA_ROOT / STORED
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    document = Document.objects.create(
        jurisdiction=cast.city,
        received_by=cast.officer,
        received_at=datetime(2026, 11, 21, 1, 2, 3, 456789, tzinfo=UTC),
        file_name="报告.txt",
        file=STORED,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        reading={"title": {"value": "报告", "confidence": 0.25}, "空": None},
    )
    quotes = ["全市要坚持项目为王", "全市要坚持"]
    whole, part = [
        Finding.objects.create(
            document=document, kind="commitment", start=0, end=len(quote), quote=quote, confidence=0.1
        )
        for quote in quotes
    ]
    part.origins.add(whole)


def demonstration_account() -> None:
    """Set the tables up and write one account of the demonstration."""
    from luoshi.domain.accounts.models import Account
    from luoshi.site.preparation import prepare

    prepare()
    Account.objects.create(username="shown", is_demonstration=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
    django.setup()
    {"fill": fill, "demonstration_account": demonstration_account}[sys.argv[1]]()
