"""Excerpts around what was sought that begin and end where a reader would pause."""

from __future__ import annotations

import re

AROUND = 60
"""Most characters shown before and after what was sought in a text."""

_ENDS = re.compile("[。！？；!?;\n]")
_PAUSES = re.compile("[，、：,:　 ]")
_LEFT_OUT = "…"


def excerpt(passage: str, sought: str) -> str:
    """Give what was sought with whole sentences around it where they fit, else whole clauses.

    ``passage`` holds the first place of ``sought`` with up to ``AROUND`` characters on either side. What is left out
    within a sentence shows as an ellipsis.
    """
    at = passage.find(sought)
    if at < 0:
        return passage
    before, behind = passage[:at], passage[at + len(sought) :]
    return _beginning(before) + sought + _ending(behind)


def _beginning(before: str) -> str:
    if len(before) < AROUND:
        return before.lstrip()
    if end := _ENDS.search(before):
        return before[end.end() :].lstrip()
    pause = _PAUSES.search(before)
    return _LEFT_OUT + before[pause.end() if pause else 0 :].lstrip()


def _ending(behind: str) -> str:
    if len(behind) < AROUND:
        return behind.rstrip()
    if ends := list(_ENDS.finditer(behind)):
        return behind[: ends[-1].end()].rstrip()
    pauses = list(_PAUSES.finditer(behind))
    return behind[: pauses[-1].start() if pauses else len(behind)].rstrip() + _LEFT_OUT
