"""Headings that say by when what stands below them is to be done. Rule R108."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi_reading.facts.deadlines.deadline_forms import HINT
from luoshi_reading.facts.deadlines.deadlines import Deadline, find_deadline
from luoshi_reading.facts.deadlines.goal_lists import Years
from luoshi_reading.model import Heading
from luoshi_reading.structure import Sentence

# 整改提升阶段（2026年7月—9月）, 近期目标（到2027年）, 抓好普查（6月底前）
BRACKET = re.compile(
    r"[（(](?P<said>[^（）()]{2,30})[）)](?:。?$|[：:])|^[（(](?P<first>[^（）()]{2,30})[）)](?=[：:])"
)
STAGE = re.compile(
    r"(?:阶段|步骤?|环节|时期|[近中远]期)[^（(]{0,16}[（(]|^[近中远]期|发动|部署|排查|整治|整改|实施|推进|提升|总结|验收|巩固"
)
# 宣传发动阶段：2026年3月1日—3月15日; 3月1日至3月31日，动员部署阶段: a stage and its time, without brackets.
STAGE_NAME = r"(?:第[一二三四五六1-6]阶段[：:，,、]?)?[一-鿿、]{0,14}(?:阶段|步骤?)?"
STAGE_FIRST = re.compile(
    rf"(?=[^：:，,]*(?:阶段|第[一二三四五六]步)){STAGE_NAME}[：:，,](?:时间[：:]?)?(?:[从自]|截至)?"
)
STAGE_BEHIND = re.compile(r"(?:之?前|以前|止)?[，,：:]?[一-鿿、]{2,14}阶段")
# What a day in such a bracket may stand beside.
LED_BY = re.compile(r"(?:时间|时限|完成时限|力争|确保|截[止至])?[：:]?[自从在于到至]?")
ENDS_WITH = re.compile(r"(?:之?前|以前)?(?:基本|全部|全面)?(?:完成|建成|到位|结束|竣工)?")
BY_THEN = re.compile(r"[前底末内]$|^(?:力争)?到|[前底末]完成$")
# 2030年发展目标, 2026年全县主要预期目标, “十五五”主要目标
GOALS = re.compile(
    r"(?:全[省市区县州镇乡])?(?:国民)?(?:经济(?:和)?社会|经济)?的?(?:发展|主要|奋斗|预期|总体|工作|建设|远景|阶段性?){0,3}目标(?:任务)?"
)
# 确保完成全年主要预期目标: the goals of the year spoken in.
OF_THE_YEAR = "全年"
PLAN_GOALS = re.compile(rf"(?P<plan>“?十[一二三四五六七八九]五”?)(?:时期)?{GOALS.pattern}")
# 三年行动方案（2025—2027年）, 2025年底前工作完成情况: the name of a paper, and what is looked back on.
NAMES = re.compile(r"(?:方案|计划|规划|纲要|意见|要点|办法|清单|报告)[（(]|(?:情况|回顾|总结|成效|报告)(?:[（(]|$)")


def headed_deadline(text: str, path: Sequence[Heading], years: Years) -> Deadline | None:
    """Return by when what stands under these headings is due, by the innermost of them that says so."""
    for heading in reversed(path):
        words = heading.heading
        # 二是10月底前修编规划，…: the first clause of a sentence dates its own work.
        if (
            HINT.search(words)
            and not text.startswith("，", heading.end)
            and not NAMES.search(words)
            and (found := _told(words, years))
        ):
            return found
    own = path[-1].heading if path else ""
    # 一、2026年主要预期目标: the goals right below it, not the work of the year in parts of its own.
    return _told(own, (None, *years[1:])) if own.endswith("预期目标") and not NAMES.search(own) else None


def labelled_deadline(text: str, sentence: Sentence, at: int, years: Years) -> Deadline | None:
    """Return by when what stands behind the label of its sentence is due (宣传发动（3月1日—15日）：…)."""
    label = sentence.clauses[0]
    if label.mark not in ("：", ":", "，") or at < label.end or text[label.end - 1] not in "）)":
        return None
    return _told(text[label.start : label.end], years)


def _told(words: str, years: Years) -> Deadline | None:
    year = years[0]
    aside = BRACKET.search(words)
    if aside:
        said = aside["said"] or aside["first"]
        found = find_deadline(said, *years)
        alone = found and LED_BY.fullmatch(said, 0, found.start) and ENDS_WITH.fullmatch(said, found.end)
        if found and alone and (STAGE.search(words) or BY_THEN.search(said)):
            return found
        return None
    if plan := PLAN_GOALS.fullmatch(words):
        found = find_deadline(plan["plan"] + "期间", *years)
        return replace(found, text=plan["plan"]) if found else None
    found = find_deadline(words, *years)
    if found is None or found.value is None:
        return None
    if "阶段" in words and tells_stage(words, found):
        return found
    # 由市水利局负责，9月底前完成清淤: a sentence that heads its item dates its own work.
    if BY_THEN.search(found.text) and "，" not in words:
        return found
    ahead = year is None or int(found.value[:4]) > year or found.text == OF_THE_YEAR
    return found if ahead and GOALS.fullmatch(words, found.end) else None


def tells_stage(words: str, found: Deadline) -> bool:
    """Whether a heading holds nothing but a stage and its time, in either order."""
    if STAGE_FIRST.fullmatch(words, 0, found.start):
        return words[found.end :] in ("", "止", "完成")
    return words[: found.start] in ("", "从", "自") and STAGE_BEHIND.fullmatch(words, found.end) is not None


LONGEST_STAGE = 60
# （3月）：宣传发动, behind 第一阶段; 摸排阶段（3月1日—3月20日）
STAGE_IN_BRACKETS = re.compile(
    r"（(?P<first>[^（）]{2,30})）[：:，]?[一-鿿、]{2,12}|[一-鿿、“”]{0,12}(?:阶段|步骤)(?:[：:，][一-鿿、]{2,12})?（(?P<said>[^（）]{2,30})）"
)


def says_only_when(words: str, deadline: Deadline, years: Years) -> bool:
    """Whether an entry is nothing but its day (8月上旬，|全县将…) or a stage with its time."""
    if words.startswith(deadline.text) and LABEL_BEHIND.fullmatch(words, len(deadline.text)):
        return True  # 2026年目标, before its colon
    return is_stage(words, years)


LABEL_BEHIND = re.compile(r"(?:度?的?(?:主要|重点|工作|建设|年度|具体){0,2}(?:目标|任务|计划)(?:任务)?)?")


def is_stage(words: str, years: Years) -> bool:
    """Whether an entry only says when a stage is (宣传发动阶段：3月1日—3月15日) and orders nothing (R11)."""
    if len(words) > LONGEST_STAGE:
        return False
    if "）" in words and (stage := STAGE_IN_BRACKETS.fullmatch(words)):
        return find_deadline(stage["first"] or stage["said"], *years) is not None
    found = find_deadline(words, *years) if "阶段" in words else None
    return found is not None and tells_stage(words, found)
