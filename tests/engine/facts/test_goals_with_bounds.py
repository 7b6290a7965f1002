"""Goals with a bound or by a part, days once planned, and who pays or is meant (R16, R25-R46)."""

import pytest

from luoshi_reading.facts.targets.targets import find_targets
from luoshi_reading.pipeline import as_json, read


def _targets(clause: str) -> list[tuple[str, str | None, float | None, str | None]]:
    return [
        (told.indicator, told.comparator, told.value, told.unit)
        for told in find_targets(clause, [(0, len(clause), None)])
    ]


@pytest.mark.parametrize(
    ("clause", "goal"),
    [
        ("年均开发3000个以上的渔业岗位", ("渔业岗位", ">=", 3000, "个")),
        ("力争引进5家以上的网箱企业", ("网箱企业", ">=", 5, "家")),
        ("培训200名以上的渔民", ("渔民", ">=", 200, "名")),
        ("新增10家以上的合作社", ("合作社", ">=", 10, "家")),
        ("至少建有1处80吨以上的冷库", ("80吨以上的冷库", ">=", 1, "处")),
        ("网箱检验次数减少三分之一", ("网箱检验次数", "=", 33.3, "%")),
        ("渡口排队时间再压一半以上", ("渡口排队时间", ">=", 50, "%")),
        ("产妇死亡率控制在9/10万以内", ("产妇死亡率", "<=", 9, "/10万")),
        ("渔民收入倍差缩小到1.6以内", ("渔民收入倍差", "<=", 1.6, None)),
        ("人均岸线公园面积达到12m2", ("人均岸线公园面积", ">=", 12, "m2")),
        ("参保费用支付比例总体平均达到75%", ("参保费用支付比例", ">=", 75, "%")),
        ("让船主跑动次数减少80%", ("船主跑动次数", "=", 80, "%")),
        ("确保完成收购海带50万吨的目标", ("海带", "=", 50, "万吨")),
        ("船员候检时间不超过5天", ("船员候检时间", "<=", 5, "天")),
        ("收入线标准由每年9600元以下提高到15600元以下", ("收入线标准", "<=", 15600, "元")),
    ],
)
def test_bounds_and_parts_are_goals(clause: str, goal: tuple[str, str, float, str | None]) -> None:
    assert _targets(clause) == [goal]


@pytest.mark.parametrize(
    "clause",
    ["对50人以上的船队开展检查", "扶持50人以上的企业", "三分之一的渔村要建成示范村", "一半以上的渔船要安装终端"],
)
def test_of_which_size_somebody_is_sets_no_goal(clause: str) -> None:
    assert _targets(clause) == []


@pytest.mark.parametrize(
    ("clause", "goals"),
    [
        ("海藻酸、琼胶企业规范管理率分别达到62%和63%", ["海藻酸规范管理率", "琼胶企业规范管理率"]),
        ("水稻、莲藕种植户规范管理率分别达到62%和63%", ["水稻规范管理率", "莲藕种植户规范管理率"]),
        ("新签约亿元以上项目20个、5000万元以上10个", ["亿元以上项目", "5000万元以上"]),
        ("安排渔港债券44亿元、比上年增加5亿元", ["渔港债券", "渔港债券"]),
    ],
)
def test_names_that_numbers_share(clause: str, goals: list[str]) -> None:
    assert [told[0] for told in _targets(clause)] == goals


def _orders(line: str, title: str = "云岭县2026年渔港工作方案") -> list[dict]:
    return as_json(read(f"{title}\n{line}\n".encode()))["commitments"]


@pytest.mark.parametrize(
    ("line", "owner", "deadline"),
    [
        ("一、原计划6月底完工的渡口，务必于8月底前完工。", None, "2026-08-31"),
        ("一、原定于5月底投用的晒场要加快扫尾，务必在9月15日前投用。", None, "2026-09-15"),
        ("一、原计划5月开工的护岸提前至4月15日开工。", None, "2026-04-15"),
        ("一、船员补助标准提高到每人每月780元。", None, None),
        ("一、海洋牧场要在6月底前完成验收。", None, "2026-06-30"),
        ("一、青河沿岸各乡镇，要加强巡查。", "青河沿岸各乡镇", None),
        ("一、沿海有关企业，要加固网箱。", "沿海有关企业", None),
        ("一、转移渔民（沿海有关乡镇）。要备足物资。", "沿海有关乡镇", None),
        ("一、清淤费用按每公里3万元补助，镇财政所于5月10日前拨付到位。", "镇财政所", "2026-05-10"),
        ("一、新建渡口3处，县交通局于6月底前完成。", "县交通局", "2026-06-30"),
        ("一、对进度落后的渔港，由县督查室进行约谈。", "县督查室", None),
        ("一、加强沿河各镇渡口管理，确保平安。", None, None),
    ],
)
def test_whose_order_it_is_and_by_when(line: str, owner: str | None, deadline: str | None) -> None:
    last = _orders(line)[-1]
    assert (last["owner"], last["deadline"]) == (owner, deadline)


GROWS = "2026年，全县海带产量达到12万吨、比上年增加8000吨，渔业总产值35亿元、同比增长6%。"


@pytest.mark.parametrize(
    ("head", "count"), [("一、目标任务", 4), ("一、工作目标", 4), ("一、总体目标", 4), ("一、发展现状", 0)]
)
def test_below_goals_what_grows_by_the_year_before_is_one(head: str, count: int) -> None:
    text = f"云岭县2026年渔业工作方案\n{head}\n{GROWS}\n二、重点工作\n抓好渔港改造。\n"
    assert len(as_json(read(text.encode()))["targets"]) == count


@pytest.mark.parametrize(
    "kept", ["渔民收入增长和经济增长同步", "渔民收入增长与经济增长同步", "渔民收入和经济增长基本同步"]
)
def test_what_is_kept_in_step_is_a_goal(kept: str) -> None:
    text = f"云岭县政府工作报告\n二、2026年工作安排\n主要预期目标是：生产总值增长5%；{kept}；粮食产量12亿斤以上。\n"
    assert kept in [told["quote"] for told in as_json(read(text.encode()))["commitments"]]


@pytest.mark.parametrize(
    ("clause", "goals"),
    [
        ("创建省级美丽渔村2个、市级3个", ["省级美丽渔村", "市级美丽渔村"]),
        ("新建鱼塘3万亩、改造提升1.5万亩", ["鱼塘", "鱼塘"]),
        ("完成全镇18条、26公里河道清淤", ["河道清淤", "河道清淤"]),
        ("新建码头2个、泊位30个", ["码头", "泊位"]),
        ("对全县126辆校车进行检查", ["校车"]),
        ("改造资金缺口800万元由县财政局解决", []),
    ],
)
def test_what_numbers_beside_each_other_count(clause: str, goals: list[str]) -> None:
    assert [told[0] for told in _targets(clause)] == goals


@pytest.mark.parametrize(
    ("line", "owner", "deadline"),
    [
        ("一、各镇渔办务于4月25日下班前，将出海渔船名单报县渔业局。", "各镇渔办", "2026-04-25"),
        ("一、修好渔港。（村建办，12月底）", "村建办", "2026-12-31"),
        ("一、5月1日12时起，渔船方可出海。", None, "2026-05-01"),
    ],
)
def test_short_notes_and_hours(line: str, owner: str | None, deadline: str | None) -> None:
    last = _orders(line)[-1]
    assert (last["owner"], last["deadline"]) == (owner, deadline)


@pytest.mark.parametrize(("serves", "owner"), [("作为业主单位", "县渔港公司"), ("为责任单位", "县渔港公司")])
def test_who_serves_as_something_owns_what_minutes_make_plain(serves: str, owner: str) -> None:
    told = f"县政府第28次常务会议纪要\n四、关于渔港问题。会议明确，县渔港公司{serves}，抓紧编制修缮方案。\n"
    assert [found["owner"] for found in as_json(read(told.encode()))["commitments"]] == [owner]
