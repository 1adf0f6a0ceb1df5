"""What commands write: rows to standard output, remarks to standard error."""

import csv
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from fangzhi.present.cli.options import Layout
from fangzhi.present.table import plain, table
from fangzhi.present.values import period_text, rank_text, value_text


def say(text: str = "") -> None:
    """One line on standard output."""
    sys.stdout.write(f"{text}\n")


def complain(reason: str) -> None:
    """One sentence on standard error, under our name."""
    sys.stdout.flush()  # so that a terminal shows both streams in the order they were written
    sys.stderr.write(f"fangzhi: {plain(reason)}\n")
    sys.stderr.flush()


def terminal_width() -> int | None:
    """Columns of the terminal, None when the output goes elsewhere and nothing is cut."""
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """A table on standard output, cut to the terminal where there is one."""
    say(table(headings, rows, right=right, limit=terminal_width()))


def print_records(records: Sequence[Mapping[str, Any]], columns: Sequence[str], layout: Layout) -> None:
    """Records as CSV or as a JSON list."""
    if layout is Layout.JSON:
        say(json.dumps([dict(record) for record in records], ensure_ascii=False, indent=1, default=_as_json))
        return
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(records)


def figure(row: Mapping[str, Any]) -> str:
    """The value of an observation as people write it.

    >>> figure({"measure": "level", "value": 1.42e13, "unit": "元", "bound": "min"})
    '≥14.2万亿元'
    """
    if row["measure"] == "rank":
        return rank_text(row["value"])
    signed = row["measure"] == "change"
    return value_text(row["value"], row["unit"], value_high=row.get("value_high"), bound=row["bound"], signed=signed)


def figure_with_period(row: Mapping[str, Any]) -> str:
    """The value of an observation and the period it is about."""
    return f"{figure(row)} {period_text(row['period'])}"


def source_line(row: Mapping[str, Any]) -> str:
    """The sentence of a fact with the document it stands in."""
    published = row.get("document_published")
    return plain(
        f"「{row['sentence'].strip()}」 {row['document_title'] or row['document_id']} {published or ''}".rstrip()
    )


def _as_json(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no JSON")
