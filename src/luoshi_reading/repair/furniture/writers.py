"""Names of those who wrote a report, behind its end, under its headline or behind the parts of a digest (N7)."""

from __future__ import annotations

import re

from luoshi_reading.knowledge.surnames import NOT_NAMES, OFTEN, SINGLE, USUAL
from luoshi_reading.repair.lines import Line, Page

_PAPER = r"(?:[一-鿿]{2,8}(?:日报|晚报|报|融媒体?|融媒体?中心|新闻网?|网|电视台|广播|在线))?"
_ROLE = r"(?:本报|本网|本台|全媒体|融媒体?|见习|实习|特约|首席)*(?:记者|通讯员|报道组|供稿|摄影|撰稿|摄)"
_UNIT = r"[一-鿿]{2,14}(?:局|委|办|办公室|部|中心|镇|乡|街道|社|报|融媒|电视台|院|校|公司|大队|支队)"
_BRACKETED = re.compile(r"[（(](?P<inside>[一-鿿\u3000 、：:/]{2,60})[ \u3000]*+[）)][ \u3000]*+$")
_PART = re.compile(r"[ \u3000、/：:]+")
_WITH_ROLE = re.compile(
    rf"(?P<before>[一-鿿]{{2,3}}?)?{_PAPER}{_ROLE}(?P<name>[一-鿿]{{2,3}})?(?:文/图|图/文|摄影报道|文|图|摄)?"
)
_SHOWN_BY = re.compile(r"(?P<name>[一-鿿]{2,3})(?:文/图|图/文|文|图|摄)")
_REPORTS = re.compile(r"讯|电|\d日[，上下]|近日|日前|召开|举行|强调|指出|调研|公报|讲话")
_LEAD = 600
_NO_NAME_ENDS = frozenset("镇乡县市区村略后局委办厅院室部组科队所处件稿图表页注章节同下上中完")
_STROKES = "|｜ \u3000"
_BLANKS = " \u3000"
_CLOSES = frozenset("）)】]")
_DISPATCH = re.compile(
    r"[（(]据?(?:新华社|新华网|中新社|人民日报|中国新闻网)[^（）()，。]{0,14}\d{1,2}月\d{1,2}日电[^（）()。]{0,14}[）)]"
    r"[ \u3000]*(?:[【\[][^】\]]{2,8}[】\]])?$"
)
_LONGEST_CAPTION = 60

# What may stand before the writers in brackets: nothing, or the end of a sentence.
_BEHIND = ("", "。", "！", "”", "…")


def find(page: Page) -> list[tuple[int, int]]:
    """Return where names of the writers stand in brackets of their own: under the headline or at the end (N7)."""
    left = [line for line in page.lines if not line.taken]
    found: list[tuple[int, int]] = []
    if not left or not _REPORTS.search(page.text, left[0].start, left[0].start + _LEAD):
        return found
    found += _credited_parts(left)
    # One name behind every task is who answers for it.
    bracketed = [line.text for line in left if line.text[-1] in "）)"]
    if len([text for text in bracketed if _writers_from(text) is not None]) > 1:
        return found
    for line in left[-2:]:
        start = _writers_from(line.text)
        if start is not None and line.text[:start].rstrip(_BLANKS)[-1:] in _BEHIND:
            found.append((line.start + start, line.end))
    found += _units_behind(page, left)
    found += _names_alone(page, left)
    last = left[-1].text.rstrip(_STROKES)
    if last[-4:-3] in "。！”" and _is_name(last[-3:]) and len(last) > _LONGEST_CAPTION:
        found.append((left[-1].start + len(last) - 3, left[-1].end))
    half = _HALF_BRACKETED.search(last, max(0, len(last) - _LONGEST_CREDIT))
    if half and all(map(_is_name, _PART.split(half["names"]))):
        found.append((left[-1].start + half.start(), left[-1].end))
    if (tail := _tail_of(last)) is not None:
        found.append((left[-1].start + tail, left[-1].end))
    for line in left[1:4]:
        if line.index < page.first and _writers_from(line.text) == 0:
            found.append((line.start, line.end))
    return found


# （县政府办综合科）, （桑坞县重点办）: a section of an office, or any unit far behind the last sentence.
_UNIT_BEHIND = re.compile(
    r"(?P<blanks>\A|(?<=[。！？”])[ \u3000]*)[（(]"
    r"(?:(?P<section>[本县市区镇乡州局][一-鿿]{1,12}(?:科|股|处))"
    r"|[一-鿿]{2,14}(?:[局办委部镇乡站院队科股处]|办公室|中心|街道))[）)][ \u3000]*\Z"
)
_LONGEST_UNIT = 80
_LEAST_BLANKS = 4
# 县交通局  邱岚, alone below the text.
_SIGNED_BY = re.compile(
    r"[一-鿿]{2,12}(?:[局办委部镇乡站院队社]|办公室|中心|街道)[ \u3000]+"
    r"(?P<names>[一-鿿]{2,3}(?:[ \u3000、]+[一-鿿]{2,3}){0,3})"
)
_ANSWERS = re.compile(
    r"[（(][^（）()\n]{0,40}(?:牵头|责任|配合|负责|参与)[^（）()\n]{0,60}[）)]|(?:责任|牵头|配合)(?:单位|部门|科室|人)[：:]"
    r"|(?:^|\n)[ \u3000]*(?:[一二三四五六七八九十]、|[（(][一二三四五六七八九十][）)]|\d{1,2}[.．、])"
)


def _units_behind(page: Page, left: list[Line]) -> list[tuple[int, int]]:
    """Return where the unit that wrote a report, or a part of a digest, stands behind it.

    A text with numbered lines or notes of duty is no report: there a unit answers for a task.
    """
    last = left[-1]
    signed = _SIGNED_BY.fullmatch(last.text)
    bracketed = [line for line in left[1:] if line.text[-1] in "）)"]
    if not (signed or bracketed) or _ANSWERS.search(page.text):
        return []
    if signed and last.index > page.last and all(map(_is_name, _PART.split(signed["names"]))):
        return [(last.start, last.end)]
    units = [
        (line, unit)
        for line in bracketed
        if (unit := _UNIT_BEHIND.search(line.text, max(0, len(line.text) - _LONGEST_UNIT)))
        and (unit["section"] or unit.start() == 0 or len(unit["blanks"]) >= _LEAST_BLANKS)
    ]
    return [(line.start + unit.start(), line.end) for line, unit in units]


# 桑坞融媒 汤敏 邱岚, or names alone, each perhaps spread: 汤敏 邱 岚.
_OF_MEDIA = re.compile(r"[一-鿿]{2,8}(?:融媒体?(?:中心)?|日报|晚报|报|新闻网?|网|电视台|广播|在线|发布)")
_NAMES_ALONE = re.compile(r"[一-鿿]{1,12}(?:[ \u3000、]+[一-鿿]{1,3}){1,6}")
_LONGEST_ALONE = 30


def _names_alone(page: Page, left: list[Line]) -> list[tuple[int, int]]:
    """Return where nothing but writers' names stand below a report, with the medium's name before them or not (N7)."""
    last = left[-1]
    if len(last.text) > _LONGEST_ALONE or last.index <= page.last or _NAMES_ALONE.fullmatch(last.text) is None:
        return []
    parts = _SPREAD_NAME.sub(r"\1\2", last.text).replace("、", " ").split()
    named = parts[_OF_MEDIA.fullmatch(parts[0]) is not None :]
    above = left[-2].text[-1:] if len(left) > 1 else ""
    whole = above in _ENDS and len(parts) > 1 and named and all(map(_is_writer, named))
    return [(last.start, last.end)] if whole and _ANSWERS.search(page.text) is None else []


_ENDS = ("。", "！", "”", "）", ")")
_SPREAD_NAME = re.compile(r"(?<![一-鿿])([一-鿿])[ \u3000]+([一-鿿])(?![一-鿿])")


def _is_writer(part: str) -> bool:
    return _is_name(part) or (len(part) == len("林秋渡") and _is_any_name(part))


_LONGEST_CREDIT = 48
# …。汤敏、邱岚）, whose bracket lost its first half
_HALF_BRACKETED = re.compile(r"(?<=[。！”])(?P<names>[一-鿿]{2,3}(?:[ \u3000、]{1,2}[一-鿿]{2,3}){0,3})[）)]\Z")
_CREDITED_PART = re.compile(
    r"(?<=[。！？”])[ \u3000]*[（(][一-鿿、]{0,16}(?:记者|通讯员)[一-鿿 \u3000、：:]{2,24}[）)]$"
)


def _credited_parts(lines: list[Line]) -> list[tuple[int, int]]:
    """Return where the reporters of each part of a digest stand behind it."""
    return [
        (line.start + credit.start(), line.end)
        for line in lines
        if line.text[-1] in "）)"
        and _holds_writers(line.text)
        and (credit := _CREDITED_PART.search(line.text, max(0, len(line.text) - _LONGEST_CREDIT)))
    ]


def _holds_writers(text: str) -> bool:
    """Tell whether who writes is named where a credit would stand, before it is looked at more closely."""
    return "记者" in text[-_LONGEST_CREDIT:] or "通讯员" in text[-_LONGEST_CREDIT:]


def _writers_from(text: str) -> int | None:
    """Return where the bracket that ends a line begins, if it names writers and nothing else."""
    text = text.rstrip(_STROKES)
    if text[-1:] not in _CLOSES:
        return None
    if "电" in text[-60:] and (dispatch := _DISPATCH.search(text, max(0, len(text) - 60))):
        return dispatch.start()
    opens = max(text.rfind("（", -64), text.rfind("(", -64))  # the last: within a bracket there is no other
    m = _BRACKETED.match(text, opens) if opens >= 0 else None
    if m is None:
        return None
    inside = m["inside"].strip()
    parts = [part for part in _PART.split(inside) if part]
    if len(inside) <= len("章 　鹏") and list(map(len, parts)) == [1, 1] and parts[1] not in _NO_NAME_ENDS:
        return m.start()
    return m.start() if _count_names(parts) else None


def _count_names(parts: list[str]) -> int:
    """How many names there are, if a bracket or a tail holds nothing but names with roles and a unit before them."""
    names = 0
    for place, part in enumerate(parts):
        if (
            _is_name(part)
            or _are_two_names(part)
            or ((shown := _SHOWN_BY.fullmatch(part)) and _is_any_name(shown["name"]))
        ):
            names += 1
        elif (role := _WITH_ROLE.fullmatch(part)) and all(map(_is_any_name, filter(None, role.groups()))):
            names += any(role.groups())
        elif not (place == 0 and len(parts) > 1 and re.fullmatch(_UNIT, part)):
            return 0
    return names


# …不留死角。县防汛办 汤敏, …。云岭融媒记者邱岚 通讯员陶然
_TAIL = re.compile(r"(?<=[。！？”])[ \u3000]*(?P<tail>[一-鿿]{2,16}(?:[ \u3000、：:/]{1,4}[一-鿿]{2,12}){1,4})\Z")
_LONGEST_TAIL = 60


def _tail_of(text: str) -> int | None:
    """Return where names with their unit or roles begin behind the last full stop, without a bracket."""
    found = _TAIL.search(text, max(0, len(text) - _LONGEST_TAIL))
    return found.start() if found and _count_names(_PART.split(found["tail"])) else None


def _is_any_name(part: str) -> bool:
    """Tell a name, also of a surname that is an ordinary word, as behind 记者."""
    return 2 <= len(part) <= 3 and part[0] in SINGLE and part[-1] not in _NO_NAME_ENDS


def _are_two_names(part: str) -> bool:
    """Tell two names with nothing between them: 邱岚骆听澜."""
    return len(part) in _TWO_NAMES and any(
        _is_plain_name(part[:at]) and _is_plain_name(part[at:]) for at in (len(part) // 2, (len(part) + 1) // 2)
    )


_TWO_NAMES = range(4, 7)


def _is_plain_name(part: str) -> bool:
    return part[0] in USUAL and part[-1] not in _NO_NAME_ENDS and part not in NOT_NAMES and part[:2] not in NOT_NAMES


def _is_name(part: str) -> bool:
    if part[-1:] in _NO_NAME_ENDS:
        return False
    often = len(part) == len("林秋渡") and part[0] in OFTEN and part[:2] not in NOT_NAMES
    return often or (2 <= len(part) <= 3 and part[0] in USUAL)
