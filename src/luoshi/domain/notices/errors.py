"""What is refused about notices, in both languages."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal


class AddressNotAllowed(Refusal):
    """A webhook's address that may not be called (rule N9)."""

    chinese = "不能使用这个地址：{reason_zh}。请填写办公网内可以访问的 http 或 https 地址。"
    english = "This address cannot be used: {reason_en}. Enter an http or https address on your network."
    field = "address"


class NameMissing(Refusal):
    """A webhook without a name."""

    chinese = "请填写名称，例如“本局工作群”。"
    english = "Enter a name, such as “Bureau chat”."
    field = "name"


class TooManyWebhooks(Refusal):
    """More webhooks than a unit needs."""

    chinese = "每个单位最多设置 {limit} 个网络回调。请先删除不用的。"
    english = "A unit may have {limit} webhooks. Remove one that is not used."
