"""The ruling lines of a PDF page and the grids of cells that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_float
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as raw

_THIN_POINTS = 2.5
"""A filled rectangle up to this width is a line: programs draw borders so."""
_SAME_PLACE_POINTS = 3.0
"""Edges of neighbouring cells are drawn this far apart at most and are one line."""
_SHORTEST_POINTS = 5.0
_MOST_SEGMENTS = 20_000
_MOST_LINES = 600
_MOST_COLUMNS = 40


class Ruling(NamedTuple):
    """A line at ``at`` from ``start`` to ``end``, in points along its direction."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Grid:
    """Cells between the ``xs`` (rising) and ``ys`` (falling, as pages are read), some of them merged."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[Ruling, ...]
    upright: tuple[Ruling, ...]

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    @cached_property
    def _origins(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each place of the grid the first place of the cell that it belongs to."""
        origins: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(self.rows):
            y = (self.ys[row] + self.ys[row + 1]) / 2
            for column in range(self.columns):
                x = (self.xs[column] + self.xs[column + 1]) / 2
                if column and not _crosses(self.upright, self.xs[column], y):
                    origins[row, column] = origins[row, column - 1]
                elif row and not _crosses(self.across, self.ys[row], x):
                    origins[row, column] = origins[row - 1, column]
                else:
                    origins[row, column] = (row, column)
        return origins

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """Give the first place, by row and column, of the cell at a place."""
        return self._origins[row, column]

    @cached_property
    def _reaches(self) -> dict[tuple[int, int], tuple[int, int]]:
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for (row, column), origin in self._origins.items():
            columns, rows = found.get(origin, (0, 0))
            found[origin] = max(columns, column - origin[1] + 1), max(rows, row - origin[0] + 1)
        return found

    def reach(self, origin: tuple[int, int]) -> tuple[int, int]:
        """Give over how many columns and rows the cell that begins at a place reaches."""
        return self._reaches[origin]


def _crosses(rulings: Iterable[Ruling], at: float, along: float) -> bool:
    return any(abs(r.at - at) <= _SAME_PLACE_POINTS and r.start - 1 <= along <= r.end + 1 for r in rulings)


def grids_of(page: Any) -> list[Grid]:
    """Find the grids of a page with two columns at least, from top to bottom."""
    across: list[Ruling] = []
    upright: list[Ruling] = []
    for ruling, is_across in _rulings(page):
        (across if is_across else upright).append(ruling)
    across, upright = _merged(across), _merged(upright)
    if len(across) < 2 or len(upright) < 2 or len(across) > _MOST_LINES or len(upright) > _MOST_LINES:
        return []
    grids = [grid for parts in _connected(across, upright) if (grid := _grid(*parts)) is not None]
    return sorted(grids, key=lambda grid: -grid.top)


def _rulings(page: Any) -> Iterator[tuple[Ruling, bool]]:
    """Yield the straight lines of a page and whether they run across."""
    left = _MOST_SEGMENTS
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        count = raw.FPDFPath_CountSegments(item)
        left -= max(count, 1)
        if left < 0:
            return
        matrix = item.get_matrix()
        path: list[tuple[float, float]] = []
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            x, y = c_float(), c_float()
            raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and path:
                yield from _of_path(path)
                path = []
            path.append(matrix.on_point(x.value, y.value))
            if raw.FPDFPathSegment_GetClose(segment):
                path.append(path[0])
        yield from _of_path(path)


def _of_path(path: Sequence[tuple[float, float]]) -> Iterator[tuple[Ruling, bool]]:
    """Yield the lines of one stretch of drawing: a thin box is one line, every other its edges."""
    if len(path) < 2:
        return
    xs, ys = [x for x, _ in path], [y for _, y in path]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if height <= _THIN_POINTS:
        yield Ruling((min(ys) + max(ys)) / 2, min(xs), max(xs)), True
    elif width <= _THIN_POINTS:
        yield Ruling((min(xs) + max(xs)) / 2, min(ys), max(ys)), False
    else:
        for (x, y), (to_x, to_y) in pairwise(path):
            if abs(y - to_y) <= 0.5:
                yield Ruling(y, min(x, to_x), max(x, to_x)), True
            elif abs(x - to_x) <= 0.5:
                yield Ruling(x, min(y, to_y), max(y, to_y)), False


def _merged(rulings: list[Ruling]) -> list[Ruling]:
    """Put lines at the same place that touch into one."""
    rulings.sort()
    levels: list[list[Ruling]] = []
    for ruling in rulings:
        if (
            levels
            and ruling.at - levels[-1][-1].at <= _SAME_PLACE_POINTS / 2
            and (ruling.at - levels[-1][0].at <= _SAME_PLACE_POINTS)
        ):
            levels[-1].append(ruling)
        else:
            levels.append([ruling])
    out: list[Ruling] = []
    for level in levels:
        at = sum(r.at for r in level) / len(level)
        start = end = None
        for ruling in sorted(level, key=lambda r: r.start):
            if start is None or end is None or ruling.start > end + _SAME_PLACE_POINTS:
                if start is not None and end is not None:
                    out.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
            else:
                end = max(end, ruling.end)
        if start is not None and end is not None:
            out.append(Ruling(at, start, end))
    return [r for r in out if r.end - r.start >= _SHORTEST_POINTS]


def _connected(across: list[Ruling], upright: list[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Yield the lines that touch one another."""
    group = list(range(len(across) + len(upright)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    near = _SAME_PLACE_POINTS
    for i, a in enumerate(across):
        for j, u in enumerate(upright):
            if a.start - near <= u.at <= a.end + near and u.start - near <= a.at <= u.end + near:
                group[root(len(across) + j)] = root(i)
    parts: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, ruling in enumerate(across + upright):
        part = parts.setdefault(root(i), ([], []))
        part[i >= len(across)].append(ruling)
    yield from parts.values()


def _grid(across: list[Ruling], upright: list[Ruling]) -> Grid | None:
    if len(across) < 2 or not upright:
        return None
    left, right = min(a.start for a in across), max(a.end for a in across)
    top, bottom = max(u.end for u in upright), min(u.start for u in upright)
    xs = _places([u.at for u in upright], [left, right])
    ys = _places([a.at for a in across], [bottom, top])
    if not 3 <= len(xs) <= _MOST_COLUMNS + 1 or len(ys) < 2:
        return None
    # Sides that are not drawn are closed all the same.
    frame = (Ruling(xs[0], bottom, top), Ruling(xs[-1], bottom, top))
    return Grid(tuple(xs), tuple(reversed(ys)), tuple(across), (*upright, *frame))


def _places(lines: list[float], edges: list[float]) -> list[float]:
    """Give the different places in rising order; an edge counts where no line stands near it."""
    out: list[float] = []
    for at in sorted(lines):
        if not out or at - out[-1] > _SAME_PLACE_POINTS:
            out.append(at)
    out += [edge for edge in edges if all(abs(edge - at) > 2 * _SAME_PLACE_POINTS for at in out)]
    return sorted(out)
