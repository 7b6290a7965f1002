"""Spaces, marks, lines and paragraphs that came out wrong."""

from __future__ import annotations

import re

from tests.engine.damage.model import Damaged, assembled, chance

FLAT = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "？": "?", "！": "!"}
HAN = re.compile(r"[\u4e00-\u9fff]")


def question_mark_spaces(text: str, seed: int = 0) -> Damaged:
    """Every paragraph begins with ``????``, what was left of two ideographic spaces."""
    pieces: list[tuple[str, str | None]] = []
    for line in text.splitlines(keepends=True):
        if line.strip():
            pieces.append(("????", ""))
        pieces.append((line, None))
    return assembled("lost_space", pieces, text)


def stray_spaces(text: str, seed: int = 0) -> Damaged:
    """A space stands between some neighbouring Chinese characters (one in twelve)."""
    random = chance(seed, text)
    pieces: list[tuple[str, str | None]] = []
    for i, char in enumerate(text):
        pieces.append((char, None))
        if HAN.match(char) and HAN.match(text[i + 1 : i + 2]) and random.random() < 1 / 12:
            pieces.append((" ", ""))
    return assembled("stray_space", pieces, text)


def flattened_punctuation(text: str, seed: int = 0, *, marks: str = "，（）") -> Damaged:
    """Full-width ``marks`` stand in half-width form; other marks stay."""
    pieces = [(FLAT[char], char) if char in marks else (char, None) for char in text]
    return assembled("flattened_punctuation", pieces, text)


def fullwidth_digits(text: str, seed: int = 0) -> Damaged:
    """Digits, Latin letters and the percent sign stand in full-width form."""
    pieces: list[tuple[str, str | None]] = []
    for char in text:
        wide = char.isascii() and (char.isalnum() or char == "%")
        pieces.append((chr(ord(char) + 0xFEE0), char) if wide else (char, None))
    return assembled("fullwidth_digit", pieces, text)


def fixed_width_lines(text: str, seed: int = 0, *, width: int = 36) -> Damaged:
    """Lines are broken after ``width`` characters; every paragraph begins with two ideographic spaces."""
    pieces: list[tuple[str, str | None]] = []
    for paragraph in text.splitlines(keepends=True):
        body = paragraph.rstrip("\n")
        if body:
            pieces.append(("　　", ""))
        column = 2
        for i, char in enumerate(body):
            # a mark never begins a line: it hangs over the edge, as on a page
            if column >= width and char not in "，。；：、”》）！？" and i:
                pieces.append(("\n", ""))
                column = 0
            pieces.append((char, None))
            column += 1
        pieces.append((paragraph[len(body) :], None))
    return assembled("soft_line_break", pieces, text)


def doubled_full_stops(text: str, seed: int = 0) -> Damaged:
    """Paragraph breaks are turned into 。, so that a paragraph that ended in one shows 。。.

    Only texts whose paragraphs all end in 。 can be told apart again.
    """
    body = text.rstrip("\n")
    pieces: list[tuple[str, str | None]] = [("。", "\n") if char == "\n" else (char, None) for char in body]
    if text != body:
        pieces.append(("", text[len(body) :]))
    whole = all(line.endswith("。") for line in body.split("\n"))
    return assembled("joined_paragraphs", pieces, text, recoverable=whole)


def repeated_fragment(text: str, seed: int = 0) -> Damaged:
    """One sentence stands twice, one after the other."""
    random = chance(seed, text)
    sentences = list(re.finditer(r"[^。\n]{8,}。", text))
    if not sentences:
        return Damaged(text, text)
    chosen = random.choice(sentences)
    pieces: list[tuple[str, str | None]] = [(text[: chosen.end()], None), (chosen[0], ""), (text[chosen.end() :], None)]
    return assembled("repeated_fragment", pieces, text)


def placeholders(text: str, seed: int = 0, *, mark: str = "XX") -> Damaged:
    """Numbers stand as ``mark`` (XX, X, **, ____). What they were cannot be known: the truth keeps the mark."""
    random = chance(seed, text)
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for number in re.finditer(r"(?<![\d.〔第])\d+(?:\.\d+)?(?=[%个万亿项家公户处])", text):
        pieces.append((text[at : number.start()], None))
        pieces.append((mark, number[0]) if random.random() < 0.7 else (number[0], None))
        at = number.end()
    pieces.append((text[at:], None))
    damaged = assembled("placeholder", pieces, text)
    return Damaged(damaged.text, damaged.text, damaged.planted, recoverable=False)
