"""The demonstration's wishes for a later date: some approved, one refused, some that still wait for the office."""

from __future__ import annotations

from datetime import date, timedelta

from luoshi.domain.projects.models import Project
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import Extension, Light
from luoshi.domain.supervision.terms import ExtensionState, Tone
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.terms import TaskState
from luoshi.workflows.demonstration.jurisdiction import City
from luoshi.workflows.demonstration.papers import at

ASKED = ((3, 1), (0, 0), (2, 1))  # wishes for tasks and for projects, by the day on which the office works
ANSWERED_ON = 1  # the second of these days: what was asked before is answered
NOT_APPROVED = 3  # of the wishes answered, each third
WORDS = (
    "上级批复文件预计月底下达，后续招标和公示程序须顺延，现有工作已完成前期全部材料。",
    "主要设备到货推迟，供货合同已补充约定到货日期，安装调试相应顺延。",
    "第三方评估机构更换，评估报告重新编制，其余任务按原计划推进。",
    "征地补偿协议剩余少量农户未签，属地已排定入户计划，完成后即可交地。",
)
APPROVED = "情况属实，同意延期，请按新的时限倒排工期，不再调整。"
REFUSED = "所述原因在任务下达时已经存在，不同意延期，按原时限办理。"


def tell_wishes(city: City, day: date, *, place: int) -> None:
    """Let units ask for later dates on one of the office's days, and the office answer those of the day before."""
    if place == ANSWERED_ON:
        _answer(city, day)
    tasks, projects = ASKED[place]
    behind = Light.objects.filter(tone__in=(Tone.YELLOW, Tone.RED)).order_by(
        "task__deadline", "project__planned_finish", "pk"
    )
    handled = behind.filter(
        task__state=TaskState.HANDLING, task__deadline__gt=day + timedelta(days=14), task__extensions=None
    )
    built = behind.filter(
        project__planned_finish__gt=day + timedelta(days=14), project__extensions=None, project__isnull=False
    )
    for light in handled.select_related("task")[:tasks]:
        if light.task is not None and light.task.deadline is not None:
            _ask(city, day, light.task, light.task.deadline)
    for light in built.select_related("project")[:projects]:
        if light.project is not None and light.project.planned_finish is not None:
            _ask(city, day, light.project, light.project.planned_finish)


def _ask(city: City, day: date, thing: Task | Project, former: date) -> None:
    unit = thing.lead_unit_id
    if unit is None:
        return
    actions.ask_extension(
        actor=city.leaders[unit],
        now=at(day, 9, 40),
        thing=thing,
        wanted=former + timedelta(days=31 if isinstance(thing, Task) else 61),
        reason=WORDS[thing.number % len(WORDS)],
    )


def _answer(city: City, day: date) -> None:
    waiting = Extension.objects.filter(state=ExtensionState.WAITING).order_by("pk")
    for place, wish in enumerate(waiting, start=1):
        is_approved = place % NOT_APPROVED != 0
        words = APPROVED if is_approved else REFUSED
        actions.answer_extension(
            actor=city.officer, now=at(day, 15, 20), extension=wish, is_approved=is_approved, answer=words
        )
