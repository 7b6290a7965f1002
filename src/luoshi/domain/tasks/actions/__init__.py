"""The only writers of tasks and batches. Each deed checks permission and rules, then writes itself and its event."""

from luoshi.domain.tasks.actions.batches import add_to_batch, create_batch, edit_batch, take_out_of_batch
from luoshi.domain.tasks.actions.creating import add_citation, create_task
from luoshi.domain.tasks.actions.editing import edit_task
from luoshi.domain.tasks.actions.issuing import issue_batch, reassign_task, reissue_task
from luoshi.domain.tasks.actions.reporting import AttachmentDraft, add_note, report_completion, report_progress
from luoshi.domain.tasks.actions.several import Outcome, sign_tasks, verify_reports
from luoshi.domain.tasks.actions.signing import return_task, sign_task
from luoshi.domain.tasks.actions.verifying import send_back_report, verify_report
from luoshi.domain.tasks.actions.withdrawing import reopen_task, restore_task, withdraw_task

__all__ = [
    "AttachmentDraft",
    "Outcome",
    "add_citation",
    "add_note",
    "add_to_batch",
    "create_batch",
    "create_task",
    "edit_batch",
    "edit_task",
    "issue_batch",
    "reassign_task",
    "reissue_task",
    "reopen_task",
    "report_completion",
    "report_progress",
    "restore_task",
    "return_task",
    "send_back_report",
    "sign_task",
    "sign_tasks",
    "take_out_of_batch",
    "verify_report",
    "verify_reports",
    "withdraw_task",
]
