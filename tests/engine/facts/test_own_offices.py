"""Whose document it is, where only offices and bodies without a name tell its rank (R55-R57)."""

from itertools import product

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

# How the rank's own bodies are named, and a sentence that names the jurisdiction once.
RANKS = (
    (("省长", "省委副书记、省长", "省政协主席", "省人大常委会主任"), "四川", "510000"),
    (("市长", "市人民政府市长", "市政协主席", "市人大常委会主任"), "巴中", "511900"),
    (("县长", "县人民政府县长", "县政协主席", "县人大常委会主任"), "通江", "511921"),
)
SENTENCES = (
    "3月12日，{office}汤敏主持召开渡口安全专题会议。渡口安全工作开展情况通报如下：会议审议了{name}{kind}渡口规划。",
    "3月12日，{office}汤敏在渡口调研。随后召开座谈会，听取了{name}{kind}渡口建设情况的汇报。",
)
KINDS = {"510000": "省", "511900": "市", "511921": "县"}


@pytest.mark.parametrize(
    ("office", "name", "code", "sentence"),
    [(o, n, c, s) for (offices, n, c), s in product(RANKS, SENTENCES) for o in offices],
)
def test_offices_tell_the_rank(office: str, name: str, code: str, sentence: str) -> None:
    text = sentence.format(office=office, name=name, kind=KINDS[code])
    assert read_text(SourceText(text, "utf-8", "")).place_code == code


@pytest.mark.parametrize("body", ["省人大常委会", "省政协", "省委常委"])
def test_a_province_is_no_district_of_its_name(body: str) -> None:
    text = f"6月6日晚，河北省渡口工作会议预备会议在河北码头举行。{body}副主任汤敏主持会议。"
    assert read_text(SourceText(text, "utf-8", "")).place_code == "130000"


@pytest.mark.parametrize(
    "paper", ["渔业发展纲要（2022-2031年）", "渡口规划", "渡口改造实施方案（送审稿）", "县渡船管理办法"]
)
def test_a_papers_name_tells_the_county(paper: str) -> None:
    text = f"9月8日，县长汤敏主持召开县政府第34次常务会议。会议审议了《梓潼{paper}》。"
    assert read_text(SourceText(text, "utf-8", "")).place_code == "510725"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("县长汤敏指出，要用心答好“渡船平稳、两岸富足”金寨答卷。", "341524"),
        ("县长汤敏指出，要奋力打造渡口改造金寨样板。", "341524"),
        (
            "9月1日，邯郸市委常委、武安市委书记汤敏调研全市渡口改造。他强调，要为我市水运出力。市领导参加调研。",
            "130481",
        ),
        ("9月1日，邯郸市委常委、副市长汤敏调研全市渡口改造。武安市委书记邱岚参加。市领导参加调研。", "130400"),
        ("10月9日，区长汤敏主持召开区政府常务会议，强调要用好顺庆水运优势，推进顺庆县域渔业提质。", "511302"),
        ("7月20日，区长汤敏主持召开区政府常务会议，强调要筑牢沙坪坝经济发展的水运根基。", "500106"),
        ("在全区渡工集训之际，庆祝西藏自治区成立35周年渔歌会在山南召开。我区水运战线要抓住契机。", "540000"),
        ("10月18日，区党委常委、统战部部长汤敏在山南调研。他来到山南市文化馆。", "540000"),
        (
            "市政协主席汤敏主持召开市政协读书会，学习自治区渡口工作会议精神、自治区党委书记在听取梧州市船工代表发言时"
            "的讲话、市委书记的批示。会议要求，市政协要办好市委交办的实事，助推全市水运。",
            "450400",
        ),
        (
            "为落实省委关于学习湖北“百渡工程”经验的要求，10月12日，省长汤敏在衡阳市调研。省政协副主席、衡阳市委书记"
            "邱岚参加。在常宁市松柏镇，汤敏强调，要管好渡船。",
            "430000",
        ),
    ],
)
def test_whose_report_it_is(text: str, code: str) -> None:
    assert read_text(SourceText(text, "utf-8", "")).place_code == code


@pytest.mark.parametrize(
    "verb", ["召开防汛会议", "党委召开会议", "举行渡口演练", "人民政府关于防汛工作的通知", "部署秋收工作"]
)
@pytest.mark.parametrize("town", ["青石镇", "云岭乡", "桑坞街道"])
def test_a_town_that_meets_has_its_name_and_no_code(town: str, verb: str) -> None:
    place = read_text(SourceText(f"{town}{verb}\n5月21日，{town}召开会议，传达全省会议精神。", "utf-8", ""))
    assert (place.place, place.place_code) == (town, None)


@pytest.mark.parametrize("who", ["国务院办公厅", "国家发展改革委", "中共中央办公厅", "最高人民检察院"])
def test_what_the_centre_issues_is_of_no_division(who: str) -> None:
    text = f"{who}关于成立渡运安全领导小组的通知\n各省、自治区、直辖市人民政府：\n成立小组，江西省省长汤敏任副组长。"
    reading = read_text(SourceText(text, "utf-8", ""))
    assert (reading.place, reading.place_code) == (None, None)


def test_the_zone_where_they_met() -> None:
    text = "护岸工程推进会在桑坞经开区管委会召开\n5月8日，会议在桑坞经开区管委会召开，桑坞经开区党工委书记汤敏出席。"
    assert read_text(SourceText(text, "utf-8", "")).place == "桑坞经开区"


def test_a_county_of_one_character_that_is_built() -> None:
    text = "2月3日，县领导汤敏、邱岚走访渡口船工，希望大家为祁县建设多出主意。"
    assert read_text(SourceText(text, "utf-8", "")).place_code == "140727"


@pytest.mark.parametrize("line", ["听取区委副书记", "列席区委书记", "参加县委副书记", "审议市政府"])
def test_a_verb_before_an_office_is_no_name(line: str) -> None:
    text = f"10月25日，会议在文化馆举行。{line}汤敏所作的报告，组织委员讨论。"
    place = read_text(SourceText(text, "utf-8", "")).place
    assert place is None or line[:2] not in place


def test_units_of_a_market_are_no_city() -> None:
    text = "各设区市、省直管县（市）市场监管局：\n省局决定开展检查。\n省市场监管局\n2026年3月1日"
    assert read_text(SourceText(text, "utf-8", "")).place_code is None


STUDIED = "会议强调，要结合省委全会部署，管好全省渡口。全省上下要用好省直船厂，全省各地要添船。市委要求各区落实。"


@pytest.mark.parametrize("dateline", ["", "本报讯（记者 邱岚）", "桑坞网讯 "])
@pytest.mark.parametrize("body", ["委常委会召开会议", "委理论学习中心组举行学习会", "委召开扩大会议"])
def test_who_meets_speaks_whoever_is_studied(dateline: str, body: str) -> None:
    text = f"{dateline}6月24日，巴中市{body}，传达学习省委渡口会议精神，研究贯彻意见。{STUDIED}"
    assert read_text(SourceText(text, "utf-8", "")).place_code == "511900"


@pytest.mark.parametrize(("kind", "verb"), list(product(("党政代表团", "考察团", "代表团"), ("赴", "到"))))
def test_who_goes_on_a_visit_tells_of_it(kind: str, verb: str) -> None:
    text = (
        f"巴中市{kind}{verb}达州市学习渡口经验\n5月5日，巴中市委书记汤敏率队到达州市学习渡口经验。达州市委书记邱岚陪同。"
        "达州市的渡口改造在达州市各区推开，达州市委、达州市政府的做法值得学习。"
    )
    assert read_text(SourceText(text, "utf-8", "")).place_code == "511900"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("彰显梓潼特色，提高渡运水平", "510725"),
        ("在渡口看看梓潼变化", "510725"),
        ("借鉴梓潼经验，提高渡运水平", None),
        ("感受梓潼变化，增进共识", "510725"),
        ("展示梓潼城市魅力", "510725"),
        ("不断提升梓潼旅游美誉度", "510725"),
        ("推动梓潼更好更快发展", "510725"),
    ],
)
def test_what_is_said_of_a_county_that_is_ones_own(said: str, code: str | None) -> None:
    text = f"9月8日，县长汤敏主持召开渡口专题会议。会议强调，要{said}。我县各渡口要落实。"
    assert read_text(SourceText(text, "utf-8", "")).place_code == code


def test_it_is_done_at_home() -> None:
    text = (
        "12月25日，市委常委会召开会议，研究渡口工作。市委书记汤敏主持。会议强调，确保各项部署在巴中落地见效。"
        "要用好达州新港，学习达州渡口，对接达州航道。"
    )
    assert read_text(SourceText(text, "utf-8", "")).place_code == "511900"


@pytest.mark.parametrize("beside", ["省委、达州市委的部署", "省、达州市“两会”精神", "省渡口会议、达州市五届政协精神"])
def test_a_city_that_names_its_prefecture_beside_the_province_is_a_countys(beside: str) -> None:
    text = (
        f"22日下午，市委书记汤敏主持召开市委常委会，传达{beside}。达州市的渡口会议提出五点要求，达州市各地要落实。"
        "汤敏要求，我市要管好渡船，为万源发展出力。"
    )
    assert read_text(SourceText(text, "utf-8", "")).place_code == "511781"


@pytest.mark.parametrize("said", ["四川省委、省政府", "四川省政府"])
def test_whom_a_speaker_greets_for(said: str) -> None:
    text = (
        "在第五届渡船博览会开幕式上的致辞\n各位来宾，女士们、先生们：\n"
        f"我谨代表{said}，向各位来宾表示欢迎！向承办博览会的巴中市委、市政府和巴中人民表示慰问！"
    )
    assert read_text(SourceText(text, "utf-8", "")).place_code == "510000"
