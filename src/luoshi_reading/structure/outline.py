"""The outline: headings of every numbering style, their nesting, and which heading a place stands under (R5-R7)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi_reading.model import Heading
from luoshi_reading.structure.clauses import Sentence
from luoshi_reading.structure.numbering import RANK, style_of

# The longest run-in or standing heading seen in official documents is well under this many characters (R6).
LONGEST_HEADING = 60
# 第一阶段：动员部署。 is a stage; 第一步：更换渔港护栏80处。 is what is done in it.
LONGEST_STAGE = 10
SPOKEN = frozenset({"is", "must", "ordinal", "sequence", "dash"})


@dataclass(slots=True)
class Outline:
    """Headings in reading order, and for every heading the ones above it."""

    headings: list[Heading] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    paths: list[tuple[int, ...]] = field(default_factory=list)
    standing: set[int] = field(default_factory=set)
    run_in: set[int] = field(default_factory=set)
    items: set[int] = field(default_factory=set)
    _chains: dict[int, tuple[Heading, ...]] = field(default_factory=dict)

    def enter(self, headings: Sequence[tuple[Heading, Heading | None]]) -> None:
        """Put in headings without numbers, in reading order, each with the one of them that it stands under."""
        found = sorted(
            [(heading.start, heading, index) for index, heading in enumerate(self.headings)]
            + [(heading.start, heading, -1) for heading, _ in headings],
            key=lambda entry: entry[0],
        )
        now_at = {old: now for now, (_, _, old) in enumerate(found) if old >= 0}
        new_at = {start: now for now, (start, _, old) in enumerate(found) if old < 0}
        over = {heading.start: new_at[above.start] for heading, above in headings if above is not None}
        paths: list[tuple[int, ...]] = []
        numbered: tuple[int, ...] = ()
        for now, (start, _, old) in enumerate(found):
            if old >= 0:
                numbered = tuple(now_at[i] for i in self.paths[old])
                paths.append(numbered)
            else:
                above = over.get(start)
                # The heading above it counts only where no numbered one came between.
                between = above is not None and (not numbered or numbered[-1] < above)
                paths.append((*numbered, *((above,) if above is not None and between else ()), now))
        self.headings = [heading for _, heading, _ in found]
        self.starts = [start for start, _, _ in found]
        self.paths = paths
        self.standing.update(heading.start for heading, _ in headings)
        self._chains.clear()

    def path(self, position: int) -> tuple[Heading, ...]:
        """Return the headings a place stands under, highest first; the heading that begins there is not among them."""
        index = bisect_right(self.starts, position) - 1
        if index < 0:
            return ()
        chain = self._chains.get(index)
        if chain is None:
            above = [self.headings[i] for i in self.paths[index]]
            chain = self._chains[index] = tuple(heading for heading in above if heading.heading)
        if chain and chain[-1].end <= position:  # most places stand after the last heading's end
            return chain
        return tuple(heading for heading in chain if not heading.start <= position < heading.end)


def read_outline(text: str, sentences: Sequence[Sentence]) -> Outline:
    """Find the headings; a number that begins a paragraph without a heading of its own still closes the last one."""
    outline = Outline()
    stack: list[tuple[str, int]] = []
    alone = _Alone(outline)
    last_line = -1
    within = 0
    for sentence in sentences:
        style = style_of(sentence.enumerator) if sentence.enumerator else None
        first_of_line = sentence.line != last_line
        last_line = sentence.line
        if style is None or (style == "dash" and not outline.headings and OCCASION.match(text, sentence.start)):
            alone.follows(first_of_line=first_of_line)
            if first_of_line and within and text[sentence.start] not in OF_NOTES:
                _close_within(outline, stack, within, sentence.start)
                within = 0
            continue
        if not first_of_line and style not in SPOKEN:
            alone.follows(first_of_line=False)
            continue
        _place(outline, stack, style, sentence, text, first_of_line)
        alone.enter(first_of_line=first_of_line)
        # A list of 一是 within a paragraph stands no longer than the paragraph.
        within = 0 if first_of_line else within or len(stack)
    alone.follows(first_of_line=True)
    if sentences and sentences[-1].start in outline.standing:
        _tell_cut_off(outline, text, sentences[-1])
    if len(outline.standing) >= FEWEST_ITEMS:
        _tell_items(outline, text)
    return outline


# A note of duty below the paragraph belongs to its points.
OF_NOTES = frozenset("（(【[责牵完配")


def _close_within(outline: Outline, stack: list[tuple[str, int]], depth: int, start: int) -> None:
    """End the list that began within the last paragraph where the next one, without a number, begins."""
    del stack[depth - 1 :]
    outline.headings.append(Heading(depth, "", start, start))
    outline.starts.append(start)
    outline.paths.append(tuple(i for _, i in stack))


class _Alone:
    """Tells numbered sentences that fill their lines, items one below the other, from heads over something (R6)."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._last = self._item = -1  # the head that the last sentence was; the last item

    def enter(self, *, first_of_line: bool) -> None:
        """Take in that a numbered sentence was put into the outline behind the last sentence."""
        path = self._outline.paths[-1]
        if self._last >= 0 and first_of_line and self._last not in path:
            self._is_item()
        index = path[-1]
        self._last = index if self._outline.headings[index].start in self._outline.run_in else -1

    def follows(self, *, first_of_line: bool) -> None:
        """Take in that a sentence without a number, or none, stands behind the last one."""
        if self._last >= 0 and first_of_line and self._item >= 0 and self._is_beside():
            head = self._outline.headings[self._last]
            self._is_item()
            # The last item of a list is no heading of the paragraph below it.
            self._outline.headings[self._item] = Heading(head.level, "", head.start, head.end)
        self._last = -1

    def _is_beside(self) -> bool:
        """Whether the item before is the last head's neighbour, at its level."""
        levels = [self._outline.headings[index].level for index in (self._item, self._last)]
        return self._item == self._last - 1 and levels[0] == levels[1]

    def _is_item(self) -> None:
        self._outline.run_in.discard(self._outline.headings[self._last].start)
        self._item = self._last


# ——2026年1月12日在市人大会议上, under the title of a speech.
OCCASION = re.compile(
    r"(?:20\d\d|[一二三四五六七八九〇○零]{4})年[^\n]{2,14}(?:在|于)[^\n]{4,60}$|在[^\n。]{4,60}上(?:的[^\n]{2,8})?$",
    re.M,
)
# What steps stand below: a stage, or what is done in so many of them.
HAS_STEPS = re.compile(r"阶段[（(。：:]|阶段$|分[两二三四五六\d]个?(?:步|阶段|步骤)")
# Numbered lines one below the other, and the share of them that count something, from which they are no headings.
FEWEST_ITEMS, LEAST_ITEMS = 2, 3
LEAST_COUNTED = 0.5
COUNTS = re.compile(r"\d[\d.,]*[万亿千余多]*(?![年月日号届次版季])[一-鿿%％]")
ANNEX = re.compile(r"附[ \u3000]*[件表]")
# Between two lines of a list: marks, blanks, and the number.
BETWEEN = re.compile(r"[；;，,、]?\s{1,12}[^\s。]{1,6}[ \u3000\t]{0,4}")
ANNEX_BEFORE = 12  # characters


def _tell_items(outline: Outline, text: str) -> None:
    """Take lists of works (1.新建幼儿园8所) for what they are: headings with nothing below them are none (R6)."""
    run: list[int] = []
    for index, heading in enumerate([*outline.headings, Heading(0, "", len(text) + 1, 0)]):
        beside = bool(run) and (
            heading.start in outline.standing
            and heading.level == outline.headings[run[-1]].level
            and BETWEEN.fullmatch(text, outline.headings[run[-1]].end, heading.start) is not None
        )
        if beside:
            run.append(index)
            continue
        _settle(outline, text, run)
        run = [index] if heading.start in outline.standing else []


def _tell_cut_off(outline: Outline, text: str, last: Sentence) -> None:
    """Take a numbered line that a text stops in for no heading: it has clauses, and none beside it is one (R107)."""
    if len(last.clauses) == 1 or text[last.end :].strip():
        return
    heading = outline.headings[-1]
    if any(one.level == heading.level and one.start in outline.standing for one in outline.headings[:-1]):
        return
    outline.headings[-1] = Heading(heading.level, "", heading.start, heading.end)
    outline.standing.discard(last.start)


def _settle(outline: Outline, text: str, run: list[int]) -> None:
    if len(run) < FEWEST_ITEMS:
        return
    found = [outline.headings[index] for index in run]
    # 1、到2027年，建成渔港3座 with one more such line: clauses and counts are more than names.
    if len(run) < LEAST_ITEMS and not all("，" in one.heading and COUNTS.search(one.heading) for one in found):
        return
    counted = sum(COUNTS.search(heading.heading) is not None for heading in found)
    if counted < LEAST_COUNTED * len(run) or ANNEX.search(text, max(0, found[0].start - ANNEX_BEFORE), found[0].start):
        return
    for index, heading in zip(run, found, strict=True):
        outline.headings[index] = Heading(heading.level, "", heading.start, heading.end)
        outline.standing.discard(heading.start)
        outline.items.add(heading.start)


def _place(
    outline: Outline, stack: list[tuple[str, int]], style: str, sentence: Sentence, text: str, first_of_line: bool
) -> None:
    """Put one numbered sentence into the outline: pop to its own style, or to the styles above it."""
    known = [name for name, _ in stack]
    if style in known:
        del stack[known.index(style) :]
    else:
        while stack and RANK[stack[-1][0]] > RANK[style]:
            # （三）检查验收阶段（11月）with 第一步： below it, and 分两步进行.
            if style == "stage" and HAS_STEPS.search(outline.headings[stack[-1][1]].heading):
                break
            stack.pop()
    start, end = sentence.start, sentence.end
    if style in SPOKEN and len(sentence.clauses) > 1:
        end = sentence.clauses[0].end
    titled = end - start <= LONGEST_HEADING
    index = len(outline.headings)
    stack.append((style, index))
    outline.headings.append(Heading(len(stack), text[start:end] if titled else "", start, end))
    outline.starts.append(start)
    outline.paths.append(tuple(i for _, i in stack))
    if titled and first_of_line:
        if sentence.ender == "\n" or (
            style == "stage"
            and sentence.enumerator[-1] in "：:"
            and len(sentence.clauses) == 1
            and (sentence.ender != "。" or end - start <= LONGEST_STAGE or text.endswith(("）", ")"), start, end))
        ):
            outline.standing.add(start)
        elif style not in SPOKEN and not text[start].isdecimal():  # 50个小区新增充电设施 counts its work
            outline.run_in.add(start)
