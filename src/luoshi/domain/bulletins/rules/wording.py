"""The words a bulletin begins with, section by section, always in Chinese; the office edits them (rule BU6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luoshi.domain.bulletins.rules.figures import share_in
from luoshi.domain.bulletins.terms import Base, ListColour, PeerGroup, Ranked, RateKey, SectionKey
from luoshi.foundation.shares import percent_text, points_between, rounded, year_progress

TONE_WORDS = {"red": "红灯", "orange": "橙灯", "yellow": "黄灯", "blue": "蓝灯", "green": "绿灯"}
NAMED_AT_ONCE = 5
COUNTERS = {
    RateKey.TASKS_CLOSED: ("项任务", "办结"),
    RateKey.STARTS: ("个新开工项目", "开工"),
    RateKey.ENTRIES: ("个应入统的新开工项目", "入统"),
    RateKey.COMPLETIONS: ("个竣工项目", "竣工"),
    RateKey.REPORTS_ON_TIME: ("份", "报送"),
}
BASE_LEAD = {
    Base.DUE: "截至期末应{done}的{whole}{counter}中，已{done}{part}{unit}，{done}率{share}（应完成口径）",
    Base.FULL_YEAR: "全年{whole}{counter}中，已{done}{part}{unit}，{done}率{share}（全年口径）",
    Base.TO_ENTER: "已开工的{whole}{counter}中，已{done}{part}{unit}，{done}率{share}（应统口径）",
    Base.EXPECTED: "应报{whole}份，按时报送{part}份，按时率{share}（应报口径）",
    Base.RECEIVED: "在实际报送的{whole}份中占{share}（实报口径）",
}


def composed(figures: Mapping[str, Any], chinese: str) -> dict[SectionKey, str]:
    """Write every section from the figures. ``chinese`` names the span: 2026年10月."""
    writers: dict[SectionKey, Callable[[], list[str]]] = {
        SectionKey.SUMMARY: lambda: _summary(figures, chinese),
        SectionKey.RATES: lambda: _rates(figures),
        SectionKey.RANKING: lambda: _ranking(figures),
        SectionKey.LIGHTS: lambda: _lights(figures),
        SectionKey.LISTS: lambda: _lists(figures),
        SectionKey.PROBLEMS: lambda: _problems(figures),
        SectionKey.NEXT: lambda: _next(figures),
    }
    return {key: "\n".join(write()) for key, write in writers.items()}


def money_text(wan_yuan: Decimal) -> str:
    """Write a sum in 亿元 from one on, else in 万元."""
    if abs(wan_yuan) >= 10_000:
        return f"{rounded(wan_yuan / 10_000, 2)}亿元"
    return f"{rounded(wan_yuan, 0)}万元"


def _summary(figures: Mapping[str, Any], chinese: str) -> list[str]:
    day = date.fromisoformat(figures["day"])
    progress = year_progress(day)
    words = [
        f"现将{chinese}重点工作落实情况通报如下。截至{day.month}月{day.day}日，全年时间进度为{percent_text(progress)}。"
    ]
    for row in figures["rates"]:
        if row["base"] == Base.DUE and row["key"] == RateKey.TASKS_CLOSED and row["share"]:
            words.append(f"到期任务办结率{percent_text(share_in(row['share']))}{_compared(row)}。")
        if row["base"] == Base.YEAR_PLAN and row["key"] == RateKey.INVESTMENT and row["share"]:
            share = Fraction(row["share"])
            gap = points_between(share, progress)
            side = "快于" if gap > 0 else "落后" if gap < 0 else "与序时进度持平"
            behind = f"{side}序时进度{rounded(abs(gap))}个百分点" if gap else side
            words.append(f"重大项目完成年度计划投资的{percent_text(share)}，{behind}{_compared(row)}。")
    lights = figures["lights"]["now"]
    if any(lights.values()):
        shown = "、".join(f"{TONE_WORDS[tone]}{count}项" for tone, count in lights.items() if count)
        words.append(f"在办任务和在建项目亮{shown}。")
    return ["".join(words)]


def _compared(row: Mapping[str, Any]) -> str:
    """Say the difference to the last period and the year before, where both are known."""
    parts = []
    share = share_in(row["share"])
    for name, word in (("last", "较上期"), ("year_before", "较去年同期")):
        other = share_in(row[name])
        if share is None or other is None:
            continue
        points = points_between(share, other)
        if points:
            parts.append(f"{word}{'提高' if points > 0 else '下降'}{rounded(abs(points))}个百分点")
        else:
            parts.append(f"{word}持平")
    return "，" + "，".join(parts) if parts else ""


def _rates(figures: Mapping[str, Any]) -> list[str]:
    lines = []
    for key in RateKey:
        rows = [row for row in figures["rates"] if row["key"] == key and row["share"] is not None]
        if rows:
            said = "；".join(_rate_words(key, row) + _compared(row) for row in rows)
            lines.append(f"{key.chinese}：{said}。")
    return lines or ["本期没有应完成的指标。"]


def _rate_words(key: RateKey, row: Mapping[str, Any]) -> str:
    share = percent_text(share_in(row["share"]))
    part, whole = Decimal(row["part"]), Decimal(row["whole"])
    if row["is_money"]:
        if row["base"] == Base.YEAR_PLAN:
            declared = row.get("declared")  # bulletins frozen earlier hold none
            said = f"（填报{money_text(Decimal(declared))}）" if declared and Decimal(declared) != part else ""
            return f"核验完成投资{money_text(part)}{said}，占年度计划{money_text(whole)}的{share}（年度计划口径）"
        return f"占序时计划{money_text(whole)}的{share}（序时计划口径）"
    counter, done = COUNTERS[key]
    unit = "项" if key is RateKey.TASKS_CLOSED else "个"
    return BASE_LEAD[Base(row["base"])].format(
        whole=f"{whole:f}", part=f"{part:f}", counter=counter, done=done, unit=unit, share=share
    )


def _ranking(figures: Mapping[str, Any]) -> list[str]:
    if not figures["rankings"]:
        return ["本期各单位没有应完成事项，不作排名。"]
    lines = ["同类单位之间排名，按所列比率由高到低；比率相同的名次并列，其后名次顺延；本期没有应完成事项的不参加排名。"]
    for ranking in figures["rankings"]:
        places = ranking["places"]
        first = [row for row in places if row["place"] == 1]
        worst = min(Fraction(row["share"]) for row in places)
        last = [row for row in places if Fraction(row["share"]) == worst and row["place"] > 1]
        words = f"{Ranked(ranking['ranked']).chinese}，{PeerGroup(ranking['group']).chinese}："
        if len(places) == 1:
            lines.append(f"{words}仅{_names(first)}有应完成事项，完成率{percent_text(worst)}，不作比较。")
            continue
        if len(first) == len(places):
            lines.append(f"{words}{_names(first)}均为{percent_text(worst)}，名次并列。")
            continue
        words += f"{_names(first)}列第1位（{percent_text(Fraction(first[0]['share']))}）"
        if last:
            words += f"；{_names(last)}列末位（{percent_text(worst)}）"
        lines.append(words + "。")
    return lines


def _names(rows: Sequence[Mapping[str, Any]], limit: int = NAMED_AT_ONCE) -> str:
    names = [row["unit"] for row in rows]
    return "、".join(names[:limit]) + (f"等{len(names)}个单位" if len(names) > limit else "")


def _lights(figures: Mapping[str, Any]) -> list[str]:
    now, last = figures["lights"]["now"], figures["lights"]["last"] or {}
    if not any(now.values()):
        return ["本期没有亮灯的任务和项目。"]
    parts = []
    for tone, count in now.items():
        if count or last.get(tone):
            change = count - last.get(tone, 0)
            moved = f"，较上期{'增加' if change > 0 else '减少'}{abs(change)}项" if change and last else ""
            parts.append(f"{TONE_WORDS[tone]}{count}项{moved}")
    lines = ["在办任务和在建项目中，" + "；".join(parts) + "。"]
    worst = [row for row in figures["light_rows"] if row["tone"] == "red"]
    if worst:
        named = "；".join(f"{row['name']}（{row['unit']}）" for row in worst[:NAMED_AT_ONCE])
        rest = f"等{len(worst)}项" if len(worst) > NAMED_AT_ONCE else ""
        lines.append(f"亮红灯的有：{named}{rest}。")
    return lines


def _lists(figures: Mapping[str, Any]) -> list[str]:
    lines = []
    for rule in figures["lists"]:
        share = percent_text(Fraction(rule["target"]))
        target = f"序时进度{share}" if rule["is_time"] else f"目标{share}"
        red = [row for row in rule["entries"] if row["colour"] == ListColour.RED]
        black = [row for row in rule["entries"] if row["colour"] == ListColour.BLACK and not row["exempt_reason"]]
        exempt = [row for row in rule["entries"] if row["exempt_reason"]]
        words = f"{rule['zh']}（{target}）。"
        words += f"红榜：{_names(red, 99)}。" if red else "红榜空缺。"
        words += f"黑榜：{_names(black, 99)}。" if black else "黑榜空缺。"
        words += "".join(f"{row['unit']}因{row['exempt_reason']}，不列入黑榜。" for row in exempt)
        lines.append(words)
    return lines or ["本期不设红榜和黑榜。"]


def _problems(figures: Mapping[str, Any]) -> list[str]:
    counts = figures["problems"]
    if not counts["rows"]:
        return ["本期没有提出或在办的问题。"]
    words = f"本期新增问题{counts['raised']}个，销号{counts['closed']}个；期末仍有{counts['open']}个正在办理"
    words += f"，其中{counts['overdue']}个已超过办理时限。" if counts["overdue"] else "，均在时限之内。"
    return [words]


def _next(figures: Mapping[str, Any]) -> list[str]:
    black = {
        row["unit"]
        for rule in figures["lists"]
        for row in rule["entries"]
        if row["colour"] == ListColour.BLACK and not row["exempt_reason"]
    }
    lines = ["各单位要对照年度目标和时限要求，逐项查找差距，压实责任，确保按时完成。"]
    if black:
        lines.append(f"{'、'.join(sorted(black))}要分析原因，制定整改措施，于下期通报前书面报告整改情况。")
    if figures["problems"]["overdue"]:
        lines.append("超过时限仍未销号的问题，由责任单位主要负责人牵头办理，逐个明确完成日期。")
    return lines
