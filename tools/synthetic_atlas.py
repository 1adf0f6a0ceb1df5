"""Makes a large atlas of a small one by repeating its documents and facts under other regions, for measuring only."""

from pathlib import Path

import duckdb

from fangzhi.store.parts import KINDS

REGIONS = 3000
SHIFTED = "md5(concat(c.copy, f.{0}))[1:16]"


def synthetic(small: Path, large: Path, facts: int) -> None:
    """Write ``large`` with about ``facts`` figures about 3,000 regions; each copy has its own ids and region.

    Quotes and sentences stay as they are, so search hits repeat. Columns are sorted as a build sorts them.
    """
    large.unlink(missing_ok=True)
    with duckdb.connect(str(large)) as connection:
        connection.execute(f"ATTACH '{small}' AS small (READ_ONLY)")
        schema = (Path(__file__).parents[1] / "src/fangzhi/store/schema.sql").read_text(encoding="utf-8")
        connection.execute(schema)
        (count,) = connection.execute("SELECT count(*) FROM small.observation").fetchone() or (1,)
        copies = max(1, round(facts / count))
        connection.execute(
            "CREATE TEMP TABLE copies AS SELECT c.copy, r.region_code, r.name FROM range($copies) AS c(copy) JOIN "
            "(SELECT region_code, name, row_number() OVER (ORDER BY region_code) - 1 AS place FROM small.region "
            "WHERE level IN ('province', 'prefecture', 'county') AND valid_to IS NULL LIMIT $regions) AS r "
            "ON r.place = c.copy * 7 % $regions",
            {"copies": copies, "regions": REGIONS},
        )
        for kind in KINDS:
            connection.execute(
                f"INSERT INTO {kind} SELECT f.* REPLACE ({SHIFTED.format('fact_id')} AS fact_id, "  # noqa: S608  # our tables
                f"{SHIFTED.format('document_id')} AS document_id, c.name AS region, c.region_code AS region_code) "
                f"FROM small.{kind} AS f, copies AS c ORDER BY {_order(kind)}"
            )
        connection.execute(
            # A copy's text is not hashed again: its id stands for it, and nothing verifies this atlas.
            f"INSERT INTO document SELECT f.* REPLACE ({SHIFTED.format('document_id')} AS document_id, "  # noqa: S608  # our tables
            f"{SHIFTED.format('document_id')} || text_sha256[17:] AS text_sha256, "
            "concat(f.path, c.copy) AS path, c.name AS region, c.region_code AS region_code) "
            "FROM small.document AS f, copies AS c"
        )
        for table in ("indicator", "region", "atlas", "refused"):
            connection.execute(f"INSERT INTO {table} SELECT * FROM small.{table}")  # noqa: S608  # our tables


def _order(kind: str) -> str:
    if kind == "observation":
        return "f.indicator_id, c.region_code, f.year"
    return "f.industry_id, c.region_code" if kind == "focus" else "c.region_code, f.fact_id"
