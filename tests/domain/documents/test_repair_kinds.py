"""Every kind of repair that the engine makes has words on the page."""

from __future__ import annotations

import importlib
import pkgutil

from luoshi.domain.documents.terms import RepairKind, RepairReason
from luoshi_reading import repair


def test_every_kind_of_repair_is_named_and_explained() -> None:
    modules = [
        importlib.import_module(found.name) for found in pkgutil.walk_packages(repair.__path__, f"{repair.__name__}.")
    ]
    kinds = {module.KIND for module in modules if hasattr(module, "KIND")}
    assert "injected_pinyin" in kinds
    assert kinds <= {kind.value for kind in RepairKind}
    assert {kind.value for kind in RepairKind} == {reason.value for reason in RepairReason}
