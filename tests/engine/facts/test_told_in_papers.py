"""What a paper narrates or judges, promises without a verb at the head, announces, and stops in (R104-R107)."""

from __future__ import annotations

import pytest

from luoshi_reading.pipeline import as_json, read

NOTICE = (
    "关于做好渔港防汛工作的通知\n各县区人民政府，市直有关部门：\n为做好今年渔港防汛工作，现就有关事项通知如下：\n"
    "一、压实防汛责任。各县区要明确责任人，4月底前完成隐患排查。{said}\n二、加强值守。严格执行24小时值班制度。\n"
)
PLAN = (
    "云岭市渔港提升实施方案\n为加强渔港管理，结合我市实际，制定本方案。\n一、主要任务\n"
    "（一）改善泊位条件。新建停泊点3处，改造旧码头5座。{said}\n（二）强化安全监管。建立船舶动态台账，每月开展一次检查。\n"
)
SPEECH = (
    "在全市渔业工作会议上的讲话\n（2026年3月12日）\n闵知行\n同志们：\n今天我们召开全市渔业工作会议，主要任务是总结去年工作，"
    "安排今年任务。下面，我讲三点意见。\n一、认清形势，增强信心。\n{said}\n二、突出重点，抓好落实。\n"
    "各县区要加快渔港建设，年底前建成停泊点3处。\n"
)
REPORT = (
    "政府工作报告\n——2026年1月12日在云岭市第六届人民代表大会第一次会议上\n市长 秦听澜\n各位代表：\n"
    "现在，我代表市人民政府向大会报告工作，请予审议。\n二、2026年重点工作\n（一）做强渔业。建设渔港3座，改造冷库5座。{said}\n"
)
NEWS = (
    "云岭市召开渔业工作会议\n本报讯（记者 汤敏）3月12日，云岭市召开渔业工作会议。市委书记闵知行出席会议并讲话。\n"
    "闵知行强调，要提高思想认识，切实增强做好渔业工作的责任感。{said}\n"
)
STORY = (
    "云岭市召开渔业工作会议\n本报讯（记者 汤敏）3月12日，云岭市召开渔业工作会议，总结去年工作，部署今年任务。"
    "市委书记闵知行出席会议并讲话。\n{said}\n"
)
MINUTES = (
    "云岭市人民政府常务会议纪要\n2026年3月12日，市长秦听澜主持召开市政府常务会议。现将会议议定事项纪要如下：\n"
    "一、关于渔港扩建。会议议定，由市水利局牵头编制扩建方案，6月底前报市政府审定。{said}\n"
)


def added(form: str, said: str) -> list[str]:
    """What is found in a text because of one sentence."""
    before = {c["quote"] for c in as_json(read(form.format(said="").encode()))["commitments"]}
    found = [c["quote"] for c in as_json(read(form.format(said=said).encode()))["commitments"]]
    return [quote for quote in found if quote not in before]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (NOTICE, "市委常委、统战部部长闵知行主持会议。"),
        (NOTICE, "会议推选闵知行担任代表团团长，汤敏、秦听澜担任副团长。"),
        (NOTICE, "会上，双方共同签署港口合作备忘录，并为渔业联盟揭牌。"),
        (NOTICE, "市委副书记、市长秦听澜向与会记者介绍新一届政府班子并讲话。"),
        (
            REPORT,
            "云岭融媒4月2日讯（首席记者 汤敏）今（2）日，云岭市河长办与桑坞市河长办在云岭举行河长制工作联席会议。",
        ),
        (PLAN, "跨市河道管护联席会议，2日下午在云岭举行。云岭融媒记者 汤敏摄"),
        (REPORT, "签约仪式上，市文旅局与三家企业签订游轮经营协议。"),
        (SPEECH, "在上个月的座谈会上，县长秦听澜对各金融机构提出明确要求。"),
        (PLAN, "水文台专家指出，入汛以来过程雨量偏大，水位偏高。"),
        (NOTICE, "初步测算，今年全市渔业总产值约为38亿元。"),
        (PLAN, "连日来，市水利部门对58座水库开展汛前检查，建立问题台账，确保安全度汛。"),
        (NOTICE, "3月4日上午，县教育局汤敏一行到桑坞中学开展督查。"),
        (NOTICE, "5月2日，市指挥部就调整停航范围有关事项下发通知。"),
        (NOTICE, "市水利局，汤敏，联系电话：0771-1234567"),
        (NOTICE, "发布时间：2026-04-02"),
        (NOTICE, "更多渔业资讯，请关注桑坞发布"),
        (REPORT, "融媒记者为您梳理渔业看点。"),
        (NOTICE, "会议应出席市六届人大代表212人。"),
    ],
)
def test_a_paper_that_tells_what_happened_orders_nothing(form: str, said: str) -> None:
    assert added(form, said) == []


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (NOTICE, "5月10日前，各县区召开动员会议。"),
        (NOTICE, "会上，各县区要汇报排查情况。"),
        (PLAN, "由市水利局主持召开协调会议，研究泊位分配办法。"),
        (PLAN, "与相邻三市签署河道管护协议，设立联合河长办。"),
        (NOTICE, "集中培训于2026年5月11日至5月20日在市委党校举行。"),
    ],
)
def test_what_is_to_be_held_or_signed_is_an_order(form: str, said: str) -> None:
    assert added(form, said)


@pytest.mark.parametrize(
    "said",
    [
        "对渔民的付出，应予充分肯定。",
        "对大家的努力应给予充分肯定。",
        "防汛救灾关系人民生命财产安全，关系粮食安全、社会安全。",
        "我们坚信，有广大渔民撑腰，一定能够完成渔港建设任务。",
        "建设生态渔港已经成为广大渔民的普遍要求。",
        "创建文明渔港来不得半点虚假。",
        "加快渔港环路建设有利于带动群众致富，有利于提升城市形象。",
        "确定这些指标，既体现进取的劲头，又保持稳妥的步子。",
        "目前，全市渔业贷款余额为46亿元。",
        "全市240家水产企业中，信用社支持的企业占63%，成为支农主力军。",
        "渔港清淤时一项长期的系统工程。",
        "请大家鼓掌欢迎。",
        "大家都很辛苦。",
        "有关部门对清淤十分重视，主动开展对接。",
        "转产转业，既要有好政策作支撑。",
        "渔民上岸是人心所向。",
        "信用社涉渔贷款余额9亿元。",
        "这充分体现了市委坚持严管渔业安全、决不允许任何人违规出海的坚定态度。",
    ],
)
def test_judgements_and_amounts_order_nothing(said: str) -> None:
    assert added(SPEECH, said) == []


@pytest.mark.parametrize(
    "said",
    [
        "谁违约，就罚谁。",
        "谁砸渔业的牌子，就砸谁的饭碗。",
        "渔民安置房今年再建600套。",
        "渔港公交年内再开3条。",
        "渔民子女入学与城里孩子一视同仁。",
        "第一，服务上说到做到。",
        "该补的补，该改的改。",
        "能办的马上办，不能办的讲清原因。",
        "工作中切实做到敢抓敢管，不当老好人，避免走形式。",
        "建议从“查船”向“管人”延伸。",
        "可以先在两个渔港试点，成熟了再推开。",
        "有条件的乡镇可以组建联合社。",
        "具体来说，就是建立一套覆盖全市渔船的动态监管机制。",
        "具体而言，就是围绕渔民上岸的需要，新建安置点3处。",
        "今年的主线就是以渔港建设为抓手，扩大有效投资，确保实现全年目标。",
    ],
)
def test_short_promises_of_a_speech_are_orders(said: str) -> None:
    assert len(added(SPEECH, said)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "去年渔民安置房建了600套。",
        "谁都知道，渔业是块硬骨头。",
        "说到底，安全就是效益。",
        "渔业就是桑坞的立身之本。",
        "有两条建议写得很实。",
        "有代表建议开通渔港公交，我们认为很好。",
    ],
)
def test_what_only_sounds_like_them_is_none(said: str) -> None:
    assert added(SPEECH, said) == []


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (
            PLAN,
            "采取集中学习、宣讲等形式，深入学习水域保护的重要论述，使渔民认识到保护水域就是保护饭碗，护好渔场就是护好家业，自觉遵守禁渔规定。",
        ),
        (NEWS, "要以宣讲聚共识，讲清楚禁渔十年是渔业长远发展的根本所在，不断增进渔民认同。"),
        (PLAN, "加强警示教育，让船主懂得超载就是犯罪，自觉守法经营。"),
        (PLAN, "镇政府召开动员会，各村也要召开村民会议。"),
    ],
)
def test_what_is_to_be_made_known_stays_with_its_order(form: str, said: str) -> None:
    assert added(form, said)[0].startswith(said[:6])


def test_points_that_are_announced_keep_who_has_to_do_them() -> None:
    said = "闵知行要求各镇要紧密围绕渔业安全，着重抓好以下几项工作：一是加强巡查，消除隐患；二是做好培训，提高素质。"
    found = as_json(read(STORY.format(said=said).encode()))["commitments"]
    assert [c["quote"][:4] for c in found] == ["加强巡查", "做好培训"]
    assert [c["owner"] for c in found] == ["各镇", "各镇"]


@pytest.mark.parametrize(
    "said", ["要抓好几个方面的工作。一要抓紧清淤。二要抓紧护岸。", "最后强调两点。一要抓紧清淤。二要抓紧护岸。"]
)
def test_a_sentence_that_only_announces_is_none(said: str) -> None:
    assert added(SPEECH, said) == ["抓紧清淤", "抓紧护岸"]


@pytest.mark.parametrize(
    "said",
    [
        "据了解，此次清查将于5月中旬启动，9月收尾。",
        "此次普查将完成全市野生水产资源调查和渔民访谈工作。",
        "市水利局负责人介绍，此次清淤行动将重点整治12条河道，清运淤泥40万方。",
    ],
)
def test_the_work_that_is_told_of_is_to_come(said: str) -> None:
    assert len(added(STORY, said)) == 1


@pytest.mark.parametrize(
    "said", ["此次比赛将吸引200名选手参赛。", "此次降雨将持续到周末。", "本次展销会将持续到6月底。"]
)
def test_but_no_contest_and_no_weather(said: str) -> None:
    assert added(STORY, said) == []


@pytest.mark.parametrize(
    "said",
    [
        "凡省定指标高于市定指标的，以省定指标作为考核标准。",
        "自愿上岸的渔民按原定标准安置。",
        "举报奖励资金按程序纳入本级财政预算。",
        "自2026年4月10日起，渔港实行封闭施工。",
        "违反停航规定的，处500元以上2000元以下罚款。",
    ],
)
def test_rules_without_a_word_of_obligation(said: str) -> None:
    assert added(NOTICE, said) == [said.rstrip("。")]


def test_minutes_agree_from_where_money_comes() -> None:
    said = "原则同意从市级涉渔资金中安排800万元用于泵站改造，由市财政局按进度拨付。"
    assert added(MINUTES, said) == ["从市级涉渔资金中安排800万元用于泵站改造，由市财政局按进度拨付"]


@pytest.mark.parametrize("opens", ("", "在工作上"))
def test_what_is_clear_is_not_who_speaks(opens: str) -> None:
    said = f"{opens}要目标清楚，责任明确，步骤稳妥。"
    assert added(NEWS, said) == [said.rstrip("。")]


def test_a_notice_that_passes_on_a_paper_may_hope() -> None:
    text = (
        "关于转发渔港检查通报的通知\n各县区人民政府：\n现将市水利局《渔港检查情况通报》转发给你们，"
        "希望你们针对通报中的问题，认真研究，切实整改。\n云岭市人民政府办公室\n2026年4月2日\n"
    )
    found = [c["quote"] for c in as_json(read(text.encode()))["commitments"]]
    assert found == ["希望你们针对通报中的问题，认真研究，切实整改"]


def test_a_speaker_with_a_long_name() -> None:
    text = STORY.format(said="副旗长那顺巴特尔到渔场检查。那顺巴特尔说，要加快护岸工程建设。")
    assert "要加快护岸工程建设" in [c["quote"] for c in as_json(read(text.encode()))["commitments"]]


def test_what_the_centre_demanded_is_not_the_meetings_order() -> None:
    said = "会议强调，总书记在主持有关会议时，要求有关方面压实责任，加强物资储备。"
    assert added(STORY, said) == []


@pytest.mark.parametrize("scrap", ["鼓励新能", "各镇要充分发", "按照市里部署，采"])
def test_the_scrap_a_text_stops_in_is_none(scrap: str) -> None:
    assert len(stopped(scrap)) == len(stopped(""))


def test_what_is_whole_counts_though_its_mark_is_lost() -> None:
    assert stopped("各镇要在5月底前建成停泊点3处")[-1] == "各镇要在5月底前建成停泊点3处"


def stopped(last: str) -> list[str]:
    """What a paper orders that stops in its last sentence."""
    head = "关于做好渔港防汛工作的通知\n各县区人民政府：\n一、压实防汛责任。"
    text = f"{head}各县区要明确责任人，4月底前完成隐患排查。{last}"
    return [c["quote"] for c in as_json(read(text.encode()))["commitments"]]


@pytest.mark.parametrize(
    ("begins", "title"),
    [
        (
            "云岭市渔港整治工作方案为深入贯彻落实《渔港管理办法》，切实改善港容港貌。按照会议精神，特制定本方案。",
            "云岭市渔港整治工作方案",
        ),
        ("桑坞县校园安全整治方案为了进一步加强校园安全管理，保障师生安全。", "桑坞县校园安全整治方案"),
    ],
)
def test_a_title_that_runs_into_why_the_paper_is_written(begins: str, title: str) -> None:
    reading = as_json(read(f"{begins}\n一、工作任务\n新建停泊点3处。\n".encode()))
    assert reading["title"] == title
    assert [c["quote"] for c in reading["commitments"]] == ["新建停泊点3处"]


def test_a_heading_of_fours_that_runs_into_what_happened() -> None:
    said = "（一）提高认识，统一思想今年2月，我市接连发生3起渔船碰撞事故，造成2人受伤，事故起数有所增加。"
    assert added(SPEECH, said) == []


def test_what_a_library_says_of_who_put_a_paper_there() -> None:
    line = "《水产局2027年工作计划.docx》由会员上传，可在线预览，完整资料请在某某文库网上搜索。"
    reading = as_json(read(f"{line}\n一、工作任务\n新建停泊点3处，改造旧码头5座。\n".encode()))
    assert not reading["text"].startswith("《")


def test_who_may_try_something_is_who_acts() -> None:
    paper = "关于发展渔业合作的实施意见\n\n一、主要任务\n（一）加强引导。有条件的乡镇可探索组建联合社、互助会。\n"
    told = as_json(read(paper.encode(), name="paper.txt"))["commitments"]
    assert told[-1]["owner"] == "有条件的乡镇"


@pytest.mark.parametrize(
    ("said", "deadline"),
    [
        ("建设停泊点20处，其中公共泊位占60%。", None),
        ("新建渔港3座，投资总额约5亿元，年底前开工。", "2026-12-31"),
        ("推进清淤工程，有利于渔民出行，6月底前完成清淤5公里。", "2026-06-30"),
        ("推进渡口改造，已经成为渔民关心的问题，年底前完成12处。", "2026-12-31"),
        ("按照国务院统一部署，要求各镇于6月底前完成渡口隐患排查。", "2026-06-30"),
        ("各镇传达学习国务院会议精神，要求各村制定落实方案。", None),
        ("请大家认真观看警示片，并于5月底前上报心得。", "2026-05-31"),
    ],
)
def test_a_remark_between_orders_takes_none_away(said: str, deadline: str | None) -> None:
    paper = NOTICE.format(said=said) + "桑坞县人民政府\n2026年3月2日\n"
    told = as_json(read(paper.encode(), name="paper.txt"))["commitments"]
    assert [item["deadline"] for item in told if item["quote"][:6] in said][-1:] == [deadline]


def test_what_the_centre_demands_in_its_own_meeting_is_not_the_papers_order() -> None:
    paper = NOTICE.format(said="国务院总理在主持会议时，要求有关方面抓好渔港防汛。")
    told = as_json(read(paper.encode(), name="paper.txt"))["commitments"]
    assert not [item for item in told if "有关方面" in item["quote"]]
