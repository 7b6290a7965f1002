"""How long a call takes: wall time as its user sees it, processor time beside it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Times:
    """Seconds of each call, and the mean seconds of processor time, which a busy machine distorts less."""

    walls: list[float]
    processor: float

    def __str__(self) -> str:
        ordered = sorted(self.walls)
        median, p95 = statistics.median(ordered) * 1000, ordered[int(len(ordered) * 0.95)] * 1000
        return f"median {median:6.1f}  p95 {p95:6.1f} ms  (processor {self.processor * 1000:5.1f})"


def timed(call: Callable[[], Any], times: int) -> Times:
    """Call several times, after three calls that do not count."""
    call(), call(), call()
    found = []
    processor = time.process_time()
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return Times(found, (time.process_time() - processor) / times)
