"""The environment is made once, and never emptied under those who run in it."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIP = ["python", "-m", "pip"]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The command, with an environment of its own that has no pip."""
    spec = importlib.util.spec_from_file_location("make_environment", ROOT / "bin/environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "STAMP", tmp_path / "installed.json")
    monkeypatch.setattr(module, "works", lambda *command: "ensurepip" in command)
    monkeypatch.setattr(module, "found_pip", lambda: PIP)
    return module


def test_an_environment_without_pip_is_not_made_anew(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: made.append(command))
    environment.STAMP.write_text("{}")
    assert environment.pip_command() == PIP
    assert made == []
    environment.STAMP.unlink()
    environment.pip_command()
    assert "--clear" in made[0]
