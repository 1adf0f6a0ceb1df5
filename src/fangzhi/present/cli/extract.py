"""``fangzhi extract``: facts of documents to standard output, no database."""

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from typing import Annotated, Any

import typer

from fangzhi.model.facts import Focus, Observation, Platform, Policy, Project, Scheme
from fangzhi.present.cli.options import (
    DEFAULT_MEMORY,
    DEFAULT_SECONDS,
    LexiconFolder,
    Memory,
    Seconds,
    Sources,
    Workers,
)
from fangzhi.present.cli.report import complain, figure, print_table, say
from fangzhi.present.values import period_text

EXAMPLES = ("fangzhi extract report.txt --format table", "fangzhi extract reports/ > facts.jsonl")
KINDS = (Observation, Focus, Scheme, Project, Policy, Platform)
CSV_COLUMNS = tuple(dict.fromkeys(["document", "kind", *(f.name for kind in KINDS for f in fields(kind))]))


class FactFormat(StrEnum):
    """How facts are printed."""

    JSONL = "jsonl"
    CSV = "csv"
    TABLE = "table"


def extract(
    paths: Sources,
    layout: Annotated[FactFormat, typer.Option("--format", help="How facts are printed.")] = FactFormat.JSONL,
    workers: Workers = None,
    lexicon: LexiconFolder = None,
    memory: Memory = DEFAULT_MEMORY,
    seconds: Seconds = DEFAULT_SECONDS,
) -> int:
    """Print the facts of documents.

    A documents.csv beside a file gives its title, date and region; what it does not give is inferred.
    """
    refused: list[str] = []
    from fangzhi.run.extraction import Extracted, extract_paths
    from fangzhi.run.limits import Limits

    def results() -> Iterator[tuple[str, tuple[str, ...]]]:
        limits = Limits(memory * 1_000_000, seconds)
        for result in extract_paths(paths, lexicon=lexicon, workers=workers, limits=limits):
            if isinstance(result, Extracted):
                yield result.path, result.lines
            else:
                refused.append(result.path)
                complain(result.reason)

    found = results()
    if layout is FactFormat.JSONL:
        for _, lines in found:
            sys.stdout.writelines(f"{line}\n" for line in lines)
    elif layout is FactFormat.CSV:
        writer = csv.DictWriter(sys.stdout, CSV_COLUMNS, lineterminator="\n")
        writer.writeheader()
        for _, lines in found:
            writer.writerows(_flat(json.loads(line)) for line in lines)
    else:
        for path, lines in found:
            say(f"{path}: {len(lines)} facts")
            print_facts([json.loads(line) for line in lines])
            say()
    return 1 if refused else 0


def print_facts(records: list[dict[str, Any]]) -> None:
    """Facts as a table, one line each; a number as people write it."""
    if records:
        right = [2]
        print_table(
            ["kind", "what", "value", "period", "status", "region", "quote", "rule"], map(_line, records), right=right
        )


def _line(record: dict[str, Any]) -> list[str]:
    kind = record["kind"]
    value = period = ""
    if kind == "observation":
        what = f"{record['indicator']} {record['measure']}"
        value, period = figure(record), period_text(record.get("period"))
        period += f"，比{period_text(base)}" if (base := record.get("base_period")) else ""
    elif kind == "scheme":
        what = f"{record.get('code') or ''} {record['name']}".strip()
    else:
        what = record.get("industry") or record.get("name") or record.get("title") or ""
    status = record.get("status") or record.get("stage") or ""
    return [kind, what, value, period, status, record.get("region") or "", record["quote"], record["rule"]]


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    if "groups" in record:
        record["groups"] = json.dumps(record["groups"], ensure_ascii=False)
    return record
