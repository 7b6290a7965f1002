"""Characters that most texts lack and several repairs look for: told for all of them in one pass through a text.

A pass that asks of every character whether it is one of a set takes 1 ms a megabyte, however few the set holds.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import islice

from luoshi_reading.repair.characters.opencc_tables import (
    CHANGED_IN_PHRASES,
    VARIANTS,
    changed_to_simplified,
    may_change,
)

UNSEEN = "\x00-\x08\x0e-\x1b\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb"
"""Control, zero-width and direction characters."""
WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0b\uff0e\uff0f"
"""Digits, letters and signs of full width."""
FORMS = "\u2e80-\u2fd5\uf900-\ufaff\ufe50-\ufe5e\ufe30\u2105\uff61-\uff65\ufffd\u00a0\u2000-\u200a\u202f\u205f"
"""Radicals, compatibility forms, blanks of other widths."""
OTHER_SCRIPTS = "\u3105-\u3129\uac00-\ud7a3"
"""Bopomofo and Hangul, of which bytes that were read with another table are full."""
GBK_CUES = (
    "锛銆鈥鐨涓鍜鏄鍚鍙璁紝殑竴湪槸鍦鍒鎴鍏傚佸屽佹屾幙笟尯氳夊傛叏戝勫嶅屼滃岃傝滀戞疄眬"
    "涔浜浠浼淇鍎鍐鍑鍓鍔鍕鍖鍗鍘鍝鍞鍟鍢鍣鍧鍨鍫澧澶濂瀹瀵灏甯搴寤蹇鎱鎶鎹鎺鎻鎼鎽鎾鏀鏁鏂鏃鏅鏋妗姣姘姹鐑鐕鐖鐗鐚鐛鐜鐞鐟鐡鐢鐣鐤鐬鐭"
    "绉绋绌绔绗绛绠缁缃鑳鑵鑸鑺鑻钀钃钄钑钖琛瑙璇閫閮閯閰閳閴閷閸閺闀闁闂闄闅椤棰"
)
"""GBK pairs that UTF-8 Chinese turns into: ， 。 、 “ 的 中 and their neighbours begin with these, or end with
紝殑竴湪槸 where the pairs fall one byte later. The second half is what the leads E4 to E9 make with the bytes behind
them, without what stands in real papers."""

_FEW = 8
"""Up to so many characters that OpenCC may change are looked for one by one; a text with more is full of them."""
_RARE = re.compile(f"[{UNSEEN}{WIDE}{FORMS}{OTHER_SCRIPTS}{GBK_CUES}{''.join(VARIANTS)}]")


@cache
def _either() -> re.Pattern[str]:
    return re.compile(f"{_RARE.pattern[:-1]}{changed_to_simplified()}]")


class Unusual:
    """What is unusual in a text, found out when somebody asks."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _first(self) -> re.Match[str] | None:
        return _either().search(self.text)

    @cached_property
    def is_full(self) -> bool:
        """Whether the first of them told a traditional text, most likely."""
        first = self._first
        return first is not None and first[0] not in CHANGED_IN_PHRASES and may_change(first[0])

    @cached_property
    def characters(self) -> str:
        """Those of the sets above that stand in the text, each once; others may be among them."""
        if self._first is None:
            return ""
        asked = _RARE if self.is_full else _either()
        return "".join(set(asked.findall(self.text, self._first.start())))

    @cached_property
    def changing(self) -> str | None:
        """The characters that turning the text simplified may change; None where it is full of them."""
        if self.is_full:
            return None
        few = "".join(islice(filter(may_change, self.characters), _FEW + 1))
        return few if len(few) <= _FEW else None


_last = Unusual("")


def unusual(text: str) -> Unusual:
    """Tell what is unusual in a text. The answer for the text asked last is kept: one step after the other asks."""
    global _last
    known = _last
    if known.text is not text:
        known = _last = Unusual(text)
    return known


def rewritten(before: Unusual, text: str, written: str) -> Unusual:
    """Tell what is unusual in the text that a repair made: what stood in the one before, and what was written."""
    global _last
    new, after = Unusual(written), Unusual(text)
    after.is_full = before.is_full or new.is_full
    after.characters = before.characters + new.characters
    _last = after
    return after


def forget() -> None:
    """Let go of the text that was asked last."""
    global _last
    _last = Unusual("")
