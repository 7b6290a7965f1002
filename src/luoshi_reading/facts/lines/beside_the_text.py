"""Lines that stand in a paper beside what it says: contacts, colophons, who took the minutes. Rule R12."""

from __future__ import annotations

import re

from luoshi_reading.structure import Sentence

NO_BODY = re.compile(
    r"[（(【\[〔]?(?:牵头|责任|主办|配合|协办|参与|落实|支持)(?:单位|部门)[：:]|问[：:]|[（(]此件|附件[：:\d]?|相关解读|抄送|主题词|联系人|联系(?:电话|方式)|(?:咨询|报名|举报|监督)电话[：:]|倡议人[：:]|发布(?:时间|日期|机构|部门|单位)[：:]|(?:浏览|点击|阅读)(?:量|数|次数)[：:]|(?:值班|责任)?编辑[：:]|责编[：:]|编审[：:]|(?:信息|稿件|文章)?来源[：:]|(?:链接|网页)地址[：:]|(?:生成|成文)日期[：:]|更多[^。，：]{2,16}[，,]?(?:请|欢迎)(?:关注|访问|登录|浏览)|电话[：:]|传真[：:]|（联系"
    # 印发：各镇; 记录：汤敏. A stage begins with 印发方案，召开会议.
    r"|印发(?:机关|单位|日期|时间|份数|范围|至)?(?:[：:\u3000 \d]|$)"
    # 本期发：局领导，局机关各科室; 图文解读：…, the name of another page.
    r"|(?:本期|此件|主)?(?:发送?|报送?|送|分送|印送|抄报)[：:]|(?:图文|图片|文字|一图|政策)(?:解读|读懂)[：:]"
    r"|(?:请假|缺席|记录|拟稿|核稿|签发)(?:人员?|员|领导|单位)?[：:][\u3000 ]{0,4}[一-鿿]{2,3}(?:[\u3000 、，]|$)"
)
NO_BODY_FIRST = frozenset(
    "（(【[〔牵责主配协参落支问附相抄印请缺记拟核签联电传咨报举监倡发浏点阅值编来信稿文链网生成更本此送分图一政"
)
LONGEST_NO_BODY = 40


def is_beside_the_text(text: str, sentence: Sentence) -> bool:
    """Whether a sentence says whom to ring, who is copied or who wrote it down, and nothing of the paper's own."""
    return (
        text[sentence.start] in NO_BODY_FIRST
        and NO_BODY.match(text, sentence.start, min(sentence.end, sentence.start + LONGEST_NO_BODY)) is not None
    )
