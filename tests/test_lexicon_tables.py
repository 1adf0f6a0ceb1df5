"""Vocabulary files: typed rows, a user's folder laid over ours, kind refusals."""

import csv
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from fangzhi.lexicon import load
from fangzhi.lexicon.indicators import load_indicators
from fangzhi.lexicon.load import load_lexicon
from fangzhi.lexicon.table import Column, fraction, integer, iso_date, known_files, number, read_rows, words
from fangzhi.lexicon.units import load_units
from fangzhi.lexicon.wording import load_wording
from fangzhi.model.errors import LexiconError

BROKEN = Path(__file__).parent / "broken"
with (BROKEN / "expected.csv").open(encoding="utf-8", newline="") as file:
    EXPECTED = list(csv.DictReader(file))
LOADERS: dict[str, Callable[[Path], object]] = {
    "indicators.csv": load_indicators,
    "indicator_wording.csv": load_wording,
    "units.csv": load_units,
}
KITE = (
    "id,zh,en,dimension,unit,kind,better,theme,definition\n"
    "kite_output,风筝产量,kite output,count,只,flow,up,products,Number of kites made.\n"
)


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case["file"])
def test_a_broken_row_is_refused_with_place_and_remedy(case: dict[str, str], tmp_path: Path) -> None:
    shutil.copy(BROKEN / case["file"], tmp_path / case["lies_over"])
    with pytest.raises(LexiconError) as caught:
        LOADERS[case["lies_over"]](tmp_path)
    message, place = str(caught.value), 0
    assert message.startswith(str(tmp_path / case["lies_over"]))
    for part in case["message"].split("…"):
        assert part in message[place:]
        place = message.index(part, place) + len(part)


def test_every_broken_file_has_its_expected_words() -> None:
    assert {path.name for path in BROKEN.glob("*.csv")} - {"expected.csv"} >= {case["file"] for case in EXPECTED}


def test_a_new_id_is_added_and_found(tmp_path: Path) -> None:
    (tmp_path / "indicators.csv").write_text(KITE, encoding="utf-8")
    catalogue = load_indicators(tmp_path)
    assert catalogue.match("全市风筝总产量", unit="只", measure="level") == "kite_output"
    assert len(catalogue) == len(load_indicators()) + 1


def test_a_row_with_our_id_replaces_ours_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "indicators.csv").write_text(KITE.replace("kite_output", "gdp"), encoding="utf-8")
    catalogue = load_indicators(tmp_path)
    assert catalogue.rows[0].zh == "风筝产量"
    assert catalogue.match("地区生产总值", unit="元", measure="level") is None
    assert len(catalogue) == len(load_indicators())


def test_a_user_can_add_wording(tmp_path: Path) -> None:
    rows = "id,role,text\nlead_our_town,lead,我镇\n"
    (tmp_path / "indicator_wording.csv").write_text(rows, encoding="utf-8")
    assert load_indicators(tmp_path).match("我镇粮食产量") == "grain_output"
    assert load_indicators().match("我镇粮食产量") is None


def test_the_hash_follows_the_words(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "indicators.csv").write_text(KITE, encoding="utf-8")
    ours, same, other = load_lexicon(), load_lexicon(tmp_path / "one"), load_lexicon(tmp_path / "two")
    assert ours.sha256 == same.sha256 != other.sha256
    assert load_lexicon() is ours


def test_a_file_that_nothing_reads_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"")
    load_lexicon(tmp_path)
    (tmp_path / "indicator.csv").write_text(KITE, encoding="utf-8")
    load._load.cache_clear()  # what is read once would hide the new file
    with pytest.raises(
        LexiconError, match=r"indicator\.csv: not a vocabulary file\. Rename it to one of .*indicators\.csv"
    ):
        load_lexicon(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        load_lexicon(tmp_path / "nowhere")


def test_our_files_are_known_by_their_names() -> None:
    assert {"indicators.csv", "indicator_wording.csv", "indicator_dimensions.csv"} <= set(known_files())


def test_cells_are_read_by_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("\ufeffid,names,share\na, x | y ,2/3\n\nb,,\n", encoding="utf-8")
    rows = read_rows(path, [Column("id"), Column("names", words), Column("share", fraction), Column("year", integer)])
    assert [dict(row.values) for row in rows] == [
        {"id": "a", "names": ("x", "y"), "share": Fraction(2, 3), "year": None},
        {"id": "b", "names": (), "share": None, "year": None},
    ]
    assert [row.line for row in rows] == [2, 4]


@pytest.mark.parametrize(
    ("parse", "cell", "words_of_error"),
    [
        (number, "1o4", "is no number"),
        (integer, "2025.5", "is no whole number"),
        (fraction, "1/0", "is no fraction"),
        (iso_date, "2025/11/01", "is no date"),
    ],
)
def test_a_bad_value_says_how_to_write_it(parse: Callable[[str], object], cell: str, words_of_error: str) -> None:
    with pytest.raises(ValueError, match=words_of_error):
        parse(cell)
    assert parse("") is None
