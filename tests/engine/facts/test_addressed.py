"""Whom a paragraph addresses and how far it reaches; whose an entry is though a note stands behind it (R25, R27)."""

import pytest

from tests.engine.facts.test_owners_in_context import Wanted, _holds


@pytest.mark.parametrize(
    ("genre", "said", "wanted"),
    [
        (
            "news",
            "各级各部门要把护渔摆上重要位置。要加密近海巡查，每周不少于两次。要用好渔政平台。",
            (("护渔", "各级各部门"), ("近海巡查", "各级各部门"), ("渔政平台", "各级各部门")),
        ),
        (
            "news",
            "各镇各部门要抓好渔港招商。对已签约的项目，要派专人跟踪服务。",
            (("招商", "各镇各部门"), ("专人", "各镇各部门")),
        ),
        (
            "notice",
            "各责任单位主要负责人要研究渔港任务。特别是要盯住清淤这个难点，明确到人。",
            (("渔港任务", "各责任单位主要负责人"), ("清淤", "各责任单位主要负责人")),
        ),
        (
            "notice",
            "各牵头单位要倒排工期。渔港项目完成后，要及时组织验收。",
            (("倒排", "各牵头单位"), ("验收", "各牵头单位")),
        ),
        # Another is told before, or will be told behind it; whoever is to be punished; what only some are told.
        ("news", "要摸清底数。各镇村要登记渔船。要选好停泊点。", (("停泊点", None),)),
        (
            "news",
            "各级各部门要绷紧防台这根弦。要盯住沿岸渔排。渔政部门要会同海事开展联合巡查。",
            (("渔排", None), ("联合巡查", "渔政部门")),
        ),
        ("notice", "各镇村要管好禁渔期。对失职的干部，要严肃追究责任。", (("追究", None),)),
        ("news", "各相关部门要对接好渔港项目。要做好用海保障。", (("用海", None),)),
        ("news", "县渔业局要拿出休渔方案。要管好近岸养殖。", (("养殖", None),)),
        ("news", "各级领导干部要到渔村蹲点。要严把渔港质量关。", (("质量关", None),)),
        (
            "news",
            "全县渔业系统各单位——\n要学懂新规，带头执法。\n要改进作风。组织干部上船走访。",
            (("学懂", "全县渔业系统各单位"), ("作风", "全县渔业系统各单位"), ("上船", "全县渔业系统各单位")),
        ),
        # A point owns nothing of what was said within the point before it.
        (
            "news",
            "一是各村委会成立护渔小队，轮流值守；二是组织党员清理滩涂，每月不少于一次；三是各村要公示结果。",
            (("护渔小队", "各村委会"), ("滩涂", None), ("公示", "各村")),
        ),
    ],
)
def test_addressed(genre: str, said: str, wanted: Wanted) -> None:
    _holds(genre, said, wanted)


@pytest.mark.parametrize(
    ("genre", "said", "wanted"),
    [
        ("notice", "县委班子要带头抓渔港建设，每周调度一次。", (("调度", "县委班子"),)),
        ("notice", "各牵头县领导要统筹调度渔港项目。", (("统筹", "各牵头县领导"),)),
        ("notice", "各牵头领导、责任单位要细化渔港措施。", (("细化", "各牵头领导、责任单位"),)),
        ("notice", "各镇、各职能组对照方案，开展渔港清理。", (("清理", "各镇、各职能组"),)),
        ("notice", "渔船档案的归档要求由县档案局另行通知。", (("归档", "县档案局"),)),
        ("notice", "面向全县渔业企业设立技师岗位30个。", (("技师", None),)),
        (
            "notice",
            "渔政、海事、港航等部门，加大对无证渔船的查处力度，每月联查一次。",
            (("无证渔船", "渔政、海事、港航等部门"),),
        ),
        ("notice", "县委希望受到表彰的渔业班组再接再厉，多创佳绩。", (("再接再厉", "受到表彰的渔业班组"),)),
        (
            "minutes",
            "明确有关事项。\n二、关于资金\n会议同意县财政局草拟的《渔港维护资金办法》，修改完善后印发。",
            (("维护资金", "县财政局"),),
        ),
        ("speech", "县财政今年安排的600万元渔港资金，要在5月底前拨付到位。", (("拨付", "县财政"),)),
        ("speech", "浅山地区要在4月底前补栽，成活率不低于九成。", (("补栽", None),)),
        # The words of an entry that begins with who acts count before the note behind it.
        (
            "plan",
            "新建渔港泊位60个。各镇完成渔排普查建档。（牵头单位：县渔业局、县财政局）",
            (("泊位", "县渔业局"), ("普查", "各镇")),
        ),
        (
            "plan",
            "改造冷库3座。供电部门做好渔港用电保障工作。（牵头单位：县渔业局、县财政局）",
            (("冷库", "县渔业局"), ("用电", "供电部门")),
        ),
        ("plan", "疏浚航道6公里，清理沉船。港口办和渔政站负责组织各渔企具体实施。", (("航道", "港口办和渔政站"),)),
        ("plan", "清理校园沟渠。各小学负责具体实施（村小由中心小学统筹）。", (("沟渠", "各小学"),)),
    ],
)
def test_names(genre: str, said: str, wanted: Wanted) -> None:
    _holds(genre, said, wanted)


def test_whom_one_works_with_does_not_help() -> None:
    from luoshi_reading.model import SourceText
    from luoshi_reading.pipeline import read_text

    said = "桑坞县渔港方案\n一、任务\n相关单位要摸清需求，与施工单位做好协调配合，6月底前拿出清单。\n"
    found = [f for f in read_text(SourceText(said, "utf-8", "")).findings if f.kind == "commitment"]
    assert [f.fields["supporting"] for f in found] == [[]]


def test_note_below_a_lesser_number() -> None:
    """A note below （一） of an annex is not that of 一、 and 二、 above it."""
    said = (
        "各单位要对照任务拟定方案。\n二、县督查室每月通报渔港进度。\n桑坞县人民政府\n一、全县目标\n"
        "（一）渔获增长7%\n责任单位：县渔业局\n（二）港口吞吐量增长9%\n责任单位：县港航局"
    )
    _holds("notice", said, (("每月通报", "县督查室"),))
