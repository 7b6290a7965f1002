"""What can go wrong when a file is opened, each with a stable code that an interface can translate."""


class ReadingError(Exception):
    """A file that cannot be read.

    ``code`` is stable and is what an interface translates; ``str(error)`` is one clear English line that
    says what happened and what to do.
    """

    code = "unreadable"


class EmptyFile(ReadingError):
    """The file holds no bytes, or no characters but white space."""

    code = "empty"


class NotText(ReadingError):
    """The bytes are no text in any encoding we know, nor a file format we open."""

    code = "not_text"


class EncodingUndecided(ReadingError):
    """Several encodings fit and the evidence does not decide between them."""

    code = "encoding_undecided"


class PasswordProtected(ReadingError):
    """A DOCX or PDF that wants a password."""

    code = "password_protected"


class BrokenFile(ReadingError):
    """A DOCX, PDF or HTML file whose structure is damaged beyond opening."""

    code = "broken"


class NoTextLayer(ReadingError):
    """A PDF of pictures: it wants recognising first."""

    code = "no_text_layer"


class TooLarge(ReadingError):
    """Larger, or larger once unpacked, than the stated limit."""

    code = "too_large"


class NoSecondOpinion(Exception):
    """The second reader gave no opinion; the reading itself stands. ``code`` is stable, the text one English line."""

    def __init__(self, code: str, said: str) -> None:
        self.code = code
        super().__init__(said)
