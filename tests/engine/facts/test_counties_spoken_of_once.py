"""Counties told by nothing but their spoken name or a rare full name, and what cities say of themselves. R55-R58."""

from __future__ import annotations

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read_text


def place_code(text: str) -> str | None:
    code: str | None = as_json(read_text(SourceText(text, "utf-8", "")))["place_code"]
    return code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # once, within a slogan, and beside a river that has a city's name in its own
        (
            "3月2日，县委书记汤敏主持召开渔业会议。会议强调，要打响“鲜味霞浦”品牌，我县各级各部门要抓紧修船。",
            "350921",
        ),
        (
            "全县要兴建围栏，做大辽河源养殖区，壮大东辽柞蚕产业。全县新建码头12座，各乡镇要落实管护责任。",
            "220422",
        ),
        # one that other words hold as well, of which something is said; 友好 is no district there
        ("3月2日，区委召开常委会会议，学习致两国友好大会的贺信。要建设具有王益特色的渔业，全区要抓紧。", "610202"),
        (
            "市里召开会议后，福州市督查。3月2日，代区长汤敏主持召开会议，要求全区抓好长乐高质量发展的各项渔业工作。",
            "350112",
        ),
        # twice, where nothing tells the rank
        (
            "（一）加快渔业发展。新建寻甸渔港12座。（二）修复河道，严格管护清水河流域（寻甸段），争创市级绿美河湖。",
            "530129",
        ),
        # a full name of two characters behind a word
        ("3月2日，我县召开渔业会议。县长汤敏强调，要扭转泸县渔业发展的被动局面。", "510521"),
        # a name that ends as rivers do, and a county of a municipality that became a district
        ("3月2日，县委书记汤敏主持召开渔业会议。会议强调，垫江渔业要迈上新台阶，全县要抓紧修船。", "500231"),
        ("3月2日，区委书记汤敏主持召开渔业会议。会议强调，璧山渔业要迈上新台阶，全区要抓紧修船。", "500120"),
        # an ordinary word beside its city, and a county that became a city
        (
            "3月2日，区委书记汤敏主持召开会议，传达学习重庆市委全会精神，研究我区贯彻意见。要推动南岸高质量发展，全区要抓紧。",
            "500108",
        ),
        (
            "3月2日，市委书记汤敏主持召开会议，研究我市贯彻意见。会议强调，要建设现代化新监利，全市上下要抓紧。",
            "421088",
        ),
        # 吉林省 is no 吉林市
        ("3月2日，市委书记汤敏主持召开会议，传达学习吉林省委全会精神，要推动长春高质量发展，全市要抓紧。", "220100"),
        # 全市 with two of its counties
        ("全市渔业会议召开。市长汤敏强调，要抓好霞浦渔港和柘荣茶园建设，全市上下要抓紧。", "350900"),
        # the capital of the one province named
        (
            "3月2日，市委书记汤敏主持召开会议，学习视察山西重要讲话精神。全市上下要担当省会责任，修好渡口。",
            "140100",
        ),
        # a county city, told by its leaders and behind its prefecture
        (
            "继省、阳江市和阳春市渔业大会相继召开后，3月2日，我市举行渔业比武。阳江市人大常委会副主任汤敏，"
            "阳春市委书记、市长邱岚，市人大常委会主任尚秋渡出席。",
            "441781",
        ),
    ],
)
def test_a_county_is_told_by_its_spoken_name_alone(text: str, code: str) -> None:
    assert place_code(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "全县各乡镇要每周至少巡查一次。搬迁安置要在汛期前完成，全县要推进易地搬迁。",
        "我县党政代表团赴霞浦考察学习。全县要学习霞浦经验，抓好渔港建设。",
        "全县要引导农户、县级合作社抓好生产。全县新建霞浦路码头12座。",
        "3月2日，县委书记汤敏主持召开会议，学习视察山西重要讲话精神。全县要抓好霞浦品牌。",
        "全市上下要抓好渔业。市长汤敏强调，要提升全市渔业的省会级水平。",
    ],
)
def test_what_only_sounds_like_a_county_tells_none(text: str) -> None:
    assert place_code(text) is None


def test_the_government_and_the_committee_are_no_district() -> None:
    text = "3月2日，代区长汤敏主持召开会议，确保上级党委、政府和区委决策部署落实落细。全区要抓好防汛。"
    assert as_json(read_text(SourceText(text, "utf-8", "")))["place"] is None


def test_a_town_may_be_called_after_a_wall() -> None:
    text = "3月2日，地城镇召开防汛会议。镇长汤敏强调，要落实责任，抓好巡查。"
    assert as_json(read_text(SourceText(text, "utf-8", "")))["place"] == "地城镇"


ABOVE = (
    "市委常委会召开会议\n3月2日，市委书记汤敏主持召开市委常委会会议，传达学习{above}，研究我市贯彻意见。"
    "会议强调，要{what}，全市要抓紧。"
)


@pytest.mark.parametrize(
    ("above", "what", "code"),
    [
        ("泉州市委全会精神", "推动石狮高质量发展", "350581"),
        ("百色市委全会精神", "讲好平果故事", "451082"),
        ("省委、广安市委部署要求", "为华蓥发展作出更大贡献", "511681"),
        # two of its counties, none, and its own
        ("泉州市委全会精神", "推动石狮、晋江高质量发展", "350500"),
        ("泉州市委全会精神", "推动渡口高质量发展", "350500"),
        ("省委全会精神", "推动泉州高质量发展，支持石狮修好渡口", "350500"),
        ("省委全会精神", "讲好平果故事", "451082"),
    ],
)
def test_a_countys_city_obeys_its_prefecture(above: str, what: str, code: str) -> None:
    assert place_code(ABOVE.format(above=above, what=what)) == code


MET = "3月2日，县委书记汤敏主持召开渔业会议。汤敏强调，全县要落实责任，抓紧修船。"


@pytest.mark.parametrize(
    "page",
    [
        *(f"县委召开渔业会议\n来源：{account}\n{MET}" for account in ("云上开化", "开化宣传", "开化TV", "微开化")),
        *(
            f"县委召开渔业会议\n{MET}\n{credit}"
            for credit in ("（开化融媒 汤敏）", "（汤敏 开化报道）", "编辑：开化融媒")
        ),
        *(f"{title}\n{MET}" for title in ("开化召开渔业会议", "【开化】县委召开渔业会议", "县委召开渔业会议（开化）")),
        *(f"{title}\n{MET}" for title in ("开化头条｜县委召开渔业会议", "县委召开渔业会议-开化新闻网")),
    ],
)
def test_a_common_word_is_a_countys_name_as_whose_page_it_is(page: str) -> None:
    assert place_code(page) == "330824"


@pytest.mark.parametrize(
    "page",
    [
        f"县委召开渔业会议\n来源：宣传在线\n{MET}",
        f"县委召开渔业会议\n{MET}\n（汤敏 邱岚）",
        f"县委召开渔业会议\n来源：开化宣传\n{MET}\n（长兴融媒 汤敏）",
        f"县委召开渔业会议（和平）\n{MET}",
        f"县委召开渔业会议\n推进土壤开化\n{MET}",
    ],
)
def test_what_names_nobodys_page(page: str) -> None:
    assert place_code(page) is None


def test_a_banner_of_three_characters_has_a_new_chapter() -> None:
    text = "3月2日，旗委书记汤敏主持召开会议。会议强调，要谱写阿巴嘎新篇章，全旗要抓紧修船。"
    assert place_code(text) == "152522"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("市领导调研渔业\n3月2日，市委书记汤敏到寿光市调研渔业。寿光市要抓好渡口。市领导参加。", "370700"),
        ("市领导调研渔业\n3月2日，市委书记汤敏深入寿光市督导防汛，推动潍坊高质量发展。寿光市要抓好渡口。", "370700"),
        # its own leader in a town, and one who goes to learn
        ("市领导调研渔业\n3月2日，市委书记汤敏到青石镇调研。寿光市要抓好渡口。寿光市领导参加。", "370783"),
        # whose leaders come
        ("莆田市领导来我县调研渔业\n3月2日，莆田市副市长邱岚来我县调研，县长汤敏陪同。要推动仙游发展。", "350322"),
        # a name of two characters before its town
        ("城关镇召开防汛会议\n3月2日，城关镇召开防汛会议。全镇要落实责任。\n（冠县城关镇）", "371525"),
    ],
)
def test_who_goes_where_tells_whose_report_it_is(text: str, code: str) -> None:
    assert place_code(text) == code
