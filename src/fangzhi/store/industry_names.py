"""Which industries the names of projects, titles of policies and labels of figures hold: worked out once at build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
from ahocorasick_rs import AhoCorasick

from fangzhi.lexicon.industries import IndustryCatalogue

SHORTEST = 2  # letters of a name that is looked for inside others
BATCH = 50_000  # words looked through at a time: atlases of millions of documents have millions of them
_WORDS = (
    "SELECT 'observation' AS kind, indicator AS words FROM (SELECT DISTINCT indicator FROM atlas.main.observation) "
    "UNION ALL SELECT 'project', name FROM (SELECT DISTINCT name FROM atlas.main.project) "
    "UNION ALL SELECT 'policy', title FROM (SELECT DISTINCT title FROM atlas.main.policy)"
)


def write_names(connection: duckdb.DuckDBPyConnection, industries: IndustryCatalogue) -> None:
    """Make ``memory.named`` (kind of fact, words, industry in them) and ``memory.industry_below``.

    The latter has a row for an industry with itself and with each one below. The connection's atlas is in use.
    """
    finder = Finder(names_of(industries))
    columns = ("kind", "words", "industry_id")
    _table(connection, "named", columns, ())
    with connection.cursor() as asked:
        words = asked.execute(_WORDS)
        while batch := words.fetchmany(BATCH):
            found = [(kind, text, industry_id) for kind, text in batch for industry_id in finder.industries_in(text)]
            _add(connection, "named", columns, found)
    below = [(row.id, other) for row in industries for other in (row.id, *_below(row.id, industries))]
    _table(connection, "industry_below", ("industry_id", "below"), below)


def names_of(industries: IndustryCatalogue) -> dict[str, tuple[str, ...]]:
    """The ids of the industries that bear each Chinese name."""
    found: dict[str, tuple[str, ...]] = {}
    for row in industries:
        for name in {row.zh, *row.aliases}:
            if len(name) >= SHORTEST:
                found[name] = (*found.get(name, ()), row.id)
    return found


class Finder:
    """Finds names of industries anywhere in some words.

    >>> finder = Finder({"无人机": ("drones",), "低空经济": ("low",), "钢铁": ("steel",)})
    >>> finder.industries_in("低空经济和无人机产业")
    ['drones', 'low']
    """

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self._ids = list(names.values())
        self._automaton = AhoCorasick(list(names))

    def industries_in(self, words: str) -> list[str]:
        """The industries whose name stands in the words, also inside a longer one, in order."""
        hits = self._automaton.find_matches_as_indexes(words, overlapping=True)
        return sorted({industry_id for number, _, _ in hits for industry_id in self._ids[number]})


def _below(industry_id: str, industries: IndustryCatalogue) -> Iterator[str]:
    for row in industries.narrower(industry_id):
        yield row.id
        yield from _below(row.id, industries)


def _table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> None:
    listed = ", ".join(f"{column} VARCHAR" for column in columns)
    connection.execute(f"CREATE TABLE memory.main.{name} ({listed})")
    _add(connection, name, columns, rows)


def _add(
    connection: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> None:
    listed = list(rows)
    arrays = [pa.array([row[at] for row in listed], pa.string()) for at in range(len(columns))]
    connection.register("batch", pa.Table.from_arrays(arrays, names=list(columns)))
    connection.execute(f"INSERT INTO memory.main.{name} SELECT * FROM batch")  # noqa: S608  # names of our own
    connection.unregister("batch")
