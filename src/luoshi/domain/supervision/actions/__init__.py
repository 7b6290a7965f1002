"""The only writers of lights, matters, steps, letters and interviews."""

from luoshi.domain.supervision.actions.exempting import end_exemption, exempt_from_light
from luoshi.domain.supervision.actions.lighting import Lit, light_jurisdiction, light_projects, light_tasks
from luoshi.domain.supervision.actions.packs import adopt_pack, draft_pack, edit_pack

__all__ = [
    "Lit",
    "adopt_pack",
    "draft_pack",
    "edit_pack",
    "end_exemption",
    "exempt_from_light",
    "light_jurisdiction",
    "light_projects",
    "light_tasks",
]
