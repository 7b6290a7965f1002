"""What sites add above, below and within a document, over a report and a paper; and lines that are the document's."""

from itertools import product

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

REPORT = (
    "桑坞县召开渡口安全工作会议\n"
    "3月12日，桑坞县召开渡口安全工作会议，总结去年工作，部署今年任务。县长闵知行出席会议并讲话。\n"
    "会议强调，要压实渡口安全责任，管好每一条渡船，落实夜间停航和汛期值守制度。"
)
PAPER = (
    "关于开展渡口安全整治的通知\n各乡镇人民政府：\n"
    "为加强渡口安全管理，保障群众平安出行，根据有关规定，结合我县实际，现就有关事项通知如下：\n"
    "一、各乡镇要完成渡口标准化改造四十处，全面落实夜间停航制度。"
)
ABOVE = (
    *(
        "新媒体矩阵\n今日:",
        "媒体矩阵",
        "本篇文章326字，读完约1分钟",
        "本文共计1200字，阅读约3分钟",
        "下载地址： 点击此处下载",
    ),
    *("|| 2026-03-23 11:18:04 编辑: 汤敏 审核人:邱岚 阅读次数:874 |", "数字报", "站内搜索", "[标签:标题]"),
    *(
        "2026-03-13 校对人：汤敏 审核人：邱岚",
        "@page { size: 5.83in 8.50in; margin-left: 0.90in } p.wide { font-size: 12pt }",
    ),
)
ABOVE += (
    *("admin | 46次围观", "生活5317人已围观", "桑坞县政府信息公开", "桑坞日报（汉）/2026 年/3 月/13 日/第 001 版"),
    *("状态:有效 发布日期:2026-03-13 生效日期: 2026-03-13\n发布部门: 桑坞县交通局\n发布文号: 桑交发[2026]5号",),
    *("船期一网通查 渡口随时可问\n您现在的位置：首页 > 新闻 > 文字新闻", "桑坞网 > 桑坞新闻\n您的位置: 桑坞新闻"),
    "用户名 密码\n记住我\n全县站 [进入乡镇]\n发布免费问答\n您的位置首页 >> 文件库 >> 文件正文",
)
BELOW = (
    *(
        "预览结束，索取全稿或约写同类文稿请留言！",
        "试读已结束，请扫码查看",
        "请点击👉 dkwg046 👈联系客服",
        "👉点击这里",
    ),
    *(
        "以上是网络信息摘录，真假请读者自辨。",
        "以上内容均为互联网收集整理。",
        "地址：http://www.example.org/a/40317.html",
    ),
    *(
        "本文链接：https://example.org/1",
        "《渡口讲话》所在栏目：讲稿选读 > 内容摘要：样稿",
        "本文相关关键词：渡口 安全",
    ),
)
ABOVE += (*("2026-03-13\n来自：交通运输部网站", "桑报平台\n这已经是最后一期了哦！\n我知道了", "![]()", "今日13版"),)
ABOVE += (
    *("時 間\n——/\n分 享\n評 論", "今天是：2026年03月13日", "您的位置首页  农技水产  船市", "T小字 T大字"),
    "2026-03-13 09:17:07 记者 汤敏 报道 桑坞日报/桑坞网 0",
)
BELOW += (
    *("更多桑坞新闻资讯，请关注“桑坞微发布”", "评论功能已关闭"),
    *("2026-03-13 2 2 桑坞日报 content_70248.html 1 3 本市要闻 /enpproperty-->", "评论留言"),
    "新闻推荐\n我县积极备战防汛\n桑坞新闻，守着河湾说人情。一天一天记下来，写的都是邻里，照的都是渡口的灯火！",
    *("分享让更多人看到", "汤敏摄影报道", "汤敏、邱岚 图文报道"),
    *("本文仅代表作者本人的看法，与xx无关。\n本文系作者授权xxx刊登，转载须先征得同意。", "桑坞客户端下载"),
    *(
        "来源：桑坞新闻\n标题：桑坞县渡口会议\n地址：http://www.example.org/1.html",
        "相关稿件\n03007005016000000000000002240000",
    ),
    *("值班编辑:汤敏\n讲好桑坞故事 传播桑坞声音\n欢迎关注 “桑坞交通”微信公众号", "【纠错】 [责任编辑: 汤敏 ]"),
)
ABOVE += (
    "专栏名称: 桑坞发布\n目录\n相关文章推荐\n26慢读  ›  专栏  ›  桑坞发布",
    "桑坞发布  · 公众号  · 桑坞  · 2026-03-13 12:49\n\n正文",
    "• 信息索引号:\n\n11990000012345678K/2026-40816\n\n• 文件登记号:\n\n• 有效性:\n\n有效",
    "网站首页|加入收藏|设为首页 欢迎您来到渡口安全网",
)
ABOVE += (
    *("导航", "水运导报    图说    云岭    船厂    码头    文库    榜单    运价    旅游    渔市"),
    "加入时间:2026-3-13 7:42:05  来源:桑坞传媒·桑坞早报客户端",
)
ABOVE += (
    *(
        "打印此页 关闭窗口",
        "还没有评论，快来说两句",
        "版次：01",
        "页面执行速度0.0031秒",
        "决议决定",
        "船讯网--桑坞水运信息网",
    ),
    *("【字号：\n大\n中\n小\n】", "全屏 还原 减小 】", "放大 原大 缩小 打印", "》》点击图片进入专题《《", "分享文章到"),
    *(
        "> 政务公开 > 法规文件 > 县政府文件",
        "数字报\n2026年3月13日",
        "2026年03月13日 星期五",
        "微信 微博 电脑版",
        "| 打印",
    ),
    "当前位置：首页 > 领导讲话\n领导讲话  发文时间:2026-03-13 08:58:00   浏览次数:",
)
BELOW += (
    *(
        "桑坞融媒体记者：汤敏/文",
        "（新闻来源：桑坞县融媒体中心 转载：汤敏） |",
        "（桑坞在线编辑：汤敏）",
        "（本报记者 林秋渡）\n|",
    ),
    *("请您注意：桑坞网版权与免责声明：", "图文解读：渡口整治办法2026第2号", "第一时间为您推送渡口消息"),
    *("https://img.example.org/a/10087/202601/d359.jpg", "相关词条\n热门词条\n联络我们"),
)
ABOVE += (
    *(
        "桑坞日报·桑坞客户端记者 汤敏 通讯员 邱岚",
        "第A1版：要闻总第217期 >2026-03-13编印",
        "第RB02版： 渔报02版",
        "EN",
        "DUKOU",
    ),
    *(
        "刊发日期:2026-03-13 阅读次数: 作者:  语音阅读:",
        "会场 图片来源:桑坞县新闻中心",
        "03-13 素材网",
        "桑坞规章 > 正文阅览",
    ),
    "2026年03月13日\n第A03版:要闻\n本市要闻",
)
BELOW += (
    *(
        "电话咨询\n邮件咨询\n在线地图\nQQ客服",
        "智能推荐\n政府信息公开 政务服务",
        "（桑坞日报）",
        "全媒体记者：汤敏 邱岚",
    ),
    *("GMT+8, 2026-5-28 20:36", "Powered by Discuz! X3.5", "【我要纠错】责任编辑：汤敏", "留言与评论（共有 条评论） |"),
    *("本报记者 汤 敏 见习记者 邱 岚 摄", "（未完，全文共2010字，当前显示249字）", "关于本站 | 广告发布 |"),
)
OWN = (
    *(
        "以上信息请各单位认真核对，并于3月底前报送。",
        "下载地址由县交通局另行通知。",
        "本文所称渡口，是指县级管理的渡口。",
    ),
    *(
        "审核人员要严格把关，落实责任。",
        "《渡口管理办法》所在章节要组织学习。",
        "{负责人：各乡镇长}要落实责任。",
        "今日工作要今日完成。",
    ),
)


def _text(text: str) -> str:
    return read_text(SourceText(text, "utf-8", "")).repaired.text


@pytest.mark.parametrize(("line", "body"), list(product(ABOVE, (REPORT, PAPER))))
def test_what_stands_above_goes(line: str, body: str) -> None:
    assert _text(f"{line}\n{body}") == body.replace(":", "：")


@pytest.mark.parametrize(("line", "body"), list(product(BELOW, (REPORT, PAPER))))
def test_what_stands_below_goes(line: str, body: str) -> None:
    assert _text(f"{body}\n{line}") == body


@pytest.mark.parametrize(("line", "body"), list(product(OWN, (REPORT, PAPER))))
def test_the_documents_own_lines_stay(line: str, body: str) -> None:
    assert line in _text(f"{body}\n{line}")
    assert line in _text(f"{body}\n{line}\n各乡镇要按月报送渡口安全整治的进展，年底前完成全部改造，确保群众出行安全。")


LEAD = REPORT.split("\n")[1]


@pytest.mark.parametrize("label", ["", "简介", "摘要：", "导读：", "核心提示："])
@pytest.mark.parametrize("length", [30, 44])
@pytest.mark.parametrize("end", [" ...", "……", "…"])
def test_the_first_words_given_above_go(label: str, length: int, end: str) -> None:
    headline, rest = REPORT.split("\n", 1)
    assert _text(f"{headline}\n{label}{LEAD[:length]}{end}\n{rest}") == REPORT


@pytest.mark.parametrize(
    "text",
    [
        "桑坞县第六届渡工大会今天开幕\n桑坞县第六届渡工大会今天开幕，县长汤敏到会讲话，各乡镇的渡工参加会议。",
        "各乡镇要管好渡船，确保群众出行安全。\n各乡镇要管好渡船，确保群众出行安全，年底前完成全部改造任务。",
        "摘要\n各乡镇要管好渡船，确保群众出行安全，年底前完成全部改造任务。",
    ],
)
def test_what_only_begins_alike_stays(text: str) -> None:
    assert _text(text) == text


def test_a_headline_over_the_way_through_the_site_stays_where_it_is_the_only_one() -> None:
    text = f"桑坞县召开渡口安全工作会议\n您现在的位置：首页 > 新闻 > 文字新闻\n{LEAD}"
    assert _text(text) == f"桑坞县召开渡口安全工作会议\n{LEAD}"


@pytest.mark.parametrize("roles", ["版面设计、校对", "责任编辑", "编辑/校对", "供稿", "撰稿 摄影"])
@pytest.mark.parametrize("mark", ["：", ":"])
def test_credits_glued_to_the_last_sentence_go(roles: str, mark: str) -> None:
    assert _text(f"{REPORT}{roles}{mark}汤敏 邱岚") == REPORT


@pytest.mark.parametrize(
    "line",
    ["要落实责任。责任单位：县交通局", "要抓好落实。校对工作由汤敏负责", "要落实。审核：由县局负责办理登记手续等"],
)
def test_what_a_sentence_adds_stays(line: str) -> None:
    assert line in _text(f"{REPORT}\n{line}")


@pytest.mark.parametrize("kind", ["讲话", "主持词", "致辞稿", "通知"])
@pytest.mark.parametrize("blank", ["", " "])
def test_a_headline_glued_to_the_first_words_goes(kind: str, blank: str) -> None:
    title = f"县长汤敏在全县渡口安全会议上的{kind}"
    body = "今天，我们召开会议，研究渡口安全工作，部署汛期值守，各乡镇要管好每一条渡船，落实夜间停航制度。"
    assert _text(f"{title}\n标签: #渡口\n{title}{blank}{body}") == f"{title}\n{body}"


def test_a_sentence_about_the_paper_keeps_its_name() -> None:
    text = "县长汤敏在全县渡口安全会议上的讲话\n县长汤敏在全县渡口安全会议上的讲话精神要传达到位，各乡镇要管好渡船。"
    assert _text(text) == text


@pytest.mark.parametrize("marks", ["???", "??? ", "????"])
def test_question_marks_for_an_indent_go(marks: str) -> None:
    headline, *paragraphs = REPORT.split("\n")
    assert _text("\n".join([headline, *(marks + paragraph for paragraph in paragraphs)])) == REPORT


STREWN = (
    "2月4日下午，,县委副书记,、县长闵知行主持召开渡口安全会议,，县委常委,、副县长邱岚出席会议,。\n"
    "会议强调，，要管好渡船,、渡口,，压实责任,。"
)


def test_commas_strewn_before_marks_go() -> None:
    plain = "2月4日下午，县委副书记、县长闵知行主持召开渡口安全会议，县委常委、副县长邱岚出席会议。\n"
    assert _text(STREWN) == plain + "会议强调，要管好渡船、渡口，压实责任。"


@pytest.mark.parametrize(
    "text", ["要压实责任，，管好渡船。各乡镇要落实到位。", "要压实责任，。\n要管好渡船，，落实到位。"]
)
def test_a_comma_typed_twice_is_no_system(text: str) -> None:
    assert len(_text(text)) == len(text)


def test_a_blank_line_between_parts_what_stands_above_the_text() -> None:
    text = f"桑坞县渡工代表团举行预备会议\n\n21.05.2026 08:15\n\n  桑坞县代表团举行会议\n\n  选举汤敏为领队\n\n  {LEAD}"
    assert _text(text).startswith("桑坞县渡工代表团举行预备会议\n桑坞县代表团举行会议\n")


def test_the_headline_told_below() -> None:
    tail = "来源：桑坞新闻\n标题：桑坞县召开渡口会议\n地址：http://www.example.org/1.html"
    assert read_text(SourceText(f"{LEAD}\n{tail}", "utf-8", "")).title == "桑坞县召开渡口会议"


@pytest.mark.parametrize("day", ["2026年3月12日", "二○二六年三月十二日", "二〇二六年三月十二日"])
@pytest.mark.parametrize("office", ["桑坞县人民政府办公室", "桑坞县交通运输局", "桑坞县防汛抗旱指挥部"])
def test_the_office_over_the_title_signs_as_well(office: str, day: str) -> None:
    paper = f"关于开展渡口安全整治的通知\n{office}\n桑政办〔2026〕31号\n关于开展渡口安全整治的通知\n各乡镇人民政府：\n"
    paper += (
        "《桑坞县渡口安全整治办法（试行）》已经县政府同意，现印发给你们，请照此办理。渡口上有疑问，可先与县交通局联系。"
    )
    reading = read_text(SourceText(f"{paper}\n{office}\n{day}\n桑坞县渡口安全整治办法（试行）\n", "utf-8", ""))
    assert reading.repaired.text.count(office) == 2
    assert (reading.title, reading.date, reading.publisher) == ("关于开展渡口安全整治的通知", "2026-03-12", office)


@pytest.mark.parametrize("number", ["桑府〔2026〕27号", "桑政办发〔2026〕6号 "])
def test_a_number_before_a_title_that_stands_again_goes_with_it(number: str) -> None:
    headline, rest = PAPER.split("\n", 1)
    text = _text(f"{number}《{headline}》\n浏览量：  时间：2026-03-13 04:23:12\n《{headline}》\n{rest}")
    assert text == f"《{headline}》\n{rest}"


def test_two_offices_that_sign_as_they_head_stay() -> None:
    offices = "桑坞县渡口工作委员会\n桑坞县渡口管理委员会"
    text = f"{offices}\n关于印发《渡口整治方案》的通知\n各镇人民政府：\n请认真执行。\n{offices}\n2026年3月15日\n{LEAD}"
    assert _text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f"2026年3月10日\n县长汤敏在全县渡口会议上的讲话\n同志们：\n{LEAD}",
        f"2026年3月10日\n桑坞县渡口整治方案\n{LEAD}",
        f"桑坞县渡口管理意见\n2026年3月10日\n各乡镇要管好渡船，确保群众出行安全，年底前完成全部改造任务。\n{LEAD}",
    ],
)
def test_a_day_that_may_be_the_documents_own_stays(text: str) -> None:
    assert _text(text) == text


def test_a_day_between_a_headline_and_its_report_goes() -> None:
    headline, rest = REPORT.split("\n", 1)
    assert _text(f"{headline}\n2026年3月13日\n{rest}") == REPORT


def test_reporters_behind_each_part_of_a_digest_go() -> None:
    parts = [f"■{LEAD}", f"■{LEAD.replace('12日', '11日')}", f"■{LEAD.replace('12日', '10日')}"]
    credited = "\n".join(
        f"{part}（{who}）" for part, who in zip(parts, ("见习记者汤敏", "记者 邱岚", "桑坞网记者俞山"), strict=True)
    )
    assert _text(credited) == "\n".join(parts)


@pytest.mark.parametrize("name", ["林秋渡", "高晚舟", "闵知行"])
def test_a_writer_behind_the_end_may_have_any_usual_surname(name: str) -> None:
    assert _text(f"{REPORT}（{name}）") == REPORT


@pytest.mark.parametrize("aside", ["（安全科）", "（林业局）", "（高质量）", "（任务单）"])
def test_a_unit_or_a_word_behind_the_end_stays(aside: str) -> None:
    assert _text(f"{REPORT}{aside}") == REPORT + aside


def test_paragraphs_that_stand_twice_go() -> None:
    long = LEAD + "各乡镇要按月报送渡口安全整治的进展，年底前完成全部改造，确保群众出行安全。"
    assert _text(f"{long}\n{REPORT}\n{long}") == f"{long}\n{REPORT}"


def test_what_a_forum_says_of_where_it_found_the_text_goes() -> None:
    assert _text(f"【本新闻由桑坞信息港搜集自网络，请联系本站删除】 {LEAD}") == LEAD


def test_the_hour_of_a_forum_dates_nothing() -> None:
    reading = read_text(SourceText(f"{LEAD}\nGMT+8, 2031-5-28 20:36", "utf-8", ""))
    assert (reading.date, reading.date_partial) == (None, "--03-12")


def test_a_dispatch_that_says_message_has_its_day() -> None:
    reading = read_text(
        SourceText("桑坞网消息 10月18日，青石镇召开渡口安全工作会。会议指出，要管好渡船。", "utf-8", "")
    )
    assert reading.date_partial == "--10-18"


@pytest.mark.parametrize("strewn", ["r: G0 h/ l2 i: o0 d", "; G) X3 q. r/ q", "4 o+ }1 f3 o2 X3 Q B9 B"])
def test_short_pieces_that_a_forum_strews_go(strewn: str) -> None:
    headline, *rest = REPORT.split("\n")
    assert _text("\n".join([headline, *(strewn + line for line in rest)])) == REPORT
    assert _text("\n".join([headline, *rest, strewn])) == REPORT


@pytest.mark.parametrize("line", ["1 2 3 4 5 6 7 8 9", "a b c d", "ISO 9001 A B C D E F 认证要落实。"])
def test_numbers_and_letters_that_say_something_stay(line: str) -> None:
    assert line in _text(f"{LEAD}\n{line}\n{LEAD.replace('12日', '11日')}")
