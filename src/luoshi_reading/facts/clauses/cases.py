"""In which case something is to be done (如遇险情，…; 气温低于5℃时停止施工). Rules R10, R13."""

from __future__ import annotations

import re

_COMES_UP = r"(?:发现|发生|出现|遇[有到上见]?|接到|收到|遭遇|查[实出]|违反)"
# 一旦发现火情, 如发现责任区域未整治到位, 遇有强降雨, 接到预警后, 当水位超过警戒线时: nothing but the case.
_ONLY_CASE = re.compile(
    rf"(?:一旦|如果?|若|倘若?|假如|万一){_COMES_UP}(?![^，]*的(?!$))[^，请]{{1,30}}|遇(?![难害袭刺冷]|[^，]{{2,10}}不)[有到上见]?[^，的请]{{2,20}}的?"
    r"|(?:接到|收到|发现|发生|出现)[^，的请]{1,16}(?:后|时|的)|[一-鿿]{2,10}(?:解除|启动|发布)后"
    r"|当?[^，\d的]{2,12}(?:低于|高于|超过|达到?|大于)[^，的]{0,4}(?:\d|警戒)[^，的]{0,10}[时后]"
    r"|当(?![好前年地场天日月家代中务即成做作然])[^，的]{2,12}(?:低于|高于|超过|达到?|大于|出现|发生)[^，的]{0,16}"
)
_CASE_FIRST = frozenset("一如若倘假万遇接收发出当")
_CASE_LAST = ("后", "时")
# 遇暴雨天气立即撤离群众, 如发现险情第一时间上报; 风力达到6级以上时渡船停航: the case, and what is done, without a mark.
_AT_ONCE = "(?=立即|立刻|马上|及时|第一时间|迅速|尽快|随时|一律|停止|暂停|提前|就地|严格|按)"
_LED_BY_CASE = re.compile(rf"(?:一旦|如果?|若|倘若?|万一)?{_COMES_UP}[^，的]{{1,14}}?时?{_AT_ONCE}(?=[^，]{{4}})")
_LED_BY_FIGURE = re.compile(
    r"当?[^，\d的]{2,10}(?:低于|高于|超过|达到?|大于)[^，的]{0,4}\d[^，的一]{0,8}?时(?=[一-鿿]{4})"
)
_LED_FIRST = frozenset("一如若倘万遇接收发出")


def is_case(core: str) -> bool:
    """Whether a clause tells nothing but in which case the order behind it holds (R13)."""
    return (core[0] in _CASE_FIRST or core[-1] in _CASE_LAST) and _ONLY_CASE.fullmatch(core) is not None


def after_case(core: str) -> int:
    """Return where in a clause stands what is to be done in the case it begins with; 0 where it begins with none."""
    led = _LED_BY_CASE.match(core) if core[0] in _LED_FIRST else None
    if led is None and "时" in core and core[-1] not in _CASE_LAST:
        led = _LED_BY_FIGURE.match(core)
    return led.end() if led else 0
