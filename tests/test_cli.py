"""The command line as a user meets it."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fangzhi.present.cli.app import commands
from fangzhi.present.cli.serve import listen
from fangzhi.run.build import build
from reports import TEXTS

Command = Callable[..., tuple[int, str, str]]
NAMES = [command.__name__ for command, _ in commands()]


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    build([folder], folder / "atlas.duckdb")
    return folder / "atlas.duckdb"


def shell(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fangzhi", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **options)  # type: ignore[call-overload,no-any-return]  # options of subprocess.run


def test_help_lists_every_command_and_loads_nothing_heavy() -> None:
    heavy = ("duckdb", "pyarrow", "rich", "fastapi", "lxml", "ahocorasick_rs")
    code = (
        "import sys; from fangzhi.present.cli import run; code = run(['--help']);"
        f"print(code, [m for m in {heavy} if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.endswith("0 []\n")
    listed = out.split("Commands:")[1]
    assert all(f"\n  {name} " in listed for name in NAMES)
    assert "..." not in listed


@pytest.mark.parametrize(("command", "examples"), commands(), ids=NAMES)
def test_help_of_each_command_shows_examples(
    fangzhi: Command, command: Callable[..., int], examples: tuple[str, ...]
) -> None:
    code, out, _ = fangzhi(command.__name__, "--help")
    assert code == 0
    assert examples
    for example in examples:
        assert example.startswith(f"fangzhi {command.__name__}")
        assert example in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing"], "No such command 'nothing'"),
        (["extract"], "Missing argument 'PATH…'"),
        (["extract", "a.txt", "--format", "xml"], "'xml' is not one of 'jsonl', 'csv', 'table'"),
        (["build", "a", "--workers", "0"], "--workers"),
        (["indicator", "gdp", "--year", "soon"], "--year"),
        (["export"], "Missing option '--to'"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_code_2(fangzhi: Command, arguments: list[str], sentence: str) -> None:
    code, out, err = fangzhi(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("fangzhi: ")
    assert sentence in err
    assert err.count("\n") == 1


def test_no_command_prints_the_help(fangzhi: Command) -> None:
    code, out, err = fangzhi()
    assert (code, err) == (2, "")
    assert "Commands:" in out


def test_extract_prints_one_fact_a_line_with_the_path_as_given(documents: Path) -> None:
    result = shell("extract", "./documents/zigong.txt", "documents/../documents/jiangsu.txt", cwd=documents.parent)
    assert (result.returncode, result.stderr) == (0, "")
    facts = [json.loads(line) for line in result.stdout.splitlines()]
    assert {fact["document"] for fact in facts} == {"./documents/zigong.txt", "documents/../documents/jiangsu.txt"}
    for fact in facts:
        text = (documents.parent / fact["document"]).read_text(encoding="utf-8")
        assert text[fact["start"] : fact["end"]] == fact["quote"]
    growth = [f for f in facts if f["quote"] == "6%" and f["kind"] == "observation"]
    assert [(f["region_code"], f["period"], f["status"]) for f in growth] == [("510300", "2025", "actual")]


def test_extract_as_csv_has_every_field(fangzhi: Command, documents: Path) -> None:
    _, lines, _ = fangzhi("extract", documents)
    code, out, _ = fangzhi("extract", documents, "--format", "csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    facts = [json.loads(line) for line in lines.splitlines()]
    assert len(rows) == len(facts) > 5
    for row, fact in zip(rows, facts, strict=True):
        assert {name: str(value) for name, value in fact.items() if name != "groups"}.items() <= row.items()


def test_extract_as_table_writes_values_as_people_do(fangzhi: Command, documents: Path) -> None:
    code, out, _ = fangzhi("extract", documents / "jiangsu.txt", "--format", "table")
    assert code == 0
    assert "14.2万亿元" in out
    assert "≈5%" in out
    assert "14200000000000" not in out


def test_output_to_a_closed_pipe_is_silent(documents: Path) -> None:
    big = documents / "big.txt"
    big.write_text("江苏省去年工业投资增长9.5%。\n" * 3000, encoding="utf-8")
    command = f"{sys.executable} -m fangzhi extract {big} | head -1"
    result = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert result.stderr == ""
    assert result.stdout.count("\n") == 1


def test_build_prints_a_summary(fangzhi: Command, documents: Path, tmp_path: Path) -> None:
    code, out, err = fangzhi("build", documents, "-o", tmp_path / "a.duckdb")
    assert (code, err) == (0, "")
    assert "documents   3 (" in out
    assert "observation" in out
    assert "up to date" in fangzhi("build", documents, "-o", tmp_path / "a.duckdb")[1]


def test_region_shows_outcome_beside_target(fangzhi: Command, atlas: Path) -> None:
    code, out, _ = fangzhi("region", "Jiangsu", "--atlas", atlas)
    assert code == 0
    [line] = [line for line in out.splitlines() if line.startswith("地区生产总值") and "growth" in line]
    assert "5.3% 2025年" in line
    assert "≈5% 2026年" in line
    assert "「去年，全省地区生产总值达到14.2万亿元" in fangzhi("region", "江苏", "-a", atlas, "--evidence")[1]
    rows = json.loads(fangzhi("region", "320000", "-a", atlas, "--format", "json")[1])
    assert {row["region"] for row in rows} == {"江苏省"}


def test_indicator_ranks_regions(fangzhi: Command, atlas: Path) -> None:
    code, out, _ = fangzhi("indicator", "GDP", "--measure", "growth", "--atlas", atlas)
    assert code == 0
    found = [line.split()[0] for line in out.splitlines() if "%" in line and "2025年" in line]
    assert found == ["自贡市", "四川省", "江苏省"]
    targets = fangzhi("indicator", "地区生产总值", "--status", "target", "-a", atlas, "--format", "csv")[1]
    assert {row["status"] for row in csv.DictReader(io.StringIO(targets))} == {"target"}
    assert fangzhi("indicator", "gdp", "--year", "1999", "-a", atlas)[0] == 1


def test_document_and_documents(fangzhi: Command, atlas: Path) -> None:
    listed = json.loads(fangzhi("documents", "-a", atlas, "--format", "json")[1])
    assert len(listed) == 3
    code, out, _ = fangzhi("document", listed[0]["document_id"][:6], "-a", atlas)
    assert code == 0
    assert listed[0]["text_sha256"] in out
    assert "(inferred" in out
    assert fangzhi("document", "ffffffff", "-a", atlas)[0] == 1


def test_unresolved_is_listed(fangzhi: Command, atlas: Path) -> None:
    code, out, _ = fangzhi("unresolved", "-a", atlas)
    assert code == 0
    assert out.splitlines()[0].split() == ["kind", "words", "count", "example"]


def test_export_names_the_files(fangzhi: Command, atlas: Path, tmp_path: Path) -> None:
    code, out, _ = fangzhi("export", "--to", tmp_path / "out", "-a", atlas)
    assert code == 0
    assert all(Path(line).is_file() for line in out.splitlines())


def test_explain_shows_the_fact_and_its_rule(fangzhi: Command) -> None:
    code, out, _ = fangzhi(
        "explain", "去年，全省地区生产总值增长5.3%。", "--published", "2026-01-20", "--region", "江苏"
    )
    assert code == 0
    assert "地区生产总值 growth" in out
    assert "indicator_id gdp" in out
    assert "江苏省 320000" in out
    assert fangzhi("explain", "去年增长5%。", "--published", "soon")[0] == 1


def test_a_missing_atlas_is_said_in_one_sentence(fangzhi: Command, tmp_path: Path) -> None:
    for arguments in (["region", "江苏"], ["documents"], ["unresolved"], ["export", "--to", tmp_path]):
        code, out, err = fangzhi(*arguments, "--atlas", tmp_path / "none.duckdb")
        assert (code, out) == (1, "")
        assert err.startswith("fangzhi: there is no atlas at")
        assert err.count("\n") == 1


def test_a_taken_port_gives_the_next() -> None:
    with listen("127.0.0.1", 0) as first:
        first.listen()
        port = first.getsockname()[1]
        with listen("127.0.0.1", port) as second:
            assert port < second.getsockname()[1] <= port + 20


@pytest.fixture
def bad(documents: Path) -> Path:
    """The three good documents, and beside them one of each bad kind."""
    (documents / "empty.txt").write_bytes(b"")
    (documents / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    with (documents / "large.txt").open("wb") as large:
        large.truncate(200_000_000)
    (documents / "russian.txt").write_text("Правительство области представило годовой отчёт. " * 20, encoding="utf-8")
    with (documents / "documents.csv").open("a", encoding="utf-8") as table:
        table.write("russian.txt,Отчёт,2026-13-45,桃花源\n")
    if os.geteuid() != 0:
        (documents / "closed.txt").write_text("江苏省去年增长5%。", encoding="utf-8")
        (documents / "closed.txt").chmod(0)
    return documents


def test_bad_input_is_one_clear_line_each_and_the_build_goes_on(bad: Path, tmp_path: Path) -> None:
    atlas = tmp_path / "atlas.duckdb"
    good = build([bad / "jiangsu.txt", bad / "sichuan.txt", bad / "zigong.txt"], atlas)
    result = shell("build", bad, bad / "nowhere.txt", "-o", atlas)
    assert result.returncode == 1
    lines = result.stderr.splitlines()
    assert all(line.startswith("fangzhi: ") for line in lines)
    for words in (
        "empty.txt: ", "binary.txt: ", "large.txt: ", "russian.txt: ", "nowhere.txt: ",
        "桃花源", "2026-13-45",
    ):  # fmt: skip
        assert len([line for line in lines if words in line]) == 1, (words, lines)
    if os.geteuid() != 0:
        assert len([line for line in lines if "closed.txt" in line]) == 1
    assert f"documents   {good.documents} (" in result.stdout
    assert "refused" in result.stdout


def test_a_folder_with_nothing_to_read_is_said(fangzhi: Command, documents: Path, tmp_path: Path) -> None:
    atlas = tmp_path / "atlas.duckdb"
    build([documents], atlas)
    before = atlas.read_bytes()
    empty = tmp_path / "empty"
    empty.mkdir()
    code, out, err = fangzhi("build", empty, "-o", atlas)
    assert code == 1
    assert str(empty) in err
    assert err.count("\n") == 1
    assert "was not written" in out
    assert atlas.read_bytes() == before


def test_extract_goes_on_after_a_bad_file(fangzhi: Command, bad: Path) -> None:
    code, out, err = fangzhi("extract", bad / "empty.txt", bad / "zigong.txt")
    assert code == 1
    assert {json.loads(line)["document"] for line in out.splitlines()} == {str(bad / "zigong.txt")}
    assert "empty.txt" in err


def test_figures_outside_the_catalogue_are_counted(fangzhi: Command, documents: Path, tmp_path: Path) -> None:
    (documents / "zigong.txt").write_text("自贡市去年彩灯博物馆接待量增长8.8%，地区生产总值增长6%。", encoding="utf-8")
    atlas = tmp_path / "atlas.duckdb"
    build([documents], atlas)
    short, full = fangzhi("region", "自贡", "-a", atlas)[1], fangzhi("region", "自贡", "-a", atlas, "--all")[1]
    assert "8.8%" not in short
    assert "1 figures that are not in the indicator catalogue" in short
    assert "8.8%" in full
