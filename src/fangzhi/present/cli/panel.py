"""``fangzhi panel``: one value for each region, year and indicator."""

from enum import StrEnum
from typing import Annotated

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, Layout, LexiconFolder
from fangzhi.present.cli.report import complain, print_records, print_table
from fangzhi.present.values import value_text

EXAMPLES = (
    "fangzhi panel --indicators gdp,gdp:growth --regions province --years 2024-2026",
    "fangzhi panel --indicators rd_intensity --regions 江苏,广东 --shape long --format csv",
    "fangzhi panel --indicators gdp --shape runners-up --format csv",
)


class Shape(StrEnum):
    """How the table is laid out."""

    WIDE = "wide"
    LONG = "long"
    RUNNERS_UP = "runners-up"


def panel(
    indicators: Annotated[
        str, typer.Option("--indicators", metavar="LIST", help="Between commas; gdp:growth for growth.")
    ],
    regions: Annotated[
        str, typer.Option("--regions", metavar="LIST", help="Names between commas, or province, prefecture, county.")
    ] = "province",
    years: Annotated[
        str | None, typer.Option("--years", metavar="RANGE", help="2020-2026.", show_default="all")
    ] = None,
    shape: Annotated[Shape, typer.Option("--shape", help="How the table is laid out.")] = Shape.WIDE,
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: Annotated[Layout, typer.Option("--format", help="How rows are printed.")] = Layout.TABLE,
    lexicon: LexiconFolder = None,
) -> int:
    """Make a panel for statistics.

    Wide has a column an indicator, long a line a value with its sentence, runners-up every value that was passed
    over. The area's own and official documents come first, then the later one; gaps stay gaps.
    """
    from fangzhi.analyse.panel import make_panel, year_range
    from fangzhi.model.errors import NotFoundError
    from fangzhi.store.atlas import Atlas

    with Atlas(atlas, lexicon=lexicon) as opened:
        made = make_panel(opened, _listed(indicators), _listed(regions), year_range(years) if years else None)
    if not made.cells:
        raise NotFoundError(f"no yearly figure for {indicators} in {atlas}; ask for other regions or years")
    shapes = {Shape.WIDE: made.wide, Shape.LONG: made.long, Shape.RUNNERS_UP: made.runners_up}
    records = shapes[shape]()
    if layout is not Layout.TABLE:
        print_records(records, list(records[0]) if records else ["region_code"], layout)
    elif shape is Shape.WIDE:
        units = {series.column: series.unit for series in made.series}
        heads = ["region", "year", *units]
        cells = [
            [
                str(r["region"]),
                str(r["year"]),
                *("" if r[c] is None else value_text(r[c], u, bound=r[f"{c}_bound"]) for c, u in units.items()),
            ]
            for r in records
        ]
        print_table(heads, cells, right=range(2, len(heads)))
    else:
        heads = [name for name in records[0] if name not in {"document_id", "document_url"}] if records else ["region"]
        print_table(heads, [["" if r[h] is None else str(r[h]) for h in heads] for r in records])
    differing = sum(cell.differing > 0 for cell in made.cells)
    if differing and shape is not Shape.RUNNERS_UP:
        complain(f"{differing} values have rivals that differ; --shape runners-up lists them")
    return 0


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]
