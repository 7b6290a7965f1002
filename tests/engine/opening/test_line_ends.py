"""Line ends inside the texts of a page: those that part paragraphs stay, those of the file alone do not."""

from __future__ import annotations

import pytest

from luoshi_reading.opening.html import text_of_html

FIRST = "桑坞县渡口检修十月底前完成，由县交通局逐船验收。"
SECOND = "逾期未修的一律停航，由乡镇劝返过渡的车辆和行人。"


@pytest.mark.parametrize(
    "body",
    [
        f"<pre>{FIRST}\n{SECOND}</pre>",
        f"<div>{FIRST}\r\n{SECOND}</div>",
        f"<div>　　{FIRST}\n　　{SECOND}</div>",
        f"<span style='display: block'>{FIRST}</span><span style='display:block'>{SECOND}</span>",
        f"<table><tr><td><p>{FIRST}</p><p>{SECOND}</p></td></tr></table>",
    ],
)
def test_paragraphs_stay_apart(body: str) -> None:
    lines = text_of_html(f"<html><body>{body}</body></html>".encode()).split("\n")
    assert [line.strip("　") for line in lines] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{FIRST[:9]}\n{FIRST[9:]}</p>",
        f"<p>{FIRST[:9]}<span>{FIRST[9:]}</span></p>",
        f"<p>\n  {FIRST}\n</p>",
        f"<pre></pre><p>{FIRST[:9]}\n{FIRST[9:]}</p>",
    ],
)
def test_line_ends_of_the_file_are_blanks(body: str) -> None:
    text = text_of_html(f"<html><body>{body}</body></html>".encode())
    assert text.replace(" ", "") == FIRST


def test_readings_above_characters_are_no_text() -> None:
    page = "<p><ruby>溇<rp>(</rp><rt>lóu</rt><rp>)</rp></ruby>水渡口的标牌要注音。</p>"
    assert text_of_html(page.encode()) == "溇水渡口的标牌要注音。"
