"""Arguments that several commands share, so that they are called and explained alike."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Layout(StrEnum):
    """How facts and rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Sources = Annotated[list[str], typer.Argument(metavar="PATH…", help="Files and folders.", show_default=False)]
LexiconFolder = Annotated[
    Path | None, typer.Option("--lexicon", metavar="DIR", help="Folder of vocabulary files laid over ours.")
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, metavar="N", help="Processes.", show_default="as many as pay")
]
