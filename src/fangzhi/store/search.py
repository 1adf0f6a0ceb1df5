"""Search over the sentences of an atlas."""

from __future__ import annotations

import logging
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event, Lock, Thread

from fangzhi.store.search_grams import match_expression
from fangzhi.store.search_index import facet_token, index_path, is_current, write_index
from fangzhi.store.serving import Reader

FACETED = 2000  # newest hits that facets are counted over
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search is narrowed to, all of it met by one fact of the sentence; empty and None narrow nothing."""

    words: str
    region: str = ""
    year: int | None = None
    kind: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence that holds the words, with one of its facts."""

    document_id: str
    title: str
    published: date | None
    fact_id: str
    region: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of hits, how many there are in all, and how many of the newest ``FACETED`` have each facet."""

    total: int
    hits: tuple[SentenceHit, ...]
    regions: Mapping[str, int]
    years: Mapping[int, int]
    kinds: Mapping[str, int]
    statuses: Mapping[str, int]


class Searcher:
    """Searches the sentences of whatever version is served; an index that is missing is made in the background."""

    def __init__(self, atlas: Path) -> None:
        self._path = index_path(atlas)
        self._lock = Lock()
        self._version = ""
        self._done = Event()

    def find(self, reader: Reader, wanted: Wanted, *, most: int, skip: int = 0, patience: float = 3.0) -> Hits | None:
        """What holds the words; None while the index is still being made after ``patience`` seconds."""
        if not self.ready(reader, patience):
            return None
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as connection:
            return _find(connection, wanted, most, skip)

    def done(self) -> bool:
        """Whether the index of the version that was asked for last is there."""
        return self._done.is_set()

    def ready(self, reader: Reader, patience: float = 0.0) -> bool:
        """Whether the index of this version is there; starts making it otherwise, and waits a while."""
        with self._lock:
            if self._version != reader.version:
                self._version, self._done = reader.version, Event()
                Thread(target=self._make, args=(reader, self._done), daemon=True, name="search index").start()
            done = self._done
        return done.wait(patience)

    def _make(self, reader: Reader, done: Event) -> None:
        stamp = _stamp(reader)
        try:
            if not is_current(self._path, stamp):
                write_index(reader.atlas.cursor(), self._path, stamp)
        except Exception:  # noqa: BLE001  # nobody waits for this thread; pages say that sentences are not ready
            _LOG.exception("the sentences of the atlas could not be indexed; search finds names only")
        else:
            done.set()


def _stamp(reader: Reader) -> str:
    """What the contents are told by: two builds of the same second with as many facts are the same build."""
    about = sorted(reader.atlas.about().items())
    counts = [reader.atlas.ask(f"SELECT count(*) AS n FROM {kind}").rows()[0]["n"] for kind in ("document", "fact")]  # noqa: S608  # names of our own tables
    return repr((about, counts))


def _find(connection: sqlite3.Connection, wanted: Wanted, most: int, skip: int) -> Hits:
    expression = _expression(wanted)
    if not expression:
        return Hits(0, (), {}, {}, {}, {})
    (total,) = connection.execute("SELECT count(*) FROM gram WHERE gram MATCH ?", (expression,)).fetchone()
    found = connection.execute(
        "SELECT s.document_id, s.title, s.published, s.fact_id, s.region, s.text FROM gram AS g "
        "JOIN sentence AS s ON s.id = g.rowid WHERE g.gram MATCH ? ORDER BY g.rowid LIMIT ? OFFSET ?",
        (expression, most, skip),
    )
    hits = tuple(
        SentenceHit(document_id, title, date.fromisoformat(published) if published else None, fact_id, region, text)
        for document_id, title, published, fact_id, region, text in found
    )
    regions, years, kinds, statuses = _facets(connection, expression, wanted)
    return Hits(total, hits, regions, years, kinds, statuses)


def _expression(wanted: Wanted) -> str:
    words = match_expression(wanted.words)
    token = facet_token(wanted.region, wanted.year, wanted.kind, wanted.status)
    return f"{words} AND facets : ({token})" if words and token else words


def _facets(
    connection: sqlite3.Connection, expression: str, wanted: Wanted
) -> tuple[Counter[str], Counter[int], Counter[str], Counter[str]]:
    """How many sentences have each facet among facts that meet the rest of what is wanted."""
    rows = connection.execute(
        "SELECT f.id, f.region, f.year, f.kind, f.status FROM facet AS f JOIN "
        "(SELECT rowid AS id FROM gram WHERE gram MATCH ? ORDER BY rowid LIMIT ?) AS g USING (id)",
        (expression, FACETED),
    )
    fitting = [row for row in rows if _fits(row[1:], wanted)]
    regions = Counter(region for _, region in {(row[0], row[1]) for row in fitting if row[1]})
    years = Counter(year for _, year in {(row[0], row[2]) for row in fitting if row[2]})
    kinds = Counter(kind for _, kind in {(row[0], row[3]) for row in fitting})
    statuses = Counter(status for _, status in {(row[0], row[4]) for row in fitting if row[4]})
    return regions, years, kinds, statuses


def _fits(facet: tuple[str | None, int | None, str, str | None], wanted: Wanted) -> bool:
    region, year, kind, status = facet
    return (
        wanted.region in ("", region)
        and wanted.year in (None, year)
        and wanted.kind in ("", kind)
        and wanted.status in ("", status)
    )
