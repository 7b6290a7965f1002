"""Where dense sentences are cut, learnt from our own answers. Rule R109."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from luoshi_reading.facts.clause_roles import Role, clause_role
from luoshi_reading.facts.coordination import Run, Told
from luoshi_reading.facts.learnt_cuts import is_dense, may_be_cut, signs
from luoshi_reading.facts.levels import clause_weight
from luoshi_reading.facts.style import Style
from luoshi_reading.knowledge.signs import signs_of
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text
from luoshi_reading.structure import Clause

PROJECT = Path(__file__).resolve().parents[3]
HEAD = "关于印发渔港建设三年行动方案的通知\n各镇人民政府：\n现就有关事项通知如下。\n"
REPORT = Style(reported=True, listing=True)


def run_of(sentence: str) -> tuple[Run, list[float]]:
    run, at = [], 0
    for words in sentence.split("，"):
        run.append(Told(Clause(at, at + len(words), "，"), words, clause_role(words), signs_of(words)))
        at += len(words) + 1
    return run, [clause_weight(item.words, item.role) for item in run]


@pytest.mark.parametrize(
    ("sentence", "dense"),
    [
        ("加快渔港改造，新建泊位90个，开工建设冷库2座", True),
        ("加快推进渔港改造工程，开工建设冷链物流园", False),  # no number
        ("提高政治站位，强化责任担当，坚持问题导向", False),  # nothing to report on
        ("提高政治站位，新建泊位90个", False),  # one thing
    ],
)
def test_what_is_dense(sentence: str, dense: bool) -> None:
    assert is_dense(*run_of(sentence)) is dense


def test_both_sides_need_a_thing_and_some_words_begin_none() -> None:
    run, weights = run_of("新建泊位90个，提高政治站位，完成投资2亿元，改造栈桥3座")
    assert [may_be_cut(run, weights, 0, index) for index in (1, 2, 3)] == [False, False, True]
    run[3].role = Role.FRAME
    assert not may_be_cut(run, weights, 0, 3)


def test_signs_tell_the_clause_the_one_before_and_the_kind_of_document() -> None:
    run, weights = run_of("新建泊位90个，改造栈桥3座")
    found = signs(run, weights, 1, REPORT, True)
    assert {"last", "numbered", "begins 改", "begins 改造", "ends 3座", "ended 0个", "began 新建"} <= set(found)
    assert len(found) == len(set(found))
    assert set(found) - set(signs(run, weights, 1, REPORT, False)) == {"numbered"}


@pytest.mark.parametrize(
    "sentence",
    [
        "全年安排渔港项目62个，年度投资7亿元以上，跨海大桥上半年通车运营，海水淡化厂年底前开工。",
        "每年在沿海城市举办推介活动不少于4场，三年内开设直营店100家，网络零售额年均增长20%以上。",
        "建成渔获追溯平台，渔船北斗终端安装率达到100%，培训船员1200人次。",
    ],
)
def test_dense_sentences_are_cut(sentence: str) -> None:
    found = [f for f in read_text(SourceText(HEAD + sentence, "utf-8", "")).findings if f.kind == "commitment"]
    assert len(found) > 1
    assert sum(len(f.quote) for f in found) >= len(sentence) - 2 * len(found)


@pytest.mark.parametrize(
    "sentence",
    [
        "各镇要提高政治站位，强化责任担当，以钉钉子精神抓好渔港安全。",
        "以渔港为依托，坚持陆海统筹，推动渔业高质量发展。",
    ],
)
def test_others_stay_whole(sentence: str) -> None:
    found = [f for f in read_text(SourceText(HEAD + sentence, "utf-8", "")).findings if f.kind == "commitment"]
    assert len(found) == 1


def test_points_are_learnt_from_the_answers() -> None:
    """What the engine knows is what the script learns, in a process of its own: a compiled engine tells it nothing."""
    command = [sys.executable, "-m", "bench.train_comma_cuts", "--check"]
    checked = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
