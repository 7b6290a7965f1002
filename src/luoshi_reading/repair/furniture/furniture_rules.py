"""The word lists of page furniture, compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from luoshi_reading.knowledge.first_letters import compiled, first_characters, two_letters

Matcher = Callable[[str], bool]
Furniture = tuple[tuple[str, int, Matcher], ...]
"""Kinds in the order in which they are asked for, each with the most characters of a line and its words."""
# What stands before 人参与 is not asked for at first: digits are everywhere.
_NUMBER_BEFORE = r"[0123456789０１２３４５６７８９]\s*"


@dataclass(frozen=True, slots=True)
class Rules:
    """Compiled rules; ``cue`` finds every line that ``furniture`` could match, cheaply.

    ``cue_inside`` does so for ``inside``, those that hold within the running text as well.
    """

    furniture: Furniture
    inside: Furniture
    cue: Matcher
    cue_inside: Matcher
    longest: int
    contact: re.Pattern[str]
    web_label: re.Pattern[str]
    fused_site: re.Pattern[str]
    underscored: re.Pattern[str]
    disclaimer: re.Pattern[str]
    menu: frozenset[str]
    topics: frozenset[str]
    menu_run: re.Pattern[str]
    front_keys: frozenset[str]
    after_document: re.Pattern[str]
    credit_at_end: re.Pattern[str]


@cache
def load() -> Rules:
    """Read the lists and compile them once a process."""
    text = files("luoshi_reading.knowledge").joinpath("repair_furniture.toml").read_text(encoding="utf-8")
    lists: dict[str, list[dict[str, Any]]] = tomllib.loads(text)
    rules = [(r["where"], (r["kind"], r["longest"], _matcher(r))) for r in lists["furniture"]]
    anywhere = _cue([rule for rule in lists["furniture"] if rule["where"] == "any"])
    at_edges = _cue([rule for rule in lists["furniture"] if rule["where"] != "any"])
    ends = lists["site_name"][0]["ends"]
    labels = lists["contact"][0]["labels"]
    return Rules(
        furniture=tuple(rule for _, rule in rules),
        inside=tuple(rule for where, rule in rules if where == "any"),
        cue=lambda line: anywhere(line) or at_edges(line),
        cue_inside=anywhere,
        longest=max(r["longest"] for r in lists["furniture"] if r["where"] == "any"),
        contact=re.compile(rf"[（(【\[]?(?:{labels})\s*(?:[：:]|\s\d)"),
        web_label=re.compile(
            r"网\s*址|网站|官网|https?:|www\.|邮\s*编|邮政编码|技术支持|主办|QQ|微信|公众号|[\w.-]+@(?:qq|163|126)\.com"
        ),
        fused_site=re.compile(
            rf"(?:(?<![_\s])\s*+_(?!_)(?:[^_\n。，；]{{0,20}}(?:{ends}))"
            rf"|(?<!\d)\s*+[-—–|｜]++\s*+[^\n。，；\-—|｜_（）]{{0,20}}(?:{ends}))[\s。]*+$"
        ),
        underscored=re.compile(r"(?<!_)\s*_[^_\n。，；]{2,24}$"),
        disclaimer=re.compile("|".join(f"(?:{s})" for s in lists["disclaimer"][0]["starts"])),
        menu=frozenset(lists["menu"][0]["words"]),
        topics=frozenset(lists["menu"][0]["topics"].split()),
        menu_run=_menu_run(lists["menu"][0]["words"]),
        front_keys=frozenset(lists["front_matter"][0]["keys"].split()),
        after_document=re.compile("|".join(f"(?:{s})" for s in lists["after_document"][0]["starts"])),
        credit_at_end=re.compile(
            r"[（(\[【]\s*(?:本报|本网|全媒体|融媒体|见习|首席|特约|实习)?(?:责任编辑|责\s?编|编辑|审核|校对|来源|记者|通讯员|供稿|摄影|作者|文|图|文/图|图/文|撰稿)"
            r"[：:\s/][^（）()\[\]【】\n]{1,60}[）)\]】]\s*$"
            # …再上新台阶。（记者汤敏）来源：桑坞日报; …通过各项决议。记者汤敏摄
            r"|(?<=[。！？”])[ \u3000]*[（(](?:本报|本网|全媒体|融媒体)?(?:记者|通讯员)[^（）()\n]{2,20}[）)]"
            r"(?:\s*+(?:(?:稿件)?来源|责任编辑|责编|编辑|审核|校对|审签)[：:]\s*+[^，。；\s]{2,16}+){0,3}\s*$"
            r"|(?<=[。！？”])[ \u3000]*(?:本报|本网|全媒体|融媒体)?(?:记者|通讯员)[ \u3000]*[一-鿿]{2,4}"
            r"[ \u3000]?摄(?:影)?\s*$"
            # …护岸新模样。版面设计、校对：汤敏
            r"|(?<=[。！？”])[ \u3000]*"
            r"(?:(?:版面设计|版式|美编|责任编辑|责编|编辑|校对|审核|审校|监制|供稿|图文|摄影|撰稿)[、/ ]?){1,4}"
            r"[：:][ \u3000]*[一-鿿]{2,4}(?:[ \u3000、]+[一-鿿]{2,4}){0,4}\s*$"
        ),
    )


def _menu_run(words: list[str]) -> re.Pattern[str]:
    """Match four and more menu words side by side; the blanks between may be gone: 首页政务公开政务服务互动交流.

    政务服务 is a word and two, 走进 one that may take the next into it: only the first four are read in every way.
    """
    longest_first = sorted(words, key=len, reverse=True)
    known = "|".join(map(re.escape, longest_first))
    others = "|".join(re.escape(word) for word in longest_first if word != "走进")
    parting, place = r"[\s|｜/·>]", r"走进[一-鿿]{2,3}?"
    more = rf"(?>{others}|首\s+页|{place}(?={parting}|{known}|首|\Z)|走进)"
    return re.compile(rf"\A(?:(?:{known}|首\s+页|{place}){parting}*+){{4}}(?:{more}{parting}*+)*[一-鿿]{{0,6}}\Z")


def _alternation(rule: dict[str, Any]) -> str:
    parts = [rf"\A(?:{s})" for s in rule.get("starts", ())]
    parts += [f"(?:{h})" for h in rule.get("holds", ())]
    parts += [rf"\A(?:{w})\Z" for w in rule.get("whole", ())]
    return "|".join(parts)


@cache
def _holding(expression: str) -> re.Pattern[str]:
    return compiled(expression)


@cache
def _matching(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@cache
def _beginning(expression: str) -> re.Pattern[str]:
    return re.compile(rf"\A(?:{expression})")


def _cue(rules: list[dict[str, Any]]) -> Matcher:
    """Find any rule's words: those a line begins with are tried once, those it holds wherever two letters of one are.

    These are compiled when the first such letters are met, which within the text of most documents stand nowhere. Of
    those a line begins with most are ruled out by its first character.
    """
    heads = [start for rule in rules for start in rule.get("starts", ())]
    heads += [rf"(?:{whole})\Z" for rule in rules for whole in rule.get("whole", ())]
    by_first = {head: first_characters(head) for head in heads}
    firsts = frozenset().union(*by_first.values())
    told = "|".join(head for head in heads if by_first[head])
    others = re.compile(rf"\A(?:{'|'.join(head for head in heads if not by_first[head]) or '(?!)'})")
    held = [part for rule in rules for part in rule.get("holds", ())]
    bare = "|".join(part.removeprefix(_NUMBER_BEFORE) for part in held)
    hinted = two_letters(bare)
    holding = "|".join(held)

    def cue(line: str) -> bool:
        if line[:1] in firsts and _beginning(told).match(line) is not None:
            return True
        if others.match(line) is not None:
            return True
        hint = hinted.search(line)
        while hint is not None:
            if _matching(bare).match(line, hint.start()) is not None:
                return _holding(holding).search(line) is not None
            hint = hinted.search(line, hint.start() + 1)
        return False

    return cue


def _matcher(rule: dict[str, Any]) -> Matcher:
    """Match by a rule's words; most documents ask for a few kinds only, so each is compiled when it is asked for."""
    expression = _alternation(rule)

    def matches(line: str) -> bool:
        return _matching(expression).search(line) is not None

    return matches
