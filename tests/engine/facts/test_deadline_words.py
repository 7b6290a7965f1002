"""Every way of saying a day, in every place of a sentence; the document dates from 10 March 2026 (R42-R46)."""

from itertools import product

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

SAID = {
    "2026-12-31": (
        *("2026年底前", "2026年12月底前", "年底前", "今年年底前", "到年底", "年末", "今年底", "本年底前", "本年年底前"),
        *(
            "四季度",
            "下半年",
            "今年下半年",
            "力争年底前",
            "确保12月31日前",
            "2026.12.31前",
            "2026-12-31前",
            "二〇二六年底前",
        ),
    ),
    "2026-06-30": (
        *("2026年6月底前", "6月底前", "六月底前", "6月30日前", "2026年6月30日前", "于6月30日前", "在6月30日之前"),
        *("6月30日以前", "务必于6月30日前", "六月三十日前", "今年6月底前", "今年六月底前", "上半年", "今年上半年"),
        *("二季度末", "第二季度末前", "今年二季度末", "2026年上半年", "2026/6/30前"),
    ),
    "2026-09-30": (
        "三季度末",
        "第三季度末前",
        "9月底以前",
        "到9月底",
        "9月份",
        "9月下旬",
        "2026年三季度前",
        "本年度第三季度末",
    ),
    "2026-11-30": ("11月30日下班前", "11月30日17：00前", "11月30日17时前", "11月30日（含）前", "11月30日（星期一）前"),
    "2026-03-31": ("本月底前", "3月底前", "三月底前", "月底前", "一季度"),
    "2027-06-30": ("明年6月底前", "明年上半年", "明年二季度末", "2027年6月底前"),
    "2027-12-31": ("明年年底前", "明年底", "2027年末"),
    "2026": ("今年", "2026年", "到2026年", "全年"),
    "2030": ("到2030年", "“十五五”期间", "“十五五”末"),
    None: ("每月5日前", "每年底前", "每月底前", "10个工作日内", "近期", "春节前"),
}
PLACES = (
    "{said}，市住建局建成群众文化中心2个。",
    "市住建局{said}建成群众文化中心2个。",
    "{said}建成群众文化中心2个，改造老旧小区5个。",
    "要加快群众文化中心建设，{said}建成投用。",
)
IN_BRACKETS = "建成群众文化中心2个（{said}）。"
CASES = [(place, said, due) for due, ways in SAID.items() for place, said in product(PLACES, ways)]
CASES += [
    (IN_BRACKETS, said, due)
    for due, ways in SAID.items()
    for said in ways
    if due and "（" not in said and not said.startswith("本年度第")
]


@pytest.mark.parametrize(("place", "said", "due"), CASES)
def test_a_day_is_read_wherever_it_stands(place: str, said: str, due: str | None) -> None:
    paper = f"关于印发重点工作任务的通知\n各区县人民政府：\n{place.format(said=said)}\n云岭市人民政府\n2026年3月10日"
    found = [
        f for f in read_text(SourceText(paper, "utf-8", "")).findings if f.kind == "commitment" and "建成" in f.quote
    ]
    assert found[0].fields["deadline"] == due


@pytest.mark.parametrize(
    "clause",
    [
        "建成群众文化中心2个（2026年工作要点明确）",
        "建成群众文化中心2个（年底前考核）",
        "六个月来建成群众文化中心2个",
        "十月革命纪念馆建成群众文化中心2个",
    ],
)
def test_what_only_looks_like_a_day(clause: str) -> None:
    paper = f"关于印发重点工作任务的通知\n各区县人民政府：\n{clause}。\n云岭市人民政府\n2026年3月10日"
    assert all(f.fields.get("deadline") is None for f in read_text(SourceText(paper, "utf-8", "")).findings)


@pytest.mark.parametrize(
    ("clause", "due"),
    [
        ("从2027年起，不再发放纸质证书", "2027"),
        ("我站定于2026年5月6日起开放渔船检验大厅", "2026-05-06"),
        ("2026年起5年内，实施人才行动计划", "2030"),
        ("办好“苦干一季度、实现开门旺”竞赛", None),
        ("着眼全年、立足当前，抓好项目开工", None),
    ],
)
def test_a_day_from_which_on_and_days_in_slogans(clause: str, due: str | None) -> None:
    paper = f"关于印发重点工作任务的通知\n各区县人民政府：\n{clause}。\n云岭市人民政府\n2026年3月10日"
    found = [f for f in read_text(SourceText(paper, "utf-8", "")).findings if f.kind == "commitment"]
    assert [f.fields["deadline"] for f in found] == [due] * len(found) != []


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("按照全县2027年渔业工作部署，渔港清淤要在8月底前全部完工。", "2027-08-31"),
        ("根据2027年度渔港计划，各镇要于5月20日前上报清单。", "2027-05-20"),
        ("按照渔业工作部署，渔港清淤要在8月底前全部完工。", None),
    ],
)
def test_the_year_of_the_plan_where_the_paper_has_none(words: str, day: str | None) -> None:
    found = read_text(SourceText(f"关于做好渔港工作的通知\n各镇人民政府：\n{words}\n", "utf-8", "")).findings
    assert [f.fields["deadline"] for f in found if f.kind == "commitment"] == [day]
