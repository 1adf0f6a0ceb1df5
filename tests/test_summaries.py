"""What pages ask of all facts at once is the same whether it was worked out at build or when the atlas is opened."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from fangzhi.store.connection import attach
from fangzhi.store.summaries import SUMMARIES, open_summaries, write_summaries
from web_atlas import write_atlas
from web_drafts import INDICATORS, REGIONS, hostile, jiangsu, zhejiang


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """An atlas without summaries."""
    drafts = [jiangsu(), zhejiang(), hostile()]
    return write_atlas(tmp_path / "plain.duckdb", drafts, regions=REGIONS, indicators=INDICATORS)


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(attach(path)) as connection:
        open_summaries(connection)
        return {name: connection.execute(f"FROM memory.{name}").fetchall() for name in SUMMARIES}


def test_summaries_of_the_build_say_what_is_worked_out_later(plain: Path) -> None:
    later = contents(plain)
    with closing(duckdb.connect(":memory:")) as connection:
        connection.execute(f"ATTACH '{plain}' AS atlas")
        connection.execute("USE atlas")
        write_summaries(connection)
    built = contents(plain)
    assert {name for name in SUMMARIES if later[name]} >= set(SUMMARIES) - {"region_industry"}  # the drafts match none
    assert {name: sorted(map(str, rows)) for name, rows in built.items()} == {
        name: sorted(map(str, rows)) for name, rows in later.items()
    }
