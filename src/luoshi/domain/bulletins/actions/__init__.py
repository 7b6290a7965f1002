"""The only writers of bulletins, their sections, exemptions and settings."""

from luoshi.domain.bulletins.actions.assembling import assemble_bulletin, discard_bulletin, reassemble_bulletin
from luoshi.domain.bulletins.actions.editing import (
    edit_section,
    edit_title,
    end_exemption,
    exempt_from_list,
    restore_section,
    settle_bulletins,
)
from luoshi.domain.bulletins.actions.issuing import freeze_bulletin, publish_bulletin

__all__ = [
    "assemble_bulletin",
    "discard_bulletin",
    "edit_section",
    "edit_title",
    "end_exemption",
    "exempt_from_list",
    "freeze_bulletin",
    "publish_bulletin",
    "reassemble_bulletin",
    "restore_section",
    "settle_bulletins",
]
