"""Puts an atlas together: packs in, sorted tables out, the old atlas in place until the new one is whole."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types

from fangzhi.lexicon.load import Lexicon
from fangzhi.model.errors import StoreError
from fangzhi.store.changes import KEY, Attach, attach_before, changes_since
from fangzhi.store.packs import pack_file, schema_of, write_pack
from fangzhi.store.parts import KINDS, Part
from fangzhi.store.queries import query
from fangzhi.store.sql import SCHEMA_VERSION, literal, spilling
from fangzhi.store.summaries import write_summaries
from fangzhi.store.together import together

ORDER = {  # what is asked for together lies together
    "observation": "indicator_id, region_code, year",
    "focus": "industry_id, region_code",
    "scheme": "region_code, code",
    "project": "region_code, name",
    "policy": "region_code, title",
    "platform": "region_code, category, name",
}
# What DuckDB may take; the rest is put aside on the disk. Little is as fast as much (docs/performance.md), and what
# cannot be put aside, such as the largest group of a question, is tried again with more.
MEMORY = ("512MB", "2GB", "8GB")
LONGEST_FIRST = ("observation", "document", "focus", "policy", "project", "platform", "scheme")  # to load at a time


@dataclass(frozen=True, slots=True)
class Written:
    """What an atlas holds: facts by kind, and the commonest words that no row of the lexicon matches."""

    facts: dict[str, int]
    unresolved: tuple[tuple[str, str, int], ...]


def write_atlas(
    output: Path,
    parts: Iterable[tuple[Part, str, tuple[str, ...]]],
    *,
    lexicon: Lexicon,
    refused: Iterable[tuple[str, str]],
    about: Mapping[str, str],
    copies: Sequence[Mapping[str, Any]] = (),
) -> Written:
    """Build ``output`` from parts, all in this process; see ``assemble`` for what a build of many documents does.

    ``parts`` gives each document once, with its path and the further paths of the same document.
    """
    with TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.packs-") as packs:
        write_pack(Path(packs), "all", parts)
        return assemble(output, Path(packs), ["all"], lexicon=lexicon, refused=refused, copies=copies, about=about)


def assemble(  # noqa: PLR0913  # one option a parameter, all but three by name
    output: Path,
    folder: Path,
    packs: Sequence[str],
    *,
    lexicon: Lexicon,
    refused: Iterable[tuple[str, str]],
    about: Mapping[str, str],
    copies: Sequence[Mapping[str, Any]] = (),
    threads: int = 1,
    memory: Sequence[str] = MEMORY,
    before: Attach | None = None,
) -> Written:
    """Build ``output`` aside from the packs of a folder, and move it into place when it is complete and on the disk.

    The documents keep the order of the packs, whatever the number of ``threads``; ``about`` goes into the table atlas,
    ``copies`` into the table copy. ``memory`` is what DuckDB may take, then what it may when that is not enough. The
    atlas is compared with what ``before`` attaches, else with the file that it replaces. A
    kill at any moment leaves the old file as it was.
    """
    aside, refusals = _aside(output), list(refused)
    try:
        for most in memory:
            _remove(aside)
            try:
                written = _fill(
                    output, folder, packs, lexicon=lexicon, refused=refusals, about=about, copies=copies,
                    threads=threads, memory=most, before=before,
                )  # fmt: skip
                break
            except duckdb.OutOfMemoryException:
                if most == memory[-1]:
                    raise StoreError(
                        f"{output} needs more than {most} of memory to be written; divide its documents"
                    ) from None
        _to_disk(aside)
        aside.replace(output)
        _to_disk(output.parent)
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:  # a full disk
        raise OSError(str(error).splitlines()[0]) from None
    finally:
        _remove(aside)
    return written


def _fill(  # noqa: PLR0913  # as above
    output: Path,
    folder: Path,
    packs: Sequence[str],
    *,
    lexicon: Lexicon,
    refused: Iterable[tuple[str, str]],
    about: Mapping[str, str],
    copies: Sequence[Mapping[str, Any]],
    threads: int,
    memory: str,
    before: Attach | None,
) -> Written:
    path = _aside(output)
    with duckdb.connect(":memory:", config=spilling(f"{path}.spill", memory, threads=threads)) as connection:
        connection.execute(f"ATTACH {literal(path)} AS atlas")
        connection.execute("USE atlas")
        connection.execute(files("fangzhi.store").joinpath("schema.sql").read_text(encoding="utf-8"))
        loads = [partial(_insert_packs, folder, packs, table) for table in LONGEST_FIRST]
        together(connection, [*loads, partial(_insert_lexicon, lexicon)], threads=threads)
        _insert(connection, "refused", [dict(zip(("path", "reason"), row, strict=True)) for row in refused])
        _insert(connection, "copy", [dict(row) for row in copies])
        connection.execute(f"INSERT INTO unresolved {query('unresolved')}")
        write_summaries(connection, lexicon.industries, threads=threads)
        facts = {kind: _count(connection, kind) for kind in KINDS}
        words = connection.execute("SELECT kind, words, count FROM unresolved LIMIT 10").fetchall()
        rows = {"schema_version": str(SCHEMA_VERSION), "lexicon_sha256": lexicon.sha256, **about}
        if changes := changes_since(connection, before or attach_before(output)):
            rows[KEY] = changes.to_json()
        _insert(connection, "atlas", [{"key": key, "value": value} for key, value in rows.items()])
        connection.execute("USE memory")
        connection.execute("DETACH atlas")
    return Written(facts, tuple(words))


def _insert_packs(folder: Path, packs: Sequence[str], table: str, connection: duckdb.DuckDBPyConnection) -> None:
    there = [path for name in packs if (path := pack_file(folder, name, table)).exists()]
    if not there:
        return
    order = f"ORDER BY {ORDER[table]}, document_id, span_start, span_end, fact_id" if table in ORDER else ""
    names = ", ".join(schema_of(table).names)
    listed = ", ".join(map(literal, there))
    connection.execute(f"INSERT INTO {table} BY NAME SELECT {names} FROM read_parquet([{listed}]) {order}")  # noqa: S608  # names of our own


def _insert_lexicon(lexicon: Lexicon, connection: duckdb.DuckDBPyConnection) -> None:
    for table, rows, identity in (
        ("indicator", lexicon.indicators, "indicator_id"),
        ("region", lexicon.regions, "region_code"),
    ):
        names = _columns(connection, table).names
        own = {identity: "id" if table == "indicator" else "code"}
        records = [{name: getattr(row, own.get(name, name)) for name in names} for row in rows]
        _insert(connection, table, records)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, records: list[dict[str, Any]]) -> None:
    if records:
        _insert_columns(connection, table, {name: [record[name] for record in records] for name in records[0]})


def _insert_columns(connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, list[Any]]) -> None:
    schema = _columns(connection, table)
    arrays = [pa.array(columns[field.name], field.type) for field in schema]
    connection.register("batch", pa.Table.from_arrays(arrays, schema=schema))
    connection.execute(f"INSERT INTO {table} SELECT * FROM batch")  # noqa: S608  # names of our own tables
    connection.unregister("batch")


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> pa.Schema:
    return connection.table(table).limit(0).to_arrow_table().schema


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  # names of our own tables
    return row[0] if row else 0


def _aside(output: Path) -> Path:
    return output.with_name(f".{output.name}.building")


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)
