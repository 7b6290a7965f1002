"""Planted reuse: invented orders of a higher level, taken up below word for word, adapted, or not at all."""

from __future__ import annotations

import random
from dataclasses import dataclass

from luoshi_archive.lineage import Passage
from tests.archive.invented import texts

_SWAPS = (
    ("全市", "全县"),
    ("全省", "全市"),
    ("市级", "县级"),
    ("各县区", "各乡镇"),
    ("建立", "健全"),
    ("推进", "实施"),
    ("加快", "着力"),
    ("完成", "力争完成"),
    ("牵头", "负责"),
    ("市", "县"),
)
_HEADS = ("要", "我县要", "会议要求，", "各乡镇要", "进一步")
_TAILS = ("，确保取得实效", "，并于年底前报县政府", "，力争走在全市前列", "，形成长效机制", "")


@dataclass(frozen=True)
class Planted:
    """Passages, and the pairs (source, target) that were planted, by kind."""

    passages: list[Passage]
    repeated: set[tuple[str, str]]
    adapted: set[tuple[str, str]]


def sentences(count: int, seed: int) -> list[str]:
    """Invent different sentences: one or two stock clauses, which many of them share, among words of their own."""
    chance = random.Random(seed)
    whole = "，".join(texts(60, seed=seed)).replace("。", "，").replace("\n", "，").replace("；", "，")
    clauses = sorted({clause for clause in whole.split("，") if 6 <= len(clause) <= 24})
    words = sorted({clause[at : at + 2] for clause in clauses for at in range(0, len(clause) - 1, 2)})
    made = []
    for number in range(count):
        parts = chance.sample(clauses, 2 if chance.random() < 0.3 else 1)
        while sum(map(len, parts)) < 28 + number % 50:
            parts.append("".join(chance.choices(words, k=5)))
        chance.shuffle(parts)
        made.append("，".join(parts))
    return made


def plant(count: int, *, seed: int = 3, share: float = 0.3) -> Planted:
    """Make ``count`` passages, ``share`` of which take up another: half word for word, half adapted."""
    chance = random.Random(seed)
    taken_up = int(count * share)
    originals = sentences(count - taken_up, seed)
    passages = [
        Passage(f"o{n:06}", f"od{n // 10}", f"20{10 + n % 9}-0{1 + n % 9}-1{n % 9}", 1 + n % 2, text)
        for n, text in enumerate(originals)
    ]
    repeated, adapted = set(), set()
    for number in range(taken_up):
        source = chance.choice(passages[: len(originals)])
        is_adapted = number % 2 == 1
        text = adapt(source.text, chance) if is_adapted else source.text + chance.choice(("。", "；", ""))
        target = Passage(f"t{number:06}", f"td{number // 10}", f"202{number % 6}-05-20", 3 + number % 2, text)
        passages.append(target)
        (adapted if is_adapted else repeated).add((source.id, target.id))
    chance.shuffle(passages)
    return Planted(passages, repeated, adapted)


def adapt(text: str, chance: random.Random) -> str:
    """Adapt an order as a lower level does: swap units and verbs, leave out a stretch, put words around it."""
    for old, new in _SWAPS:
        if chance.random() < 0.5:
            text = text.replace(old, new)
    cut = max(len(text) // 8, 1)
    at = chance.randrange(0, max(len(text) - cut, 1))
    text = text[:at] + text[at + cut :]
    if chance.random() < 0.5:
        at = chance.randrange(0, len(text))
        text = text[:at] + chance.choice(("重点", "全面", "年底前", "统筹")) + text[at:]
    return chance.choice(_HEADS) + text + chance.choice(_TAILS)


def measured(planted: Planted, links: set[tuple[str, str]]) -> dict[str, float]:
    """Measure what was found: recall by kind, and the share of links that were planted.

    A target linked to another taking-up of the same source counts as right: that too is where it stands.
    """
    source_of = {target: source for source, target in planted.repeated | planted.adapted}
    right = sum(source_of.get(target) in (source, source_of.get(source, "-")) for source, target in links)
    found_targets = {t for s, t in links if source_of.get(t) in (s, source_of.get(s, "-"))}

    def recall(pairs: set[tuple[str, str]]) -> float:
        return sum(target in found_targets for _, target in pairs) / len(pairs)

    return {
        "precision": right / len(links) if links else 1.0,
        "recall_repeated": recall(planted.repeated),
        "recall_adapted": recall(planted.adapted),
    }
