"""The notice by which a batch is issued (交办通知), with the breakdown table as its annex. Always in Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO

from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks.models import Batch
from luoshi.domain.tasks.queries import BreakdownRow, Source
from luoshi.foundation.official_layout import OfficialDocument, official_date
from luoshi.pages.tasks.exports.wording import deadline_text, target_text

HEADS = ("序号", "任务内容", "具体措施及目标", "牵头单位", "配合单位", "完成时限", "责任领导和责任人", "依据文件")
WIDTHS_MM = (10, 58, 43, 27, 28, 28, 19, 12)  # the block's 225 mm
BLANK_DAY = "　　年　月　日"


def write_notice(file: IO[bytes], *, batch: Batch, office: Unit, rows: Sequence[BreakdownRow]) -> None:
    """Write the notice of a batch; what is not decided yet stays blank, to be filled by hand."""
    day = official_date(batch.issued_on) if batch.issued_on else BLANK_DAY
    annex = f"{batch.name}{'分解表' if batch.name.endswith('任务') else '任务分解表'}"
    notice = OfficialDocument(title=f"关于下达{batch.name}的通知")
    notice.issuer_mark(f"{office.name}文件" if len(office.name) < 14 else office.name)
    notice.document_number(batch.document_number or "（发文字号待编）")
    notice.title(f"关于下达{batch.name}的通知")
    notice.addressee("各有关单位")
    notice.paragraph(f"现将{batch.name}（共{len(rows)}项）下达给你们，请对照任务分解表，逐项抓好落实。")
    notice.first_level(
        "一、及时签收。", "牵头单位收到本通知后应当及时签收；认为不属于本单位职责的，应当书面说明理由并退回。"
    )
    notice.first_level(
        "二、按时报告。", "牵头单位对任务落实负总责，按时限报告进展情况；配合单位应当主动配合，提供所需支持。"
    )
    notice.first_level(
        "三、核验销号。", "任务完成后，由牵头单位报告办结并附佐证材料，经核验属实的予以销号，不符合要求的退回重办。"
    )
    notice.attachment_note([annex])
    notice.signature(office.name, day)
    notice.annex_across(label="附件", title=annex)
    papers = _papers(rows)
    cells = [_cells(index, row, papers) for index, row in enumerate(rows, start=1)]
    if papers:
        cells.append(["依据文件：" + "；".join(f"{number}.{paper}" for paper, number in papers.items()) + "。"])
    notice.table(HEADS, cells, widths_mm=WIDTHS_MM, notes={len(rows)}, is_close=True)
    notice.imprint(copies_to="", printed_by=office.name, printed_on=day)
    notice.save(file)


def _papers(rows: Sequence[BreakdownRow]) -> dict[str, int]:
    """Number the documents that tasks rest on in the order of the rows: each is named once, under the table."""
    papers: dict[str, int] = {}
    for row in rows:
        for source in row.sources:
            papers.setdefault(_paper(source), len(papers) + 1)
    return papers


def _paper(source: Source) -> str:
    return f"《{source.title}》" + (f"（{source.document_number}）" if source.document_number else "")


def _cells(index: int, row: BreakdownRow, papers: Mapping[str, int]) -> list[str]:
    target = target_text(row, "zh-hans")
    measures = "\n".join(filter(None, [row.measures, f"目标：{target}" if target else ""]))
    marks = sorted({papers[_paper(source)] for source in row.sources})
    return [
        str(index),
        row.title,
        measures,
        row.lead_unit,
        "、".join(row.supporting_units),
        official_date(row.deadline) if row.deadline else deadline_text(row),
        "\n".join(filter(None, [row.responsible_leader, row.responsible_person])),
        "、".join(map(str, marks)),
    ]
