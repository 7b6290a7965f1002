"""Counties, prefectures and banners by the names that papers call them. Rule R56."""

from __future__ import annotations

import pytest

from luoshi_reading.knowledge.divisions import as_spoken, by_name, divisions
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read_text

MET = "3月2日，{organ}委书记汤敏主持召开森林防火会议。汤敏强调，要提高思想认识，层层落实责任。"


def place_code(text: str) -> str | None:
    code: str | None = as_json(read_text(SourceText(text, "utf-8", "")))["place_code"]
    return code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("松桃县", "520628"), ("孟连县", "530827"), ("镇宁自治县", "520423"), ("木垒县", "652328")),
        *(("恩施州", "422800"), ("伊犁州", "654000"), ("黔西南州", "522300"), ("鄂温克旗", "150724")),
        *((name, code) for code, name in as_spoken().items()),
    ],
)
def test_autonomous_divisions_are_known_without_their_peoples(name: str, code: str) -> None:
    assert place_code(f"{name}召开森林防火会议\n{MET.format(organ=name[-1])}") == code
    assert place_code(f"我{name[-1]}召开森林防火会议\n{MET.format(organ=name)}") == code


def test_a_county_is_known_where_its_kind_is_said_twice() -> None:
    assert place_code("云南孟连县县委书记检查森林防火工作\n" + MET.format(organ="县")) == "530827"
    read = as_json(read_text(SourceText("临溪县县委书记检查森林防火工作\n" + MET.format(organ="县"), "utf-8", "")))
    assert (read["place"], read["place_code"]) == ("临溪县", None)


def test_no_name_as_spoken_is_another_divisions_full_name() -> None:
    full = {division.name for division in divisions().values()}
    assert not full & set(as_spoken().values())
    assert all(len(by_name()[name]) == 1 for name in as_spoken().values())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # whose site tells it, beside the city above it
        (
            "我市召开渔港建设推进会\n吴川市人民政府网讯 5月18日，我市召开渔港建设推进会，市长汤敏主持。"
            "在湛江市今年第二季度集中开工项目中，我市有3个，湛江机场渔港项目要在6月10日前完成拆迁。",
            "440883",
        ),
        # the office of who speaks
        (
            "区委书记在全市渔业工作动员大会上的表态发言\n今天，市委、市政府召开动员大会。麒麟区作为主战场，责无旁贷。"
            "我们将严格按照市委要求，坚决完成任务。",
            "530302",
        ),
        # 全区 is the whole region
        (
            "政府工作报告\n一要聚焦主线，旗帜鲜明抓团结，谱写现代化西藏篇章。二要夯实基础，把握西藏发展的阶段性特征，"
            "让成果惠及全区各族人民。全面实施《西藏自治区渔业条例》。",
            "540000",
        ),
        # and here a district of one
        ("区长汤敏在全区渔业会议上的讲话\n各乡镇：今年全区渔业要做强，争创西藏自治区渔业强区。", None),
    ],
)
def test_whose_words_a_paper_speaks_tells_its_place(text: str, code: str | None) -> None:
    assert place_code(text) == code
