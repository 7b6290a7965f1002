"""Reads the learnt points kept as TSV in this folder, each naming the script that writes it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def points_of(name: str) -> dict[str, int]:
    """Return the hundredths of points each sign of ``name`` gives: whole numbers, so that sums have no order."""
    lines = files("luoshi_reading.knowledge").joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return {sign: int(points) for sign, _, points in (line.rpartition("\t") for line in lines if line[0] != "#")}
