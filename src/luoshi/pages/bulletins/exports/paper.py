"""What a bulletin's file says, page by page, whatever its format. Always in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.rules import WARNING
from luoshi.domain.bulletins.terms import ListColour, PeerGroup, SectionKey
from luoshi.domain.supervision.terms import Tone
from luoshi.foundation.clock import local_date
from luoshi.foundation.official_layout import official_date
from luoshi.foundation.shares import percent_text
from luoshi.pages.bulletins.shown import ShownLight, light_rows, shown_lights, shown_rankings, shown_rates

CHINESE = "zh-hans"
NUMERALS = "一二三四五六七八九十"
NOT_NUMBERED = "（文号待编）"
PRINTED_LIGHTS = 60
NAMED_UNRANKED = 30
BLANK_DAY = "　　年　月　日"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: a cell for each head, or one alone that stands across, as a band above rows or a note to them.

    ``bar`` is a share of 0 to 1.
    """

    cells: tuple[str, ...]
    bar: float | None = None
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Annex:
    """A table as wide as the block, 156 mm. ``bar`` of its lines is drawn in the last column."""

    title: str
    heads: tuple[str, ...]
    widths_mm: tuple[int, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A bulletin as it is printed."""

    issuer: str
    number: str
    title: str
    addressee: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    day: str
    copies_to: str
    annexes: tuple[Annex, ...]


def paper_of(bulletin: Bulletin) -> Paper:
    """Give a bulletin's paper, from its frozen values alone; a draft has neither number nor date."""
    sections = list(bulletin.sections.all())
    return Paper(
        issuer=bulletin.issuer,
        number=bulletin.number_text or NOT_NUMBERED,
        title=bulletin.title,
        addressee="各有关单位",
        sections=tuple(
            (f"{NUMERALS[place]}、{SectionKey(section.key).chinese}", tuple(section.words.split("\n")))
            for place, section in enumerate(sections)
            if section.words
        ),
        day=official_date(local_date(bulletin.frozen_at)) if bulletin.frozen_at else BLANK_DAY,
        copies_to=bulletin.copies_to,
        annexes=tuple(annex for annex in _annexes(bulletin) if annex.lines),
    )


def _annexes(bulletin: Bulletin) -> Sequence[Annex]:
    span = bulletin.span.chinese
    return [
        _rates(bulletin, span),
        _rankings(bulletin, span),
        _lists(bulletin, span),
        _lights(bulletin, span),
        _problems(bulletin, span),
    ]


def _rates(bulletin: Bulletin, span: str) -> Annex:
    lines = [
        Line((rate.name, rate.base, rate.counted, rate.share, rate.against_last, rate.against_year))
        for rate in shown_rates(bulletin.content["figures"], CHINESE)
    ]
    heads = ("指标", "口径", "完成／基数", "完成率", "较上期（百分点）", "较去年同期（百分点）")
    return Annex(f"{span}主要指标完成情况表", heads, (38, 27, 41, 17, 16, 17), tuple(lines))


def _rankings(bulletin: Bulletin, span: str) -> Annex:
    """Give each ranking under a band of its name; who is not ranked is named at its end."""
    figures = bulletin.content["figures"]
    lines: list[Line] = []
    for shown, plain in zip(shown_rankings(figures, CHINESE, has_charts=False), figures["rankings"], strict=True):
        shares = [float(Fraction(row["share"])) for row in plain["places"]]
        most = max(1.0, *shares)
        lines.append(Line((f"{shown.group}　{shown.name}",)))
        lines += [
            Line((str(row.place), row.unit, row.counted, row.share, _moved(row.moved), ""), share / most)
            for row, share in zip(shown.places, shares, strict=True)
        ]
        if shown.unranked:
            lines.append(Line((_unranked(shown.unranked),), is_note=True))
    heads = ("名次", "单位", "完成／基数", "完成率", "较上期名次", "图示")
    return Annex(f"{span}单位排名表", heads, (13, 44, 40, 18, 16, 25), tuple(lines))


def _unranked(units: Sequence[str]) -> str:
    some = "、".join(units[:NAMED_UNRANKED]) + ("等" if len(units) > NAMED_UNRANKED else "")
    return f"另有{len(units)}个单位本期没有应完成事项，不参加排名：{some}"


def _moved(places: int | None) -> str:
    if places is None:
        return "—"
    return f"升{places}位" if places > 0 else f"降{-places}位" if places < 0 else "持平"


def _lists(bulletin: Bulletin, span: str) -> Annex:
    lines = []
    for rule in bulletin.content["figures"]["lists"]:
        target = percent_text(Fraction(rule["target"]))
        lines.append(Line((f"{rule['zh']}（{'序时进度' if rule['is_time'] else '目标'}{target}）",)))
        for row in rule["entries"]:
            colour = "豁免" if row["exempt_reason"] else ListColour(row["colour"]).chinese
            group, share = PeerGroup(row["group"]).chinese, percent_text(Fraction(row["share"]))
            lines.append(Line((colour, row["unit"], group, str(row["place"]), share, row["exempt_reason"])))
        if not rule["entries"]:
            lines.append(Line(("—", "空缺", "", "", "", "")))
    heads = ("榜单", "单位", "类别", "名次", "完成率", "豁免理由")
    return Annex(f"{span}红榜和黑榜", heads, (16, 44, 42, 13, 18, 23), tuple(lines))


def _lights(bulletin: Bulletin, span: str) -> Annex:
    """List what is worst first, as far as a printed list is read; its title says how much there is."""
    figures = bulletin.content["figures"]
    every = light_rows(figures, CHINESE, has_links=False)
    counts = {count.tone: count for count in shown_lights(figures)}
    lines, tone = [], None
    for row in every[:PRINTED_LIGHTS]:
        if row["tone"] is not tone:
            tone = row["tone"]
            lines.append(Line((_band(tone, counts[tone]),)))
        kind = "任务" if row["kind"] == "task" else "项目"
        former = row["former"].chinese if row["former"] else "—"
        lines.append(Line((kind, row["name"], row["unit"], former, row["reason"])))
    rest = f"（共{len(every)}项，列前{PRINTED_LIGHTS}项）" if len(every) > PRINTED_LIGHTS else ""
    heads = ("类别", "名称", "责任单位", "上期亮灯", "判定依据")
    return Annex(f"{span}亮灯清单{rest}", heads, (13, 46, 29, 14, 54), tuple(lines))


def _band(tone: Tone, count: ShownLight) -> str:
    last = "" if count.last is None else f"，上期{count.last}项"
    note = "" if tone.value in WARNING else "；下列为本期亮灯有变化的"
    return f"{tone.chinese}　共{count.now}项{last}{note}"


def _problems(bulletin: Bulletin, span: str) -> Annex:
    lines = [
        Line(
            (
                "已销号" if row["closed_on"] else "超期" if row["is_overdue"] else "办理中",
                row["text"],
                row["project"],
                row["unit"],
                row["raised_on"],
                row["closed_on"] or row["deadline"] or "—",
            )
        )
        for row in bulletin.content["figures"]["problems"]["rows"]
    ]
    heads = ("状态", "问题", "项目", "责任单位", "提出日期", "销号日期\n或时限")
    return Annex(f"{span}问题清单", heads, (16, 39, 30, 21, 25, 25), tuple(lines))
