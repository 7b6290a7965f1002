"""Lists of one year's tasks and goals, which are due in it (R108)."""

from __future__ import annotations

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read_text


def _deadlines(text: str) -> dict[str, str | None]:
    read = as_json(read_text(SourceText(text, "utf-8", "")))
    return {c["quote"]: c["deadline"] for c in read["commitments"]}


@pytest.mark.parametrize(
    "title",
    [
        "青石县2027年度重点民生实事项目",
        "2027年青石县为民办实事项目清单",
        "青石县2027年重点工作任务分解",
        "2027年县《政府工作报告》确定的重点任务责任分解方案",
        "2027年重点工作安排",
        "青石县渔业局2027年工作安排",
        "青石县人民政府2027年重点工作\n任务分解和责任分工方案",
        "2027年县政府要完成的与渔民生活密切相关的实事",
        "青石县2027年的十大惠民工程",
    ],
)
def test_a_title_that_shares_out_the_tasks_of_a_year_dates_them(title: str) -> None:
    found = _deadlines(f"{title}\n一、渔港改造\n1.更换青石渔港护栏80处。\n2.营造爱港护港的良好氛围。\n")
    assert found["更换青石渔港护栏80处"] == "2027"
    assert found.get("营造爱港护港的良好氛围") is None


@pytest.mark.parametrize(
    "title",
    [
        "青石县2027年渔业工作要点",
        "青石县渔港改造行动方案（2027—2029年）",
        "青石县2027年重点任务完成情况",
        "青石县人民政府关于印发2027年重点任务分解的通知",
        "一、2027年重点任务",
        "附件：2027年重点任务分解",
    ],
)
def test_other_titles_with_a_year_date_nothing(title: str) -> None:
    found = _deadlines(f"{title}\n一、渔港改造\n1.更换青石渔港护栏80处。\n")
    assert found.get("更换青石渔港护栏80处") is None


def test_the_paper_that_hands_the_list_down_and_how_tasks_are_seen_to_are_not_dated() -> None:
    found = _deadlines(
        "青石县人民政府关于印发2027年重点任务分解的通知\n各镇人民政府：\n"
        "现将《2027年重点任务分解》印发给你们。各镇要建立渔港台账。\n青石县人民政府\n2027年2月3日\n"
        "2027年重点任务分解\n一、渔港改造\n1.更换青石渔港护栏80处。\n二、保障措施\n1.组建渔港巡查专班。\n"
    )
    assert (found["更换青石渔港护栏80处"], found["组建渔港巡查专班"]) == ("2027", None)
    assert found["各镇要建立渔港台账"] is None


def test_a_headline_cut_in_a_paper_it_hands_down_dates_nothing() -> None:
    found = _deadlines(
        "关于印发《2027年青石县重点任务分解\n一览表》的通知\n各镇人民政府：\n各镇要建立渔港台账。\n一、组建渔港巡查专班。\n"
    )
    assert set(found.values()) == {None}


def test_so_are_tasks_of_serving_and_rows_of_a_table() -> None:
    found = _deadlines(
        "青石县2027年民生实事项目\n一是做好渔民就业服务保障。新增渔民就业岗位120个。\n二是改善出行。改造渡口8处。\n"
    )
    assert (found["新增渔民就业岗位120个"], found["改造渡口8处"]) == ("2027", "2027")
    rows = (
        "序号\n主要工作任务\n责任单位\n1\n新建渔港3个。\n县渔业局\n2\n改造渡口8处。\n县交通局\n"
        "3\n建设海带市场。\n县商务局\n"
    )
    assert set(_deadlines(f"2027年青石县重点工作责任分解\n{rows}").values()) == {"2027"}
    assert set(_deadlines(f"2027年青石县重点工作进展情况\n{rows}").values()) == {None}


def test_a_line_of_the_time_dates_what_follows_it() -> None:
    paper = "渔港整治实施方案\n一、实施时间：2027年3月中旬—6月下旬\n二、工作重点\n1.清理渔港码头12处。\n"
    assert _deadlines(paper)["清理渔港码头12处"] == "2027-06-30"
    stages = (
        "关于做好渔港清淤的通知\n2027年5月8日\n工作时间安排\n夏季阶段 5月20日至6月30日\n秋季阶段 9月1日至10月31日\n"
        "县渔业局要成立清淤巡查组，加强督查。\n"
    )
    assert _deadlines(stages)["县渔业局要成立清淤巡查组，加强督查"] is None


def test_a_label_of_a_year_dates_the_points_behind_it() -> None:
    found = _deadlines(
        "青石县渔业振兴行动方案（2026—2028年）\n1.优化渔港布局\n统一规划渔港。2026年任务：一是完成渔港分类；二是新建渔港4个。"
        "2027年任务：一是4月底前完成渔港评估；二是10月底前修编规划，完成编制任务。县发改局做好配套项目批复。\n"
    )
    assert (found["新建渔港4个"], found["4月底前完成渔港评估"]) == ("2026", "2027-04-30")
    assert found["10月底前修编规划，完成编制任务"] == "2027-10-31"
    assert found["县发改局做好配套项目批复"] is None


def test_a_goal_with_its_year_dates_the_tasks_below_it() -> None:
    found = _deadlines(
        "“双港同创”工作方案\n创建主题：文明渔港\n时间、目标：2027年，创建成为“国家文明渔港”。\n任务：新建渔港5个。\n"
        "创建主题：生态渔港\n时间、目标：2028年，创建成为省级渔港；2030年，创建成为国家级渔港。\n任务：改造渡口8处。\n"
    )
    assert (found["新建渔港5个"], found["改造渡口8处"]) == ("2027", None)


def test_each_numbered_point_of_a_sentence_has_its_own_day() -> None:
    found = _deadlines(
        "青石县渔港整改方案\n整改时限：2027年12月底前\n整改措施：（1）2027年8月底前，完成渔港排查；（2）对查出的问题，10月底前整改到位；"
        "（3）建立渔港巡查机制。\n"
    )
    assert found["2027年8月底前，完成渔港排查"] == "2027-08-31"
    assert found["建立渔港巡查机制"] == "2027-12-31"


def test_who_hands_a_paper_on_speaks_in_its_year() -> None:
    found = _deadlines(
        "关于开展渔港自查的通知\n各县人民政府：\n现将《省政府关于渔港督查的通知》（云政明电〔2027〕6号）转发你们。\n各县于6月20日18：00前报送渔港自查报告。\n"
    )
    assert found["各县于6月20日18：00前报送渔港自查报告"] == "2027-06-20"


def test_own_words_go_before_the_title() -> None:
    found = _deadlines("青石县2027年重点任务分解\n一、渔港改造\n1.6月底前更换青石渔港护栏80处。\n")
    assert list(found.values()) == ["2027-06-30"]


def test_a_heading_of_the_years_goals_dates_what_stands_right_below_it() -> None:
    text = (
        "青石县渔业发展工作方案\n为发展渔业，制定本方案。\n一、2027年全县主要预期目标\n1.水产品产量达到8万吨。\n"
        "二、重点任务\n1.更换青石渔港护栏80处。\n青石县人民政府\n2027年2月3日\n"
    )
    found = _deadlines(text)
    assert (found["水产品产量达到8万吨"], found["更换青石渔港护栏80处"]) == ("2027", None)


@pytest.mark.parametrize(
    ("lines", "due"),
    [
        ("一、整治时间\n2026年5月-7月。\n", "2026-07-31"),
        ("一、活动时间：2026年5月1日至6月30日\n", "2026-06-30"),
        ("一、会议时间\n2026年5月6日。\n", None),
        ("一、活动时间\n长期坚持。\n", None),
    ],
)
def test_the_time_told_on_a_line_of_its_own_is_when_the_work_ends(lines: str, due: str | None) -> None:
    text = (
        "关于开展渔港整治的通知\n各镇人民政府：\n现将有关事项通知如下：\n"
        f"{lines}二、重点任务\n（一）更换青石渔港护栏80处。\n桑坞县农业农村局\n2026年4月28日\n"
    )
    assert _deadlines(text)["更换青石渔港护栏80处"] == due


def test_paragraphs_that_go_on_with_the_years_goals_are_of_that_year() -> None:
    text = (
        "青石县人大会议开幕\n1月12日，青石县第十八届人民代表大会第五次会议开幕。\n"
        "2027年，全县经济社会发展主要预期目标是：锚定“十五五”期间争先进位的目标，实现生产总值增长6%。\n"
        "力争固定资产投资增长8%，完成省下达的节能任务。\n会议号召，全县上下要建设渔港。\n"
    )
    found = _deadlines(text)
    assert {due for quote, due in found.items() if "渔港" not in quote} == {"2027"}
    assert found["全县上下要建设渔港"] is None


def test_a_title_over_a_salutation_is_that_of_the_paper_which_hands_the_list_down() -> None:
    found = _deadlines(
        "2027年县政府重点工作任务（青政发〔2027〕2号）\n各镇人民政府、县直各单位：\n"
        "《2027年县政府重点工作任务分解》已经县政府同意，现印发给你们。\n一、细化方案。各镇要制定实施方案。\n"
    )
    assert "2027" not in found.values()


def test_a_part_of_a_report_without_its_number_dates_nothing() -> None:
    found = _deadlines("青石县渔业工作报告\n一年来，渔港面貌变化很大。\n2027年工作安排\n一、更换青石渔港护栏80处。\n")
    assert found["更换青石渔港护栏80处"] is None


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("围绕县委、县政府今年目标任务，着重做好九个方面工作。", "2027"),
        ("为完成2027年各项任务，重点抓好以下六项工作：", "2027"),
        ("为做好今年渔港防汛工作，重点抓好以下工作：", None),
        ("今年以来，全县主要抓好了三项工作。", None),
        ("要着重做好九个方面工作。", None),
    ],
)
def test_a_sentence_that_announces_the_work_of_a_year_dates_the_numbered_lines(said: str, due: str | None) -> None:
    text = f"青石镇2027年渔业工作打算\n{said}\n（一）更换青石渔港护栏80处。\n（二）营造护港的良好氛围。\n"
    found = _deadlines(text)
    assert found["更换青石渔港护栏80处"] == due
    assert found.get("营造护港的良好氛围") is None


def test_goals_of_the_whole_year_are_due_in_it_and_what_they_grow_by_stays_with_them() -> None:
    found = _deadlines(
        "青石乡2027年渔业要点\n全年渔业发展预期目标：渔业产值达2.9亿元，比上年增加0.2亿元，增长7%；渔民收入达1.2万元，"
        "增加0.1万元，增长9%。\n2028年目标：新建渔港2座。\n"
    )
    assert found == {
        "渔业产值达2.9亿元，比上年增加0.2亿元，增长7%": "2027",
        "渔民收入达1.2万元，增加0.1万元，增长9%": "2027",
        "2028年目标：新建渔港2座": "2028",
    }
