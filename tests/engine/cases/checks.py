"""How a labelled case is checked: what the engine makes of it against what the label says.

Every check returns what is wrong, in words; an empty list is a pass. Only the engine's public doors are used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from luoshi_reading.model import Reading, SourceText
from luoshi_reading.pipeline import as_json, read_text, recompose, repair

Case = dict[str, Any]
Check = Callable[[Case], list[str]]
Item = dict[str, Any]

BASE = "2026-02-10"
# An order of which a little more or less is quoted is the same order; one that is split or joined is not.
LEAST_OVERLAP = 0.6
UNCERTAIN = re.compile(r"⟦([^⟧]*)⟧")
MARKS = "，。；：、！？ \u3000\n"

FRAMES = {
    "notice": "槐津市人民政府办公室关于做好近期有关工作的通知\n各县区人民政府，市政府各部门：\n{text}\n"
    "槐津市人民政府办公室\n{day}\n",
    "plan": "槐津市专项工作实施方案\n（{day}印发）\n{text}\n",
    "work_report": "政府工作报告\n（{day}）\n槐津市市长 陆千帆\n各位代表：\n{text}\n",
    "speech": "在全市工作会议上的讲话\n（{day}）\n槐津市市长 陆千帆\n同志们：\n{text}\n",
    "minutes": "槐津市人民政府常务会议纪要\n{day}，市长陆千帆主持召开市政府第58次常务会议。\n{text}\n",
    "news": "槐津市召开全市工作会议\n{day}，槐津市召开全市工作会议。市长陆千帆出席会议。\n{text}\n",
    "whole": "{text}\n",
    "decision": "中共槐津市委关于有关工作的决定\n（{day}中国共产党槐津市第六届委员会第九次全体会议通过）\n{text}\n",
    "communique": "中国共产党槐津市第六届委员会第九次全体会议公报\n"
    "（{day}中国共产党槐津市第六届委员会第九次全体会议通过）\n{text}\n",
}
"""The document that a sentence stands in, by genre; ``day`` fixes the year it speaks from."""


def source_of(text: str) -> SourceText:
    """Give a text as the engine takes it."""
    return SourceText(text, "utf-8", "0" * 64)


def framed(case: Case) -> tuple[str, int]:
    """Put a case's text into the document its genre stands for; return the document and where the text begins."""
    frame = FRAMES[case.get("genre", "notice")]
    year, month, day = case.get("base", BASE).split("-")
    head = frame.split("{text}")[0].replace("{day}", f"{year}年{int(month)}月{int(day)}日")
    whole = frame.replace("{day}", f"{year}年{int(month)}月{int(day)}日").replace("{text}", case["text"])
    return whole, len(head)


def found(case: Case, kind: str) -> list[Item]:
    """List the findings of a kind that stand in the case's own text, with spans that count in it."""
    whole, start = framed(case)
    items: list[Item] = as_json(read_text(source_of(whole)))[kind]
    inside = []
    for item in items:
        at, end = item["span"]["start"] - start, item["span"]["end"] - start
        if at >= 0 and end <= len(case["text"]):
            inside.append(item | {"at": (at, end)})
    return inside


def repaired(case: Case) -> list[str]:
    """Check the repaired text, and that repairs and noise make it up again."""
    source = source_of(case["before"])
    result = repair(source)
    wrong = []
    if UNCERTAIN.search(case["after"]):
        wrong += _uncertain(case["after"], result)
    elif result.text.rstrip("\n") != case["after"].rstrip("\n"):
        wrong.append(f"text: {result.text!r} for {case['after']!r}")
    if "script" in case and result.script != case["script"]:
        wrong.append(f"script: {result.script} for {case['script']}")
    again = recompose(source, result.repairs, result.noise, result.script)
    if again.text != result.text:
        wrong.append("repairs and noise do not make up the text")
    wrong += [
        f"repair {r.kind} misquotes its place"
        for r in result.repairs
        if source.text[r.span.start : r.span.end] != r.was
    ]
    return wrong


def _uncertain(after: str, result: Any) -> list[str]:
    """``⟦字⟧`` is what cannot be known: it may be shown right or wrong or as □, but never as certain."""
    pattern = ""
    at = 0
    for mark in UNCERTAIN.finditer(after):
        pattern += re.escape(after[at : mark.start()]) + f"(.{{0,{2 * len(mark[1])}}}?)"
        at = mark.end()
    pattern += re.escape(after[at:].rstrip("\n"))
    shown = re.fullmatch(pattern, result.text.rstrip("\n"))
    if shown is None:
        return [f"text: {result.text!r} for {after!r}"]
    wrong = []
    for place, mark in enumerate(UNCERTAIN.finditer(after), 1):
        span = result.source_span(*shown.span(place))
        guesses = [
            r for r in result.repairs if r.span.start < max(span.end, span.start + 1) and span.start < r.span.end
        ]
        guesses = [r for r in guesses if not r.certain]
        if shown[place] != mark[1] and not guesses:
            wrong.append(f"{shown[place]!r} for {mark[1]!r} is said to be certain")
        if not all(r.candidates for r in guesses if r.kind == "shifted_gbk"):
            wrong.append(f"no candidates for {mark[1]!r}")
    return wrong


def placeholders(case: Case) -> list[str]:
    """Check that the text keeps the marks and that no target makes a value of one."""
    wrong = repaired(case)
    if "targets" not in case:
        return wrong
    items = found({"text": case["before"]} | case, "targets")
    open_values = [i for i in items if i["placeholder"]]
    if any(i["value"] is not None for i in open_values):
        wrong.append("a placeholder has a value")
    if len(open_values) != case["targets"]:
        wrong.append(f"{len(open_values)} targets with placeholders for {case['targets']}")
    return wrong


def commitments(case: Case) -> list[str]:
    """Check orders: each found once, at its place, with its level, owner and deadline."""
    items = found(case, "commitments")
    due = case["commitments"]
    if len(items) != len(due):
        return [f"{len(items)} orders for {len(due)}: {[i['quote'] for i in items]}"]
    wrong = []
    after = 0
    for wanted, item in zip(due, items, strict=True):
        after = case["text"].index(wanted["quote"].strip(MARKS), after)
        place = (after, after + len(wanted["quote"].strip(MARKS)))
        if _overlap(place, item["at"]) < LEAST_OVERLAP:
            wrong.append(f"quote: {item['quote']!r} for {wanted['quote']!r}")
        if wanted.get("level", "either") not in ("either", item["level"]):
            wrong.append(f"level: {item['level']} of {item['quote']!r}")
        wrong += [
            f"{field}: {item[field]!r} for {wanted[field]!r}"
            for field in ("owner", "deadline")
            if field in wanted and item[field] != wanted[field]
        ]
    return wrong


def _overlap(one: Sequence[int], other: Sequence[int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def targets(case: Case) -> list[str]:
    """Check goals in reading order by the fields the case names."""
    return _fields(case["targets"], found(case, "targets"), "value")


def formulations(case: Case) -> list[str]:
    """Check formulations in reading order by the fields the case names."""
    return _fields(case["formulations"], found(case, "formulations"), "text")


def people(case: Case) -> list[str]:
    """Check people in the order of first mention: names, and roles where the case gives them."""
    return _fields(case["people"], found(case, "people"), "name")


def _fields(due: Sequence[Item], items: Sequence[Item], name: str) -> list[str]:
    if len(items) != len(due):
        return [f"{len(items)} for {len(due)}: {[i[name] for i in items]}"]
    return [
        f"{field}: {item[field]!r} for {value!r}"
        for wanted, item in zip(due, items, strict=True)
        for field, value in wanted.items()
        if not _agrees(field, value, item[field])
    ]


def _agrees(field: str, wanted: Any, given: Any) -> bool:
    if field == "indicator":  # as written; how much of the noun phrase is quoted is a matter of taste
        return bool(given) and (wanted in given or given in wanted)
    return bool(wanted == given)


def deadlines(case: Case) -> list[str]:
    """Check the deadline of the one order that the sentence holds."""
    items = found(case, "commitments")
    dated = [i for i in items if i["deadline_text"]] or items[:1]
    if case["deadline_text"] is None:
        late = [i["deadline_text"] for i in items if i["deadline_text"]]
        return [f"a deadline where none is: {late}"] if late else []
    if not dated:
        return ["no order found"]
    item = dated[0]
    wrong = [] if item["deadline"] == case["deadline"] else [f"deadline: {item['deadline']!r} for {case['deadline']!r}"]
    text = item["deadline_text"] or ""
    if not text or (case["deadline_text"] not in text and text not in case["deadline_text"]):
        wrong.append(f"deadline text: {text!r} for {case['deadline_text']!r}")
    return wrong


def units(case: Case) -> list[str]:
    """Check lead and supporting units of the orders in the text."""
    items = found(case, "commitments")
    due = case["units"]
    if len(items) != len(due):
        return [f"{len(items)} orders for {len(due)}: {[i['quote'] for i in items]}"]
    return [
        f"{field}: {item[field]!r} for {value!r}"
        for wanted, item in zip(due, items, strict=True)
        for field, value in wanted.items()
        if item[field] != value
    ]


def document(case: Case) -> list[str]:
    """Check fields of a whole document; ``meeting.hosts`` names a field of the meeting."""
    reading: Reading = read_text(source_of(case["text"]))
    out = as_json(reading)
    wrong = []
    for field, wanted in case["facts"].items():
        given: Any = out
        for part in field.split("."):
            given = given.get(part) if isinstance(given, dict) else None
        if isinstance(wanted, list) and isinstance(given, list) and wanted and isinstance(wanted[0], dict):
            given = [{key: item.get(key) for key in wanted[0]} for item in given]
        if given != wanted:
            wrong.append(f"{field}: {given!r} for {wanted!r}")
    return wrong


CHECKS: dict[str, Check] = {
    "injected_pinyin": repaired,
    "shifted_gbk": repaired,
    "mojibake": repaired,
    "spaces_and_marks": repaired,
    "lines_and_paragraphs": repaired,
    "script": repaired,
    "noise": repaired,
    "placeholders": placeholders,
    "commitments": commitments,
    "retold": commitments,
    "targets": targets,
    "deadlines": deadlines,
    "formulations": formulations,
    "people": people,
    "units": units,
    "dates": document,
    "places": document,
    "meetings": document,
    "titles": document,
    "kinds": document,
}
"""The check of each file of cases."""
