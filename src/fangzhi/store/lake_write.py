"""Writes a lake: an atlas put together aside, copied table by table, and the manifest last."""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from fangzhi.lexicon.load import Lexicon
from fangzhi.store.lake import FORMAT, attach_before
from fangzhi.store.lake_files import MANIFESTS, Place, newest_manifest, put, remove_builds
from fangzhi.store.packs import TABLES
from fangzhi.store.sql import SCHEMA_VERSION, literal, spilling
from fangzhi.store.write import ORDER, Written, assemble

_TABLES = """
    SELECT CASE schema_name WHEN 'main' THEN '' ELSE schema_name || '.' END || table_name FROM duckdb_tables()
    WHERE database_name = 'atlas' AND (estimated_size > 0 OR schema_name = 'summary') ORDER BY 1
"""
_PROVINCE = """
    CASE WHEN regexp_full_match({0}.region_code, '[0-9]{{6}}') THEN {0}.region_code[1:2] || '0000' ELSE 'none' END
"""


def write_lake(
    place: Place,
    folder: Path,
    packs: Sequence[str],
    *,
    lexicon: Lexicon,
    refused: Iterable[tuple[str, str]],
    copies: Sequence[Mapping[str, Any]],
    about: Mapping[str, str],
    threads: int = 1,
) -> Written:
    """Add a build to a lake, made of the packs of a folder, and take away those before the last.

    A kill at any moment leaves the build before; what it had written is deleted by the next.
    """
    newest = newest_manifest(place)
    name = f"{int(newest.removesuffix('.json')) + 1 if newest else 1:06}"
    with TemporaryDirectory(dir=folder, prefix="lake-") as aside:
        atlas = Path(aside) / "atlas.duckdb"
        # What lies elsewhere is not fetched to be compared with.
        before = partial(attach_before, place=place) if newest and not place.remote else None
        written = assemble(
            atlas, folder, packs,
            lexicon=lexicon, refused=refused, copies=copies, about=about, threads=threads, before=before,
        )  # fmt: skip
        root = Path(aside) if place.remote else place.folder
        (root / MANIFESTS).mkdir(parents=True, exist_ok=True)
        shutil.rmtree(root / "data" / name, ignore_errors=True)  # of a build that was killed
        _copy_tables(atlas, root / "data" / name, threads)
        tables = {table: sorted(_files(root, name, table)) for table in _tables(root, name)}
        record = {
            "format": FORMAT,
            "schema_version": SCHEMA_VERSION,
            "build": name,
            "rows": {"document": _documents(atlas), **written.facts},
            "tables": tables,
            "about": dict(about),
        }
        manifest = f"{MANIFESTS}/{name}.json"
        unseen = root / MANIFESTS / f".{name}.tmp"
        unseen.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
        unseen.replace(root / manifest)
        if place.remote:
            put(place, root, [file for listed in tables.values() for file in listed])
            put(place, root, [manifest])
    remove_builds(place, [name, *([newest.removesuffix(".json")] if newest else [])])
    return written


def _copy_tables(atlas: Path, into: Path, threads: int) -> None:
    with duckdb.connect(":memory:", config=spilling(atlas.with_name("spill"), threads=threads)) as connection:
        connection.execute(f"ATTACH {literal(atlas)} AS atlas (READ_ONLY)")
        connection.execute("USE atlas")
        for (table,) in connection.execute(_TABLES).fetchall():
            (into / table).mkdir(parents=True)
            sql, options = _partitioned(table) if table in TABLES else (f"FROM {table}", "")
            target = into / table if table in TABLES else into / table / f"{into.name}_0.parquet"
            connection.execute(f"COPY ({sql}) TO {literal(target)} (FORMAT parquet, COMPRESSION zstd{options})")


def _partitioned(table: str) -> tuple[str, str]:
    """Rows of a table with the columns it is divided by, in the order in which they are asked for.

    The year of an observation is the one its period ends in, that of anything else the one its document is of.
    """
    if table == "document":
        sql = f"SELECT f.*, year(f.published)::INTEGER AS year, {_PROVINCE.format('f')} AS province FROM document AS f"  # noqa: S608  # names of our own
        order = "document_id"
    else:
        year = "" if table == "observation" else "year(d.published)::INTEGER AS year, "
        sql = (
            f"SELECT f.*, {year}{_PROVINCE.format('f')} AS province "  # noqa: S608  # as above
            f"FROM {table} AS f JOIN document AS d USING (document_id)"
        )
        order = f"{ORDER[table]}, document_id, span_start, span_end, fact_id"
    pattern = "FILENAME_PATTERN '{i}', OVERWRITE_OR_IGNORE"
    return f"{sql} ORDER BY year, province, {order}", f", PARTITION_BY (year, province), {pattern}"


def _tables(root: Path, name: str) -> list[str]:
    return sorted(path.name for path in (root / "data" / name).iterdir())


def _files(root: Path, name: str, table: str) -> list[str]:
    return [str(path.relative_to(root)) for path in (root / "data" / name / table).rglob("*.parquet")]


def _documents(atlas: Path) -> Any:  # noqa: ANN401  # a number, which DuckDB does not say
    with duckdb.connect(str(atlas), read_only=True) as connection:
        row = connection.execute("SELECT count(*) FROM document").fetchone()
    return row[0] if row else 0
