"""fangzhi scheme, industry, project, policy and platform."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]

_REPORT = (
    "自贡市2026年政府工作报告\n\n去年，全市地区生产总值增长6%。深化“2+3”产业体系建设，做强新能源、新材料两大主导产业，"
    "培育人工智能、电子信息、大健康三大新兴产业。实施“人工智能+”行动。临江无人机产业基地开工建设。"
    "自贡获批国家骨干冷链物流基地，省级绿色工厂增至12家。\n"
)


@pytest.fixture
def atlas(tmp_path: Path, fangzhi: Call) -> Path:
    """An atlas of one report."""
    (tmp_path / "zigong.txt").write_text(_REPORT, encoding="utf-8")
    (tmp_path / "documents.csv").write_text(
        "path,title,published,region\nzigong.txt,自贡市2026年政府工作报告,2026-01-22,自贡市\n", encoding="utf-8"
    )
    code, _, err = fangzhi("build", tmp_path / "zigong.txt", "-o", tmp_path / "a.duckdb")
    assert code == 0, err
    return tmp_path / "a.duckdb"


def test_scheme(atlas: Path, fangzhi: Call) -> None:
    code, out, _ = fangzhi("scheme", "2+3", "-a", atlas)
    assert code == 0
    assert "主导产业 2 新能源、新材料" in out
    assert "新兴产业 3 人工智能、电子信息、大健康" in out
    assert "does not add up" not in out
    code, out, _ = fangzhi("scheme", "-a", atlas, "--format", "json")
    assert {record["code"] for record in json.loads(out)} == {"2+3", None}
    code, _, err = fangzhi("scheme", "613", "-a", atlas)
    assert code == 1
    assert "no scheme 613" in err


def test_industry(atlas: Path, fangzhi: Call) -> None:
    code, out, _ = fangzhi("industry", "新材料", "-a", atlas)
    assert code == 0
    assert "GB/T 4754-2017" in out
    assert "自贡市" in out
    assert "pillar" in out


def test_check_names(tmp_path: Path, fangzhi: Call) -> None:
    names = tmp_path / "names.txt"
    names.write_text("无人机\n营商环境\n", encoding="utf-8")
    code, out, _ = fangzhi("industry", "--check", names)
    assert code == 1
    assert "drones" in out
    assert "1 of 2 names are not in the list" in out
    names.write_text("无人机\n", encoding="utf-8")
    assert fangzhi("industry", "--check", names)[0] == 0
    assert fangzhi("industry", "--check", tmp_path / "none.txt")[0] == 1


def test_project_and_policy(atlas: Path, fangzhi: Call) -> None:
    code, out, _ = fangzhi("project", "--region", "四川", "-a", atlas, "--evidence")
    assert code == 0
    assert "临江无人机产业基地 started" in out
    assert "开工建设" in out
    code, out, _ = fangzhi("policy", "-a", atlas)
    assert code == 0
    assert "“人工智能+”行动" in out


def test_platform(atlas: Path, fangzhi: Call) -> None:
    code, out, _ = fangzhi("platform", "--region", "四川", "-a", atlas, "--format", "json")
    assert code == 0
    told = {record["name"]: (record["category"], record["level"], record["count"]) for record in json.loads(out)}
    assert told == {
        "国家骨干冷链物流基地": ("logistics_hub", "national", None),
        "省级绿色工厂": ("green_factory", "provincial", 12),
    }
    code, out, _ = fangzhi("platform", "--level", "provincial", "-a", atlas, "--evidence")
    assert code == 0
    assert "增至12家" in out
    assert "冷链物流基地\n" not in out
    code, _, err = fangzhi("platform", "--category", "unicorn", "-a", atlas)
    assert code == 1
    assert "no such platform" in err


def test_the_region_tells_its_platforms(atlas: Path, fangzhi: Call) -> None:
    code, out, _ = fangzhi("region", "自贡", "-a", atlas)
    assert code == 0
    assert "2 platform in 1 documents" in out
    assert "platforms\n  国家骨干冷链物流基地" in out


def test_a_project_tells_its_industry(atlas: Path, fangzhi: Call) -> None:
    code, out, _ = fangzhi("project", "-a", atlas, "--format", "json")
    assert code == 0
    assert [record["industry_id"] for record in json.loads(out)] == ["drones"]
