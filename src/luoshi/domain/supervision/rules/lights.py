"""The light of a matter, with the sentence that says why (rule LI1)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.domain.supervision.rules.intervals import Interval, plain_number
from luoshi.domain.supervision.rules.measures import UNITS, LightFacts, Value, measured
from luoshi.domain.supervision.rules.rule_packs import NOT_LIT, LightRule, RulePack, Run
from luoshi.domain.supervision.terms import LightWay, Measure, Preference, Tone
from luoshi.foundation.money import money_text
from luoshi.foundation.shares import percent_text

_FROM_GOOD_TO_BAD = (Tone.GREEN, Tone.BLUE, Tone.YELLOW, Tone.ORANGE, Tone.RED)


def way_of(former: Tone, tone: Tone) -> LightWay | None:
    """Tell which way a light changed (LI10); None for a light put out, or lit green, or of the same colour."""
    if tone is Tone.NONE or former is tone:
        return None
    was = 0 if former is Tone.NONE else _FROM_GOOD_TO_BAD.index(former)
    becomes = _FROM_GOOD_TO_BAD.index(tone)
    if was == becomes:
        return None
    return LightWay.WORSE if becomes > was else LightWay.BETTER


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """What one rule says: the value measured, the light of its interval, and the light after runs (LI4)."""

    rule: LightRule
    value: Value
    interval: Interval
    by_interval: str
    light: str
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class LightVerdict:
    """A matter's light, the rule that gave it (None: not lit or exempt), and one sentence in both languages.

    ``without_exemption`` is the light that an exempt matter would have. ``by_rule`` holds each speaking rule's light as
    its interval gave it: what ``LightFacts.earlier_lights`` wants in the periods to come.
    """

    light: str
    rule_id: str | None
    chinese: str
    english: str
    value: Value | None = None
    without_exemption: str | None = None
    by_rule: tuple[tuple[str, str], ...] = ()

    def sentence(self, language: str) -> str:
        """Give the sentence in the language of a code such as ``zh-hans``."""
        return self.chinese if language.startswith("zh") else self.english


def light_for(pack: RulePack, facts: LightFacts) -> LightVerdict:
    """Give a matter's light by a pack, with the sentence that says why (LI1)."""
    spoken = [verdict for rule in pack.rules if (verdict := _asked(pack, rule, facts)) is not None]
    by_rule = tuple((verdict.rule.id, verdict.by_interval) for verdict in spoken)
    if not spoken:
        return LightVerdict(NOT_LIT, None, *_nothing_to_judge(pack, facts))
    chosen = spoken[0] if pack.preference is Preference.FIRST else max(spoken, key=lambda v: pack.rank(v.light))
    exempt = _exemption_words(pack, facts)
    if exempt is not None:
        chinese, english = exempt
        would_be = pack.light(chosen.light)
        return LightVerdict(
            pack.exempt_light,
            None,
            f"{chinese}不计豁免应为{would_be.chinese}。",
            f"{english} Without it: {would_be.english.lower()}.",
            chosen.value,
            chosen.light,
            by_rule,
        )
    return LightVerdict(
        chosen.light, chosen.rule.id, _in_chinese(pack, chosen, facts), _in_english(pack, chosen, facts), chosen.value,
        None, by_rule,
    )  # fmt: skip


def _asked(pack: RulePack, rule: LightRule, facts: LightFacts) -> RuleVerdict | None:
    """Ask one rule; None where it does not apply or has no figures (LI6)."""
    if rule.kinds and facts.kind not in rule.kinds:
        return None
    if rule.least_plan is not None and (facts.plan is None or facts.plan < rule.least_plan):
        return None
    value = measured(rule.measure, facts, rule.basis)
    if value is None:
        return None
    interval = next(interval for interval in rule.intervals if interval.holds(value))
    light, run = interval.light, None
    for candidate in rule.runs:
        is_worse = pack.rank(candidate.becomes) > pack.rank(light)
        if is_worse and _has_run(pack, candidate, interval.light, facts.earlier_lights.get(rule.id, ())):
            light, run = candidate.becomes, candidate
    return RuleVerdict(rule, value, interval, interval.light, light, run)


def _has_run(pack: RulePack, run: Run, now: str, earlier: tuple[str, ...]) -> bool:
    """Tell whether the light, or worse, stands now and stood in the periods before (LI4)."""
    least = pack.rank(run.light)
    recent = (*earlier[-(run.periods - 1) :], now)
    return len(recent) == run.periods and all(pack.rank(light) >= least for light in recent)


def _exemption_words(pack: RulePack, facts: LightFacts) -> tuple[str, str] | None:
    """Say the exemption where it holds on the day (LI5)."""
    exemption = facts.exemption
    if exemption is None or not exemption.words.strip():
        return None
    if exemption.until is not None and exemption.until < facts.as_of:
        return None
    reason = next((reason for reason in pack.exempt_reasons if reason.key == exemption.kind), None)
    if reason is None:
        return None
    until_zh, until_en = (f"，至{exemption.until}", f", until {exemption.until}") if exemption.until else ("", "")
    words = exemption.words.strip()
    return f"因{reason.chinese}豁免（{words}{until_zh}）。", f"Exempt: {reason.english} ({words}{until_en})."


def _in_chinese(pack: RulePack, verdict: RuleVerdict, facts: LightFacts) -> str:
    light = pack.light(verdict.light).chinese
    figures, run = _figures(verdict, facts, "zh"), verdict.run
    ending = f"，连续{run.periods}期{pack.light(run.light).chinese}及以上" if run else ""
    note = f"（{verdict.interval.note_zh}）" if verdict.interval.note_zh and run is None else ""
    said = verdict.interval.said(verdict.rule.measure, "zh")
    return f"{figures}，{verdict.rule.chinese}规定{said}{ending}为{light}{note}。"


def _in_english(pack: RulePack, verdict: RuleVerdict, facts: LightFacts) -> str:
    light = pack.light(verdict.light).english.lower()
    figures, run = _figures(verdict, facts, "en"), verdict.run
    ending = f", {run.periods} periods running {pack.light(run.light).english.lower()} or worse," if run else ""
    note = f" ({verdict.interval.note_en})" if verdict.interval.note_en and run is None else ""
    said = verdict.interval.said(verdict.rule.measure, "en")
    return f"{figures}; {verdict.rule.english}: {said}{ending} is {light}{note}."


def _figures(verdict: RuleVerdict, facts: LightFacts, language: str) -> str:
    """Say the figures that decided."""
    zh = language == "zh"
    rule, number = verdict.rule, plain_number(verdict.value)
    match rule.measure:
        case Measure.PP_GAP | Measure.RELATIVE_SHORTFALL:
            return _progress_figures(verdict, facts, zh=zh)
        case Measure.PLAN_RATIO:
            return f"已完成年度计划的{number}%" if zh else f"{number}% of the plan is done"
        case Measure.PERIOD_RATIO:
            done, plan = money_text(facts.period_done), money_text(facts.period_plan)
            if zh:
                return f"本期计划{plan}，完成{done}，为{number}%"
            return f"{done} of the period's plan of {plan} is done, {number}%"
        case Measure.DAYS_LATE:
            return _deadline_figures(int(verdict.value), facts, zh=zh)
        case Measure.MONTHS_NOT_STARTED:
            if facts.started_on is not None and verdict.value == 0:
                return f"已于{facts.started_on}开工" if zh else f"Started on {facts.started_on}"
            if zh:
                return f"计划{facts.planned_start}开工，应开未开{number}个月"
            return f"To start by {facts.planned_start}, not started for {number} month ends"
        case Measure.MONTHS_WITHOUT_ENTRY:
            if facts.entered_on is not None and verdict.value == 0:
                return f"已于{facts.entered_on}入统" if zh else f"Entered in statistics on {facts.entered_on}"
            if zh:
                return f"{facts.started_on}开工，{number}个月未入统"
            return f"Started on {facts.started_on}, without statistical entry for {number} months"
        case Measure.PERIODS_BEHIND:
            return f"连续{number}期未达序时" if zh else f"Behind for {number} periods running"


def _progress_figures(verdict: RuleVerdict, facts: LightFacts, *, zh: bool) -> str:
    rate, due = facts.rate or Fraction(0), facts.due_share(verdict.rule.basis) or Fraction(0)
    plan, done = facts.plan, facts.done
    value = Fraction(verdict.value)
    shown = plain_number(abs(value))
    unit_zh, unit_en = UNITS[verdict.rule.measure]
    by = verdict.rule.basis
    is_fine = verdict.rule.measure is Measure.PP_GAP and len(shown.partition(".")[2]) > 1
    fine = 2 if is_fine else 1  # readers take one share from the other, and must find the gap
    sums = ("", "")
    if plan and done is not None:
        due_wan = due * Fraction(plan)
        due_sum = Decimal(due_wan.numerator) / Decimal(due_wan.denominator)
        if zh:
            sums = (f"（{money_text(due_sum)}万元）", f"（{money_text(done)}万元）")
        else:
            sums = (f" ({money_text(due_sum / 100)} million yuan)", f" ({money_text(done / 100)} million yuan)")
    if zh:
        ahead = "落后" if value > 0 else "超前"
        word = f"{ahead}{shown}{unit_zh}" if value else "与序时持平"
        return (
            f"截至{facts.as_of}，序时（{by.chinese}）应完成{percent_text(due, fine)}{sums[0]}，"
            f"实际完成{percent_text(rate, fine)}{sums[1]}，{word}"
        )
    space = "" if unit_en == "%" else " "
    word = f"{shown}{space}{unit_en} {'behind' if value > 0 else 'ahead'}" if value else "exactly on time"
    return (
        f"By {facts.as_of}, {percent_text(due, fine)}{sums[0]} was due ({by.english}), "
        f"{percent_text(rate, fine)}{sums[1]} is done, {word}"
    )


def _deadline_figures(days: int, facts: LightFacts, *, zh: bool) -> str:
    deadline, done = facts.deadline, facts.completed_on
    if zh:
        head = f"期限{deadline}，{done}完成" if done else f"期限{deadline}，截至{facts.as_of}未完成"
        return f"{head}，" + (f"逾期{days}天" if days > 0 else f"距期限{-days}天" if not done else f"提前{-days}天")
    head = f"Due {deadline}, completed {done}" if done else f"Due {deadline}, not completed by {facts.as_of}"
    return f"{head}, " + (f"{days} days late" if days > 0 else f"{-days} days {'early' if done else 'to go'}")


def _nothing_to_judge(pack: RulePack, facts: LightFacts) -> tuple[str, str]:
    """Say which figures are missing (LI1)."""
    asked = [rule for rule in pack.rules if not rule.kinds or facts.kind in rule.kinds]
    if not asked:
        return (
            "本规则包没有适用于该类事项的规则，未亮灯。",
            "No rule of the pack applies to this kind of matter; not lit.",
        )
    zh, en = "、".join(rule.chinese for rule in asked), ", ".join(rule.english for rule in asked)
    return (
        f"缺少判定所需的数据或未达判定范围（{zh}），未亮灯。",
        f"The figures to judge by are missing or out of scope ({en}); not lit.",
    )
