"""Owners by bare fields, offices without their place, who is demanded of; days after a meeting (R25-R28, R42)."""

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text
from tests.engine.facts.test_owners_in_context import PAPERS, Wanted, _holds


@pytest.mark.parametrize(
    ("genre", "said", "wanted"),
    [
        (
            "minutes",
            "发改负责渔港立项，3月底前批复；住建负责码头施工图审查。",
            (("渔港立项", "发改"), ("施工图", "住建")),
        ),
        ("news", "发改、水利要加快渔港审批，办结12项手续。", (("12项", "发改、水利"),)),
        ("speech", "审批、自然资源这些部门要靠前服务，把渔港证照办好。", (("证照", "审批、自然资源这些部门"),)),
        ("news", "教育、医疗等民生项目要优先保障。", (("优先保障", None),)),
        ("news", "农业、旅游要深度融合，建设渔村驿站6个。", (("驿站", None),)),
        (
            "notice",
            "县渔业局要牵头开展渔港检查；公安、市场监管等部门各司其职，密切配合，确保码头隐患国庆节前全部清零。",
            (("全部清零", "公安、市场监管等部门"),),
        ),
        (
            "speech",
            "渔业局、城管局、公安局交警大队，要把渔港门前的拥堵解决好，新增车位50个。",
            (("拥堵", "渔业局、城管局、公安局交警大队"),),
        ),
        ("speech", "渔业局年内建30个渔村养老站。", (("养老站", "渔业局"),)),
        (
            "notice",
            "县港航局10月底前完成清淤。分管副县长每周调度一次，重大问题及时报告。",
            (("每周调度", "分管副县长"),),
        ),
        ("minutes", "县政府督查室每月督查，对进度滞后的镇，由分管领导约谈。", (("每月督查", "县政府督查室"),)),
        ("notice", "各镇每季度搞一次护渔评比，评出示范村5个。", (("护渔评比", "各镇"),)),
        ("minutes", "渔业局牵头提出明年渔港建设主要指标，12月上旬报县政府。", (("主要指标", "渔业局"),)),
        ("minutes", "信访局做好渔民接访工作，建立台账。", (("接访", "信访局"),)),
        ("notice", "各镇不能有一处险堤，汛期前要把堤防加固工程干完。", (("险堤", "各镇"),)),
        ("notice", "选取5家医院开展渔民体检试点。", (("5家", None),)),
        ("notice", "渔港改革三年行动6月底前完成任务20项。", (("三年行动", None),)),
        ("notice", "安全监察部要修订办法；各矿建立隐患台账。", (("台账", "各矿"),)),
        ("notice", "渔港公交集团新增公交车100台。", (("公交车", "渔港公交集团"),)),
    ],
)
def test_units_without_their_place(genre: str, said: str, wanted: Wanted) -> None:
    _holds(genre, said, wanted)


TOLD = "县长闵知行调研渔港建设\n4月2日，县长闵知行到渔港调研。{}\n"


@pytest.mark.parametrize(
    ("said", "fragment", "owner"),
    [
        ("得知作坊缺工300人，闵知行当即要求人社部门组织专场招聘会。", "招聘会", "人社部门"),
        ("闵知行叮嘱项目负责人，务必保证质量，并要求渔港管委会在一周内拿出道路方案。", "道路方案", "渔港管委会"),
        ("闵知行要求县渔业局会后三日内列出渔船清单。", "渔船清单", "县渔业局"),
        ("闵知行叮嘱在场的渔业局负责人，护岸关系安全，一定要把好质量关。", "质量关", "渔业局负责人"),
        ("闵知行要求应急管理部门加强会商，海事部门督促渔船回港。", "会商", "应急管理部门"),
        ("闵知行要求尽快拿出渔港道路方案。", "道路方案", None),
    ],
)
def test_whom_a_leader_demands_it_of(said: str, fragment: str, owner: str | None) -> None:
    found = [f for f in read_text(SourceText(TOLD.format(said), "utf-8", "")).findings if f.kind == "commitment"]
    assert next(f.fields["owner"] for f in found if fragment in f.quote) == owner


@pytest.mark.parametrize(
    ("said", "lead", "supporting"),
    [
        ("更换护栏80处。（牵头单位：市住建局　　时限：2026年11月）", ["市住建局"], []),
        ("更换护栏80处。（医政处、规财处）", ["医政处", "规财处"], []),
        ("更换护栏80处。（体改处负责，基层处参加，年底）", ["体改处"], ["基层处"]),
        ("更换护栏80处，由供电、供水等单位配合。", [], ["供电", "供水"]),
        ("更换护栏80处（含青石渔港）。", [], []),
        ("镇卫生院配齐护栏80处。（责任单位：县卫健局）", ["县卫健局"], []),
    ],
)
def test_notes_of_other_shapes(said: str, lead: list[str], supporting: list[str]) -> None:
    paper = SourceText(PAPERS["plan"].format(said), "utf-8", "")
    told = next(f.fields for f in read_text(paper).findings if f.kind == "commitment" and "80处" in f.quote)
    assert (told["lead"], told["supporting"]) == (lead, supporting)
    assert told["owner"] == (lead[0] if lead else None)


@pytest.mark.parametrize(
    ("said", "value", "text"),
    [
        ("更换护栏80处，会后三日内完成。", None, "会后三日内"),
        ("县住建局两周内更换护栏80处。", None, "两周内"),
        ("“两会”前更换护栏80处。", None, "“两会”前"),
        ("“五一”前完成护栏更换80处。", "2026-04-30", "“五一”前"),
        ("冬季来临前更换护栏80处。", None, "冬季来临前"),
        ("各镇今晚8时前更换护栏80处。", None, "今晚8时前"),
        ("4月10号前更换护栏80处。", "2026-04-10", "4月10号前"),
        ("10月中旬前更换护栏80处。", "2026-10-20", "10月中旬前"),
        ("今冬供暖由城投公司负责，10月底前更换护栏80处。", "2026-10-31", "10月底前"),
        ("同步谋划2027年项目，12月底前更换护栏80处。", "2026-12-31", "12月底前"),
        ("今冬供暖期间更换护栏80处。", None, None),
        ("每3小时报送一次护栏80处的情况。", None, None),
    ],
)
def test_days_told_otherwise(said: str, value: str | None, text: str | None) -> None:
    paper = SourceText(PAPERS["plan"].format(said), "utf-8", "")
    told = next(f.fields for f in read_text(paper).findings if f.kind == "commitment" and "80处" in f.quote)
    assert (told["deadline"], told["deadline_text"]) == (value, text)


@pytest.mark.parametrize(
    ("said", "fragment"),
    [
        ("一、由县渔业局负责，8月10日前完成渔港规划修改。各镇同步做好渔村衔接。", "衔接"),
        ("一、渔港改造由县港航局负责，10月底前完成80处。\n二、各镇每月5日前报送渔情，其中数据须经镇长签字。", "签字"),
    ],
)
def test_a_day_that_does_not_reach_further(said: str, fragment: str) -> None:
    paper = SourceText(PAPERS["minutes"].format(said), "utf-8", "")
    told = next(f.fields for f in read_text(paper).findings if f.kind == "commitment" and fragment in f.quote)
    assert told["deadline"] is None
