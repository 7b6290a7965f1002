"""The quick look at a line finds every line that some rule of page furniture could match, and no other."""

from __future__ import annotations

from luoshi_reading.repair.furniture.furniture_rules import load
from tests.engine.damage.__main__ import DOCUMENTS

FURNITURE = """字体：大 中 小|打 印 本 页|您现在的位置：首页 > 新闻|上一篇：没有了|发布时间：2025-03-04 10:22|来源：某网
责任编辑：张三|（责编：某某）|版权所有 某市人民政府|ICP备12345678号|未经授权不得转载|登录后查看全文|还没有账号？立即注册
打赏作者|感谢您的支持！|扫描二维码关注我们|官方微信公众号|[图片]|图为会场|2025-03-04|12次阅读|首页 登录 注册|名称：通知
共12人参与|人参与人参与|版权版权所有|网站地图|侵权请联系删除|正在加载|关注我们|微信扫一扫进群|手机客户端""".replace(
    "\n", "|"
).split("|")


def test_the_cue_says_what_the_rules_say() -> None:
    rules = load()
    lines = [line for path in DOCUMENTS.glob("*.txt") for line in path.read_text(encoding="utf-8").split("\n") if line]
    lines += [f"{before}{line}{after}" for line in FURNITURE for before in ("", "会议", "（") for after in ("", "。")]
    lines += [part for line in lines for part in line.split("，")]
    matched = {line: any(matches(line) for _, _, matches in rules.furniture) for line in lines}
    assert {line: rules.cue(line) for line in lines} == matched
    assert sum(matched[line] for line in FURNITURE) > 25
    inside = {line: any(matches(line) for _, _, matches in rules.inside) for line in lines}
    assert {line: rules.cue_inside(line) for line in lines} == inside
    assert sum(inside[line] for line in FURNITURE) > 10
