"""The index of sentences beside an atlas: SQLite FTS5 over pairs of characters, newest document first.

It holds no text: a hit leads to its place in the document, which the atlas has.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types

from fangzhi.store.queries import query
from fangzhi.store.search_facets import facet_tokens
from fangzhi.store.search_grams import grams_of
from fangzhi.store.search_letters import Letters

INDEX_VERSION = "2"
_DOCUMENTS = 4_000  # read at a time: memory stays small however large the atlas is
_BATCH = 20_000
_SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE document (number INTEGER PRIMARY KEY, document_id TEXT);
CREATE TABLE sentence (
    id INTEGER PRIMARY KEY, document INTEGER, first INTEGER, last INTEGER, fact_id TEXT, facets TEXT
);
CREATE TABLE letter (character TEXT PRIMARY KEY, total INTEGER, newest BLOB) WITHOUT ROWID;
CREATE VIRTUAL TABLE gram USING fts5(words, facets, content='', tokenize='ascii');
"""
# Words are gathered in memory up to this many bytes before they are written: with the usual megabyte most of the time
# would go into merging what was written before.
_GATHERED = 128_000_000


def index_path(atlas: Path) -> Path:
    """Where the index of an atlas lies: beside it, or with the temporary files where nothing may be written there."""
    name = f".{atlas.name}.search"
    if os.access(atlas.parent, os.W_OK):
        return atlas.with_name(name)
    return Path(tempfile.gettempdir()) / f"fangzhi-{sha256(bytes(atlas.resolve())).hexdigest()[:16]}{name}"


def write_index(cursor: duckdb.DuckDBPyConnection, path: Path, stamp: str) -> None:
    """Index every sentence that holds a fact; the file appears when it is complete.

    ``stamp`` identifies the contents of the atlas; ``is_current`` compares it.
    """
    aside = path.with_name(f"{path.name}.{os.getpid()}.building")
    aside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(aside)) as connection:
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
            connection.execute("INSERT INTO gram (gram, rank) VALUES ('hashsize', ?)", (_GATHERED,))
            _fill(connection, cursor)
            connection.executemany("INSERT INTO about VALUES (?, ?)", [("stamp", stamp), ("version", INDEX_VERSION)])
            connection.execute("INSERT INTO gram (gram) VALUES ('optimize')")
            connection.commit()
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def is_current(path: Path, stamp: str) -> bool:
    """Whether there is a whole index of just these contents."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            about = dict(connection.execute("SELECT key, value FROM about"))
    except sqlite3.Error:
        return False
    return about == {"stamp": stamp, "version": INDEX_VERSION}


def _fill(connection: sqlite3.Connection, cursor: duckdb.DuckDBPyConnection) -> None:
    every = [row[0] for row in cursor.execute(query("search_documents")).fetchall()]
    connection.executemany("INSERT INTO document VALUES (?, ?)", enumerate(every))
    numbers = {document_id: number for number, document_id in enumerate(every)}
    letters = Letters()
    number = 1
    for batch in _batches(cursor, every):
        documents, first, last, texts, facts, facets = (column.to_pylist() for column in batch.columns)
        ids = range(number, number + len(texts))
        places = zip(ids, map(numbers.__getitem__, documents), first, last, facts, facets, strict=True)
        connection.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?)", places)
        grams = grams_of(texts)
        words = zip(ids, grams.pairs, map(facet_tokens, facets), strict=True)
        connection.executemany("INSERT INTO gram (rowid, words, facets) VALUES (?, ?, ?)", words)
        letters.add(grams, number)
        number += len(texts)
    connection.executemany("INSERT INTO letter VALUES (?, ?, ?)", letters.rows())


def _batches(cursor: duckdb.DuckDBPyConnection, documents: list[str]) -> Iterator[pa.RecordBatch]:
    for begin in range(0, len(documents), _DOCUMENTS):
        some = {"documents": documents[begin : begin + _DOCUMENTS]}
        yield from cursor.sql(query("search_sentences"), params=some).to_arrow_reader(_BATCH)
