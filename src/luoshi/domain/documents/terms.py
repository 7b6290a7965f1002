"""States of documents and findings; kinds of both; why a file could not be read."""

from luoshi.foundation.terms import Term


class DocumentState(Term):
    """How far the reading of a document is."""

    WAITING = "waiting", "等待识读", "Waiting"
    READING = "reading", "识读中", "Being read"
    READ = "read", "已识读", "Read"
    FAILED = "failed", "无法识读", "Cannot be read"


class ReadingFailure(Term):
    """Why a document could not be read, and what to do. The values are the engine's error codes, and two of ours."""

    EMPTY = (
        "empty",
        "文件是空的，或只有空白。请确认上传的是最终文件，再重新上传。",
        "The file is empty or holds only white space. Check that it is the final file and upload it again.",
    )
    NOT_TEXT = (
        "not_text",
        "文件内容不是文字，也不是可以打开的格式。请上传 TXT、HTML、DOCX 或带文字的 PDF。",
        "The file holds no text and is no format we open. Upload TXT, HTML, DOCX or a PDF with text.",
    )
    ENCODING_UNDECIDED = (
        "encoding_undecided",
        "无法判断文件使用的编码。请在下面选定编码后重新识读，或另存为 UTF-8 再上传。",
        "The file's encoding cannot be decided. Choose it below and read again, or save the file as UTF-8.",
    )
    PASSWORD_PROTECTED = (
        "password_protected",
        "文件设有打开密码。请去掉密码后另存一份，再上传。",
        "The file asks for a password. Save a copy without the password and upload that.",
    )
    BROKEN = (
        "broken",
        "文件已损坏，无法打开。请用原来的软件打开并另存一份，或把文字粘贴进来。",
        "The file is damaged and cannot be opened. Open it in its own program and save a copy, or paste its text.",
    )
    NO_TEXT_LAYER = (
        "no_text_layer",
        "这份 PDF 只有图片，没有文字。请先做文字识别（OCR），或把文字粘贴进来。",
        "This PDF holds pictures only. Run text recognition (OCR) first, or paste its text.",
    )
    TOO_LARGE = (
        "too_large",
        "文件（或解压后的内容）超过大小限制，正文最多 200 万字。请只保留正文，或拆成几份上传。",
        "The file, or what it unpacks to, is too large: a text may have 2,000,000 characters. Keep the text only.",
    )
    OLD_WORD = (
        "old_word",
        "这是旧版 Word 文件（.doc）。请用 Word 或 WPS 另存为 .docx，再上传。",
        "This is an old Word file (.doc). Save it as .docx and upload that.",
    )
    UNREADABLE = (
        "unreadable",
        "文件无法识读。请把正文粘贴进来，或换一种格式上传。",
        "The file cannot be read. Paste its text, or upload it in another format.",
    )
    FILE_MISSING = (
        "file_missing",
        "存放的原始文件找不到了。请重新上传同一份文件。",
        "The stored original is missing. Upload the same file again.",
    )
    INTERNAL = (
        "internal",
        "识读时程序出错，文件已妥善保存。请重新识读；如果仍然失败，请告诉系统管理员。",
        "Something went wrong while reading; the file is safe. Read it again; if that fails, tell the administrator.",
    )


class Encoding(Term):
    """Encodings that an officer may name where the evidence does not decide."""

    UTF_8 = "utf-8", "UTF-8", "UTF-8"
    GB18030 = "gb18030", "GB18030（简体中文）", "GB18030 (simplified Chinese)"
    BIG5 = "big5", "Big5（繁体中文）", "Big5 (traditional Chinese)"
    UTF_16 = "utf-16", "UTF-16", "UTF-16"


class FindingKind(Term):
    """What was found."""

    FORMULATION = "formulation", "提法", "Formulation"
    TARGET = "target", "指标", "Target"
    COMMITMENT = "commitment", "任务事项", "Commitment"
    PERSON = "person", "人员", "Person"


class FindingState(Term):
    """What the officer made of a finding. Replaced: merged or split or edited into others, which name it as origin."""

    UNDECIDED = "undecided", "待定", "Undecided"
    ACCEPTED = "accepted", "已采纳", "Accepted"
    REJECTED = "rejected", "已排除", "Rejected"
    REPLACED = "replaced", "已替换", "Replaced"


class PassageRelation(Term):
    """How a passage takes up another (L3)."""

    REPEATS = "repeats", "照录", "Repeats"
    ADAPTS = "adapts", "改写", "Adapts"


class ChainPlace(Term):
    """How a passage of an archive stands to the one whose chain is shown (F14)."""

    OWN = "own", "本条", "This one"
    ORIGIN = "origin", "来源", "Comes from here"
    SUCCESSOR = "successor", "后续", "Taken up here"
    BESIDE = "beside", "同见", "Stands here too"


class SetAside(Term):
    """Why a document of an archive was not read. The values are the codes of the archive's table ``errors``."""

    EMPTY = "empty", "空文件", "Empty"
    NOT_TEXT = "not_text", "不是文字文件", "No text"
    ENCODING_UNDECIDED = "encoding_undecided", "编码无法判断", "Encoding undecided"
    PASSWORD_PROTECTED = "password_protected", "设有密码", "Asks for a password"
    BROKEN = "broken", "已损坏", "Damaged"
    NO_TEXT_LAYER = "no_text_layer", "只有图片的 PDF", "PDF of pictures only"
    TOO_LARGE = "too_large", "过大", "Too large"
    OLD_WORD = "old_word", "旧版 Word 文件", "Old Word file"
    UNREADABLE = "unreadable", "系统不让打开", "The system does not let it be opened"
    NESTED_ARCHIVE = "nested_archive", "压缩包套得太深", "Packed too deep"
    BAD_RECORD = "bad_record", "记录格式不对", "Malformed record"
    NO_TEXT_FIELD = "no_text_field", "记录里没有正文", "Record without a text"
    TIME_LIMIT = "time_limit", "读得太久", "Took too long"
    READER_DIED = "reader_died", "使识读进程中断", "Ended the process that read it"
    WORKER_DIED = "worker_died", "使工作进程中断", "Ended its worker"
    ENGINE_FAULT = "engine_fault", "程序出错，请反馈", "A fault of Luoshi: please report it"


class CommitmentLevel(Term):
    """Whether one could report it done."""

    ACTIONABLE = "actionable", "可督办", "Actionable"
    DIRECTIVE = "directive", "原则要求", "Directive"


class DeadlineBasis(Term):
    """How a deadline was resolved; the engine's words."""

    WRITTEN = "written", "原文写明", "Written in full"
    AS_WRITTEN = "as written", "只有文字", "Words only"
    DOCUMENT_YEAR = "the document's year", "按文件年份", "By the document's year"
    QUARTER = "quarter of the document's year", "按文件年份的季度", "By the quarter of the document's year"
    HALF = "half of the document's year", "按文件年份的半年", "By the half of the document's year"
    COUNTED = "counted from the document's year", "自文件年份起算", "Counted from the document's year"
    PLAN = "plan period", "五年规划期末", "End of the five-year plan"
    OWN_PLAN = "the plan's period", "本方案期末", "End of this plan's own period"
    PERIOD = "end of the period", "建设期末", "End of the building period"
    DURATION = "a duration", "只有时长", "A length of time only"
    NO_YEAR = "the document's year is unknown", "文件年份不明", "The document's year is unknown"
    NO_MONTH = "the document's month is unknown", "文件月份不明", "The document's month is unknown"
    PLACEHOLDER = "placeholder", "占位符", "A placeholder"


class DeadlineSource(Term):
    """Where a deadline stands; the engine's words."""

    OWN = "own words", "本句", "In its own words"
    SENTENCE = "sentence", "承上文", "Carried on from the words before it"
    NOTE = "note", "见括注或标注", "In the note beside it"
    HEADING = "heading", "承标题", "In its heading"
    ROW = "row", "见表格本行", "In its row"


class Genre(Term):
    """The kind of a document."""

    COMMUNIQUE = "communique", "全会公报", "Communique"
    NEWS = "news", "会议新闻", "Meeting news"
    SPEECH = "speech", "讲话", "Speech"
    WORK_REPORT = "work_report", "工作报告", "Work report"
    PLAN = "plan", "方案", "Plan"
    NOTICE = "notice", "通知", "Notice"
    MINUTES = "minutes", "会议纪要", "Minutes"
    DECISION = "decision", "决定", "Decision"


class RepairAct(Term):
    """What an officer does with one repair."""

    UNDO = "undo", "撤销修复", "Undo repair"
    REDO = "redo", "恢复修复", "Repair again"


class RepairKind(Term):
    """What a repair mends; the engine's names, and one for those it may learn later."""

    INJECTED_PINYIN = "injected_pinyin", "夹入的拼音", "Injected pinyin"
    SCRIPT = "script", "繁体字", "Traditional characters"
    PUNCTUATION = "punctuation", "标点与全半角", "Punctuation and width"
    SHIFTED_GBK = "shifted_gbk", "错位的汉字", "Shifted characters"
    MOJIBAKE = "mojibake", "乱码", "Garbled characters"
    STREWN_COMMA = "strewn_comma", "散落的逗号", "Strewn commas"
    STREWN_ADVERTISING = "strewn_advertising", "混入的广告", "Strewn advertising"
    MISREAD_DIGIT = "misread_digit", "误认的数字", "Misread digits"
    STRAY_SPACE = "stray_space", "多余空格", "Stray spaces"
    INVISIBLE_CHARACTER = "invisible_character", "不可见字符", "Invisible characters"
    ENTITY = "entity", "代码写法的字符", "Characters written in code"
    MARKUP = "markup", "残留标签和标记", "Leftover tags and marks"
    JOINED_PARAGRAPHS = "joined_paragraphs", "粘连的段落", "Joined paragraphs"
    LOST_INDENT = "lost_indent", "丢失的缩进", "Lost indents"
    SOFT_LINE_BREAK = "soft_line_break", "多余换行", "Stray line breaks"
    TABLE_COLUMNS = "table_columns", "表格分栏", "Table columns"
    OTHER = "other", "其他修复", "Other repairs"


class RepairReason(Term):
    """Why a repair of that kind was made."""

    INJECTED_PINYIN = (
        "injected_pinyin",
        "这个字每次出现后面都跟着括号里的读音，是网站转换时夹进去的，不是原文。",
        "Every time this character appears its reading follows in brackets: a site's converter put it there.",
    )
    SCRIPT = (
        "script",
        "原文用繁体字，识读时转为简体；左边仍保留原样。",
        "The source has traditional characters; they are read as simplified ones and kept as they stand.",
    )
    PUNCTUATION = (
        "punctuation",
        "中文之间的半角标点改为全角，全角数字和字母改为半角。",
        "Half-width marks between Chinese characters become full-width, full-width digits and letters half-width.",
    )
    SHIFTED_GBK = (
        "shifted_gbk",
        "这几个字的编码错开了一个字节；按字节重新对齐后得到原来的字。",
        "These characters were read one byte late; putting the bytes side by side again gives the words.",
    )
    MOJIBAKE = (
        "mojibake",
        "这段文字曾用错误的编码打开；按原编码重新解读，丢失的字节按上下文推断。",
        "This text was once opened in the wrong encoding; it is read again in its own, lost bytes from what is around.",
    )
    STREWN_COMMA = (
        "strewn_comma",
        "紧挨着另一个标点的逗号是网页转换时散落的，予以去除。",
        "A comma right before another mark was strewn there by a site's converter and is taken out.",
    )
    STREWN_ADVERTISING = (
        "strewn_advertising",
        "这是网站被入侵后混进正文的博彩站名，不是原文，予以去除。",
        "The name of a betting site that intruders wrote into the page; it is no part of the document.",
    )
    MISREAD_DIGIT = (
        "misread_digit",
        "数字里的字母是扫描识别时认错的数字，请对照原文核实。",
        "Letters inside a number are digits that scanning misread; check them against the source.",
    )
    STRAY_SPACE = (
        "stray_space",
        "汉字之间、数字内部的空格没有意义，予以去除。",
        "Spaces between Chinese characters or inside a number mean nothing and are taken out.",
    )
    INVISIBLE_CHARACTER = (
        "invisible_character",
        "看不见的控制字符会打断词句，予以去除。",
        "Characters that cannot be seen break words apart and are taken out.",
    )
    ENTITY = (
        "entity",
        "网页或程序代码写法的字符，还原为字符本身。",
        "A character written in the code of a page or a program is read as the character itself.",
    )
    MARKUP = (
        "markup",
        "网页、模板、邮件或表格留下的标签和标记，不是正文。",
        "Tags and marks left over from a page, a template, a letter or a sheet are no part of the text.",
    )
    JOINED_PARAGRAPHS = (
        "joined_paragraphs",
        "两个段落粘在了一起，这里恢复分段。",
        "Two paragraphs had run together; the break is put back.",
    )
    LOST_INDENT = (
        "lost_indent",
        "段首的空格变成了问号，这里恢复为段落开头。",
        "The spaces at a paragraph's start had become question marks; the paragraph begins here.",
    )
    SOFT_LINE_BREAK = (
        "soft_line_break",
        "这个换行来自版面宽度或转换程序，不是分段，接回一行。",
        "The break came from the width of a page or from a program and parts no paragraphs; the line is joined again.",
    )
    TABLE_COLUMNS = (
        "table_columns",
        "用空格或竖线排成的表格，这里按栏分开。",
        "Blanks or strokes part the columns of this table; it is read column by column.",
    )
    OTHER = (
        "other",
        "按上下文修复，请对照原文核实。",
        "Repaired from its surroundings; check it against the source.",
    )


class SecondReading(Term):
    """How a language model's second reading stands, or why there is none. Failures bear the engine's codes."""

    ASKED = "asked", "已发送，等待答复", "Sent; waiting for the answer"
    ANSWERED = "answered", "已答复", "Answered"
    CHANGED = (
        "changed",
        "等待期间文件的修复有改动，答复作废，请重新发送。",
        "Repairs were changed meanwhile; ask again.",
    )
    TOO_LONG = "too_long", "文件太长，没有发送。", "The document is too long; nothing was sent."
    TOO_SLOW = "too_slow", "语言模型没有按时答复。", "The language model did not answer in time."
    NOT_REACHED = "not_reached", "连接不上语言模型。", "The language model cannot be reached."
    REFUSED = "refused", "语言模型拒绝了请求。", "The language model refused the request."
    NOT_AN_ANSWER = (
        "not_an_answer",
        "语言模型的答复不合格式，没有采用。",
        "The answer had the wrong form and was not used.",
    )
    SWITCHED_OFF = "switched_off", "语言模型已停用，没有发送。", "The language model is switched off; nothing was sent."
    FAILED = "failed", "复核时程序出错，文件没有变化。", "Something went wrong; the document is unchanged."
