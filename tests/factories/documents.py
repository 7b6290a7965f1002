"""Documents with findings, made without the engine: the words and places are the test's own."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.actions.marking import mark_findings
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import DocumentState, FindingKind
from luoshi.domain.organizations.models import Unit

RECEIVED = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)

SOURCE = (
    "云岭市召开农业农村工作推进会\n"
    "会议强调，要建成清溪灌区二期工程，新增灌溉面積(jī)3万亩。"
    "市农业农村局要制定种子基地管理办法，市发改委配合。"
    "各级各部门要强化责任担当。\n"
    "要实施“三水同治”，到2027年底完成12条河道整治。\n"
)


def make_document(
    jurisdiction: Unit, received_by: Account, *, source: str = SOURCE, findings: bool = True, **fields: Any
) -> Document:
    """Write a document that has been read; the pinyin in the sample text stands as one repair."""
    repairs = []
    place = source.find("積(jī)")
    if place >= 0:
        repairs.append(
            {
                "kind": "injected_pinyin",
                "span": {"start": place, "end": place + 5},
                "was": "積(jī)",
                "now": "积",
                "why": "reading_after_every_occurrence",
                "certain": True,
            }
        )
    document = Document.objects.create(
        jurisdiction=jurisdiction,
        received_by=received_by,
        **{
            "received_at": RECEIVED,
            "file_name": "会议.txt",
            "file": "documents/00/none.txt",
            "size": len(source.encode()),
            "sha256": hashlib.sha256(source.encode()).hexdigest(),
            "state": DocumentState.READ,
            "progress_percent": 100,
            "read_at": RECEIVED,
            "encoding": "utf-8",
            "title": "云岭市召开农业农村工作推进会",
            "genre": "news",
            "source": source,
            "text": source.replace("積(jī)", "积").strip(),
            "reading": {
                "schema": "luoshi.reading/1",
                "encoding": "utf-8",
                "script": "simplified",
                "repairs": repairs,
                "noise": [],
                "outline": [],
                "meeting": {
                    "name": "农业农村工作推进会",
                    "start": "2026-11-19",
                    "end": "2026-11-19",
                    "hosts": ["林望"],
                },
            },
            **fields,
        },
    )
    if findings and source == SOURCE:
        for kind, words, its in SAMPLE_FINDINGS:
            make_finding(document, kind, words, **its)
    return document


SAMPLE_FINDINGS: list[tuple[FindingKind, str, dict[str, Any]]] = [
    (
        FindingKind.COMMITMENT,
        "要建成清溪灌区二期工程，新增灌溉面積(jī)3万亩",
        {"level": "actionable", "instrument": "project", "owner": None, "lead": [], "supporting": []},
    ),
    (
        FindingKind.TARGET,
        "新增灌溉面積(jī)3万亩",
        {"indicator": "新增灌溉面积", "comparator": "=", "value": 3.0, "unit": "万亩", "deadline": None},
    ),
    (
        FindingKind.COMMITMENT,
        "市农业农村局要制定种子基地管理办法，市发改委配合",
        {
            "level": "actionable",
            "instrument": "policy",
            "owner": "市农业农村局",
            "lead": ["市农业农村局"],
            "supporting": ["市发改委"],
        },
    ),
    (FindingKind.COMMITMENT, "各级各部门要强化责任担当", {"level": "directive", "instrument": None}),
    (FindingKind.FORMULATION, "三水同治", {"text": "三水同治", "count": 3, "members": None}),
    (
        FindingKind.COMMITMENT,
        "要实施“三水同治”，到2027年底完成12条河道整治",
        {"level": "actionable", "instrument": "project", "deadline": "2027", "deadline_text": "到2027年底"},
    ),
    (
        FindingKind.TARGET,
        "到2027年底完成12条河道整治",
        {"indicator": "河道整治", "comparator": "=", "value": 12.0, "unit": "条", "deadline": "2027"},
    ),
]


def make_finding(document: Document, kind: FindingKind, words: str, *, heading: str = "", **fields: Any) -> Finding:
    """Write a finding at the first place where its words stand in the source."""
    start = document.source.index(words)
    finding = Finding.objects.create(
        document=document,
        kind=kind,
        start=start,
        end=start + len(words),
        quote=words.replace("積(jī)", "积"),
        heading=heading,
        fields=fields,
        confidence=0.9,
    )
    mark_findings([finding])
    return finding


def commitments(document: Document) -> list[Finding]:
    """The document's standing commitments in the order of the source."""
    found = Finding.objects.filter(document=document, kind=FindingKind.COMMITMENT).exclude(state="replaced")
    return list(found.order_by("start", "id"))
