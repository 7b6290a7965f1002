"""Formulations named after places, in series, run together or never told as such (R30-R33)."""

import pytest

from luoshi_reading.facts.formulations.formulations import find_formulations


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # The name of a place that begins with a number, and a duty or deed behind it.
        ("各街道要压紧压实“四方责任”，把堤防守牢。", "四方责任"),
        ("推行“五河共治”，一年消劣、三年见清。", "五河共治"),
        ("深入推进“三水统筹”，排口、河道、岸线一起抓。", "三水统筹"),
        ("客人先后到“九江学院”“三亚湾”参观。", ""),
        ("“六安瓜片”“五常大米”亮相展销会。", ""),
        # A jurisdiction counted like a set.
        ("谱写四个海南建设新篇章。", "四个海南"),
        ("聚焦五个大同目标任务，实干争先。", "五个大同"),
        ("要加快打造四个宜昌，提升能级。", "四个宜昌"),
        ("会议听取了三个北京项目的汇报。", ""),
        ("来自三个江苏企业的代表参加座谈。", ""),
        # Sets of their own in one pair of marks, counted up or down.
        ("坚持“一个核心、三大支柱、五个不动摇”思路。", "三大支柱 五个不动摇"),
        ("落实“四个必查、三个不放过”要求。", "四个必查 三个不放过"),
        ("按照“两个确保、四项任务、六大行动”安排推进。", "两个确保 四项任务 六大行动"),
        ("实现“三提升、三下降”。", "三提升、三下降"),
        (
            "推进“十大产业项目、十大改革事项、十大民生工程”建设。",
            "十大产业项目、十大改革事项、十大民生工程",
        ),
        # 双 and a deed.
        ("要做到案件办理与队伍建设双推进。", "双推进"),
        ("力争工业产值、税收双突破。", "双突破"),
        ("推动问题隐患双清零，责任考核双落实。", "双清零 双落实"),
        ("抓好能耗双控和污染双减。", "双控 双减"),
        ("双方推进事项按月会商，双增长点正在形成，合作双赢。", ""),
        # A construct is named to its end.
        ("加快建设城东、临港、桑坞三大新能源汽车产业基地。", "三大新能源汽车产业基地"),
        ("实施五大提升工程，锚定三大战略定位。", "五大提升工程 三大战略定位"),
        ("统筹四大改革攻坚行动，打赢三大攻坚战，任务落到实处。", "四大改革攻坚行动 三大攻坚战"),
        ("三大运营商基站建设提速，三大电信运营商建设机制趋同。", ""),
        # One set after the other, each with its deed and a higher or lower number.
        ("重点开展一项行动、深化两项改革、健全三个机制、补齐五个短板。", "两项改革 三个机制 五个短板"),
        ("全年要突出三个重点、抓实四项举措、强化五项保障。", "三个重点 四项举措 五项保障"),
        ("新建三个公园、两个广场、一个停车场。", ""),
        ("建成两个中心、三个园区、四个基地，共投资八亿元。", ""),
        # Numbers all through, and a new set in the place of an old one.
        ("按照“一主三双”“一心两轴四组团多节点”布局。", "一主三双 一心两轴四组团多节点"),
        ("围绕“一统领两聚焦三强化五行动一保障”工作思路。", "一统领两聚焦三强化五行动一保障"),
        ("做大外贸“新四样”，稳住“老五样”。", "新四样 老五样"),
        ("沿着“新四军”走过的路，登陆“新三板”。", ""),
        # The same number twice, behind the verb of a campaign.
        ("抓实五比五晒，深化四查四改。", "五比五晒 四查四改"),
        ("连续奋战三天三夜，抢通道路。", ""),
        # Marks within marks, of other shapes, and turned about.
        ("发言人说：“发扬‘三燕’精神，抓好‘五个开渔’。”", "三燕 五个开渔"),
        ("要坚持「四个优先」，落实『五个开渔』要求。", "四个优先 五个开渔"),
        ("要坚持〝四个优先〞，落实“五个开渔“要求。", "四个优先 五个开渔"),
        ("抓好”五个开渔”要求，用好'三张海图'。", "五个开渔 三张海图"),
        ("一是“稳船”二是“稳网”三是“稳人”，看 'A2 2025' 号文。", ""),
        # Marks only round what is counted: ways of working, never things with a name.
        ("做到三个“到位”，不搞两个“样板港”。", "三个“到位”"),
        # Years of a set.
        ("开展“五个攻坚年”活动，过了三个半年。", "五个攻坚年"),
    ],
)
def test_is_found_by_how_it_is_built(sentence: str, expected: str) -> None:
    assert {found.text for found in find_formulations(sentence)} == set(expected.split())


@pytest.mark.parametrize(
    "sentence",
    [
        "坚持“九二共识”，弘扬“五四精神”。",
        "善用“四两拨千斤”的办法，不能“七嘴八舌”。",
        "推行“1对1”帮扶，做到“一人一方案，一周一回访”。",
        "推进“三叠湾—九曲岭”旅游线路建设。",
        "落实“863”计划，争取“985”高校合作。",
        "评选“十佳企业”“百强项目”，产量实现“八连快”“七连增”。",
        "把“两节”期间安全抓实，“两办”要加强督查，“四大班子”带头。",
        "荣获“2031最美海岛县”称号，决战“百日行动”。",
        "一草一木都要爱护，弘扬“一砖一瓦”精神。",
        "举办“七夕”灯会，构建“一个平台管全岛、一张网络通全港”。",
        "本方案分三个阶段、六个步骤、九项内容，要抓三件事。",
        "城东、城西、城北三个片区要同步推进。",
        "钢铁、化工、纺织三条产业链要补短板。",
        "在甲镇、乙镇、丙镇、丁镇四个园区设立服务站。",
        "在基础设施、产业培育、公共服务三个方面重点突破。",
    ],
)
def test_is_none_though_it_counts(sentence: str) -> None:
    assert find_formulations(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "members"),
    [
        (
            "实现渔港功能全面加强、岸线环境明显好转、养殖品质持续提高、渔民收入稳定增加四个目标。",
            ["渔港功能全面加强", "岸线环境明显好转", "养殖品质持续提高", "渔民收入稳定增加"],
        ),
        ("出口增长的是渔排网、养殖桶、冷藏箱“新三样”。", ["渔排网", "养殖桶", "冷藏箱"]),
        ("重点开展一项行动、深化两项改革、健全三项制度。", None),
    ],
)
def test_members_are_no_other_deeds(sentence: str, members: list[str] | None) -> None:
    assert find_formulations(sentence)[-1].members == members
