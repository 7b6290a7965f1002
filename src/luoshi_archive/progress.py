"""How far a run is, told to a person: one live line at a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_LIVE_SECONDS = 0.2
_PLAIN_SECONDS = 10.0
_BAR = 24


class Progress:
    """Counts documents as batches come back. What is left is estimated from the bytes gone through."""

    def __init__(self, total_bytes: int, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._total_bytes = max(total_bytes, 1)
        self._is_live = self._stream.isatty()
        self._started = self._shown = time.monotonic()
        self._bytes = self._kept_bytes = 0
        self.documents = self.kept = self.set_aside = 0
        if self._is_live:  # the processes take a few seconds to start, the first batch some more
            self._stream.write("Starting …")
            self._stream.flush()

    def keep(self, documents: int, size: int) -> None:
        """Count documents that an earlier run has read."""
        self.documents += documents
        self.kept += documents
        self._bytes += size
        self._kept_bytes += size
        self._show()

    def add(self, documents: int, size: int, set_aside: int) -> None:
        """Count documents that were read now, ``set_aside`` of them with an error."""
        self.documents += documents
        self.set_aside += set_aside
        self._bytes += size
        self._show()

    def line(self) -> str:
        """Say it in one line."""
        seconds = max(time.monotonic() - self._started, 1e-6)
        share = min(self._bytes / self._total_bytes, 1.0)
        left = round(self.documents * (1 - share) / share) if share else 0
        rate = (self.documents - self.kept) / seconds
        read_bytes = self._bytes - self._kept_bytes
        ahead = (self._total_bytes - self._bytes) / (read_bytes / seconds) if read_bytes else None
        wait = "…" if ahead is None else _clock(max(ahead, 0.0))
        aside = f", {self.set_aside:,} set aside" if self.set_aside else ""
        return (
            f"{share:4.0%}  {self.documents:,} done{aside}, about {left:,} left, {rate:,.0f} documents/s, {wait} to go"
        )

    def finish(self) -> None:
        """End the live line."""
        if self._is_live:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _show(self) -> None:
        now = time.monotonic()
        if now - self._shown < (_LIVE_SECONDS if self._is_live else _PLAIN_SECONDS):
            return
        self._shown = now
        if self._is_live:
            full = round(_BAR * min(self._bytes / self._total_bytes, 1.0))
            self._stream.write(f"\r\x1b[K{'█' * full}{'░' * (_BAR - full)} {self.line()}")
        else:
            self._stream.write(self.line() + "\n")
        self._stream.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
