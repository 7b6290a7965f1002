"""Rules are numbered prose in docs/rules; the code cites them by number, and no number is without its rule."""

from __future__ import annotations

import re

from tests.architecture.source_tree import PROJECT, committed_files, text_of

RULES = PROJECT / "docs/rules"
DEFINED = re.compile(r"^[\s#*\-|]*\**([A-Z]{1,2}\d{1,3})\b", re.MULTILINE)
CITED = re.compile(r"(?:\b[Rr]ules?\s+|\()([A-Z]{1,2}\d{1,3}(?:(?:,| and|–|-| to)\s*[A-Z]{1,2}\d{1,3})*)(?=[\s).,;:])")
NUMBER = re.compile(r"[A-Z]{1,2}\d{1,3}")


def defined() -> dict[str, str]:
    """Give every rule's number with the file that states it."""
    return {
        number: path.name for path in sorted(RULES.glob("*.md")) for number in DEFINED.findall(path.read_text("utf-8"))
    }


def cited(*folders: str) -> dict[str, str]:
    """Give every rule's number that Python files below the folders cite, with one place that does."""
    return {
        number: str(path.relative_to(PROJECT))
        for path in committed_files()
        if path.suffix == ".py" and path.relative_to(PROJECT).parts[0] in folders
        for words in CITED.findall(text_of(path))
        for number in NUMBER.findall(words)
    }


def mentioned(*folders: str) -> set[str]:
    """Give every number that stands anywhere in code, word lists or cases below the folders."""
    return {
        number
        for path in committed_files()
        if path.suffix in {".py", ".toml", ".json", ".csv", ".js"} and path.relative_to(PROJECT).parts[0] in folders
        for number in re.findall(r"\b[A-Z]{1,2}\d{1,3}\b", text_of(path))
    }


def test_every_rule_cited_is_stated() -> None:
    stated = defined()
    assert {number: place for number, place in cited("src").items() if number not in stated} == {}


def test_every_rule_stated_is_cited_by_code_or_test() -> None:
    used = mentioned("src", "tests")
    assert {number: place for number, place in defined().items() if number not in used} == {}


def test_citations_are_recognised() -> None:
    assert CITED.findall("it opens (T4).") == ["T4"]
    assert CITED.findall("Whose it is. Rule T5.") == ["T5"]
    assert NUMBER.findall(CITED.findall("as rules T1, T2 and T3 say")[0]) == ["T1", "T2", "T3"]
