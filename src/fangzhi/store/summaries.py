"""What pages ask of all facts at once, worked out when an atlas is built: queries/summary_*.sql, a table each.

They lie in the schema ``summary`` of the atlas and repeat what its facts say; an atlas without them (older, or put
together elsewhere) has them worked out in memory when it is opened for serving. Either way pages find them as
``memory.<name>``.
"""

from __future__ import annotations

import duckdb

from fangzhi.store.queries import query

SUMMARIES = (
    "headline",
    "coverage",
    "label",
    "total",
    "target_year",
    "industry",
    "region_count",
    "region_industry",
    "region_figure",
    "region_focus",
    "region_document",
)


def write_summaries(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables in the attached ``atlas``, which is in use and can be written."""
    connection.execute(query("pages_area"))
    connection.execute("CREATE SCHEMA atlas.summary")
    for name in SUMMARIES:
        connection.execute(f"CREATE TABLE atlas.summary.{name} AS {query(f'summary_{name}')}")
    connection.execute("DROP TABLE memory.area")


def open_summaries(connection: duckdb.DuckDBPyConnection) -> None:
    """Let ``memory.<name>`` stand for each table of the attached ``atlas``, which is in use."""
    connection.execute(query("pages_area"))
    asked = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'atlas' AND schema_name = 'summary'"
    there = {row[0] for row in connection.execute(asked).fetchall()}
    for name in SUMMARIES:
        if name in there:
            connection.execute(f"CREATE VIEW memory.main.{name} AS FROM atlas.summary.{name}")
        else:
            connection.execute(f"CREATE TABLE memory.main.{name} AS {query(f'summary_{name}')}")
