"""The tables of an atlas as files, with what is needed to cite each fact."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from fangzhi.model.errors import StoreError
from fangzhi.store.atlas import Atlas
from fangzhi.store.connection import attach
from fangzhi.store.parts import KINDS
from fangzhi.store.queries import query
from fangzhi.store.rows import Rows
from fangzhi.store.sql import literal

CODEBOOK = ("table", "column", "type", "meaning")
_DOCUMENTED = """
    SELECT table_name, column_name, lower(data_type), comment FROM duckdb_columns()
    WHERE database_name = 'atlas' ORDER BY table_name, column_index
"""
ExportFormat = Literal["csv", "parquet"]
CITATION = {
    "document_title": "Title of the document the fact stands in",
    "document_url": "Address of that document",
    "document_published": "Date of publication of that document",
}
OTHERS = {  # their rows in a fixed order; the texts themselves are not ours to hand on
    "document": "SELECT * EXCLUDE (text, layout) FROM document ORDER BY document_id",
    "copy": "SELECT * FROM copy ORDER BY ALL",
    "unresolved": "SELECT * FROM unresolved ORDER BY ALL",
    "refused": "SELECT * FROM refused ORDER BY ALL",
    "indicator": "SELECT * FROM indicator ORDER BY indicator_id",
    "region": "SELECT * FROM region ORDER BY region_code, valid_from",
}


def export(atlas: str | Path, folder: str | Path, layout: ExportFormat = "csv") -> tuple[Path, ...]:
    """Write each table to ``folder``, and ``columns.csv`` that says what each column means; the paths written.

    Facts carry title, address and date of their document. The same atlas gives the same bytes.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder} cannot be made ({error.strerror}); give another --to") from None
    options = "FORMAT csv, HEADER" if layout == "csv" else "FORMAT parquet, COMPRESSION zstd"
    written = []
    with attach(Path(atlas)) as connection:
        for table, sql in {**{kind: _cited(kind) for kind in KINDS}, **OTHERS}.items():
            path = folder / f"{table}.{layout}"
            aside = path.with_name(f".{path.name}.tmp")
            connection.execute(f"COPY ({sql}) TO {literal(aside)} ({options})")
            aside.replace(path)
            written.append(path)
        documented = connection.execute(_DOCUMENTED).fetchall()
    path = folder / "columns.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(CODEBOOK)
        writer.writerows(_meanings(documented))
    return (*written, path)


def cited_facts(atlas: Atlas, kind: str) -> Rows:
    """All facts of a kind with title, address and date of their document, in a fixed order."""
    return atlas.ask(_cited(kind))


def facts_by_id(atlas: Atlas, kind: str, fact_ids: Iterable[str]) -> Rows:
    """The facts of a kind with these ids, with title, address and date of their document."""
    chosen = f"SELECT * FROM ({_cited(kind)}) WHERE fact_id IN (FROM unnest($ids))"  # noqa: S608  # a query of ours
    return atlas.ask(chosen, {"ids": sorted(fact_ids)})


def other_table(atlas: Atlas, table: str) -> Rows:
    """One of the tables that hold no facts, in a fixed order."""
    return atlas.ask(OTHERS[table])


def codebook(atlas: Atlas) -> list[tuple[str, str, str, str]]:
    """What each column means: table, column, type, meaning."""
    rows = atlas.ask(_DOCUMENTED).rows()
    return _meanings([tuple(row.values()) for row in rows])


def _cited(kind: str) -> str:
    return query("cited").replace("observation", kind)


def _meanings(documented: Sequence[tuple[str, str, str, str | None]]) -> list[tuple[str, str, str, str]]:
    """Columns that all facts share are described once, at observation."""
    shared = {column: comment for table, column, _, comment in documented if table == "observation" and comment}
    rows: list[tuple[str, str, str, str]] = []
    for table in (*KINDS, *OTHERS):
        rows += [
            (table, column, kind, comment or shared.get(column, ""))
            for name, column, kind, comment in documented
            if name == table and (table, column) not in {("document", "text"), ("document", "layout")}
        ]
        if table in KINDS:
            rows += [
                (table, column, "date" if column.endswith("published") else "varchar", comment)
                for column, comment in CITATION.items()
            ]
    return rows
