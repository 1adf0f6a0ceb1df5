"""Connections to DuckDB that read what they are told to and nothing else."""

from pathlib import Path

import duckdb

from fangzhi.model.errors import StoreError

SCHEMA_VERSION = 4
# No extension is fetched behind the user's back; a missing one fails at once instead of after a network time-out.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def literal(words: object) -> str:
    """A string as SQL writes it, for the places where a parameter is not allowed."""
    return "'" + str(words).replace("'", "''") + "'"


def attach(path: Path) -> duckdb.DuckDBPyConnection:
    """An in-memory root with the atlas attached read-only, so that any number of processes can read it.

    StoreError when there is no atlas, or it is no atlas of this version.
    """
    if not path.is_file():
        raise StoreError(f"there is no atlas at {path}; make one with: fangzhi build FOLDER -o {path}")
    connection = duckdb.connect(":memory:", config=CONFIG)
    try:
        connection.execute(f"ATTACH {literal(path)} AS atlas (READ_ONLY)")
        connection.execute("USE atlas")
        row = connection.execute("SELECT value FROM atlas.main.atlas WHERE key = 'schema_version'").fetchone()
    except duckdb.Error as error:
        connection.close()
        raise StoreError(f"{path} is no atlas ({str(error).splitlines()[0]}); build it again") from None
    if row is None or row[0] != str(SCHEMA_VERSION):
        connection.close()
        told = row[0] if row else "unknown"
        raise StoreError(
            f"{path} has the tables of another version of fangzhi (schema {told}, this one reads {SCHEMA_VERSION}); "
            f"build it again with: fangzhi build FOLDER -o {path}"
        )
    return connection
