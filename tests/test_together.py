"""Statements at a time: all are done, the first error ends the others."""

import time
from pathlib import Path

import duckdb
import pytest

from fangzhi.run.build import build
from fangzhi.store.export import export
from fangzhi.store.together import Step, together


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute("ATTACH ':memory:' AS atlas")
    return connection


def making(name: str) -> Step:
    return lambda own: own.execute(f"CREATE TABLE {name} AS FROM range(1000)")


@pytest.mark.parametrize("threads", [0, 1, 3, 20])
def test_every_step_is_done(connection: duckdb.DuckDBPyConnection, threads: int) -> None:
    together(connection, [making(f"t{number}") for number in range(9)], threads=threads)
    assert connection.execute("SELECT count(*) FROM duckdb_tables()").fetchone() == (9,)


def test_an_error_ends_what_else_is_under_way(connection: duckdb.DuckDBPyConnection) -> None:
    def endless(own: duckdb.DuckDBPyConnection) -> None:
        own.execute("SELECT sum(a.range * b.range) FROM range(10000000) AS a, range(10000000) AS b").fetchall()

    def wrong(own: duckdb.DuckDBPyConnection) -> None:
        time.sleep(0.2)  # the other one is under way
        own.execute("FROM nowhere")

    with pytest.raises(duckdb.CatalogException, match="nowhere"):
        together(connection, [endless, wrong, making("late")], threads=2)
    assert connection.execute("SELECT count(*) FROM duckdb_tables()").fetchone() == (0,)


def test_as_many_threads_as_workers_give_the_same_tables(documents: Path, tmp_path: Path) -> None:
    made = []
    for workers in (1, 3):
        build([documents], tmp_path / f"{workers}.duckdb", workers=workers)
        made.append([path.read_bytes() for path in export(tmp_path / f"{workers}.duckdb", tmp_path / str(workers))])
    assert made[0] == made[1]
