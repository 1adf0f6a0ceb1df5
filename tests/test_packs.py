"""Packs: the rows of many documents as columns, between parts and atlas."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # it has no types
import pytest

from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import StoreError
from fangzhi.read import read_text
from fangzhi.run import packing
from fangzhi.run.build import build
from fangzhi.store.atlas import Atlas
from fangzhi.store.export import export
from fangzhi.store.packs import TABLES, is_packed, pack_file, schema_of, write_pack
from fangzhi.store.parts import Part, part_of
from fangzhi.store.write import assemble


@pytest.mark.parametrize("table", TABLES)
def test_columns_and_types_are_those_of_the_atlas(table: str) -> None:
    with duckdb.connect(":memory:") as connection:
        connection.execute(files("fangzhi.store").joinpath("schema.sql").read_text(encoding="utf-8"))
        stored = connection.table(table).limit(0).to_arrow_table().schema
    assert dict(zip(stored.names, stored.types, strict=True)) == {field.name: field.type for field in schema_of(table)}


def test_many_packs_give_the_atlas_of_one(documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build([documents], tmp_path / "one.duckdb")
    monkeypatch.setattr(packing, "MOST_DOCUMENTS", 1)
    build([documents], tmp_path / "many.duckdb")
    one, many = (
        {path.name: path.read_bytes() for path in export(tmp_path / f"{name}.duckdb", tmp_path / name)}
        for name in ("one", "many")
    )
    assert one == many
    assert not list(tmp_path.glob(".*.parts/packs"))


def test_writing_is_tried_again_with_more_memory(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([documents], tmp_path / "one.duckdb")
    monkeypatch.setattr("fangzhi.run.build.shutil.rmtree", lambda *_, **__: None)
    build([documents], tmp_path / "two.duckdb")
    folder = tmp_path / ".two.duckdb.parts" / "packs"
    [name] = {path.name.split(".")[0] for path in folder.iterdir()}
    (tmp_path / "two.duckdb").unlink()
    about = {"built_at": "2026"}
    with pytest.raises(StoreError, match="more than 2MB of memory"):
        assemble(
            tmp_path / "two.duckdb", folder, [name], lexicon=load_lexicon(), refused=[], about=about, memory=["2MB"]
        )
    assert not list(tmp_path.glob("*two.duckdb*building*"))
    limits = ["2MB", "512MB"]
    assemble(tmp_path / "two.duckdb", folder, [name], lexicon=load_lexicon(), refused=[], about=about, memory=limits)
    with Atlas(tmp_path / "one.duckdb") as one, Atlas(tmp_path / "two.duckdb") as two:
        for table in ("fact", "document", "summary.region_statement", "summary.coverage"):
            assert one.ask(f"FROM {table} ORDER BY ALL").rows() == two.ask(f"FROM {table} ORDER BY ALL").rows()


def test_a_pack_is_whole_or_not_there(tmp_path: Path) -> None:
    def parts() -> Iterator[tuple[Part, str, tuple[str, ...]]]:
        yield part_of(read_text("一", path="a.txt", lexicon=load_lexicon()), []), "a.txt", ()
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        write_pack(tmp_path, "a", parts())
    assert not is_packed(tmp_path, "a")


def test_rows_are_written_in_batches(documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fangzhi.store.packs.BATCH", 4)
    monkeypatch.setattr("fangzhi.run.build.shutil.rmtree", lambda *_, **__: None)
    summary = build([documents], tmp_path / "a.duckdb")
    [name] = {path.name.split(".")[0] for path in tmp_path.glob(".*.parts/packs/*")}
    file = pq.ParquetFile(pack_file(tmp_path / ".a.duckdb.parts" / "packs", name, "observation"))
    assert file.num_row_groups > 1
    assert file.metadata.num_rows == summary.facts["observation"]
