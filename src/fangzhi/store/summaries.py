"""What pages ask of all facts at once, worked out when an atlas is built: queries/summary_*.sql, a table each.

They lie in the schema ``summary`` of the atlas and repeat what its facts say; an atlas without them (older, or put
together elsewhere) has them worked out in memory when it is opened for serving. Either way pages find them as
``memory.<name>``.
"""

from __future__ import annotations

from functools import partial
from threading import Event

import duckdb

from fangzhi.lexicon.industries import IndustryCatalogue, load_industries
from fangzhi.store.atlas import Atlas
from fangzhi.store.industry_names import write_names
from fangzhi.store.queries import query
from fangzhi.store.together import together

SUMMARIES = (
    "headline",
    "coverage",
    "label",
    "total",
    "target_year",
    "industry",
    "region_count",
    "developed",
    "region_statement",
    "region_named",
    "region_document",
    "region_scheme",
    "province_statement",
    "indicator_figure",
    "document_fact",
    "target",
    "differing",
    "scheme_key",
    "developer",
    "industry_figure",
    "industry_project",
    "industry_policy",
)
LONGEST_FIRST = ("document_fact", "region_named", "region_statement", "target", "developer")  # to make at a time
_OF_INDUSTRIES = ("developer", "industry_figure", "industry_project", "industry_policy")


def write_summaries(
    connection: duckdb.DuckDBPyConnection, industries: IndustryCatalogue | None = None, *, threads: int = 1
) -> None:
    """Make the tables in the attached ``atlas``, which is in use and can be written.

    ``industries`` are those that its facts were read with; ours without it.
    """
    connection.execute(query("pages_area"))
    connection.execute("CREATE SCHEMA atlas.summary")
    named = Event()

    def names(own: duckdb.DuckDBPyConnection) -> None:
        try:
            write_names(own, industries or load_industries())
        finally:
            named.set()  # also when it failed: nobody waits for ever

    def make(name: str, own: duckdb.DuckDBPyConnection) -> None:
        if name in _OF_INDUSTRIES:
            named.wait()
        own.execute(f"CREATE TABLE atlas.summary.{name} AS {query(f'summary_{name}')}")

    rest = [name for name in SUMMARIES if name not in LONGEST_FIRST]
    together(connection, [names, *(partial(make, name) for name in (*LONGEST_FIRST, *rest))], threads=threads)
    for name in ("area", "named", "industry_below"):
        connection.execute(f"DROP TABLE memory.{name}")


def open_summaries(connection: duckdb.DuckDBPyConnection) -> None:
    """Let ``memory.<name>`` stand for each table of the attached ``atlas``, which is in use."""
    connection.execute(query("pages_area"))
    asked = (
        "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'atlas' AND table_schema = 'summary'"
    )
    there = {row[0] for row in connection.execute(asked).fetchall()}
    if not there.issuperset(_OF_INDUSTRIES):
        write_names(connection, load_industries())
    for name in SUMMARIES:
        if name in there:
            connection.execute(f"CREATE VIEW memory.main.{name} AS FROM atlas.summary.{name}")
        else:
            connection.execute(f"CREATE TABLE memory.main.{name} AS {query(f'summary_{name}')}")


def summary_source(atlas: Atlas, name: str) -> str | None:
    """The table that holds a summary; None where this atlas, opened without serving, has none."""
    return atlas.once("summaries", lambda: _sources(atlas)).get(name)


def _sources(atlas: Atlas) -> dict[str, str]:
    """Tables of the file before those of memory, which are views of them or stand for what the file lacks."""
    found = atlas.ask(
        "SELECT table_catalog || '.' || table_schema || '.' || table_name AS place, table_name AS name "
        "FROM information_schema.tables "
        "WHERE (table_catalog, table_schema) IN (('memory', 'main'), ('atlas', 'summary')) ORDER BY table_catalog DESC"
    )
    return {row["name"]: row["place"] for row in found if row["name"] in SUMMARIES}
