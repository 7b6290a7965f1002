"""What imports refuse, in both languages."""

from luoshi.foundation.refusals import Refusal


class RunNotOpen(Refusal):
    """The import's state does not allow the step."""

    chinese = "这次导入当前为“{state_zh}”，不能进行这一步。请刷新页面查看最新状态。"
    english = "This import is now “{state_en}”, so this step is not open. Reload to see where it stands."
    status = 409


class FieldTwice(Refusal):
    """Two columns were matched with one field (IM5)."""

    chinese = "“{field_zh}”匹配了两列：{columns}。每个字段只能匹配一列，请把其中一列改为“不导入”。"
    english = "“{field_en}” is matched with two columns: {columns}. Set one of them to “Do not import”."
    field = "matching"


class FieldMissing(Refusal):
    """A field that every row needs has no column (IM5)."""

    chinese = "没有为“{field_zh}”选择列。这一项必须有，请选择对应的列。"
    english = "No column is chosen for “{field_en}”, which every row needs."
    field = "matching"


class SheetUnknown(Refusal):
    """The file has no such sheet or row."""

    chinese = "文件中没有所选的工作表或表头行。请重新选择。"
    english = "The file has no such sheet or header row. Choose again."
    field = "sheet"


class FileTooLarge(Refusal):
    """The file is larger than what is taken in."""

    chinese = "“{name}”为 {size_mb} MB，超过 {limit_mb} MB 的上限。请删去无关的工作表、图片后再上传。"
    english = "“{name}” has {size_mb} MB, above the limit of {limit_mb} MB. Remove unneeded sheets and pictures."
    field = "file"


class FileKindRefused(Refusal):
    """The file is no sheet."""

    chinese = "“{name}”不是可以导入的表格。请上传 .xlsx、.xls 或 .csv 文件；其他格式请先另存为 .xlsx。"
    english = "“{name}” is no sheet that can be read. Send .xlsx, .xls or .csv; save other kinds as .xlsx first."
    field = "file"


class FileUnreadable(Refusal):
    """The file is damaged, protected by a password, or not what its name says."""

    chinese = "“{name}”无法打开：{why_zh}"
    english = "“{name}” cannot be opened: {why_en}"
    field = "file"


class SheetEmpty(Refusal):
    """There is nothing in the file."""

    chinese = "“{name}”中没有任何内容。"
    english = "There is nothing in “{name}”."
    field = "file"
