"""``fangzhi export``: the tables of an atlas as files."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption
from fangzhi.present.cli.report import say

EXAMPLES = ("fangzhi export --to tables", "fangzhi export --to tables --format xlsx")


class FileFormat(StrEnum):
    """What the files are."""

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    SDMX_CSV = "sdmx-csv"
    GEOJSON = "geojson"
    JSON_LD = "json-ld"


def export(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder to write into.")],
    layout: Annotated[FileFormat, typer.Option("--format", help="What the files are.")] = FileFormat.CSV,
    atlas: AtlasOption = DEFAULT_ATLAS,
) -> int:
    """Write the tables to files.

    Title, address and date of the document stand beside each fact; columns.csv, or the codebook of the workbook, says
    what each column means.
    """
    for path in _written(atlas, to, layout):
        say(str(path))
    return 0


def _written(atlas: Path, to: Path, layout: FileFormat) -> tuple[Path, ...]:
    if layout is FileFormat.XLSX:
        from fangzhi.present.export_xlsx import export_xlsx

        return export_xlsx(atlas, to)
    if layout is FileFormat.SDMX_CSV:
        from fangzhi.present.export_sdmx import export_sdmx

        return export_sdmx(atlas, to)
    if layout is FileFormat.GEOJSON:
        from fangzhi.present.export_geojson import export_geojson

        return export_geojson(atlas, to)
    if layout is FileFormat.JSON_LD:
        from fangzhi.present.export_jsonld import export_jsonld

        return export_jsonld(atlas, to)
    from fangzhi.store.export import export as export_atlas

    return export_atlas(atlas, to, "parquet" if layout is FileFormat.PARQUET else "csv")
