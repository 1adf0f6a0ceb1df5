"""The pages as files."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from fangzhi.model.errors import StoreError
from fangzhi.present.cli import run
from fangzhi.present.site import file_of, prepare, write_site
from web_atlas import write_atlas
from web_drafts import INDICATORS, REGIONS, hostile, jiangsu


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    atlas = write_atlas(folder / "a.duckdb", [jiangsu(), hostile()], regions=REGIONS, indicators=INDICATORS)
    assert run(["site", str(folder / "pages"), "--atlas", str(atlas)]) == 0
    return folder / "pages"


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 20
    texts = {path: path.read_text(encoding="utf-8") for path in pages}
    for path, text in texts.items():
        for link in set(re.findall(r'\b(?:href|src|action)="([^"]*)"', text)):
            if re.match(r"[a-z]+:", link):
                continue
            target, _, anchor = unescape(link).partition("#")
            assert not target.startswith("/"), (path, link)
            found = (path.parent / unquote(target)).resolve() if target else path
            assert found.is_file(), (path, link)
            assert not anchor or f'id="{anchor}"' in texts[found], (path, link)


def test_both_languages_and_the_data_are_there(site: Path) -> None:
    assert "江苏省</h1>" in (site / "region/320000.html").read_text(encoding="utf-8")
    assert "Jiangsu</h1>" in (site / "en/region/320000.html").read_text(encoding="utf-8")
    assert (site / "region/320000.csv").read_bytes().startswith(b"\xef\xbb\xbffact_id,")
    names = (site / "static/names.js").read_text(encoding="utf-8")
    assert '["江苏省", "region/320000.html"]' in names


def test_what_needs_a_server_is_left_out(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert 'class="chooser"' not in path.read_text(encoding="utf-8"), path


def test_hostile_text_stays_text(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert "<script>alert" not in path.read_text(encoding="utf-8")


def test_two_processes_write_what_one_writes(tmp_path: Path, site: Path) -> None:
    write_site(site.parent / "a.duckdb", tmp_path / "pages", workers=2)
    names = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    assert names == {path.relative_to(tmp_path / "pages") for path in (tmp_path / "pages").rglob("*") if path.is_file()}
    for name in names:
        assert (tmp_path / "pages" / name).read_bytes() == (site / name).read_bytes(), name


def test_a_folder_with_other_things_is_refused(tmp_path: Path, site: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty"):
        write_site(site.parent / "a.duckdb", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]
    prepare(site)  # what was written before is written over


def test_names_of_files_stay_inside_the_folder() -> None:
    assert ".." not in file_of("/scheme/%2E%2E/%2E%2E%2F..%2Fx").split("/")
    assert ":" not in file_of("/scheme/320000/a%3Ab")
