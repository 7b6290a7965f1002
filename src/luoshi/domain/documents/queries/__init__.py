"""Read documents: what stands in each, how a passage was handed down, and where formulations stand."""

from luoshi.domain.documents.queries.formulations import (
    FormulationLine,
    FormulationUse,
    formulation_lines,
    formulation_uses,
    formulations_seen,
)
from luoshi.domain.documents.queries.lineage import ChainLink, CitedPassage, passage_chain
from luoshi.domain.documents.queries.standing import (
    Progress,
    RepairMade,
    decision_progress,
    documents_found,
    documents_visible_to,
    findings_inside,
    next_to_merge,
    passages_undone,
    repairs_made,
    standing_findings,
    years_of,
)

__all__ = [
    "ChainLink",
    "CitedPassage",
    "FormulationLine",
    "FormulationUse",
    "Progress",
    "RepairMade",
    "decision_progress",
    "documents_found",
    "documents_visible_to",
    "findings_inside",
    "formulation_lines",
    "formulation_uses",
    "formulations_seen",
    "next_to_merge",
    "passage_chain",
    "passages_undone",
    "repairs_made",
    "standing_findings",
    "years_of",
]
