"""The atlas as a server reads it: attached read-only, and exchanged when the file is replaced."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from threading import Lock, local
from typing import Any, TypeVar, cast

import duckdb

from fangzhi.model.errors import StoreError
from fangzhi.store.atlas import Atlas
from fangzhi.store.connection import attach
from fangzhi.store.kept import Kept
from fangzhi.store.keyed import FEW_FIGURES, Keyed, keyed
from fangzhi.store.lake import lake_stamp
from fangzhi.store.lake_files import lake_place
from fangzhi.store.queries import query
from fangzhi.store.rows import Rows
from fangzhi.store.summaries import open_summaries

Row = TypeVar("Row")
Parameter = str | int | float | list[str] | None
_MOST_VALUES = 1_000_000  # of answers that are kept for the next request: rows times columns, some 100 MB
_LARGEST = _MOST_VALUES // 5
_LOG = logging.getLogger(__name__)


class ServedVersion(Atlas):
    """An atlas over a connection that is open already: the path may by now lead to a newer file.

    It never changes, so answers that were given lately are given again: the page, its data and the same in the other
    language ask the same questions.
    """

    def __init__(self, path: Path, root: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self.kept = Kept[tuple[object, ...], Any](_MOST_VALUES, _LARGEST)
        self._lexicon_folder = None
        self._connection = root
        self._own = local()
        self._once = {}

    def ask(self, sql: str, parameters: Mapping[str, object] | None = None) -> Rows:
        """Rows of a query, out of memory when it was asked lately."""
        key = (sql, _fixed(parameters or {}))
        kept = self.kept.get(key)
        if kept is None:
            kept = Rows(self.lasting().sql(sql, params=dict(parameters or {})).to_arrow_table())
            self.kept.keep(key, kept, len(kept) * len(kept.columns))
        return cast("Rows", kept)

    def lasting(self) -> duckdb.DuckDBPyConnection:
        """The cursor of this thread over this version; making one takes as long as a small question."""
        if not hasattr(self._own, "cursor"):
            self._own.cursor = self.cursor()
        return cast("duckdb.DuckDBPyConnection", self._own.cursor)

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
    atlas: ServedVersion

    def rows(self, question: str, row: type[Row], **parameters: Parameter) -> tuple[Row, ...]:
        """Run ``queries/pages_<question>.sql``; each row becomes a ``row`` whose fields are the columns."""
        key = (question, row, _fixed(parameters))
        kept = self.atlas.kept.get(key)
        if kept is None:
            result = self.atlas.lasting().execute(query(f"pages_{question}"), parameters)
            names = [column[0] for column in result.description]
            found = result.fetchall()
            make = _maker(cast("Any", row), tuple(names))
            kept = tuple(make(values) for values in found)
            self.atlas.kept.keep(key, kept, len(kept) * len(names))
        return cast("tuple[Row, ...]", kept)

    def rows_of(self, question: str, row: type[Row], key: str) -> tuple[Row, ...]:
        """The rows of a question about one key; in a small atlas all keys are answered at the first one."""
        asked = keyed(query(f"pages_{question}"))
        if self.atlas.once("figures", self._figures) > FEW_FIGURES:
            return self.rows(question, row, **{asked.parameter: key})
        return self.atlas.once(f"all of {question}", lambda: self._all(asked, row)).get(key, ())

    def _figures(self) -> int:
        (count,) = self.atlas.lasting().execute("SELECT count(*) FROM observation").fetchone() or (0,)
        return int(count)

    def _all(self, asked: Keyed, row: type[Row]) -> dict[str, tuple[Row, ...]]:
        """The rows by key."""
        result = self.atlas.lasting().execute(asked.whole)
        make = _maker(cast("Any", row), tuple(column[0] for column in result.description[1:]))
        groups: dict[str, list[Row]] = {}
        for key, *values in result.fetchall():
            groups.setdefault(key, []).append(make(tuple(values)))
        return {key: tuple(rows) for key, rows in groups.items()}


@dataclass(frozen=True, slots=True)
class _Version:
    stamp: tuple[int, int, int]
    name: str
    atlas: ServedVersion


class ServedAtlas:
    """An atlas file that may be replaced while it is served.

    A file that cannot be opened leaves the version before it in use; only the first one must be good
    (StoreError otherwise). Requests under way finish on the version that they began with: DuckDB lets go
    of a version with the last reader that holds it.
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
            return Reader(self._version.name, self._version.atlas)

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


@cache
def _maker(row: type, names: tuple[str, ...]) -> Callable[[tuple[Any, ...]], Any]:
    """Makes a row of the values of columns; a thousand of them are asked for at once."""
    order = tuple(names.index(field.name) for field in fields(row))
    if set(names) != {names[at] for at in order}:
        raise StoreError(f"a question for {row.__name__} gives other columns: {', '.join(names)}")
    if order == tuple(range(len(names))):
        return lambda values: row(*values)
    return lambda values: row(*(values[at] for at in order))


def _fixed(parameters: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    """Parameters as a key."""
    return tuple(sorted((name, _hashable(value)) for name, value in parameters.items()))


def _hashable(value: object) -> object:
    return tuple(map(_hashable, value)) if isinstance(value, list | tuple) else (type(value).__name__, value)


def _stamp(path: Path) -> tuple[int, int, int]:
    place = lake_place(path)
    if place is not None:
        return lake_stamp(place)
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
        open_summaries(root)
        root.execute("SET enable_external_access = false")
        about = root.execute("SELECT key, value FROM atlas.main.atlas ORDER BY key").fetchall()
    except duckdb.Error as error:
        first_line = str(error).splitlines()[0]
        raise StoreError(f"{path} cannot be read as an atlas ({first_line}); build it again") from error
    name = hashlib.sha256(repr((about, stamp)).encode()).hexdigest()[:16]
    return _Version(stamp, name, ServedVersion(path, root))
