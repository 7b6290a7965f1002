"""A single paragraph in one line has no headline; a report or a paper in one line keeps its own."""

import pytest

from luoshi_reading.repair.paragraphs import one_line

REST = "县财政局要保障经费，确保按时完成。"


@pytest.mark.parametrize(
    "text",
    [
        "各乡镇要抓紧制定实施方案按照属地管理原则扎实推进整治，于6月底前完成渡口隐患排查。",
        "县渔政局要认真落实防汛方案根据雨情变化，组织编制调度计划并及时上报。",
        "桑坞渔业技术开发区管委会要把桑坞渔业技术开发区建成渔机基地，于9月底前完成选址。",
        "桑坞县人民政府办公室负责桑坞县人民政府办公楼的节能改造，于9月底前完成招标。",
        "桑坞市自然资源局计划5月8日，组织召开渔港用地座谈会，听取渔户意见。",
    ],
)
def test_a_sentence_is_not_cut_in_its_midst(text: str) -> None:
    assert one_line.find(text + REST) == []


def test_words_that_stand_again_in_a_single_sentence_end_no_headline() -> None:
    assert one_line.find("桑坞渔业技术开发区机关桑坞渔业技术开发区展厅的渔机样品于九月底前完成布置，供渔户参观。") == []


@pytest.mark.parametrize(
    "headline",
    ["桑坞县渔港工作要点", "桑坞县渔港应急预案", "桑坞县渔港管理责任制实施方案", "桑坞县重要渔港保护办法"],
)
def test_a_paper_keeps_its_headline(headline: str) -> None:
    text = f"{headline}根据渔港管理的有关规定，结合我县实际，制定本方案。{REST}"
    assert [edit.start for edit in one_line.find(text)] == [len(headline)]


@pytest.mark.parametrize(
    "headline",
    ["桑坞县渔港推进会召开", "汤敏强调要守好渔港安全底线", "桑坞县政府渔港专题会议纪要", "桑坞县渔政局下达年度计划"],
)
def test_a_report_keeps_its_headline(headline: str) -> None:
    text = f"{headline}3月12日，桑坞县渔港推进会召开，汤敏出席并讲话。{REST}"
    assert [edit.start for edit in one_line.find(text)] == [len(headline)]
