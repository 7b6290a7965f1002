"""What is refused of sheets and programs that hand in lines (RP13, RP16)."""

from __future__ import annotations

from luoshi.foundation.refusals import Refusal


class NotOurSheet(Refusal):
    """A file is not a sheet that was downloaded here (RP13)."""

    chinese = "这不是从本系统下载的填报表，或表头、隐藏的识别列已被修改。请重新下载后填写。"
    english = "This is no sheet downloaded here, or its heads or hidden keys were changed. Download it again."
    field = "file"


class NotAWorkbook(Refusal):
    """A file is no XLSX that can be opened (RP13)."""

    chinese = "这个文件{reason_zh}，没有导入任何内容。请用 Excel 或 WPS 打开后另存为 .xlsx（不设密码）再上传。"
    english = (
        "This file is {reason_en}; nothing was taken. Open it in Excel or WPS, save it as .xlsx without a password."
    )
    field = "file"


class SheetTooLarge(Refusal):
    """A file is larger than any sheet that was downloaded here (RP13)."""

    chinese = "文件有 {size} MB，超过 {limit} MB，没有导入任何内容。填报表里请不要插入图片，佐证材料请在页面上传。"
    english = (
        "The file has {size} MB, more than {limit} MB; nothing was taken. Add pictures on the page, not to the file."
    )
    field = "file"


class AnotherReturnsSheet(Refusal):
    """A sheet belongs to another unit or period (RP13)."""

    chinese = "这张表属于“{unit}”“{period}”，不是本次填报。没有导入任何内容。"
    english = "This sheet is of {unit} for {period}, not this return. Nothing was taken."
    field = "file"


class ReturnUnknown(Refusal):
    """A program names a return that is not its unit's (RP16)."""

    chinese = "本单位没有这一填报表。没有导入任何内容。"
    english = "The unit has no such return. Nothing was taken."
    status = 404


class RowWithoutKey(Refusal):
    """A row was added to the sheet, or its key is gone (RP13)."""

    chinese = "这一行没有识别码，是新增的行。任务和项目由督查部门下达，不能在表中增加。"
    english = "This row has no key: it was added. Tasks and projects are issued by the office, not added in the sheet."


class RowUnknown(Refusal):
    """A row's key was changed or is another's (RP13)."""

    chinese = "这一行的识别码不属于本填报表，可能被改动或来自别的单位。"
    english = "This row's key does not belong to this return: it was changed or comes from another unit."


class RowTwice(Refusal):
    """A row stands twice (RP13)."""

    chinese = "这一行与第 {other} 行是同一事项，请只保留一行。"
    english = "This row speaks of the same thing as row {other}; keep one."


class RowMoved(Refusal):
    """A row's key and name no longer belong together: part of the sheet was sorted (RP13)."""

    chinese = "这一行的名称与识别码对不上，表格可能只排序了一部分。应为“{name}”。"
    english = "This row's name does not fit its key; part of the sheet may have been sorted. It should be “{name}”."


class RowStale(Refusal):
    """A row was changed on the page after the sheet was downloaded (RP13)."""

    chinese = "表格下载之后，{who} 又在系统中修改了这一行，此行未导入。请重新下载，或直接在页面上修改。"
    english = "{who} changed this line here after the sheet was downloaded, so the row is not taken. Download it again."


class HeadsChanged(Refusal):
    """A column of the sheet was moved, added or renamed (RP13)."""

    chinese = "{column} 列的表头应为“{wanted}”，现为“{found}”。请恢复表头或重新下载。没有导入任何内容。"
    english = "The head of column {column} should be “{wanted}”; it is “{found}”. Nothing was taken: download it again."
    field = "file"


class TokenUnknown(Refusal):
    """A key for programs is unknown or revoked (RP16)."""

    chinese = "接口密钥无效或已停用。"
    english = "The key is unknown or revoked."
    status = 401


class CallUnreadable(Refusal):
    """A program's call is not of the documented form (RP16)."""

    chinese = "请求内容有误：{what}。"
    english = "The call is not of the documented form: {what}."
    status = 400
