"""Find the row of headings, join headings of two rows, suggest which column holds what (rules IM4, IM5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from luoshi.domain.exchange.terms import ImportKind
from luoshi.workflows.import_sheet.fields import Field, fields_of, folded, year_of_heading, yearly_field

SEARCHED_ROWS = 15
LIKELY = 85.0  # likeness 0–100 from which a heading that is no synonym is suggested; tests hold pairs on both sides
SHORTEST_LIKENED = 3  # folded characters; shorter headings are likened to anything

Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the headings stand: the first row, counted from 0, and how many rows they take."""

    row: int
    rows: int


def find_heading(kind: ImportKind, top: Sequence[Sequence[str]], merged: Sequence[Range]) -> Heading:
    """Find the rows whose headings name most fields; the first filled row where none names any."""
    best, best_score = Heading(_first_filled(top), 1), 0
    for rows in (1, 2):  # one row wins over two where both name as many
        for row in range(min(SEARCHED_ROWS, len(top) - rows + 1)):
            names = joined(top, Heading(row, rows), merged)
            score = len(set(suggested(kind, names).values()))
            if score > best_score:
                best, best_score = Heading(row, rows), score
    return best


def joined(top: Sequence[Sequence[str]], heading: Heading, merged: Sequence[Range]) -> list[str]:
    """Give each column's heading; two rows are joined as 投资/总投资, a merged cell names all its columns."""
    own = [place for place in merged if place[0] >= heading.row]  # a title above names no column
    lines = [_spread(top, row, own) for row in range(heading.row, min(heading.row + heading.rows, len(top)))]
    width = max((len(line) for line in lines), default=0)
    for line in lines:
        line.extend([""] * (width - len(line)))
    if len(lines) == 2 and not merged:
        lines[0] = _carried(lines[0], lines[1])
    return ["/".join(dict.fromkeys(part for part in parts if part)) for parts in zip(*lines, strict=True)]


def suggested(kind: ImportKind, names: Sequence[str], remembered: Mapping[str, str] | None = None) -> dict[int, str]:
    """Suggest a field for columns by their headings, each field once; what was chosen last time comes first.

    ``remembered`` maps folded headings to keys, empty where the column was not imported.
    """
    known = remembered or {}
    taken: dict[str, int] = {}
    offers: list[tuple[float, int, str]] = []
    settled: set[int] = set()
    for column, name in enumerate(names):
        form = folded(name)
        if not form:
            continue
        if form in known:
            settled.add(column)
            if known[form]:
                taken.setdefault(known[form], column)
            continue
        year = year_of_heading(kind, name)
        if year is not None:
            offers.append((100.0, column, yearly_field(kind, year).key))
        offers += [(score, column, key) for key, score in _offers(kind, name)]
    for _, column, key in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
        if key not in taken and column not in settled:
            taken[key] = column
            settled.add(column)
    return {column: key for key, column in taken.items()}


def _offers(kind: ImportKind, name: str) -> list[tuple[str, float]]:
    """Give likely fields of a heading with their likeness; the whole heading counts before its last part."""
    forms = [(folded(name), 0.0)]
    if "/" in name:
        forms.append((folded(name.rpartition("/")[2]), 1.0))
    found: dict[str, float] = {}
    for form, behind in forms:
        for word, key, rank in _words(kind):
            if form == word:
                score = 100.0 - rank
            elif len(form) >= SHORTEST_LIKENED and len(word) >= SHORTEST_LIKENED:
                score = min(fuzz.ratio(form, word), 97.0)
            else:
                continue
            if score - behind >= LIKELY:
                found[key] = max(found.get(key, 0.0), score - behind)
    return list(found.items())


@cache
def _words(kind: ImportKind) -> tuple[tuple[str, str, float], ...]:
    """Every folded word of a kind's fields with the field's key; own names rank before synonyms."""
    words: dict[tuple[str, str], float] = {}
    for field in fields_of(kind):
        for rank, word in ((0.0, field.chinese), (0.0, field.english), *((1.0, s) for s in field.synonyms)):
            words.setdefault((folded(word), field.key), rank)
    return tuple((word, key, rank) for (word, key), rank in words.items())


def missing_fields(kind: ImportKind, chosen: Mapping[int, str]) -> list[Field]:
    """Give the fields that every row needs and no column holds."""
    held = set(chosen.values())
    return [field for field in fields_of(kind) if field.is_needed and field.key not in held]


def _first_filled(top: Sequence[Sequence[str]]) -> int:
    return next((number for number, row in enumerate(top) if sum(bool(cell) for cell in row) > 1), 0)


def _spread(top: Sequence[Sequence[str]], row: int, merged: Sequence[Range]) -> list[str]:
    """Give a row's texts with every merged cell's text in all of its columns and rows."""
    line = [text.strip() for text in top[row]]
    for first_row, first, last_row, last in merged:
        if first_row <= row <= last_row and first_row < len(top) and first < len(top[first_row]):
            text = top[first_row][first].strip()
            line.extend([""] * (last + 1 - len(line)))
            for column in range(first, last + 1):
                line[column] = text
    return line


def _carried(above: list[str], below: list[str]) -> list[str]:
    """Carry a heading over the empty cells at its right while those below are filled, as CSV keeps merged cells."""
    carried, last = list(above), ""
    for column, text in enumerate(above):
        if text:
            last = text if below[column] else ""
        elif below[column] and last:
            carried[column] = last
        else:
            last = ""
    return carried
