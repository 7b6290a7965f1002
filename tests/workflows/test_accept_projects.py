"""How a project that a document names is called (PJ17)."""

from __future__ import annotations

import pytest

from luoshi.domain.documents.models import Finding
from luoshi.workflows.accept_findings import title_for
from luoshi.workflows.accept_projects import name_of_project


@pytest.mark.parametrize(
    ("heading", "quote", "name"),
    [
        ("霁水三桥工程", "2026年10月底前开工建设，年度完成投资1.2亿元", "霁水三桥工程"),
        ("3.零部件公共检测平台。", "建设检测实验室6000平方米", "零部件公共检测平台"),
        ("梧塘富硒稻米产业园二期", "2026年10月底前投产", "梧塘富硒稻米产业园二期"),
        ("（二）实施老旧小区改造", "新建停车综合体，年底前开工", "新建停车综合体"),
        ("推进水利突破", "建设滨河水厂，总投资3.5亿元", "建设滨河水厂"),
        ("", "建设滨河水厂（一期）", "建设滨河水厂"),
    ],
)
def test_the_entry_of_a_list_names_its_project(heading: str, quote: str, name: str) -> None:
    assert name_of_project(Finding(heading=heading, quote=quote)) == name


@pytest.mark.parametrize(
    ("heading", "quote", "instrument", "title"),
    [
        ("1.霁水三桥工程", "2026年10月底前开工建设", "project", "霁水三桥工程：2026年10月底前开工建设"),
        ("霁水三桥工程", "完成霁水三桥工程主墩施工", "project", "完成霁水三桥工程主墩施工"),
        ("霁水三桥工程", "每月调度一次", "mechanism", "每月调度一次"),
        ("推进水利突破", "建设滨河水厂", "project", "建设滨河水厂"),
        ("", "建设滨河水厂", "project", "建设滨河水厂"),
    ],
)
def test_a_task_from_a_list_of_projects_bears_the_project_s_name(
    heading: str, quote: str, instrument: str, title: str
) -> None:
    assert title_for(Finding(heading=heading, quote=quote, fields={"instrument": instrument})) == title
