"""Named investment projects, their stage and their sum."""

from typing import Any

import pytest

from fangzhi.model.facts import Project
from systems import cases, read


def told(text: str) -> list[Project]:
    return [fact for fact in read(text) if isinstance(fact, Project)]


def plain(project: Project) -> str:
    parts = [project.name, project.stage or "-", f"{project.amount:.0f}" if project.amount else ""]
    told = " ".join(part for part in parts if part)
    return f"{told} by {project.investor}" if project.investor else told.removesuffix(" -")


@pytest.mark.parametrize("case", cases("projects", "zh.toml", "case"), ids=lambda case: case["text"][:24])
def test_projects(case: dict[str, Any]) -> None:
    found = [plain(project) for project in told(case["text"])]
    assert (found == case["projects"]) is not case.get("fails", False)


@pytest.mark.parametrize("case", cases("projects", "zh.toml", "none"), ids=lambda case: case["text"][:24])
def test_no_project(case: dict[str, Any]) -> None:
    assert told(case["text"]) == []


def test_the_place_in_a_name_is_its_region() -> None:
    [project] = told("徐州绿色钢铁基地建成投产。")
    assert (project.region, project.region_code, project.industry_id) == ("徐州市", "320300", "ferrous_metals")


def test_capacity() -> None:
    [project] = told("临江年产20万吨铝箔项目建成投产。")
    assert (project.name, project.capacity) == ("临江年产20万吨铝箔项目", "年产20万吨")


def test_english_project() -> None:
    text = "The province carries out large projects, such as the Sunrise Solar Jintang Base. It grew by 5%."
    [project] = [fact for fact in read(text, language="en") if isinstance(fact, Project)]
    assert project.name == "Sunrise Solar Jintang Base"


def test_a_sum_is_exact() -> None:
    [project] = told("江芯8英寸晶圆生产线项目总投资19.9亿元。")
    assert project.amount == 1_990_000_000


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("开工建设青河大桥", "planned"),
        ("建成青河大桥", "building"),
        ("青河大桥建成通车", "building"),
        ("加快建设青河大桥", "building"),
    ],
)
def test_what_a_plan_announces_is_not_done(said: str, stage: str) -> None:
    [project] = told(f"三、2026年重点工作\n（一）扩大有效投资。{said}。")
    assert project.stage == stage


@pytest.mark.parametrize("said", ["2024年3月开工", "2025年5月正式开工"])
def test_what_a_plan_dates_is_done(said: str) -> None:
    [project] = told(f"三、2026年重点工作\n（一）扩大有效投资。青河大桥{said}。")
    assert project.stage == "started"
