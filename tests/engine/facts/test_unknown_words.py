"""Orders whose verbs and things no list names: told by where they stand, by who acts, by their characters."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from luoshi_reading.facts.clauses.clause_heads import tasked_by
from luoshi_reading.facts.clauses.clause_roles import Role, clause_role
from luoshi_reading.facts.clauses.learnt_points import learnt_points
from luoshi_reading.facts.commitments.entry_weights import LIKE_THINGS
from luoshi_reading.facts.formulations.number_phrases import is_formulation
from luoshi_reading.facts.owners.duties import clause_duty
from luoshi_reading.facts.owners.subjects import subject_of
from luoshi_reading.model import Reading, SourceText
from luoshi_reading.pipeline import read_text

ROOT = Path(__file__).parents[3]


def quotes(text: str, kind: str = "commitment") -> list[str]:
    """What is found of a kind in a text."""
    reading: Reading = read_text(SourceText(text, "utf-8", ""))
    return [finding.quote for finding in reading.findings if finding.kind == kind]


NOTICE = """菱岸市人民政府办公室关于做好渔港管理工作的通知
各县区人民政府：
休渔期即将结束，渔港管理任务繁重。
{before}
菱岸市人民政府办公室
2026年8月3日
"""


@pytest.mark.parametrize(
    "sentence",
    ["进港渔船逐船贴码，离港登记报备。", "开渔前对渔民轮流开展救生演练。", "码头泊位使用效率显著提升。"],
)
def test_paper_tells_what_is_to_be_done_once_it_orders(sentence: str) -> None:
    body = "为保障渔业安全，现就有关事项通知如下：\n一、管好渔港\n" + sentence
    assert sentence.rstrip("。") in quotes(NOTICE.format(before=body))


def test_background_before_the_orders_is_none() -> None:
    body = "为保障渔业安全，现就有关事项通知如下：\n一、管好渔港\n建设渔港监控平台。"
    found = quotes(NOTICE.format(before=body))
    assert "建设渔港监控平台" in found
    assert not [quote for quote in found if "休渔期" in quote]


@pytest.mark.parametrize("sentence", ["第一批共12项，与上年项目合并管理。", "船东对渔船安全负主体责任。"])
def test_description_is_no_order(sentence: str) -> None:
    body = "为保障渔业安全，现就有关事项通知如下：\n一、管好渔港\n" + sentence
    assert sentence.rstrip("。") not in quotes(NOTICE.format(before=body))


def test_any_verb_after_a_unit_led_by_by() -> None:
    words = "防波堤破损段由渔港公司加固"
    assert tasked_by(words) == ("渔港公司", words.index("加固"))
    assert clause_role(words) is Role.DUTY
    assert clause_duty(words).lead == ("渔港公司",)


@pytest.mark.parametrize("words", ["由渔业大市向渔业强市转变", "补助由每船800元提高到1000元"])
def test_change_is_no_unit(words: str) -> None:
    assert tasked_by(words) == ("", 0)


# None of these stands in the judged clauses.
@pytest.mark.parametrize(
    "words",
    [
        "渔船进港后二小时内把舱底污水交岸上抽走",
        "摊贩收摊时将鱼鳞菜叶装袋带走",
        "船员上岸须在门房按指印签退",
        "冰厂夜里十点后不再放空压机",
        "码头栏杆缺口用铁链临时拦住",
        "缺员的渔船补足后出港",
    ],
)
def test_unknown_words_that_can_be_shown(words: str) -> None:
    assert learnt_points(words) >= LIKE_THINGS


@pytest.mark.parametrize(
    "words",
    [
        "始终把渔家的安危冷暖放在心坎上",
        "让老百姓真切感受到组织的温度",
        "以咬定青山的韧劲把蓝图绘到底",
        "拿出闯的胆识和拼的血性",
        "切实把心思用在干事上",
    ],
)
def test_unknown_words_of_attitude(words: str) -> None:
    assert learnt_points(words) < LIKE_THINGS


def test_levels_of_orders_without_known_words() -> None:
    text = NOTICE.format(before="渔船进港后须把舱底污水交岸上抽走。各船要始终把渔家的安危冷暖放在心坎上。")
    reading = read_text(SourceText(text, "utf-8", ""))
    levels = [finding.fields["level"] for finding in reading.findings if finding.kind == "commitment"]
    assert levels == ["actionable", "directive"]


def test_thing_before_a_verb_is_no_owner() -> None:
    assert subject_of("渔港监控平台要上线运行") == (None, False)


def test_event_named_by_its_day_is_no_formulation() -> None:
    assert not is_formulation("9·3")
    assert is_formulation("三长")


def test_office_before_a_surname_is_no_place() -> None:
    text = "全市渔业工作会议召开\n6月2日，菱岸市召开全市渔业工作会议。市长沙平强调，要加强渔港建设。"
    assert read_text(SourceText(text, "utf-8", "")).place != "湖南省长沙市"


def test_grams_are_learnt_from_the_judged_clauses() -> None:
    """What the engine knows is what the script learns; hundredths may differ by rounding on another machine."""
    script = runpy.run_path(str(ROOT / "bench" / "train_clause_grams.py"))
    points = script["learn"](script["rated"]() + script["answered"](script["LABELLED"]))
    learnt = {gram: round(100 * value) for gram, value in points.items()}
    known = script["OUT"].read_text(encoding="utf-8").splitlines()[1:]
    for line in known:
        gram, _, hundredths = line.rpartition("\t")
        assert abs(learnt[gram] - int(hundredths)) <= 1, line
    assert abs(len(known) - sum(abs(value) >= script["KEPT"] for value in learnt.values())) <= len(known) // 20
