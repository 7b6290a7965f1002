"""Labelled lines of an item: who answers in person, by when, what is wrong, how far it is. Rule R101."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from luoshi_reading.facts.clauses.pieces import Piece
from luoshi_reading.facts.deadlines.deadlines import Deadline, find_deadline
from luoshi_reading.facts.deadlines.goal_lists import Years
from luoshi_reading.facts.owners.duties import Duty
from luoshi_reading.facts.owners.duty_notes import DUE_LABEL, LABEL, NOBODY, Note
from luoshi_reading.facts.tables.table_rows import cell_deadline
from luoshi_reading.knowledge.rare_letters import standing
from luoshi_reading.structure import Clause, Sentence
from luoshi_reading.structure.numbering import ENUMERATOR, RANK

LABELS = {
    "due": DUE_LABEL,
    "person": r"(?:牵头|责任|包保|分管|联系|主管|挂点|包联|挂钩|督办|督导|主抓|[市县区州校局院厅旗镇])级?"
    r"(?:负责|责任|分管|牵头)?领导"
    r"|(?:直接|第一|主要|具体|牵头)?责任人|(?:主要|具体|分管)?负责人",
    "wrong": r"(?:存在的?)?(?:主要|突出|具体|反馈|整改)?问题(?:描述|表现|情况|概述|内容)?"
    r"|(?:反馈|督[察查]|巡[视察])(?:意见|问题)|(?:原因|成因)分析",
    "status": r"(?:(?:基本|区域|自然|资源|发展)(?:情况|概况|现状|条件)"
    r"|(?:目前|当前|最新)?(?:整改|工作|落实|完成|任务)?进展(?:情况)?|(?:整改|完成|落实)(?:情况|状态|结果)"
    r"|(?:活动|创建|宣传)主题)",
    "goal": r"(?:整改|工作|年度|任务|主要|预期|阶段|创建|时间[、和及])?目标(?:任务|要求)?",
    "measure": r"(?:整改|工作|主要|具体|推进|落实|重点)?(?:措施|举措)|(?:工作|主要|重点|年度|创建)?任务"
    r"|(?:工作|活动|主要|具体|建设)内容",
}
ANY_LABEL = "|".join((*LABELS.values(), LABEL))
NUMBERED = (
    r"[ \u3000]*+(?:(?:\d{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[）)、]|[（(]\d{1,2}[）)]|[①-⑳●■◆])[ \u3000]*+)?"
)
NAMED = "|".join(f"(?P<{kind}>{words})" for kind, words in LABELS.items())
# Between fields; said over and over they are looked behind once, not from each of them.
MARKS = "；;。，、 \t\u3000"
FIELD = re.compile(
    rf"(?:^{NUMBERED}|(?<=[；;。，、 \t\u3000）)]))(?:{NAMED})[：:∶]"
    rf"(?P<said>(?:[^\n{MARKS}]++|(?![{MARKS}]++(?:{ANY_LABEL})[：:∶])[{MARKS}]++)*)",
    re.M,
)
SIGN = re.compile("(?:限|求|间|节点|进度|日期|领导|人|题|意见|述|析|情况|展|态|果|目标|任务|措施|举措|主题)[：:∶]")
COLONS = "：:∶"
PARTING = frozenset("；;。，、 \t\u3000）)]")
LONGEST_LABEL = 16
# Lines that tell about an item and order nothing.
TOLD = frozenset(("due", "person", "status"))
# Behind these the measures follow: what was told of the item holds for them.
LEADS_ON = frozenset(("goal", "measure"))
DONE = re.compile(r"已(?:经|全部)?(?:完成|整改|办结|销号)")
BETWEEN = " \t\u3000\n。；;，"
LONGEST_DUE = 24
# Lines under 存在问题： on a line of its own, to the next label.
MOST_WRONG_LINES = 12


class ItemFields:
    """The labelled lines of a document, and which commitments they hold for."""

    def __init__(self, text: str, notes: Sequence[Note]) -> None:
        self.text = text
        colons = standing(text, COLONS)
        told = any(SIGN.search(text, max(0, at - 2), at + 1) for at in colons)
        fields = [field for field in labelled_fields(text, colons) if self._counts(field)] if told else []
        self.leads_on = {text.rfind("\n", 0, f.start("said")) + 1 for f in fields if _kind(f) in LEADS_ON}
        self.labels = {field.start("said") for field in fields if _kind(field) in LEADS_ON}
        self.notes = list(self._joined([field for field in fields if _kind(field) in TOLD], notes))
        self.ending = {note.end: note for note in self.notes}
        self.asides = sorted(self._asides(fields))

    def _counts(self, field: re.Match[str]) -> bool:
        """Within a line only whom and by when count as labels."""
        first = self.text.rfind("\n", 0, field.start("said")) + 1
        return field.start() == first or field["due"] is not None or field["person"] is not None

    def is_noted(self, sentence: Sentence) -> bool:
        """Whether a line without a full stop ends with a bracket that tells whose it is: it is an item, no heading."""
        note = self.ending.get(sentence.end)
        return note is not None and note.start > sentence.start and self.text[note.start] in "（(【["

    def is_aside(self, position: int) -> bool:
        """Whether a sentence that starts there tells about an item and orders nothing."""
        index = bisect_right(self.asides, (position, len(self.text))) - 1
        return index >= 0 and position < self.asides[index][1]

    def without_label(self, piece: Piece) -> Piece:
        """Leave 整改目标： out of the quote it leads."""
        if not self.labels or len(piece.clauses) == 1 or piece.clauses[0].mark not in ("：", ":"):
            return piece
        after = piece.clauses[1].start
        if after not in self.labels:
            return piece
        return replace(piece, start=after, clauses=piece.clauses[1:], roles=piece.roles[1:])

    def without_note(self, piece: Piece) -> Piece:
        """Leave a bracket that tells whose it is out of the quote it ends."""
        note = self.ending.get(piece.end)
        if note is None or note.start <= piece.clauses[0].start or self.text[note.start] not in "（(【[":
            return piece
        kept = [clause for clause in piece.clauses if clause.start < note.start]
        kept[-1] = Clause(kept[-1].start, note.start, kept[-1].mark)
        return replace(piece, end=note.start, clauses=tuple(kept), roles=piece.roles[: len(kept)])

    def _joined(self, fields: Sequence[re.Match[str]], notes: Sequence[Note]) -> Iterator[Note]:
        """Join the notes and labelled lines that stand one below the other, and tell what they lead on to."""
        lines = [
            Note(f.start(), f.end(), NOBODY, self._begins(f), _due(f["said"]) if f["due"] is not None else "")
            for f in fields
        ]
        joined: list[Note] = []
        for note in sorted((*lines, *notes), key=lambda one: (one.start, -one.end)):
            before = joined[-1] if joined else None
            if before is None or self.text[before.end : note.start].strip(BETWEEN):
                joined.append(note)
            elif note.end > before.end:
                duty = _both(before.duty, note.duty)
                joined[-1] = replace(before, end=note.end, duty=duty, due=before.due or note.due)
        for index, note in enumerate(joined):
            following = joined[index + 1].start if index + 1 < len(joined) else len(self.text)
            yield replace(note, until=self._until(note, following)) if note.own_line else note

    def _begins(self, field: re.Match[str]) -> bool:
        return self.text.rfind("\n", 0, field.start("said")) + 1 == field.start()

    def _until(self, note: Note, following: int) -> int:
        """Where the measures end that the lines lead on to; 0 where they stand below what they tell about."""
        text = self.text
        below = text.find("\n", note.end) + 1
        while 0 < below < len(text) and text[below] in BETWEEN:
            below += 1
        if not 0 < below < following:
            return 0
        number = ENUMERATOR.match(text, text.rfind("\n", 0, max(0, note.start - 1)) + 1)
        rank = RANK[number.lastgroup] if number and number.lastgroup else -1
        next_number = ENUMERATOR.match(text, below)
        is_lower = next_number is not None and next_number.lastgroup is not None and RANK[next_number.lastgroup] > rank
        if text.rfind("\n", 0, below) + 1 not in self.leads_on and not (number and is_lower):
            return 0
        at = below
        while (at := text.find("\n", at, following)) >= 0:
            at += 1
            found = ENUMERATOR.match(text, at)
            field = FIELD.match(text, at)
            if (found and found.lastgroup and RANK[found.lastgroup] <= rank) or (field and field["wrong"] is not None):
                return at
        return following

    def _asides(self, fields: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
        """Where nothing is ordered: whom and by when, how far it is, and what is wrong, up to the next label."""
        for index, field in enumerate(fields):
            if _kind(field) in TOLD or (field["wrong"] is not None and field["said"].strip(" \u3000")):
                yield field.start(), field.end()
            elif field["wrong"] is not None and index + 1 < len(fields):
                until = fields[index + 1].start()
                if self.text.count("\n", field.end(), until) <= MOST_WRONG_LINES:
                    yield field.start(), until


def labelled_fields(text: str, colons: Sequence[int]) -> Iterator[re.Match[str]]:
    """What ``FIELD.finditer`` gives, tried only at the beginning of a line and behind marks close before a colon."""
    done = line = before = 0
    tried = -1
    for at in colons:
        line = text.rfind("\n", before, at) + 1 or line
        near = range(max(done, before, line + 1, at - LONGEST_LABEL), at)
        before = at
        if at < done:
            continue
        places = [place for place in near if text[place - 1] in PARTING]
        if line != tried and line >= done:
            places.insert(0, line)
            tried = line
        if field := next(filter(None, (FIELD.match(text, place) for place in places)), None):
            done = field.end()
            yield field


def _kind(field: re.Match[str]) -> str:
    return next(kind for kind in LABELS if field[kind] is not None)


def _both(before: Duty, after: Duty) -> Duty:
    """Where somebody leads, who is named below supports."""
    if after is NOBODY:
        return before
    if not before.lead:
        return Duty(after.lead, (*before.supporting, *after.supporting))
    return Duty(before.lead, tuple(dict.fromkeys((*before.supporting, *after.lead, *after.supporting))))


def _due(said: str) -> str:
    """The words of 完成时限：, "" where it is done already."""
    said = said.strip(" \u3000。；;")
    return "" if DONE.match(said) else said


def due_deadline(said: str, years: Years) -> Deadline:
    """Read what stands behind 完成时限：; words without a day (立行立改) stay words."""
    found = cell_deadline(said, years[0]) or find_deadline(said, *years)
    return Deadline(found.value if found else None, said[:LONGEST_DUE], 0, 0, found.basis if found else "as written")
