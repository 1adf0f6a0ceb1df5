"""The register of a build on the disk: which files are wanted, and what came of each, a row a file in SQLite.

Nothing of it is kept in memory, so that millions of files cost no more of it than a few; and what is done is written
down as it is done, so that a build that was killed goes on where it was.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

VERSION = "4"
EVERY = 3.0  # seconds after which what is done is written down: it waits for the disk
CHUNK = 500  # rows read at a time: others are written in between
COLUMNS = (
    "path", "stamp", "circumstances", "key", "document_id", "said", "characters", "facts", "reason", "likeness",
    "source",
)  # fmt: skip
_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entry (
    path BLOB PRIMARY KEY, stamp TEXT, circumstances TEXT NOT NULL, key TEXT, document_id TEXT, said TEXT,
    characters INTEGER NOT NULL, facts TEXT NOT NULL, reason TEXT, likeness TEXT NOT NULL, source TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wanted (
    place INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, stamp TEXT, circumstances TEXT NOT NULL,
    source TEXT NOT NULL, known INTEGER NOT NULL
);
DELETE FROM wanted;
"""
_ENTRY = f"SELECT {', '.join(COLUMNS)} FROM entry"  # noqa: S608  # names of our own
_PUT = f"INSERT OR REPLACE INTO entry VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608  # as above
_UNWANTED = "FROM entry WHERE NOT EXISTS (SELECT 1 FROM wanted WHERE wanted.path = entry.path)"
_SHARED = (
    "{0} IN (SELECT {0} FROM entry WHERE document_id IS NOT NULL AND {0} IS NOT NULL GROUP BY 1 HAVING count(*) > 1)"
)
_ALIKE = f"{_ENTRY} WHERE document_id IS NOT NULL AND ({_SHARED.format('document_id')} OR {_SHARED.format('said')})"
_DOCUMENTS = (
    f"SELECT {', '.join(f'entry.{name}' for name in COLUMNS)}, wanted.stamp, wanted.circumstances, wanted.source "  # noqa: S608  # as above
    "FROM entry JOIN wanted USING (path) WHERE document_id IS NOT NULL AND entry.path > ? ORDER BY entry.path LIMIT ?"
)

Values = Sequence[Any]


@contextmanager
def open_register(path: Path) -> Iterator["Register"]:
    """The register that lies there, an empty one when none can be used; OSError when it cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, open_register(Path(folder) / "register.sqlite") as register:
    ...     register.put(("a.txt", None, "", "k", "d", None, 9, "{}", None, "", "{}"))
    ...     register.entry("a.txt")[3], register.entry("b.txt")
    ('k', None)
    """
    try:
        try:
            connection = _opened(path)
        except sqlite3.DatabaseError:
            for name in (path, path.with_name(f"{path.name}-journal")):
                name.unlink(missing_ok=True)
            connection = _opened(path)
        with closing(connection):
            register = Register(connection)
            try:
                yield register
            finally:
                connection.commit()
    except sqlite3.Error as error:
        raise OSError(str(error)) from None


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_TABLES)
        version = connection.execute("SELECT value FROM about WHERE name = 'version'").fetchone()
        if version is None:
            connection.execute("INSERT INTO about VALUES ('version', ?)", [VERSION])
        elif version != (VERSION,):
            raise sqlite3.DatabaseError("of another version")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class Register:
    """An open register. Paths are strings as Python has them; other values are as ``COLUMNS`` are stored."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._written = monotonic()

    def about(self, name: str) -> Any:  # noqa: ANN401  # whatever was kept
        """What was kept under a name; None when nothing was."""
        row = self._connection.execute("SELECT value FROM about WHERE name = ?", [name]).fetchone()
        return json.loads(row[0]) if row else None

    def keep_about(self, name: str, value: object) -> None:
        """Keep what JSON can hold under a name."""
        self._connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", [name, json.dumps(value)])

    def write_down(self, *, at_once: bool = False) -> None:
        """Let what is done be on the disk, unless it was done a moment ago."""
        if at_once or monotonic() - self._written > EVERY:
            self._connection.commit()
            self._written = monotonic()

    def want(self, path: str, stamp: str | None, circumstances: str, source: str, *, known: bool) -> None:
        """Add a file to those of this build; one that is wanted already keeps its place."""
        values = (_stored(path), stamp, circumstances, source, known)
        self._connection.execute(
            "INSERT OR IGNORE INTO wanted (path, stamp, circumstances, source, known) VALUES (?, ?, ?, ?, ?)", values
        )

    def unknown(self) -> Iterator[Values]:
        """Path, stamp, circumstances and source of the wanted files that are not known, in their order."""
        sql = "SELECT path, stamp, circumstances, source, place FROM wanted WHERE NOT known AND place > ? LIMIT ?"
        last = 0
        while rows := self._connection.execute(sql, [last, CHUNK]).fetchall():
            last = rows[-1][-1]
            yield from ((_shown(path), *others) for path, *others, _ in rows)

    def entry(self, path: str) -> Values | None:
        """What came of a file, by ``COLUMNS``."""
        row = self._connection.execute(f"{_ENTRY} WHERE path = ?", [_stored(path)]).fetchone()
        return None if row is None else (path, *row[1:])

    def outcome(self, path: str) -> tuple[str | None, str | None] | None:
        """Key and reason of a file."""
        sql = "SELECT key, reason FROM entry WHERE path = ?"
        row: tuple[str | None, str | None] | None = self._connection.execute(sql, [_stored(path)]).fetchone()
        return row

    def put(self, values: Values) -> None:
        """Write down what came of a file, by ``COLUMNS``."""
        self._connection.execute(_PUT, (_stored(values[0]), *values[1:]))
        self.write_down()

    def unwanted(self) -> list[tuple[str, str | None]]:
        """Path and key of the files that are no longer wanted."""
        return [(_shown(path), key) for path, key in self._connection.execute(f"SELECT path, key {_UNWANTED}")]

    def forget_unwanted(self) -> None:
        """Delete what came of files that are no longer wanted."""
        self._connection.execute(f"DELETE {_UNWANTED}")

    def alike(self) -> list[Values]:
        """The files whose text another file has too, or that say the same as another one, by ``COLUMNS``."""
        return [(_shown(path), *others) for path, *others in self._connection.execute(_ALIKE)]

    def documents(self) -> Iterator[Values]:
        """The wanted files that gave something, in the order of their paths: by ``COLUMNS``, then as wanted."""
        last = b""
        while rows := self._connection.execute(_DOCUMENTS, [last, CHUNK]).fetchall():
            last = rows[-1][0]
            yield from ((_shown(path), *others) for path, *others in rows)

    def refused(self) -> list[tuple[str, str]]:
        """Path and reason of the wanted files that could not be read, in their order."""
        sql = "SELECT path, reason FROM entry JOIN wanted USING (path) WHERE reason IS NOT NULL ORDER BY place"
        return [(_shown(path), reason) for path, reason in self._connection.execute(sql)]

    def gave_something(self) -> bool:
        """Whether any file did."""
        return self._connection.execute("SELECT 1 FROM entry WHERE key IS NOT NULL LIMIT 1").fetchone() is not None

    def keys(self) -> Iterator[str]:
        """The keys of all files in order."""
        return (key for (key,) in self._connection.execute("SELECT key FROM entry WHERE key IS NOT NULL ORDER BY key"))


def _stored(path: str) -> bytes:
    """A name that is no UTF-8 is stored as its bytes; the order is that of the characters."""
    return path.encode("utf-8", "surrogateescape")


def _shown(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")
