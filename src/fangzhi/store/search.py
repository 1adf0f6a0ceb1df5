"""Search over the sentences of an atlas."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event, Lock, Thread

from fangzhi.store.search_facets import Facet, facet_token, read_facets
from fangzhi.store.search_grams import match_expression
from fangzhi.store.search_index import index_path, is_current, write_index
from fangzhi.store.search_letters import NEWEST, sentences_with
from fangzhi.store.serving import Reader

FACETED = NEWEST  # newest hits that facets are counted over
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
            return _find(reader, connection, wanted, most, skip)

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


def _find(reader: Reader, connection: sqlite3.Connection, wanted: Wanted, most: int, skip: int) -> Hits:
    expression = _expression(wanted)
    if not expression:
        return Hits(0, (), {}, {}, {}, {})
    total, newest = _newest(connection, wanted, expression, max(FACETED, skip + most))
    facets = _facets(connection, newest[:FACETED], wanted)
    return Hits(total, _hits(reader, connection, newest[skip : skip + most]), *facets)


def _newest(connection: sqlite3.Connection, wanted: Wanted, expression: str, most: int) -> tuple[int, list[int]]:
    """How many sentences fit, and the numbers of the newest ones, which are the lowest."""
    if len(wanted.words) == 1 and wanted == Wanted(wanted.words) and most <= NEWEST:
        return sentences_with(connection, wanted.words)
    found = connection.execute("SELECT rowid FROM gram WHERE gram MATCH ? ORDER BY rowid LIMIT ?", (expression, most))
    newest = [row[0] for row in found]
    if len(newest) < most:
        return len(newest), newest
    (total,) = connection.execute("SELECT count(*) FROM gram WHERE gram MATCH ?", (expression,)).fetchone()
    return total, newest


def _hits(reader: Reader, connection: sqlite3.Connection, numbers: list[int]) -> tuple[SentenceHit, ...]:
    places = connection.execute(
        "SELECT s.id, d.document_id, s.first, s.last, s.fact_id FROM sentence AS s "
        "JOIN document AS d ON d.number = s.document WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id",
        (json.dumps(numbers),),
    ).fetchall()
    if not places:
        return ()
    names = ("numbers", "documents", "first", "last", "facts")
    columns = dict(zip(names, map(list, zip(*places, strict=True)), strict=True))
    facts = columns.pop("facts")
    rows = reader.atlas.question("search_hits", **columns).rows()
    return tuple(SentenceHit(fact_id=fact_id, **row) for fact_id, row in zip(facts, rows, strict=True))


def _expression(wanted: Wanted) -> str:
    words = match_expression(wanted.words)
    token = facet_token(wanted.region, wanted.year, wanted.kind, wanted.status)
    return f"{words} AND facets : ({token})" if words and token else words


def _facets(
    connection: sqlite3.Connection, numbers: list[int], wanted: Wanted
) -> tuple[Counter[str], Counter[int], Counter[str], Counter[str]]:
    """How many sentences have each facet among facts that meet the rest of what is wanted."""
    rows = connection.execute(
        "SELECT facets FROM sentence WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(numbers),)
    )
    regions, years, kinds, statuses = Counter[str](), Counter[int](), Counter[str](), Counter[str]()
    for (written,) in rows:
        fitting = [facet for facet in read_facets(written) if _fits(facet, wanted)]
        regions.update({facet[0] for facet in fitting if facet[0]})
        years.update({facet[1] for facet in fitting if facet[1]})
        kinds.update({facet[2] for facet in fitting})
        statuses.update({facet[3] for facet in fitting if facet[3]})
    return regions, years, kinds, statuses


def _fits(facet: Facet, wanted: Wanted) -> bool:
    region, year, kind, status = facet
    return (
        wanted.region in ("", region)
        and wanted.year in (None, year)
        and wanted.kind in ("", kind)
        and wanted.status in ("", status)
    )
