"""What a build changed, told by the atlas and on the first page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import fangzhi
from fangzhi.present.web import create_app
from fangzhi.store.changes import Change
from web_drafts import TestClient

REPORT = "2026年1月20日\n江苏省政府工作报告\n去年，全省地区生产总值增长5.3%，粮食产量750亿斤。发展无人机产业。\n"
NEWS = "浙江省去年进出口总额增长4.1%。\n"


@pytest.fixture(scope="module", params=["file", "lake"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An atlas built a second time, as a file and as a lake: one document more, one gone."""
    output = tmp_path_factory.mktemp("atlas") / "atlas.duckdb"
    given: dict[str, Any] = {"lake" if request.param == "lake" else "output": output, "workers": 0}
    folder = tmp_path_factory.mktemp("changes")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text(REPORT, encoding="utf-8")
    (documents / "gone.txt").write_text("四川省去年地区生产总值增长5.5%。\n", encoding="utf-8")
    fangzhi.build([documents], **given)
    (documents / "gone.txt").unlink()
    (documents / "b.txt").write_text(NEWS, encoding="utf-8")
    fangzhi.build([documents], **given)
    return output


def test_what_came_and_went_is_counted_by_kind(built: Path) -> None:
    changes = TestClient(create_app(built)).get("/index.json").json()["changes"]
    rows = {row["kind"]: Change(**row) for row in changes["rows"]}
    assert rows["document"] == Change("document", 1, 0, 1)
    assert rows["observation"] == Change("observation", 1, 0, 1)
    assert rows["focus"] == Change("focus", 0, 0, 0)
    assert changes["since"].startswith("20")


def test_the_first_page_shows_it_and_the_page_about_the_atlas_does_not(built: Path) -> None:
    client = TestClient(create_app(built))
    home = client.get("/").text
    assert "+1" in home
    assert "−1" in home
    assert "changes" not in client.get("/about").text


def test_another_fact_at_the_same_place_is_a_change(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text(REPORT, encoding="utf-8")
    listing = "path,region\na.txt,{}\n"
    (documents / "documents.csv").write_text(listing.format("江苏省"), encoding="utf-8")
    fangzhi.build([documents], tmp_path / "atlas.duckdb", workers=0)
    first = TestClient(create_app(tmp_path / "atlas.duckdb")).get("/index.json").json()
    assert first["changes"] is None
    (documents / "documents.csv").write_text(listing.format("浙江省"), encoding="utf-8")
    fangzhi.build([documents], tmp_path / "atlas.duckdb", workers=0)
    found = TestClient(create_app(tmp_path / "atlas.duckdb")).get("/index.json").json()["changes"]
    rows = {row["kind"]: Change(**row) for row in found["rows"]}
    assert rows["document"] == Change("document", 0, 0, 0)
    assert rows["observation"].changed > 0
    assert rows["observation"].new == rows["observation"].gone == 0


def test_a_file_that_is_no_atlas_is_replaced_without_a_comparison(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "atlas.duckdb").write_text("no atlas", encoding="utf-8")
    fangzhi.build([tmp_path / "a.txt"], tmp_path / "atlas.duckdb", workers=0)
    assert TestClient(create_app(tmp_path / "atlas.duckdb")).get("/index.json").json()["changes"] is None
