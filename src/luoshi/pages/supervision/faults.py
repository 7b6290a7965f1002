"""Say in words where a fault of typed rules stands: “3. Supervision letter · trigger 1 · clock”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi.foundation.plain_values import Fault
from luoshi.pages.shared.language import page_language

_PART = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")
LISTS = {
    "steps": _("Step"),
    "triggers": _("Trigger"),
    "rules": _("Rule"),
    "intervals": _("Interval"),
    "runs": _("Periods running"),
    "lights": _("Light"),
}
FIELDS = {
    "id": _("Key"),
    "key": _("Key"),
    "zh": _("Chinese"),
    "en": _("English"),
    "kind": _("Kind"),
    "measure": _("Measures"),
    "acts": _("Carried out by"),
    "clock": _("Clock"),
    "repeats": _("Repeats after"),
    "answers": _("Counts as an answer"),
    "goes_to": _("Sent to"),
    "triggers": _("Triggered by any of these"),
    "when": _("When"),
    "lights": _("Light"),
    "light": _("Light"),
    "periods": _("periods running"),
    "step": _("Step"),
    "node": _("Node"),
    "times": _("times"),
    "starts": _("Where urgent matters begin"),
    "appeal_working_days": _("Working days for an appeal"),
    "largest_gap_days": _("Days without a run before steps need confirming"),
}


@dataclass(frozen=True, slots=True)
class ShownFault:
    """A fault in words; ``section`` and ``row`` name the part of the page it stands in."""

    where: str
    words: str
    section: str
    row: int


def shown_faults(faults: Iterable[Fault], content: Mapping[str, Any]) -> list[ShownFault]:
    """Say faults with their places in the language of the page."""
    return [_shown(fault, content) for fault in faults]


def _shown(fault: Fault, content: Mapping[str, Any]) -> ShownFault:
    parts = [(name, int(number) if number else None) for name, number in _PART.findall(fault.place)]
    language = page_language()
    words: list[str] = []
    at: Any = content
    for name, number in parts:
        at = _inside(at, name, number)
        if number is not None and name in LISTS and isinstance(at, dict):
            label = at.get("zh" if language.startswith("zh") else "en") or ""
            words.append(f"{number + 1}. {label}" if label else f"{LISTS[name]} {number + 1}")
        elif name in FIELDS:
            words.append(str(FIELDS[name]))
    section, row = parts[0] if parts else ("", None)
    where = " · ".join(words) or gettext("The rules as a whole")
    return ShownFault(where, fault.message(language), section, row or 0)


def _inside(at: Any, name: str, number: int | None) -> Any:
    found = at.get(name) if isinstance(at, Mapping) else None
    if number is None:
        return found
    return found[number] if isinstance(found, list) and number < len(found) else None
