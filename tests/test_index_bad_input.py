"""What the laboratory refuses, and in which words: cases in tests/cases/index."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fangzhi.analyse.index.conventions import Conventions, conventions_from
from fangzhi.analyse.index.framework_file import load_framework, parse_framework
from fangzhi.analyse.index.panel import make_panel
from fangzhi.analyse.index.read_panel import read_panel
from fangzhi.analyse.index.score import compute
from fangzhi.model.errors import InputError

CASES = Path(__file__).parent / "cases" / "index"


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["name"]) for case in found]


def plan(case: dict[str, Any]) -> str:
    weights = [f"weight = {w}" for w in case.get("weights", ["", ""])] if "weights" in case else ["", ""]
    log = 'transform = "log"' if case.get("log") else ""
    return f"""title = "t"
[[dimension]]
id = "d"
[[dimension.indicator]]
id = "x"
direction = "up"
{log}
{weights[0]}
[[dimension.indicator]]
id = "y"
direction = "down"
{weights[1]}
"""


@pytest.mark.parametrize("case", cases("bad_frameworks.toml"))
def test_bad_frameworks(case: dict[str, Any]) -> None:
    with pytest.raises(InputError) as refused:
        parse_framework(case["text"], "f.toml")
    one_line(str(refused.value), case["says"])


@pytest.mark.parametrize("case", cases("bad_panels.toml"))
def test_bad_panels(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "panel.csv"
    file.write_text(case["csv"], encoding="utf-8")
    framework = parse_framework(plan(case), "f.toml")
    conventions = conventions_from(case.get("conventions", {}), Conventions(), "f.toml")
    with pytest.raises(InputError) as refused:
        compute(read_panel(file, framework.panel, ["x", "y"]), framework, conventions)
    one_line(str(refused.value), case["says"])


def one_line(message: str, says: str) -> None:
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.doc", b"x", "is neither CSV, Parquet nor XLSX"),
        ("a.parquet", b"not parquet", "is no Parquet file"),
        ("a.csv", b"region,year\n\xff\xfe,2020\n", "is not UTF-8 text (byte 12)"),
        ("a.csv", b'region,year,x\n"a,2020,1\n', "correct the quotes"),
    ],
)
def test_files_that_are_not_what_they_are_called(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_panel(tmp_path / name)
    one_line(str(refused.value), says)


def test_files_that_are_not_there() -> None:
    with pytest.raises(InputError, match="is not there"):
        read_panel("nowhere.csv")
    shipped = "administrative-structure, four-dimensions, reported-growth, three-objects"
    with pytest.raises(InputError, match=f"give a TOML file or one of {shipped}"):
        load_framework("nowhere.toml")


def test_a_table_with_one_row_or_none() -> None:
    framework = parse_framework(plan({}), "f.toml")
    with pytest.raises(InputError, match="has no rows"):
        make_panel([], ["x", "y"], origin="here")
    with pytest.raises(InputError, match="one region"):
        compute(make_panel([("a", 2020, [1.0, 2.0])], ["x", "y"], origin="here"), framework)


def test_two_regions_are_enough() -> None:
    framework = parse_framework(plan({}), "f.toml")
    table = make_panel([("a", 2020, [1.0, 2.0]), ("b", 2020, [3.0, 1.0])], ["x", "y"], origin="here")
    scores = compute(table, framework).scores
    assert np.isfinite(scores).all()
    assert scores[1] > scores[0]
