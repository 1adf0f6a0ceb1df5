"""Builds on Ray: the same facts as here, every document once, whatever dies."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fangzhi.run.build import build
from fangzhi.store.export import export

DOCUMENTS = 40
Command = Callable[..., tuple[int, str, str]]


def test_a_cluster_gives_what_this_machine_gives(documents: Path, tmp_path: Path) -> None:
    """A worker process and then a whole node are killed in the middle; each build is the local one, byte for byte."""
    pytest.importorskip("ray")
    text = (documents / "jiangsu.txt").read_text(encoding="utf-8")
    for number in range(DOCUMENTS - 3):
        (documents / f"more{number}.txt").write_text(
            f"{text * 40}江苏省去年工业投资增长{number}.5%。", encoding="utf-8"
        )
    (documents / "empty.txt").write_bytes(b"")
    script = Path(__file__).with_name("ray_cluster.py")
    environment = {**os.environ, "RAY_USAGE_STATS_ENABLED": "0"}
    done = subprocess.run(
        [sys.executable, str(script), str(documents), str(tmp_path)],
        check=False, capture_output=True, text=True, timeout=300, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert told == [
        {"name": "whole", "documents": DOCUMENTS, "read": DOCUMENTS + 1, "hurt": []},
        {"name": "worker", "documents": DOCUMENTS, "read": DOCUMENTS + 1, "hurt": [True]},
        {"name": "node", "documents": DOCUMENTS, "read": DOCUMENTS + 1, "hurt": [True]},
    ]
    build([documents], tmp_path / "here.duckdb")
    here = {path.name: path.read_bytes() for path in export(tmp_path / "here.duckdb", tmp_path / "here")}
    for name in ("whole", "worker", "node"):
        there = {path.name: path.read_bytes() for path in export(tmp_path / f"{name}.duckdb", tmp_path / name)}
        assert there == here, name


def test_without_ray_the_option_says_how_to_get_it(
    documents: Path, tmp_path: Path, fangzhi: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    code, _, err = fangzhi("build", documents, "-o", tmp_path / "a.duckdb", "--on", "ray")
    assert code == 1
    assert err == "fangzhi: --on ray needs Ray; get it with: pip install 'fangzhi[ray]'\n"


def test_an_address_without_ray_is_a_wrong_call(documents: Path, tmp_path: Path, fangzhi: Command) -> None:
    code, _, err = fangzhi("build", documents, "-o", tmp_path / "a.duckdb", "--address", "127.0.0.1:1")
    assert (code, "give --on ray too" in err) == (2, True)
