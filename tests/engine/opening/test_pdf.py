"""Chinese PDFs with fonts of every make are read; a locked one says so, and one whose password is empty opens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from luoshi_reading.errors import PasswordProtected
from luoshi_reading.pipeline import as_json, read
from tests.engine.damage.files import pdf_file
from tests.engine.damage.pdf_fonts import locked_pdf, mapped_pdf

TEXT = (
    "澜江县人民政府关于做好冬季供暖工作的通知\n"
    "各乡镇人民政府，县政府各部门：\n"
    "一、县住房城乡建设局要于2026年10月31日前完成老旧管网更换12公里，供暖前全部通水试压。\n"
    "二、县财政局安排补助资金300万元，按工程进度拨付。\n"
    "澜江县人民政府\n"
    "2026年9月8日\n"
)
ORDERS = [
    "县住房城乡建设局要于2026年10月31日前完成老旧管网更换12公里，供暖前全部通水试压",
    "县财政局安排补助资金300万元，按工程进度拨付",
]


@pytest.mark.parametrize("made", [pdf_file, mapped_pdf], ids=["a predefined font", "codes and a ToUnicode map"])
def test_a_chinese_pdf_is_read_whatever_its_font(made: Callable[[str], bytes]) -> None:
    reading = as_json(read(made(TEXT), name="通知.pdf"))
    assert reading["text"].split("\n")[0] == "澜江县人民政府关于做好冬季供暖工作的通知"
    assert [order["quote"] for order in reading["commitments"]] == ORDERS


def test_a_locked_pdf_is_refused_with_one_clear_line() -> None:
    with pytest.raises(PasswordProtected, match="protected by a password") as refused:
        read(locked_pdf(TEXT, "geheim"), name="通知.pdf")
    assert "\n" not in str(refused.value)


def test_a_pdf_that_is_encrypted_without_a_password_is_read() -> None:
    reading = as_json(read(locked_pdf(TEXT, ""), name="通知.pdf"))
    assert [order["quote"] for order in reading["commitments"]] == ORDERS
