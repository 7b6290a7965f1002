"""Direct speech: what stands between quotation marks as somebody's own sentences, not as a name or a slogan (R3)."""

from __future__ import annotations

import re
from typing import NamedTuple

# Begins behind a mark or at the head of a line, ends behind a mark; quotations within it are names.
_SPEECH = re.compile(r"“(?<![^：:，,。！？；\n \u3000]“)(?:[^“”\n]|“[^“”\n]{1,40}”){4,1200}”(?<=[。！？，；…!?,]”)")
# ”市委书记周军边走边叮嘱。, ”周军说，: who said it, when it stands behind.
_SAID = re.compile(
    r"(?:[^，。：“”\n]{1,24}[，,])?(?P<who>[^，。：“”\n]{1,40}?)(?:一?边[^，。“”]{1,4}一?边|[一-鿿]{2,4}地|再三|反复|最后|现场){0,2}"
    r"(?:(?P<bids>强调|指出|要求|提出|叮嘱|嘱咐|提醒|告诫|勉励|号召|部署)|说|表示|介绍|道|告诉记者)(?:道|说)?(?=[。，,：:；…！\n]|\Z)"
)


class Speech(NamedTuple):
    """[start, end) between the marks. ``speaker``: who is named behind it, else ""; ``bids``: by a word of asking."""

    start: int
    end: int
    speaker: str
    bids: bool


def find_speeches(text: str) -> list[Speech]:
    """Find the sentences that stand between quotation marks."""
    found: list[Speech] = []
    for quoted in _SPEECH.finditer(text) if "”" in text else ():
        said = _SAID.match(text, quoted.end())
        found.append(
            Speech(
                quoted.start() + 1,
                quoted.end() - 1,
                said["who"] if said else "",
                said is not None and said["bids"] is not None,
            )
        )
    return found


def unquoted(text: str, speeches: list[Speech]) -> str:
    """Return a text of the same length with blanks for the marks round direct speech, so that it is cut as any other.

    What ends in ， or … before the closing mark ends a sentence.
    """
    pieces: list[str] = []
    at = 0
    for speech in speeches:
        said = text[speech.start : speech.end]
        whole = said.rstrip("，,…")
        left = len(said) - len(whole)
        closing = "。".ljust(left + 1, "\u3000") if left else "\u3000"
        pieces += text[at : speech.start - 1], "\u3000", whole, closing
        at = speech.end + 1
    pieces.append(text[at:])
    return "".join(pieces)
