"""What the rest of a site leaves round a document once some of it is known: short lines below it, signs without words.

Below the document, and below a line that is known to be the site's, a short line is the site's too, unless it may
belong to a paper: a signature, a day, an attachment, a number (N17).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from luoshi_reading.repair.lines import Line, Page

Take = Callable[[Page, Line, str], None]

_LONGEST = 30
_MOST_LEFT = 12
_OF_A_PAPER = re.compile(
    r"附|抄送|主送|印发|主题词|此件|共印|分送|注[：:]|说明|（|\(|《|“|第?[一二三四五六七八九十\d]{1,4}[、.．)）章条号]"
    r"|(?:20\d\d|[一二][○〇０零九][○〇０零一二三四五六七八九]{2})年|\d{1,2}月"
)
_SIGNS = re.compile(
    r"(?:委员会|人民政府|人大常委会|政协|办公室|[局厅委部会院处站所科办队组社厂]|中心|公司|学校|街道|[省市县区镇乡村])\Z"
)
_RUNS = re.compile(r"[。；，！？：:]|\t|[ \u3000]{4}")
# A page's own line for files, with none behind it.
_NOTHING_ATTACHED = re.compile(
    r"(?:(?:相关|文件)?附件(?:下载|列表)?|(?:文件|资料|表格)下载|(?:相关|关联)文件)[ \u3000]*[：:][ \u3000？?□]*无?"
)


def leftovers(page: Page, take: Take) -> None:
    """Take the short lines of a site that stand below what is known of it, after the document."""
    tail = page.tail
    left = [line for line in tail if not line.taken]
    while left and _NOTHING_ATTACHED.fullmatch(left[-1].text):
        take(page, left.pop(), "label")
    known = next((index for index, line in enumerate(tail) if line.taken), None)
    if known is None or page.last >= len(page.lines):
        return
    left = [line for line in tail[known:] if not line.taken]
    taken = len(tail) - known - len(left)
    wanted = [line for line in left if _is_leftover(line.text)]
    if len(left) <= min(_MOST_LEFT, 2 * taken + 1) and len(wanted) == len(left):
        for line in left:
            take(page, line, "navigation")


def _is_leftover(text: str) -> bool:
    return len(text) <= _LONGEST and not (_OF_A_PAPER.match(text) or _SIGNS.search(text) or _RUNS.search(text))


def signs(page: Page, take: Take) -> None:
    """Take lines at the edges that hold no letter, digit or character, only signs: ﹀, 👇👇👇, =====."""
    for line in (*page.head, *page.tail):
        if not line.taken and not any(map(_is_word, line.text)):
            take(page, line, "markup")


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "□_…×*（）()“”‘’《》"


_SITE = re.compile(
    r"[一-鿿]{2,16}(?:人民政府|政府网|门户网站|委员会|新闻网|日报|[局厅委部])(?:办公室)?(?:门户)?(?:网站|官网)?"
)
_WITHIN = 4


def names_over_menus(page: Page, take: Take) -> None:
    """Take a site's name at the very top, right over its menus and tools, where a headline stands below them."""
    head = page.head
    for line in head[:_WITHIN]:
        below = head[line.index + 1 :]
        if line.taken or not below or not below[0].taken or _SITE.fullmatch(line.text) is None:
            continue
        if any(_MAY_HEAD.fullmatch(other.text) for other in below if not other.taken):
            take(page, line, "site_name")


_MAY_HEAD = re.compile(r"(?!关于)[^。；：|｜]{8,60}")
