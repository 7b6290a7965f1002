"""What the import contracts cannot see: foreign keys point downward, and nothing is imported by a string."""

from __future__ import annotations

import tomllib

import pytest
from django.apps import apps

from tests.architecture.source_tree import PROJECT, calls, modules

TRICKS = {"import_module", "__import__", "import_string", "get_model", "exec", "eval"}


def domain_order() -> list[str]:
    """Give the domain modules, the topmost first, as the import contract names them."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    [order] = [contract["layers"] for contract in contracts if contract["id"] == "domain-order"]
    return list(order)


def relations() -> list[tuple[str, str, str]]:
    """Give owner, target and name of every relation between tables of the domain."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        owner = domain_of(model)
        for field in model._meta.get_fields():
            if owner and field.is_relation and not field.auto_created and field.related_model not in {None, "self"}:
                target = domain_of(field.related_model)
                found.append((owner, target or "outside", f"{model.__name__}.{field.name}"))
    return found


def domain_of(model: type) -> str | None:
    """Give the domain module a model stands in, or None for a library's."""
    parts = model.__module__.split(".")
    return parts[2] if parts[:2] == ["luoshi", "domain"] else None


def test_there_are_relations_to_look_at() -> None:
    assert ("tasks", "documents", "Citation.document") in relations()


@pytest.mark.parametrize("owner, target, name", relations())
def test_a_foreign_key_points_downward(owner: str, target: str, name: str) -> None:
    order = domain_order()
    assert target == "outside" or order.index(target) >= order.index(owner), f"{name} points upward"


def test_nothing_is_imported_by_a_string() -> None:
    tricks = [
        f"{path}:{call.lineno} {name}()"
        for path, tree in modules().items()
        for name, call in calls(tree)
        if name in TRICKS
    ]
    assert tricks == []


def test_pages_and_jobs_do_not_listen_to_signals() -> None:
    """Domain flow is calls that can be read, not signals."""
    listening = [
        f"{path}:{call.lineno}"
        for path, tree in modules().items()
        if path.parts[0] in {"domain", "workflows"}
        for name, call in calls(tree)
        if name == "receiver"
    ]
    assert listening == []
