"""An atlas opened for reading, be it a file or a lake."""

from pathlib import Path

import duckdb

from fangzhi.model.errors import StoreError
from fangzhi.store.lake import attach_lake
from fangzhi.store.lake_files import lake_place
from fangzhi.store.sql import CONFIG, SCHEMA_VERSION, literal


def attach(path: Path) -> duckdb.DuckDBPyConnection:
    """An in-memory root with the atlas attached read-only, so that any number of processes can read it.

    A folder or an s3 address is a lake: its newest build is attached under the same names.

    StoreError when there is no atlas, or it is no atlas of this version.
    """
    place = lake_place(path)
    if place is None and not path.is_file():
        raise StoreError(f"there is no atlas at {path}; make one with: fangzhi build FOLDER -o {path}")
    connection = duckdb.connect(":memory:", config=CONFIG)
    try:
        if place is not None:
            attach_lake(connection, place)
        else:
            connection.execute(f"ATTACH {literal(path)} AS atlas (READ_ONLY)")
            connection.execute("USE atlas")
        row = connection.execute("SELECT value FROM atlas.main.atlas WHERE key = 'schema_version'").fetchone()
    except StoreError:
        connection.close()
        raise
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
