"""What a name looks like: surname and given name, written by sound or with dots, and what may end it. Rules R60-R62."""

from __future__ import annotations

from luoshi_reading.facts.remembered import remembered
from luoshi_reading.knowledge.divisions import by_short_name
from luoshi_reading.knowledge.surnames import COMPOUND, NOT_NAMES, RARE, SINGLE, SURNAME, USUAL
from luoshi_reading.knowledge.word_lists import alternation, words

INITIALS = SINGLE | {name[0] for name in COMPOUND}
AFTER = alternation(words("names", "after"))

HAN = "[一-鿿]"
# What a given name holds in a list or before a verb of speaking.
GIVEN = "[^的了在等与及第各个这那们委局厅府组部署办议\\W\\dA-Za-z]"
# 卫清和出席: 和 is a name's last character where a verb follows at once.
HE = alternation(
    tuple(word for word in words("names", "after") if len(word) > 1 and word not in ("同志", "代表", "有关", "与会"))
)
HE = rf"(?:{HE}|同志(?!们)|[在对就向赴说作为受到的等和])"
END = rf"(?:(?=[，。、；：！？（）()“”《》\s,;:\n]|$)|(?={AFTER}|会同(?!志)))"
# A name written by sound may hold 都 or 自: only words that hold neither end it.
SURE_AFTER = alternation(tuple(word for word in words("names", "after") if len(word) > 1 and word != "提出"))
EDGE_AHEAD = r"(?=[，。、；：！？（）()“”《》\s,;:\n]|$)"
SURE_END = rf"(?:{EDGE_AHEAD}|(?=[就作说在等的为任赴]|[和与向](?=[省市区县州副])|提出(?!席)|{SURE_AFTER}))"
# 副市长努尔兰·哈斯木: the title is none of it.
UNTITLED = rf"(?!{HAN}{{0,4}}(?:长|书记|主席|主任|委员|代表|记者|同志|教授))"
DOTTED = rf"(?={HAN}{{1,6}}[·•・‧])"  # asked first: few names have a dot
FOREIGN = rf"{DOTTED}{UNTITLED}{HAN}{{1,6}}[·•・‧]{HAN}{{1,6}}?(?:[·•・‧]{HAN}{{1,6}}?)?{SURE_END}"
# One name after a title or in a list: with a dot, of two, three or four characters (复姓), ending at an edge.
FOUR = rf"(?:{alternation(COMPOUND)}){HAN}{{2}}"
ENDINGS = "".join(words("names", "ends"))
WRITTEN_BY_SOUND = f"[{''.join(sorted(set(words('names', 'syllables'))))}]{{4,5}}"
ONE_NAME = (
    rf"(?:(?P<foreign>{FOREIGN})|(?P<sounded>{WRITTEN_BY_SOUND}){END}|(?P<closed>{SURNAME}{HAN}(?!会(?:[谈见商晤]|同(?!志)))[{ENDINGS}]){END}"
    rf"|(?P<two>{SURNAME}[ \u3000]?{HAN})(?!和(?:{HE}|[\s，。、；！）)]|$)){END}"
    rf"|(?P<three>{SURNAME}{HAN}{{2}}){END}|(?P<four>{FOUR}){END})"
)
NAME_GROUPS = ("foreign", "sounded", "closed", "two", "three", "four")


# Characters that no given name holds, and those that end none behind a surname that is an ordinary word.
NEVER_GIVEN = frozenset("的了与及是在不第各等个这那们委局厅府组部署院室市县省区办议村镇乡")
SELDOM_ENDS = frozenset("会为党")


# 周先生: who is called so is not named.
CALLED = frozenset(("主席", "成员", "先生", "女士", "老师", "同志"))
# 薛主任: the office takes the place of the given name.
OF_OFFICE = frozenset(f"{at}长" for at in "省市州县区旗镇乡村部厅局处科院校所站队") | {"书记", "主任"}
DOTS = frozenset("·•・‧")


def outside_titles(text: str, name: str) -> int:
    """Where a name stands first outside 《》, or -1: 《毛泽东选集》 names a book."""
    at = text.find(name)
    while at >= 0 and text.rfind("《", max(0, at - 40), at) > text.rfind("》", max(0, at - 40), at):
        at = text.find(name, at + 1)
    return at


@remembered
def is_plausible(name: str) -> bool:
    """Tell a name from an ordinary word that begins like one and from what somebody is called."""
    if not DOTS.isdisjoint(name):
        return True
    if len(name) == len("王主") and name[1] == "主":
        return False  # 王主任
    if name[:2] in NOT_NAMES or name in NOT_NAMES or name[-1] in "为" or name[-2:] in CALLED:
        return False
    if name[-1] == "州" and name[:-1] in by_short_name():
        return False
    given = name[1:2] + name[2:].replace("和", "")
    if not NEVER_GIVEN.isdisjoint(given) and not (len(name) == len("李镇江") and name[1] == "镇" and name[0] in USUAL):
        return False
    return name[0] not in RARE or name[-1] not in SELDOM_ENDS
