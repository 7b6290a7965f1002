"""The only writers of projects. Each deed checks permission and rules, then writes itself and its event."""

from luoshi.domain.projects.actions.dossiers import cite_project, create_project, edit_project
from luoshi.domain.projects.actions.entry import verify_entry
from luoshi.domain.projects.actions.files import FileDraft, add_file, remove_file
from luoshi.domain.projects.actions.following import (
    issue_projects_with,
    return_projects_with,
    submit_projects_with,
    take_back_promotion,
)
from luoshi.domain.projects.actions.linking import link_task, set_goals
from luoshi.domain.projects.actions.moving import (
    admit_project,
    issue_project,
    lock_project,
    put_in_annual_plan,
    put_in_rolling_plan,
    restore_project,
    return_plan,
    return_project,
    submit_plan,
    submit_project,
    take_out_of_annual_plan,
    take_out_of_rolling_plan,
    transfer_project,
    unlock_project,
    withdraw_project,
)
from luoshi.domain.projects.actions.opening import MonthRow, store_progress
from luoshi.domain.projects.actions.progress import record_month, set_year, verify_month
from luoshi.domain.projects.actions.rows import put_row, remove_row
from luoshi.domain.projects.actions.settings import put_sector, set_gate
from luoshi.domain.projects.actions.several import Outcome, move_projects
from luoshi.domain.projects.actions.staging import advance_stage, correct_stage
from luoshi.domain.projects.actions.storing import ProjectRow, Stored, problems_in_rows, store_projects

__all__ = [
    "FileDraft",
    "MonthRow",
    "Outcome",
    "ProjectRow",
    "Stored",
    "add_file",
    "admit_project",
    "advance_stage",
    "cite_project",
    "correct_stage",
    "create_project",
    "edit_project",
    "issue_project",
    "issue_projects_with",
    "link_task",
    "lock_project",
    "move_projects",
    "problems_in_rows",
    "put_in_annual_plan",
    "put_in_rolling_plan",
    "put_row",
    "put_sector",
    "record_month",
    "remove_file",
    "remove_row",
    "restore_project",
    "return_plan",
    "return_project",
    "return_projects_with",
    "set_gate",
    "set_goals",
    "set_year",
    "store_progress",
    "store_projects",
    "submit_plan",
    "submit_project",
    "submit_projects_with",
    "take_back_promotion",
    "take_out_of_annual_plan",
    "take_out_of_rolling_plan",
    "transfer_project",
    "unlock_project",
    "verify_entry",
    "verify_month",
    "withdraw_project",
]
