"""The only writers of tasks and batches. Each deed checks permission and rules, then writes itself and its event."""

from luoshi.domain.tasks.actions.batch_steps import approve_batch, check_batch, send_back_batch
from luoshi.domain.tasks.actions.batches import add_to_batch, create_batch, edit_batch, take_out_of_batch
from luoshi.domain.tasks.actions.carrying import carry_task
from luoshi.domain.tasks.actions.creating import add_citation, create_task, remove_citation
from luoshi.domain.tasks.actions.editing import edit_task
from luoshi.domain.tasks.actions.issuing import issue_batch, reassign_task, reissue_task
from luoshi.domain.tasks.actions.item_steps import finish_step, plan_steps, reopen_step
from luoshi.domain.tasks.actions.mechanisms import end_mechanism, hold_meeting, set_mechanism
from luoshi.domain.tasks.actions.plans import choose_for_tasks, close_plan, create_plan, edit_plan
from luoshi.domain.tasks.actions.policies import record_stage
from luoshi.domain.tasks.actions.reporting import add_note, report_completion, report_progress
from luoshi.domain.tasks.actions.several import Outcome, sign_tasks, verify_reports
from luoshi.domain.tasks.actions.signing import return_task, sign_task
from luoshi.domain.tasks.actions.storing import AttachmentDraft
from luoshi.domain.tasks.actions.verifying import send_back_report, verify_report
from luoshi.domain.tasks.actions.withdrawing import reopen_task, restore_task, withdraw_task

__all__ = [
    "AttachmentDraft",
    "Outcome",
    "add_citation",
    "add_note",
    "add_to_batch",
    "approve_batch",
    "carry_task",
    "check_batch",
    "choose_for_tasks",
    "close_plan",
    "create_batch",
    "create_plan",
    "create_task",
    "edit_batch",
    "edit_plan",
    "edit_task",
    "end_mechanism",
    "finish_step",
    "hold_meeting",
    "issue_batch",
    "plan_steps",
    "reassign_task",
    "record_stage",
    "reissue_task",
    "remove_citation",
    "reopen_step",
    "reopen_task",
    "report_completion",
    "report_progress",
    "restore_task",
    "return_task",
    "send_back_batch",
    "send_back_report",
    "set_mechanism",
    "sign_task",
    "sign_tasks",
    "take_out_of_batch",
    "verify_report",
    "verify_reports",
    "withdraw_task",
]
