"""Numbers whose digits came apart, or that hold letters, are whole again; other blanks and letters stay."""

import pytest

from luoshi_reading.pipeline import read

WHOLE = (
    "桑坞县渡口检修方案\n2026年10月18日，县渡口办公室印发本方案。到2027年底前，检修渡船120艘、投入3.5亿元，"
    "渡运量增长12%，11个乡镇共建码头2004座。联系电话：0599-2026112。\n"
)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("2026", "2 026"),
        ("2027", "20 2 7"),
        ("2026年10月18日", "2 026 年 1 0 月 1 8 日"),
        ("120艘", "1 20艘"),
        ("3.5亿", "3 .5亿"),
        ("12%", "1 2%"),
        ("2004座", "2\u00a0004座"),
        ("2026年", "2O26年"),
        ("18日", "l8日"),
        ("120艘", "12O艘"),
        ("11个", "1l个"),
    ],
)
def test_one_number(was: str, now: str) -> None:
    broken = WHOLE.replace(was, now, 1).replace("2026年10", "20 26年10")  # which proves the others
    assert read(broken.encode()).repaired.text == read(WHOLE.encode()).repaired.text


@pytest.mark.parametrize(
    "text",
    [
        "渡运情况见表1 3个码头共运旅客。",
        "各渡口采用O2O模式购票，船上装5G和GPS，氧化亚氮即N2O须达标。",
        "值班电话138 0599 2026，传真0599 2026112。",
        "会议于3月6日9:30开始。",
        "检修I类渡船，停用II类渡船。",
    ],
)
def test_other_blanks_and_letters_stay(text: str) -> None:
    assert read(text.encode()).repaired.text == text
