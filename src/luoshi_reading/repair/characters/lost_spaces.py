"""Blanks inside Chinese, which has none; and characters that cannot be seen.

A blank may be meant: between headline halves, after 记者, between names, between columns. So what stands on both sides
decides, and a blank between two plain words goes only from running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.knowledge.surnames import SINGLE
from luoshi_reading.repair.characters import spaced_names, spread_titles
from luoshi_reading.repair.characters.unusual import UNSEEN, unusual
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.likelihood import is_pair

STRAY = "stray_space"
INVISIBLE = "invisible_character"
BREAK = "joined_paragraphs"

_C = "一-鿿㐀-䶿"
_BLANK = " \u3000\u00a0\u2002\u2003"
_UNSEEN = re.compile(f"[{UNSEEN}][{UNSEEN}]*")  # twice as fast to look for as one repeated set
_REST = rf"(?<=\S.)[{_BLANK}]{{0,7}}(?=\S)"
_SPACES = re.compile(f"[{_BLANK}]{_REST}")
# The same, by the blank it begins with: five times as quick through a whole text as a set of them.
_SPACES_BY_BLANK = {blank: re.compile(blank + _REST) for blank in _BLANK}
_INDENT_INSIDE = re.compile(rf"\u3000\u3000(?<=[。！？；：”）]\u3000\u3000)(?=[{_C}“《（(0-9])")
# By the blank it begins with, as below.
_NARROW_INDENTS = {
    blank: re.compile(rf"{blank}(?<=[。！？；：”）].)(?:[ \u00a0]{{3,7}}+|\u3000\u3000)(?=[{_C}“《（(0-9])")
    for blank in " \u00a0"
}
_NARROW = ("    ", "\u00a0\u00a0\u00a0\u00a0", " \u3000\u3000", "\u00a0\u3000\u3000")
_SPREAD = re.compile(rf"(?<![{_C}])[{_C}](?:[{_BLANK}]{{1,4}}[{_C}])+(?![{_C}])")
_AFTER_SINGLE = re.compile(rf"[{_BLANK}](?<=[{_C}].)(?<![{_C}][{_C}].)")
_CHINESE = re.compile(f"[{_C}]")
_CLOSES = frozenset("，。；：、！？）》〉】〕”’%％")
_OPENS = frozenset("，。；、！？（《〈【〔“‘")
_CLOSES_HALF = frozenset(",;:!?)")
_OPENS_HALF = frozenset(",;(")
_CREDITS = re.compile(r"(?:记者|記者|通讯员|通訊員|编辑|編輯|摄影|攝影|作者|审核|審核|责编|責編|校对|文|图|圖)[：:]?\Z")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,4}[章条节]\Z")
_IN_LATIN = re.compile(r"[A-Za-z/=_][\d.,]*\Z")
_RUNNING_LENGTH = 50
_WORD_LENGTH = 4
_SPREAD_AT_START = 3
_ENDS_SENTENCE = re.compile(rf"[{_BLANK}]?[{_C}][^\n。]{{7,400}}[。；！？.]")
_STRAYS_OF_A_DAMAGED_LINE = 6
_LOOK_BACK = 12
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_BEFORE_HALF = frozenset("”》）)％%")
_MARKS = frozenset("\n\t《》“”（）()〔〕、，。：；") | _DIGITS
_FEW_BLANKS = 4
_HEADS = frozenset("讯电号")
_BETWEEN_SPREAD = frozenset("《》“”（）()〔〕")
_SPREAD_OVER = 5
_STRAYS_OF_A_SHORT_SENTENCE = 3
_MOST_NAMES = 0.34
_STRAYS_OF_A_DAMAGED_TEXT = 4
_SAMPLE = 50_000
_LONGEST_MENU = 60
_HOLDS_MARK = re.compile("[，。；：,;:]")


def find_unseen(text: str) -> list[Edit]:
    """Find control, zero-width and direction characters."""
    if _UNSEEN.search(unusual(text).characters) is None:
        return []
    return [Edit(m.start(), m.end(), "", INVISIBLE, "cannot_be_seen") for m in _UNSEEN.finditer(text)]


def find_stray(text: str) -> list[Edit]:
    """Find blanks that do not belong between Chinese characters, digits and marks."""
    if not any(blank in text for blank in _BLANK):
        return []
    edits: list[Edit] = []
    if "\u3000" in text and "\u3000\u3000" in text:
        edits = [Edit(m.start(), m.end(), "\n", BREAK, "indent_inside_line") for m in _INDENT_INSIDE.finditer(text)]
    for blank, indent in _NARROW_INDENTS.items():
        if blank in text and any(narrow in text for narrow in _NARROW):
            edits += [Edit(m.start(), m.end(), "\n", BREAK, "indent_inside_line") for m in indent.finditer(text)]
    taken = {e.start for e in edits}
    standing = (spaces for blank, spaces in _SPACES_BY_BLANK.items() if blank in text)
    spaces = sorted((m for spaces in standing for m in spaces.finditer(text)), key=re.Match.start)
    damaged = _Lines(text)
    within, between = _about_names(text, spaces, damaged)
    for start, end in spread_titles.find(text):
        taken.add(start)
        edits.append(Edit(start, end, "", STRAY, "characters_spread_out"))
    for edit in _spread_out(text, spaces):
        if edit.start not in taken and edit.start not in between:
            taken.add(edit.start)
            edits.append(edit)
    for m in spaces:
        if m.start() in taken or m.start() in between:
            continue
        if m.start() in within:
            edits.append(Edit(m.start(), m.end(), "", STRAY, "characters_spread_out"))
            continue
        why = _why_stray(text, m.start(), m.end(), damaged)
        if why:
            edits.append(Edit(m.start(), m.end(), "", STRAY, why))
    return edits


def _is_chinese(character: str) -> bool:
    return "一" <= character <= "鿿" or "㐀" <= character <= "䶿"


def _about_names(text: str, spaces: list[re.Match[str]], lines: _Lines) -> tuple[set[int], set[int]]:
    """Where blanks stand within names, and where they part them, which a text full of blanks does not tell."""
    within: set[int] = set()
    between: set[int] = set()
    done = 0
    for m in spaces:
        start = m.start()
        if start < done or not (text[start - 1] in SINGLE or text[start - 2 : start - 1] in SINGLE):
            continue
        if not (_is_chinese(text[start - 1]) and _is_chinese(text[m.end()])):
            continue
        begin = text.rfind("\n", 0, start) + 1
        done = text.find("\n", start)
        done = len(text) if done < 0 else done
        line = text[begin:done]
        if "\t" in line:
            continue
        inside, parting = spaced_names.rows(line)
        within.update(begin + at for at in inside)
        between.update(begin + at for at in (() if lines.everywhere else parting))
    return within, between


def _spread_out(text: str, spaces: list[re.Match[str]]) -> Iterator[Edit]:
    """Yield the blanks of words whose characters were spread out, looking only at blanks after a single character."""
    done = 0
    for blank in spaces:
        start = blank.start() - 1
        if start < done or not (_AFTER_SINGLE.match(text, start + 1) and (m := _SPREAD.match(text, start))):
            continue
        done = m.end()
        if _is_spread(text, m):
            begins, ends = start, done
            if done - start >= _SPREAD_OVER:  # the blanks beside a mark between spread words: 印 发 《 节 水
                before, after = text[max(0, start - 2) : start], text[done : done + 2]
                begins -= before[1:] in _BLANK and before[:1] in _BETWEEN_SPREAD
                ends += 2 * (after[:1] in _BLANK and after[1:] in _BETWEEN_SPREAD)
            for s in _SPACES.finditer(text, max(0, begins), ends):
                yield Edit(s.start(), s.end(), "", STRAY, "characters_spread_out")


def _is_spread(text: str, m: re.Match[str]) -> bool:
    """Tell a word whose characters were spread out (会 议 纪 要, 张  三) from single characters in a list."""
    count = len(_CHINESE.findall(m[0]))
    if (
        count >= _SPREAD_AT_START
        and text[m.start() - 1 : m.start()] in ("", "\n")
        and _ENDS_SENTENCE.match(text, m.end())
    ):
        return True  # 档 案 馆 每周四接待…。
    before = text[m.start() - 1 : m.start()] or "\n"
    after = text[m.end() : m.end() + 1] or "\n"
    if count >= _SPREAD_AT_START and (before in _BLANK or after in _BLANK):
        before, after = _beyond(text, m.start(), -1), _beyond(text, m.end() - 1, 1)
        return before in _MARKS and after in _MARKS  # 关 于 印 发 《 节 水 方 案 》 的 通 知
    if before in _BLANK and after == "\n":
        chapter = text[max(0, m.start() - _LOOK_BACK) : m.start()].rstrip(_BLANK)
        return _ARTICLE.search(chapter) is not None  # 第一章  总  则
    if before in _BLANK or after in _BLANK:
        return False
    return count >= 3 or (before in "\n、，,（(：:；;" and after in "\n、，,）)。；;：:")


def _beyond(text: str, place: int, step: int) -> str:
    """The character next to a place, beyond a few blanks."""
    for at in range(place + step, place + _FEW_BLANKS * step, step):
        character = text[at : at + 1] if at >= 0 else "\n"
        if character not in _BLANK or not character:
            return character or "\n"
    return " "


class _Lines:
    """What is asked of the line round a blank, kept for the line last asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._everywhere: bool | None = None
        self._start = self._end = -1
        self.running = False
        self.damaged = False
        self.cells = False
        self.sentence = False
        self.strewn = False
        self.halves = False

    @property
    def everywhere(self) -> bool:
        """Whether the whole text is full of blanks, by its beginning."""
        if self._everywhere is None:
            self._everywhere = self._is_full()
        return self._everywhere

    def _is_full(self) -> bool:
        sample = self._text[:_SAMPLE]
        if "\t" in sample:  # tables have line ends inside their cells
            sample = "\n".join(line for line in sample.split("\n") if "\t" not in line.strip())
        # The blanks of a menu part its words.
        sample = "\n".join(line for line in sample.split("\n") if len(line) > _LONGEST_MENU or _HOLDS_MARK.search(line))
        inside = sum(_between_words(sample, m.start(), m.end()) for m in _BETWEEN.finditer(sample))
        return inside >= max(_STRAYS_OF_A_DAMAGED_TEXT, min(len(self._text), _SAMPLE) // 400)

    def at(self, place: int) -> None:
        """Look at the line that holds ``place``."""
        if self._start <= place < self._end:
            return
        self._start = self._text.rfind("\n", 0, place) + 1
        end = self._text.find("\n", place)
        self._end = len(self._text) if end < 0 else end
        line = self._text[self._start : self._end]
        self.running = len(line) >= _RUNNING_LENGTH and ("，" in line or "," in line or "。" in line)
        self.sentence = line.rstrip()[-1:] in _ENDINGS and any(map(line.__contains__, "，,；;"))
        between = _BETWEEN.findall(line)
        self.cells = "\t" in line.strip()
        pieces = _PIECES.findall(line)
        self.halves = self._start < _HEAD and len(pieces) in _HALVES and min(map(len, pieces)) >= _WORD_LENGTH
        self.halves = self.halves and _NO_HALVES.search(line) is None
        self.strewn = self.sentence and not self.running and _is_strewn(line)
        self.damaged = len(between) >= max(_STRAYS_OF_A_DAMAGED_LINE, len(line) // 40)


# 抢抓机遇 推进渔业发展, above the text: the halves of a headline.
_HEAD, _HALVES = 400, range(2, 5)
# A paper's name has none, nor has what a word that leans on another begins.
_NO_HALVES = re.compile(
    r"[，。；：,;:、]|(?:讲话|发言|致辞|报告|通知|意见|方案|办法|规划|计划|纪要|决定|公告|通报|要点|总结|批复|函|稿)\s*\Z"
    rf"|[{_BLANK}][的上中下内和与及等之]"
)
# 25元 / 人: a price for each.
_EACH = "人次月年天日户吨亩斤件个"
_PER = re.compile(rf"[元角分万亿][{_BLANK}]/[{_BLANK}]?[{_EACH}]|/[{_BLANK}][{_EACH}]")
_BEFORE_EACH = frozenset("元角分万亿/")
_BESIDE_NUMBER = re.compile(rf"(?<=[{_C}])[{_BLANK}](?=[0-9])|(?<=[0-9])[{_BLANK}](?=[{_C}])")
_NEXT_ITEM = re.compile(rf"\d{{1,2}}[.．、](?=[{_C}《])")
_BETWEEN = re.compile(rf"[{_BLANK}](?<=[{_C}].)[{_BLANK}]?(?=[{_C}])")


def _why_stray(text: str, start: int, end: int, lines: _Lines) -> str | None:
    """Say why the blank [start, end) is stray, or return None where it may be meant."""
    before, after = text[start - 1], text[end]
    chinese_before, chinese_after = _is_chinese(before), _is_chinese(after)
    if after in _CLOSES or (after in _CLOSES_HALF and chinese_before):
        return "before_closing_mark"
    if before in _OPENS or (before in _OPENS_HALF and chinese_after):
        return "after_opening_mark"
    if after in "（(" and chinese_before and end - start == 1:
        return "before_bracket"
    if (before in "）)" and chinese_after) or (before in "〕" and after.isdigit()):
        return "after_bracket"
    digit_before, digit_after = before in _DIGITS, after in _DIGITS
    if before in _BEFORE_EACH and _PER.match(text, start - 1):
        return "beside_number"
    if chinese_before and digit_after and _NEXT_ITEM.match(text, end):
        return None  # 附件：1.渡口名录 2.渡工名册
    if end - start == 1 and ((chinese_before and digit_after) or (digit_before and chinese_after)):
        return None if digit_before and _IN_LATIN.search(text, max(0, start - _LOOK_BACK), start) else "beside_number"
    if (end - start == 1 and digit_before and after in "%％") or (
        before == "：" and chinese_after and end - start == 1
    ):
        return "after_mark"
    if end - start == 1 and before in ",:" and (chinese_after or digit_after or after in "“《"):
        marked = text[start - 2 : start - 1]
        return "after_mark" if _is_chinese(marked) or marked in _BEFORE_HALF else None
    if (chinese_before and after in "“《") or (before in "”》" and chinese_after):
        lines.at(start)
        named = text.rfind("《", max(0, start - _LONGEST_NAME), start) > text.rfind("》", 0, start)
        return "inside_running_text" if end - start == 1 and lines.running and not (lines.cells or named) else None
    if not (chinese_before and chinese_after) or end - start > 2:
        return None
    look_back = text[max(0, start - _LOOK_BACK) : start]
    if _CREDITS.search(look_back) or _ARTICLE.search(look_back) or _in_credits(text, start):
        return None
    lines.at(start)
    if lines.cells:
        return None  # a line end inside a table's cell, which parts names
    if lines.everywhere:
        return None if lines.halves and end - start == 1 else "text_full_of_blanks"
    if not (lines.running or lines.sentence):
        return None
    if lines.strewn and not _parts_names(text, start, end):
        return "line_full_of_blanks"
    if lines.running and lines.damaged:
        return "line_full_of_blanks"
    return "inside_running_text" if _within_sentence(text, start, end) else None


_LONGEST_CREDIT = 40
_CREDITED = re.compile("记者|通讯员|实习生|摄影|供稿|责编")


def _in_credits(text: str, start: int) -> bool:
    """Whether a blank stands in a bracket that names who reports: （记者 汤敏 邱岚 实习生 葛振华）."""
    first = max(0, start - _LONGEST_CREDIT)
    opened = max(text.rfind("（", first, start), text.rfind("(", first, start))
    if opened < 0 or "）" in text[opened:start] or ")" in text[opened:start]:
        return False
    return _CREDITED.search(text, opened, start) is not None


_PIECES = re.compile(rf"[^{_BLANK}，。、；：！？,;:!?（）“”《》]+")
_UNITS = "公里|[个座户人家处项名亩所台套条口]|[万亿]?元|万[亩人吨]|人次|平方米|％|%"
_LACKS_NUMBER = re.compile(rf"[{_C}][{_BLANK}]{{1,4}}(?:{_UNITS})[，。；、]")
_UNIT_ALONE = re.compile(rf"(?:{_UNITS})[，。；、]")
_PLAIN = re.compile(rf"[{_C}]{{2}}[{_BLANK}][{_C}]{{2}}")
_BEFORE_MARK = re.compile(rf"[{_BLANK}](?<=[{_C}].)[，。；、！？]")


def _is_strewn(line: str) -> bool:
    """Tell a short sentence with blanks strewn into it (要 在5月底前 完成 ，) from one in which names stand apart."""
    blanks = len(_SPACES.findall(line.strip()))
    if blanks < _STRAYS_OF_A_SHORT_SENTENCE:
        return False
    pieces = _PIECES.findall(line)
    if _LACKS_NUMBER.search(line):
        return False  # 新建公路 公里，改造小区 个: numbers to be filled in
    names = sum(_is_name(piece) for piece in pieces)
    if names > _MOST_NAMES * len(pieces):
        return False
    lengths = [len(piece) for piece in pieces]
    uneven = max(lengths) > _WORD_LENGTH and min(lengths) <= _WORD_LENGTH // 2  # a verse has even pieces
    return _BEFORE_MARK.search(line) is not None or (uneven and not names)


def _is_name(piece: str) -> bool:
    return 2 <= len(piece) <= 3 and piece[0] in SINGLE and not is_pair(piece[:2])


def _parts_names(text: str, start: int, end: int) -> bool:
    """Whether what may be a name stands on either side of a blank."""
    left = _PIECES.findall(text, max(0, start - _LOOK_BACK), start)
    right = _PIECES.match(text, end)
    return bool(left and _is_name(left[-1])) or bool(right and _is_name(right[0]))


def _ends_list_of_names(text: str, start: int, end: int) -> bool:
    """Whether a name stands behind a blank and what may be one before it: 列席的有陆坤 宋雨桐。"""
    right = _PIECES.match(text, end)
    return right is not None and _is_name(right[0]) and any(_is_name(text[start - n : start]) for n in (2, 3))


def _within_sentence(text: str, start: int, end: int) -> bool:
    """Tell a blank inside a short sentence, by the words around it, from one that parts names."""
    opened = text.rfind("“", max(0, start - _LONGEST_VERSE), start)
    if opened >= 0 and "”" not in text[opened:start]:
        return False  # “槐花如雪 覆我旧城”: a verse
    if _UNIT_ALONE.match(text, end):
        return False  # 新建公路 公里，: a number to be filled in
    if _between_words(text, start, end):
        return not _ends_list_of_names(text, start, end)
    pairs = is_pair(text[start - 2 : start]) and is_pair(text[end : end + 2])
    if end - start == 1 and pairs and text[start - 1] not in _HEADS:
        return _PLAIN.match(text, start - 2) is not None and not _parts_names(text, start, end)
    pair = text[start - 1] + text[end]
    apart = _NAMES_APART.search(text, max(0, start - 4), end + 4)
    return end - start == 1 and text[start - 1] not in SINGLE and is_pair(pair) and apart is None


_LONGEST_VERSE = 30
_LONGEST_NAME = 60  # of a paper, whose halves a blank may part
_ENDINGS = frozenset("。；！？.;!?")
_NAMES_APART = re.compile(rf"(?:^|[，。、；：（])[{_C}]{{2,3}}[{_BLANK}][{_C}]{{2,3}}(?:$|[，。、；：）])")


def _between_words(text: str, start: int, end: int) -> bool:
    """Tell a blank between plain words of a sentence from one between names or after 记者."""
    left = _BESIDE_NUMBER.sub("", text[max(0, start - _LOOK_BACK) : start])
    right = _BESIDE_NUMBER.sub("", text[end : end + _LOOK_BACK])
    digits = "" if left[-1:] in _HEADS else "0-9"  # 5月8日讯 记者…; 〔2026〕5号 各县区：
    reach_left = re.search(rf"(.?)([{_C}{digits}]*)\Z", left)
    reach_right = re.match(rf"([{_C}0-9]*)(.?)", right)
    assert reach_left is not None
    assert reach_right is not None
    wide_left, wide_right = len(reach_left[2]), len(reach_right[1])
    if "·" in (reach_left[1], reach_right[2]):
        return False  # 艾合买提·买买提 古丽娜尔
    if (wide_left < _WORD_LENGTH and reach_left[1] in _BLANK) or (
        wide_right < _WORD_LENGTH and reach_right[2] in _BLANK
    ):
        return False  # one of several short words set apart: names
    return min(wide_left, wide_right) >= 2 and max(wide_left, wide_right) >= _WORD_LENGTH
