"""Packs and ladders as typed in the browser: dotted field names into plain values and back.

A field is named after its place, ``rules.0.intervals.1.low``. Notes of rows travel in hidden fields; sources and
exemptions stay the draft's. Rows are added and removed by the server, so that the page works without a script.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from luoshi.pages.shared.requests import number_in

MOST_ROWS = 60  # of one list; a longer one was not typed by a person

LISTS: Mapping[str, dict[str, Any]] = {
    "rules": {"id": "", "zh": "", "en": "", "measure": "pp_gap", "basis": "days", "intervals": [{"light": ""}]},
    "intervals": {"light": ""},
    "runs": {"light": "", "periods": 2, "becomes": ""},
    "lights": {"key": "", "zh": "", "en": "", "tone": "none"},
    "steps": {"id": "", "zh": "", "en": "", "kind": "chase", "triggers": [{"when": "light"}]},
    "triggers": {"when": "light"},
}
_SEVERAL = frozenset({"answers", "goes_to", "lights", "kinds"})
_NOTES = ("note_zh", "note_en")
_FLAGS = frozenset({"is_beside", "is_notice", "makes_document"})
_WHOLE = frozenset({"periods", "amount", "times", "appeal_working_days", "largest_gap_days"})


def nested(post: QueryDict) -> dict[str, Any]:
    """Read dotted names into nested tables; numbers become the places of lists, in the order of their numbers."""
    tree: dict[str, Any] = {}
    for name in post:
        if "." not in name and name not in {"zh", "en", "preference", "appeal_working_days", "largest_gap_days"}:
            continue
        *way, last = name.split(".")
        at = tree
        for part in way:
            at = at.setdefault(part, {})
            if not isinstance(at, dict):
                break
        else:
            at[last] = post.getlist(name) if last in _SEVERAL else str(post[name]).strip()
    return {name: _listed(value) if isinstance(value, dict) else value for name, value in tree.items()}


def _listed(tree: dict[str, Any]) -> Any:
    if tree and all(number_in(key) is not None for key in tree):
        rows = [tree[key] for key in sorted(tree, key=int)][:MOST_ROWS]
        return [_listed(row) if isinstance(row, dict) else row for row in rows]
    return {key: _listed(value) if isinstance(value, dict) else value for key, value in tree.items()}


def pack_content(post: QueryDict, base: Mapping[str, Any]) -> dict[str, Any]:
    """Give the pack that was typed, with what the form does not show kept from ``base``."""
    typed = nested(post)
    content = dict(base) | {name: typed[name] for name in ("zh", "en", "preference") if typed.get(name)}
    content["lights"] = [dict(row) for row in _rows(typed, "lights")]
    rules = []
    for row in _rows(typed, "rules"):
        rule: dict[str, Any] = {name: row.get(name, "") for name in ("id", "zh", "en", "measure", "basis")}
        rule |= {name: row[name] for name in ("kinds", "least_plan_wan_yuan") if row.get(name)}
        rule["intervals"] = [_interval(each) for each in _rows(row, "intervals")]
        rule["runs"] = [_numbers(each) for each in _rows(row, "runs")]
        rules.append(rule)
    content["rules"] = rules
    return content


def _interval(row: Mapping[str, Any]) -> dict[str, Any]:
    interval: dict[str, Any] = _kept(row) | {"light": row.get("light", "")}
    if row.get("low"):
        interval["from" if row.get("low_in") == "1" else "above"] = row["low"]
    if row.get("high"):
        interval["to" if row.get("high_in") == "1" else "below"] = row["high"]
    return interval


def ladder_content(post: QueryDict, base: Mapping[str, Any]) -> dict[str, Any]:
    """Give the ladder that was typed, with what the form does not show kept from ``base``."""
    typed = nested(post)
    names = ("zh", "en", "appeal_working_days", "largest_gap_days")
    content = dict(base) | _numbers({name: typed[name] for name in names if typed.get(name)})
    starts = {name: value for name, value in typed.get("starts", {}).items() if value}
    content.pop("starts", None)
    if starts:
        content["starts"] = starts
    content["steps"] = [_step(row) for row in _rows(typed, "steps")]
    return content


def _step(row: Mapping[str, Any]) -> dict[str, Any]:
    step: dict[str, Any] = _kept(row)
    step |= {name: row.get(name, "") for name in ("id", "zh", "en", "kind")}
    step |= {name: row[name] for name in ("acts",) if row.get(name)}
    step |= {name: row[name] for name in ("answers", "goes_to") if row.get(name)}
    step |= {name: row.get(name) == "1" for name in _FLAGS}
    for name in ("clock", "repeats"):
        clock = row.get(name)
        if isinstance(clock, dict) and clock.get("amount"):
            step[name] = _numbers(dict(clock))
    step["triggers"] = [_trigger(each) for each in _rows(row, "triggers")]
    return step


_WANTS = {
    "light": ("lights",),
    "light_run": ("lights", "periods"),
    "due_within": ("clock",),
    "overdue": ("clock",),
    "unanswered": ("step",),
    "not_done": ("node", "clock"),
    "overdue_times": ("times",),
    "sent_back": ("times",),
}


def _trigger(row: Mapping[str, Any]) -> dict[str, Any]:
    trigger: dict[str, Any] = {"when": row.get("when", "")}
    for name in _WANTS.get(trigger["when"], ()):
        value = row.get(name)
        if name == "clock":
            if isinstance(value, dict) and value.get("amount"):
                trigger["clock"] = _numbers(dict(value))
        elif value:
            trigger |= _numbers({name: value})
    return trigger | ({"complexity": row["complexity"]} if row.get("complexity") else {})


def changed(content: dict[str, Any], command: str) -> dict[str, Any]:
    """Add, remove or move a row: ``add:rules.0.intervals``, ``remove:steps.2``, ``up:steps.2``, ``down:steps.2``.

    What names nothing changes nothing.
    """
    deed, _colon, place = command.partition(":")
    *way, last = place.split(".")
    at: Any = content
    for part in way:
        try:
            at = at[int(part)] if isinstance(at, list) else at[part]
        except (KeyError, IndexError, ValueError, TypeError):
            return content
    if deed == "add" and last in LISTS and isinstance(at, dict):
        _add(at.setdefault(last, []), last)
    elif isinstance(at, list) and last.isascii() and last.isdigit() and int(last) < len(at):
        here = int(last)
        there = here + {"up": -1, "down": 1}.get(deed, 0)
        if deed == "remove":
            del at[here]
        elif 0 <= there < len(at):
            at[here], at[there] = at[there], at[here]
    return content


def _add(rows: list[Any], name: str) -> None:
    """Add an empty row; a step gets a key of its own, which nobody need think of."""
    if len(rows) >= MOST_ROWS:
        return
    row = {key: list(value) if isinstance(value, list) else value for key, value in LISTS[name].items()}
    if name == "steps":
        taken = {each.get("id") for each in rows if isinstance(each, dict)}
        row["id"] = next(f"step_{n}" for n in range(len(rows) + 1, 2 * MOST_ROWS) if f"step_{n}" not in taken)
        row["triggers"] = [dict(each) for each in row["triggers"]]
    rows.append(row)


def _rows(tree: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows = tree.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _kept(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give the notes of a row, which travel in hidden fields."""
    kept: dict[str, Any] = {name: row[name] for name in _NOTES if row.get(name)}
    return kept | ({"is_ours": True} if row.get("is_ours") == "1" else {})


def _numbers(row: dict[str, Any]) -> dict[str, Any]:
    """Make whole numbers of what should be; what is none stays as typed, so that the fault names it."""
    return {
        name: int(value)
        if name in _WHOLE and isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 8
        else value
        for name, value in row.items()
    }
