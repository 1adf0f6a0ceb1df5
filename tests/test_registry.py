"""One entry for a scheme or a project over several documents."""

import json
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fangzhi.analyse.registry import scheme_registry
from fangzhi.analyse.registry_projects import plain_name, project_registry, total_amount


def row(number: int, year: int, **own: object) -> dict[str, Any]:
    return {
        "fact_id": f"f{number}",
        "document_id": f"d{year}",
        "document_title": f"{year}年政府工作报告",
        "document_published": date(year, 1, 20),
        "region": "扬州市",
        "region_code": "321000",
        "sentence": "…",
    } | own


def scheme(number: int, year: int, members: list[str], count: int = 2, **own: object) -> dict[str, Any]:
    groups = json.dumps([{"label": "主导产业", "count": count, "members": members}])
    return row(number, year, **{"code": "23", "name": "产业体系", "groups": groups} | own)


def test_one_scheme_over_years() -> None:
    rows = [scheme(1, 2024, ["新材料", "新能源"]), scheme(2, 2024, []), scheme(3, 2025, ["新材料", "氢能"])]
    [entry] = scheme_registry(rows)
    assert (entry.first.published, entry.last.published, len(entry.sightings)) == (
        date(2024, 1, 20),
        date(2025, 1, 20),
        3,
    )
    assert entry.groups[0].members == ("新材料", "氢能")
    [change] = entry.changes
    assert (change.added, change.removed) == (("氢能",), ("新能源",))


def test_a_scheme_that_does_not_add_up_says_so() -> None:
    [entry] = scheme_registry([scheme(1, 2024, ["新材料"], count=2)])
    assert entry.disagreements == ("主导产业: 2 declared, 1 listed",)  # the group of 3 is not told here
    [entry] = scheme_registry([scheme(1, 2024, ["新材料"], count=4)])
    assert entry.disagreements == ("主导产业: 4 declared, 1 listed", "code 23 does not read as 4")


def test_the_scheme_of_the_region_above() -> None:
    rows = [scheme(1, 2024, []), scheme(2, 2024, [], code="1650", region="江苏省", region_code="320000")]
    assert [(entry.code, entry.above) for entry in scheme_registry(rows)] == [("1650", ()), ("23", ("1650",))]


def project(number: int, year: int, name: str, **own: object) -> dict[str, Any]:
    return row(number, year, **{"name": name, "stage": None, "amount": None} | own)


def test_one_project_told_twice() -> None:
    rows = [
        project(1, 2024, "江芯晶圆生产线", stage="started", amount=6e9),
        project(2, 2025, "江芯晶圆生产线项目", stage="operating", amount=6.3e9, region="江苏省", region_code="320000"),
        project(3, 2025, "青河机场", stage="building", amount=1e9),
    ]
    airport, line = sorted(project_registry(rows), key=lambda p: len(p.sightings))
    assert (line.name, line.region, line.stage, line.amount, line.amounts_differ) == (
        "江芯晶圆生产线项目",
        "扬州市",
        "operating",
        6.3e9,
        True,
    )
    assert [s.stage for s in line.history] == ["started", "operating"]
    assert not line.steps_back
    assert total_amount([airport, line]) == 7.3e9


def test_projects_of_other_provinces_and_other_names_stay_apart() -> None:
    rows = [
        project(1, 2024, "青河机场"),
        project(2, 2024, "青河机场", region="四川省", region_code="510000"),
        project(3, 2024, "青河机场快速路二期"),
    ]
    assert len(project_registry(rows)) == 3


def test_plain_name() -> None:
    assert plain_name("“江海”工程项目") == "江海"


def put_together(names: list[str]) -> list[list[str]]:
    """Each name to the first project with the same one, compared one by one: equal, or a large part of the other."""
    known: list[tuple[str, list[str]]] = []
    for name in names:
        key = plain_name(name)
        for other, found in known:
            short, long = sorted((key, other), key=len)
            if key == other or (len(short) >= 4 and short in long and len(short) >= 0.75 * len(long)):
                found.append(name)
                break
        else:
            known.append((key, [name]))
    return [found for _, found in known]


@given(st.lists(st.text("甲乙", max_size=9), max_size=30))
def test_projects_are_those_that_comparing_each_with_each_finds(names: list[str]) -> None:
    rows = [project(number, 2025, name) for number, name in enumerate(names)]
    found = [[names[int(sighting.fact_id[1:])] for sighting in entry.sightings] for entry in project_registry(rows)]
    assert sorted(found) == sorted(put_together(names))
