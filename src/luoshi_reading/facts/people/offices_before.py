"""The office written before a name. Rules R60, R62."""

from __future__ import annotations

import re

from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.surnames import NOT_NAMES, SURNAME, USUAL_SURNAME
from luoshi_reading.knowledge.word_lists import alternation, words

TITLES = alternation(words("names", "titles"))
ENDS_IN_TITLE = re.compile(rf"(?:{TITLES})$")
HAN = "[一-鿿]"
ROLE_START = compiled(
    "[，。；：！？\n（(”“]|[.．、)）](?<=[\\d一二三四五六七八九十].)|(?:记者|通讯员|实习生)[^（）()，。；\n]{2,40}[）)]"
    r"|日(?<=\d日)(?:[上下]午|晚)?|一行(?:在|到|来到|深入)?|讲话(?=[省市县区州])|(?:邀请|特邀|领学|传达|宣读|热议|聆听|讨论|审议|审查(?!委员会)|学习(?!教育)|围绕|会见|看望|慰问|拜访|陪同|听取|补选|增补|任命|选举|(?:出席|参加|列席)(?:会议|调研|活动)?的还?有|会场的?有)了?|(?:会议|大会)上(?=代?副?[省市县区州])|(?<![\s\S])[受由经请](?=[省市区县州副])|(?<=[一-鿿][一-鿿])(?:带领|率领|邀请|由|经(?![济开信发贸营管])|和|与|及|对|向|在|受|请)(?=[省市区县州副师中]|[一-鿿]{2,3}[省市区县州])|(?<=会议)由|(?<=我)受"
)
# 张三和秘书长李四: the name before 和 is none of the office.
NAMED_BEFORE = re.compile(rf"^(?:{USUAL_SURNAME}{HAN}|{SURNAME}{HAN}{{2}})(?:以及|[和与及])(?={HAN}{{2}})")

# 县政协副主席汤敏 邱岚 秘书长骆听澜: blanks part who stands in a row.
NAMED_IN_ROW = re.compile(rf"(?<=[长记任席员师官理 \u3000])(?P<name>{SURNAME}{HAN}{{1,2}})[ \u3000]+(?={HAN}{{2}})")


# 在主席团常务主席汤敏的主持下, 与种植大户邱岚: what stands before an office and begins none.
OF_NO_OFFICE = re.compile("[受由请在与]")
# 首先由武装部长汤敏, 一是镇党委书记邱岚: in which order they speak.
IN_TURN = re.compile(r"^(?:首先|其次|再次|然后|随后|接着|最后|会上|[一二三四五六]是)由?(?=[一-鿿]{2})")
REPORTING = ("记者", "通讯员")
WHO_REPORTS = re.compile(r"(?:[一-鿿]{2,4}报|实习|见习|特约|本[报网台])?(?:记者|通讯员)")


def role_before(text: str, start: int) -> str | None:
    """Read the title that stands before a name, back to the clause's beginning: 区委副书记、区长."""
    window = text[max(0, start - 50) : start]
    cut = 0
    for mark in ROLE_START.finditer(window):
        cut = mark.end()
    role = window[cut:].strip(" \u3000、：:")
    role = role[1:] if OF_NO_OFFICE.match(role) else role
    role = IN_TURN.sub("", role)
    if " " in role or "\u3000" in role:
        ends = [named.end() for named in NAMED_IN_ROW.finditer(role) if named["name"] not in NOT_NAMES]
        role = role[ends[-1] :] if ends else role
    if role.endswith(REPORTING):
        return [found[0] for found in WHO_REPORTS.finditer(role)][-1]  # 实习记者 汤敏 记者
    parts = [NAMED_BEFORE.sub("", part) for part in role.split("、") if part]
    kept: list[str] = []
    for part in reversed(parts):
        if kept and not ENDS_IN_TITLE.search(part):
            break
        kept.insert(0, part)
    return "、".join(kept) or None
