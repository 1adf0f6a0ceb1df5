"""Which industries the names of projects, titles of policies and labels of figures hold: worked out once at build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types

from fangzhi.lexicon.industries import IndustryCatalogue

SHORTEST = 2  # letters of a name that is looked for inside others
_WORDS = (
    "SELECT 'observation' AS kind, indicator AS words FROM (SELECT DISTINCT indicator FROM observation) "
    "UNION ALL SELECT 'project', name FROM (SELECT DISTINCT name FROM project) "
    "UNION ALL SELECT 'policy', title FROM (SELECT DISTINCT title FROM policy)"
)


def write_names(connection: duckdb.DuckDBPyConnection, industries: IndustryCatalogue) -> None:
    """Make ``memory.named`` (kind of fact, words, industry in them) and ``memory.industry_below``.

    The latter has a row for an industry with itself and with each one below. The connection's atlas is in use.
    """
    names = names_of(industries)
    found: list[tuple[str, str, str]] = []
    for kind, words in connection.execute(_WORDS).fetchall():
        found += [(kind, words, industry_id) for industry_id in sorted(industries_in(words, names))]
    _table(connection, "named", ("kind", "words", "industry_id"), found)
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


def industries_in(words: str, names: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The industries whose name stands anywhere in some words.

    >>> sorted(industries_in("低空经济和无人机产业", {"无人机": ("drones",), "低空经济": ("low",), "钢铁": ("steel",)}))
    ['drones', 'low']
    """
    longest = max(map(len, names), default=0)
    pieces = {
        words[at:end]
        for at in range(len(words) - SHORTEST + 1)
        for end in range(at + SHORTEST, min(len(words), at + longest) + 1)
    }
    return {industry_id for name in pieces & names.keys() for industry_id in names[name]}


def _below(industry_id: str, industries: IndustryCatalogue) -> Iterator[str]:
    for row in industries.narrower(industry_id):
        yield row.id
        yield from _below(row.id, industries)


def _table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> None:
    listed = list(rows)
    arrays = [pa.array([row[at] for row in listed], pa.string()) for at in range(len(columns))]
    connection.register("batch", pa.Table.from_arrays(arrays, names=list(columns)))
    connection.execute(f"CREATE TABLE memory.main.{name} AS SELECT * FROM batch")  # noqa: S608  # names of our own
    connection.unregister("batch")
