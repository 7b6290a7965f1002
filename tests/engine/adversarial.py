"""Texts that are said over and over to be hard to read; bench/adversarial.py times them, the tests read them."""

from __future__ import annotations

import random
from collections.abc import Iterator

# What opens and never closes, lists and chains without end, names, numbers, damage of every kind.
REPEATED = [
    "推进产业发展加快项目建设", "（", "（市", "(", "《关于", "“", "条“", "记者《", "“三个一”", "《关于的意见》",
    "1", "1,", "达到50%", "不低于1", "X", "*", "_", "三", "三个", "三大攻坚战", "治水、兴城、富农三条路径", "双",
    "一、", "一、\n", "——", "二是", "二是，", "（一）加强领导。", "第一章 总则\n", "由市发改委",
    "由市发改委牵头，", "由市发改委牵头", "（市发改委负责）", "（责任单位：市发改委", "牵头单位：市局；", "张伟、",
    "市长张伟、", "市长张伟\n", "市长张伟", "张伟强调，", "张伟出席，", "到2025年底前", "召开", "会议", "主持",
    "要", "要。", "将", "加快推进；", "加快推进，", "产业、", "北京市", "重庆", "：", "市 ", "市\n",
    "会议强调，要抓好落实。\n", "任务\t牵头单位\t时限\n", "|市局|2025年|\n", "å“", "锛%????", "?！乙", "甲 - ",
    "-", "_甲", "会議，", "“一二三四”等，", "主要目标", "到2025年，", "目标任务是，", "责任", "召开护", "…", " ",
    "\u3000", "[", "å\u008d—", "å…¨å¸‚ ", "鍏ㄥ競", "锛?", "é", "å?", "\ue000",
]  # fmt: skip
# Lines whose parts an expression could read in two ways each and more, and which then do not fit.
MANY_READINGS = {
    "addressed": "各位代表、" * 60 + "渡口护岸清淤查隐患补石料备沙袋派人，\n",
    "stroked menu": "渡口  " * 38 + "|||||。\n",
    "way through a site": "桑坞网     >›  " * 12 + "。护岸\n",
    "listed": "欧阳秋、" * 31 + "。\n",
    "listed before": "。" + "闻人秋、" * 12 + "常思源同志\n",
    "roles": "责任单位：主责" + "按照职责分工分别" * 40 + "护岸\n",
    "noted": "【责任" + "〔1〕渡口" * 40 + "\n",
    "labelled": "牵头单位：市局" + " " * 3_000 + "责任单位：" * 40 + "。\n",
    "label": "责任" * 2_000 + "护岸\n",
    "fields": "责任单位：市局" + "\u3000" * 3_000 + "护岸\n",
    "credited": "（通讯员" + " 通讯员 汤敏" * 5 + " 渡口护岸队）\n",
    "reporters": "本报记者汤敏" + " 通讯员" * 12 + " 渡口护岸清淤\n",
    "editors": "责编 汤敏" + " 校对" * 12 + " 渡口护岸清淤\n",
    "photographs": "图/文 汤敏" + " " * 3_000 + "护岸\n",
    "menu": "政务服务" * 30 + "渡口护岸清淤查隐患\n",
    "menu of places": "走进首页" * 30 + "渡口护岸清淤查隐患\n",
    "leaves": "第2版 要闻 " + "3上一版 " * 40 + "护\n",
    "leaves in brackets": "[ 3上一版 3 ]" * 10 + "护岸\n",
    "pages": "1234567890" * 4 + "护岸\n",
    "page of pages": "第" + " " * 3_000 + "1" + " " * 3_000 + "护\n",
    "contents": "渡口" + "…" * 20_000 + "护岸\n",
    "headline": "渡口护岸" + " " * 3_000 + "—— 网站护\n",
    "day in a headline": "2026-3-2" + " " * 3_000 + "护\n",
    "signed": "\u3000" * 3_000 + "2026年3月2日" + "\u3000" * 3_000 + "护\n",
    "grades": "全县建成" + "A5A级" * 12 + "；12个\n",
    "works": "要做好" + "护岸、" * 2_000 + "清淤\n",
    "manner": "积极稳妥" * 500 + "\n",
    "also": "并且" * 500 + "，\n",
    "held": "召开" * 750 + "，\n",
}
# Bytes of UTF-8 read as what they are not: the encoding, and what stands where it has no character.
MISREAD = {
    "Windows-1252, bytes dropped": ("cp1252", ""),
    "Windows-1252, bytes marked": ("cp1252", "\ufffd"),
    "Windows-1252, bytes as boxes": ("cp1252", "□"),
    "GBK, bytes dropped": ("gbk", ""),
    "GBK, bytes as question marks": ("gbk", "?"),
    "GBK, bytes as boxes": ("gbk", "□"),
    "GB 18030, bytes marked": ("gb18030", "\ufffd"),
}
HEADS = {
    "": "",
    "news": "会议在云岭市召开，市长张伟主持会议。\n",
    "paper": "关于印发方案的通知\n各县：\n",
    "speech": "同志们：\n",
}
# What phrases are drawn from that are then said over and over.
VOCABULARY = [
    "会议", "强调", "，", "。", "；", "：", "（", "）", "“", "”", "《", "》", "、", "要", "将", "由", "牵头",
    "负责", "配合", "单位", "市", "县", "省", "局", "委", "张", "伟", "书记", "市长", "记者", "一", "二", "三",
    "是", "第", "章", "大", "个", "年", "月", "日", "2025", "12", "%", "以上", "前", "到", "在", "对", "的", "了",
    "和", "主持", "出席", "召开", "通过", "听取", "汇报", "审议", "-", "—", "_", "|", "?", "！", "<", ">", "&",
    "#", "(", ")", "[", "]", "!", "*", "X", ".", ",", ":", "/", "=", "a", "1", "電", "會(huì)", "å", "锛", "?；",
    "。。", "????", "责任编辑", "来源", "上一篇", "网站", "政府", "title:", "---", "页", "力争", "不低于", "亿元",
    "万", "代表", "讯", "按", "等", "全市", "期间", "十四五", "收官", "周年", "今年是", "受", "委托",
    "\n", " ", "\u3000", "\t", "\f",
]  # fmt: skip


def said_over(unit: str, length: int) -> str:
    """Say ``unit`` again and again up to ``length`` bytes of UTF-8, after a head of one kind of paper or another."""
    head = HEADS["news"] if len(unit) % 2 else HEADS["paper"]
    return head + unit * (length // len(unit.encode()))


def mixed(length: int) -> str:
    """Draw characters at random that matter to reading, ``length`` bytes of UTF-8 or a little less."""
    matter = "一二三大个市委长张（）“”《》，。；、：要将是为12年月\n由牵头负责由于在对的了"
    return "".join(random.Random(7).choices(matter, k=length // 3))


def misread(name: str, length: int, *, share: float = 1.0) -> str:
    """Draw office words at random and read a ``share`` of them as ``MISREAD`` says, about ``length`` bytes of UTF-8."""
    encoding, mark = MISREAD[name]
    drawn = random.Random(7)
    words = [
        (word, word.encode().decode(encoding, "replace").replace("\ufffd", mark))
        for word in ("".join(drawn.choices(_OFFICE, k=drawn.randint(1, 9))) for _ in range(length // 24))
    ]
    text = "".join(seen if drawn.random() < share else word for word, seen in words)
    return text.encode()[:length].decode(errors="ignore")


_OFFICE = "会议强调要抓好落实推进项目建设加快发展云岭市桑坞县渡口护岸清淤查隐患补石料的一是在有和人这中大为，。、\n"


def strewn(name: str, length: int) -> str:
    """Draw characters at random, of high bytes or for private use, that are no mojibake, about ``length`` bytes."""
    first, last = STREWN[name]
    drawn = random.Random(7)
    size = len(chr(last).encode())
    return "".join(chr(drawn.randint(first, last)) for _ in range(length // size))


STREWN = {
    "letters of Latin-1": (0xA0, 0xFF),
    "characters for private use": (0xE000, 0xE765),
    "bytes that begin one and follow one": (0x80, 0xF4),
}


def wrong(length: int) -> Iterator[tuple[str, str]]:
    """Yield, by name, every text of about ``length`` bytes in a wrong encoding, whole and among right words."""
    for name in MISREAD:
        yield name, misread(name, length)
        yield f"{name}, among right words", misread(name, length, share=0.3)
    for name in STREWN:
        yield name, strewn(name, length)
    lost = "会议强调。" * 40 + "".join(random.Random(7).choices(_LOSES, k=length // 17))
    yield (
        "two of three characters lost bytes",
        lost.encode().decode("cp1252", "ignore").encode()[:length].decode(errors="ignore"),
    )


_LOST = [c for c in map(chr, range(0x4E00, 0x9FA6)) if {0x81, 0x8D, 0x8F, 0x90, 0x9D} & set(c.encode())]
_LOSES = [
    "".join((kept, a, b)) for kept in "的一是在有和人这中大为" for a, b in zip(_LOST, reversed(_LOST), strict=True)
]
