"""fangzhi index, as it is called."""

from pathlib import Path

import pytest

from fangzhi.present.cli import run

SCORES = "region,year,group,score\n" + "".join(
    f"r{i},{year},{'north' if i < 3 else 'south'},{1 + i + 0.1 * i * (year - 2020)}\n"
    for year in (2020, 2021, 2022)
    for i in range(6)
)


@pytest.fixture
def scores(tmp_path: Path) -> str:
    file = tmp_path / "scores.csv"
    file.write_text(SCORES, encoding="utf-8")
    return str(file)


def test_the_sample_runs_as_help_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", "administrative-structure", "--sweep"]) == 0
    out = capsys.readouterr().out
    assert "Rank intervals 2026" in out
    assert "Ranks under 50 conventions" in out
    assert "normalisation" in out


def test_frameworks_can_be_listed_and_copied(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["index", "--list"]) == 0
    names = ["administrative-structure", "four-dimensions", "reported-growth", "three-objects"]
    assert capsys.readouterr().out.split() == names
    assert run(["index", "--show", "administrative-structure"]) == 0
    copy = tmp_path / "mine.toml"
    copy.write_text(capsys.readouterr().out.replace("administrative-structure.csv", "panel.csv"), encoding="utf-8")
    body = "".join(f"p{i},2020,{8 + i},{100 - i * i},{50 + 7 * i},{200 + i * i}\n" for i in range(5))
    (tmp_path / "panel.csv").write_text(
        "region,year,prefectures,counties_per_prefecture,district_share,city_share\n" + body, encoding="utf-8"
    )
    assert run(["index", str(copy), "--table", "weights", "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("dimension,indicator,name,weight\ntiers,prefectures,")


def test_given_scores(scores: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", "--panel", scores, "--score", "score", "--group", "group", "--table", "dagum"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0].split()[:2] == ["year", "gini"]
    assert run(["index", "--panel", scores, "--score", "score", "--table", "sigma", "--format", "latex"]) == 0
    assert r"\begin{longtable}" in capsys.readouterr().out


def test_output_is_written(scores: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "results"
    assert run(["index", "--panel", scores, "--score", "score", "--output", str(folder)]) == 0
    assert (folder / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "nothing to compute: give a framework and --panel, or --panel with --score COLUMN"),
        (["three-objects"], "three-objects.toml names no panel; give --panel FILE"),
        (["three-objects", "--panel", "nowhere.csv"], "nowhere.csv is not there"),
        (["nothing.toml"], "nothing.toml cannot be read (No such file or directory)"),
        (["administrative-structure", "--year", "1999"], "there is no score for 1999; the last year is 2026"),
        (
            ["administrative-structure", "--table", "beta"],
            "there is no table 'beta' here; there are conventions, indicators",
        ),
        (["--score", "x", "--panel", "y.csv", "--sweep"], "--sweep needs a framework"),
    ],
)
def test_wrong_calls_get_one_sentence(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", *arguments]) == 1
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
    assert told.startswith("fangzhi: ")
