"""Count which characters follow which in official prose, for choosing among readings of damaged bytes.

    python bench/train_repair_bigrams.py FOLDER…

Reads every ``source.txt`` under the folders and writes ``repair_bigrams.tsv`` into the engine's knowledge. Any digit
counts as 0, a line's end as ¶. Pairs that occur once are left out: they help little and would carry
the wording of single sentences.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections import Counter
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/luoshi_reading/knowledge/repair_bigrams.tsv"
LEAST = 2
RUNS = re.compile("[一-鿿“”，。；：、（）《》〔〕0¶]+")


def main(folders: list[str]) -> None:
    """Count and write."""
    pairs: Counter[str] = Counter()
    for folder in folders:
        for path in sorted(Path(folder).rglob("source.txt")):
            text = re.sub(r"[0-9]", "0", re.sub(r"\s*\n\s*", "¶", path.read_text(encoding="utf-8")))
            for run in RUNS.findall(text):
                pairs.update(a + b for a, b in itertools.pairwise(run))
    kept = sorted((p, n) for p, n in pairs.items() if n >= LEAST)
    head = "# Pairs of characters and their counts in official prose; written by bench/train_repair_bigrams.py.\n"
    OUT.write_text(head + "".join(f"{p}\t{n}\n" for p, n in kept), encoding="utf-8")
    print(f"{len(kept)} pairs of {sum(pairs.values())} seen -> {OUT.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
