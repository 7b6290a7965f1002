"""Times that only tell whose work is spoken of, from when on it holds, and which of several counts (R42, R46)."""

import pytest

from luoshi_reading.facts.deadlines.deadlines import find_deadline
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

YEAR = 2026
PAPER = "桑坞县渔港提升实施方案\n（2026年4月2日）\n一、重点任务\n{}\n"


@pytest.mark.parametrize(
    "clause",
    [
        "各镇要科学谋划2027年渔业工作",
        "做好2026年渔港工作",
        "要做好今年各项工作",
        "要重视今年的休渔工作",
        "认真谋划今后五年渔业发展",
        "为明年渔汛打好基础",
        "为全年渔业生产早谋划",
        "为2027年开局创造良好条件",
        "编制全县到2030年的渔港布局规划",
        "研究提出到2035年海塘建设规划",
        "全面部署2027年重点工作",
        "认真谋划明年和“十五五”时期渔业工作",
        "有关2026年渔港实事项目的登记由县档案局办理",
        "以整洁的港容迎接2026年9月份的全市评比验收",
        "做好第三季度渔民满意度调查",
        "要完成2026年渔港建设工作总结报告",
        "提前梳理明年前三个月新开工项目清单",
        "对上级部门明年工作重点做好对接",
        "年底对前三名给予表彰奖励",
        "县审计局对渔港资金年底审计一次",
        "年底逐一对账",
        "从5月10日起每半月检查一次渔港清淤",
        "对渔港清淤实行一季度一督办一通报",
        "保障2027年春耕生产用水",
        "整理各镇2026年渔港清淤完成情况",
        "要紧盯全年经济社会发展目标",
        "提前做好明年渔港项目的谋划包装",
    ],
)
def test_whose_work_is_spoken_of_is_no_deadline(clause: str) -> None:
    assert find_deadline(clause, YEAR) is None


@pytest.mark.parametrize(
    ("clause", "value"),
    [
        ("2026年完成渔港清淤12万立方米", "2026"),
        ("今年新建避风锚地2处", "2026"),
        ("明年建成渔港大数据中心", "2027"),
        ("到2030年建成标准渔港9座", "2030"),
        ("做好2026年底前完工的准备", "2026-12-31"),
        ("7月1日起渔港实行封闭管理", "2026-07-01"),
        ("自5月16日起全县海域禁止拖网作业", "2026-05-16"),
        ("从9月1日零时起恢复捕捞", "2026-09-01"),
        ("专项资金于5月底前拨付50%、8月底前拨付80%、10月底前全部拨付到位", "2026-10-31"),
        ("5月20日前完成编码", "2026-05-20"),
        ("5月20前完成编码", "2026-05-20"),
        ("分别于6月底和7月底报送阶段性报告", "2026-07-31"),
        ("年底建成渔港考核平台", "2026-12-31"),
        ("年底前对渔港安全集中考核", "2026-12-31"),
        ("完成2026年底前到期渔船的检验报告", "2026-12-31"),
        ("三季度完成渔港清淤", "2026-09-30"),
    ],
)
def test_deadlines_are_kept(clause: str, value: str) -> None:
    found = find_deadline(clause, YEAR)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("clause", ["5月1日起施行的渔港条例", "对7月1日起的检验记录逐条核对"])
def test_what_held_before_is_none(clause: str) -> None:
    assert find_deadline(clause, YEAR) is None


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("渔港普查将于5月上旬开始，9月底结束。", "2026-09-30"),
        ("渔港清淤5月启动，11月底前完成。", "2026-11-30"),
        ("从2026年5月起，各镇每月10日前将渔船进出港情况报县渔政大队。", None),
        ("自6月起，渔港水质每周监测一次，结果上墙公示。", None),
        ("科学谋划2027年渔业工作，储备项目10个。", None),
        ("从2026年第二季度起，各镇要在每个季度第1个月的20日前报送渔港巡查情况。", None),
        ("青石渔港汛前完成堤防填筑，11月底前完工。", "2026-11-30"),
        ("县渔港公司要把堤防维修列入今冬计划，12月底前完工。", "2026-12-31"),
        ("未来的五年，全县要提前在2029年建成智慧渔港。", "2029"),
    ],
)
def test_which_of_two_times_counts(said: str, value: str | None) -> None:
    found = read_text(SourceText(PAPER.format(said), "utf-8", "")).findings
    assert [f.fields["deadline"] for f in found if f.kind == "commitment"] == [value]


@pytest.mark.parametrize(
    ("clause", "value"),
    [
        ("2027年1月6日—2027年1月20日完成渔港清淤", "2027-01-20"),
        ("2027年1月至3月开展渔港普查", "2027-03-31"),
        ("1月6日至1月20日完成渔港清淤", "2027-01-20"),
        ("12月10日至次年1月5日完成渔港清淤", "2027-01-05"),
    ],
)
def test_spans_of_the_next_year_told_in_december(clause: str, value: str | None) -> None:
    found = find_deadline(clause, YEAR, None, 12)
    assert (found.value if found else None) == value
