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
)
_BRAND = (
    r"(?:火狐|亚博|雷火|泛亚)(?:电竞|体育|娱乐)|(?:开云|乐鱼|爱游戏|米兰|半岛|星空|江南|天博|万博|环球|皇冠|必赢|凯发)(?:体育|娱乐|电竞)"
    r"|华体会(?:体育)?|九游会|澳门(?:新?葡京|金沙城?|威尼斯人|银河|永利|皇冠|巴黎人|太阳城)(?:中心|娱乐场?|赌场)?|新葡京"
    r"|(?<![A-Za-z])(?:BB|BOB|bob|KOK|kok|AG|ag|OB|ob|KU|ku|hth|HTH|yabo|leyu|bet365|365bet|W88|w88)(?:真人|体育|娱乐|电竞)"
    r"|(?:欧洲杯|世界杯|欧冠|英超|足球|体育|彩票|真人|棋牌|电竞)(?:足球网|买球|投注|下注|外围)|百家乐|老虎机"
)
_SITE = (
    "官网|官方网站|官方网址|官方|网站|网址|平台|全站|手机版|中文版|最新版|登录|登陆|注册|下载|入口|首页|客户端|安卓版?|苹果版?"
    "|APP|App|app|ios|IOS|投注|娱乐|体育|电竞|买球|直播"
)
_NAME = re.compile(
    rf"[ \u3000]?(?P<brand>{_BRAND})(?:{_SITE}){{0,4}}+[）)】\]]?"
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
    return found + [
        Edit(name.start(), name.end(), "", KIND, WHY)
        for name in _NAME.finditer(text)
        if _is_advertised(name) and not _is_told_of(text, name)
    ]


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
