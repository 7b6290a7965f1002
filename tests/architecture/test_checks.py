"""The checks of the whole project, each as one test: style, types, import contracts, migrations."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.architecture.source_tree import PROJECT

pytestmark = pytest.mark.checks


def run(*words: str) -> None:
    """Run a tool of the environment; fail with what it prints."""
    done = subprocess.run([sys.executable, "-m", *words], cwd=PROJECT, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"{words[0]}:\n{done.stdout}{done.stderr}", pytrace=False)


def test_lint() -> None:
    run("ruff", "check", "--quiet", ".")


def test_format() -> None:
    run("ruff", "format", "--check", "--quiet", ".")


def test_types() -> None:
    run("mypy", "--no-error-summary")


def test_import_contracts() -> None:
    program = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    words = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=words, stderr=words)
    except SystemExit:
        pytest.fail(f"Models changed without a migration:\n{words.getvalue()}", pytrace=False)


@pytest.mark.django_db
def test_django_finds_no_fault() -> None:
    call_command("check", fail_level="WARNING")
