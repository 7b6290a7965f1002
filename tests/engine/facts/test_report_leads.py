"""How reports begin: every form of a day in every frame, and every sign of whose report it is (R51-R58)."""

from itertools import product

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import Reading, read_text

DAYS = (
    *("3月12日", "3月12日下午", "3月12日晚", "3月12日至13日", "3月12、13日", "三月十二日", "3月12号", "3月12日早上"),
    *("3月12日上午9时", "3月12日14：30", "3月12日19时30分", "3月12日星期四", "3月12日（星期四）", "2026年三月十二日"),
)
BARE = ("12日", "12日下午")
FRAMES = (
    "{day}，桑坞县召开渡口安全工作会议。",
    "{day}桑坞县召开渡口安全工作会议。",
    "{day}，县长闵知行深入云岭镇调研渡口安全工作。",
    "{day}，桑坞县与南川集团签订合作协议。",
    "{day}，随着一声汽笛，桑坞县渡口改造工程正式开工。",
    "{day}，记者从桑坞县交通局获悉，渡口改造已经开工。",
    "记者{day}从桑坞县交通局获悉，渡口改造已经开工。",
    "本报讯（记者 汤敏）{day}，桑坞县召开渡口安全工作会议。",
    "本报讯　记者汤敏报道：{day}，桑坞县召开渡口安全工作会议。",
    "中国桑坞网讯：{day}，桑坞县召开渡口安全工作会议。",
    "为做好渡口安全工作，{day}，桑坞县召开渡口安全工作会议。",
    "随着汛期临近，渡口安全备受关注。{day}，桑坞县召开渡口安全工作会议。",
    "“一定要把渡口管好！”{day}，县长闵知行在云岭镇检查渡口时说。",
    "桑坞县{day}召开渡口安全工作会议。",
    "县长闵知行{day}主持召开渡口安全工作会议。",
    "桑坞县渡口安全工作会议{day}在县城召开。",
    "桑坞县渡口安全工作会议于{day}在县城召开。",
    "在{day}召开的桑坞县渡口安全工作会议上，县长闵知行强调要压实责任。",
    "今天上午（{day}），桑坞县召开渡口安全工作会议。",
    "今年{day}，桑坞县召开渡口安全工作会议。",
    "●{day}，桑坞县召开渡口安全工作会议。",
)
ORDERED = "\n会议强调，要压实渡口安全责任，管好每一条渡船，落实夜间停航和汛期值守制度，年底前完成改造四十处。"
PAGE = "发布时间：2026-03-13 09:30 来源：桑坞新闻网\n"

PLACES = (
    *(("安吉县", "安吉", "县"), ("麦积区", "麦积", "区"), ("舞钢市", "舞钢", "市"), ("昭苏县", "昭苏", "县")),
    *(("大理白族自治州", "大理", "州"), ("宿州市", "宿州", "市"), ("青浦区", "青浦", "区")),
)
SIGNS = (
    "{all}渡口安全工作会议召开\n来源：{short}新闻网 2026-03-13 09:30\n3月12日，{all}渡口安全工作会议召开。",
    "{all}渡口安全工作会议召开\n来源：{name}交通运输局\n3月12日，{all}渡口安全工作会议召开。",
    "{all}渡口安全工作会议召开_{name}人民政府\n3月12日，{all}渡口安全工作会议召开。",
    "{all}渡口安全工作会议召开\n{short}讯 3月12日，{all}渡口安全工作会议召开。",
    "{all}渡口安全工作会议召开\n本报{short}3月12日电（记者 汤敏）{all}渡口安全工作会议今天召开。",
    "{short}：渡口安全整治取得实效\n3月12日，{all}渡口安全工作会议召开。",
    "全省渡口安全视频会议召开\n3月12日，省政府召开渡口安全视频会议，{name}组织收看，有关负责人参加。",
    "渡口安全工作会议召开\n3月12日，{name}渡口安全工作会议在政府二楼会议室召开。",
)


def _read(text: str) -> Reading:
    return read_text(SourceText(text + ORDERED, "utf-8", ""))


@pytest.mark.parametrize(("frame", "day"), list(product(FRAMES, DAYS)))
def test_the_day_has_the_year_of_its_page_or_none(frame: str, day: str) -> None:
    lead = frame.format(day=day)
    dated = _read(f"渡口安全工作会议召开\n{PAGE}{lead}")
    assert (dated.date, dated.date_partial) == ("2026-03-12", "--03-12")
    alone = _read(f"渡口安全工作会议召开\n{lead}")
    assert (alone.date, alone.date_partial) == ("2026-03-12" if "年三" in day else None, "--03-12")


@pytest.mark.parametrize(("frame", "day"), list(product(FRAMES, BARE)))
def test_a_day_without_a_month_is_the_last_one_before_its_page(frame: str, day: str) -> None:
    assert _read(f"渡口安全工作会议召开\n{PAGE}{frame.format(day=day)}").date == "2026-03-12"


@pytest.mark.parametrize(
    "lead",
    [
        "桑坞县要求3月12日前召开渡口安全工作会议，逐条河道、逐个渡口排查隐患。",
        "桑坞县决定至3月12日召开渡口安全会议，逐条河道、逐个渡口排查隐患。",
        "渡口停航10日，桑坞县交通局说明原因，逐条河道、逐个渡口排查隐患。",
    ],
)
def test_days_until_which_something_is_due_date_nothing(lead: str) -> None:
    assert _read(f"桑坞县部署渡口安全工作\n{lead}").date_partial is None


@pytest.mark.parametrize(("sign", "place"), list(product(SIGNS, PLACES)))
def test_one_sign_tells_the_place(sign: str, place: tuple[str, str, str]) -> None:
    name, short, kind = place
    found = _read(sign.format(name=name, short=short, all="全" + kind)).place
    assert found is not None
    assert found.endswith(name)


@pytest.mark.parametrize("lead", ["3月12日，鼓楼区召开渡口安全工作会议。", "3月12日，鼓楼区渡口安全会议在区政府召开。"])
def test_a_name_that_several_share_has_no_code(lead: str) -> None:
    reading = _read(f"渡口安全工作会议召开\n{lead}")
    assert (reading.place, reading.place_code) == ("鼓楼区", None)


def test_a_department_that_is_asked_is_no_place() -> None:
    assert _read("渡口改造完成\n3月12日，记者从县交通局获悉，渡口改造已经完成。").place is None
