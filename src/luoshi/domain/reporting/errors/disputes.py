"""What is refused of disputes about verified figures (RP12)."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal


class DisputeNotOpen(Refusal):
    """The dispute was answered or withdrawn."""

    chinese = "这一异议已{state}。"
    english = "This dispute is no longer open: {state}."
    status = 409


class NothingVerified(Refusal):
    """Only a verified figure can be disputed."""

    chinese = "该数值尚未核验，不能提出异议。"
    english = "This figure is not verified, so there is nothing to dispute."
    field = "figure"


class SameFigure(Refusal):
    """A dispute claims another figure than the verified one."""

    chinese = "主张的数值与核验值相同。"
    english = "The figure you claim is the verified one."
    field = "claimed"


class DisputeWaiting(Refusal):
    """One open dispute a figure."""

    chinese = "该数值已有待答复的异议。"
    english = "A dispute about this figure waits for its answer already."
    status = 409


class ClaimOutOfRange(Refusal):
    """A claimed figure must be one that could be verified."""

    chinese = "数值超出范围，或小数位数过多。"
    english = "The figure is out of range or has too many decimals."
    field = "claimed"
