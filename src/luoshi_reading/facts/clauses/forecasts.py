"""What the weather and the waters will do: told in notices before what is ordered against it. Rule R11."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import head_verb
from luoshi_reading.knowledge.signs import sign

_WEATHER = (
    r"气温|降[雨雪水温]|雨[雪量势带]|阴雨|冷空气|寒潮|台风(?:“[^”]{0,6}”)?|热带(?:风暴|低压)|雷电|强对流|水位|洪峰|(?<!自)来水|天气"
    r"|气候|暴雨|冰雹|大雾|雾霾|沙尘|高温|干旱|旱情|汛情|风力|阵风|风暴潮|风浪|墒情"
)
# 14-17日日平均气温将维持在1-2摄氏度, 台风“…”将于8日登陆, 降水总体偏多: what the weather does.
_DOES = re.compile(
    rf"(?![^，]{{0,6}}(?:应对|防范|防御|抵御|迎战))[^，]{{0,24}}?(?:{_WEATHER})(?!(?:变化|预[警报]|信息|情况|灾害)?(?:的|应对|防御|防范|监测|工作))[^，的]{{0,12}}?"
    r"(?:将|会|可能|有望|预计|持续|逐[渐步]|再度|一度|开始|总体|达|维持|转|偏[多少高低早晚强弱重]|上涨|下降|下滑|降至|升至|上升|回升|回落"
    r"|[加增]强|减弱|影响|登陆|间歇|南下|东移|北上|较[大强多重]|频[发繁]|集中|超过?警戒)(?![前后时](?!$))"
)
# 全市将有一次较强降雨过程, 上游有大到暴雨, 有低温冰冻灾害发生: what the weather does at a place.
_THERE = re.compile(
    r"[^，]{0,24}?(?:(?:将|可能|会|预计|还|仍|局[部地]|大部|部分)[^，要的]{0,10}(?:出现|有|迎来|遭遇|发生|遭受|伴有)[^，]{0,20}"
    r"(?:天气|降[雨雪水温]|雨雪|过程|[暴大中小]雨|[暴大中小]雪|高温|气温|台风|大风|寒潮|冰冻|洪水|雷[暴电]|冰雹|灾害)[^，]{0,6}$"
    r"|有(?:小|中|大|暴|雷?阵|分散性?)?(?:雨|雪)?[到至]?[^，的]{0,6}(?:[雨雪雾]|\d级[^，]{0,4}风|大风|天气)(?:天气|过程)?$"
    r"|有[^，的]{2,16}灾害发生$|发生[^，]{2,16}的?可能性(?:较|很|极|非常)?[大高小]$)"
)
# 对工农业生产均将造成较严重的影响
_HARMS = re.compile(
    r"(?:对|给)[^，]{2,60}(?:将|会|可能)[^，]{0,6}(?:造成|带来|产生)[^，]{0,16}(?:影响|损失|危害|压力|困难|挑战|冲击)$"
)

# 市气象台22日11时将黄色预警升级为橙色预警信号, 寒冷黄色预警信号正在生效: what is warned of.
_WARNED = re.compile(
    r"(?![^，]*(?:要|须|应|每|负责|加强|做好|及时|密切|持续))(?:[^，]{0,12}气象(?:[台局站]|部门)[^，]{0,24}(?:发布|升级|变更|解除|将[^，]{2,16}(?:升级|变更|调整)为)[^，]{0,24}预警(?:信号)?$"
    r"|[^，]{0,24}预警(?:信号)?(?:正在|仍在|已经?|继续)?生效中?$)"
)

# 将台风影响降到最低, 将有效降低暴雨影响: what is done about it.
_HELD = re.compile(r"把|将(?!会|持续|再|出现|有(?!效|序|力)|迎来|维持|可能|于|在|为|转|逐)")

OF_WEATHER = sign(
    *(
        "雨",
        "雪",
        "气温",
        "冷空",
        "寒潮",
        "台风",
        "热带",
        "雷电",
        "对流",
        "水位",
        "洪峰",
        "来水",
        "天气",
        "气候",
        "冰雹",
    ),
    *(
        "大雾",
        "雾霾",
        "沙尘",
        "高温",
        "旱",
        "汛情",
        "风力",
        "阵风",
        "风暴",
        "风浪",
        "墒情",
        "灾害",
        "可能性",
        "预警",
        "响",
        "损失",
    ),
)


def tells_weather(core: str) -> bool:
    """Whether a clause tells what the weather or the waters will do, and what harm comes of it (R11)."""
    if core[-1] in "时前后" or _HELD.match(core):
        return False
    if _HARMS.match(core) or ("预警" in core and _WARNED.match(core)):
        return True
    return (_DOES.match(core) or _THERE.match(core)) is not None and not head_verb(core)[0]
