"""``fangzhi extract``: facts of documents to standard output, no database."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from fangzhi.present.cli.options import LexiconFolder, Sources, Workers
from fangzhi.present.cli.report import complain


EXAMPLES = ("fangzhi extract report.txt --format table", "fangzhi extract reports/ > facts.jsonl")


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
) -> int:
    """Print the facts of documents.

    A documents.csv beside a file gives its title, date and region; what it does not give is inferred.
    """
    from fangzhi.read import Refused, find_sources
    from fangzhi.run.extraction import extract_sources

    refused = 0
    for result in extract_sources(find_sources(paths), lexicon_folder=lexicon, workers=workers):
        if isinstance(result, Refused):
            refused += 1
            complain(result.reason)
        else:
            sys.stdout.writelines(f"{line}\n" for line in result.lines)
    return 1 if refused else 0
