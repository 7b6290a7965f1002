"""Whether a whole place that was told to act goes on being told (全县上下要…。要…). Rule R25."""

from __future__ import annotations

import re

from luoshi_reading.structure import Sentence

_EVERYBODY = re.compile(
    r"全(?:街道|公司|系统|[市省区县州乡镇系旗局校院厅委村])(?:上下|干部群众|广大|党员|人民|各族)[^各]{0,6}$"
)
_OWES_ON = re.compile("还?要(?!求|点|素)")


class Everybody:
    """Who everybody is, from the order that names them to the next that names others or to who speaks next."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._owner: str | None = None
        self._kept = False
        self._line = -1

    def hear(self, subject: str) -> None:
        """Keep a whole place that is told to act."""
        if _EVERYBODY.match(subject):
            self._owner, self._kept = subject, True

    def goes_on(self, sentence: Sentence, before: str | None) -> str | None:
        """Return everybody where a ；-chain goes on with what they must, also in the next paragraph, or None.

        ``before``: who owned the sentence before it in its paragraph. Others told within an order to everybody
        (…，落后的镇要迎头赶上) do not end it; others who were told apart do.
        """
        same = sentence.line == self._line
        self._line = sentence.line
        if self._owner is None:
            return None
        others = before is not None and before != self._owner and not self._kept
        owes = not sentence.enumerator and _OWES_ON.match(self._text, sentence.start) is not None
        follows = same or self._text[max(0, sentence.start - 6) : sentence.start].rstrip(" \u3000").endswith("。\n")
        self._kept = owes and follows and not others
        if others or (not owes and not same) or not follows:
            self._owner = None
        return self._owner if self._kept else None
