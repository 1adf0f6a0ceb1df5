"""``fangzhi build``: documents to an atlas."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fangzhi.present.cli.options import (
    DEFAULT_ATLAS,
    DEFAULT_MEMORY,
    DEFAULT_SECONDS,
    LexiconFolder,
    Memory,
    Seconds,
    Sources,
    Workers,
)
from fangzhi.present.cli.report import complain, say

if TYPE_CHECKING:
    from fangzhi.run.build import BuildSummary

EXAMPLES = (
    "fangzhi build reports/ -o atlas.duckdb",
    "fangzhi build reports/ news/page.html --workers 4",
    "fangzhi build reports/ --lake lake/",
    "fangzhi build /shared/reports --lake s3://bucket/lake --on ray --address 10.0.0.1:6379",
)


class Where(StrEnum):
    """Who reads the documents."""

    HERE = "here"
    RAY = "ray"


LISTED = 10  # names printed of a longer list


def build(
    paths: Sources,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The atlas to write.", show_default=str(DEFAULT_ATLAS)),
    ] = None,
    lake: Annotated[
        str | None,
        typer.Option("--lake", metavar="DIR", help="Write Parquet files into this folder or s3://… instead."),
    ] = None,
    on: Annotated[Where, typer.Option("--on", help="Read the documents here, or on a Ray cluster.")] = Where.HERE,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="HOST:PORT", help="The Ray cluster.", show_default="one started here"),
    ] = None,
    workers: Workers = None,
    lexicon: LexiconFolder = None,
    memory: Memory = DEFAULT_MEMORY,
    seconds: Seconds = DEFAULT_SECONDS,
) -> int:
    """Make an atlas of documents.

    The atlas holds the documents of PATH… and no others. Only what changed since the last build is read again; a
    build that was stopped goes on where it was. A documents.csv beside the files gives titles, dates and regions.
    A document that wants more memory or time than is allowed is refused, as any other that cannot be read.
    """
    from fangzhi.present.cli.progress import shown_progress
    from fangzhi.run.build import build as build_atlas
    from fangzhi.run.limits import Limits

    if lake is not None and output is not None:
        raise typer.BadParameter("give -o or --lake, not both", param_hint="--lake")
    if address is not None and on is Where.HERE:
        raise typer.BadParameter("give --on ray too", param_hint="--address")
    limits = Limits(memory * 1_000_000, seconds)
    with shown_progress(sys.stderr) as progress:
        summary = build_atlas(
            paths,
            output or DEFAULT_ATLAS,
            lake=lake,
            on="ray" if on is Where.RAY else "here",
            address=address,
            workers=workers,
            lexicon=lexicon,
            limits=limits,
            progress=progress,
        )
    for refused in summary.refused:
        complain(refused.reason)
    print_summary(summary)
    return 1 if summary.refused else 0


def print_summary(summary: "BuildSummary") -> None:
    """What a build did, for a reader."""
    facts = ", ".join(f"{number} {kind}" for kind, number in sorted(summary.facts.items(), key=lambda item: -item[1]))
    if summary.documents == 0:
        say(f"no document could be read; {summary.output} was not written")
        return
    what = "written" if summary.changed else "was up to date"
    say(f"{summary.output} {what} in {summary.seconds:.1f} s")
    say(f"documents   {summary.documents} ({summary.characters:,} characters), {summary.read} read now")
    say(f"facts       {sum(summary.facts.values())}: {facts}" if facts else "facts       0")
    for heading, paths in (("repeated", summary.repeated), ("copies", summary.copies), ("removed", summary.removed)):
        if paths:
            say(f"{heading:<11} {len(paths)}: {_listed(paths)}")
    if summary.refused:
        names = tuple(dict.fromkeys(refused.path for refused in summary.refused))
        say(f"refused     {len(names)}: {_listed(names)}")
    if summary.unresolved:
        words = ", ".join(f"{words} ({count})" for _, words, count in summary.unresolved[:LISTED])
        say(f"unresolved  {words}")


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more
