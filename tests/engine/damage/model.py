"""What every generator returns: the damaged text with the exact truth beside it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Planted:
    """One damaged place: ``damaged[start:end]`` stands where ``truth`` stood. Half-open code points."""

    kind: str
    start: int
    end: int
    truth: str


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text, what a perfect repair makes of it, and every damaged place in order.

    ``recoverable`` is False where characters were lost for good, so that no repair can be exact.
    """

    text: str
    truth: str
    planted: tuple[Planted, ...] = ()
    recoverable: bool = True


class Generator(Protocol):
    """Damages a text; the same text and seed give the same damage."""

    def __call__(self, text: str, seed: int = 0) -> Damaged: ...


def chance(seed: int, text: str) -> random.Random:
    """Give the random source of one damage: the same for the same seed and text, on every machine."""
    return random.Random(f"{seed}:{len(text)}:{text[:64]}")


def assembled(kind: str, pieces: Sequence[tuple[str, str | None]], truth: str, *, recoverable: bool = True) -> Damaged:
    """Join pieces of (damaged text, truth where it differs else None) and note where each damage stands."""
    out: list[str] = []
    planted: list[Planted] = []
    at = 0
    for piece, was in pieces:
        if was is not None:
            planted.append(Planted(kind, at, at + len(piece), was))
        out.append(piece)
        at += len(piece)
    return Damaged("".join(out), truth, tuple(planted), recoverable)
