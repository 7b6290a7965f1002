"""The words of the ladder's letters: named places, and what a jurisdiction begins with (rule LA14)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from luoshi.domain.supervision import errors
from luoshi.domain.supervision.terms import LetterPlace, StepKind
from luoshi.foundation.refusals import Refusal

_PLACE = re.compile(r"\{([^{}]*)\}")
_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class LetterWords:
    """A kind of letter: its title, its body in paragraphs, and what stands before 〔year〕number号."""

    title: str
    body: str
    number_word: str


_K = StepKind
OUR_LETTERS: Mapping[StepKind, LetterWords] = MappingProxyType(
    {
        _K.ORDER: LetterWords(
            "关于办理{事项编号}号事项的交办单",
            "现将“{督办事项}”（事项编号{事项编号}）交由你单位办理，办结时限为{办结时限}。\n"
            "请于{答复时限}前签收，明确责任人和具体步骤，并按期报送进展情况。",
            "督交",
        ),
        _K.REMINDER: LetterWords(
            "关于“{督办事项}”的提醒",
            "由你单位牵头的“{督办事项}”（事项编号{事项编号}）办结时限为{办结时限}。{启动原因}\n请抓紧办理，按期办结。",
            "督提",
        ),
        _K.CHASE: LetterWords(
            "关于“{督办事项}”的催办通知",
            "由你单位牵头的“{督办事项}”（事项编号{事项编号}），办结时限为{办结时限}。{启动原因}{亮灯说明}\n"
            "请认真查找原因，加快办理进度，并于{答复时限}前报送进展情况和下步打算。逾期未报的，将发出督办函。",
            "督催",
        ),
        _K.SUPERVISION_LETTER: LetterWords(
            "关于“{督办事项}”的督办函",
            "由你单位牵头的“{督办事项}”（事项编号{事项编号}），办结时限为{办结时限}。{启动原因}{亮灯说明}\n"
            "请你单位主要负责人亲自研究，逐条分析存在的问题，制定整改方案，明确完成时间、具体措施和责任人。\n"
            "整改方案经主要负责人签字后，于{答复时限}前书面报送{督查机构}。"
            "对本函所列情况有不同意见的，可以书面提出申诉。",
            "督函",
        ),
        _K.BULLETIN: LetterWords(
            "关于“{督办事项}”落实不力的通报",
            "“{督办事项}”（事项编号{事项编号}）由{承办单位}牵头办理，办结时限为{办结时限}。{启动原因}{亮灯说明}\n"
            "现予通报。请{承办单位}深刻检查，立即整改，并于{答复时限}前将整改情况书面报送{督查机构}。",
            "督通",
        ),
        _K.INTERVIEW: LetterWords(
            "关于就“{督办事项}”进行约谈的通知",
            "由你单位牵头的“{督办事项}”（事项编号{事项编号}），办结时限为{办结时限}。{启动原因}{亮灯说明}\n"
            "经研究，决定对你单位主要负责人进行约谈。请准备书面材料，说明任务进展、存在问题、"
            "原因分析和整改承诺，时间和地点由{督查机构}另行通知。",
            "督约",
        ),
        _K.NO_HONOURS: LetterWords(
            "关于取消年度评优资格的通知",
            "由你单位牵头的“{督办事项}”（事项编号{事项编号}）未按要求落实。{启动原因}{亮灯说明}\n"
            "按照有关规定，取消你单位本年度评优资格。",
            "督评",
        ),
        _K.ACCOUNTABILITY: LetterWords(
            "关于“{督办事项}”提请问责的函",
            "由{承办单位}牵头的“{督办事项}”（事项编号{事项编号}）经多次督办仍未落实。{启动原因}{亮灯说明}\n"
            "现将有关情况移送，提请按照有关规定研究处理。",
            "督移",
        ),
        _K.CLOSING: LetterWords(
            "关于“{督办事项}”销号的通知",
            "由你单位牵头的“{督办事项}”（事项编号{事项编号}）已经办结，经核验属实，予以销号。{启动原因}\n"
            "请做好资料归档工作，巩固办理成果。",
            "督销",
        ),
    }
)
"""What each jurisdiction may write anew. The words are the product's own."""


_ADDRESSEES = {_K.BULLETIN: "各有关单位", _K.ACCOUNTABILITY: "有关机关"}


def addressee_of(kind: StepKind, unit: str) -> str:
    """Say to whom a letter is addressed: its unit, but a bulletin to all and a referral to those who decide (LA14)."""
    return _ADDRESSEES.get(kind, unit)


def filled(words: str, places: Mapping[LetterPlace, str]) -> str:
    """Put values into the named places, said in Chinese or by their English name; unknown ones stay as they stand."""
    by_name = _by_name()

    def value(found: re.Match[str]) -> str:
        place = by_name.get(found.group(1).strip())
        return places.get(place, "") if place is not None else found.group(0)

    return _PLACE.sub(value, words)


def with_official_days(text: str) -> str:
    """Write the days of a reason as a letter does: 2026年1月5日."""
    return _DAY.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", text)


def letter_problem(words: LetterWords) -> Refusal | None:
    """Name the first place that no letter knows."""
    known = _by_name()
    for text in (words.title, words.body):
        for name in _PLACE.findall(text):
            if name.strip() not in known:
                return errors.PlaceUnknown(place=name, known="、".join(place.chinese for place in LetterPlace))
    return None


def number_text(number_word: str, year: int, number: int) -> str:
    """Write a letter's number: 霁督函〔2026〕3号."""
    return f"{number_word}〔{year}〕{number}号"


def _by_name() -> dict[str, LetterPlace]:
    return {place.chinese: place for place in LetterPlace} | {place.value: place for place in LetterPlace}
