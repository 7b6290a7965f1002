"""Mark findings, so that their passages are found again in other documents (L2). Called in the writer's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.domain.documents.models import Finding, PassageMark
from luoshi.domain.documents.rules import marks_for

_MARKS_AT_ONCE = 5000


def mark_findings(findings: Iterable[Finding]) -> None:
    """Write the marks of new findings."""
    PassageMark.objects.bulk_create(
        [PassageMark(finding=f, value=value) for f in findings for value in marks_for(f.kind, f.quote, f.fields)],
        batch_size=_MARKS_AT_ONCE,
    )


def mark_anew(findings: Iterable[Finding]) -> None:
    """Write the marks of findings whose words changed."""
    changed = list(findings)
    PassageMark.objects.filter(finding__in=changed).delete()
    mark_findings(changed)
