"""What is looked at and kept, who speaks behind a long office or unnamed, what a report only goes by (R9, R11, R67)."""

import pytest

from luoshi_reading.facts.heads.kinds import find_kind
from luoshi_reading.facts.jurisdiction.places import find_place
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

HEAD = "3月12日，云岭市召开防汛工作会议，市防汛指挥部指挥长周军主持会议。\n"


def _found(paragraph: str) -> list[tuple[str, str | None]]:
    findings = read_text(SourceText(HEAD + paragraph, "utf-8", "")).findings
    return [(f.quote, f.fields["owner"]) for f in findings if f.kind == "commitment"]


@pytest.mark.parametrize(
    ("told", "orders"),
    [
        (
            "会议强调，要深入分析当前防汛面临的形势，加固南河闸。",
            ["要深入分析当前防汛面临的形势，加固南河闸"],
        ),
        ("会议强调，防汛面临的形势十分复杂。", []),
        (
            "会议强调，要加强堤防巡查，守护好来之不易的治理成果。",
            ["要加强堤防巡查，守护好来之不易的治理成果"],
        ),
        ("会议强调，治理成果来之不易。", []),
        (
            "市委常委、副市长、市防汛指挥部指挥长周军同志要求“各级各部门必须加固堤防，备足物资”。",
            ["各级各部门必须加固堤防，备足物资"],
        ),
        (
            "周军察看水情，指出要加固堤防。强调要备足物资。要求加大巡查力度。",
            ["要加固堤防", "要备足物资", "加大巡查力度"],
        ),
        (
            "会议强调，要加固堤防。抓好隐患的整治，明确要求各镇逐堤排查。",
            ["要加固堤防", "抓好隐患的整治", "明确要求各镇逐堤排查"],
        ),
        ("周军指出，几天看下来，深刻感受到全市防汛氛围十分浓厚。", []),
        ("会议强调，要加固堤防。\n根据会议要求，市水利局已组成9个督察组，由局领导带队赴各镇。", ["要加固堤防"]),
        ("会议强调，要加固堤防。并对下半年工作作出安排部署。", ["要加固堤防"]),
        (
            "会议强调，要加固堤防。到2030年，险闸险段全部退出名录。",
            ["要加固堤防", "到2030年，险闸险段全部退出名录"],
        ),
    ],
)
def test_what_is_ordered_in_the_course_of_a_report(told: str, orders: list[str]) -> None:
    assert [quote.strip("“”") for quote, _ in _found(told)] == orders


def test_what_one_rises_to_is_no_unit() -> None:
    assert [owner for _, owner in _found("会议强调，要长抓不懈，力争从三星级水库迈进五星级水库行列。")] == [None]


def test_what_a_body_will_live_up_to_is_its_own() -> None:
    found = _found("市水利局相关负责人表示，市水利局将不折不扣执行汛期排班要求，加固南河闸。")
    assert found == [("市水利局将不折不扣执行汛期排班要求，加固南河闸", "市水利局")]


@pytest.mark.parametrize(
    "lead",
    [
        "会议由县委副书记周军主持。",
        "结合县委全会安排，周军作了部署。",
        "会议对市政府报告进行了讨论。",
        "完成市委农工办布置的课题。",
    ],
)
def test_a_verb_before_an_organ_is_no_jurisdiction(lead: str) -> None:
    assert find_place(lead, None, None, (), "").name is None


def test_an_agency_that_ends_its_story_is_news() -> None:
    text = "据悉，汛期是险情高发期。日前，省水利厅下发通知。省水利厅相关负责人表示，该省将严守闸口。（完）"
    assert find_kind(text, None) == "news"


def test_goals_of_a_year_are_orders_among_orders() -> None:
    paper = "近日，云岭市政府出台《关于防汛能力建设的实施意见》，明确今后三年目标任务：到2030年，险闸全部加固。\n"
    paragraph = (
        "深入推进堤防加固。完善闸站值守制度。到2030年，堤防达标率达到95%。到2031年，闸站自控率达到90%。开工新堤\n"
    )
    found = [f.quote for f in read_text(SourceText(paper + paragraph, "utf-8", "")).findings if f.kind == "commitment"]
    assert "到2030年，堤防达标率达到95%" in found
    assert "完善闸站值守制度" in found


@pytest.mark.parametrize(
    ("told", "orders"),
    [
        ("沿河险闸在2027年底前全部建成自控系统。", ["沿河险闸在2027年底前全部建成自控系统"]),
        ("堤防加固在2015年底前已全部完成。", []),
        ("2015年底前全部建成了自控系统。", []),
    ],
)
def test_what_is_to_stand_by_a_day_is_a_goal_in_a_report(told: str, orders: list[str]) -> None:
    assert [quote for quote, _ in _found(told)] == orders
