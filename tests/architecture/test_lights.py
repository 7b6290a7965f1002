"""Whatever changes a task or a project says whether its light follows (LI9), and pages do such deeds with the light."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from luoshi.domain.projects import actions as projects
from luoshi.domain.tasks import actions as tasks
from luoshi.workflows import lit_deeds
from tests.architecture.source_tree import calls, modules

TASKS_WITHOUT = {
    "add_citation": "a source judges nothing",
    "remove_citation": "a source judges nothing",
    "add_note": "notes of supporting units are not judged (T8)",
    "create_task": "a draft has no light",
    "restore_task": "what was never issued becomes a draft again",
    "add_to_batch": "drafts have no light",
    "take_out_of_batch": "drafts have no light",
    "create_batch": "a batch has no light",
    "edit_batch": "a batch has no light",
    "check_batch": "a batch has no light",
    "approve_batch": "a batch has no light",
    "send_back_batch": "a batch has no light",
    "create_plan": "a plan has no light",
    "edit_plan": "a plan has no light",
    "close_plan": "a plan has no light",
    "choose_for_tasks": "chosen only; rolling forward does it",
    "sign_task": "open before and after, by the same figures",
    "sign_tasks": "open before and after, by the same figures",
    "return_task": "open before and after, by the same figures",
    "reassign_task": "another unit, the same figures",
    "plan_steps": "an item's steps are not measured",
    "finish_step": "an item's steps are not measured",
    "reopen_step": "an item's steps are not measured",
    "record_stage": "a policy's stages are not measured",
    "set_mechanism": "a mechanism's meetings are not measured",
    "hold_meeting": "a mechanism's meetings are not measured",
    "end_mechanism": "its task goes on until its completion is verified",
}
PROJECTS_WITHOUT = {
    "add_file": "files are not measured",
    "remove_file": "files are not measured",
    "put_row": "rows of the dossier are not measured",
    "remove_row": "rows of the dossier are not measured",
    "cite_project": "a source judges nothing",
    "create_project": "a draft has no light",
    "set_goals": "goals judge nothing",
    "transfer_project": "another unit, the same figures",
    "lock_project": "the same figures",
    "unlock_project": "the same figures",
    "put_sector": "the library's settings",
    "set_gate": "the library's settings",
    "problems_in_rows": "only judges",
    "admit_project": "not issued before and after",
    "put_in_annual_plan": "not issued before and after",
    "put_in_rolling_plan": "not issued before and after",
    "restore_project": "not issued before and after",
    "return_plan": "not issued before and after",
    "return_project": "not issued before and after",
    "return_projects_with": "not issued before and after",
    "submit_plan": "not issued before and after",
    "submit_project": "not issued before and after",
    "submit_projects_with": "not issued before and after",
    "take_out_of_annual_plan": "not issued before and after",
    "take_out_of_rolling_plan": "not issued before and after",
    "withdraw_project": "not issued before and after",
    "store_progress": "takes a past over; the night lights it",
}
BY_PROCEDURES = {
    "carry_task",
    "issue_batch",
    "link_task",
    "issue_projects_with",
    "take_back_promotion",
    "store_projects",
}
"""Deeds that workflows do, lit as a whole."""

LIT = {name for name, deed in vars(lit_deeds).items() if hasattr(deed, "__wrapped__")}
PLAIN_WORKFLOWS = {
    Path("workflows/lit_deeds.py"): "makes them lit",
    Path("workflows/report_completion.py"): "is made lit there",
    Path("workflows/undo_decision.py"): "withdraws drafts only",
}
PLACES = ("pages", "jobs", "site")


@pytest.mark.parametrize(
    "known, without", [(tasks.__all__, TASKS_WITHOUT), (projects.__all__, PROJECTS_WITHOUT)], ids=["tasks", "projects"]
)
def test_every_deed_says_whether_the_light_follows(known: list[str], without: dict[str, str]) -> None:
    deeds = {name for name in known if name[0].islower()}
    assert deeds - LIT - BY_PROCEDURES - without.keys() == set()
    assert without.keys() - deeds == set()
    assert without.keys() & (LIT | BY_PROCEDURES) == set()


def plain_deeds(tree: ast.AST) -> set[str]:
    """Give the deeds with a light that a module takes straight from the actions of tasks and projects."""
    found, aliases = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module.startswith(("luoshi.domain.tasks.actions", "luoshi.domain.projects.actions")):
                found |= {alias.name for alias in node.names} & (LIT | BY_PROCEDURES)
            elif node.module in {"luoshi.domain.tasks", "luoshi.domain.projects"}:
                aliases |= {alias.asname or alias.name for alias in node.names if alias.name == "actions"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in aliases:
            found |= {node.attr} & (LIT | BY_PROCEDURES)
    return found


def test_plain_deeds_are_recognised() -> None:
    assert plain_deeds(ast.parse("from luoshi.domain.tasks import actions as a\na.verify_report()")) == {
        "verify_report"
    }
    assert plain_deeds(ast.parse("from luoshi.domain.projects.actions import advance_stage")) == {"advance_stage"}
    assert plain_deeds(ast.parse("from luoshi.workflows import lit_deeds\nlit_deeds.verify_report()")) == set()


def test_pages_do_them_with_the_light() -> None:
    offences = {
        str(path): names for path, tree in modules().items() if path.parts[0] in PLACES and (names := plain_deeds(tree))
    }
    assert offences == {}


def test_workflows_do_them_within_a_lit_procedure() -> None:
    """A workflow's function that calls a plain deed is lit, or is called by one that is."""
    offences = []
    for path, tree in modules().items():
        if path.parts[0] != "workflows" or "demonstration" in path.parts or path in PLAIN_WORKFLOWS:
            continue
        plain = plain_deeds(tree)
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        lit = {f.name for f in functions if any(isinstance(d, ast.Name) and d.id == "lit" for d in f.decorator_list)}
        for function in functions:
            uses = plain & {name for name, _ in calls(function)}
            callers = {f.name for f in functions if function.name in {name for name, _ in calls(f)}}
            if uses and function.name not in lit and not (callers and callers <= lit):
                offences.append(f"{path}:{function.name} {sorted(uses)}")
    assert offences == []
