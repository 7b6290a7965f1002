"""Brings the facts of one document together, each with its place in the repaired text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi_reading.facts.clauses.levels import instrument_of
from luoshi_reading.facts.clauses.pieces import Piece, within_cell
from luoshi_reading.facts.commitments.commitments import find_pieces
from luoshi_reading.facts.commitments.decided import hands_on_decided
from luoshi_reading.facts.commitments.inheritance import Inherited
from luoshi_reading.facts.commitments.inherited_deadlines import InheritedDeadlines, told_from
from luoshi_reading.facts.commitments.years_spoken_in import years_of
from luoshi_reading.facts.deadlines.dated_headings import headed_deadline, labelled_deadline, says_only_when
from luoshi_reading.facts.deadlines.deadlines import Deadline
from luoshi_reading.facts.deadlines.goal_lists import Years
from luoshi_reading.facts.deadlines.yearly_tasks import due_in_year, rows_in_year, yearly_tasks
from luoshi_reading.facts.formulations.formulations import find_formulations, sentence_around
from luoshi_reading.facts.heads.dates import find_event_date
from luoshi_reading.facts.heads.kinds import find_kind
from luoshi_reading.facts.heads.publishers import find_publisher
from luoshi_reading.facts.heads.titles import find_title
from luoshi_reading.facts.jurisdiction.places import Place, find_place
from luoshi_reading.facts.lines.beside_the_text import is_beside_the_text
from luoshi_reading.facts.lines.looking_back import lines_describing, lines_looking_back, sums_up
from luoshi_reading.facts.lines.measures_below import problems
from luoshi_reading.facts.lines.periods_past import without_past_periods
from luoshi_reading.facts.lines.results_told import lines_of_results, tells_only
from luoshi_reading.facts.lines.unmarked_lines import tell_unmarked
from luoshi_reading.facts.meetings.meetings import find_meeting
from luoshi_reading.facts.owners.abbreviations import defined_names, full_names
from luoshi_reading.facts.owners.duties import IN_HOUSE, Duty, clause_duty, unit_names
from luoshi_reading.facts.owners.duty_notes import find_notes, noted_heads, within
from luoshi_reading.facts.owners.leading_headings import headed_duty, joined
from luoshi_reading.facts.owners.note_covers import covering
from luoshi_reading.facts.owners.own_first_words import opens, outranks_note
from luoshi_reading.facts.people.people import find_people
from luoshi_reading.facts.people.rosters import in_rows
from luoshi_reading.facts.remembered import remembered
from luoshi_reading.facts.speech.charged_behind import brought_by
from luoshi_reading.facts.speech.spoken_course import told_in_speech
from luoshi_reading.facts.style import Style
from luoshi_reading.facts.tables.item_fields import ItemFields, due_deadline
from luoshi_reading.facts.tables.table_rows import covered_by, read_tables
from luoshi_reading.facts.targets.indicators_before import Named
from luoshi_reading.facts.targets.targets import find_targets, target_finding
from luoshi_reading.model import Finding, Heading, RepairedText
from luoshi_reading.repair.characters.script import convert
from luoshi_reading.structure import Outline, Sentence, find_speeches, read_outline, split_sentences, unquoted
from luoshi_reading.structure.document_number import find_document_number
from luoshi_reading.structure.table_search import outside_tables

REPORTED_KINDS = frozenset({"news", "minutes", "communique"})
# Reports in which people speak for themselves; in minutes quotation marks name things.
SPEECH_KINDS = frozenset({"news", "communique"})
# What is spoken or minuted has a day of its own; its page comes later (R54).
NEVER_BY_PAGE = frozenset({"minutes", "communique", "work_report", "speech"})
# Kinds whose sentences list orders clause by clause; papers give one order a sentence (R15).
LISTING_KINDS = frozenset({"news", "minutes", "communique", "work_report", "speech"})
# The share of a quote that characters may make up which the source no longer shows.
RESTORED_SHARE = 0.05


# 本报记者 汤敏, on a line of the page
# 常务会议纪要范文精选, 政府工作报告（通用5篇）: what a collection of papers is called tells the kind of its papers.
SAMPLE = re.compile(
    r"(?P<name>[^，。；：]{2,40}?)(?:范文|模板)?(?:精选|大全|集锦|合集|汇编|[（(][一-鿿]{0,2}\d{1,2}篇[）)])"
)
CREDITS = re.compile(r"(?:^|[□■/ \u3000]|本报|本网|融媒体?(?:中心)?)(?:全媒体|见习|实习)?(?:记者|通讯员)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found. Fields and ``findings`` are as the output contract names them."""

    kind: str | None
    title: str | None
    date: str | None
    date_partial: str | None
    place: str | None
    place_code: str | None
    document_number: str | None
    publisher: str | None
    outline: tuple[Heading, ...]
    meeting: dict[str, Any] | None
    findings: tuple[Finding, ...]


def find_facts(repaired: RepairedText) -> Facts:
    """Find every fact of a repaired text; ``repaired.noise`` serves as metadata (publication day, publisher, title)."""
    text = repaired.text
    metadata = tuple(noise.text for noise in repaired.noise)
    if repaired.script != "simplified":
        metadata = tuple(map(convert, metadata))
    title, title_start, title_end = find_title(text, metadata)
    credited = any(CREDITS.search(noise.text) for noise in repaired.noise if noise.kind == "editor_credit")
    samples = map(SAMPLE.match, (noise.text for noise in repaired.noise))
    sample = None if title else next(filter(None, samples), None)
    kind = find_kind(text, sample["name"] if sample else title, credited=credited)
    reported = kind in REPORTED_KINDS
    number = find_document_number(text, metadata)
    given_out = kind not in NEVER_BY_PAGE
    # Other pages have days of their own.
    page = [stretch for stretch, noise in zip(metadata, repaired.noise, strict=True) if noise.kind != "link_list"]
    day = find_event_date(
        outside_tables(text), page, paper=not reported, given_out=given_out, title=title, number=number
    )
    tables = read_tables(text, day.year)
    sentences = split_sentences(unquoted(text, find_speeches(text)) if kind in SPEECH_KINDS else text)
    if tables.covered:
        sentences = [s for s in sentences if not covered_by(tables.covered, s.start)]
    outline = read_outline(text, sentences)
    people = find_people(text, in_rows(text, tables.findings))
    meeting = find_meeting(text, kind, day, people)
    publisher = find_publisher(text, title, metadata)
    roles = " ".join(
        role for person in people if meeting and person.name in meeting["hosts"] for role in person.roles[:1]
    )
    place = find_place(text, title, publisher, metadata, roles) if text.strip() else Place(None, None)
    style = Style(reported, kind in LISTING_KINDS, kind == "minutes", kind == "speech")
    told = set() if style.reported or style.spoken else lines_of_results(text, sentences, outline)
    if kind == "plan" and title is None and tells_only(sentences, told):
        kind = "work_report"  # a part of one that looks back (R67)
    years = years_of(day, title, told_of=style.reported or style.spoken or style.resolved)
    orders = _in_order(
        _commitment_findings(text, sentences, outline, style, years, (title_start, title_end), told, day.month),
        _placed(rows_in_year(tables.findings, text, years), outline),
    )
    _name_in_full(text, orders)
    findings = [
        *(Finding("person", text[p.start : p.end], p.start, p.end, {"name": p.name, "roles": p.roles}) for p in people),
        *_formulation_findings(repaired),
        *orders,
    ]
    return Facts(
        kind=kind if text.strip() else None,
        title=title,
        date=day.date,
        date_partial=day.partial,
        place=place.name,
        place_code=place.code,
        document_number=number,
        publisher=publisher,
        outline=tuple(heading for heading in outline.headings if heading.heading),
        meeting=meeting,
        findings=tuple(findings),
    )


def _name_in_full(text: str, orders: list[Finding]) -> None:
    """Give each order the full names of its abbreviated units, where this document has them (R47)."""
    orders = [order for order in orders if order.kind == "commitment"]
    written = [(order, [*order.fields["lead"], *order.fields["supporting"]]) for order in orders]
    full = full_names((unit for _, units in written for unit in units), defined_names(text))
    if not full:
        return
    for order, units in written:
        if named := {unit: full[unit] for unit in units if unit in full}:
            order.fields["full_names"] = named


def _placed(rows: tuple[Finding, ...], outline: Outline) -> tuple[Finding, ...]:
    """Put the headings over a table before those within it."""
    for row in rows:
        if row.kind == "commitment":
            over = [heading.heading for heading in outline.path(row.start)]
            row.fields["headings"] = list(dict.fromkeys((*over, *row.fields["headings"])))
            row.fields["under"] = row.fields["under"] or (over[-1] if over else None)
    return rows


def _in_order(prose: Iterator[Finding], rows: tuple[Finding, ...]) -> list[Finding]:
    """Bring what prose and tables gave into the order of the document."""
    found = list(prose)
    return sorted([*found, *rows], key=lambda finding: finding.start) if rows else found


def _formulation_findings(repaired: RepairedText) -> Iterator[Finding]:
    text = repaired.text
    ends = [restored.end for restored in repaired.restored]
    for item in find_formulations(text):
        start, end = sentence_around(text, item.start, item.end)
        if ends and _mostly_restored(repaired, ends, start, end):
            # A reader who checks a restored sentence against the source needs what stands around it (R34).
            start, end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
            end = len(text) if end < 0 else end
        fields = {"text": item.text, "count": item.count, "members": item.members, "reference": item.is_reference}
        yield Finding("formulation", text[start:end], start, end, fields)


def _mostly_restored(repaired: RepairedText, ends: list[int], start: int, end: int) -> bool:
    span = repaired.source_span(start, end)
    first = bisect_right(ends, span.start)
    damaged = 0
    for index in range(first, len(repaired.restored)):
        restored = repaired.restored[index]
        if restored.start >= span.end:
            break
        damaged += min(span.end, restored.end) - max(span.start, restored.start)
    return damaged > RESTORED_SHARE * (span.end - span.start)


# A unit's name over a date: who signed.
SIGNED = re.compile(
    r"[一-鿿（）()、 \u3000]{4,40}(?:委员会|政府|办公室|办公厅|小组|指挥部|[厅局部院会委])[ \u3000]*\n[ \u3000]*"
    r"[二\d][\d〇○零一二三四五六七八九]{3}年[\d一二三四五六七八九十]{1,3}月"
)
# 2026年民生实事清单, over the list.
LIST_HEAD = re.compile(r"20\d\d年[^，。：\d]{2,30}(?:事项|清单|一览表?|任务|实事|项目表?|目标|要点)")
# A line that repeats the name of a paper is the annex's title.
PAPERS = re.compile(r"《([^《》\n]{6,80})》")
# 围绕…，重点培养…，着力打造…，实施如下项目：, a line of more clauses, orders by itself.
LEAD_CLAUSES = 2


def _skipped(text: str, sentences: Sequence[Sentence], outline: Outline, title: tuple[int, int]) -> set[int]:
    """Where sentences start that cannot order anything: titles, standing headings, salutations, signatures."""
    skip = set(outline.standing)
    papers = set(PAPERS.findall(text)) if "《" in text else set()
    first_full_line = next((s.line for s in sentences if s.ender != "\n"), 0)
    for sentence in sentences:
        if (
            sentence.start < title[1]
            or is_beside_the_text(text, sentence)
            or (
                sentence.ender == "\n" and len(sentence.clauses) == 1 and SIGNED.match(text, sentence.start) is not None
            )
            or (
                sentence.ender == "\n"
                and sentence.start not in outline.items
                and (
                    (sentence.line < first_full_line and not hands_on_decided(text, sentence))
                    or LIST_HEAD.fullmatch(text, sentence.start, sentence.end) is not None
                    or text[sentence.start : sentence.end] in papers
                    or (text[sentence.end : sentence.end + 1] in ("：", ":") and len(sentence.clauses) <= LEAD_CLAUSES)
                )
            )
        ):
            skip.add(sentence.start)
    return skip


def _commitment_findings(
    text: str,
    sentences: Sequence[Sentence],
    outline: Outline,
    style: Style,
    years: Years,
    title: tuple[int, int],
    results: set[int],
    month: int | None,
) -> Iterator[Finding]:
    fields = ItemFields(text, find_notes(text))
    duties = within(sentences, fields.notes) | {
        s.start for s in sentences if fields.asides and fields.is_aside(s.start)
    }
    closed = False
    if not style.reported and not style.spoken:
        sentences, closed = tell_unmarked(text, sentences, outline, title, duties)
    sentences, past_only = without_past_periods(text, sentences, month, years[0])
    skip = _skipped(text, sentences, outline, title) | duties | past_only
    if fields.ending:
        skip -= {s.start for s in sentences if s.start in outline.standing and fields.is_noted(s)}
    if style.listing and not style.reported:
        skip |= told_in_speech(text, sentences)
    if wrong := problems(text):
        skip |= {s.start for s in sentences if s.line in wrong}
    summing = not style.reported and sums_up(text[title[0] : title[1]])
    past = lines_looking_back(
        text, sentences, outline, summing=summing, headed=not style.resolved, telling=style.listing
    )
    past |= lines_describing(sentences, outline) | results
    pieces = list(
        find_pieces(
            text,
            sentences,
            style,
            heads=outline.run_in,
            skip=skip,
            past=past,
            ordering=closed or len(duties) > 1,
            noted=noted_heads(text, outline.run_in, fields.notes) if len(fields.notes) > 1 else frozenset(),
        )
    )
    if "\t" in text:
        pieces = [piece for piece in (within_cell(text, one) for one in pieces) if piece]
    if fields.notes or fields.labels:
        pieces = [fields.without_note(fields.without_label(piece)) for piece in pieces]
    covered = covering(text, pieces, fields.notes, outline.starts)
    inherited = Inherited(text, sentences)
    dates, tasks = InheritedDeadlines(text, years), yearly_tasks(text, years, plans=not style.listing)
    path: tuple[Heading, ...] = ()
    headed: Duty | None = None
    dated: Deadline | None = None
    named = Named()
    for piece, cover in zip(pieces, covered, strict=True):
        if inherited.sentence != piece.sentence.start:
            named = Named()
        inherited.enter(piece.sentence)
        dates.enter(piece.sentence)
        owner = brought_by(text, piece) or inherited.owner(piece)
        deadline, clause_deadlines = dates.of(piece)
        if piece.announces or (deadline and says_only_when(text[piece.start : piece.end], deadline, years)):
            continue
        told = due_deadline(cover.due, years) if cover.due else None
        if told and told.value and deadline and _is_of_the_item(deadline, told.value):
            deadline = None
        if (above := outline.path(piece.start)) is not path:  # most stand where the one before did
            path, headed, dated = above, headed_duty(above), headed_deadline(text, above, years)
        named_by = labelled_deadline(text, piece.sentence, piece.start, years) or dated
        if named_by is None and tasks and piece.is_actionable:
            named_by = due_in_year(tasks, piece.start, path)
        due_by = Due(deadline or told or named_by, told_from(text, piece, deadline, told))
        yield _commitment(text, piece, joined(cover.duty, headed), owner, due_by, path)
        for target in find_targets(text, clause_deadlines, named, piece.signs):
            own = target.deadline
            yield target_finding(text, target, own or told or named_by, told_from(text, piece, own, told))


def _is_of_the_item(deadline: Deadline, due: str) -> bool:
    """Whether 年内, or another word for the year spoken in, stands in an item that is due in another year (R101)."""
    return deadline.basis.startswith("the document's year") and (deadline.value or "")[:4] != due[:4]


@dataclass(slots=True)
class Due:
    """By when, and where that is told."""

    deadline: Deadline | None
    told_by: str


def _commitment(
    text: str,
    piece: Piece,
    note: Duty | None,
    owner: str | None,
    due: Due,
    path: tuple[Heading, ...],
) -> Finding:
    deadline = due.deadline
    quote = text[piece.start : piece.end]
    duty = clause_duty(quote)
    # The bracketed note is the issuer's own list of the units; the words of the sentence come second (R27).
    lead = (note.lead if note else ()) or duty.lead or (tuple(unit_names(owner)) if owner else ())
    supporting = note.supporting if note and note.lead else duty.supporting
    first = opens(quote, owner)
    if note and note.lead and owner and not outranks_note(quote, owner):
        owner = None
    fields: dict[str, Any] = {
        "level": "actionable" if piece.is_actionable else "directive",
        "instrument": instrument_of(quote) if piece.is_actionable else None,
        "owner": (duty.lead[0] if duty.lead and not (owner and (IN_HOUSE.search(duty.lead[0]) or first)) else None)
        or owner
        or (note.lead[0] if note and note.lead else None),
        "lead": list(lead),
        # 各部门要密切配合: who is to help is who is told to.
        "supporting": [name for name in supporting if name not in (owner or "")],
        "deadline": deadline.value if deadline else None,
        "deadline_text": deadline.text if deadline else None,
        "deadline_basis": deadline.basis if deadline else None,
        "deadline_from": due.told_by if deadline else None,
        "under": path[-1].heading if path else None,
        "headings": [heading.heading for heading in path],
        "is_head": piece.is_head,
        "confidence": _confidence(piece.strength, piece.weight),
    }
    return Finding("commitment", quote, piece.start, piece.end, fields)


@remembered
def _confidence(strength: float, weight: float) -> float:
    """Strength of the order (1-3) and distance from the line between actionable and directive, as 0-1."""
    order = {3.0: 0.95, 2.5: 0.9, 2.0: 0.85, 1.8: 0.8}.get(strength, 0.7)
    margin = min(abs(weight - 1.2), 2.0) / 2.0
    return round(order * (0.75 + 0.25 * margin), 2)
