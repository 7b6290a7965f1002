"""The languages a person may read the pages in."""

from luoshi.foundation.terms import Term


class Language(Term):
    """A language of the pages, each named in itself."""

    CHINESE = "zh-hans", "中文", "中文"
    ENGLISH = "en", "English", "English"
