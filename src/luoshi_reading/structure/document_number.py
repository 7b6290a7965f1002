"""The document number (发文字号): 赣府厅发〔2020〕4号. Rule R6."""

from __future__ import annotations

import re
from collections.abc import Sequence

OWN_LINE = re.compile(
    r"^[ \u3000]*(?:文号：|发文字号：)?[（(]?([一-鿿]{0,12}[〔\[(（]\d{4}[〕\])）](?:第)?\d{1,4}号)[）)]?[ \u3000]*$",
    re.M,
)
IN_TITLE = re.compile(r"[（(]([一-鿿]{1,12}[〔\[]\d{4}[〕\]]\d{1,4}号)[）)]")
# In a page's block of facts: 发文字号 桑政办发〔2025〕12号, with or without a colon.
IN_FACTS = re.compile(
    r"(?:发文字号|文件字号|文[ \u3000]*号)[ \u3000]*[：:]?\s*([一-鿿]{1,12}[〔\[(（]\d{4}[〕\])）]第?\d{1,4}号)"
)
# A number further down is that of a paper the document rests on.
HEAD_LENGTH = 1500


def find_document_number(text: str, metadata: Sequence[str] = ()) -> str | None:
    """Return the number the document itself bears, or None; numbers of papers it cites are not its own.

    ``metadata`` is what was removed as page furniture: a page's block of facts may be the only place of the number.
    """
    head = text[:HEAD_LENGTH]
    first = head.split("\n", 1)[0]
    numbered = "号" in head
    found = (OWN_LINE.search(head) if numbered else None) or (
        IN_TITLE.search(first) if numbered and "。" not in first and "《" not in first else None
    )
    if found is None and any("号" in stretch for stretch in metadata):
        found = IN_FACTS.search("\n".join(metadata))
    return found[1] if found else None
