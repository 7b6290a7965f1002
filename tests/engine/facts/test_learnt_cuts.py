"""Where sentences that count are cut, learnt from our own answers. Rule R109."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from luoshi_reading.facts.clauses.clause_roles import Role, clause_role
from luoshi_reading.facts.clauses.levels import clause_weight
from luoshi_reading.facts.cutting.comma_signs import counts, seen_in, signs
from luoshi_reading.facts.cutting.coordination import ALONE, Run, Told
from luoshi_reading.facts.cutting.learnt_cuts import never_begins, tells_counts
from luoshi_reading.facts.cutting.pieces_apart import Part
from luoshi_reading.knowledge.signs import signs_of
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text
from luoshi_reading.structure import Clause

PROJECT = Path(__file__).resolve().parents[3]
HEAD = "关于印发渔港建设三年行动方案的通知\n各镇人民政府：\n现就有关事项通知如下。\n"


def run_of(sentence: str) -> tuple[Run, list[float]]:
    run, at = [], 0
    for words in sentence.split("，"):
        run.append(Told(Clause(at, at + len(words), "，"), words, clause_role(words), signs_of(words)))
        at += len(words) + 1
    return run, [clause_weight(item.words, item.role) for item in run]


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("加快渔港改造，新建泊位90个", True),
        ("提高政治站位，新建泊位90个", True),
        ("加快推进渔港改造工程，开工建设冷链物流园", False),
        ("办好3岁以下婴幼儿托位，建设母婴室", False),  # for whom, and no count
    ],
)
def test_where_what_was_learnt_is_asked(sentence: str, asked: bool) -> None:
    assert tells_counts(run_of(sentence)[0]) is asked


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("新建泊位90个，提高政治站位，完成投资2亿元，改造栈桥3座", [True, True, False]),
        ("加快渔港改造，建设冷链物流园，改造栈桥3座", [True, False]),  # what counts stands behind
        ("新建泊位90个，县港航局抓紧报批，切实把岸线保护好", [False, True]),  # who acts; an aim
        ("开展船员技能培训，全年举办2次以上安全培训讲座", [True]),  # how often that is held
        ("新建泊位90个，惠及渔民3000人", [True]),
        ("实施渔港改造项目，铺设道路3条", [True]),  # what it is made of
        ("安排500万元用于渔港改造，由市财政局按工程进度拨付", [True]),  # who does it
        ("3月完成招标，5月开工建设，年底竣工", [True, True]),
    ],
)
def test_with_what_only_rules_begin_an_entry(sentence: str, never: list[bool]) -> None:
    run, weights = run_of(sentence)
    seen = seen_in(run, weights)
    assert [never_begins(run, seen, 0, index) for index in range(1, len(run))] == never


def test_a_frame_goes_with_the_clause_behind_it() -> None:
    run, weights = run_of("新建泊位90个，按照先急后缓的原则，改造栈桥3座")
    assert run[1].role is Role.FRAME
    assert never_begins(run, seen_in(run, weights), 0, 1)


@pytest.mark.parametrize(
    ("words", "counted"), [("新建泊位90个", True), ("为65岁以上老人体检", False), ("建码头", False)]
)
def test_ages_count_nothing(words: str, counted: bool) -> None:
    assert counts(words) is counted


def test_signs_tell_the_clause_its_neighbours_and_what_the_entry_holds() -> None:
    run, weights = run_of("新建泊位90个，改造栈桥3座，县港航局负责验收")
    part = Part(0)
    part.take(run, 0, weights[0], number=True, goal=0)
    found = signs(seen_in(run, weights), part, 1, ALONE)
    wanted = {"begins 改", "begins 改造", "ends 3座", "ended 0个", "counted TrueTrue", "next 县港", "acts FalseFalse"}
    assert wanted <= set(found)
    assert len(found) == len(set(found))
    last = signs(seen_in(run, weights), part, 2, ALONE)
    assert {"last", "acts TrueFalse"} <= set(last)


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
