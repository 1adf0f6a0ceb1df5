"""Makes a large atlas of a small one by repeating its documents and facts under other regions, for measuring only."""

from pathlib import Path

import duckdb

from fangzhi.store.parts import KINDS
from fangzhi.store.sql import literal
from fangzhi.store.summaries import write_summaries
from fangzhi.store.write import ORDER

REGIONS = 3000
SHIFTED = "md5(concat(c.copy, f.{0}))[1:16]"


def synthetic(small: Path, large: Path, facts: int, *, ordered: bool = True) -> None:
    """Write ``large`` with about ``facts`` figures about 3,000 regions, of copied documents with ids of their own.

    Quotes and sentences stay as they are, so search hits repeat. Rows are sorted as a build sorts them, unless
    ``ordered`` is false: then they lie in the order of documents, as they would without sorting.
    """
    large.unlink(missing_ok=True)
    spill: dict[str, str | bool | int | float | list[str]] = {"temp_directory": f"{large}.spill", "memory_limit": "8GB"}
    with duckdb.connect(":memory:", config=spill) as connection:
        connection.execute(f"ATTACH {literal(large)} AS atlas")
        connection.execute("USE atlas")
        connection.execute("SET preserve_insertion_order = false" if not ordered else "SET threads = 2")
        connection.execute(f"ATTACH {literal(small)} AS small (READ_ONLY)")
        schema = (Path(__file__).parents[1] / "src/fangzhi/store/schema.sql").read_text(encoding="utf-8")
        connection.execute(schema)
        (count,) = connection.execute("SELECT count(*) FROM small.observation").fetchone() or (1,)
        connection.execute(
            # Every document of a copy goes to another region, so that each region has a few of them.
            "CREATE TEMP TABLE copies AS SELECT c.copy, d.document_id AS source, r.region_code, r.name "
            "FROM range($copies) AS c(copy) CROSS JOIN "
            "(SELECT document_id, row_number() OVER (ORDER BY document_id) AS number FROM small.document) AS d JOIN "
            "(SELECT region_code, name, row_number() OVER (ORDER BY region_code) - 1 AS place FROM small.region "
            "WHERE level IN ('province', 'prefecture', 'county') AND valid_to IS NULL LIMIT $regions) AS r "
            "ON r.place = (c.copy * 7 + d.number * 61) % $regions",
            {"copies": max(1, round(facts / count)), "regions": REGIONS},
        )
        for kind in KINDS:
            order = f"ORDER BY {ORDER[kind]}, document_id, span_start, span_end, fact_id" if ordered else ""
            connection.execute(
                f"INSERT INTO {kind} SELECT f.* REPLACE ({SHIFTED.format('fact_id')} AS fact_id, "  # noqa: S608  # our tables
                f"{SHIFTED.format('document_id')} AS document_id, c.name AS region, c.region_code AS region_code) "
                f"FROM small.{kind} AS f JOIN copies AS c ON c.source = f.document_id {order}"
            )
        connection.execute(
            # A copy's text is not hashed again: its id stands for it, and nothing verifies this atlas.
            f"INSERT INTO document SELECT f.* REPLACE ({SHIFTED.format('document_id')} AS document_id, "  # noqa: S608  # our tables
            f"{SHIFTED.format('document_id')} || text_sha256[17:] AS text_sha256, "
            "concat(f.path, c.copy) AS path, c.name AS region, c.region_code AS region_code) "
            "FROM small.document AS f JOIN copies AS c ON c.source = f.document_id"
        )
        for table in ("indicator", "region", "atlas", "refused"):
            connection.execute(f"INSERT INTO {table} SELECT * FROM small.{table}")  # noqa: S608  # our tables
        if ordered:
            write_summaries(connection)
