"""The rows of some hundred documents as Parquet files, one a table: workers make them of parts, DuckDB reads them.

Cutting quotes from texts and turning rows into columns is work for every core; what is left to the one process that
writes the atlas is to sort.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # as above

from fangzhi.store.parts import EVIDENCE_COLUMNS, KINDS, OWN_COLUMNS, Part, Row, unpack

BATCH = 4000  # rows turned into columns at a time: of 20,000 a worker takes 60 MB more, and is no faster
TABLES = ("document", *KINDS)
DOCUMENT_COLUMNS = (
    "document_id", "path", "other_paths", "title", "published", "region", "region_code", "publisher", "url", "licence",
    "language", "kind", "document_number", "origins", "characters", "text_sha256", "source_sha256", "text", "layout",
    "fact_count",
)  # fmt: skip
_WHOLE_NUMBERS = frozenset(
    {
        "span_start", "span_end", "sentence_start", "sentence_end", "page", "table_number", "table_row", "table_column",
        "period_first", "period_last", "year", "count", "characters", "fact_count",
    }
)  # fmt: skip
_NUMBERS = frozenset({"value", "value_high", "amount"})


def write_pack(folder: Path, name: str, parts: Iterable[tuple[Part, str, tuple[str, ...]]]) -> None:
    """Write ``NAME.TABLE.parquet`` for each table that has rows; the document file comes last, when all is there.

    ``parts`` gives each document with its path and the further paths of the same document.
    """
    with _Writers(folder, name) as writers:
        for part, path, other_paths in parts:
            told = {**part.document, "path": path, "other_paths": json.dumps(other_paths, ensure_ascii=False)}
            writers.add("document", [tuple(told[column] for column in DOCUMENT_COLUMNS)])
            for kind in KINDS:
                writers.add(kind, unpack(part, kind))
    for table in reversed(TABLES):
        aside = _aside(folder, name, table)
        if aside.exists():
            aside.replace(pack_file(folder, name, table))


def pack_file(folder: Path, name: str, table: str) -> Path:
    """Where the rows of a table lie."""
    return folder / f"{name}.{table}.parquet"


def is_packed(folder: Path, name: str) -> bool:
    """Whether a pack is there and whole."""
    return pack_file(folder, name, "document").is_file()


def schema_of(table: str) -> pa.Schema:
    """Columns and types of a table, as ``schema.sql`` has them.

    >>> str(schema_of("focus").field("span_start").type)
    'int32'
    """
    columns = DOCUMENT_COLUMNS if table == "document" else (*EVIDENCE_COLUMNS, *OWN_COLUMNS[table])
    return pa.schema([(column, _type(table, column)) for column in columns])


def _type(table: str, column: str) -> pa.DataType:
    if column == "published" and table == "document":
        return pa.date32()
    return pa.int32() if column in _WHOLE_NUMBERS else pa.float64() if column in _NUMBERS else pa.string()


def _aside(folder: Path, name: str, table: str) -> Path:
    return folder / f"{name}.{table}.tmp"


class _Writers:
    """A file a table, opened with its first rows; rows wait until there are enough of them."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        self._open: dict[str, pq.ParquetWriter] = {}

    def __enter__(self) -> "_Writers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            for table in TABLES:
                self._flush(table)
        for writer in self._open.values():
            writer.close()

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Rows in the order of the columns."""
        waiting = self._rows[table]
        for row in rows:
            waiting.append(row)
            if len(waiting) >= BATCH:
                self._flush(table)

    def _flush(self, table: str) -> None:
        rows = self._rows[table]
        if not rows:
            return
        schema = schema_of(table)
        if table not in self._open:
            self._open[table] = pq.ParquetWriter(
                _aside(self._folder, self._name, table), schema, compression="zstd", compression_level=1
            )
        columns = [_array(values, field.type) for values, field in zip(_columns(rows), schema, strict=True)]
        self._open[table].write_table(pa.Table.from_arrays(columns, schema=schema))
        rows.clear()


def _columns(rows: list[Row]) -> Iterator[list[Any]]:
    return map(list, zip(*rows, strict=True))


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_date(kind):
        return pa.array(values, pa.string()).cast(kind)
    return pa.array(values, kind)
