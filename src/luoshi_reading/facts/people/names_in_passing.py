"""Names told by what stands right behind them: cases, honours, shares of work, datelines. Rule R60."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.facts.people.name_forms import HAN, INITIALS, is_plausible
from luoshi_reading.facts.people.name_lists import Mention
from luoshi_reading.facts.people.offices_before import role_before
from luoshi_reading.knowledge.divisions import by_short_name
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.surnames import COMPOUND, SURNAME, USUAL, USUAL_SURNAME
from luoshi_reading.knowledge.word_lists import words

_LENGTHS = (4, 3, 2)
_TWO, _FOUR = 2, 4
# 对汤某某涉嫌犯罪提起公诉, 肃清汤某某恶劣影响, 我市汤敏等12位同志, 由汤敏带队.
_BEHIND = compiled(
    r"涉嫌|(?:严重)?违[纪法规](?=违法|收受|操办|使用|发放|占用|领取|报销|接受|吃喝|兼职|经商|问题|[，。行])"
    r"|恶劣影响|流毒|[两三四五六七八九十](?=位同志)|等(?:\d{1,3}|[两三四五六七八九十]{1,3})余?(?=[位名户](?!额|单|次))"
    r"|(?:同志)?(?:带队|牵头(?!单位|部门)|负总责|担任(?=组长|总指挥|队长|指挥长|召集人))"
)
_SIGNS = ("涉嫌", "违纪", "违法", "违规", "恶劣影响", "流毒", "等", "位同志", "带队", "牵头", "负总责", "担任")
_LED = ("带队", "牵头", "负总", "担任", "同志")
# What may stand before such a name; before who leads only 由.
_BEFORE = re.compile(
    r"(?:[^一-鿿]|[对清和与及将]|[我本该全][省市县区州镇乡]|书记|主席|主任|[局厅部院处科校所站队组省市县区镇乡会村]长|人员|干部|委员|评为|关于|任命|推选|增补|选举|以及|成员)\Z"
)
# 汤敏：负责全面工作。 in a paper on who is in charge of what.
_SHARE = re.compile(
    r"\n[ \u3000]*(?:[一二三四五六七八九十]{1,2}、|\d{1,2}[.．、])?"
    rf"(?P<name>{USUAL_SURNAME}{HAN}{{1,2}}|{SURNAME}{HAN}{{2}})(?:同志)?[：: ，]"
    r"(?=主持|负责|分管|协助|协管|联系(?!人|方式|电话)|全面负责|牵头)"
)
# …讯（汤敏 邱岚）近日，: who wrote the report, without being called a reporter.
_DATELINE = re.compile(
    rf"讯[ \u3000]?[（(](?P<names>{SURNAME}[ \u3000]?{HAN}{{1,2}}"
    rf"(?:[ \u3000、]{{1,2}}{SURNAME}{HAN}{{1,2}}){{0,4}})[）)]"
)
_DATELINE_WITHIN = 400
# 给予汤敏开除党籍处分: who is punished.
_PUNISHED = re.compile(
    rf"给予(?P<name>{SURNAME}{HAN}{{1,2}}?)(?=(?:开除|撤销|留党|党内|严重警告|警告|记大?过|降级|政务)[^，。；]{{0,12}}处分)"
)
# 刚才，县渔业局的安石同志通报了…: who is said to have spoken; the name is looked for from the word behind it.
_SPOKE = re.compile(
    r"同志(?=(?:(?:就|对)[^，。；]{2,20})?(?:通报|宣读|传达|介绍|作了|讲了|汇报|提出|代表[省市县区州]))"
)
_WHO_SPOKE = re.compile(
    rf"(?:[局委办厅部院会中心社司校站所镇乡村]的|[，。；\n]|刚才，?)(?P<name>{SURNAME}{HAN}{{1,2}}?)\Z"
)
_LONGEST_SPEAKER = len("刚才，欧阳听澜")
# 省委书记汤敏讲话和邱岚批示精神: whose written word is read out beside another's.
_WRITTEN_WORD = re.compile(r"作出的?(?:重要)?批示|重要批示|批示")
_WHO_WROTE = re.compile(rf"[、和及与](?P<name>{USUAL_SURNAME}{HAN}{{2}})\Z")
# …会议上的发言 / 县渔业局　汤敏: the unit and the name of who speaks, on the line under the title.
_UNDER_TITLE = re.compile(
    rf"\n[ \u3000]*[一-鿿、]{{2,24}}(?:[局委办厅部院校镇乡村社区]|中心|公司|街道|政府|协会|集团)[ \u3000]{{1,4}}"
    rf"(?P<name>{USUAL_SURNAME}[ \u3000]{{0,2}}{HAN}|{SURNAME}{HAN}{{2}})[ \u3000]*(?=\n)"
)
_UNDER_TITLE_WITHIN = 200
# 旗委副书记、旗长希尼，: names written by sound may be short in a banner.
_SYLLABLES = "".join(sorted(set(words("names", "syllables"))))
_SOUNDED = re.compile(rf"[旗盟](?:长|委书记|委副书记|政协主席|政协副主席)(?P<name>[{_SYLLABLES}]{{2,3}})(?=[，、。])")
_SPACED = re.compile(r"[ \u3000、]+")


def names_in_passing(text: str) -> Iterator[Mention]:
    """Give each such name with its place."""
    if any(sign in text for sign in _SIGNS):
        for behind in _BEHIND.finditer(text):
            start = _begins(text, behind.start(), led=behind[0].startswith(_LED))
            if start is not None:
                yield text[start : behind.start()], start, behind.start(), None
                if behind[0][0] in "等两三四五六七八九":
                    yield from _listed_ahead(text, start)
    for punished in _PUNISHED.finditer(text):
        yield punished["name"], punished.start("name"), punished.end("name"), None
    for said in _SPOKE.finditer(text):
        if who := _WHO_SPOKE.search(text, max(0, said.start() - _LONGEST_SPEAKER), said.start()):
            yield who["name"], who.start("name"), who.end("name"), None
    for word in _WRITTEN_WORD.finditer(text):
        if who := _WHO_WROTE.search(text, max(0, word.start() - _LONGEST_SPEAKER), word.start()):
            yield who["name"], who.start("name"), who.end("name"), None
    if signed := _UNDER_TITLE.search(text, 0, _UNDER_TITLE_WITHIN):
        yield signed["name"], signed.start("name"), signed.end("name"), None
    for sounded in _SOUNDED.finditer(text) if "旗" in text or "盟" in text else ():
        yield sounded["name"], sounded.start("name"), sounded.end("name"), role_before(text, sounded.start("name"))
    for share in _SHARE.finditer(text) if "负责" in text or "分管" in text or "主持" in text else ():
        if share["name"] not in by_short_name():
            yield share["name"], share.start("name"), share.end("name"), None
    if dateline := _DATELINE.search(text, 0, _DATELINE_WITHIN) if "讯" in text[:_DATELINE_WITHIN] else None:
        position = dateline.start("names")
        listed = [dateline["names"]] if len(dateline["names"]) <= len("汤 敏") else _SPACED.split(dateline["names"])
        for name in listed:
            start = text.find(name, position)
            yield name, start, start + len(name), None
            position = start + len(name)


# 关于汤敏、邱岚两位同志辞去…, 以及汤敏、邱岚、俞成山等15位同志: the names before the last one.
_AHEAD = re.compile(
    rf"(?:[^一-鿿、]|[对清和与及将]|以及|关于|任命|推选|增补|选举|评为|授予|表彰|干部|委员)"
    rf"(?P<names>(?>{SURNAME}{HAN}{{1,2}}、){{1,12}})\Z"
)
_LONGEST_AHEAD = 50


def _listed_ahead(text: str, start: int) -> Iterator[Mention]:
    if ahead := _AHEAD.search(text, max(0, start - _LONGEST_AHEAD), start):
        position = ahead.start("names")
        for name in ahead["names"].split("、")[:-1]:
            yield name, position, position + len(name), None
            position += len(name) + 1


def _begins(text: str, end: int, *, led: bool) -> int | None:
    """Where the name begins that ends here; None where none does."""
    for length in _LENGTHS:
        start = end - length
        name = text[max(0, start) : end]
        if start < 0 or name[0] not in INITIALS or not name.isalpha() or not is_plausible(name):
            continue
        if length == _FOUR and name[:2] not in COMPOUND:
            continue
        if (length == _TWO and name[0] not in USUAL) or name in by_short_name():
            continue
        if text[start - 1 : start] == "、" and not led and _AHEAD.search(text, max(0, start - _LONGEST_AHEAD), start):
            return start
        if text[start - 1 : start] == "由" if led else _BEFORE.search(text, max(0, start - 2), start):
            return start
    return None
