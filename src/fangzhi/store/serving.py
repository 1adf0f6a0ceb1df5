"""The atlas as a server reads it: attached read-only, and exchanged when the file is replaced."""

from __future__ import annotations

import hashlib
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeVar

import duckdb

from fangzhi.model.errors import StoreError
from fangzhi.store.atlas import Atlas
from fangzhi.store.connection import attach
from fangzhi.store.queries import query

Row = TypeVar("Row")
Parameter = str | int | float | list[str] | None
_LOG = logging.getLogger(__name__)


class ServedVersion(Atlas):
    """An atlas over a connection that is open already: the path may by now lead to a newer file."""

    def __init__(self, path: Path, root: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._lexicon_folder = None
        self._connection = root

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own over this version, for work that goes on beside requests."""
        cursor = self._connection.cursor()
        cursor.execute("USE atlas")
        return cursor


@dataclass(frozen=True, slots=True)
class Reader:
    """One request's view of one version of the atlas; ``version`` changes whenever the file does.

    ``atlas`` is the same version for the questions of analyse.
    """

    version: str
    cursor: duckdb.DuckDBPyConnection
    atlas: ServedVersion

    def rows(self, question: str, row: type[Row], **parameters: Parameter) -> tuple[Row, ...]:
        """Run ``queries/pages_<question>.sql``; each row becomes a ``row`` whose fields are the columns."""
        result = self.cursor.execute(query(f"pages_{question}"), parameters)
        names = [column[0] for column in result.description]
        return tuple(row(**dict(zip(names, values, strict=True))) for values in result.fetchall())


@dataclass(frozen=True, slots=True)
class _Version:
    stamp: tuple[int, int, int]
    name: str
    root: duckdb.DuckDBPyConnection
    atlas: ServedVersion


class ServedAtlas:
    """An atlas file that may be replaced while it is served.

    A file that cannot be opened leaves the version before it in use; only the first one must be good
    (StoreError otherwise). Requests under way finish on the version that they began with: each holds
    a cursor, and DuckDB lets go of a version with its last cursor.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._version = _attach(path)
        self._refused: tuple[int, int, int] | None = None

    def reader(self) -> Reader:
        """A reader of the newest version."""
        with self._lock:
            self._renew()
            version = self._version
            cursor = version.root.cursor()
        cursor.execute("USE atlas")
        return Reader(version.name, cursor, version.atlas)

    def _renew(self) -> None:
        try:
            stamp = _stamp(self._path)
        except OSError:  # between two versions, or taken away: what is open stays open
            return
        if stamp in (self._version.stamp, self._refused):
            return
        try:
            self._version = _attach(self._path)
        except StoreError as error:
            self._refused = stamp
            _LOG.warning("%s The version before it is still served.", error)


def _stamp(path: Path) -> tuple[int, int, int]:
    status = os.stat(path)  # noqa: PTH116  # one system call on each request
    return status.st_ino, status.st_mtime_ns, status.st_size


def _attach(path: Path) -> _Version:
    """Open the file in a DuckDB instance of its own; an instance that has the path open would show the old file."""
    try:
        stamp = _stamp(path)
    except OSError as error:
        raise StoreError(f"there is no atlas at {path}; make one with: fangzhi build FOLDER -o {path}") from error
    root = attach(path)
    try:
        root.execute(query("pages_area"))
        root.execute("SET enable_external_access = false")
        about = root.execute("SELECT key, value FROM atlas.main.atlas ORDER BY key").fetchall()
    except duckdb.Error as error:
        first_line = str(error).splitlines()[0]
        raise StoreError(f"{path} cannot be read as an atlas ({first_line}); build it again") from error
    name = hashlib.sha256(repr((about, stamp)).encode()).hexdigest()[:16]
    return _Version(stamp, name, root, ServedVersion(path, root))
