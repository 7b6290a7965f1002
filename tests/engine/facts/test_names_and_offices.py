"""Who is named, by every form of name, office and place in a sentence together (R60-R62)."""

from itertools import product

import pytest

from luoshi_reading.facts.people.people import find_people
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

NAMES = (
    *("周军", "柏松涛", "欧阳晓梅", "上官云", "李献文", "余永和", "武卫国", "党永富", "钱学会", "汪向东"),
    *("阿依古丽·买买提", "努尔兰・哈斯木", "扎西顿珠", "次仁旺堆", "张　伟", "李 敏", "谌红", "隋军", "苟强", "靖大伟"),
)
OFFICES = (
    *("市委书记", "市委副书记、代市长", "市委常委、常务副市长", "副市长、市公安局局长", "市人大常委会党组书记、主任"),
    *("市政协主席", "市中级人民法院院长", "县委副书记、县长", "区长", "省水利厅党组成员、副厅长", "青石镇人大主席"),
    *("镇党委委员、副镇长", "村党支部书记", "市城投集团党委书记、董事长", "云岭机械有限公司总经理", "军分区司令员"),
    *("全国人大代表", "盟委委员、盟长", "经开区党工委书记、管委会主任", "市政府副秘书长", "二级巡视员"),
)
OTHERS = frozenset(("柏涛", "秦朗", "何其"))
WITH_OFFICE = (
    *("{r}{n}主持会议。", "会议由{r}{n}主持。", "柏涛一行到云岭调研，{r}{n}陪同。", "{r}{n}强调，要抓好渔港建设。"),
    *("3月12日，{r}{n}赴青石镇调研。", "出席会议的有{r}{n}。", "{r}{n}等领导参加活动。", "{r}{n}同志主持会议。"),
    *("市委书记秦朗、{r}{n}出席。", "会议听取了{r}{n}关于防汛工作的汇报。", "“我们将新建三个站点。”{r}{n}说。"),
    *("{r}{n}告诉记者，今年收成好。", "在全市工作会议上的讲话\n{r}　{n}\n（2026年3月12日）\n同志们：\n今天开会。"),
    *("特此命令。\n{r}：{n}\n2026年3月12日", "受{r}{n}委托，副市长秦朗主持会议。", "柏涛会见了{r}{n}一行。"),
    *("市委常委秦朗、何其和{r}{n}出席会议。", "省政协副主席秦朗、何其以及{r}{n}参加。", "会议补选{r}{n}为代表。"),
    *("记者从会上获悉，4月10至14日{r}{n}带领有关人员调研。",),
    *("{r}{n}和副市长秦朗出席。", "{r}{n}在会上指出，要抓好渔港建设。"),
)
WITHOUT_OFFICE = (
    *("县领导秦朗、{n}、何其参加会议。", "秦朗、何其、{n}等县领导参加。", "大会选举{n}为{r}。", "任命{n}同志为{r}。"),
    *("任命{n}为{r}；", "柏涛与{r}{n}座谈。", "周全向{r}{n}颁发证书。", "秦朗（{r}）出席，{r}{n}主持。"),
)
# Surnames that are ordinary words, and names by sound, are read with their office only (R61).
BARE = (
    *("{n}在讲话中强调，要抓好渔港建设。", "每到一处，{n}都详细了解情况。", "在青石镇，{n}实地察看了水库。"),
    *("{n}一行先后来到云岭港。", "{n}与何其座谈。"),
)
BARE_NAMES = ("周军", "柏松涛", "欧阳晓梅", "上官云", "李献文", "汪向东", "谌红", "隋军")
NOBODY = (
    *(
        "市发展改革委负责人：周先生。",
        "县委书记和县长共同签订责任书。",
        "各乡镇党委书记、镇长参加会议。",
    ),
    *("郑重要求各单位抓好落实。", "尤其强调安全生产。", "陆续召开会议。", "由副市长担任组长，市财政局局长担任副组长。"),
    *("检查组一行来到青石镇。", "代表团一行深入农村调研。", "高校毕业生代表、农村教师代表座谈。", "纪委监委实地查看。"),
    *("于田县县长主持会议。", "费县县长、单县县长参加。", "市委书记、市长要亲自抓。", "金山镇党委书记主持。"),
    *(
        "省长信箱已开通。",
        "院长查房制度。",
        "盘活资产，畅通渠道，税务部门座谈。",
        "扬尘治理检查组详细查看。",
        "秦朗向市长热线反映。",
    ),
    *("大会执行主席在主席台执行主席席就座。", "刚才，张同志通报了情况。"),
    *("公司董事长、总经理要履职。", "三级河长、林长、田长座谈。", "请各位区长发言。", "党员代表、群众代表实地走访。"),
)


def _named(text: str) -> dict[str, list[str]]:
    """Who is named, each with the office written first (…同志 adds another)."""
    return {person.name: person.roles[:1] for person in find_people(text) if person.name not in OTHERS}


@pytest.mark.parametrize(("name", "frame"), list(product(NAMES, WITH_OFFICE)))
def test_a_name_is_read_with_its_office(name: str, frame: str) -> None:
    clean = name.replace(" ", "").replace("　", "")
    read = {office: _named(frame.format(n=name, r=office)) for office in OFFICES}
    assert read == {office: {clean: [office]} for office in OFFICES}


@pytest.mark.parametrize(("name", "frame"), list(product(NAMES, WITHOUT_OFFICE)))
def test_a_name_is_read_in_lists_and_appointments(name: str, frame: str) -> None:
    clean = name.replace(" ", "").replace("　", "")
    read = {office: set(_named(frame.format(n=name, r=office))) for office in OFFICES}
    assert read == {office: {clean} for office in OFFICES}


@pytest.mark.parametrize(("name", "frame"), list(product(BARE_NAMES, BARE)))
def test_a_plain_surname_needs_no_office_before_what_leaders_do(name: str, frame: str) -> None:
    assert set(_named(frame.format(n=name))) == {name}


@pytest.mark.parametrize("text", NOBODY)
def test_offices_and_ordinary_words_name_nobody(text: str) -> None:
    assert _named(text) == {}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "本报讯（实习记者 寇砚 记者 王知秋 通讯员陈一苇）3月11日，会议召开。",
            {"寇砚": "实习记者", "王知秋": "记者", "陈一苇": "通讯员"},
        ),
        (
            "县渔业局纪检组长童砚一行在青石镇中心校长付舟的陪同下走访。",
            {"童砚": "县渔业局纪检组长", "付舟": "青石镇中心校长"},
        ),
        ("会议首先传达了县委书记周军的讲话要求。", {"周军": "县委书记"}),
        ("区委书记周军作重要讲话区委副书记、区长秦朗主持会议。", {"周军": "区委书记", "秦朗": "区委副书记、区长"}),
        ("政府工作报告\n桑坞区人民政府区长  邵学舟\n各位代表：\n现在作报告。", {"邵学舟": "桑坞区人民政府区长"}),
        ("会上，与会同志围绕市委书记周军调研讲话精神作了发言。", {"周军": "市委书记"}),
        ("市委副书记、市长宇向舟主持召开座谈会。", {"宇向舟": "市委副书记、市长"}),
    ],
)
def test_offices_end_where_the_sentence_tells_something_else(text: str, roles: dict[str, str]) -> None:
    assert {person.name: person.roles[0] for person in find_people(text)} == roles


def test_who_is_named_before_the_office_chairs_in_its_hall() -> None:
    text = "10月9日上午，袁砚舟副镇长在镇政府三楼会议室主持召开全镇护岸工作会议。各村负责人参加会议。"
    reading = read_text(SourceText(text, "utf-8", ""))
    assert reading.meeting is not None
    assert reading.meeting["hosts"] == ["袁砚舟"]


def test_a_roster_whose_names_begin_below_their_label() -> None:
    text = "组成如下：\n组长：\n孙砚交通运输部部长\n第一副组长：\n王舟 民政部副部长\n"
    text += "副组长：\n袁知远中共辽宁省委书记\n张晓帆中国文联主席\n成员：\n王苇辽宁省省长\n孔知秋中央办公厅副主任\n"
    roles = {person.name: person.roles[0] for person in find_people(text)}
    assert {"孙砚", "王舟", "袁知远", "张晓帆", "王苇", "孔知秋"} <= set(roles)
    assert (roles["袁知远"], roles["王苇"]) == ("中共辽宁省委书记", "辽宁省省长")


@pytest.mark.parametrize("text", ["会议听取了孟砚局长的汇报。", "刚才刘苇同志作了总结。", "市总河长孟砚出席会议。"])
def test_who_is_heard_and_who_spoke_just_now(text: str) -> None:
    assert len(find_people(text)) == 1


def test_who_sits_in_and_who_is_away() -> None:
    text = "7月3日，周军主持召开县委常委会第35次会议。秦朗、何其参加会议，刘舟请假，吴砚列席会议。"
    reading = read_text(SourceText(text, "utf-8", ""))
    assert reading.meeting is not None
    there = {someone["name"]: someone["capacity"] for someone in reading.meeting["attending"]}
    assert there["秦朗"] == "attend"
    assert there["吴砚"] == "sit_in"
    assert "刘舟" not in there
    assert "刘舟" in {person.name for person in find_people(text)}


@pytest.mark.parametrize(
    "cited", ["周军部长重要讲话精神", "周军调研桑坞讲话精神", "周军书记的讲话站位高", "周军市长批示要求"]
)
def test_whose_words_are_cited_did_not_speak(cited: str) -> None:
    text = f"3月12日，县交通局召开安全工作会议，学习{cited}。局长秦朗强调，要管好渡船。"
    reading = read_text(SourceText(text, "utf-8", ""))
    assert reading.meeting is not None
    assert [speaker["name"] for speaker in reading.meeting["speakers"]] == ["秦朗"]


def test_a_list_goes_on_behind_a_surname_that_is_in_no_list() -> None:
    text = "市领导周军、宋砚舟、由一帆、孟知秋、李晓苇出席会议。霍更舟、黄砚、张中帆等县四套班子领导出席。"
    names = {"周军", "宋砚舟", "由一帆", "孟知秋", "李晓苇", "霍更舟", "黄砚", "张中帆"}
    assert {person.name for person in find_people(text)} == names


@pytest.mark.parametrize(
    "text", ["副市长周军、财政局、各县区参加。", "县长周军、副县长、各局长参加。", "县长周军、县直属、企业参加。"]
)
def test_a_list_of_bodies_names_nobody_else(text: str) -> None:
    assert [person.name for person in find_people(text)] == ["周军"]


def test_an_office_stands_for_no_name_where_the_name_is_given() -> None:
    assert set(_named("街道办主任薛砚文到码头走访。随后，薛主任讲了隐患。")) == {"薛砚文"}


def test_whoever_reports_did_not_attend() -> None:
    text = "桑坞网讯（桑坞电视台《桑坞新闻》记者 田苇 任舟） 8月12日，全县渡口会议召开，县长汤敏、副县长邱岚出席。"
    reading = read_text(SourceText(text, "utf-8", ""))
    assert reading.meeting is not None
    assert [there["name"] for there in reading.meeting["attending"]] == ["汤敏", "邱岚"]


LISTS = (
    "在主席台就座的领导还有{n}等。",
    "联系人及电话：{n}，0000-1234567",
    "会议听取了桑坞船舶公司{n}关于护岸工程的说明。",
    "县交通局、县渔业局\t{n}\t2026年底前",
    "{n}等市四家班子领导到场。",
)


@pytest.mark.parametrize("frame", LISTS)
@pytest.mark.parametrize("names", [("秦朗渔", "周军", "潘听雨"), ("柏松涛", "林渡生", "魏哲", "欧阳晓梅", "农秋")])
def test_a_list_of_names_needs_no_office(names: tuple[str, ...], frame: str) -> None:
    found = {person.name for person in find_people(frame.format(n="、".join(names)))}
    assert found >= {name for name in names if len(name) < 4}


@pytest.mark.parametrize(
    "text",
    [
        "沿线有沈阳、温州、常德、苏州等市的渡口。",
        "县里盛产黄鱼、金枪鱼、鲍鱼、海带等。",
        "要抓好防汛、抗旱、救灾、渔港、护岸、航道等工作。",
        "这里种植黄芩、白术、党参等药材。",
        "我代表县政府，向今天在渡口评比中被评为先进的单位表示祝贺。",
    ],
)
def test_a_list_of_other_things_names_nobody(text: str) -> None:
    assert find_people(text) == []


@pytest.mark.parametrize("name", ["隽秋渡", "义晚舟", "回知行", "庄稼禾"])
@pytest.mark.parametrize(
    "behind",
    ["主持会议。", "主持并讲话。", "主持，副市长秦朗出席。", "出席会议并指出，要管好渡船。", "强调，要管好渡船。"],
)
def test_behind_an_office_who_leads_is_named_whatever_the_surname(name: str, behind: str) -> None:
    reading = read_text(SourceText(f"3月12日，全市渡口会议召开。市委委员、统战部部长{name}{behind}", "utf-8", ""))
    named = {finding.fields["name"] for finding in reading.findings if finding.kind == "person"}
    assert name in named
    if behind.startswith("主持"):
        assert reading.meeting is not None
        assert reading.meeting["hosts"] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "下面请市长作重要讲话。",
        "书记还将强调，要管好渡船。",
        "主任办公会主持。",
        "副市长召集和主持会议。",
        "县长最后强调，要管好渡船。",
    ],
)
def test_behind_an_office_other_words_name_nobody(text: str) -> None:
    assert find_people(text) == []


def test_a_leader_is_named_in_what_is_called_after_him() -> None:
    named = [person.name for person in find_people("会议强调，要以邓小平理论为指导，学习习近平重要指示。")]
    assert sorted(named) == ["习近平", "邓小平"]


def test_those_there_share_no_name_as_their_office() -> None:
    text = "3月12日，全县渡口动员会在船坞召开。秦朗、何其、柏松涛出席会议，坐在前排。县委副书记周军主持会议。"
    reading = read_text(SourceText(text, "utf-8", ""))
    assert reading.meeting is not None
    assert {there["role"] for there in reading.meeting["attending"] if there["name"] != "周军"} == {None}


def test_an_unlisted_surname_counts_behind_a_verb_of_going_where_the_name_stands_again() -> None:
    text = "10月5日，副县长布晚舟在船厂调研。布晚舟指出，要管好渡船。副县长带头一行到码头。"
    assert [person.name for person in find_people(text)] == ["布晚舟"]


@pytest.mark.parametrize("name", ["宝音都满呼", "额尔敦夫"])
def test_names_by_sound_chair(name: str) -> None:
    text = f"1月9日，旗渡口会议召开，旗人大常委会主任{name}主持会议，副旗长秦朗出席。"
    reading = read_text(SourceText(text, "utf-8", ""))
    assert reading.meeting is not None
    assert reading.meeting["hosts"] == [name]


def test_a_given_name_may_hold_the_word_for_a_town() -> None:
    named = {person.name for person in find_people("县长李镇江就渡口工作征求意见。副县长周镇川、秦朗参加。")}
    assert named == {"李镇江", "周镇川", "秦朗"}
    assert find_people("青石镇党委书记、陶镇镇长参加。") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会议由镇党委尚秋渡主持。", ["尚秋渡"]),
        ("会议由县交通局汤敏同志主持。", ["汤敏"]),
        ("会议由县委主持。", []),
        ("大会选举出穆知行同志为镇人大主席，杜渐、马晚舟两位同志为副镇长。", ["穆知行", "杜渐", "马晚舟"]),
    ],
)
def test_who_chairs_for_a_unit_and_who_is_chosen(text: str, names: list[str]) -> None:
    assert [person.name for person in find_people(text)] == names


@pytest.mark.parametrize("name", ["努尔兰·哈斯木", "阿依古丽·买买提", "周建军"])
def test_a_name_behind_and_is_told_by_what_follows(name: str) -> None:
    said = f"全会听取讨论了汤敏同志代表市委常委会所作的工作报告和{name}同志关于渔业工作的讲话。"
    assert [person.name for person in find_people(said)] == ["汤敏", name]


@pytest.mark.parametrize("does", ["观赛", "现场打分", "点评"])
def test_who_is_invited_to_a_contest(does: str) -> None:
    said = f"比赛邀请市委组织部干部一科科长汤敏{does}。"
    assert [person.name for person in find_people(said)] == ["汤敏"]
