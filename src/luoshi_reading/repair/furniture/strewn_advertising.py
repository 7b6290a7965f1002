"""Names of betting sites, and a site's own address, that were written into a text again and again, taken out again."""

from __future__ import annotations

import re

from luoshi_reading.repair.edits import Edit

KIND = "strewn_advertising"
WHY = "betting_site"
ADDRESS = "address_again_and_again"

# One of these stands in every such name; they are passed over to quickly.
_SIGNS = (
    *("电竞", "投注", "下注", "买球", "葡京", "金沙城", "威尼斯人", "百家乐", "老虎机", "娱乐城", "娱乐平台", "足球网"),
    *("亚博", "开云", "乐鱼", "华体会", "九游会", "凯发", "皇冠", "必赢", "体育官网", "体育平台", "体育app", "体育APP"),
    *("博彩", "威廉希尔", "t365", "s365", "（中国）官", "(中国)官"),
)
_BRAND = (
    r"(?:火狐|亚博|雷火|泛亚)(?:电竞|体育|娱乐)|(?:开云|乐鱼|爱游戏|米兰|半岛|星空|江南|天博|万博|环球|皇冠|必赢|凯发)(?:体育|娱乐|电竞)"
    r"|(?:澳门)?(?:金沙|葡京|威尼斯人|银河|永利|皇冠|巴黎人|太阳城|美高梅|银座)博彩(?:娱乐)?"
    r"|华体会(?:体育)?|九游会|澳门(?:新?葡京|金沙城?|威尼斯人|银河|永利|皇冠|巴黎人|太阳城)(?:中心|娱乐场?|赌场)?|新葡京"
    r"|(?<![A-Za-z])(?:BB|BOB|bob|KOK|kok|AG|ag|OB|ob|KU|ku|hth|HTH|yabo|leyu|bet365|365bet|W88|w88)(?:真人|体育|娱乐|电竞)"
    r"|(?:欧洲杯|世界杯|欧冠|英超|足球|体育|彩票|真人|棋牌|电竞)(?:足球网|买球|投注|下注|外围)|百家乐|老虎机"
    r"|(?:英国)?威廉希尔(?:公司)?|(?<![A-Za-z])[Bb](?:est|ets?)365|(?<!\d)36365(?!\d)"
)
_SITE = (
    "官网|官方网站|官方网址|官方|网页版|快速检测中心|网站|网址|平台|全站|手机版|中文版|最新版|登录|登陆|注册|下载|入口|首页|客户端|安卓版?|苹果版?"
    "|APP|App|app|ios|IOS|投注|娱乐|体育|电竞|买球|直播"
)
_NAME = re.compile(
    rf"[ \u3000]?(?:[-_—|] ?)?(?:(?<![A-Za-z])(?:ag|AG|j9|J9|k8|K8))?(?P<brand>{_BRAND})(?:{_SITE}){{0,4}}+[）)】\]]?"
    rf"(?:[ _\-—|·（(【\[]{{0,3}}(?:(?:{_BRAND})(?:{_SITE}){{0,4}}+|(?:{_SITE}){{1,4}}+)[）)】\]]?){{0,6}}+[_\-—|]?"
)
_SITES = re.compile(_SITE)
_BRANDS = re.compile(_BRAND)
# 查处“澳门新葡京”投注平台: told of as a crime.
_TOLD_OF = re.compile("赌|涉案|诈骗|犯罪|非法|违法|查处|打击|取缔|关停|抓获")
_AROUND = 80


def find(text: str) -> list[Edit]:
    """Find them where a brand stands beside what its site is called by, and nobody speaks of betting."""
    found = _addresses(text) if "www." in text else []
    if not any(sign in text for sign in _SIGNS):
        return found
    standing = [name for name in _NAME.finditer(text) if not _is_told_of(text, name)]
    # 桑坞金沙博彩合并: alone where another of its kind advertises.
    advertises = any(map(_is_advertised, standing))
    names = [
        Edit(*_with_brackets(text, *name.span()), "", KIND, WHY)
        for name in standing
        if _is_advertised(name) or (advertises and "博彩" in name["brand"])
    ]
    signed = [one for one in _signed(text) if all(one.end <= name.start or one.start >= name.end for name in names)]
    return found + names + signed


_SHUTS = re.compile(r"[：:]?[】\]]")


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """【某某娱乐_官方网站:】 before a headline goes with its brackets."""
    shut = _SHUTS.match(text, end) if text[start - 1 : start] in ("【", "[") else None
    return (start - 1, shut.end()) if shut else (start, end)


# 某某入口·(中国)官方网站, put again and again where the name of the jurisdiction stood.
_SIGNED = re.compile(r"·?[（(]中国[）)](?:有限公司)?(?:官方网站|官网)")
_LONGEST_SIGNED = 24


def _signed(text: str) -> list[Edit]:
    """Find a name that stands twice and more, each time before such a sign: as much as is the same each time."""
    signs = [*_SIGNED.finditer(text)][:_LOOKED_AT]
    if len(signs) < _STREWN_TIMES:
        return []
    first = text[max(0, signs[0].start() - _LONGEST_SIGNED) : signs[0].start()]
    alike = 0
    while (
        alike < len(first)
        and first[-1 - alike].isalnum()
        and all(text[sign.start() - 1 - alike : sign.start() - alike] == first[-1 - alike] for sign in signs)
    ):
        alike += 1
    named = alike >= _LEAST_SIGNED and not first.endswith(_OFFICES)
    return [Edit(sign.start() - alike, sign.end(), "", KIND, WHY) for sign in signs] if named else []


_LEAST_SIGNED = 2
_OFFICES = ("政府", "公司", "集团", "银行")


# …形成（某某吧www.example.com）合力: a site's name and address that it strews over a text, each time the same.
_ADDRESS = re.compile(r"[（(][一-鿿]{2,10}(?:https?://)?www\.[!-\'*-~]{4,40}[）)]")
_OFFICIAL = re.compile(r"\.gov|网址|登录|官方|门户|平台|官网")
_STREWN_TIMES = 2
# How many are looked at to tell whether one stands again.
_LOOKED_AT = 50


def _addresses(text: str) -> list[Edit]:
    found = [one for one in _ADDRESS.finditer(text) if _OFFICIAL.search(one[0]) is None]
    return [
        Edit(one.start(), one.end(), "", KIND, ADDRESS)
        for one in found
        if sum(other[0] == one[0] for other in found[:_LOOKED_AT]) >= _STREWN_TIMES
    ]


def _is_advertised(name: re.Match[str]) -> bool:
    rest = name[0][name.end("brand") - name.start() :]
    return _SITES.search(rest) is not None or _BRANDS.search(rest) is not None


def _is_told_of(text: str, name: re.Match[str]) -> bool:
    start = max(text.rfind("\n", 0, name.start()) + 1, name.start() - _AROUND)
    end = text.find("\n", name.end())
    end = min(end if end >= 0 else len(text), name.end() + _AROUND)
    return _TOLD_OF.search(text, start, end) is not None
