"""The only writers of documents: receive, have read, decide, reshape, undo repairs."""

from luoshi.domain.documents.actions.deciding import Decisions, decide_findings, undo_decision
from luoshi.domain.documents.actions.engine import second_reader
from luoshi.domain.documents.actions.reading import is_stale, read_again, read_document, resume_readings
from luoshi.domain.documents.actions.receiving import Receipt, receive_document, receive_text
from luoshi.domain.documents.actions.repairing import change_repair
from luoshi.domain.documents.actions.reshaping import Selection, edit_finding, merge_with_next, split_finding
from luoshi.domain.documents.actions.second_reading import ask_second_reader, give_second_opinion

__all__ = [
    "Decisions",
    "Receipt",
    "Selection",
    "ask_second_reader",
    "change_repair",
    "decide_findings",
    "edit_finding",
    "give_second_opinion",
    "is_stale",
    "merge_with_next",
    "read_again",
    "read_document",
    "receive_document",
    "receive_text",
    "resume_readings",
    "second_reader",
    "split_finding",
    "undo_decision",
]
