"""What the command line refuses to do; needs no Django."""


class CommandRefused(Exception):
    """A command cannot go on. The message says what happened and what to do; it is all that the person sees."""
