"""What documents refuse, in both languages."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal


class EmptyUpload(Refusal):
    """No bytes, or pasted text of white space only."""

    chinese = "“{name}”是空的，没有收下。请确认选择的是最终文件，再上传一次。"
    english = "“{name}” is empty and was not received. Check that it is the final file and upload it again."
    field = "files"


class UploadTooLarge(Refusal):
    """Larger than the limit for one file."""

    chinese = "“{name}”有 {size_mb} MB，超过单个文件 {limit_mb} MB 的上限，没有收下。请只保留正文，或拆成几份上传。"
    english = (
        "“{name}” has {size_mb} MB, more than the {limit_mb} MB allowed for one file, and was not received. "
        "Keep only the text, or split it into parts."
    )
    status = 413
    field = "files"


class NotReadable(Refusal):
    """Reading again is offered only where reading failed or stood still."""

    chinese = "这份文件已经识读完成，或正在识读，不需要重新识读。"
    english = "This document has been read or is being read; there is no need to read it again."
    status = 409


class NotYetRead(Refusal):
    """Decisions need a finished reading."""

    chinese = "这份文件还没有识读完成。请等识读结束后再处理。"
    english = "This document has not been read yet. Wait until the reading is finished."
    status = 409


class FindingDecided(Refusal):
    """Someone decided, changed or merged the finding meanwhile."""

    chinese = "{who}已在{when}处理了这一条（{state}），你的操作没有执行。列表已更新为最新状态。"
    english = (
        "{who} dealt with this one at {when} ({state_english}); your action was not carried out. "
        "The list is up to date."
    )
    status = 409
    finding_id: int = 0  # which one, for a page that shows several


class NoDecisionNeeded(Refusal):
    """People are shown, not decided on."""

    chinese = "人员信息只供查看，不需要采纳或排除。"
    english = "People are shown for reference; they need no decision."


class NothingToUndo(Refusal):
    """The finding stands as the engine found it."""

    chinese = "这一条没有可以撤销的操作。"
    english = "There is nothing to undo on this one."
    status = 409


class PartsDecided(Refusal):
    """Undoing an edit, merge or split needs all parts undecided."""

    chinese = "拆分出的另一条已经处理或改动过。请先撤销那一条的处理，再撤销拆分。"
    english = "Another part of the split has been decided or changed. Undo that first, then undo the split."
    status = 409


class NothingToMerge(Refusal):
    """No undecided finding of the kind follows."""

    chinese = "后面没有同类的待定条目可以合并。"
    english = "No undecided one of the same kind follows to merge with."


class TooFarApart(Refusal):
    """The two would take in too much that lies between them."""

    chinese = "两条之间隔了 {gap} 个字，超过 {limit} 个字，不能合并成一条。"
    english = "There are {gap} characters between the two, more than {limit}; they cannot become one."


class NoSplitThere(Refusal):
    """A split leaves words on both sides."""

    chinese = "不能在这里拆分：两边都要有文字。请选择句中的位置。"
    english = "It cannot be split there: both parts need words. Choose a place inside the sentence."
    field = "position"


class WordsNotFound(Refusal):
    """The words typed do not stand in the document."""

    chinese = "文件里找不到这段文字。引文必须与文件一字不差；请在左边选中文字，或改回原文。"
    english = (
        "These words do not stand in the document. A quotation must match it to the letter; "
        "select the words on the left, or restore the original."
    )
    field = "quote"


class UnknownDeadline(Refusal):
    """A deadline that is neither a year, a month nor a day."""

    chinese = "时限要写成 2026、2026-06 或 2026-06-30 的样子，或者留空。"
    english = "Write the deadline as 2026, 2026-06 or 2026-06-30, or leave it empty."
    field = "deadline"


class RepairUnknown(Refusal):
    """No repair stands at that place, or it is already as asked."""

    chinese = "这处修复已经不在了，或已经是你要的状态。请刷新页面查看。"
    english = "This repair is gone, or already as you asked. Reload the page to see."
    status = 409


class ArchiveMissing(Refusal):
    """No archive is called so, or its folder is gone."""

    chinese = "找不到档案“{name}”。文件夹可能已被移走或改名，请系统管理员查看 LUOSHI_ARCHIVE 的设置。"
    english = (
        "The archive “{name}” is not there. Its folder may have been moved or renamed; "
        "ask the system administrator to look at LUOSHI_ARCHIVE."
    )
    status = 404


class ArchiveForeign(Refusal):
    """The folder was not written by ``luoshi archive``, or writing it has not begun."""

    chinese = (
        "文件夹“{name}”不是 luoshi archive 生成的档案，或刚刚开始生成。"
        "请稍后刷新；如果仍是这样，请系统管理员换一个文件夹。"
    )
    english = (
        "The folder “{name}” was not written by luoshi archive, or has only just been begun. Reload in a moment; "
        "if it stays so, ask the system administrator to name another folder."
    )


class ArchiveOfOtherFormat(Refusal):
    """The folder is of an older or newer format."""

    chinese = "档案“{name}”是用另一个版本的落实生成的，这个版本打不开。请系统管理员用 luoshi archive --again 重新生成。"
    english = (
        "The archive “{name}” was written by another version of Luoshi and cannot be opened by this one. "
        "Ask the system administrator to write it anew with luoshi archive --again."
    )


class ArchiveDamaged(Refusal):
    """The journal or a part file is broken, missing or not readable."""

    chinese = "档案“{name}”的文件已损坏、缺失，或没有读取权限，打不开。请系统管理员检查文件夹，或重新生成这份档案。"
    english = (
        "Files of the archive “{name}” are damaged, missing or not readable, so it cannot be opened. "
        "Ask the system administrator to check the folder, or to write the archive anew."
    )


class ArchiveAskedTooMuch(Refusal):
    """The question took longer, or more memory, than it may."""

    chinese = "档案“{name}”太大，{seconds} 秒内没有查完。请换更长的词，或先选定年份、文种、地区。"
    english = (
        "The archive “{name}” is large and the search did not end within {seconds} seconds. "
        "Use a longer word, or choose a year, a kind or a place first."
    )
    status = 503


class NoSecondReader(Refusal):
    """The installation has no language model, or its setting is wrong."""

    chinese = "本系统没有接入语言模型，文件没有发送到任何地方。需要时请系统管理员设置。"
    english = "No language model is connected; nothing was sent anywhere. An administrator can set one up."
    status = 409


class SecondReaderAsked(Refusal):
    """Its answer is still to come."""

    chinese = "已经请语言模型复核，正在等待答复，不需要再次发送。"
    english = "The language model has been asked already and its answer is still to come."
    status = 409
