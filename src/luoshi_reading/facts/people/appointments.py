"""Who is put into an office or out of it, and names in lists of which none has a title. Rule R60."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.facts.people.name_forms import DOTTED, GIVEN, HAN, INITIALS, UNTITLED, WRITTEN_BY_SOUND
from luoshi_reading.facts.people.name_lists import Mention
from luoshi_reading.knowledge.surnames import SURNAME
from luoshi_reading.knowledge.word_lists import alternation, words

TITLES = alternation(words("names", "titles"))
BEHIND_LISTED = "(?=[、等，参出陪列主为任的同])"
LISTED_NAME = (
    rf"(?:{SURNAME}[ \u3000]?{GIVEN}{{1,2}}|{WRITTEN_BY_SOUND}{BEHIND_LISTED}"
    rf"|{DOTTED}{UNTITLED}{HAN}{{1,6}}[·•・‧]{HAN}{{1,8}}?{BEHIND_LISTED})"
)

# 选举常思源为…, 免去辛向南的…: who is put into an office or out of it.
NAME_AHEAD = rf"(?:[{''.join(sorted(INITIALS.union(words('names', 'syllables'))))}]|{HAN}{{1,6}}[·•・‧])"
# Atomic: 欧阳秋 can be read with either surname, and thirty of them in as many ways as there are subsets.
NAMES = rf"(?>{LISTED_NAME}、){{0,30}}{LISTED_NAME}"
APPOINTED = re.compile(
    r"(?:任命|选举出?|增补|补选|推选|聘任|提名|通过|决定|免去|罢免|撤销|接受|，|；|\n[ \u3000]*+|：)"
    rf"(?=了?{NAME_AHEAD})(?=[^，。]{{0,400}}[为任职辞])(?:了)?(?P<names>{NAMES})(?:[两三四五]位)?(?:同志)?"
    rf"(?:为(?=[省市县区州全新中第大政党一]|[^，。；]{{0,16}}(?:{TITLES}))|任(?=[省市县区州])|的?(?=[省市县区州副原中党][^，。]{{2,24}}(?:职务|职))|的(?=[^，。；]{{2,30}}职务)|辞去|的?辞(?:职|呈))"
)
APPOINTING = ("任命", "任职", "任免", "秘书长", "选举", "增补", "补选", "免去", "罢免", "辞去", "聘任", "推选")


def appointed(text: str) -> Iterator[Mention]:
    """Give everybody who is chosen, named, dismissed or resigns, with the place."""
    if not any(word in text for word in APPOINTING):
        return
    for match in APPOINTED.finditer(text):
        position = match.start("names")
        for name in match["names"].split("、"):
            yield name, position, position + len(name), None
            position += len(name) + 1
