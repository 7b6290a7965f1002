"""What a bulletin's file says, page by page, whatever its format. Always in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.terms import ListColour, PeerGroup, SectionKey
from luoshi.foundation.clock import local_date
from luoshi.foundation.official_layout import official_date
from luoshi.foundation.shares import percent_text
from luoshi.pages.bulletins.shown import light_rows, shown_rankings, shown_rates

CHINESE = "zh-hans"
NUMERALS = "一二三四五六七八九十"
NOT_NUMBERED = "（文号待编）"
PRINTED_LIGHTS = 60
BLANK_DAY = "　　年　月　日"


@dataclass(frozen=True, slots=True)
class Annex:
    """A table on pages turned across, 225 mm wide. ``bars``: shares of 0 to 1 drawn in the last column, by row."""

    title: str
    heads: tuple[str, ...]
    widths_mm: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[float, ...] = ()


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
        annexes=tuple(annex for annex in _annexes(bulletin) if annex.rows),
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
    rows = [
        (rate.name, rate.base, rate.counted, rate.share, rate.against_last, rate.against_year)
        for rate in shown_rates(bulletin.content["figures"], CHINESE)
    ]
    heads = ("指标", "口径", "完成／基数", "完成率", "较上期（百分点）", "较去年同期（百分点）")
    return Annex(f"{span}主要指标完成情况表", heads, (58, 42, 48, 25, 25, 27), tuple(rows))


def _rankings(bulletin: Bulletin, span: str) -> Annex:
    figures = bulletin.content["figures"]
    heads = ("名次", "单位", "排名口径", "类别", "完成／基数", "完成率", "较上期名次", "图示")
    rows: list[tuple[str, ...]] = []
    bars: list[float] = []
    for shown, plain in zip(shown_rankings(figures, CHINESE, has_charts=False), figures["rankings"], strict=True):
        shares = [float(Fraction(row["share"])) for row in plain["places"]]
        bars += [share / max(1.0, *shares) for share in shares]
        rows += [
            (
                str(place.place),
                place.unit,
                shown.name.split("（")[0],
                shown.group,
                place.counted,
                place.share,
                _moved(place.moved),
                "",
            )
            for place in shown.places
        ]
    widths = (12, 42, 34, 40, 36, 18, 18, 25)
    return Annex(f"{span}单位排名表", heads, widths, tuple(rows), tuple(bars))


def _moved(places: int | None) -> str:
    if places is None:
        return "—"
    return f"升{places}位" if places > 0 else f"降{-places}位" if places < 0 else "持平"


def _lists(bulletin: Bulletin, span: str) -> Annex:
    rows = []
    for rule in bulletin.content["figures"]["lists"]:
        for row in rule["entries"]:
            colour = "豁免" if row["exempt_reason"] else ListColour(row["colour"]).chinese
            group, share = PeerGroup(row["group"]).chinese, percent_text(Fraction(row["share"]))
            target = percent_text(Fraction(rule["target"]))
            rows.append((rule["zh"], colour, row["unit"], group, share, target, row["exempt_reason"]))
    heads = ("榜单", "红黑榜", "单位", "类别", "完成率", "目标", "豁免理由")
    return Annex(f"{span}红榜和黑榜", heads, (28, 20, 50, 47, 22, 22, 36), tuple(rows))


def _lights(bulletin: Bulletin, span: str) -> Annex:
    """List what is worst first, as far as a printed list is read; its title says how much there is."""
    every = light_rows(bulletin.content["figures"], CHINESE, has_links=False)
    rows = [
        (
            row["tone"].chinese,
            "任务" if row["kind"] == "task" else "项目",
            row["name"],
            row["unit"],
            row["former"].chinese if row["former"] else "—",
            row["reason"],
        )
        for row in every[:PRINTED_LIGHTS]
    ]
    rest = f"（共{len(every)}项，列前{PRINTED_LIGHTS}项）" if len(every) > PRINTED_LIGHTS else ""
    heads = ("亮灯", "类别", "名称", "责任单位", "上期亮灯", "判定依据")
    return Annex(f"{span}亮灯清单{rest}", heads, (16, 16, 62, 38, 20, 73), tuple(rows))


def _problems(bulletin: Bulletin, span: str) -> Annex:
    rows = [
        (
            "已销号" if row["closed_on"] else "超期" if row["is_overdue"] else "办理中",
            row["text"],
            row["project"],
            row["unit"],
            row["raised_on"],
            row["closed_on"] or row["deadline"] or "—",
        )
        for row in bulletin.content["figures"]["problems"]["rows"]
    ]
    heads = ("状态", "问题", "项目", "责任单位", "提出日期", "销号日期或时限")
    return Annex(f"{span}问题清单", heads, (18, 77, 45, 35, 24, 26), tuple(rows))
