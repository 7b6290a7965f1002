"""What a target measures where its own clause does not name it: the clause or the target before tells. Rule R36."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi_reading.facts.cutting.leading_clauses import LEADS_LAST

# 县水务局负责配水管网工程，9月底前通水: what is finished stands in the clause before.
MANNER = "(?:确保|力争|争取|必须|务必|务须|须|主体|全部|全面|全线|基本|如期)"
FINISHED = re.compile(
    rf"{MANNER}*(?:完成|到位|位|(?:建成|竣工)?(?:完工|竣工|开工|投产|投用|验收|交付|投运|启用|达产|通[水车气电航]|贯通|供水)"
    r"|投入使用|建成|开工建设|整改完毕|整改到位)|(?:确保|力争|必须|务必|务须|须|全部|全面|全线|如期)+"
)
WORKED_AT = re.compile(
    r"(?:(?:负责|牵头|推进|推动|加快|实施|抓好|抓紧|抢抓|立即|限期|开展|启动|建设|做好|组织|完成){1,3}+"
    r"|把|将)(?P<what>[一-鿿A-Za-z\d“”（）、]{2,40}?)(?:(?:作为|列为|当作|纳入|列入)[一-鿿“”]{2,20})?$"
)
# 每村不少于5处: how much each is to have.
EACH_ONE = "每(?:个|座|所|家)?[一-鿿]{1,4}?"
EACH_AT_LEAST = f"{EACH_ONE}(?:不少于|不低于|至少|不得少于|不超过)"
# 到2031年达到150亿元, 分别增长15%和18%: only how far; 改造2万亩: only what is done.
ONLY_HOW_FAR = re.compile(
    r"(?:力争|确保|争取|冲刺)\d|(?:到20\d\d年|力争|确保|要|且|并){0,3}(?:分别|均|平均|年均|同比|[较比](?:去年|上年)(?:同期)?|总量|总计|合计|累计){0,2}"
    r"(?:达到?|增长|下降|提高|提升|增加|减少|降低|降至|突破|超过|控制在|稳定在|保持在|不低于|不高于|不少于|不超过)"
    r"[^，、；]{0,4}[\d一二两三四五六七八九十]"
    rf"|{EACH_AT_LEAST}\d"
)
# 依法拆除危房，每村不少于5处: of what the clause before tells.
EACH = re.compile(rf"(?:{EACH_AT_LEAST}\d|{EACH_ONE}$)")
SHORTEST_WORK, LONGEST_WORK = 5, 30
ONLY_DONE = re.compile("(?:改造|提升|修复|建成|完成|续建|新增|新?(?:建|改建|扩建|改扩建)){1,2}")
OBLIGED = re.compile(r"(?:确保|力争|必须|务必|务须|须|要)+(?=[一-鿿]{2})")


class Named:
    """What a sentence has named so far: its indicators, and the clause before the next one."""

    def __init__(self) -> None:
        self.before: list[str] = []
        self.clause = ""

    def indicators(self, found: Sequence[str], own: str) -> list[str]:
        """Name what a bare word of finishing, or a bare number, is said of, where what stands before it tells.

        ``found``: the indicators of a clause; ``own``: what it says behind its day.
        """
        names = [self._named(indicator, own, len(found) - at) for at, indicator in enumerate(found)]
        for at in range(1, len(names)):
            # 新建农田3万亩、改造提升1.5万亩: what the number before it counts.
            if ONLY_DONE.fullmatch(found[at]):
                names[at] = names[at - 1]
        self.before += [name for name in names if FINISHED.fullmatch(name) is None]
        return names

    def _named(self, indicator: str, own: str, place: int) -> str:
        if FINISHED.fullmatch(indicator):
            if worked := WORKED_AT.search(self.clause):
                return worked["what"]
            if self.before:
                return self.before[-1]
            if self._tells_work():
                return self.clause
            led = OBLIGED.match(own)
            return (own[led.end() :] if led else own) or indicator
        # 9月底前达到80%: only how far, behind its day.
        dated = indicator != own and indicator.endswith(own) and ONLY_HOW_FAR.match(own) is not None
        if self.before and (dated or ONLY_DONE.fullmatch(indicator) or ONLY_HOW_FAR.match(indicator)):
            apart = indicator.startswith("分别") and place <= len(self.before)
            return self.before[-place] if apart else self.before[-1]
        if EACH.match(indicator) and self._tells_work():
            return self.clause
        return indicator

    def _tells_work(self) -> bool:
        """清理村道上的杂物，3月20日前完成: whether the clause before is a work, and no time or case."""
        return SHORTEST_WORK <= len(self.clause) <= LONGEST_WORK and self.clause[-1] not in LEADS_LAST
