"""Whether any text can be made that is slow to read: each of tests/engine/adversarial.py against an ordinary text.

    python bench/adversarial.py [--documents FOLDER] [--bytes 1000000] [--most-times 8] [--most-growth 6] [PHRASE …]

The ordinary text are the ``*.txt`` of FOLDER (the demonstration's, where none is given), said over up to the same
length. Of every text are printed: the seconds it takes, how many times what the ordinary text takes, and how many times
what a quarter of it takes (4 is linear). Processor time, the better of two. Fails where a text costs more than
``--most-times`` the ordinary one, or grows by more than ``--most-growth``; one that costs less than the ordinary text
may grow as it likes.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.reading import said_again
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text
from tests.engine.adversarial import REPEATED, mixed, said_over, wrong
from tests.engine.damage.__main__ import DOCUMENTS

BYTES = 1_000_000
ROUNDS = 2
MOST_TIMES = 8.0
MOST_GROWTH = 6.0
"""Four times the text in six times the time: linear but for caches and memory, and far from the sixteen of a square."""


def seconds(text: str) -> float:
    """Processor time of one reading, the better of two."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        read_text(SourceText(text, "utf-8", ""))
        best = min(best, time.process_time() - start)
    return best


def ordinary(folder: Path, length: int) -> str:
    """The documents of a folder, said over up to ``length`` bytes of UTF-8."""
    once = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))) + "\n"
    times = length // len(once.encode()) + 1
    return said_again(once, times).encode()[:length].decode(errors="ignore")


def main() -> int:
    """Measure, print, and tell by the exit code whether every text keeps the bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phrases", nargs="*", help="only these, as they are printed")
    parser.add_argument("--documents", type=Path, default=DOCUMENTS)
    parser.add_argument("--bytes", type=int, default=BYTES)
    parser.add_argument("--most-times", type=float, default=MOST_TIMES)
    parser.add_argument("--most-growth", type=float, default=MOST_GROWTH)
    given = parser.parse_args()
    seconds(ordinary(given.documents, 20_000))
    usual = seconds(ordinary(given.documents, given.bytes))
    texts = {repr(unit)[1:-1]: (said_over(unit, given.bytes), said_over(unit, given.bytes // 4)) for unit in REPEATED}
    texts["characters at random"] = mixed(given.bytes), mixed(given.bytes // 4)
    for (name, whole), (_, quarter) in zip(wrong(given.bytes), wrong(given.bytes // 4), strict=True):
        texts[name] = whole, quarter
    missed = 0
    print(f"an ordinary text of {given.bytes} bytes: {usual:.2f} s")
    print(f"{'seconds':>8}{'× ordinary':>12}{'× a quarter':>13}")
    for name, (whole, quarter) in texts.items():
        if given.phrases and name not in given.phrases:
            continue
        takes, takes_quarter = seconds(whole), seconds(quarter)
        times, growth = takes / usual, takes / takes_quarter
        bad = times > given.most_times or (times > 1 and growth > given.most_growth)
        missed += bad
        print(f"{takes:>8.2f}{times:>12.2f}{growth:>13.1f}  {name}{'  MISSED' if bad else ''}", flush=True)
    print(f"{missed} of {len(texts)} outside the bounds" if missed else "all within the bounds")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
