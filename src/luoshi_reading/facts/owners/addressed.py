"""Who is addressed by a whole paragraph and goes on being told (各级各部门要…。要…。对…的，要…). Rule R25."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.pieces import Piece
from luoshi_reading.structure import Sentence

# 各乡镇各部门, 各责任单位主要负责人, 县委班子: all who are spoken to; 相关部门 are told of their own matter only.
_AUDIENCE = re.compile(
    r"(?:全[市省县区州镇乡系][^，。；]{0,6}|[局厅委院校])?各(?!相关|有关|职能|类|项)[^，。；]{1,24}"
    r"|(?:[一-鿿]{0,8}(?<!家庭)(?:政府|党委|党政|[市县区镇乡]委))各?(?:领导)?班子(?:成员|及[^，。；]{2,12}部门)?"
)
_GOES_ON = re.compile(
    r"(?:特别是?|尤其是?|同时，?|还|更|也)*要(?!求|点|素)|(?:对|在|针对)[^，。；]{2,24}，(?:都|均|也|更)?(?:要(?!求)|必须|务必)"
    r"|紧紧围绕[^，。；]{2,30}，|[^，。；]{1,12}(?:[完束署开设]成?后|[学汛节会工季期][前间]|期间)，(?:都|均|也)?要(?!求)"
)
# 对…的，要严肃追究责任: who is to be held to account, by whomsoever.
_PENALTY = re.compile("追责|追究|问责|通报|处理|处罚|查处|惩处")
# 会议强调，全县各单位——⏎要…⏎要…: who is addressed on a line of its own.
_ADDRESSED_ABOVE = re.compile(
    r"(?:要求|强调|指出|希望)，?(?P<who>(?:全[市省县区州镇乡]|各)[^，。；：—\n]{2,20})"
    r"(?:——|[：:])[ \u3000]*+\n[ \u3000]*+$"
)
# …。消防部门要会同…: others who are told theirs in the paragraph; it is not one audience's then.
_OTHERS = re.compile(
    r"(?:^|[，。；])(?:特别是)?(?:[省市县区镇乡各有相][^，。；]{1,24}|[^，。；]{2,12}(?:部门|单位|企业|[局委办]|系统|公司|小组))"
    r"(?<![主重需必只还都也更需])(?<!一定)(?:要(?!求|点|素)|必须|务必)"
)
_THING_OWES = re.compile("[^，。；]{3,16}(?<![主重需必])(?:要(?!求|点|素)|必须)")
_LONGEST_ABOVE = 60
_PEOPLE = ("干部", "党员", "同志", "人员")


class Addressed:
    """The one audience that a paragraph is told to, from its first order to the first that names another."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = -1
        self._who: str | None = None
        self._closed = False
        self._goes_on = False

    def hear(self, owner: str | None, sentence: Sentence) -> None:
        """Keep who owns an entry of ``sentence``: the first of a paragraph, or of a point, may be its audience."""
        if owner is None:
            self._closed = self._closed or (self._who is None and not sentence.enumerator)
        elif self._who is None and not self._closed and _is_audience(owner):
            self._who = owner
        elif owner != self._who:
            self._closed, self._who = True, None

    def enter(self, sentence: Sentence) -> None:
        """Note whether a ；-chain that begins with ``sentence`` goes on with what the audience must."""
        self._goes_on = False
        if sentence.line != self._line or sentence.enumerator:
            self._line, self._who, self._closed = sentence.line, None, False
            return
        text, start = self._text, sentence.start
        if self._who is None:
            return
        if _GOES_ON.match(text, start) is None:
            if not text.startswith(self._who, start):
                self._closed, self._who = True, None
            return
        if text[start] != "要" and _PENALTY.search(text, start, sentence.end):
            return
        end = text.find("\n", start)
        if _OTHERS.search(text, start, end if end >= 0 else len(text)):
            self._closed, self._who = True, None
        self._goes_on = self._who is not None

    def owner(self, piece: Piece) -> str | None:
        """Return the audience where an entry is theirs, too, and not about a thing (…，栈道要逐段查过), or None."""
        first = piece.clauses[0]
        if (
            not self._goes_on
            or piece.sentence.enumerator
            or (first.start != piece.sentence.start and _THING_OWES.match(self._text, first.start))
        ):
            return None
        return self._who


def _is_audience(owner: str) -> bool:
    return _AUDIENCE.fullmatch(owner) is not None and not owner.endswith(_PEOPLE)


def addressed_above(text: str, start: int) -> str | None:
    """Return who is addressed on the line above the one that begins at ``start`` (会议强调，全县各单位——), or None."""
    above = _ADDRESSED_ABOVE.search(text, max(0, start - _LONGEST_ABOVE), start)
    return above["who"] if above else None
