"""Headlines of stories that bear no other sign of news. Rule R67."""

from __future__ import annotations

import re

# 云岭：码头开工, 云岭市桑坞区青石街道西河社区：…
OF_A_PLACE = re.compile(r"[一-鿿]{2,9}：[^：]{4}|[一-鿿]{4,20}(?:镇|乡|街道|社区|村|[县区市旗局])：[^：]{4}")
# 青石镇积极推进渔港建设: who does what, and how.
DOES = re.compile(
    r"[一-鿿]{1,12}?(?:镇|乡|街道|[省市县区州旗]|[局委办院校部厅]|社区|村|集团|公司|中心|政府)"
    r"(?:积极|扎实|全力|深入|多措并举|多举措|持续|着力|大力|稳步|有序|开展|组织|举办|举行|召开|聚焦|抓实|抓好|做好|筑牢|狠抓|传达|学习|调研"
    r"|督导|检查|走访|慰问)"
)
# 青石镇积极推进渔港建设方案, 云岭县深入推进护岸三年行动: papers.
PAPER_LAST = re.compile(
    r"(?:方案|计划|通知|意见|要点|规划|办法|规定|清单|措施|细则|报告|制度|预案|总结|安排|任务|行动|纲要|情况|讲话|纪要)[（(]?[^，。]{0,8}$"
)
# 重点项目简报 2027年第3期: the head of a newsletter.
NEWSLETTER = re.compile(
    r"\A(?:[^\n]{0,40}\n){0,2}[^，。\n《》]{0,32}(?:简报|快报|简讯)[ \u3000]*+\n?"
    r"[ \u3000]*+(?:20\d\d年)?[ \u3000]*+[（(]?总?第[ \u3000]*+[\d〇零一二三四五六七八九十]{1,5}[ \u3000]*+期"
)


def is_newsletter(head: str) -> bool:
    """Whether a text begins with the name and the number of a newsletter."""
    return NEWSLETTER.match(head) is not None


def heads_story(title: str) -> bool:
    """Whether a headline tells of what a place or an office does, and names no paper."""
    return OF_A_PLACE.match(title) is not None or (DOES.match(title) is not None and PAPER_LAST.search(title) is None)
