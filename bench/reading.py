"""How fast documents are read, beside what one would put together oneself and beside what the machine can do at all.

    python bench/reading.py FOLDER [--megabytes 5]

FOLDER holds documents as ``*.txt``. Every figure is UTF-8 megabytes a second of one core: processor time, the best of
a few rounds. ``once`` is the honest row: the documents joined as they are, and what was kept of earlier clauses
forgotten before each round. Repeated to the size asked for, caches flatter every row, ours and the others'.
The assembled pipeline (ftfy, OpenCC t2s, five regular expressions, jieba's part-of-speech tagging) is measured in the
same run where ftfy and jieba are installed; the product needs neither.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from opencc import OpenCC

from luoshi_reading.compiled import is_compiled
from luoshi_reading.facts.remembered import forget
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read_text, repair

ROUNDS = 5
ASSEMBLED_CHARACTERS = 20_000
"""The assembled pipeline is measured on this much only: it takes minutes for a megabyte."""
COPIED_BYTES = 64 * 2**20

Work = Callable[[str], object]
# Where a paragraph ends: at the end of a line, or at a full stop said twice for a lost line end.
ENDS = re.compile(r"(?<=[^\n]{20})(?=\S(?:。|[ \u3000\r]*$))", re.M)
STEMS = str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")
EIGHT_MARKS = str.maketrans(',;:!?()"', "，；：！？（）”")


def source(text: str) -> SourceText:
    """A decoded text as the engine takes it."""
    return SourceText(text, "utf-8", "")


def said_again(once: str, copies: int) -> str:
    """Say a text as often, each copy's paragraphs with its number: of paragraphs that are the same only one is read.

    The number is written in heavenly stems: with a numeral each paragraph's last sentence would count something.
    """
    return "\n".join(ENDS.sub(str(copy).translate(STEMS), once) for copy in range(copies))


def forget_clauses() -> None:
    """Forget what was kept of clauses read before."""
    forget()
    for name, module in list(sys.modules.items()):
        if name.startswith("luoshi_reading.facts"):
            for kept in vars(module).values():
                if hasattr(kept, "cache_parameters") and kept.cache_parameters()["maxsize"]:
                    kept.cache_clear()


def megabytes_a_second(work: Work, text: str, *, rounds: int = ROUNDS) -> float:
    """Best of a few rounds, by processor time."""
    work(text[:2000])
    best = float("inf")
    for _ in range(rounds):
        forget_clauses()
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
    return len(text.encode()) / 1e6 / best


def assembled() -> tuple[Work, Work] | None:
    """Put together what a user would: all of it, and all but the tagging."""
    if find_spec("ftfy") is None or find_spec("jieba") is None:
        return None
    ftfy, jieba, tagger = map(import_module, ("ftfy", "jieba", "jieba.posseg"))
    simplify = OpenCC("t2s")
    searches = [
        re.compile(r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?"),
        re.compile(r"[一二三四五六七八九十两]大[一-鿿]{2}"),
        re.compile(r"[^。；]*(?:要|必须|加快|推进|确保|力争)[^。；]*[。；]"),
        re.compile(r"\d+(?:\.\d+)?(?:%|亿元|万元|万亩|个|家|项)"),
        re.compile(r"[一-鿿]{2,8}(?:书记|市长|县长|主任|局长)[一-鿿]{2,3}"),
    ]

    def clean(text: str) -> str:
        return str(simplify.convert(ftfy.fix_text(text)))

    def searched(text: str) -> object:
        cleaned = clean(text)
        return [s.findall(cleaned) for s in searches]

    def tagged(text: str) -> object:
        cleaned = clean(text)
        return [s.findall(cleaned) for s in searches], list(tagger.cut(cleaned))

    jieba.initialize()
    return tagged, searched


def limits(text: str) -> list[tuple[str, float]]:
    """What the machine does at most with the same text, doing next to nothing."""
    data = text.encode()
    block, there = bytearray(COPIED_BYTES), bytearray(COPIED_BYTES)

    def copy(_: str) -> None:
        memoryview(there)[:] = block

    copied = megabytes_a_second(copy, "x") * COPIED_BYTES  # as if one byte had been copied
    simplify = OpenCC("t2s")
    return [
        ("copy memory", copied),
        ("decode UTF-8", megabytes_a_second(lambda _: data.decode(), text)),
        ("OpenCC t2s", megabytes_a_second(lambda t: simplify.convert(t), text)),
        ("str.translate, 8 marks", megabytes_a_second(lambda t: t.translate(EIGHT_MARKS), text)),
    ]


def readings(parts: list[str], text: str) -> list[tuple[str, float]]:
    """The engine's own rows."""
    once = "\n".join(parts)

    def apart(_: str) -> None:
        for part in parts:
            read_text(source(part))

    def printed(whole: str) -> str:
        return json.dumps(as_json(read_text(source(whole))), ensure_ascii=False)

    return [
        ("cleaning with the way back, once", megabytes_a_second(lambda t: repair(source(t)), once, rounds=12)),
        ("whole reading, once", megabytes_a_second(lambda t: read_text(source(t)), once, rounds=12)),
        ("whole reading, document by document", megabytes_a_second(apart, once, rounds=12)),
        ("whole reading printed as JSON, once", megabytes_a_second(printed, once, rounds=12)),
        ("cleaning with the way back, repeated", megabytes_a_second(lambda t: repair(source(t)), text, rounds=3)),
        (
            "and listing every repair, repeated",
            megabytes_a_second(lambda t: len(repair(source(t)).repairs), text, rounds=2),
        ),
        ("whole reading, repeated", megabytes_a_second(lambda t: read_text(source(t)), text, rounds=2)),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=float, default=5.0)
    given = parser.parse_args()
    parts = [path.read_text(encoding="utf-8") for path in sorted(given.folder.glob("*.txt"))]
    once = "\n".join(parts)
    text = said_again(once, max(1, round(given.megabytes * 1e6 / len(once.encode()))))
    others = assembled()
    rows = readings(parts, text)
    if others is not None:
        some = once[:ASSEMBLED_CHARACTERS]
        rows.append(("assembled pipeline", megabytes_a_second(others[0], some, rounds=2)))
        rows.append(("assembled pipeline without tagging", megabytes_a_second(others[1], once)))
    rows += limits(text)
    speeds = dict(rows)
    against = ["assembled pipeline"] if others is not None else []
    against += ["OpenCC t2s", "str.translate, 8 marks"]
    print(f"{len(parts)} documents, {len(once.encode()) / 1e3:.0f} KB; repeated to {len(text.encode()) / 1e6:.2f} MB")
    print(f"the engine runs {'compiled' if is_compiled() else 'uncompiled'}, Python {sys.version.split()[0]}")
    print(f"{'':<40}{'MB/s':>10}" + "".join(f"{'× ' + name:>26}" for name in against))
    for name, speed in rows:
        print(f"{name:<40}{speed:>10.2f}" + "".join(f"{speed / speeds[other]:>26.4f}" for other in against))
    if others is None:
        print("ftfy or jieba is not installed: the assembled pipeline was not measured")


if __name__ == "__main__":
    main()
