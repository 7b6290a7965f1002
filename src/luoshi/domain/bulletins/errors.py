"""What bulletins refuse, in both languages."""

from luoshi.foundation.refusals import Refusal


class BulletinExists(Refusal):
    """One bulletin a jurisdiction and period (BU1)."""

    chinese = "{period}的通报已经生成（{state}），请直接打开。"
    english = "The bulletin of {period} exists already ({state}). Open it."
    field = "period"
    status = 409


class PeriodNotOver(Refusal):
    """A bulletin speaks of days that are over (BU1)."""

    chinese = "{period}尚未结束（{ends_on}止），结束后才能生成通报。"
    english = "{period} ends on {ends_on}; its bulletin can be assembled afterwards."
    field = "period"


class BulletinFrozen(Refusal):
    """A frozen bulletin does not change (BU7)."""

    chinese = "《{title}》已定稿，文字和数据不能再改动。数据如有更正，会自动显示在旁边。"
    english = "“{title}” is frozen: its words and figures stay. Corrections of the data show beside it."
    status = 409


class BulletinNotFrozen(Refusal):
    """Only a frozen bulletin is published (BU7)."""

    chinese = "《{title}》不是已定稿、待发布的通报，不能发布。"
    english = "“{title}” is not a frozen bulletin that waits to be published."
    status = 409


class TitleMissing(Refusal):
    """A bulletin has a title."""

    chinese = "请填写通报标题。"
    english = "Give the bulletin a title."
    field = "title"


class WordsMissing(Refusal):
    """A section that people read says something."""

    chinese = "“{section}”没有文字，不能定稿。请填写后再定稿。"
    english = "The section “{section}” is empty. Write it, then freeze."


class ReasonMissing(Refusal):
    """An exemption has a reason (BU5)."""

    chinese = "请填写豁免理由（如不可抗力的具体情况）。"
    english = "Give the reason of the exemption, such as what force majeure it was."
    field = "reason"


class NotOnBlackList(Refusal):
    """Only a unit that the rule puts on a black list is exempted (BU5)."""

    chinese = "{unit}不在这一黑榜上，无需豁免。"
    english = "{unit} is not on this black list; there is nothing to exempt."


class RuleWrong(Refusal):
    """A list rule that cannot be read (BU4)."""

    chinese = "{where}：{chinese}"
    english = "{where}: {english}"


class FontMissing(Refusal):
    """A PDF carries its Chinese font with it, so there must be one."""

    chinese = (
        "服务器上没有可嵌入的中文字体，无法生成 PDF。"
        "请管理员安装 Noto CJK 字体（Debian 软件包 fonts-noto-cjk），或下载 DOCX。"
    )
    english = "The server has no Chinese font to put into a PDF. Install Noto CJK (fonts-noto-cjk), or take the DOCX."
    status = 503
