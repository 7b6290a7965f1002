"""The only writers of lights, matters, steps, letters and interviews."""

from luoshi.domain.supervision.actions.answering import (
    BY_HAND,
    answer_appeal,
    answer_step,
    asked_of,
    file_appeal,
    take_back_appeal,
)
from luoshi.domain.supervision.actions.clock_resets import go_on_from_today
from luoshi.domain.supervision.actions.closing import close_matter, register_matter, reopen_matter
from luoshi.domain.supervision.actions.exempting import end_exemption, exempt_from_light
from luoshi.domain.supervision.actions.extending import answer_extension, ask_extension
from luoshi.domain.supervision.actions.interviews import InterviewDraft, PromiseDraft, record_interview
from luoshi.domain.supervision.actions.ladders import adopt_ladder, draft_ladder, edit_ladder
from luoshi.domain.supervision.actions.letters import edit_letter_template
from luoshi.domain.supervision.actions.lighting import (
    Lit,
    light_jurisdiction,
    light_projects,
    light_tasks,
    light_things,
)
from luoshi.domain.supervision.actions.packs import adopt_pack, draft_pack, edit_pack
from luoshi.domain.supervision.actions.planning import Planned, plan_steps
from luoshi.domain.supervision.actions.taking import drop_step, hold_step, let_go_step, take_due_steps

__all__ = [
    "BY_HAND",
    "InterviewDraft",
    "Lit",
    "Planned",
    "PromiseDraft",
    "adopt_ladder",
    "adopt_pack",
    "answer_appeal",
    "answer_extension",
    "answer_step",
    "ask_extension",
    "asked_of",
    "close_matter",
    "draft_ladder",
    "draft_pack",
    "drop_step",
    "edit_ladder",
    "edit_letter_template",
    "edit_pack",
    "end_exemption",
    "exempt_from_light",
    "file_appeal",
    "go_on_from_today",
    "hold_step",
    "let_go_step",
    "light_jurisdiction",
    "light_projects",
    "light_tasks",
    "light_things",
    "plan_steps",
    "record_interview",
    "register_matter",
    "reopen_matter",
    "take_back_appeal",
    "take_due_steps",
]
