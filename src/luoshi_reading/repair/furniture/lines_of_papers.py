"""Lines of a paper that hold words of furniture: an order may speak of 二维码, 公众号 or 审核 (N18)."""

from __future__ import annotations

import re

_OUTLINE = re.compile(
    r"第?[一二三四五六七八九十百\d]{1,4}(?:[、.．章节条款篇]|是|要)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]"
)
_BEGINS_OUTLINE = "第一二三四五六七八九十百（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# 二、在渡口设置二维码; 1. only before a whole sentence.
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十百]{1,4}(?:[、.．章节条]|是|要)|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳]"
)
_DIGITS = re.compile(r"[（(]?\d{1,2}(?:[、.．)）])(?!\d)")
_ENDINGS = "。；"
# Kinds whose own words are long sentences, numbered ones as well.
_CLAIMS = frozenset(("copyright", "login_wall", "comments", "contact_block"))
_TOLD_TO_DO = re.compile(
    r"负责|不得|必须|应当|(?<!需)要(?!闻|点)|[指确]定专人|安排专人|各(?:部门|单位|镇|乡|村|县|区|街道)|[由报经][一-鿿]{2,12}(?:审|核|定|批)"
)
_SCANNED_FOR = re.compile(r"报名|登记|填[写报]|签到|申报|缴费|[核查]验|溯源|公示")


# 时间：3月12日上午9时, over 地点：…: when something is held.
_HELD_AT = re.compile(
    r"(?:会议)?(?:时间|日期)\s?[：:](?!.*(?:来源|作者|浏览|点击|阅读|编辑|发布|字号|字体|\d[：:]\d\d[：:]\d\d))\s?"
    r"(?:.*(?:[上下中]午|晚|\d[时点])|\d{1,2}月|(?P<day>20\d\d年\d{1,2}月\d{1,2}日))"
)
_PLACED = re.compile(
    r"(?:会议|活动)?(?:地\s{0,4}点|主\s{0,4}持|议\s{0,4}题)|(?:出席|参加|参会|列席|与会)(?:人员?|范围|单位)?[：:]"
)


def may_order(kind: str, text: str, below: str = "") -> bool:
    """Tell whether a line that holds words of a kind of furniture is one of a paper's own."""
    if kind == "metadata" and text[0] in "时日会" and (held := _HELD_AT.match(text)):
        return held["day"] is None or _PLACED.match(below) is not None
    if _NUMBERED.match(text):
        return True
    if kind in _CLAIMS:
        return False
    if kind == "qr_caption" and _SCANNED_FOR.search(text):
        return True
    return text[-1] in _ENDINGS and (_DIGITS.match(text) is not None or _TOLD_TO_DO.search(text) is not None)


def is_outlined(text: str) -> bool:
    """Tell a line that begins with the number of a heading or an entry."""
    return (text[0] in _BEGINS_OUTLINE or text[0].isdecimal()) and _OUTLINE.match(text) is not None
