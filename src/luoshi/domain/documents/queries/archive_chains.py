"""How a passage of a read archive was handed down, and a formulation's way through it (F14): values in, order out.

As in lineage among one's own documents (L3, L4), closeness decides whether two passages hang together, dates and then
levels which came first. A level is told from the name of the place, since an archive has no units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.domain.documents.rules import PassageLikeness, likeness_of
from luoshi.domain.documents.terms import ChainPlace
from luoshi_archive.lineage import Passage, Use, find_reuse, precedes, timelines, trace

MOST_SHOWN = 60

# The longest match of the end decides: 云岭市清河县 is a county, 霁川市 a city.
_LEVELS = (
    (("中央", "全国", "国务院", "中国"), 1),
    (("特别行政区", "自治区", "省"), 2),
    (("自治州", "地区", "盟", "市"), 3),
    (("自治县", "新区", "开发区", "县", "区", "旗"), 4),
    (("街道", "镇", "乡", "苏木"), 5),
)
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")


@dataclass(frozen=True, slots=True)
class ArchivePassage:
    """A finding of an archive with its document. ``date`` is ISO, whole or in part."""

    document: str
    number: int
    quote: str
    title: str
    date: str | None
    place: str | None
    kind: str | None

    @property
    def id(self) -> str:
        """What it is called among the passages of its archive."""
        return f"{self.document}:{self.number}"


@dataclass(frozen=True, slots=True)
class ArchiveLink:
    """A passage in a chain. ``likeness`` is to the one asked for; None for itself, and for what hangs on by others."""

    passage: ArchivePassage
    stands: ChainPlace
    likeness: PassageLikeness | None


@dataclass(frozen=True, slots=True)
class ArchiveTimeline:
    """A formulation in the form that is written most, and its uses from the first to the last, one a document."""

    text: str
    uses: list[ArchivePassage]
    is_cut: bool


def level_of_place(name: str | None) -> int | None:
    """Give the level of a place by its name, 1 for the centre; None where the name does not tell."""
    if not name:
        return None
    if name in _MUNICIPALITIES:
        return 2
    ends = [(len(end), level) for words, level in _LEVELS for end in words if name.endswith(end)]
    return max(ends)[1] if ends else None


def archive_chain(own: ArchivePassage, candidates: Sequence[ArchivePassage]) -> list[ArchiveLink]:
    """Put a passage and all that repeat or adapt it in order of time; of other documents, one passage each."""
    others = {each.id: each for each in candidates if each.document != own.document and each.quote}
    passages = {each.id: _lineage_passage(each) for each in (own, *others.values())}
    traced = trace(find_reuse(passages.values()), own.id)
    handed_down = {link.source for link in traced.origins} | {link.target for link in traced.successors}
    nearest: dict[str, ArchiveLink] = {}
    for each in others.values():
        likeness = likeness_of(own.quote, each.quote)
        if likeness is None and each.id not in handed_down:
            continue
        link = ArchiveLink(each, _stands(own, each), likeness)
        present = nearest.get(each.document)
        if present is None or _percent(link) > _percent(present):
            nearest[each.document] = link
    links = sorted(nearest.values(), key=lambda link: (-_percent(link), *_age(link.passage)))[:MOST_SHOWN]
    return sorted([*links, ArchiveLink(own, ChainPlace.OWN, None)], key=lambda link: _age(link.passage))


def archive_timeline(uses: Sequence[tuple[str, ArchivePassage]], most: int) -> ArchiveTimeline | None:
    """Put the first uses of one formulation, each with the form written there, in order of time; None for no uses."""
    is_cut, uses = len(uses) > most, uses[:most]
    listed = timelines(Use(text, each.document, each.date, level_of_place(each.place)) for text, each in uses)
    if not listed:
        return None
    by_document = {each.document: each for _, each in reversed(uses)}
    return ArchiveTimeline(listed[0].text, sorted(by_document.values(), key=_age), is_cut)


def _stands(own: ArchivePassage, other: ArchivePassage) -> ChainPlace:
    """Tell whether a passage comes from another, or is taken up there: orders go down, and on where they stand (L8)."""
    one, two = _lineage_passage(own), _lineage_passage(other)
    if precedes(two, one) and _hands_down(other, own):
        return ChainPlace.ORIGIN
    return ChainPlace.SUCCESSOR if precedes(one, two) and _hands_down(own, other) else ChainPlace.BESIDE


def _hands_down(first: ArchivePassage, then: ArchivePassage) -> bool:
    upper, lower = level_of_place(first.place), level_of_place(then.place)
    return upper is None or lower is None or upper < lower or first.place == then.place


def _lineage_passage(each: ArchivePassage) -> Passage:
    return Passage(each.id, each.document, each.date, level_of_place(each.place), each.quote)


def _percent(link: ArchiveLink) -> int:
    return link.likeness.percent if link.likeness else 0


def _age(passage: ArchivePassage) -> tuple[str, int, str, int]:
    return passage.date or "9999", level_of_place(passage.place) or 99, passage.document, passage.number
