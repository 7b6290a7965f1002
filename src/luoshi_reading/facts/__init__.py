"""Everything that is found in a repaired text. ``find_facts`` is the one door."""

from luoshi_reading.facts.reading import Facts, find_facts

__all__ = ["Facts", "find_facts"]
