"""Times the questions of pages and commands on tens of millions of figures, in the ways in which they can be kept.

    python benchmarks/queries.py ATLAS --facts 30000000

The figures of ATLAS are repeated under 3,000 regions, their documents with them; quotes, sentences and texts are left
out, for they only fill the disk. Each question is asked of the figures in the order in which documents are read, then
sorted by indicator, region and year as a build sorts them (blocks of other indicators are skipped by their smallest and
largest values), then of what a build works out. A time is the middle of three of processor time, all threads together;
the clock of the middle one follows.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from fangzhi.store.queries import query
from fangzhi.store.sql import literal, spilling
from fangzhi.store.write import ORDER

REGIONS = 3000
ROUNDS = 3
LEFT_OUT = ("quote", "prefix", "suffix", "sentence")
COPIES = "CREATE TABLE memory.main.copies AS SELECT range::INTEGER AS copy FROM range($copies)"
AREAS = (
    "CREATE TABLE memory.main.places AS "
    "SELECT region_code, name, row_number() OVER (ORDER BY region_code) - 1 AS place FROM region "
    "WHERE level IN ('province', 'prefecture', 'county') AND valid_to IS NULL LIMIT $regions"
)
DOCUMENTS = (
    "CREATE TABLE document AS SELECT d.* REPLACE (hex(hash(d.document_id, c.copy)) AS document_id, '' AS text, "
    "p.region_code AS region_code, p.name AS region) "
    "FROM memory.main.copies AS c CROSS JOIN small.document AS d JOIN memory.main.places AS p "
    "ON p.place = hash(d.document_id, c.copy) % $regions"
)
FIGURES = (
    "CREATE TABLE observation AS SELECT o.* REPLACE (hex(hash(o.fact_id, c.copy)) AS fact_id, "
    "hex(hash(o.document_id, c.copy)) AS document_id, {left_out}, p.region_code AS region_code, p.name AS region) "
    "FROM memory.main.copies AS c CROSS JOIN small.observation AS o JOIN memory.main.places AS p "
    "ON p.place = hash(o.document_id, c.copy) % $regions"
)
WORKED_OUT = {
    "coverage": query("summary_coverage"),
    "headline": query("summary_headline"),
    "region_statement": query("summary_region_statement"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: of the figures, and of what is worked out where there is such a table."""

    name: str
    sql: str
    given: dict[str, object]
    worked_out: str | None = None


def questions(connection: duckdb.DuckDBPyConnection) -> Iterator[Question]:
    """The questions of pages and commands, about what most figures are about."""
    told = connection.execute(
        "SELECT indicator_id, measure, period, status, unit FROM observation WHERE indicator_id IS NOT NULL "
        "AND period IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC, indicator_id LIMIT 1"
    ).fetchone() or ("gdp", "growth", "2025", "actual", "%")
    ranking = dict(zip(("indicator_id", "measure", "period", "status", "unit"), told, strict=True))
    region = (connection.execute("SELECT max(region_code) FROM document").fetchone() or ("",))[0]
    yield Question("ranking of counties", query("pages_ranking"), {**ranking, "level": "county"})
    yield Question("ranking of provinces", query("pages_ranking"), {**ranking, "level": "province"})
    yield Question(
        "newest 100 figures of an indicator",
        query("pages_indicator_figures"),
        {"indicator_id": told[0], "most": 100, "skip": 0},
    )
    of_region = "SELECT * FROM {0} WHERE {1} = $region ORDER BY year DESC NULLS LAST, period DESC, document_id"
    yield Question(
        "figures of a region",
        of_region.format("observation", "region_code"),
        {"region": region},
        of_region.format("region_statement", "region_key"),
    )
    yield Question(
        "newest and target of each indicator of a region",
        query("region_latest"),
        {"region": region},
        query("region_latest_together"),
    )
    yield Question("which rankings there are", query("summary_coverage"), {}, "FROM coverage")
    yield Question("indicators that most regions report", query("summary_headline"), {}, "FROM headline")


def timed(connection: duckdb.DuckDBPyConnection, sql: str, given: dict[str, object]) -> str:
    """Milliseconds of processor time and of the clock, as a cell of the table."""
    rounds = []
    for _ in range(ROUNDS):
        clock, processor = time.perf_counter(), time.process_time()
        connection.execute(sql, given).fetchall()
        rounds.append((1000 * (time.process_time() - processor), 1000 * (time.perf_counter() - clock)))
    return "{:,.0f} ({:,.0f})".format(*(statistics.median(times) for times in zip(*rounds, strict=True)))


def repeated(connection: duckdb.DuckDBPyConnection, small: Path, facts: int) -> None:
    """Fill the database in use with the figures of a small atlas, repeated, in the order of their documents."""
    connection.execute(f"ATTACH {literal(small)} AS small (READ_ONLY)")
    for table in ("region", "indicator"):
        connection.execute(f"CREATE TABLE {table} AS FROM small.{table}")
    (count,) = connection.execute("SELECT count(*) FROM small.observation").fetchone() or (1,)
    connection.execute(COPIES, {"copies": max(1, round(facts / count))})
    connection.execute(AREAS, {"regions": REGIONS})
    connection.execute(DOCUMENTS, {"regions": REGIONS})
    left_out = ", ".join(f"'' AS {name}" for name in LEFT_OUT)
    connection.execute(FIGURES.format(left_out=left_out), {"regions": REGIONS})
    connection.execute(query("pages_area"))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("atlas", type=Path)
    parser.add_argument("--facts", type=int, default=3_000_000)
    parser.add_argument("--memory", default="6GB")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.duckdb"
        connection = duckdb.connect(":memory:", config=spilling(Path(folder) / "spill", given.memory))
        connection.execute(f"ATTACH {literal(large)} AS atlas")
        connection.execute("USE atlas")

        def step(what: str, *statements: str) -> None:
            started = time.process_time()
            for sql in statements:
                connection.execute(sql)
            connection.execute("CHECKPOINT atlas")
            print(f"{what}: {time.process_time() - started:,.0f} s of processor time", flush=True)

        repeated(connection, given.atlas, given.facts)
        (count,) = connection.execute("SELECT count(*) FROM observation").fetchone() or (0,)
        asked = list(questions(connection))
        print(f"{count:,} figures", flush=True)
        cells = {question.name: [timed(connection, question.sql, question.given)] for question in asked}
        step(
            "sorted",
            f"CREATE TABLE ordered AS FROM observation ORDER BY {ORDER['observation']}",
            "DROP TABLE observation",
            "ALTER TABLE ordered RENAME TO observation",
        )
        for question in asked:
            cells[question.name].append(timed(connection, question.sql, question.given))
        for name, sql in WORKED_OUT.items():
            step(f"{name} worked out", f"CREATE TABLE {name} AS {sql}")
        print(
            "| milliseconds of processor time (clock) | as read | sorted | worked out at build |\n|---|---:|---:|---:|"
        )
        for question in asked:
            out = timed(connection, question.worked_out, question.given) if question.worked_out else ""
            print(f"| {question.name} | {' | '.join(cells[question.name])} | {out} |")
        connection.close()


if __name__ == "__main__":
    main()
