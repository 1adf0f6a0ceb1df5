"""``fangzhi export``: the tables of an atlas as files."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption
from fangzhi.present.cli.report import say

EXAMPLES = ("fangzhi export --to tables", "fangzhi export --to tables --format parquet")


class FileFormat(StrEnum):
    """What the files are."""

    CSV = "csv"
    PARQUET = "parquet"


def export(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder to write into.")],
    layout: Annotated[FileFormat, typer.Option("--format", help="What the files are.")] = FileFormat.CSV,
    atlas: AtlasOption = DEFAULT_ATLAS,
) -> int:
    """Write the tables to files.

    Title, address and date of the document stand beside each fact; columns.csv says what each column means.
    """
    from fangzhi.store.export import export as export_atlas

    for path in export_atlas(atlas, to, layout.value):
        say(str(path))
    return 0
