"""A lake: the tables of an atlas as partitioned Parquet, and a manifest that says which files are the newest build.

    manifests/000002.json      the files of build 2; the highest number is what readers see
    data/000002/observation/year=2025/province=320000/0.parquet

Files are never changed. A build writes its own folder, then its manifest; readers use the files of one manifest only,
so nobody sees half a build. The build before stays for those who are reading it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import duckdb

from fangzhi.model.errors import StoreError
from fangzhi.store.lake_files import MANIFESTS, Place, fetch, newest_manifest
from fangzhi.store.parts import KINDS
from fangzhi.store.sql import SCHEMA_VERSION, literal

FORMAT = 1
_COLUMNS = """
    SELECT column_name, comment FROM duckdb_columns()
    WHERE database_name = 'atlas' AND table_name = ? ORDER BY column_index
"""
VIEWS = ("document", *KINDS)  # what has many rows
IN_MEMORY = 1_000_000  # bytes of a summary that is read when a lake is opened


@dataclass(frozen=True, slots=True)
class Build:
    """One build of a lake: its name, and the files of each table, paths below the lake."""

    name: str
    tables: Mapping[str, tuple[str, ...]]


def read_build(place: Place) -> Build:
    """The newest build, its files at hand; StoreError when there is none that can be read."""
    newest = newest_manifest(place)
    if newest is None:
        raise StoreError(f"there is no lake at {place.address}; make one with: fangzhi build FOLDER --lake DIR")
    fetch(place, [f"{MANIFESTS}/{newest}"])
    try:
        record = json.loads((place.folder / MANIFESTS / newest).read_bytes())
        versions = (record["format"], record["schema_version"])
        tables = {table: tuple(listed) for table, listed in record["tables"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise StoreError(f"{place.address}: manifest {newest} cannot be read ({error}); build the lake again") from None
    if versions != (FORMAT, SCHEMA_VERSION):
        raise StoreError(
            f"{place.address} has the tables of another version of fangzhi (format and schema {versions}, this one "
            f"reads {(FORMAT, SCHEMA_VERSION)}); build it again with: fangzhi build FOLDER --lake DIR"
        )
    fetch(place, [file for listed in tables.values() for file in listed])
    return Build(newest.removesuffix(".json"), tables)


def attach_lake(connection: duckdb.DuckDBPyConnection, place: Place) -> None:
    """Make the newest build the database ``atlas``: documents and facts as views over its files, the rest as tables."""
    build = read_build(place)
    connection.execute("ATTACH ':memory:' AS atlas")
    connection.execute("USE atlas")
    connection.execute(files("fangzhi.store").joinpath("schema.sql").read_text(encoding="utf-8"))
    connection.execute("CREATE SCHEMA atlas.summary")
    for table, listed in build.tables.items():
        paths = ", ".join(literal(place.folder / file) for file in listed)
        if table not in VIEWS:
            verb = f"INSERT INTO {table} BY NAME"
            if table.startswith("summary."):  # a large one stays where it is: its blocks are skipped by their values
                large = sum((place.folder / file).stat().st_size for file in listed) > IN_MEMORY
                verb = f"CREATE {'VIEW' if large else 'TABLE'} {table} AS"
            connection.execute(f"{verb} FROM read_parquet([{paths}], hive_partitioning = false)")
            continue
        columns = connection.execute(_COLUMNS, [table]).fetchall()
        names = ", ".join(name for name, _ in columns)
        connection.execute(f"DROP TABLE {table}")
        connection.execute(
            f"CREATE VIEW {table} AS SELECT {names} FROM read_parquet([{paths}], hive_partitioning = true, "  # noqa: S608  # as above
            "hive_types = {'year': INTEGER, 'province': VARCHAR})"
        )
        for name, comment in columns:
            if comment:
                connection.execute(f"COMMENT ON COLUMN {table}.{name} IS {literal(comment)}")
    connection.execute("SET parquet_metadata_cache = true")
    connection.execute(f"SET allowed_directories = [{literal(place.folder)}]")


def attach_before(connection: duckdb.DuckDBPyConnection, place: Place) -> None:
    """Make the newest build the database ``before``: what a build that will replace it is compared with."""
    build = read_build(place)
    connection.execute("ATTACH ':memory:' AS before")
    for table in (*VIEWS, "atlas"):
        listed = ", ".join(literal(place.folder / file) for file in build.tables.get(table, ()))
        if listed:
            source = f"read_parquet([{listed}], hive_partitioning = false)"
            connection.execute(f"CREATE VIEW before.main.{table} AS FROM {source}")
        else:
            connection.execute(f"CREATE TABLE before.main.{table} AS FROM atlas.main.{table} LIMIT 0")


def lake_stamp(place: Place) -> tuple[int, int, int]:
    """What changes whenever there is a newer build; OSError when there is none."""
    newest = newest_manifest(place)
    if newest is None:
        raise FileNotFoundError(place.address)
    number = int(newest.removesuffix(".json"))
    if place.remote:
        return number, 0, 0
    status = (place.folder / MANIFESTS / newest).stat()
    return number, status.st_mtime_ns, status.st_size
