"""An atlas checked against itself: every kind of damage is seen."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from fangzhi.run.build import build
from fangzhi.store.verify import check_fact, verify
from reports import TEXTS

DAMAGE = [
    ("UPDATE document SET text = replace(text, '5.3%', '5.9%'), text_sha256 = text_sha256", "text_sha256 is not"),
    ("UPDATE observation SET quote = '9.9%' WHERE quote = '5.3%'", "quote is '9.9%', the text has '5.3%'"),
    ("UPDATE observation SET prefix = 'x' WHERE quote = '5.3%'", "prefix is 'x'"),
    ("UPDATE observation SET suffix = 'x' WHERE quote = '5.3%'", "suffix is 'x'"),
    ("UPDATE observation SET sentence = replace(sentence, '增长', '下降') WHERE quote = '5.3%'", "sentence is"),
    ("UPDATE observation SET span_start = span_start + 1, span_end = span_end + 1 WHERE quote = '5.3%'", "quote is"),
    ("UPDATE observation SET span_start = 90000, span_end = 90004 WHERE quote = '5.3%'", "is not in the text"),
    ("UPDATE document SET fact_count = fact_count + 1", "fact_count is"),
    ("DELETE FROM observation WHERE quote = '5.3%'", "fact_count is"),
    ("DELETE FROM document WHERE region_code = '320000'", "its document is not in the atlas"),
]


@pytest.fixture(scope="module")
def sound_atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    build([folder], folder / "atlas.duckdb")
    return folder / "atlas.duckdb"


@pytest.fixture
def atlas(sound_atlas: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound_atlas, tmp_path / "atlas.duckdb"))


def test_a_fresh_atlas_has_nothing_wrong(atlas: Path) -> None:
    result = verify(atlas)
    assert result.findings == ()
    assert result.documents == 3
    assert result.facts >= 8


@pytest.mark.parametrize(("damage", "what"), DAMAGE)
def test_damage_is_found(atlas: Path, damage: str, what: str) -> None:
    with duckdb.connect(str(atlas)) as connection:
        connection.execute(damage)
    findings = verify(atlas).findings
    assert findings
    assert any(what in finding.what for finding in findings)


def test_a_sentence_must_hold_its_quote() -> None:
    place = ("f", "d", 2, 4, "cd", "ab", "ef", 0, 3, "abc")
    assert [finding.what for finding in check_fact("abcdef", place)] == ["sentence 0 to 3 does not hold the quote"]


def test_the_command_names_what_is_wrong(atlas: Path, fangzhi: Callable[..., tuple[int, str, str]]) -> None:
    assert fangzhi("verify", atlas)[0] == 0
    with duckdb.connect(str(atlas)) as connection:
        connection.execute(DAMAGE[1][0])
    code, out, err = fangzhi("verify", atlas)
    assert code == 1
    assert "1 are wrong" in out
    assert err.startswith("fangzhi: ")
    assert err.count("\n") == 1
