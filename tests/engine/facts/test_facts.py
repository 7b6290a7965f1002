"""Each fact with its own table of invented texts; and what must hold for any text at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.facts import Facts, find_facts
from luoshi_reading.facts.deadlines.deadlines import find_deadline
from luoshi_reading.facts.formulations.formulations import find_formulations
from luoshi_reading.facts.numerals import number
from luoshi_reading.facts.owners.duties import clause_duty
from luoshi_reading.facts.owners.duty_notes import find_notes
from luoshi_reading.facts.owners.subjects import subject_of
from luoshi_reading.facts.people.people import find_people
from luoshi_reading.model import Noise, RepairedText, Span


def facts_of(text: str, *noise: str) -> Facts:
    removed = tuple(Noise("front_matter", Span(0, 0), stretch) for stretch in noise)
    return find_facts(RepairedText(text, [0], [0], (), removed))


def fields_of(facts: Facts, kind: str) -> list[dict[str, Any]]:
    return [finding.fields for finding in facts.findings if finding.kind == kind]


@pytest.mark.parametrize(
    ("written", "value"),
    [("六", 6), ("十二", 12), ("三十", 30), ("两千", 2000), ("一百零五", 105), ("三万六千", 36000), ("二〇二六", 2026),
     ("1,200.5", 1200.5), ("XX", None), ("", None), ("多", None)],
)  # fmt: skip
def test_numbers(written: str, value: float | None) -> None:
    assert number(written) == value


@pytest.mark.parametrize(
    ("clause", "value"),
    [
        ("到2028年建成三条环线", "2028"),
        ("2027年底前完成搬迁", "2027-12-31"),
        ("到2026年末实现全覆盖", "2026-12-31"),
        ("2026年6月底前印发", "2026-06-30"),
        ("2027年3月10日前报送", "2027-03-10"),
        ("“十四五”期间新增泊位", "2025"),
        ("“十五五”末达到60%", "2030"),
        ("年底前完成清查", "2026-12-31"),
        ("年内开工", "2026"),
        ("明年6月建成", "2027"),
        ("9月底前上线运行", "2026-09-30"),
        ("三季度末前完成招标", "2026-09-30"),
        ("上半年全部清零", "2026-06-30"),
        ("用2—3年时间补齐短板", "2029"),
        ("今后五年新建学校20所", "2031"),
        ("汛期前完成除险加固", None),
        ("2026年第3次会议部署的任务", "none"),
        ("落实2019年印发的办法", "none"),
        ("按照《2027年工作要点》执行", "none"),
        ("加强日常管理", "none"),
    ],
)
def test_deadlines(clause: str, value: str | None) -> None:
    found = find_deadline(clause, 2026)
    if value == "none":
        assert found is None
    else:
        assert found is not None
        assert found.value == value
        assert clause[found.start : found.end] == found.text


def test_a_relative_deadline_without_a_year_stays_text() -> None:
    found = find_deadline("9月底前上线运行", None)
    assert found is not None
    assert (found.value, found.text) == (None, "9月底前")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市委书记周明远主持会议。", ["周明远"]),
        ("市委副书记、市长何平出席。", ["何平"]),
        ("副市长叶知秋、程万里，秘书长卫清和出席会议。", ["叶知秋", "程万里", "卫清和"]),
        ("区领导谢文伟、苏颖、欧阳明月参加。", ["谢文伟", "苏颖", "欧阳明月"]),
        ("本报讯（记者 梁小剑 通讯员 田雨）3月2日，会议召开。", ["梁小剑", "田雨"]),
        ("贯彻周明远书记在调研时的讲话精神。", ["周明远"]),
        ("政协主席朱 冬出席会议。", ["朱冬"]),
        ("会上，许佳音、石磊分别围绕产业发展作发言。", ["许佳音", "石磊"]),
        ("自治区副主席艾尔肯·吐尼亚孜讲话。", ["艾尔肯·吐尼亚孜"]),
        ("市委、市政府主要领导和有关部门负责同志参加。", []),
        ("各级领导同志要高度重视安全生产。", []),
        ("会议同意周大川同志原分管的渔业工作调整至黄小桨同志。", ["周大川", "黄小桨"]),
        ("这项工作交给林大舟同志，重点工作交给专门的同志。", ["林大舟"]),
        ("市委书记全覆盖检查渡口。", []),
        ("红湾融媒9月3日讯（通讯员 何小川）渡口通航。", ["何小川"]),
        ("推动经济高质量发展，成效明显。", []),
        ("市委常委会主持会议。", []),
    ],
)
def test_people(text: str, names: list[str]) -> None:
    assert [person.name for person in find_people(text)] == names


def test_roles_are_given_as_written() -> None:
    person = find_people("会前，区委副书记、区长卢云舟会见了来宾。")[0]
    assert person.roles == ["区委副书记、区长"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("实施“三个百亿”产业行动。", {"三个百亿": 3}),
        ("构建“一核两带三组团”布局。", {"一核两带三组团": [1, 2, 3]}),
        ("打好三大攻坚战。", {"三大攻坚战": 3}),
        ("落实谋划、前期、开工、投产四张清单。", {"四张清单": 4}),
        ("坚决纠治“四风”。", {"四风": 4}),
        ("对接“12345”产业体系。", {"12345": None}),
        ("夺取发展和安全双胜利。", {"双胜利": 2}),
        ("全市“两会”期间。", {}),
        ("“十四五”时期。", {}),
        ("打通“最后一公里”。", {}),
        ("推行“一企一策”。", {}),
        ("讲三点意见。", {}),
        ("用好“三峡”名片。", {}),
        ("党的十九大以来。", {}),
    ],
)
def test_formulations(text: str, found: dict[str, Any]) -> None:
    assert {item.text: item.count for item in find_formulations(text)} == found


def test_members_only_where_their_count_fits() -> None:
    fitting = find_formulations("走好“兴水、绿城、富农”三条路径。")
    assert [(item.text, item.members) for item in fitting] == [("三条路径", ["兴水", "绿城", "富农"])]
    assert find_formulations("走好“兴水、绿城”三条路径。") == []


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("制定以下措施。\n新建公厕120座。", [("=", 120.0, "座")]),
        ("森林覆盖率达到62.5%以上。", [(">=", 62.5, "%")]),
        ("城镇调查失业率控制在5.5%以内。", [("<=", 5.5, "%")]),
        ("地区生产总值增长6%左右。", [("~", 6.0, "%")]),
        ("力争培训XX人次。", [("=", None, "人次")]),
        ("建设泵站3座、水闸2座。", [("=", 3.0, "座"), ("=", 2.0, "座")]),
        ("到2030年，城镇化率进入全省前列。", [("rank", None, None)]),
        ("对达标企业给予50万元奖励。", []),
        ("落实24小时值班制度。", []),
        ("按照《三年行动计划（2024—2026年）》推进第2批项目。", []),
    ],
)
def test_targets(text: str, targets: list[tuple[str, float | None, str | None]]) -> None:
    found = fields_of(facts_of("各县区：\n为做好有关工作，结合实际，制定本方案。\n一、重点任务\n" + text), "target")
    assert [(t["comparator"], t["value"], t["unit"]) for t in found] == targets
    assert all(t["placeholder"] == (t["value"] is None and t["comparator"] == "=") for t in found)


@pytest.mark.parametrize(
    ("clause", "owner"),
    [
        ("市水利局要加密巡查", "市水利局"),
        ("各县区、各部门要对照清单整改", "各县区、各部门"),
        ("市委督查室、市政府督查室要跟踪问效", "市委督查室、市政府督查室"),
        ("登记机关应及时公示", "登记机关"),
        ("督促有关部门加快审批", "有关部门"),
        ("全市上下要振奋精神", "全市上下"),
        ("要加强领导", None),
        ("加强部门联动", None),
        ("对进度滞后的项目要逐个销号", None),
        ("他要求加快进度", None),
    ],
)
def test_owners(clause: str, owner: str | None) -> None:
    assert subject_of(clause)[0] == owner


@pytest.mark.parametrize(
    ("text", "lead", "supporting"),
    [
        ("（责任单位：市教育局、市财政局）", ["市教育局", "市财政局"], []),
        ("（市教育局牵头，市财政局、市人力资源社会保障局配合）", ["市教育局"], ["市财政局", "市人力资源社会保障局"]),
        ("（市商务局、市公安局按职责分工负责，列第一的为牵头单位）", ["市商务局"], ["市公安局"]),
        ("（责任单位：市商务局，有关设区市、县〔区〕人民政府）", ["市商务局", "有关设区市、县〔区〕人民政府"], []),
        ("牵头单位：市水利局；配合单位：石泉县政府、市林业局。", ["市水利局"], ["石泉县政府", "市林业局"]),
        ("（市民政局、市教育局，东岭区政府）", ["市民政局", "市教育局", "东岭区政府"], []),
        ("（含乡镇、街道）", None, None),
        ("（2026年版）", None, None),
    ],
)
def test_duty_notes(text: str, lead: list[str] | None, supporting: list[str] | None) -> None:
    notes = find_notes("完善服务网络。" + text)
    if lead is None:
        assert notes == []
    else:
        assert [(list(n.duty.lead), list(n.duty.supporting)) for n in notes] == [(lead, supporting)]


def test_units_in_the_words_of_a_sentence() -> None:
    duty = clause_duty("由市商务局牵头，会同市财政局、市税务局制定消费券发放办法")
    assert duty.lead == ("市商务局",)
    assert duty.supporting == ("市财政局", "市税务局")


def test_a_note_covers_the_sentences_since_the_one_before_it() -> None:
    text = "制定以下措施。\n一、建设数据平台。推广线上办理。（市数据局负责）新建服务大厅。（市政务服务办负责）"
    leads = {f.quote: f.fields["lead"] for f in facts_of(text).findings if f.kind == "commitment"}
    assert leads == {"建设数据平台": ["市数据局"], "推广线上办理": ["市数据局"], "新建服务大厅": ["市政务服务办"]}


PLAN = "制定本方案。\n"


def test_a_deadline_reaches_along_its_sentence_and_chain() -> None:
    facts = facts_of(PLAN + "到2028年，建成环线公路；开通快速公交；新建换乘枢纽。新建停车场。")
    deadlines = [f["deadline"] for f in fields_of(facts, "commitment")]
    assert deadlines == ["2028", "2028", "2028", None]


def test_an_undated_excerpt_speaks_from_the_year_its_first_words_name() -> None:
    """R52: the year of 全年."""
    opening = "关于2026年工作，政府工作报告突出了三个重点。全年新增渔港3座。"
    for text, year in ((opening, "2026"), (opening.replace("关于2026年工作，", ""), None)):
        (order,) = [c for c in fields_of(facts_of(text), "commitment") if c["deadline_text"] == "全年"]
        assert order["deadline"] == year


def test_an_owner_reaches_along_its_chain_but_not_into_the_next_sentence() -> None:
    facts = facts_of(PLAN + "市交通局要新建环线公路；开通快速公交。新建停车场。")
    assert [f["owner"] for f in fields_of(facts, "commitment")] == ["市交通局", "市交通局", None]


def test_a_commitment_knows_the_heading_it_stands_under() -> None:
    facts = facts_of(PLAN + "一、完善设施\n（一）建设泵站。新建泵站8座。\n二、强化管理\n建立巡查台账。")
    under = {f.quote: f.fields["under"] for f in facts.findings if f.kind == "commitment"}
    assert under["新建泵站8座"] == "建设泵站"
    assert under["建立巡查台账"] == "强化管理"


NEWS = (
    "山海日报讯（记者 梁小剑）3月2日至3日，全市项目推进会在岳阳召开。市委书记周明远出席并讲话。市长何平主持会议。\n"
    "周明远强调，各县区要建立项目清单。\n会议以电视电话会议形式召开，各县区设分会场。"
)


@pytest.mark.parametrize(
    ("text", "noise", "date", "partial"),
    [
        (NEWS, (), None, "--03-02"),
        (NEWS, ("date: 2021-03-05 06:30",), "2021-03-02", "--03-02"),
        (NEWS.replace("3月2日至3日", "12月30日至31日"), ("date: 2021-01-04",), "2020-12-30", "--12-30"),
        (NEWS + "今年是“十三五”规划收官之年。", (), "2020-03-02", "--03-02"),
        (NEWS + "今年是新中国成立70周年。", (), "2019-03-02", "--03-02"),
        (NEWS.replace("全市项目推进会", "2022年第3次项目推进会"), (), "2022-03-02", "--03-02"),
        ("各县区：\n为做好工作，制定本方案。\n市人民政府\n2024年5月6日", (), "2024-05-06", "--05-06"),
        ("各县区：\n为做好工作，制定本方案。\n二〇二四年五月六日", (), "2024-05-06", "--05-06"),
        ("一、会议传达了5月8日全省会议精神。", (), None, None),
        ("3月41日，会议召开。", (), None, None),
    ],
)
def test_dates(text: str, noise: tuple[str, ...], date: str | None, partial: str | None) -> None:
    facts = facts_of(text, *noise)
    assert (facts.date, facts.date_partial) == (date, partial)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("中共岳阳市委办公室\n全市各级各部门要抓好落实。", "湖南省岳阳市", "430600"),
        ("全区上下要抓好落实。渝北区委、区政府召开会议。", "重庆市渝北区", "500112"),
        ("省政府常务会议召开。全省各地要贯彻。福建省要加快发展。", "福建省", "350000"),
        ("全县动员大会召开。凤凰县委书记讲话，湘西凤凰县各乡镇参加。", "湖南省湘西土家族苗族自治州凤凰县", "433123"),
        ("区党工委、管委会召开会议。高新区党工委书记讲话，管委会主任主持。", "高新区", None),
        ("全市要充分利用资源，加快建设。", None, None),
    ],
)
def test_places(text: str, place: str | None, code: str | None) -> None:
    facts = facts_of(text)
    assert (facts.place, facts.place_code) == (place, code)


def test_the_meeting() -> None:
    meeting = facts_of(NEWS).meeting
    assert meeting is not None
    assert meeting["hosts"] == ["何平"]
    assert (meeting["start"], meeting["end"]) == ("--03-02", "--03-03")
    assert meeting["by_video"] is True
    assert meeting["branch_venues"] is not None
    assert "周明远" in [a["name"] for a in meeting["attending"]]


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        ("关于印发停车管理办法的通知\n各县区：\n现印发给你们。", "关于印发停车管理办法的通知", "notice"),
        ("周明远在全市大会上强调\n全力推进项目建设\n3月2日，大会召开。", "全力推进项目建设", "news"),
        ("各县区人民政府：\n为做好工作，经市政府同意，制定本意见。", None, "notice"),
        (
            "市政府工作报告\n——2024年1月8日在市第九届人民代表大会第四次会议上\n各位代表：",
            "市政府工作报告",
            "work_report",
        ),
        ("一、会议传达了有关精神。\n二、会议审议并原则通过《办法》。", None, "minutes"),
        ("在全市经济工作会议上的讲话\n同志们：\n现在开会。", "在全市经济工作会议上的讲话", "speech"),
    ],
)
def test_title_and_kind(text: str, title: str | None, kind: str) -> None:
    facts = facts_of(text)
    assert (facts.title, facts.kind) == (title, kind)


def test_document_number_and_publisher() -> None:
    facts = facts_of(
        "岳阳市人民政府办公室关于做好防汛工作的通知\n岳政办发〔2024〕8号\n根据国办发〔2019〕3号文件，制定如下措施。"
    )
    assert facts.document_number == "岳政办发〔2024〕8号"
    assert facts.publisher == "岳阳市人民政府办公室"


def test_a_section_that_looks_back_orders_nothing() -> None:
    text = "市政府工作报告\n各位代表：\n一、2024年工作回顾\n新建公路200公里。\n二、2025年工作安排\n新建公路300公里。"
    assert [f.quote for f in facts_of(text).findings if f.kind == "commitment"] == ["新建公路300公里"]


def test_an_empty_text_has_no_facts() -> None:
    facts = facts_of("")
    assert facts.findings == ()
    assert (facts.kind, facts.title, facts.date, facts.place, facts.meeting) == (None, None, None, None, None)


PIECES = st.sampled_from(
    [
        *(
            "会议强调，",
            "要加强",
            "建设XX个中心",
            "2026年底前",
            "一、",
            "（一）",
            "1.",
            "一是",
            "；",
            "。",
            "，",
            "：",
            "\n",
        ),
        *(
            "“三个百亿”",
            "《办法》",
            "（市财政局负责）",
            "市长",
            "周明远",
            "、",
            "主持会议",
            "到2030年",
            "达到60%以上",
            "是",
            "了",
        ),
        *(
            "全市",
            "岳阳市",
            "牵头单位：",
            "由市水利局牵头",
            "（",
            "）",
            "“",
            "”",
            "3月2日",
            "第一百零一条",
            "——",
            "？",
            "双",
            "大",
        ),
        *("要", "\u3000", "a", "😀", "\x00"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_any_text_is_read_and_every_quote_is_exact(text: str) -> None:
    for finding in facts_of(text).findings:
        assert finding.quote == text[finding.start : finding.end]
        assert finding.quote
        assert 0 <= finding.start < finding.end <= len(text)


LONG = 117_000  # characters


@pytest.mark.parametrize(
    "repeated",
    [
        "\n一、",
        "（记者 周明",
        "会议强调，",
        "市长周明远、",
        "“三个",
        "由",
        "（",
        "要建设",
        "《",
        "（责任单位：",
        "2026年",
        "双",
        "主持",
        "、",
        "1个。",
        "\n1个",
        "\n1.建5座",
        "以甲引领乙",
    ],
)
def test_what_is_said_over_and_over_comes_to_an_end(repeated: str) -> None:
    """Nothing backtracks without bound; what it costs is measured by bench/adversarial.py."""
    text = (repeated * (LONG // len(repeated) + 1))[:LONG]
    found = facts_of(text)
    assert all(one.quote == text[one.start : one.end] for one in found.findings)
