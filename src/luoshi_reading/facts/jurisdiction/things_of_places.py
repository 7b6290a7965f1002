"""A county told by its spoken name alone, before a town or a thing that bears it. Rule R57."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.facts.jurisdiction.place_names import COUNTY, ORDINARY
from luoshi_reading.knowledge.divisions import Division, by_short_name, divisions
from luoshi_reading.knowledge.first_letters import compiled

WEIGHT = 2.0
# 桑坞产业集聚区, 桑坞长江大桥, 桑坞县城, 桑坞地处…: what belongs to one county or is said of one.
_THINGS = compiled(
    r"县城|城区|全境|境内|城乡居民|干部群众|人民群众|儿女|农村公路|经济社会|地处|位于(?!全)|区位优势"
    r"|(?:长江|黄河|汉江|淮河|跨江|跨河)?大桥|高铁站|火车站|客运(?:总|中心)?站|机场|抽水蓄能|人民医院|县医院|中医院|职业(?:中专|高中|学校)|一中|高中"
    r"|人民(?![政代法检医币公武团群生警解日路街广大银教出邮保])"
    r"|(?:现代|特色|绿色|高效|省级|国家)?(?:农业|工业|产业|物流|科技|创业|创新|食品|化工|建材|纺织|中药材|冷链物流|商贸物流|电商|蔬菜|水果|茶叶|畜牧|轻工|装备制造)"
    r"(?:产业|示范|孵化|加工|集聚)?(?:园区|园|集聚区|集中区|示范区|基地)"
)
_BEFORE_THING = re.compile(
    r"(?:\A|[^一-鿿]|[在到赴往来于至的了从和与入对为是把将让使设快进强升动施好造抓讲及现我讯])(?P<name>[一-鿿]{2,3})\Z"
)
# 来到桑坞青石镇
_TOWNS = re.compile(r"[镇乡](?<![城乡各全该本我村每]镇)(?<![城各全该本我村每]乡)(?![村街区乡镇风土贤情江海愁亲音])")
_BEFORE_TOWN = re.compile(
    r"(?:\A|[^一-鿿]|[在到赴往来于至的了从和与入对])(?P<name>[一-鿿]{2})[^省市县区州镇乡，。、]{2,3}\Z"
)
# 桑坞教育基础薄弱, at the head of a sentence.
_FIELDS = re.compile(
    r"(?:\A|[。！？\n“：])[ \u3000]*(?P<name>[一-鿿]{2,3}?)的?(?:教育|农业|工业|经济|旅游|文旅|交通|水利"
    r"|林业|卫生|医疗|生态|产业|财政|发展|渔业|畜牧业|干部|群众|历史)"
)
# 桑坞要当好排头兵: what somebody asks of one.
_ASKED = re.compile(
    r"[，。：“](?P<name>[一-鿿]{2,3}?)(?=要(?:当|成为|争|做|走|率先|抓|建|打造|发挥)|作为(?:全|[一-鿿]{0,8}县))"
)
# 建设美丽幸福桑坞: what it is to become.
_WISHED = re.compile(
    r"(?:[三四五六七八九十]个|美丽|绿色|品质|智慧|清洁|富美|和美|清廉|幸福|平安|法治|富裕|富强|和谐|文明|健康|数字|活力|魅力|生态|富饶|宜居|品质|现代化)新?(?P<name>[一-鿿]{2,3}?)"
    r"(?=建设|新|高质量|[，。；、”“！\n])"
)
_LONGEST = 6
# 滨江, 东海, 温泉: of these there are more than the county.
WATERS = frozenset("江河湖海山泉水溪城")
WORDS_TOO = frozenset(
    (
        *("公安", "资源", "互助", "复兴", "振兴", "新区", "大关", "同心", "富民", "乐业"),
        *("光泽", "威信", "大田", "大方", "尚志", "万全", "武安", "天等", "明水", "新民"),
        *("沿河", "江山", "兴隆", "建华", "永兴"),
        *("利辛", "太子", "高陵", "新化", "长治", "中方"),
    )
)


def none_below(votes: dict[str, float]) -> bool:
    """Whether prefectures are only spoken of in passing, and no county is: 去青岛招商."""
    return all(divisions()[code].rank < COUNTY and weight < _NAMED_MORE for code, weight in votes.items())


def weigh_things(votes: dict[str, float], text: str, kind: tuple[tuple[str, ...], bool] | None) -> None:
    """Weigh the one county whose spoken name stands before a town or a thing (R57)."""
    found = {division.code for division in counties_of_things(text, kind)}
    if not found:
        found = {division.code for division in _spoken_again(text, kind)}
    if len(found) == 1:
        votes[found.pop()] += WEIGHT


# 到桑坞看渡口, 桑坞水路便利: a county that a document of one calls by its spoken name again and again.
_AGAIN = 3
_SPOKEN_HEADS = re.compile(
    r"(?:[，。：；“、\n]|[在到来赴让为把给将对使]|支持|关心|建设|投资|推动|心系|助力|关注|推介)"
    r"[ \u3000]?(?P<name>[一-鿿]{2,3})"
)


def _spoken_again(text: str, kind: tuple[tuple[str, ...], bool] | None) -> Iterator[Division]:
    told: dict[str, set[str]] = {}
    for found in _SPOKEN_HEADS.finditer(text):
        for name in (found["name"], found["name"][:2]):
            if name in by_short_name():
                told.setdefault(name, set()).add(text[max(0, found.start("name") - 2) : found.start("name")])
                break
    for name, before in told.items():
        division = _only(name, kind) if len(before) > 1 and text.count(name) >= _AGAIN else None
        if division is not None and division.short[-1] not in WATERS:
            yield division


_NAMED_MORE = 4.0


def counties_of_things(text: str, kind: tuple[tuple[str, ...], bool] | None) -> Iterator[Division]:
    """Yield the county before each town and thing, of the document's own kind, that alone bears its spoken name."""
    for found in _THINGS.finditer(text):
        if (named := _BEFORE_THING.search(text, max(0, found.start() - _LONGEST), found.start())) is not None:
            for name in (named["name"], named["name"][1:]):
                division = _only(name, kind)
                if division is not None and name[-1] not in WATERS:
                    yield division
                    break
    for found in (*_FIELDS.finditer(text), *_ASKED.finditer(text), *_WISHED.finditer(text)):
        division = _only(found["name"], kind)
        if division is not None and division.short[-1] not in WATERS:
            yield division
    for found in _TOWNS.finditer(text):
        town = _BEFORE_TOWN.search(text, max(0, found.start() - _LONGEST), found.start())
        if town is not None and (division := _only(town["name"], kind)) is not None:
            yield division


def _only(name: str, kind: tuple[tuple[str, ...], bool] | None) -> Division | None:
    options = by_short_name().get(name, ()) if len(name) > 1 and name not in ORDINARY | WORDS_TOO else ()
    if any(option.rank != COUNTY for option in options):
        return None
    fitting = [option for option in options if kind is None or option.name.endswith(kind[0]) is kind[1]]
    if len(fitting) > 1 and len({option.code[:4] for option in fitting}) == 1:
        # 监利县 that became 监利市: a city's document does not say which kind of county it is of.
        fitting = [option for option in fitting if option.name.endswith("市")] or fitting
    return fitting[0] if len(fitting) == 1 else None
