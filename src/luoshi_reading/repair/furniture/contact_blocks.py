"""Contact blocks: the lines at a page's edge that tell how to reach whoever made the page (N3)."""

from __future__ import annotations

import re
from collections.abc import Callable

from luoshi_reading.repair.furniture.furniture_rules import Rules
from luoshi_reading.repair.lines import Line, Page

Take = Callable[[Page, Line, str], None]

_BUILDING = re.compile(r"\d+\s*[栋幢楼号室层座单元栋棟]|[路街道巷弄里]\s*\d+|(?:大厦|广场|写字楼|工业园|科技园)")
_RUNNING = re.compile(r"[，。；：！？]")
# Who holds an event; on a page without other furniture that is the text's own.
_ORGANIZER = re.compile(r"(?:主办|承办|协办)(?:单位)?\s*[：:]")


# Whom to ring right below what claims rights is the account's or the site's own.
_CLAIMS = re.compile("声明|版权|删除|转载|ICP备")


# 各镇：, 请于4月底前报名。: the paper has begun, however short its lines are.
_ADDRESSES = re.compile(r"[。；]\Z|(?:各[^，。：]{1,40}|同志们?|代表|你们)[：:]\Z")


def find(page: Page, take: Take, rules: Rules) -> None:
    """Neighbouring lines of contact labels, with the second lines of addresses between them (N3).

    Before the document every such block is furniture; after it only one that a web site signs (address of a site,
    postcode, rights), for a notice may well end with whom to ring.
    """
    lines = page.lines
    index = 0
    while index < len(lines):
        if index == page.first:
            index = page.last + 1
            continue
        line = lines[index]
        if line.taken or not rules.contact.match(line.text) or line.long:
            index += 1
            continue
        until, labelled = index, 0
        while until < len(lines) and page.is_edge(lines[until]) and not lines[until].long:
            if rules.contact.match(lines[until].text) or lines[until].taken:
                labelled += not lines[until].taken
            elif not _continues_address(lines, until):
                break
            until += 1
        block = lines[index:until]
        in_head = page.in_head(line) and not any(map(_ADDRESSES.search, (above.text for above in lines[:index])))
        signed = any(rules.web_label.search(b.text) for b in block) or any(b.taken for b in block)
        if all(_ORGANIZER.match(b.text) for b in block) and not _beside_taken(lines, index, until):
            signed = in_head = False
        if in_head:
            labelled = max(labelled, len(rules.contact.findall(line.text)))  # 合作热线：…  来稿邮箱：…
        claimed = index > page.last and lines[index - 1].taken and _CLAIMS.search(lines[index - 1].text) is not None
        if (labelled >= 2 and (in_head or signed)) or (labelled and claimed):
            for b in block:
                take(page, b, "contact_block")
        index = max(until, index + 1)


def _beside_taken(lines: list[Line], start: int, end: int) -> bool:
    """Tell whether furniture stands right before or after some lines."""
    return any(line.taken for line in (*lines[max(0, start - 1) : start], *lines[end : end + 1]))


def _continues_address(lines: list[Line], at: int) -> bool:
    """Tell the rest of an address that was broken over two lines."""
    text = lines[at].text
    return (
        at > 0
        and "址" in lines[at - 1].text[:8]
        and len(text) <= 30
        and bool(_BUILDING.search(text))
        and not _RUNNING.search(text)
    )
