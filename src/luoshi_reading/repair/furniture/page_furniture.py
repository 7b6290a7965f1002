"""Page furniture: what stands round a document on its page and is no part of it.

Told by the shape of a line (short, no sentence), by the words it begins with or holds, and by where it stands: before
the first or after the last paragraph of running text (N1). Nothing here is written for one site or one document.
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from luoshi_reading.knowledge.table_headings import DITTO, are_headings
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.furniture import (
    contact_blocks,
    lines_of_papers,
    page_edges,
    page_facts,
    page_headlines,
    page_tails,
    repetitions,
    writers,
)
from luoshi_reading.repair.furniture.furniture_rules import Furniture, Rules, load
from luoshi_reading.repair.furniture.page_headlines import FLAT, behead
from luoshi_reading.repair.lines import Line, Page
from luoshi_reading.repair.wrappings import page_markup

WHY = "furniture"

_KEY = re.compile(r"([A-Za-z][A-Za-z_-]{1,20})[：:][ \t]*(.*)\Z")
_STRAY = re.compile(r"[。，；、！？：,;.·．]+(?=[^\s。，；、！？：,;.0-9])")
_RUNNING = re.compile(r"[，。；：！？]")
_PAGE_NUMBER = re.compile(
    r"[-—－–·\s]*+(?:第\s*+)?(\d{1,4})(?:\s*+页)?(?:[\s,，/／]*+(?:(?:共|of)\s*+)?\d{1,4}(?:\s*+页)?)?[-—－–·\s]*+\Z"
)
_DASHED_PAGE_NUMBER = re.compile(r"[-—－–]+\s*\d{1,3}\s*[-—－–]+\Z")
_PLAIN_PAGE_NUMBER = re.compile(r"\d{1,4}\Z")
_BULLETS = "•·●▪◦■□▍▎*◆ \u3000"
_STROKES = "|｜ \u3000"
_LABEL_ALONE = re.compile(r"(?:号|类|源|机构|机关|单位|部门|日期|时间|时效|效性|方式|范围|属性)\s*[：:]\Z")
_CLOCK = re.compile("现在|当前|北京")
_LONGEST_VALUE = 24
_LONGEST_NUMBER = 48
_HAN = re.compile("[一-鿿]")
_SEPARATORS = re.compile(r"[|｜·•\s>»›/]+")
_LONGEST_MENU = 200
_MANY_WORDS = 3
# 新闻推荐: headlines, and what the site says of itself in sentences.
_RECOMMENDS = "新闻推荐"
_FEW_RECOMMENDED = 5
# 相关阅读, and 【渡口整治方案】相关文章：.
_LONGEST_LINKS = (20, 50)


def find(text: str) -> list[Edit]:
    """Find furniture; each edit deletes a stretch and is named by the kind of furniture."""
    rules = load()
    found = [_gone(*place) for place in page_markup.find(text)]
    page = Page.of(text)
    _front_matter(page, found, rules)
    _advertisement(page, found)

    def take(of: Page, line: Line, kind: str) -> None:
        _take(of, line, kind, found)

    def cut(start: int, end: int, kind: str) -> None:
        found.append(_gone(start, end, kind))

    page_headlines.title_tags(page, take)
    page_headlines.site_names(page, cut, rules)
    page_headlines.doubled(page, cut)
    page_headlines.facts_beside(page, cut, listed=True)
    page_facts.offers(page, take)
    page_headlines.introductions(page, take, cut)
    page_edges.disclaimers(page, take, rules)
    page_edges.shared(page, take)
    page_edges.labelled_blocks(page, take)
    page_edges.leaves(page, take)
    page_edges.trails(page, take)
    _by_words(page, found, rules)
    page_facts.fact_lines(page, take)
    page_facts.givers(page, take)
    page_headlines.facts_beside(page, cut)
    contact_blocks.find(page, take, rules)
    _menus(page, found, rules)
    page_facts.sections(page, take)
    page_edges.words_beside(page, take, rules)
    found += [_gone(start, end, "navigation") for start, end in page_edges.captions(page, take)]
    _links_after(page, found, rules)
    page_tails.names_over_menus(page, take)
    page_tails.signs(page, take)
    page_tails.leftovers(page, take)
    page_headlines.again(page, take, cut)
    page_headlines.glued(page, cut)
    page_headlines.days_beside(page, take)
    _page_numbers(page, found)
    _trailing_credit(page, found, rules)
    found += [_gone(start, end, "editor_credit") for start, end in page_facts.left_marks(page, take)]
    _stray_marks(page, found)
    repetitions.find(page, take, cut)
    return _widest(found)


def _gone(start: int, end: int, kind: str) -> Edit:
    return Edit(start, end, "", kind, WHY)


def _widest(found: list[Edit]) -> list[Edit]:
    """Keep of overlapping stretches the one that begins first, and of those the longest."""
    kept: list[Edit] = []
    for edit in sorted(found, key=lambda e: (e.start, -e.end)):
        if not kept or edit.start >= kept[-1].end:
            if edit.end > edit.start:
                kept.append(edit)
        elif edit.end > kept[-1].end:
            kept[-1] = kept[-1]._replace(end=edit.end)
    return kept


def _take(page: Page, line: Line, kind: str, found: list[Edit]) -> None:
    if not line.taken:
        line.taken = True
        found.append(_gone(line.start, line.end, kind))


def _front_matter(page: Page, found: list[Edit], rules: Rules) -> None:
    """The block of a static site's page: between two rules of dashes, or a run of known keys at the very head (N4)."""
    lines = page.lines
    if not lines:
        return
    fenced = lines[0].text in ("---", "+++")
    last = next((i for i, line in enumerate(lines[1:60], 1) if line.text == lines[0].text), 0) if fenced else 0
    if not last:
        fenced = False
        keyed = 0
        while keyed < len(lines) and (m := _KEY.match(lines[keyed].text)) and m[1].lower() in rules.front_keys:
            keyed += 1
        if keyed < 2:
            return
        last = keyed - 1
    for line in lines[: last + 1]:
        m = _KEY.match(line.text)
        if m and m[1].lower() == "title" and len(m[2].strip("\"' “”‘’")) >= 4:
            if _stands_soon(lines[last + 1 : last + 12], rules.fused_site.sub("", m[2])):
                _take(page, line, "front_matter", found)
                continue
            quoted = m[2][:1] in "\"'" and m[2][-1:] == m[2][:1]
            value = line.start + m.start(2)
            found.append(_gone(line.start, value + quoted, "front_matter"))
            if quoted:
                found.append(_gone(line.end - 1, line.end, "front_matter"))
        else:
            _take(page, line, "front_matter", found)
    page.measure()


def _advertisement(page: Page, found: list[Edit]) -> None:
    """An advertisement that was slipped in before the first words of the text (N11)."""
    if (place := page_edges.advertisement(page)) is not None:
        line = page.lines[0]
        if place[1] == line.end:
            _take(page, line, "advertisement", found)
        else:
            behead(
                line,
                place[1] - place[0],
                "advertisement",
                lambda start, end, kind: found.append(_gone(start, end, kind)),
            )
            page.measure()


def _stands_soon(lines: list[Line], title: str) -> bool:
    flat = FLAT.sub("", title)
    return any(FLAT.sub("", line.text) == flat for line in lines)


def _by_words(page: Page, found: list[Edit], rules: Rules) -> None:
    """Lines that begin with, hold or are the words of a kind of furniture (N2)."""
    for line in (*page.head, *page.tail):
        words = line.text.strip(_BULLETS).strip(_STROKES) or line.text
        if words and not line.taken and not line.long and rules.cue(words):
            _take_by(rules.furniture, page, line, words, found)
    for line in page.inside:
        if (
            line.text[-1] not in "。；：，、"
            and not line.taken
            and len(line.text) <= rules.longest
            and not lines_of_papers.is_outlined(line.text)
            and rules.cue_inside(line.text)
        ):
            _take_by(rules.inside, page, line, line.text, found)
    _values_below(page, found)


def _take_by(furniture: Furniture, page: Page, line: Line, words: str, found: list[Edit]) -> None:
    """Take a line of the first kind whose words it has."""
    below = page.lines[line.index + 1].text if line.index + 1 < len(page.lines) else ""
    for kind, longest, pattern in furniture:
        if len(words) <= longest and pattern(words) and not lines_of_papers.may_order(kind, line.text, below):
            _take(page, line, kind, found)
            return


def _values_below(page: Page, found: list[Edit]) -> None:
    """What stands on the line below a label of the head: 发文机构：, and under it the organ's name (N2)."""
    for label, value in itertools.pairwise(page.head):
        alone = label.taken and _LABEL_ALONE.search(label.text) is not None and _CLOCK.match(label.text) is None
        if alone and not value.taken and _is_value(value.text) and not _RUNNING.search(value.text):
            _take(page, value, "metadata", found)


def _is_value(text: str) -> bool:
    """Tell what a fact may be: a few characters, or a number however long."""
    if text[0] in "一二三四五六七八九十" and text[1:2] == "、":
        return False  # the first heading below 来源：
    return len(text) <= _LONGEST_VALUE or (len(text) <= _LONGEST_NUMBER and _HAN.search(text) is None)


def _menus(page: Page, found: list[Edit], rules: Rules) -> None:
    """Menu words, several in a line or a line each."""
    run: list[Line] = []
    for line in [*page.head, None, *page.tail, None]:
        if line is not None and not line.taken and _is_menu(line, rules):
            run.append(line)
            continue
        many = sum(len(_SEPARATORS.split(r.text)) for r in run) >= _MANY_WORDS
        if run and (many or any(_many_words(r.text, rules) or page_facts.is_portal(r.text) for r in run)):
            for r in run:
                _take(page, r, "navigation", found)
        run = []


def _many_words(text: str, rules: Rules) -> bool:
    return len(_SEPARATORS.split(text)) >= _MANY_WORDS or rules.menu_run.match(text) is not None


def _is_menu(line: Line, rules: Rules) -> bool:
    """Tell a line of menu words, all or most of it."""
    if len(line.text) > _LONGEST_MENU:
        return False
    if line.text in rules.menu or rules.menu_run.match(line.text) is not None:
        return True
    if not _SEPARATORS.search(line.text):
        return False
    items = [item for item in _SEPARATORS.split(line.text) if item]
    known = sum(item in rules.menu or page_facts.is_section(item) or page_facts.is_site(item) for item in items)
    return known > 0 and (known >= 3 or known == len(items)) and known * 2 >= len(items)


def _links_after(page: Page, found: list[Edit], rules: Rules) -> None:
    """A heading like 相关阅读 after the document, and the short lines after it up to the end."""
    recommended = next((line for line in page.lines[-_FEW_RECOMMENDED:] if line.text == _RECOMMENDS), None)
    if recommended and recommended.index > page.first:
        for rest in page.lines[recommended.index :]:
            _take(page, rest, "link_list", found)
    if page.last < len(page.lines) and page.lines[page.last].taken:
        page.measure()  # what claims rights below the links was running text until it was taken
    tail = page.tail
    for index, line in enumerate(tail):
        if len(line.text) <= _LONGEST_LINKS[line.text[0] == "【"] and rules.after_document.match(line.text):
            if all(rest.taken or (len(rest.text) <= 60 and rest.text[-1] not in "。；") for rest in tail[index + 1 :]):
                for rest in tail[index:]:
                    _take(page, rest, "link_list", found)
            return


def _page_numbers(page: Page, found: list[Edit]) -> None:
    """Page numbers on lines of their own, and the running heads beside them."""
    numbered = [
        (line, m)
        for line in page.lines
        if len(line.text) <= 24
        and (line.text[0] == "第" or not "一" <= line.text[0] <= "鿿")
        and not line.taken
        and (m := _PAGE_NUMBER.match(line.text))
    ]
    marked = [n for n in numbered if not _PLAIN_PAGE_NUMBER.match(n[0].text)]
    rising = sum(int(b[1][1]) == int(a[1][1]) + 1 for a, b in itertools.pairwise(numbered))
    dashed = [n for n in numbered if _DASHED_PAGE_NUMBER.match(n[0].text)]
    if dashed or len(marked) >= 2 or rising >= 2:
        for line, _ in numbered if rising >= 2 else marked if len(marked) >= 2 else dashed:
            _take(page, line, "page_number", found)
    ends = {line.index for line in page.lines if line.taken and len(line.text) <= 24 and _PAGE_NUMBER.match(line.text)}
    if not ends and "\f" not in page.text:
        return
    times: dict[str, list[Line]] = {}
    for line in page.lines:
        if line.text[-1] in "。；：，、" or line.taken or _OF_AN_ITEM.match(line.text):
            continue
        if 4 <= len(line.text) <= 50 and not _of_table(line):
            times.setdefault(line.text, []).append(line)
    for same in times.values():
        again = same[1:]
        if len(again) >= 2 or (again and all(ends & {line.index - 1, line.index + 1} for line in again)):
            for line in same if _heads_another(page, same[0]) else again:
                _take(page, line, "running_head", found)


# Lines of the page's top that may stand over the headline, and characters of one.
_TOP = 3
_HEADLINE = range(8, 61)
_RUNNING = re.compile("[。；，]")
# 责任单位：县水利局, below each item that it answers for, is no running head.
_OF_AN_ITEM = re.compile(r"[一-鿿]{0,4}(?:责任|牵头|配合|主办|协办|承办|实施|落实|完成|负责|联系)[一-鿿]{0,6}[：:]")


def _of_table(line: Line) -> bool:
    """Whether a line is the heads of a table's columns, which the reading of tables knows when they stand again."""
    if "\t" not in line.text:
        return False
    cells = line.text.split("\t")
    return cells[0] == DITTO or are_headings(cells)


def _heads_another(page: Page, head: Line) -> bool:
    """Tell a running head over another headline: a paper's name and number, not the document's own title."""
    below = next((line for line in page.lines[head.index + 1 :] if not line.taken), None)
    return (
        head.index < _TOP
        and below is not None
        and len(below.text) in _HEADLINE
        and below.text[-1] not in "。；：，、！？"
        and _RUNNING.search(below.text) is None
    )


def _trailing_credit(page: Page, found: list[Edit], rules: Rules) -> None:
    """A credit in brackets at the end of the last paragraph (N7)."""
    found += [_gone(start, end, "editor_credit") for start, end in writers.find(page)]
    left = [line for line in page.lines if not line.taken]
    for line in left[-2:]:
        if m := rules.credit_at_end.search(page.text, max(line.start, line.end - 100), line.end):
            found.append(_gone(m.start(), line.end, "editor_credit"))


def _stray_marks(page: Page, found: list[Edit]) -> None:
    """A mark at the beginning of a line that can only end something."""
    for line in page.lines:
        if line.text[0] in "。，；、！？：,;·．" and not line.taken and (m := _STRAY.match(line.text)):
            found.append(_gone(line.start, line.start + m.end(), "stray_punctuation"))


@cache
def kinds() -> tuple[str, ...]:
    """Name every kind of furniture."""
    own = "front_matter site_name contact_block link_list label duplicated_headline page_number running_head "
    own += "advertisement stray_punctuation repeated_fragment image_tag template_tag markup"
    return tuple(sorted({*own.split(), *(kind for kind, *_ in load().furniture)}))
