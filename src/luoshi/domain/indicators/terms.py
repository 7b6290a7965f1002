"""Which way an indicator is good."""

from luoshi.foundation.terms import Term


class Direction(Term):
    """Whether more or less is better."""

    HIGHER = "higher", "越高越好", "Higher is better"
    LOWER = "lower", "越低越好", "Lower is better"
