"""Writes stand in ``actions`` and ``workflows`` only, and every action leaves its event."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.source_tree import calls, modules

ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "abulk_create", "acreate", "asave"}
WITHOUT_EVENT = {
    "audit.record_event": "writes the event itself",
    "audit.record_events": "writes the events themselves",
    "accounts.choose_language": "a preference, not a deed of the office",
    "notices.notify": "tells of a deed that has its event; the notice is itself what is kept",
    "notices.take_back_what_was_told_ahead": "part of the office going on from today, whose event counts these notices",
    "notices.mark_read": "what a person has looked at is nobody's history",
    "notices.choose_delivery": "a preference, not a deed of the office",
    "notices.deliver_mail": "the outbox keeps what was sent, when, and what went wrong",
    "notices.prune": "drops what is long over, by the age that the settings name; nobody acts",
    "supervision.light_jurisdiction": "a light is computed; its changes are kept in a history of their own",
    "supervision.light_tasks": "a light is computed; its changes are kept in a history of their own",
    "supervision.light_projects": "a light is computed; its changes are kept in a history of their own",
    "supervision.light_things": "a light is computed; its changes are kept in a history of their own",
    "supervision.tell_of_lights": "notes on the history of lights that people were told",
    "reporting.recount": "puts tallies right, which are computed from lines",
    "notices.deliver_messages": "the outbox keeps what was sent, when, and what went wrong",
}
BY_THE_SYSTEM = {
    "supervision.plan_steps": "the nightly work plans; nobody acts",
    "supervision.take_due_steps": "the daily work lets steps go out; nobody acts",
    "reporting.open_period": "the morning's job opens periods; its events name no actor",
    "reporting.open_return": "made at the first visit, as the morning's job would have; its events name no actor",
    "reporting.refresh_return": "what was issued and closed since; its events name no actor",
    "documents.read_document": "the background worker reads; its events name no actor",
    "documents.give_second_opinion": "the background worker asks the language model; its events name no actor",
    "documents.resume_readings": "the background worker takes up what it left",
}
EXEMPT = {
    "site/restoring.py": "puts back whole tables",
}


def is_write(name: str, call: ast.Call) -> bool:
    """Tell a write to the database from what only bears its name: ``dict.update(other)``, ``workbook.save(path)``."""
    if name in {"save_row", "save_rows", "insert_rows", "put_rows"}:
        return True
    if not isinstance(call.func, ast.Attribute):
        return False
    if name in ALWAYS:
        return True
    if name in {"save", "delete"}:
        return not call.args
    return name in {"create", "update"} and bool(call.keywords) and not call.args


def may_write(path: Path) -> bool:
    """Tell whether a module is one of the writers."""
    in_actions = path.match("domain/*/actions.py") or path.match("domain/*/actions/*.py")
    return in_actions or path.parts[0] == "workflows" or str(path) in EXEMPT


@pytest.mark.parametrize(
    "source, expected",
    [
        ("task.save()", True),
        ("task.save(update_fields=['state'])", True),
        ("Task.objects.create(title='x')", True),
        ("tasks.filter(pk=1).update(state='done')", True),
        ("tasks.bulk_create(rows)", True),
        ("task.delete()", True),
        ("save_row(task)", True),
        ("save_rows(tasks, ['state'])", True),
        ("insert_rows(tasks)", True),
        ("put_rows(tasks, unique=[], fields=[])", True),
        ("digest.update(content)", False),
        ("workbook.save(buffer)", False),
        ("params.update()", False),
    ],
)
def test_writes_are_recognised(source: str, expected: bool) -> None:
    [(name, call)] = [pair for pair in calls(ast.parse(source)) if pair[0] not in {"filter"}]
    assert is_write(name, call) is expected


def test_only_actions_and_workflows_write() -> None:
    offences = [
        f"{path}:{call.lineno} .{name}()"
        for path, tree in modules().items()
        if len(path.parts) > 1 and not may_write(path)
        for name, call in calls(tree)
        if is_write(name, call)
    ]
    assert offences == []


def actions_of(domain: Path) -> dict[str, ast.FunctionDef]:
    """Give every function of a domain's actions by name."""
    return {
        node.name: node
        for path, tree in modules().items()
        if path.is_relative_to(domain / "actions") or path == domain / "actions.py"
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


def reaches(start: str, goal: str, functions: dict[str, ast.FunctionDef]) -> bool:
    """Tell whether a function calls another, itself or through functions of the same domain."""
    seen, waiting = set(), [start]
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        if name not in seen and name in functions:
            seen.add(name)
            waiting += [called for called, _ in calls(functions[name])]
    return False


def is_queued(function: ast.FunctionDef) -> bool:
    """Tell whether the job queue calls a function: it has no actor, and passes its call on to an action."""
    names = [node.func if isinstance(node, ast.Call) else node for node in function.decorator_list]
    return any(isinstance(name, ast.Name) and name.id == "task" for name in names)


def public_actions(domain: Path, functions: dict[str, ast.FunctionDef]) -> list[str]:
    """Give the actions that others may call: what the package names, or the public functions of a single module."""
    package = modules().get(domain / "actions/__init__.py")
    if package is None:
        return [name for name in functions if not name.startswith("_")]
    named = [alias.name for node in package.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    return [name for name in named if name in functions]


def writing_actions() -> list[tuple[str, str]]:
    """Give domain and name of every public action that writes, itself or through its domain's functions."""
    found = []
    for domain in sorted({Path(*path.parts[:2]) for path in modules() if path.match("domain/*/*.py")}):
        functions = actions_of(domain)
        writers = {name for name, node in functions.items() if any(is_write(*pair) for pair in calls(node))}
        for name in public_actions(domain, functions):
            writes = any(reaches(name, writer, functions) for writer in writers)
            if writes and not is_queued(functions[name]) and f"{domain.name}.{name}" not in WITHOUT_EVENT:
                found.append((str(domain), name))
    return found


def test_there_are_actions_to_look_at() -> None:
    assert len(writing_actions()) > 10


@pytest.mark.parametrize("domain, name", writing_actions())
def test_a_writing_action_takes_an_actor_and_the_time_and_records_its_event(domain: str, name: str) -> None:
    functions = actions_of(Path(domain))
    arguments = functions[name].args
    keyword_only = {argument.arg for argument in arguments.kwonlyargs}
    if f"{Path(domain).name}.{name}" not in BY_THE_SYSTEM:
        assert {"actor", "now"} <= keyword_only, f"{domain} {name}: actor and now are keyword-only arguments"
    assert not arguments.args, f"{domain} {name}: everything is keyword-only"
    records = any(reaches(name, goal, functions) for goal in ("record_event", "record_events"))
    assert records, f"{domain} {name} writes and records no event"
