"""Who published: the newspaper of the dateline, the organ in the title, the signature, the page. Rule R69."""

from __future__ import annotations

import re
from collections.abc import Sequence

DATELINE = re.compile(r"\n[ \u3000]*([一-鿿]{2,14}?)讯[ \u3000]*[（(]")
OFFICE = (
    r"(?:中共)?[一-鿿]{2,16}?(?:人民政府办公厅|人民政府办公室|人民政府|委员会办公室|委员会|市委|县委|区委|省委"
    r"|办公厅|办公室|指挥部|领导小组|[局委厅院])"
)
IN_TITLE = re.compile(
    rf"^({OFFICE}(?:[ \u3000]{OFFICE})?)(?:印发|转发|贯彻[一-鿿]{{2,10}}|贯彻落实[一-鿿]{{2,10}})?关于"
)
SIGNED = re.compile(
    rf"\n[ \u3000]*({OFFICE})[ \u3000]*\n[ \u3000]*"
    r"(?:\d{4}|[一二][一二三四五六七八九〇○零Oo0]{3})年[\d元一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
SITE_NAME = re.compile(r"[-–—_|][ \u3000]*([一-鿿]{2,24}(?:网|政府|频道|日报|委员会|门户网站|在线|新闻网))")
# An office's name may be broken before its last characters, where a file breaks its lines at a width.
SOURCE = re.compile(
    r"来源[ \u3000]*[：:][ \u3000]*"
    r"([一-鿿A-Za-z]{2,24}(?:\n[一-鿿]{0,6}(?:局|委|厅|办|政府|委员会|办公室|中心)(?=\s|$))?)"
    r"(?=[ \u3000，；\n]|$|发布|时间|作者|浏览)"
)
# 发文机构 某市人民政府办公厅, in a page's block of facts, with or without a colon, also on the next line.
ISSUED_BY = re.compile(
    rf"(?:发[文布]机[构关]|制发机关|制定机关|发布单位|发文单位|公开机构|生成机构)[ \u3000]*[：:]?\s*({OFFICE})"
)
# 本报合作讯 says where it was written, not which paper.
# 来源：本站原创
NOBODY = frozenset(
    ("本站", "本站原创", "本网", "原创", "互联网", "网络", "网络转载", "佚名", "转载", "发布", "时间", "作者", "编辑")
)
OUR_OWN = ("本报", "本网", "本站", "本台", "本刊")
HEAD_LENGTH = 1500


def find_publisher(text: str, title: str | None, metadata: Sequence[str]) -> str | None:
    """Return who published the document, as written, or None."""
    # As if a line ended before the text: ``^|`` would have the expressions tried at every place.
    text = "\n" + text
    dateline = DATELINE.search(text, 0, HEAD_LENGTH + 1)
    if dateline and not dateline[1].startswith(OUR_OWN):
        return dateline[1]
    told = any("机" in stretch or "发文单位" in stretch for stretch in metadata)
    issued = ISSUED_BY.search("\n".join(metadata)) if told else None
    titled = IN_TITLE.match(title) if title else None
    if titled and issued and issued[1].endswith(titled[1]):
        return issued[1]  # 市人民政府办公厅关于…: only the page says which city's
    if titled:
        return re.sub(r"[ \u3000]+", "、", titled[1])
    signed = SIGNED.search(text)
    if signed:
        return signed[1]
    if issued:
        return issued[1]
    for stretch in metadata:
        site = SITE_NAME.search(stretch)
        if site:
            return site[1]
    for stretch in metadata:
        source = SOURCE.search(stretch)
        if source and source[1] not in NOBODY:
            return source[1].replace("\n", "")
    return None
