"""The index of sentences beside an atlas: SQLite FTS5 over pairs of characters, newest document first."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from itertools import groupby, product
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb

from fangzhi.store.queries import query
from fangzhi.store.search_grams import grams

INDEX_VERSION = "1"
_BATCH = 20_000
_SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE sentence (
    id INTEGER PRIMARY KEY, document_id TEXT, title TEXT, published TEXT, fact_id TEXT, region TEXT, text TEXT
);
CREATE TABLE facet (id INTEGER, region TEXT, year INTEGER, kind TEXT, status TEXT);
CREATE VIRTUAL TABLE gram USING fts5(words, facets, content='', tokenize='ascii');
"""
Facet = tuple[str | None, int | None, str, str | None]  # region code, year, kind, status


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
            _fill(connection, cursor)
            connection.execute("CREATE INDEX facet_of ON facet (id)")
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


def facet_tokens(facets: Iterable[Facet]) -> str:
    """For each fact every choice of its facets as one word, so that a filter is always met by a single fact.

    >>> facet_tokens([("320000", 2025, "focus", None)])
    'kfocus r320000 r320000kfocus r320000y2025 r320000y2025kfocus y2025 y2025kfocus'
    """
    tokens: set[str] = set()
    for region, year, kind, status in facets:
        whats = ["", f"k{kind}", f"k{kind}s{status}"] if status else ["", f"k{kind}"]
        wheres = ["", f"r{_plain(region)}"] if region else [""]
        whens = ["", f"y{year}"] if year else [""]
        tokens.update("".join(parts) for parts in product(wheres, whens, whats))
    return " ".join(sorted(tokens - {""}))


def facet_token(region: str, year: int | None, kind: str, status: str) -> str:
    """The word that a fact with all of these facets has; empty without any. A status belongs to an observation."""
    what = f"kobservations{status}" if status else f"k{kind}" if kind else ""
    return (f"r{_plain(region)}" if region else "") + (f"y{year}" if year else "") + what


def _plain(region: str) -> str:
    return "".join(letter for letter in region if letter.isascii() and letter.isalnum())


def _fill(connection: sqlite3.Connection, cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(query("search_sentences"))
    for number, (_, found) in enumerate(groupby(_rows(cursor), key=itemgetter(0, 1, 2)), start=1):
        facts = list(found)
        document_id, _, sentence, title, published, fact_id, region = facts[0][:7]
        facets: dict[Facet, None] = dict.fromkeys((fact[7], fact[8], fact[9], fact[10]) for fact in facts)
        connection.execute(
            "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, document_id, title, published and published.isoformat(), fact_id, region, sentence),
        )
        connection.executemany("INSERT INTO facet VALUES (?, ?, ?, ?, ?)", [(number, *facet) for facet in facets])
        connection.execute(
            "INSERT INTO gram (rowid, words, facets) VALUES (?, ?, ?)",
            (number, grams(sentence), facet_tokens(facets)),
        )


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(_BATCH):
        yield from rows
