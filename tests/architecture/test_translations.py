"""Nothing is half-translated: every English source text has its Chinese, and no Chinese has lost its text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import polib
import pytest

from luoshi.site.translations import catalogue_faults, catalogues
from tests.architecture.source_tree import PRODUCT, PROJECT

pytestmark = pytest.mark.checks
Text = tuple[str, str | None]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """Give every text of a copy of the product that is marked for translation, with its places."""
    if shutil.which("xgettext") is None:
        pytest.skip("xgettext is not installed")
    copy = tmp_path_factory.mktemp("extracted") / "luoshi"
    shutil.copytree(PRODUCT, copy, ignore=shutil.ignore_patterns("locale", "vendor", "__pycache__", "demonstration"))
    (copy / "locale").mkdir()
    words = ["makemessages", "--locale=zh_Hans", "--no-wrap", "--verbosity=0"]
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([sys.executable, "-m", "django", *words], cwd=copy, env=bare, check=True, capture_output=True)
    return polib.pofile(str(copy / "locale/zh_Hans/LC_MESSAGES/django.po"))


def translated() -> dict[Text, set[tuple[str, ...]]]:
    """Give every text of all catalogues with its translations."""
    found: dict[Text, set[tuple[str, ...]]] = defaultdict(set)
    for catalogue in catalogues():
        for entry in polib.pofile(str(catalogue)):
            if not entry.obsolete:
                found[entry.msgid, entry.msgctxt].add((entry.msgstr, *entry.msgstr_plural.values()))
    return found


@pytest.mark.parametrize("catalogue", catalogues(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_a_catalogue_is_whole(catalogue: Path) -> None:
    assert list(catalogue_faults(catalogue)) == []


def test_every_text_of_the_pages_is_translated(extracted: polib.POFile) -> None:
    known = translated()
    missing = [
        f"{entry.occurrences[0][0]}: {entry.msgid}" for entry in extracted if (entry.msgid, entry.msgctxt) not in known
    ]
    assert len(extracted) > 0
    assert missing == []


def test_no_translation_has_lost_its_text(extracted: polib.POFile) -> None:
    wanted = {(entry.msgid, entry.msgctxt) for entry in extracted}
    assert sorted(text for text, _ in set(translated()) - wanted) == []


def test_one_text_has_one_translation() -> None:
    """Django merges all catalogues, so a second translation elsewhere would win or lose by chance."""
    assert {text: words for text, words in translated().items() if len(words) > 1} == {}


def test_a_fault_is_found(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    path.write_text(
        'msgid "Save"\nmsgstr ""\n\n#, fuzzy\nmsgid "Send"\nmsgstr "发送"\n\nmsgid "%(n)s tasks"\nmsgstr "任务"\n',
        "utf-8",
    )
    assert len(list(catalogue_faults(path))) == 3
