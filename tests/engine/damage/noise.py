"""What web pages put around a document. The truth is the document alone."""

from __future__ import annotations

from tests.engine.damage.model import Damaged, Planted, chance

SITES = ("霁川新闻网", "桑渚在线", "岚泊县人民政府")


def _wrapped(text: str, kind: str, before: str = "", after: str = "") -> Damaged:
    whole = before + text + after
    planted = []
    if before:
        planted.append(Planted(kind, 0, len(before), ""))
    if after:
        planted.append(Planted(kind, len(before) + len(text), len(whole), ""))
    return Damaged(whole, text, tuple(planted))


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def front_matter(text: str, seed: int = 0) -> Damaged:
    """A blog engine's head stands above: the site's name in the title, a tag, a doubled headline; a credit below."""
    title = text.split("\n", 1)[0]
    site = chance(seed, text).choice(SITES)
    head = (
        f"---\ntitle: {title}_{site}\nauthor: webedit\ndate: 2026-03-18 07:40\ntags: \ncategories: \n---\n"
        f'<!-- more -->\n                \n<img align="center" border="0" src="images/head.png" />\n\n原标题：{title}\n'
    )
    return _wrapped(_ended(text), "front_matter", head, "[责任编辑：文小编]\n            \n")


def contact_block(text: str, seed: int = 0) -> Damaged:
    """A trader's address block stands above."""
    block = "联系人:王先生\n邮箱:office@mailbox.example\n邮政编码:990100\n地址:霁川市临江大道东段和悦\n广场6栋8楼\n"
    return _wrapped(text, "contact_block", before=block)


def neighbour_links(text: str, seed: int = 0) -> Damaged:
    """Links to the articles before and after stand below."""
    links = "上一篇: 云坞县开展春茶品质提升培训\n下一篇: 市气象局发布暴雨蓝色预警\n"
    return _wrapped(_ended(text), "navigation", after=links)


def breadcrumbs(text: str, seed: int = 0) -> Damaged:
    """The way through the site and a toolbar stand above."""
    bar = "当前位置：首页 > 政务公开 > 政策文件\n【字体：大 中 小】  打印本页  关闭窗口\n"
    return _wrapped(text, "navigation", before=bar)


def publishing_line(text: str, seed: int = 0) -> Damaged:
    """Source, time and number of readers stand below the first line."""
    title, _, rest = text.partition("\n")
    line = "来源：本网综合  发布时间：2026-07-26 08:30  浏览次数：1024次\n"
    start = len(title) + 1
    return Damaged(f"{title}\n{line}{rest}", text, (Planted("publishing_line", start, start + len(line), ""),))


def tip_jar(text: str, seed: int = 0) -> Damaged:
    """Begging for tips, a QR caption and neighbouring articles stand below."""
    jar = (
        "觉得文章有用就打赏一下文章作者\n支付宝扫一扫打赏\n微信扫一扫打赏\n"
        "上一篇：年终总结会主持词\n下一篇：党建工作述职报告\n"
    )
    return _wrapped(_ended(text), "tip_jar", after=jar)


def login_wall(text: str, seed: int = 0) -> Damaged:
    """A line asking to log in for the rest stands below."""
    return _wrapped(_ended(text), "login_wall", after="登录后可查看全文，还没有账号？立即注册\n")


def qr_caption(text: str, seed: int = 0) -> Damaged:
    """The caption of a QR code and a share bar stand below."""
    return _wrapped(_ended(text), "qr_caption", after="扫一扫在手机打开当前页\n分享到：微信 微博\n")


def copyright_block(text: str, seed: int = 0) -> Damaged:
    """A copyright footer stands below."""
    foot = "版权所有：霁川市人民政府  主办：霁川市人民政府办公室  网站标识码：9901000001\n"
    return _wrapped(_ended(text), "copyright", after=foot)


def editor_credit(text: str, seed: int = 0) -> Damaged:
    """An editors' credit stands below."""
    return _wrapped(_ended(text), "editor_credit", after="(责编：文小编 审核：严把关)\n")


def repeated_headline(text: str, seed: int = 0) -> Damaged:
    """The headline stands twice."""
    return _wrapped(text, "duplicated_headline", before=text.split("\n", 1)[0] + "\n")


def page_numbers(text: str, seed: int = 0) -> Damaged:
    """Every tenth line is followed by a page number between dashes."""
    out: list[str] = []
    planted: list[Planted] = []
    at = 0
    for number, line in enumerate(_ended(text).splitlines(keepends=True), 1):
        out.append(line)
        at += len(line)
        if number % 10 == 0:
            mark = f"— {number // 10} —\n"
            planted.append(Planted("page_number", at, at + len(mark), ""))
            out.append(mark)
            at += len(mark)
    return Damaged("".join(out), _ended(text), tuple(planted))
