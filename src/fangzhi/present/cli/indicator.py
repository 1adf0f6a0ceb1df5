"""``fangzhi indicator``: one indicator over all regions."""

from itertools import groupby
from typing import Annotated

import typer

from fangzhi.present.cli.options import (
    DEFAULT_ATLAS,
    AtlasOption,
    Evidence,
    Layout,
    LayoutOption,
    LexiconFolder,
    Measure,
    Status,
)
from fangzhi.present.cli.report import figure, print_records, print_table, say, source_line
from fangzhi.present.values import period_text

EXAMPLES = ("fangzhi indicator GDP --year 2025 --measure growth", "fangzhi indicator 规上工业增加值 --status target")


def indicator(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Id, Chinese or English name, or a label as written.")],
    year: Annotated[int | None, typer.Option(metavar="YEAR", help="Year in which the period ends.")] = None,
    status: Annotated[Status | None, typer.Option(help="Leave out for outcomes.", show_default=False)] = None,
    measure: Annotated[Measure | None, typer.Option(help="Leave out for all.", show_default=False)] = None,
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: LayoutOption = Layout.TABLE,
    evidence: Evidence = False,
    lexicon: LexiconFolder = None,
) -> int:
    """Rank the regions by one indicator.

    Prints the latest figure of each region, largest first, apart for each measure and unit.
    """
    from fangzhi.model.errors import NotFoundError
    from fangzhi.store.atlas import Atlas

    with Atlas(atlas, lexicon=lexicon) as opened:
        key, full = opened.indicator_key(name)
        rows = opened.question("indicator_regions", indicator=key, year=year, status=status, measure=measure)
    if layout is not Layout.TABLE:
        print_records(rows.rows(), rows.columns, layout)
        return 0
    if not rows:
        asked = "".join(f" {word}" for word in (year, status, measure) if word)
        raise NotFoundError(f"no figure for {full}{asked} in {atlas}; ask for fewer things, or build with more")
    say(f"{full} {key if key != full else ''}".rstrip())
    for (kind, unit), group in groupby(rows, key=lambda row: (row["measure"], row["unit"])):
        found = list(group)
        say(f"\n{kind}, {unit}")
        cells = [[row["region"] or "–", figure(row), period_text(row["period"]), row["status"]] for row in found]
        if evidence:
            cells = [[*line, source_line(row)] for line, row in zip(cells, found, strict=True)]
        print_table(["region", "value", "period", "status", *(["sentence"] if evidence else [])], cells, right=[1])
    return 0
