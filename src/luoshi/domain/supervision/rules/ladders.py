"""Ladders as values, and reading them from plain values with each fault at its place (docs/rules/ladder.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from luoshi.domain.supervision.rules.clocks import Clock
from luoshi.domain.supervision.rules.rule_packs import Source, name_doubles, read_key, read_sources, sources_as_plain
from luoshi.domain.supervision.terms import (
    AnswerKind,
    ClockUnit,
    Complexity,
    MatterNode,
    Party,
    StepKind,
    TriggerKind,
    Urgency,
)
from luoshi.foundation.plain_values import Fault, PlainTable

NO_TIME = Clock(0)
APPEAL_WORKING_DAYS = 5
LARGEST_GAP_DAYS = 7
"""A nightly work that did not run for a week stood still, or its clock was wrong: people look first (rule LA11)."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """What sets a step off (LA2). Which fields count depends on the kind."""

    kind: TriggerKind
    lights: tuple[str, ...] = ()
    periods: int = 1
    clock: Clock = NO_TIME
    step: str = ""
    node: MatterNode | None = None
    times: int = 1
    complexity: Complexity | None = None


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step: what sets it off, who acts, to whom it goes, what answers it and by when (LA1, LA3, LA4)."""

    id: str
    kind: StepKind
    chinese: str
    english: str
    triggers: tuple[Trigger, ...]
    acts: Party = Party.OFFICE
    goes_to: tuple[Party, ...] = (Party.LEAD_UNIT,)
    clock: Clock | None = None
    answers: tuple[AnswerKind, ...] = ()
    repeats: Clock | None = None
    is_beside: bool = False
    is_notice: bool = False
    makes_document: bool = True
    note_zh: str = ""
    note_en: str = ""
    is_ours: bool = False

    def label(self, language: str) -> str:
        """Name the step."""
        return self.chinese if language.startswith("zh") else self.english


@dataclass(frozen=True, slots=True)
class Ladder:
    """A jurisdiction's ladder, from the mildest step to the hardest; where urgent and major matters begin (LA6)."""

    id: str
    chinese: str
    english: str
    steps: tuple[LadderStep, ...]
    starts: Mapping[Urgency, str] = field(default_factory=lambda: MappingProxyType({}))
    appeal_working_days: int = APPEAL_WORKING_DAYS
    largest_gap_days: int = LARGEST_GAP_DAYS
    sources: tuple[Source, ...] = ()
    note_zh: str = ""
    note_en: str = ""

    def place(self, step_id: str) -> int:
        """Give a step's place from the mildest, −1 for none of this ladder."""
        return next((place for place, step in enumerate(self.steps) if step.id == step_id), -1)

    def step(self, step_id: str) -> LadderStep | None:
        """Give a step by its identifier."""
        place = self.place(step_id)
        return self.steps[place] if place >= 0 else None


def read_ladder(plain: object, *, lights: frozenset[str] | None = None) -> tuple[Ladder, list[Fault]]:
    """Read a ladder from plain values, each fault at its place (LA1). Not to be used while there are faults.

    ``lights`` are those that the pack beside it can give; None: not compared.
    """
    faults: list[Fault] = []
    table = PlainTable(plain, "", faults)
    rows = table.tables("steps")
    steps = tuple(_read_step(row, lights) for row in rows)
    ladder = Ladder(
        id=read_key(table, "id"),
        chinese=table.text("zh", longest=80),
        english=table.text("en", longest=80),
        steps=steps,
        starts=_read_starts(table, steps),
        appeal_working_days=table.whole("appeal_working_days", APPEAL_WORKING_DAYS, most=60),
        largest_gap_days=table.whole("largest_gap_days", LARGEST_GAP_DAYS, least=1, most=366),
        sources=read_sources(table),
        note_zh=table.text("note_zh", "", longest=1000),
        note_en=table.text("note_en", "", longest=1000),
    )
    if not steps:
        table.fault("steps", "至少要有一个步骤。", "There must be at least one step.")
    name_doubles(table, "steps", [step.id for step in steps])
    for place, (row, step) in enumerate(zip(rows, steps, strict=True)):
        _check_unanswered(row, step, steps[:place])
    table.close()
    return ladder, faults


def ladder_as_plain(ladder: Ladder) -> dict[str, Any]:
    """Write a ladder as plain values that ``read_ladder`` reads back."""
    return _without_nothing(
        {
            "id": ladder.id,
            "zh": ladder.chinese,
            "en": ladder.english,
            "note_zh": ladder.note_zh,
            "note_en": ladder.note_en,
            "appeal_working_days": ladder.appeal_working_days,
            "largest_gap_days": ladder.largest_gap_days,
            "starts": {urgency.value: step for urgency, step in ladder.starts.items()},
            "sources": sources_as_plain(ladder.sources),
            "steps": [_step_as_plain(step) for step in ladder.steps],
        }
    )


def _read_step(row: PlainTable, lights: frozenset[str] | None) -> LadderStep:
    step = LadderStep(
        id=read_key(row, "id"),
        kind=row.choice("kind", StepKind),
        chinese=row.text("zh", longest=40),
        english=row.text("en", longest=60),
        triggers=tuple(_read_trigger(place, lights) for place in row.tables("triggers")),
        acts=row.choice("acts", Party, Party.OFFICE),
        goes_to=row.choices("goes_to", Party) or (Party.LEAD_UNIT,),
        clock=_read_clock(row, "clock"),
        answers=row.choices("answers", AnswerKind),
        repeats=_read_clock(row, "repeats"),
        is_beside=row.flag("is_beside", False),
        is_notice=row.flag("is_notice", False),
        makes_document=row.flag("makes_document", True),
        note_zh=row.text("note_zh", "", longest=500),
        note_en=row.text("note_en", "", longest=500),
        is_ours=row.flag("is_ours", False),
    )
    if not step.triggers:
        row.fault("triggers", "请说明何时启动这一步。", "Say what sets this step off.")
    if step.answers and step.clock is None:
        row.fault("clock", "要求答复的步骤须有答复时限。", "A step that asks for an answer needs a clock.")
    if step.repeats is not None and step.repeats.amount < 1:
        row.fault("repeats.amount", "重复间隔至少为1。", "A step repeats after at least 1.")
    row.close()
    return step


def _read_trigger(row: PlainTable, lights: frozenset[str] | None) -> Trigger:
    kind = row.choice("when", TriggerKind)
    wants = _WANTS.get(kind, frozenset())
    trigger = Trigger(
        kind,
        lights=row.texts("lights") if "lights" in wants else (),
        periods=row.whole("periods", least=2, most=60) if "periods" in wants else 1,
        clock=(_read_clock(row, "clock") or NO_TIME) if "clock" in wants else NO_TIME,
        step=row.text("step", longest=40) if "step" in wants else "",
        node=row.choice("node", MatterNode) if "node" in wants else None,
        times=row.whole("times", least=1, most=1000) if "times" in wants else 1,
        complexity=row.choice("complexity", Complexity) if row.has("complexity") else None,
    )
    if "clock" in wants and not row.has("clock"):
        row.fault("clock", "请填写时限。", "Give a clock.")
    if "lights" in wants and not trigger.lights:
        row.fault("lights", "请列出哪些灯。", "List the lights.")
    for index, light in enumerate(trigger.lights):
        if lights is not None and light not in lights:
            row.fault(f"lights[{index}]", f"没有名为“{light}”的灯。", f"There is no light named “{light}”.")
    row.close()
    return trigger


_WANTS: Mapping[TriggerKind, frozenset[str]] = MappingProxyType(
    {
        TriggerKind.LIGHT: frozenset({"lights"}),
        TriggerKind.LIGHT_RUN: frozenset({"lights", "periods"}),
        TriggerKind.DUE_WITHIN: frozenset({"clock"}),
        TriggerKind.OVERDUE: frozenset({"clock"}),
        TriggerKind.UNANSWERED: frozenset({"step"}),
        TriggerKind.NOT_DONE: frozenset({"node", "clock"}),
        TriggerKind.OVERDUE_TIMES: frozenset({"times"}),
        TriggerKind.SENT_BACK: frozenset({"times"}),
    }
)


def _read_clock(row: PlainTable, name: str) -> Clock | None:
    table = row.table(name)
    if table is None:
        return None
    clock = Clock(table.whole("amount", most=3660), table.choice("unit", ClockUnit, ClockUnit.DAYS))
    table.close()
    return clock


def _read_starts(table: PlainTable, steps: tuple[LadderStep, ...]) -> Mapping[Urgency, str]:
    row = table.table("starts")
    if row is None:
        return MappingProxyType({})
    starts = {urgency: row.text(urgency.value, longest=40) for urgency in Urgency if row.has(urgency.value)}
    for urgency, step in starts.items():
        if step not in {each.id for each in steps}:
            row.fault(urgency.value, f"没有名为“{step}”的步骤。", f"There is no step named “{step}”.")
    row.close()
    return MappingProxyType(starts)


def _check_unanswered(row: PlainTable, step: LadderStep, below: tuple[LadderStep, ...]) -> None:
    """A step waits for the answer to one below it only, and only to one that asks for an answer (LA4)."""
    asking = {each.id for each in below if each.answers and each.clock is not None}
    for index, trigger in enumerate(step.triggers):
        if trigger.kind is TriggerKind.UNANSWERED and trigger.step not in asking:
            row.fault(
                f"triggers[{index}].step",
                f"“{trigger.step}”不是前面要求答复的步骤。",
                f"“{trigger.step}” is no earlier step that asks for an answer.",
            )


def _step_as_plain(step: LadderStep) -> dict[str, Any]:
    flags = {
        name: value
        for name, value, usual in (
            ("is_beside", step.is_beside, False),
            ("is_notice", step.is_notice, False),
            ("makes_document", step.makes_document, True),
            ("is_ours", step.is_ours, False),
        )
        if value is not usual
    }
    return flags | _without_nothing(
        {
            "id": step.id,
            "kind": step.kind.value,
            "zh": step.chinese,
            "en": step.english,
            "acts": step.acts.value,
            "goes_to": [party.value for party in step.goes_to],
            "clock": _clock_as_plain(step.clock),
            "answers": [answer.value for answer in step.answers],
            "repeats": _clock_as_plain(step.repeats),
            "note_zh": step.note_zh,
            "note_en": step.note_en,
            "triggers": [_trigger_as_plain(trigger) for trigger in step.triggers],
        }
    )


def _trigger_as_plain(trigger: Trigger) -> dict[str, Any]:
    wants = _WANTS.get(trigger.kind, frozenset())
    values: dict[str, Any] = {
        "lights": list(trigger.lights),
        "periods": trigger.periods,
        "clock": _clock_as_plain(trigger.clock),
        "step": trigger.step,
        "node": trigger.node.value if trigger.node else None,
        "times": trigger.times,
    }
    plain: dict[str, Any] = {"when": trigger.kind.value} | {name: values[name] for name in values if name in wants}
    return plain | ({} if trigger.complexity is None else {"complexity": trigger.complexity.value})


def _clock_as_plain(clock: Clock | None) -> dict[str, Any] | None:
    return None if clock is None else {"amount": clock.amount, "unit": clock.unit.value}


def _without_nothing(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in plain.items() if value not in (None, "", [], {})}
