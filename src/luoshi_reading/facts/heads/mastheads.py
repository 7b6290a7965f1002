"""The masthead of a bulletin: its name, the number of the issue, who issues it and when, what the issue holds.

Rule R65. A masthead stands over the first headline as a letterhead does, and is no title itself. Its lines are told
without their blanks, which spread words out and part an office from the day.
"""

from __future__ import annotations

import re

_NUMERAL = r"[\d一二三四五六七八九十百零〇]{1,5}"
_ISSUE = (
    rf"[（(〔\[【]?(?:20\d\d年?)?总?第{_NUMERAL}期[）)〕\]】]?"
    rf"(?:[（(〔\[]?(?:总|累计|本年度?)第?{_NUMERAL}期[）)〕\]]?|[（(](?:增|专|特)刊[）)])?"
)
_NAME = (
    r"[一-鿿“”·（）()]{0,24}(?:简报|信息|动态|快报|快讯|专报|通报|要情|参阅|参考|情况|反映|通讯|内参|摘要|专刊|交流|摘报"
    r"|专递|[月周旬日]报|要讯|之窗)"
)
_DAY = r"20\d\d[-－/.年]\d{1,2}[-－/.月]\d{1,2}日?"
_HAS_ISSUE = re.compile(rf"第[ \u3000]*{_NUMERAL}[ \u3000]*期")
_NAMED = re.compile(_NAME)
_NUMBERED = re.compile(_ISSUE)
_BOTH = re.compile(_NAME + _ISSUE)
_ISSUED = re.compile(
    rf"[一-鿿、“”（）()：:]{{0,40}}{_DAY}(?:编?印发?|编发?|出版)?"
    r"|[一-鿿（）()]{4,30}(?:委员会|政府|办公室|办公厅|领导小组|指挥部|专班|[局厅委部院室科处])"
    r"(?:[（(]?(?:编印?|主办|印发)[）)]?)?"
)
_SECRET = re.compile(
    r"(?:(?:内部(?:资料|文件|刊物|使用|参阅)|注意保存|妥善保管|请勿外传|机密|秘密|[特加平]急|急件)[★☆，,]?){1,3}"
)
_CONTENTS = re.compile(r"[【〔\[]?(?:本期(?:要目|目录|导读|内容|提要|重点|要点)|目[录次]|要目)[】〕\]]?[：:]?")
_ENTRY = re.compile(r"[○●◎◇◆□■★☆▲△·•※＊*▶►-]|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、")
_RULE = re.compile(r"[-－—–─━_＿=*]{3,}")
_LINES = 8
_LONGEST = 44
_MOST_ENTRIES = 16


def masthead_length(text: str) -> int:
    """Count the characters of the masthead at the head of a text; 0 where there is none.

    The number of the issue has to stand there, and with it the name of a bulletin.
    """
    if _HAS_ISSUE.search(text, 0, _LINES * _LONGEST) is None:
        return 0
    named = numbered = False
    end = at = 0
    for _ in range(_LINES):
        stop = text.find("\n", at, at + 2 * _LONGEST)
        line = "".join(text[at:stop].split())
        if stop < 0 or len(line) > _LONGEST:
            break
        both = _BOTH.fullmatch(line) is not None
        name = not named and "关于" not in line and _NAMED.fullmatch(line) is not None
        issue = _NUMBERED.fullmatch(line) is not None
        issued = (named or numbered) and _ISSUED.fullmatch(line) is not None
        if not (both or name or issue or issued or _is_plain(line)):
            break
        named, numbered = named or both or name, numbered or both or issue
        at = stop + 1
        if named and numbered:
            end = at
    return _after_contents(text, end) if end else 0


# 【领导关注】, the column that a newsletter begins with: its own name heads it.
_COLUMN = re.compile(r"\s*[【\[〔][一-鿿]{2,8}[】\]〕][ \u3000]*\n")


def newsletter(text: str, end: int) -> tuple[str, int, int] | None:
    """The name of a newsletter with its issue, where columns follow its masthead, which ends at ``end``."""
    if _COLUMN.match(text, end) is None:
        return None
    at = 0
    while at < end:
        stop = text.find("\n", at)
        line = text[at:stop].strip()
        bare = "".join(line.split())
        if _BOTH.fullmatch(bare) or _NAMED.fullmatch(bare):
            return line, at, stop
        at = stop + 1
    return None


def _is_plain(line: str) -> bool:
    return not line or _RULE.fullmatch(line) is not None or _SECRET.fullmatch(line) is not None


def _after_contents(text: str, at: int) -> int:
    """Pass over what the issue holds: a heading, and the headlines below it, each behind its mark or given again."""
    stop = text.find("\n", at)
    if stop < 0 or _CONTENTS.fullmatch("".join(text[at:stop].split())) is None:
        return at
    at = stop + 1
    for _ in range(_MOST_ENTRIES):
        stop = text.find("\n", at)
        line = text[at : max(stop, at)].strip()
        marked = _ENTRY.match(line) is not None
        if not line or len(line) > 2 * _LONGEST or "。" in line or not (marked or f"\n{line}\n" in text[stop:]):
            break
        at = stop + 1
    return at
