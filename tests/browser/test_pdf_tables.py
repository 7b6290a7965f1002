"""Tables that a browser prints to PDF, with and without ruling lines, are read row by row."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from luoshi_reading.pipeline import as_json, read

UNITS = ("市发展改革委", "市财政局", "市交通运输局", "市住房城乡建设局", "市农业农村局")
ROWS = 60


def printed(chromium: Browser, border: str) -> bytes:
    rows = ""
    for n in range(1, ROWS + 1):
        if n % 20 == 1:
            rows += f"<tr><td colspan=5>{'一二三'[n // 20]}、第{n // 20 + 1}类任务</td></tr>"
        first, second, third = (UNITS[(n + k) % 5] for k in range(3))
        rows += (
            f"<tr><td>{n}</td><td>建设第{n}号污水处理设施，完成配套管网{n * 2}公里，同步恢复沿线道路</td>"
            f"<td>{first}</td><td>{second}<br>{third}</td><td>2027年{n % 12 + 1}月底前</td></tr>"
        )
    style = (
        "body{font-family:'Noto Serif CJK SC',serif;font-size:12pt} table{border-collapse:collapse;width:100%}"
        "tr{break-inside:avoid}"
        f"td,th{{border:{border};padding:5px;text-align:left}}"
    )
    headings = "".join(f"<th>{words}</th>" for words in ("序号", "重点任务", "牵头单位", "配合单位", "完成时限"))
    page = chromium.new_page()
    page.set_content(
        f"<meta charset=utf-8><style>{style}</style><h2>槐津市2027年重点任务分解表</h2>"
        f"<table><thead><tr>{headings}</tr></thead>{rows}</table><p>注：由市政府督查室督办。</p>"
    )
    data = page.pdf(format="A4")
    page.close()
    return data


@pytest.mark.parametrize("border", ["1px solid #000", "0"], ids=["ruled", "unruled"])
def test_a_printed_breakdown_gives_its_rows(chromium: Browser, border: str) -> None:
    reading = as_json(read(printed(chromium, border)), with_source=True)
    rows = [c for c in reading["commitments"] if c.get("from_table")]
    assert len(rows) == ROWS
    for n, row in enumerate(rows, 1):
        assert row["quote"] == f"建设第{n}号污水处理设施，完成配套管网{n * 2}公里，同步恢复沿线道路"
        assert reading["source"][row["span"]["start"] : row["span"]["end"]] == row["quote"]
        assert row["lead"] == [UNITS[n % 5]]
        assert row["supporting"] == [UNITS[(n + 1) % 5], UNITS[(n + 2) % 5]]
        assert row["deadline"].startswith(f"2027-{n % 12 + 1:02d}")
        assert row["under"] == f"{'一二三'[(n - 1) // 20]}、第{(n - 1) // 20 + 1}类任务"
