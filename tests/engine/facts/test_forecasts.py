"""What the weather will do, what is at stake and what a thing is order nothing; what is done about it does (R11)."""

import pytest

from luoshi_reading.facts.clauses.clause_roles import Role, clause_role


@pytest.mark.parametrize(
    "clause",
    [
        "全县将持续出现低温雨雪天气",
        "15至17日冷空气继续南下",
        "雨雪天气将再度加强",
        "7日至9日日平均气温将维持在1到2摄氏度",
        "最低气温降至零下3摄氏度左右",
        "有低温、冰冻灾害发生",
        "我县将有一次较强降雨过程",
        "特别是青石河上游有大到暴雨",
        "河道水位将明显上涨",
        "今年主汛期降水总体偏多",
        "发生区域性洪涝的可能性较大",
        "台风“海棠”将于8日凌晨在邻县沿海登陆",
        "对渔业生产和群众生活均将造成较严重的影响",
        "市气象台22日11时将大风黄色预警信号升级为橙色预警信号",
        "目前我县寒冷黄色预警信号正在生效",
    ],
)
def test_what_the_weather_does_orders_nothing(clause: str) -> None:
    assert clause_role(clause) <= Role.STATEMENT


@pytest.mark.parametrize(
    "clause",
    [
        "密切关注天气变化情况",
        "加强水位监测",
        "强化台风防御",
        "落实高温天气应对措施",
        "做好降雨影响评估",
        "将台风影响降到最低",
        "将有效降低暴雨影响",
        "县气象局将持续发布暴雨预警",
        "要确保水位超过警戒时群众全部转移",
    ],
)
def test_what_is_done_about_it_is_ordered(clause: str) -> None:
    assert clause_role(clause) >= Role.IMPERATIVE


@pytest.mark.parametrize(
    "clause",
    [
        "防汛工作关系到群众生命财产的安全",
        "渡口整治关系着全县的形象",
        "是县里亲自部署、一抓到底的要事",
    ],
)
def test_what_is_at_stake_orders_nothing(clause: str) -> None:
    assert clause_role(clause) <= Role.STATEMENT


@pytest.mark.parametrize(
    "clause", ["各镇要事先沟通", "要事事有回音", "认真办好关系到渔民切身利益的实事", "要处理好关系到渔民利益的难题"]
)
def test_words_beside_them_stay_orders(clause: str) -> None:
    assert clause_role(clause) >= Role.IMPERATIVE
