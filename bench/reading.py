"""How fast a document is read, in UTF-8 megabytes a second of one core, beside what one would put together oneself.

    python bench/reading.py FOLDER [--megabytes 1]

FOLDER holds documents as ``*.txt``; they are joined and repeated to the size asked for, so caches flatter every row.
The assembled pipeline (ftfy, OpenCC t2s, five regular expressions, jieba's part-of-speech tagging) is measured in the
same run where ftfy and jieba are installed; the product needs neither.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text, repair

ROUNDS = 3
ASSEMBLED_CHARACTERS = 20_000
"""The assembled pipeline is measured on this much only: it takes minutes for a megabyte."""


def megabytes_a_second(work: Callable[[str], object], text: str) -> float:
    """Best of a few rounds, by processor time."""
    work(text[:2000])
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
    return len(text.encode()) / 1e6 / best


def assembled() -> Callable[[str], object] | None:
    """Put together what a user would: repair with ftfy, simplify, search with five expressions, tag with jieba."""
    if find_spec("ftfy") is None or find_spec("jieba") is None:
        return None
    import ftfy
    import jieba.posseg
    from opencc import OpenCC

    simplify = OpenCC("t2s")
    searches = [
        re.compile(r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?"),
        re.compile(r"[一二三四五六七八九十两]大[一-鿿]{2}"),
        re.compile(r"[^。；]*(?:要|必须|加快|推进|确保|力争)[^。；]*[。；]"),
        re.compile(r"\d+(?:\.\d+)?(?:%|亿元|万元|万亩|个|家|项)"),
        re.compile(r"[一-鿿]{2,8}(?:书记|市长|县长|主任|局长)[一-鿿]{2,3}"),
    ]

    def read(text: str) -> object:
        clean = simplify.convert(ftfy.fix_text(text))
        return [s.findall(clean) for s in searches], list(jieba.posseg.cut(clean))

    return read


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=float, default=1.0)
    given = parser.parse_args()
    once = "\n".join(path.read_text(encoding="utf-8") for path in sorted(given.folder.glob("*.txt")))
    text = once * max(1, round(given.megabytes * 1e6 / len(once.encode())))

    def source(part: str) -> SourceText:
        return SourceText(part, "utf-8", "")

    rows = [
        ("cleaning with the way back, all joined", megabytes_a_second(lambda t: repair(source(t)), text)),
        ("cleaning and listing every repair", megabytes_a_second(lambda t: len(repair(source(t)).repairs), text)),
        ("whole reading, joined once", megabytes_a_second(lambda t: read_text(source(t)), once)),
        ("whole reading, all joined", megabytes_a_second(lambda t: read_text(source(t)), text)),
        ("cleaning, twice as long", megabytes_a_second(lambda t: repair(source(t)), text * 2)),
    ]
    other = assembled()
    if other is not None:
        rows.append(("assembled pipeline", megabytes_a_second(other, once[:ASSEMBLED_CHARACTERS])))
    base = rows[-1][1] if other is not None else rows[2][1]
    print(f"{len(text.encode()) / 1e6:.2f} MB; ratios to {'the assembled pipeline' if other else 'the whole reading'}")
    for name, speed in rows:
        print(f"{name:<42}{speed:>9.2f} MB/s {speed / base:>8.2f} x")
    if other is None:
        print("ftfy or jieba is not installed: the assembled pipeline was not measured")


if __name__ == "__main__":
    main()
