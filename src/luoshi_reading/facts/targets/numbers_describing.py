"""Numbers that set nothing: how long, for which, whence, how large what is meant is. Rule R36."""

from __future__ import annotations

import re

from luoshi_reading.facts.numerals import number

PER_CENT = frozenset("%％")
HARMONY = "谐美睦"
"""和 before one of these joins no two counts: 和谐社区, 和美乡村, 和睦家庭."""
# 整改率低于85%的乡镇: which ones are meant; 80%以上的村 is a share that is sought.
OF_THOSE = re.compile(
    r"(?:[、或和][^，、\d]{2,14}\d[\d.]{0,6}[%％一-鿿]{0,3}){0,3}"
    r"的(?:[县市区州]|乡|镇|街道|村|单位|部门|企业|项目|地区|学校|医院|机构|人员|个人|[农商住用]?户|主体|公司|船舶|渔船|车辆)"
)
# 5亿元以上项目: how large each is.
OF_THAT_SIZE = re.compile(r"以[上下](?:的?[一-鿿]{0,4}?(?:项目|企业|产业|集群|园区|大户|单品|品牌)|\d{1,4}[个家户])")
MEASURES_LAST = frozenset("率比度量额数分值重例幅速绩面")
OF_WHICH = re.compile(
    r"或者?[^，、\d]{2,12}\d[^，]{0,6}以上的|(?:及以上|以上|以下|以内|左右)(?:的(?!目标|任务)|[（(]含[^）)]*[）)]的?)(?:[一-鿿]|$)"
    r"|(?:、\d[\d.]*[一-鿿]{1,4})*的(?:企业|单位|项目|个人|家庭|农户|纳税人|机构|个体|主体|平台)"
)
FROM = re.compile(r"[由从][^，]{0,30}$")
RISES = re.compile(
    r"(?:提[高升]|增加|扩大|拓宽|扩建|下降|降低|压减|压缩|缩短|上调|下调|调整|减少|增长|缩小|整合|归并|合并|撤并|精简|优化|并)(?:到|至|为|成)"
)

# 落实助渔40条措施: how many a paper has that is carried out.
CARRIED_OUT = re.compile("落实|贯彻|执行|兑现|用好|用足")
PAPERS_MEASURES = ("措施", "政策", "举措", "意见", "规定", "硬措施")
# 每增加1艘: for how many more a rule holds.
FOR_EACH_MORE = re.compile(
    r"每(?:再)?(?:增加|增|新增|减少|超过|满)(?:\d[\d.]*[万亿]?[一-鿿]{1,3}\Z|[一-鿿]{2,10}\d[^，]{2,8}(?:增加|给予|奖励|补助))"
)


# 每个社区拥有3个以上的食堂, 引进5家以上的加工企业: how many there are to be.
HAS = re.compile(
    r"(?:拥有|建有|配有|设有|配备|建成|建立|建设|新建|改建|扩建|改造|建好|打造|创建|培育|培养|培训|引进|招引|招募|招聘|选派|选树|推广|推出|开发|新增|新上|组建|成立|组织"
    r"|举办|开展|发展|安排|储备|谋划|申报|签约|实施|完成|实现|争取|落实|设立|布设|发放|评选|形成|扶持|孵化|至少有?|不少于|超过)(?:了)?$"
)
COUNTS = frozenset("个所处名座家支台套条项人场次期户件艘部辆")
# 扶持5户以上的联合体 counts them; 培训50人以上的企业 are those of that size.
OF_A_BODY = re.compile(
    r"(?:以上|以下|以内|左右)的[一-鿿]{0,6}(?:企业|单位|机构|场所|学校|公司|工地|园区|班组|主体|楼栋|小区)"
)
PERSONS = frozenset("名人户")
# 消除60人（含）以上“大拥挤”船班: what is done away with, by its size.
ENDED = re.compile(r"(?:消除|杜绝|化解)(?!率|比例)[^，]{0,12}$")
OF_A_SIZE = re.compile(r"\u3000*以[上下]\u3000*")
# 5000平方米以上工地安装…, 2万平方米以上的公共建筑: how large each is that is meant; 建成…以上 counts.
OF_AREA = re.compile(
    r"(?:及)?以上(?:的)?(?:在建|新建|各类|公共|民用|商业|大型|房屋|建筑|施工){0,3}(?:工地|建筑(?!面积|[总物]?量)|项目|工程|场所|商场|市场|小区|地块|场馆|单体|校园|企业|码头|仓库|超市)"
)
AREAS = frozenset(("平方米", "平米", "万平方米", "㎡", "米", "亩", "公顷", "吨", "万吨", "千瓦", "万千瓦", "兆瓦"))
MAKES = re.compile(r"(?:建[成设好]|新[增建]|打造|引进|实现|培育|开发)了?\Z")
# 28万父老乡亲: everybody.
PEOPLE = ("父老", "人民", "群众", "百姓", "各族", "儿女", "干部群众", "市民的", "居民的")


# 60万吨海藻项目: how large it is that is pushed ahead.
SIZED = re.compile(r"(?:/年)?[一-鿿]{0,12}(?:项目|工程|装置|生产线|电站|机组)(?:建设|前期(?:工作)?)?$")
SIZES = frozenset(("万吨", "吨", "万千瓦", "千瓦", "兆瓦", "MW", "GW", "GWh", "MWh"))
PUSHED = re.compile(r"^[一-鿿]{0,8}(?:抓好|抓紧|推进|推动|加快|谋划|支持|力促|争取|服务)[一-鿿“”A-Za-z]{0,12}$")
# 对19个乡镇的考核, 甲、乙、丙3个地区的防汛: who is there already.
OFFICES = re.compile(r"(?:重点|行业|主管|成员|责任|市直|县直|区直){0,3}(?:地区|乡|镇|街道|部门|单位|县|区|市|省|州)")
TOWARDS = re.compile(r"(?:对|向|由|及|和)(?:全?[省市区县州]|各级)?$")
# 东山镇、西河乡等6个乡镇6月底前完成…: who acts by a day (blanked here).
ACTS_BY = re.compile(r"[一-鿿]{1,6}[于在]?\u3000")
LISTED_THERE = re.compile(r"[一-鿿]{2,8}(?:、[一-鿿]{2,6})+$")
# 以12个重点村为突破口: what is worked with.
AS_ITS = re.compile(r"[^，]{1,20}为(?:突破口|抓手|重点|载体|依托|支撑|牵引|龙头|示范|试点|切入点|核心|主体|基础|单位)")
# 造成2人死亡: what an accident did.
HARMED = ("死亡", "受伤", "遇难", "失踪", "失联", "伤亡", "被困")
# 3家以上年销售收入达50亿元的企业: how large each is that is counted.
EACH_EARNS = re.compile(r"\d[家户个](?:以上)?年?(?:主营业务|营业|销售|总)?(?:收入|产值|税收|纳税额?)[^，、\d]{0,3}$")


def _is_there_already(masked: str, match: re.Match[str]) -> bool:
    """Whether offices or jurisdictions are counted that act or are acted upon."""
    if match["unit"] != "个" or match["before"] or not OFFICES.match(masked, match.end()):
        return False
    if TOWARDS.search(masked, 0, match.start()):
        return True
    if masked.endswith("等", 0, match.start()) and ACTS_BY.match(masked, match.end()):
        return True
    listed = LISTED_THERE.search(masked, 0, match.start())
    return listed is not None and listed[0].count("、") + 1 == number(match["value"])


def _is_to_be(masked: str, match: re.Match[str]) -> bool:
    """Whether a number counts what is to be there, and not of which size somebody is."""
    if match["unit"] in PERSONS and OF_A_BODY.match(masked, match.end("unit")):
        return False
    return HAS.search(masked, 0, match.start("value")) is not None


# 10家隐患单位要全部整改: how many they are who must.
COUNTS_WHO = frozenset("家个名位")
WHO_MUST = re.compile(
    r"[一-鿿]{0,8}(?:单位|企业|部门|镇|乡|村|街道|社区|专班|工作组|学校|公司|医院|干部|人员|项目)(?:都|均|全部)?\u3000{0,8}"
    r"(?:要(?!求)|必须|务必|应当)"
)


# 通过100天集中攻坚, 打好30天歼灭战, 大干90天: how long a campaign is.
CAMPAIGN_AHEAD = re.compile("(?:集中|攻坚|奋战|专项|大?整治|行动|大干|左右的|的?时间|努力|[一-鿿]{1,3}战)")
CAMPAIGN = re.compile("(?:大干|苦干|奋战|攻坚|会战|实干)$")


# 培育产值超10亿元龙头企业5家, 230个50户以上村寨: how large each is that is counted.
EACH_HAS = re.compile(r"(?:产值|营收|收入|销售额|投资|纳税额?|税收|资产)[^，、\d]{0,4}$")
COUNTED_BEHIND = re.compile(r"(?:以上|左右)?的?[一-鿿]{2,10}(?:企业|项目|园区|集群|产业链|基地|主体)\d")
PLACES_COUNTED = frozenset("户家个亩人")
COUNT_AHEAD = re.compile(r"\d[个家户处]$")


# 面积在400平方米以下的地块, also where what is meant stands behind a comma; 控制在…以内 is a bound.
IS_WITHIN = re.compile(r"(?:面积|规模|人数|户数|金额|距离|高度|投资|收入|产值|年龄|人口|产量|价)在$")


def only_describes(masked: str, match: re.Match[str]) -> bool:
    """Tell a number that sets nothing: how long (6个月租金), for which (500万元以上的), whence (由30%提高至40%)."""
    if match["unit"].endswith("元") and (
        EACH_HAS.search(masked, 0, match.start("value")) and COUNTED_BEHIND.match(masked, match.end("unit"))
    ):
        return True
    if (
        match["unit"] in PLACES_COUNTED
        and COUNT_AHEAD.search(masked, 0, match.start("value"))
        and masked.startswith("以上", match.end("unit"))
    ) or (match["unit"] == "人" and masked.startswith("制", match.end())):
        return True
    if (match["unit"] == "个" and masked.startswith("月", match.end())) or (
        match["unit"] == "天"
        and (CAMPAIGN_AHEAD.match(masked, match.end()) or CAMPAIGN.search(masked, 0, match.start()))
    ):
        return True
    if match["after"] in ("以上", "以下", "以内") and IS_WITHIN.search(masked, 0, match.start()):
        return True
    if match["unit"] == "人" and masked.startswith(HARMED, match.end()):
        return True
    if match["unit"] in COUNTS_WHO and not match["before"] and WHO_MUST.match(masked, match.end()):
        return True
    if (
        match["unit"] in SIZES
        and match["before"] is None
        and SIZED.match(masked, match.end())
        and PUSHED.match(masked[: match.start()])
    ) or (match["unit"].endswith("元") and EACH_EARNS.search(masked, 0, match.start("value"))):
        return True
    if _is_there_already(masked, match) or (
        masked[: match.start()].endswith("以") and AS_ITS.match(masked, match.end())
    ):
        return True
    # 建设5万吨级码头: a grade of size.
    if match["unit"].endswith("吨") and masked.startswith("级", match.end()):
        return True
    if (match["unit"] == "条" and masked.startswith(PAPERS_MEASURES, match.end()) and CARRIED_OUT.search(masked)) or (
        masked[0] == "每" and FOR_EACH_MORE.match(masked)
    ):
        return True
    if (
        match["before"]
        and masked.startswith(("的", "、", "或", "和"), match.end())
        and masked[match.start() - 1 : match.start()] in MEASURES_LAST
        and OF_THOSE.match(masked, match.end())
    ):
        return True
    if (
        match["unit"] in AREAS
        and match["before"] in (None, "完成")
        and OF_AREA.match(masked, match.end("unit"))
        and not MAKES.search(masked, max(0, match.start() - 4), match.start())
    ):
        return True
    if match["unit"].endswith("元") and OF_THAT_SIZE.match(masked, match.end("unit")):
        return True
    if match["unit"] not in PER_CENT and OF_WHICH.match(masked, match.end("unit")):
        return match["unit"] not in COUNTS or not _is_to_be(masked, match)
    if (
        match["unit"] not in PER_CENT
        and OF_A_SIZE.match(masked, match.end("unit"))
        and ENDED.search(masked, 0, match.start())
    ):
        return True
    if (match["unit"] in {"万", "亿"} and masked.startswith(PEOPLE, match.end())) or (
        match["unit"] == "套" and masked.startswith("房", match.end()) and match["value"] in "一二三"
    ):
        return True
    return FROM.search(masked, 0, match.start()) is not None and RISES.match(masked, match.end()) is not None
