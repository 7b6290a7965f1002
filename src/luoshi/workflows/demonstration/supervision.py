"""The demonstration's supervision: rules in force, a year of lights, matters on every rung, an interview with promises.

Everything is done by the nightly work and the office's own deeds, each on its day.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import date, datetime, timedelta

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.queries import holders_of
from luoshi.domain.organizations.terms import Role
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.actions import InterviewDraft, PromiseDraft
from luoshi.domain.supervision.errors import StepNoLongerDue
from luoshi.domain.supervision.models import Appeal, Light, LightExemption, Matter, StepRun
from luoshi.domain.supervision.queries.matters import grade_for
from luoshi.domain.supervision.rules import DEFAULT_PACK
from luoshi.domain.supervision.terms import AnswerKind, AppealDeed, MatterState, StepKind, StepRunState, Tone
from luoshi.domain.tasks.actions import report_completion, verify_report
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.terms import TaskState
from luoshi.foundation.clock import local_date
from luoshi.workflows.climb_ladder import climb_ladders, plan_ladders
from luoshi.workflows.compute_lights import compute_lights
from luoshi.workflows.demonstration.jurisdiction import City
from luoshi.workflows.demonstration.papers import at
from luoshi.workflows.demonstration.plans import keep_pace
from luoshi.workflows.demonstration.story import ways_of
from luoshi.workflows.demonstration.wishes import tell_wishes
from luoshi.workflows.interview_promises import record_with_promises

_KEYS = uuid.UUID("0f6d3a52-8c1e-4b7f-b1de-7a4f52c3d911")
LADDER_DAYS = 12  # so long ago the ladder came into force
DAYS = (4, 8, 11)  # after it: the days on which the office and units work at their matters
MEETING_DAY = DAYS[0]
ENDING_DAY = DAYS[1]  # of the first exemption: the road is mended
MEETINGS = 2
CLOSED_FROM = (StepKind.CHASE, StepKind.SUPERVISION_LETTER)  # a matter of each is closed a day
FIRST_DAY = (  # rung, steps let go, steps left to be looked through
    (StepKind.INTERVIEW, 3, 3),
    (StepKind.BULLETIN, 5, 3),
    (StepKind.SUPERVISION_LETTER, 10, 4),
    (StepKind.CHASE, 60, 4),
)
OWING = "linji"  # its leader is one of those who look round, and finds a step to answer
RECORDED_NOWHERE = "statistics"  # the rule about statistical entry: the city keeps no record of it here
PACK_NAME = "霁川市亮灯规则"
PLAN = "已成立工作专班，倒排工期、挂图作战，明确分管负责人每周调度，月底前补齐欠账进度。"


DONE = "剩余事项已全部完成，佐证材料齐备，申请销号。"
CLOSED = "督办后补齐进度并通过核验，同意销号。"
EXEMPTIONS = (  # kind of the pack, words, days that it is to hold
    ("force_majeure", "汛期山洪冲毁施工便道，抢修期间无法进场（已报市应急管理局备案）。", 20),
    ("policy_change", "省级用地政策调整，报批材料须按新规重新组卷。", 60),
    ("policy_change", "上级部门改版考核口径，牵头单位待新口径印发后续报。", 45),
)
APPEAL_ANSWERS = {
    AppealDeed.REJECT: "审批受理单日期晚于节点要求日期，申诉理由不成立。",
    AppealDeed.UPHOLD: "经核，审批受理单日期早于节点要求日期，滞后非本单位原因，申诉成立，撤销本次督办措施。",
}


def supervise(city: City, now: datetime) -> None:
    """Put rules in force, light the year's month ends, and let the ladder climb for some weeks up to ``now``."""
    today = local_date(now)
    _light_the_year(city, today, now)
    first = today - timedelta(days=LADDER_DAYS)
    moment = at(first, 8, 30)
    ladder = actions.draft_ladder(actor=city.officer, now=moment, jurisdiction=city.root, name="", shipped=DEFAULT_PACK)
    actions.adopt_ladder(actor=city.officer, now=moment, ladder=ladder)
    exemptions = _exempt(city, at(first, 8, 45))
    plan_ladders(now=at(first, 9, 0))
    _release(city, at(first, 9, 30))
    for days in DAYS:
        day = first + timedelta(days=days)
        plan_ladders(now=at(day, 6, 0))
        _speak(city, day, is_last=days == DAYS[-1])
        climb_ladders(now=at(day, 10, 0))
        tell_wishes(city, day, place=DAYS.index(days))
        if days == MEETING_DAY:
            _meet(city, day)
        else:
            _close_some(city, day)
        if days == ENDING_DAY and exemptions:
            actions.end_exemption(actor=city.officer, now=at(day, 11, 0), exemption=exemptions[0])
    plan_ladders(now=now)
    _hold_one(city, now)


def _light_the_year(city: City, today: date, now: datetime) -> None:
    start = at(date(today.year, 1, 4), 9, 0)
    pack = actions.draft_pack(actor=city.officer, now=start, jurisdiction=city.root, name="", shipped=DEFAULT_PACK)
    content = pack.content | {"rules": [rule for rule in pack.content["rules"] if rule["id"] != RECORDED_NOWHERE]}
    pack = actions.edit_pack(
        actor=city.officer, now=start, pack=pack, name=PACK_NAME, content=content, version=pack.version
    )
    actions.adopt_pack(actor=city.officer, now=start, pack=pack)
    day = date(today.year, 2, 1)
    while day <= today - timedelta(days=LADDER_DAYS):
        compute_lights(now=at(day - timedelta(days=1), 6, 0))
        day = (day + timedelta(days=32)).replace(day=1)


def _exempt(city: City, moment: datetime) -> list[LightExemption]:
    """Exempt one thing a reason from its light."""
    behind = Light.objects.filter(tone__in=(Tone.YELLOW, Tone.RED)).select_related("task", "project").order_by("pk")
    chosen = [*behind.filter(project__isnull=False)[:2], *behind.filter(task__isnull=False)[:1]]
    granted = []
    for light, (kind, words, days) in zip(chosen, EXEMPTIONS, strict=False):
        thing = light.task or light.project
        if thing is not None:
            ends_on = local_date(moment) + timedelta(days=days)
            granted.append(
                actions.exempt_from_light(
                    actor=city.officer, now=moment, thing=thing, kind=kind, words=words, ends_on=ends_on
                )
            )
    return granted


def _release(city: City, moment: datetime) -> None:
    """Let some steps of each rung go, drop others that a telephone call settled, leave the rest to be looked through.

    What is dropped makes room for the rung below, so that all rungs have matters.
    """
    for kind, sent, left in FIRST_DAY:
        steps = StepRun.objects.filter(state=StepRunState.PLANNED, needs_release=True, kind=kind).order_by("id")
        for place, step in enumerate(steps[: max(len(steps) - left, sent)]):
            if place < sent:
                with suppress(StepNoLongerDue):  # what set it off went with another step of the same matter
                    actions.let_go_step(actor=city.officer, now=moment, step=step, version=step.version)
            else:
                reason = "已电话督促，先按下一档措施办理。"
                actions.drop_step(actor=city.officer, now=moment, step=step, reason=reason, version=step.version)
        plan_ladders(now=moment)


def _speak(city: City, day: date, *, is_last: bool) -> None:
    """Let some units answer and some appeal; the last day's appeals still wait for the office."""
    open_steps = StepRun.objects.filter(state=StepRunState.TAKEN, taken_at__lt=at(day, 0, 0)).order_by("id")
    # Keys go on where a load before this one was taken back; turns begin with the city's first step.
    began = (
        StepRun.objects.filter(matter__jurisdiction=city.root).order_by("pk").values_list("pk", flat=True).first() or 1
    )
    for step in open_steps.select_related("matter__unit", "matter__ladder"):
        turn = step.pk - began + 1
        speaker = _leader(step.matter)
        asked = actions.asked_of(step)
        if speaker is None or asked is None or AnswerKind.PLAN not in asked.answers:
            continue
        moment = at(day, 9, 10)
        is_fresh = (day - local_date(step.taken_at or moment)).days <= 4
        if turn % 9 == 3 and is_fresh and not step.appeals.exists():
            reason = "要素保障条件由上级审批，非本单位原因造成滞后，已附审批受理单。"
            appeal = actions.file_appeal(actor=speaker, now=moment, step=step, reason=reason)
            if not is_last:
                deed = AppealDeed.REJECT if Appeal.objects.count() % 3 else AppealDeed.UPHOLD
                actions.answer_appeal(
                    actor=city.officer, now=at(day, 15, 0), appeal=appeal, deed=deed, answer=APPEAL_ANSWERS[deed]
                )
        elif _answers(city, step, turn) and step.answer_by and step.answer_by >= day and not step.answers.exists():
            actions.answer_step(actor=speaker, now=moment, step=step, kind=AnswerKind.PLAN, words=PLAN)


def _answers(city: City, step: StepRun, turn: int) -> bool:
    """Tell whether a unit answers this step: a weak one seldom does, and one leaves what its leader is shown."""
    if step.matter.unit_id == city.units[OWING].pk:
        return False
    return turn % 5 == 0 if ways_of(city, step.matter.unit_id) == "weak" else turn % 8 != 0


def _close_some(city: City, day: date) -> None:
    """Let units finish some tasks, one a rung, and close their matters with the grades that are proposed."""
    working = Matter.objects.filter(
        state=MatterState.OPEN, task__state=TaskState.HANDLING, task__reported_at__lt=at(day, 0, 0)
    )
    for rung in CLOSED_FROM:
        matter = working.filter(rung=rung).select_related("task").order_by("-task__declared_percent", "pk").first()
        if matter is not None and matter.task is not None:
            _close(city, day, matter, matter.task)


def _close(city: City, day: date, matter: Matter, task: Task) -> None:
    keep_pace(city, task, at(day, 14, 0), 100)
    report = report_completion(
        actor=city.reporters[matter.unit_id],
        now=at(day, 14, 30),
        task=task,
        note=DONE,
        submission_key=uuid.uuid5(_KEYS, task.title),
        value=task.target_value,
    )
    verify_report(actor=city.officer, now=at(day, 16, 0), report=report)
    matter = Matter.objects.get(pk=matter.pk)
    grade = grade_for(matter).grade
    actions.close_matter(
        actor=city.officer, now=at(day, 16, 30), matter=matter, grade=grade, words=CLOSED, version=matter.version
    )


def _meet(city: City, day: date) -> None:
    """Hold the interviews that were called first, one after the other."""
    called = StepRun.objects.filter(kind=StepKind.INTERVIEW, state=StepRunState.TAKEN).order_by("id")
    for place, step in enumerate(called.select_related("matter__unit")[:MEETINGS]):
        _interview(city, day, step, hour=14 + place)


def _interview(city: City, day: date, called: StepRun, *, hour: int) -> None:
    matter = called.matter
    record_with_promises(
        actor=city.officer,
        now=at(day, hour + 2, 0),
        matter=matter,
        draft=InterviewDraft(
            trigger=called.reason_chinese,
            interviewer="分管副市长",
            interviewees=f"{matter.unit.label}主要负责人、分管负责人",
            held_at=at(day, hour, 0),
            place="市政府三楼会议室",
            problems="前期手续推进缓慢，牵头单位调度不力，连续两个月未完成序时进度，督办函逾期未复。",
            promises=(
                PromiseDraft(f"倒排“{matter.title[:60]}”剩余工作并按周报送进度", day + timedelta(days=20)),
                PromiseDraft(f"补齐“{matter.title[:60]}”序时进度欠账", day + timedelta(days=45)),
            ),
        ),
    )


def _hold_one(city: City, now: datetime) -> None:
    step = StepRun.objects.filter(state=StepRunState.PLANNED).order_by("-needs_release", "-id").first()
    if step is not None:
        actions.hold_step(
            actor=city.officer,
            now=now,
            step=step,
            reason="单位已约定三日内当面说明，暂缓发出。",
            held_until=local_date(now) + timedelta(days=3),
            version=step.version,
        )


def _leader(matter: Matter) -> Account | None:
    leaders = holders_of(matter.unit, Role.LEADER)
    return leaders[0] if leaders else None
