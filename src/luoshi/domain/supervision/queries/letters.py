"""Letters that went out, and the words that the next ones are written in."""

from __future__ import annotations

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import jurisdiction_of, within
from luoshi.domain.organizations.terms import UnitKind
from luoshi.domain.supervision.models import LetterTemplate
from luoshi.domain.supervision.rules.letters import OUR_LETTERS, LetterWords
from luoshi.domain.supervision.terms import StepKind


def letter_words(jurisdiction: Unit, kind: StepKind) -> LetterWords:
    """Give the jurisdiction's own words for a kind of letter, else the product's."""
    own = LetterTemplate.objects.filter(jurisdiction=jurisdiction, kind=kind).first()
    return LetterWords(own.title, own.body, own.number_word) if own else OUR_LETTERS[kind]


def office_name(jurisdiction: Unit) -> str:
    """Give the name under which a jurisdiction's supervision speaks: its office, else itself."""
    offices = Unit.objects.filter(within([jurisdiction.path]), kind=UnitKind.OFFICE, is_active=True).order_by("path")
    own = [unit for unit in offices if jurisdiction_of(unit).pk == jurisdiction.pk]
    named = [unit.name for unit in sorted(own, key=lambda unit: "督查" not in unit.name)]
    return named[0] if named else jurisdiction.name
