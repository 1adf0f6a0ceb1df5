"""A lake: the tables as partitioned Parquet, whole or not there, read by everything that reads an atlas."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # it has no types
import pytest
from fastapi.testclient import TestClient

from fangzhi.model.errors import StoreError
from fangzhi.present.web import create_app
from fangzhi.run.build import build
from fangzhi.store import lake_files
from fangzhi.store.atlas import Atlas
from fangzhi.store.export import export
from fangzhi.store.verify import verify

Command = Callable[..., tuple[int, str, str]]


def timeless(page: str) -> str:
    """A page without the moment and the seconds of its build."""
    return re.sub(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}|<code>[0-9]+\.[0-9]</code>", "", page)


@pytest.fixture
def lake(documents: Path, tmp_path: Path) -> Path:
    build([documents], lake=tmp_path / "lake")
    return tmp_path / "lake"


def exported(atlas: Path | str, folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in export(atlas, folder)}


def test_a_lake_holds_what_the_file_holds(documents: Path, lake: Path, tmp_path: Path) -> None:
    build([documents], tmp_path / "atlas.duckdb")
    assert exported(lake, tmp_path / "a") == exported(tmp_path / "atlas.duckdb", tmp_path / "b")
    assert verify(lake).findings == ()


def test_facts_lie_by_year_and_province(lake: Path) -> None:
    [path, *_] = sorted(lake.glob("data/000001/observation/year=2026/province=320000/*.parquet"))
    codes = pq.read_table(path, columns=["region_code"], partitioning=None).column("region_code").to_pylist()
    assert {code[:2] for code in codes} == {"32"}
    record = json.loads((lake / "manifests" / "000001.json").read_text(encoding="utf-8"))
    assert record["rows"]["document"] == 3
    assert str(path.relative_to(lake)) in record["tables"]["observation"]


def test_every_page_and_command_reads_a_lake(documents: Path, lake: Path, tmp_path: Path, fangzhi: Command) -> None:
    build([documents], tmp_path / "atlas.duckdb")
    calls: list[tuple[str, ...]] = [
        ("region", "江苏"), ("indicator", "GDP", "--format", "json"), ("documents",), ("targets",), ("audit",),
        ("unresolved",), ("panel",), ("compare", "江苏", "四川"),
    ]  # fmt: skip
    for call in calls:
        assert fangzhi(*call, "--atlas", lake) == fangzhi(*call, "--atlas", tmp_path / "atlas.duckdb"), call
    with TestClient(create_app(lake)) as over_lake, TestClient(create_app(tmp_path / "atlas.duckdb")) as over_file:
        pages = (
            "/", "/region/320000", "/indicators", "/documents", "/about", "/region/320000.json", "/indicator/gdp",
            "/indicator/gdp.json", "/indicator/gdp.csv", "/targets", "/targets.json", "/audit", "/schemes",
            "/industry/low-altitude-economy", "/compare?regions=320000,510000",
        )  # fmt: skip
        for page in pages:
            assert over_lake.get(page).status_code == over_file.get(page).status_code
            assert timeless(over_lake.get(page).text) == timeless(over_file.get(page).text), page


def test_a_build_that_changes_nothing_writes_nothing(documents: Path, lake: Path) -> None:
    assert not build([documents], lake=lake).changed
    assert [path.name for path in (lake / "manifests").iterdir()] == ["000001.json"]


def test_readers_keep_their_build_and_new_ones_see_the_newest(documents: Path, lake: Path) -> None:
    with Atlas(lake) as before:
        (documents / "zigong.txt").unlink()
        (documents / "more.txt").write_text("江苏省去年工业投资增长9.9%。", encoding="utf-8")
        build([documents], lake=lake)
        assert len(before.documents()) == 3
        assert not any(row["path"].endswith("more.txt") for row in before.documents())
        with Atlas(lake) as after:
            assert any(row["path"].endswith("more.txt") for row in after.documents())
    (documents / "more.txt").write_text("江苏省去年工业投资增长9.8%。", encoding="utf-8")
    build([documents], lake=lake)
    assert sorted(path.name for path in (lake / "data").iterdir()) == ["000002", "000003"]
    assert sorted(path.name for path in (lake / "manifests").iterdir()) == ["000002.json", "000003.json"]


def test_a_server_takes_up_a_new_build(documents: Path, lake: Path) -> None:
    with TestClient(create_app(lake)) as client:
        assert "zigong" in client.get("/documents").text or "自贡" in client.get("/documents").text
        (documents / "zigong.txt").write_text("自贡市去年工业投资增长77.7%。", encoding="utf-8")
        build([documents], lake=lake)
        assert "77.7%" in client.get("/region/510300").text


def test_half_a_build_is_never_seen(documents: Path, lake: Path, tmp_path: Path) -> None:
    before = exported(lake, tmp_path / "before")
    half = lake / "data" / "000002" / "observation"
    half.mkdir(parents=True)
    (half / "0.parquet").write_bytes(b"PAR1 and then the power went")
    (lake / "manifests" / ".000002.tmp").write_text("{", encoding="utf-8")
    assert exported(lake, tmp_path / "after") == before
    (documents / "more.txt").write_text("江苏省去年工业投资增长9.9%。", encoding="utf-8")
    build([documents], lake=lake)
    assert verify(lake).documents == 4


def test_a_kill_at_any_moment_leaves_a_whole_lake(documents: Path, lake: Path, tmp_path: Path) -> None:
    before = exported(lake, tmp_path / "before")
    for number in range(30):
        (documents / f"more{number}.txt").write_text(f"江苏省去年工业投资增长{number}.5%。", encoding="utf-8")
    command = [sys.executable, "-m", "fangzhi", "build", str(documents), "--lake", str(lake)]
    for moment in (0.8, 1.4):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
            time.sleep(moment)
            os.killpg(process.pid, signal.SIGKILL)
        state = exported(lake, tmp_path / "state")
        assert state == before or state["document.csv"].count(b"\n") == 34
    build([documents], lake=lake)
    assert verify(lake).documents == 33


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{", r"manifest 000001.json cannot be read .*; build the lake again"),
        ('{"format": 99, "schema_version": 3, "tables": {}}', r"another version of fangzhi .*; build it again with"),
    ],
)
def test_a_lake_that_cannot_be_read_is_said_in_a_sentence(lake: Path, words: str, said: str) -> None:
    (lake / "manifests" / "000001.json").write_text(words, encoding="utf-8")
    with pytest.raises(StoreError, match=said):
        Atlas(lake)


def test_what_is_no_lake_is_not_written_into(documents: Path, tmp_path: Path, fangzhi: Command) -> None:
    with pytest.raises(StoreError, match="is something else than a lake"):
        build([documents], lake=documents)
    with pytest.raises(StoreError, match="is a folder; give -o a file, or --lake"):
        build([documents], documents)
    code, _, err = fangzhi("build", documents, "--lake", tmp_path / "lake", "-o", tmp_path / "a.duckdb")
    assert (code, "give -o or --lake, not both" in err) == (2, True)


@pytest.fixture(scope="module")
def store_address() -> Iterator[str]:
    """An object store on this machine: the address of a bucket in it."""
    pytest.importorskip("moto")
    os_environment = {**os.environ, "MOTO_ALLOW_NONEXISTENT_REGION": "true"}
    with subprocess.Popen(
        [sys.executable, "-c", _SERVER],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os_environment,
        text=True,
    ) as server:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        request = urllib.request.Request(f"http://127.0.0.1:{port}/reports", method="PUT")  # our own server
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        assert opener.open(request, timeout=10).status == 200
        yield f"s3://reports/lake?scheme=http&endpoint_override=127.0.0.1:{port}&region=us-east-1"
        server.kill()


_SERVER = """
import time
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
while True:
    time.sleep(3600)
"""


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "anybody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "anything")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("FANGZHI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(lake_files, "FRESH", 0.001)


@pytest.mark.usefixtures("keys")
def test_a_lake_in_an_object_store(documents: Path, tmp_path: Path, store_address: str, fangzhi: Command) -> None:
    build([documents], tmp_path / "atlas.duckdb")
    first = build([documents], lake=store_address)
    assert first.changed
    assert exported(store_address, tmp_path / "a") == exported(tmp_path / "atlas.duckdb", tmp_path / "b")
    assert not build([documents], lake=store_address).changed
    code, out, _ = fangzhi("region", "江苏", "--atlas", store_address)
    assert (code, out) == fangzhi("region", "江苏", "--atlas", tmp_path / "atlas.duckdb")[:2]
    with TestClient(create_app(Path(store_address))) as client:
        assert client.get("/region/510300").status_code == 200
        (documents / "zigong.txt").write_text("自贡市去年工业投资增长77.7%。", encoding="utf-8")
        assert build([documents], lake=store_address).changed
        assert "77.7%" in client.get("/region/510300").text


@pytest.mark.usefixtures("keys")
def test_an_object_store_that_does_not_answer_is_said_in_a_sentence() -> None:
    with pytest.raises(StoreError, match=r"cannot be reached .*; check the address and the keys"):
        Atlas("s3://reports/lake?scheme=http&endpoint_override=127.0.0.1:9&region=us-east-1")
