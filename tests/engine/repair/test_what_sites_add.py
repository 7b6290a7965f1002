"""What sites add above, below and within a document, over a report and a paper; and lines that are the document's."""

from itertools import product

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

REPORT = (
    "桑坞县召开渡口安全工作会议\n"
    "3月12日，桑坞县召开渡口安全工作会议，总结去年工作，部署今年任务。县长闵知行出席会议并讲话。\n"
    "会议强调，要压实渡口安全责任，管好每一条渡船，落实夜间停航和汛期值守制度。"
)
PAPER = (
    "关于开展渡口安全整治的通知\n各乡镇人民政府：\n"
    "为加强渡口安全管理，保障群众平安出行，根据有关规定，结合我县实际，现就有关事项通知如下：\n"
    "一、各乡镇要完成渡口标准化改造四十处，全面落实夜间停航制度。"
)
ABOVE = (
    *(
        "新媒体矩阵\n今日:",
        "媒体矩阵",
        "本篇文章326字，读完约1分钟",
        "本文共计1200字，阅读约3分钟",
        "下载地址： 点击此处下载",
    ),
    *("|| 2026-03-23 11:18:04 编辑: 汤敏 审核人:邱岚 阅读次数:2236 |", "数字报", "站内搜索", "[标签:标题]"),
    *(
        "2026-03-13 校对人：汤敏 审核人：邱岚",
        "@page { size: 8.27in 11.69in; margin-left: 1.25in } p.cjk { font-size: 10pt }",
    ),
)
BELOW = (
    *(
        "预览结束，免费获取全文或定制代笔此类文章！",
        "试读已结束，请扫码查看",
        "请点击👉 mbgs777 👈联系老师",
        "👉点击这里",
    ),
    *(
        "以上是网络信息转载，信息真实性自行斟酌。",
        "以上内容均为互联网收集整理。",
        "地址：http://www.example.org/a/15892.html",
    ),
    *(
        "本文链接：https://example.org/1",
        "《渡口讲话》所在栏目：优质范文 > 内容摘要：模板",
        "本文相关关键词：渡口 安全",
    ),
)
OWN = (
    *(
        "以上信息请各单位认真核对，并于3月底前报送。",
        "下载地址由县交通局另行通知。",
        "本文所称渡口，是指县级管理的渡口。",
    ),
    *(
        "审核人员要严格把关，落实责任。",
        "《渡口管理办法》所在章节要组织学习。",
        "{负责人：各乡镇长}要落实责任。",
        "今日工作要今日完成。",
    ),
)


def _text(text: str) -> str:
    return read_text(SourceText(text, "utf-8", "")).repaired.text


@pytest.mark.parametrize(("line", "body"), list(product(ABOVE, (REPORT, PAPER))))
def test_what_stands_above_goes(line: str, body: str) -> None:
    assert _text(f"{line}\n{body}") == body.replace(":", "：")


@pytest.mark.parametrize(("line", "body"), list(product(BELOW, (REPORT, PAPER))))
def test_what_stands_below_goes(line: str, body: str) -> None:
    assert _text(f"{body}\n{line}") == body


@pytest.mark.parametrize(("line", "body"), list(product(OWN, (REPORT, PAPER))))
def test_the_documents_own_lines_stay(line: str, body: str) -> None:
    assert line in _text(f"{body}\n{line}")
    assert line in _text(f"{body}\n{line}\n各乡镇要按月报送渡口安全整治的进展，年底前完成全部改造，确保群众出行安全。")


@pytest.mark.parametrize("day", ["2026年3月12日", "二○二六年三月十二日", "二〇二六年三月十二日"])
@pytest.mark.parametrize("office", ["桑坞县人民政府办公室", "桑坞县交通运输局", "桑坞县防汛抗旱指挥部"])
def test_the_office_over_the_title_signs_as_well(office: str, day: str) -> None:
    paper = f"关于开展渡口安全整治的通知\n{office}\n桑政办〔2026〕31号\n关于开展渡口安全整治的通知\n各乡镇人民政府：\n"
    paper += (
        "《桑坞县渡口安全整治办法（试行）》已经县政府同意，现印发给你们，请按照执行。遇到的问题，请径向县交通局反映。"
    )
    reading = read_text(SourceText(f"{paper}\n{office}\n{day}\n桑坞县渡口安全整治办法（试行）\n", "utf-8", ""))
    assert reading.repaired.text.count(office) == 2
    assert (reading.title, reading.date, reading.publisher) == ("关于开展渡口安全整治的通知", "2026-03-12", office)
