"""Compiling translations without GNU gettext."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from luoshi.site.translations import compile_catalogues


def test_a_changed_catalogue_is_compiled_once(tmp_path: Path) -> None:
    source = tmp_path / "area/locale/zh_Hans/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Task"\nmsgstr "任务"\n', "utf-8"
    )
    assert compile_catalogues(tmp_path) == 1
    assert compile_catalogues(tmp_path) == 0
    with source.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Task") == "任务"
    later = source.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert compile_catalogues(tmp_path) == 1
    assert [path.suffix for path in sorted(source.parent.iterdir())] == [".mo", ".po"]
