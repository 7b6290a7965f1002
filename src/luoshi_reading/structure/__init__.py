"""What a document is made of: paragraphs, sentences, clauses, headings, document number, signature."""

from luoshi_reading.structure.clauses import Clause, Sentence, split_sentences
from luoshi_reading.structure.direct_speech import find_speeches, unquoted
from luoshi_reading.structure.outline import Outline, read_outline

__all__ = ["Clause", "Outline", "Sentence", "find_speeches", "read_outline", "split_sentences", "unquoted"]
