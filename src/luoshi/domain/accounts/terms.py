"""The languages a person may read the pages in, and the steps of the second factor."""

from luoshi.foundation.terms import Term


class Language(Term):
    """A language of the pages, each named in itself."""

    CHINESE = "zh-hans", "中文", "中文"
    ENGLISH = "en", "English", "English"


class SecondFactorStep(Term):
    """What a person does to the own second factor, as the history says it."""

    ADD = "add_second_factor", "开启两步验证", "switched the second factor on"
    DROP = "drop_second_factor", "关闭两步验证", "switched the second factor off"
    RENEW_CODES = "renew_recovery_codes", "更换备用码", "made new recovery codes"
