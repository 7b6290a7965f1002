"""Who acts by a plain predicate: names that hold verbs, and predicates behind a day, a count or a manner. R25."""

from itertools import product

import pytest

from luoshi_reading.facts.owners.actors import leading_actor
from luoshi_reading.facts.owners.duties import clause_duty
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

ACTORS = (
    *("县消防救援大队、县人武部", "县交通运输局与公路段", "云岭市水务集团青石分公司", "县渔业发展服务中心"),
    *("青石经济开发区、北坞高新区", "消防大队、城管执法局", "县级领导", "县直各单位一把手", "驻村工作队"),
    *("组织部", "供电公司、供水公司", "教育局、卫健局、民政局", "北坞、南河、东坞3个镇", "县委常委会", "村支部书记"),
    *("开发区", "机关各科室", "局计财股", "县农商行", "青石村、北坞村两村"),
)
PREDICATES = (
    "6月底前完成渡口清障",
    "每周到渡口值守不少于一次",
    "带头包联渔户3户以上",
    "拿出渔港整治方案",
    "联合开展巡航12次",
    "把巡航成绩作为考核依据",
)


@pytest.mark.parametrize(("who", "does"), list(product(ACTORS, PREDICATES)))
def test_bodies_of_all_kinds_act(who: str, does: str) -> None:
    assert leading_actor(who + does) == who


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("11月底前全县91个村（社区）全部公布清单", "全县91个村（社区）"),
        ("每个镇（街道）至少打造1个渔家示范点", "每个镇（街道）"),
        ("县上委托第三方机构按不低于10%的比例抽查", "县上"),
        ("各部门不要坐在办公室里等报表", "各部门"),
        ("云岭水电厂按照批准的度汛方案运行", "云岭水电厂"),
        ("国网青石供电公司新增变压器20台", "国网青石供电公司"),
        ("县气象台滚动发布海区预警", "县气象台"),
    ],
)
def test_who_acts_before_a_time_or_manner(clause: str, who: str) -> None:
    assert leading_actor(clause) == who


@pytest.mark.parametrize(
    "clause",
    [
        "县医院传染病区投入使用",
        "全县乡镇卫生院全部达到国家基本标准",
        "低空飞行服务保障体系基本健全",
        "县中医院整体迁建项目主体封顶",
        "组织党员干部开展志愿服务12次",
        "全力推进我委渔港建设工作",
        "示范村建设扎实推进",
        "物流园区建设加快推进",
        "县级渔业医院和高水平医院建设初具规模",
        "渔业强县基本建成",
        "法治政府建设全面加强",
        "城市社区建设示范点10个",
        "规上渔业企业新增12家以上",
        "养老服务中心实现乡镇全覆盖",
        "每个乡镇建成1处渔家书屋",
        "每所学校配备1名校医",
        "县级财政每年安排500万元",
        "市级建立渔船登记平台",
        "渔校招生入学实行“县级统筹”的办法",
        "培训船员200人",
        "于每月20日前将本单位情况报县渔业局",
    ],
)
def test_things_and_works_do_not_act(clause: str) -> None:
    assert leading_actor(clause) == ""


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("未开工的渡口由包抓领导牵头，逐个过堂", ("包抓领导",)),
        ("受损校舍由局计财股牵头协调施工单位加固", ("局计财股",)),
        ("每周五下午由分管副县长召集碰头会", ("分管副县长",)),
        ("由渔港向渔市转变", ()),
    ],
)
def test_people_in_office_are_given_a_task(words: str, lead: tuple[str, ...]) -> None:
    assert clause_duty(words).lead == lead


PAPER = (
    "青石县人民政府常务会议纪要\n2026年5月12日，县长闵知行主持召开县政府第6次常务会议。现将会议议定事项纪要如下：\n"
    "一、关于渔港工作\n会议议定：{}\n"
)


@pytest.mark.parametrize(
    ("said", "words", "owner"),
    [
        ("北坞镇要抓紧拆迁，县住建局负责配套管网，县财政按进度拨款200万元。", "管网", "县住建局"),
        ("县水利局完成险工加固12处；县应急局组建抢险队5支。", "抢险队", "县应急局"),
        ("县渔业局要加快渔港改造，新建泊位30个，未落实资金的项目一律不得开工。", "不得开工", None),
        ("经开区要盘活闲置厂房5万平方米，年内新引进企业12家。", "12家", "经开区"),
    ],
)
def test_whose_the_entries_of_a_sentence_are(said: str, words: str, owner: str | None) -> None:
    found = read_text(SourceText(PAPER.format(said), "utf-8", "")).findings
    told = [(f.quote, f.fields["owner"]) for f in found if f.kind == "commitment" and words in f.quote]
    assert [who for _, who in told] == [owner], told
