"""Arguments that several commands share, so that they are called and explained alike."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Layout(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Status(StrEnum):
    """What an observation claims."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    TARGET = "target"


class Measure(StrEnum):
    """What kind of number an observation is."""

    LEVEL = "level"
    GROWTH = "growth"
    CAGR = "cagr"
    CHANGE = "change"
    RANK = "rank"


Sources = Annotated[list[str], typer.Argument(metavar="PATH…", help="Files and folders.", show_default=False)]
LexiconFolder = Annotated[
    Path | None, typer.Option("--lexicon", metavar="DIR", help="Folder of vocabulary files laid over ours.")
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, metavar="N", help="Processes.", show_default="as many as pay")
]
Memory = Annotated[int, typer.Option("--memory", min=100, metavar="MB", help="Most memory for one document.")]
Seconds = Annotated[int, typer.Option("--seconds", min=1, help="Most processor time for one document.")]
AtlasOption = Annotated[
    Path, typer.Option("--atlas", "-a", metavar="FILE", envvar="FANGZHI_ATLAS", help="The atlas to look into.")
]
AtlasArgument = Annotated[Path, typer.Argument(metavar="[ATLAS]", envvar="FANGZHI_ATLAS", help="The atlas.")]
LayoutOption = Annotated[Layout, typer.Option("--format", help="How rows are printed.")]
Evidence = Annotated[bool, typer.Option("--evidence", "-e", help="Print the sentence under each row.")]

DEFAULT_ATLAS = Path("atlas.duckdb")
DEFAULT_MEMORY, DEFAULT_SECONDS = 2000, 120  # as fangzhi.run.limits has them
